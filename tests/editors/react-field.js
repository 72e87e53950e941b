// A controlled field: React puts back whatever did not come through its own change event.
import { createElement as h, useEffect, useState, version } from 'react';
import { createRoot } from 'react-dom/client';
import { editor, field } from './contract.js';

editor((place, changed) => {
  let state = '';
  let set = (/** @type {string} */ _text) => {};
  const Box = () => {
    const [text, setText] = useState('');
    useEffect(() => changed((state = text)), [text]);
    set = setText;
    return h('textarea', { id: 'editor', rows: 6, value: text, onChange: (event) => setText(event.target.value), 'data-version': version });
  };
  createRoot(place).render(h(Box));
  return field(() => document.getElementById('editor'), () => state, (text) => set(text));
});
