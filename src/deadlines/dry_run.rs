//! One rule alone, its condition taken as met: what its clock would say if it began then.
//!
//! The rules view asks this before a shop relies on a rule, and every example of a rule pack is run by it.

use super::{Deadline, QuestionError, Situation, engine};
use crate::advice::History;
use crate::model::{Author, Case, Field, Message, Moment, Order, Precision, Shape};
use crate::packs::Packs;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Where a rule is tried.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The platform of the rule.
    pub platform: &'a str,
    /// The site's id; empty where the platform has but one.
    pub site: &'a str,
    /// The zone of its pages, where it is not the one that the packs give.
    pub zone: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// A site in the zone that the packs give.
    pub fn of(platform: &'a str, site: &'a str) -> Self {
        Self { platform, site, zone: None }
    }
}

/// The clock of one rule that began at `trigger`, on a page that prints the end `printed`. The trigger is
/// taken as the first of the rule's own.
///
/// # Errors
/// [`QuestionError`] where there is no such platform, site or rule.
pub fn dry_run(
    packs: &Packs,
    place: Place<'_>,
    rule_id: &str,
    trigger: Option<Timestamp>,
    printed: Option<Timestamp>,
    now: Timestamp,
) -> Result<Deadline, QuestionError> {
    let mut given = BTreeMap::new();
    if let Some(rule) = packs.rules(place.platform).find(|rule| rule.id == rule_id) {
        let pairs = [(rule.trigger.first(), trigger), (rule.printed.as_ref(), printed)];
        given.extend(pairs.into_iter().filter_map(|(name, at)| Some((name?.clone(), at?))));
    }
    run_rule(packs, place, rule_id, &given, now)
}

/// The clock of one rule where the page tells the times in `given` (field → instant).
///
/// # Errors
/// [`QuestionError`] where there is no such platform, site, rule or field.
pub fn run_rule(
    packs: &Packs,
    place: Place<'_>,
    rule_id: &str,
    given: &BTreeMap<String, Timestamp>,
    now: Timestamp,
) -> Result<Deadline, QuestionError> {
    let Place { platform, site, zone } = place;
    let (site_zone, known) =
        packs.site_zone(platform, site).ok_or_else(|| QuestionError::place(packs, platform, site))?;
    let (zone, zone_known) = (zone.unwrap_or(site_zone), known || zone.is_some());
    let rule = packs.rules(platform).find(|rule| rule.id == rule_id);
    let rule = rule.ok_or_else(|| QuestionError::Rule(rule_id.to_owned()))?;
    let mut order = Order::default();
    let mut case = Case::default();
    let mut thread = Vec::new();
    for (name, at) in given {
        let moment = Moment {
            at: *at,
            precision: Precision::Minute,
            zone: zone.to_owned(),
            zone_printed: false,
            shape: Shape::Date,
        };
        let field = Field::Read { value: moment, text: at.to_string(), strategy: 0 };
        if name == "unanswered_message" {
            thread.push(Message { author: Author::Buyer, at: field, text: String::new(), cut: false });
            continue;
        }
        let place = order.moment_mut(name).or_else(|| case.moment_mut(name));
        *place.ok_or_else(|| QuestionError::Field(name.clone()))? = field;
    }
    let situation = Situation {
        portal: platform,
        site,
        page: "",
        zone,
        zone_known,
        order: &order,
        case: &case,
        topics: &[],
        thread: &thread,
    };
    Ok(engine::clock(packs, rule, &situation, &History::default(), now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deadlines::Certainty;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_rule_runs_without_its_condition() {
        let packs = Packs::shipped().unwrap();
        let run = |trigger, printed| {
            let rule = "ae-dispute-seller-response";
            dry_run(&packs, Place::of("aliexpress", ""), rule, trigger, printed, at("2026-11-21T10:00:00Z"))
                .unwrap()
        };
        let clock = run(Some(at("2026-11-20T08:00:00Z")), None);
        assert_eq!(clock.due, Some(at("2026-11-25T08:00:00Z")));
        assert_eq!(clock.certainty, Certainty::Estimate);
        assert_eq!(clock.derivation.len(), 2);
        let printed = run(Some(at("2026-11-20T08:00:00Z")), Some(at("2026-11-24T08:00:00Z")));
        assert_eq!((printed.due, printed.certainty), (Some(at("2026-11-24T08:00:00Z")), Certainty::Printed));
        assert!(printed.disagreement.is_some());
        assert_eq!(run(None, None).due, None);
    }

    #[test]
    fn the_agents_own_zone_counts() {
        let packs = Packs::shipped().unwrap();
        let run = |zone| {
            let place = Place { zone, ..Place::of("ebay", "ebay.com") };
            let began = at("2026-11-16T20:00:00Z");
            dry_run(&packs, place, "eb-return-response", Some(began), None, began).unwrap().due
        };
        assert_eq!(run(Some("America/Los_Angeles")), run(None));
        assert_eq!(run(None), Some(at("2026-11-20T07:59:59Z")));
        assert_eq!(run(Some("Europe/Berlin")), Some(at("2026-11-19T22:59:59Z")));
    }

    #[test]
    fn a_place_or_rule_that_is_not_there_is_an_error() {
        let packs = Packs::shipped().unwrap();
        let run =
            |site, rule| dry_run(&packs, Place::of("ebay", site), rule, None, None, Timestamp::UNIX_EPOCH);
        assert!(matches!(run("ebay.mars", "eb-handling"), Err(QuestionError::Place { .. })));
        assert!(matches!(run("ebay.com", "no-such-rule"), Err(QuestionError::Rule(_))));
    }
}
