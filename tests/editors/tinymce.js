import tinymce from 'tinymce/tinymce';
import 'tinymce/models/dom/model';
import 'tinymce/themes/silver/theme';
import 'tinymce/icons/default/icons';
import 'tinymce/skins/ui/oxide/skin';
import 'tinymce/skins/ui/oxide/content';
import 'tinymce/skins/content/default/content';
import { add, editor, lines, turn } from './contract.js';

editor(async (place, changed) => {
  const [made] = await tinymce.init({ target: add(place, 'textarea'), license_key: 'gpl', menubar: false, toolbar: false, statusbar: false, promotion: false, height: 140 });
  // In what this editor gives out, an empty paragraph holds one hard space.
  const text = () => lines(new DOMParser().parseFromString(made.getContent(), 'text/html').body).replace(/^\u00a0$/gm, '');
  made.on('input change undo redo', () => changed(text()));
  return {
    text,
    async reset(line, from, to) {
      made.setContent(line ? `<p>${line}</p>` : '');
      made.undoManager.reset();
      changed(line);
      made.focus();
      const node = made.getBody().firstChild.firstChild;
      const range = made.dom.createRng();
      if (line) range.setStart(node, from), range.setEnd(node, to);
      else range.setStart(made.getBody().firstChild, 0), range.collapse(true);
      made.selection.setRng(range);
      await turn(20);
    },
  };
});
