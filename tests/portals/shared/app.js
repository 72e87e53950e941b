// What the replica portals share: making elements, loading a page's data, moving between
// pages without a reload, ticking countdowns, and telling the server what was typed or pressed.
"use strict";
const replica = (() => {
  // Captured before the hostile page tampers with them.
  const stringify = JSON.stringify;
  const fetchNow = window.fetch.bind(window);

  /** Makes an element; text goes in as text nodes, handlers as `onclick`-style functions. */
  const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

  const SVG = "http://www.w3.org/2000/svg";
  const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

  function fill(element, attributes, children) {
    for (const name of Object.keys(attributes ?? {})) {
      const value = attributes[name];
      if (value === null || value === undefined || value === false) continue;
      if (typeof value === "function") element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    append(element, children);
    return element;
  }

  function append(element, children) {
    for (const child of children) {
      if (Array.isArray(child)) append(element, child);
      else if (child !== null && child !== undefined && child !== false) element.append(child);
    }
  }

  const page = { data: /** @type {any} */ ({ labels: {} }), turn: 0, typed: new Map(), timers: [], arrival: (/** @type {any} */ _row) => undefined };

  /** The portal's word for a key; a missing one shows itself. */
  const t = (key) => page.data.labels[key] ?? `⟦${key}⟧`;

  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** A build-hashed class such as `header--value--x1Y2z`; drift is another build. */
  function hashed(block) {
    let hash = page.data.drift ? 0x7a31 : 0x811c;
    for (let at = 0; at < block.length; at++) hash = Math.imul(hash ^ block.charCodeAt(at), 0x01000193) >>> 0;
    let suffix = LETTERS[hash % 52];
    for (let at = 0; at < 4; at++) {
      hash = Math.floor(hash / 7) + 0x9e37;
      suffix += LETTERS[hash % 62];
    }
    return `${block}--${suffix}`;
  }

  /** What a list does with a row that arrives while it is open. */
  const onArrival = (place) => { page.arrival = place; };

  /** A node that the `missing` knob may leave out. */
  const field = (name, node) => (page.data.missing === name ? null : node);

  /** Drift puts wrappers around values and turns the order of blocks. */
  const wrap = (node) => (page.data.drift && node ? h("div", { class: hashed("wrap--inner") }, h("div", {}, node)) : node);
  const blocks = (...nodes) => (page.data.drift ? nodes.reverse() : nodes);

  // ---- clocks

  function countdown(left) {
    if (left <= 0) return t("clock.over");
    const minutes = Math.floor(left / 60000);
    const parts = { d: Math.floor(minutes / 1440), h: Math.floor(minutes / 60) % 24, m: minutes % 60 };
    if (minutes < 120) {
      const two = (number) => String(number).padStart(2, "0");
      return `${two(parts.h)}:${two(parts.m)}:${two(Math.floor(left / 1000) % 60)}`;
    }
    const pattern = t(parts.d > 0 ? "clock.pattern.days" : "clock.pattern.hours");
    return pattern.replace(/\{(\w)\}/g, (_, letter) => parts[letter]);
  }

  /** A text that counts down: every second in the last two hours, else when its minute turns. */
  function ticking(left, attributes) {
    const text = document.createTextNode(countdown(left));
    const start = performance.now();
    const timer = setInterval(() => {
      const now = countdown(left - (performance.now() - start));
      if (now !== text.data) text.data = now;
    }, 1000);
    page.timers.push(timer);
    return h("span", attributes, text);
  }

  // ---- what the server hears

  const tell = (kind, what, text) =>
    fetchNow("/replica/log", {
      method: "POST",
      keepalive: text.length < 60000,
      body: stringify({ kind, what, text, url: location.href }),
    }).catch(() => undefined);

  /** Records the text of a box once a burst of input is over, or when the page goes. */
  function typed(box, text) {
    clearTimeout(page.typed.get(box)?.timer);
    page.typed.set(box, { text, timer: setTimeout(heard, 120, box) });
  }

  function heard(box) {
    const pending = page.typed.get(box);
    if (!pending) return;
    clearTimeout(pending.timer);
    page.typed.delete(box);
    tell("typed", box, pending.text);
  }

  window.addEventListener("pagehide", () => { for (const box of [...page.typed.keys()]) heard(box); });

  /** Records a press of Send, and says so on the page; nothing is sent anywhere. */
  function sent(box, text, beside) {
    heard(box);
    tell("send", box, text);
    const note = h("p", { class: "replica-note", role: "status" }, t("box.recorded"));
    beside.parentElement.querySelector(".replica-note")?.remove();
    beside.after(note);
  }

  /**
   * A text area that a framework controls, after the manner of React: the framework remembers the
   * value it set, takes an input event seriously only when the element holds another one, and puts
   * its own state back when it renders. Text set behind its back is lost.
   */
  function controlled(area, changed) {
    const native = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
    let known = "";
    let state = "";
    Object.defineProperty(area, "value", {
      configurable: true,
      get() { return native.get.call(area); },
      set(value) { known = String(value); native.set.call(area, value); },
    });
    const render = () => { if (native.get.call(area) !== state) area.value = state; };
    area.addEventListener("input", () => {
      const value = native.get.call(area);
      if (value !== known) {
        known = value;
        state = value;
        changed(state);
      }
      render();
    });
    area.addEventListener("blur", render);
    return { text: () => state };
  }

  // ---- pages

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  const target = () => location.pathname + location.search;

  /** An address on this portal that keeps the knobs of the present page. */
  function carry(href) {
    const url = new URL(href, location.href);
    const here = new URL(location.href).searchParams;
    for (const name of ["replica", "frame"]) {
      if (here.has(name) && !url.searchParams.has(name)) url.searchParams.set(name, here.get(name));
    }
    return url.href;
  }

  /** A link that moves inside the application, as the real portals do; with a modifier it is a plain link. */
  const link = (href, attributes, ...children) =>
    h("a", {
      href: carry(href),
      onclick: (event) => {
        const url = new URL(carry(href));
        if (attributes?.target || event.ctrlKey || event.metaKey || event.shiftKey || url.origin !== location.origin) return;
        event.preventDefault();
        history.pushState({}, "", url.href);
        load();
      },
      ...attributes,
    }, ...children);

  const fetchPage = async () => (await fetchNow("/replica/page", { method: "POST", body: target() })).json();

  /** Pages whose script says itself what is to be read on them. */
  const sheets = /** @type {Record<string, (data: any) => any>} */ ({});
  let draw = (/** @type {any} */ _data) => undefined;
  let frame = (/** @type {any} */ _data) => document.body;

  async function load() {
    const turn = ++page.turn;
    for (const timer of page.timers) clearInterval(timer);
    page.timers = [];
    window.replicaDrawn = false;
    const data = await fetchPage();
    if (turn !== page.turn) return;
    page.data = data;
    const main = frame(data);
    main.replaceChildren(h("div", { class: "replica-wait", "aria-busy": "true" }, h("span")));
    await pause(data.late ?? 150 + Math.random() * 250);
    if (turn !== page.turn) return;
    main.replaceChildren();
    window.replicaTruth = undefined;
    append(main, [data.sheet ? sheets[data.page](data) : draw(data)]);
    main.scrollTop = 0;
    window.replicaDrawn = true;
    if (data.hostile) hostilePage(tell);
    if (data.arrives !== null && data.arriving) {
      page.timers.push(setTimeout(() => page.arrival(data.arriving), data.arrives));
    }
  }

  /**
   * Starts a portal. `outline` draws header and navigation and returns where the page goes;
   * `content` draws the page's data and returns nodes.
   */
  function start(outline, content) {
    frame = outline;
    draw = content;
    window.addEventListener("popstate", load);
    load();
  }

  // ---- little drawings in place of photographs

  const SHAPES = {
    earbuds: ["#dfe7ef", "M14 14a6 6 0 0 1 12 0v3a3 3 0 0 1-3 3v10h-4V20M38 34a6 6 0 0 1-12 0M30 18h9a4 4 0 0 1 4 4v10a4 4 0 0 1-4 4h-5"],
    lamp: ["#f7ecd6", "M16 42h18M25 42V28M25 28 15 16M12 20l8-9 6 8-7 6z"],
    case: ["#e4eef0", "M18 8h16a3 3 0 0 1 3 3v28a3 3 0 0 1-3 3H18a3 3 0 0 1-3-3V11a3 3 0 0 1 3-3zM20 13h6v6h-6z"],
    hoodie: ["#e8e6ea", "M18 12l-8 6 4 8 3-2v18h18V24l3 2 4-8-8-6M18 12c1 4 4 6 8 6s7-2 8-6M22 32h8"],
    cable: ["#e3ebe4", "M12 34c0-12 10-4 14-12s14-6 14 4M10 34h4v6h-4zM38 26h4v6h-4z"],
    ring: ["#efe9df", "M26 20a11 11 0 1 0 .1 0M21 14l5-5 5 5-5 6z"],
    watch: ["#e5e8f0", "M19 18h14v16H19zM21 18l1-9h8l1 9M21 34l1 9h8l1-9M26 22v5h4"],
    mug: ["#e4ece2", "M15 12h18l-2 30H17zM14 12h20M33 18h5v12h-6"],
  };

  function picture(icon, attributes) {
    const [ground, line] = SHAPES[icon] ?? SHAPES.case;
    return svg("svg", { viewBox: "0 0 52 52", "aria-hidden": "true", ...attributes },
      svg("rect", { width: 52, height: 52, fill: ground }),
      svg("path", { d: line, fill: "none", stroke: "#5b6774", "stroke-width": 1.8, "stroke-linejoin": "round", "stroke-linecap": "round" }));
  }

  /** Draws the page anew with other knobs, without loading its document again. @param {string} knobs */
  const redraw = async (knobs) => {
    const url = new URL(location.href);
    url.searchParams.set("replica", knobs);
    history.replaceState({}, "", url.href);
    await load();
  };

  /** Says what is to be read on a sheet: `{ fields, rows, thread, reply }`, in the words of the portal packs. */
  const truth = (said) => { window.replicaTruth = said; };

  window.replicaRedraw = redraw;

  return { sheets, truth, h, svg, t, hashed, field, wrap, blocks, ticking, tell, typed, sent, controlled, carry, link, start, load, onArrival, picture };
})();
