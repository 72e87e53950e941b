import { ClassicEditor, Essentials, Paragraph } from 'ckeditor5';
import css from 'ckeditor5/ckeditor5.css';
import { add, editor, style, turn } from './contract.js';

editor(async (place, changed) => {
  style(css);
  const made = await ClassicEditor.create(add(place), { licenseKey: 'GPL', plugins: [Essentials, Paragraph] });
  const root = () => made.model.document.getRoot();
  const of = (/** @type {any} */ block) => [...block.getChildren()].map((node) => (node.is('$text') ? node.data : '\n')).join('');
  const text = () => [...root().getChildren()].map(of).join('\n');
  made.model.document.on('change:data', () => changed(text()));
  return {
    text,
    async reset(line, from, to) {
      made.setData(line ? `<p>${line}</p>` : '');
      made.commands.get('undo').clearStack();
      made.editing.view.focus();
      made.model.change((writer) => {
        const block = root().getChild(0);
        writer.setSelection(writer.createRange(writer.createPositionAt(block, from), writer.createPositionAt(block, to)));
      });
      await turn(20);
    },
  };
});
