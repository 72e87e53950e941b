//! Letters from files and into files.

use crate::packs::own::{OwnLetters, Taken, export, import};
use crate::protocol::FromScreen;
use crate::ui::bridge;
use crate::ui::controls::words_button;
use crate::ui::desk::Desk;
use crate::ui::download;
use crate::ui::i18n;
use crate::ui::upload;
use crate::ui::view::{IntoView, View, div, input, label, li, p, span, ul};
use crate::webext;
use jiff::tz::TimeZone;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use wasm_bindgen_futures::spawn_local;

/// The most remarks that are listed.
const MOST_REMARKS: usize = 20;

/// What came out of a file, before anything of it counts.
#[derive(Clone)]
struct Incoming {
    file: String,
    found: import::Imported,
}

/// The buttons that save the shop's own letters.
pub(super) fn buttons(desk: Desk) -> View {
    let any = move || desk.own.with(|own| !own.letters.is_empty());
    let save = move |ending: &'static str, write: fn(&OwnLetters) -> Option<String>| {
        let made = webext::now().to_zoned(TimeZone::UTC).date();
        let text = desk.own.with_untracked(write);
        let name = format!("dueline-letters-{made}.{ending}");
        if !text.is_some_and(|text| download::save(&name, &text)) {
            desk.say(i18n::SAVE_FAILED.get(desk.language.get_untracked()));
        }
    };
    (move || {
        any().then(|| {
            (
                words_button("", desk.t(i18n::LIBRARY_EXPORT), move || {
                    save("json", |own| export::json(own).ok())
                }),
                words_button("", desk.t(i18n::LIBRARY_EXPORT_CSV), move || {
                    save("csv", |own| export::csv(own).ok())
                }),
            )
        })
    })
    .into_view()
}

/// The field for a file, and what came out of it.
pub(super) fn import(desk: Desk) -> View {
    let incoming = RwSignal::new(None::<Incoming>);
    let problem = RwSignal::new(None::<String>);
    let take = move |event: web_sys::Event| {
        let Some(file) = upload::chosen(&event) else { return };
        spawn_local(async move {
            let language = desk.language.get_untracked();
            let name = upload::name_of(&file);
            let Some(text) = upload::text_of(&file).await else {
                problem.try_set(Some(i18n::MENDS_UNREADABLE.get(language).to_owned()));
                return;
            };
            match import::read(&text, &name) {
                Ok(found) => {
                    problem.try_set(None);
                    incoming.try_set(Some(Incoming { file: name, found }));
                }
                Err(error) => {
                    incoming.try_set(None);
                    problem.try_set(Some(error.words().get(language).to_owned()));
                }
            }
        });
    };
    let file = input()
        .id("letters-file")
        .attr("type", "file")
        .attr("accept", ".json,.csv,.tsv,.txt,.yml,.yaml,application/json,text/csv")
        .attr("aria-describedby", "letters-file-hint")
        .on("change", take);
    let wrong = move || problem.get().map(|why| p().class("wrong").attr("role", "alert").child(why));
    let preview = move || incoming.get().map(|found| preview(desk, incoming, found));
    div()
        .class("import")
        .child((
            div().class("field").child((
                label().attr("for", "letters-file").child(move || desk.t(i18n::LIBRARY_IMPORT)),
                file,
                p().id("letters-file-hint").class("hint").child(move || desk.t(i18n::LIBRARY_IMPORT_HINT)),
            )),
            wrong,
            preview,
        ))
        .into_view()
}

/// What a file holds; nothing of it counts before the person agrees.
fn preview(desk: Desk, incoming: RwSignal<Option<Incoming>>, Incoming { file, found }: Incoming) -> View {
    let language = desk.language.get();
    let count = found.letters.len().to_string();
    let titles: Vec<_> = found
        .letters
        .iter()
        .take(MOST_REMARKS)
        .map(|own| {
            let languages = own.texts.keys().map(|language| language.to_uppercase()).collect::<Vec<_>>();
            li().child((desk.w(&own.letter.title), " ", span().class("hint").child(languages.join(" "))))
        })
        .collect();
    let more = found.letters.len().saturating_sub(MOST_REMARKS);
    let more = (more > 0).then(|| li().child(format!("… +{more}")));
    let remarks: Vec<_> = found
        .skipped
        .iter()
        .take(MOST_REMARKS)
        .map(|skipped| {
            li().child((skipped.what.clone(), " ", span().class("hint").child(desk.w(&skipped.why))))
        })
        .collect();
    let remarks = (!remarks.is_empty())
        .then(|| (p().child(desk.t(i18n::IMPORT_SKIPPED)), ul().class("plain").child(remarks)));
    let accept = move || {
        let letters = OwnLetters { groups: found.groups.clone(), letters: found.letters.clone() };
        spawn_local(async move {
            match bridge::ask::<Taken>(FromScreen::TakeLetters { letters: Box::new(letters) }).await {
                Ok(taken) => {
                    desk.learn_letters().await;
                    let numbers = [
                        ("added", taken.added.to_string()),
                        ("same", taken.same.to_string()),
                        ("refused", taken.refused.len().to_string()),
                    ];
                    let numbers = numbers.each_ref().map(|(name, number)| (*name, number.as_str()));
                    desk.say(&i18n::IMPORT_DONE.with(desk.language.get_untracked(), &numbers));
                    incoming.try_set(None);
                }
                Err(trouble) => desk.say(&desk.explain(&trouble)),
            }
        });
    };
    let take = (count != "0").then(|| words_button("primary", desk.t(i18n::IMPORT_TAKE), accept));
    div()
        .id("letters-preview")
        .class("preview")
        .child((
            p().child(i18n::IMPORT_FOUND.with(language, &[("n", &count), ("file", &file)])),
            ul().class("plain").child((titles, more)),
            remarks,
            div()
                .class("buttons")
                .child((take, words_button("", desk.t(i18n::IMPORT_CANCEL), move || incoming.set(None)))),
        ))
        .into_view()
}
