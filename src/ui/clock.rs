//! Instants and spans as a person reads them: time left, and moments in the portal's and the
//! agent's own zone.

use super::i18n::{self, Phrase};
use crate::model::{Language, Precision};
use jiff::{Timestamp, Zoned, civil::Weekday, tz::TimeZone};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long `seconds` are, no finer than `precision` allows and no finer than is of use: seconds
/// appear only in the last hour.
pub fn span(seconds: i64, precision: Precision, language: Language) -> String {
    let fill = |phrase: Phrase, values: &[(&str, i64)]| {
        let texts: Vec<_> = values.iter().map(|(name, value)| (*name, value.to_string())).collect();
        let pairs: Vec<_> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        phrase.with(language, &pairs)
    };
    let (days, hours, minutes) = (seconds / DAY, seconds % DAY / HOUR, seconds % HOUR / MINUTE);
    match precision {
        Precision::Day if days == 0 => fill(i18n::UNDER_A_DAY, &[]),
        Precision::Day if days == 1 => fill(i18n::ONE_DAY, &[]),
        Precision::Day => fill(i18n::DAYS, &[("d", days)]),
        _ if days > 0 => fill(i18n::DAYS_HOURS, &[("d", days), ("h", hours)]),
        Precision::Hour if hours == 0 => fill(i18n::UNDER_AN_HOUR, &[]),
        Precision::Hour => fill(i18n::HOURS, &[("h", hours)]),
        _ if hours > 0 => fill(i18n::HOURS_MINUTES, &[("h", hours), ("m", minutes)]),
        Precision::Minute if minutes == 0 => fill(i18n::UNDER_A_MINUTE, &[]),
        Precision::Minute => fill(i18n::MINUTES, &[("m", minutes)]),
        Precision::Second => fill(i18n::MINUTES_SECONDS, &[("m", minutes), ("s", seconds % MINUTE)]),
    }
}

/// The time until `due`, or the time since.
pub fn left(
    due: Timestamp,
    now: Timestamp,
    precision: Precision,
    estimate: bool,
    language: Language,
) -> String {
    let seconds = due.as_second() - now.as_second();
    let mut text = span(seconds.abs(), precision, language);
    if estimate {
        text = i18n::ABOUT.with(language, &[("t", &text)]);
    }
    let phrase = if seconds < 0 { i18n::PAST } else { i18n::TIME_LEFT };
    phrase.with(language, &[("t", &text)])
}

/// A moment in a zone, with weekday and offset: abbreviations such as CST mean several zones.
pub fn moment(at: Timestamp, zone: &TimeZone, precision: Precision, language: Language) -> String {
    let local = at.to_zoned(zone.clone());
    let day = match language {
        Language::En => local.strftime("%a %-d %b %Y").to_string(),
        Language::Zh => format!("{} {}", local.strftime("%Y-%m-%d"), chinese_weekday(&local)),
    };
    match precision {
        Precision::Day => day,
        Precision::Hour | Precision::Minute => {
            format!("{day} {} {}", local.strftime("%H:%M"), offset(&local))
        }
        Precision::Second => format!("{day} {} {}", local.strftime("%H:%M:%S"), offset(&local)),
    }
}

fn chinese_weekday(day: &Zoned) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "周一",
        Weekday::Tuesday => "周二",
        Weekday::Wednesday => "周三",
        Weekday::Thursday => "周四",
        Weekday::Friday => "周五",
        Weekday::Saturday => "周六",
        Weekday::Sunday => "周日",
    }
}

/// The offset as `UTC+8`, `UTC−3:30` or `UTC`.
fn offset(at: &Zoned) -> String {
    let minutes = at.offset().seconds() / 60;
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}
