//! A lint pack: what a reply may not say, and where.

use crate::model::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Patterns of one subject (`packs/lint/*.toml`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LintPack {
    /// Its id.
    pub id: String,
    /// The patterns.
    #[serde(rename = "pattern")]
    pub patterns: Vec<LintPattern>,
    /// Examples that must hold.
    #[serde(default, rename = "case")]
    pub cases: Vec<LintCase>,
}

/// How the wordings of [`LintPattern`]s stand in one language (`packs/lint/<language>.toml`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LintWordPack {
    /// The language.
    pub language: String,
    /// Expressions for known patterns.
    pub words: Vec<LintWords>,
    /// The literals to which the [`Need`]s of these expressions refer, ordered by their bytes.
    #[serde(default)]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(skip))]
    pub literals: Vec<String>,
}

/// Further expressions of one pattern.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LintWords {
    /// The pattern's id.
    pub pattern: String,
    /// Regular expressions; case is ignored for ASCII letters.
    pub find: Vec<String>,
    /// Further expressions of [`LintPattern::unless`].
    #[serde(default)]
    pub unless: Vec<String>,
    /// Sentences in which the pattern must be found.
    #[serde(default)]
    pub forbidden: Vec<String>,
    /// Sentences in which it must not be found.
    #[serde(default)]
    pub innocent: Vec<String>,
    /// As [`LintPattern::needs`].
    #[serde(default)]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(skip))]
    pub needs: Vec<Vec<Need>>,
}

/// One forbidden or doubtful kind of wording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LintPattern {
    /// Its id, such as `lint-external-link`.
    pub id: String,
    /// What it is about.
    pub name: Words,
    /// What to write instead.
    pub instead: Words,
    /// Regular expressions; case is ignored.
    pub find: Vec<String>,
    /// Regular expressions that excuse a finding in whose sentence they stand, such as "we may not".
    #[serde(default)]
    pub unless: Vec<String>,
    /// Portal id → how grave it is there; `default` for all others.
    pub severity: BTreeMap<String, Severity>,
    /// Codes of the sources.
    pub sources: Vec<String>,
    /// When it was last checked, `YYYY-MM-DD`.
    pub checked: String,
    /// For each expression of `find` what a draft must hold, all of it, so that it can match at all. Worked
    /// out by the build for the shipped packs and by nobody else; an expression without needs always runs.
    #[serde(default)]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(skip))]
    pub needs: Vec<Vec<Need>>,
}

/// Something that a draft must hold: one of these literals, or a character of one of these ranges.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Need {
    /// Places in [`super::Bundle::literals`], or in [`LintWordPack::literals`]. ASCII letters there are small, and case is ignored.
    pub literals: Vec<u16>,
    /// First and last character of each range.
    pub ranges: Vec<(char, char)>,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// No rule found there.
    None,
    /// Doubtful.
    Warn,
    /// Forbidden by the platform.
    Block,
}

/// An example: a text and the findings that it must give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LintCase {
    /// What it shows.
    pub name: String,
    /// The portal.
    pub portal: String,
    /// The text.
    pub text: String,
    /// Pattern id → severity, all of them.
    #[serde(default)]
    pub expect: BTreeMap<String, Severity>,
}
