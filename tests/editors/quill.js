import Quill from 'quill';
import css from 'quill/dist/quill.core.css';
import { add, editor, style } from './contract.js';

editor((place, changed) => {
  style(css);
  const quill = new Quill(add(place));
  const text = () => quill.getText().replace(/\n$/, '');
  quill.on('text-change', () => changed(text()));
  return {
    text,
    reset(line, from, to) {
      quill.setText(line);
      quill.history.clear();
      quill.focus();
      quill.setSelection(from, to - from);
    },
  };
});
