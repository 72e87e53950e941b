// The hostile page (the `hostile` knob): what a page could do to scripts that share it. It tampers
// with built-ins of its own world, shadows names of the document by elements, and never stands still.
"use strict";
let hostilities = false;
function hostilePage(tell) {
  if (hostilities) return;
  hostilities = true;

  const calls = new Set();
  const caught = (name) => {
    if (calls.has(name)) return;
    calls.add(name);
    tell("tampered", name, "");
  };
  const replace = (owner, name, body) =>
    Object.defineProperty(owner, name, { configurable: true, writable: true, value(...rest) { caught(name); return body.apply(this, rest); } });

  // A test driver's own answers (`status` and `value`) pass, or no test could look at this page.
  const stringify = JSON.stringify;
  JSON.stringify = (value, ...rest) => {
    if (value && Object.hasOwn(value, "status") && Object.hasOwn(value, "value")) return stringify(value, ...rest);
    caught("stringify");
    return '{"forged":true}';
  };
  replace(Array.prototype, "at", () => "forged");
  replace(Array.prototype, "flatMap", () => []);
  replace(Array.prototype, "findLast", () => undefined);
  replace(Element.prototype, "querySelectorAll", () => []);
  replace(Element.prototype, "closest", () => null);
  replace(Element.prototype, "matches", () => true);
  replace(Element.prototype, "attachShadow", () => { throw new Error("forged"); });
  for (const name of ["fields", "strategy", "kind", "sender", "rows"]) {
    Object.defineProperty(Object.prototype, name, {
      configurable: true,
      get() { caught(`Object.prototype.${name}`); return "forged"; },
      set(value) { Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true }); },
    });
  }

  // Elements whose names hide properties of the document and of their form.
  const shadows = document.createElement("form");
  shadows.hidden = true;
  for (const name of ["textContent", "children", "parentNode", "attributes", "innerText"]) {
    const input = document.createElement("input");
    input.name = name;
    input.value = "forged";
    shadows.append(input);
  }
  for (const name of ["body", "getElementById", "title"]) {
    const image = document.createElement("img");
    image.setAttribute("name", name);
    image.hidden = true;
    shadows.append(image);
  }
  document.documentElement.append(shadows);

  // A storm of mutations, out of sight.
  const storm = document.createElement("div");
  storm.hidden = true;
  document.documentElement.append(storm);
  let turn = 0;
  setInterval(() => {
    if (document.hidden) return;
    turn += 1;
    const nodes = [];
    for (let at = 0; at < 40; at++) {
      const node = document.createElement("span");
      node.setAttribute("data-turn", `${turn}-${at}`);
      node.textContent = "剩余处理时间：0小时1分";
      nodes.push(node);
    }
    storm.replaceChildren(...nodes);
  }, 30);
}
