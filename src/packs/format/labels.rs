//! A label pack: the words of one interface language by which any portal's page can be read.

use crate::model::{CaseKind, CasePhase, OrderStatus};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The usual labels and words of seller portals in one language (`packs/labels/<language>.toml`). They serve
/// where the structure of a page is not proven, where it has changed, and for pasted text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LabelPack {
    /// The language, such as `de`.
    pub language: String,
    /// Where the words come from.
    pub source: String,
    /// When they were last checked, `YYYY-MM-DD`.
    pub checked: String,
    /// Field name → the labels under which portals print it.
    pub label: BTreeMap<String, Vec<String>>,
    /// Order statuses.
    #[serde(default)]
    pub status: BTreeMap<OrderStatus, Vec<String>>,
    /// Case kinds.
    #[serde(default)]
    pub kind: BTreeMap<CaseKind, Vec<String>>,
    /// Case phases.
    #[serde(default)]
    pub phase: BTreeMap<CasePhase, Vec<String>>,
    /// What stands on a Send button.
    pub send: Vec<String>,
    /// Words that tell a box which is no reply box: search, note, feedback.
    pub avoid: Vec<String>,
    /// Examples of pasted text that must be understood.
    #[serde(default, rename = "case")]
    pub cases: Vec<PasteCase>,
}

/// An example: a text that an agent pastes and what it must be understood as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PasteCase {
    /// What it shows.
    pub name: String,
    /// The portal's id.
    pub portal: String,
    /// When it was pasted, RFC 3339.
    pub taken: String,
    /// The text.
    pub text: String,
    /// Field name → value as shown; an empty text means that it must not be understood.
    #[serde(default)]
    pub expect: BTreeMap<String, String>,
    /// The buyer's words in it; an empty text means none.
    #[serde(default)]
    pub message: String,
}
