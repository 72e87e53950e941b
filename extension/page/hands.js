// The loop of one page: watch, read, ask the worker, draw; and the ear for what the worker asks. When
// the extension was updated under the open page, everything is taken away but one calm line.
(() => {
  const own = globalThis.dueline;
  if (!own?.dom) return;
  if (own.hands) return own.hands.moved(own.portal ?? null);
  const { all, document: page, inside, kind, regex } = own.dom;
  const { read, write, draw, dock } = own;

  /** Rows of the first and of each further message of a long list, so that what is on top is drawn first. */
  const FIRST_ROWS = 60;
  const MORE_ROWS = 150;
  /** Attributes whose change may change what is read. */
  const ATTRIBUTES = ['class', 'style', 'hidden', 'disabled', 'readonly', 'aria-readonly', 'contenteditable', 'href', 'value', 'open'];

  /** @type {string | null} */
  let portal = null;
  /** @type {Plan | null} */
  let plan = null;
  /** @type {PagePlan | null} */
  let current = null;
  /** @type {ReadResult | null} */
  let seen = null;
  /** @type {Drawing | null} */
  let drawing = null;
  /** @type {Map<string | null, Badge[]>} */
  let badges = new Map();
  /** The page's part and each row as they were sent last. */
  let sentPage = '';
  /** @type {Map<string, string>} */
  let sentRows = new Map();
  /** Fields that count down on the page by themselves. @type {Map<string, { text: string, shape: string, times: number }>} */
  let ticking = new Map();
  /** @type {WeakMap<object, string>} */
  const keyOf = new WeakMap();
  let ends = new AbortController();
  /** @type {MutationObserver | null} */
  let watcher = null;
  /** @type {WeakSet<ShadowRoot>} */
  let watched = new WeakSet();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let due = 0;
  let running = false;
  let again = false;
  let sending = 0;
  let reads = 0;
  let cost = 5;
  let lastRead = 0;
  let dead = false;
  /** An element that the page's own scripts had yet to bring to life at the last look. @type {Element | undefined} */
  let raw;
  /** Looks that must still agree before a page that was moved to is believed. */
  let doubt = 0;
  let doubted = '';
  /** @type {HTMLElement | null} */
  let attended = null;
  /** @type {Record<string, string>} */
  let shortcuts = {};
  /** @type {Phrases | null} */
  let phrases = null;
  /** What the page was about when it was last answered. */
  let aimed = '';
  /** A reply box that a person was shown and took for the right one. @type {HTMLElement | null} */
  let shown = null;

  /** The panel stands in the top frame, unless that is no page of interest itself. */
  let carriesPanel = window === top;

  const alive = () => !!chrome.runtime?.id;

  // ---- watching ----

  /** @param {number} [delay] */
  const schedule = (delay = 0) => {
    if (dead || !portal || page.hidden()) return;
    const at = performance.now() + delay;
    if (timer !== undefined && due <= at) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(look, delay);
  };

  /** @param {MutationRecord[]} records */
  const changed = (records) => {
    if (!alive()) return stale();
    const host = drawing && draw.layer().host;
    let matters = false;
    let moves = false;
    const box = seen?.box?.element;
    for (const { target, type, addedNodes, removedNodes } of records) {
      if (target === page.root() && type === 'childList' && [...addedNodes, ...removedNodes].every((node) => node === host)) continue;
      // What the person types is not news; that the box goes away is seen by its parent.
      if (box && inside(box, target)) continue;
      read.touched(target, type === 'childList');
      matters = true;
      // Words that change, such as a countdown, move nothing else.
      moves ||= type === 'attributes' || [...addedNodes, ...removedNodes].some((node) => kind(node) !== 3);
    }
    if (!matters) return;
    if (host) draw.follow(moves);
    // The first change after a quiet while is read at once, a storm at the pace that reading allows.
    const quiet = performance.now() - lastRead > 150;
    schedule(quiet ? 0 : Math.min(1000, Math.max(80, cost * 8)));
  };

  const watchRoots = () => {
    watcher ??= new MutationObserver(changed);
    for (const root of [document, ...read.roots()]) {
      if (root !== document) {
        if (watched.has(/** @type {ShadowRoot} */ (root))) continue;
        watched.add(/** @type {ShadowRoot} */ (root));
      }
      watcher.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
    }
  };

  // ---- reading ----

  const look = async () => {
    timer = undefined;
    if (!alive()) return stale();
    if (running) {
      again = true;
      return;
    }
    if (!plan || !portal || page.hidden()) return;
    running = true;
    const began = performance.now();
    try {
      const found = read.pick(plan);
      if (found !== current) arrive(found);
      if (found) {
        const result = await read.read(portal, found, false);
        reads++;
        raw = all(document, ':not(:defined)')[0];
        if (found === current && portal) take(result);
      }
      watchRoots();
    } finally {
      lastRead = performance.now();
      cost = lastRead - began;
      running = false;
    }
    if (again) {
      again = false;
      schedule(80);
    }
  };

  /** @param {PagePlan | null} found */
  const arrive = (found) => {
    if (current && !found) {
      leave();
      send({ kind: 'gone' });
    }
    current = found;
    sentPage = '';
    sentRows = new Map();
    ticking = new Map();
    badges = new Map();
    read.forget();
  };

  /** Takes away what was drawn for a page of interest. */
  const leave = () => {
    seen = drawing = null;
    badges = new Map();
    attended = null;
    draw.end();
    dock.end();
  };

  /**
   * The text of a field for comparison. A countdown that runs on the page by itself is no news every second:
   * after four changes of short numbers alone, its numbers no longer count.
   * @param {string} id
   * @param {FieldText} field
   */
  const comparable = (id, { text, by }) => {
    const shape = /\d{5}/.test(text) ? text : text.replace(/\d+/g, '0');
    const past = ticking.get(id);
    const times = past?.shape === shape ? past.times + Number(past.text !== text) : 0;
    ticking.set(id, { text, shape, times });
    return `${by}${times > 3 ? shape : text}`;
  };

  /** @param {string} id @param {Record<string, FieldText>} fields */
  const fieldsKey = (id, fields) => Object.entries(fields).map(([name, field]) => `${name}=${comparable(`${id}|${name}`, field)}`).join('\n');

  /** @param {ReadResult} result */
  const take = (result) => {
    const { snapshot, box } = result;
    seen = result;
    if (box?.element !== (attended ?? undefined)) {
      attended = box?.element ?? null;
      write.attend(box, ends.signal);
      // With the first key what watches over typing is brought.
      box?.element.addEventListener('keydown', () => bring('typing').then(() => box && own.typing?.attend(box, ends.signal)), { once: true, signal: ends.signal });
    }
    const { url, title, fields, thread, header, threads, reply } = snapshot;
    const pageKey = JSON.stringify([snapshot.page, url, title, fieldsKey('', fields), thread, header, threads, reply && [reply.kind, reply.max]]);
    /** @type {Map<string, string>} */
    const rowKeys = new Map();
    for (const row of snapshot.rows) {
      // A row that was not read again still has the same fields object.
      const known = keyOf.get(row.fields) ?? fieldsKey(row.key, row.fields);
      keyOf.set(row.fields, known);
      rowKeys.set(row.key, known);
    }
    if (doubt > 0) {
      const all = JSON.stringify([pageKey, [...rowKeys]]);
      doubt--;
      if (all !== doubted) {
        doubted = all;
        schedule(110);
        return;
      }
      doubt = 0;
    }
    const fresh = pageKey !== sentPage;
    const rows = fresh ? snapshot.rows : snapshot.rows.filter((row) => sentRows.get(row.key) !== rowKeys.get(row.key));
    for (const key of [...badges.keys()]) if (key !== null && !rowKeys.has(key)) badges.delete(key);
    sentPage = pageKey;
    sentRows = rowKeys;
    if (fresh) ask({ ...snapshot, rows: rows.splice(0, FIRST_ROWS) }, result);
    while (rows.length) ask({ ...snapshot, partial: true, rows: rows.splice(0, MORE_ROWS) }, result);
    if (!fresh) redraw();
  };

  /** @param {object} message */
  const send = async (message) => {
    try {
      return await chrome.runtime.sendMessage({ v: 1, ...message });
    } catch (error) {
      if (!alive() || /context invalidated/i.test(String(error))) stale();
      return undefined;
    }
  };

  /** @param {Snapshot} snapshot @param {ReadResult} result */
  const ask = async (snapshot, result) => {
    sending++;
    try {
      const answer = await send({ kind: 'snapshot', snapshot });
      if (dead || result.snapshot.url !== location.href.slice(0, 2000) || !current || current.id !== snapshot.page) return;
      if (answer?.refused) return refused(answer);
      if (!answer?.phrases) {
        // The worker was not there; what it missed is sent again.
        sentPage = '';
        schedule(1500);
        return;
      }
      aimed = aimOf(snapshot);
      told(answer);
    } finally {
      sending--;
    }
  };

  /** @param {{ refused: string }} answer */
  const refused = ({ refused: why }) => {
    if (why === 'version') stale();
    if (why === 'switched-off') stop();
  };

  /** @param {Drawing} answer */
  const told = (answer) => {
    const keys = answer.rows;
    if (keys) for (const key of keys) badges.delete(key);
    else badges = new Map();
    for (const badge of answer.badges) {
      if (keys && badge.row === null) continue;
      const list = badges.get(badge.row);
      if (list) list.push(badge);
      else badges.set(badge.row, [badge]);
    }
    const first = !drawing;
    drawing = keys && drawing ? { ...drawing, ...answer, bar: answer.bar ?? drawing.bar } : answer;
    phrases = answer.phrases;
    redraw();
    // Open pages keep their panels as they are, whatever happens in other tabs.
    if (first && carriesPanel) dock.panel(answer.panel, answer.phrases);
    if (first) keepStale(answer);
  };

  const redraw = () => {
    if (!drawing || !seen || !current) return;
    draw.show(drawing, [...badges.values()].flat(), seen, current);
    dock.bar(drawing.bar, seen.box, drawing.phrases);
    dock.undoable(write.canUndo());
    draw.follow();
  };

  // ---- writing ----

  /** @param {WriteOutcome} outcome @param {string} text @param {string} good */
  const report = (outcome, text, good) => {
    dock.undoable(write.canUndo());
    if (!phrases) return outcome;
    const limit = Math.min(seen?.box?.max ?? Infinity, seen?.box?.limit ?? Infinity);
    const { too_long, read_only, no_box, altered, refused, moved, this_box } = phrases;
    /** @type {Partial<Record<WriteProblem, string | null>>} */
    const said = { moved, held: drawing?.bar?.hold, confirm: this_box, 'too-long': too_long.replace('{n}', String(limit)), 'read-only': read_only, 'no-box': no_box, altered, refused };
    const why = outcome.problem && said[outcome.problem];
    if (outcome.done) dock.say(good);
    else if (why) dock.say(why, outcome.problem === 'confirm' ? null : text || null);
    return outcome;
  };

  /**
   * Whom and what a page is about: an insertion needs two looks in a row that agree on it.
   * @param {Snapshot} snapshot
   */
  const aimOf = ({ url, fields, header, thread }) => JSON.stringify([url, fields.order_id?.text, fields.case_id?.text, fields.buyer?.text, header, thread.length, thread.at(-1)?.text]);

  /** Why nothing may be inserted just now. @returns {Promise<WriteProblem | null>} */
  const objection = async () => {
    const { hold, confirm } = drawing?.bar ?? {};
    if (hold) return 'held';
    if (!current || !portal) return null;
    read.touched(document, true);
    const result = await read.read(portal, current, false);
    if (aimOf(result.snapshot) !== aimed) return schedule(), 'moved';
    // What a page changes on the box itself, such as its room, is seen by no observer.
    seen = result;
    const element = result.box?.element ?? null;
    if (!confirm || !element || element === shown) return null;
    // A box that was found by the wording of a button beside it is shown before anything goes into it.
    shown = element;
    draw.outline(element, 'reply');
    setTimeout(() => draw.outline(null, null), 6000);
    return 'confirm';
  };

  /** @param {string} text @param {string | null} [letter] */
  const insert = async (text, letter = null) => {
    const plan = current;
    const problem = await objection();
    const outcome = problem ? { done: false, problem } : await write.insert(() => (plan ? read.box(plan) : null), text);
    // What stood there before is kept, whatever became of it.
    if (seen && (outcome.done || outcome.problem === 'altered')) {
      void send({ kind: 'inserted', letter: outcome.done ? letter : null, before: write.last?.before ?? '', confirm: outcome.done && !!drawing?.bar?.confirm, snapshot: seen.snapshot });
    }
    return report(outcome, text, phrases?.inserted ?? '');
  };

  const undo = async () => {
    await bring('undo');
    return own.undo ? report(await own.undo(), '', phrases?.undone ?? '') : null;
  };

  /** @param {boolean} open @param {number} [width] @param {string | null} [letter] */
  const setPanel = (open, width = dock.panelState().width, letter = null) => {
    const panel = { open, width };
    if (carriesPanel && phrases) dock.panel(panel, phrases, letter);
    void send({ kind: 'panel', panel });
  };

  /** @param {string} name @returns {Promise<WriteOutcome | null>} */
  const act = async (name) => {
    if (!alive()) return stale(), null;
    if (name === 'undo') return undo();
    if (name === 'toggle-panel') return setPanel(!dock.panelState().open), null;
    const letter = drawing?.bar?.letters[Number(/^insert-([1-3])$/.exec(name)?.[1]) - 1];
    if (!letter) return null;
    if (letter.text !== null) return insert(letter.text, letter.id);
    if (phrases && letter.missing.length) dock.say(phrases.missing.replace('{what}', letter.missing.join(', ')));
    setPanel(true, undefined, letter.id);
    return null;
  };

  /** A key that the browser left unbound still works in the page. @param {KeyboardEvent} event */
  const key = (event) => {
    if (!event.isTrusted || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
    if (event.isComposing || event.keyCode === 229 || event.getModifierState('AltGraph')) return;
    const name = { KeyU: 'undo', KeyP: 'toggle-panel' }[event.code] ?? event.code.replace(/^Digit(?=[1-3]$)/, 'insert-');
    if (shortcuts[name] !== '' || !drawing) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void act(name);
  };

  // ---- being asked ----

  const drawn = () => {
    const { badges: list, outline, tip, busy } = draw.drawn();
    const settled = reads > 0 && !running && timer === undefined && !sending && !busy && (!current || !!drawing) && doubt <= 0;
    const reply = seen?.box ? { kind: seen.box.kind, text: 'value' in seen.box.element ? String(seen.box.element.value) : seen.box.element.innerText } : null;
    return { settled, reads, badges: list, ...dock.drawn(), outline, tip, reply, page: current?.id ?? null };
  };

  const lookAfresh = async () => {
    const found = plan && read.pick(plan);
    if (!found || !portal) return null;
    const result = await read.read(portal, found, true);
    return result.snapshot;
  };

  /** @param {string | null} field */
  const outline = (field) => {
    const element = field ? (seen?.page.fields.get(field) ?? null) : null;
    draw.outline(element, element ? field : null);
    return null;
  };

  /** @param {'panel' | 'repair' | 'undo' | 'typing'} part */
  const bring = async (part) => void (own[part] ?? (await send({ kind: 'bring', part })));

  /** @param {ToPage} message @returns {unknown} */
  const obey = (message) => {
    switch (message.kind) {
      case 'look':
        return lookAfresh();
      case 'write':
        return insert(message.text, message.letter);
      case 'undo':
        return undo();
      case 'outline':
        return outline(message.field);
      case 'point':
        return bring('repair').then(() => own.repair?.point(message));
      case 'sample':
        return bring('repair').then(() => own.repair?.sample());
      case 'panel': {
        setPanel(message.open ?? !dock.panelState().open, undefined, message.letter);
        return null;
      }
      case 'command':
        return act(message.name);
      case 'refresh':
        return refresh();
      case 'stop':
        return stop(), null;
      case 'drawn':
        return drawn();
      default:
        return { refused: 'not-understood', why: /** @type {any} */ (message).kind };
    }
  };

  /** @param {any} message @param {chrome.runtime.MessageSender} sender @param {(answer: unknown) => void} reply */
  const hear = (message, sender, reply) => {
    if (!alive() || sender.id !== chrome.runtime.id || sender.tab || !message?.kind) return false;
    // News for the panel in this tab.
    if (message.kind === 'changed') return false;
    if (message.v !== 1) return void reply({ refused: 'version' });
    Promise.resolve(obey(message)).then(reply, (error) => reply({ refused: 'browser', why: String(error) }));
    return true;
  };

  // ---- beginning and end ----

  const start = async () => {
    const wanted = portal;
    const kept = await chrome.storage.local.get([`plan:${wanted}`, 'shortcuts', 'routes']);
    // A page that hides its state behind an element of that name is read while it is being built.
    if (document.readyState === 'loading') await new Promise((go) => addEventListener('DOMContentLoaded', go));
    if (portal !== wanted || !wanted) return;
    carriesPanel = window === top || !isOfInterest(/** @type {Route[]} */ (kept.routes ?? []));
    plan = /** @type {Plan | null} */ (kept[`plan:${wanted}`] ?? null);
    shortcuts = /** @type {Record<string, string>} */ (kept.shortcuts ?? {});
    dock.keys(shortcuts);
    schedule();
    // Custom elements may be upgraded without any change that an observer sees.
    for (const delay of [500, 1500, 4000]) {
      const later = setTimeout(() => raw && (read.forget(), schedule()), delay);
      ends.signal.addEventListener('abort', () => clearTimeout(later));
    }
  };

  /** Everything is read and asked again. */
  const refresh = () => {
    sentPage = '';
    read.forget();
    void start();
    return null;
  };

  /** Whether the top frame shows a page of interest. @param {Route[]} routes */
  const isOfInterest = (routes) => {
    try {
      const address = String(top?.location.href);
      return routes.some((route) => route.urls.some((url) => regex(url)?.test(address)));
    } catch {
      // A top frame of another origin may not even be asked for its address.
      return false;
    }
  };

  const listen = () => {
    ends = new AbortController();
    const { signal } = ends;
    addEventListener('visibilitychange', () => !page.hidden() && schedule(), { signal });
    addEventListener('keydown', key, { capture: true, signal });
    addEventListener('pagehide', () => void send({ kind: 'gone' }), { signal });
    addEventListener('pageshow', (event) => event.persisted && refresh(), { signal });
    // An undo is offered only while the box still holds what was put into it.
    addEventListener('input', () => dock.undoable(write.canUndo()), { capture: true, passive: true, signal });
    write.attend(null, signal);
    watchRoots();
  };

  const quit = () => {
    portal = null;
    ends.abort();
    clearTimeout(timer);
    timer = undefined;
    watcher?.disconnect();
    watcher = null;
    watched = new WeakSet();
    current = null;
    plan = null;
    read.forget();
    own.repair?.end();
    leave();
  };

  const stop = () => {
    if (portal) void send({ kind: 'gone' });
    quit();
  };

  /** The extension is gone or new; the page is left as it was, with one line that says so. */
  const stale = () => {
    if (dead) return;
    dead = true;
    const drew = !!drawing;
    const said = phrases;
    quit();
    // A copy that took over in the meantime has its own layer, and then there is nothing to say.
    const { host } = draw.layer();
    const taken = remains().some((other) => other !== host);
    if (!drew || !said || taken) return draw.end();
    dock.line(said.stale, said.dismiss);
  };

  const remains = () => all(document, 'html > [data-dueline]');

  /** What to say, and how, when the next Dueline finds the remains of this one. @param {Drawing} told */
  const keepStale = ({ language, theme, phrases: { stale, dismiss } }) => void chrome.storage.local.set({ stale: { language, theme, stale, dismiss } });

  /** In some browsers an updated extension's old scripts just stand still, and the new ones must speak for them. */
  const succeed = async () => {
    dead = true;
    for (const old of remains()) old.remove();
    const { stale: kept } = await chrome.storage.local.get('stale');
    const told = /** @type {{ language: string, theme: string, stale: string, dismiss: string } | undefined} */ (kept);
    if (!told) return;
    draw.dress(told.language, told.theme);
    dock.line(told.stale, told.dismiss);
  };

  own.hands = {
    moved(now) {
      if (dead) return;
      if (!now) return stop();
      if (now === portal) {
        doubt = 4;
        doubted = '';
        ticking = new Map();
        read.forget();
        schedule(60);
        return;
      }
      if (portal) quit();
      portal = now;
      listen();
      void start();
    },
    stop,
    stale,
    act,
    setPanel,
    bring: (part, then) => void bring(part).then(() => drawing && then()),
    sight: () => ({ plan, page: current, seen, bar: drawing?.bar, send, insert }),
  };

  chrome.runtime.onMessage.addListener(hear);
  if (remains().length) void succeed();
  else own.hands.moved(own.portal ?? null);
})();
