//! The case card: every field of order and case with the mark that says how it was got. Pointing at
//! a field outlines its element on the page.

use super::Bench;
use crate::model::{Provenance, Reading, Shown, field_label};
use crate::packs::mend::MendPlace;
use crate::ui::i18n::{self, Phrase};
use crate::ui::marks;
use crate::ui::view::{IntoView, View, details, div, h3, li, p, span, summary, ul};
use reactive_graph::prelude::*;

/// The section with the card.
pub(super) fn section(bench: Bench) -> View {
    let desk = bench.desk;
    let order =
        move || group(bench, i18n::ORDER, bench.page(|view| view.reading.order.shown()).unwrap_or_default());
    let case = move || {
        let shown = bench.page(|view| view.reading.case.shown()).unwrap_or_default();
        shown.iter().any(|field| field.expected).then(|| group(bench, i18n::CASE, shown))
    };
    let elsewhere = move || {
        let fields = bench.page(|view| {
            let shown = view.reading.order.shown().into_iter().chain(view.reading.case.shown());
            shown.filter(|field| !field.expected).collect::<Vec<_>>()
        });
        let fields = fields.filter(|fields| !fields.is_empty())?;
        let title = i18n::ELSEWHERE.with(desk.language.get(), &[("n", &fields.len().to_string())]);
        Some(details().class("fold").child((summary().child(title), list(bench, fields))))
    };
    super::named_section("card", move || desk.t(i18n::CASE_CARD), (order, case, elsewhere))
}

fn group(bench: Bench, title: Phrase, fields: Vec<Shown>) -> View {
    let fields = fields.into_iter().filter(|field| field.expected).collect();
    div().class("field-group").child((h3().child(bench.desk.t(title)), list(bench, fields))).into_view()
}

fn list(bench: Bench, fields: Vec<Shown>) -> View {
    let items: Vec<_> = fields.into_iter().map(|field| item(bench, field)).collect();
    ul().class("fields").child(items).into_view()
}

fn item(bench: Bench, field: Shown) -> View {
    let desk = bench.desk;
    let words = bench.page(|view| vocabulary(&view.reading, &field.name)).flatten();
    let value = words.map(|words| desk.w(&words)).or_else(|| field.value.clone());
    let (title, text) = match field.provenance {
        Provenance::Read => (i18n::DETAIL_READ, field.detail.clone()),
        Provenance::Derived => (i18n::DETAIL_DERIVED, field.detail.clone()),
        Provenance::NotFound if !field.detail.is_empty() => (i18n::DETAIL_UNREADABLE, field.detail.clone()),
        Provenance::NotFound if field.expected => (i18n::DETAIL_NOTHING_MATCHED, String::new()),
        Provenance::NotFound => (i18n::NOT_HERE, String::new()),
    };
    let on_page = field.provenance != Provenance::NotFound && !bench.pasted;
    let point = move |name: Option<String>| {
        if on_page {
            bench.tell_outline(name);
        }
    };
    let (by_pointer, by_focus) = (field.name.clone(), field.name.clone());
    let label = desk.w(&field_label(&field.name));
    let head = summary()
        .on("pointerenter", move |_| point(Some(by_pointer.clone())))
        .on("pointerleave", move |_| point(None))
        .on("focus", move |_| point(Some(by_focus.clone())))
        .on("blur", move |_| point(None))
        .child((
            span().class("field-name").child(label),
            span().class("field-value").child(value),
            marks::provenance(desk, field.provenance),
        ));
    let detail = if text.is_empty() {
        p().child(desk.t(title)).into_view()
    } else {
        p().child((format!("{}{}", desk.t(title), desk.t(i18n::COLON)), span().class("printed").child(text)))
            .into_view()
    };
    let outlined = on_page.then(|| p().class("hint").child(desk.t(i18n::DETAIL_OUTLINED)));
    let health = bench
        .page(|view| view.reading.health.fields.iter().find(|health| health.name == field.name).cloned());
    let proof = health
        .flatten()
        .filter(|_| field.value.is_some())
        .and_then(|health| i18n::evidence(&health.evidence));
    let proof = proof.map(|phrase| p().class("hint").child(desk.t(phrase)));
    let list = bench.page(|view| view.reading.health.rows.is_some()).unwrap_or(false);
    let mend = (field.expected && !bench.pasted && !list)
        .then(|| super::repair::button(bench, field.name.clone(), MendPlace::Field, i18n::REPAIR_WRONG));
    let detail = div().class("field-detail").child((detail, proof, outlined, mend));
    li().child(details().class("field-row").child((head, detail))).into_view()
}

/// The word for a value of a closed set, which travels as a key.
fn vocabulary(reading: &Reading, name: &str) -> Option<crate::model::Words> {
    match name {
        "status" => reading.order.status.value().map(|value| value.words()),
        "kind" => reading.case.kind.value().map(|value| value.words()),
        "phase" => reading.case.phase.value().map(|value| value.words()),
        _ => None,
    }
}
