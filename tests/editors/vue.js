import { createApp, h, ref, vModelText, watch, withDirectives } from 'vue';
import { editor, field } from './contract.js';

editor((place, changed) => {
  const text = ref('');
  watch(text, changed);
  const area = () => h('textarea', { id: 'editor', rows: 6, 'onUpdate:modelValue': (/** @type {string} */ value) => (text.value = value) });
  createApp({ render: () => withDirectives(area(), [[vModelText, text.value]]) }).mount(place);
  return field(() => document.getElementById('editor'), () => text.value, (value) => (text.value = value));
});
