// What portals write themselves: an editable element that is read with `innerText`.
import { add, editor } from './contract.js';

export const editable = (/** @type {string} */ mode) =>
  editor((place, changed) => {
    const box = add(place, 'div', { contentEditable: mode });
    box.style.cssText = 'min-height: 90px; border: 1px solid';
    let model = '';
    // A last line feed only holds the last line open.
    box.addEventListener('input', () => changed((model = box.innerText.replace(/\n$/, ''))));
    return {
      text: () => model,
      reset(text, from, to) {
        box.textContent = model = text;
        changed(text);
        box.focus();
        const node = box.firstChild ?? box;
        getSelection().setBaseAndExtent(node, text ? from : 0, node, text ? to : 0);
      },
    };
  });
