//! What is remembered of a case between two looks.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What earlier looks at the same case have shown. Holds no text of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct History {
    /// Letters inserted for this case so far, oldest first.
    pub letters: Vec<String>,
    /// Trigger field → when it happened, as read on an earlier page.
    pub triggers: BTreeMap<String, Timestamp>,
}
