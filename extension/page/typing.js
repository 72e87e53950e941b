// What a person writes into the reply box: kept as a draft, so that a closed tab takes nothing away, and a shortcut
// word followed by Tab becomes its letter. Brought with the first key in the box.
(() => {
  const own = globalThis.dueline;
  if (!own?.hands || own.typing) return;
  const { connected, data, document: page, inside, kind, owner } = own.dom;
  const { enter, isField, shown } = own.write;
  const { sight } = own.hands;

  /** After so long without a key the draft is kept. */
  const PAUSE = 1500;

  /** @type {ReplyBox | null} */
  let box = null;
  let kept = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const keep = () => {
    clearTimeout(timer);
    timer = undefined;
    const { seen, bar, send } = sight();
    if (!box || !seen || !bar?.keep || !connected(box.element)) return;
    const text = shown(box);
    if (!text.trim() || text === kept) return;
    kept = text;
    void send({ kind: 'draft', text, snapshot: seen.snapshot });
  };

  /** The caret of a rich editor, in the text where it stands. @param {ReplyBox} box */
  const caretIn = ({ element }) => {
    const selection = page.selection(owner(element));
    const node = selection?.isCollapsed ? selection.anchorNode : null;
    return selection && node && kind(node) === 3 && inside(element, node) ? { selection, node: /** @type {Text} */ (node), offset: selection.anchorOffset } : null;
  };

  /** The word that ends at the caret, and how to select it. @param {ReplyBox} box */
  const wordBefore = (box) => {
    if (isField(box)) {
      const field = /** @type {HTMLTextAreaElement} */ (box.element);
      const end = field.selectionStart ?? 0;
      if (end !== field.selectionEnd) return null;
      const word = /\S+$/.exec(field.value.slice(0, end))?.[0] ?? '';
      return { word, select: () => field.setSelectionRange(end - word.length, end) };
    }
    const caret = caretIn(box);
    if (!caret) return null;
    const { selection, node, offset } = caret;
    const word = /\S+$/.exec(data(node).slice(0, offset))?.[0] ?? '';
    return { word, select: () => selection.setBaseAndExtent(node, offset - word.length, node, offset) };
  };

  /** @param {ReplyBox} box @param {string} word @param {() => void} select */
  const expand = async (box, word, select) => {
    const { seen, send, insert } = sight();
    if (!seen) return;
    /** @type {{ letter?: string, text?: string | null } | undefined} */
    const answer = await send({ kind: 'expand', word, snapshot: seen.snapshot });
    if (!answer?.letter) return;
    if (!answer.text) return own.hands?.setPanel(true, undefined, answer.letter);
    // The word must still stand where it stood; whoever types on wants no letter.
    const now = wordBefore(box);
    if (now?.word !== word) return;
    await enter(box);
    select();
    await insert(answer.text, answer.letter);
  };

  /** @param {KeyboardEvent} event */
  const key = (event) => {
    if (!event.isTrusted || !box) return;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
    const plain = event.key === 'Tab' && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing;
    const words = plain ? (sight().bar?.shortcuts ?? []) : [];
    const found = words.length ? wordBefore(box) : null;
    if (!found || !words.includes(found.word)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void expand(box, found.word, found.select);
  };

  own.typing = {
    attend(now, signal) {
      if (box?.element === now.element) return;
      keep();
      box = now;
      kept = '';
      // A field of a frame hears its keys in the frame's own window.
      const view = page.view(owner(now.element)) ?? window;
      view.addEventListener('keydown', key, { capture: true, signal });
      if (view !== window) view.addEventListener('pagehide', keep, { signal });
      addEventListener('pagehide', keep, { signal });
      addEventListener('visibilitychange', keep, { capture: true, signal });
    },
  };
})();
