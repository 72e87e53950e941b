// Runs a reading plan over the page and tells what was seen: texts, no nodes. It knows no marketplace
// and decides nothing; what the words mean is the core's business. It never clicks, focuses, scrolls or opens.
(() => {
  const own = globalThis.dueline;
  if (!own?.dom || own.read) return;
  const { all, attribute, behind, connected, data, document: page, home, inside, isBlock, kind, matches, next, parent } = own.dom;
  const { pause, plain, regex, shadow, steady, tag, texts, up, value, visible, words } = own.dom;

  // The limits of src/protocol/mod.rs.
  const MAX_FIELD = 2000;
  const MAX_MESSAGE = 20000;
  const MAX_ROWS = 1000;
  const MAX_MESSAGES = 200;
  /** The longest piece of work before the page gets its turn, in milliseconds. */
  const SLICE = 8;

  /** @typedef {{ text: string, element: Element | null, also?: string }} Found */
  /** @typedef {{ key: string, texts: Record<string, FieldText>, fields: Map<string, Element> }} RowSeen */

  /** @type {ShadowRoot[]} */
  let known = [];
  let rootsStale = true;
  /** Custom elements without a shadow tree so far; they may grow one without any sign. @type {Element[]} */
  let unfinished = [];

  /** All open shadow roots of the document. */
  const roots = () => {
    unfinished = unfinished.filter((element) => connected(element));
    if (rootsStale || unfinished.some((element) => shadow(element))) {
      rootsStale = false;
      known = [];
      unfinished = [];
      collect(document, known, unfinished);
    }
    return known;
  };

  /**
   * @param {ParentNode} scope
   * @param {ShadowRoot[]} found
   * @param {Element[]} [waiting]
   */
  const collect = (scope, found, waiting) => {
    for (const element of all(scope, '*')) {
      const root = shadow(element);
      if (root) {
        found.push(root);
        collect(root, found, waiting);
      } else if (waiting && tag(element).includes('-')) waiting.push(element);
    }
  };

  // What is worked out once for each look.
  /** @type {Map<Node, ShadowRoot[]>} */
  let rootsIn = new Map();
  /** @type {Map<Node, Map<string, Text[]>>} */
  let labelsIn = new Map();
  /** The plan's lists of labels, made ready to be compared. @type {Map<string, string[]>} */
  let lists = new Map();
  /** @type {Plan | null} */
  let listed = null;
  /** @type {Map<Node, string>} */
  let wordsIn = new Map();
  /** Messages and the reply box: what people write there is never read as a fact of the portal's. @type {Set<Node>} */
  let written = new Set();
  /** Open dialogs: another order may stand in one, in the page's own clothes. @type {Set<Node>} */
  let aside = new Set();

  /** @param {Node} node @param {Set<Node>} set */
  const isIn = (node, set) => set.size > 0 && up(node, (element) => set.has(element)) !== null;
  /** @param {Text} text */
  const isWritten = (text) => isIn(text, written) || isIn(text, aside);

  /** The text of a scope line by line, without what people wrote. @param {ParentNode & Node} scope */
  const printed = (scope) => words(scope, 200000, true, (element) => written.has(element) || aside.has(element));

  /** @param {ParentNode & Node} scope */
  const rootsBelow = (scope) => {
    if (scope === document || !known.length) return known;
    let found = rootsIn.get(scope);
    if (!found) {
      const own = kind(scope) === 1 && shadow(/** @type {Element} */ (/** @type {unknown} */ (scope)));
      found = own ? [own] : [];
      if (own) collect(own, found);
      collect(scope, found);
      rootsIn.set(scope, found);
    }
    return found;
  };

  /**
   * @param {ParentNode & Node} scope
   * @param {string} selector
   */
  const find = (scope, selector) => {
    const found = all(scope, selector);
    for (const root of rootsBelow(scope)) found.push(...all(root, selector));
    return aside.size ? found.filter((element) => !isIn(element, aside)) : found;
  };

  /**
   * The matches of the first selector that has any.
   * @param {ParentNode & Node} scope
   * @param {string[] | undefined} selectors
   */
  const first = (scope, selectors) => {
    for (const selector of selectors ?? []) {
      const found = find(scope, selector);
      if (found.length) return found;
    }
    return [];
  };

  const COLON = /[:\uff1a]/;
  /** @param {string} text */
  const unlabelled = (text) => text.replace(/^[\s:\uff1a]+/, '');
  /** @param {string} text */
  const labelOf = (text) => plain(text).replace(/[\s:]+$/, '');

  /**
   * Text nodes of a scope by their label: the whole text, or what stands before its first colon.
   * @param {ParentNode & Node} scope
   */
  const labels = (scope) => {
    let index = labelsIn.get(scope);
    if (!index) {
      index = new Map();
      for (const tree of [scope, ...rootsBelow(scope)]) {
        for (const text of texts(tree)) {
          const piece = data(text);
          const colon = piece.search(COLON);
          const head = colon < 0 ? piece : piece.slice(0, colon);
          if (head.length > 120 || !head.trim() || isWritten(text)) continue;
          const label = plain(head);
          const list = index.get(label);
          if (list) list.push(text);
          else index.set(label, [text]);
        }
      }
      labelsIn.set(scope, index);
    }
    return index;
  };

  /**
   * What stands beside a label: behind its colon, beside it, in the next cell, or beside the parent that
   * holds nothing but the label.
   * @param {Text} label
   * @param {Node} scope
   * @returns {Found | null}
   */
  const beside = (label, scope) => {
    const piece = data(label);
    const colon = piece.search(COLON);
    let text = colon < 0 ? '' : piece.slice(colon + 1);
    /** @type {Node} */
    let here = label;
    for (let level = 0; level < 5; level++) {
      /** @type {Element | null} */
      let element = null;
      for (let node = next(here); node; node = next(node)) {
        // Inside the label's own element the value may be several pieces; beside it, it is the first.
        if (level && unlabelled(text)) break;
        if (kind(node) === 3) text += data(/** @type {Text} */ (node));
        if (kind(node) !== 1) continue;
        const sibling = /** @type {Element} */ (node);
        // The next column's heading is no value.
        if (tag(sibling) === 'th') break;
        const cell = tag(sibling) === 'td' || tag(sibling) === 'dd';
        const said = words(sibling, MAX_FIELD);
        const apart = isBlock(sibling) || tag(sibling) === 'br';
        if (apart && unlabelled(text)) break;
        if (said) {
          text += ` ${said}`;
          element ??= sibling;
        }
        if (cell || (apart && said)) break;
      }
      const found = unlabelled(text).replace(/\s+/g, ' ').trim().slice(0, MAX_FIELD);
      const above = parent(here);
      if (found) {
        const near = element ?? above;
        return { text: found, element: near && kind(near) === 1 ? /** @type {Element} */ (near) : null };
      }
      const alone = above && above !== scope && kind(above) === 1 && labelOf(words(above, 200)) === labelOf(colon < 0 ? piece : piece.slice(0, colon));
      if (!alone) return null;
      here = above;
    }
    return null;
  };

  /**
   * @param {string | undefined} pattern
   * @param {string} text
   */
  const pickOut = (pattern, text) => {
    if (!pattern) return text;
    const hit = regex(pattern)?.exec(text);
    return hit ? (hit[1] ?? hit[0]).trim() : '';
  };

  /**
   * @template T
   * @param {T[]} list
   * @param {number | undefined} nth
   */
  const chosen = (list, nth) => (typeof nth === 'number' ? list.slice(nth).slice(0, 1) : list);

  /**
   * One strategy in one scope.
   * @param {Strategy} strategy
   * @param {ParentNode & Node} scope
   * @param {number} max
   * @param {boolean} lines
   * @returns {Found | null} The first candidate, and the text of another one that says something else.
   */
  const seek = (strategy, scope, max, lines) => {
    /** @type {Found | null} */
    let best = null;
    /** @param {string | null} text @param {Element | null} element */
    const offer = (text, element) => {
      if (text && !best) best = { text: text.slice(0, max), element };
      else if (best && text && text !== best.text) best.also ??= text.slice(0, max);
      return best?.also;
    };
    if (strategy.url) {
      let address = location.href;
      try {
        address = decodeURIComponent(address);
      } catch {
        // An address with a stray percent sign is taken as it is.
      }
      const text = pickOut(strategy.pick, pickOut(strategy.url, address));
      return text ? { text: text.slice(0, max), element: null } : null;
    }
    for (const part of strategy.within ? find(scope, strategy.within) : [scope]) {
      if (strategy.css) {
        for (const element of chosen(find(part, strategy.css).filter(seen(strategy.attr)), strategy.nth)) {
          const said = strategy.attr ? (attributeText(element, strategy.attr) ?? '') : words(element, max, lines);
          if (offer(pickOut(strategy.pick, said.trim()), element) || lines) break;
        }
      } else if (strategy.label?.length) {
        const index = labels(part);
        const nodes = strategy.label.flatMap((label) => lists.get(label) ?? [labelOf(label)]).flatMap((label) => index.get(label) ?? []);
        const shown = nodes.filter((node) => {
          const above = up(node, () => true);
          return above && visible(above);
        });
        for (const node of chosen(shown, strategy.nth)) {
          const found = beside(node, part);
          if (found && offer(pickOut(strategy.pick, found.text), found.element)) break;
        }
      } else if (strategy.text) {
        let said = wordsIn.get(part);
        if (said === undefined) wordsIn.set(part, (said = printed(part)));
        const text = pickOut(strategy.pick, pickOut(strategy.text, said));
        if (text) offer(text, holder(part, text));
      }
      if (best) break;
    }
    return best;
  };

  /** @param {string | undefined} attr */
  const seen = (attr) => (/** @type {Element} */ element) => {
    const above = attr ? parent(element) : element;
    return !above || kind(above) !== 1 || visible(/** @type {Element} */ (above));
  };

  /**
   * @param {Element} element
   * @param {string} name
   */
  const attributeText = (element, name) => (name === 'value' && /^(input|textarea|select)$/.test(tag(element)) ? words(element, MAX_FIELD) : attribute(element, name));

  /**
   * The element whose own text holds a value that was found in a larger text.
   * @param {ParentNode & Node} scope
   * @param {string} value
   */
  const holder = (scope, value) => {
    const wanted = value.split('\n')[0];
    for (const tree of [scope, ...rootsBelow(scope)]) {
      for (const text of texts(tree)) if (data(text).includes(wanted) && !isWritten(text)) return up(text, () => true);
    }
    return kind(scope) === 1 ? /** @type {Element} */ (scope) : null;
  };

  /**
   * @param {Record<string, Strategy[]>} fields
   * @param {ParentNode & Node} scope
   */
  const readFields = (fields, scope) => {
    /** @type {Record<string, FieldText>} */
    const texts = {};
    /** @type {Map<string, Element>} */
    const elements = new Map();
    for (const [name, strategies] of Object.entries(fields)) {
      for (const [by, strategy] of strategies.entries()) {
        const found = seek(strategy, scope, MAX_FIELD, false);
        if (!found) continue;
        texts[name] = { text: found.text, by, also: found.also };
        if (found.element) elements.set(name, found.element);
        break;
      }
    }
    return { texts, elements };
  };

  // ---- rows ----

  /** @type {WeakMap<Node, RowSeen | null>} */
  let rowsSeen = new WeakMap();
  /** Further elements of a row → its first one. @type {WeakMap<Node, Element>} */
  const spread = new WeakMap();

  /**
   * @param {RowsPlan} plan
   * @param {ParentNode & Node} scope
   */
  const rowElements = (plan, scope) => {
    const named = first(scope, plan.css);
    return (named.length ? named : rowsByKey(plan.key, scope)).slice(0, MAX_ROWS);
  };

  /**
   * Without a selector, a row is the highest ancestor of a key that holds no other key.
   * @param {string} pattern
   * @param {ParentNode & Node} scope
   */
  const rowsByKey = (pattern, scope) => {
    const key = regex(pattern);
    /** @type {Map<Node, string | null>} */
    const only = new Map();
    /** @type {[Text, string][]} */
    const hits = [];
    for (const tree of key ? [scope, ...rootsBelow(scope)] : []) {
      for (const text of texts(tree)) {
        const hit = key?.exec(data(text));
        const above = parent(text);
        if (!hit || !above || isIn(above, aside) || kind(above) !== 1 || !visible(/** @type {Element} */ (above))) continue;
        const value = hit[1] ?? hit[0];
        hits.push([text, value]);
        for (let here = parent(text); here; here = parent(here)) {
          const other = only.get(here);
          if (other === null) break;
          only.set(here, other === undefined || other === value ? value : null);
        }
      }
    }
    /** @type {Set<Element>} */
    const rows = new Set();
    for (const [text, value] of hits) {
      let row = up(text, () => true);
      for (let above = row && parent(row); above && only.get(above) === value && !/^(body|html|main)$/.test(tag(above)); above = parent(above)) {
        if (kind(above) === 1) row = /** @type {Element} */ (above);
      }
      // A lone key has no neighbours to be told from, so its row is what looks like one.
      if (new Set(hits.map((hit) => hit[1])).size === 1) row = up(text, (element) => matches(element, ['tr', 'li', '[role=row]', 'article'])) ?? row;
      if (row) rows.add(row);
    }
    return [...rows];
  };

  /**
   * @param {RowsPlan} plan
   * @param {Element} row
   * @returns {RowSeen | null}
   */
  const readRow = (plan, row) => {
    const pattern = regex(plan.key);
    if (!pattern) return null;
    let hit = pattern.exec(words(row, 8000));
    for (const link of hit ? [] : [row, ...find(row, 'a[href]')]) {
      hit ??= pattern.exec(attribute(link, 'href') ?? attribute(link, 'id') ?? '');
    }
    if (!hit) return null;
    const { texts, elements } = readFields(plan.fields, row);
    let part = row;
    for (let more = plan.span ?? 0; --more > 0; ) {
      const after = behind(part);
      if (!after) break;
      spread.set((part = after), row);
      const found = readFields(plan.fields, part);
      for (const [name, text] of Object.entries(found.texts)) texts[name] ??= text;
      for (const [name, place] of found.elements) if (!elements.has(name)) elements.set(name, place);
    }
    return { key: hit[1] ?? hit[0], texts, fields: elements };
  };

  // ---- conversation ----

  /** @param {ThreadPlan} plan */
  const conversations = (plan) => first(document, plan.scope).filter(visible);
  /** @param {ThreadPlan} plan */
  const threadScope = (plan) => conversations(plan)[0] ?? document;
  /**
   * What the first strategy finds that finds anything.
   * @param {Strategy[] | undefined} strategies
   * @param {ParentNode & Node} scope
   */
  const sought = (strategies, scope) => {
    for (const strategy of strategies ?? []) {
      const found = seek(strategy, scope, MAX_MESSAGE + 1, true);
      if (found) return found.text;
    }
    return null;
  };
  /** @param {ThreadPlan} plan */
  const bubbles = (plan) => first(threadScope(plan), plan.message).filter(visible);

  /**
   * @param {ThreadPlan} plan
   * @returns {MessageText[]}
   */
  const readThread = (plan) => {
    const scope = threadScope(plan);
    const found = bubbles(plan);
    const kept = plan.newest_first ? found.slice(0, MAX_MESSAGES) : found.slice(-MAX_MESSAGES);
    return kept.map((bubble) => {
      const text = (plan.text.length ? sought(plan.text, bubble) : words(bubble, MAX_MESSAGE + 1, true)) ?? '';
      return { from: author(plan, bubble, scope), time: sought(plan.time, bubble), text: text.slice(0, MAX_MESSAGE), cut: text.length > MAX_MESSAGE };
    });
  };

  /**
   * @param {ThreadPlan} plan
   * @param {Element} bubble
   * @param {Node} scope
   */
  const author = (plan, bubble, scope) => {
    for (const who of /** @type {const} */ (['buyer', 'seller', 'platform'])) {
      const marks = plan[who];
      const above = marks.length ? up(bubble, (element) => element !== scope && matches(element, marks), scope) : null;
      if (above || marks.some((mark) => find(bubble, mark).length)) return who;
    }
    return 'unknown';
  };

  // ---- reply box ----

  const EDITABLE = 'textarea, input:not([type]), input[type=text], [contenteditable]:not([contenteditable=false]), iframe';

  /**
   * The element that takes text: the candidate itself, or what stands in it, in its shadow tree or in its frame.
   * @param {Element} candidate
   * @returns {HTMLElement | null}
   */
  const editable = (candidate) => {
    for (const element of [candidate, ...find(candidate, EDITABLE)]) {
      const name = tag(element);
      if (name === 'iframe') {
        const inner = frameBody(/** @type {HTMLIFrameElement} */ (element));
        if (inner && visible(element)) return inner;
      } else if (visible(element) && (name === 'textarea' || (name === 'input' && matches(element, ['input:not([type])', '[type=text]'])))) {
        return /** @type {HTMLElement} */ (element);
      } else if (visible(element) && /** @type {HTMLElement} */ (element).isContentEditable === true) {
        return host(/** @type {HTMLElement} */ (element));
      }
    }
    return null;
  };

  /** @param {HTMLElement} element */
  const host = (element) => {
    let outer = element;
    up(element, (above) => {
      if (/** @type {HTMLElement} */ (above).isContentEditable === true) outer = /** @type {HTMLElement} */ (above);
      return false;
    });
    return outer;
  };

  /** @param {HTMLIFrameElement} frame */
  const frameBody = (frame) => {
    try {
      const body = frame.contentDocument?.body;
      return body && (body.isContentEditable || frame.contentDocument?.designMode === 'on') ? body : null;
    } catch {
      return null;
    }
  };

  /** @param {HTMLElement} element @returns {EditorKind} */
  const editorKind = (element) => {
    if (tag(element) === 'textarea') return 'textarea';
    if (tag(element) === 'input') return 'input';
    if (matches(element, ['.ProseMirror', '.ck-editor__editable', '.cke_editable'])) return 'paste-html';
    return home(element) !== document && kind(home(element)) === 9 ? 'plain-editable' : 'rich';
  };

  /**
   * @param {PagePlan} of
   * @returns {ReplyBox | null}
   */
  const findBox = (of) => {
    const plan = of.reply;
    if (!plan) return null;
    roots();
    rootsIn = new Map();
    /** @param {Element} element */
    const allowed = (element) => !up(element, (above) => matches(above, plan.avoid));
    /** @type {HTMLElement[]} */
    const boxes = [];
    /** @param {Element} candidate */
    const take = (candidate) => {
      const element = allowed(candidate) ? editable(candidate) : null;
      if (element && allowed(element)) boxes.push(element);
      return boxes.length > 0;
    };
    for (const selector of plan.css) if (!boxes.length) find(document, selector).forEach(take);
    const derived = !boxes.length;
    if (derived) {
      for (const button of sendButtons(plan)) {
        let level = 0;
        up(parent(button), (above) => find(above, EDITABLE).some(take) || ++level >= 8);
        if (boxes.length) break;
      }
    }
    const focused = page.active();
    const element = boxes.find((box) => focused && inside(box, deepest(focused))) ?? boxes.find(takesText) ?? boxes[0];
    if (!element) return null;
    const max = Number.parseInt(attribute(element, 'maxlength') ?? '', 10);
    return { element, kind: editorKind(element), max: max >= 0 ? max : null, limit: plan.limit ?? null, derived };
  };

  /** @param {HTMLElement} element */
  const takesText = (element) => !matches(element, [':disabled', '[readonly]', '[aria-readonly=true]']);

  /** @param {Element} active */
  const deepest = (active) => {
    let here = active;
    for (let inner = shadow(here)?.activeElement; inner; inner = shadow(here)?.activeElement) here = inner;
    return here;
  };

  /** @param {ReplyPlan} plan */
  const sendButtons = (plan) => {
    const named = plan.send.flatMap((selector) => find(document, selector)).filter(visible);
    if (named.length || !plan.send_words.length) return named;
    const wanted = new Set(plan.send_words.map(plain));
    return find(document, 'button, [role=button], input[type=submit], input[type=button], [class*=btn], [class*=button], [label]').filter((element) => {
      const said = [words(element, 60), attribute(element, 'aria-label'), attribute(element, 'label'), attribute(element, 'value')];
      return visible(element) && said.some((text) => text && wanted.has(plain(text)));
    });
  };

  /** @param {ReplyBox | null} box @returns {ReplyText | null} */
  const replyText = (box) => {
    if (!box) return null;
    const field = box.kind === 'textarea' || box.kind === 'input';
    return { kind: box.kind, max: box.max, derived: box.derived, length: (field ? value(box.element) : words(box.element, 100000, true)).length };
  };

  // ---- the look ----

  /** What the last look saw of the page's own part. */
  /** @type {{ plan: PagePlan, texts: Record<string, FieldText>, sight: Sight, thread: MessageText[], box: ReplyBox | null, header: string | null, threads: number } | null} */
  let part = null;

  const forget = () => {
    part = null;
    rowsSeen = new WeakMap();
    rootsStale = true;
  };

  own.read = {
    pick(plan) {
      if (plan !== listed) lists = new Map(Object.entries(plan.labels).map(([name, texts]) => [name, texts.map(labelOf)]));
      listed = plan;
      roots();
      aside = new Set();
      const here = location.href;
      if (plan.away?.some((selector) => find(document, selector).some(visible))) return null;
      return (
        plan.pages.find((one) => {
          const there = () => !one.present?.length || one.present.some((selector) => find(document, selector).some(visible));
          return one.url.some((url) => regex(url)?.test(here)) && there();
        }) ?? null
      );
    },

    async read(portal, plan, fresh) {
      if (fresh) forget();
      rootsIn = new Map();
      labelsIn = new Map();
      wordsIn = new Map();
      roots();
      aside = new Set();
      const scope = first(document, plan.scope).find(visible) ?? document;
      const talk = plan.thread ? threadScope(plan.thread) : scope;
      // A dialog that holds what the page is about is the page.
      aside = new Set(find(document, 'dialog[open], [role=dialog], [aria-modal=true]').filter((dialog) => visible(dialog) && !inside(dialog, scope) && !inside(dialog, talk)));
      if (!part || part.plan !== plan) part = steady(() => {
        const box = findBox(plan);
        const thread = plan.thread ? readThread(plan.thread) : [];
        written = new Set(plan.thread ? bubbles(plan.thread) : []);
        if (box) written.add(box.element);
        labelsIn = new Map();
        const { texts, elements } = readFields(plan.fields, scope);
        written = new Set();
        const element = kind(scope) === 1 ? /** @type {Element} */ (scope) : null;
        const { thread: talks } = plan;
        return { plan, texts, sight: { element, fields: elements }, thread, box, header: sought(talks?.header, document), threads: talks ? conversations(talks).length : 0 };
      });
      const { texts, sight, thread, box, header, threads } = part;
      /** @type {RowText[]} */
      const rows = [];
      /** @type {Map<string, Sight>} */
      const sights = new Map();
      let since = performance.now();
      for (const row of plan.rows ? rowElements(plan.rows, scope) : []) {
        let seen = rowsSeen.get(row);
        if (!plan.rows || !visible(row)) continue;
        if (seen === undefined) {
          const { rows: rowsPlan } = plan;
          rowsSeen.set(row, (seen = steady(() => readRow(rowsPlan, row))));
        }
        if (seen && !sights.has(seen.key)) {
          rows.push({ key: seen.key, fields: seen.texts });
          sights.set(seen.key, { element: row, fields: seen.fields });
        }
        if (performance.now() - since > SLICE) {
          await pause();
          since = performance.now();
        }
      }
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      /** @type {Snapshot} */
      const snapshot = {
        v: 1,
        portal,
        page: plan.id,
        url: location.href.slice(0, MAX_FIELD),
        title: (page.title()).slice(0, MAX_FIELD),
        lang: attribute(page.root(), 'lang') ?? '',
        taken_ms: Date.now(),
        zone,
        fields: texts,
        rows,
        partial: false,
        thread,
        header,
        threads,
        reply: replyText(box),
      };
      return { snapshot, page: sight, rows: sights, box };
    },

    box: findBox,
    seek: (strategy, scope) => seek(strategy, scope, MAX_FIELD, false),
    find,

    touched(node, structure) {
      if (structure) rootsStale = true;
      for (let here = /** @type {Node | null} */ (node); here; here = parent(here)) {
        const row = spread.get(here) ?? here;
        if (rowsSeen.has(row)) {
          rowsSeen.delete(row);
          return true;
        }
      }
      part = null;
      return false;
    },

    roots,
    forget,
  };
})();
