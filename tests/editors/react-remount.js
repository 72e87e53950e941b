// A box that becomes another element when it gets the focus, as "click to write" boxes do.
import { createElement as h, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { editor, turn } from './contract.js';

editor((place, changed) => {
  let state = '';
  let set = (/** @type {string} */ _text) => {};
  let close = () => {};
  const Box = () => {
    const [text, setText] = useState('');
    const [open, setOpen] = useState(false);
    const box = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
    useEffect(() => changed((state = text)), [text]);
    useEffect(() => {
      if (open) box.current?.focus();
    }, [open]);
    set = setText;
    close = () => setOpen(false);
    const usual = { id: 'editor', rows: 6, value: text, ref: box, onChange: (/** @type {any} */ event) => setText(event.target.value) };
    return open ? h('textarea', { ...usual, key: 'open' }) : h('textarea', { ...usual, key: 'closed', onFocus: () => setOpen(true) });
  };
  createRoot(place).render(h(Box));
  return {
    text: () => state,
    async reset(text, from, to) {
      flushSync(() => (close(), set('')));
      flushSync(() => set(text));
      await turn(20);
      // Empty, it is left as it was found, and the insertion itself opens it.
      if (!text) return;
      document.getElementById('editor').focus();
      await turn(20);
      document.getElementById('editor').setSelectionRange(from, to);
    },
  };
});
