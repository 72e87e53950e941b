// Takes the last insertion back, by the box's own history where it has one. Brought when a person first asks for it.
(() => {
  const own = globalThis.dueline;
  if (!own?.write || own.undo) return;
  const { matches } = own.dom;
  const { write } = own;
  const { becomes, caretElement, enter, exec, isField, isReadOnly, put, raw, shown } = write;

  /** Editors with a model and an undo history of their own. */
  const MODELLED = ['.ProseMirror', '.ck-editor__editable', '[data-lexical-editor]', '[data-slate-editor]', '.ql-editor', '.public-DraftEditor-content', '.cm-content'];

  /** @param {number} ms */
  const wait = (ms) => new Promise((resume) => setTimeout(resume, ms));
  /** @param {WriteProblem} problem @returns {WriteOutcome} */
  const refuse = (problem) => ({ done: false, problem });
  /** @param {ReplyBox} box */
  const field = (box) => /** @type {HTMLTextAreaElement} */ (box.element);

  /** @param {ReplyBox} box */
  const undoSteps = (box) => {
    const native = () => exec(box, 'undo');
    if (isField(box) || box.kind === 'plain-editable') return [native];
    // The node that held the caret before one step may be gone after it.
    /** @param {Event} event */
    const dispatch = (event) => void caretElement(box).dispatchEvent(event);
    const told = { bubbles: true, cancelable: true, composed: true };
    const event = () => dispatch(new InputEvent('beforeinput', { inputType: 'historyUndo', ...told }));
    const mac = /Mac/.test(navigator.platform);
    const key = () => dispatch(new KeyboardEvent('keydown', { key: 'z', code: 'KeyZ', keyCode: 90, which: 90, ctrlKey: !mac, metaKey: mac, ...told }));
    return matches(box.element, MODELLED) ? [key, event, native] : [native, event, key];
  };

  /** @returns {Promise<WriteOutcome>} */
  const undo = async () => {
    const made = write.last;
    if (write.composing) return refuse('composing');
    if (!made || !write.canUndo()) {
      write.last = null;
      return refuse('nothing-to-undo');
    }
    const { box, before, after, caret } = made;
    if (isReadOnly(box)) return refuse('read-only');
    await enter(box);
    const back = () => shown(box) === before;
    if (isField(box)) {
      exec(box, 'undo');
      if (!back()) {
        field(box).select();
        exec(box, before ? 'insertText' : 'delete', before);
      }
    } else {
      for (const step of undoSteps(box)) {
        // An insertion line by line is as many steps in the editor's history.
        for (let left = after.split('\n').length * 2 + 2, seen = ''; left > 0 && !back(); left--) {
          seen = raw(box);
          step();
          // A history that has begun to answer is given longer than one that may not listen at all.
          for (let more = shown(box) === after ? 2 : 12; more > 0 && raw(box) === seen; more--) await wait(30);
          if (raw(box) === seen) break;
        }
        if (shown(box) !== after) break;
      }
      // A history that counts quick typing and the letter as one step takes the draft away with it.
      const left = shown(box);
      if (left !== before && before.startsWith(left)) await put(box, before.slice(left.length));
    }
    const good = await becomes(back);
    if (good && caret) field(box).setSelectionRange(caret.start, caret.end, caret.direction);
    if (good || shown(box) !== after) write.last = null;
    return good ? { done: true, problem: null } : refuse(shown(box) === after ? 'refused' : 'altered');
  };

  own.undo = () => write.inTurn(undo);
})();
