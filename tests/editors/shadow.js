import { add, editor, field } from './contract.js';

editor((place, changed) => {
  const root = add(place, 'reply-field').attachShadow({ mode: 'open' });
  const box = add(root, 'textarea', { rows: 6 });
  let model = '';
  box.addEventListener('input', () => changed((model = box.value)));
  return field(() => box, () => model, (text) => changed((box.value = model = text)));
});
