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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub portal: Vec<String>,
    /// Marketplace sites, such as `amazon.com`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub site: Vec<String>,
    /// Page ids of the portal pack.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub page: Vec<String>,
    /// Order statuses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<OrderStatus>,
    /// Case kinds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kind: Vec<CaseKind>,
    /// Case phases.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phase: Vec<CasePhase>,
    /// Whether a case must be shown (`true`) or must not be (`false`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<bool>,
    /// Whether a buyer message must be waiting for an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<bool>,
    /// Fields that must have a value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<String>,
    /// Words of which one must stand in the buyer's last message or the case's reason (any case).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<String>,
}
