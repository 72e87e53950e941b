// TikTok Shop Seller Center. Proven: the table class `listTableContainer` with three `tr` an order, .order_id_number,
// data-log_main_order_id, "Seller SKU:", "× N", the tab's data-log_click_for; in the chat the card's and the message's
// data-testid, .chatd-message, the bubble's class and the buyer's, time.chatd-time, the folder's data-uid, the Send
// button's id, a box of 2000 characters near it. Inferred: in which of the three rows the state stands (here the
// second), the shop's bubble class, the place of a message's time, everything on the order detail and the return list.
"use strict";
{
  const { h, t, hashed, typed, sent, controlled, link, picture, start, sheets, truth } = replica;
  const { print, day, minute, HOUR, DAY, MINUTE } = times;

  const grouped = (value, mark) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, mark);
  const american = { zone: "America/Los_Angeles", currency: "USD", shape: "MM/DD/YYYY", clock: "hh:mm A", rate: 1,
    money: (value) => `$${value.toFixed(2)}`, exact: (value) => value.toFixed(2) };
  const SITES = {
    "seller-us.tiktok.com": american,
    "seller-uk.tiktok.com": { ...american, zone: "Europe/London", currency: "GBP", shape: "DD/MM/YYYY", clock: "HH:mm",
      money: (value) => `£${value.toFixed(2)}` },
    "seller-vn.tiktok.com": { zone: "Asia/Ho_Chi_Minh", currency: "VND", shape: "DD/MM/YYYY", clock: "HH:mm", rate: 25000,
      money: (value) => `${grouped(value, ".")}₫`, exact: (value) => String(value) },
    "seller-id.tokopedia.com": { zone: "Asia/Jakarta", currency: "IDR", shape: "DD/MM/YYYY", clock: "HH:mm", rate: 16000,
      money: (value) => `Rp${grouped(value, ".")}`, exact: (value) => String(value) },
    "seller.tiktokshopglobalselling.com": { ...american, zone: "Asia/Shanghai", shape: "YYYY-MM-DD", clock: "HH:mm:ss" },
  };

  const ITEMS = [
    ["mug", "Stoneware mug with lid, 420 ml", "MUG-SAGE-420", 14.9], ["earbuds", "Wireless earbuds with charging case", "EB-21-BLK", 29.5],
    ["hoodie", "Oversized hoodie, unisex", "HD-GRY-L", 34],
    ["lamp", "LED desk lamp, foldable", "LMP-WH-3C", 22.4], ["ring", "Adjustable silver ring", "RG-925-A", 11.2],
    ["case", "Clear phone case with ring holder", "PC-CLR-67", 8.6],
    ["watch", "Sports watch, silver strap", "WT-SLV-02", 41.8], ["cable", "Braided USB-C cable, 2 m", "CB-USBC-2", 9.9],
  ];
  const BUYERS = ["hannah.r***", "mike_t***", "linhng***", "dwi.s***", "olivia_***", "putri***"];
  const STATES = ["awaiting_shipment", "awaiting_shipment", "awaiting_collection", "transit", "delivered", "cancelled"];
  const STATUS = { awaiting_shipment: "awaiting-shipment", awaiting_collection: "awaiting-shipment", transit: "shipped", delivered: "delivered",
    cancelled: "cancelled" };

  /** An order: state, times and money follow from its place in the list. */
  function order(data, at) {
    const site = SITES[data.host];
    const placed = data.now - at * 7 * HOUR - 6 * HOUR - 23 * MINUTE;
    const [icon, item, sku, price] = ITEMS[(at * 3) % ITEMS.length];
    const quantity = 1 + (at * 2) % 3;
    const unit = site.rate === 1 ? price : Math.round((price * site.rate) / 1000) * 1000;
    const fee = site.rate === 1 ? 3.99 : Math.round((1.2 * site.rate) / 1000) * 1000;
    const value = unit * quantity + fee;
    const endOfDay = placed + 3 * DAY;
    return {
      at, site, placed, icon, item, sku, quantity, value, fee,
      buyer: BUYERS[at % BUYERS.length],
      state: STATES[at % STATES.length],
      shipBy: endOfDay,
      total: site.money(value),
      amount: `${site.currency} ${site.exact(value)}`,
    };
  }

  const moment = (at, site) => print(at, `${site.shape} ${site.clock}`, site.zone);

  /** Three rows: the order's line, its product with the state, its buttons. */
  function group(one) {
    const { site } = one;
    return [
      h("tr", { class: "head-row" }, h("td", { colspan: "4" }, h("div", { class: "order-head" },
        h("div", {}, `${t("label.order_id")}: `, h("span", { class: "order_id_number", "data-log_main_order_id": one.id }, one.id)),
        h("div", {}, `${t("label.created")}: ${moment(one.placed, site)}`), h("div", {}, one.buyer)))),
      h("tr", {},
        h("td", {}, h("div", { class: "row" }, picture(one.icon, { class: "picture" }),
          h("div", {}, h("div", {}, one.item), h("div", { class: "soft" }, `Seller SKU: ${one.sku}`), h("div", {}, `× ${one.quantity}`)))),
        h("td", {}, h("div", {}, t(`status.${one.state}`)), one.state === "awaiting_shipment" && h("div", { class: "warn" },
          `${t("label.ship_by")} ${print(one.shipBy, site.shape, site.zone)}`)),
        h("td", {}, one.total), h("td", {}, site.currency === "USD" ? "USPS Ground Advantage" : "J&T Express")),
      h("tr", { class: "gap-row" }, h("td", { colspan: "4" }, link(`/order/detail?order_no=${one.id}`, {},
        t(one.state === "awaiting_shipment" ? "action.arrange" : "action.details")))),
    ];
  }

  sheets["order-list"] = (data) => {
    const orders = Array.from({ length: data.rows ?? 12 }, (_, at) => ({ ...order(data, at), id: String(576812340987651234n + BigInt(at * 35)) }));
    truth({ page: "order-list", fields: {},
      rows: Object.fromEntries(orders.map((one) => [one.id, { order_id: one.id, placed_at: minute(one.placed), status: STATUS[one.state] }])) });
    return [
      h("div", { class: "head" }, h("h1", {}, t("nav.orders")), h("input", { type: "text", placeholder: t("search"), size: "28" })),
      h("div", { class: "tabs" }, h("span", { "data-log_click_for": "all" }, t("tab.all")),
        h("span", { "data-log_click_for": "to_ship", class: "on" }, t("tab.to_ship"))),
      h("div", { class: `arco-table ${hashed("listTableContainer")}` }, h("table", { class: "orders" },
        h("thead", {}, h("tr", {}, ["product", "state", "total", "shipping"].map((column) => h("th", {}, t(`column.${column}`))))),
        h("tbody", {}, orders.map(group)))),
    ];
  };

  const pair = (key, value) => [h("dt", {}, t(key)), h("dd", {}, value)];

  sheets["order-detail"] = (data) => {
    const one = { ...order(data, 1), id: new URL(location.href).searchParams.get("order_no") };
    const { site } = one;
    const until = data.due ?? one.shipBy;
    const tracking = "9400136208303412345678";
    truth({
      page: "order-detail",
      fields: {
        order_id: one.id, status: STATUS[one.state], placed_at: minute(one.placed), paid_at: minute(one.placed + 2 * MINUTE),
        ship_by: day(until, site.zone),
        buyer: one.buyer, quantity: String(one.quantity), total: one.amount, carrier: "USPS Ground Advantage", tracking,
      },
    });
    return [
      h("div", { class: "head" }, h("h1", {}, t("card.order")), h("button", { type: "button", class: "main" }, t("action.arrange"))),
      h("div", { class: "columns" },
        h("div", {},
          h("section", { class: "card" }, h("dl", { class: "lines" },
            pair("label.order_id", one.id), pair("column.state", t(`status.${one.state}`)),
            pair("label.ship_by", print(until, site.shape, site.zone)),
            pair("label.created", moment(one.placed, site)), pair("label.paid", moment(one.placed + 2 * MINUTE, site)),
            pair("label.buyer", one.buyer), pair("label.address", "H*** R***, (+1)***-***-**27, Austin, TX"))),
          h("section", { class: "card" }, h("h2", {}, t("card.package")), h("div", { class: "row" }, picture(one.icon, { class: "picture" }),
            h("dl", { class: "lines" }, h("dt", {}, one.item), h("dd", {}, `Seller SKU: ${one.sku}`), pair("label.quantity", String(one.quantity)),
              pair("label.carrier", "USPS Ground Advantage"), pair("label.tracking", tracking))))),
        h("div", {},
          h("section", { class: "card" }, h("h2", {}, t("card.payment")), h("dl", { class: "lines" },
            pair("label.subtotal", site.money(one.value - one.fee)), pair("label.fee", site.money(one.fee)), pair("label.total", one.total))),
          h("section", { class: "card" }, h("h2", {}, t("label.note")),
            h("textarea", { placeholder: t("label.note"), "aria-label": t("label.note") })))),
    ];
  };

  const PHASES = [["seller", "awaiting-seller"], ["seller", "awaiting-seller"], ["platform", "platform-review"], ["to_ship", "return-to-ship"],
    ["transit", "return-in-transit"], ["refunded", "closed"]];

  function request(data, at) {
    const [phase, known] = PHASES[at % PHASES.length];
    const opened = data.opened && at === 0 ? data.opened : data.now - at * 11 * HOUR - 19 * HOUR;
    const until = data.due && at === 0 ? data.due : opened + 2 * DAY;
    const reason = ["damaged", "wrong", "mind"][at % 3];
    return { ...order(data, at + 3), id: String(577204118365920417n + BigInt(at * 6143)), ticket: String(403581276194830211n + BigInt(at * 9137)),
      phase, known, opened, until, reason };
  }

  sheets["return-list"] = (data) => {
    const requests = Array.from({ length: data.rows ?? 12 }, (_, at) => request(data, at));
    const said = (one) => ({
      order_id: one.id, case_id: one.ticket, kind: "return", phase: one.known, opened_at: minute(one.opened), reason: t(`reason.${one.reason}`),
      amount: one.amount,
      ...(one.phase === "seller" && { respond_by: minute(one.until) }),
    });
    truth({ page: "return-list", fields: { kind: "return" }, rows: Object.fromEntries(requests.map((one) => [one.id, said(one)])) });
    const line = (key, value) => h("div", {}, h("span", { class: "soft" }, `${t(key)}: `), h("span", {}, value));
    const row = (one) => h("tr", {},
      h("td", {}, line("label.order_id", one.id), line("label.return_id", one.ticket)),
      h("td", {}, h("div", { class: "row" }, picture(one.icon, { class: "picture" }), h("div", {}, h("div", {}, one.item),
        h("div", { class: "soft" }, `× ${one.quantity}`)))),
      h("td", {}, line("label.reason", t(`reason.${one.reason}`)), line("label.amount", one.total)),
      h("td", {}, h("div", {}, t(`phase.${one.phase}`)), line("label.requested", moment(one.opened, one.site)),
        one.phase === "seller" && line("label.respond_by", moment(one.until, one.site))),
      h("td", {}, h("button", { type: "button" }, t(one.phase === "seller" ? "action.review" : "action.details"))));
    return [
      h("div", { class: "head" }, h("h1", {}, t("nav.returns")), h("input", { type: "text", placeholder: t("search"), size: "28" })),
      h("table", { class: "orders requests" }, h("tbody", {}, requests.map(row))),
    ];
  };

  const TALK = [
    ["buyer", 9.4, "Shop ơi, đơn của mình giao chưa ạ?"],
    ["seller", 9.1, "Dạ shop chào bạn, đơn đã đóng gói và sẽ bàn giao cho đơn vị vận chuyển trong hôm nay ạ."],
    ["buyer", 8.8, "Mình cần trước thứ sáu nhé.\nNhờ shop kiểm tra giúp size L."],
    ["seller", 8.2, "Dạ đúng size L màu xám ạ."],
    ["buyer", 1.6, "Mình thấy vẫn chưa có mã vận đơn, shop kiểm tra giúp mình với."],
  ];
  const TALKS = [["linhnguyen.92", 1.6, TALK[4][2], 1], ["hoa_minh88", 3.5, "Còn hàng không shop?", 2], ["quocbao.t", 26, "Cảm ơn shop", 0],
    ["thu.trang05", 50, "Ok shop", 0]];

  sheets.chat = (data) => {
    const one = { ...order(data, 6), id: "577204118365926560", state: "awaiting_collection" };
    const { site } = one;
    truth({ page: "chat", fields: { order_id: one.id, status: STATUS[one.state], ship_by: day(one.shipBy, site.zone) },
      thread: TALK.map(([from, , text]) => [from, text]), reply: true });
    const message = ([from, ago, text]) => h("div", { "data-testid": "chat.chatroom.message_card" },
      h("div", { class: `chatd-message${from === "seller" ? " own" : ""}` },
      h("div", { class: `chatd-bubble-main--${from === "buyer" ? "other" : "self"}` }, h("p", {}, text)),
      h("time", { class: "chatd-time" }, print(data.now - ago * HOUR, "HH:mm", site.zone))));
    const area = h("textarea", { placeholder: t("box.placeholder"), maxlength: "2000" });
    const box = controlled(area, (text) => typed("reply", text));
    const send = h("button", { type: "button", id: "chat-input-send-button", class: "main", onclick: () => sent("reply", box.text(), send) },
      t("action.send"));
    return h("div", { class: "chat" },
      h("div", { class: "folders" },
        h("a", { class: "p-menu-item p-menu-item-selected", "data-uid": "menu.item_chat_v2-menu-UNREPLIED" }, t("folder.unreplied"), " ",
          h("span", { class: "p-badge-number" }, "2")),
        h("a", { class: "p-menu-item", "data-uid": "menu.item_chat_v2-menu-ALL" }, t("folder.all"))),
      h("div", {}, TALKS.map(([name, ago, last, unread], at) => h("div", { id: `chat-room-conversation-list-item-${at}`,
        "data-testid": "chat.chatroom.conversation_card", class: `talk${at === 0 ? " on" : ""}` },
        h("div", { class: "spread" }, h("span", { "data-testid": "chat.chatroom.conversation_card_username" }, name),
          h("time", { class: "chatd-time" }, ago < 24 ? print(data.now - ago * HOUR, "HH:mm", site.zone) : print(data.now - ago * HOUR,
            "DD/MM/YYYY", site.zone))),
        h("div", { class: "soft" }, last), unread > 0 && h("span", { class: "p-badge p-badge-number" }, String(unread))))),
      h("div", { class: "pane" }, h("div", { class: "thread-head" }, TALKS[0][0]), h("div", { class: "flow" }, TALK.map(message)),
        h("div", { class: "write" }, h("div", {}, area), h("div", {}, send))),
      h("div", { class: "side" }, h("h2", {}, t("card.order")),
        h("div", { class: "row" }, picture(one.icon, { class: "picture" }), h("div", {}, h("div", {}, one.item),
          h("div", { class: "soft" }, `× ${one.quantity}`))),
        h("dl", { class: "lines" }, pair("label.order_id", one.id), pair("column.state", t(`status.${one.state}`)),
          pair("label.ship_by", print(one.shipBy, site.shape, site.zone))),
        h("textarea", { placeholder: t("box.note"), "aria-label": t("box.note") })));
  };

  start((data) => {
    document.title = `${t("portal")} - TikTok Shop`;
    const main = h("main", {});
    const tab = (href, key, pages) => link(href, { class: pages.includes(data.page) ? "on" : null }, t(key));
    document.getElementById("app").replaceChildren(h("header", { class: "top" }, h("b", {}, `TikTok Shop ${t("portal")}`),
      h("nav", {}, tab("/order?selected_sort=6&tab=to_ship", "nav.orders", ["order-list", "order-detail"]), tab("/order/return?from=menu",
        "nav.returns", ["return-list"]),
        tab("/chat/inbox/current", "nav.chat", ["chat"])),
      h("span", { class: "shop" }, "XT Direct Store")), main);
    return main;
  }, () => []);
}
