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
    /// Trigger field → when it happened, as far as the open page does not tell.
    pub triggers: BTreeMap<String, Known>,
}

/// When something happened, and who said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The instant.
    pub at: Timestamp,
    /// Who said so.
    pub from: Origin,
}

/// Who said when something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A page that was open earlier.
    Earlier,
    /// The agent.
    Agent,
}
