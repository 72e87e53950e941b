// eBay: the order list and the order detail.
"use strict";
const ebayOrders = (() => {
  const { h, t, field, wrap, blocks, link, picture, typed, onArrival } = replica;

  const pair = (name, label, value) => field(name, h("div", { class: "pair" }, h("dt", {}, t(label)), h("dd", {}, wrap(h("span", {}, value)))));

  function row(order) {
    return h("tr", { id: `order-${order.order_id}` },
      h("td", {}, h("input", { type: "checkbox", "aria-label": t("action.select") })),
      h("td", {}, h("div", { class: "row-actions" },
        h("button", { type: "button", class: "btn btn--primary btn--small" }, t("action.ship")),
        link(`/cnt/ViewMessage?group_type=CORE&conversation_type=FROM_MEMBERS`, {}, t("action.message")))),
      h("td", {}, ...blocks(
        h("div", { class: "order-info" }, field("order_id", link(order.href, { class: "order-link" }, order.order_id))),
        field("buyer", h("div", { class: "buyer" }, h("span", {}, order.buyer))),
        field("status", h("div", { class: `order-status${order.overdue ? " order-status--overdue" : ""}` }, t(order.state))),
        h("dl", { class: "row-dates" }, field("ship_by", h("div", {}, h("dt", {}, t("label.ship_by")), " ", h("dd", {}, order.ship_by)))))),
      h("td", {}, h("div", { class: "row-item" }, picture(order.icon, { class: "item-image" }), h("div", {},
        field("item", h("a", { class: "item-title", href: "#", onclick: (event) => event.preventDefault() }, order.item)),
        h("div", { class: "sh-secondary" }, `(${order.item_id})`),
        field("sku", h("div", { class: "sh-secondary" }, `${t("label.sku")}: ${order.sku}`))))),
      h("td", { class: "number" }, field("quantity", h("span", {}, String(order.quantity)))),
      h("td", { class: "number" }, field("amount", h("span", {}, order.total))),
      h("td", {}, field("ordered", h("span", {}, order.sold))),
      h("td", {}, order.paid));
  }

  const COLUMNS = [null, "column.actions", "column.order", "column.item", "column.quantity", "column.total", "column.sold", "column.paid"];

  function list(data) {
    const body = h("tbody", {}, data.rows.map(row));
    onArrival((arriving) => body.prepend(row(arriving)));
    return [
      h("div", { class: "page-head" }, h("h1", {}, t("title.order-list")),
        h("label", { class: "note" }, h("span", {}, t("label.note")), h("textarea", { "aria-label": "My note", rows: "1", oninput: (event) => typed("note", event.target.value) }))),
      h("div", { class: "filters" }, ["all", "awaiting_payment", "awaiting_shipment", "shipped", "cancellations", "returns"].map((key) =>
        h("span", { class: `chip${key === "awaiting_shipment" ? " chip--on" : ""}` }, t(`filter.${key}`)))),
      h("div", { class: "results" }, t("count.results").replace("{n}", String(data.rows.length))),
      h("table", { class: "orders" }, h("thead", {}, h("tr", {}, COLUMNS.map((key) => h("th", {}, key ? t(key) : "")))), body),
    ];
  }

  const copy = (text) => h("button", { type: "button", class: "tooltip__host" }, text);

  const card = (entry, tracking) => h("div", { class: "lineItemCard" },
    picture(entry.icon, { class: "item-image item-image--large" }),
    h("div", { class: "lineItemCardInfo__content" },
      h("div", { class: "details" }, h("a", { href: "#", onclick: (event) => event.preventDefault() }, field("item", h("span", { class: "PSEUDOLINK" }, entry.item)))),
      h("div", { class: "lineItemCardInfo__itemId" }, h("span", { class: "sh-secondary" }, `${t("label.item_id")}: `), h("span", { class: "sh-secondary" }, entry.item_id)),
      h("div", { class: "lineItemCardInfo__sku" }, h("span", { class: "sh-secondary" }, `${t("label.sku")}: `), field("sku", h("span", { class: "sh-secondary" }, entry.sku))),
      h("div", { class: "lineItemCardInfo__tracking" }, tracking ? field("tracking", h("span", {}, tracking)) : t("tracking.none"))),
    h("div", { class: "quantity" }, h("span", { class: "sh-secondary" }, t("column.quantity")), field("quantity", h("div", { class: "quantity__value" }, h("span", { class: "sh-bold" }, String(entry.quantity))))),
    h("div", { class: "soldPrice" }, h("span", { class: "sh-secondary" }, t("label.price")), h("div", { class: "soldPrice__value" }, entry.price)),
    h("div", { class: "total" }, h("span", { class: "sh-secondary" }, t("column.total")), h("div", { class: "total__value" }, entry.total)));

  const sum = (name, label, value, bold) => field(name, h("dl", { class: bold ? "total" : "" }, h("dt", {}, t(label)), h("dd", { class: "amount" }, h("span", { class: bold ? "sh-bold" : "" }, value))));

  function detail(data) {
    return [
      h("div", { class: "page-head" }, h("h1", {}, t("title.order-detail")), h("div", { class: "row-actions" },
        h("button", { type: "button", class: "btn btn--primary" }, t("action.ship")), h("button", { type: "button", class: "btn" }, t("action.refund")),
        link("/cnt/ViewMessage?group_type=CORE&conversation_type=FROM_MEMBERS", { class: "btn" }, t("action.message")))),
      h("div", { class: "banner" }, field("status", wrap(h("div", { class: "order-status" }, t(data.state)))), h("span", {}, t(data.ship_by ? "banner.ship" : "banner.shipped"))),
      h("div", { class: "columns" }, blocks(
        h("div", {}, blocks(
          h("section", { class: "panel" }, h("h2", {}, t("card.order")), h("dl", { class: "pairs" },
            pair("order_id", "label.order", data.order_id), pair("buyer", "label.buyer", data.buyer),
            pair("ordered", "label.sold", data.sold), pair("paid", "label.paid", data.paid), data.ship_by && pair("ship_by", "label.ship_by", data.ship_by))),
          h("section", { class: "panel", id: "itemInfo" }, h("h2", {}, t("card.items")), data.items.map((entry) => card(entry, data.tracking))))),
        h("div", {}, blocks(
          h("section", { class: "panel ship-to" }, h("h2", {}, t("card.ship_to")),
            h("div", { class: "address" }, [data.name, data.street, data.city].map((line) => h("div", {}, copy(line))), field("country", h("div", {}, copy(t(data.country))))),
            h("dl", { class: "phone" }, h("dt", {}, t("label.phone")), h("dd", {}, copy(data.phone)))),
          h("section", { class: "panel" }, h("h2", {}, t("card.payment")), sum("subtotal", "label.subtotal", data.subtotal), sum("postage", "label.postage", data.postage), sum("tax", "label.tax", data.tax), sum("amount", "label.total", data.total, true)),
          h("section", { class: "panel earnings" }, h("h2", {}, t("card.earnings")), sum("fee", "label.fee", `-${data.fee}`), sum("earnings", "label.earnings", data.earnings, true)))))),
    ];
  }

  return { list, detail, pair };
})();
