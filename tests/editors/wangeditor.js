import { createEditor } from '@wangeditor/editor';
import css from '@wangeditor/editor/dist/css/style.css';
import { add, editor, style, turn } from './contract.js';

editor(async (place, changed) => {
  style(css);
  const box = add(place);
  box.style.height = '160px';
  const of = (/** @type {any} */ node) => (node.children ? node.children.map(of).join('') : node.text);
  const text = () => made.children.map(of).join('\n');
  const made = createEditor({ selector: box, html: '<p><br></p>', mode: 'simple', config: { onChange: () => made && changed(text()) } });
  return {
    text,
    async reset(line, from, to) {
      made.setHtml(line ? `<p>${line}</p>` : '<p><br></p>');
      made.focus();
      await turn(20);
      made.select({ anchor: { path: [0, 0], offset: from }, focus: { path: [0, 0], offset: to } });
      made.history = { undos: [], redos: [] };
      await turn(40);
    },
  };
});
