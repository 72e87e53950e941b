//! A playbook: the fair next steps for a situation.

use super::When;
use crate::model::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Next steps (`packs/playbooks/*.toml`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlaybookPack {
    /// Its id.
    pub id: String,
    /// The steps; those whose condition holds are proposed in this order.
    #[serde(rename = "step")]
    pub steps: Vec<PlayStep>,
    /// Examples that must hold.
    #[serde(default, rename = "case")]
    pub cases: Vec<PlaybookCase>,
}

/// One step that the platform's policy allows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlayStep {
    /// Its id.
    pub id: String,
    /// What to do, in one sentence.
    pub act: Words,
    /// Why, in one sentence.
    pub why: Words,
    /// When it is right.
    pub when: When,
    /// Letters that go with it, best first.
    #[serde(default)]
    pub letters: Vec<String>,
    /// Rules on which it rests; their sources and dates are shown with it.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Where it comes from if it rests on no rule.
    #[serde(default)]
    pub source: String,
}

/// An example: a situation and the steps that must be proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlaybookCase {
    /// What it shows.
    pub name: String,
    /// The portal.
    pub portal: String,
    /// Field → value; `page` and `unanswered` are taken too.
    pub given: BTreeMap<String, String>,
    /// The ids of the steps, in order.
    pub steps: Vec<String>,
}
