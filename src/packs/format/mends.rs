//! A mend pack: places of portal pages that are found another way, and what is switched off.

use crate::model::Words;
use crate::protocol::Strategy;
use serde::{Deserialize, Serialize};

/// What the file of a mend pack says it is.
pub const MEND_KIND: &str = "dueline-mends";

/// Some mends and switch-offs, as they are kept and as they travel in a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct MendPack {
    /// What this is: `dueline-mends`.
    pub kind: String,
    /// The version of this form.
    pub version: u32,
    /// Who signs for it.
    pub by: String,
    /// When it was put together, `YYYY-MM-DD`.
    pub made: String,
    /// What the next one should know.
    pub note: String,
    /// The mends.
    #[serde(rename = "mend")]
    pub mends: Vec<Mend>,
    /// What is switched off.
    pub off: Vec<Off>,
}

impl Default for MendPack {
    fn default() -> Self {
        Self {
            kind: MEND_KIND.to_owned(),
            version: 1,
            by: String::new(),
            made: String::new(),
            note: String::new(),
            mends: Vec::new(),
            off: Vec::new(),
        }
    }
}

/// What a person pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum MendPlace {
    /// A field of the page.
    Field,
    /// A field in the rows of a list.
    Row,
    /// The rows themselves.
    Rows,
    /// The messages of the conversation.
    Messages,
    /// The reply box.
    Reply,
}

/// One place of a page, found another way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mend {
    /// The portal's id.
    pub portal: String,
    /// The page's id.
    pub page: String,
    /// What is found.
    pub place: MendPlace,
    /// The field; the place's own name where it is no field.
    pub field: String,
    /// How.
    pub strategy: Strategy,
    /// When it was made, `YYYY-MM-DD`.
    pub made: String,
}

impl Mend {
    /// Whether both are about the same place of the same page.
    pub fn same_place(&self, other: &Self) -> bool {
        (&self.portal, &self.page, self.place, &self.field)
            == (&other.portal, &other.page, other.place, &other.field)
    }
}

/// A portal, a page or a field that is known to be broken. It can only switch off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Off {
    /// The portal's id.
    pub portal: String,
    /// The page's id; all of the portal without it.
    #[serde(default)]
    pub page: Option<String>,
    /// The field; all of the page without it.
    #[serde(default)]
    pub field: Option<String>,
    /// The first version of Dueline in which it works again; all versions without it.
    #[serde(default)]
    pub until: Option<String>,
    /// Why.
    pub why: Words,
}

impl Off {
    /// Whether both are about the same place.
    pub fn same_place(&self, other: &Self) -> bool {
        (&self.portal, &self.page, &self.field) == (&other.portal, &other.page, &other.field)
    }

    /// Whether it holds for this version of Dueline.
    pub fn holds(&self) -> bool {
        let version =
            |text: &str| -> Vec<u32> { text.split('.').filter_map(|part| part.parse().ok()).collect() };
        self.until.as_deref().is_none_or(|until| version(env!("CARGO_PKG_VERSION")) < version(until))
    }
}
