// Draws over the page, never into it: badges, their details and the outline live in one closed shadow
// tree beside the page's body. Rectangles are read first and positions written after; the page's own tree and
// layout stay untouched.
(() => {
  const own = globalThis.dueline;
  if (!own?.dom || own.draw) return;
  const { children, connected, data, document: page, inside, isBlock, kind, make, parent, rect, steady, tag, up, visible } = own.dom;
  const { look, time } = own;

  const GAP = 6;
  /** @type {Place[]} */
  const PLACES = ['after', 'end', 'below', 'above'];
  /** The longest piece of work in one frame, in milliseconds. */
  const SLICE = 8;

  /** @typedef {{ badge: Badge, element: HTMLButtonElement, left: HTMLElement, word: HTMLElement, shape: HTMLElement, state: string, title: string }} Pill */
  /**
   * All badges at one anchor.
   * @typedef {{ anchor: Element, place: Place, badges: Badge[], near: boolean, element: HTMLElement | null, pills: Pill[],
   *   clips: Element[], wide: { w: number, h: number }, compact: boolean, spot: Place | null, side: number, stale: boolean, size: string, shown: boolean, looked: string, open: boolean }} Group
   */

  /** @type {HTMLElement | null} */
  let host = null;
  /** @type {HTMLElement | null} */
  let top = null;
  /** @type {Drawing | null} */
  let drawing = null;
  /** @type {Map<Element, Group>} */
  let groups = new Map();
  let ends = new AbortController();
  /** @type {(() => void)[]} */
  let followers = [];
  /** @type {IntersectionObserver | null} */
  let eyes = null;
  /** Where the badges of a list's rows go together. @type {Place | null} */
  let listPlace = null;
  let listMoves = 0;
  let frame = 0;
  let moved = false;
  let considered = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let clock;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let watch;

  const layer = () => {
    if (!host || !top) {
      host = make('div');
      host.setAttribute('data-dueline', '');
      const root = host.attachShadow({ mode: 'closed' });
      try {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(look.css);
        root.adoptedStyleSheets = [sheet];
      } catch {
        root.append(make('style', '', look.css));
      }
      top = make('div', 'top');
      root.append(top);
    }
    if (!connected(host)) page.root().append(host);
    return { host, top };
  };

  /** @returns {{ x: number, y: number }} Where the layer's own origin stands in the viewport. */
  const origin = () => {
    const { x, y } = top ? rect(top) : { x: 0, y: 0 };
    return { x, y };
  };

  // ---- where there is room ----

  /** How much of the window's right side the panel takes. */
  let taken = 0;
  /** Where the window ends for everything that is drawn beside the page's words. */
  const edge = () => innerWidth - taken;

  /** @param {Element} anchor @returns {Size} The end of the anchor's last line of text. */
  const textEnd = (anchor) => {
    const range = new Range();
    range.selectNodeContents(anchor);
    const lines = [...range.getClientRects()].filter((line) => line.width > 0 && line.height > 0);
    const { x, y, width: w, height: h } = lines.at(-1) ?? rect(anchor);
    return { x, y, w, h };
  };

  /** Whether an element hides what lies outside of it. @param {Element} element */
  const cuts = (element) => !/^(html|body)$/.test(tag(element)) && getComputedStyle(element).overflow !== 'visible';

  /** @param {Element} anchor */
  const clipsOf = (anchor) => {
    /** @type {Element[]} */
    const clips = [];
    for (let here = parent(anchor); here; here = parent(here)) if (kind(here) === 1 && cuts(/** @type {Element} */ (here))) clips.push(/** @type {Element} */ (here));
    return clips;
  };

  /** @param {Size} box @param {Element[]} clips */
  const clipped = (box, clips) => {
    let { x, y } = box;
    let right = Math.min(x + box.w, edge());
    let bottom = y + box.h;
    for (const clip of clips) {
      const bounds = rect(clip);
      x = Math.max(x, bounds.left);
      y = Math.max(y, bounds.top);
      right = Math.min(right, bounds.right);
      bottom = Math.min(bottom, bounds.bottom);
    }
    return { x, y, w: right - x, h: bottom - y };
  };

  /** @param {Size} one @param {Size} two */
  const meet = (one, two) => one.x < two.x + two.w - 1 && two.x < one.x + one.w - 1 && one.y < two.y + two.h - 1 && two.y < one.y + one.h - 1;

  /** @param {DOMRect} box @returns {Size} */
  const sizeOf = ({ x, y, width: w, height: h }) => ({ x, y, w, h });

  /**
   * The page's words, pictures and controls in an area of the window. Boxes alone are looked at: asking the
   * browser what lies at a point costs milliseconds on a long list.
   * @param {Size} area
   */
  const standing = (area) => {
    /** @type {Thing[]} */
    const things = [];
    /** @param {Node} node @param {Element[]} clips */
    const walk = (node, clips) => {
      for (const child of children(node)) {
        if (kind(child) === 3) {
          if (!data(/** @type {Text} */ (child)).trim()) continue;
          const range = new Range();
          range.selectNodeContents(child);
          for (const line of range.getClientRects()) {
            const box = clipped(sizeOf(line), clips);
            if (meet(box, area)) things.push({ box, node: child, control: false });
          }
        } else if (kind(child) === 1 && child !== host) {
          const element = /** @type {Element} */ (child);
          const box = sizeOf(rect(element));
          // An element without a box may still hold some that have one.
          if (((box.w || box.h) && !meet(box, area)) || !visible(element)) continue;
          if (/^(img|svg|canvas|video|input|button|select|textarea|iframe)$/.test(tag(element))) things.push({ box, node: element, control: true });
          walk(element, cuts(element) ? [...clips, element] : clips);
        }
      }
    };
    steady(() => walk(page.root(), []));
    return things;
  };

  /**
   * How much of the page's words, pictures and controls would be covered; nothing outside of the window is a place.
   * @param {Size} spot
   * @param {Element} anchor
   * @param {Thing[]} things
   */
  const cover = (spot, anchor, things) => {
    if (spot.x < 2 || spot.x + spot.w > edge() - 2 || spot.y < 0 || spot.y + spot.h > innerHeight) return Infinity;
    let cost = 0;
    for (const { box, node, control } of things) {
      if (!meet(box, spot)) continue;
      if (control) cost += inside(node, anchor) ? 0 : 4;
      else cost += inside(anchor, node) ? 9 : 2;
    }
    return cost;
  };

  /**
   * @param {Group} group
   * @param {Size} text
   * @param {Place} place
   * @returns {Size[]}
   */
  const candidates = (group, text, place) => {
    const { w, h } = group.wide;
    const middle = text.y + (text.h - h) / 2;
    const right = text.x + text.w;
    if (place === 'after') return [{ x: right + GAP, y: middle, w, h }];
    if (place === 'end') {
      const block = up(group.anchor, (above) => isBlock(above) && rect(above).right >= right + w + GAP * 2);
      return [{ x: Math.min(block ? rect(block).right : edge(), edge() - 8) - w - GAP, y: middle, w, h }];
    }
    const y = place === 'below' ? text.y + text.h + 2 : text.y - h - 2;
    return [text.x, right - w].map((x) => ({ x, y, w, h }));
  };

  // ---- groups ----

  /** @param {Group} group */
  const build = (group) => {
    const element = group.element ?? make('div', 'group');
    group.element = element;
    element.replaceChildren();
    group.pills = group.badges.map((badge) => {
      const button = make('button', 'badge');
      button.type = 'button';
      const shape = make('span', 'shape');
      const left = make('span', 'left');
      const word = make('span', 'word');
      button.append(shape, make('span', 'act', badge.act), left, word);
      element.append(button);
      /** @type {Pill} */
      const pill = { badge, element: button, left, word, shape, state: '', title: '' };
      hover(pill);
      return pill;
    });
    if (!element.isConnected) layer().top.append(element);
    element.style.visibility = 'hidden';
    group.stale = true;
    group.size = '';
  };

  /** @param {Badge} badge @param {{ left: string, word: string }} said */
  const titleOf = ({ act }, { left, word }) => [act, left, word].filter(Boolean).join(', ');

  /** @param {Pill} pill @param {number} now @returns {number} */
  const update = (pill, now) => {
    if (!drawing) return Infinity;
    const said = time.at(pill.badge, now, drawing.phrases);
    const title = titleOf(pill.badge, said);
    if (title !== pill.title) {
      pill.title = title;
      pill.left.textContent = said.left;
      pill.word.textContent = said.word;
      pill.element.setAttribute('aria-label', title);
    }
    if (said.state !== pill.state) {
      pill.state = said.state;
      pill.element.setAttribute('data-state', said.state);
      pill.shape.replaceChildren(look.icon(said.state));
    }
    return said.next;
  };

  const tick = () => {
    clearTimeout(clock);
    if (page.hidden()) return;
    const now = Date.now();
    let soonest = Infinity;
    for (const group of groups.values()) {
      if (!group.near) continue;
      const before = group.pills.map((pill) => pill.title.length).join();
      for (const pill of group.pills) soonest = Math.min(soonest, update(pill, now));
      if (before === group.pills.map((pill) => pill.title.length).join()) continue;
      group.size = '';
      follow();
    }
    if (soonest < Infinity) clock = setTimeout(tick, Math.min(Math.max(soonest - Date.now(), 50), 60000));
  };

  /** One frame: read every rectangle, choose places, then write. */
  const arrange = () => {
    frame = 0;
    if (!top) return;
    const began = performance.now();
    const near = [...groups.values()].filter((group) => group.near);
    for (const group of near) {
      if (!group.element) {
        build(group);
        for (const pill of group.pills) update(pill, Date.now());
      }
      if (performance.now() - began > SLICE) break;
    }
    const zero = origin();
    /** @type {[Group, Size | null][]} */
    const moves = [];
    for (const group of near) {
      const { element, anchor } = group;
      if (!element) continue;
      if (!group.size) {
        group.wide = { w: element.offsetWidth, h: element.offsetHeight };
        group.stale = true;
      }
      const text = connected(anchor) ? textEnd(anchor) : { x: 0, y: 0, w: 0, h: 0 };
      if (group.stale) group.clips = clipsOf(anchor);
      const seen = clipped(text, group.clips);
      // A badge shows only beside words that show. What lies where it lay is not looked at in every frame.
      const looked = `${seen.x} ${seen.y} ${seen.w} ${seen.h} ${edge()}`;
      if (group.stale || looked !== group.looked) {
        group.looked = looked;
        group.open = isOpen(seen, anchor);
      }
      if (!group.open) {
        moves.push([group, null]);
        continue;
      }
      const size = `${Math.round(text.w)} ${Math.round(text.h)} ${Math.round(seen.w)} ${edge()}`;
      if (group.stale || size !== group.size || !group.spot) {
        if (performance.now() - began > SLICE) {
          follow();
          continue;
        }
        group.size = size;
        choose(group, seen);
      }
      const spots = candidates(group, seen, group.spot ?? group.place);
      moves.push([group, spots[group.side] ?? spots[0]]);
    }
    for (const [group, spot] of moves) {
      const style = group.element?.style;
      group.shown = !!spot;
      if (!style) continue;
      if (spot) {
        const x = Math.max(2, Math.min(spot.x, edge() - spot.w - 2)) - zero.x;
        style.transform = `translate(${Math.round(x)}px, ${Math.round(spot.y - zero.y)}px)`;
      }
      style.visibility = spot ? 'visible' : 'hidden';
    }
    if (near.some((group) => !group.element)) follow();
    for (const move of followers) move();
  };

  /** Whether the end of an anchor's words lies open to the eye. @param {Size} seen @param {Element} anchor */
  const isOpen = (seen, anchor) => {
    if (seen.w < 2 || seen.h < 4) return false;
    const hit = page.at(seen.x + Math.max(seen.w - 3, 0), seen.y + seen.h / 2, host);
    return !!hit && (inside(hit, anchor) || inside(anchor, hit));
  };

  /**
   * Takes the first place that covers nothing; without one the badge shrinks, and takes what covers least.
   * The rows of a list keep to one place where they can, so that the eye finds the badges in a line.
   * @param {Group} group
   * @param {Size} text
   */
  const choose = (group, text) => {
    const inList = group.badges[0]?.row !== null;
    const order = [...new Set([...(inList && listPlace ? [listPlace] : []), group.place, ...PLACES])];
    const things = standing({ x: 0, y: text.y - 30, w: innerWidth, h: text.h + 60 });
    /** @returns {[Place, number, number]} */
    const best = () => {
      /** @type {[Place, number, number]} */
      let found = [group.place, 0, Infinity];
      for (const place of order) {
        for (const [side, spot] of candidates(group, text, place).entries()) {
          const cost = cover(spot, group.anchor, things);
          if (cost < found[2]) found = [place, side, cost];
          if (!cost) return found;
        }
      }
      return found;
    };
    const setCompact = (/** @type {boolean} */ yes) => {
      group.element?.classList.toggle('compact', yes);
      group.compact = yes;
      group.wide = { w: group.element?.offsetWidth ?? 0, h: group.element?.offsetHeight ?? 0 };
    };
    group.stale = false;
    if (group.compact) setCompact(false);
    let [place, side, cost] = best();
    if (cost) {
      setCompact(true);
      [place, side, cost] = best();
    }
    group.spot = place;
    group.side = side;
    if (inList && !cost && place !== (listPlace ?? group.place) && listMoves < 3) {
      listPlace = place;
      listMoves++;
      for (const other of groups.values()) other.stale = other.near;
      follow();
    }
  };

  const follow = () => {
    if (!frame && !page.hidden()) frame = requestAnimationFrame(arrange);
  };

  /** After a change of the page the places are thought over again, but not in every frame of a storm. */
  const reconsider = () => {
    if (moved && performance.now() - considered > 400) {
      moved = false;
      considered = performance.now();
      for (const group of groups.values()) group.stale = group.near;
    }
    follow();
  };

  /** @param {Group} group */
  const drop = (group) => {
    eyes?.unobserve(group.anchor);
    group.element?.remove();
    if (tip && group.pills.some((pill) => pill === tipOf)) closeTip();
    groups.delete(group.anchor);
  };

  // ---- details ----

  /** @type {HTMLElement | null} */
  let tip = null;
  /** @type {Pill | null} */
  let tipOf = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let tipTimer;

  const closeTip = () => {
    clearTimeout(tipTimer);
    tipOf?.element.removeAttribute('aria-describedby');
    tipOf?.element.setAttribute('aria-expanded', 'false');
    tip?.remove();
    tip = tipOf = null;
  };

  /** @param {Pill} pill */
  const openTip = (pill) => {
    clearTimeout(tipTimer);
    if (tipOf === pill) return;
    closeTip();
    tipOf = pill;
    tip = make('div', 'tip');
    tip.id = 'details';
    tip.setAttribute('role', 'tooltip');
    tip.append(make('div', 'head', pill.badge.act));
    for (const { label, text, warning } of pill.badge.details) {
      const line = make('div', warning ? 'text warning' : 'text');
      if (warning) line.append(look.icon('urgent'));
      line.append(make('span', '', text));
      tip.append(make('div', 'label', label), line);
    }
    tip.addEventListener('pointerenter', () => clearTimeout(tipTimer));
    tip.addEventListener('pointerleave', leaveTip);
    layer().top.append(tip);
    pill.element.setAttribute('aria-describedby', tip.id);
    pill.element.setAttribute('aria-expanded', 'true');
    placeTip();
  };

  const leaveTip = () => {
    clearTimeout(tipTimer);
    tipTimer = setTimeout(closeTip, 250);
  };

  const placeTip = () => {
    if (!tip || !tipOf) return;
    const badge = rect(tipOf.element);
    const size = rect(tip);
    const zero = origin();
    const below = badge.bottom + 4 + size.height <= innerHeight || badge.top < size.height + 4;
    const x = Math.max(4, Math.min(badge.left, edge() - size.width - 4));
    const y = below ? badge.bottom + 4 : badge.top - size.height - 4;
    tip.style.transform = `translate(${Math.round(x - zero.x)}px, ${Math.round(y - zero.y)}px)`;
  };

  /** @param {Pill} pill */
  const hover = (pill) => {
    const { element } = pill;
    element.setAttribute('aria-expanded', 'false');
    element.addEventListener('pointerenter', () => {
      clearTimeout(tipTimer);
      tipTimer = setTimeout(openTip, tip ? 0 : 120, pill);
    });
    element.addEventListener('pointerleave', leaveTip);
    element.addEventListener('focus', () => element.matches(':focus-visible') && openTip(pill));
    element.addEventListener('blur', () => tipOf === pill && leaveTip());
    // The page's editor keeps the focus when a badge is pointed at.
    element.addEventListener('pointerdown', (event) => event.preventDefault());
    element.addEventListener('mousedown', (event) => event.preventDefault());
    element.addEventListener('click', (event) => event.isTrusted && openTip(pill));
  };

  // ---- outline ----

  /** @type {{ element: Element, field: string | null, frame: HTMLElement } | null} */
  let outlined = null;

  const placeOutline = () => {
    if (!outlined) return;
    const { x, y, width, height } = rect(outlined.element);
    const zero = origin();
    const { style } = outlined.frame;
    const there = connected(outlined.element) && width > 0;
    style.visibility = there ? 'visible' : 'hidden';
    style.transform = `translate(${x - zero.x - 4}px, ${y - zero.y - 4}px)`;
    style.width = `${width + 8}px`;
    style.height = `${height + 8}px`;
  };

  // ---- the whole ----

  const begin = () => {
    if (eyes) return;
    ends = new AbortController();
    const options = { capture: true, passive: true, signal: ends.signal };
    for (const name of ['scroll', 'load', 'transitionend']) addEventListener(name, follow, options);
    addEventListener('resize', () => own.draw.follow(), options);
    addEventListener('visibilitychange', () => (tick(), follow()), options);
    addEventListener('keydown', (event) => event.isTrusted && event.key === 'Escape' && tip && closeTip(), options);
    eyes = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const group = groups.get(entry.target);
          if (!group) continue;
          group.near = entry.isIntersecting;
          if (!group.near && group.element) {
            group.element.style.visibility = 'hidden';
            group.shown = false;
          }
        }
        tick();
        follow();
      },
      { rootMargin: '240px' },
    );
    // Layout may move without any event; a look at a few rectangles finds out.
    watch = setInterval(() => !page.hidden() && reconsider(), 500);
    followers.push(placeOutline, placeTip);
  };

  /** @param {string} language @param {string} theme */
  const dress = (language, theme) => {
    const layered = layer().top;
    layered.dataset.theme = theme;
    layered.lang = language === 'zh' ? 'zh-CN' : language;
  };

  own.draw = {
    dress,
    show(told, badges, result, plan) {
      begin();
      drawing = told;
      dress(told.language, told.theme);
      /** @type {Map<Element, { place: Place, badges: Badge[] }>} */
      const wanted = new Map();
      for (const badge of badges) {
        const sight = badge.row === null ? result.page : result.rows.get(badge.row);
        const places = (badge.row === null ? plan.badge : plan.rows?.badge) ?? [];
        if (!sight) continue;
        const named = places.find(({ field }) => sight.fields.has(field));
        const anchor = named ? sight.fields.get(named.field) : (sight.fields.values().next().value ?? (badge.row === null ? null : sight.element));
        if (!anchor) continue;
        const spot = wanted.get(anchor);
        if (spot) spot.badges.push(badge);
        else wanted.set(anchor, { place: named?.place ?? 'after', badges: [badge] });
      }
      for (const group of [...groups.values()]) if (!wanted.has(group.anchor)) drop(group);
      for (const [anchor, { place, badges: list }] of wanted) {
        const group = groups.get(anchor);
        if (group) {
          // A badge that says the same with newer figures keeps its element, and with it focus and open details.
          const kept = group.badges.length === list.length && list.every(({ id, act }, index) => id === group.badges[index].id && act === group.badges[index].act);
          Object.assign(group, { place, badges: list });
          for (const [index, pill] of kept ? group.pills.entries() : []) pill.badge = list[index];
          if (!kept && group.element) build(group);
          continue;
        }
        const fresh = { near: false, element: null, pills: [], clips: [], wide: { w: 0, h: 0 }, compact: false, spot: null, side: 0, stale: true, size: '', shown: false, looked: '', open: false };
        groups.set(anchor, { anchor, place, badges: list, ...fresh });
        eyes?.observe(anchor);
      }
      tick();
      follow();
    },
    follow(moves = true) {
      moved ||= moves;
      reconsider();
    },
    outline(element, field) {
      outlined?.frame.remove();
      outlined = element ? { element, field, frame: make('div', 'outline') } : null;
      if (outlined) layer().top.append(outlined.frame);
      placeOutline();
    },
    drawn() {
      const now = Date.now();
      /** @type {object[]} */
      const badges = [];
      for (const group of groups.values()) {
        for (const [index, badge] of group.badges.entries()) {
          const pill = group.pills[index];
          if (!drawing) continue;
          const said = time.at(badge, now, drawing.phrases);
          const box = pill && group.shown ? rect(pill.element) : new DOMRect();
          const visible = !!pill && group.shown && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < edge();
          badges.push({
            id: badge.id,
            row: badge.row,
            text: titleOf(badge, said).replaceAll(', ', ' '),
            state: said.state,
            word: said.word,
            title: titleOf(badge, said),
            rect: { x: box.x, y: box.y, w: box.width, h: box.height },
            visible,
            details: badge.details.map(({ label, text }) => ({ label, text })),
          });
        }
      }
      return { badges, outline: outlined?.field ?? null, tip: tipOf?.badge.id ?? null, busy: !!frame || [...groups.values()].some((group) => group.near && !group.element) };
    },
    layer,
    origin,
    cover,
    standing,
    leave(width) {
      if (width === taken) return;
      taken = width;
      listPlace = null;
      listMoves = 0;
      for (const group of groups.values()) group.stale = group.near;
      follow();
    },
    onArrange: (move) => void followers.push(move),
    end() {
      ends.abort();
      eyes?.disconnect();
      eyes = null;
      clearTimeout(clock);
      clearInterval(watch);
      cancelAnimationFrame(frame);
      frame = 0;
      closeTip();
      outlined = null;
      groups = new Map();
      listPlace = null;
      listMoves = taken = 0;
      followers = [];
      host?.remove();
      host = top = null;
    },
  };
})();
