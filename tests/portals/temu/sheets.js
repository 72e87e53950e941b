// Temu: the order list, one order, the list of returns, the chat.
// Proven: hosts and addresses, the rows tr[data-testid=beast-core-table-body-tr], the pager and its next button, the check box and the
// choice of the same library, the label of the sub-order ("子订单号"), both shapes of times, the chat's limit of 2000 characters.
// Inferred: everything else. All other classes of the portal are build hashes; the chat's messages and its box were never seen.
"use strict";
{
  const { h, t, hashed, sheets, truth, link, picture, controlled, typed, sent, start, onArrival } = replica;
  const { HOUR, DAY } = times;
  const CHINA = "Asia/Shanghai";

  /** Chinese pages print seconds and no zone, the others a zone behind the time. */
  const moment = (data, at) => (data.language === "en"
    ? times.print(at, "MMM D, YYYY, h:mm a ZZZ", "America/Los_Angeles")
    : times.print(at, "YYYY-MM-DD HH:mm:ss", CHINA));

  const STATES = { pending: "pending", "to-ship": "awaiting-shipment", shipped: "shipped", delivered: "delivered", canceled: "cancelled" };
  const PHASES = {
    seller: "awaiting-seller", platform: "platform-review", ship: "return-to-ship", transit: "return-in-transit", received: "return-received",
    closed: "closed",
  };
  const GOODS = [
    ["earbuds", "Wireless earbuds with charging case, black", "1", "23.90", "to-ship"],
    ["lamp", "LED reading lamp, clip-on", "2", "18.40", "to-ship"],
    ["cable", "Braided charging cable, 2 m, three pieces", "3", "11.20", "pending"],
    ["hoodie", "Fleece hoodie with pocket, M", "1", "27.60", "to-ship"],
    ["mug", "Insulated travel mug, 500 ml", "2", "21.00", "shipped"], ["watch", "Fitness band with display", "1", "32.50", "to-ship"],
    ["ring", "Ring holder for mobile phones", "4", "9.80", "shipped"], ["case", "Transparent case for a mobile phone", "1", "6.90", "delivered"],
    ["lamp", "Night light with sensor", "2", "13.70", "to-ship"], ["earbuds", "Foam tips for earbuds, six pairs", "1", "5.40", "canceled"],
    ["cable", "Cable clips, self-adhesive, 20 pieces", "1", "4.60", "delivered"], ["mug", "Lid for a mug, silicone", "2", "7.20", "to-ship"],
    ["hoodie", "Children's hoodie, 128", "1", "19.90", "shipped"],
  ];

  /** Days that have passed since such an order was ready to go. */
  const AGE = { shipped: 2, delivered: 7, canceled: 4 };

  const order = (data, at) => {
    const [icon, item, quantity, total, state] = GOODS[at % GOODS.length];
    const placed = data.now - (21 + (at % GOODS.length) * 2.2) * HOUR - (AGE[state] ?? 0) * DAY;
    const open = state === "to-ship" || state === "pending";
    return {
      id: `PO-211-0821446733${String(392 + at * 37).padStart(4, "0")}`, part: `211-0821449${5530 + at * 13}`, icon, item, quantity, total, state,
      placed,
      ship: open ? placed + 2 * DAY : null, deliver: placed + 9 * DAY,
    };
  };

  const pair = (label, value) => value && h("div", {},
    h("span", { class: `${hashed("label")} soft` }, `${t(label)}${/[\u4e00-\u9fff]/.test(t(label)) ? "：" : ": "}`), h("span", {}, value));
  const terms = (label, value) => value && [h("dt", {}, t(label)), h("dd", {}, h("span", {}, value))];
  const beast = (name, tag, attributes, ...children) => h(tag, { "data-testid": `beast-core-${name}`, ...attributes }, ...children);
  const cell = (...children) => h("td", { class: hashed("TB_td") }, ...children);
  const check = () => beast("checkbox", "label", {}, h("input", { type: "checkbox" }));

  const table = (columns, rows, count) => [
    h("table", { class: "grid" }, h("thead", {}, h("tr", {}, [null, ...columns].map((key) => h("th", {}, key ? t(key) : check())))), rows),
    h("div", { class: "foot" }, h("span", { class: "soft" }, t("pager").replace("{n}", String(count))),
      beast("pagination", "ul", {}, h("li", {}, "1"), h("li", {}, "2"), beast("pagination-next", "li", {}, "\u203a")),
      beast("select", "div", { class: "choice" }, "50 \u25be")),
  ];

  const head = (title) => h("div", { class: "head" }, h("h1", {}, t(title)), h("input", { type: "text", placeholder: t("search") }));

  sheets["order-list"] = (data) => {
    const row = (one) => beast("table-body-tr", "tr", {}, cell(check()),
      cell(pair("label.order_id", one.id), pair("label.part", one.part), pair("label.status", t(`state.${one.state}`))),
      cell(h("div", { class: "row" }, picture(one.icon, { class: "picture" }),
        h("div", {}, h("div", {}, one.item), pair("label.quantity", one.quantity)))),
      cell(pair("label.placed", moment(data, one.placed)), pair("label.ship_by", one.ship && moment(data, one.ship)),
        pair("label.deliver_by", moment(data, one.deliver))),
      cell(link(`/order-detail.html?parent_order_sn=${one.id}`, {}, t("action.detail")), h("br"),
        one.state === "to-ship" && h("button", { type: "button", class: "main" }, t("action.ship"))));
    const made = Array.from({ length: data.rows ?? GOODS.length }, (_, at) => order(data, at));
    const body = h("tbody", {}, made.map(row));
    onArrival(() => body.prepend(row(order(data, made.length))));
    truth({ page: "order-list", fields: {}, rows: Object.fromEntries(made.map((one) => [one.id, {
      order_id: one.id, status: STATES[one.state], quantity: one.quantity, placed_at: times.minute(one.placed),
      deliver_by: times.minute(one.deliver),
      ...(one.ship ? { ship_by: times.minute(one.ship) } : {}),
    }])) });
    return [head("title.orders"), table(["column.order", "column.goods", "column.times", "column.actions"], body, made.length)];
  };

  sheets["order-detail"] = (data) => {
    const one = order(data, 0);
    const { ship, deliver } = one;
    truth({ page: "order-detail", fields: {
      order_id: one.id, status: "awaiting-shipment", placed_at: times.minute(one.placed), ship_by: times.minute(ship),
      deliver_by: times.minute(deliver),
      buyer: "J*** Marsh", country: t("country.us"), item: one.item, quantity: one.quantity, total: `USD ${one.total}`,
    } });
    return [
      h("div", { class: "head" }, h("h1", {}, t("title.order")), h("div", { class: "row" },
        link(`/chat.html?posn=${one.id}`, { class: "as-button" }, t("action.contact")),
        h("button", { type: "button", class: "main" }, t("action.ship")))),
      h("div", { class: "columns" },
        h("div", {},
          h("section", { class: "card" }, h("h2", {}, t("card.order")), h("dl", { class: "lines" },
            terms("label.order_id", one.id), terms("label.status", t("state.to-ship")), terms("label.placed", moment(data, one.placed)),
            terms("label.ship_by", moment(data, ship)), terms("label.deliver_by", moment(data, deliver)), terms("label.total", `$${one.total}`))),
          h("section", { class: "card" }, h("h2", {}, t("card.goods")),
            h("div", { class: "row" }, picture(one.icon, { class: "picture" }), h("dl", { class: "lines" },
            terms("label.part", one.part), terms("label.item", one.item), terms("label.quantity", one.quantity))))),
        h("div", {},
          h("section", { class: "card" }, h("h2", {}, t("card.address")),
            h("dl", { class: "lines" }, terms("label.buyer", "J*** Marsh"), terms("label.country", t("country.us")))),
          h("section", { class: "card" }, h("h2", {}, t("card.remark")),
            h("textarea", { rows: "3", placeholder: t("box.note"), "aria-label": t("card.remark"),
              oninput: (event) => typed("note", event.target.value) })))),
    ];
  };

  /** Days since the request was made. */
  const GONE = { seller: 0, platform: 1, ship: 2, transit: 5, received: 8, closed: 12 };
  const REASONS = ["damaged", "size", "different"];

  sheets["return-list"] = (data) => {
    const keys = Object.keys(PHASES);
    const made = Array.from({ length: data.rows ?? 12 }, (_, at) => {
      const phase = keys[at % keys.length];
      const opened = (at === 0 && data.opened) || data.now - (5 + at) * HOUR - GONE[phase] * DAY;
      return {
        ...order(data, at), phase, opened, case_id: `RT-211-${60418823 + at * 71}`, reason: REASONS[at % REASONS.length],
        due: phase === "seller" ? (at === 0 && data.due) || opened + 2 * DAY : null,
        received: phase === "received" ? opened + 7.5 * DAY : null,
        tracking: /transit|received|closed/.test(phase) ? `9202090153${540000 + at * 311}` : null,
      };
    });
    const row = (one) => beast("table-body-tr", "tr", {}, cell(check()),
      cell(pair("label.case_id", one.case_id), pair("label.order_id", one.id), pair("label.part", one.part)),
      cell(h("div", { class: "row" }, picture(one.icon, { class: "picture" }),
        h("div", {}, h("div", {}, one.item), pair("label.reason", t(`reason.${one.reason}`))))),
      cell(pair("label.amount", `$${one.total}`), pair("label.return_tracking", one.tracking)),
      cell(pair("label.phase", t(`phase.${one.phase}`)), pair("label.opened", moment(data, one.opened)),
        pair("label.respond_by", one.due && moment(data, one.due)),
        pair("label.received", one.received && moment(data, one.received))),
      cell(link(`/order-detail.html?parent_order_sn=${one.id}`, {}, t("action.detail"))));
    truth({ page: "return-list", fields: { kind: "return" }, rows: Object.fromEntries(made.map((one) => [one.id, {
      order_id: one.id, case_id: one.case_id, kind: "return", phase: PHASES[one.phase], opened_at: times.minute(one.opened),
      reason: t(`reason.${one.reason}`),
      amount: `USD ${one.total}`, ...(one.due ? { respond_by: times.minute(one.due) } : {}),
      ...(one.received ? { return_received_at: times.minute(one.received) } : {}),
      ...(one.tracking ? { return_tracking: one.tracking } : {}),
    }])) });
    return [head("title.returns"), table(["column.return", "column.goods", "column.refund", "column.state", "column.actions"],
      h("tbody", {}, made.map(row)), made.length)];
  };

  const GROUPS = ["all", "unreplied", "replied"];
  const TALKS = [["J*** Marsh", "Is the parcel on its way now? There is no tracking yet.", 3], ["K*** Ode", "ok thanks", 9],
    ["L*** Pratt", "Is the hoodie true to size?", 14], ["A*** Reyes", "Gracias", 30]];
  const THREAD = [
    ["buyer", "Hello, when will my earbuds be sent?", 20], ["seller", "Hello! Your parcel leaves our warehouse tomorrow.", 18.5],
    ["buyer", "Is the parcel on its way now? There is no tracking yet.", 3],
  ];

  sheets.chat = (data) => {
    const one = order(data, 0);
    const area = h("textarea", { rows: "3", maxlength: "2000", placeholder: t("box.placeholder") });
    const left = h("span", { class: "soft" }, "0/2000");
    const box = controlled(area, (text) => {
      left.textContent = `${text.length}/2000`;
      typed("reply", text);
    });
    const button = h("button", { type: "button", class: "main", onclick: () => sent("reply", box.text(), button) }, t("action.send"));
    truth({ page: "chat", fields: {
      order_id: one.id, status: "awaiting-shipment", placed_at: times.minute(one.placed), ship_by: times.minute(one.ship), buyer: "J*** Marsh",
      item: one.item, total: `USD ${one.total}`,
    }, reply: true });
    return h("div", { class: "chat" },
      h("aside", {}, h("div", { class: "side" }, h("input", { type: "text", placeholder: t("search") })),
        h("div", { class: "tabs" }, GROUPS.map((key) => h("span", { class: key === "unreplied" ? "on" : "" }, t(`tab.${key}`)))),
        TALKS.map(([who, last, hours], at) => h("div", { class: `talk${at === 0 ? " on" : ""}` },
          h("div", { class: "spread" }, h("b", {}, who), h("span", { class: "time" }, times.print(data.now - hours * HOUR, "MM-DD HH:mm", CHINA))),
          h("div", { class: "soft last" }, last)))),
      h("section", { class: "pane" },
        h("div", { class: "side with" }, h("b", {}, "J*** Marsh")),
        h("div", { class: hashed("msg-list") + " flow" },
          THREAD.map(([from, text, hours]) => h("div", { class: `${hashed("msg-item")} message${from === "seller" ? " from-shop" : ""}` },
          h("div", { class: "time" }, times.print(data.now - hours * HOUR, "YYYY-MM-DD HH:mm:ss", CHINA)),
          h("div", { class: `${hashed("bubble")} bubble` }, text)))),
        h("div", { class: "write" }, area, left, button)),
      h("aside", { class: "side" }, h("h2", {}, t("card.order")), h("dl", { class: "lines" },
        terms("label.order_id", one.id), terms("label.status", t("state.to-ship")), terms("label.buyer", "J*** Marsh"),
        terms("label.placed", moment(data, one.placed)),
        terms("label.ship_by", moment(data, one.ship)), terms("label.item", one.item), terms("label.total", `$${one.total}`))));
  };

  const NAV = [
    ["home", null], ["goods", null], ["orders", "/mmsos/orders.html?fulfillmentMode=0&queryType=2"], ["returns", "/mmsos/return-refund-list.html"],
    ["chat", "/chat.html?posn=PO-211-08214467330392"],
  ];
  const HERE = { "order-list": "orders", "order-detail": "orders", "return-list": "returns", chat: "chat" };

  /** One entry of the bar; only pages that are here are links. */
  const tab = (on) => ([key, href]) => (href ? link(href, { class: key === on ? "on" : "" }, t(`nav.${key}`)) : h("a", {}, t(`nav.${key}`)));

  start((data) => {
    document.title = `${t(`title.${data.page === "order-detail" ? "order" : HERE[data.page]}`)} - Temu`;
    const main = h("main", { class: `page-${data.page}` });
    document.getElementById("app").replaceChildren(
      h("header", { class: "top" }, h("b", {}, t("brand")),
        h("nav", {}, NAV.map(tab(HERE[data.page]))),
        h("span", { class: "shop" }, "Brightleaf Home")),
      main);
    return main;
  }, () => []);
}
