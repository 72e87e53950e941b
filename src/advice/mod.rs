//! One pure function in the middle: what was read, what the shop has set and the time of day go in;
//! deadlines, next steps and letters come out.
//!
//! No clock, no randomness, no browser. The worker, the panel, the app, the native command and the
//! tests all call [`advise`], so that every screen says the same.

mod aim;
mod buyer;
mod draw;
mod history;
mod house;
mod settings;
mod suggest;

pub use buyer::{Awake, BuyerPlace};
pub use draw::{BAR_LETTERS, drawing};
pub use history::{History, Known, Origin};
pub use house::{House, HouseTarget, Shift, ShiftError, parse_shifts};
pub use settings::{Agent, Settings, Shop, Theme};
pub use suggest::advise;

use crate::deadlines::Deadline;
use crate::model::Words;
use crate::templates::Tongue;
use crate::triage::{Topic, Understood};
use serde::{Deserialize, Serialize};

/// Everything that Dueline has to say about one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Advice {
    /// The clocks of the open case or order, the one that comes first in front.
    pub deadlines: Vec<Deadline>,
    /// The clocks of each row of a list.
    pub rows: Vec<RowAdvice>,
    /// The next steps that policy allows, best first.
    pub steps: Vec<NextStep>,
    /// What the buyer wrote since the shop's last word, understood.
    #[serde(default)]
    pub messages: Vec<Understood>,
    /// What the buyer's messages are about, each with the words that say so.
    #[serde(default)]
    pub topics: Vec<Topic>,
    /// In which language the buyer is answered.
    pub tongue: Tongue,
    /// The letters that fit, best first.
    pub letters: Vec<LetterChoice>,
    /// Where the buyer lives, if the page tells.
    pub buyer: Option<BuyerPlace>,
    /// The shop's own targets for this case, the nearest in front.
    pub house: Vec<HouseTarget>,
    /// Why nothing may be inserted on this page just now.
    #[serde(default)]
    pub hold: Option<Words>,
    /// What a person should know about this page: missing fields, doubts, contradictions.
    pub findings: Vec<Words>,
}

/// The clocks of one row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowAdvice {
    /// The row's key.
    pub key: String,
    /// Its clocks, the one that comes first in front.
    pub deadlines: Vec<Deadline>,
}

/// A step that may be taken now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NextStep {
    /// The playbook step's id.
    pub id: String,
    /// What to do.
    pub act: Words,
    /// Why.
    pub why: Words,
    /// The letters that go with it, best first.
    pub letters: Vec<String>,
    /// On what it rests, each with source and date.
    pub grounds: Vec<Ground>,
}

/// A rule or text on which a suggestion rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// The rule's id, or empty for a text that is no rule.
    pub rule: String,
    /// Title of the source.
    pub title: String,
    /// Its address, without the scheme.
    pub url: String,
    /// The confidence code `O`, `O*`, `S`, `D` or `U`.
    pub confidence: String,
    /// When it was last checked, `YYYY-MM-DD`.
    pub checked: String,
}

/// A letter that fits the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterChoice {
    /// The letter's id.
    pub id: String,
    /// The language of the variant chosen for this buyer, such as `es`.
    pub language: String,
    /// Which of its wordings comes next for this buyer, counted on and on.
    #[serde(default)]
    pub wording: usize,
    /// Why it is proposed.
    pub why: Words,
    /// What a person should know: no wording in the buyer's language, or the buyer has had every wording.
    #[serde(default)]
    pub note: Option<Words>,
}
