//! Start + duration = end. Every unit and every way to find the end of a day, in the zone that counts.

use super::business_days::{CalendarError, is_business_day, nth_business_day};
use crate::model::Words;
use crate::packs::Packs;
use crate::packs::format::{Boundary, CalendarPack, Duration, Unit};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// The longest walk over days, in days; no platform's window comes near it.
const LONGEST: u32 = 3_700;

/// The last instant at which the window is still open.
///
/// # Errors
/// Words for the person: a calendar that is missing or does not reach so far, a date out of range.
pub(super) fn end(
    packs: &Packs,
    start: Timestamp,
    duration: &Duration,
    tz: &TimeZone,
) -> Result<Timestamp, Words> {
    let count = i64::from(duration.count);
    let elapsed = |length: SignedDuration| start.checked_add(length).map_err(|_| too_far());
    match (duration.unit, duration.boundary) {
        (Unit::Minutes, _) => elapsed(SignedDuration::from_mins(count)),
        (Unit::Hours, _) => elapsed(SignedDuration::from_hours(count)),
        (Unit::CalendarDays, Boundary::Elapsed) => elapsed(SignedDuration::from_hours(24 * count)),
        (Unit::CalendarDays, Boundary::DailyCutoff) => daily_cutoff(start, duration, tz),
        (Unit::CalendarDays, boundary) => {
            let days = if boundary == Boundary::EndOfDayInclusive { (count - 1).max(0) } else { count };
            let first = start.to_zoned(tz.clone()).date();
            end_of(first.checked_add(days.days()).map_err(|_| too_far())?, tz)
        }
        (Unit::BusinessDays, boundary) => {
            business_days(calendar(packs, duration)?, start, duration, boundary, tz)
        }
        (Unit::BusinessHours, _) => business_hours(calendar(packs, duration)?, start, duration, tz),
    }
}

fn calendar<'a>(packs: &'a Packs, duration: &Duration) -> Result<&'a CalendarPack, Words> {
    let id = duration.calendar.as_deref().unwrap_or_default();
    packs.calendar(id).ok_or_else(|| uncountable(&CalendarError::Missing(id.to_owned())))
}

fn business_days(
    calendar: &CalendarPack,
    start: Timestamp,
    duration: &Duration,
    boundary: Boundary,
    tz: &TimeZone,
) -> Result<Timestamp, Words> {
    let zoned = start.to_zoned(tz.clone());
    let from = match boundary {
        Boundary::EndOfDayInclusive => zoned.date().yesterday().map_err(|_| too_far())?,
        Boundary::Elapsed | Boundary::EndOfDay | Boundary::DailyCutoff => zoned.date(),
    };
    let day = nth_business_day(calendar, from, duration.count).map_err(|error| uncountable(&error))?;
    if boundary == Boundary::Elapsed { at(day, zoned.time(), tz) } else { end_of(day, tz) }
}

/// Counts only the hours between `open` and `close` of business days.
fn business_hours(
    calendar: &CalendarPack,
    start: Timestamp,
    duration: &Duration,
    tz: &TimeZone,
) -> Result<Timestamp, Words> {
    let mut left = SignedDuration::from_hours(i64::from(duration.count));
    let mut day = start.to_zoned(tz.clone()).date();
    for _ in 0..LONGEST {
        if !(calendar.first_year..=calendar.last_year).contains(&day.year()) {
            return Err(uncountable(&CalendarError::outside(calendar, day.year())));
        }
        let next = day.tomorrow().map_err(|_| too_far())?;
        if is_business_day(calendar, day) {
            let opens = at(day, time(&duration.open).unwrap_or(Time::midnight()), tz)?.max(start);
            let closes = match time(&duration.close) {
                Some(time) => at(day, time, tz)?,
                None => at(next, Time::midnight(), tz)?,
            };
            let open = closes.duration_since(opens).max(SignedDuration::ZERO);
            if open >= left {
                return opens.checked_add(left).map_err(|_| too_far());
            }
            left -= open;
        }
        day = next;
    }
    Err(too_far())
}

/// What comes before `closes` is due at `at` the same day, what comes later the next day.
fn daily_cutoff(start: Timestamp, duration: &Duration, tz: &TimeZone) -> Result<Timestamp, Words> {
    let closes = time(&duration.closes).unwrap_or(Time::midnight());
    let due = time(&duration.at).unwrap_or(closes);
    let zoned = start.to_zoned(tz.clone());
    let first =
        if zoned.time() < closes { zoned.date() } else { zoned.date().tomorrow().map_err(|_| too_far())? };
    let day = first.checked_add(i64::from(duration.count).days()).map_err(|_| too_far())?;
    at(day, due, tz)
}

fn time(text: &Option<String>) -> Option<Time> {
    text.as_ref()?.parse().ok()
}

/// A time of day in a zone; what summer time skips or doubles is taken as the zone's rules take it.
fn at(day: Date, time: Time, tz: &TimeZone) -> Result<Timestamp, Words> {
    let zoned = tz.to_ambiguous_zoned(day.to_datetime(time)).compatible();
    zoned.map(|end| end.timestamp()).map_err(|_| too_far())
}

/// The last whole second of a day; fractions would show as the next day when rounded.
fn end_of(day: Date, tz: &TimeZone) -> Result<Timestamp, Words> {
    let end = day.to_zoned(tz.clone()).and_then(|zoned| zoned.end_of_day());
    end.map(|end| Timestamp::from_second(end.timestamp().as_second()).unwrap_or(end.timestamp()))
        .map_err(|_| too_far())
}

fn too_far() -> Words {
    Words::new("The date is out of range; check the page's date", "日期超出范围，请检查页面日期")
}

fn uncountable(error: &CalendarError) -> Words {
    Words::new(format!("Business days cannot be counted: {error}"), format!("无法计算工作日：{error}"))
}
