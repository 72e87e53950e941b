//! A point in time as a page prints it: with the precision and the zone that it has, no more.

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How exactly a page states a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// Only the day is known.
    Day,
    /// Hours are known.
    Hour,
    /// Minutes are known.
    Minute,
    /// Seconds are known.
    Second,
}

/// In what form a page states a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// A date, with or without a time of day.
    Date,
    /// Time left, such as `18小时25分`.
    Countdown,
    /// Time gone by, such as `2 days ago`.
    Relative,
}

/// A point in time with the precision that its source has.
///
/// With [`Precision::Day`] `at` is the *start* of that day in `zone`; [`Moment::latest`] gives its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The instant, or the first instant that the printed words allow.
    pub at: Timestamp,
    /// How exact it is.
    pub precision: Precision,
    /// The IANA zone in which it was printed or taken to be printed, such as `America/Los_Angeles`.
    pub zone: String,
    /// Whether the zone stood on the page; if not, it is the portal's usual one.
    pub zone_printed: bool,
    /// In what form it was printed.
    pub shape: Shape,
}

impl Moment {
    /// The last instant that the printed words allow: the end of the day for a bare date.
    pub fn latest(&self) -> Timestamp {
        let zone = self.time_zone();
        let start = self.at.to_zoned(zone);
        match self.precision {
            Precision::Day => {
                let end = start.end_of_day().map(|end| end.timestamp());
                end.unwrap_or(self.at)
            }
            Precision::Hour | Precision::Minute | Precision::Second => self.at,
        }
    }

    /// The zone, or UTC where the name is not in the zone database.
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zoned = self.at.to_zoned(self.time_zone());
        match self.precision {
            Precision::Day => write!(formatter, "{}", zoned.strftime("%Y-%m-%d")),
            Precision::Hour | Precision::Minute => {
                write!(formatter, "{}", zoned.strftime("%Y-%m-%d %H:%M %Z"))
            }
            Precision::Second => write!(formatter, "{}", zoned.strftime("%Y-%m-%d %H:%M:%S %Z")),
        }
    }
}
