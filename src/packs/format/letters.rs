//! A letter pack: templates of one language.

use super::When;
use crate::model::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Letters of one language (`packs/templates/<language>/*.toml`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LetterPack {
    /// The language of the letters, such as `en` or `es`.
    pub language: String,
    /// Countries, as portals word them in any language, and site ids whose buyers are answered in
    /// this language where the letter exists in it.
    #[serde(default)]
    pub spoken_in: Vec<String>,
    /// The letters.
    #[serde(rename = "letter")]
    pub letters: Vec<Letter>,
    /// Examples that must hold.
    #[serde(default, rename = "case")]
    pub cases: Vec<LetterCase>,
}

/// One letter. The same id in another language's file is the same letter in that language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// Its id.
    pub id: String,
    /// Its title, by which agents know it.
    pub title: Words,
    /// What the letter says, in Chinese, for agents who do not read its language.
    pub meaning: String,
    /// When it fits; more conditions met mean a better fit.
    #[serde(default)]
    pub when: When,
    /// Further words for the search, in any language.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The text: Jinja syntax, variables are field names and `agent`, `signature`, `shop_name`,
    /// `due_date`, plus any the agent is asked for.
    pub body: String,
    /// Where its content comes from (a rule, a course text, own practice).
    pub source: String,
}

/// An example: values and what the filled letter must contain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LetterCase {
    /// What it shows.
    pub name: String,
    /// The letter.
    pub letter: String,
    /// Variable → value.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// Texts that the filled letter must contain.
    #[serde(default)]
    pub contains: Vec<String>,
    /// Variables that must be asked for.
    #[serde(default)]
    pub missing: Vec<String>,
}
