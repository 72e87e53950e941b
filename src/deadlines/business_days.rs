//! Counts business days of a calendar. A missing calendar or year is said, never assumed away.

use crate::packs::format::{CalendarPack, Weekday};
use jiff::ToSpan;
use jiff::civil::Date;

/// Why business days could not be counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The rule names a calendar that no pack holds.
    #[error("no calendar `{0}`; add it under packs/calendars")]
    Missing(String),
    /// The calendar does not cover the year.
    #[error("the calendar `{calendar}` covers {first} to {last}, not {year}; extend it")]
    OutsideYears {
        /// The calendar.
        calendar: String,
        /// Its first year.
        first: i16,
        /// Its last year.
        last: i16,
        /// The year that was asked for.
        year: i16,
    },
}

impl CalendarError {
    /// The error for a year that `calendar` does not cover.
    pub(super) fn outside(calendar: &CalendarPack, year: i16) -> Self {
        Self::OutsideYears {
            calendar: calendar.id.clone(),
            first: calendar.first_year,
            last: calendar.last_year,
            year,
        }
    }
}

/// The `count`th business day after `from`. The day `from` itself never counts.
///
/// # Errors
/// [`CalendarError::OutsideYears`] as soon as a day is met that the calendar does not cover.
pub fn nth_business_day(calendar: &CalendarPack, from: Date, count: u32) -> Result<Date, CalendarError> {
    let outside = |year| CalendarError::outside(calendar, year);
    let mut day = from;
    let mut left = count;
    while left > 0 {
        day = day.checked_add(1.day()).map_err(|_| outside(day.year()))?;
        if !(calendar.first_year..=calendar.last_year).contains(&day.year()) {
            return Err(outside(day.year()));
        }
        if is_business_day(calendar, day) {
            left -= 1;
        }
    }
    Ok(day)
}

/// Whether a day of a covered year counts.
pub fn is_business_day(calendar: &CalendarPack, day: Date) -> bool {
    let weekday = match day.weekday() {
        jiff::civil::Weekday::Monday => Weekday::Monday,
        jiff::civil::Weekday::Tuesday => Weekday::Tuesday,
        jiff::civil::Weekday::Wednesday => Weekday::Wednesday,
        jiff::civil::Weekday::Thursday => Weekday::Thursday,
        jiff::civil::Weekday::Friday => Weekday::Friday,
        jiff::civil::Weekday::Saturday => Weekday::Saturday,
        jiff::civil::Weekday::Sunday => Weekday::Sunday,
    };
    let text = day.to_string();
    !calendar.weekend.contains(&weekday) && !calendar.holidays.iter().any(|holiday| holiday.date == text)
}
