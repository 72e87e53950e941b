// The AliExpress portal: header, navigation, chat, and which page to draw.
"use strict";
{
  const { h, t, hashed, field, wrap, blocks, controlled, typed, sent, tell, link, start, picture } = replica;

  const CHANNEL = "1284503";
  const MENU = [
    ["home", null], ["products", null],
    ["orders", "/m_apps/order-manage/orderList"], ["disputes", "/m_apps/dispute-management/list"],
    ["feedback", null], ["logistics", null], ["store", null], ["marketing", null], ["funds", null], ["violations", null],
  ];

  function outline(data) {
    document.title = `${t(`title.${data.page}`)} - ${t("brand")}`;
    const main = h("main", { class: `${hashed("layout--content")} page-${data.page}` });
    const menu = MENU.map(([key, path]) => {
      const attributes = { class: `next-nav-item ${hashed("layout--menuItem")}${data.nav === key ? " next-selected" : ""}` };
      const text = h("span", { class: "next-menu-item-text" }, t(`nav.${key}`));
      return h("li", attributes, path ? link(`https://csp.aliexpress.com${path}?channelId=${CHANNEL}`, {}, text) : h("a", {}, text));
    });
    document.getElementById("root").replaceChildren(
      h("header", { class: hashed("layout--header") },
        h("div", { class: hashed("layout--logo") }, h("i"), h("strong", {}, t("brand"))),
        h("div", { class: hashed("layout--tools") },
          link("https://gsp.aliexpress.com/m_apps/im-chat/im#/window", { target: "_blank" }, t("nav.chat"), h("em", {}, "5")),
          h("a", {}, t("nav.help")),
          h("span", { class: hashed("layout--shop") }, h("i"), t("shop")))),
      h("div", { class: hashed("layout--body") },
        data.page === "chat" ? null : h("nav", { class: `next-nav ${hashed("layout--side")}`, "aria-label": t("brand") }, h("ul", {}, menu)),
        main));
    return main;
  }

  const bubble = (message, order) =>
    h("div", { class: `${hashed("message--item")} ${message.from === "buyer" ? "item-left" : "item-right"}` },
      h("div", { class: "item-base-info" },
        h("span", { class: "name" }, message.from === "buyer" ? message.name : t("chat.me")),
        h("span", { class: "time" }, message.at)),
      h("div", { class: `session-rich-content ${message.card ? "card" : "text"}` }, message.card ? orderCard(order) : message.text));

  const orderCard = (data) =>
    h("div", { class: hashed("orderCard--box") },
      picture(data.icon, { class: hashed("orderCard--image") }),
      h("div", { class: hashed("orderCard--text") },
        h("div", { class: hashed("orderCard--title") }, data.item),
        field("order_id", h("div", { class: hashed("orderCard--line") }, `${t("field.order_id")}: `, h("span", {}, data.order_id))),
        h("div", { class: hashed("orderCard--line") }, data.amount)));

  /** Enter sends, as in the real chat: a script that types a newline by keys would send. */
  function chat(data) {
    const area = h("textarea", { class: "send-textarea", placeholder: t("box.placeholder"), rows: "4", "aria-label": t("box.placeholder") });
    const box = controlled(area, (text) => typed("reply", text));
    const press = () => sent("reply", box.text(), tools);
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        press();
      }
    });
    const tools = h("div", { class: hashed("sendBox--tools") }, h("span", {}, t("chat.hint")),
      h("button", { type: "button", class: "next-btn next-btn-primary send-tool-button", onclick: press }, t("action.send")));
    const sessions = h("ul", { class: `session-list ${hashed("session--list")}` }, data.sessions.map((session, position) =>
      h("li", {
        class: `session-item ${hashed("session--item")}${position === 0 ? " selected" : ""}`,
        "data-id": session.id,
        tabindex: "0",
        onclick: () => tell("opened", session.id, ""),
      },
        h("i", { class: hashed("session--face") }, session.buyer.slice(0, 1)),
        h("div", {},
          h("div", { class: "title-name" }, session.buyer), h("div", { class: "desc" }, session.last)),
        h("div", { class: hashed("session--side") }, h("span", { class: "date" }, session.at.slice(5)),
          session.unread && position > 0 ? h("em", { class: "badge" }, String(session.unread)) : null))));
    const line = (name, value, label = `field.${name}`) => field(name, h("div", { class: hashed("info--line") },
      h("span", { class: hashed("info--label") }, t(label)), wrap(h("span", { class: hashed("info--value") }, value))));
    const thread = h("div", { class: hashed("message--list") }, field("messages", data.messages.map((message) => bubble(message, data))));
    requestAnimationFrame(() => { thread.scrollTop = thread.scrollHeight; });
    return h("div", { class: hashed("chat--window") }, blocks(
      h("aside", { class: hashed("chat--sessions") }, h("div", { class: hashed("chat--search") }, t("chat.search")), sessions),
      h("section", { class: hashed("chat--center") },
        h("div", { class: `content-header ${hashed("chat--header")}` },
          h("div", {}, field("buyer", h("strong", {}, data.buyer)), field("country", h("span", {}, t(data.country)))),
          h("div", {}, h("span", {}, `${t("field.order_id")}: `), field("order_id", h("span", {}, data.order_id)))),
        thread,
        h("div", { id: "send-box-wrapper", class: hashed("sendBox--wrapper") }, field("reply", area), tools)),
      h("aside", { class: hashed("chat--detail") },
        h("h3", {}, t("chat.order")),
        h("div", { class: hashed("orderCard--box") }, picture(data.icon, { class: hashed("orderCard--image") }),
          h("div", { class: hashed("orderCard--text") }, field("item", h("div", { class: hashed("orderCard--title") }, data.item)))),
        line("order_id", link(data.order_href, { target: "_blank" }, data.order_id)),
        line("status", t(data.state)),
        line("ordered", data.ordered),
        line("amount", data.amount),
        line("quantity", String(data.quantity)),
        line("sku", data.sku),
        line("tracking", data.tracking),
        line("buyer", data.buyer),
        line("country", t(data.country)))));
  }

  const PAGES = {
    "order-list": aliexpressOrders.list,
    "order-detail": aliexpressOrders.detail,
    "dispute-list": aliexpressDisputes.list,
    "dispute-detail": aliexpressDisputes.detail,
    chat,
  };
  start(outline, (data) => PAGES[data.page](data));
}
