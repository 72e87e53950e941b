// Taobao and Tmall seller workbench (千牛): sold orders, an order, refunds.
// Proven: hosts and addresses; the list's div.next-table.next-table-medium with one table an order in
// div.next-table-body, its first row the head, span sold_create-time, img sold_new; of an order the block
// detail_tabs-container-layout with its labels, receive-address_value masked behind a .next-switch, tr.order-item with
// first-right-title, order-info_total-price and the state in the third cell, the memo status-desc_new-memo; of a refund the
// texts 还剩 … 天 … 时 … 分, 退货物流信息：, 已签收, 退款完毕.
// Inferred: the other cells of the list, both refund pages, the label of the state, the clocks of shipping and receipt.
"use strict";
{
  const { h, t, field, wrap, blocks, hashed, ticking, tell, link, picture, onArrival, start, sheets, truth } = replica;

  const ZONE = "Asia/Shanghai";
  const ORDER = "4310288761520937744";
  const SHIPPED = "4310288761239281366";
  const REFUND = "287301945512093774";
  const RETURNED = "287301945517730062";
  const HREF = {
    list: "/home.htm/trade-platform/tp/sold", refunds: "/home.htm/trade-platform/refund-list",
    order: (id) => `/home.htm/trade-platform/tp/detail?bizOrderId=${id}`,
    refund: (id) => `/home.htm/trade-platform/refund-list/detail?disputeId=${id}&type=1`,
  };
  const clock = (at) => times.print(at, "YYYY-MM-DD HH:mm:ss", ZONE);
  const yuan = (value) => `￥${value.toFixed(2)}`;
  const paidTruth = (value) => `CNY ${value.toFixed(2)}`;

  const GOODS = [
    ["mug", "北欧哑光陶瓷马克杯带盖勺礼盒装380ml", 64.5], ["lamp", "护眼台灯学习专用折叠充电触控三色温", 129], ["hoodie", "加绒连帽卫衣男女同款宽松秋冬外套", 158],
    ["cable", "编织快充数据线两米100W双头通用", 29.9], ["watch", "学生电子手表防水夜光多功能运动表", 76], ["earbuds", "真无线蓝牙耳机半入耳降噪长续航", 199],
    ["case", "磁吸透明手机壳防摔全包软边框", 25.8], ["ring", "足银开口戒指简约素圈可调节女款", 88],
  ];
  const NICKS = ["林**", "小**0", "t**7", "晴**夏", "周**", "j**n", "阿**柚", "王**1"];
  const STATES = [
    ["paid", "awaiting-shipment"], ["unpaid", "awaiting-payment"], ["shipped", "shipped"], ["paid", "awaiting-shipment"],
    ["done", "completed"], ["shipped", "shipped"],
    ["closed", "cancelled"], ["paid", "awaiting-shipment"], ["shipped", "shipped"], ["done", "completed"],
  ];

  // ---- the sold orders

  function sold(data) {
    return Array.from({ length: data.rows ?? 14 }, (_, at) => {
      const [state, status] = STATES[at % STATES.length];
      const [icon, item, price] = GOODS[at % GOODS.length];
      const created = data.now - (1.6 + at * 4.3) * times.HOUR;
      const count = at % 4 === 3 ? 2 : 1;
      const due = state === "paid" ? (at === 0 && data.due ? data.due : created + 48 * times.HOUR) : null;
      return { id: at === 0 ? ORDER : String(4310288761520937744n - BigInt(at) * 140_828_189n), state, status, icon, item, price, count,
        created, due, nick: NICKS[(at * 3) % NICKS.length], memo: at % 5 === 2 };
    });
  }

  const pair = (key, value, name) => field(name, h("span", { class: "pair" }, h("span", { class: "soft" }, `${t(key)}:`), " ",
    h("span", {}, value)));

  function soldTable(row) {
    return h("table", { class: "grid order" }, h("colgroup", {}, h("col", { class: "wide" }), h("col", { span: "6" })), h("tbody", {},
      h("tr", { class: "order-head" }, h("td", { colspan: "7" },
        h("input", { type: "checkbox", "aria-label": row.id }), pair("label.order_id", row.id, "order_id"),
        field("ordered", h("span", { class: "pair" }, h("span", { class: "soft" }, `${t("label.created")}:`), " ",
          h("span", { class: hashed("sold_create-time") }, clock(row.created)))),
        pair("label.buyer", row.nick, "buyer"), row.due && pair("label.ship_by", clock(row.due), "due"),
        row.memo && h("img", { class: hashed("sold_new"), src: "/favicon.ico", alt: "", width: "12", height: "12" }))),
      h("tr", { class: "order-body" },
        h("td", {}, h("div", { class: "row" }, picture(row.icon, { class: "picture" }), h("a", {}, row.item))),
        h("td", {}, row.price.toFixed(2)), h("td", {}, String(row.count)),
        h("td", {}, "-"), h("td", {}, field("status", h("div", {}, t(`status.${row.state}`))),
          h("div", {}, link(HREF.order(row.id), {}, t("act.detail")))),
        h("td", {}, field("amount", h("div", {}, yuan(row.price * row.count)))),
        h("td", {}, row.state === "paid" ? h("button", { type: "button", class: "main" }, t("act.ship"))
          : row.state === "shipped" ? h("a", {}, t("act.track")) : ""))));
  }

  const TABS = ["recent", "unpaid", "ship", "shipped", "refund", "done"];
  const COLUMNS = ["item", "price", "count", "service", "state", "paid", "rate"];

  sheets["order-list"] = (data) => {
    const rows = sold(data);
    const said = {};
    for (const row of rows) {
      said[row.id] = { order_id: row.id, placed_at: times.minute(row.created), buyer: row.nick, status: row.status,
        total: paidTruth(row.price * row.count) };
      if (row.due) said[row.id].ship_by = times.minute(row.due);
    }
    const body = h("div", { class: "next-table-body" }, rows.map(soldTable));
    onArrival((row) => body.prepend(soldTable(row)));
    truth({ page: "order-list", fields: {}, rows: said });
    return [
      h("div", { class: "head" }, h("h1", {}, t("list.title")),
        h("input", { class: "find", placeholder: t("list.search"), "aria-label": t("list.search") })),
      h("nav", { class: "tabs" }, TABS.map((key, at) => h("a", { class: at === 0 ? "on" : "" }, t(`tab.${key}`)))),
      h("div", { class: "next-table next-table-medium" },
        h("div", { class: "next-table-header columns-head" }, COLUMNS.map((key) => h("span", {}, t(`column.${key}`)))), body),
    ];
  };

  // ---- an order

  const line = (key, value, name) => value && [field(name, h("dt", {}, `${t(key)}:`)), field(name, h("dd", {}, wrap(h("span", {}, value))))];

  /** The switch uncovers the address on the real page; pressing it here is only told to the server. */
  const address = () => [h("dt", {}, `${t("label.address")}：`), h("dd", { class: "row" },
    h("span", { class: hashed("receive-address_value") }, "林**，86-138****2204，浙江省 杭州市 ******"),
    h("button", { type: "button", class: "next-switch next-switch-off", role: "switch", "aria-checked": "false",
      "aria-label": t("address.reveal"), onclick: () => tell("opened", "address", "") }))];

  sheets["order-detail"] = (data) => {
    const id = new URL(location.href).searchParams.get("bizOrderId");
    const shipped = id === SHIPPED;
    const [icon, item, price] = GOODS[shipped ? 2 : 0];
    const count = shipped ? 1 : 2;
    const created = data.now - (shipped ? 76 : 19) * times.HOUR;
    const paid = created + 3 * times.MINUTE;
    const sentAt = created + 22 * times.HOUR;
    const due = data.due ?? created + 48 * times.HOUR;
    const confirm = sentAt + 10 * times.DAY;
    const fields = { order_id: id, status: shipped ? "shipped" : "awaiting-shipment", placed_at: times.minute(created),
      paid_at: times.minute(paid), buyer: NICKS[0], item, total: paidTruth(price * count) };
    if (shipped) Object.assign(fields, { shipped_at: times.minute(sentAt), confirm_by: times.minute(confirm), carrier: "顺丰速运",
      tracking: "SF1420912087745" });
    else fields.ship_by = times.minute(due);
    truth({ page: "order-detail", fields });
    return [
      h("div", { class: "card" }, h("div", { class: "spread" },
        h("dl", { class: "lines state" }, line("label.status", t(shipped ? "status.shipped" : "status.paid"), "status"),
        shipped ? line("label.confirm", clock(confirm), "confirm") : line("label.ship_by", clock(due), "due")),
        h("button", { type: "button", class: "main" }, t(shipped ? "act.track" : "act.ship"))),
        h("div", { class: hashed("status-desc_new-memo") }, h("h3", {}, t("memo.title")),
          h("textarea", { placeholder: t("memo.placeholder"), "aria-label": t("memo.title") }), h("button", { type: "button" }, t("act.memo")))),
      h("div", { class: `${hashed("detail_tabs-container-layout")} card` }, blocks(
        h("section", {}, h("h2", {}, t("tab.info")), h("dl", { class: "lines" },
          line("label.order_id", id, "order_id"), line("label.dealt", clock(created), "ordered"), line("label.paid", clock(paid), "paid"),
          shipped && line("label.shipped", clock(sentAt), "shipped"), line("label.buyer", NICKS[0], "buyer"))),
        h("section", {}, h("h2", {}, t("tab.logistics")), h("dl", { class: "lines" }, address(),
          shipped && line("label.carrier", "顺丰速运", "carrier"), shipped && line("label.tracking", "SF1420912087745", "tracking"))))),
      h("div", { class: "card" }, h("table", { class: "grid" },
        h("thead", {}, h("tr", {}, ["item", "price", "state", "service", "paid"].map((key) => h("th", {}, t(`column.${key}`))))),
        h("tbody", {}, h("tr", { class: "order-item" },
          h("td", {}, h("div", { class: "row" }, picture(icon, { class: "picture" }),
            field("item", h("div", { class: hashed("first-right-title") }, item)))),
          h("td", {}, `${price.toFixed(2)} × ${count}`), h("td", {}, t(shipped ? "status.shipped" : "status.paid")), h("td", {}, "-"),
          h("td", {}, field("amount", h("div", { class: hashed("order-info_total-price") }, yuan(price * count)))))))),
    ];
  };

  // ---- refunds

  const CASES = [
    ["seller", "only", "quality", "awaiting-seller"], ["to_ship", "return", "size", "return-to-ship"],
    ["seller", "return", "quality", "awaiting-seller"], ["confirm", "return", "size", "return-received"],
    ["way", "return", "quality", "return-in-transit"], ["platform", "only", "missing", "platform-review"],
    ["done", "only", "missing", "closed"], ["seller", "only", "missing", "awaiting-seller"],
  ];
  const KINDS = { only: "dispute", return: "return" };

  function refunds(data) {
    return Array.from({ length: data.rows ?? 13 }, (_, at) => {
      const [state, kind, reason, phase] = CASES[at % CASES.length];
      const [icon, item, price] = GOODS[at % GOODS.length];
      const opened = at === 0 && data.opened ? data.opened : data.now - (19 + at * 2.7) * times.HOUR;
      const due = at === 0 && data.due ? data.due : opened + (phase === "awaiting-seller" ? 5 : 9) * times.DAY;
      const id = at === 0 ? REFUND : at === 3 ? RETURNED : String(287301945512093774n + BigInt(at) * 1_409_117n);
      return { id, order: String(4310288761520937744n - BigInt(at) * 140_828_189n), state, kind, reason, phase, icon, item, price, opened,
        due: phase === "closed" || phase === "platform-review" ? null : due, nick: NICKS[(at * 5) % NICKS.length] };
    });
  }

  const left = (row, data) => row.due && [h("dt", {}, t("refund.left")), h("dd", { class: "warn" }, ticking(row.due - data.now, {}))];

  function refundCard(row, data) {
    return h("div", { class: "card refund" }, picture(row.icon, { class: "picture" }),
      h("dl", { class: "lines" }, line("refund.id", row.id, "case_id"), line("label.order_id", row.order, "order_id"),
        line("label.buyer", row.nick, "buyer")),
      h("dl", { class: "lines" }, line("refund.kind", t(`refund.${row.kind}`), "kind"),
        line("refund.reason", t(`reason.${row.reason}`), "reason"), line("refund.amount", yuan(row.price), "amount")),
      h("dl", { class: "lines" }, line("refund.state", t(`state.${row.state}`), "status"), field("due", left(row, data)),
        line("refund.opened", clock(row.opened), "opened")),
      h("div", {}, link(HREF.refund(row.id), {}, t("act.detail"))));
  }

  sheets["refund-list"] = (data) => {
    const rows = refunds(data);
    const said = {};
    for (const row of rows) {
      said[row.order] = {
        order_id: row.order, case_id: row.id, buyer: row.nick, kind: KINDS[row.kind], reason: t(`reason.${row.reason}`),
        amount: paidTruth(row.price), phase: row.phase, opened_at: times.minute(row.opened),
      };
      if (row.due) said[row.order].respond_by = times.minute(row.due);
    }
    truth({ page: "refund-list", fields: {}, rows: said });
    return [h("div", { class: "head" }, h("h1", {}, t("refund.title")),
      h("input", { class: "find", placeholder: t("list.search"), "aria-label": t("list.search") })),
      h("div", {}, rows.map((row) => refundCard(row, data)))];
  };

  sheets["refund-detail"] = (data) => {
    const signed = new URL(location.href).searchParams.get("disputeId") === RETURNED;
    const row = refunds({ ...data, rows: 4 })[signed ? 3 : 0];
    const fields = {
      case_id: row.id, order_id: row.order, kind: KINDS[row.kind], phase: row.phase, respond_by: times.minute(row.due),
      opened_at: times.minute(row.opened), buyer: row.nick,
      item: row.item, quantity: "1", reason: t(`reason.${row.reason}`), amount: paidTruth(row.price),
    };
    truth({ page: "refund-detail", fields });
    return [
      h("div", { class: "head" }, h("h1", {}, t("refund.detail"))),
      h("div", { class: "card state" }, h("dl", { class: "lines" }, line("refund.state", t(`state.${row.state}`), "status"),
        field("due", left(row, data))),
        signed && h("p", {}, h("span", { class: "soft" }, t("refund.parcel")), h("span", {}, t("refund.parcel.text"))),
        h("p", { class: "soft" }, t("refund.lapse")),
        h("div", { class: "row" }, h("button", { type: "button", class: "main" }, t(signed ? "act.received" : "act.agree")),
          h("button", { type: "button" }, t("act.refuse")))),
      h("div", { class: "columns" }, blocks(
        h("section", { class: "card" }, h("h2", {}, t("refund.history")),
          h("div", { class: "said" }, h("b", {}, row.nick), " ", h("span", { class: "time" }, clock(row.opened)), h("p", {}, t("history.asked")),
          h("p", {}, "收到的东西和页面上写的不一样，麻烦尽快处理。"))),
        h("aside", { class: "card" }, h("dl", { class: "lines" },
          line("refund.id", row.id, "case_id"), line("label.order_id", row.order, "order_id"), line("label.buyer", row.nick, "buyer"),
          line("label.item", row.item, "item"), line("label.quantity", "1", "quantity"),
          line("refund.kind", t(`refund.${row.kind}`), "kind"), line("refund.reason", t(`reason.${row.reason}`), "reason"),
          line("refund.amount", yuan(row.price), "amount"), line("refund.opened", clock(row.opened), "opened")))))];
  };

  const NAV = [["home"], ["goods"], ["trade", HREF.list], ["refund", HREF.refunds], ["shop"], ["marketing"], ["data"]];

  start((data) => {
    const on = data.page.startsWith("refund") ? "refund" : "trade";
    document.title = `${t(`nav.${on}`)} - ${t("brand")}`;
    const main = h("main", {});
    document.getElementById("app").replaceChildren(
      h("header", { class: "top" }, h("b", {}, t("brand")),
        h("nav", {}, NAV.map(([key, href]) => (href ? link(href, { class: key === on ? "on" : "" }, t(`nav.${key}`)) : h("a", {}, t(`nav.${key}`))))),
        h("span", { class: "shop" }, t("shop"))),
      main);
    return main;
  }, () => []);
}
