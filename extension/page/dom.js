// Safe eyes: access to the page's tree that a hostile or careless page cannot bend. A form with
// `<input name="parentNode">` answers `form.parentNode` with that input, in an isolated world too, and so does
// `document` with named images. Hence every member is taken once from its prototype and applied to the node.
(() => {
  const own = globalThis.dueline;
  if (!own || own.dom) return;

  /**
   * @template {object} T
   * @template {keyof T} K
   * @param {{ prototype: T }} type
   * @param {K} name
   * @returns {(thing: T) => T[K]}
   */
  const getter = (type, name) => {
    const get = /** @type {Function} */ (Object.getOwnPropertyDescriptor(type.prototype, name)?.get);
    return (thing) => Reflect.apply(get, thing, []);
  };

  const parentNode = getter(Node, 'parentNode');
  const firstChild = getter(Node, 'firstChild');
  const nextSibling = getter(Node, 'nextSibling');
  const nodeType = getter(Node, 'nodeType');
  const isConnected = getter(Node, 'isConnected');
  const ownerDocument = getter(Node, 'ownerDocument');
  const localName = getter(Element, 'localName');
  const shadowRoot = getter(Element, 'shadowRoot');
  const data = getter(CharacterData, 'data');
  const rootOf = getter(Document, 'documentElement');
  const titleOf = getter(Document, 'title');
  const activeOf = getter(Document, 'activeElement');
  const stateOf = getter(Document, 'visibilityState');
  const viewOf = getter(Document, 'defaultView');
  const designOf = getter(Document, 'designMode');
  const areaValue = getter(HTMLTextAreaElement, 'value');
  const inputValue = getter(HTMLInputElement, 'value');
  const inputType = getter(HTMLInputElement, 'type');
  const chosenOf = getter(HTMLSelectElement, 'selectedOptions');
  const { createElement, createRange, elementFromPoint, elementsFromPoint, createTreeWalker, execCommand, getSelection, hasFocus } = Document.prototype;
  const { checkVisibility, getAttribute, getBoundingClientRect } = Element.prototype;
  const { querySelectorAll: findBelow, matches: fits } = Element.prototype;
  const { getRootNode } = Node.prototype;
  const queries = { 1: findBelow, 9: Document.prototype.querySelectorAll, 11: DocumentFragment.prototype.querySelectorAll };

  const SILENT = new Set(['script', 'style', 'noscript', 'svg', 'iframe']);
  const INLINE = new Set(
    'a abbr b bdi cite code del em font i img ins kbd label mark q s small span strong sub sup time u wbr slot'.split(' '),
  );
  const FIELDS = new Set(['input', 'textarea', 'select']);

  /** @param {Element} element */
  const isBlock = (element) => !INLINE.has(localName(element)) && !localName(element).includes('-');

  /** @param {Node} node */
  const parent = (node) => parentNode(node) ?? (nodeType(node) === 11 ? (/** @type {ShadowRoot} */ (node).host ?? null) : null);

  /**
   * What is shown inside a node: its shadow tree before its own children, and what a slot was given.
   * @param {Node} node
   * @returns {Generator<Node>}
   */
  function* children(node) {
    const element = nodeType(node) === 1 ? /** @type {Element} */ (node) : null;
    if (element && localName(element) === 'slot') {
      const given = Reflect.apply(HTMLSlotElement.prototype.assignedNodes, element, [{ flatten: true }]);
      if (given.length) return void (yield* given);
    }
    for (let child = firstChild((element && shadowRoot(element)) ?? node); child; child = nextSibling(child)) yield child;
  }

  /** What is visible, for the length of one piece of work in which nothing changes. @type {Map<Element, boolean> | null} */
  let seen = null;

  /** @param {Element} element */
  const visible = (element) => {
    let shows = seen?.get(element);
    if (shows === undefined) {
      shows = shown(element);
      seen?.set(element, shows);
    }
    return shows;
  };

  /** @param {Element} element @returns {boolean} */
  const shown = (element) => {
    if (Reflect.apply(checkVisibility, element, [{ visibilityProperty: true }])) return true;
    // An element without a box of its own is not hidden when its children take its place.
    if (!isConnected(element) || getComputedStyle(element).display !== 'contents') return false;
    const above = parent(element);
    return !above || nodeType(above) !== 1 || visible(/** @type {Element} */ (above));
  };

  /** @param {Element} field */
  const fieldText = (field) => {
    if (localName(field) === 'select') return chosenOf(/** @type {HTMLSelectElement} */ (field))[0]?.text ?? '';
    if (localName(field) === 'textarea') return areaValue(/** @type {HTMLTextAreaElement} */ (field));
    const input = /** @type {HTMLInputElement} */ (field);
    return /^(password|hidden|file|checkbox|radio)$/.test(inputType(input)) ? '' : inputValue(input);
  };

  /**
   * The visible words of a node, white space collapsed; with `lines` the line breaks stay.
   * @param {Node} node
   * @param {number} max
   * @param {boolean} [lines]
   * @param {(element: Element) => boolean} [skip]
   */
  const words = (node, max, lines = false, skip) => {
    let text = '';
    const edge = () => {
      if (text && !text.endsWith('\n')) text += '\n';
    };
    /** @param {Node} here */
    const walk = (here) => {
      // Twice the limit, because white space is collapsed only at the end.
      if (text.length > max * 2 + 64) return;
      if (nodeType(here) === 3) {
        const piece = data(/** @type {Text} */ (here));
        const kept = lines && piece.includes('\n') && preserves(here);
        text += kept ? piece.slice(0, max * 2) : piece.slice(0, max * 2).replace(/\s+/g, ' ');
      } else if (nodeType(here) === 1) {
        const element = /** @type {Element} */ (here);
        const tag = localName(element);
        if (SILENT.has(tag) || !visible(element) || skip?.(element)) return;
        if (tag === 'br') text += '\n';
        else if (FIELDS.has(tag)) text += fieldText(element);
        else {
          const block = isBlock(element);
          if (block) edge();
          for (const child of children(element)) walk(child);
          if (block) edge();
        }
      } else for (const child of children(here)) walk(child);
    };
    walk(node);
    const tidy = lines
      ? text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim()).join('\n').replace(/\n{3,}/g, '\n\n')
      : text.replace(/\s+/g, ' ');
    return tidy.trim().slice(0, max);
  };

  /** @param {Node} text */
  const preserves = (text) => {
    const above = parent(text);
    return !!above && nodeType(above) === 1 && /pre|break-spaces/.test(getComputedStyle(/** @type {Element} */ (above)).whiteSpace);
  };

  /**
   * Everything below `scope` that a selector names, in the order of the document; a selector that the
   * browser does not understand finds nothing.
   * @param {ParentNode} scope
   * @param {string} selector
   * @returns {Element[]}
   */
  const all = (scope, selector) => {
    try {
      const query = queries[/** @type {1 | 9 | 11} */ (nodeType(/** @type {Node} */ (/** @type {unknown} */ (scope))))];
      return Array.from(Reflect.apply(query, scope, [selector]));
    } catch {
      return [];
    }
  };

  /**
   * @param {Element} element
   * @param {string[]} selectors
   */
  const matches = (element, selectors) =>
    selectors.some((selector) => {
      try {
        return Reflect.apply(fits, element, [selector]);
      } catch {
        return false;
      }
    });

  /**
   * The nearest element from `node` upwards that passes, through shadow roots, not beyond `limit`.
   * @param {Node | null} node
   * @param {(element: Element) => boolean} test
   * @param {Node | null} [limit]
   */
  const up = (node, test, limit = null) => {
    for (let here = node; here; here = here === limit ? null : parent(here)) {
      if (nodeType(here) === 1 && test(/** @type {Element} */ (here))) return /** @type {Element} */ (here);
    }
    return null;
  };

  /**
   * @param {Node} outer
   * @param {Node | null} node
   */
  const inside = (outer, node) => {
    for (let here = node; here; here = parent(here)) if (here === outer) return true;
    return false;
  };

  /**
   * Every text node of one tree, without those that hold code.
   * @param {Node} scope
   * @returns {Generator<Text>}
   */
  function* texts(scope) {
    const walker = Reflect.apply(createTreeWalker, document, [scope, NodeFilter.SHOW_TEXT]);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const above = parentNode(node);
      if (above && nodeType(above) === 1 && SILENT.has(localName(/** @type {Element} */ (above)))) continue;
      yield /** @type {Text} */ (node);
    }
  }

  /** @type {Map<string, RegExp | null>} */
  const compiled = new Map();

  /**
   * A pack's regular expression. Packs are checked with Rust's dialect, whose leading `(?i)` and the
   * like are flags here.
   * @param {string} source
   */
  const regex = (source) => {
    let made = compiled.get(source);
    if (made === undefined) {
      const flags = /^\(\?([imsu]+)\)/.exec(source);
      const body = flags ? source.slice(flags[0].length) : source;
      const wanted = [...new Set(flags ? flags[1].replace('u', '') : '')].join('');
      made = null;
      for (const extra of ['u', '']) {
        try {
          made ??= new RegExp(body, wanted + extra);
        } catch {
          // The plain dialect forgives escapes that the Unicode one does not.
        }
      }
      compiled.set(source, made);
    }
    return made;
  };

  /** @type {DuelineDom} */
  own.dom = {
    make(tag, name, text) {
      const element = Reflect.apply(createElement, document, [tag]);
      if (name) element.className = name;
      if (text !== undefined) element.textContent = text;
      return /** @type {any} */ (element);
    },
    document: {
      root: () => rootOf(document),
      title: () => titleOf(document),
      active: (of = document) => activeOf(of),
      hidden: () => stateOf(document) === 'hidden',
      exec: (of, command, text) => Reflect.apply(execCommand, of, [command, false, text]),
      range: (of) => Reflect.apply(createRange, of, []),
      selection: (of) => Reflect.apply(getSelection, of, []),
      focused: (of) => Reflect.apply(hasFocus, of, []),
      view: viewOf,
      designed: (of) => designOf(of) === 'on',
      at(x, y, below = null) {
        let hit = /** @type {Element | null} */ (Reflect.apply(elementFromPoint, document, [x, y]));
        if (hit && hit === below) {
          hit = Reflect.apply(elementsFromPoint, document, [x, y]).find((/** @type {Element} */ other) => other !== below) ?? null;
        }
        for (let root = hit && shadowRoot(hit); root; ) {
          const inner = root.elementFromPoint(x, y);
          if (!inner || inner === hit) break;
          hit = inner;
          root = shadowRoot(inner);
        }
        return hit;
      },
    },
    parent,
    children,
    next: nextSibling,
    behind: getter(Element, 'nextElementSibling'),
    kind: nodeType,
    tag: (node) => (nodeType(node) === 1 ? localName(/** @type {Element} */ (node)) : ''),
    words,
    value: fieldText,
    all,
    matches,
    attribute: (element, name) => Reflect.apply(getAttribute, element, [name]),
    shadow: shadowRoot,
    visible,
    steady(work) {
      seen = new Map();
      try {
        return work();
      } finally {
        seen = null;
      }
    },
    rect: (element) => Reflect.apply(getBoundingClientRect, element, []),
    connected: isConnected,
    owner: (node) => ownerDocument(node) ?? document,
    home: (node) => Reflect.apply(getRootNode, node, []),
    inside,
    up,
    isBlock,
    texts,
    data,
    regex,
    // Half and full width, upper and lower case, and runs of white space count as the same.
    plain: (text) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim(),
    pause: () => new Promise((resume) => setTimeout(resume)),
  };
})();
