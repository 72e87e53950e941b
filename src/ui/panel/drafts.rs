//! What the agent had written before a letter was inserted, and what stood in the box when a page was closed.

use super::Bench;
use crate::protocol::{FromScreen, WriteOutcome};
use crate::storage::Draft;
use crate::ui::bridge;
use crate::ui::clipboard;
use crate::ui::controls::words_button;
use crate::ui::i18n;
use crate::ui::view::{IntoView, View, details, div, li, p, span, summary, ul};
use jiff::tz::TimeZone;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use std::collections::BTreeMap;
use wasm_bindgen_futures::spawn_local;

/// How many characters of a draft stand in the list.
const SHOWN: usize = 160;

/// The fold with the kept drafts; those of the open case in front.
pub(super) fn fold(bench: Bench) -> View {
    let desk = bench.desk;
    let kept = RwSignal::new(Vec::<Draft>::new());
    let learn = move || {
        spawn_local(async move {
            match bridge::drafts().await {
                Ok(drafts) => {
                    kept.try_set(drafts);
                }
                Err(trouble) => desk.say(&desk.explain(&trouble)),
            }
        });
    };
    let forget = move |at: Option<jiff::Timestamp>| {
        spawn_local(async move {
            match bridge::ask_plain(FromScreen::ForgetDraft { at }).await {
                Ok(_) => learn(),
                Err(trouble) => desk.say(&desk.explain(&trouble)),
            }
        });
    };
    let list = move || {
        let here = bench.page(|view| crate::advice::History::key(&view.reading)).flatten();
        let mut drafts = kept.get();
        drafts.sort_by_key(|draft| Some(&draft.key) != here.as_ref());
        let none = drafts.is_empty().then(|| p().class("hint").child(desk.t(i18n::DRAFTS_NONE)));
        let all = (!drafts.is_empty())
            .then(|| words_button("quiet small", desk.t(i18n::DRAFTS_FORGET_ALL), move || forget(None)));
        let items: Vec<_> = drafts.into_iter().map(|draft| item(bench, draft, forget)).collect();
        (none, ul().class("drafts").child(items), all)
    };
    let hint = move || {
        let days = desk.settings.with(|settings| settings.draft_days).to_string();
        i18n::DRAFTS_HINT.with(desk.language.get(), &[("n", &days)])
    };
    details()
        .class("fold drafts-fold")
        .on("toggle", move |_| learn())
        .child((summary().child(move || desk.t(i18n::DRAFTS)), p().class("hint").child(hint), list))
        .into_view()
}

fn item(bench: Bench, draft: Draft, forget: impl Fn(Option<jiff::Timestamp>) + Copy + 'static) -> View {
    let desk = bench.desk;
    let zone: TimeZone = desk.zone();
    let time = draft.at.to_zoned(zone).strftime("%m-%d %H:%M").to_string();
    let kind = if draft.before_letter { i18n::DRAFT_BEFORE } else { i18n::DRAFT_TYPED };
    let number = draft.key.rsplit('/').next().unwrap_or_default().to_owned();
    let mut short: String = draft.text.chars().take(SHOWN).collect();
    if short.len() < draft.text.len() {
        short.push('…');
    }
    let (text, copied) = (draft.text.clone(), draft.text.clone());
    let insert = move || {
        let text = text.clone();
        spawn_local(async move {
            let message = FromScreen::Write {
                tab: None,
                text,
                letter: None,
                agreed: BTreeMap::new(),
                answers: BTreeMap::new(),
            };
            let language = desk.language.get_untracked();
            match bridge::ask::<WriteOutcome>(message).await {
                Ok(WriteOutcome { done: true, .. }) => desk.say(i18n::INSERTED.get(language)),
                Ok(WriteOutcome { problem: Some(problem), .. }) => {
                    desk.say(i18n::write_problem(problem).get(language));
                }
                Ok(WriteOutcome { .. }) => desk.say(i18n::WRITE_REFUSED.get(language)),
                Err(trouble) => desk.say(&desk.explain(&trouble)),
            }
        });
    };
    let copy = move || {
        let text = copied.clone();
        spawn_local(async move {
            let phrase = if clipboard::copy(&text).await { i18n::COPIED } else { i18n::COPY_FAILED };
            desk.say(phrase.get(desk.language.get_untracked()));
        });
    };
    let at = draft.at;
    li().class("draft")
        .child((
            p().class("hint").child((
                span().child(time),
                " · ",
                span().child(desk.t(kind)),
                (!number.is_empty()).then(|| span().child((" · ", number))),
            )),
            p().class("draft-text").attr("dir", "auto").child(short),
            div().class("buttons").child((
                words_button("small", desk.t(i18n::DRAFT_INSERT), insert),
                words_button("small", desk.t(i18n::COPY), copy),
                words_button("quiet small", desk.t(i18n::DRAFT_FORGET), move || forget(Some(at))),
            )),
        ))
        .into_view()
}
