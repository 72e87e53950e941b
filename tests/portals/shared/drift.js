// Changes the page as a portal's next build might, mechanically and without knowing what is on it, and puts it back.
// The tests ask for one change after the other and look at what is still read.
"use strict";
const replicaDrift = (() => {
  let undo = [];

  /** Every element, in open shadow trees too. */
  function* everything(root) {
    for (const element of root.querySelectorAll("*")) {
      yield element;
      if (element.shadowRoot) yield* everything(element.shadowRoot);
    }
  }
  const elements = () => [...everything(document.body)];

  const set = (element, name, value) => {
    const before = element.getAttribute(name);
    if (before === value) return;
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
    undo.push(() => (before === null ? element.removeAttribute(name) : element.setAttribute(name, before)));
  };

  /** Takes a node away for a while. */
  const remove = (node) => {
    const mark = document.createComment("");
    node.replaceWith(mark);
    undo.push(() => mark.replaceWith(node));
  };

  /** Puts nodes in another order among themselves. */
  const reorder = (nodes, order) => {
    const marks = nodes.map((node) => {
      const mark = document.createComment("");
      node.replaceWith(mark);
      return mark;
    });
    marks.forEach((mark, at) => mark.replaceWith(order[at]));
    undo.push(() => {
      const back = order.map((node) => {
        const mark = document.createComment("");
        node.replaceWith(mark);
        return mark;
      });
      back.forEach((mark, at) => mark.replaceWith(nodes[at]));
    });
  };

  const renamed = (text, salt) => {
    let hash = 0x811c9dc5 ^ salt;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
    return hash.toString(36).padStart(7, "x").slice(0, 6);
  };

  const root = () => document.querySelector("main") ?? document.getElementById("app") ?? document.body;
  const leaves = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let count = 0;
    while (walker.nextNode()) if (walker.currentNode.data.trim()) count++;
    return count;
  };
  const kin = (children) => new Set(children.map((child) => `${child.localName}.${child.classList[0] ?? ""}`)).size === 1;

  const kinds = {
    /** Another build: the hash behind a class's stable part. */
    hashes() {
      for (const element of elements()) {
        const name = element.getAttribute("class");
        if (name) set(element, "class", name.replace(/(--|__|_|-)([A-Za-z0-9]{5,8})(?=\s|$)/g, (whole, joint, hash) => (/\d|[a-z][A-Z]/.test(hash) ? `${joint}${renamed(hash, 7)}` : whole)));
      }
    },
    /** Another style system: no class keeps its name. */
    classes() {
      for (const element of elements()) if (element.getAttribute("class")) set(element, "class", [...element.classList].map((name) => `c${renamed(name, 11)}`).join(" "));
    },
    ids() {
      for (const element of elements()) if (element.id) set(element, "id", null);
    },
    /** All attributes for tests go. */
    data() {
      for (const element of elements()) for (const name of element.getAttributeNames()) if (name.startsWith("data-")) set(element, name, null);
    },
    /** One hook goes, wherever it stands: `[data-cy=x]`, `#x`, `.x`, `x*` for a part of a class. */
    hook(token) {
      for (const element of elements()) {
        if (token.startsWith("#")) {
          if (element.id === token.slice(1)) set(element, "id", null);
        } else if (token.startsWith("[")) {
          const [name, value] = token.slice(1, -1).split("=");
          if (element.getAttribute(name) === value) set(element, name, null);
        } else {
          const part = token.replace(/^\.|\*$/g, "");
          const kept = [...element.classList].filter((name) => (token.endsWith("*") ? !name.includes(part) : name !== part));
          if (kept.length < element.classList.length) set(element, "class", kept.join(" "));
        }
      }
    },
    /** Wrappers around every text and around what every block holds. */
    wrappers() {
      for (const element of elements()) {
        if (/^(script|style|textarea|select|option|svg|path|rect|table|thead|tbody|tr|ul|dl)$/.test(element.localName) || element.closest("svg") || element.isContentEditable) continue;
        for (const child of [...element.childNodes]) {
          if (child.nodeType !== 3 || !child.data.trim()) continue;
          const outer = document.createElement("span");
          const inner = document.createElement("span");
          child.replaceWith(outer);
          outer.append(inner);
          inner.append(child);
          undo.push(() => outer.replaceWith(child));
        }
        if (!/^(div|section|article|td|li|dd|form|main|aside)$/.test(element.localName) || !element.children.length || element.shadowRoot) continue;
        const wrapper = document.createElement("div");
        const kept = [...element.childNodes];
        wrapper.style.display = "contents";
        element.append(wrapper);
        wrapper.append(...kept);
        undo.push(() => {
          element.append(...kept);
          wrapper.remove();
        });
      }
    },
    /** Blocks of the same sort change their order. */
    order() {
      for (const element of elements()) {
        const children = [...element.children];
        if (children.length < 2 || /^(tr|thead|tbody|table|dl|select|svg)$/.test(element.localName) || !kin(children)) continue;
        if (children.every((child) => leaves(child) >= 2)) reorder(children, [...children].reverse());
      }
    },
    /** The columns of every table change their order. */
    columns() {
      for (const row of elements().filter((element) => element.localName === "tr")) {
        const cells = [...row.children];
        const plain = cells.every((cell) => cell.colSpan === 1 && cell.rowSpan === 1);
        if (cells.length > 2 && plain) reorder(cells, [...cells].reverse());
      }
    },
    /** Half of a list's rows are not in the document, and the rest stand in another order than they show. */
    virtual() {
      for (const element of elements()) {
        const children = [...element.children];
        if (children.length < 4 || !kin(children) || !children.every((child) => leaves(child) >= 3)) continue;
        const half = Math.ceil(children.length / 2);
        children.slice(half).forEach(remove);
        const kept = children.slice(0, half);
        reorder(kept, [...kept].reverse());
      }
    },
    /** Nothing is there yet. */
    late() {
      [...root().children].forEach(remove);
    },
    /** The page is still coming: what stands in its second half is not there. */
    partial() {
      const walker = document.createTreeWalker(root(), NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
      for (const text of texts.slice(Math.ceil(texts.length / 2))) remove(text);
    },
    /** Another order stands in a dialog over the page, in the page's own clothes: every digit is another one. */
    dialog() {
      const dialog = document.createElement("div");
      dialog.setAttribute("role", "dialog");
      dialog.setAttribute("aria-modal", "true");
      dialog.style.cssText = "position:fixed;inset:20% 25%;overflow:auto;background:#fff;z-index:50";
      const copy = root().cloneNode(true);
      for (const element of [copy, ...copy.querySelectorAll("*")]) element.removeAttribute("id");
      const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(/\d/g, (digit) => String((Number(digit) + 3) % 10));
      for (const link of copy.querySelectorAll("[href]")) link.setAttribute("href", link.getAttribute("href").replace(/\d/g, (digit) => String((Number(digit) + 3) % 10)));
      dialog.append(copy);
      document.body.append(dialog);
      undo.push(() => dialog.remove());
    },
  };

  return {
    kinds: Object.keys(kinds),
    /** Makes one change; tells whether anything is another than before. */
    apply(kind, argument) {
      kinds[kind](argument);
      return undo.length > 0;
    },
    restore() {
      for (const step of undo.reverse()) step();
      undo = [];
    },
  };
})();
window.replicaDrift = replicaDrift;
