// Shopee Seller Centre. Proven: the order card and its classes (.order-sn, .buyer-username, .order-status,
// .status-description, .item-name, .item-description, .item-amount, .total-price, .fulfilment-channel-name,
// .tracking-number-list), the rows of the return list and their heads, .payment-info-details, the discussion's
// .chat_message-item and text-content, the words before the evidence day, and the webchat's data-cy hooks, ids, absolute
// rows and reply box, in which Enter sends. Inferred: the labels of the order and return pages, where a return row
// prints its state, the labels in the webchat's order card, the Send button.
"use strict";
{
  const { h, t, hashed, typed, sent, controlled, link, picture, start, sheets, truth } = replica;
  const { print, day, minute, HOUR, DAY, MINUTE } = times;

  const SITES = {
    "seller.shopee.co.id": { zone: "Asia/Jakarta", currency: "IDR", money: (value) => `Rp${grouped(value * 100, ".")}`,
      exact: (value) => String(value * 100), rate: 1.2 },
    "seller.shopee.sg": { zone: "Asia/Singapore", currency: "SGD", money: (value) => `S$${value.toFixed(2)}`, exact: (value) => value.toFixed(2),
      rate: 0.02 },
    "banhang.shopee.vn": { zone: "Asia/Ho_Chi_Minh", currency: "VND", money: (value) => `₫${grouped(value * 100, ".")}`,
      exact: (value) => String(value * 100), rate: 2 },
    "seller.shopee.com.br": { zone: "America/Sao_Paulo", currency: "BRL", money: (value) => `R$${value.toFixed(2).replace(".", ",")}`,
      exact: (value) => value.toFixed(2), rate: 0.04 },
    "seller.shopee.tw": { zone: "Asia/Taipei", currency: "TWD", money: (value) => `NT$${grouped(value, ",")}`, exact: (value) => String(value),
      rate: 0.4 },
  };
  const grouped = (value, mark) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, mark);

  const ITEMS = [
    ["earbuds", "True wireless earbuds with charging case", "Black", 1790], ["lamp", "Foldable LED desk lamp, three colours", "White, EU plug", 1290],
    ["case", "Shockproof phone case with ring holder", "Clear, 6.7 inch", 590], ["hoodie", "Oversized cotton hoodie", "Grey, L", 2390],
    ["cable", "Braided USB-C cable 100 W, 2 m", "Blue", 490], ["ring", "Adjustable silver ring", "One size", 690],
    ["watch", "Sports watch with heart rate", "Silver strap", 3190], ["mug", "Ceramic mug with lid 420 ml", "Sage", 890],
  ];
  const BUYERS = ["r*****7", "s****a", "d*******o", "n***i", "w******2", "a****y", "t*****n", "m***e"];
  const CARRIERS = ["SPX Standard", "J&T Express", "SPX Sameday", "Ninja Van"];
  const LETTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  /** So many letters and digits that look like an order's. */
  const letters = (seed, count) => {
    let value = (seed + 11) * 7919;
    let text = "";
    for (let at = 0; at < count; at++) {
      value = (value * 48271 + 13) % 2147483647;
      text += LETTERS[value % LETTERS.length];
    }
    return text;
  };

  /** An order: state, times and money follow from its place in the list. */
  function order(data, at) {
    const site = SITES[data.host];
    const state = ["to_ship", "to_ship", "shipping", "to_ship", "completed", "to_ship", "cancelled", "unpaid"][at % 8];
    const placed = data.now - at * 5 * HOUR - 9 * HOUR - 17 * MINUTE;
    const [icon, item, variation, base] = ITEMS[(at * 3) % ITEMS.length];
    const quantity = 1 + (at * 5) % 3;
    const shown = { unpaid: placed + DAY, to_ship: placed + 3 * DAY, shipping: data.now + (2 + at % 4) * DAY, completed: data.now - DAY,
      cancelled: placed + 4 * HOUR }[state];
    const value = site.rate < 0.1 ? Math.round(base * quantity * site.rate * 10) / 10 : Math.round(base * quantity * site.rate);
    return {
      at, state, placed, icon, item, variation, quantity, shown, site,
      sn: print(placed, "YYMMDD", site.zone) + letters(at, 8),
      inner: String(215634978012345 + at * 71),
      buyer: BUYERS[at % BUYERS.length],
      carrier: CARRIERS[at % CARRIERS.length],
      tracking: state === "shipping" || state === "completed" ? `SPX${site.currency.slice(0, 2)}0${4611827350 + at * 137}` : null,
      value,
      total: site.money(value),
      amount: `${site.currency} ${site.exact(value)}`,
    };
  }

  const STATUS = { unpaid: "awaiting-payment", to_ship: "awaiting-shipment", shipping: "shipped", completed: "completed", cancelled: "cancelled" };
  const dated = (key, at, shape, zone) => t(key).replace("{date}", print(at, shape, zone));

  function card(one) {
    const { zone } = one.site;
    return h("div", { class: `order-card${one.state === "to_ship" && one.at > 7 ? " late" : ""}`, "data-testid": `package-card-${one.inner}` },
      h("div", { class: "order-head" }, h("span", { class: "buyer-username" }, one.buyer), h("span", { class: "order-sn" },
        `${t("label.order_id")} ${one.sn}`)),
      h("div", { class: "order-body" },
        h("div", { class: "row", "data-testid": "order-item" }, picture(one.icon, { class: "picture" }),
          h("div", {}, h("div", { class: "item-name" }, one.item), h("div", { class: "item-description" }, one.variation),
            h("div", { class: "item-amount" }, `x${one.quantity}`))),
        h("div", { class: "total-price" }, one.total),
        h("div", {}, h("div", { class: "order-status" }, t(`status.${one.state}`)), h("div", { class: "status-description" },
          dated(`tell.${one.state}`, one.shown, "DD/MM/YYYY", zone))),
        h("div", {}, h("div", { class: "fulfilment-channel-name" }, one.carrier),
          one.tracking && h("div", { class: "tracking-number-list" }, h("div", { class: "tracking-number" }, one.tracking))),
        h("div", {}, link(`/portal/sale/order/${one.inner}`, {}, t(one.state === "to_ship" ? "action.ship" : "action.details")))));
  }

  const cardTruth = (one) => ({
    order_id: one.sn, buyer: one.buyer, status: STATUS[one.state], item: one.item, quantity: String(one.quantity), total: one.amount,
    carrier: one.carrier,
    ...(one.state === "to_ship" && { ship_by: day(one.shown, one.site.zone) }), ...(one.tracking && { tracking: one.tracking }),
  });

  sheets["order-list"] = (data) => {
    const orders = Array.from({ length: data.rows ?? 14 }, (_, at) => order(data, at));
    truth({ page: "order-list", fields: {}, rows: Object.fromEntries(orders.map((one) => [one.sn, cardTruth(one)])) });
    return [
      h("div", { class: "tabs" }, ["all", "unpaid", "to_ship", "shipping", "completed", "cancelled"].map((tab) =>
        h("span", { class: tab === "to_ship" ? "on" : null }, t(tab === "all" ? "tab.all" : `status.${tab}`)))),
      h("div", { class: "tools" }, h("h2", {}, t("orders.count").replace("{n}", String(orders.length))),
        h("input", { type: "text", placeholder: t("search"), size: "28" })),
      orders.map(card),
    ];
  };

  const pair = (key, value) => [h("dt", {}, t(key)), h("dd", {}, value)];

  sheets["order-detail"] = (data) => {
    const one = order(data, 3);
    const { zone } = one.site;
    truth({
      page: "order-detail",
      fields: {
        order_id: one.sn, status: STATUS[one.state], ship_by: day(one.shown, zone), placed_at: minute(one.placed),
        paid_at: minute(one.placed + 4 * MINUTE),
        buyer: one.buyer, item: one.item, quantity: String(one.quantity), total: one.amount, carrier: one.carrier, tracking: "SPXSG046118273912",
      },
    });
    return [
      h("div", { class: "head" }, h("h1", {}, t(`status.${one.state}`)), h("button", { type: "button", class: "main" }, t("action.ship"))),
      h("p", { class: "alert" }, dated(`tell.${one.state}`, one.shown, "DD/MM/YYYY", zone)),
      h("div", { class: "columns" },
        h("div", {},
          h("section", { class: "card" }, h("h2", {}, t("card.order")), h("dl", { class: "lines" },
            pair("label.order_id", one.sn), pair("label.status", t(`status.${one.state}`)),
            pair("label.ship_by", print(one.shown, "DD/MM/YYYY", zone)),
            pair("label.placed", print(one.placed, "DD/MM/YYYY HH:mm", zone)),
            pair("label.paid", print(one.placed + 4 * MINUTE, "DD/MM/YYYY HH:mm", zone)),
            pair("label.buyer", one.buyer), pair("label.address", "T****n, ******28, B** M**** S***** 3"),
            pair("label.carrier", one.carrier), pair("label.tracking", "SPXSG046118273912"))),
          h("section", { class: "card row" }, picture(one.icon, { class: "picture" }),
            h("div", {}, h("div", { class: "item-name" }, one.item), h("div", { class: "item-description" }, one.variation),
              h("div", { class: "item-amount" }, `x${one.quantity}`)))),
        h("div", {},
          h("section", { class: "card payment-info-details" }, h("h2", {}, t("card.payment")), h("dl", { class: "pay" },
            pair("label.subtotal", one.site.money(one.value - 1.9)), pair("label.shipping", one.site.money(1.9)), pair("label.total", one.total),
            pair("label.fee", `-${one.site.money(2.14)}`),
            h("dt", { class: "sum" }, t("label.income")), h("dd", { class: "sum" }, one.site.money(one.value - 1.9 - 2.14)))),
          h("section", { class: "card" }, h("h2", {}, t("label.note")),
            h("textarea", { "aria-label": t("label.note"), placeholder: t("label.note") })))),
    ];
  };

  const PHASES = { seller: "awaiting-seller", evidence: "awaiting-seller", review: "platform-review", transit: "return-in-transit",
    closed: "closed" };

  /** A return request, or a cancelled order without one. */
  function request(data, at) {
    const one = order(data, at * 2 + 20);
    const phase = ["seller", "seller", "review", null, "transit", "evidence", "closed"][at % 7];
    const opened = data.now - at * 9 * HOUR - 19 * HOUR;
    return { ...one, phase, opened, reason: ["damaged", "wrong", "missing"][at % 3], id: print(opened, "YYMMDD", one.site.zone) + letters(at + 90,
      9) };
  }

  function returnRow(one) {
    const number = (name, key, value) => h("div", { class: `id ${name}` }, h("span", {}, t(key)), h("span", { class: "id-content" }, value));
    const line = (key, value) => h("div", {}, h("span", { class: "soft" }, t(key)), " ", h("span", {}, value));
    return link(`/portal/sale/${one.phase ? "return" : "order"}/${one.inner}`, { class: "return-row-item" },
      h("div", { class: "return-row-item-head" }, h("div", { class: "username" }, one.buyer), number("order-id", "label.order_id", one.sn),
        one.phase && number("return-id", "label.return_id", one.id)),
      h("div", { class: "return-row-body" },
        h("div", { class: "row" }, picture(one.icon, { class: "picture" }), h("div", {}, h("div", {}, one.item),
          h("div", { class: "soft" }, one.variation))),
        h("div", {}, one.phase ? line("label.amount", one.total) : one.total),
        h("div", {}, one.phase && line("label.reason", t(`reason.${one.reason}`))),
        h("div", {}, h("div", { class: one.phase === "seller" ? "warn" : null }, t(one.phase ? `phase.${one.phase}` : "status.cancelled")),
          one.phase && line("label.requested", print(one.opened, "DD-MM-YYYY HH:mm", one.site.zone)))));
  }

  const returnTruth = (one) => (one.phase
    ? { order_id: one.sn, case_id: one.id, buyer: one.buyer, kind: "return", phase: PHASES[one.phase], amount: one.amount,
      reason: t(`reason.${one.reason}`), opened_at: minute(one.opened) }
    : { order_id: one.sn, buyer: one.buyer, status: "cancelled" });

  sheets["return-list"] = (data) => {
    const requests = Array.from({ length: data.rows ?? 12 }, (_, at) => request(data, at));
    truth({ page: "return-list", fields: { kind: "return" }, rows: Object.fromEntries(requests.map((one) => [one.sn, returnTruth(one)])) });
    return [
      h("div", { class: "tools" }, h("h2", { class: "return-list-summary-title" }, t("returns.count").replace("{n}", String(requests.length))),
        h("input", { type: "text", placeholder: t("search.return"), size: "28" })),
      h("div", { class: "return-table-content" }, requests.map(returnRow)),
    ];
  };

  const DISCUSSION = [
    "O copo chegou trincado, por favor me ajudem. A caixa estava amassada de um lado.",
    "Sentimos muito. Pode enviar uma foto da etiqueta e da caixa por fora?",
    "Enviei as fotos no pedido. Quero o dinheiro de volta, não uma troca.",
  ];

  sheets["return-detail"] = (data) => {
    const one = request(data, 5);
    const { zone } = one.site;
    const opened = data.opened ?? data.now - 19 * HOUR;
    const until = data.due ?? opened + 3 * DAY;
    truth({
      page: "return-detail",
      fields: {
        kind: "return", case_id: one.id, order_id: one.sn, phase: "awaiting-seller", respond_by: day(until, zone), opened_at: minute(opened),
        reason: t("reason.damaged"),
        asks_for: t("solution.refund"), amount: one.amount, buyer: one.buyer,
      },
      thread: DISCUSSION.map((text) => ["unknown", text]),
      reply: true,
    });
    const area = h("textarea", { placeholder: t("box.placeholder"), oninput: () => typed("reply", area.value) });
    const send = h("button", { type: "button", class: "main send", onclick: () => sent("reply", area.value, send) }, t("action.send"));
    return [
      h("div", { class: "head" }, h("h1", {}, t("phase.evidence")), h("div", { class: "row" }, h("button", { type: "button" }, t("action.accept")),
        h("button", { type: "button", class: "main" }, t("action.submit")))),
      h("p", { class: "alert" }, dated("evidence", until, "DD-MM-YYYY", zone)),
      h("div", { class: "columns" },
        h("div", {},
          h("section", { class: "card" }, h("h2", {}, t("card.return")), h("dl", { class: "lines" },
            pair("label.return_id", one.id), pair("label.order_id", one.sn), pair("label.return_status", t("phase.evidence")),
            pair("label.buyer", one.buyer),
            pair("label.requested", print(opened, "DD-MM-YYYY HH:mm", zone)), pair("label.reason", t("reason.damaged")),
            pair("label.solution", t("solution.refund")), pair("label.amount", one.total))),
          h("section", { class: "card" }, h("h2", { class: "discussion-history-title" }, t("card.discussion")),
            h("div", { class: "discussion" },
              h("div", { class: "chat_message-item notice" }, print(opened, "DD-MM-YYYY HH:mm", zone)),
              DISCUSSION.map((text) => h("div", { class: "chat_message-item chat-message-item" },
                h("div", { class: hashed("text-content") }, text)))),
            h("div", {}, area, send, h("div", { class: "replica-note" })))),
        h("section", { class: "card" }, h("h2", {}, t("card.evidence")),
          h("textarea", { placeholder: t("box.evidence"), "aria-label": t("box.evidence") }),
          h("button", { type: "button" }, t("action.submit")))),
    ];
  };

  const TALK = [
    ["buyer", 11.2, "Halo kak, pesanan saya kapan dikirim ya? Saya perlu sebelum hari Kamis."],
    ["seller", 10.6, "Halo kak, terima kasih sudah berbelanja. Pesanan sedang kami siapkan dan dikirim besok pagi."],
    ["buyer", 9.9, "Baik kak. Lampunya warna putih ya,\nbukan yang hitam."],
    ["seller", 9.4, "Betul kak, warna putih sesuai pesanan."],
    ["buyer", 2.3, "Kak, alamat saya sudah benar? Rumah nomor 12, jam 14:30 saya baru ada di rumah."],
    ["buyer", 2.2, "Mohon dijawab ya kak."],
  ];
  const TALKS = [["rina_wulandari7", 2.2, "Mohon dijawab ya kak.", true], ["dewi.lestari88", 5, "Apakah ready stock?", true],
    ["agus_p", 20, "Terima kasih banyak", false], ["toko.budi", 31, "Oke kak", false], ["maya_s02", 55, "Sudah sampai, bagus", false]];

  /** Rows at absolute positions; how high each one is shows only when it is drawn. */
  function placed(list, rows) {
    const place = () => {
      let top = 12;
      for (const row of rows) {
        row.style.top = `${top}px`;
        top += row.offsetHeight + 12;
      }
      list.style.height = `${top}px`;
      list.parentElement.scrollTop = top;
    };
    requestAnimationFrame(place);
    new ResizeObserver(place).observe(rows[0]);
  }

  sheets.chat = (data) => {
    const one = order(data, 3);
    const { zone } = one.site;
    truth({
      page: "chat",
      fields: { order_id: one.sn, ship_by: day(one.shown, zone), status: "awaiting-shipment", total: one.amount },
      thread: TALK.map(([from, , text]) => [from, text]),
      reply: true,
    });
    const rows = TALK.map(([from, ago, text]) => h("div", { class: `message-row${from === "seller" ? " from-shop" : ""}` },
      h("div", { "data-cy": from === "buyer" ? "webchat-message-receive" : "webchat-message-send" },
        h("div", { class: "bubble" }, h("div", {}, text), h("div", { class: "time" }, print(data.now - ago * HOUR, "HH:mm", zone))))));
    const inner = h("div", { class: "ReactVirtualized__Grid__innerScrollContainer" }, [...rows].reverse());
    const list = h("div", { id: "message-virtualized-list", class: "ReactVirtualized__Grid",
      "data-cy": "webchat-conversation-detail-message-container" }, inner);
    placed(list, rows);
    const stamp = (ago) => print(data.now - ago * HOUR, ago < 24 ? "HH:mm" : "DD/MM/YY", zone);
    const cells = TALKS.map(([name, ago, last, open], at) => {
      const cell = h("div", { "data-cy": "webchat-conversation-cell-root", class: `talk${at === 0 ? " on" : ""}` },
        h("div", { "data-cy": "webchat-conversation-cell-container" },
          h("div", { class: "spread" }, h("div", { "data-cy": "webchat-conversation-cell-name", title: name }, name),
            h("div", { "data-cy": "webchat-conversation-cell-timestamp", class: "time" }, stamp(ago))),
          h("div", { "data-cy": "webchat-conversation-cell-content-text", class: "soft" }, last)));
      cell.style.top = `${28 + at * 62 + (open ? 0 : 28)}px`;
      return cell;
    });
    const replied = h("div", { id: "tab_manually_replied", class: "tab-title" }, t("chat.replied"));
    replied.style.top = `${28 + 2 * 62}px`;
    const area = h("textarea", { placeholder: t("box.placeholder"), onkeydown: (event) => {
      if (event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      sent("reply", box.text(), send);
    } });
    const box = controlled(area, (text) => typed("reply", text));
    const send = h("button", { type: "button", class: "main send", onclick: () => sent("reply", box.text(), send) }, t("action.send"));
    return h("div", { class: "chat" },
      h("div", { "data-cy": "webchat-conversation-list" }, h("div", { class: "ReactVirtualized__Grid" },
        h("div", { class: "ReactVirtualized__Grid__innerScrollContainer" },
          h("div", { id: "tab_unreplied", class: "tab-title" }, t("chat.unreplied")), cells, replied))),
      h("div", { "data-cy": "webchat-conversation-detail" }, h("header", {}, TALKS[0][0]),
        h("div", { "data-cy": "webchat-conversation-detail-chat" }, h("div", { id: "messageSection" }, list)),
        h("div", { "data-cy": "webchat-conversation-detail-input" }, h("div", { id: "inputField" }, area), send)),
      h("div", { "data-cy": "webchat-station-root", class: "side" }, h("h2", {}, t("chat.orders")),
        h("div", { class: "card" }, h("div", { class: "row" }, picture(one.icon, { class: "picture" }), h("div", {}, h("div", {}, one.item),
          h("div", { class: "soft" }, `x${one.quantity}`))),
          h("div", {}, `${t("label.order_id")}: ${one.sn}`), h("div", {}, `${t("label.ship_by")}: ${print(one.shown, "DD/MM/YYYY", zone)}`),
          h("div", {}, `${t("label.status")}: ${t("status.to_ship")}`), h("div", {}, `${t("label.total")}: ${one.total}`)),
        h("textarea", { placeholder: t("box.note"), "aria-label": t("box.note") })));
  };

  start((data) => {
    document.title = `${t("portal")} - Shopee`;
    const main = h("main", {});
    const tab = (href, key, pages) => link(href, { class: pages.includes(data.page) ? "on" : null }, t(key));
    document.getElementById("app").replaceChildren(h("header", { class: "top" }, h("b", {}, `Shopee ${t("portal")}`),
      h("nav", {}, tab("/portal/sale/order", "nav.orders", ["order-list", "order-detail"]), tab("/portal/sale/returnrefundcancel", "nav.returns",
        ["return-list", "return-detail"]),
        tab("/new-webchat/conversations", "nav.chat", ["chat"])),
      h("span", { class: "shop" }, "xt-direct.official")), main);
    return main;
  }, () => []);
}
