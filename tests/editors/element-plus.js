import { createApp, h, ref, watch } from 'vue';
import { ElInput } from 'element-plus';
import { editor, field } from './contract.js';

editor((place, changed) => {
  const text = ref('');
  watch(text, changed);
  const box = { type: 'textarea', rows: 6, 'onUpdate:modelValue': (/** @type {string} */ value) => (text.value = value) };
  createApp({ render: () => h(ElInput, { ...box, modelValue: text.value }) }).mount(place);
  return field(() => place.querySelector('textarea'), () => text.value, (value) => (text.value = value));
});
