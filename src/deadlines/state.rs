//! How pressing a deadline is, and when that changes.

use super::{Certainty, Deadline};
use crate::model::Party;
use crate::protocol::BadgeState;
use jiff::{SignedDuration, Timestamp};

/// The states through which a deadline goes, each with the instant from which it holds, in order.
/// The first one holds from the beginning of time.
pub fn state_steps(deadline: &Deadline) -> Vec<(Timestamp, BadgeState)> {
    if matches!(deadline.who, Party::Buyer | Party::Platform) {
        return vec![(Timestamp::MIN, BadgeState::Nothing)];
    }
    let Some(due) = deadline.due.filter(|_| deadline.certainty != Certainty::Unknown) else {
        return vec![(Timestamp::MIN, BadgeState::Unknown)];
    };
    let before = |hours: u32| {
        let lead = SignedDuration::from_hours(i64::from(hours));
        due.checked_sub(lead).unwrap_or(Timestamp::MIN)
    };
    if deadline.optional {
        let soon = (before(deadline.warn.soon_hours), BadgeState::Soon);
        return vec![(Timestamp::MIN, BadgeState::Calm), soon, (due, BadgeState::Nothing)];
    }
    vec![
        (Timestamp::MIN, BadgeState::Calm),
        (before(deadline.warn.soon_hours), BadgeState::Soon),
        (before(deadline.warn.urgent_hours), BadgeState::Urgent),
        (due, BadgeState::Overdue),
    ]
}

/// The state at `now`.
pub fn state_at(deadline: &Deadline, now: Timestamp) -> BadgeState {
    let steps = state_steps(deadline);
    steps.iter().rev().find(|(from, _)| *from <= now).map_or(BadgeState::Unknown, |(_, state)| *state)
}
