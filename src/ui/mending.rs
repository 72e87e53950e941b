//! The words in which panel and app speak of a mend: which place it is about, and how that place is found.

use super::desk::Desk;
use super::i18n;
use crate::model::field_label;
use crate::packs::mend::MendPlace;
use crate::protocol::Strategy;
use reactive_graph::prelude::*;

/// What a place of a page is called.
pub fn place_name(desk: Desk, place: MendPlace, field: &str) -> String {
    let label = || desk.w(&field_label(field));
    match place {
        MendPlace::Field => label(),
        MendPlace::Row => i18n::REPAIR_IN_ROW.with(desk.language.get(), &[("field", &label())]),
        MendPlace::Rows => desk.t(i18n::REPAIR_ROWS).to_owned(),
        MendPlace::Messages => desk.t(i18n::REPAIR_MESSAGES).to_owned(),
        MendPlace::Reply => desk.t(i18n::REPAIR_REPLY).to_owned(),
    }
}

/// A way to find a place, in the words of a pack.
pub fn describe(strategy: &Strategy) -> String {
    strategy.css.clone().unwrap_or_else(|| strategy.label.join(" | "))
}
