// Lazada and Daraz Seller Center. Proven: the addresses, the Fusion kit's classes (.next-table-row,
// .next-tabs-tab-inner), the words of a return's states, and from an old client the list of conversations
// (.session-list, .session-item, .title-name, .date, .desc, .badge). Inferred: everything else, so labels stand beside
// their values without any hook, and the messages of the chat have none by which they could be read.
"use strict";
{
  const { h, t, typed, sent, controlled, link, picture, start, sheets, truth } = replica;
  const { print, day, minute, HOUR, DAY, MINUTE } = times;

  const grouped = (value, mark) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, mark);
  const cents = (sign, currency, zone, rate) => ({ zone, currency, rate, round: (value) => Math.round(value * 10) / 10,
    money: (value) => `${sign}${value.toFixed(2)}`, exact: (value) => value.toFixed(2) });
  const whole = (sign, currency, zone, rate, mark, step) => ({ zone, currency, rate, round: (value) => Math.round(value / step) * step,
    money: (value) => `${sign}${grouped(value, mark)}`, exact: (value) => String(value) });
  const SITES = {
    "sellercenter.lazada.com.my": cents("RM", "MYR", "Asia/Kuala_Lumpur", 4.4),
    "sellercenter.lazada.sg": cents("S$", "SGD", "Asia/Singapore", 1.3),
    "sellercenter.lazada.co.id": whole("Rp", "IDR", "Asia/Jakarta", 16000, ".", 1000),
    "sellercenter.lazada.vn": whole("₫", "VND", "Asia/Ho_Chi_Minh", 25000, ".", 1000),
    "sellercenter.daraz.pk": whole("Rs. ", "PKR", "Asia/Karachi", 280, ",", 10),
  };

  const ITEMS = [
    ["lamp", "LED desk lamp with clamp", "LMP-CL-02", 21.5], ["earbuds", "Bluetooth earbuds with display", "EB-LCD-BK", 17.9],
    ["watch", "Kids smart watch", "KW-07-BL", 24.9], ["case", "Magnetic phone case", "PC-MAG-66", 6.4],
    ["mug", "Enamel camping mug", "MG-EN-400", 7.2], ["hoodie", "Fleece hoodie", "HD-FL-M", 26.8], ["cable", "USB-C cable, braided", "CB-C2-1M", 3.9],
    ["ring", "Stackable ring set", "RG-ST-3", 5.6],
  ];
  const BUYERS = ["N*** A***", "S*** T***", "M*** R***", "D*** L***", "K*** W***"];
  const STATES = ["to_pack", "to_pack", "handover", "shipped", "to_pack", "delivered", "cancelled", "unpaid"];
  const STATUS = { unpaid: "awaiting-payment", to_pack: "awaiting-shipment", handover: "awaiting-shipment", shipped: "shipped",
    delivered: "delivered", cancelled: "cancelled" };

  /** An order: state, times and money follow from its place in the list. */
  function order(data, at) {
    const site = SITES[data.host];
    const placed = data.now - at * 6 * HOUR - 8 * HOUR - 41 * MINUTE;
    const [icon, item, sku, price] = ITEMS[(at * 3) % ITEMS.length];
    const quantity = 1 + (at * 2) % 3;
    const value = site.round(price * quantity * site.rate);
    return {
      at, site, placed, icon, item, sku, quantity, value,
      id: String(140918273645501 + at * 904117),
      buyer: BUYERS[at % BUYERS.length],
      state: STATES[at % STATES.length],
      shipBy: placed + 2 * DAY,
      total: site.money(value),
      amount: `${site.currency} ${site.exact(value)}`,
    };
  }

  const moment = (at, site) => print(at, "YYYY-MM-DD HH:mm", site.zone);
  const line = (key, value) => h("div", {}, h("span", { class: "soft" }, `${t(key)}: `), h("span", {}, value));
  const pair = (key, value) => [h("dt", {}, t(key)), h("dd", {}, value)];
  const toShip = (one) => STATUS[one.state] === "awaiting-shipment";

  sheets["order-list"] = (data) => {
    const orders = Array.from({ length: data.rows ?? 14 }, (_, at) => order(data, at));
    const said = (one) => ({
      order_id: one.id, placed_at: minute(one.placed), status: STATUS[one.state], total: one.amount, quantity: String(one.quantity), buyer: one.buyer,
      ...(toShip(one) && { ship_by: minute(one.shipBy) }),
    });
    truth({ page: "order-list", fields: {}, rows: Object.fromEntries(orders.map((one) => [one.id, said(one)])) });
    const row = (one) => h("tr", { class: "next-table-row" },
      h("td", {}, line("label.order_id", link(`/apps/order/detail?tradeOrderId=${one.id}`, {}, one.id)),
        line("label.placed", moment(one.placed, one.site)), line("label.buyer", one.buyer)),
      h("td", {}, h("div", { class: "row" }, picture(one.icon, { class: "picture" }), h("div", {}, h("div", {}, one.item),
        h("div", { class: "soft" }, one.sku), line("label.quantity", String(one.quantity))))),
      h("td", {}, line("label.total", one.total)),
      h("td", {}, h("div", {}, t(`status.${one.state}`)), toShip(one) && line("label.ship_by", moment(one.shipBy, one.site))),
      h("td", {}, h("button", { type: "button" }, t(one.state === "to_pack" ? "action.pack" : "action.details"))));
    return [
      h("div", { class: "head" }, h("h1", {}, t("nav.orders")), h("input", { type: "text", placeholder: t("search"), size: "28" })),
      h("div", { class: "next-tabs" }, ["all", "unpaid", "to_pack", "handover", "shipped", "delivered"].map((tab) =>
        h("div", { class: `next-tabs-tab-inner${tab === "all" ? " on" : ""}` }, t(tab === "all" ? "tab.all" : `status.${tab}`)))),
      h("table", { class: "next-table" }, h("tbody", {}, orders.map(row))),
    ];
  };

  sheets["order-detail"] = (data) => {
    const one = { ...order(data, 1), id: new URL(location.href).searchParams.get("tradeOrderId") };
    const { site } = one;
    const until = data.due ?? one.shipBy;
    const fee = site.round(1.9 * site.rate);
    truth({
      page: "order-detail",
      fields: {
        order_id: one.id, status: STATUS[one.state], placed_at: minute(one.placed), paid_at: minute(one.placed + 3 * MINUTE),
        ship_by: minute(until), buyer: one.buyer, quantity: String(one.quantity),
        total: `${site.currency} ${site.exact(one.value + fee)}`, carrier: "LEX SG", tracking: "LXSG0091827364",
      },
    });
    return [
      h("div", { class: "head" }, h("h1", {}, t("card.order")), h("button", { type: "button", class: "main" }, t("action.pack"))),
      h("div", { class: "columns" },
        h("div", {},
          h("section", { class: "card" }, h("dl", { class: "lines" },
            pair("label.order_id", one.id), pair("label.status", t(`status.${one.state}`)), pair("label.ship_by", moment(until, site)),
            pair("label.placed", moment(one.placed, site)),
            pair("label.paid", moment(one.placed + 3 * MINUTE, site)), pair("label.buyer", one.buyer),
            pair("label.address", "S*** T***, ******41, Tampines Street **, 52****"))),
          h("section", { class: "card" }, h("h2", {}, t("card.package")), h("div", { class: "row" }, picture(one.icon, { class: "picture" }),
            h("div", {}, h("div", {}, one.item), h("div", { class: "soft" }, one.sku),
              h("dl", { class: "lines" }, pair("label.quantity", String(one.quantity)), pair("label.carrier", "LEX SG"),
                pair("label.tracking", "LXSG0091827364")))))),
        h("div", {},
          h("section", { class: "card" }, h("h2", {}, t("card.summary")), h("dl", { class: "lines" },
            pair("label.subtotal", one.total), pair("label.fee", site.money(fee)), pair("label.total", site.money(one.value + fee)))),
          h("section", { class: "card" }, h("h2", {}, t("label.note")), h("textarea", { placeholder: t("box.note"), "aria-label": t("box.note") })))),
    ];
  };

  const PHASES = [["seller", "awaiting-seller"], ["progress", "return-in-transit"], ["qc", "return-received"], ["seller", "awaiting-seller"],
    ["platform", "platform-review"], ["refund", "closed"], ["rejected", "awaiting-buyer"]];

  sheets["return-list"] = (data) => {
    const requests = Array.from({ length: data.rows ?? 12 }, (_, at) => {
      const [phase, known] = PHASES[at % PHASES.length];
      const opened = data.opened && at === 0 ? data.opened : data.now - at * 13 * HOUR - 19 * HOUR;
      const until = data.due && at === 0 ? data.due : opened + 3 * DAY;
      return { ...order(data, at + 40), phase, known, opened, until, ticket: String(40287654321098 + at * 70921),
        reason: ["damaged", "wrong", "described"][at % 3] };
    });
    const said = (one) => ({
      order_id: one.id, case_id: one.ticket, kind: "return", phase: one.known, opened_at: minute(one.opened), reason: t(`reason.${one.reason}`),
      amount: one.amount,
      ...(one.phase === "seller" && { respond_by: minute(one.until) }),
    });
    truth({ page: "return-list", fields: { kind: "return" }, rows: Object.fromEntries(requests.map((one) => [one.id, said(one)])) });
    const row = (one) => h("tr", { class: "next-table-row" },
      h("td", {}, line("label.order_id", one.id), line("label.return_id", one.ticket), line("label.requested", moment(one.opened, one.site))),
      h("td", {}, h("div", { class: "row" }, picture(one.icon, { class: "picture" }), h("div", {}, h("div", {}, one.item),
        h("div", { class: "soft" }, one.sku)))),
      h("td", {}, line("label.reason", t(`reason.${one.reason}`)), line("label.amount", one.total)),
      h("td", {}, h("div", {}, t(`phase.${one.phase}`)), one.phase === "seller" && line("label.respond_by", moment(one.until, one.site))),
      h("td", {}, h("button", { type: "button" }, t(one.phase === "seller" ? "action.decide" : "action.details"))));
    return [
      h("div", { class: "head" }, h("h1", {}, t("nav.returns")), h("input", { type: "text", placeholder: t("search"), size: "28" })),
      h("table", { class: "next-table" }, h("tbody", {}, requests.map(row))),
    ];
  };

  const TALK = [
    [false, 7.1, "Kak, lampunya ada garansi tidak?"], [true, 6.8, "Halo kak, ada garansi toko 3 bulan ya."],
    [false, 2.4, "Baik, kapan paketnya dikirim kak?"],
  ];
  const TALKS = [["N*** A***", 2.4, TALK[2][2], 1], ["S*** T***", 6, "Terima kasih kak", 0], ["D*** L***", 29, "Ukuran M ready?", 0],
    ["K*** W***", 51, "Oke", 0]];

  sheets.chat = (data) => {
    const one = order(data, 0);
    const { site } = one;
    truth({ page: "chat", fields: { order_id: one.id, status: STATUS[one.state], ship_by: day(one.shipBy, site.zone) }, reply: true });
    const area = h("textarea", { placeholder: t("box.placeholder") });
    const box = controlled(area, (text) => typed("reply", text));
    const send = h("button", { type: "button", class: "main", onclick: () => sent("reply", box.text(), send) }, t("action.send"));
    return h("div", { class: "chat" },
      h("div", { class: "session-list" },
        TALKS.map(([name, ago, last, unread], at) => h("div", { class: `session-item talk${at === 0 ? " on" : ""}` },
        h("div", { class: "spread" }, h("span", { class: "title-name" }, name), h("span", { class: "date time" },
          ago < 24 ? print(data.now - ago * HOUR, "HH:mm", site.zone) : print(data.now - ago * HOUR, "DD/MM/YYYY", site.zone))),
        h("div", { class: "desc soft" }, last), unread > 0 && h("span", { class: "badge tag" }, String(unread))))),
      h("div", { class: "pane" }, h("div", { class: "thread-head" }, TALKS[0][0]),
        h("div", { class: "flow" }, TALK.map(([own, ago, text]) => h("div", { class: `said${own ? " from-shop" : ""}` },
          h("div", { class: "bubble" }, text), h("div", { class: "time" }, print(data.now - ago * HOUR, "HH:mm", site.zone))))),
        h("div", { class: "write" }, h("div", {}, area), h("div", {}, send))),
      h("div", { class: "side" }, h("h2", {}, t("card.order")),
        h("div", { class: "row" }, picture(one.icon, { class: "picture" }), h("div", {}, h("div", {}, one.item),
          h("div", { class: "soft" }, one.sku))),
        h("dl", { class: "lines" }, pair("label.order_id", one.id), pair("label.status", t(`status.${one.state}`)),
          pair("label.ship_by", print(one.shipBy, "YYYY-MM-DD", site.zone))),
        h("textarea", { placeholder: t("box.note"), "aria-label": t("box.note") })));
  };

  start((data) => {
    const name = data.host.includes("daraz") ? "Daraz" : "Lazada";
    document.title = `${t("portal")} - ${name}`;
    const main = h("main", {});
    const tab = (href, key, pages) => link(href, { class: pages.includes(data.page) ? "on" : null }, t(key));
    document.getElementById("app").replaceChildren(h("header", { class: "top" }, h("b", {}, `${name} ${t("portal")}`),
      h("nav", {}, tab("/apps/order/list?status=all", "nav.orders", ["order-list", "order-detail"]), tab("/apps/order/reverse", "nav.returns",
        ["return-list"]), tab("/apps/im/window", "nav.chat", ["chat"])),
      h("span", { class: "shop" }, "XT Direct")), main);
    return main;
  }, () => []);
}
