//! Trigger + rule + calendar + zone → [`Deadline`].
//!
//! The portal's own printed clock always wins over a computed one; where both are known and differ,
//! both are kept and the earlier one counts. A rule without a good source, or whose boundary the
//! platform does not publish, yields an *estimate* and never a certain figure.

mod business_days;
mod dry_run;
mod engine;
pub(crate) mod matching;
mod question;
mod state;
mod step;
mod trigger;
mod window;

pub use business_days::{CalendarError, is_business_day, nth_business_day};
pub use dry_run::{Place, dry_run, run_rule};
pub use engine::deadlines;
pub(crate) use engine::{grounds, say};
pub use matching::Situation;
pub use question::{Question, QuestionError};
pub use state::{state_at, state_steps};
pub use step::{Expense, Step};

use crate::advice::Ground;
use crate::model::{Moment, Money, Party, Words};
use crate::packs::format::{Conflict, Warn};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One clock of one case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deadline {
    /// The rule's id.
    pub rule: String,
    /// What must be done.
    pub act: Words,
    /// Who must do it.
    pub who: Party,
    /// Whether it is a right and no duty, such as an appeal.
    pub optional: bool,
    /// The instant that counts; nothing where no figure can be given.
    pub due: Option<Timestamp>,
    /// How exact `due` is.
    pub precision: crate::model::Precision,
    /// How sure the figure is.
    pub certainty: Certainty,
    /// The zone in which the portal thinks, IANA.
    pub zone: String,
    /// What happens when it runs out.
    pub lapse: Words,
    /// What may be done now.
    pub actions: Vec<Step>,
    /// The money at stake, where the page tells it.
    pub at_stake: Option<Money>,
    /// Where the rule comes from.
    pub grounds: Vec<Ground>,
    /// The rule's note.
    pub note: Option<Words>,
    /// Other values that were found for the rule.
    pub conflicts: Vec<Conflict>,
    /// The clock as the portal prints it.
    pub printed: Option<Moment>,
    /// The clock as the rule gives it.
    pub computed: Option<Timestamp>,
    /// How far the two are apart, in words, where they disagree by more than their precision.
    pub disagreement: Option<Words>,
    /// The event that ended the clock, where it has stopped; then it is history and no deadline.
    pub stopped: Option<Words>,
    /// The fields of which one would start the clock, where nothing tells yet when it began.
    pub waits_for: Vec<String>,
    /// The field from which the clock was started by a time that the agent gave.
    pub given: Option<String>,
    /// How the figure came about, step by step.
    pub derivation: Vec<Words>,
    /// What is wrong or doubtful with the input.
    pub findings: Vec<Words>,
    /// When the badge changes its state.
    pub warn: Warn,
    /// Whether it rests on a value that the shop set itself.
    pub own: bool,
}

/// How sure a deadline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Printed by the portal.
    Printed,
    /// Computed from a rule whose source and boundary are the platform's own.
    Computed,
    /// Computed, but something about it is not published or not well sourced.
    Estimate,
    /// No figure can be given.
    Unknown,
}
