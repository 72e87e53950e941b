//! A portal pack: one marketplace's hosts, pages and words.

use crate::model::{CaseKind, CasePhase, OrderStatus, Words};
use crate::protocol::PagePlan;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One marketplace as seen through its seller portal (`packs/portals/<id>.toml`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PortalPack {
    /// The id by which everything else refers to it.
    pub id: String,
    /// Its name.
    pub name: Words,
    /// Match patterns of all its hosts; the permission is asked for exactly these.
    pub hosts: Vec<String>,
    /// The IANA zone in which it prints times, unless a site says otherwise.
    pub zone: String,
    /// Whether a source says so; a clock that counts days of an unknown zone is an estimate.
    #[serde(default = "yes")]
    pub zone_known: bool,
    /// The ISO 4217 currency of an amount without a sign of its own.
    pub currency: String,
    /// How a date of three numbers is to be read.
    pub dates: DateOrder,
    /// A regular expression of its order number, without groups. Several marketplaces share a shape, so the
    /// host decides first.
    pub order_id: String,
    /// The interface languages of its pages, such as `en`; they decide which common labels are looked for.
    pub languages: Vec<String>,
    /// Selectors that tell a page on which nobody is signed in; such a page is left alone.
    #[serde(default)]
    pub away: Vec<String>,
    /// Where the facts of this file come from.
    pub source: String,
    /// When they were last checked, `YYYY-MM-DD`.
    pub checked: String,
    /// Sites (country editions) with their own zone, currency or date order.
    #[serde(default, rename = "site")]
    pub sites: Vec<Site>,
    /// Label texts that several fields or pages share, by name; a strategy refers to a list as `@name`.
    #[serde(default)]
    pub labels: BTreeMap<String, Vec<String>>,
    /// The words printed on its pages, in every language it shows.
    #[serde(default)]
    pub words: WordLists,
    /// Its pages.
    #[serde(rename = "page")]
    pub pages: Vec<PagePack>,
    /// Examples that must hold.
    #[serde(default, rename = "case")]
    pub cases: Vec<PortalCase>,
}

fn yes() -> bool {
    true
}

/// The order of day, month and year in a date of three numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// 2026-12-31.
    Ymd,
    /// 31.12.2026.
    Dmy,
    /// 12/31/2026.
    Mdy,
}

/// A country edition of a portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Its id, such as `amazon.de`.
    pub id: String,
    /// The host that shows it.
    pub host: String,
    /// A regular expression over the address, where one host shows several sites.
    #[serde(default)]
    pub address: Option<String>,
    /// Its IANA zone.
    pub zone: String,
    /// Whether a source says so.
    #[serde(default = "yes")]
    pub zone_known: bool,
    /// Its currency.
    pub currency: String,
    /// Its date order.
    pub dates: DateOrder,
}

/// The words of a portal for the closed vocabularies. A printed text belongs to the entry with the
/// longest listed word that it contains; case and width are ignored.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct WordLists {
    /// Order statuses.
    pub status: BTreeMap<OrderStatus, Vec<String>>,
    /// Case kinds.
    pub kind: BTreeMap<CaseKind, Vec<String>>,
    /// Case phases.
    pub phase: BTreeMap<CasePhase, Vec<String>>,
}

/// One kind of page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PagePack {
    /// Its id, such as `order-detail`.
    pub id: String,
    /// How it is read.
    pub read: PagePlan,
    /// Fields that a healthy page may lack, such as a tracking number before shipment.
    #[serde(default)]
    pub optional: Vec<String>,
    /// Fields for whose place there is no evidence: they are looked for by their labels alone (text mode).
    #[serde(default)]
    pub text: Vec<String>,
    /// The same for the rows of a list.
    #[serde(default)]
    pub row_text: Vec<String>,
    /// Fields that a person has mended; never in a file.
    #[serde(skip)]
    pub mended: Vec<String>,
    /// Fields whose place is inferred although the page as a whole is proven.
    #[serde(default)]
    pub unproven: Vec<String>,
    /// Fields that are known from the kind of page alone, such as `kind = "dispute"`.
    #[serde(default)]
    pub fixed: BTreeMap<String, String>,
    /// How well the structure is proven: `S` several sources, `1` one, `I` inferred.
    pub evidence: String,
    /// The sources.
    pub source: String,
}

/// An example: what was seen on a page and what it must be understood as.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PortalCase {
    /// What it shows.
    pub name: String,
    /// The page's address; it must lead to `page`.
    pub url: String,
    /// The page's id.
    pub page: String,
    /// When it was read, RFC 3339.
    pub taken: String,
    /// Field name → printed text.
    pub fields: BTreeMap<String, String>,
    /// Field name → value as shown (`Value::show`); an empty text means that it must not be understood.
    pub expect: BTreeMap<String, String>,
}
