// Etsy: the order list, the panel of one order beside it, and a conversation.
// Proven: section.order-group-list .panel-body-row, links with order_id=, the amount beside them, the aria-label of a row's box,
// button.btn-link.strong.fs-mask, .text-body-smaller.strong, clg-icon-button (an open shadow tree), the status words in h2 and
// .wt-text-title-small, the id of the panel's tab, "Ordered ..." with the time in front, textarea[name=message], the private note,
// .scrolling-message-list, h3.buyer-name, the bubble's classes and sides, "Message:" for screen readers, the reply box in its form.
// Inferred: labels beside dates and sums, the order of blocks, everything that is not English (no source shows Chinese pages).
"use strict";
{
  const { h, t, sheets, truth, link, picture, controlled, typed, sent, start, onArrival } = replica;
  const { HOUR, DAY } = times;
  const ZONE = "America/New_York";
  const DAYS = { en: "MMM D, YYYY", zh: "YYYY年M月D日", de: "D. MMM YYYY", fr: "D MMM YYYY", es: "D MMM YYYY" };
  const ORDERED = { en: "h:mma, ddd, MMM D, YYYY", zh: "YYYY年M月D日 HH:mm", de: "HH:mm, ddd, D. MMM YYYY", fr: "HH:mm, ddd D MMM YYYY",
    es: "HH:mm, ddd, D MMM YYYY" };

  const day = (data, at) => times.print(at, DAYS[data.language] ?? DAYS.en, ZONE, data.language);
  const price = (data, sum) => (/^(en|zh)/.test(data.language) ? `$${sum}` : `${sum.replace(".", ",")} $`);

  if (!customElements.get("clg-icon-button")) {
    customElements.define("clg-icon-button", class extends HTMLElement {
      connectedCallback() {
        if (this.shadowRoot) return;
        const style = h("style", {}, "button { border: 0; background: none; font-size: 15px; cursor: pointer; color: inherit; }");
        this.attachShadow({ mode: "open" }).append(style, h("button", { type: "button" }, "\u2709"));
      }
    });
  }

  const STATES = {
    "not-shipped": "awaiting-shipment", "pre-transit": "shipped", "in-transit": "shipped", delivered: "delivered", canceled: "cancelled",
  };
  const PEOPLE = [
    ["Hannah Whitlock", "Portland, OR", "us", "earbuds", "Walnut earbud stand with engraved initials", "48.50", 1, "not-shipped"],
    ["Marcus Oyelaran", "Leeds", "gb", "lamp", "Folded paper desk lamp, warm light", "76.00", 1, "not-shipped"],
    ["Claire Beaumont", "Montréal, QC", "ca", "mug", "Speckled stoneware mug, set of two", "54.90", 2, "not-shipped"],
    ["Jonas Reinhardt", "Köln", "de", "watch", "Leather watch strap, hand stitched, 20 mm", "39.00", 1, "pre-transit"],
    ["Priya Raman", "Austin, TX", "us", "hoodie", "Embroidered hoodie with custom name", "62.00", 1, "not-shipped"],
    ["Tom Hadley", "Bristol", "gb", "cable", "Braided cable wrap, set of three", "18.40", 3, "in-transit"],
    ["Sofia Lindqvist", "Boise, ID", "us", "ring", "Hammered silver ring, size 7", "33.25", 1, "in-transit"],
    ["Elaine Foster", "Toronto, ON", "ca", "case", "Felt phone case, moss green", "24.00", 1, "delivered"],
    ["Dana Kowalski", "Chicago, IL", "us", "mug", "Birthday mug with hand lettering", "29.80", 1, "not-shipped"],
    ["Robert Ashby", "Denver, CO", "us", "watch", "Wooden watch box for four watches", "88.00", 1, "canceled"],
    ["Lena Vogt", "Hamburg", "de", "lamp", "Oak bedside lamp, small", "59.00", 1, "delivered"],
    ["Grace Tanaka", "Seattle, WA", "us", "earbuds", "Cork earbud pouch, natural", "16.50", 2, "in-transit"],
    ["Miriam Cole", "Tampa, FL", "us", "ring", "Stacking ring, brass, thin", "21.00", 1, "not-shipped"],
    ["Peter Nowak", "Manchester", "gb", "hoodie", "Linen apron with two pockets", "41.00", 1, "delivered"],
  ];

  /** Days that have passed since such an order was ready to go. */
  const AGE = { "pre-transit": 1, "in-transit": 3, delivered: 8, canceled: 2 };

  const order = (data, at) => {
    const [buyer, town, country, icon, item, total, quantity, state] = PEOPLE[at % PEOPLE.length];
    const placed = data.now - (26 + (at % PEOPLE.length) * 7) * HOUR - (AGE[state] ?? 0) * DAY;
    const waits = state === "not-shipped";
    return { id: String(3418820957 - at * 7919), buyer, town, country, icon, item, total, quantity, state, placed,
      ship: waits ? placed + 3 * DAY : null };
  };

  const address = (data, one) => h("div", { class: "deliver" }, h("div", { class: "soft" }, t("label.deliver_to")),
    h("div", { class: "text-body-smaller strong" }, one.buyer), h("div", {}, one.town), h("div", {}, t(`country.${one.country}`)));

  const row = (data) => (one) => h("div", { class: "panel-body-row" },
    h("div", { class: "pick" }, h("input", { type: "checkbox",
      "aria-label": t("select").replace("{buyer}", one.buyer).replace("{date}", day(data, one.placed)) })),
    h("div", { class: "who" },
      h("button", { type: "button", class: "btn-link strong fs-mask" }, one.buyer),
      h("div", {}, link(`/your/orders/sold?order_id=${one.id}`, {}, `#${one.id}`), " ", h("span", {}, price(data, one.total))),
      h("div", {}, h("span", { class: "soft" }, t("label.ordered")), " ", h("span", {}, day(data, one.placed)))),
    h("div", { class: "what row" }, picture(one.icon, { class: "picture" }), h("div", {},
      h("a", { href: `/transaction/${one.id}1`, onclick: (event) => event.preventDefault() }, one.item),
      h("div", {}, h("span", { class: "soft" }, t("label.quantity")), " ", h("span", {}, String(one.quantity))))),
    h("div", { class: "when" }, h("div", { class: "wt-text-title-small" }, t(`status.${one.state}`)),
      one.ship && h("div", { class: one.ship < data.now ? "warn" : "" }, h("span", {}, t("label.ship_by")), " ",
        h("span", {}, day(data, one.ship)))),
    address(data, one),
    h("div", {}, h("clg-icon-button", { "aria-label": t("action.message") })));

  const list = (data) => {
    const made = Array.from({ length: data.rows ?? PEOPLE.length }, (_, at) => order(data, at));
    const group = h("section", { class: "order-group-list" }, h("h3", {}, t("group")), made.map(row(data)));
    return { made, nodes: [
      h("div", { class: "head" }, h("h1", {}, t("title.orders")),
        h("input", { type: "search", placeholder: t("search"), "aria-label": t("search") })),
      h("div", { class: "tabs" }, ["new", "completed", "all"].map((key) => h("span", { class: key === "all" ? "on" : "" }, t(`tab.${key}`)))),
      group,
    ], group };
  };

  sheets["order-list"] = (data) => {
    const { made, nodes, group } = list(data);
    onArrival(() => group.querySelector(".panel-body-row")?.before(row(data)(order(data, made.length))));
    truth({ page: "order-list", fields: {}, rows: Object.fromEntries(made.map((one) => [one.id, {
      order_id: one.id, buyer: one.buyer, status: STATES[one.state], placed_at: times.day(one.placed, ZONE), item: one.item,
      quantity: String(one.quantity), total: `USD ${one.total}`, country: t(`country.${one.country}`),
      ...(one.ship ? { ship_by: times.day(one.ship, ZONE) } : {}),
    }])) });
    return nodes;
  };

  /** A form with the box, its Send button and whatever stands beside the box. */
  const composer = (attributes, ...beside) => {
    const area = h("textarea", { rows: "3", placeholder: t("box.placeholder"), ...attributes });
    const button = h("button", { type: "submit", class: "main", disabled: true }, t("action.send"));
    const box = controlled(area, (text) => {
      typed("reply", text);
      button.disabled = !text.trim();
    });
    const submit = (event) => {
      event.preventDefault();
      sent("reply", box.text(), button);
    };
    return h("form", { class: "write", onsubmit: submit }, beside, area, button);
  };

  const line = (label, value) => [h("dt", {}, t(label)), h("dd", {}, h("span", {}, value))];

  sheets["order-detail"] = (data) => {
    const one = order(data, 0);
    const ship = one.placed + 3 * DAY;
    const due = one.placed + 8 * DAY;
    truth({ page: "order-detail", fields: {
      order_id: one.id, status: "awaiting-shipment", placed_at: times.minute(one.placed), ship_by: times.day(ship, ZONE),
      deliver_by: times.day(due, ZONE),
      buyer: one.buyer, item: one.item, quantity: "1", total: `USD ${one.total}`, country: t(`country.${one.country}`),
    }, reply: true });
    const panel = h("div", { id: "dg-tabs-preact__tab-1--default_wt_tab_panel", role: "tabpanel" },
      h("div", { class: "block" },
        h("h2", {}, t("status.not-shipped")),
        h("div", {}, `${t("label.ordered")} ${times.print(one.placed, ORDERED[data.language] ?? ORDERED.en, ZONE, data.language)}`),
        h("div", {}, link(`/your/orders/sold/new?order_id=${one.id}`, {}, `#${one.id}`)),
        h("div", {}, h("a", { href: "/people/hwhitlock88", onclick: (event) => event.preventDefault() }, one.buyer)),
        h("div", { class: "row buttons" }, h("button", { type: "button", class: "main" }, t("action.ship")),
          h("button", { type: "button" }, t("action.complete")))),
      h("dl", { class: "lines block" }, line("label.ship_by", day(data, ship)), line("label.deliver_by", day(data, due))),
      h("div", { class: "row block" }, picture(one.icon, { class: "picture" }), h("div", {},
        h("a", { href: `/transaction/${one.id}1`, onclick: (event) => event.preventDefault() }, one.item),
        h("div", {}, h("span", { class: "soft" }, t("label.quantity")), " ", h("span", {}, "1")),
        h("div", {}, h("span", { class: "soft" }, t("label.personalization")), " ", h("span", {}, "H. W. 2026")))),
      h("dl", { class: "lines block" }, line("label.item_total", price(data, "42.50")), line("label.shipping", price(data, "6.00")),
        line("label.total", price(data, one.total))),
      h("div", { class: "block" }, address(data, one)),
      h("div", { class: "block" }, h("h3", {}, t("label.write")), composer({ name: "message" })),
      h("div", { class: "block" }, h("h3", {}, t("label.note")),
        h("textarea", { id: "private_note_textarea", rows: "2", placeholder: t("box.note"),
          oninput: (event) => typed("note", event.target.value) }),
        h("button", { type: "button" }, t("action.save"))));
    return [h("div", { class: "behind" }, list(data).nodes), h("div", { class: "beside" }, panel)];
  };

  const TALKS = [
    ["Hannah Whitlock", "Hi again, is there any news?", 2.1], ["Marcus Oyelaran", "Perfect, thank you so much!", 7],
    ["Lena Vogt", "Kommt die Lampe mit Leuchtmittel?", 22],
    ["Grace Tanaka", "Received, they are lovely.", 49], ["Tom Hadley", "Could you ship it as a gift?", 75],
  ];
  // Each within the last day: a bubble shows no day.
  const THREAD = [
    ["buyer", "Hi! I ordered the walnut stand yesterday. Would it still be possible to change the initials to H. M. W.?", 17],
    ["seller", "Hello Hannah, yes, that works. I have noted H. M. W. for the engraving.", 15.2],
    ["buyer", "Wonderful, thank you. It is a present for the 28th.\nDo you think it will be here by then?", 6.4],
    ["buyer", "Hi again, is there any news?", 2.1],
  ];

  const bubble = (data, [from, text, hours]) => h("div", { class: `wt-grid${from === "seller" ? " wt-justify-content-flex-end" : ""}` },
    from === "buyer" && h("img", { class: "face", src: "/favicon.ico", alt: "Hannah Whitlock", width: 32, height: 32 }),
    h("div", { class: `wt-rounded wt-text-body-01 wt-display-inline-block wt-break-word${from === "seller" ? " surface-informational-subtle" : ""}` },
      h("span", { class: "wt-screen-reader-only" }, `${t("sr.message")} `), text.split("\n").map((line, at) => [at > 0 && h("br"), line])),
    h("span", { class: "time" }, times.print(data.now - hours * HOUR, /^en/.test(data.language) ? "h:mm A" : "HH:mm", ZONE)));

  sheets.messages = (data) => {
    const one = order(data, 0);
    truth({
      page: "messages", fields: { buyer: one.buyer, order_id: one.id, item: one.item },
      thread: THREAD.map(([from, text]) => [from, text]), reply: true,
    });
    return h("div", { class: "chat" },
      h("aside", {}, TALKS.map(([who, last, hours], at) => h("div", { class: `talk${at === 0 ? " on" : ""}` },
        h("div", { class: "spread" }, h("b", {}, who),
          h("span", { class: "time" }, hours < 24 ? times.print(data.now - hours * HOUR, "HH:mm", ZONE) : day(data, data.now - hours * HOUR))),
        h("div", { class: "soft last" }, last)))),
      h("section", { class: "pane" },
        h("div", { class: "side" }, h("h3", { class: "buyer-name" }, one.buyer)),
        h("div", { class: "flow scrolling-message-list msg-list-container" }, THREAD.map((message) => bubble(data, message))),
        composer({ class: "new-message-textarea-min-height" },
          h("button", { type: "button", class: "quick", "aria-label": t("box.quick") }, "\u26a1"))),
      h("aside", { class: "side" },
        h("a", { href: "/people/hwhitlock88", onclick: (event) => event.preventDefault() }, one.buyer),
        h("h3", { class: "history" }, t("label.history")),
        h("div", {}, link(`/your/orders/sold/new?order_id=${one.id}`, {}, `#${one.id}`)),
        h("div", { class: "row" }, picture(one.icon, { class: "picture" }),
          h("a", { href: "/listing/1702238841", onclick: (event) => event.preventDefault() }, one.item))));
  };

  const NAV = [
    ["dashboard", null], ["listings", null], ["messages", "/messages/1583920477"], ["orders", "/your/orders/sold"], ["finances", null],
  ];

  /** One entry of the bar; only pages that are here are links. */
  const tab = (on) => ([key, href]) => (href ? link(href, { class: key === on ? "on" : "" }, t(`nav.${key}`)) : h("a", {}, t(`nav.${key}`)));

  start((data) => {
    const here = data.page === "messages" ? "messages" : "orders";
    document.title = `Etsy | ${t(`title.${here}`)}`;
    const main = h("main", { class: `page-${data.page}` });
    document.getElementById("app").replaceChildren(
      h("header", { class: "top" }, h("b", {}, "Etsy"), h("span", { class: "soft" }, "Shop Manager"),
        h("nav", {}, NAV.map(tab(here))),
        h("span", { class: "shop" }, "NorthWickStudio")),
      main);
    return main;
  }, () => []);
}
