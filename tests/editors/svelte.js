import { mount } from 'svelte';
import Box from './Svelte.svelte';
import { editor, field } from './contract.js';

editor((place, changed) => {
  let state = { text: () => '', set: (/** @type {string} */ _text) => {} };
  mount(Box, { target: place, props: { changed, hold: (/** @type {typeof state} */ held) => (state = held) } });
  return field(() => document.getElementById('editor'), () => state.text(), (text) => state.set(text));
});
