//! A deadline on a screen: what must be done, how long is left, what happens at zero, and on what
//! all of that rests.

use super::begin::begin;
use super::clock;
use super::desk::Desk;
use super::i18n;
use super::marks;
use crate::advice::{Awake, BuyerPlace, Ground, HouseTarget};
use crate::deadlines::{Certainty, Deadline, Step, state_at};
use crate::model::{Party, Precision};
use crate::ui::view::{IntoView, View, a, dd, details, div, dl, dt, h3, li, ol, p, shape, span, summary, ul};
use jiff::tz::TimeZone;
use reactive_graph::computed::Memo;
use reactive_graph::prelude::*;

/// What stands around a clock.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// The tab whose case it is; nothing means the panel's own.
    pub tab: Option<i32>,
    /// Where the buyer lives.
    pub buyer: Option<BuyerPlace>,
}

/// One clock with everything that is known of it.
pub fn card(desk: Desk, around: &Around, deadline: Deadline) -> View {
    let title = (h3().child(desk.w(&deadline.act)), head(desk, &deadline));
    div().class(pressing(desk, &deadline)).child((title, body(desk, around, &deadline))).into_view()
}

/// One clock in a few words; what else is known of it stands in a fold.
pub fn folded(desk: Desk, around: &Around, deadline: Deadline) -> View {
    let title = summary().child((h3().child(desk.w(&deadline.act)), head(desk, &deadline)));
    let rest = div().class("clock-body").child(body(desk, around, &deadline));
    details().class(pressing(desk, &deadline)).child((title, rest)).into_view()
}

/// The classes that give a clock the colour of its state.
fn pressing(desk: Desk, deadline: &Deadline) -> impl Fn() -> String + use<> {
    let deadline = deadline.clone();
    move || format!("clock state-{}", marks::state_name(desk.now.with(|now| state_at(&deadline, *now))))
}

fn body(desk: Desk, around: &Around, deadline: &Deadline) -> impl IntoView + use<> {
    let mut lines = times(desk, around, deadline);
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
    (
        dl().child(lines),
        warnings,
        begin(desk, around.tab, deadline),
        origin(desk, deadline),
        derivation(desk, deadline),
    )
}

/// What may be done now, each way with what it costs.
fn ways(desk: Desk, ways: &[Step]) -> View {
    let items: Vec<_> = ways
        .iter()
        .map(|way| {
            let cost = way.cost.words().map(|cost| desk.w(&cost));
            let facts: Vec<String> =
                cost.into_iter().chain(way.confirm.then(|| desk.t(i18n::NO_WAY_BACK).to_owned())).collect();
            let facts = (!facts.is_empty())
                .then(|| span().class("cost").child(format!("· {}", facts.join(desk.t(i18n::SEPARATOR)))));
            li().child((desk.w(&way.act), facts))
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

/// When it ends, in the portal's zone and in the agent's.
pub fn times(desk: Desk, around: &Around, deadline: &Deadline) -> Vec<View> {
    let Some(due) = deadline.due else { return Vec::new() };
    let language = desk.language.get();
    // A bare date ends at a minute of the agent's own day, so there the minute must be told. Seconds help nobody.
    let printed = if deadline.precision == Precision::Day { Precision::Day } else { Precision::Minute };
    let portal = TimeZone::get(&deadline.zone).unwrap_or(TimeZone::UTC);
    let mut lines = vec![
        line(desk.t(i18n::PORTAL_TIME), clock::moment(due, &portal, printed, language)),
        line(desk.t(i18n::YOUR_TIME), clock::moment(due, &desk.zone(), Precision::Minute, language)),
    ];
    if let Some(buyer) = &around.buyer {
        let due = buyer.local(due);
        let texts: Vec<String> = due
            .iter()
            .map(|at| clock::moment(at.timestamp(), at.time_zone(), Precision::Minute, language))
            .collect();
        lines.push(line(desk.t(i18n::BUYER_TIME), texts.join(desk.t(i18n::UNTIL))));
    }
    lines
}

/// The buyer's country with its time of day now, and whether people there are awake.
pub fn buyer_now(desk: Desk, place: BuyerPlace) -> View {
    let country = desk.w(&place.country);
    let now = move || {
        let now = desk.now.get();
        let times: Vec<String> = place.local(now).iter().map(|at| at.strftime("%H:%M").to_string()).collect();
        let awake = match place.awake(now) {
            Awake::Yes => i18n::AWAKE,
            Awake::Partly => i18n::PARTLY_AWAKE,
            Awake::No => i18n::ASLEEP,
        };
        let times = times.join(desk.t(i18n::UNTIL));
        i18n::BUYER_NOW
            .with(desk.language.get(), &[("country", &country), ("time", &times), ("awake", desk.t(awake))])
    };
    p().class("hint").child(now).into_view()
}

/// The shop's own targets, apart from the platform's clocks.
pub fn house(desk: Desk, targets: Vec<HouseTarget>) -> Option<View> {
    let items: Vec<_> = targets
        .into_iter()
        .map(|target| {
            let due = target.due;
            let left =
                move || clock::left(due, desk.now.get(), Precision::Minute, false, desk.language.get());
            let steps: Vec<_> = target.derivation.iter().map(|step| p().child(desk.w(step))).collect();
            li().class("clock-row").child((
                span().class("clock-row-act").child(desk.w(&target.name)),
                span().class("left").child(left),
                div().class("hint").child(steps),
            ))
        })
        .collect();
    (!items.is_empty()).then(|| ul().class("clock-rows house").child(items).into_view())
}

fn disagreement(desk: Desk, deadline: &Deadline) -> Option<View> {
    let words = deadline.disagreement.as_ref()?;
    Some(warning(desk.w(words)))
}

/// How sure the figure is and on what it rests; further sources stand in the fold below.
fn origin(desk: Desk, deadline: &Deadline) -> View {
    let note = deadline.note.as_ref().map(|note| p().child(desk.w(note)));
    let own = deadline.own && deadline.certainty == Certainty::Estimate;
    let certainty = desk.t(if own { i18n::OWN_ESTIMATE } else { i18n::certainty(deadline.certainty) });
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
                source(ground.title.clone(), &ground.url),
                span().class("source-facts").child(facts.join(desk.t(i18n::SEPARATOR))),
            ))
        })
        .collect();
    ul().class("grounds").child(items).into_view()
}

/// A source by its title, leading to its address where it has one that a browser can open.
pub fn source(title: String, url: &str) -> View {
    let openable = url.contains('.') && !url.contains(char::is_whitespace) && !url.contains(':');
    if !openable {
        return span().class("source").child(title).into_view();
    }
    a().class("source")
        .attr("href", format!("https://{url}"))
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .child(title)
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
