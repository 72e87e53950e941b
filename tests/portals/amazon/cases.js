// Amazon: an A-to-z claim, a delivered return, and the form of a SAFE-T claim. All of their DOM is
// inferred: the words are those of the platform's help and mails, and values stand beside their labels.
"use strict";
const amazonCases = (() => {
  const { h, t, field, wrap, blocks, link, picture, typed, sent } = replica;

  const line = (name, label, value) => value && field(name, h("div", { class: "case-fact" },
    h("span", { class: "case-fact-label" }, `${t(label)}:`), " ", wrap(h("span", { class: "case-fact-value" }, value))));

  const head = (title, data, ...buttons) => h("div", { class: "odp-head" },
    h("div", {}, h("h1", {}, t(title)),
      h("div", { class: "odp-ids" }, h("span", {}, `${t("label.order_id")}: `, field("order_id", link(data.href, {}, data.order_id))))),
    h("div", { class: "case-buttons" }, buttons));

  const button = (label, secondary) => h("kat-button", { label: t(label), variant: secondary ? "secondary" : "primary" });

  const contact = (data) => h("a", { class: "a-button case-contact", href: replica.carry(data.contact), target: "_blank" }, t("label.contact_buyer"));

  const state = (label, data) => line("status", label, h("b", {}, t(data.state)));

  const order = (data) => h("kat-box", { class: "order-panel" }, h("h3", {}, t("card.order")),
    h("div", { class: "order-panel-item" }, picture(data.icon, { class: "myo-image" }), field("item", h("div", { class: "myo-title" }, data.item))),
    line("order_id", "label.order_id", data.order_id), line("asin", "label.asin", data.asin), line("sku", "label.sku", data.sku),
    line("quantity", "label.quantity", String(data.quantity)), line("ordered", "label.purchased", data.purchased),
    line("channel", "label.channel", data.channel), line("buyer", "label.buyer", data.buyer));

  const comment = (text) => h("div", { class: "customer-comment" }, h("span", { class: "myo-soft" }, t("label.comment")), h("p", {}, text));

  /** A form that goes to Amazon and not to the buyer. */
  function form(title, choices, label, submit) {
    const box = h("kat-textarea", { "unique-id": "katal-id-41", rows: "5", placeholder: t("case.placeholder"), label: t(label) });
    box.addEventListener("change", (event) => typed("amazon", event.detail.value));
    const foot = h("div", { class: "contact-buyer-foot" }, h("span", { class: "myo-soft" }, t("case.attach")),
      h("kat-button", { label: t(submit), onclick: () => sent("amazon", box.value, foot) }));
    return h("kat-box", {}, h("h3", {}, t(title)),
      choices.map((key, at) => h("kat-radiobutton", { value: key.split(".")[1], name: "choice", label: t(key), checked: at === 0 })),
      h("div", { class: "case-form" }, box), foot);
  }

  const columns = (data, ...content) => h("div", { class: "contact-columns case-columns" }, blocks(h("div", {}, content), order(data)));

  function claim(data) {
    return [
      head("title.claim", data, contact(data)),
      h("div", { class: "a-alert", role: "status" }, h("h4", { class: "a-alert-heading" }, t("claim.heading")), h("p", {}, t("claim.question"))),
      columns(data,
        h("kat-box", {}, h("h3", {}, t("card.claim")),
          line("case_id", "label.claim_id", data.case_id), state("label.claim_status", data),
          line("opened", "label.claim_opened", data.opened), line("info_requested", "label.info_requested", data.info_requested), line("due", "label.respond_by", data.due),
          line("reason", "label.claim_reason", t(data.reason)), line("asked", "label.claim_amount", data.asked),
          line("carrier", "label.carrier", data.carrier), line("tracking", "label.tracking", data.tracking), comment(data.comment)),
        form("card.respond", ["choice.represent", "choice.refund"], "case.response", "action.submit_response")),
    ];
  }

  function returned(data) {
    return [
      head("title.return", data, button("action.issue_refund"), button("action.grade", true), contact(data)),
      columns(data,
        h("kat-box", {}, h("h3", {}, t("card.return")),
          line("case_id", "label.rma", data.case_id), state("label.return_status", data),
          line("opened", "label.return_requested", data.opened), line("agreed", "label.return_authorized", data.agreed),
          line("return_received", "label.return_delivered", data.return_received), line("due", "label.refund_by", data.due),
          line("reason", "label.return_reason", t(data.reason)), line("asked", "label.refund_amount", data.asked),
          line("carrier", "label.return_carrier", data.carrier), line("tracking", "label.return_tracking", data.tracking), comment(data.comment))),
    ];
  }

  function safet(data) {
    return [
      head("title.safet", data),
      columns(data,
        h("kat-box", {}, h("h3", {}, t("card.return")),
          line("case_id", "label.rma", data.case_id), state("label.return_status", data),
          line("return_received", "label.return_delivered", data.return_received), line("refunded", "label.refunded", data.refunded), line("due", "label.file_by", data.due),
          line("asked", "label.refund_amount", data.asked)),
        form("card.safet", ["choice.damaged", "choice.different", "choice.label"], "case.explain", "action.submit_claim")),
    ];
  }

  return { claim, returned, safet };
})();
