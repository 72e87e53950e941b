// How much time is left, in words, and when those words change next. Instants come from the core; the
// only clock asked here is the machine's.
(() => {
  const own = globalThis.dueline;
  if (!own || own.time) return;

  const SECOND = 1000;
  const MINUTE = 60 * SECOND;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;

  /** @param {string} phrase @param {Record<string, number | string>} values */
  const fill = (phrase, values) => phrase.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

  /**
   * The words for a span of time, and the unit in which they count.
   * @param {number} span
   * @param {Badge['precision']} precision
   * @param {Phrases} phrases
   * @returns {[string, number]}
   */
  const span = (span, precision, phrases) => {
    const d = Math.floor(span / DAY);
    const h = Math.floor(span / HOUR) % 24;
    const m = Math.floor(span / MINUTE) % 60;
    const s = Math.floor(span / SECOND) % 60;
    if (precision === 'day') return [d ? fill(phrases.days, { d }) : phrases.under_a_day, DAY];
    if (d) return [fill(phrases.days_hours, { d, h }), HOUR];
    if (span >= HOUR || (precision !== 'second' && span >= MINUTE)) return [fill(phrases.hours_minutes, { h, m }), MINUTE];
    return precision === 'second' ? [fill(phrases.minutes_seconds, { m, s }), SECOND] : [phrases.under_a_minute, MINUTE];
  };

  own.time = {
    at(badge, now, phrases) {
      let step = badge.steps[0];
      let next = Infinity;
      for (const one of badge.steps) {
        if (one.from_ms <= now) step = one;
        else next = Math.min(next, one.from_ms);
      }
      let left = badge.instead ?? '';
      if (badge.due_ms !== null) {
        const away = badge.due_ms - now;
        const [text, unit] = span(Math.abs(away), badge.precision, phrases);
        // An hour known without its minutes is as good as an estimate below a day.
        const rough = badge.estimate || (badge.precision === 'hour' && Math.abs(away) < DAY);
        const said = rough ? `${phrases.about} ${text}`.trim() : text;
        left = away < 0 ? fill(phrases.overdue_by, { t: said }) : said;
        next = Math.min(next, away < 0 ? now + unit - (-away % unit) : now + (away % unit) + 1);
      }
      return { left, state: step?.state ?? 'unknown', word: step?.word ?? '', next };
    },
  };
})();
