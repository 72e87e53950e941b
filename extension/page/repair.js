// Mending what can no longer be read: the person points at the right place, and the most durable ways to find it
// again are proposed, tried on this page and on the kept samples of its kind. Also makes such a sample: the page's
// structure with every personal word replaced. Brought only when a person asks for it.
(() => {
  const own = globalThis.dueline;
  if (!own?.hands || own.repair) return;
  const { all, attribute, data, document: page, inside, kind, make, parent, shadow, tag, up, visible, words } = own.dom;
  const { read, draw, dock, hands } = own;

  /** Attributes that people who build pages put there to find things again. */
  const HOOK = /^(data-(test|cy|qa|hook|e2e|auto|uid|role|field|name|key|spm|log)|name$|part$)/;
  const MOST_NODES = 4000;
  const MOST_DEPTH = 60;
  const KEPT_ATTRIBUTES = /^(class|id|role|type|name|part|slot|lang|dir|contenteditable|readonly|disabled|placeholder|aria-(label|modal|hidden)|data-.*|href|maxlength)$/;

  /** @type {AbortController | null} */
  let pointing = null;
  /** @type {HTMLElement | null} */
  let line = null;

  // ---- what lasts ----

  /** A piece of a name that a build made up: letters and digits in a jumble, or capitals where no word has them. @param {string} piece */
  const isHash = (piece) => /\d{4,}/.test(piece) || (/\d/.test(piece) && /[a-z]/i.test(piece) && piece.length >= 4) || (piece.length <= 8 && (piece.match(/[A-Z]/g) ?? []).length >= 2);

  /** The part of a class name that outlives a build, if there is one. @param {string} name */
  const stable = (name) => {
    const pieces = name.split(/(--|__|_|-)/);
    const kept = [];
    for (const piece of pieces) {
      if (isHash(piece)) break;
      kept.push(piece);
    }
    const part = kept.join('').replace(/[-_]+$/, '');
    return part.length >= 5 && !/^(ng|css|jsx|sc|el|ant|next|wt|eds|row|col|flex|text|font|item|wrap|inner|content|container|box)$/.test(part) ? part : '';
  };

  /** @param {string} value */
  const quoted = (value) => `"${value.replace(/["\\]/g, '\\$&')}"`;

  /**
   * Selectors of one element by itself, the most durable first, each with its rank.
   * @param {Element} element
   * @returns {[number, string][]}
   */
  const selectorsOf = (element) => {
    /** @type {[number, string][]} */
    const found = [];
    for (const name of element.getAttributeNames()) {
      const value = attribute(element, name) ?? '';
      if (HOOK.test(name) && value && value.length < 80 && !value.split(/[-_.:]/).some(isHash)) found.push([name === 'name' || name === 'part' ? 1 : 0, `[${name}=${quoted(value)}]`]);
    }
    const { id } = element;
    if (typeof id === 'string' && id && !/\d{3}/.test(id) && !id.split(/[-_:]/).some(isHash)) found.push([2, `#${CSS.escape(id)}`]);
    if (tag(element).includes('-')) found.push([3, tag(element)]);
    for (const name of (attribute(element, 'class') ?? '').split(/\s+/).filter(Boolean)) {
      const part = stable(name);
      if (part) found.push(part === name ? [4, `.${CSS.escape(name)}`] : [5, `[class*=${quoted(part)}]`]);
    }
    return found.sort((one, two) => one[0] - two[0]);
  };

  /**
   * The text of the label beside an element: before it, or before a parent that holds nothing else.
   * @param {Element} element
   * @param {Node} scope
   */
  const labelOf = (element, scope) => {
    let here = /** @type {Node} */ (element);
    for (let level = 0; level < 4 && here !== scope; level++) {
      const before = /** @type {any} */ (here).previousSibling;
      for (let node = before; node; node = node.previousSibling) {
        const text = (kind(node) === 3 ? data(node) : words(node, 60)).replace(/[\s:\uff1a]+$/, '').trim();
        if (!text) continue;
        if (text.length <= 40 && !/\d/.test(text)) return text;
        break;
      }
      const above = parent(here);
      if (!above) break;
      here = above;
    }
    return '';
  };

  /**
   * Ways to find `element` again within `scope`, tried and put in order.
   * @param {Element} element
   * @param {Element | Document} scope
   * @param {string | undefined} pick
   * @param {boolean} many whether several places are meant, such as all rows
   * @returns {(Proposal & { rank: number })[]}
   */
  const waysTo = (element, scope, pick, many) => {
    /** @type {(Proposal & { rank: number })[]} */
    const ways = [];
    const seen = new Set();
    /** @param {Strategy} strategy @param {number} rank */
    const offer = (strategy, rank) => {
      const name = JSON.stringify(strategy);
      if (seen.has(name)) return;
      seen.add(name);
      const found = read.seek(strategy, scope);
      const hits = strategy.css ? read.find(scope, strategy.css).filter(visible).length : 1;
      const right = many ? hits > 0 : found?.element && (found.element === element || inside(element, found.element) || inside(found.element, element));
      if (!right) return;
      ways.push({ strategy, text: (found?.text ?? '').slice(0, 120), hits, samples: { kept: 0, found: 0 }, rank: rank + (many ? 0 : Math.min(hits - 1, 3) * 2) });
    };
    const given = pick ? { pick } : {};
    const names = selectorsOf(element);
    for (const [rank, css] of names) offer({ css, ...given }, rank);
    // An element without a name of its own is found below the nearest one that has one.
    const inner = names.slice(-2).map((one) => one[1]);
    const kin = [.../** @type {any} */ (parent(element) ?? { children: [] }).children].filter((other) => tag(other) === tag(element));
    const at = kin.indexOf(element);
    const place = at > 0 && at === kin.length - 1 ? `${tag(element)}:last-of-type` : `${tag(element)}:nth-of-type(${at + 1})`;
    let level = 1;
    up(parent(element), (above) => {
      if (above === scope || level > 4) return true;
      for (const [rank, outer] of selectorsOf(above).slice(0, 2)) {
        for (const css of [...inner, tag(element), place]) offer({ css: `${outer} ${css}`, ...given }, rank + level);
      }
      level++;
      return false;
    });
    const label = many ? '' : labelOf(element, scope);
    if (label) offer({ label: [label], ...given }, 6);
    return ways.sort((one, two) => one.rank - two.rank).slice(0, 6);
  };

  // ---- samples ----

  /** @typedef {[string, Record<string, string>, SampleNode[], SampleNode[]?]} SampleElement */
  /** @typedef {string | SampleElement} SampleNode */

  /** Words become x, digits other digits; what is a label on this portal stays. @param {string} text @param {Set<string>} labels */
  const scrubbed = (text, labels) => {
    const plain = own.dom.plain(text).replace(/[\s:]+$/, '');
    if (labels.has(plain)) return text;
    return text.replace(/\d/g, (digit) => String((Number(digit) * 7 + 3) % 10)).replace(/\p{Lu}/gu, 'X').replace(/\p{Lo}/gu, '\u67d0').replace(/\p{L}/gu, (letter) => (letter === 'X' || letter === '\u67d0' ? letter : 'x'));
  };

  const sample = () => {
    const { plan, page: kindOfPage } = hands.sight();
    if (!plan || !kindOfPage) return null;
    const labels = new Set(Object.values(plan.labels).flat().map((label) => own.dom.plain(label).replace(/[\s:]+$/, '')));
    let nodes = 0;
    /** @param {Node} node @param {number} depth @returns {SampleNode | null} */
    const walk = (node, depth) => {
      if (++nodes > MOST_NODES || depth > MOST_DEPTH) return null;
      if (kind(node) === 3) {
        const text = data(/** @type {Text} */ (node)).replace(/\s+/g, ' ');
        return text.trim() ? scrubbed(text, labels).slice(0, 200) : null;
      }
      if (kind(node) !== 1) return null;
      const element = /** @type {Element} */ (node);
      const name = tag(element);
      if (/^(script|style|noscript|svg|iframe|img|video|link|meta)$/.test(name) || element === draw.layer().host || !visible(element)) return null;
      /** @type {Record<string, string>} */
      const kept = {};
      for (const attr of element.getAttributeNames()) {
        if (!KEPT_ATTRIBUTES.test(attr)) continue;
        const value = attribute(element, attr) ?? '';
        kept[attr] = (/^(class|role|type|part|slot|lang|dir|placeholder|contenteditable)$/.test(attr) ? value : scrubbedAttribute(attr, value)).slice(0, 200);
      }
      /** @param {Iterable<Node>} list */
      const inner = (list) => [...list].map((child) => walk(child, depth + 1)).filter((child) => child !== null);
      const root = shadow(element);
      const light = inner(/** @type {any} */ (element).childNodes ?? []);
      return root ? [name, kept, light, inner(/** @type {any} */ (root).childNodes)] : [name, kept, light];
    };
    const tree = walk(document.body, 0);
    return { portal: plan.portal, page: kindOfPage.id, tree };
  };

  /** Hooks keep their words; numbers in them are of an order. @param {string} name @param {string} value */
  const scrubbedAttribute = (name, value) => {
    const digits = value.replace(/\d/g, (digit) => String((Number(digit) * 7 + 3) % 10));
    if (name === 'href') return digits.replace(/[?#].*$/, '');
    return name === 'aria-label' || (name.startsWith('data-') && !HOOK.test(name)) ? scrubbed(value, new Set()) : digits;
  };

  /**
   * A kept sample as elements of a document of its own, in which nothing runs.
   * @param {Document} inert
   * @param {SampleNode} node
   * @returns {Node}
   */
  const rebuilt = (inert, node) => {
    if (typeof node === 'string') return inert.createTextNode(node);
    const [name, attributes, inner, root] = node;
    const element = inert.createElement(/^[a-z][a-z0-9-]*$/.test(name) && name !== 'script' ? name : 'div');
    for (const [attr, value] of Object.entries(attributes)) if (KEPT_ATTRIBUTES.test(attr)) element.setAttribute(attr, String(value));
    if (root) {
      try {
        element.attachShadow({ mode: 'open' }).append(...root.map((child) => rebuilt(inert, child)));
      } catch {
        // An element that takes no shadow tree here keeps its own children.
      }
    }
    element.append(...inner.map((child) => rebuilt(inert, child)));
    return element;
  };

  /** Whether a way finds anything in a tree. @param {Strategy} strategy @param {ParentNode} root */
  const finds = (strategy, root) => {
    const pattern = strategy.pick ? own.dom.regex(strategy.pick) : null;
    /** @param {string | null} text */
    const fits = (text) => !!text?.trim() && (!pattern || pattern.test(text));
    /** @param {ParentNode} tree @returns {boolean} */
    const within = (tree) => {
      for (const element of all(tree, strategy.css ?? '*')) {
        if (strategy.css ? fits(element.textContent) : strategy.label?.some((label) => own.dom.plain(element.textContent ?? '').replace(/[\s:]+$/, '') === own.dom.plain(label))) return true;
      }
      return all(tree, '*').some((element) => element.shadowRoot && within(element.shadowRoot));
    };
    return within(root);
  };

  /** @param {Proposal[]} ways */
  const tryOnSamples = async (ways) => {
    const { plan, page: kindOfPage } = hands.sight();
    const { samples } = /** @type {{ samples?: { portal: string, page: string, tree: SampleNode }[] }} */ (await chrome.storage.local.get('samples'));
    for (const kept of samples ?? []) {
      if (kept.portal !== plan?.portal || kept.page !== kindOfPage?.id || !kept.tree) continue;
      const inert = document.implementation.createHTMLDocument('');
      inert.body.append(rebuilt(inert, kept.tree));
      for (const way of ways) {
        way.samples.kept++;
        if (finds(way.strategy, inert.body)) way.samples.found++;
      }
    }
  };

  // ---- pointing ----

  const end = () => {
    pointing?.abort();
    pointing = null;
    line?.remove();
    line = null;
    draw.outline(null, null);
  };

  /**
   * Lets the person point, and tells the worker what came of it.
   * @param {{ field: string, place: string, prompt: string, cancel: string }} asked
   */
  const point = ({ field, place, prompt, cancel }) => {
    end();
    pointing = new AbortController();
    const { signal } = pointing;
    const { host, top } = draw.layer();
    line = make('div', 'line');
    line.setAttribute('role', 'status');
    const button = dock.press('', () => finish(null));
    button.append(cancel);
    line.append(make('span', '', prompt), button);
    top.append(line);
    /** @type {Element | null} */
    let chosen = null;
    /** @param {Element | null} element */
    const finish = async (element) => {
      end();
      const proposals = element ? await propose(element, field, place) : null;
      void chrome.runtime.sendMessage({ v: 1, kind: 'pointed', field, place, proposals }).catch(() => {});
    };
    /** @param {Event} event */
    const ours = (event) => event.composedPath()[0] === host;
    /** @param {Event} event */
    const hold = (event) => {
      if (ours(event)) return false;
      event.preventDefault();
      event.stopImmediatePropagation();
      return true;
    };
    addEventListener(
      'pointermove',
      (event) => {
        if (ours(event)) return;
        chosen = page.at(event.clientX, event.clientY, host);
        draw.outline(chosen, field);
      },
      { capture: true, signal },
    );
    for (const name of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'dblclick', 'contextmenu']) addEventListener(name, hold, { capture: true, signal });
    /** @param {MouseEvent} event */
    const choose = (event) => {
      if (event.isTrusted && hold(event)) void finish(chosen ?? page.at(event.clientX, event.clientY, host));
    };
    addEventListener('click', choose, { capture: true, signal });
    addEventListener(
      'keydown',
      (event) => {
        if (!event.isTrusted) return;
        if (event.key === 'Escape') void finish(null);
        else if (event.key === 'ArrowUp' && chosen) {
          const above = parent(chosen);
          if (above && kind(above) === 1) draw.outline((chosen = /** @type {Element} */ (above)), field);
        } else if (event.key === 'Enter' && chosen) void finish(chosen);
        else return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      { capture: true, signal },
    );
    return true;
  };

  /**
   * @param {Element} element
   * @param {string} field
   * @param {string} place
   * @returns {Promise<Proposal[]>}
   */
  const propose = async (element, field, place) => {
    const { page: plan, seen } = hands.sight();
    const row = place === 'row' ? [...(seen?.rows.values() ?? [])].find((sight) => sight.element && inside(sight.element, element))?.element : null;
    if (place === 'row' && !row) return [];
    const strategies = (place === 'row' ? plan?.rows?.fields : plan?.fields)?.[field];
    // A new way takes out of the text what the old ones took.
    const pick = strategies?.map((strategy) => strategy.pick).find((pick) => pick);
    const ways = waysTo(element, row ?? document, pick, place === 'rows' || place === 'messages' || place === 'reply');
    await tryOnSamples(ways);
    return ways.map(({ strategy, text, hits, samples }) => ({ strategy, text, hits, samples }));
  };

  own.repair = { point, sample, end };
})();
