//! One letter of the library: what it is for, its words in each language, and what can be done with it.

use super::Library;
use crate::model::{Words, field_label};
use crate::packs::format::{Letter, When};
use crate::packs::own::{OWN_GROUP, OwnLetter};
use crate::protocol::FromScreen;
use crate::templates::{Hit, variable_name};
use crate::ui::controls::{press, words_button};
use crate::ui::desk::Desk;
use crate::ui::i18n;
use crate::ui::letter_list::{languages, marked_title};
use crate::ui::view::{IntoView, View, button, dd, details, div, dl, dt, p, pre, span, summary};
use crate::ui::window::is_open;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use wasm_bindgen_futures::spawn_local;

pub(super) fn item(library: Library, hit: &Hit) -> Option<View> {
    let desk = library.desk;
    let letter = desk.packs(|packs| packs.letter(&hit.id).cloned())?;
    let open = RwSignal::new(false);
    let (id, title) = (letter.id.clone(), marked_title(desk, &letter.title, hit));
    let badges = move || badges(desk, &id);
    let head = summary().child((
        span().class("option-title").child(title),
        badges,
        languages(desk, &letter.languages),
    ));
    // A hundred letters in thirteen languages: only what is unfolded is drawn.
    let body = move || open.get().then(|| body(library, &letter));
    Some(
        details()
            .class("library-item")
            .on("toggle", move |event| open.set(is_open(&event)))
            .child((head, div().class("library-body").child(body)))
            .into_view(),
    )
}

/// What tells a letter from the shipped ones, and how often it was used.
fn badges(desk: Desk, id: &str) -> View {
    let own = desk.own.with(|own| own.get(id).cloned());
    let phrase =
        own.as_ref().map(|own| if own.base.is_some() { i18n::LETTER_CHANGED } else { i18n::LETTER_OWN });
    let outdated = own.as_ref().is_some_and(|own| {
        own.base.is_some() && desk.shipped(|shipped| !own.outdated_in(shipped).is_empty())
    });
    let times = desk.uses.with(|uses| uses.get(id).map_or(0, |used| used.times));
    let used = (times > 0).then(|| {
        let words = i18n::LETTER_USED.with(desk.language.get(), &[("n", &times.to_string())]);
        span().class("hint").child(words)
    });
    let shortcut =
        own.filter(|own| !own.shortcut.is_empty()).map(|own| span().class("tag").child(own.shortcut));
    span()
        .class("tags")
        .child((
            phrase.map(|phrase| span().class("tag own").child(desk.t(phrase))),
            outdated.then(|| span().class("tag own").child(desk.t(i18n::LETTER_OUTDATED))),
            shortcut,
            used,
        ))
        .into_view()
}

fn body(library: Library, letter: &Letter) -> View {
    let desk = library.desk;
    let list = |parts: Vec<String>| parts.join(desk.t(i18n::SEPARATOR));
    let variables = |names: &[String]| {
        let words = |name: &String| {
            format!("{} {{{{ {name} }}}}", desk.w(&desk.packs(|packs| variable_name(packs, name))))
        };
        list(names.iter().map(words).collect())
    };
    let topics = desk.packs(|packs| {
        let named = |id: &String| packs.catalogue().topics.iter().find(|known| known.id == *id).cloned();
        letter.answers().filter_map(named).map(|topic| desk.w(&topic.words)).collect::<Vec<_>>()
    });
    let stage = desk.packs(|packs| {
        let pack =
            packs.letter_packs().iter().find(|pack| pack.letters.iter().any(|one| one.id == letter.id));
        pack.map(|pack| format!("{} · {}", desk.w(&pack.name), desk.w(&pack.stage.words())))
    });
    let proofs = desk.packs(|packs| {
        let catalogue = packs.catalogue();
        let strategy = letter.strategy.iter();
        let strategy = strategy.filter_map(|id| catalogue.strategies.iter().find(|known| known.id == *id));
        let proofs =
            letter.proof.iter().filter_map(|id| catalogue.proofs.iter().find(|known| known.id == *id));
        (
            strategy.map(|named| desk.w(&named.words)).collect::<Vec<_>>(),
            proofs.map(|named| desk.w(&named.words)).collect::<Vec<_>>(),
        )
    });
    let optional = |name: &'static str, text: String| (!text.is_empty()).then(|| fact(name, text));
    let facts = dl().child((
        optional(desk.t(i18n::MEANING), letter.meaning.clone()),
        optional(desk.t(i18n::LETTER_STAGE), stage.unwrap_or_default()),
        optional(desk.t(i18n::LETTER_TOPICS), list(topics)),
        fact(desk.t(i18n::WHEN_FITS), when(desk, &letter.when)),
        fact(desk.t(i18n::LETTER_WHERE), where_allowed(desk, letter)),
        optional(desk.t(i18n::REPLY_STRATEGY), list(proofs.0)),
        optional(desk.t(i18n::PROOF_TITLE), list(proofs.1)),
        (
            optional(desk.t(i18n::LETTER_NEEDS), variables(&letter.needs)),
            optional(desk.t(i18n::LETTER_MAY), variables(&letter.may)),
            optional(desk.t(i18n::TAGS), list(letter.tags.clone())),
            optional(desk.t(i18n::SOURCE), letter.source.clone()),
        ),
    ));
    (facts, words(desk, letter), deeds(library, letter)).into_view()
}

/// The words in one language, beside the buttons for the others.
fn words(desk: Desk, letter: &Letter) -> View {
    let first = letter.languages.iter().find(|language| *language == "en").or(letter.languages.first());
    let shown = RwSignal::new(first.cloned().unwrap_or_default());
    let buttons: Vec<_> = letter
        .languages
        .iter()
        .map(|language| {
            let (own, other) = (language.clone(), language.clone());
            let name = i18n::language_name(language, desk.language.get()).to_owned();
            button()
                .attr("type", "button")
                .class("variant")
                .attr(
                    "aria-pressed",
                    move || if shown.with(|shown| *shown == own) { "true" } else { "false" },
                )
                .on("click", press(move || shown.set(other.clone())))
                .child(format!("{} · {name}", language.to_uppercase()))
                .into_view()
        })
        .collect();
    let id = letter.id.clone();
    let texts = move || {
        let language = shown.get();
        desk.own.track();
        if !desk.has_words(&language) {
            return p().class("hint").child(desk.t(i18n::LETTER_COMING)).into_view();
        }
        let wordings = desk.packs(|packs| packs.text(&id, &language).map(|text| text.wordings.clone()));
        wordings
            .unwrap_or_default()
            .into_iter()
            .map(|words| {
                let text = words.trim().to_owned();
                pre()
                    .class("paper")
                    .attr("lang", language.clone())
                    .attr("dir", "auto")
                    .child(text)
                    .into_view()
            })
            .collect::<Vec<_>>()
            .into_view()
    };
    div()
        .class("variant-body")
        .child((
            div()
                .class("variants")
                .attr("role", "group")
                .attr("aria-label", desk.t(i18n::LANGUAGE_VARIANT))
                .child(buttons),
            texts,
        ))
        .into_view()
}

/// What can be done with a letter.
fn deeds(library: Library, letter: &Letter) -> View {
    let desk = library.desk;
    let own = desk.own.with(|own| own.get(&letter.id).cloned());
    let id = letter.id.clone();
    let edit = move || {
        let known = desk.own.with_untracked(|own| own.get(&id).cloned());
        let letter = known.or_else(|| desk.packs(|packs| OwnLetter::of_shipped(packs, &id)));
        library.editing.set(letter);
    };
    let id = letter.id.clone();
    let copy = move || {
        let fresh = desk.own.with_untracked(crate::packs::own::OwnLetters::fresh_id);
        let copied = desk.packs(|packs| {
            let source = packs.letter(&id)?;
            let mut own = OwnLetter::new(&fresh, OWN_GROUP);
            own.letter = Letter { id: fresh.clone(), languages: Vec::new(), ..source.clone() };
            for language in &source.languages {
                if let Some(text) = packs.text(&id, language) {
                    own.texts.insert(language.clone(), text.wordings.clone());
                }
            }
            Some(own)
        });
        library.editing.set(copied);
    };
    let remove = own.map(|own| {
        let phrase = if own.base.is_some() { i18n::LETTER_RESTORE } else { i18n::LETTER_REMOVE };
        let id = letter.id.clone();
        words_button("", desk.t(phrase), move || {
            let message = FromScreen::RemoveLetter { id: id.clone() };
            spawn_local(async move {
                desk.change_letters(message).await;
            });
        })
    });
    div()
        .class("buttons")
        .child((
            words_button("", desk.t(i18n::LETTER_EDIT), edit),
            words_button("", desk.t(i18n::LETTER_COPY), copy),
            remove,
        ))
        .into_view()
}

/// Where a letter may be sent, in words.
fn where_allowed(desk: Desk, letter: &Letter) -> String {
    let names = |ids: &[String]| {
        let name = |id: &String| {
            desk.packs(|packs| packs.portal(id).map_or_else(|| id.clone(), |portal| desk.w(&portal.name)))
        };
        ids.iter().map(name).collect::<Vec<_>>().join(desk.t(i18n::SEPARATOR))
    };
    match (letter.platforms.is_empty(), letter.not_on.is_empty()) {
        (true, true) => desk.t(i18n::LETTER_WHERE_ALL).to_owned(),
        (true, false) => {
            i18n::LETTER_WHERE_NOT.with(desk.language.get(), &[("list", &names(&letter.not_on))])
        }
        (false, _) => names(&letter.platforms),
    }
}

fn fact(name: &'static str, value: impl IntoView + 'static) -> View {
    div().class("line").child((dt().child(name), dd().child(value.into_view()))).into_view()
}

/// A condition in words.
pub(in crate::ui::app) fn when(desk: Desk, when: &When) -> String {
    let words = |list: Vec<Words>| list.iter().map(|words| desk.w(words)).collect::<Vec<_>>().join(" / ");
    let portals = desk.packs(|packs| {
        let names = when
            .portal
            .iter()
            .map(|id| packs.portal(id).map_or_else(|| Words::new(id, id), |found| found.name.clone()));
        names.collect()
    });
    let mut parts = vec![
        words(portals),
        when.site.join(" / "),
        words(when.kind.iter().map(|kind| kind.words()).collect()),
        words(when.phase.iter().map(|phase| phase.words()).collect()),
        words(when.status.iter().map(|status| status.words()).collect()),
        words(when.known.iter().map(|name| field_label(name)).collect()),
        words(desk.packs(|packs| {
            let topics = packs.catalogue().topics.iter().filter(|topic| when.topics.contains(&topic.id));
            topics.map(|topic| topic.words.clone()).collect()
        })),
        when.mentions.join(" / "),
    ];
    parts.push(match when.case {
        Some(true) => desk.t(i18n::WHEN_CASE).to_owned(),
        Some(false) => desk.t(i18n::WHEN_NO_CASE).to_owned(),
        None => String::new(),
    });
    if when.unanswered == Some(true) {
        parts.push(desk.t(i18n::WHEN_UNANSWERED).to_owned());
    }
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() { desk.t(i18n::WHEN_ALWAYS).to_owned() } else { parts.join(" · ") }
}
