// Small stand-ins for Amazon's Katal web components: the same tags, open shadow roots and parts.
// Their styles are constructed sheets, which no content security policy forbids.
"use strict";
{
  const sheet = (css) => {
    const made = new CSSStyleSheet();
    made.replaceSync(css);
    return made;
  };

  function shadow(host, css, ...nodes) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet(css)];
    root.replaceChildren(...nodes);
    return root;
  }

  const { h } = replica;

  class KatTextarea extends HTMLElement {
    static observedAttributes = ["value", "placeholder"];
    connectedCallback() {
      if (this.shadowRoot) return;
      this.inner = h("textarea", { part: "textarea", placeholder: this.getAttribute("placeholder") ?? "", rows: this.getAttribute("rows") ?? "7", "aria-label": this.getAttribute("label") ?? "" });
      this.inner.value = this.getAttribute("value") ?? "";
      this.inner.addEventListener("input", () => this.changed());
      // A script may set the host's attribute and tell the host; the component takes that as well.
      this.addEventListener("input", (event) => { if (event.target === this && event.composedPath()[0] === this) this.changed(); });
      shadow(this, `:host{display:block}textarea{box-sizing:border-box;width:100%;padding:8px 10px;border:1px solid var(--field,#888c8c);border-radius:3px;
        background:var(--card,#fff);color:var(--ink,#111);font:inherit;line-height:1.45;resize:vertical}
        textarea:focus{outline:0;border-color:#008296;box-shadow:0 0 0 2px #c8f3fa}`, h("div", { part: "container" }, this.inner));
    }
    attributeChangedCallback(name, _old, value) {
      if (name === "value" && this.inner && this.inner.value !== value) this.inner.value = value ?? "";
    }
    get value() { return this.inner?.value ?? ""; }
    set value(text) { this.setAttribute("value", text); }
    changed() {
      this.dispatchEvent(new CustomEvent("change", { bubbles: true, composed: true, detail: { value: this.inner.value } }));
    }
  }

  class KatButton extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const primary = this.getAttribute("variant") !== "secondary";
      shadow(this, `:host{display:inline-block}button{height:32px;padding:0 16px;border-radius:3px;border:1px solid ${primary ? "#008296" : "#a6b2b8"};font:inherit;font-weight:600;cursor:pointer;
        background:${primary ? "#008296" : "transparent"};color:${primary ? "#fff" : "inherit"}}button:focus-visible{outline:2px solid #00a4b4;outline-offset:2px}`,
      h("button", { type: "button", part: "button" }, h("slot", { name: "icon" }), this.getAttribute("label") ?? ""));
    }
  }

  class KatRadiobutton extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const input = h("input", { type: "radio", name: this.getAttribute("name") ?? "reason", part: "radiobutton" });
      input.checked = this.hasAttribute("checked");
      input.addEventListener("change", () => {
        for (const other of this.parentElement.querySelectorAll("kat-radiobutton")) if (other !== this) other.clear();
        this.setAttribute("checked", "");
        this.dispatchEvent(new CustomEvent("change", { bubbles: true, composed: true, detail: { value: this.getAttribute("value") } }));
      });
      this.input = input;
      shadow(this, `:host{display:block}label{display:flex;gap:9px;align-items:flex-start;padding:5px 0;cursor:pointer}input{accent-color:#008296;margin:3px 0 0}`,
        h("label", {}, input, h("span", { part: "label" }, this.getAttribute("label") ?? "")));
    }
    clear() {
      this.removeAttribute("checked");
      this.input.checked = false;
    }
  }

  class KatBox extends HTMLElement {
    connectedCallback() {
      if (!this.shadowRoot) shadow(this, `:host{display:block;padding:16px 20px;border:1px solid var(--line,#d5dbdb);border-radius:4px;background:var(--card,#fff)}`, h("slot"));
    }
  }

  class KatLabel extends HTMLElement {
    connectedCallback() {
      if (!this.shadowRoot) shadow(this, `:host{display:inline-block}`, h("label", {}, h("span", { class: "text", part: "label-text" }, this.getAttribute("text") ?? ""), h("slot")));
    }
  }

  class KatTooltip extends HTMLElement {
    connectedCallback() {
      if (!this.shadowRoot) shadow(this, `:host{display:inline-block}`, h("slot"));
    }
  }

  for (const [name, element] of Object.entries({
    "kat-textarea": KatTextarea, "kat-button": KatButton, "kat-radiobutton": KatRadiobutton,
    "kat-box": KatBox, "kat-label": KatLabel, "kat-tooltip": KatTooltip,
  })) customElements.define(name, element);
}
