// Mercado Libre and Mercado Livre: the list of sales, a sale, its messages, a claim.
// Proven: hosts and addresses; the list's card (.row-card-container around .andes-card.sc-row.sc-row-marketplace) with
// .left-column__pack-id, .left-column__order-date, .buyer-name, .buyer-nickName, .right-column__messenger, .label,
// .sc-product-data__sku and __qty, .row-notes, .read-text, the texts of the dispatch date and of the claim's button, the
// pager; in a conversation the buyer's class message--counterpart, an id on each message, the two tabs, the start of the
// reply box's placeholder.
// Inferred: everything else, above all the sale's page, the claim's page and the shop's own messages.
"use strict";
{
  const { h, t, field, wrap, blocks, hashed, typed, sent, controlled, link, picture, onArrival, start, sheets, truth } = replica;

  const SITES = {
    "vendedores.mercadolivre.com.br": { zone: "America/Sao_Paulo", currency: "BRL", sign: "R$ ", places: 2, mark: ",", group: ".", price: 189.9 },
    "www.mercadolivre.com.br": { zone: "America/Sao_Paulo", currency: "BRL", sign: "R$ ", places: 2, mark: ",", group: ".", price: 189.9 },
    "www.mercadolibre.com.ar": { zone: "America/Argentina/Buenos_Aires", currency: "ARS", sign: "$ ", places: 0, mark: ",", group: ".",
      price: 45990 },
    "www.mercadolibre.com.mx": { zone: "America/Mexico_City", currency: "MXN", sign: "$ ", places: 2, mark: ".", group: ",", price: 1299 },
    "www.mercadolibre.cl": { zone: "America/Santiago", currency: "CLP", sign: "$ ", places: 0, mark: ",", group: ".", price: 32990 },
  };
  const site = (data) => SITES[data.host] ?? SITES["www.mercadolivre.com.br"];
  const brazil = (data) => site(data).currency === "BRL";

  // The countries that speak Spanish show Spanish pages unless a knob says otherwise.
  const here = new URL(location.href);
  const knobs = (here.searchParams.get("replica") ?? "").split(",").filter(Boolean);
  if (/mercadolibre\./.test(here.host) && !knobs.some((knob) => knob.startsWith("language:"))) {
    here.searchParams.set("replica", [...knobs, "language:es"].join(","));
    history.replaceState({}, "", here);
    document.documentElement.lang = "es";
  }

  const paths = (data) => (brazil(data)
    ? { list: "/vendas/omni/lista?filters=TAB_TODAY", sale: (id) => `/vendas/${id}/detalhe`, talk: (id) => `/vendas/novo/mensagens/${id}`,
      claim: (id) => `/vendas/novo/mensagens/${id}/reclamacao/5284410937` }
    : { list: "/ventas/omni/listado?filters=TAB_TODAY", sale: (id) => `/ventas/${id}/detalle`, talk: (id) => `/ventas/nuevo/mensajes/${id}`,
      claim: (id) => `/ventas/nuevo/mensajes/${id}/reclamo/5284410937` });

  // ---- how amounts and times are printed

  function amount(value, { sign, places, mark, group }) {
    const [whole, part] = value.toFixed(places).split(".");
    return sign + whole.replace(/\B(?=(\d{3})+$)/g, group) + (part ? mark + part : "");
  }
  const amountTruth = (value, { currency, places }) => `${currency} ${value.toFixed(places)}`;

  const LOCALES = { pt: "pt-BR", es: "es-AR", en: "en-GB", zh: "zh-CN" };
  const DAYS = { pt: "D [de] MMMM", es: "D [de] MMMM", en: "D MMMM", zh: "M[月]D[日]" };
  const TIMES = { pt: "D MMM HH:mm [hs]", es: "D MMM HH:mm [hs]", en: "D MMM HH:mm", zh: "M[月]D[日] HH:mm" };
  const print = (shapes, at, data) => times.print(at, shapes[data.language] ?? shapes.en, site(data).zone, LOCALES[data.language] ?? "en-GB");
  const printDay = (at, data) => print(DAYS, at, data);
  const printTime = (at, data) => print(TIMES, at, data);

  // ---- what is sold, and to whom

  // A picture, the Portuguese and the Spanish title, the shop's own number.
  const GOODS = [
    ["earbuds", "Fone Bluetooth XT Air 3 com estojo de recarga", "Auriculares Bluetooth XT Air 3 con estuche de carga", "XT-AIR3-PR"],
    ["lamp", "Luminária de mesa LED articulada 3 tons", "Lámpara de escritorio LED articulada 3 tonos", "XT-LUM-03"],
    ["case", "Capa transparente para Galaxy S25", "Funda transparente para Galaxy S25", "XT-CAPA-S25"],
    ["cable", "Cabo USB-C trançado 2 m 100 W", "Cable USB-C trenzado 2 m 100 W", "XT-CABO-2M"],
    ["watch", "Relógio digital esportivo à prova d'água", "Reloj digital deportivo sumergible", "XT-REL-21"],
    ["mug", "Caneca térmica de inox 500 ml", "Taza térmica de acero 500 ml", "XT-CAN-500"],
    ["hoodie", "Moletom com capuz canguru preto M", "Buzo con capucha canguro negro M", "XT-MOL-M"],
    ["ring", "Anel de prata 925 ajustável", "Anillo de plata 925 ajustable", "XT-ANE-925"],
  ];
  const good = (at, data) => {
    const [icon, portuguese, spanish, sku] = GOODS[at % GOODS.length];
    return [icon, brazil(data) ? portuguese : spanish, sku];
  };
  const BUYERS = [
    ["Marina Teles Rocha", "MATE4471902"], ["Caio Brandão", "CABR2203871"], ["Lucía Ferreyra", "LUFE8817340"], ["Diego Antunes", "DIAN5530128"],
    ["Paula Quiroga", "PAQU1094476"], ["Renato Vilela", "REVI7782015"], ["Sofía Maldonado", "SOMA3318864"], ["Tiago Peixoto", "TIPE9046213"],
  ];
  const STATES = [
    ["ready", "awaiting-shipment"], ["claim", ""], ["pickup", "awaiting-shipment"], ["ready", "awaiting-shipment"], ["transit", "shipped"],
    ["pending", "pending"],
    ["delivered", "delivered"], ["ready", "awaiting-shipment"], ["cancelled", "cancelled"], ["transit", "shipped"],
    ["payment", "awaiting-payment"], ["claim", ""], ["pickup", "awaiting-shipment"], ["delivered", "delivered"],
  ];
  const PACK = "2000007315502841";

  function sales(data) {
    return Array.from({ length: data.rows ?? 14 }, (_, at) => {
      const [state, status] = STATES[at % STATES.length];
      const [icon, item, sku] = good(at, data);
      const [name, nick] = BUYERS[(at * 3) % BUYERS.length];
      const placed = data.now - (2 + at * 3.7) * times.HOUR;
      const dispatch = state === "ready" || state === "pickup";
      const due = at === 0 && data.due ? data.due : placed + 2 * times.DAY;
      return { id: at === 0 ? PACK : String(2000007315502841n - BigInt(at) * 10_734_911n), state, status, icon, item, sku, name, nick,
        placed, due: dispatch ? due : null, count: at % 5 === 3 ? 3 : 1 };
    });
  }

  // ---- the list

  const units = (count) => (count === 1 ? t("unit.one") : t("unit.many").replace("{n}", count));

  function sub(row, data) {
    if (row.due) return t("due").replace("{d}", printDay(row.due, data));
    return t(`sub.${row.state}`);
  }

  function card(row, at, data) {
    const { sale, talk, claim } = paths(data);
    const claimed = row.state === "claim";
    return h("div", { class: "row-card-container" }, h("div", { class: "andes-card sc-row sc-row-marketplace" },
      h("div", { class: "left-column" },
        h("input", { type: "checkbox", "aria-label": row.id }),
        field("order_id", h("div", { class: "left-column__pack-id" }, link(sale(row.id), {}, `#${row.id}`))),
        field("ordered", h("div", { class: "left-column__order-date" }, printTime(row.placed, data))),
        at % 6 === 2 && h("div", { class: "row-notes" }, h("span", { class: "read-text" }, t("note.read")))),
      h("div", { class: "middle-column" },
        field("status", h("div", { class: "state" }, h("p", { class: "state-title" }, claimed ? t("sub.claim") : t(`status.${row.state}`)),
          !claimed && h("p", { class: "state-text" }, sub(row, data)))),
        h("div", { class: "sc-product-data row" }, picture(row.icon, { class: "picture" }), h("div", {},
          field("item", h("div", { class: "label" }, row.item)),
          h("div", { class: "soft" },
            h("span", { class: "sc-product-data__sku" }, "SKU: ", h("span", { class: "sc-product-data__sku-value" }, row.sku))),
          field("quantity", h("div", { class: "sc-product-data__qty soft" }, units(row.count)))))),
      h("div", { class: "right-column" },
        field("buyer", h("div", {}, h("div", { class: "buyer-name" }, row.name), h("div", { class: "buyer-nickName soft" }, row.nick))),
        claimed ? link(claim(row.id), { class: "andes-button" }, t("act.claim"))
          : row.due ? h("button", { type: "button", class: "andes-button" }, t("act.label"))
            : link(sale(row.id), { class: "andes-button quiet" }, t("act.detail")),
        h("div", { class: "right-column__messenger" }, link(talk(row.id), {}, t("act.talk"))))));
  }

  sheets["order-list"] = (data) => {
    const rows = sales(data);
    const said = {};
    for (const row of rows) {
      said[row.id] = { order_id: row.id, placed_at: times.minute(row.placed), buyer: row.name, item: row.item, quantity: String(row.count) };
      if (row.status) said[row.id].status = row.status;
      else Object.assign(said[row.id], { kind: "claim", phase: "awaiting-seller" });
      if (row.due) said[row.id].ship_by = times.day(row.due, site(data).zone);
    }
    const list = h("div", { class: "cards" }, rows.map((row, at) => card(row, at, data)));
    onArrival((row) => list.prepend(card(row, 0, data)));
    truth({ page: "order-list", fields: {}, rows: said });
    return [
      h("div", { class: "head" }, h("h1", {}, t("head.list")),
        h("input", { class: "find", placeholder: t("search"), "aria-label": t("search") })),
      h("nav", { class: "tabs" },
        ["today", "next", "transit", "finished"].map((key, at) => h("a", { class: at === 0 ? "on" : "" }, t(`tab.${key}`)))),
      h("p", { class: "soft count" }, `${rows.length} ${t("count")}`),
      list,
      h("ul", { class: "andes-pagination" },
        h("li", { class: "andes-pagination__button andes-pagination__button--back andes-pagination__button--disabled" }, "‹"),
        h("li", { class: "andes-pagination__button on" }, "1"), h("li", { class: "andes-pagination__button" }, "2"),
        h("li", { class: "andes-pagination__button andes-pagination__button--next" }, "›")),
    ];
  };

  // ---- a sale

  const line = (key, value, name) => value && [field(name, h("dt", {}, t(key))), field(name, h("dd", {}, wrap(h("span", {}, value))))];

  sheets["order-detail"] = (data) => {
    const place = site(data);
    const onTheWay = !brazil(data);
    const placed = data.now - 21 * times.HOUR;
    const due = data.due ?? placed + 3 * times.DAY;
    const arrives = data.now + 6 * times.DAY;
    const [icon, item, sku] = good(0, data);
    const [name, nick] = BUYERS[0];
    const fields = {
      order_id: PACK, status: onTheWay ? "shipped" : "awaiting-shipment", placed_at: times.minute(placed),
      paid_at: times.minute(placed + 4 * times.MINUTE),
      deliver_by: times.day(arrives, place.zone), buyer: name, item, quantity: "2", total: amountTruth(place.price * 2, place),
    };
    if (onTheWay) Object.assign(fields, { tracking: "MEL44821703351FMX", carrier: "Estafeta" });
    else fields.ship_by = times.day(due, place.zone);
    truth({ page: "order-detail", fields });
    return [
      h("div", { class: "head" }, h("div", {}, h("h1", {}, `${t("order.title")} #${PACK}`),
        h("p", { class: "soft" }, printTime(placed, data))), link(paths(data).talk(PACK), {}, t("act.talk"))),
      h("div", { class: "columns" }, blocks(
        h("div", {}, blocks(
          h("section", { class: "card" }, h("h2", {}, t("card.sale")),
            h("div", { class: "row" }, picture(icon, { class: "picture" }), h("dl", { class: "lines" },
            line("order.item", item, "item"), h("dt", {}, "SKU"), h("dd", {}, sku), line("order.quantity", "2", "quantity"),
            line("order.placed", printTime(placed, data), "ordered"),
            line("order.buyer", name, "buyer"), h("dt", {}, "Nick"), h("dd", {}, nick)))),
          h("section", { class: "card" }, h("h2", {}, t("card.shipping")), h("dl", { class: "lines" },
            line("order.status", t(onTheWay ? "status.transit" : "status.ready"), "status"),
            !onTheWay && line("order.due", printDay(due, data), "due"),
            line("order.arrives", printDay(arrives, data), "deliver_by"), onTheWay && line("order.carrier", "Estafeta", "carrier"),
            onTheWay && line("order.tracking", "MEL44821703351FMX", "tracking")),
            h("button", { type: "button", class: "main" }, t(onTheWay ? "act.detail" : "act.label"))))),
        h("div", {}, h("section", { class: "card" }, h("h2", {}, t("card.payment")), h("dl", { class: "lines" },
          line("order.paid", printTime(placed + 4 * times.MINUTE, data), "paid"), line("order.price", amount(place.price, place), "price"),
          line("order.fee", `-${amount(Math.round(place.price * 0.24), place)}`, "fee"),
          line("order.total", amount(place.price * 2, place), "amount"))),
        h("section", { class: "card" }, h("h2", {}, t("card.notes")),
          h("textarea", { class: "note-box", placeholder: t("note.box"), "aria-label": t("note.box") })))))];
  };

  // ---- conversations

  const said = (brazilian, claimed) => (brazilian
    ? [
      ["buyer", "Oi, comprei dois fones e até agora não recebi nenhuma atualização do envio."],
      ["seller", "Olá! Conferimos o pacote hoje cedo e ele sai do nosso depósito dentro do prazo informado na venda."],
      ["buyer", claimed ? "Chegou, mas o lado esquerdo não liga.\nQuero meu dinheiro de volta."
        : "Obrigada. Consegue me dizer o dia em que ele sai?"],
    ]
    : [
      ["buyer", "Hola, el reloj llegó pero la pantalla no enciende."],
      ["seller", "Hola, lamentamos el inconveniente. ¿Nos puedes mandar una foto de la pantalla?"],
      ["buyer", "Ya la mandé ayer. Prefiero que me devuelvan el dinero."],
    ]);

  function conversation(data, messages, first) {
    const step = (data.now - first - 40 * times.MINUTE) / Math.max(1, messages.length - 1);
    return h("div", { class: "flow" }, field("messages", messages.map(([from, text], at) =>
      h("div", { id: `message-${7120 + at}`, class: from === "buyer" ? "message message--counterpart" : "message message--own" },
        h("p", { class: hashed("bubble-text") }, text), h("time", { class: "time" }, printTime(first + at * step, data))))));
  }

  function composer() {
    const area = h("textarea", { class: "andes-form-control__field", maxlength: "350", rows: "3", placeholder: t("talk.write"),
      "aria-label": t("talk.write") });
    const button = h("button", { type: "button", class: "main", disabled: true, onclick: () => sent("reply", box.text(), button) },
      t("act.send"));
    const box = controlled(area, (text) => {
      button.toggleAttribute("disabled", !text.trim());
      typed("reply", text);
    });
    return h("div", { class: "write" }, field("reply", area), h("p", { class: "soft rule" }, t("talk.rule")), button);
  }

  /** The second tab talks to the marketplace; its box stands in the document, and is not the one to write in. */
  function panes(data, messages, first) {
    const buyer = h("div", { class: "pane", role: "tabpanel" }, conversation(data, messages, first), composer());
    const platform = h("div", { class: "pane", role: "tabpanel", hidden: true }, h("div", { class: "flow" }), h("div", { class: "write" },
      h("textarea", { placeholder: t("talk.write.platform"), "aria-label": t("talk.write.platform") }),
      h("button", { type: "button", class: "main" }, t("act.send"))));
    const tabs = [buyer, platform].map((pane, at) => h("button", {
      type: "button", role: "tab", "aria-selected": String(at === 0),
      onclick: () => {
        for (const [index, other] of [buyer, platform].entries()) {
          other.hidden = index !== at;
          tabs[index].setAttribute("aria-selected", String(index === at));
        }
      },
    }, t(at === 0 ? "talk.buyer" : "talk.platform")));
    return h("section", { class: "card talks" }, h("div", { class: "tabs", role: "tablist" }, tabs), buyer, platform);
  }

  sheets.messages = (data) => {
    const messages = said(brazil(data), false);
    const placed = data.now - 2 * times.DAY;
    const [icon, item] = good(0, data);
    const fields = { order_id: PACK, buyer: BUYERS[0][0], item, status: "awaiting-shipment", placed_at: times.minute(placed) };
    truth({ page: "messages", fields, thread: messages, reply: true });
    return [
      h("div", { class: "head" }, h("h1", {}, BUYERS[0][0]), link(paths(data).sale(PACK), {}, `${t("order.title")} #${PACK}`)),
      h("div", { class: "columns" }, blocks(
        panes(data, messages, data.opened ?? data.now - 27 * times.HOUR),
        h("aside", { class: "card" }, picture(icon, { class: "picture" }), h("dl", { class: "lines" },
          line("order.item", item, "item"), line("order.buyer", BUYERS[0][0], "buyer"), line("order.status", t("status.ready"), "status"),
          line("order.placed", printTime(placed, data), "ordered")))))];
  };

  sheets["claim-detail"] = (data) => {
    const place = site(data);
    const mediated = /\/media/.test(location.pathname);
    const messages = said(brazil(data), true);
    const opened = data.opened ?? data.now - 19 * times.HOUR;
    const due = data.due ?? opened + 2 * times.DAY;
    const placed = opened - 9 * times.DAY;
    const [icon, item] = good(brazil(data) ? 0 : 4, data);
    const name = BUYERS[brazil(data) ? 0 : 4][0];
    const escalated = data.now - 5 * times.HOUR;
    const fields = {
      case_id: "5284410937", order_id: PACK, kind: "claim", phase: mediated ? "platform-review" : "awaiting-seller",
      respond_by: times.day(due, place.zone), opened_at: times.minute(opened),
      reason: t("claim.broken"), asks_for: t("claim.money"), amount: amountTruth(place.price, place), buyer: name, item, quantity: "1",
      placed_at: times.minute(placed),
    };
    if (mediated) fields.escalated_at = times.minute(escalated);
    truth({ page: "claim-detail", fields, thread: messages, reply: true });
    return [
      h("div", { class: "head" }, h("h1", {}, t(mediated ? "claim.mediation" : "claim.title")),
        link(paths(data).sale(PACK), {}, `${t("order.title")} #${PACK}`)),
      h("div", { class: "card banner" }, h("dl", { class: "lines" },
        line("claim.status", t(mediated ? "claim.mediated" : "claim.waits"), "status"), line("claim.respond", printDay(due, data), "due")),
        h("p", {}, t("claim.lapse")),
        h("div", { class: "row" },
          ["refund", "return", "partial"].map((key, at) => h("button", { type: "button", class: at === 0 ? "main" : "" }, t(`act.${key}`))))),
      h("div", { class: "columns" }, blocks(
        panes(data, messages, opened),
        h("aside", { class: "card" }, picture(icon, { class: "picture" }), h("dl", { class: "lines" },
          line("claim.id", "5284410937", "case_id"), line("order.buyer", name, "buyer"), line("order.item", item, "item"),
          line("order.quantity", "1", "quantity"),
          line("order.placed", printTime(placed, data), "ordered"), line("claim.opened", printTime(opened, data), "opened"),
          mediated && line("claim.escalated", printTime(escalated, data), "escalated"),
          line("claim.reason", t("claim.broken"), "reason"), line("claim.asks", t("claim.money"), "asked"),
          line("claim.amount", amount(place.price, place), "amount")))))];
  };

  const NAV = ["summary", "listings", "sales", "questions", "reputation", "billing"];

  start((data) => {
    document.title = `${t("nav.sales")} | ${t("brand")}`;
    const main = h("main", {});
    document.getElementById("app").replaceChildren(
      h("header", { class: "top" }, h("b", {}, t("brand")),
        h("nav", {}, NAV.map((key) => (key === "sales" ? link(paths(data).list, { class: "on" }, t(`nav.${key}`)) : h("a", {}, t(`nav.${key}`))))),
        h("span", { class: "shop" }, t("shop"))),
      main);
    return main;
  }, () => []);
}
