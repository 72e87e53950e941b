//! The controls that panel and app share. Each carries its own name for screen readers, and acts
//! only on what a person did: an event that a script made up is ignored.

use super::desk::Desk;
use super::i18n::{self, Phrase};
use crate::ui::view::{IntoView, View, button, div, fieldset, input, label, legend, p, span, textarea};
use crate::ui::window::{after, typed_text};
use reactive_graph::effect::Effect;
use reactive_graph::owner::StoredValue;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use reactive_graph::wrappers::read::Signal;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

/// How long a text rests before it is stored without leaving the field.
const REST: Duration = Duration::from_millis(500);

/// Runs `act` on a click that a person made.
pub fn press(act: impl Fn() + 'static) -> impl FnMut(web_sys::Event) + 'static {
    move |event| {
        if event.is_trusted() {
            act();
        }
    }
}

/// Whether a key belongs to an input method in composition.
pub fn composing(event: &web_sys::KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == 229
}

/// A button with words on it.
pub fn words_button(class: &'static str, words: impl IntoView, act: impl Fn() + 'static) -> View {
    button().attr("type", "button").class(class).on("click", press(act)).child(words.into_view()).into_view()
}

/// A button with a shape on it; `name` is its tooltip and its name for screen readers.
pub fn shape_button(name: &'static str, shape: View, act: impl Fn() + 'static) -> View {
    button()
        .attr("type", "button")
        .class("quiet icon")
        .attr("aria-label", name)
        .attr("title", name)
        .on("click", press(act))
        .child(shape)
        .into_view()
}

/// One of a few: a row of radio buttons under a legend.
pub fn choice<T: Copy + PartialEq + Send + Sync + 'static>(
    desk: Desk,
    name: &'static str,
    title: Phrase,
    options: Vec<(T, String)>,
    current: impl Fn() -> T + Copy + Send + Sync + 'static,
    choose: impl Fn(T) + Copy + 'static,
) -> View {
    let radios: Vec<_> = options
        .into_iter()
        .map(|(value, words)| {
            let radio = input()
                .attr("type", "radio")
                .attr("name", name)
                .prop("checked", move || current() == value)
                .on("change", move |event| {
                    if event.is_trusted() {
                        choose(value);
                    }
                });
            label().class("radio").child((radio, span().child(words))).into_view()
        })
        .collect();
    fieldset()
        .class("choice")
        .child((legend().child(move || desk.t(title)), div().class("radios").child(radios)))
        .into_view()
}

/// A field of text that stores itself.
pub struct TextField {
    /// The element's id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// A line under it; may be empty.
    pub hint: String,
    /// Whether it has several lines.
    pub lines: bool,
    /// The id of a list of proposals.
    pub list: Option<&'static str>,
    /// What is stored now.
    pub value: Signal<String>,
    /// Why a text cannot be stored.
    pub check: fn(&str) -> Option<Phrase>,
    /// The settings change that stores a text.
    pub patch: Box<dyn Fn(String) -> serde_json::Value + Send + Sync>,
}

/// What became of the last text of a field.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Untouched,
    Saved,
    Failed,
    Wrong(Phrase),
}

/// Draws a field of text. It is stored when it rests or is left; a change from elsewhere never
/// overwrites it while it is being edited.
pub fn text_field(desk: Desk, field: TextField) -> View {
    let TextField { id, label: name, hint, lines, list, value, check, patch } = field;
    let draft = RwSignal::new(value.get_untracked());
    let editing = RwSignal::new(false);
    let fate = RwSignal::new(Fate::Untouched);
    let keystrokes = StoredValue::new(0_u32);
    // Whether something was typed that is not stored yet.
    let fresh = StoredValue::new(false);
    let patch = StoredValue::new(patch);

    Effect::new(move |_| {
        let stored = value.get();
        if !editing.get_untracked() {
            draft.set(stored);
        }
    });

    // The field may be left because it is taken from the screen; then its signals are gone already.
    let store = move || {
        let Some(text) = draft.try_get_untracked() else { return };
        if let Some(wrong) = check(&text) {
            fate.set(Fate::Wrong(wrong));
            return;
        }
        if !fresh.get_value() {
            // What stands here may be older than what another page has stored in the meantime.
            if !editing.get_untracked() {
                draft.set(value.get_untracked());
            }
            return;
        }
        fresh.set_value(false);
        let patch = patch.with_value(|patch| patch(text));
        spawn_local(async move {
            let stored = desk.changed(patch).await;
            if !stored {
                fresh.try_set_value(true);
            }
            fate.try_set(if stored { Fate::Saved } else { Fate::Failed });
        });
    };
    let typed = move |event: web_sys::Event| {
        draft.set(typed_text(&event));
        fresh.set_value(true);
        fate.set(Fate::Untouched);
        let count = keystrokes.get_value().wrapping_add(1);
        keystrokes.set_value(count);
        let composing = event.dyn_ref::<web_sys::InputEvent>().is_some_and(web_sys::InputEvent::is_composing);
        if !composing {
            after(REST, move || {
                if keystrokes.try_get_value() == Some(count)
                    && draft.try_get_untracked().is_some_and(|text| check(&text).is_none())
                {
                    store();
                }
            });
        }
    };
    let left = move |_: web_sys::Event| {
        editing.try_set(false);
        store();
    };

    let below = format!("{id}-below");
    let wrong = move || matches!(fate.get(), Fate::Wrong(_)).then_some("true");
    let control = if lines {
        textarea()
            .id(id.clone())
            .attr("rows", "3")
            .attr("aria-describedby", below.clone())
            .attr("aria-invalid", wrong)
            .prop("value", move || draft.get())
            .on("focus", move |_| editing.set(true))
            .on("input", typed)
            .on("blur", left)
            .into_view()
    } else {
        input()
            .id(id.clone())
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .attr("list", list)
            .attr("aria-describedby", below.clone())
            .attr("aria-invalid", wrong)
            .prop("value", move || draft.get())
            .on("focus", move |_| editing.set(true))
            .on("input", typed)
            .on("change", move |_| store())
            .on("blur", left)
            .into_view()
    };
    let word = move || match fate.get() {
        Fate::Untouched | Fate::Failed => String::new(),
        Fate::Saved => desk.t(i18n::SAVED).to_owned(),
        Fate::Wrong(_) => String::new(),
    };
    let line = move || match fate.get() {
        Fate::Wrong(why) => span().class("wrong").child(desk.t(why)).into_view(),
        _ => span().child(hint.clone()).into_view(),
    };
    div()
        .class("field")
        .child((
            div()
                .class("field-head")
                .child((label().attr("for", id).child(name), span().class("saved").child(word))),
            control,
            p().class("hint").id(below).child(line),
        ))
        .into_view()
}
