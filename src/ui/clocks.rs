//! A deadline on a screen: what must be done, how long is left, what happens at zero, and on what
//! all of that rests.

use super::clock;
use super::desk::Desk;
use super::i18n;
use super::marks;
use crate::advice::Ground;
use crate::deadlines::{Certainty, Deadline, Step, state_at};
use crate::model::{Party, Precision};
use crate::ui::view::{IntoView, View, a, dd, details, div, dl, dt, h3, li, ol, p, shape, span, summary, ul};
use jiff::tz::TimeZone;
use reactive_graph::computed::Memo;
use reactive_graph::prelude::*;

/// One clock with everything that is known of it.
pub fn card(desk: Desk, deadline: Deadline) -> View {
    let title = (h3().child(desk.w(&deadline.act)), head(desk, &deadline));
    div().class(pressing(desk, &deadline)).child((title, body(desk, &deadline))).into_view()
}

/// One clock in a few words; what else is known of it stands in a fold.
pub fn folded(desk: Desk, deadline: Deadline) -> View {
    let title = summary().child((h3().child(desk.w(&deadline.act)), head(desk, &deadline)));
    let rest = div().class("clock-body").child(body(desk, &deadline));
    details().class(pressing(desk, &deadline)).child((title, rest)).into_view()
}

/// The classes that give a clock the colour of its state.
fn pressing(desk: Desk, deadline: &Deadline) -> impl Fn() -> String + use<> {
    let deadline = deadline.clone();
    move || format!("clock state-{}", marks::state_name(desk.now.with(|now| state_at(&deadline, *now))))
}

fn body(desk: Desk, deadline: &Deadline) -> impl IntoView + use<> {
    let mut lines = times(desk, deadline);
    lines.push(line(desk.t(i18n::AT_ZERO), desk.w(&deadline.lapse)));
    if !deadline.actions.is_empty() {
        lines.push(line(desk.t(i18n::YOU_MAY), ways(desk, &deadline.actions)));
    }
    if let Some(money) = &deadline.at_stake {
        lines.push(line(desk.t(i18n::AT_STAKE), money.to_string()));
    }
    let warnings: Vec<_> = deadline
        .findings
        .iter()
        .map(|finding| warning(desk.w(finding)))
        .chain(disagreement(desk, deadline))
        .collect();
    (dl().child(lines), warnings, origin(desk, deadline), derivation(desk, deadline))
}

/// What may be done now, each way with what it costs.
fn ways(desk: Desk, ways: &[Step]) -> View {
    let items: Vec<_> = ways
        .iter()
        .map(|way| {
            let cost = way.cost.words().map(|cost| span().class("cost").child(desk.w(&cost)));
            let final_ = way.confirm.then(|| span().class("cost").child(desk.t(i18n::NO_WAY_BACK)));
            li().child((desk.w(&way.act), cost, final_))
        })
        .collect();
    ul().class("ways").child(items).into_view()
}

/// One clock in one line, for the rows of a list.
pub fn row(desk: Desk, key: String, deadline: Deadline) -> View {
    li().class("clock-row")
        .child((
            span().class("clock-row-act").child((span().class("id").child(key), desk.w(&deadline.act))),
            head(desk, &deadline),
        ))
        .into_view()
}

/// State, time left and whose turn it is, in one line.
pub fn head(desk: Desk, deadline: &Deadline) -> View {
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
        .into_view()
}

fn times(desk: Desk, deadline: &Deadline) -> Vec<View> {
    let Some(due) = deadline.due else { return Vec::new() };
    let language = desk.language.get();
    // A bare date ends at a minute of the agent's own day, so there the minute must be told. Seconds help nobody.
    let printed = if deadline.precision == Precision::Day { Precision::Day } else { Precision::Minute };
    let portal = TimeZone::get(&deadline.zone).unwrap_or(TimeZone::UTC);
    vec![
        line(desk.t(i18n::PORTAL_TIME), clock::moment(due, &portal, printed, language)),
        line(desk.t(i18n::YOUR_TIME), clock::moment(due, &desk.zone(), Precision::Minute, language)),
    ]
}

fn disagreement(desk: Desk, deadline: &Deadline) -> Option<View> {
    let words = deadline.disagreement.as_ref()?;
    Some(warning(desk.w(words)))
}

/// How sure the figure is and on what it rests; further sources stand in the fold below.
fn origin(desk: Desk, deadline: &Deadline) -> View {
    let note = deadline.note.as_ref().map(|note| p().child(desk.w(note)));
    let certainty = desk.t(i18n::certainty(deadline.certainty));
    let first = &deadline.grounds[..deadline.grounds.len().min(1)];
    div().class("origin").child((p().child(certainty), grounds(desk, first), note)).into_view()
}

/// Sources, each with its address, confidence and date.
pub fn grounds(desk: Desk, grounds: &[Ground]) -> View {
    let items: Vec<_> = grounds
        .iter()
        .map(|ground| {
            let checked = i18n::SOURCE_CHECKED.with(desk.language.get(), &[("date", &ground.checked)]);
            let confidence = i18n::confidence(&ground.confidence).map(|phrase| desk.t(phrase).to_owned());
            let facts: Vec<_> = confidence.into_iter().chain([checked]).collect();
            li().child((
                source(ground),
                span().class("source-facts").child(facts.join(desk.t(i18n::SEPARATOR))),
            ))
        })
        .collect();
    ul().class("grounds").child(items).into_view()
}

/// A source by its title, leading to its address where it has one that a browser can open.
fn source(ground: &Ground) -> View {
    let openable =
        ground.url.contains('.') && !ground.url.contains(char::is_whitespace) && !ground.url.contains(':');
    if !openable {
        return span().class("source").child(ground.title.clone()).into_view();
    }
    a().class("source")
        .attr("href", format!("https://{}", ground.url))
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .child(ground.title.clone())
        .into_view()
}

fn derivation(desk: Desk, deadline: &Deadline) -> Option<View> {
    let more = deadline.grounds.get(1..).unwrap_or_default();
    if deadline.derivation.is_empty() && deadline.conflicts.is_empty() && more.is_empty() {
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
                grounds(desk, more),
            ))
            .into_view(),
    )
}

/// One line of a definition list.
pub fn line(name: &'static str, value: impl IntoView) -> View {
    div().class("line").child((dt().child(name), dd().child(value.into_view()))).into_view()
}

/// A line that must not be overlooked.
pub fn warning(text: String) -> View {
    p().class("warning").child((shape(marks::WARNING), span().child(text))).into_view()
}
