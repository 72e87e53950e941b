//! Indicators: the rates by which platforms judge a shop, each with its formula as far as a source gives it.

use super::{Confidence, Source};
use crate::model::Words;
use serde::{Deserialize, Serialize};

/// A list of indicators (`packs/indicators/*.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IndicatorPack {
    /// The sources to which the indicators refer.
    #[serde(rename = "source")]
    pub sources: Vec<Source>,
    /// The indicators.
    #[serde(rename = "indicator")]
    pub indicators: Vec<Indicator>,
}

/// One indicator. A part of its formula that no source gives is left out, and named in `missing`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its id, such as `ae-dispute-rate`.
    pub id: String,
    /// The platform's id; empty for one that any shop may use.
    #[serde(default)]
    pub platform: String,
    /// What it is called.
    pub name: Words,
    /// What is counted.
    #[serde(default)]
    pub numerator: Option<Words>,
    /// Of what.
    #[serde(default)]
    pub denominator: Option<Words>,
    /// Over which time.
    #[serde(default)]
    pub window: Option<Words>,
    /// The records that are needed to work it out.
    #[serde(default)]
    pub rows: Vec<Words>,
    /// What the sources do not give.
    #[serde(default)]
    pub missing: Vec<Words>,
    /// The figure to keep, where one is known.
    #[serde(default)]
    pub target: Option<Words>,
    /// Anything a person should know.
    #[serde(default)]
    pub note: Option<Words>,
    /// Codes of the sources.
    pub sources: Vec<String>,
    /// How good the sources are.
    pub confidence: Confidence,
    /// When it was last checked, `YYYY-MM-DD`.
    pub checked: String,
}
