//! Letter packs: what a letter is about (`packs/letters/`), and its words in each language
//! (`packs/templates/<language>/`).

use super::When;
use crate::model::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Letters of one group (`packs/letters/*.toml`), without their words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LetterPack {
    /// The group's id, such as `shipping`.
    pub group: String,
    /// The group's name.
    pub name: Words,
    /// Where in the order's life its letters are at home.
    pub stage: Stage,
    /// The letters.
    #[serde(rename = "letter")]
    pub letters: Vec<Letter>,
}

/// Where in the life of an order a letter is at home (客户旅程阶段).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Before the order.
    PreSale,
    /// From the order to dispatch.
    Order,
    /// On the way.
    Shipping,
    /// After arrival.
    AfterSale,
    /// A return or a refund.
    Return,
    /// A dispute or a claim.
    Dispute,
    /// Ratings and reviews.
    Review,
    /// Anywhere.
    #[default]
    Any,
}

impl Stage {
    /// All stages, in the order of an order's life.
    pub const ALL: [Self; 8] = [
        Self::PreSale,
        Self::Order,
        Self::Shipping,
        Self::AfterSale,
        Self::Return,
        Self::Dispute,
        Self::Review,
        Self::Any,
    ];

    /// Its name.
    pub fn words(self) -> Words {
        let (en, zh) = match self {
            Self::PreSale => ("Before the order", "售前"),
            Self::Order => ("Order", "下单与备货"),
            Self::Shipping => ("On the way", "运输"),
            Self::AfterSale => ("After arrival", "售后"),
            Self::Return => ("Return", "退换货"),
            Self::Dispute => ("Dispute", "纠纷"),
            Self::Review => ("Review", "评价"),
            Self::Any => ("Any time", "通用"),
        };
        Words::new(en, zh)
    }
}

/// One letter, whatever its language.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// Its id.
    pub id: String,
    /// Its title, by which agents know it.
    pub title: Words,
    /// What the letter says, in Chinese, for agents who do not read its language.
    #[serde(default)]
    pub meaning: String,
    /// What it must say and must not say; for those who write its words in a language.
    #[serde(default)]
    pub brief: String,
    /// The variables that each of its wordings uses without condition.
    #[serde(default)]
    pub needs: Vec<String>,
    /// The variables that a wording may use where they are known.
    #[serde(default)]
    pub may: Vec<String>,
    /// What the program puts around its words.
    #[serde(default)]
    pub form: Form,
    /// The only portals where it may be sent; all where empty.
    #[serde(default)]
    pub platforms: Vec<String>,
    /// Portals where it may not be sent.
    #[serde(default)]
    pub not_on: Vec<String>,
    /// The way of replying that it follows, by the catalogue.
    #[serde(default)]
    pub strategy: Option<String>,
    /// What the agent must have in hand before it may be sent, by the catalogue.
    #[serde(default)]
    pub proof: Vec<String>,
    /// When it fits; more conditions met mean a better fit.
    #[serde(default)]
    pub when: When,
    /// Topics that it answers besides those of `when`.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Further words for the search, in any language.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Where its content comes from (a rule, a course text, own practice).
    #[serde(default)]
    pub source: String,
    /// The languages in which it has words. Filled in where the packs are put together.
    #[serde(default)]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(skip))]
    pub languages: Vec<String>,
}

impl Letter {
    /// Every topic that it answers.
    pub fn answers(&self) -> impl Iterator<Item = &String> {
        self.when.topics.iter().chain(&self.topics)
    }

    /// Whether it may be sent on a portal.
    pub fn is_allowed_on(&self, portal: &str) -> bool {
        let named = |list: &[String]| list.iter().any(|id| id == portal);
        (self.platforms.is_empty() || named(&self.platforms)) && !named(&self.not_on)
    }
}

/// What the program puts around the words of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A message to one buyer: the language's greeting in front, its closing behind.
    #[default]
    Message,
    /// A public answer: nothing, so that no name gets out.
    Public,
    /// Nothing; the words hold all there is.
    Bare,
}

/// Words of letters in one language (`packs/templates/<language>/*.toml`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TextPack {
    /// The language, such as `de`.
    pub language: String,
    /// The words, one entry a letter.
    #[serde(rename = "text")]
    pub texts: Vec<Text>,
    /// Examples that must hold.
    #[serde(default, rename = "case")]
    pub cases: Vec<LetterCase>,
}

/// One letter's words in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The letter's id.
    pub letter: String,
    /// The wordings: Jinja syntax, variables by the catalogue. They say the same in other words and take
    /// turns, so that nobody gets the same text twice.
    pub wordings: Vec<String>,
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
