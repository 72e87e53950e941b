//! Times of day and the zones that are printed behind them.

use super::Clock;
use super::pattern::{Pattern, number};
use crate::model::Precision;
use jiff::civil::Time;
use regex_lite::Captures;

static TIME: Pattern = Pattern::needing(
    |mark| mark == ':',
    r"(?i)(?P<noon>上午|下午|午前|午後|오전|오후)?\s*(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2}))?\s*(?P<half>[ap]\.?m\b\.?)?\s*(?:hs|uhr)?\s*(?:\(?(?P<zone>[A-Z]{2,4}\b|UTC|GMT)(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?\)?)?",
);
static TIME_WITH_H: Pattern =
    Pattern::needing(|mark| mark == 'à', r"à\s*(?P<h>\d{1,2})\s?h\s?(?P<min>\d{2})\b");

/// A printed time of day.
#[derive(Debug, Clone)]
pub(super) struct TimeOfDay {
    pub(super) time: Time,
    pub(super) precision: Precision,
    pub(super) zone: Option<String>,
    /// Whether the text is nothing but this time.
    pub(super) sole: bool,
}

/// The first time of day in a text; `clock` settles abbreviations of zones that have two meanings.
pub(super) fn time_of_day(text: &str, clock: &Clock) -> Option<TimeOfDay> {
    let found = TIME_WITH_H.captures(text).or_else(|| TIME.captures(text))?;
    let mut hour: i8 = number(&found, "h")?;
    let minute: i8 = number(&found, "min")?;
    let second: Option<i8> = number(&found, "s");
    let half = found.name("half").map(|half| half.as_str().to_lowercase());
    let afternoon =
        half.as_deref().is_some_and(|half| half.starts_with('p')) || is(&found, &["下午", "午後", "오후"]);
    let morning =
        half.as_deref().is_some_and(|half| half.starts_with('a')) || is(&found, &["上午", "午前", "오전"]);
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
    let zone = match (found.name("zone"), found.name("offset")) {
        // An offset that no zone has is no time at all: any other zone would be a wrong one.
        (Some(_), Some(offset)) => Some(fixed_offset(offset.as_str())?),
        (Some(name), None) => zone(name.as_str(), clock),
        (None, _) => None,
    };
    let whole = found.get(0)?;
    // `01:42:16` alone is a countdown on every portal seen; a time of day alone has no seconds.
    let sole = whole.as_str().trim().len() == text.trim().len() && second.is_none();
    Some(TimeOfDay { time, precision, zone, sole })
}

fn is(found: &Captures<'_>, words: &[&str]) -> bool {
    found.name("noon").is_some_and(|part| words.contains(&part.as_str()))
}

/// The IANA zone of a printed abbreviation. Portals print "PST" all year, so both Pacific
/// abbreviations mean the zone with its summer time, and likewise for the others.
fn zone(name: &str, clock: &Clock) -> Option<String> {
    let iana = match name {
        "PST" | "PDT" | "PT" => "America/Los_Angeles",
        "MST" | "MDT" => "America/Denver",
        // China's standard time and that of the middle of North America have one abbreviation.
        "CST" if clock.zone.starts_with("Asia/") => "Asia/Shanghai",
        "CST" | "CDT" => "America/Chicago",
        "EST" | "EDT" | "ET" => "America/New_York",
        "BRT" => "America/Sao_Paulo",
        "ART" => "America/Argentina/Buenos_Aires",
        "MEZ" | "MESZ" | "MET" | "CET" | "CEST" => "Europe/Berlin",
        "WET" | "WEST" => "Europe/Lisbon",
        "EET" | "EEST" => "Europe/Helsinki",
        "BST" => "Europe/London",
        "MSK" => "Europe/Moscow",
        "GMT" | "UTC" => "UTC",
        "JST" => "Asia/Tokyo",
        "KST" => "Asia/Seoul",
        "HKT" => "Asia/Hong_Kong",
        "SGT" => "Asia/Singapore",
        "PHT" => "Asia/Manila",
        "WIB" => "Asia/Jakarta",
        "ICT" => "Asia/Bangkok",
        "IST" => "Asia/Kolkata",
        "PKT" => "Asia/Karachi",
        "AEST" | "AEDT" => "Australia/Sydney",
        "NZST" | "NZDT" => "Pacific/Auckland",
        _ => return None,
    };
    Some(iana.to_owned())
}

/// The zone database's name of an offset: the signs of `Etc/GMT±h` are turned round, and the few offsets with
/// half hours have a zone each that keeps no summer time.
fn fixed_offset(offset: &str) -> Option<String> {
    let (hours, minutes) = match offset.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if offset.len() > 3 => offset.split_at(3),
        None => (offset, "0"),
    };
    let name = match (hours.parse::<i8>().ok()?, minutes.parse::<i8>().ok()?) {
        (0, 0) => "UTC",
        (hours @ -12..=14, 0) => return Some(format!("Etc/GMT{:+}", -hours)),
        (3, 30) => "Asia/Tehran",
        (4, 30) => "Asia/Kabul",
        (5, 30) => "Asia/Kolkata",
        (5, 45) => "Asia/Kathmandu",
        (6, 30) => "Asia/Yangon",
        (9, 30) => "Australia/Darwin",
        _ => return None,
    };
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_compile() {
        assert!(TIME.compiles() && TIME_WITH_H.compiles());
    }
}
