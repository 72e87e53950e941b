// Alibaba.com OneTalk: contacts, one conversation, the customer card.
// Proven: hosts and addresses; .contact-item-container with .contact-info .name, data-name, .unread-num, .contact-time,
// .tag-item; one .message-container with one .content-header whose first line is the buyer; rows message-item-wrapper with
// item-left (buyer) and item-right (shop), data-expinfo with messageType, .session-rich-content.text, the translated
// .content-with-translation.text-content, .description-container of an inquiry, .item-base-info with .name on the buyer's
// rows only and a time to the second; flow-message-item-wrapper is no message; the words of what the system sends;
// textarea.send-textarea under #send-box-wrapper, button.send-tool-button.im-next-btn; .alicrm-customer-detail-card.
// Inferred: the class of a row that the system sent, everything inside the customer card, the order's number.
"use strict";
{
  const { h, t, field, wrap, blocks, typed, sent, controlled, picture, start, sheets, truth } = replica;

  const ZONE = "Asia/Shanghai";
  const BUYER = { name: "Marta Oyelaran", company: "Oyelaran Home Supplies", country: "country.ng", ahead: -7 };
  const ASKER = { name: "Rodrigo Salcedo", company: "Salcedo Iluminación SAC", country: "country.pe", ahead: -13 };
  const CONTACTS = [
    ["Marta Oyelaran", "Any news about the cartons?", 1, "order"], ["Rodrigo Salcedo", "Buenos días, ¿cuál es el MOQ?", 1, "inquiry"],
    ["Hanna Lindqvist", "Thanks, received the quotation.", 0, "order"],
    ["Omar Benali", "Please send the test report", 2, "inquiry"], ["Katya Morozova", "OK", 0, "order"],
    ["Jun Okabe", "The sample arrived today", 0, ""], ["Grace Mbeki", "Let me check with my boss", 0, "inquiry"],
    ["Tomás Arrieta", "Can you do 0.5% discount?", 0, ""], ["Nadia Haddad", "Photo", 0, "order"], ["Will Thornbury", "Noted", 0, ""],
  ];

  const clock = (at) => times.print(at, "YYYY-M-D HH:mm:ss", ZONE);

  // ---- the conversation

  /** A row: whose it is, the printed time, the content behind it. */
  function row(at, { from, at: moment, text, translated, inquiry }, person) {
    const side = from === "buyer" ? "item-left" : "item-right";
    const info = { messageType: inquiry ? 50 : 1, showTime: Date.now() };
    const content = inquiry
      ? h("div", { class: "inquiry-card" }, h("div", { class: "description-container" }, text),
        h("div", { class: "inquiry-item row" }, picture("lamp", { class: "picture" }), h("span", { class: "soft" }, "LED desk lamp XT-LUM-03")))
      : h("div", { class: "bubble" }, h("div", { class: "session-rich-content text" }, text),
        translated && h("div", { class: "content-with-translation text-content" }, translated));
    return h("div", { class: `message-item-wrapper ${side}`, id: `msg-${4410 + at}`, "data-expinfo": JSON.stringify(info) },
      h("div", { class: "item-base-info" }, from === "buyer" && h("span", { class: "name" }, person.name), " ",
        h("span", { class: "time" }, clock(moment))),
      content);
  }

  const notice = (moment, text) => h("div", { class: "message-item-wrapper item-center system-notice" },
    h("div", { class: "item-base-info" }, h("span", { class: "time" }, clock(moment))), h("div", { class: "session-rich-content text" }, text));

  function composer() {
    const button = h("button", { type: "button", class: "im-next-btn send-tool-button main", disabled: true,
      onclick: () => sent("reply", box.text(), button) }, t("act.send"));
    const area = h("textarea", { class: "send-textarea", rows: "4", placeholder: t("box.placeholder") });
    const box = controlled(area, (text) => {
      button.toggleAttribute("disabled", !text.trim());
      typed("reply", text);
    });
    return h("div", { id: "send-box-wrapper", class: "write" },
      h("div", { class: "send-tools soft" }, ["act.translate", "act.file", "act.quick"].map((key) => h("span", {}, t(key)))),
      field("reply", area), h("div", { class: "send-foot" }, button));
  }

  const contacts = (data, open) => h("aside", { class: "contact-list" },
    h("input", { class: "contact-search", placeholder: t("list.search"), "aria-label": t("list.search") }),
    h("div", { class: "contact-tabs" }, h("b", {}, t("list.all")), h("span", { class: "soft" }, t("list.unread"))),
    CONTACTS.map(([name, last, unread, tag], at) =>
      h("div", { class: `contact-item-container${name === open ? " selected" : ""}`, "data-name": name },
        h("div", { class: "contact-info" }, h("span", { class: "name" }, name),
          h("span", { class: "contact-time" }, times.print(data.now - (3 + at * 4) * times.HOUR, "HH:mm", ZONE))),
        h("div", { class: "contact-last" }, h("span", { class: "soft" }, last),
          unread > 0 && name !== open && h("span", { class: "unread-num" }, String(unread))),
        tag && h("span", { class: "tag-item tag" }, t(`tag.${tag}`)))));

  // ---- the customer card

  const line = (key, value, name) => value && [field(name, h("dt", {}, t(key))), field(name, h("dd", {}, wrap(h("span", {}, value))))];

  const customer = (person, order) => h("aside", { class: "side alicrm-customer-detail-card" }, blocks(
    h("section", {}, h("h2", {}, t("card.customer")), h("dl", { class: "lines" },
      line("card.name", person.name, "name"), line("card.country", t(person.country), "country"), line("card.grade", "L2", "grade"),
      line("card.since", "2021", "since"), line("card.item", "LED desk lamp XT-LUM-03", "item"))),
    order && h("section", {}, h("h2", {}, t("card.order")), h("dl", { class: "lines" },
      line("card.order_id", order.id, "order_id"), line("card.status", t("status.wait"), "status"),
      line("card.total", order.total, "amount"), line("card.ship", times.print(order.ship, "YYYY-MM-DD", ZONE), "due")))),
    h("textarea", { class: "customer-remark", placeholder: t("card.note"), "aria-label": t("card.note") }));

  function page(data, person, rows, order) {
    // Newest first in the document, as the open client may draw it; the printed times tell the order.
    return [h("div", { class: "chat" },
      contacts(data, person.name),
      h("section", { class: "pane message-container" },
        h("header", { class: "content-header" }, field("buyer", h("div", { class: "header-name" }, person.name)),
          h("div", { class: "header-more soft" }, h("span", {}, `${t("head.company")} ${person.company}`), " · ",
            h("span", {}, `${t("head.local")} ${times.print(data.now + person.ahead * times.HOUR, "HH:mm", ZONE)}`))),
        h("div", { class: "flow" }, field("messages", [...rows].reverse())),
        composer()),
      customer(person, order))];
  }

  function ordered(data) {
    const last = data.opened ?? data.now - 3 * times.HOUR;
    const at = [last - 29 * times.HOUR, last - 28 * times.HOUR, last - 27 * times.HOUR, last - 10 * times.MINUTE, last];
    const said = [
      { from: "buyer", at: at[0], text: "Hello, I paid for the 200 lamps this morning.\nWhen can you ship?",
        translated: "您好，我今早付了200盏灯的款。何时能发货？" },
      { from: "platform", at: at[1], text: t("notice.paid") },
      { from: "seller", at: at[2], text: "Dear Marta, thank you. The goods are being packed now and the cartons will be marked with your name." },
      { from: "buyer", at: at[3], text: "Good. Please use carton marks OHS-2.", translated: "好的，请用箱唛 OHS-2。" },
      { from: "buyer", at: at[4], text: "Any news about the cartons?", translated: "箱子有消息吗？" },
    ];
    const order = { id: "215408771301027", total: "USD 1,284.00", ship: data.due ?? data.now + 4 * times.DAY };
    const rows = said.map((message, index) => (message.from === "platform" ? notice(message.at, message.text) : row(index, message, BUYER)));
    rows.splice(1, 0, h("div", { class: "flow-message-item-wrapper" }, t("flow.read")));
    truth({
      page: "chat",
      fields: { buyer: BUYER.name, country: t(BUYER.country), item: "LED desk lamp XT-LUM-03", order_id: order.id,
        status: "awaiting-shipment", total: "USD 1284.00", ship_by: times.day(order.ship, ZONE) },
      thread: said.map(({ from, text }) => [from, text]),
      reply: true,
    });
    return page(data, BUYER, rows, order);
  }

  function asked(data) {
    const last = data.opened ?? data.now - 7 * times.HOUR;
    const said = [
      { from: "buyer", at: last - 20 * times.MINUTE,
        text: "Buenos días, nos interesa la lámpara XT-LUM-03 en blanco. ¿Precio FOB para 500 piezas?", inquiry: true },
      { from: "buyer", at: last, text: "Buenos días, ¿cuál es el MOQ?", translated: "早上好，最小起订量是多少？" },
    ];
    truth({ page: "chat", fields: { buyer: ASKER.name, country: t(ASKER.country), item: "LED desk lamp XT-LUM-03" },
      thread: said.map(({ from, text }) => [from, text]), reply: true });
    return page(data, ASKER, said.map((message, index) => row(index, message, ASKER)), null);
  }

  sheets.chat = (data) => (data.host === "message.alibaba.com" ? asked(data) : ordered(data));

  const NAV = ["home", "chat", "customers", "orders", "products"];

  start(() => {
    document.title = t("brand");
    const main = h("main", {});
    document.getElementById("app").replaceChildren(
      h("header", { class: "top" }, h("b", {}, t("brand")),
        h("nav", {}, NAV.map((key) => h("a", { class: key === "chat" ? "on" : "" }, t(`nav.${key}`)))), h("span", { class: "shop" }, t("shop"))),
      main);
    return main;
  }, () => []);
}
