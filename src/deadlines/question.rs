//! A case told in plain values, without a page: what the command line and the rules view ask about.

use super::{Deadline, Situation, deadlines};
use crate::advice::{History, Known, Origin};
use crate::model::{
    Author, Case, CaseKind, CasePhase, Field, FieldVisitor, Message, Missing, Moment, Money, Order,
    OrderStatus, Precision, Shape,
};
use crate::packs::Packs;
use crate::packs::format::DateOrder;
use crate::portal::printed::{self, Clock, Direction};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A case and the moment at which it is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The platform's id, such as `ebay`.
    pub platform: String,
    /// The site's id, such as `ebay.co.uk`; empty for the platform as a whole.
    #[serde(default)]
    pub site: String,
    /// The moment of the question, RFC 3339.
    pub now: String,
    /// The IANA zone in which the page prints its times; the site's own if left out.
    #[serde(default)]
    pub zone: Option<String>,
    /// Field of order or case → its value. Times are RFC 3339, or as a page prints them; statuses, kinds
    /// and phases are keys such as `awaiting-seller`; amounts are such as `USD 25.98`.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// When the oldest buyer message without an answer came.
    #[serde(default)]
    pub unanswered_message: Option<String>,
    /// Times that the agent gives because no page tells them: field → RFC 3339.
    #[serde(default)]
    pub given: BTreeMap<String, String>,
    /// Times that an earlier page told: field → RFC 3339.
    #[serde(default)]
    pub earlier: BTreeMap<String, String>,
}

/// Why a question cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuestionError {
    /// No rule pack knows the platform or its site.
    #[error("no rules for `{platform}` at site `{site}`; there are {known}")]
    Place {
        /// The platform that was named.
        platform: String,
        /// The site that was named.
        site: String,
        /// The platforms that there are.
        known: String,
    },
    /// A time that must be exact is not.
    #[error("`{field}` is `{text}`; write it as 2026-11-21T10:00:00+08:00")]
    Time {
        /// Its field.
        field: String,
        /// What was written.
        text: String,
    },
    /// A field that neither an order nor a case has.
    #[error("`{0}` is no field of an order or a case; docs/PACKS.md lists them")]
    Field(String),
    /// No rule has this id.
    #[error("no rule `{0}` on this platform")]
    Rule(String),
}

impl QuestionError {
    /// The error for a platform or site that no pack knows.
    pub(super) fn place(packs: &Packs, platform: &str, site: &str) -> Self {
        let known: Vec<&str> = packs.rule_packs().iter().map(|pack| pack.platform.as_str()).collect();
        Self::Place { platform: platform.to_owned(), site: site.to_owned(), known: known.join(", ") }
    }
}

impl Question {
    /// Every clock of the case, those that have stopped last.
    ///
    /// # Errors
    /// [`QuestionError`] where the question itself is wrong. A value that cannot be true is no error: the
    /// clock that rests on it says so.
    pub fn answer(&self, packs: &Packs) -> Result<Vec<Deadline>, QuestionError> {
        let (site_zone, zone_known) = packs
            .site_zone(&self.platform, &self.site)
            .ok_or_else(|| QuestionError::place(packs, &self.platform, &self.site))?;
        let zone = self.zone.as_deref().unwrap_or(site_zone);
        let now = exactly("now", &self.now)?;
        if let Some(name) = self.fields.keys().find(|name| !is_field(name)) {
            return Err(QuestionError::Field(name.clone()));
        }
        let clock = Clock { taken: now, zone: zone.to_owned(), dates: DateOrder::Ymd };
        let mut filler = Filler { values: &self.fields, clock: &clock };
        let (mut order, mut case) = (Order::default(), Case::default());
        order.visit(&mut filler);
        case.visit(&mut filler);
        let thread: Vec<Message> = self
            .unanswered_message
            .iter()
            .map(|text| {
                let at = read(text, |text| time(text, &clock, Direction::Past));
                Message { author: Author::Buyer, at, text: String::new(), cut: false }
            })
            .collect();
        let mut history = History::default();
        for (times, from) in [(&self.earlier, Origin::Earlier), (&self.given, Origin::Agent)] {
            for (name, text) in times {
                history.triggers.insert(name.clone(), Known { at: exactly(name, text)?, from });
            }
        }
        let situation = Situation {
            portal: &self.platform,
            site: &self.site,
            page: "",
            zone,
            zone_known,
            order: &order,
            case: &case,
            topics: &[],
            thread: &thread,
        };
        Ok(deadlines(packs, &situation, &history, now))
    }
}

fn is_field(name: &str) -> bool {
    Order::FIELDS.contains(&name) || Case::FIELDS.contains(&name)
}

fn exactly(field: &str, text: &str) -> Result<Timestamp, QuestionError> {
    text.parse().map_err(|_| QuestionError::Time { field: field.to_owned(), text: text.to_owned() })
}

/// An exact time, or one as a page prints it.
fn time(text: &str, clock: &Clock, direction: Direction) -> Option<Moment> {
    match text.parse::<Timestamp>() {
        Ok(at) => Some(Moment {
            at,
            precision: Precision::Minute,
            zone: clock.zone.clone(),
            zone_printed: false,
            shape: Shape::Date,
        }),
        Err(_) => printed::moment(text, clock, direction),
    }
}

fn read<T>(text: &str, parse: impl Fn(&str) -> Option<T>) -> Field<T> {
    match parse(text) {
        Some(value) => Field::Read { value, text: text.to_owned(), strategy: 0 },
        None => Field::NotFound { reason: Missing::Unreadable { text: text.to_owned() } },
    }
}

struct Filler<'a> {
    values: &'a BTreeMap<String, String>,
    clock: &'a Clock,
}

impl Filler<'_> {
    fn fill<T>(&self, name: &str, field: &mut Field<T>, parse: impl Fn(&str) -> Option<T>) {
        if let Some(text) = self.values.get(name) {
            *field = read(text, parse);
        }
    }
}

fn keyed<K: Copy>(text: &str, all: &[K], key: impl Fn(K) -> &'static str) -> Option<K> {
    all.iter().copied().find(|word| key(*word) == text)
}

impl FieldVisitor for Filler<'_> {
    fn text(&mut self, name: &'static str, field: &mut Field<String>) {
        self.fill(name, field, |text| Some(text.to_owned()));
    }

    fn count(&mut self, name: &'static str, field: &mut Field<u32>) {
        self.fill(name, field, |text| text.parse().ok());
    }

    fn moment(&mut self, name: &'static str, field: &mut Field<Moment>) {
        let direction =
            if name.ends_with("_by") || name == "extended_to" { Direction::Future } else { Direction::Past };
        self.fill(name, field, |text| time(text, self.clock, direction));
    }

    fn money(&mut self, name: &'static str, field: &mut Field<Money>) {
        self.fill(name, field, |text| printed::money(text, ""));
    }

    fn status(&mut self, name: &'static str, field: &mut Field<OrderStatus>) {
        self.fill(name, field, |text| keyed(text, OrderStatus::ALL, OrderStatus::key));
    }

    fn kind(&mut self, name: &'static str, field: &mut Field<CaseKind>) {
        self.fill(name, field, |text| keyed(text, CaseKind::ALL, CaseKind::key));
    }

    fn phase(&mut self, name: &'static str, field: &mut Field<CasePhase>) {
        self.fill(name, field, |text| keyed(text, CasePhase::ALL, CasePhase::key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(fields: &[(&str, &str)]) -> Vec<Deadline> {
        let question = Question {
            platform: "aliexpress".to_owned(),
            now: "2026-11-21T10:00:00Z".to_owned(),
            fields: fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
            ..Question::default()
        };
        question.answer(&Packs::shipped().unwrap()).unwrap()
    }

    const WAITING: [(&str, &str); 2] = [("kind", "dispute"), ("phase", "awaiting-seller")];

    fn answer_clock(more: &[(&str, &str)]) -> Deadline {
        let clocks = ask(&[&WAITING, more].concat());
        clocks.into_iter().find(|clock| clock.rule == "ae-dispute-seller-response").unwrap()
    }

    #[test]
    fn every_step_of_the_derivation_is_told() {
        let clock = answer_clock(&[("opened_at", "2026-11-20 20:25"), ("amount", "USD 25.98")]);
        assert_eq!(clock.due.unwrap().to_string(), "2026-11-26T04:25:00Z");
        assert_eq!(clock.derivation.len(), 2, "{:#?}", clock.derivation);
        assert_eq!(clock.at_stake.unwrap().to_string(), "USD 25.98");
    }

    #[test]
    fn an_answer_stops_the_clock_and_a_change_by_the_buyer_starts_it_again() {
        let stopped =
            answer_clock(&[("opened_at", "2026-11-17T08:00:00Z"), ("answered_at", "2026-11-18T08:00:00Z")]);
        assert!(stopped.stopped.is_some());
        let again = answer_clock(&[
            ("opened_at", "2026-11-17T08:00:00Z"),
            ("answered_at", "2026-11-18T08:00:00Z"),
            ("modified_at", "2026-11-19T08:00:00Z"),
        ]);
        assert!(again.stopped.is_none());
        assert_eq!(again.due.unwrap().to_string(), "2026-11-24T08:00:00Z");
    }

    #[test]
    fn what_cannot_be_true_gives_a_finding_and_no_figure() {
        for (what, fields) in [
            ("in the future", [("opened_at", "2026-12-24T08:00:00Z"), ("kind", "dispute")]),
            (
                "contradiction",
                [("opened_at", "2026-11-17T08:00:00Z"), ("modified_at", "2026-11-10T08:00:00Z")],
            ),
            ("no such date", [("opened_at", "2026-02-30 10:00"), ("kind", "dispute")]),
        ] {
            let clock = answer_clock(&fields);
            assert_eq!(clock.due, None, "{what}");
            assert_eq!(clock.findings.len(), 1, "{what}: {:#?}", clock.findings);
        }
    }

    #[test]
    fn a_zone_that_does_not_exist_gives_a_finding_and_no_figure() {
        let question = Question {
            platform: "aliexpress".to_owned(),
            now: "2026-11-21T10:00:00Z".to_owned(),
            zone: Some("Nowhere/City".to_owned()),
            fields: WAITING
                .iter()
                .chain(&[("opened_at", "2026-11-20T08:00:00Z")])
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                .collect(),
            ..Question::default()
        };
        let clocks = question.answer(&Packs::shipped().unwrap()).unwrap();
        assert_eq!(clocks[0].due, None);
        assert!(clocks[0].findings[0].en.contains("Nowhere/City"));
    }

    #[test]
    fn the_agent_may_give_what_no_page_tells() {
        let question = Question {
            platform: "aliexpress".to_owned(),
            now: "2026-11-21T10:00:00Z".to_owned(),
            fields: WAITING.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
            given: [("opened_at".to_owned(), "2026-11-20T08:00:00Z".to_owned())].into(),
            ..Question::default()
        };
        let clocks = question.answer(&Packs::shipped().unwrap()).unwrap();
        assert_eq!(clocks[0].due.unwrap().to_string(), "2026-11-25T08:00:00Z");
        assert!(clocks[0].derivation[0].en.contains("given by you"));
    }

    #[test]
    fn a_wrong_question_is_an_error_that_says_what_to_do() {
        let packs = Packs::shipped().unwrap();
        let question =
            Question { platform: "nowhere".to_owned(), now: "x".to_owned(), ..Question::default() };
        assert!(question.answer(&packs).unwrap_err().to_string().contains("aliexpress"));
        let question =
            Question { platform: "ebay".to_owned(), now: "yesterday".to_owned(), ..Question::default() };
        assert!(question.answer(&packs).unwrap_err().to_string().contains("write it as"));
    }
}
