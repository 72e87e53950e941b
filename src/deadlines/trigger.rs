//! When a clock began, whether it still runs, and what contradicts itself.

use super::{Situation, say};
use crate::advice::{History, Origin};
use crate::model::{Field, Missing, Moment, Precision, Shape, Words, field_label};
use crate::packs::format::Rule;
use crate::portal::printed::tolerance;
use jiff::Timestamp;

/// Events of which the second cannot lie before the first.
const ORDER: [(&str, &str); 15] = [
    ("placed_at", "paid_at"),
    ("placed_at", "shipped_at"),
    ("placed_at", "opened_at"),
    ("shipped_at", "delivered_at"),
    ("delivered_at", "completed_at"),
    ("opened_at", "modified_at"),
    ("opened_at", "answered_at"),
    ("opened_at", "info_requested_at"),
    ("opened_at", "escalated_at"),
    ("opened_at", "closed_at"),
    ("opened_at", "agreed_at"),
    ("agreed_at", "return_shipped_at"),
    ("agreed_at", "return_received_at"),
    ("return_shipped_at", "return_received_at"),
    ("return_received_at", "refunded_at"),
];

/// One event with where it is known from.
#[derive(Debug, Clone)]
pub(super) struct Event {
    pub name: String,
    pub moment: Moment,
    pub origin: Option<Origin>,
}

impl Event {
    /// Whether it is a date that was set for the future, such as the latest moment to ship.
    fn planned(&self) -> bool {
        self.name.ends_with("_by")
    }

    /// The event as a line of a derivation.
    pub fn words(&self) -> Words {
        let label = field_label(&self.name);
        let at = say(self.moment.at, &self.moment.zone);
        let (en, zh) = match self.origin {
            None => ("", ""),
            Some(Origin::Earlier) => (" (from an earlier page)", "（来自之前的页面）"),
            Some(Origin::Agent) => (" (given by you)", "（由您填写）"),
        };
        Words::new(format!("{}: {at}{en}", label.en), format!("{}：{at}{zh}", label.zh))
    }
}

/// What the events of a case say about one rule.
pub(super) enum Start {
    /// It runs since this event.
    Runs(Event),
    /// It ran, and this event ended it.
    Stopped(Event, Event),
    /// Nothing tells when it began.
    Unknown,
    /// What tells when it began cannot be true.
    Doubtful(Words),
}

/// Finds the latest trigger of a rule and whether something ended it since.
pub(super) fn start(rule: &Rule, situation: &Situation<'_>, history: &History, now: Timestamp) -> Start {
    let event = |name: &String| event(name, situation, history);
    let triggers: Vec<Event> = rule.trigger.iter().filter_map(event).collect();
    let stops: Vec<Event> = rule.stop.iter().filter_map(event).collect();
    if let Some(words) = unreadable(rule, situation, triggers.is_empty()) {
        return Start::Doubtful(words);
    }
    let known = triggers.iter().chain(&stops);
    let too_early =
        |event: &&Event| !event.planned() && event.moment.at > now + tolerance(event.moment.precision);
    if let Some(ahead) = known.clone().find(too_early) {
        return Start::Doubtful(in_future(ahead));
    }
    if let Some(words) = known.clone().find_map(|event| contradiction(event, situation, history)) {
        return Start::Doubtful(words);
    }
    let Some(trigger) = triggers.into_iter().max_by_key(|event| event.moment.at) else {
        return Start::Unknown;
    };
    match stops.into_iter().max_by_key(|event| event.moment.at) {
        Some(stop) if stop.moment.latest() >= trigger.moment.at => Start::Stopped(trigger, stop),
        _ => Start::Runs(trigger),
    }
}

/// An event from the page; where the page does not show it, from the agent or an earlier reading.
fn event(name: &str, situation: &Situation<'_>, history: &History) -> Option<Event> {
    if let Some(moment) = situation.moment(name) {
        return Some(Event { name: name.to_owned(), moment: moment.clone(), origin: None });
    }
    let known = history.triggers.get(name)?;
    let moment = Moment {
        at: known.at,
        precision: Precision::Minute,
        zone: situation.zone.to_owned(),
        zone_printed: false,
        shape: Shape::Date,
    };
    Some(Event { name: name.to_owned(), moment, origin: Some(known.from) })
}

/// A trigger that stands on the page in words that are no time, where no other trigger is known.
fn unreadable(rule: &Rule, situation: &Situation<'_>, alone: bool) -> Option<Words> {
    let found =
        rule.trigger.iter().filter(|_| alone).find_map(|name| match situation.moment_field(name)? {
            Field::NotFound { reason: Missing::Unreadable { text } } => Some((name, text)),
            _ => None,
        });
    let (name, text) = found?;
    let label = field_label(name);
    Some(Words::new(
        format!("{} reads “{text}”, which is no date that exists; look at the page", label.en),
        format!("{}显示为“{text}”，不是有效日期，请核对页面", label.zh),
    ))
}

fn in_future(event: &Event) -> Words {
    let label = field_label(&event.name);
    let at = say(event.moment.at, &event.moment.zone);
    Words::new(
        format!(
            "{} ({at}) lies in the future: check the clock of this machine and the zone of the portal",
            label.en
        ),
        format!("{}（{at}）在将来：请检查本机时钟和平台时区", label.zh),
    )
}

/// An event that cannot be true beside another one of the same case.
fn contradiction(one: &Event, situation: &Situation<'_>, history: &History) -> Option<Words> {
    ORDER.iter().filter(|(first, second)| one.name == *first || one.name == *second).find_map(
        |(first, second)| {
            let early = event(first, situation, history)?;
            let late = event(second, situation, history)?;
            let slack = tolerance(early.moment.precision).max(tolerance(late.moment.precision));
            if late.moment.latest() + slack >= early.moment.at {
                return None;
            }
            let (before, after) = (field_label(second), field_label(first));
            Some(Words::new(
                format!(
                    "{} ({}) lies before {} ({}): these cannot both be right, so nothing is computed",
                    before.en,
                    say(late.moment.at, &late.moment.zone),
                    after.en,
                    say(early.moment.at, &early.moment.zone)
                ),
                format!(
                    "{}（{}）早于{}（{}）：两者不可能同时正确，因此不计算",
                    before.zh,
                    say(late.moment.at, &late.moment.zone),
                    after.zh,
                    say(early.moment.at, &early.moment.zone)
                ),
            ))
        },
    )
}
