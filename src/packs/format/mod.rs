//! The shape of every pack file, as `serde` reads it from TOML.
//!
//! This module depends on nothing but the vocabulary, so that the build script can compile it too
//! and turn the shipped packs into their compact form. That form (postcard) is not self-describing:
//! members are always written, and enums are told by their names alone.

mod actions;
mod calendar;
mod catalogue;
mod indicators;
mod labels;
mod languages;
mod letters;
mod lexicon;
mod lint;
mod mends;
mod places;
mod playbook;
mod portal;
mod rules;
mod weights;
mod when;

pub use actions::{Action, ActionPack, Cost};
pub use calendar::{CalendarCase, CalendarPack, Holiday, Weekday};
pub use catalogue::{Catalogue, Named, Variable, VariableKind};
pub use indicators::{Indicator, IndicatorPack};
pub use labels::{LabelPack, PasteCase};
pub use languages::{DateForm, Direction, LanguagePack, MoneyForm, PluralForm, Region, Snippets};
pub use letters::{Form, Letter, LetterCase, LetterPack, Stage, Text, TextPack};
pub use lexicon::{Example, ExamplePack, LexiconPack, Mood, Past, Photo, Threat, Want};
pub use lint::{LintCase, LintPack, LintPattern, LintWordPack, LintWords, Need, Severity};
pub use mends::{MEND_KIND, Mend, MendPack, MendPlace, Off};
pub use places::{Place, PlacePack};
pub use playbook::{PlayStep, PlaybookCase, PlaybookPack};
pub use portal::{DateOrder, PagePack, PortalCase, PortalPack, Site, WordLists};
pub use rules::{
    Boundary, Confidence, Conflict, Duration, Rule, RuleAction, RuleCase, RulePack, RuleSite, Source, Unit,
    Warn,
};
pub use weights::{WEIGHT_UNIT, Weight, WeightPack};
pub use when::When;

use serde::{Deserialize, Serialize};

/// All packs together, in the form in which they travel into the wasm.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Bundle {
    /// One pack a marketplace: hosts, pages, words.
    pub portals: Vec<PortalPack>,
    /// The words of interface languages.
    pub labels: Vec<LabelPack>,
    /// Mends and switch-offs.
    pub mends: Vec<MendPack>,
    /// Deadline rules.
    pub rules: Vec<RulePack>,
    /// Next steps.
    pub playbooks: Vec<PlaybookPack>,
    /// Letters without their words, one pack a group.
    pub letters: Vec<LetterPack>,
    /// The words that letters share.
    pub catalogue: Catalogue,
    /// How letters of each language are framed.
    pub languages: Vec<LanguagePack>,
    /// The letters' words, one pack a language; see [`LanguageFile`].
    pub texts: Vec<TextPack>,
    /// How buyers word things, one pack a language; see [`LanguageFile`].
    pub lexicons: Vec<LexiconPack>,
    /// What was learned from messages: of all languages, and of each; see [`LanguageFile`].
    pub weights: Vec<WeightPack>,
    /// What a reply may not say.
    pub lint: Vec<LintPack>,
    /// How that is said in each language; see [`LanguageFile`].
    pub lint_words: Vec<LintWordPack>,
    /// Business-day calendars.
    pub calendars: Vec<CalendarPack>,
    /// The catalogue of actions.
    pub actions: Vec<ActionPack>,
    /// Where buyers live.
    pub places: Vec<PlacePack>,
    /// Indicators.
    pub indicators: Vec<IndicatorPack>,
    /// The literals to which the [`Need`]s of lint expressions refer, ordered by their bytes.
    pub literals: Vec<String>,
}

/// All that belongs to one language alone. It travels beside the wasm and is fetched where that language is
/// written, because an agent needs two or three of them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LanguageFile {
    /// The letters' words.
    pub texts: TextPack,
    /// How buyers word things.
    pub lexicon: LexiconPack,
    /// What was learned from messages.
    pub weights: WeightPack,
    /// How what a reply may not say is said.
    pub lint: LintWordPack,
}
