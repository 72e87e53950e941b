//! The indicators: each with its formula as far as a source gives it. Where it gives nothing, the agent may
//! write down what the shop uses.

use super::find::{Listed, Shelf};
use super::item::{fold, sources};
use crate::model::Words;
use crate::ui::clocks::line;
use crate::ui::controls::{TextField, text_field};
use crate::ui::desk::Desk;
use crate::ui::i18n::{self, Phrase};
use crate::ui::view::{IntoView, View, code, div, dl, h2, li, p, section, span, ul};
use reactive_graph::computed::Memo;
use reactive_graph::prelude::*;
use reactive_graph::wrappers::read::Signal;
use serde_json::json;
use std::sync::Arc;

pub(super) fn list(desk: Desk, shelf: &Shelf, shown: Memo<Vec<bool>>) -> View {
    let items: Vec<_> = shelf
        .indicators
        .iter()
        .enumerate()
        .map(|(place, listed)| {
            let own = Memo::new(move |_| shown.with(|shown| shown.get(place) == Some(&true)));
            item(desk, Arc::clone(listed), own)
        })
        .collect();
    let none = move || {
        let none = shown.with(|shown| !shown.contains(&true));
        none.then(|| p().class("hint").child(desk.t(i18n::INDICATORS_NONE)))
    };
    section()
        .class("rule-group")
        .attr("aria-labelledby", "indicators")
        .child((
            h2().id("indicators").child(move || desk.t(i18n::INDICATORS)),
            p().class("hint").child(move || desk.t(i18n::INDICATORS_TEXT)),
            div().class("rules").child(items),
            none,
        ))
        .into_view()
}

fn item(desk: Desk, listed: Arc<Listed>, shown: Memo<bool>) -> View {
    let id = format!("indicator-{}", listed.indicator.id);
    let known = Arc::clone(&listed);
    fold(id, shown, move || head(desk, &known), move || body(desk, &listed))
}

fn head(desk: Desk, listed: &Listed) -> View {
    let indicator = &listed.indicator;
    let platform = listed.platform_name.as_ref().map(|name| desk.w(name));
    let mut facts = vec![platform.unwrap_or_else(|| desk.t(i18n::ANY_PLATFORM).to_owned())];
    facts.extend(indicator.target.as_ref().map(|target| desk.w(target)));
    facts.extend(i18n::confidence(indicator.confidence.code()).map(|phrase| desk.t(phrase).to_owned()));
    span()
        .class("rule-head")
        .child((
            span().class("option-title").child(desk.w(&indicator.name)),
            span().class("rule-facts").child(facts.join(" · ")),
        ))
        .into_view()
}

fn body(desk: Desk, listed: &Listed) -> View {
    let indicator = &listed.indicator;
    let given = |name: Phrase, words: &Option<Words>| {
        let value = match words {
            Some(words) => span().child(desk.w(words)),
            None => span().class("not-given").child(desk.t(i18n::NOT_GIVEN)),
        };
        line(desk.t(name), value)
    };
    let several = |list: &[Words]| {
        let items: Vec<_> = list.iter().map(|words| li().child(desk.w(words))).collect();
        ul().class("ways").child(items)
    };
    let mut lines = vec![
        given(i18n::NUMERATOR, &indicator.numerator),
        given(i18n::DENOMINATOR, &indicator.denominator),
        given(i18n::PERIOD, &indicator.window),
        given(i18n::TARGET, &indicator.target),
    ];
    if !indicator.rows.is_empty() {
        lines.push(line(desk.t(i18n::RECORDS), several(&indicator.rows)));
    }
    if !indicator.missing.is_empty() {
        lines.push(line(desk.t(i18n::MISSING), several(&indicator.missing)));
    }
    lines.extend(indicator.note.as_ref().map(|note| line(desk.t(i18n::RULE_NOTE), desk.w(note))));
    let confidence = indicator.confidence.code();
    lines
        .push(line(desk.t(i18n::GROUNDS), sources(desk, &indicator.sources, confidence, &indicator.checked)));
    lines.push(line(desk.t(i18n::INDICATOR_ID), code().child(indicator.id.clone())));
    let own = (!indicator.missing.is_empty()).then(|| own_use(desk, &indicator.id));
    (dl().class("facts").child(lines), own).into_view()
}

/// What the shop uses where the sources say nothing.
fn own_use(desk: Desk, id: &str) -> View {
    let (read, write) = (id.to_owned(), id.to_owned());
    text_field(
        desk,
        TextField {
            id: format!("use-{id}"),
            label: desk.t(i18n::OWN_USE).to_owned(),
            hint: desk.t(i18n::OWN_USE_HINT).to_owned(),
            lines: false,
            list: None,
            value: Signal::derive(move || {
                desk.settings.with(|settings| settings.indicators.get(&read).cloned()).unwrap_or_default()
            }),
            check: |_| None,
            patch: Box::new(move |text| {
                let text = text.trim();
                let kept = (!text.is_empty()).then_some(text);
                json!({ "indicators": { write.clone(): kept } })
            }),
        },
    )
}
