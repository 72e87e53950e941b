// eBay Seller Hub: header, tabs, the message thread, and the return and item-not-received requests.
"use strict";
{
  const { h, t, field, wrap, blocks, link, picture, controlled, typed, sent, tell, start } = replica;
  const { pair } = ebayOrders;

  const TABS = [["overview", null], ["orders", "/sh/ord/?filter=status:AWAITING_SHIPMENT"], ["listings", null], ["marketing", null], ["performance", null], ["payments", null], ["research", null], ["messages", "/cnt/ViewMessage?group_type=CORE&conversation_type=FROM_MEMBERS"]];

  function outline(data) {
    document.title = `${t(`title.${data.page}`)} | eBay`;
    const main = h("main", { class: `page-${data.page}` });
    document.getElementById("hub").replaceChildren(
      h("header", { id: "gh" },
        h("div", { class: "gh-top" }, h("span", {}, `${t("nav.hi")} `, h("b", { id: "gh-ug" }, "xt-direct-store"), " (1284)"), h("span", { class: "gh-right" }, t("nav.help"))),
        h("div", { class: "gh-main" }, h("span", { class: "gh-logo", "aria-label": "eBay" }, h("b", {}, "e"), h("b", {}, "b"), h("b", {}, "a"), h("b", {}, "y")), h("strong", {}, t("nav.hub"))),
        h("nav", { "aria-label": t("nav.hub") }, TABS.map(([key, href]) => {
          const on = { class: data.nav === key ? "on" : "" };
          return href ? link(href, on, t(`nav.${key}`)) : h("a", on, t(`nav.${key}`));
        }))),
      main);
    return main;
  }

  const bubble = (message) => h("div", { class: `app-conversation__message-bubble${message.from === "buyer" ? " app-conversation__message-bubble__grey" : ""}` },
    h("div", { class: "app-conversation__message-bubble__message__content" }, message.text),
    h("span", { class: "app-conversation__message-bubble__posted-time" }, message.at));

  /** The box is a framework's: text that its own events did not report is put back. */
  function composer() {
    const area = h("textarea", { id: "imageupload__sendmessage--textbox", class: "textbox__control", maxlength: "2000", rows: "4", placeholder: t("box.placeholder"), "aria-label": t("box.placeholder") });
    const left = h("span", { class: "sh-secondary" }, "0/2000");
    const box = controlled(area, (text) => {
      left.textContent = `${text.length}/2000`;
      typed("reply", text);
    });
    const foot = h("div", { class: "imageupload__actions" }, left,
      h("button", { type: "button", id: "imageupload__send--button", class: "btn btn--primary", onclick: () => sent("reply", box.text(), foot) }, t("action.send")));
    return h("div", { class: "imageupload" }, h("div", { class: "imageupload__inputmultiline" }, field("reply", area)), foot);
  }

  const itemCard = (data) => h("div", { class: "app-base-item-card" }, picture(data.icon, { class: "item-image" }),
    h("div", {}, field("item", h("div", { class: "app-base-item-card__item-title" }, h("h1", {}, h("a", { href: `/itm/${data.item_id}`, onclick: (event) => event.preventDefault() }, data.item)))),
      h("div", { class: "sh-secondary" }, data.price ?? "")));

  function messages(data) {
    // Newest first in the document, as one reader of the real page found; the sheet turns them round.
    const thread = h("div", { class: "thread-list" }, field("messages", data.messages.map(bubble).reverse()));
    return h("div", { class: "inbox" }, blocks(
      h("aside", { "data-testid": "messages-inbox", class: "app-infinite-scroll" }, data.conversations.map((conversation, at) =>
        h("div", {
          class: `message-button${conversation.unread ? " unread" : ""}${at === 0 ? " card__item--active" : ""}`,
          "data-conversation-id": conversation.id,
          "data-testid": "member-message",
          tabindex: "0",
          onclick: () => tell("opened", conversation.id, ""),
        },
          h("div", { class: "card__head" }, h("span", { class: "card__username" }, conversation.buyer), h("span", { class: "card__time" }, h("span", { class: "ux-textspans" }, conversation.at))),
          h("div", { class: "message-subject" }, h("span", { class: "ux-textspans" }, conversation.item)),
          h("div", { class: "card__latest-message" }, conversation.last)))),
      h("section", { "data-testid": "messages-thread", class: "msg-content-view" },
        h("div", { class: "thread-head" }, field("buyer", h("h2", {}, data.buyer)), h("a", { href: "#", onclick: (event) => event.preventDefault() }, t("action.report"))),
        h("div", { "data-testid": "app-conversation", class: "app-conversation" }, itemCard(data), thread),
        composer()),
      h("aside", { class: "panel side" }, h("h2", {}, t("card.order")), h("dl", { class: "pairs" },
        pair("order_id", "label.order", link(data.href, {}, data.order_id)), pair("buyer", "label.buyer", data.buyer), pair("ordered", "label.sold", data.sold), pair("amount", "label.price", data.price),
        pair("item_id", "label.item_id", data.item_id)))));
  }

  function request(data) {
    return [
      h("div", { class: "page-head" }, h("h1", {}, t(`title.${data.kind}`)), field("case_id", h("span", { class: "sh-secondary" }, `${t("label.case_id")} ${data.case_id}`))),
      h("div", { class: "banner banner--act" },
        h("div", {}, field("status", wrap(h("div", { class: "order-status" }, t(data.state)))),
          field("due", h("div", { class: "respond-by" }, h("span", {}, t("label.due")), " ", h("strong", {}, data.due)))),
        h("div", { class: "row-actions" }, (data.kind === "return" ? ["action.accept_return", "action.refund", "action.partial"] : ["action.add_tracking", "action.refund"]).map((key, at) =>
          h("button", { type: "button", class: `btn${at === 0 ? " btn--primary" : ""}` }, t(key))))),
      h("p", { class: "lapse" }, t("lapse.request")),
      h("div", { class: "columns" }, blocks(
        h("div", {}, blocks(
          h("section", { class: "panel" }, h("h2", {}, t("card.request")), h("dl", { class: "pairs" },
            pair("case_id", "label.case_id", data.case_id), pair("order_id", "label.order", link(data.href, {}, data.order_id)), pair("buyer", "label.buyer", data.buyer), pair("country", "label.country", t(data.country)),
            pair("reason", "label.reason", t(data.reason)), pair("opened", "label.opened", data.opened), pair("due", "label.due", data.due), pair("asked", "label.asked", data.asked),
            data.tracking && pair("carrier", "label.carrier", data.carrier), data.tracking && pair("tracking", "label.tracking", data.tracking)),
            h("div", { class: "comment" }, h("span", { class: "sh-secondary" }, t("label.comment")), h("p", {}, data.comment))),
          h("section", { class: "panel" }, h("h2", {}, t("card.messages")), h("div", { class: "app-conversation" }, h("div", { class: "thread-list" }, field("messages", data.messages.map(bubble).reverse()))), composer()))),
        h("div", {}, h("section", { class: "panel" }, h("h2", {}, t("card.items")), itemCard(data), h("dl", { class: "pairs" },
          pair("item_id", "label.item_id", data.item_id), pair("quantity", "column.quantity", String(data.quantity)), pair("ordered", "label.sold", data.sold)))))),
    ];
  }

  const PAGES = { "order-list": ebayOrders.list, "order-detail": ebayOrders.detail, messages, request };
  start(outline, (data) => PAGES[data.page](data));
}
