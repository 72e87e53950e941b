// eBay: the list of returns, a cancellation request, the payment disputes.
// Proven: their addresses and the words of the post-order data (respond by, reason, refund).
// Inferred: all of their DOM. Values stand beside their labels, as on the pages of this portal that are known.
"use strict";
{
  const { h, t, field, link, picture, typed, sheets, truth } = replica;

  const GOODS = [
    ["lamp", "Clip-on LED Desk Lamp, 3 Colour Temperatures"], ["watch", "Soft Silicone Watch Band, Quick Release"],
    ["earbuds", "X15 Wireless Earbuds Bluetooth 5.3"], ["hoodie", "Fleece-lined Hoodie for Men, Regular Fit"],
    ["ring", "925 Sterling Silver Stacking Ring"], ["mug", "Vacuum Insulated Travel Mug, 350 ml"], ["cable", "USB-C Braided Cable 100 W, 2 m"],
  ];
  const BUYERS = ["emcarter_21", "berger-tom", "noahw_ca", "camille.lrt", "oliviah-uk", "sofialin", "jasper_dv", "minseo.p", "lucia_fdz88"];
  const goods = (row) => GOODS[(row * 3) % GOODS.length];
  const buyer = (row) => BUYERS[(row * 5) % BUYERS.length];

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
  const orderId = (purpose, row) => `${String(12 - (row % 8)).padStart(2, "0")}-${digits(purpose, row, 5)}-${digits(purpose + 1, row, 5)}`;
  const count = (data) => data.rows ?? 13;
  const rowsOf = (data, make) => Array.from({ length: count(data) }, (_, row) => make(row));

  const euro = (data) => data.host.endsWith(".de");
  const zone = (data) => (euro(data) ? "Europe/Berlin" : "America/Los_Angeles");
  const MONTHS = ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.", "Dez."];
  function printed(data, at) {
    if (data.language === "zh") return times.print(at, "YYYY年M月D日", zone(data));
    if (data.language === "de") return times.print(at, `D. [${MONTHS[Number(times.print(at, "M", zone(data))) - 1]}] YYYY`, zone(data));
    return times.print(at, "MMM D, YYYY", zone(data));
  }
  const cents = (row) => 1290 + ((row * 719) % 3900);
  const amount = (data, row) => (euro(data) ? `EUR ${(cents(row) / 100).toFixed(2).replace(".", ",")}` : `$${(cents(row) / 100).toFixed(2)}`);
  const counted = (data, row) => `${euro(data) ? "EUR" : "USD"} ${(cents(row) / 100).toFixed(2)}`;

  /** The end of the n-th weekday after a moment; holidays are left to the reader. */
  function weekdays(data, at, days) {
    let end = at;
    for (let left = days; left > 0;) {
      end += times.DAY;
      if (!/^(Sat|Sun)$/.test(times.print(end, "ddd", zone(data)))) left--;
    }
    return end;
  }

  const pair = (name, label, value) => value && ebayOrders.pair(name, label, value);
  const orderLink = (id) => link(`/mesh/ord/details?orderid=${id}`, {}, id);
  const head = (title, ...beside) => h("div", { class: "page-head" }, h("h1", {}, t(title)), beside);
  const note = () => h("label", { class: "note" }, h("span", {}, t("label.note")),
    h("textarea", { "aria-label": "My note", rows: "1", oninput: (event) => typed("note", event.target.value) }));
  const chips = (...keys) => h("div", { class: "filters" }, keys.map((key, at) => h("span", { class: `chip${at === 0 ? " chip--on" : ""}` }, t(key))));
  const results = (rows) => h("div", { class: "results" }, t("count.results").replace("{n}", String(rows)));
  const thing = (icon, item) => h("div", { class: "row-item" }, picture(icon, { class: "item-image" }),
    h("div", {}, field("item", h("a", { class: "item-title" }, item))));
  const button = (key, first) => h("button", { type: "button", class: `btn${first ? " btn--primary" : ""} btn--small` }, t(key));
  const atOrders = () => document.querySelector('#gh nav a[href*="/sh/ord"]')?.classList.add("on");
  const table = (column, rows) => h("table", { class: "cases" },
    h("thead", {}, h("tr", {}, ["column.item", column, "column.state", "column.actions"].map((key) => h("th", {}, t(key))))), h("tbody", {}, rows));
  const list = (title, column, rows, ...beside) => [
    head(title, beside), chips("filter.every", "filter.open", "filter.closed"), results(rows.length), table(column, rows),
  ];

  // ---- returns

  const RETURNS = ["requested", "accepted", "shipped", "delivered", "review", "requested", "closed", "closed"];
  const PHASE = {
    requested: "awaiting-seller", accepted: "return-to-ship", shipped: "return-in-transit", delivered: "return-received", review: "platform-review", closed: "closed",
  };
  const WHY = ["described", "fit", "defective", "mind"];
  const stateOf = (row) => RETURNS[row] ?? (row % 6 === 1 ? "shipped" : "closed");

  sheets["return-list"] = (data) => {
    atOrders();
    const rows = {};
    const drawn = rowsOf(data, (row) => {
      const id = orderId(61, row);
      const number = row === 0 ? "5312906614" : `53${digits(63, row, 8)}`;
      const state = stateOf(row);
      const waits = state === "requested";
      const opened = (row === 0 ? data.opened : null) ?? data.now - 19 * times.HOUR - (waits ? 0 : row * 2 * times.DAY);
      const due = (row === 0 ? data.due : null) ?? weekdays(data, opened, 3);
      const why = WHY[row % WHY.length];
      const [icon, item] = goods(row);
      rows[id] = {
        order_id: id, case_id: number, kind: "return", phase: PHASE[state], opened_at: times.day(opened, zone(data)),
        buyer: buyer(row), reason: t(`why.${why}`), amount: counted(data, row),
        ...(waits ? { respond_by: times.day(due, zone(data)) } : {}),
      };
      return h("tr", {},
        h("td", {}, thing(icon, item)),
        h("td", {}, h("dl", { class: "pairs" },
          pair("order_id", "label.order", orderLink(id)), pair("case_id", "label.return_id", link(`/rt/ReturnDetails?returnId=${number}`, {}, number)),
          pair("buyer", "label.buyer", buyer(row)), pair("reason", "label.return_reason", t(`why.${why}`)))),
        h("td", {}, h("dl", { class: "pairs" },
          pair("status", "label.return_state", t(`returns.${state}`)), pair("due", "label.due", waits && printed(data, due)),
          pair("opened", "label.requested_on", printed(data, opened)), pair("asked", "label.refund", amount(data, row)))),
        h("td", {}, h("div", { class: "row-actions" }, button("action.details", waits))));
    });
    truth({ page: "return-list", fields: { kind: "return" }, rows });
    return list("title.return-list", "column.return", drawn, note());
  };

  // ---- a cancellation

  sheets.cancellation = (data) => {
    atOrders();
    const id = orderId(71, 0);
    const opened = data.opened ?? data.now - 7 * times.HOUR;
    const due = data.due ?? opened + 3 * times.DAY;
    const sold = opened - 5 * times.HOUR;
    truth({
      page: "cancellation",
      fields: {
        kind: "cancellation", case_id: "5094418236", order_id: id, phase: "awaiting-seller",
        respond_by: times.day(due, zone(data)), opened_at: times.day(opened, zone(data)),
        buyer: buyer(4), reason: t("why.mistake"), amount: counted(data, 4), placed_at: times.day(sold, zone(data)),
        quantity: "1", status: "awaiting-shipment",
      },
    });
    const [icon, item] = goods(2);
    return [
      head("title.cancellation"),
      h("div", { class: "banner" }, h("p", {}, t("cancel.wait")), h("div", { class: "row-actions" }, button("action.accept_cancel", true), button("action.decline_cancel"))),
      h("div", { class: "columns" },
        h("div", {}, h("section", { class: "panel" }, h("h2", {}, t("card.request")), h("dl", { class: "pairs" },
          pair("case_id", "label.cancel_id", "5094418236"), pair("status", "label.cancel_state", t("cancel.requested")), pair("due", "label.due", printed(data, due)),
          pair("opened", "label.requested_on", printed(data, opened)), pair("reason", "label.reason", t("why.mistake")), pair("asked", "label.refund", amount(data, 4))),
          h("div", { class: "comment" }, h("span", { class: "sh-secondary" }, t("label.comment")), h("p", {}, t("cancel.comment"))))),
        h("div", {}, h("section", { class: "panel" }, h("h2", {}, t("card.order")), thing(icon, item), h("dl", { class: "pairs" },
          pair("order_id", "label.order", orderLink(id)), pair("buyer", "label.buyer", buyer(4)), pair("ordered", "label.sold", printed(data, sold)),
          pair("quantity", "column.quantity", "1"), pair("order_status", "label.order_state", t("cancel.unshipped")))))),
    ];
  };

  // ---- payment disputes

  const DISPUTES = ["respond", "review", "respond", "closed"];
  const DISPUTED = { respond: "awaiting-seller", review: "platform-review", closed: "closed" };
  const CLAIMS = ["unknown", "missing", "wrong"];

  sheets["payment-disputes"] = (data) => {
    const rows = {};
    const drawn = rowsOf(data, (row) => {
      const id = orderId(81, row);
      const number = `50${digits(83, row, 8)}`;
      const state = row > 3 ? (row % 5 === 0 ? "review" : "closed") : DISPUTES[row];
      const waits = state === "respond";
      const opened = (row === 0 ? data.opened : null) ?? data.now - 30 * times.HOUR - (waits ? row * 12 * times.HOUR : row * 6 * times.DAY);
      const due = (row === 0 ? data.due : null) ?? opened + 5 * times.DAY;
      const why = CLAIMS[row % CLAIMS.length];
      const [icon, item] = goods(row + 1);
      rows[id] = {
        order_id: id, case_id: number, kind: "payment-dispute", phase: DISPUTED[state], opened_at: times.day(opened, zone(data)),
        buyer: buyer(row + 2), reason: t(`why.${why}`), amount: counted(data, row + 3),
        ...(waits ? { respond_by: times.day(due, zone(data)) } : {}),
      };
      return h("tr", {},
        h("td", {}, thing(icon, item)),
        h("td", {}, h("dl", { class: "pairs" },
          pair("order_id", "label.order", orderLink(id)), pair("case_id", "label.dispute_id", number),
          pair("buyer", "label.buyer", buyer(row + 2)), pair("reason", "label.reason", t(`why.${why}`)))),
        h("td", {}, h("dl", { class: "pairs" },
          pair("status", "label.dispute_state", t(`dispute.${state}`)), pair("due", "label.due", waits && printed(data, due)),
          pair("opened", "label.opened", printed(data, opened)), pair("asked", "label.dispute_amount", amount(data, row + 3)))),
        h("td", {}, h("div", { class: "row-actions" }, button(waits ? "action.dispute" : "action.dispute_view", waits))));
    });
    truth({ page: "payment-disputes", fields: { kind: "payment-dispute" }, rows });
    return list("title.payment-disputes", "column.dispute", drawn);
  };
}
