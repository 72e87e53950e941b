// The suggestion bar at the reply box and the one calm line. What a click means
// is the hands' business; here only real clicks count, and none takes the focus from the page's editor.
(() => {
  const own = globalThis.dueline;
  if (!own?.dom || own.dock) return;
  const { connected, document: page, inside, make, parent, rect, kind, visible } = own.dom;
  const { look, draw } = own;

  const GAP = 4;

  /** @typedef {{ element: HTMLElement, tools: HTMLElement, undo: HTMLElement | null, box: ReplyBox, json: string, buttons: { id: string, role: 'letter' | 'panel' | 'undo', element: HTMLElement }[], shown: boolean, spot: number, limit: number, natural: number }} BarDrawn */

  /** @type {BarDrawn | null} */
  let shownBar = null;
  /** @type {HTMLElement | null} */
  let live = null;
  /** @type {HTMLElement | null} */
  let note = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let noteTimer;
  /** @type {Phrases | null} */
  let phrases = null;
  let canUndo = false;
  /** @type {Record<string, string>} */
  let shortcuts = {};
  let following = false;
  /** @type {PanelState} */
  let state = { open: false, width: 380 };
  /** @type {{ element: HTMLElement, text: string } | null} */
  let calm = null;

  /**
   * A button that leaves the focus where it is and obeys a person only.
   * @param {string} name
   * @param {(event: Event) => void} act
   */
  const press = (name, act) => {
    const button = make('button', name);
    button.type = 'button';
    let last = -1000;
    for (const kind of ['pointerdown', 'mousedown']) button.addEventListener(kind, (event) => event.preventDefault());
    button.addEventListener('click', (event) => {
      // The second half of a double click would write the letter twice.
      if (!event.isTrusted || event.timeStamp - last < 350) return;
      last = event.timeStamp;
      act(event);
    });
    return button;
  };

  /** The person's own key, else the manifest's. @param {string} name */
  const keyOf = (name) => shortcuts[name] || `Alt+${{ undo: 'U', 'toggle-panel': 'P' }[name] ?? name.at(-1)}`;

  // ---- bar ----

  /** @param {Bar} told @param {ReplyBox} box @param {string} json @param {Phrases} words @returns {BarDrawn} */
  const buildBar = (told, box, json, words) => {
    const element = make('div', 'bar');
    const tools = make('div', 'tools');
    tools.setAttribute('role', 'toolbar');
    tools.setAttribute('aria-label', words.bar);
    const mark = make('span', 'mark');
    mark.append(look.icon('calm'));
    tools.append(mark);
    /** @type {BarDrawn['buttons']} */
    const buttons = [];
    for (const [index, letter] of told.letters.slice(0, 3).entries()) {
      const name = `insert-${index + 1}`;
      const button = press(letter.text === null ? 'letter asks' : 'letter', () => own.hands?.act(name));
      button.append(make('span', 'title', letter.title), make('span', 'tag', letter.language), make('kbd', '', keyOf(name)));
      const missing = letter.missing.length ? `\n${words.missing.replace('{what}', letter.missing.join(', '))}` : '';
      button.title = `${letter.title}\n${letter.why}${missing}`;
      button.setAttribute('aria-keyshortcuts', keyOf(name));
      tools.append(button);
      buttons.push({ id: letter.id, role: 'letter', element: button });
    }
    if (!told.letters.length) tools.append(make('span', 'quiet', words.no_letters));
    /** @param {'undo' | 'panel'} role @param {string} name @param {string} text */
    const extra = (role, name, text) => {
      const button = press('apart', () => own.hands?.act(name));
      button.append(look.icon(role));
      if (role === 'undo') button.append(make('span', '', text));
      button.title = keyOf(name) ? `${text} (${keyOf(name)})` : text;
      button.setAttribute('aria-label', text);
      button.setAttribute('aria-keyshortcuts', keyOf(name));
      tools.append(button);
      buttons.push({ id: role, role, element: button });
      return button;
    };
    const undo = extra('undo', 'undo', words.undo);
    undo.hidden = !canUndo;
    extra('panel', 'toggle-panel', words.open_panel);
    tools.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const open = buttons.map((button) => button.element).filter((button) => !button.hidden);
      const root = /** @type {ShadowRoot} */ (tools.getRootNode());
      const at = open.indexOf(/** @type {HTMLElement} */ (root.activeElement));
      if (!step || at < 0) return;
      event.preventDefault();
      open.at((at + step) % open.length)?.focus();
    });
    element.append(tools);
    element.style.visibility = 'hidden';
    draw.layer().top.append(element);
    return { element, tools, undo, box, json, buttons, shown: false, spot: -1, limit: 0, natural: rect(tools).width };
  };

  /**
   * Above the box if that covers nothing; else above what stands around it, below, or in its lower corner.
   * @param {BarDrawn} bar
   */
  const placeBar = (bar) => {
    const { element, box } = bar;
    const framed = box.element.ownerDocument !== document ? box.element.ownerDocument.defaultView?.frameElement : null;
    const anchor = framed ?? box.element;
    const area = rect(anchor);
    const style = element.style;
    const seen = page.at(area.x + area.width / 2, Math.min(Math.max(area.y + area.height / 2, area.y + 1), innerHeight - 1), draw.layer().host);
    const inView = area.bottom > 0 && area.top < innerHeight && area.width > 0;
    const covered = inView && seen && !inside(seen, anchor) && !inside(anchor, seen);
    bar.shown = connected(box.element) && visible(anchor) && !covered && area.width > 0;
    if (!bar.shown) {
      style.visibility = 'hidden';
      return;
    }
    const room = innerWidth - (own.panel?.width() ?? 0);
    const width = Math.min(Math.max(area.width, 320), 760, room - 8);
    /** @param {number} width */
    const setWidth = (width) => {
      style.maxWidth = `${Math.round(width)}px`;
      bar.tools.classList.toggle('narrow', width < bar.natural);
      bar.tools.classList.toggle('tight', width < bar.natural - 150);
      return rect(bar.tools);
    };
    /** @type {number[]} */
    const outer = [];
    for (let above = parent(anchor); above && kind(above) === 1 && outer.length < 4; above = parent(above)) {
      const wrap = rect(/** @type {Element} */ (above));
      if (area.top - wrap.top > 90 || wrap.width > area.width * 1.6) break;
      if (area.top - wrap.top > 6) outer.push(wrap.top);
    }
    // First at full width, then squeezed into what is left beside a button.
    const widths = [width, ...[0.86, 0.74].map((part) => Math.max(300, width * part))];
    const near = inView ? draw.standing({ x: area.x - 80, y: area.y - 160, w: area.width + 160, h: area.height + 240 }) : [];
    /** @type {[number, number]} */
    let best = [area.x, area.top];
    let least = Infinity;
    let size = rect(bar.tools);
    for (const limit of widths) {
      size = setWidth(limit);
      const { width: w, height: h } = size;
      const lines = [area.top - h - GAP, ...outer.map((top) => top - h - GAP), area.bottom + GAP];
      const columns = [area.x, area.right - w].map((x) => Math.max(4, Math.min(x, room - w - 4)));
      /** @type {[number, number][]} */
      const spots = lines.flatMap((line) => columns.map((column) => /** @type {[number, number]} */ ([column, line])));
      const costs = spots.map(([x, y]) => (inView ? draw.cover({ x, y, w, h }, anchor, near) : 0));
      // A spot that is still good is kept, so that the bar does not wander while the person writes.
      const at = bar.limit === limit && costs[bar.spot] === 0 ? bar.spot : costs.indexOf(Math.min(...costs));
      best = spots[at];
      least = costs[at];
      bar.spot = at;
      bar.limit = limit;
      if (!least) break;
    }
    const { width: w, height: h } = size;
    // The box's own corner covers what is being written, and still less than a button or two.
    if (least > 3 && area.height >= h * 2 + 24) best = [Math.max(4, Math.min(area.right - 6, room - 4) - w), area.bottom - h - 6];
    const [x, y] = best;
    const zero = draw.origin();
    const whole = rect(element);
    const upward = y < area.bottom;
    const rightward = x > area.x + 1;
    style.alignItems = rightward ? 'flex-end' : 'flex-start';
    style.flexDirection = upward ? 'column-reverse' : 'column';
    const left = rightward ? x + w - whole.width : x;
    style.transform = `translate(${Math.round(left - zero.x)}px, ${Math.round(y - zero.y - (upward ? whole.height - h : 0))}px)`;
    style.visibility = 'visible';
  };

  const place = () => {
    if (shownBar) placeBar(shownBar);
  };

  /** @param {string} text */
  const announce = (text) => {
    if (!live) {
      live = make('div', 'unseen');
      live.setAttribute('role', 'status');
    }
    draw.layer().top.append(live);
    live.textContent = text;
  };

  const hush = () => {
    clearTimeout(noteTimer);
    note?.remove();
    note = null;
  };

  own.dock = {
    bar(told, box, words) {
      phrases = words;
      const json = told && box ? JSON.stringify([told, words, shortcuts]) : '';
      if (shownBar && shownBar.json === json && shownBar.box.element === box?.element) return;
      const before = shownBar?.box.element === box?.element ? shownBar : null;
      shownBar?.element.remove();
      shownBar = null;
      if (!told || !box) return hush();
      if (!following) draw.onArrange(place);
      following = true;
      shownBar = buildBar(told, box, json, words);
      if (before) Object.assign(shownBar, { spot: before.spot, limit: before.limit });
      if (note) shownBar.element.append(note);
      // There before it is needed, so that screen readers hear the first message too.
      if (!live) announce('');
      draw.follow();
    },
    keys(found) {
      shortcuts = found;
    },
    undoable(yes) {
      canUndo = yes;
      if (shownBar?.undo && shownBar.undo.hidden === yes) {
        shownBar.undo.hidden = !yes;
        shownBar.natural += yes ? 70 : -70;
        draw.follow();
      }
    },
    say(text, copy = null) {
      hush();
      announce(text);
      const words = phrases;
      note = make('div', 'note');
      note.append(make('span', '', text));
      if (copy && words) {
        note.append(
          press('', () => {
            // Where the page forbids the clipboard, the offer just stays.
            navigator.clipboard.writeText(copy).then(
              () => own.dock.say(words.copied),
              () => {},
            );
          }),
        );
        note.lastElementChild?.append(words.copy);
      } else noteTimer = setTimeout(() => (hush(), draw.follow()), 6000);
      shownBar?.element.append(note);
      draw.follow();
    },
    // The panel is a script of its own, brought when it is opened for the first time.
    panel(wanted, words, letter = null) {
      phrases = words;
      state = wanted;
      if (own.panel) own.panel.show(state, words, letter);
      else if (state.open) own.hands?.bring('panel', () => own.panel?.show(state, words, letter));
    },
    press,
    panelState: () => state,
    line(text, dismiss) {
      const element = make('div', 'line');
      element.setAttribute('role', 'status');
      const button = press('', () => {
        calm = null;
        draw.end();
      });
      button.append(dismiss);
      draw.layer().top.append(element);
      element.append(make('span', '', text), button);
      calm = { element, text };
    },
    drawn() {
      /** @param {Element} element */
      const size = (element) => {
        const { x, y, width: w, height: h } = rect(element);
        return { x, y, w, h };
      };
      const bar = shownBar?.shown
        ? {
            rect: size(shownBar.tools),
            buttons: shownBar.buttons.filter(({ element }) => !element.hidden).map(({ id, role, element }) => ({ id, role, text: element.textContent || element.title, rect: size(element) })),
            note: note?.textContent ?? null,
          }
        : null;
      return { bar, panel: own.panel?.drawn() ?? { open: false, width: state.width }, line: calm?.text ?? null };
    },
    end() {
      hush();
      shownBar = live = calm = null;
      own.panel?.end();
      canUndo = following = false;
    },
  };
})();
