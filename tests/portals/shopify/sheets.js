// Shopify admin: the order list and one order.
// Proven: the addresses, the rows .Polaris-Table-TableRow__Selectable (a chosen one has __Selected), the name of an order as the text
// of a[href*="/orders/"], the pager's buttons with aria-label and aria-disabled.
// Inferred: what else stands in a row, the whole page of an order. Its timeline has a comment box that only staff read.
"use strict";
{
  const { h, t, sheets, truth, link, picture, typed, tell, start, onArrival } = replica;
  const { HOUR, DAY, MINUTE } = times;
  const ZONE = "America/New_York";
  const STORE = "/store/northwick";
  const DAYS = { en: "MMM D", zh: "M月D日", de: "D. MMM", fr: "D MMM", es: "D MMM" };
  const LONG = {
    en: "MMMM D, YYYY [at] h:mm a", zh: "YYYY年M月D日 HH:mm", de: "D. MMMM YYYY [um] HH:mm", fr: "D MMMM YYYY [à] HH:mm",
    es: "D [de] MMMM [de] YYYY [a las] HH:mm",
  };
  const STATES = { unfulfilled: "awaiting-shipment", partial: "awaiting-shipment", fulfilled: "shipped", hold: "pending" };

  const price = (data, sum) => (/^(en|zh)/.test(data.language) ? `$${sum}` : `${sum.replace(".", ",")} $`);

  /** A list says today and yesterday, and leaves the year out. */
  const when = (data, at) => {
    const time = times.print(at, data.language === "en" ? "h:mm a" : "HH:mm", ZONE);
    const ago = [data.now, data.now - DAY].findIndex((day) => times.day(day, ZONE) === times.day(at, ZONE));
    const shape = ["day.today", "day.yesterday"][ago] ?? "day.other";
    return t(shape).replace("{time}", time).replace("{day}", times.print(at, DAYS[data.language] ?? DAYS.en, ZONE, data.language));
  };

  const SOLD = [
    ["Emily Sandoval", "54.00", 1, "unfulfilled"], ["Derek Chung", "118.20", 3, "unfulfilled"], ["Nadia Haddad", "36.50", 1, "partial"],
    ["Owen Brandt", "72.00", 2, "fulfilled"],
    ["Carmen Ibáñez", "29.90", 1, "unfulfilled"], ["Philip Marsh", "64.40", 2, "hold"], ["Yuki Morita", "48.00", 1, "fulfilled"],
    ["Beth Callahan", "205.75", 5, "unfulfilled"],
    ["Stefan Krüger", "33.10", 1, "fulfilled"], ["Amara Diallo", "87.60", 2, "fulfilled"], ["Rachel Stein", "19.90", 1, "unfulfilled"],
    ["Hugo Mercier", "140.00", 4, "fulfilled"],
    ["Tina Rowe", "25.30", 1, "fulfilled"],
  ];

  const order = (data, at) => {
    const [buyer, total, quantity, state] = SOLD[at % SOLD.length];
    const placed = data.now - 47 * MINUTE - at * 9 * HOUR;
    return { name: `#${4042 - at}`, id: String(6104477218893 - at * 32768), buyer, total, quantity, state, placed };
  };

  const badge = (text) => h("span", { class: "tag" }, text);

  sheets["order-list"] = (data) => {
    const row = (one) => h("tr", { class: "Polaris-Table-TableRow__Selectable" },
      h("td", {}, h("input", { type: "checkbox", "aria-label": one.name })),
      h("td", {}, link(`${STORE}/orders/${one.id}`, { class: "name" }, one.name)),
      h("td", {}, when(data, one.placed)),
      h("td", {}, one.buyer),
      h("td", {}, price(data, one.total)),
      h("td", {}, badge(t("pay.paid"))),
      h("td", {}, badge(t(`state.${one.state}`))),
      h("td", {}, t(one.quantity === 1 ? "items.one" : "items.many").replace("{n}", String(one.quantity))),
      h("td", {}, t("delivery")));
    const made = Array.from({ length: data.rows ?? SOLD.length }, (_, at) => order(data, at));
    const body = h("tbody", {}, made.map(row));
    onArrival(() => body.prepend(row(order(data, -1))));
    truth({ page: "order-list", fields: {}, rows: Object.fromEntries(made.map((one) => [one.name, {
      order_id: one.name, status: STATES[one.state], total: `USD ${one.total}`, quantity: String(one.quantity), placed_at: times.minute(one.placed),
    }])) });
    const columns = [null, "order", "date", "customer", "total", "payment", "fulfillment", "items", "delivery"];
    return [
      h("div", { class: "head" }, h("h1", {}, t("title.orders")), h("button", { type: "button", class: "main" }, t("action.create"))),
      h("div", { class: "tools" }, ["all", "unfulfilled", "open"].map((key) => h("span", { class: key === "all" ? "on" : "" }, t(`tab.${key}`))),
        h("input", { type: "search", placeholder: t("search") })),
      h("table", { class: "grid" }, h("thead", {}, h("tr", {}, columns.map((key) => h("th", {}, key && t(`column.${key}`))))), body),
      h("div", { class: "pager" }, h("button", { type: "button", "aria-label": t("page.previous"), "aria-disabled": "true" }, "\u2039"),
        h("button", { type: "button", "aria-label": t("page.next"), "aria-disabled": "false" }, "\u203a")),
    ];
  };

  const line = (label, value, bold) => h("div", { class: `spread${bold ? " sum" : ""}` }, h("span", {}, t(label)), h("span", {}, value));

  /** What staff write for each other; the button posts to the timeline, nobody outside reads it. */
  const comments = (data, one) => {
    const area = h("textarea", { rows: "2", placeholder: t("box.comment"), "aria-label": t("box.comment"),
      oninput: () => typed("comment", area.value) });
    const entry = (at, text) => h("div", { class: "entry" }, h("span", { class: "time" }, times.print(at, "HH:mm", ZONE)), " ",
      h("span", {}, text));
    return h("section", { class: "timeline" }, h("h2", {}, t("label.timeline")),
      h("div", { class: "card" }, area, h("button", { type: "button", onclick: () => tell("posted", "comment", area.value) }, t("action.post"))),
      h("p", { class: "soft" }, t("timeline.staff")), entry(one.placed + 2 * MINUTE, t("timeline.mail")),
      entry(one.placed + MINUTE, t("timeline.paid")));
  };

  sheets["order-detail"] = (data) => {
    const one = order(data, 0);
    const item = "Walnut earbud stand, oiled";
    const printed = times.print(one.placed, LONG[data.language] ?? LONG.en, ZONE, data.language);
    truth({ page: "order-detail", fields: {
      order_id: one.name, status: "awaiting-shipment", placed_at: times.minute(one.placed), buyer: one.buyer, item, total: `USD ${one.total}`,
    } });
    return [
      h("div", { class: "head" }, h("div", {},
        h("h1", {}, `${one.name} `, badge(t("pay.paid")), " ", badge(t("state.unfulfilled"))),
        h("p", { class: "soft" }, `${printed}${data.language === "zh" ? "，" : " "}${t("from")}`)),
      h("div", { class: "row" }, h("button", { type: "button" }, t("action.refund")),
        h("button", { type: "button", class: "main" }, t("action.fulfill")))),
      h("div", { class: "columns" },
        h("div", {},
          h("section", { class: "card" }, h("h2", {}, badge(t("state.unfulfilled"))), h("div", { class: "row" },
            picture("earbuds", { class: "picture" }),
            h("div", {},
              h("a", { href: `${STORE}/products/8412207`, onclick: (event) => event.preventDefault() }, item),
              h("div", { class: "soft" }, `${price(data, "48.00")} × 1`)))),
          h("section", { class: "card" }, h("h2", {}, t("pay.paid")), line("label.subtotal", price(data, "48.00")),
            line("label.shipping", price(data, "6.00")),
            line("label.total", price(data, one.total), true)),
          comments(data, one)),
        h("div", {},
          h("section", { class: "card" }, h("h2", {}, t("label.notes")), h("div", { class: "soft" }, t("label.no_notes"))),
          h("section", { class: "card" }, h("h2", {}, t("label.customer")),
            h("a", { href: `${STORE}/customers/7720041133`, onclick: (event) => event.preventDefault() }, one.buyer),
            h("h3", {}, t("label.address")), h("div", {}, h("div", {}, one.buyer), h("div", {}, "2107 Alder St"), h("div", {}, "Eugene OR 97405"),
              h("div", {}, t("country.us")))))),
    ];
  };

  const NAV = [["home", null], ["orders", `${STORE}/orders`], ["drafts", null], ["products", null], ["customers", null], ["analytics", null]];

  /** One entry of the bar; only pages that are here are links. */
  const tab = (on) => ([key, href]) => (href ? link(href, { class: key === on ? "on" : "" }, t(`nav.${key}`)) : h("a", {}, t(`nav.${key}`)));

  start((data) => {
    document.title = `${t("title.orders")} · Northwick · Shopify`;
    const main = h("main", { class: `page-${data.page}` });
    document.getElementById("app").replaceChildren(
      h("header", { class: "top" }, h("b", {}, "shopify"), h("span", { class: "shop" }, "Northwick")),
      h("div", { class: "frame" },
        h("nav", {}, NAV.map(tab("orders"))),
        main));
    return main;
  }, () => []);
}
