//! Mending a page: what is lost or doubtful, the way to point at the right place, and the choice among the ways
//! to find it again.

use super::Bench;
use crate::model::{FieldHealth, field_label};
use crate::packs::mend::{Mend, MendPack, MendPlace};
use crate::protocol::{FromScreen, Pointed, Proposal};
use crate::ui::bridge;
use crate::ui::controls::words_button;
use crate::ui::i18n::{self, Phrase};
use crate::ui::mending::{describe, place_name};
use crate::ui::view::{IntoView, View, code, details, div, h2, li, ol, p, section, span, summary, ul};
use crate::webext;
use jiff::tz::TimeZone;
use reactive_graph::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The lost and doubtful fields of the page, each with a way to mend it.
pub(super) fn doubtful(bench: Bench) -> View {
    let desk = bench.desk;
    let items = move || {
        let fields = bench.page(|view| view.reading.health.fields.clone()).unwrap_or_default();
        let lost = |field: &FieldHealth| field.strategy.is_none() && !field.optional;
        let items: Vec<_> = fields
            .into_iter()
            .filter(|field| lost(field) || field.also.is_some())
            .map(|field| {
                let state = if lost(&field) { i18n::REPAIR_LOST } else { i18n::REPAIR_TWO };
                let name = span().class("field-name").child(desk.w(&field_label(&field.name)));
                let tag = span().class("tag").child(desk.t(state));
                li().child((
                    name,
                    " ",
                    tag,
                    " ",
                    button(bench, field.name, MendPlace::Field, i18n::REPAIR_POINT),
                ))
            })
            .collect();
        let reply = bench.page(|view| view.reading.health.reply == Some(false)).unwrap_or(false);
        let reply = reply.then(|| {
            let name = span().class("field-name").child(desk.t(i18n::REPAIR_REPLY));
            let tag = span().class("tag").child(desk.t(i18n::REPAIR_LOST));
            let point = button(bench, "reply".to_owned(), MendPlace::Reply, i18n::REPAIR_POINT);
            li().child((name, " ", tag, " ", point))
        });
        ul().class("plain mends").child((items, reply))
    };
    items.into_view()
}

/// Every other place of the page that can be mended.
pub(super) fn others(bench: Bench) -> View {
    let desk = bench.desk;
    let places = move || {
        let (portal, page) = bench.page(|view| (view.reading.portal.clone(), view.reading.page.clone()))?;
        let places = desk.packs(|packs| {
            let portal = packs.portal(&portal)?;
            let page = portal.pages.iter().find(|known| known.id == page)?;
            let mut places: Vec<(MendPlace, String)> = Vec::new();
            let named = page.read.fields.keys().chain(&page.text);
            places.extend(named.map(|name| (MendPlace::Field, name.clone())));
            if let Some(rows) = &page.read.rows {
                places.push((MendPlace::Rows, "rows".to_owned()));
                places.extend(
                    rows.fields.keys().chain(&page.row_text).map(|name| (MendPlace::Row, name.clone())),
                );
            }
            if page.read.thread.is_some() {
                places.push((MendPlace::Messages, "messages".to_owned()));
            }
            places.push((MendPlace::Reply, "reply".to_owned()));
            Some(places)
        })?;
        let items: Vec<_> = places
            .into_iter()
            .map(|(place, field)| {
                let name = place_name(bench.desk, place, &field);
                li().child((
                    span().class("field-name").child(name),
                    " ",
                    button(bench, field, place, i18n::REPAIR_POINT),
                ))
            })
            .collect();
        Some(ul().class("plain mends").child(items))
    };
    details().class("fold").child((summary().child(move || desk.t(i18n::REPAIR_OTHER)), places)).into_view()
}

/// A button that lets the person point at a place on the page.
pub(super) fn button(bench: Bench, field: String, place: MendPlace, words: Phrase) -> View {
    let desk = bench.desk;
    let name = format!("point-{}", field.replace('_', "-"));
    let point = move || {
        let language = desk.language.get_untracked();
        let called = place_name(bench.desk, place, &field);
        let message = FromScreen::Point {
            tab: None,
            field: field.clone(),
            place,
            prompt: i18n::REPAIR_PROMPT.with(language, &[("field", &called)]),
            cancel: i18n::REPAIR_CANCEL.get(language).to_owned(),
        };
        spawn_local(async move {
            match bridge::ask_plain(message).await {
                Ok(_) => desk.say(i18n::REPAIR_POINTING.get(language)),
                Err(trouble) => desk.say(&desk.explain(&trouble)),
            }
        });
    };
    span().attr("data-mend", name).child(words_button("small", move || desk.t(words), point)).into_view()
}

/// The choice among the ways to find again what the person pointed at; empty while nothing was pointed at.
pub(super) fn choice(bench: Bench) -> View {
    let desk = bench.desk;
    let content = move || {
        let pointed = bench.pointed.get()?;
        let Pointed { portal, page, field, place, proposals } = pointed;
        let called = place_name(desk, place, &field);
        let title = i18n::REPAIR_CHOOSE.with(desk.language.get(), &[("field", &called)]);
        let hint = if proposals.is_empty() { i18n::REPAIR_NOTHING } else { i18n::REPAIR_CHOOSE_HINT };
        let items: Vec<_> = proposals
            .into_iter()
            .map(|proposal| {
                let strategy = proposal.strategy.clone();
                let mend = Mend {
                    portal: portal.clone(),
                    page: page.clone(),
                    place,
                    field: field.clone(),
                    strategy,
                    made: webext::now().to_zoned(TimeZone::UTC).date().to_string(),
                };
                way(bench, proposal, mend)
            })
            .collect();
        let again = button(bench, field, place, i18n::REPAIR_POINT);
        let leave = words_button("small", move || desk.t(i18n::REPAIR_CANCEL), move || finish(bench, None));
        Some(section().id("mend").class("mend").attr("aria-labelledby", "mend-title").child((
            h2().id("mend-title").attr("tabindex", "-1").child(title),
            p().class("hint").child(desk.t(hint)),
            ol().class("plain ways").child(items),
            div().class("buttons").child((again, leave)),
        )))
    };
    content.into_view()
}

fn way(bench: Bench, proposal: Proposal, mend: Mend) -> View {
    let desk = bench.desk;
    let language = desk.language.get();
    let Proposal { strategy, text, hits, samples } = proposal;
    let hits = (hits > 1).then(|| i18n::REPAIR_HITS.with(language, &[("n", &hits.to_string())]));
    let tried = if samples.kept == 0 {
        desk.t(i18n::REPAIR_NO_SAMPLES).to_owned()
    } else {
        let numbers = [("n", samples.found.to_string()), ("all", samples.kept.to_string())];
        i18n::REPAIR_SAMPLES
            .with(language, &numbers.each_ref().map(|(name, number)| (*name, number.as_str())))
    };
    let facts: Vec<_> = hits.into_iter().chain([tried]).collect();
    li().class("way")
        .child((
            p().child((
                span().class("soft").child(desk.t(i18n::REPAIR_READS)),
                " ",
                span().class("printed").child(text),
            )),
            p().child(code().class("wrap").child(describe(&strategy))),
            p().class("hint").child(facts.join(" · ")),
            words_button(
                "primary small",
                move || desk.t(i18n::REPAIR_USE),
                move || finish(bench, Some(mend.clone())),
            ),
        ))
        .into_view()
}

/// Keeps the mend, if one was chosen, and closes the choice.
fn finish(bench: Bench, mend: Option<Mend>) {
    let desk = bench.desk;
    let language = desk.language.get_untracked();
    spawn_local(async move {
        if let Some(mend) = mend {
            let pack = Box::new(MendPack { mends: vec![mend], ..MendPack::default() });
            if let Err(trouble) = bridge::ask_plain(FromScreen::Mend { pack, undo: false }).await {
                return desk.say(&desk.explain(&trouble));
            }
            desk.say(i18n::REPAIR_DONE.get(language));
        }
        // The answer is what was there; it is forgotten with it.
        let _ = bridge::ask_plain(FromScreen::Pointed { tab: None, done: true }).await;
        bench.pointed.try_set(None);
    });
}
