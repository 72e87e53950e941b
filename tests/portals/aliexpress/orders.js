// AliExpress: the order list and the order detail.
"use strict";
const aliexpressOrders = (() => {
  const { h, t, hashed, field, wrap, blocks, ticking, tell, link, picture, load, onArrival } = replica;

  const clockText = (clock, where) =>
    clock && field("due", h("div", { class: hashed(`${where}--countdown`) },
      h("span", { class: hashed(`${where}--countdownLabel`) }, t(clock.label)), " ",
      ticking(clock.left, { class: hashed(`${where}--countdownValue`) })));

  const cell = (column, ...content) => h("td", { class: "next-table-cell", "data-next-table-col": String(column) },
    h("div", { class: "next-table-cell-wrapper" }, content));

  const pair = (label, name, value) => field(name, h("span", { class: hashed("header--pair") },
    h("span", { class: hashed("header--label") }, `${t(label)}:`), value));

  function row(order) {
    const head = h("tr", { class: hashed("header--row") }, h("td", { colspan: "6", class: "next-table-cell" },
      h("div", { class: hashed("header--header") }, blocks(
        pair("field.order_id", "order_id", h("span", { class: hashed("header--valueHighLight") }, order.order_id)),
        pair("field.ordered", "ordered", h("span", { class: hashed("header--value") }, order.ordered)),
        order.dispute ? h("span", { class: "chc-color-tag chc-color-tag-red" }, t("tag.dispute")) : null))));
    const body = h("tr", { class: hashed("body--row") },
      cell(1, h("div", { class: hashed("productInfo--box") },
        picture(order.icon, { class: hashed("productInfo--image") }),
        h("div", {},
          field("item", h("span", { class: hashed("productInfo--itemTitle") }, order.item)),
          h("span", { class: hashed("productInfo--skuCodeValue") }, order.specs),
          field("sku", h("span", { class: hashed("productInfo--skuCodeValue") }, order.sku))))),
      cell(2, h("span", { class: hashed("productInfo--unitFee") }, order.unit)),
      field("quantity", cell(3, h("div", {}, `x${order.quantity}`))),
      cell(4, field("amount", wrap(h("div", { class: hashed("amount--amount") }, order.amount))),
        field("buyer", h("a", { class: hashed("buyerInfo--inline"), href: "#" , onclick: (event) => event.preventDefault() }, order.buyer)),
        field("country", h("span", { class: hashed("buyerInfo--country") }, t(order.country)))),
      cell(5, field("status", wrap(h("div", { class: "chc-state-label" }, h("i"), h("div", { class: "chc-state-label__stateText" }, t(order.state))))),
        order.dispute ? link(order.dispute.href, { class: hashed("state--dispute") }, t(order.dispute.state)) : null,
        clockText(order.clock, "state")),
      cell(6, h("div", { class: hashed("operation--box") },
        order.state === "status.wait_ship" ? h("button", { type: "button", class: "next-btn next-btn-primary next-small" }, t("action.ship")) : null,
        order.dispute?.running ? link(order.dispute.href, { class: "next-btn next-btn-normal next-small" }, t("action.dispute")) : null,
        link(order.href, {}, t("action.detail")),
        link("https://gsp.aliexpress.com/m_apps/im-chat/im#/window", { target: "_blank" }, t("action.contact")))));
    return h("table", { class: `next-table-row ${hashed("list--order")}` }, h("tbody", {}, head, body));
  }

  function list(data) {
    const rows = h("div", { class: `next-table next-table-medium ${hashed("list--table")}` },
      h("div", { class: "next-table-header" }, ["product", "unit", "quantity", "amount", "state", "actions"].map((key) => h("span", {}, t(`column.${key}`)))),
      h("div", { class: "next-table-body" }, data.rows.map(row)));
    onArrival((arriving) => rows.lastElementChild.prepend(row(arriving)));
    const input = (key) => h("label", { class: hashed("filter--item") }, h("span", {}, t(key)), h("input", { placeholder: t("filter.placeholder") }));
    return [
      h("div", { class: hashed("page--title") }, h("h1", {}, t("title.order-list"))),
      h("div", { class: hashed("filter--box") },
        input("filter.order_id"), input("filter.buyer"), input("filter.time"),
        h("button", { type: "button", class: "next-btn next-btn-primary" }, t("filter.search")),
        h("button", { type: "button", class: "next-btn next-btn-normal" }, t("filter.reset")),
        h("button", { type: "button", class: "next-btn next-btn-normal", onclick: load }, t("filter.refresh"))),
      h("div", { class: "next-tabs" }, ["all", "wait_pay", "wait_ship", "shipped", "disputed", "done"].map((key, at) =>
        h("div", { class: `next-tabs-tab${at === 0 ? " active" : ""}` }, h("div", { class: "next-tabs-tab-inner" }, t(`tab.${key}`))))),
      rows,
      h("div", { class: "next-pagination" },
        h("button", { type: "button", class: "next-btn next-pagination-item next-prev", disabled: true }, "‹"),
        h("span", { class: "next-pagination-display" }, h("em", {}, "1"), "/", "7"),
        h("button", { type: "button", class: "next-btn next-pagination-item next-next" }, "›")),
    ];
  }

  const line = (name, value, label = `field.${name}`) => value && field(name, h("div", { class: hashed("detail--line") },
    h("span", { class: hashed("detail--label") }, t(label)), wrap(h("span", { class: hashed("detail--value") }, value))));

  const card = (title, ...content) => h("section", { class: `next-card ${hashed("detail--card")}` },
    h("h2", { class: "next-card-title" }, t(title)), h("div", { class: "next-card-content" }, content));

  /** The eye un-masks buyer data on the real portal; here it only reports that it was pressed. */
  const address = (label, value) => h("div", { class: hashed("orderInfo--addressItem") },
    h("span", { class: hashed("orderInfo--addressLabel") }, t(label)), h("span", { class: hashed("orderInfo--addressValue") }, value));

  function detail(data) {
    const eye = h("i", { class: hashed("orderEye--eye"), role: "button", tabindex: "0", onclick: () => tell("revealed", "address", "") });
    const dispute = data.dispute;
    return [
      h("div", { class: hashed("page--title") }, h("h1", {}, t("title.order-detail")), field("order_id", h("span", {}, data.order_id))),
      h("div", { class: hashed("detail--banner") },
        h("div", {},
          field("status", h("div", { class: "chc-state-label chc-state-label-large" }, h("i"), h("div", { class: "chc-state-label__stateText" }, t(data.state)))),
          clockText(data.clock, "detail")),
        h("div", { class: hashed("operation--row") },
          data.state === "status.wait_ship" ? h("button", { type: "button", class: "next-btn next-btn-primary" }, t("action.ship")) : null,
          data.state === "status.wait_receipt" ? h("button", { type: "button", class: "next-btn next-btn-normal" }, t("action.extend")) : null,
          dispute ? link(dispute.href, { class: "next-btn next-btn-primary" }, t("action.dispute")) : null,
          link("https://gsp.aliexpress.com/m_apps/im-chat/im#/window", { target: "_blank", class: "next-btn next-btn-normal" }, t("action.contact")))),
      h("div", { class: hashed("detail--columns") }, blocks(
        h("div", {}, blocks(
          card("card.order",
            line("order_id", data.order_id), line("ordered", data.ordered), line("paid", data.paid), line("shipped", data.shipped),
            line("ship_by", data.ship_by), line("buyer", data.buyer), line("country", t(data.country))),
          dispute && card("card.dispute",
            line("case_id", link(dispute.href, {}, dispute.case_id)), line("status", t(dispute.state), "field.case_status"),
            line("opened", dispute.opened),
            dispute.clock && line("due", ticking(dispute.clock.left, { class: hashed("detail--countdownValue") }))))),
        h("div", {}, blocks(
          card("card.address", h("div", { class: hashed("orderInfo--address") }, eye,
            address("address.recipient", data.recipient), address("address.street", data.street), address("address.postcode", data.city),
            address("address.mail", "l****@****.com"), address("address.phone", "+** *** *** 214"))),
          card("card.logistics",
            line("carrier", data.service), line("tracking", data.tracking)))))),
      card("card.items", h("table", { class: hashed("detail--items") },
        h("thead", {}, h("tr", {}, ["product", "unit", "quantity", "amount"].map((key) => h("th", {}, t(`column.${key}`))))),
        h("tbody", {}, data.items.map((item) => h("tr", {},
          h("td", {}, h("div", { class: hashed("productInfo--box") }, picture(item.icon, { class: hashed("productInfo--image") }),
            h("div", {}, field("item", h("span", { class: hashed("productInfo--itemTitle") }, item.item)),
              h("span", { class: hashed("productInfo--skuCodeValue") }, item.specs),
              field("sku", h("span", { class: hashed("productInfo--skuCodeValue") }, item.sku))))),
          h("td", {}, h("span", { class: hashed("productInfo--unitFee") }, item.unit)),
          h("td", {}, field("quantity", h("div", {}, `x${item.quantity}`))),
          h("td", {}, item.sum))))),
        h("div", { class: hashed("detail--totals") },
          line("postage", data.postage), line("amount", h("strong", { class: hashed("amount--amount") }, data.amount)))),
    ];
  }

  return { list, detail, line, card, clockText };
})();
