import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createEditor, Editor, Node, Transforms } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, ReactEditor, Slate, withReact } from 'slate-react';
import { editor, turn } from './contract.js';

editor((place, changed) => {
  const made = withHistory(withReact(createEditor()));
  const text = () => made.children.map((node) => Node.string(node)).join('\n');
  const Box = () => {
    const [value] = useState([{ type: 'paragraph', children: [{ text: '' }] }]);
    return h(Slate, { editor: made, initialValue: value, onChange: () => changed(text()) }, h(Editable, {}));
  };
  createRoot(place).render(h(Box));
  return {
    text,
    async reset(line, from, to) {
      Editor.withoutNormalizing(made, () => {
        while (made.children.length) Transforms.removeNodes(made, { at: [0] });
        Transforms.insertNodes(made, { type: 'paragraph', children: [{ text: line }] }, { at: [0] });
      });
      await turn(20);
      ReactEditor.focus(made);
      Transforms.select(made, { anchor: { path: [0, 0], offset: from }, focus: { path: [0, 0], offset: to } });
      made.history = { undos: [], redos: [] };
      await turn(40);
    },
  };
});
