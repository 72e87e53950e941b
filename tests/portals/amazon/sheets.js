// Amazon: the new layout of the order list, both layouts of the returns, SAFE-T claims.
// Proven: all addresses; that the new layouts keep their rows in open shadow roots without stable names; the classic
// returns' rows (kat-table-row.manage-returns-table-row), links, buyer's label, comment and plain contact button; the
// wrappers of SAFE-T claims, whose ids hold the claim's number, and their order links.
// Inferred: every label and value line, the states of a return and of a claim, the whole page of one SAFE-T claim.
"use strict";
{
  const { h, t, hashed, field, link, picture, sheets, truth } = replica;

  const GOODS = [
    ["earbuds", "X15 Wireless Earbuds Bluetooth 5.3 with Charging Case"], ["lamp", "Clip-on LED Desk Lamp, 3 Colour Temperatures"],
    ["case", "Shockproof Clear Phone Case with Magnetic Ring"], ["hoodie", "Fleece-lined Hoodie for Men, Regular Fit"],
    ["cable", "USB-C to USB-C Braided Cable 100 W, 2 m"], ["mug", "Vacuum Insulated Travel Mug, Leak-proof Lid"],
    ["watch", "Soft Silicone Watch Band, Quick Release"],
  ];
  const BUYERS = [
    "Anneliese Vogt", "Thomas Berger", "Lucía Fernández", "Jonas Pohl", "Katrin Ebeling", "Camille Laurent", "Marek Nowak", "Mia Brandl", "Olivia Hughes",
  ];
  const goods = (row) => GOODS[(row * 5) % GOODS.length];
  const buyer = (row) => BUYERS[(row * 4) % BUYERS.length];
  const pieces = (row) => [1, 2, 1, 1, 3, 1][row % 6];

  /** Digits that look random and belong to this row and purpose for ever. */
  function digits(purpose, row, length) {
    let state = (Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(purpose, 0x85ebca6b)) >>> 0;
    let text = "";
    for (let at = 0; at < length; at++) {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + at + 1) >>> 0;
      text += (state >>> 13) % 10;
    }
    return text;
  }
  const orderId = (purpose, row) => `${302 + (row % 4)}-${digits(purpose, row, 7)}-${digits(purpose + 1, row, 7)}`;
  const count = (data) => data.rows ?? 14;

  // ---- how the two marketplaces print a day and an amount

  const german = (data) => data.host.endsWith(".de");
  const zone = (data) => (german(data) ? "Europe/Berlin" : "America/Los_Angeles");
  const channel = (data) => (german(data) ? "Amazon.de" : "Amazon.com");
  function printed(data, at) {
    if (data.language === "de") return times.print(at, "DD.MM.YYYY", zone(data));
    if (data.language === "zh") {
      const weekday = times.print(at, "ddd", zone(data), "zh").slice(-1);
      return times.print(at, `YYYY年M月D日([${weekday}])`, zone(data));
    }
    return times.print(at, german(data) ? "ddd, D MMM YYYY" : "ddd, MMM D, YYYY", zone(data));
  }
  const between = { en: " to ", zh: " 至 ", de: " bis " };
  const span = (data, from, to) => printed(data, from) + between[data.language] + printed(data, to);
  const amount = (data, cents) => (german(data) ? `${(cents / 100).toFixed(2).replace(".", ",")} €` : `$${(cents / 100).toFixed(2)}`);
  const cents = (row) => 899 + ((row * 613) % 4200);
  const counted = (data, row) => `${german(data) ? "EUR" : "USD"} ${(cents(row) / 100).toFixed(2)}`;

  // ---- elements

  const styled = (css) => {
    const made = new CSSStyleSheet();
    made.replaceSync(css);
    return made;
  };

  /** The parts of a Katal table: nothing but a box around what stands in them. */
  const parts = {
    "kat-table": "display:table;width:100%;border:1px solid var(--line);background:var(--card)",
    "kat-table-head": "display:table-header-group;font-weight:700;background:var(--head)",
    "kat-table-body": "display:table-row-group",
    "kat-table-row": "display:table-row",
    "kat-table-cell": "display:table-cell;padding:10px 12px;vertical-align:top;border-bottom:1px solid var(--line)",
  };
  for (const [name, look] of Object.entries(parts)) {
    customElements.define(name, class extends HTMLElement {
      connectedCallback() {
        if (this.shadowRoot) return;
        const root = this.attachShadow({ mode: "open" });
        root.adoptedStyleSheets = [styled(`:host{${look}}`)];
        root.append(h("slot"));
      }
    });
  }

  const LOOK = styled(`
    :host { display: block; }
    .row { display: grid; grid-template-columns: 54px minmax(0, 1.3fr) minmax(0, 1fr) minmax(0, 1fr) 150px; gap: 4px 16px; }
    .row { padding: 12px 14px; border-bottom: 1px solid var(--line); background: var(--card); }
    a { color: var(--link); text-decoration: none; }
    b { display: block; }
    .line { padding: 1px 0; overflow-wrap: anywhere; }
    .soft { color: var(--soft); }
    svg { width: 50px; height: 50px; border-radius: 2px; }
    button { width: 100%; min-height: 28px; border: 1px solid var(--field); border-radius: 3px; background: var(--card); color: var(--ink); }
    button { font: inherit; cursor: pointer; }
  `);

  /** A box with an open shadow root of its own and a name that says nothing. */
  function closet(name, ...content) {
    const host = h("div", { class: hashed(name) });
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [LOOK];
    root.append(...content.filter(Boolean));
    return host;
  }

  const line = (name, label, value) => value && field(name, h("div", { class: "line" },
    h("span", { class: "soft" }, `${t(label)}:`), " ", h("span", {}, value)));
  const fact = (name, label, value) => value && field(name, h("div", { class: "case-fact" },
    h("span", { class: "case-fact-label" }, `${t(label)}:`), " ", h("span", { class: "case-fact-value" }, value)));
  const orderLink = (id) => field("order_id", link(`/orders-v3/order/${id}`, {}, id));
  const contactLink = (id, name) => {
    const query = `orderID=${id}&buyerID=A1${id.slice(4, 11)}XQ&marketplaceId=A1PA6795UKMFR9`;
    return h("a", { href: replica.carry(`/messaging/contact?${query}`), target: "_blank" }, name);
  };
  const head = (title, ...beside) => h("div", { class: "myo-head" }, h("h1", {}, t(title)), beside);
  const tabs = (label, rows) => h("div", { class: "myo-tabs" }, h("a", { class: "active" }, h("b", {}, String(rows)), t(label)));
  const total = (label, rows) => h("div", { class: "myo-count" }, t(label).replace("{n}", String(rows)));
  const atOrders = () => document.querySelector('#sc-quicklinks a[href*="orders-v3"]')?.classList.add("active");
  const rowsOf = (data, make) => Array.from({ length: count(data) }, (_, row) => make(row));

  // ---- orders in the new layout

  const SENT = ["pending", "shipped", "transit", "transit", "canceled", "transit", "out", "delivered"];
  const stateOf = (row) => SENT[row] ?? (row % 9 === 4 ? "canceled" : "delivered");
  const DUE = { out: 4, delivered: 3 };
  const STATUS = { pending: "pending", shipped: "shipped", transit: "shipped", out: "shipped", delivered: "delivered", canceled: "cancelled" };

  sheets["order-list-new"] = (data) => {
    atOrders();
    const rows = {};
    const drawn = rowsOf(data, (row) => {
      const id = orderId(31, row);
      const state = stateOf(row);
      const placed = data.now - 2 * times.HOUR - row * 15 * times.HOUR;
      const due = placed + (DUE[state] ?? 5) * times.DAY;
      const arrives = state !== "pending" && state !== "canceled";
      const [icon, item] = goods(row);
      rows[id] = {
        order_id: id, placed_at: times.day(placed, zone(data)), status: STATUS[state],
        buyer: buyer(row), quantity: String(pieces(row)), site: channel(data),
        ...(arrives ? { deliver_by: times.day(due, zone(data)) } : {}),
      };
      return h("div", { class: "row" },
        picture(icon, {}),
        closet("order--cell", orderLink(id), h("div", { class: "line" }, item), line("quantity", "label.quantity", String(pieces(row)))),
        closet("order--cell", line("ordered", "column.date", printed(data, placed)), line("buyer", "label.buyer", contactLink(id, buyer(row))),
          line("channel", "label.channel", channel(data)), line("fulfilment", "label.fulfilment", t("fulfilment.amazon"))),
        closet("order--cell", field("status", h("b", {}, t(`fba.${state}`))),
          line("deliver_by", "label.deliver_by", arrives && span(data, due - 2 * times.DAY, due))),
        h("div", {}, h("button", { type: "button" }, t("action.print"))));
    });
    truth({ page: "order-list", fields: {}, rows });
    return [head("title.order-list-new"), tabs("tab.all", drawn.length), total("count.orders", drawn.length), closet("order--list", ...drawn)];
  };

  // ---- returns

  const RETURNS = ["approval", "approved", "transit", "refund", "label", "completed", "transit", "completed"];
  const PHASE = {
    approval: "awaiting-seller", approved: "return-to-ship", label: "return-to-ship", transit: "return-in-transit", refund: "return-received", completed: "closed",
  };
  const WHY = ["small", "defective", "mind", "different", "late"];
  const COMMENTS = [
    "The sleeves are far too short.", "Only the left one charges.", "I bought the wrong colour by mistake.",
    "Status: angry. The picture shows another model.", "It came after the birthday.",
  ];

  /** What both layouts tell of a return. */
  function returned(data, row) {
    const state = RETURNS[row % RETURNS.length];
    const opened = (row === 0 ? data.opened : null) ?? data.now - 11 * times.HOUR - row * 29 * times.HOUR;
    const tracking = state === "transit" || state === "refund" || state === "completed" ? `00340434${digits(43, row, 12)}` : null;
    return { id: orderId(41, row), rma: `D${digits(44, row, 2)}k${digits(45, row, 3)}xRRMA`, state, opened, tracking, why: WHY[row % WHY.length] };
  }

  const saidOf = (data, row, one) => ({
    order_id: one.id, case_id: one.rma, kind: "return", phase: PHASE[one.state],
    opened_at: times.day(one.opened, zone(data)), reason: t(`why.${one.why}`),
    buyer: buyer(row), quantity: String(pieces(row)), ...(one.tracking ? { return_tracking: one.tracking } : {}),
  });

  const COLUMNS = ["column.product", "column.return", "column.buyer", "column.actions"];

  sheets["return-list"] = (data) => {
    atOrders();
    const rows = {};
    const drawn = rowsOf(data, (row) => {
      const one = returned(data, row);
      const [icon, item] = goods(row);
      rows[one.id] = saidOf(data, row, one);
      return h("kat-table-row", { class: "manage-returns-table-row" },
        h("kat-table-cell", {}, h("div", { class: "order-panel-item" }, picture(icon, { class: "myo-image" }), h("div", { class: "myo-title" }, item)),
          amazonOrders.labelled("quantity", "label.quantity", String(pieces(row)))),
        h("kat-table-cell", {}, fact("order_id", "label.order_id", orderLink(one.id)), fact("case_id", "label.rma", one.rma),
          fact("status", "label.return_state", t(`returns.${one.state}`)), fact("opened", "label.received", printed(data, one.opened)),
          fact("reason", "label.return_reason", t(`why.${one.why}`)),
          fact("carrier", "label.carrier_back", one.tracking && "DHL"), fact("tracking", "label.return_tracking", one.tracking)),
        h("kat-table-cell", {}, field("buyer", h("kat-label", { class: "item-details-text-break-word" }, h("label", {}, h("span", { class: "text" }, buyer(row))))),
          h("div", { class: "customer-comment" }, COMMENTS[row % COMMENTS.length])),
        h("kat-table-cell", {}, h("div", { class: "myo-actions" },
          h("button", { type: "button", class: "a-button" }, t("label.contact_buyer")),
          one.state === "approval" ? h("button", { type: "button", class: "a-button a-button-primary" }, t("action.approve")) : null,
          link(`/messaging/inbox?fi=search&ss=${one.id}`, {}, t("action.messages")))));
    });
    truth({ page: "return-list", fields: { kind: "return" }, rows });
    return [head("title.return-list"), tabs("tab.returns", drawn.length), total("count.returns", drawn.length),
      h("kat-table", {},
        h("kat-table-head", {}, h("kat-table-row", {}, COLUMNS.map((key) => h("kat-table-cell", {}, t(key))))),
        h("kat-table-body", {}, drawn))];
  };

  sheets["return-list-new"] = (data) => {
    atOrders();
    const rows = {};
    const drawn = rowsOf(data, (row) => {
      const one = returned(data, row);
      const [icon, item] = goods(row);
      rows[one.id] = saidOf(data, row, one);
      return h("div", { class: "row" },
        picture(icon, {}),
        closet("return--cell", orderLink(one.id), h("div", { class: "line" }, item), line("quantity", "label.quantity", String(pieces(row)))),
        closet("return--cell", line("buyer", "label.buyer", buyer(row)), line("opened", "label.request_date", printed(data, one.opened)),
          line("reason", "label.return_reason", t(`why.${one.why}`))),
        closet("return--cell", line("status", "label.return_state", t(`returns.${one.state}`)), line("case_id", "label.rma", one.rma),
          line("tracking", "label.return_tracking", one.tracking)),
        h("div", {}, h("button", { type: "button" }, t("label.contact_buyer"))));
    });
    truth({ page: "return-list-new", fields: { kind: "return" }, rows });
    return [
      head("title.return-list-new"), tabs("tab.returns", drawn.length), total("count.returns", drawn.length), closet("return--list", ...drawn),
    ];
  };

  // ---- SAFE-T claims

  const CLAIMS = ["review", "granted", "action", "denied", "review", "granted"];
  const DECIDED = { review: "platform-review", action: "awaiting-seller", granted: "closed", denied: "closed" };
  const LOSSES = ["damaged", "different", "missing"];
  const claimId = (row) => (row === 0 ? "40318-77206-9153384" : `${digits(51, row, 5)}-${digits(52, row, 5)}-${digits(53, row, 7)}`);
  const filed = (data, row) => (row === 0 ? data.opened : null) ?? data.now - 2 * times.DAY - row * 5 * times.DAY;

  const claim = (data, row) => ({
    order_id: orderId(55, row), case_id: claimId(row), kind: "notice", phase: DECIDED[CLAIMS[row % CLAIMS.length]],
    opened_at: times.day(filed(data, row), zone(data)), reason: t(`loss.${LOSSES[row % LOSSES.length]}`), amount: counted(data, row),
  });

  const claimFacts = (data, row) => [
    fact("case_id", "label.claim_id", claimId(row)), fact("order_id", "label.order_id", orderLink(orderId(55, row))),
    fact("status", "label.claim_status", t(`safet.${CLAIMS[row % CLAIMS.length]}`)), fact("opened", "label.filed", printed(data, filed(data, row))),
    fact("reason", "label.claim_reason", t(`loss.${LOSSES[row % LOSSES.length]}`)), fact("asked", "label.claim_amount", amount(data, cents(row))),
  ];

  sheets["safet-list"] = (data) => {
    atOrders();
    const rows = {};
    const drawn = rowsOf(data, (row) => {
      rows[orderId(55, row)] = claim(data, row);
      const [icon, item] = goods(row);
      return h("div", { id: `claim-content-wrapper-${claimId(row)}`, class: "a-box" },
        h("div", { class: "order-panel-item" }, picture(icon, { class: "myo-image" }), h("div", { class: "myo-title" }, item)),
        claimFacts(data, row), link(`/safet-claims/claim/${claimId(row)}`, {}, t("action.open")));
    });
    truth({ page: "safet-list", fields: { kind: "notice" }, rows });
    const file = h("kat-button", { label: t("action.new_claim") });
    return [head("title.safet-list", file), total("count.claims", drawn.length), h("div", {}, drawn)];
  };

  sheets["safet-detail"] = (data) => {
    atOrders();
    const [icon, item] = goods(0);
    truth({ page: "safet-detail", fields: claim(data, 0) });
    return [head("title.safet-detail"),
      h("div", { class: "contact-columns case-columns" },
        h("div", {}, h("kat-box", {}, h("h3", {}, t("card.filed")), claimFacts(data, 0)), h("kat-box", {}, h("p", {}, t("safet.wait")))),
        h("kat-box", { class: "order-panel" }, h("h3", {}, t("card.goods")),
          h("div", { class: "order-panel-item" }, picture(icon, { class: "myo-image" }), h("div", { class: "myo-title" }, item)),
          fact("channel", "label.channel", channel(data)), fact("asin", "label.asin", `B0C${digits(57, 0, 7)}`)))];
  };
}
