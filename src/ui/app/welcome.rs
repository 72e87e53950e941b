//! The first page a person sees: choose portals, give a name if one likes, done.

use super::block;
use crate::ui::controls::{TextField, text_field, words_button};
use crate::ui::desk::Desk;
use crate::ui::focus::scroll_to;
use crate::ui::i18n;
use crate::ui::portals;
use crate::ui::view::{IntoView, View, div, p};
use crate::ui::window::before_paint;
use reactive_graph::prelude::*;
use reactive_graph::wrappers::read::Signal;
use serde_json::json;
use wasm_bindgen_futures::spawn_local;

const READY_ID: &str = "ready";

pub(super) fn view(desk: Desk) -> View {
    let done = move || {
        spawn_local(async move {
            if desk.changed(json!({ "welcomed": true })).await {
                before_paint(|| scroll_to(READY_ID));
            }
        });
    };
    let name = move || {
        text_field(
            desk,
            TextField {
                id: "welcome-name".to_owned(),
                label: desk.t(i18n::WELCOME_NAME).to_owned(),
                hint: desk.t(i18n::WELCOME_NAME_HINT).to_owned(),
                lines: false,
                list: None,
                value: Signal::derive(move || desk.settings.with(|settings| settings.agent.name.clone())),
                check: |_| None,
                patch: Box::new(|name| json!({ "agent": { "name": name } })),
            },
        )
    };
    let ready = move || {
        desk.settings.with(|settings| settings.welcomed).then(|| {
            let any = desk.settings.with(|settings| settings.portals.values().any(|on| *on));
            let text = if any { i18n::WELCOME_READY_TEXT } else { i18n::WELCOME_NONE };
            block(desk.t(i18n::WELCOME_READY_TITLE), p().child(desk.t(text)))
        })
    };
    (
        block(
            move || desk.t(i18n::WELCOME_TITLE),
            (p().class("lead").child(move || desk.t(i18n::WELCOME_TEXT)), portals::switches(desk)),
        ),
        block(move || desk.t(i18n::AGENT), name),
        div().class("buttons").child(words_button("primary", move || desk.t(i18n::WELCOME_DONE), done)),
        div().id(READY_ID).class("ready").attr("role", "status").child(ready),
    )
        .into_view()
}
