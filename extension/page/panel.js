// The side panel's place in a portal page: our own frame, its resize handle and its closing tab. It is brought when
// the panel is opened for the first time, so that a page without it does not pay for it.
(() => {
  const own = globalThis.dueline;
  if (!own?.dock || own.panel) return;
  const { make, rect } = own.dom;
  const { look, draw } = own;
  const { press } = own.dock;

  const MIN_WIDTH = 300;
  const MAX_WIDTH = 640;

  const css = /* css */ `
.panel { position: fixed; z-index: 1; top: 0; right: 0; bottom: 0; display: flex; background: var(--dl-paper); box-shadow: var(--dl-shadow);
  border-left: 1px solid var(--dl-line); max-width: 92vw; }
.panel iframe { flex: 1; border: 0; width: 100%; height: 100%; color-scheme: normal; }
.handle { position: absolute; left: -5px; top: 0; bottom: 0; width: 9px; cursor: ew-resize; touch-action: none; }
.handle::after { content: ""; position: absolute; left: 3px; top: calc(50% - 18px); width: 3px; height: 36px; border-radius: 2px; background: var(--dl-line-strong); }
.handle:hover::after { background: var(--dl-accent); }
.shut { position: absolute; left: -27px; top: 10px; width: 26px; height: 30px; display: grid; place-items: center;
  border-right: 0; border-radius: var(--dl-radius) 0 0 var(--dl-radius); color: var(--dl-ink-soft); }
.panel:not(:hover, :focus-within) .shut { opacity: 0; }
.resizing iframe { pointer-events: none; }
`;

  /** @type {{ element: HTMLElement, frame: HTMLIFrameElement, handle: HTMLElement } | null} */
  let dock = null;
  /** @type {PanelState} */
  let state = { open: false, width: 380 };

  /** @param {number} width */
  const bounded = (width) => Math.round(Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, innerWidth * 0.92, width)));

  /** @param {number} width */
  const setWidth = (width) => {
    state = { ...state, width: bounded(width) };
    if (!dock) return;
    dock.element.style.width = `${state.width}px`;
    draw.leave(state.width);
    dock.handle.setAttribute('aria-valuenow', String(state.width));
  };

  /** @param {Phrases} words */
  const buildPanel = (words) => {
    const element = make('div', 'panel');
    const frame = make('iframe');
    const handle = make('div', 'handle');
    const shut = press('shut', () => own.hands?.setPanel(false));
    shut.append(look.icon('close'));
    shut.title = words.close_panel;
    frame.title = words.panel;
    frame.allow = 'clipboard-write';
    const attributes = { role: 'separator', tabindex: '0', 'aria-orientation': 'vertical', 'aria-label': words.resize_panel, 'aria-valuemin': String(MIN_WIDTH), 'aria-valuemax': String(MAX_WIDTH) };
    for (const [name, value] of Object.entries(attributes)) handle.setAttribute(name, value);
    handle.addEventListener('pointerdown', (event) => {
      if (!event.isTrusted) return;
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      element.classList.add('resizing');
    });
    handle.addEventListener('pointermove', (event) => handle.hasPointerCapture(event.pointerId) && setWidth(innerWidth - event.clientX));
    handle.addEventListener('lostpointercapture', () => {
      element.classList.remove('resizing');
      own.hands?.setPanel(true, state.width);
    });
    handle.addEventListener('keydown', (event) => {
      const width = { ArrowLeft: state.width + 16, ArrowRight: state.width - 16, Home: MAX_WIDTH, End: MIN_WIDTH }[event.key];
      if (!width || !event.isTrusted) return;
      event.preventDefault();
      setWidth(width);
      own.hands?.setPanel(true, state.width);
    });
    element.append(make('style', '', css), frame, handle, shut);
    return { element, frame, handle };
  };

  own.panel = {
    show(wanted, words, letter = null) {
      state = { open: wanted.open, width: bounded(wanted.width) };
      if (!state.open) {
        dock?.element.remove();
        dock = null;
        draw.leave(0);
        return;
      }
      const address = `${chrome.runtime.getURL('panel.html')}${letter ? `#letter=${encodeURIComponent(letter)}` : ''}`;
      if (!dock) {
        dock = buildPanel(words);
        dock.frame.src = address;
        draw.layer().top.append(dock.element);
      } else if (letter) dock.frame.src = address;
      setWidth(state.width);
    },
    width: () => (dock ? state.width : 0),
    drawn() {
      /** @param {Element} element */
      const size = (element) => {
        const { x, y, width: w, height: h } = rect(element);
        return { x, y, w, h };
      };
      return { open: !!dock, width: state.width, rect: dock ? size(dock.element) : null, handle: dock ? size(dock.handle) : null };
    },
    end() {
      dock = null;
    },
  };
})();
