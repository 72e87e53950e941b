import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { add, editor, turn } from './contract.js';

editor((place, changed) => {
  const box = add(place);
  /** @type {Editor | undefined} */
  let made;
  const text = () => made.getText({ blockSeparator: '\n' });
  return {
    text,
    async reset(line, from, to) {
      // The history cannot be emptied, so each time has an editor of its own.
      made?.destroy();
      made = new Editor({ element: box, extensions: [StarterKit], content: line ? `<p>${line}</p>` : '', onUpdate: () => changed(text()) });
      changed(line);
      await turn(20);
      made.commands.focus();
      made.commands.setTextSelection({ from: 1 + from, to: 1 + to });
      await turn(60);
    },
  };
});
