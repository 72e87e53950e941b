// AliExpress: the dispute list and the dispute detail. All of their DOM is inferred: the words and
// the fields are known, the classes are not, so values stand beside their labels.
"use strict";
const aliexpressDisputes = (() => {
  const { h, t, hashed, field, wrap, blocks, ticking, typed, sent, link, picture } = replica;
  const { line, card, clockText } = aliexpressOrders;

  function row(dispute) {
    const pair = (label, name, value) => field(name, h("span", { class: hashed("reverse--pair") },
      h("span", { class: hashed("reverse--label") }, `${t(label)}:`), h("span", { class: hashed("reverse--value") }, value)));
    return h("table", { class: `next-table-row ${hashed("reverse--row")}` }, h("tbody", {},
      h("tr", { class: hashed("reverse--head") }, h("td", { colspan: "5", class: "next-table-cell" }, h("div", { class: hashed("header--header") }, blocks(
        pair("field.case_id", "case_id", dispute.case_id),
        pair("field.order_id", "order_id", link(dispute.order_href, {}, dispute.order_id)),
        pair("field.opened", "opened", dispute.opened),
        pair("field.buyer", "buyer", dispute.buyer))))),
      h("tr", {},
        h("td", { class: "next-table-cell" }, h("div", { class: hashed("productInfo--box") }, picture(dispute.icon, { class: hashed("productInfo--image") }),
          h("div", {}, field("item", h("span", { class: hashed("reverse--itemTitle") }, dispute.item))))),
        h("td", { class: "next-table-cell" }, field("reason", h("div", {}, t(dispute.reason))), h("div", { class: hashed("reverse--soft") }, t(dispute.wants))),
        h("td", { class: "next-table-cell" }, field("asked", wrap(h("div", { class: hashed("amount--amount") }, dispute.asked))),
          h("div", { class: hashed("reverse--soft") }, `${t("field.amount")} ${dispute.amount}`)),
        h("td", { class: "next-table-cell" },
          field("status", h("div", { class: `chc-state-label stage-${dispute.stage}` }, h("i"), h("div", { class: "chc-state-label__stateText" }, t(dispute.state)))),
          clockText(dispute.clock, "reverse")),
        h("td", { class: "next-table-cell" }, h("div", { class: hashed("operation--box") }, link(dispute.href, {}, t("action.detail")),
          link("https://gsp.aliexpress.com/m_apps/im-chat/im#/window", { target: "_blank" }, t("action.contact")))))));
  }

  function list(data) {
    return [
      h("div", { class: hashed("page--title") }, h("h1", {}, t("title.dispute-list"))),
      h("div", { class: "next-tabs" }, ["tab.all", "dispute.waiting", "dispute.platform", "dispute.closed"].map((key, at) =>
        h("div", { class: `next-tabs-tab${at === 0 ? " active" : ""}` }, h("div", { class: "next-tabs-tab-inner" }, t(key))))),
      h("div", { class: `next-table ${hashed("reverse--table")}` },
        h("div", { class: "next-table-header" }, ["product", "dispute", "asked", "dispute_state", "actions"].map((key) => h("span", {}, t(`column.${key}`)))),
        h("div", { class: "next-table-body" }, data.rows.map(row))),
    ];
  }

  const STEPS = ["open", "negotiate", "platform", "return", "end"];
  const REACHED = { waiting: [0, 1], negotiating: [0, 1], platform: [0, 1, 2], return: [0, 1, 3], returning: [0, 1, 3], closed: [0, 1, 4] };

  const ANSWERS = ["accept", "refuse", "evidence"];
  const BUTTONS = { waiting: ANSWERS, negotiating: ANSWERS, returning: ["confirm_return", "report_return"], closed: ["appeal"] };

  const plan = (plan) => h("div", { class: `${hashed("solution--card")} owner-${plan.owner.split(".")[1]}` },
    h("div", { class: hashed("solution--head") }, h("strong", {}, t(plan.owner)), h("span", { class: "chc-color-tag" }, t(plan.answer))),
    h("div", { class: hashed("solution--money") }, h("span", {}, t(plan.wants)), h("b", {}, plan.amount)),
    h("p", {}, plan.content), h("time", {}, plan.at));

  const message = (message) => h("div", { class: `${hashed("record--item")} ${message.from}` },
    h("div", { class: hashed("record--who") }, h("strong", {}, message.name), h("time", {}, message.at)),
    h("p", { class: hashed("record--text") }, message.text));

  /** A rich box, as in the same vendor's forms; its own state is the text it shows. */
  function replyBox() {
    const box = h("div", { class: hashed("record--editor"), contenteditable: "true", role: "textbox", "aria-multiline": "true", "aria-label": t("box.dispute"), "data-placeholder": t("box.dispute") });
    box.addEventListener("input", () => typed("reply", box.innerText));
    const tools = h("div", { class: hashed("record--tools") },
      h("button", { type: "button", class: "next-btn next-btn-primary", onclick: () => sent("reply", box.innerText, tools) }, t("action.send")));
    return h("div", { class: hashed("record--reply") }, field("reply", box), tools);
  }

  function detail(data) {
    return [
      h("div", { class: hashed("page--title") }, h("h1", {}, t("title.dispute-detail")), field("case_id", h("span", {}, data.case_id))),
      h("div", { class: hashed("detail--banner") },
        h("div", {},
          field("status", h("div", { class: `chc-state-label chc-state-label-large stage-${data.stage}` }, h("i"), h("div", { class: "chc-state-label__stateText" }, t(data.state)))),
          clockText(data.clock, "detail"),
          h("p", { class: hashed("detail--lapse") }, t(data.on_lapse))),
        h("div", { class: hashed("operation--row") }, (BUTTONS[data.stage] ?? []).map((action, at) =>
          h("button", { type: "button", class: `next-btn ${at ? "next-btn-normal" : "next-btn-primary"}` }, t(`action.${action}`))))),
      h("ol", { class: "next-step" }, STEPS.map((step, at) => h("li", { class: `next-step-item${REACHED[data.stage].includes(at) ? " reached" : ""}` }, h("i", {}, String(at + 1)), t(`step.${step}`)))),
      h("div", { class: hashed("detail--columns") }, blocks(
        h("div", {}, blocks(
          card("card.dispute",
            line("case_id", data.case_id),
            line("order_id", link(data.order_href, {}, data.order_id)),
            line("opened", data.opened),
            line("modified", data.modified),
            line("answered", data.answered),
            line("escalated", data.escalated),
            line("agreed", data.agreed),
            line("return_shipped", data.return_shipped),
            line("closed_at", data.closed_at),
            line("status", t(data.state), "field.case_status"),
            data.clock && line("due", ticking(data.clock.left, { class: hashed("detail--countdownValue") })),
            line("reason", t(data.reason)),
            line("wants", t(data.wants)),
            line("asked", h("b", {}, data.asked)),
            line("refunded", data.refunded),
            line("received", t(data.received)),
            line("buyer", data.buyer),
            line("country", t(data.country))),
          card("card.plans", h("div", { class: hashed("solution--list") }, data.plans.map(plan))))),
        h("div", {}, blocks(
          card("card.messages",
            h("div", { class: hashed("record--list") }, field("messages", data.messages.map(message))),
            data.can_write ? replyBox() : null),
          card("card.order",
            h("div", { class: hashed("productInfo--box") }, picture(data.icon, { class: hashed("productInfo--image") }),
              h("div", {}, field("item", h("span", { class: hashed("productInfo--itemTitle") }, data.item)), h("span", { class: hashed("productInfo--skuCodeValue") }, data.specs))),
            line("sku", data.sku), line("quantity", String(data.quantity)), line("amount", data.amount), line("ordered", data.ordered),
            line("carrier", data.carrier), line("tracking", data.tracking), line("return_address", data.return_address),
            line("return_carrier", data.return_carrier), line("return_tracking", data.return_tracking)),
          card("card.evidence", h("div", { class: hashed("evidence--list") }, data.evidence.map((file) =>
            h("div", { class: hashed("evidence--item") }, h("i", { class: file.kind }), h("span", {}, file.name)))))))))
    ];
  }

  return { list, detail };
})();
