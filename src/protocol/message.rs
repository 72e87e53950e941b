//! The messages themselves: who may ask what, and what comes back.

use super::{PanelState, Snapshot, Strategy};
use crate::advice::{Advice, History};
use crate::model::Reading;
use crate::packs::mend::{MendPack, MendPlace};
use crate::packs::overlay::RuleChange;
use crate::packs::own::{OwnGroup, OwnLetter, OwnLetters};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads a large part of a message over [`Value`], as storage does. A form that is read straight out of a tagged
/// message gets a second reader of all its parts, and the core grows by as much.
fn by_value<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<T, D::Error> {
    serde_json::from_value(Value::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// What a page script tells the worker. `wake` is answered by the worker's JavaScript alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum FromPage {
    /// A page of interest was read; the answer is a [`super::Drawing`].
    Snapshot {
        /// What was seen.
        #[serde(deserialize_with = "by_value")]
        snapshot: Box<Snapshot>,
    },
    /// The panel was opened, closed or resized by the person.
    Panel {
        /// How it stands now.
        panel: PanelState,
    },
    /// A text was inserted into the reply box.
    Inserted {
        /// The letter, if it was one.
        letter: Option<String>,
        /// What stood in the box before.
        before: String,
        /// Whether the person was shown the box and took it for the right one.
        #[serde(default)]
        confirm: bool,
        /// The page for which it was inserted.
        #[serde(deserialize_with = "by_value")]
        snapshot: Box<Snapshot>,
    },
    /// What stands in the reply box while the person writes.
    Draft {
        /// The text.
        text: String,
        /// The page.
        #[serde(deserialize_with = "by_value")]
        snapshot: Box<Snapshot>,
    },
    /// A shortcut word was typed; the answer is an [`Expansion`].
    Expand {
        /// The word.
        word: String,
        /// The page.
        #[serde(deserialize_with = "by_value")]
        snapshot: Box<Snapshot>,
    },
    /// The person pointed at the place of a field, or gave up.
    Pointed {
        /// The field.
        field: String,
        /// What was pointed at.
        place: MendPlace,
        /// Ways to find it again, the most durable first; nothing if the person gave up.
        proposals: Option<Vec<Proposal>>,
    },
    /// The page is no longer of interest; the worker forgets this frame.
    Gone,
}

/// The letter for which a shortcut word stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Expansion {
    /// The letter's id; empty where the word stands for none.
    pub letter: String,
    /// The finished text; nothing where something must be asked first.
    pub text: Option<String>,
}

/// One way to find again what a person pointed at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// The way.
    pub strategy: Strategy,
    /// What it finds on the open page.
    pub text: String,
    /// How many places it matches.
    pub hits: u32,
    /// How it does on the kept samples of this kind of page.
    pub samples: OnSamples,
}

/// How a way does on kept samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OnSamples {
    /// How many samples of this kind of page are kept.
    pub kept: u32,
    /// On how many of them it finds something.
    pub found: u32,
}

/// What a person pointed at, with what can be made of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pointed {
    /// The portal's id.
    pub portal: String,
    /// The page's id.
    pub page: String,
    /// The field.
    pub field: String,
    /// What was pointed at.
    pub place: MendPlace,
    /// Ways to find it again, the most durable first.
    pub proposals: Vec<Proposal>,
}

/// What the worker asks of a page script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ToPage {
    /// Read the whole page now; the answer is a [`Snapshot`].
    Look,
    /// Put this text at the caret of the reply box; the answer is a [`WriteOutcome`].
    Write {
        /// The text.
        text: String,
        /// The letter, if it is one; the page hands it back when the text stands in the box.
        letter: Option<String>,
    },
    /// Take the last insertion back; the answer is a [`WriteOutcome`].
    Undo,
    /// Outline the element from which a field was read, or take the outline away.
    Outline {
        /// The field's name; nothing takes the outline away.
        field: Option<String>,
    },
    /// Open or close the panel.
    Panel {
        /// Open, close, or the other of the two.
        open: Option<bool>,
        /// A letter to ask about.
        letter: Option<String>,
    },
    /// Let the person point at the place of a field; what comes of it is a [`FromPage::Pointed`].
    Point {
        /// The field.
        field: String,
        /// What is to be pointed at.
        place: MendPlace,
        /// What to say meanwhile.
        prompt: String,
        /// The word on the button that gives up.
        cancel: String,
    },
    /// Make a sample of the page in which every personal word is replaced.
    Sample,
    /// A keyboard command: `insert-1`, `insert-2`, `insert-3`, `undo`, `toggle-panel`.
    Command {
        /// The command's name in the manifest.
        name: String,
    },
    /// Settings or packs changed: read and ask again.
    Refresh,
    /// The portal was switched off: take everything away and read no more.
    Stop,
    /// What is drawn at this moment, for the page-health view and for tests.
    Drawn,
}

/// What the panel and the app ask of the worker. Without `tab` the sender's own tab is meant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum FromScreen {
    /// Everything about the open page of a tab; the answer is a [`TabView`], or `null`.
    Look {
        /// The tab.
        tab: Option<i32>,
    },
    /// The open portal tabs; the answer is a list of `{tab, frame, portal, page, url, title}`.
    Tabs,
    /// Insert a text; the answer is a [`WriteOutcome`].
    Write {
        /// The tab.
        tab: Option<i32>,
        /// The text.
        text: String,
        /// The letter, if it is one.
        #[serde(default)]
        letter: Option<String>,
        /// Values that were worked out and to which the agent has agreed.
        #[serde(default)]
        agreed: BTreeMap<String, String>,
        /// Answers to be offered again, by `variable/language`.
        #[serde(default)]
        answers: BTreeMap<String, String>,
    },
    /// Take the last insertion back.
    Undo {
        /// The tab.
        tab: Option<i32>,
    },
    /// Outline a field on the page.
    Outline {
        /// The tab.
        tab: Option<i32>,
        /// The field; nothing takes the outline away.
        field: Option<String>,
    },
    /// Open or close the panel of a tab.
    Panel {
        /// The tab.
        tab: Option<i32>,
        /// Open, close, or the other of the two.
        open: Option<bool>,
    },
    /// What is drawn in a tab.
    Drawn {
        /// The tab.
        tab: Option<i32>,
    },
    /// Run a keyboard command in a tab.
    Command {
        /// The tab.
        tab: Option<i32>,
        /// The command's name.
        name: String,
    },
    /// Tell when something happened that no page tells, for the case in a tab.
    Give {
        /// The tab.
        tab: Option<i32>,
        /// The field, such as `opened_at`.
        field: String,
        /// The instant; nothing takes it back.
        at: Option<jiff::Timestamp>,
    },
    /// Change some settings; the answer is the whole settings after the change.
    Change {
        /// A JSON merge patch (RFC 7396) over the settings.
        patch: Value,
    },
    /// Keep the shop's change of a shipped rule, or forget it.
    ChangeRule {
        /// The platform of the rule.
        platform: String,
        /// The rule's id.
        rule: String,
        /// The change; nothing forgets it.
        #[serde(default, deserialize_with = "by_value")]
        change: Option<Box<RuleChange>>,
    },
    /// Let the person point at the place of a field on the page of a tab.
    Point {
        /// The tab.
        tab: Option<i32>,
        /// The field.
        field: String,
        /// What is to be pointed at.
        place: MendPlace,
        /// What the page says meanwhile.
        prompt: String,
        /// The word on the button that gives up.
        cancel: String,
    },
    /// What the person pointed at in a tab; the answer is a [`Pointed`], or `null`.
    Pointed {
        /// The tab.
        tab: Option<i32>,
        /// Whether it may be forgotten after the answer.
        #[serde(default)]
        done: bool,
    },
    /// Keep some mends and switch-offs, or take them back.
    Mend {
        /// What to keep, in the form of a mend pack.
        #[serde(deserialize_with = "by_value")]
        pack: Box<MendPack>,
        /// Whether it is to be taken back.
        #[serde(default)]
        undo: bool,
    },
    /// Keep a sample of the page in a tab; the answer is the number of samples of its kind.
    Sample {
        /// The tab.
        tab: Option<i32>,
    },
    /// A person says that what is read on a page of this kind is right.
    Confirm {
        /// The keys, such as `amazon/inbox/reply`.
        keys: Vec<String>,
    },
    /// Keep a letter of the shop's own.
    KeepLetter {
        /// The letter.
        #[serde(deserialize_with = "by_value")]
        letter: Box<OwnLetter>,
    },
    /// Take a letter of the shop's own away.
    RemoveLetter {
        /// Its id.
        id: String,
    },
    /// Add imported letters; the answer is what became of them.
    TakeLetters {
        /// The letters and groups.
        #[serde(deserialize_with = "by_value")]
        letters: Box<OwnLetters>,
    },
    /// Keep a group of letters; one without a name is taken away.
    KeepGroup {
        /// The group.
        group: OwnGroup,
    },
    /// Forget a draft, or all.
    ForgetDraft {
        /// When it was kept; nothing means all.
        at: Option<jiff::Timestamp>,
    },
    /// The settings as they are.
    Settings,
}

/// The number of a frame. A browser that keeps each site in a process of its own gives frames numbers
/// beyond 32 bits.
pub type FrameId = i64;

/// Everything about the open page of one tab.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TabView {
    /// The tab.
    pub tab: i32,
    /// The frame in which the page of interest stands.
    pub frame: FrameId,
    /// The raw look.
    pub snapshot: Snapshot,
    /// What was understood.
    pub reading: Reading,
    /// What is remembered of the case.
    pub history: History,
    /// What is advised.
    pub advice: Advice,
}

/// What became of an insertion or an undo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteOutcome {
    /// Whether the text stands in the box as it was meant.
    pub done: bool,
    /// Why not.
    pub problem: Option<WriteProblem>,
}

/// Why an insertion was not made or is doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WriteProblem {
    /// The page has no reply box.
    NoBox,
    /// The box is disabled or read-only.
    ReadOnly,
    /// The text would not fit into the box.
    TooLong,
    /// An input method is composing.
    Composing,
    /// The editor changed something else than meant; nothing more was tried.
    Altered,
    /// The editor took nothing.
    Refused,
    /// There is nothing to undo, or the text was changed since.
    NothingToUndo,
    /// The page is another than the one that was read; it is being read again.
    Moved,
    /// It is doubtful whether the right conversation is open; the page says why.
    Held,
    /// The box was found without a selector; the person was shown it and is to confirm.
    Confirm,
}

/// Why a message was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "refused", rename_all = "kebab-case")]
pub enum Refusal {
    /// The message speaks another version.
    #[error("this page runs an older Dueline; reload the page")]
    Version,
    /// The message is larger than any page of interest.
    #[error("the page is larger than Dueline reads ({chars} characters); open a single order instead")]
    TooLarge {
        /// The size in characters.
        chars: usize,
    },
    /// The message is not one that this sender may send, or has another form.
    #[error("the message was not understood: {why}")]
    NotUnderstood {
        /// What was wrong.
        why: String,
    },
    /// The portal is switched off or unknown.
    #[error("this portal is switched off; switch it on in the settings")]
    SwitchedOff,
    /// The tab has no page of interest.
    #[error("no order, case or message page is open in this tab")]
    NoPage,
    /// The browser refused something.
    #[error("the browser refused: {why}")]
    Browser {
        /// Its words.
        why: String,
    },
}
