//! The eyes through which a page is printed: the portal's now, its language, and the knobs.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::knobs::{Knobs, Language};

/// One page load's view of the world.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) now: Timestamp,
    pub(crate) language: Language,
    pub(crate) knobs: Knobs,
}

impl View {
    pub(crate) fn new(knobs: &Knobs, native: Language) -> Self {
        Self {
            now: knobs.now.unwrap_or_else(Timestamp::now),
            language: knobs.language.unwrap_or(native),
            knobs: knobs.clone(),
        }
    }

    /// The moment `minutes` ago; a negative number lies ahead.
    pub(crate) fn ago(&self, minutes: i64) -> Timestamp {
        later(self.now, -minutes)
    }

    /// When the open case was opened, unless a knob says otherwise.
    pub(crate) fn opened(&self, minutes_ago: i64) -> Timestamp {
        self.knobs.opened.unwrap_or_else(|| self.ago(minutes_ago))
    }

    /// When the open case last took a turn, unless a knob says otherwise.
    pub(crate) fn turned(&self, minutes_ago: i64) -> Timestamp {
        self.knobs.turned.unwrap_or_else(|| self.ago(minutes_ago))
    }

    /// The open case's deadline, unless a knob says otherwise.
    pub(crate) fn due(&self, due: Timestamp) -> Timestamp {
        self.knobs.due.unwrap_or(due)
    }

    /// A running clock for the page: which label it carries and the milliseconds left.
    pub(crate) fn clock(&self, label: &str, due: Timestamp) -> Value {
        json!({ "label": label, "left": due.duration_since(self.now).as_millis() as i64 })
    }

    /// How many rows a list prints.
    pub(crate) fn rows(&self, usual: usize) -> usize {
        self.knobs.rows.unwrap_or(usual)
    }

    /// What every page's data holds.
    pub(crate) fn common(&self) -> Value {
        json!({
            "language": self.language.key(),
            "drift": self.knobs.drift,
            "late": self.knobs.late,
            "missing": self.knobs.missing,
            "hostile": self.knobs.hostile,
            "arrives": self.knobs.arrives,
        })
    }
}

/// `minutes` after `at`, or before it when negative.
pub(crate) fn later(at: Timestamp, minutes: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(at)
}

/// Minutes in an hour and in a day, to write offsets by.
pub(crate) const HOUR: i64 = 60;
/// Minutes in a day of the clock; portals count their "days" as 24 hours from the trigger.
pub(crate) const DAY: i64 = 24 * HOUR;

/// Copies the entries of `more` into the object `data`.
pub(crate) fn merge(mut data: Value, more: Value) -> Value {
    if let (Value::Object(data), Value::Object(more)) = (&mut data, more) {
        data.extend(more);
    }
    data
}
