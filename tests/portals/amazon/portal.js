// Amazon Seller Central: header, menu, the contact-buyer page and the inbox.
"use strict";
{
  const { h, t, field, wrap, blocks, link, picture, typed, sent, tell, start } = replica;
  const { labelled } = amazonOrders;

  const MENU = ["catalog", "inventory", "pricing", "orders", "advertising", "stores", "growth", "reports", "performance"];

  function outline(data) {
    document.title = `${t(`title.${data.page}`)} - Amazon`;
    const main = h("div", { id: "sc-main", class: `page-${data.page}` });
    document.getElementById("sc-content-container").replaceChildren(
      h("header", { id: "sc-navbar" },
        h("button", { type: "button", class: "sc-menu", "aria-label": t("nav.menu") }, h("i")),
        h("span", { class: "sc-logo" }, h("b", {}, "amazon"), " seller central"),
        h("span", { class: "sc-account" }, `XT Direct | ${t("nav.country")}`),
        h("input", { class: "sc-search", placeholder: t("nav.search"), "aria-label": t("nav.search") }),
        link("/messaging/inbox?fi=responseNeeded", { class: data.nav === "messages" ? "active" : "" }, t("nav.messages"), h("em", {}, "3")),
        h("a", {}, t("nav.settings")), h("a", {}, t("nav.help"))),
      h("nav", { id: "sc-quicklinks", "aria-label": t("nav.menu") }, MENU.map((key) =>
        key === "orders" ? link("/orders-v3/mfn/unshipped?page=1", { class: data.nav === "orders" ? "active" : "" }, t("nav.orders")) : h("a", {}, t(`nav.${key}`)))),
      main);
    return main;
  }

  const REASONS = ["reason.delay", "reason.more_info", "reason.unable", "reason.invoice", "reason.problem", "reason.other"];

  /** The text area appears once a reason is chosen; the replica opens with one chosen. */
  function contact(data) {
    const writing = h("div", { class: "contact-buyer-writing" });
    const show = (key) => {
      const box = h("kat-textarea", { "unique-id": "katal-id-11", rows: "8", placeholder: t("box.placeholder"), label: t("box.label") });
      box.addEventListener("change", (event) => typed("reply", event.detail.value));
      const send = h("kat-button", { class: "ayb-contact-form-send-button", label: t("action.send"), onclick: () => sent("reply", box.value, foot) });
      const foot = h("div", { class: "contact-buyer-foot" }, h("span", { class: "myo-soft" }, t("box.limit")), send);
      writing.replaceChildren(...blocks(
        h("p", { class: "myo-soft" }, t(`${key}.about`)),
        h("div", { class: "contact-buyer-text-area" }, field("reply", box) ?? ""),
        h("div", { class: "contact-buyer-file-input" }, h("label", {}, h("span", {}, t("box.attach")), h("input", { type: "file", hidden: true }))),
      ), foot);
    };
    const radios = REASONS.map((key, at) => h("kat-radiobutton", { value: key.split(".")[1], name: "reason", label: t(key), checked: at === 0 }));
    const choices = h("kat-box", { onchange: (event) => { if (event.target.localName === "kat-radiobutton") show(`reason.${event.target.getAttribute("value")}`); } },
      h("h3", {}, t("contact.reason")), radios);
    show(REASONS[0]);
    return h("div", { id: "ayb-contact-buyer" }, h("div", { class: "contact-columns" }, blocks(
      h("div", {},
        h("div", { class: "ayb-contact-buyer-header" }, h("h2", {}, t("contact.heading").replace("{name}", data.missing === "buyer" ? "" : data.buyer)),
          h("kat-tooltip", {}, h("kat-label", { text: `${t("contact.language")}: ${t(`language.${data.buyer_language}`)}` }))),
        choices, h("kat-box", {}, writing)),
      orderPanel(data))));
  }

  const orderPanel = (data) => h("aside", { class: "a-box order-panel" }, h("h3", {}, t("card.order")),
    h("div", { class: "order-panel-item" }, picture(data.icon, { class: "myo-image" }), field("item", h("div", { class: "myo-title" }, data.item))),
    labelled("order_id", "label.order_id", link(data.href, { target: "_blank" }, data.order_id)),
    labelled("asin", "label.asin", data.asin), labelled("sku", "label.sku", data.sku), labelled("quantity", "label.quantity", String(data.quantity)),
    labelled("ordered", "label.purchased", data.purchased), labelled("ship_by", "label.ship_by", data.ship_by), labelled("channel", "label.channel", data.channel));

  const message = (entry) => h("div", { class: `case-message ${entry.from === "buyer" ? "case-message-buyer" : "case-message-seller"}` },
    h("div", { class: "case-message-head" }, h("strong", {}, entry.name), h("span", { class: "case-message-time" }, entry.at)),
    h("div", { class: "case-message-body" }, entry.text));

  function inbox(data) {
    const box = h("kat-textarea", { "unique-id": "katal-id-27", rows: "5", placeholder: t("box.placeholder"), label: t("box.label") });
    box.addEventListener("change", (event) => typed("reply", event.detail.value));
    const foot = h("div", { class: "contact-buyer-foot" }, h("label", { class: "no-response" }, h("input", { type: "checkbox" }), t("box.no_response")),
      h("kat-button", { label: t("action.send"), onclick: () => sent("reply", box.value, foot) }));
    return h("div", { class: "inbox" }, blocks(
      h("div", { class: "thread-list" },
        h("input", { class: "thread-search", placeholder: t("search.messages"), "aria-label": t("search.messages") }),
        data.threads.map((thread, at) => h("div", { class: `thread-item${at === 0 ? " selected" : ""}`, tabindex: "0", onclick: () => tell("opened", thread.order_id, "") },
          h("div", { class: "thread-head" }, h("strong", {}, thread.buyer), h("span", {}, thread.at)),
          h("div", { class: "thread-subject" }, t(thread.subject)),
          h("div", { class: "myo-soft" }, field("order_id", thread.order_id), thread.open ? h("em", {}, t("case.needed")) : null)))),
      h("div", { class: "case-panel" },
        h("div", { class: "case-head" }, h("h2", {}, field("buyer", h("span", {}, data.buyer)), h("small", {}, t(data.subject))),
          field("status", wrap(h("span", { class: "case-status-label" }, t(data.case_state))))),
        h("div", { id: "case-messages" }, field("messages", data.messages.map(message))),
        h("div", { class: "case-reply" }, field("reply", box), foot)),
      orderPanel(data)));
  }

  const PAGES = { "order-list": amazonOrders.list, "order-detail": amazonOrders.detail, contact, inbox, claim: amazonCases.claim, return: amazonCases.returned, safet: amazonCases.safet };
  start(outline, (data) => PAGES[data.page](data));
}
