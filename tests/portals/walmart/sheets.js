// Walmart Seller Center: the order list, one order, the list of returns.
// Proven: the host, the addresses with purchaseOrderId and orderGroups, the purchase order number of 15 digits.
// Inferred: everything else; the pages carry no hooks at all, only labels beside values.
"use strict";
{
  const { h, t, sheets, truth, link, picture, start, onArrival } = replica;
  const { HOUR, DAY } = times;
  const ZONE = "America/New_York";
  const DAYS = { en: "MMM D, YYYY", zh: "YYYY年M月D日", es: "D MMM YYYY" };
  const day = (data, at) => times.print(at, DAYS[data.language] ?? DAYS.en, ZONE, data.language);
  const moment = (data, at) => `${day(data, at)}, ${times.print(at, "HH:mm", ZONE)}`;

  const STATES = { created: "awaiting-shipment", acknowledged: "awaiting-shipment", shipped: "shipped", delivered: "delivered",
    canceled: "cancelled" };
  const PHASES = { received: "return-received", transit: "return-in-transit", initiated: "return-to-ship", dispute: "platform-review",
    refunded: "closed" };
  const REASONS = ["defective", "changed", "different"];
  /** Days that have passed since such an order was ready to go. */
  const AGE = { shipped: 3, delivered: 9, canceled: 4 };

  const SOLD = [
    ["Denise Hargrove", "earbuds", "Wireless earbuds, noise reducing, white", "1", "41.97", "acknowledged"],
    ["Luis Ferrante", "lamp", "Dimmable desk lamp with USB port", "1", "36.49", "created"],
    ["Kimberly Stout", "mug", "Stainless tumbler with straw, 30 oz", "2", "28.90", "acknowledged"],
    ["Alan Prescott", "cable", "USB-C cable, 10 ft, two pack", "1", "12.99", "created"],
    ["Monique Travers", "hoodie", "Zip hoodie for men, navy, L", "1", "32.00", "shipped"],
    ["Gary Lindholm", "watch", "Sport watch band, 22 mm", "3", "26.97", "acknowledged"],
    ["Teresa Albright", "case", "Tablet case with stand, 11 in", "1", "22.50", "shipped"],
    ["Wes Donovan", "ring", "Key ring light, four pack", "1", "9.98", "delivered"],
    ["Joanne Becker", "lamp", "Plug-in night light, six pack", "2", "31.80", "acknowledged"],
    ["Andre Whitfield", "mug", "Travel mug lid, two pack", "1", "8.75", "canceled"],
    ["Patty Osborne", "earbuds", "Ear hooks for earbuds, silicone", "1", "6.99", "delivered"],
    ["Carl Jimenez", "cable", "Cable sleeve, 6 ft", "1", "14.20", "shipped"],
    ["Ruth Vandermeer", "hoodie", "Kids' fleece hoodie, 6-7", "1", "18.60", "created"],
  ];

  const order = (data, at) => {
    const [buyer, icon, item, quantity, total, state] = SOLD[at % SOLD.length];
    const placed = data.now - (20 + (at % SOLD.length) * 4) * HOUR - (AGE[state] ?? 0) * DAY;
    const waits = STATES[state] === "awaiting-shipment";
    return {
      po: String(108922734156028 + at * 9173), customer: String(200013447801563 + at * 5881), buyer, icon, item, quantity, total, state, placed,
      ship: waits ? placed + 3 * DAY : null, deliver: placed + 7 * DAY,
    };
  };

  const pair = (label, value) => value && h("div", {}, h("span", { class: "soft" }, t(label)), " ", h("span", {}, value));
  const terms = (label, value) => value && [h("dt", {}, t(label)), h("dd", {}, h("span", {}, value))];
  const number = (one) => link(`/orders/details?purchaseOrderId=${one.po}`, {}, one.po);
  const goods = (one, ...more) => h("div", { class: "row" }, picture(one.icon, { class: "picture" }), h("div", {}, h("div", {}, one.item), more));
  const table = (columns, rows) => h("table", { class: "grid" }, h("thead", {}, h("tr", {}, columns.map((key) => h("th", {}, t(key))))), rows);
  const head = (title) => h("div", { class: "head" }, h("h1", {}, t(title)), h("input", { type: "text", placeholder: t("search") }));

  sheets["order-list"] = (data) => {
    const row = (one) => h("tr", {},
      h("td", {}, pair("label.po", number(one)), pair("label.customer_order", one.customer)),
      h("td", {}, pair("label.buyer", one.buyer)),
      h("td", {}, goods(one, pair("label.quantity", one.quantity))),
      h("td", {}, pair("label.placed", day(data, one.placed)), pair("label.ship_by", one.ship && day(data, one.ship)),
        pair("label.deliver_by", day(data, one.deliver))),
      h("td", {}, pair("label.status", t(`state.${one.state}`)), pair("label.total", `$${one.total}`)));
    const made = Array.from({ length: data.rows ?? SOLD.length }, (_, at) => order(data, at));
    const body = h("tbody", {}, made.map(row));
    onArrival(() => body.prepend(row(order(data, made.length))));
    truth({ page: "order-list", fields: {}, rows: Object.fromEntries(made.map((one) => [one.po, {
      order_id: one.po, status: STATES[one.state], buyer: one.buyer, quantity: one.quantity, total: `USD ${one.total}`,
      placed_at: times.day(one.placed, ZONE),
      deliver_by: times.day(one.deliver, ZONE), ...(one.ship ? { ship_by: times.day(one.ship, ZONE) } : {}),
    }])) });
    return [
      head("title.orders"),
      h("div", { class: "tabs" }, ["unshipped", "shipped", "all"].map((key) => h("span", { class: key === "all" ? "on" : "" }, t(`tab.${key}`))),
        h("span", { class: "soft" }, t("count").replace("{n}", String(made.length)))),
      table(["column.numbers", "column.customer", "column.item", "column.dates", "column.state"], body),
    ];
  };

  sheets["order-detail"] = (data) => {
    const one = order(data, 0);
    truth({ page: "order-detail", fields: {
      order_id: one.po, status: "awaiting-shipment", placed_at: times.day(one.placed, ZONE), ship_by: times.day(one.ship, ZONE),
      deliver_by: times.day(one.deliver, ZONE),
      buyer: one.buyer, country: t("country.us"), item: one.item, quantity: one.quantity, total: `USD ${one.total}`,
    } });
    return [
      h("div", { class: "head" }, h("h1", {}, t("title.order")), h("div", { class: "row" },
        h("button", { type: "button" }, t("action.cancel")), h("button", { type: "button", class: "main" }, t("action.ship")))),
      h("div", { class: "columns" },
        h("div", {},
          h("section", { class: "card" }, h("h2", {}, t("card.order")), h("dl", { class: "lines" },
            terms("label.po", one.po), terms("label.customer_order", one.customer), terms("label.status", t("state.acknowledged")),
            terms("label.placed", day(data, one.placed)),
            terms("label.ship_by", day(data, one.ship)), terms("label.deliver_by", day(data, one.deliver)))),
          h("section", { class: "card" }, h("h2", {}, t("card.items")),
            h("div", { class: "row" }, picture(one.icon, { class: "picture" }), h("dl", { class: "lines" },
            terms("label.item", one.item), terms("label.sku", "NW-EB-204-WH"), terms("label.quantity", one.quantity))))),
        h("div", {},
          h("section", { class: "card" }, h("h2", {}, t("card.customer")),
            h("dl", { class: "lines" }, terms("label.buyer", one.buyer), terms("label.country", t("country.us")))),
          h("section", { class: "card" }, h("h2", {}, t("card.sums")), h("dl", { class: "lines" },
            terms("label.subtotal", "$38.99"), terms("label.tax", "$2.98"), terms("label.total", `$${one.total}`))))),
    ];
  };

  sheets["return-list"] = (data) => {
    const keys = Object.keys(PHASES);
    const made = Array.from({ length: data.rows ?? 12 }, (_, at) => {
      const phase = keys[at % keys.length];
      const opened = (at === 0 && data.opened) || data.now - (6 * 24 + at * 7) * HOUR;
      const received = phase === "received" ? data.now - (19 + at * 0.8) * HOUR : null;
      return {
        ...order(data, at), phase, opened, received, case_id: String(181007734512 + at * 337), reason: REASONS[at % REASONS.length],
        // The goods are back: 48 hours to refund or to dispute.
        due: received ? (at === 0 && data.due) || received + 2 * DAY : null,
        refunded: phase === "refunded" ? opened + 5 * DAY : null, tracking: phase === "initiated" ? null : `1Z48V57E90${30551873 + at * 61}`,
      };
    });
    const row = (one) => h("tr", {},
      h("td", {}, pair("label.return_id", one.case_id), pair("label.po", number(one)), pair("label.customer_order", one.customer)),
      h("td", {}, pair("label.buyer", one.buyer)),
      h("td", {}, goods(one, pair("label.reason", t(`reason.${one.reason}`)))),
      h("td", {}, pair("label.phase", t(`phase.${one.phase}`)), pair("label.opened", day(data, one.opened)),
        pair("label.received", one.received && moment(data, one.received)),
        pair("label.respond_by", one.due && moment(data, one.due)), pair("label.refunded", one.refunded && day(data, one.refunded))),
      h("td", {}, pair("label.amount", `$${one.total}`), pair("label.return_tracking", one.tracking),
        one.received && h("button", { type: "button" }, t("action.refund"))));
    truth({ page: "return-list", fields: { kind: "return" }, rows: Object.fromEntries(made.map((one) => [one.po, {
      order_id: one.po, case_id: one.case_id, kind: "return", phase: PHASES[one.phase], opened_at: times.day(one.opened, ZONE), buyer: one.buyer,
      reason: t(`reason.${one.reason}`), amount: `USD ${one.total}`, ...(one.due ? { respond_by: times.minute(one.due) } : {}),
      ...(one.received ? { return_received_at: times.minute(one.received) } : {}),
      ...(one.refunded ? { refunded_at: times.day(one.refunded, ZONE) } : {}),
      ...(one.tracking ? { return_tracking: one.tracking } : {}),
    }])) });
    return [head("title.returns"), table(["column.return", "column.customer", "column.item", "column.state", "column.refund"],
      h("tbody", {}, made.map(row)))];
  };

  const NAV = [
    ["home", null], ["catalog", null], ["orders", "/orders/manage-orders?orderGroups=All"], ["returns", "/orders/returns?returnGroup=ALL"],
    ["payments", null], ["performance", null],
  ];

  /** One entry of the bar; only pages that are here are links. */
  const tab = (on) => ([key, href]) => (href ? link(href, { class: key === on ? "on" : "" }, t(`nav.${key}`)) : h("a", {}, t(`nav.${key}`)));

  start((data) => {
    const here = data.page === "return-list" ? "returns" : "orders";
    document.title = `${t(`title.${data.page === "order-detail" ? "order" : here}`)} | Walmart Seller Center`;
    const main = h("main", { class: `page-${data.page}` });
    document.getElementById("app").replaceChildren(
      h("header", { class: "top" }, h("b", {}, "Walmart"), h("span", { class: "soft" }, "Seller Center"),
        h("nav", {}, NAV.map(tab(here))),
        h("span", { class: "shop" }, "Northwick Goods")),
      main);
    return main;
  }, () => []);
}
