// How a sheet prints a moment: shapes made of letters, in a zone and a language.
"use strict";
const times = (() => {
  /**
   * The moment's parts on the wall clock of a zone.
   * @param {number} at milliseconds since 1970
   * @param {string} zone
   */
  const parts = (at, zone) => {
    const format = new Intl.DateTimeFormat("en-US-u-hc-h23", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" });
    return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  };

  /** @param {number} at @param {string} zone @param {string} language @param {Intl.DateTimeFormatOptions} wanted @param {string} type */
  const word = (at, zone, language, wanted, type) =>
    new Intl.DateTimeFormat(language, { timeZone: zone, ...wanted }).formatToParts(at).find((part) => part.type === type)?.value ?? "";

  /**
   * A moment in a shape such as `YYYY-MM-DD HH:mm`, `MMM D, YYYY, h:mm a`. Letters: YYYY YY, MMMM MMM MM M, DD D,
   * HH H, hh h, mm, ss, a and A for am and AM, ddd for the weekday, ZZZ for the zone's short name. Text in [ ] stays.
   * @param {number} at @param {string} shape @param {string} zone @param {string} [language]
   */
  const print = (at, shape, zone, language = "en-US") => {
    const { year, month, day, hour, minute, second } = parts(at, zone);
    const two = (number) => String(number).padStart(2, "0");
    const twelve = hour % 12 || 12;
    const values = {
      YYYY: year, YY: two(year % 100), MM: two(month), M: month, DD: two(day), D: day, HH: two(hour), H: hour, hh: two(twelve), h: twelve,
      mm: two(minute), ss: two(second), a: hour < 12 ? "am" : "pm", A: hour < 12 ? "AM" : "PM",
    };
    return shape.replace(/\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|HH|H|hh|h|mm|ss|a|A|ddd|ZZZ/g, (found, kept) => {
      if (kept !== undefined) return kept;
      // A month's name takes the form that it has beside a day.
      if (found === "MMMM") return word(at, zone, language, { month: "long", day: "numeric" }, "month");
      if (found === "MMM") return word(at, zone, language, { month: "short", day: "numeric" }, "month");
      if (found === "ddd") return word(at, zone, language, { weekday: "short" }, "weekday");
      if (found === "ZZZ") return word(at, zone, language, { timeZoneName: "short" }, "timeZoneName");
      return String(values[found]);
    });
  };

  const MINUTE = 60000;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;

  /** The end of the day on which a moment lies, as an ISO date: what a printed day without a time says. */
  const day = (at, zone) => print(at, "YYYY-MM-DD", zone);
  /** A moment to the minute, as UTC: what a printed time of day says. */
  const minute = (at) => new Date(Math.floor(at / MINUTE) * MINUTE).toISOString();

  return { print, day, minute, MINUTE, HOUR, DAY };
})();
