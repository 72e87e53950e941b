import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { ContentState, Editor, EditorState, SelectionState } from 'draft-js';
import css from 'draft-js/dist/Draft.css';
import { editor, style, turn } from './contract.js';

globalThis.global ??= globalThis;

editor((place, changed) => {
  style(css);
  let state = EditorState.createEmpty();
  let set = (/** @type {any} */ _state) => {};
  const text = () => state.getCurrentContent().getPlainText('\n');
  const Box = () => {
    const [held, hold] = useState(state);
    set = (next) => {
      state = next;
      changed(text());
      hold(next);
    };
    return h(Editor, { editorState: held, onChange: set });
  };
  createRoot(place).render(h(Box));
  return {
    text,
    async reset(line, from, to) {
      const fresh = EditorState.createWithContent(ContentState.createFromText(line));
      const key = fresh.getCurrentContent().getFirstBlock().getKey();
      flushSync(() => set(fresh));
      const selection = SelectionState.createEmpty(key).merge({ anchorOffset: from, focusOffset: to, hasFocus: true });
      place.querySelector('[contenteditable]').focus();
      await turn(20);
      flushSync(() => set(EditorState.forceSelection(state, selection)));
      await turn(20);
    },
  };
});
