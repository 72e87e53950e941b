// What every editor page answers, whatever stands behind it. The tests speak to `window.editor` and never to the
// page's tree: what counts is the editor's own model.

/**
 * @typedef {object} Mounted
 * @property {() => string} text The editor's own model, lines parted by line feeds.
 * @property {(text: string, from: number, to: number) => unknown} reset Fills the model with one line through the
 *   editor's own interface, forgets its history where it can, takes the focus and selects.
 */

/**
 * @param {(place: HTMLElement, changed: (text: string) => void) => Mounted | Promise<Mounted>} mount The editor calls
 *   `changed` from its own change event, with its own text.
 */
export const editor = async (mount) => {
  const place = /** @type {HTMLElement} */ (document.querySelector('.imageupload__inputmultiline'));
  const send = /** @type {HTMLButtonElement} */ (document.querySelector('#imageupload__send--button'));
  place.replaceChildren();
  send.disabled = true;
  const state = { settled: true, problems: /** @type {string[]} */ ([]) };
  addEventListener('error', ({ message }) => state.problems.push(message));
  addEventListener('unhandledrejection', ({ reason }) => state.problems.push(String(reason)));
  const changed = (/** @type {string} */ text) => {
    send.disabled = !text.trim();
    if (text.trim()) window.heard?.(text);
  };
  const { text, reset } = await mount(place, changed);
  window.editor = {
    text: () => text().replaceAll('\u00a0', ' '),
    canSend: () => !send.disabled,
    settled: () => state.settled,
    problems: () => state.problems.splice(0).join('; '),
    reset(/** @type {string} */ line, /** @type {number} */ from, /** @type {number} */ to) {
      state.settled = false;
      Promise.resolve(reset(line, from, to)).then(
        () => (state.settled = true),
        (problem) => state.problems.push(String(problem)),
      );
    },
  };
};

/** @param {string} text */
export const style = (text) => document.head.append(Object.assign(document.createElement('style'), { textContent: text }));

/** @param {number} [ms] */
export const turn = (ms = 0) => new Promise((go) => setTimeout(go, ms));

/**
 * A field of a framework: `set` puts a text into the framework's state.
 * @param {() => HTMLTextAreaElement | HTMLInputElement} find
 * @param {() => string} text
 * @param {(text: string) => unknown} set
 */
export const field = (find, text, set) => ({
  text,
  async reset(/** @type {string} */ line, /** @type {number} */ from, /** @type {number} */ to) {
    // Through an empty state, so that the field forgets its own history even where the text is the same.
    await set('');
    await turn();
    if (line) await set(line);
    await turn(20);
    find().focus();
    find().setSelectionRange(from, to);
  },
});

/** @param {ParentNode} place @param {string} [name] @param {Record<string, unknown>} [more] */
export const add = (place, name = 'div', more = {}) => {
  const element = Object.assign(document.createElement(name), { id: 'editor', ...more });
  place.append(element);
  return element;
};

/** The lines of a tree of paragraphs and breaks; a break at a paragraph's end only holds it open. @param {Element} root */
export const lines = (root) => {
  const block = (/** @type {Element} */ element) => {
    const text = [...element.childNodes].map((node) => (node.nodeName === 'BR' ? '\n' : node.nodeType === 3 ? node.nodeValue : block(/** @type {Element} */ (node)))).join('');
    return element.lastChild?.nodeName === 'BR' ? text.slice(0, -1) : text;
  };
  return [...root.children].map(block).join('\n');
};
