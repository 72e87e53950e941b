//! What the page script is told to draw. It decides nothing: instants, words and order all come from here.

use crate::model::Language;
use serde::{Deserialize, Serialize};

/// Everything that Dueline shows inside one portal page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// The message version.
    pub v: u32,
    /// The interface language.
    pub language: Language,
    /// `light`, `dark` or `system`.
    pub theme: String,
    /// The badges, of the whole page or, after a partial snapshot, of the rows named in `rows`.
    pub badges: Vec<Badge>,
    /// The rows to which `badges` is the whole answer; nothing means all of the page.
    pub rows: Option<Vec<String>>,
    /// The suggestion bar, where the page has a reply box.
    pub bar: Option<Bar>,
    /// The side panel.
    pub panel: PanelState,
    /// The fixed phrases of the page scripts.
    pub phrases: Phrases,
}

/// One deadline badge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Badge {
    /// Stable over readings: the rule's id, or the case's where no rule applies.
    pub id: String,
    /// The key of the row that it belongs to; nothing for the page's own case.
    pub row: Option<String>,
    /// What must be done, such as "Answer the dispute".
    pub act: String,
    /// When it is due, in milliseconds since 1970-01-01 UTC; nothing where there is no figure.
    pub due_ms: Option<i64>,
    /// Whether seconds may be shown, or only minutes, or only days.
    pub precision: crate::model::Precision,
    /// The states through which it goes, in order of time; the last one whose `from_ms` is past counts.
    pub steps: Vec<Step>,
    /// Shown in place of the time left where there is no figure, such as "waiting for the buyer".
    pub instead: Option<String>,
    /// Marks the figure as an estimate (约).
    pub estimate: bool,
    /// What hovering or focusing shows, line by line.
    pub details: Vec<Detail>,
}

/// A state and when it begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// From this instant on, in milliseconds since 1970-01-01 UTC.
    pub from_ms: i64,
    /// The state.
    pub state: BadgeState,
    /// The state as a word.
    pub word: String,
}

/// How pressing a badge is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BadgeState {
    /// Nothing for the seller to do.
    Nothing,
    /// Enough time.
    Calm,
    /// Within the day.
    Soon,
    /// Now.
    Urgent,
    /// Past.
    Overdue,
    /// There is a clock, but it cannot be told when it ends.
    Unknown,
}

/// One line of a badge's details.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// What the line is about.
    pub label: String,
    /// What it says.
    pub text: String,
    /// Whether the line is a warning, such as a disagreement.
    #[serde(default)]
    pub warning: bool,
}

/// The suggestion bar at the reply box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// Up to three letters.
    pub letters: Vec<BarLetter>,
    /// The most characters that the box takes.
    pub limit: Option<u32>,
    /// Why nothing may be inserted on this page.
    pub hold: Option<String>,
    /// Whether the box is shown to the person before the first insertion.
    pub confirm: bool,
    /// Whether what is being written is kept as a draft.
    pub keep: bool,
    /// Words that become a letter with the Tab key; none while that is switched off.
    pub shortcuts: Vec<String>,
}

/// One letter of the bar, filled and ready.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BarLetter {
    /// The letter's id.
    pub id: String,
    /// Its title in the interface language.
    pub title: String,
    /// The language of the text, such as `en`.
    pub language: String,
    /// The filled text; nothing where a variable is missing, and then a click opens the panel to ask for it.
    pub text: Option<String>,
    /// The variables that are missing, in words.
    pub missing: Vec<String>,
    /// Why it is proposed.
    pub why: String,
}

/// The side panel's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PanelState {
    /// Whether it is open.
    pub open: bool,
    /// Its width in CSS pixels.
    pub width: u32,
}

impl Default for PanelState {
    fn default() -> Self {
        Self { open: false, width: 380 }
    }
}

/// The fixed phrases of the page scripts, in the interface language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrases {
    /// Time left with days; `{d}` and `{h}` stand for numbers.
    pub days_hours: String,
    /// Time left with hours; `{h}` and `{m}`.
    pub hours_minutes: String,
    /// Time left with minutes; `{m}` and `{s}`.
    pub minutes_seconds: String,
    /// Time left in days only; `{d}`.
    pub days: String,
    /// Less than a day, where only days are known.
    pub under_a_day: String,
    /// Less than a minute, where only minutes are known.
    pub under_a_minute: String,
    /// Before an estimated figure, such as "about".
    pub about: String,
    /// Time gone by since the due moment; `{t}` stands for one of the above.
    pub overdue_by: String,
    /// The suggestion bar's name for screen readers.
    pub bar: String,
    /// Label of the bar when there are no letters.
    pub no_letters: String,
    /// The button that opens the panel.
    pub open_panel: String,
    /// The button that closes the panel.
    pub close_panel: String,
    /// The handle that resizes the panel.
    pub resize_panel: String,
    /// The panel frame's title.
    pub panel: String,
    /// The undo button.
    pub undo: String,
    /// Said to screen readers after an insertion.
    pub inserted: String,
    /// After an undo.
    pub undone: String,
    /// The letter lacks values; `{what}` stands for their names.
    pub missing: String,
    /// The letter is too long; `{n}` stands for the limit.
    pub too_long: String,
    /// The box takes no text just now.
    pub read_only: String,
    /// No reply box on the page.
    pub no_box: String,
    /// The editor did something else with the text.
    pub altered: String,
    /// The editor took nothing; offers to copy.
    pub refused: String,
    /// The copy button.
    pub copy: String,
    /// Said after copying.
    pub copied: String,
    /// The extension was updated under the open page: one calm line.
    pub stale: String,
    /// The button that dismisses a line.
    pub dismiss: String,
    /// The page has changed since it was read.
    pub moved: String,
    /// The outlined box is meant; the next click inserts.
    pub this_box: String,
}
