import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { add, editor, turn } from './contract.js';

editor((place, changed) => {
  const told = EditorView.updateListener.of((update) => update.docChanged && changed(text()));
  const extensions = [history(), keymap.of([...defaultKeymap, ...historyKeymap]), EditorView.lineWrapping, told];
  const view = new EditorView({ parent: add(place), state: EditorState.create({ extensions }) });
  const text = () => view.state.doc.toString();
  return {
    text,
    async reset(line, from, to) {
      view.setState(EditorState.create({ doc: line, selection: { anchor: from, head: to }, extensions }));
      changed(line);
      view.focus();
      await turn(20);
    },
  };
});
