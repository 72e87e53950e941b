//! Tells Dueline when a clock began, where no page does: one field and one button in the clock's card.
//! The time is taken as the portal's, because that is what the agent reads it from.

use super::bridge;
use super::controls::words_button;
use super::desk::Desk;
use super::i18n;
use crate::deadlines::Deadline;
use crate::model::field_label;
use crate::protocol::FromScreen;
use crate::ui::view::{IntoView, View, div, input, label, p, span};
use crate::ui::window::typed_text;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use wasm_bindgen_futures::spawn_local;

/// The question for a clock that waits for its beginning, or the way to take an answer back. `tab` is
/// the tab whose case it is; nothing means the panel's own.
pub fn begin(desk: Desk, tab: Option<i32>, deadline: &Deadline) -> Option<View> {
    if let Some(field) = deadline.given.clone() {
        let back = move || tell(desk, tab, field.clone(), None);
        return Some(
            p().class("begin").child(words_button("quiet", desk.t(i18n::TAKE_TIME_BACK), back)).into_view(),
        );
    }
    let field = deadline.waits_for.first().filter(|_| deadline.due.is_none())?.clone();
    let zone = deadline.zone.clone();
    let id = format!("begin-{}", deadline.rule);
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    let count = {
        let zone = zone.clone();
        move || {
            let at = instant(&typed.get_untracked(), &zone);
            // A clock that begins tomorrow is a slip of the pen.
            let at = at.filter(|at| *at <= desk.now.get_untracked() + SignedDuration::from_mins(5));
            wrong.set(at.is_none());
            if let Some(at) = at {
                tell(desk, tab, field.clone(), Some(at));
            }
        }
    };
    let name = desk.w(&field_label(deadline.waits_for.first()?));
    let question = i18n::WHEN_BEGAN.with(desk.language.get(), &[("what", &name), ("zone", &zone)]);
    let warning = move || wrong.get().then(|| p().class("warning").child(desk.t(i18n::NO_SUCH_TIME)));
    let field = input()
        .id(id.clone())
        .attr("type", "datetime-local")
        .attr("aria-invalid", move || wrong.get().then_some("true"))
        .on("input", move |event| typed.set(typed_text(&event)));
    Some(
        div()
            .class("begin")
            .attr("role", "group")
            .child((
                label().attr("for", id).child(question),
                span()
                    .class("begin-line")
                    .child((field, words_button("", desk.t(i18n::COUNT_FROM_HERE), count))),
                warning,
            ))
            .into_view(),
    )
}

/// What a date-and-time field holds, in a zone.
fn instant(text: &str, zone: &str) -> Option<Timestamp> {
    let at: DateTime = text.parse().ok()?;
    let tz = TimeZone::get(zone).ok()?;
    Some(tz.to_ambiguous_zoned(at).compatible().ok()?.timestamp())
}

fn tell(desk: Desk, tab: Option<i32>, field: String, at: Option<Timestamp>) {
    spawn_local(async move {
        let told = bridge::ask_plain(FromScreen::Give { tab, field, at }).await;
        if let Err(trouble) = told {
            desk.say(&desk.explain(&trouble));
        }
    });
}
