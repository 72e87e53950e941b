//! A calendar of business days.

use crate::model::Words;
use serde::{Deserialize, Serialize};

/// One calendar (`packs/calendars/<id>.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarPack {
    /// Its id, such as `us-federal`.
    pub id: String,
    /// Its name.
    pub name: Words,
    /// The days of the week that never count.
    pub weekend: Vec<Weekday>,
    /// The first year it covers; outside of these years no business day is computed.
    pub first_year: i16,
    /// The last year it covers.
    pub last_year: i16,
    /// Where it comes from.
    pub source: String,
    /// When it was last checked, `YYYY-MM-DD`.
    pub checked: String,
    /// The holidays, as observed.
    #[serde(rename = "holiday")]
    pub holidays: Vec<Holiday>,
    /// Examples that must hold.
    #[serde(default, rename = "case")]
    pub cases: Vec<CalendarCase>,
}

/// One holiday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day off, `YYYY-MM-DD`.
    pub date: String,
    /// Its name.
    pub name: String,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// An example: a day, and the Nth business day after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarCase {
    /// What it shows.
    pub name: String,
    /// The day from which is counted, `YYYY-MM-DD`.
    pub from: String,
    /// How many business days.
    pub days: u32,
    /// The resulting day.
    pub expect: String,
}
