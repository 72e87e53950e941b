import { add, editor, field } from './contract.js';

editor((place, changed) => {
  const box = add(place, 'input', { type: 'text' });
  let model = '';
  box.addEventListener('input', () => changed((model = box.value)));
  return field(() => box, () => model, (text) => changed((box.value = model = text)));
});
