//! The small shapes that say the same as a colour does: one for each state of a clock, one for each
//! way in which a field was got. Shape and word always stand together.

use super::desk::Desk;
use super::i18n;
use crate::model::Provenance;
use crate::protocol::BadgeState;
use crate::ui::view::{IntoView, View, shape, span};

/// A state as shape and word.
pub fn state(desk: Desk, state: BadgeState) -> View {
    span()
        .class(format!("mark state-{}", state_name(state)))
        .child((shape(state_path(state)), desk.t(i18n::state(state))))
        .into_view()
}

/// How a field was got, as shape and word.
pub fn provenance(desk: Desk, provenance: Provenance) -> View {
    let name = match provenance {
        Provenance::Read => "read",
        Provenance::Derived => "derived",
        Provenance::NotFound => "not-found",
    };
    span()
        .class(format!("mark provenance-{name}"))
        .child((shape(provenance_path(provenance)), desk.t(i18n::provenance(provenance))))
        .into_view()
}

/// The state's name in class names.
pub fn state_name(state: BadgeState) -> &'static str {
    match state {
        BadgeState::Nothing => "nothing",
        BadgeState::Calm => "calm",
        BadgeState::Soon => "soon",
        BadgeState::Urgent => "urgent",
        BadgeState::Overdue => "overdue",
        BadgeState::Unknown => "unknown",
    }
}

fn state_path(state: BadgeState) -> &'static str {
    match state {
        BadgeState::Nothing => "M3 7h10v2H3z",
        BadgeState::Calm => {
            "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2zm0 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9zM7.2 10.8 4.8 8.4l1-1 1.4 1.3 3-3.3 1 1z"
        }
        BadgeState::Soon => "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2zm0 2v8a4 4 0 0 1 0-8z",
        BadgeState::Urgent => "M8 1.5 15.5 14.5H.5zM7.2 6v4.2h1.6V6zm0 5.4V13h1.6v-1.6z",
        BadgeState::Overdue => "M2 2h12v12H2zM7.2 4.5v4.7h1.6V4.5zm0 5.9V12h1.6v-1.6z",
        BadgeState::Unknown => {
            "M4.8 5.8C4.9 3.7 6.3 2.5 8.2 2.5c1.9 0 3.3 1.1 3.3 2.9 0 1.3-.7 2-1.5 2.6-.7.5-1 .8-1 1.5v.4H7.1v-.7c0-1.2.5-1.8 1.3-2.4.7-.5 1-.8 1-1.4 0-.7-.5-1.2-1.3-1.2-.9 0-1.4.6-1.4 1.6zM7 11.6h2v2H7z"
        }
    }
}

fn provenance_path(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Read => CHECK,
        Provenance::Derived => "M8 1.8 14.2 8 8 14.2 1.8 8zm0 2.5L4.3 8 8 11.7 11.7 8z",
        Provenance::NotFound => CROSS,
    }
}

/// A cross, for closing.
pub const CROSS: &str = "M4.2 3 8 6.8 11.8 3 13 4.2 9.2 8l3.8 3.8-1.2 1.2L8 9.2 4.2 13 3 11.8 6.8 8 3 4.2z";
/// An arrow that leaves a box, for opening in a tab.
pub const OUT: &str =
    "M9 2h5v5h-1.6V4.7L7.6 9.5 6.5 8.4l4.8-4.8H9zM3 3.5h4v1.6H4.1v6.8h6.8V9h1.6v4.5H2.5v-10z";
/// An arrow to the left, for going back.
pub const LEFT: &str = "M9.8 2.8 11 4 7 8l4 4-1.2 1.2L4.6 8z";
/// A triangle with a mark in it, for warnings.
pub const WARNING: &str = "M8 1.5 15.5 14.5H.5zM7.2 6v4.2h1.6V6zm0 5.4V13h1.6v-1.6z";
/// A tick, for what is done or fits.
pub const CHECK: &str = "M6.4 12.3 2.5 8.4l1.2-1.2 2.7 2.7 6-6 1.2 1.2z";
