//! The conditions under which a rule, a step or a letter applies.

use crate::model::{CaseKind, CasePhase, OrderStatus};
use serde::{Deserialize, Serialize};

/// A condition. Every list that is not empty must hold the value in question; what the page does
/// not tell (an unknown phase, say) satisfies no list that asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct When {
    /// Portal ids.
    pub portal: Vec<String>,
    /// Marketplace sites, such as `amazon.com`.
    pub site: Vec<String>,
    /// Page ids of the portal pack.
    pub page: Vec<String>,
    /// Order statuses.
    pub status: Vec<OrderStatus>,
    /// Case kinds.
    pub kind: Vec<CaseKind>,
    /// Case phases.
    pub phase: Vec<CasePhase>,
    /// Whether a case must be shown (`true`) or must not be (`false`).
    pub case: Option<bool>,
    /// Whether a buyer message must be waiting for an answer.
    pub unanswered: Option<bool>,
    /// Fields that must have a value.
    pub known: Vec<String>,
    /// Topics of the catalogue of which one must be worded in the buyer's unanswered messages or the case's reason.
    pub topics: Vec<String>,
    /// Words of which one must stand in the buyer's last message or the case's reason (any case).
    pub mentions: Vec<String>,
}
