//! The catalogue: the words that letters share (`packs/letters/catalogue.toml`).

use crate::model::Words;
use serde::{Deserialize, Serialize};

/// Topics, strategies, proofs and variables.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// What a message can be about.
    #[serde(default, rename = "topic")]
    pub topics: Vec<Named>,
    /// Ways of replying.
    #[serde(default, rename = "strategy")]
    pub strategies: Vec<Named>,
    /// What an agent must have in hand for some letters.
    #[serde(default, rename = "proof")]
    pub proofs: Vec<Named>,
    /// What may stand between double braces.
    #[serde(default, rename = "variable")]
    pub variables: Vec<Variable>,
}

/// An id with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The id.
    pub id: String,
    /// Its name.
    pub words: Words,
    /// Where it comes from.
    #[serde(default)]
    pub source: String,
}

/// A variable of letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// Its name, such as `order.id` or `estimated_date`.
    pub name: String,
    /// Its name as agents read it.
    pub words: Words,
    /// What it holds.
    pub kind: VariableKind,
    /// The field of order or case from which it comes.
    #[serde(default)]
    pub field: Option<String>,
    /// Whether the agent's last answer is offered again. Never for what concerns one buyer alone.
    #[serde(default)]
    pub remember: bool,
    /// The answers of a choice; their words in each language stand in `packs/languages/`.
    #[serde(default)]
    pub choices: Vec<Named>,
}

/// What a variable holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum VariableKind {
    /// One line.
    Text,
    /// One or several lines.
    LongText,
    /// A day.
    Date,
    /// An amount.
    Money,
    /// A whole number.
    Number,
    /// One of several answers, or words of the agent's own.
    Choice,
}
