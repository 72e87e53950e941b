//! The catalogue of actions: what an agent may do while a clock runs, on whatever platform.

use crate::model::Words;
use serde::{Deserialize, Serialize};

/// The catalogue (`packs/actions/*.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ActionPack {
    /// The actions.
    #[serde(rename = "action")]
    pub actions: Vec<Action>,
}

/// One action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Its id, such as `act-accept-claim`.
    pub id: String,
    /// What it is.
    pub name: Words,
    /// What it costs the shop.
    pub cost: Cost,
    /// Whether it cannot be taken back.
    #[serde(default)]
    pub confirm: bool,
}

/// What an action costs the shop, as far as the page lets it be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Cost {
    /// The amount that the buyer asks back; the order's total where none is named.
    Asked,
    /// The order's total.
    Total,
    /// A part, which the agent chooses.
    Part,
    /// Nothing by itself.
    None,
    /// It cannot be computed: a label, a fee.
    Unknown,
}
