//! Pasted text: the same card, clocks and letters for a page that Dueline does not read, or may not.

use crate::advice::{History, Settings, advise};
use crate::packs::Packs;
use crate::portal::{pasted, portals_of};
use crate::protocol::Snapshot;
use crate::triage::languages_of_page;
use crate::ui::bridge::Trouble;
use crate::ui::controls::words_button;
use crate::ui::desk::Desk;
use crate::ui::i18n::{self, Phrase};
use crate::ui::panel;
use crate::ui::seen::Seen;
use crate::ui::view::{IntoView, View, div, label, option, p, select, textarea};
use crate::ui::window::typed_text;
use crate::webext;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;

/// What came of a text.
enum Outcome {
    Empty,
    Ask(Phrase),
    Failed(Trouble),
    Read(Box<Seen>),
}

pub(super) fn view(desk: Desk) -> View {
    let text = RwSignal::new(String::new());
    let chosen = RwSignal::new(String::new());
    let portals = desk.packs(|packs| {
        packs.portals().iter().map(|portal| (portal.id.clone(), portal.name.clone())).collect::<Vec<_>>()
    });
    let options: Vec<_> = portals
        .into_iter()
        .map(|(id, name)| option().attr("value", id).child(move || desk.w(&name)).into_view())
        .collect();
    let guess = option().attr("value", "").child(move || desk.t(i18n::PASTE_GUESS));
    let area = textarea()
        .id("paste-text")
        .attr("rows", "10")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "paste-hint")
        .prop("value", move || text.get())
        .on("input", move |event| text.set(typed_text(&event)));
    let form = div().class("paste-form").child((
        p().child(move || desk.t(i18n::PASTE_TEXT)),
        div()
            .class("field")
            .child((label().attr("for", "paste-text").child(move || desk.t(i18n::PASTE_LABEL)), area)),
        p().id("paste-hint").class("hint").child(move || desk.t(i18n::PASTE_HINT)),
        div().class("field").child((
            label().attr("for", "paste-portal").child(move || desk.t(i18n::PASTE_PORTAL)),
            select()
                .id("paste-portal")
                .on("change", move |event| chosen.set(typed_text(&event)))
                .child((guess, options)),
        )),
        words_button("small", move || desk.t(i18n::PASTE_CLEAR), move || text.set(String::new())),
    ));
    let result = move || {
        let settings = desk.settings.get();
        desk.rules.track();
        desk.own.track();
        let outcome = desk.packs(|packs| text.with(|text| read(packs, &settings, text, &chosen.get())));
        match outcome {
            Outcome::Empty => div().into_view(),
            Outcome::Ask(phrase) => p().attr("role", "status").child(desk.t(phrase)).into_view(),
            Outcome::Failed(trouble) => {
                p().attr("role", "alert").child(i18n::trouble(&trouble, desk.language.get())).into_view()
            }
            Outcome::Read(seen) => {
                // What is fetched now makes this run again, with the buyer's words understood.
                let languages = desk.packs(|packs| languages_of_page(packs, &seen.reading));
                languages.iter().for_each(|language| {
                    let _ = desk.has_words(language);
                });
                panel::pasted(desk, *seen)
            }
        }
    };
    div().class("paste").child((form, div().class("paste-result").child(result))).into_view()
}

/// Reads a text as one of `portal`'s; without one, of the only portal whose order number stands in it.
fn read(packs: &Packs, settings: &Settings, text: &str, portal: &str) -> Outcome {
    if text.trim().is_empty() {
        return Outcome::Empty;
    }
    let portal = match (portal, portals_of(packs, text).as_slice()) {
        ("", []) => return Outcome::Ask(i18n::PASTE_UNKNOWN),
        ("", [one]) => one,
        ("", _) => return Outcome::Ask(i18n::PASTE_SEVERAL),
        (chosen, _) => chosen,
    };
    // A pasted text is the person's own wish; whether that portal's pages may be read is another question.
    let mut settings = settings.clone();
    settings.portals.insert(portal.to_owned(), true);
    let now = webext::now();
    match pasted(packs, &settings, portal, text, now) {
        Err(refusal) => Outcome::Failed(Trouble::from(refusal)),
        Ok(reading) => {
            let advice = advise(packs, &reading, &settings, &History::default(), now);
            let (snapshot, history) = (Snapshot::empty(portal), History::default());
            Outcome::Read(Box::new(Seen { tab: 0, snapshot, reading, history, advice }))
        }
    }
}
