import 'trix';
import css from 'trix/dist/trix.css';
import { add, editor, style, turn } from './contract.js';

editor(async (place, changed) => {
  style(css);
  const box = /** @type {any} */ (add(place, 'trix-editor'));
  await new Promise((ready) => box.addEventListener('trix-initialize', ready, { once: true }));
  const text = () => box.editor.getDocument().toString().replace(/\n$/, '');
  box.addEventListener('trix-change', () => changed(text()));
  return {
    text,
    async reset(line, from, to) {
      box.editor.loadHTML('');
      box.focus();
      if (line) box.editor.insertString(line);
      box.editor.setSelectedRange([from, to]);
      await turn(20);
    },
  };
});
