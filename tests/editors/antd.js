import { createElement as h, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Input } from 'antd';
import { editor, field } from './contract.js';

editor((place, changed) => {
  let state = '';
  let set = (/** @type {string} */ _text) => {};
  const Box = () => {
    const [text, setText] = useState('');
    useEffect(() => changed((state = text)), [text]);
    set = setText;
    return h(Input.TextArea, { rows: 6, value: text, showCount: true, onChange: (event) => setText(event.target.value) });
  };
  createRoot(place).render(h(Box));
  return field(() => place.querySelector('textarea'), () => state, (text) => set(text));
});
