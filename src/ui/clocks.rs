//! A deadline on a screen: what must be done, how long is left, what happens at zero, and on what
//! all of that rests.

use super::clock;
use super::desk::Desk;
use super::i18n;
use super::marks;
use crate::advice::Ground;
use crate::deadlines::{Certainty, Deadline, state_at};
use crate::model::{Party, Precision, Words};
use jiff::tz::TimeZone;
use leptos::html::{dd, details, div, dl, dt, h3, li, ol, p, span, summary, ul};
use leptos::prelude::*;

/// One clock with everything that is known of it.
pub fn card(desk: Desk, deadline: Deadline) -> AnyView {
    let mut lines = times(desk, &deadline);
    lines.push(line(desk.t(i18n::AT_ZERO), desk.w(&deadline.lapse)));
    if !deadline.actions.is_empty() {
        lines.push(line(desk.t(i18n::YOU_MAY), list(desk, &deadline.actions)));
    }
    if let Some(money) = &deadline.at_stake {
        lines.push(line(desk.t(i18n::AT_STAKE), money.to_string()));
    }
    let warnings: Vec<_> = deadline
        .findings
        .iter()
        .map(|finding| warning(desk.w(finding)))
        .chain(disagreement(desk, &deadline))
        .collect();
    let pressing = deadline.clone();
    let class =
        move || format!("clock state-{}", marks::state_name(desk.now.with(|now| state_at(&pressing, *now))));
    div()
        .class(class)
        .child((
            h3().child(desk.w(&deadline.act)),
            head(desk, &deadline),
            dl().child(lines),
            warnings,
            origin(desk, &deadline),
            derivation(desk, &deadline),
        ))
        .into_any()
}

/// One clock in one line, for the rows of a list.
pub fn row(desk: Desk, key: String, deadline: Deadline) -> AnyView {
    li().class("clock-row")
        .child((
            span().class("clock-row-act").child((span().class("id").child(key), desk.w(&deadline.act))),
            head(desk, &deadline),
        ))
        .into_any()
}

/// State, time left and whose turn it is, in one line.
pub fn head(desk: Desk, deadline: &Deadline) -> AnyView {
    let (due, precision, who) = (deadline.due, deadline.precision, deadline.who);
    let estimate = deadline.certainty == Certainty::Estimate;
    let left = move || match due {
        Some(due) => clock::left(due, desk.now.get(), precision, estimate, desk.language.get()),
        None => desk.t(i18n::NO_FIGURE).to_owned(),
    };
    let pressing = deadline.clone();
    let state = Memo::new(move |_| desk.now.with(|now| state_at(&pressing, *now)));
    let actor = (who != Party::Seller).then(|| {
        let who = desk.w(&who.words());
        span().class("who").child(i18n::WHO_ACTS.with(desk.language.get(), &[("who", &who)]))
    });
    p().class("clock-head")
        .child((move || marks::state(desk, state.get()), span().class("left").child(left), actor))
        .into_any()
}

fn times(desk: Desk, deadline: &Deadline) -> Vec<AnyView> {
    let Some(due) = deadline.due else { return Vec::new() };
    let language = desk.language.get();
    // A bare date is a day of the portal's zone; the agent's zone would turn it into a figure that nobody printed.
    let precision = if deadline.precision == Precision::Day { Precision::Minute } else { deadline.precision };
    let portal = TimeZone::get(&deadline.zone).unwrap_or(TimeZone::UTC);
    vec![
        line(desk.t(i18n::PORTAL_TIME), clock::moment(due, &portal, deadline.precision, language)),
        line(desk.t(i18n::YOUR_TIME), clock::moment(due, &desk.zone(), precision, language)),
    ]
}

fn disagreement(desk: Desk, deadline: &Deadline) -> Option<AnyView> {
    let words = deadline.disagreement.as_ref()?;
    Some(warning(format!("{} {}", desk.w(words), desk.t(i18n::EARLIER_COUNTS))))
}

fn origin(desk: Desk, deadline: &Deadline) -> AnyView {
    let note = deadline.note.as_ref().map(|note| p().child(desk.w(note)));
    let certainty = desk.t(i18n::certainty(deadline.certainty));
    div().class("origin").child((p().child(certainty), grounds(desk, &deadline.grounds), note)).into_any()
}

/// Sources, each with its address, confidence and date.
pub fn grounds(desk: Desk, grounds: &[Ground]) -> AnyView {
    let items: Vec<_> = grounds
        .iter()
        .map(|ground| {
            let checked = i18n::SOURCE_CHECKED.with(desk.language.get(), &[("date", &ground.checked)]);
            let confidence = desk.t(i18n::confidence(&ground.confidence));
            li().child((
                span().class("source").title(ground.url.clone()).child(ground.title.clone()),
                span()
                    .class("source-facts")
                    .child(format!("{confidence}{}{checked}", desk.t(i18n::SEPARATOR))),
            ))
        })
        .collect();
    ul().class("grounds").child(items).into_any()
}

fn derivation(desk: Desk, deadline: &Deadline) -> Option<AnyView> {
    if deadline.derivation.is_empty() && deadline.conflicts.is_empty() {
        return None;
    }
    let language = desk.language.get();
    let zone = TimeZone::get(&deadline.zone).unwrap_or(TimeZone::UTC);
    let steps: Vec<_> = deadline.derivation.iter().map(|step| li().child(desk.w(step))).collect();
    let printed = deadline.printed.as_ref().map(|printed| {
        line(desk.t(i18n::PRINTED_CLOCK), clock::moment(printed.latest(), &zone, printed.precision, language))
    });
    let computed = deadline.computed.map(|computed| {
        line(desk.t(i18n::COMPUTED_CLOCK), clock::moment(computed, &zone, Precision::Minute, language))
    });
    let others: Vec<_> = deadline
        .conflicts
        .iter()
        .map(|conflict| {
            let title = desk.packs(|packs| packs.source(&conflict.source).map(|source| source.title.clone()));
            let title = title.unwrap_or_else(|| conflict.source.clone());
            line(desk.t(i18n::OTHER_VALUES), format!("{} ({title})", desk.w(&conflict.value)))
        })
        .collect();
    Some(
        details()
            .class("fold")
            .child((
                summary().child(desk.t(i18n::DERIVATION)),
                ol().child(steps),
                dl().child((printed, computed, others)),
            ))
            .into_any(),
    )
}

fn list(desk: Desk, words: &[Words]) -> AnyView {
    let items: Vec<_> = words.iter().map(|words| li().child(desk.w(words))).collect();
    ul().class("inline-list").child(items).into_any()
}

/// One line of a definition list.
pub fn line(name: &'static str, value: impl IntoView) -> AnyView {
    div().class("line").child((dt().child(name), dd().child(value.into_view()))).into_any()
}

/// A line that must not be overlooked.
pub fn warning(text: String) -> AnyView {
    p().class("warning").child((marks::shape(marks::WARNING), span().child(text))).into_any()
}
