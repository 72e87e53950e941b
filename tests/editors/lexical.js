import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerRichText } from '@lexical/rich-text';
import { $createParagraphNode, $createTextNode, $getRoot, createEditor } from 'lexical';
import { add, editor } from './contract.js';

editor((place, changed) => {
  const box = add(place, 'div', { contentEditable: 'true' });
  box.style.cssText = 'min-height: 90px; white-space: pre-wrap';
  const made = createEditor({ onError: (error) => { throw error; } });
  made.setRootElement(box);
  registerRichText(made);
  const history = createEmptyHistoryState();
  registerHistory(made, history, 300);
  const text = () => made.getEditorState().read(() => $getRoot().getChildren().map((child) => child.getTextContent()).join('\n'));
  made.registerUpdateListener(() => changed(text()));
  return {
    text,
    async reset(line, from, to) {
      await new Promise((done) => made.focus(() => done(undefined)));
      made.update(() => {
        const paragraph = $createParagraphNode();
        $getRoot().clear().append(paragraph);
        if (!line) return void paragraph.select();
        const node = $createTextNode(line);
        paragraph.append(node);
        node.select(from, to);
      }, { discrete: true });
      box.focus();
      history.undoStack = [];
      history.redoStack = [];
      history.current = { editor: made, editorState: made.getEditorState() };
    },
  };
});
