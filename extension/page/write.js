// Puts one text at the caret of the reply box and looks whether it stands there as meant. One technique by
// the kind of box and the browser, once: a second try on top of a slow editor would write the letter twice.
// Nothing here presses Send or Enter. How a text is taken back stands in `undo.js`.
(() => {
  const own = globalThis.dueline;
  if (!own?.dom || own.write) return;
  const { children, connected, data, document: page, home, inside, isBlock, kind, matches, owner, tag, up, value, visible } = own.dom;

  const MAX_LETTER = 50000;
  /** How an event goes that an editor is to hear. */
  const TOLD = { bubbles: true, cancelable: true, composed: true };
  const GECKO = chrome.runtime.getURL('').startsWith('moz-');

  /** Where the caret last stood in a rich editor. @type {{ host: Element, range: Range } | null} */
  let remembered = null;
  /** Boxes that had the focus; in others the caret was never placed by a person. @type {WeakSet<Element>} */
  const visited = new WeakSet();
  /** @type {Promise<unknown>} */
  let queue = Promise.resolve();
  /** @type {WeakSet<Document>} */
  let attended = new WeakSet();

  /** @param {number} ms */
  const wait = (ms) => new Promise((resume) => setTimeout(resume, ms));
  /** @param {WriteProblem} problem @returns {WriteOutcome} */
  const refuse = (problem) => ({ done: false, problem });
  /** @param {ReplyBox} box */
  const isField = (box) => box.kind === 'textarea' || box.kind === 'input';
  /** @param {ReplyBox} box */
  const field = (box) => /** @type {HTMLTextAreaElement} */ (box.element);

  // ---- selection ----

  /** @param {Element} host @returns {Selection | null} */
  const selectionOf = (host) => {
    const root = /** @type {any} */ (home(host));
    return kind(root) === 11 && root.getSelection ? root.getSelection() : page.selection(owner(host));
  };

  /** @param {Element} host @returns {Range | null} */
  const rangeIn = (host) => {
    const selection = selectionOf(host);
    if (!selection) return null;
    const root = home(host);
    const composed = /** @type {any} */ (selection).getComposedRanges;
    let found = selection.rangeCount ? selection.getRangeAt(0) : null;
    if (kind(root) === 11 && composed && !(found && inside(host, found.startContainer))) {
      const fixed = composed.call(selection, { shadowRoots: [root] })[0];
      if (fixed) {
        found = page.range(owner(host));
        found.setStart(fixed.startContainer, fixed.startOffset);
        found.setEnd(fixed.endContainer, fixed.endOffset);
      }
    }
    return found && inside(host, found.startContainer) && inside(host, found.endContainer) ? found : null;
  };

  /** @param {ReplyBox} box @returns {FieldCaret | null} A rich editor's own history knows its selection. */
  const caretOf = (box) => {
    if (!isField(box)) return null;
    const { selectionStart, selectionEnd, selectionDirection } = field(box);
    return { start: selectionStart ?? 0, end: selectionEnd ?? 0, direction: selectionDirection ?? 'none' };
  };

  /**
   * Makes the box the place where typing goes, with the caret where the person left it.
   * @param {ReplyBox} box
   */
  const enter = async (box) => {
    const host = box.element;
    const root = /** @type {ShadowRoot} */ (home(host));
    const where = owner(host);
    const view = page.view(where);
    const active = kind(root) === 11 ? root.activeElement : page.active(where);
    const held = active === host || (!isField(box) && inside(host, active));
    if (held) visited.add(host);
    if (held && page.focused(where) && (isField(box) || rangeIn(host))) return;
    const kept = !isField(box) && remembered?.host === host && inside(host, remembered.range.startContainer) ? remembered.range.cloneRange() : null;
    if (view && view !== window) view.focus();
    host.focus({ preventScroll: true });
    if (isField(box) && !visited.has(host)) field(box).setSelectionRange(value(host).length, value(host).length);
    visited.add(host);
    if (!isField(box)) {
      const range = kept ?? rangeIn(host) ?? page.range(where);
      if (!inside(host, range.startContainer)) {
        range.selectNodeContents(host);
        range.collapse(false);
      }
      selectionOf(host)?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    }
    // Editors with a model take over focus and selection a turn later.
    await wait(isField(box) ? 0 : 20);
  };

  // ---- what the box shows ----

  /**
   * The lines of a rich editor: a block is a line, an empty block is an empty line.
   * @param {Element} host
   */
  const linesOf = (host) => {
    /** @type {string[]} */
    const lines = [];
    let open = false;
    /** @param {string} text */
    const add = (text) => {
      if (!open) lines.push('');
      open = true;
      lines[lines.length - 1] += text;
    };
    /** @param {Node} node */
    const walk = (node) => {
      if (kind(node) === 3) {
        const text = data(/** @type {Text} */ (node)).replace(/[\u200b\u2060\ufeff]/g, '');
        const above = up(node, () => true);
        const kept = above && text.includes('\n') && getComputedStyle(above).whiteSpace.startsWith('pre');
        if (!kept && !text.trim() && !open && /\n/.test(text)) return;
        for (const [index, line] of (kept ? text.split('\n') : [text.replace(/\s+/g, ' ')]).entries()) {
          if (index) open = false;
          if (index || line || above) add(line);
        }
        return;
      }
      if (kind(node) !== 1) return;
      const element = /** @type {Element} */ (node);
      if (tag(element) === 'br') {
        add('');
        open = false;
        return;
      }
      if (element !== host && matches(element, ['[contenteditable=false]', 'style, script']) && !visible(element)) return;
      const block = element !== host && isBlock(element);
      if (block) open = false;
      const before = lines.length;
      for (const child of children(element)) walk(child);
      if (block && lines.length === before && !/^(ul|ol|table|tbody|tr|hr|img)$/.test(tag(element))) add('');
      if (block) open = false;
    };
    walk(host);
    return lines;
  };

  /** @param {string} text */
  const level = (text) =>
    text
      .replace(/[\u200b\u2060\ufeff]/g, '')
      .split('\n')
      .map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim())
      .join('\n')
      .replace(/\n+$/, '');

  /** @param {ReplyBox} box */
  const raw = (box) => (isField(box) ? value(box.element) : linesOf(box.element).join('\n'));
  /** @param {ReplyBox} box */
  const shown = (box) => (isField(box) ? raw(box) : level(raw(box)));

  /**
   * Whether `after` is `before` with `text` in the place of `selected`.
   * @param {string} before
   * @param {string} after
   * @param {string} text
   * @param {string} selected
   */
  const standsIn = (before, after, text, selected) => {
    const gone = selected.replace(/\s+/g, '');
    for (let at = after.indexOf(text); at >= 0; at = after.indexOf(text, at + 1)) {
      const head = after.slice(0, at).trimEnd();
      const tail = after.slice(at + text.length).trimStart();
      if (!before.startsWith(head) || !before.endsWith(tail) || head.length + tail.length > before.length) continue;
      if (before.slice(head.length, before.length - tail.length).replace(/\s+/g, '') === gone) return true;
    }
    return false;
  };

  /**
   * Looks until the test holds twice in a row, at most a second.
   * @param {() => boolean} test
   */
  const becomes = async (test) => {
    const end = performance.now() + 1000;
    let good = test() ? 1 : 0;
    while (performance.now() < end) {
      await wait(40);
      good = test() ? good + 1 : 0;
      if (good >= 2) return true;
    }
    return false;
  };

  // ---- techniques ----

  /** @param {ReplyBox} box @param {string} command @param {string} [text] */
  const exec = (box, command, text) => {
    page.exec(owner(box.element), command, text);
  };

  /** @param {string} text @param {boolean} spaced Whether the editor collapses spaces. */
  const html = (text, spaced) => {
    const safe = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
    return (spaced ? safe.replace(/^ | (?= )/gm, '\u00a0') : safe).split('\n').join('<br>');
  };

  /** @param {ReplyBox} box */
  const caretElement = (box) => up(rangeIn(box.element)?.startContainer ?? null, () => true) ?? box.element;

  /**
   * A paste as the editor sees one from the clipboard; `true` if it took it.
   * @param {ReplyBox} box
   * @param {string} text
   * @param {boolean} rich
   */
  const paste = (box, text, rich) => {
    const carrier = new DataTransfer();
    carrier.setData('text/plain', text);
    if (rich) {
      carrier.setData('text/html', html(text, true));
      // Some of these take only the plain text while they believe that Shift is held, as in a command's keys.
      caretElement(box).dispatchEvent(new KeyboardEvent('keyup', { key: 'Shift', keyCode: 16, ...TOLD }));
    }
    return !caretElement(box).dispatchEvent(new ClipboardEvent('paste', { clipboardData: carrier, ...TOLD }));
  };

  /** @param {ReplyBox} box @param {string} text */
  const put = async (box, text) => {
    if (isField(box) || box.kind === 'plain-editable') return exec(box, 'insertText', text);
    if (GECKO) {
      if (matches(box.element, ['.public-DraftEditor-content'])) {
        // It leaves what is typed within a line to the browser, but not what replaces something: the sign before
        // the caret goes along.
        const selection = selectionOf(box.element);
        const before = selection?.isCollapsed && rangeIn(box.element)?.startOffset;
        if (before) selection?.modify('extend', 'backward', 'character');
        await wait(50);
        return exec(box, 'insertText', (before ? String(selection) : '') + text);
      }
      // A clipboard made here reaches the page empty in this browser, but its editors follow what it says of commands.
      if (matches(box.element, ['[data-slate-editor]', 'trix-editor'])) {
        caretElement(box).dispatchEvent(new InputEvent('beforeinput', { inputType: 'insertText', data: text, ...TOLD }));
        return;
      }
      const paragraphs = box.kind === 'paste-html' || matches(box.element, ['.ql-editor']);
      for (const [index, line] of text.split('\n').entries()) {
        if (index) exec(box, paragraphs ? 'insertParagraph' : 'insertLineBreak');
        if (line) exec(box, 'insertText', line);
        // Some take up each command a turn later.
        await wait(0);
      }
      return;
    }
    const before = shown(box);
    if (paste(box, text, box.kind === 'paste-html') || shown(box) !== before) return;
    await wait(20);
    if (shown(box) !== before) return;
    const spaced = !getComputedStyle(box.element).whiteSpace.startsWith('pre');
    exec(box, 'insertHTML', html(text, spaced));
  };

  /** @param {ReplyBox} box */
  const isReadOnly = (box) => {
    if (matches(box.element, [':disabled', '[readonly]', '[aria-readonly=true]', '[aria-disabled=true]', '[inert]'])) return true;
    return !isField(box) && !box.element.isContentEditable && !page.designed(owner(box.element));
  };

  /** @param {() => ReplyBox | null} find @param {string} letter @returns {Promise<WriteOutcome>} */
  const insert = async (find, letter) => {
    let box = find();
    if (!box) return refuse('no-box');
    if (isReadOnly(box)) return refuse('read-only');
    if (own.write.composing) return refuse('composing');
    const lines = letter.replace(/\r\n?/g, '\n');
    const text = box.kind === 'input' ? lines.replace(/\s*\n\s*/g, ' ') : lines;
    if (!text || text.length > MAX_LETTER) return refuse(text ? 'too-long' : 'refused');
    let kept = isField(box) ? caretOf(box) : null;
    await enter(box);
    // Some frameworks put another element in the place of a box that gets the focus.
    if (!connected(box.element)) {
      box = find();
      if (!box) return refuse('no-box');
      kept = null;
      await enter(box);
    }
    const caret = caretOf(box);
    const before = shown(box);
    const selected = caret ? before.slice(caret.start, caret.end) : (rangeIn(box.element)?.toString() ?? '');
    const room = Math.min(box.max ?? Infinity, box.limit ?? Infinity);
    if (before.length - selected.length + text.length > room) return refuse('too-long');
    const there = box;
    const meant = caret ? before.slice(0, caret.start) + text + before.slice(caret.end) : level(text);
    const stands = () => (caret ? value(there.element) === meant : standsIn(before, shown(there), meant, level(selected)));
    await put(box, text);
    const good = await becomes(stands);
    const after = shown(box);
    if (after === before && !good) return refuse('refused');
    own.write.last = { box, before, after, caret: kept ?? caret };
    return good ? { done: true, problem: null } : refuse('altered');
  };

  // ---- attention ----

  /** @param {Document} where @param {AbortSignal} signal */
  const listen = (where, signal) => {
    if (attended.has(where)) return;
    attended.add(where);
    const options = { capture: true, signal };
    const view = page.view(where) ?? window;
    view.addEventListener('compositionstart', (event) => (own.write.composing ||= event.isTrusted), options);
    view.addEventListener('compositionend', () => (own.write.composing = false), options);
    view.addEventListener('blur', () => (own.write.composing = false), options);
    signal.addEventListener('abort', () => attended.delete(where));
  };

  /** Insertions and undos wait for each other. @param {() => Promise<WriteOutcome>} job @returns {Promise<WriteOutcome>} */
  const inTurn = (job) => {
    const turn = queue.then(job);
    queue = turn.catch(() => {});
    return turn;
  };

  own.write = {
    attend(box, signal) {
      listen(document, signal);
      const host = box?.element;
      if (!box || !host) return;
      if (inside(host, page.active())) visited.add(host);
      host.addEventListener('focus', () => visited.add(host), { signal });
      if (isField(box)) return;
      const where = owner(host);
      listen(where, signal);
      const remember = () => {
        const range = rangeIn(host);
        if (range) remembered = { host, range: range.cloneRange() };
      };
      (page.view(where) ?? window).addEventListener('selectionchange', remember, { capture: true, signal });
      host.addEventListener('focusin', remember, { signal });
      remember();
    },
    insert: (find, text) => inTurn(() => insert(find, text)),
    canUndo() {
      const { last } = own.write;
      return !!last && connected(last.box.element) && shown(last.box) === last.after;
    },
    last: null,
    composing: false,
    becomes,
    caretElement,
    enter,
    exec,
    inTurn,
    isField,
    isReadOnly,
    put,
    raw,
    shown,
  };
})();
