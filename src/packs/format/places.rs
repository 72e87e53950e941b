//! Where buyers live, and what time it is there.

use crate::model::Words;
use serde::{Deserialize, Serialize};

/// Countries (`packs/places/*.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlacePack {
    /// The countries.
    #[serde(rename = "place")]
    pub places: Vec<Place>,
}

/// One country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its ISO 3166 code.
    pub code: String,
    /// Its name.
    pub name: Words,
    /// Other names under which portals print it.
    #[serde(default)]
    pub also: Vec<String>,
    /// The IANA zones of its clocks.
    pub zones: Vec<String>,
}

impl Place {
    /// Whether a portal's word for a country means this one.
    pub fn is_called(&self, name: &str) -> bool {
        let name = name.trim();
        let same = |other: &str| other.to_lowercase() == name.to_lowercase();
        same(&self.code)
            || same(&self.name.en)
            || same(&self.name.zh)
            || self.also.iter().any(|other| same(other))
    }
}
