//! Points in time: dates in a dozen shapes, times of day, "yesterday", "2 days ago", countdowns.

use super::date_words::{AGO, LEFT, NOW, TODAY, TOMORROW, YESTERDAY, mentions, month, weekday};
use super::pattern::{Pattern, number};
use super::times::{TimeOfDay, time_of_day};
use super::{normalise, span};
use crate::model::{Moment, Precision, Shape};
use crate::packs::format::DateOrder;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use regex_lite::Captures;

/// When and where a text was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// When it was read.
    pub taken: Timestamp,
    /// The IANA zone of the page, where the text names none.
    pub zone: String,
    /// The order of a date of three numbers.
    pub dates: DateOrder,
}

/// Whether a field speaks of what was or of what will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It happened.
    Past,
    /// It is due.
    Future,
}

static YEAR_FIRST: Pattern = Pattern::needing(
    |mark| matches!(mark, '-' | '/' | '.' | '年' | '년'),
    r"(?P<y>\d{4})\s*[-/.年년]\s*(?P<m>\d{1,2})\s*[-/.月월]\s*(?P<d>\d{1,2})\s*[日일]?",
);
static CJK_MONTH: Pattern = Pattern::needing(
    |mark| matches!(mark, '月' | '월'),
    r"(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]",
);
static NUMBERED_MONTH: Pattern = Pattern::needing(
    |mark| mark == 't',
    r"(?P<d>\d{1,2})\s+(?:tháng|thg)\s+(?P<m>\d{1,2})(?:,?\s+(?:năm\s+)?(?P<y>\d{4}))?",
);
static NUMBERS: Pattern = Pattern::needing(
    |mark| matches!(mark, '-' | '/' | '.'),
    r"(?:^|[^\d.])(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})[-/.](?P<y>\d{4}|\d{2})(?:[^\d]|$)",
);
static MONTH_FIRST: Pattern = Pattern::needing(
    char::is_alphabetic,
    r"(?P<name>[A-Za-z\u{c0}-\u{24f}\u{400}-\u{4ff}]{3,12})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y>\d{4}))?",
);
static DAY_FIRST: Pattern = Pattern::needing(
    char::is_alphabetic,
    r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?:\s*-\s*\d{1,2}\.?)?\s+(?:de\s+)?(?P<name>[A-Za-z\u{c0}-\u{24f}\u{400}-\u{4ff}]{3,12}|[\u{e00}-\u{e7f}.]{4,12})\.?(?:,?\s+(?:de\s+|del\s+)?(?P<y>\d{4}))?",
);
/// Reads a point in time, keeping the precision and the zone that the text has.
///
/// Of a range ("Dec 9 - Dec 12") the first date is taken, which for a clock is the careful one.
/// Nothing is returned for a text that holds no time, or an impossible one such as 30 February.
pub fn moment(text: &str, clock: &Clock, direction: Direction) -> Option<Moment> {
    let text = normalise(text);
    // What a page keeps for its own scripts, such as `2026-11-21T18:30:00Z`.
    if let Ok(at) = text.parse::<Timestamp>() {
        let (precision, zone) = (Precision::Second, clock.zone.clone());
        return Some(Moment { at, precision, zone, zone_printed: true, shape: Shape::Date });
    }
    if let Some((date, rest)) = date(&text, clock) {
        let date = date?;
        let time = |text| time_of_day(text, clock);
        return dated(date, time(rest).or_else(|| time(before(&text, rest))), clock);
    }
    if let Some(time) = time_of_day(&text, clock).filter(|time| time.sole) {
        return sole_time(&time, clock, direction);
    }
    relative(&text, clock, direction)
}

fn dated(date: Date, time: Option<TimeOfDay>, clock: &Clock) -> Option<Moment> {
    let printed = time.as_ref().and_then(|time| time.zone.clone());
    let zone = printed.clone().unwrap_or_else(|| clock.zone.clone());
    let tz = TimeZone::get(&zone).ok()?;
    let (time_of_day, precision) = match &time {
        Some(time) => (time.time, time.precision),
        None => (Time::midnight(), Precision::Day),
    };
    let at = tz.to_ambiguous_zoned(date.to_datetime(time_of_day)).compatible().ok()?.timestamp();
    Some(Moment { at, precision, zone, zone_printed: printed.is_some(), shape: Shape::Date })
}

/// A time of day alone is today's, or the day's before (after) if that would lie on the wrong side.
fn sole_time(time: &TimeOfDay, clock: &Clock, direction: Direction) -> Option<Moment> {
    let zone = time.zone.clone().unwrap_or_else(|| clock.zone.clone());
    let today = clock.taken.to_zoned(TimeZone::get(&zone).ok()?).date();
    let first = dated(today, Some(time.clone()), clock)?;
    let shift = match direction {
        Direction::Past if first.at > clock.taken => -1,
        Direction::Future if first.at < clock.taken => 1,
        Direction::Past | Direction::Future => return Some(first),
    };
    dated(today.checked_add(shift.days()).ok()?, Some(time.clone()), clock)
}

fn relative(text: &str, clock: &Clock, direction: Direction) -> Option<Moment> {
    let text = text.to_lowercase();
    let moment =
        |at, precision, shape| Moment { at, precision, zone: clock.zone.clone(), zone_printed: false, shape };
    if NOW.split('|').any(|now| now == text) {
        return Some(moment(clock.taken, Precision::Minute, Shape::Relative));
    }
    let on = |shift: i64| {
        let today = clock.taken.to_zoned(TimeZone::get(&clock.zone).ok()?).date();
        let found = dated(today.checked_add(shift.days()).ok()?, time_of_day(&text, clock), clock)?;
        Some(Moment { shape: Shape::Relative, ..found })
    };
    // "hari ini" is today in Indonesian and has the word for a day in it.
    let named = [(TODAY, 0), (YESTERDAY, -1), (TOMORROW, 1)];
    if let Some((_, shift)) = named.iter().find(|(words, _)| mentions(&text, words)) {
        return on(*shift);
    }
    // Alone and in French it is yesterday; within a German text it means "here".
    if text == "hier" {
        return on(-1);
    }
    if let Some(day) = weekday(&text) {
        let today = clock.taken.to_zoned(TimeZone::get(&clock.zone).ok()?).date().weekday();
        // A list says the day of the week of the last days, and "today" or a time for today.
        let ago = i64::from(today.since(day));
        return on(match direction {
            Direction::Past => {
                if ago == 0 {
                    -7
                } else {
                    -ago
                }
            }
            Direction::Future => 7 - ago,
        });
    }
    let length = span(&text)?;
    let past = mentions(&text, AGO);
    let future = mentions(&text, LEFT);
    let direction = if past && !future {
        Direction::Past
    } else if future {
        Direction::Future
    } else {
        direction
    };
    let at = match direction {
        Direction::Past => clock.taken.checked_sub(length.length).ok()?,
        Direction::Future => clock.taken.checked_add(length.length).ok()?,
    };
    let shape = if direction == Direction::Future { Shape::Countdown } else { Shape::Relative };
    let mut found = moment(at, length.precision, shape);
    if found.precision == Precision::Day {
        let zoned = found.at.to_zoned(found.time_zone());
        found.at = zoned.start_of_day().ok()?.timestamp();
    }
    Some(found)
}

/// The first date in the text and what follows it. The inner `None` is an impossible date.
fn date<'text>(text: &'text str, clock: &Clock) -> Option<(Option<Date>, &'text str)> {
    let rest = |found: &Captures<'_>| found.get(0).map_or(0, |whole| whole.end());
    if let Some(found) = YEAR_FIRST.captures(text) {
        let day = civil(number(&found, "y")?, number(&found, "m")?, number(&found, "d")?);
        return Some((day, &text[rest(&found)..]));
    }
    if let Some(found) = CJK_MONTH.captures(text) {
        let day = nearest(clock, number(&found, "m")?, number(&found, "d")?);
        return Some((day, &text[rest(&found)..]));
    }
    if let Some(found) = NUMBERED_MONTH.captures(text) {
        let (month, day) = (number(&found, "m")?, number(&found, "d")?);
        let date = match number(&found, "y") {
            Some(year) => civil(year, month, day),
            None => nearest(clock, month, day),
        };
        return Some((date, &text[rest(&found)..]));
    }
    if let Some(found) = NUMBERS.captures(text) {
        let (one, two): (i8, i8) = (number(&found, "a")?, number(&found, "b")?);
        let year: i16 = number(&found, "y")?;
        let year = if year < 100 { year + 2000 } else { year };
        // Who writes points between the numbers puts the day first, on whatever site.
        let dotted = found.name("mark").is_some_and(|mark| mark.as_str() == ".");
        let (day, month) = match clock.dates {
            DateOrder::Mdy if dotted && two <= 12 => (one, two),
            DateOrder::Mdy if one <= 12 => (two, one),
            DateOrder::Mdy => (one, two),
            DateOrder::Dmy | DateOrder::Ymd if two <= 12 => (one, two),
            DateOrder::Dmy | DateOrder::Ymd => (two, one),
        };
        let end = found.name("y")?.end();
        return Some((civil(year, month, day), &text[end..]));
    }
    named_month(text, clock)
}

/// A date with the name of a month: "Dec 4, 2026" or "4. Dez. 2026", whichever stands first.
fn named_month<'text>(text: &'text str, clock: &Clock) -> Option<(Option<Date>, &'text str)> {
    // "Ordered 10:15am, Sat, Nov 2": not every word before a number is a month.
    let found = [&MONTH_FIRST, &DAY_FIRST].into_iter().filter_map(|pattern| {
        pattern.all(text).find_map(|found| {
            let month = month(found.name("name")?.as_str())?;
            let whole = found.get(0)?;
            let rest = &text[whole.end()..];
            // "ago 11:21" is a time behind a month, not the eleventh.
            let day_is_an_hour = rest.starts_with(':') && found.name("y").is_none();
            (!day_is_an_hour).then_some((whole.start(), month, found, rest))
        })
    });
    let (_, month, found, rest) = found.min_by_key(|(start, ..)| *start)?;
    let day: i8 = number(&found, "d")?;
    let date = match number(&found, "y") {
        Some(year) => civil(year, month, day),
        None => nearest(clock, month, day),
    };
    Some((date, rest))
}

fn before<'text>(text: &'text str, rest: &str) -> &'text str {
    &text[..text.len() - rest.len()]
}

/// A year of the Buddhist era, as Thai pages print it, is brought to the common one.
fn civil(year: i16, month: i8, day: i8) -> Option<Date> {
    let year = if year > 2_400 { year - 543 } else { year };
    Date::new(year, month, day).ok()
}

/// A date without a year: the one nearest to the day of reading.
fn nearest(clock: &Clock, month: i8, day: i8) -> Option<Date> {
    let today = clock.taken.to_zoned(TimeZone::get(&clock.zone).ok()?).date();
    let years = [today.year() - 1, today.year(), today.year() + 1];
    let dates = years.into_iter().filter_map(|year| civil(year, month, day));
    dates.min_by_key(|date| {
        let distance = date.duration_since(today);
        distance.abs()
    })
}

/// How far two readings of the same time may lie apart without disagreeing.
pub(crate) fn tolerance(precision: Precision) -> SignedDuration {
    match precision {
        Precision::Day => SignedDuration::from_hours(24),
        Precision::Hour => SignedDuration::from_hours(1),
        Precision::Minute => SignedDuration::from_mins(2),
        Precision::Second => SignedDuration::from_secs(60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(zone: &str, dates: DateOrder) -> Clock {
        Clock { taken: "2026-11-21T10:00:00Z".parse().unwrap(), zone: zone.to_owned(), dates }
    }

    #[track_caller]
    fn read(text: &str, zone: &str, dates: DateOrder, direction: Direction, expect: &str) {
        let found = moment(text, &clock(zone, dates), direction);
        let shown = found.map_or("nothing".to_owned(), |found| format!("{} {:?}", found.at, found.precision));
        assert_eq!(shown, expect, "{text}");
    }

    const PACIFIC: &str = "America/Los_Angeles";

    #[test]
    fn patterns_compile() {
        for pattern in [&YEAR_FIRST, &CJK_MONTH, &NUMBERED_MONTH, &NUMBERS, &MONTH_FIRST, &DAY_FIRST] {
            assert!(pattern.compiles());
        }
    }

    #[test]
    fn absolute_dates() {
        use DateOrder::{Dmy, Mdy, Ymd};
        use Direction::Past;
        read("2026-06-24 18:30", PACIFIC, Ymd, Past, "2026-06-25T01:30:00Z Minute");
        read("2026-08-20 13:29:59", PACIFIC, Ymd, Past, "2026-08-20T20:29:59Z Second");
        read("Wed, Dec 4, 2019, 8:27 AM PST", "UTC", Mdy, Past, "2019-12-04T16:27:00Z Minute");
        read("Thu, Dec 5, 2019", PACIFIC, Mdy, Past, "2019-12-05T08:00:00Z Day");
        read("Thu, 5 Dec 2019", "Europe/London", Dmy, Past, "2019-12-05T00:00:00Z Day");
        read("2021年5月19日(水) 23:45 JST", "UTC", Ymd, Past, "2021-05-19T14:45:00Z Minute");
        read("24.06.2025 14:33 MET", "UTC", Dmy, Past, "2025-06-24T12:33:00Z Minute");
        read("24.06.2025", "Europe/Berlin", Dmy, Past, "2025-06-23T22:00:00Z Day");
        read("Mi., 4. Dez. 2019, 08:27 MEZ", "UTC", Dmy, Past, "2019-12-04T07:27:00Z Minute");
        read("01.12.2026", PACIFIC, Mdy, Direction::Future, "2026-12-01T08:00:00Z Day");
        read("6/24/2025", PACIFIC, Mdy, Past, "2025-06-24T07:00:00Z Day");
        read("10:15am, Sat, Nov 2, 2024", PACIFIC, Mdy, Past, "2024-11-02T17:15:00Z Minute");
        read("Aug 15, 2026, 12:09 am PKT", "UTC", Mdy, Past, "2026-08-14T19:09:00Z Minute");
        read("6 ago 11:21 hs", "America/Argentina/Buenos_Aires", Dmy, Past, "2026-08-06T14:21:00Z Minute");
        read(
            "até o dia 12 de setembro",
            "America/Sao_Paulo",
            Dmy,
            Direction::Future,
            "2026-09-12T03:00:00Z Day",
        );
        read("Sep 4", PACIFIC, Mdy, Past, "2026-09-04T07:00:00Z Day");
        read("Jan 3", PACIFIC, Mdy, Direction::Future, "2027-01-03T08:00:00Z Day");
        read("28/02/25", "America/Sao_Paulo", Dmy, Past, "2025-02-28T03:00:00Z Day");
        read("2026-11-21 18:30 GMT+8", "UTC", Ymd, Past, "2026-11-21T10:30:00Z Minute");
        read("2026-11-21 18:30 GMT+5:30", "UTC", Ymd, Past, "2026-11-21T13:00:00Z Minute");
        read("2026-11-21 18:30 CST", "Asia/Shanghai", Ymd, Past, "2026-11-21T10:30:00Z Minute");
        read("2026-11-21 18:30 CST", PACIFIC, Ymd, Past, "2026-11-22T00:30:00Z Minute");
        read("2026-11-21T18:30:00Z", PACIFIC, Ymd, Past, "2026-11-21T18:30:00Z Second");
        read("2026-11-21T18:30:00+08:00", PACIFIC, Ymd, Past, "2026-11-21T10:30:00Z Second");
        read("2026-11-3 8:05:09", "Asia/Shanghai", Ymd, Past, "2026-11-03T00:05:09Z Second");
        read("26-09-2026", "America/Sao_Paulo", Dmy, Direction::Future, "2026-09-26T03:00:00Z Day");
        read("Ordered 10:15am, Sat, Nov 2, 2024", PACIFIC, Mdy, Past, "2024-11-02T17:15:00Z Minute");
    }

    #[test]
    fn dates_of_other_languages() {
        let december_ninth = "2026-12-09T00:00:00Z Day";
        for text in [
            "9 décembre 2026",
            "9 dic 2026",
            "9 de diciembre de 2026",
            "9 dicembre 2026",
            "9 de dez. de 2026",
            "9 december 2026",
            "9 grudnia 2026",
            "9 декабря 2026 г.",
            "9 Desember 2026",
            "9 tháng 12, 2026",
            "9 thg 12",
            "9 ธ.ค. 2569",
            "9 ธันวาคม 2569",
            "2026年12月9日",
            "12月9日",
            "2026년 12월 9일",
            "12월 9일",
            "9. Dez.",
            "09/12/2026",
            "9-12 Dec 2026",
            "Dec 9 - Dec 12, 2026",
        ] {
            read(text, "UTC", DateOrder::Dmy, Direction::Future, december_ninth);
        }
        read(
            "9 décembre 2026 à 14h30",
            "UTC",
            DateOrder::Dmy,
            Direction::Future,
            "2026-12-09T14:30:00Z Minute",
        );
        read(
            "2026년 12월 9일 오후 2:30",
            "UTC",
            DateOrder::Ymd,
            Direction::Future,
            "2026-12-09T14:30:00Z Minute",
        );
        read("1er décembre 2026", "UTC", DateOrder::Dmy, Direction::Future, "2026-12-01T00:00:00Z Day");
        read("Agu 25", "Asia/Jakarta", DateOrder::Dmy, Direction::Past, "2026-08-24T17:00:00Z Day");
        read("14:30 WIB", "UTC", DateOrder::Dmy, Direction::Past, "2026-11-21T07:30:00Z Minute");
    }

    #[test]
    fn words_that_begin_like_a_month_are_none() {
        for text in ["Market 5", "Marked 12", "Decor 7", "Janet 3", "Section 9", "Mayor 2", "Novelty 4"] {
            read(text, PACIFIC, DateOrder::Mdy, Direction::Past, "nothing");
        }
    }

    #[test]
    fn relative_times() {
        use DateOrder::Ymd;
        use Direction::{Future, Past};
        read("4天18小时25分", PACIFIC, Ymd, Future, "2026-11-26T04:25:00Z Minute");
        read("01:42:16", PACIFIC, Ymd, Future, "2026-11-21T11:42:16Z Second");
        read("2 days ago", PACIFIC, Ymd, Future, "2026-11-19T08:00:00Z Day");
        read("3h", PACIFIC, Ymd, Past, "2026-11-21T07:00:00Z Hour");
        read("just now", PACIFIC, Ymd, Past, "2026-11-21T10:00:00Z Minute");
        read("yesterday", PACIFIC, Ymd, Past, "2026-11-20T08:00:00Z Day");
        read("14:23", "Asia/Shanghai", Ymd, Past, "2026-11-21T06:23:00Z Minute");
        read("23:50", "Asia/Shanghai", Ymd, Past, "2026-11-20T15:50:00Z Minute");
        for text in [
            "hier",
            "Hier à 08:00",
            "ieri",
            "Wczoraj",
            "вчера",
            "kemarin",
            "hôm qua",
            "เมื่อวาน",
            "昨日",
            "어제",
        ] {
            let hour = if text.contains("08") { "08:00:00Z Minute" } else { "00:00:00Z Day" };
            read(text, "UTC", Ymd, Past, &format!("2026-11-20T{hour}"));
        }
        read("Hier klicken", "UTC", Ymd, Past, "nothing");
        read("2 giorni fa", "UTC", Ymd, Future, "2026-11-19T00:00:00Z Day");
        read("2 jours restants", "UTC", Ymd, Future, "2026-11-23T00:00:00Z Day");
        read("il y a 3 heures", "UTC", Ymd, Future, "2026-11-21T07:00:00Z Hour");
        read("3시간 전", "UTC", Ymd, Future, "2026-11-21T07:00:00Z Hour");
        read("hari ini", "UTC", Ymd, Past, "2026-11-21T00:00:00Z Day");
        // The day of reading is a Saturday.
        read("Friday", "UTC", Ymd, Past, "2026-11-20T00:00:00Z Day");
        read("Saturday", "UTC", Ymd, Past, "2026-11-14T00:00:00Z Day");
        read("星期四", "UTC", Ymd, Past, "2026-11-19T00:00:00Z Day");
        read("Montag", "UTC", Ymd, Future, "2026-11-23T00:00:00Z Day");
    }

    #[test]
    fn impossible_dates_give_nothing() {
        for text in [
            "2026-02-30 10:00",
            "2026-13-01",
            "31.11.2026",
            "Feb 30, 2026",
            "25:61",
            "hello",
            "",
            "99/99/9999",
        ] {
            read(text, PACIFIC, DateOrder::Dmy, Direction::Past, "nothing");
        }
    }

    #[test]
    fn summer_time_change_is_resolved() {
        // 02:30 does not exist on that night: the compatible reading moves it past the gap.
        read("2027-03-14 02:30", PACIFIC, DateOrder::Ymd, Direction::Future, "2027-03-14T10:30:00Z Minute");
        read("2026-11-01 01:30", PACIFIC, DateOrder::Ymd, Direction::Past, "2026-11-01T08:30:00Z Minute");
    }
}
