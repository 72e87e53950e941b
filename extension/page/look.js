// How everything that is drawn into a portal page looks: the token values of css/tokens.css, the rules
// and the shapes. A shape stands for a state beside its colour and its word.
(() => {
  const own = globalThis.dueline;
  if (!own || own.look) return;

  // A page's own rules reach the host element, but not past an `!important` of ours inside the tree.
  const css = /* css */ `
:host { all: initial !important; position: absolute !important; top: 0 !important; left: 0 !important; width: 0 !important;
  height: 0 !important; z-index: 2147483647 !important; display: block !important; }
.top { color-scheme: light dark;
  --dl-ink: light-dark(#1b2330, #e7eaef); --dl-ink-soft: light-dark(#545e6f, #a8b1bf); --dl-paper: light-dark(#ffffff, #171b21);
  --dl-line: light-dark(#d5dae1, #363e4a); --dl-line-strong: light-dark(#7c8796, #7e8998); --dl-accent: light-dark(#1d5cb8, #86b4ff);
  --dl-calm: light-dark(#1b6a3a, #72cf98); --dl-soon: light-dark(#835400, #eec265); --dl-urgent: light-dark(#aa3c06, #ff9d68);
  --dl-overdue: light-dark(#a6162e, #ff919b); --dl-quiet: light-dark(#576172, #a8b1bf); --dl-focus: light-dark(#1d5cb8, #9dc3ff);
  --dl-mark: light-dark(#e8f0fd, #23344f);
  --dl-shade: light-dark(rgb(20 28 40 / 8%), rgb(0 0 0 / 40%)); --dl-shadow: 0 1px 2px var(--dl-shade), 0 4px 16px var(--dl-shade);
  --dl-radius: 6px; --dl-space-1: 4px; --dl-space-3: 12px;
  --dl-font: system-ui, "PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", sans-serif;
  position: absolute; top: 0; left: 0; width: 0; height: 0; font: 400 12px/1.4 var(--dl-font); color: var(--dl-ink);
  font-variant-numeric: tabular-nums; cursor: default; }
.top[data-theme="light"] { color-scheme: light; }
.top[data-theme="dark"] { color-scheme: dark; }
*, ::before, ::after { box-sizing: border-box; }
button { all: unset; box-sizing: border-box; cursor: pointer; font: inherit; color: inherit; }
button:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--dl-focus); outline-offset: 1px; }
svg { display: block; flex: none; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
svg .full { fill: currentColor; }
svg .cut { stroke: var(--dl-paper); fill: none; }
[hidden] { display: none !important; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.group, .bar, .tip, .outline { position: absolute; top: 0; left: 0; }
.badge, .tip, .tools, .note, .line, .shut { background: var(--dl-paper); border: 1px solid var(--dl-line); }
.tip, .tools, .note, .line { border-radius: var(--dl-radius); box-shadow: var(--dl-shadow); }
.group { display: flex; gap: var(--dl-space-1); width: max-content; pointer-events: none; }
.badge { pointer-events: auto; display: flex; align-items: center; gap: 5px; height: 20px; padding: 0 8px 0 5px; border-radius: 10px;
  border-color: var(--tone-line, var(--dl-line)); white-space: nowrap; line-height: 18px; }
.badge svg, .badge .word { color: var(--tone); }
.badge .act { color: var(--dl-ink-soft); max-width: 22ch; overflow: hidden; text-overflow: ellipsis; }
.badge .left, .badge .word { font-weight: 600; }
.badge .left:empty { display: none; }
.compact .badge { padding-right: 6px; }
.compact .act { display: none; }
[data-state="nothing"], [data-state="unknown"] { --tone: var(--dl-quiet); }
[data-state="calm"] { --tone: var(--dl-calm); }
[data-state="soon"] { --tone: var(--dl-soon); --tone-line: var(--dl-soon); }
[data-state="urgent"] { --tone: var(--dl-urgent); --tone-line: var(--dl-urgent); }
[data-state="overdue"] { --tone: var(--dl-overdue); --tone-line: var(--dl-overdue); }

.tip { width: max-content; max-width: min(380px, 92vw); max-height: 60vh; overflow: auto;
  padding: var(--dl-space-3); display: grid; grid-template-columns: fit-content(38%) 1fr; gap: var(--dl-space-1) var(--dl-space-3);
  user-select: text; }
.tip .head { grid-column: 1 / -1; font-weight: 600; }
.tip .label { color: var(--dl-ink-soft); }
.tip .text { overflow-wrap: anywhere; white-space: pre-line; }
.tip .warning { color: var(--dl-urgent); display: flex; gap: var(--dl-space-1); }
.tip .warning svg { margin-top: 2px; }

.outline { pointer-events: none; border: 2px solid var(--dl-accent); border-radius: 4px; box-shadow: 0 0 0 2px var(--dl-paper); }

.bar { display: flex; flex-direction: column; gap: var(--dl-space-1); width: max-content; }
.tools { display: flex; align-items: center; gap: 2px; padding: 3px; max-width: 100%; }
.tools button { display: flex; align-items: center; gap: 6px; height: 26px; padding: 0 8px; border-radius: 4px; min-width: 0; white-space: nowrap; }
.tools button:hover { background: var(--dl-mark); }
.tools .letter { flex: 0 1 auto; font-weight: 500; }
.tools .title { overflow: hidden; text-overflow: ellipsis; }
.tools .tag, .tools kbd { flex: none; font: 500 11px/16px var(--dl-font); color: var(--dl-ink-soft); }
.tools .tag { padding: 0 4px; border: 1px solid var(--dl-line); border-radius: 3px; text-transform: uppercase; }
.tools .asks .title::after { content: " …"; }
.tools .quiet { color: var(--dl-ink-soft); }
.tools .apart { border-left: 1px solid var(--dl-line); margin-left: 2px; border-radius: 0 4px 4px 0; flex: none; }
.tools .mark { margin: 0 2px 0 5px; color: var(--dl-accent); }
.narrow kbd, .tight .tag, .tight .apart span { display: none; }
.tight button { padding: 0 6px; }
.note, .line { display: flex; align-items: center; gap: var(--dl-space-3); padding: 6px 10px;
  border-color: var(--dl-line-strong); }
.note { max-width: min(520px, 90vw); }
.note button, .line button { flex: none; color: var(--dl-accent); font-weight: 600; padding: 2px 6px; border-radius: 4px; }
.note button:hover, .line button:hover { background: var(--dl-mark); }
.line { position: fixed; bottom: 16px; left: 50%; transform: translateX(-50%); width: max-content; max-width: 92vw; font-size: 14px; }

@media print { .top { display: none; } }
`;

  const CIRCLE = 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11';
  /** Path data by shape; a leading `+` is a filled path, a leading `-` one cut out of it. @type {Record<string, string[]>} */
  const SHAPES = {
    nothing: ['M3 8h10'],
    calm: [CIRCLE, 'M5.6 8.2l1.7 1.7l3.2-3.6'],
    soon: [CIRCLE, '+M8 2.5a5.5 5.5 0 0 1 0 11z'],
    urgent: ['M8 2.6L14 13.2H2z', 'M8 6.6v3', 'M8 11.4v.1'],
    overdue: ['+M3 3h10v10H3z', '-M8 4.6v4', '-M8 11.3v.1'],
    unknown: ['M5.4 5.8a2.6 2.6 0 1 1 3.7 2.4c-.8.4-1.1.9-1.1 1.7', 'M8 12.7v.1'],
    undo: ['M6 4L3 7l3 3', 'M3 7h6.2a3.3 3.3 0 0 1 0 6.6H6.5'],
    panel: ['M2.5 3h11v10h-11z', 'M9.8 3v10'],
    close: ['M4 4l8 8', 'M12 4l-8 8'],
  };
  const SVG = 'http://www.w3.org/2000/svg';
  const { createElementNS } = Document.prototype;

  own.look = {
    css,
    icon(shape) {
      const svg = /** @type {SVGElement} */ (Reflect.apply(createElementNS, document, [SVG, 'svg']));
      for (const [name, value] of Object.entries({ viewBox: '0 0 16 16', width: '14', height: '14', 'aria-hidden': 'true' })) svg.setAttribute(name, value);
      for (const part of SHAPES[shape] ?? SHAPES.unknown) {
        const path = Reflect.apply(createElementNS, document, [SVG, 'path']);
        path.setAttribute('d', part.replace(/^[+-]/, ''));
        if (/^[+-]/.test(part)) path.setAttribute('class', part[0] === '+' ? 'full' : 'cut');
        svg.append(path);
      }
      return svg;
    },
  };
})();
