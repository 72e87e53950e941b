//! The shop's own targets, such as "first reply within five minutes". They stand on a second line and
//! are never mixed with a platform's clocks: nothing happens at their zero but that the shop promised itself more.
//!
//! Time counts only within the shop's shifts, where it has set any: `1-5 09:00-12:00 13:30-18:00; 6 10:00-16:00`
//! is Monday to Friday with a lunch break, and Saturday.

use crate::deadlines::Situation;
use crate::model::Words;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The targets that a shop has set itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct House {
    /// Minutes until the first word on a buyer's message.
    pub first_reply_minutes: Option<u32>,
    /// Hours until a buyer's message has its full answer.
    pub answer_hours: Option<u32>,
    /// Hours until a case is solved.
    pub solve_hours: Option<u32>,
    /// The shifts, in the form of the module's own words; empty means around the clock.
    pub shifts: String,
    /// The IANA zone of the shifts; nothing means UTC.
    pub zone: Option<String>,
}

/// One target of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseTarget {
    /// What is promised.
    pub name: Words,
    /// Until when.
    pub due: Timestamp,
    /// How the figure came about.
    pub derivation: Vec<Words>,
}

/// Work on some days of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// The days, 1 for Monday to 7 for Sunday.
    days: Vec<i8>,
    /// The periods of such a day, in order.
    periods: Vec<(Time, Time)>,
}

/// Why shifts cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no shift; write days and periods such as 1-5 09:00-12:00 13:30-18:00")]
pub struct ShiftError(String);

/// The longest that is looked for working time, in days.
const LONGEST: usize = 400;

/// The targets of a case that run. `zone` is the agent's own and counts where the shop has set none.
pub(super) fn targets(house: &House, zone: Option<&str>, situation: &Situation<'_>) -> Vec<HouseTarget> {
    let shifts = parse_shifts(&house.shifts).unwrap_or_default();
    let zone = house.zone.as_deref().or(zone).unwrap_or("UTC");
    let Ok(tz) = TimeZone::get(zone) else { return Vec::new() };
    let minutes = |hours: u32| i64::from(hours) * 60;
    let open = |name| situation.moment(name).filter(|_| situation.has_case() && !situation.is_closed());
    let wanted = [
        (
            house.first_reply_minutes.map(i64::from),
            situation.moment("unanswered_message"),
            Words::new("First reply (house target)", "首次响应（内部目标）"),
        ),
        (
            house.answer_hours.map(minutes),
            situation.moment("unanswered_message"),
            Words::new("Answer (house target)", "回复（内部目标）"),
        ),
        (
            house.solve_hours.map(minutes),
            open("opened_at"),
            Words::new("Solved (house target)", "解决（内部目标）"),
        ),
    ];
    let target = |(minutes, start, name): (Option<i64>, Option<&crate::model::Moment>, Words)| {
        let (minutes, start) = (minutes.filter(|minutes| *minutes > 0)?, start?.at);
        let due = working(start, SignedDuration::from_mins(minutes), &shifts, &tz)?;
        let say = |at| crate::deadlines::say(at, zone);
        let how = if shifts.is_empty() {
            Words::new("around the clock", "全天计时")
        } else {
            Words::new(
                format!("within the shifts {}", house.shifts),
                format!("仅计班次内时间 {}", house.shifts),
            )
        };
        let derivation = vec![Words::new(
            format!("{} + {minutes} minutes, {} = {}", say(start), how.en, say(due)),
            format!("{} + {minutes} 分钟，{} = {}", say(start), how.zh, say(due)),
        )];
        Some(HouseTarget { name, due, derivation })
    };
    let mut targets: Vec<HouseTarget> = wanted.into_iter().filter_map(target).collect();
    targets.sort_by_key(|target| target.due);
    targets
}

/// Reads shifts.
///
/// # Errors
/// [`ShiftError`] with the part that is no shift.
pub fn parse_shifts(text: &str) -> Result<Vec<Shift>, ShiftError> {
    let parts = text.split([';', '；']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| shift(part).ok_or_else(|| ShiftError(part.to_owned()))).collect()
}

fn shift(text: &str) -> Option<Shift> {
    let mut words = text.split_whitespace();
    let mut days = Vec::new();
    for piece in words.next()?.split(',') {
        let (first, last) = piece.split_once('-').unwrap_or((piece, piece));
        let (first, last): (i8, i8) = (first.parse().ok()?, last.parse().ok()?);
        if !(1..=7).contains(&first) || !(first..=7).contains(&last) {
            return None;
        }
        days.extend(first..=last);
    }
    let mut periods: Vec<(Time, Time)> = Vec::new();
    for word in words {
        let (from, to) = word.split_once('-')?;
        let (from, to): (Time, Time) = (from.parse().ok()?, to.parse().ok()?);
        if to <= from || periods.last().is_some_and(|(_, before)| from < *before) {
            return None;
        }
        periods.push((from, to));
    }
    (!periods.is_empty()).then_some(Shift { days, periods })
}

/// The instant at which so much working time has passed since `start`.
fn working(start: Timestamp, length: SignedDuration, shifts: &[Shift], tz: &TimeZone) -> Option<Timestamp> {
    if shifts.is_empty() {
        return start.checked_add(length).ok();
    }
    let mut left = length;
    let mut day = start.to_zoned(tz.clone()).date();
    for _ in 0..LONGEST {
        let number = day.weekday().to_monday_one_offset();
        let periods =
            shifts.iter().filter(|shift| shift.days.contains(&number)).flat_map(|shift| &shift.periods);
        for (from, to) in periods {
            let at = |time: &Time| {
                tz.to_ambiguous_zoned(day.to_datetime(*time)).compatible().map(|zoned| zoned.timestamp()).ok()
            };
            let (opens, closes) = (at(from)?.max(start), at(to)?);
            let open = closes.duration_since(opens);
            if open >= left {
                return opens.checked_add(left).ok();
            }
            left -= open.max(SignedDuration::ZERO);
        }
        day = day.tomorrow().ok()?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEEK: &str = "1-5 09:00-12:00 13:30-18:00; 6 10:00-16:00";

    #[track_caller]
    fn check(start: &str, minutes: i64, end: &str) {
        let shifts = parse_shifts(WEEK).unwrap();
        let tz = TimeZone::get("Asia/Shanghai").unwrap();
        let end_at = working(start.parse().unwrap(), SignedDuration::from_mins(minutes), &shifts, &tz);
        assert_eq!(end_at, Some(end.parse().unwrap()), "{start} + {minutes}");
    }

    #[test]
    fn time_counts_within_shifts_only() {
        check("2026-11-24T10:00:00+08:00", 5, "2026-11-24T10:05:00+08:00");
        check("2026-11-24T11:58:00+08:00", 5, "2026-11-24T13:33:00+08:00");
        check("2026-11-24T20:00:00+08:00", 5, "2026-11-25T09:05:00+08:00");
        check("2026-11-27T17:30:00+08:00", 60, "2026-11-28T10:30:00+08:00");
        check("2026-11-28T15:59:00+08:00", 5, "2026-11-30T09:04:00+08:00");
    }

    #[test]
    fn without_shifts_time_counts_around_the_clock() {
        let start: Timestamp = "2026-11-28T23:59:00Z".parse().unwrap();
        let end = working(start, SignedDuration::from_mins(5), &[], &TimeZone::UTC);
        assert_eq!(end, Some("2026-11-29T00:04:00Z".parse().unwrap()));
    }

    #[test]
    fn what_is_no_shift_is_said() {
        for text in ["monday 9-5", "0 09:00-10:00", "1 10:00-09:00", "1-5", "5-1 09:00-10:00", "1 9-12 10-13"]
        {
            assert!(parse_shifts(text).unwrap_err().to_string().contains("1-5 09:00"), "{text}");
        }
        assert_eq!(parse_shifts(" ; ").unwrap(), []);
    }
}
