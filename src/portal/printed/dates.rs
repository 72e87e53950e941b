//! Points in time: dates in a dozen shapes, times of day, "yesterday", "2 days ago", countdowns.

use super::pattern::{Pattern, number};
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
    |mark| matches!(mark, '-' | '/' | '.' | '年'),
    r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?",
);
static CJK_MONTH: Pattern = Pattern::needing(|mark| mark == '月', r"(?P<m>\d{1,2})月(?P<d>\d{1,2})日");
static NUMBERS: Pattern = Pattern::needing(
    |mark| matches!(mark, '-' | '/' | '.'),
    r"(?:^|[^\d.])(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4}|\d{2})(?:[^\d]|$)",
);
static MONTH_FIRST: Pattern = Pattern::needing(
    in_month,
    r"(?P<name>[A-Za-zäçéûÄ]{3,10})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y>\d{4}))?",
);
static DAY_FIRST: Pattern = Pattern::needing(
    in_month,
    r"(?P<d>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(?P<name>[A-Za-zäçéûÄ]{3,10})\.?(?:,?\s+(?:de\s+|del\s+)?(?P<y>\d{4}))?",
);
static TIME: Pattern = Pattern::needing(
    |mark| mark == ':',
    r"(?i)(?P<noon>上午|下午)?\s*(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2}))?\s*(?P<half>[ap]\.?m\b\.?)?\s*(?:hs|uhr)?\s*(?:\(?(?P<zone>[A-Z]{2,4}\b|UTC|GMT)(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?\)?)?",
);
static AGO: Pattern = Pattern::needing(in_words, r"(?i)\bago\b|\bvor\b|前|\bhace\b|\batrás\b|\bil y a\b");
static LEFT: Pattern =
    Pattern::needing(in_words, r"(?i)\bleft\b|\bremaining\b|剩|还有|\bnoch\b|\bverbleib|\bquedan?\b|\brest");
static NOW: Pattern = Pattern::needing(in_words, r"(?i)^(just now|刚刚|gerade eben|ahora)$");
static TODAY: Pattern = Pattern::needing(in_words, r"(?i)\b(today|heute|hoy|hoje)\b|今天");
static YESTERDAY: Pattern = Pattern::needing(in_words, r"(?i)\b(yesterday|gestern|ayer|ontem)\b|昨天");
static TOMORROW: Pattern = Pattern::needing(in_words, r"(?i)\b(tomorrow|morgen|mañana|amanhã)\b|明天");

/// Whether "ago", "left", "today" and their like, in any of their languages, may hold this letter.
fn in_words(letter: char) -> bool {
    letter.is_ascii_alphabetic() || "前剩还刚今昨明".contains(letter)
}

/// Whether the name of a month may hold this letter.
fn in_month(letter: char) -> bool {
    letter.is_ascii_alphabetic() || matches!(letter, 'ä' | 'ç' | 'é' | 'û' | 'Ä')
}

const MONTHS: [&[&str]; 12] = [
    &["jan", "ene"],
    &["feb", "fev", "fév"],
    &["mar", "mär", "mrz"],
    &["apr", "abr", "avr"],
    &["may", "mai"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "ago", "aoû", "agu"],
    &["sep", "set"],
    &["oct", "okt", "out"],
    &["nov"],
    &["dec", "dez", "dic", "déc", "des"],
];

/// Reads a point in time, keeping the precision and the zone that the text has.
///
/// Of a range ("Dec 9 - Dec 12") the first date is taken, which for a clock is the careful one.
/// Nothing is returned for a text that holds no time, or an impossible one such as 30 February.
pub fn moment(text: &str, clock: &Clock, direction: Direction) -> Option<Moment> {
    let text = normalise(text);
    if let Some((date, rest)) = date(&text, clock) {
        let date = date?;
        return dated(date, time_of_day(rest).or_else(|| time_of_day(before(&text, rest))), clock);
    }
    if let Some(time) = time_of_day(&text).filter(|time| time.sole) {
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
    let moment =
        |at, precision, shape| Moment { at, precision, zone: clock.zone.clone(), zone_printed: false, shape };
    if NOW.captures(text).is_some() {
        return Some(moment(clock.taken, Precision::Minute, Shape::Relative));
    }
    let named = [(&TODAY, 0), (&YESTERDAY, -1), (&TOMORROW, 1)];
    if let Some((_, shift)) = named.iter().find(|(pattern, _)| pattern.captures(text).is_some()) {
        let today = clock.taken.to_zoned(TimeZone::get(&clock.zone).ok()?).date();
        let day = today.checked_add((*shift).days()).ok()?;
        let found = dated(day, time_of_day(text), clock)?;
        return Some(Moment { shape: Shape::Relative, ..found });
    }
    let length = span(text)?;
    let past = AGO.captures(text).is_some();
    let future = LEFT.captures(text).is_some();
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
    if let Some(found) = NUMBERS.captures(text) {
        let (one, two): (i8, i8) = (number(&found, "a")?, number(&found, "b")?);
        let year: i16 = number(&found, "y")?;
        let year = if year < 100 { year + 2000 } else { year };
        let (day, month) = match clock.dates {
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
    let found = [&MONTH_FIRST, &DAY_FIRST].into_iter().filter_map(|pattern| {
        let found = pattern.captures(text)?;
        let month = month(found.name("name")?.as_str())?;
        let whole = found.get(0)?;
        let rest = &text[whole.end()..];
        // "ago 11:21" is a time behind a month, not the eleventh.
        let day_is_an_hour = rest.starts_with(':') && found.name("y").is_none();
        (!day_is_an_hour).then_some((whole.start(), month, found, rest))
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

fn civil(year: i16, month: i8, day: i8) -> Option<Date> {
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

fn month(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let index = MONTHS.iter().position(|starts| starts.iter().any(|start| name.starts_with(start)))?;
    i8::try_from(index + 1).ok()
}

#[derive(Debug, Clone)]
struct TimeOfDay {
    time: Time,
    precision: Precision,
    zone: Option<String>,
    /// Whether the text is nothing but this time.
    sole: bool,
}

fn time_of_day(text: &str) -> Option<TimeOfDay> {
    let found = TIME.captures(text)?;
    let mut hour: i8 = number(&found, "h")?;
    let minute: i8 = number(&found, "min")?;
    let second: Option<i8> = number(&found, "s");
    let half = found.name("half").map(|half| half.as_str().to_lowercase());
    let afternoon = half.as_deref().is_some_and(|half| half.starts_with('p')) || is(&found, "noon", "下午");
    let morning = half.as_deref().is_some_and(|half| half.starts_with('a')) || is(&found, "noon", "上午");
    if (afternoon || morning) && hour > 12 {
        return None;
    }
    if afternoon && hour < 12 {
        hour += 12;
    }
    if morning && hour == 12 {
        hour = 0;
    }
    let time = Time::new(hour, minute, second.unwrap_or(0), 0).ok()?;
    let precision = if second.is_some() { Precision::Second } else { Precision::Minute };
    let zone =
        found.name("zone").and_then(|name| zone(name.as_str(), found.name("offset").map(|o| o.as_str())));
    let whole = found.get(0)?;
    // `01:42:16` alone is a countdown on every portal seen; a time of day alone has no seconds.
    let sole = whole.as_str().trim().len() == text.trim().len() && second.is_none();
    Some(TimeOfDay { time, precision, zone, sole })
}

fn is(found: &Captures<'_>, name: &str, text: &str) -> bool {
    found.name(name).is_some_and(|part| part.as_str() == text)
}

/// The IANA zone of a printed abbreviation. Portals print "PST" all year, so both Pacific
/// abbreviations mean the zone with its summer time, and likewise for the others.
fn zone(name: &str, offset: Option<&str>) -> Option<String> {
    if matches!(name, "GMT" | "UTC")
        && let Some(offset) = offset
    {
        return fixed_offset(offset);
    }
    let iana = match name {
        "PST" | "PDT" | "PT" => "America/Los_Angeles",
        "MST" | "MDT" => "America/Denver",
        "CST" | "CDT" => "America/Chicago",
        "EST" | "EDT" | "ET" => "America/New_York",
        "MEZ" | "MESZ" | "MET" | "CET" | "CEST" => "Europe/Berlin",
        "BST" => "Europe/London",
        "GMT" | "UTC" => "UTC",
        "JST" => "Asia/Tokyo",
        "IST" => "Asia/Kolkata",
        "PKT" => "Asia/Karachi",
        "AEST" | "AEDT" => "Australia/Sydney",
        _ => return None,
    };
    Some(iana.to_owned())
}

/// The zone database's name of a whole-hour offset: the signs of `Etc/GMT±h` are turned round.
fn fixed_offset(offset: &str) -> Option<String> {
    let (hours, minutes) = match offset.split_once(':') {
        Some((hours, minutes)) => (hours.parse::<i8>().ok()?, minutes.parse::<i8>().ok()?),
        None if offset.len() > 3 => (offset[..3].parse().ok()?, offset[3..].parse().ok()?),
        None => (offset.parse().ok()?, 0),
    };
    (minutes == 0).then(|| match hours {
        0 => "UTC".to_owned(),
        hours => format!("Etc/GMT{:+}", -hours),
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
        for pattern in [
            &YEAR_FIRST,
            &CJK_MONTH,
            &NUMBERS,
            &MONTH_FIRST,
            &DAY_FIRST,
            &TIME,
            &AGO,
            &LEFT,
            &NOW,
            &TODAY,
            &YESTERDAY,
            &TOMORROW,
        ] {
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
