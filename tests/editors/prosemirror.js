import { baseKeymap } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { schema } from 'prosemirror-schema-basic';
import { EditorState, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import css from 'prosemirror-view/style/prosemirror.css';
import { add, editor, style } from './contract.js';

editor((place, changed) => {
  style(css);
  const plugins = [history(), keymap({ 'Mod-z': undo, 'Mod-y': redo }), keymap(baseKeymap)];
  const state = (/** @type {string} */ text) => EditorState.create({ doc: schema.node('doc', null, [schema.node('paragraph', null, text ? [schema.text(text)] : [])]), plugins });
  const view = new EditorView(add(place), {
    state: state(''),
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged) changed(text());
    },
  });
  const text = () => view.state.doc.textBetween(0, view.state.doc.content.size, '\n', () => '\n');
  return {
    text,
    reset(line, from, to) {
      view.updateState(state(line));
      changed(line);
      view.focus();
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 1 + from, 1 + to)));
    },
  };
});
