//! A language pack: how letters of one language are framed
//! (`packs/languages/*.toml`).

use crate::model::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LanguagePack {
    /// The language, an ISO 639-1 code such as `de`.
    pub language: String,
    /// Its name.
    pub name: Words,
    /// Its name in itself.
    pub own_name: String,
    /// Where its lines begin.
    pub direction: Direction,
    /// ISO 3166 codes of the countries whose buyers are answered in it.
    pub countries: Vec<String>,
    /// Ids of sites whose buyers are answered in it where the country is not known.
    pub sites: Vec<String>,
    /// The CLDR plural categories in the order in which the filter `plural` takes its forms.
    pub plural: Vec<PluralForm>,
    /// How a day is written.
    pub date: DateForm,
    /// How an amount is written.
    pub money: MoneyForm,
    /// Countries of this language that write days or amounts in another way.
    #[serde(default, rename = "region")]
    pub regions: Vec<Region>,
    /// What stands around the words of a message, in several wordings.
    pub snippet: Snippets,
    /// Variable → choice → words, for the variables that are choices.
    pub choice: BTreeMap<String, BTreeMap<String, String>>,
}

/// Where the lines of a language begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// A plural category of the CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum PluralForm {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// How a day is written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DateForm {
    /// `{d}` day, `{month}` month by name, `{m}` month by number, `{year}` year.
    pub form: String,
    /// The twelve months as they stand in such a date; a region may leave them out.
    #[serde(default)]
    pub months: Vec<String>,
}

/// How an amount is written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MoneyForm {
    /// `{amount}` and `{currency}` in their order. A region may leave out what is the same.
    #[serde(default)]
    pub form: String,
    /// The decimal mark.
    #[serde(default)]
    pub decimal: String,
    /// The mark between thousands.
    #[serde(default)]
    pub group: String,
    /// Currency → what is written instead of its ISO code; a region adds to the language's.
    #[serde(default)]
    pub symbols: BTreeMap<String, String>,
}

/// Countries that write days or amounts in a way of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// ISO 3166 codes.
    pub countries: Vec<String>,
    /// How a day is written there.
    #[serde(default)]
    pub date: Option<DateForm>,
    /// How an amount is written there.
    #[serde(default)]
    pub money: Option<MoneyForm>,
}

/// What stands around the words of a message; also to be used inside a letter by `{% include %}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Snippets {
    /// The first line.
    pub greeting: Vec<String>,
    /// The last lines.
    pub closing: Vec<String>,
}
