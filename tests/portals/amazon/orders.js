// Amazon: the order list and the order detail.
"use strict";
const amazonOrders = (() => {
  const { h, t, field, wrap, blocks, link, picture, onArrival } = replica;

  const T = (id, tag, attributes, ...children) => h(tag, { "data-test-id": id, ...attributes }, ...children);

  const labelled = (name, label, value, id) => field(name, h("div", { class: "myo-line" },
    h("span", { class: "myo-label" }, `${t(label)}:`), " ", wrap(id ? T(id, "span", {}, value) : h("span", {}, value))));

  const ago = ({ key, n }) => t(key).replace("{n}", n);

  function row(order) {
    return h("tr", {},
      h("td", {}, T("oth-checkbox", "input", { type: "checkbox", "aria-label": t("action.select") })),
      h("td", {}, T("oth-order-date", "div", {},
        h("div", {}, ago(order.ago)), field("ordered", h("div", { class: "myo-soft" }, order.date)), h("div", { class: "myo-soft" }, order.time))),
      h("td", {}, T("oth-order-details", "div", {},
        field("order_id", h("div", { class: "cell-body-title" }, link(order.href, {}, order.order_id))),
        h("div", { class: "myo-line" }, h("span", { class: "myo-label" }, `${t("label.buyer")}:`), " ",
          field("buyer", T("buyer-name-with-link", "a", { href: replica.carry(order.contact), target: "_blank" }, order.buyer))),
        labelled("fulfilment", "label.fulfilment", t("fulfilment.seller")),
        labelled("channel", "label.channel", order.channel))),
      h("td", {}, T("oth-image", "div", {}, picture(order.icon, { class: "myo-image" }))),
      h("td", {}, T("oth-product-info", "div", {}, h("div", { class: "myo-list-orders-product-name-cell" },
        field("item", h("div", { class: "myo-title" }, h("a", { href: "#", onclick: (event) => event.preventDefault() }, order.item))),
        labelled("asin", "label.asin", order.asin), labelled("sku", "label.sku", order.sku),
        labelled("quantity", "label.quantity", String(order.quantity)), labelled("amount", "label.subtotal", order.subtotal)))),
      h("td", {}, T("oth-customer-option", "div", {},
        h("div", { class: "myo-soft" }, t("service.standard")),
        ...blocks(
          labelled("ship_by", "label.ship_by", order.ship_by),
          labelled("deliver_by", "label.deliver_by", order.deliver_by)))),
      h("td", {}, T("oth-order-status", "div", {},
        field("status", wrap(h("div", { class: `main-status${order.late ? " main-status-late" : ""}` }, t(order.state)))),
        order.late ? h("div", { class: "secondary-status" }, t("note.late")) : null,
        order.note ? h("div", { class: "secondary-status" }, t(order.note)) : null)),
      h("td", {}, h("div", { class: "myo-actions" },
        h("button", { type: "button", class: "a-button a-button-primary" }, t("action.confirm")),
        h("button", { type: "button", class: "a-button" }, t("action.buy_shipping")),
        h("button", { type: "button", class: "a-button" }, t("action.cancel")))));
  }

  const COLUMNS = [null, "column.date", "column.details", "column.image", "column.name", "column.options", "column.status", "column.actions"];

  function list(data) {
    const body = h("tbody", {}, data.rows.map(row));
    onArrival((arriving) => body.prepend(row(arriving)));
    return h("div", { id: "MYO-app" },
      h("div", { class: "myo-head" }, h("h1", {}, t("title.order-list")),
        h("input", { id: "myo-search-input", placeholder: t("search.orders"), "aria-label": t("search.orders") })),
      h("div", { class: "myo-tabs" }, ["pending", "unshipped", "canceled", "shipped"].map((tab) =>
        link(`/orders-v3/mfn/${tab}?page=1`, { class: tab === data.tab ? "active" : "" }, h("b", {}, tab === "unshipped" ? String(data.rows.length) : { pending: "3", canceled: "7", shipped: "1,204" }[tab]), t(`tab.${tab}`)))),
      h("div", { class: "myo-count" }, t("count.orders").replace("{n}", String(data.rows.length))),
      h("table", { id: "orders-table" }, h("thead", {}, h("tr", {}, COLUMNS.map((key) => h("th", {}, key ? t(key) : "")))), body),
      h("div", { class: "pagination-controls" }, h("ul", { class: "a-pagination" },
        h("li", { class: "a-disabled" }, "←"), h("li", { class: "a-selected" }, h("a", {}, "1")), h("li", {}, h("a", {}, "2")), h("li", { class: "a-last" }, h("a", {}, "→")))));
  }

  const HEADINGS = ["item-status-heading", "item-image-heading", "item-name-heading", "item-more-info-heading", "item-quantity-heading", "item-unit-price-tax-exclusive-heading", "item-proceeds-heading"];

  const item = (entry, data) => h("tr", {},
    h("td", { "data-test-id": "item-status-cell" }, T("item-status-label", "div", {}, h("span", { class: `main-status${data.late ? " main-status-late" : ""}` }, t(data.state)))),
    h("td", {}, picture(entry.icon, { class: "myo-image" })),
    h("td", {}, field("item", h("div", { class: "myo-title" }, h("a", { href: "#", onclick: (event) => event.preventDefault() }, entry.item))),
      labelled("asin", "label.asin", entry.asin), labelled("sku", "label.sku", entry.sku)),
    h("td", {}, labelled("condition", "label.condition", t("condition.new")), labelled("order_item", "label.order_item", entry.order_item_id)),
    h("td", {}, field("quantity", h("span", {}, String(entry.quantity)))),
    h("td", {}, entry.unit),
    h("td", {}, labelled("subtotal", "label.item_subtotal", entry.subtotal), labelled("shipping", "label.shipping_total", entry.shipping),
      labelled("tax", "label.tax", entry.tax), labelled("amount", "label.item_total", entry.total)));

  const summary = (name, label, id, value) => field(name, h("div", { class: "odp-row" }, h("span", { class: "odp-label" }, t(label)), wrap(T(id, "div", { class: "odp-value" }, value))));

  function detail(data) {
    return h("div", { id: "MYO-app" },
      h("div", { class: "odp-head" },
        h("div", {},
          T("order-details-label", "h1", {}, t("title.order-detail")),
          h("div", { class: "odp-ids" }, h("span", {}, `${t("label.order_id")}: `, field("order_id", wrap(T("order-id-value", "span", { dir: "ltr" }, data.order_id)))),
            h("span", {}, `${t("label.your_id")}: #${data.order_id.slice(-7)}`))),
        T("order-details-header-action-buttons", "div", { class: "odp-actions" },
          h("button", { type: "button", class: "a-button" }, t("action.print")), h("button", { type: "button", class: "a-button" }, t("action.cancel")),
          h("button", { type: "button", class: "a-button a-button-primary" }, t("action.confirm")))),
      data.late ? h("div", { class: "a-alert", role: "alert" }, h("h4", { class: "a-alert-heading" }, t("note.late")), h("p", {}, t("note.late_long"))) : null,
      h("div", { class: "odp-columns" }, blocks(
        h("section", { class: "a-box" }, h("h2", {}, t("card.summary")),
          h("div", { class: "odp-grid" }, blocks(
            h("div", {},
              summary("ship_by", "label.ship_by", "order-summary-shipby-value", data.ship_by),
              summary("deliver_by", "label.deliver_by", "order-summary-deliverby-value", data.deliver_by),
              summary("ordered", "label.purchased", "order-summary-purchase-date-value", data.purchased)),
            h("div", {},
              summary("service", "label.service", "order-summary-shipping-service-value", t("service.standard")),
              summary("fulfilment", "label.fulfilment", "order-summary-fulfillment-channel-value", t("fulfilment.seller")),
              summary("channel", "label.channel", "order-summary-sales-channel-value", data.channel))))),
        h("section", { class: "a-box" }, h("h2", {}, t("card.ship_to")),
          T("shipping-section-buyer-address", "div", { class: "odp-address" },
            T("shipping-section-recipient-name", "span", {}, data.recipient), h("span", {}, data.street), h("span", {}, data.city), field("country", h("span", {}, t(data.country)))),
          h("div", { class: "myo-line" }, h("span", { class: "myo-label" }, `${t("label.address_type")}:`), " ", T("shipping-section-buyer-address-type", "span", {}, t("address.residential"))),
          h("div", { class: "myo-line" }, h("span", { class: "myo-label" }, `${t("label.phone")}:`), " ", T("shipping-section-phone", "span", {}, data.phone)),
          h("div", { class: "myo-line" }, h("span", { class: "myo-label" }, `${t("label.contact_buyer")}:`), " ",
            field("buyer", T("buyer-name-with-link", "a", { href: replica.carry(data.contact), target: "_blank" }, data.buyer)))))),
      h("section", { class: "a-box" }, h("h2", {}, t("card.contents")),
        h("table", { class: "a-keyvalue" },
          h("thead", {}, h("tr", {}, HEADINGS.map((id) => h("th", { id, "data-test-id": id }, t(`heading.${id}`))))),
          h("tbody", {}, data.items.map((entry) => item(entry, data))))),
      h("section", { class: "a-box order-details-bordered-box-notes-feedback" }, h("h2", {}, t("card.notes")),
        h("textarea", { rows: "2", placeholder: t("note.private"), "aria-label": t("note.private"), oninput: (event) => replica.typed("note", event.target.value) })));
  }

  return { list, detail, labelled };
})();
