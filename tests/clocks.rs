//! The laws of the clocks, on random inputs.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use dueline::advice::History;
use dueline::deadlines::{
    Certainty, Deadline, Place, Question, Situation, deadlines, dry_run, is_business_day, nth_business_day,
    state_at, state_steps,
};
use dueline::model::{Case, CaseKind, CasePhase, Field, Moment, Order, Precision, Shape};
use dueline::packs::Packs;
use dueline::packs::format::{Rule, RulePack, Unit};
use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;
use std::sync::LazyLock;

static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::shipped().unwrap());

fn moment(at: Timestamp, precision: Precision) -> Field<Moment> {
    let zone = "America/Los_Angeles".to_owned();
    let value = Moment { at, precision, zone, zone_printed: false, shape: Shape::Date };
    Field::Read { value, text: at.to_string(), strategy: 0 }
}

fn dispute(opened: Option<Timestamp>, printed: Option<(Timestamp, Precision)>, now: Timestamp) -> Deadline {
    let mut case = Case {
        kind: Field::Derived { value: CaseKind::Dispute, from: "test".to_owned() },
        phase: Field::Derived { value: CasePhase::AwaitingSeller, from: "test".to_owned() },
        ..Case::default()
    };
    if let Some(at) = opened {
        case.opened_at = moment(at, Precision::Minute);
    }
    if let Some((at, precision)) = printed {
        case.respond_by = moment(at, precision);
    }
    let order = Order::default();
    let situation = Situation {
        portal: "aliexpress",
        site: "aliexpress",
        page: "dispute-detail",
        zone: "America/Los_Angeles",
        zone_known: true,
        order: &order,
        case: &case,
        thread: &[],
        topics: &[],
    };
    let clocks = deadlines(&PACKS, &situation, &History::default(), now);
    let response = clocks.into_iter().find(|clock| clock.rule == "ae-dispute-seller-response");
    response.expect("a dispute that waits for the seller has a response clock")
}

fn any_instant() -> impl Strategy<Value = Timestamp> {
    // 2025 to 2028, the years of the calendars.
    (1_735_689_600_i64..1_830_000_000).prop_map(|second| Timestamp::from_second(second).unwrap())
}

proptest! {
    #[test]
    fn a_later_trigger_never_gives_an_earlier_end(one in any_instant(), two in any_instant()) {
        let (early, late) = if one <= two { (one, two) } else { (two, one) };
        let now = late;
        prop_assert!(dispute(Some(early), None, now).due <= dispute(Some(late), None, now).due);
    }

    #[test]
    fn five_calendar_days_are_five_times_twenty_four_hours(opened in any_instant()) {
        let clock = dispute(Some(opened), None, opened);
        prop_assert_eq!(clock.due, Some(opened + SignedDuration::from_hours(120)));
        prop_assert_eq!(clock.certainty, Certainty::Estimate);
    }

    #[test]
    fn a_printed_clock_to_the_minute_is_never_overruled(opened in any_instant(), printed in any_instant()) {
        let clock = dispute(Some(opened), Some((printed, Precision::Minute)), opened);
        prop_assert_eq!(clock.due, Some(printed));
        prop_assert_eq!(clock.certainty, Certainty::Printed);
        let apart = printed.duration_since(opened + SignedDuration::from_hours(120)).abs();
        prop_assert_eq!(clock.disagreement.is_some(), apart > SignedDuration::from_mins(4));
    }

    #[test]
    fn of_a_coarse_printed_clock_and_a_computed_one_the_earlier_counts(opened in any_instant(), printed in any_instant()) {
        let day = printed.to_zoned(TimeZone::get("America/Los_Angeles").unwrap()).start_of_day().unwrap().timestamp();
        let clock = dispute(Some(opened), Some((day, Precision::Day)), opened);
        let computed = opened + SignedDuration::from_hours(120);
        let due = clock.due.unwrap();
        prop_assert!(due <= clock.printed.as_ref().unwrap().latest());
        if clock.disagreement.is_some() {
            prop_assert_eq!(due, computed.min(clock.printed.as_ref().unwrap().latest()));
        }
    }

    #[test]
    fn business_days_never_land_on_a_closed_day(start in 0_i32..1_300, count in 1_u32..30) {
        let calendar = PACKS.calendar("us-federal").unwrap();
        let from = date(2025, 1, 1).checked_add(start.days()).unwrap();
        if let Ok(day) = nth_business_day(calendar, from, count) {
            prop_assert!(is_business_day(calendar, day));
            let mut between = from;
            let mut counted = 0;
            while between < day {
                between = between.tomorrow().unwrap();
                counted += u32::from(is_business_day(calendar, between));
            }
            prop_assert_eq!(counted, count);
        }
    }

    #[test]
    fn states_only_ever_get_more_pressing(opened in any_instant(), hours in 0_i64..400) {
        let clock = dispute(Some(opened), None, opened);
        let steps = state_steps(&clock);
        prop_assert!(steps.is_sorted_by(|one, two| one.0 <= two.0 && one.1 < two.1));
        let now = opened + SignedDuration::from_hours(hours);
        let later = now + SignedDuration::from_hours(1);
        prop_assert!(state_at(&clock, now) <= state_at(&clock, later));
    }
}

/// Every rule that has a length, with its platform and a site where it holds.
static RULES: LazyLock<Vec<(String, String, Rule)>> = LazyLock::new(|| {
    let with_length = |pack: &'static RulePack| {
        let timed = pack.rules.iter().filter(|rule| rule.duration.is_some() && !rule.trigger.is_empty());
        timed.map(|rule| {
            let site = rule.when.site.first().cloned().unwrap_or_default();
            (pack.platform.clone(), site, rule.clone())
        })
    };
    PACKS.rule_packs().iter().flat_map(with_length).collect()
});

fn any_rule() -> impl Strategy<Value = usize> {
    0..RULES.len()
}

/// The clock of a rule that began at `trigger`.
fn run(rule: usize, trigger: Timestamp) -> Deadline {
    let (platform, site, rule) = &RULES[rule];
    dry_run(&PACKS, Place::of(platform, site), &rule.id, Some(trigger), None, trigger).unwrap()
}

proptest! {
    #[test]
    fn of_every_rule_a_later_trigger_never_gives_an_earlier_end(
        rule in any_rule(), one in any_instant(), two in any_instant()
    ) {
        let (early, late) = if one <= two { (one, two) } else { (two, one) };
        if let (Some(early), Some(late)) = (run(rule, early).due, run(rule, late).due) {
            prop_assert!(early <= late, "{}", RULES[rule].2.id);
        }
    }

    #[test]
    fn of_every_rule_the_end_lies_behind_the_trigger_and_the_derivation_says_it(
        rule in any_rule(), trigger in any_instant()
    ) {
        let clock = run(rule, trigger);
        let id = &RULES[rule].2.id;
        let Some(due) = clock.due else {
            // No figure is given for one of two reasons, and both are said.
            prop_assert!(!clock.findings.is_empty(), "{id}");
            return Ok(());
        };
        prop_assert!(due >= trigger, "{id}: {due} lies before {trigger}");
        let zone = TimeZone::get(&clock.zone).unwrap();
        let said = due.to_zoned(zone).strftime("%Y-%m-%d %H:%M %Z").to_string();
        prop_assert!(clock.derivation.len() >= 2, "{id}");
        prop_assert!(clock.derivation.last().unwrap().en.ends_with(&said), "{id}: {:?} does not end in {said}", clock.derivation);
    }

    #[test]
    fn business_days_of_every_rule_end_on_an_open_day(rule in any_rule(), trigger in any_instant()) {
        let duration = RULES[rule].2.duration.as_ref().unwrap();
        let clock = run(rule, trigger);
        if let (Unit::BusinessDays | Unit::BusinessHours, Some(due)) = (duration.unit, clock.computed) {
            let calendar = PACKS.calendar(duration.calendar.as_deref().unwrap()).unwrap();
            let day = due.to_zoned(TimeZone::get(&clock.zone).unwrap());
            // Business hours may end at the midnight that closes an open day.
            let day = if day.time() == jiff::civil::Time::midnight() { day.yesterday().unwrap() } else { day };
            prop_assert!(is_business_day(calendar, day.date()), "{}: {day}", RULES[rule].2.id);
        }
    }

    #[test]
    fn a_stop_after_the_trigger_ends_the_clock_and_one_before_does_not(
        trigger in any_instant(), apart in 1_i64..500_000
    ) {
        let stop = trigger + SignedDuration::from_secs(apart);
        let at = |answered: Timestamp| Question {
            platform: "aliexpress".to_owned(),
            now: (stop + SignedDuration::from_secs(1)).to_string(),
            fields: [
                ("kind", "dispute".to_owned()),
                ("phase", "awaiting-seller".to_owned()),
                ("opened_at", (trigger - SignedDuration::from_hours(900)).to_string()),
                ("modified_at", trigger.to_string()),
                ("answered_at", answered.to_string()),
            ]
            .map(|(name, value)| (name.to_owned(), value))
            .into(),
            ..Question::default()
        };
        let clock = |question: Question| {
            let clocks = question.answer(&PACKS).unwrap();
            clocks.into_iter().find(|clock| clock.rule == "ae-dispute-seller-response").unwrap()
        };
        prop_assert!(clock(at(stop)).stopped.is_some());
        let before = clock(at(trigger - SignedDuration::from_secs(apart)));
        prop_assert!(before.stopped.is_none() && before.due.is_some());
    }
}

#[test]
fn a_trigger_in_the_future_gives_a_finding_and_no_figure() {
    let now: Timestamp = "2026-11-21T10:00:00Z".parse().unwrap();
    let clock = dispute(Some(now + SignedDuration::from_hours(48)), None, now);
    assert_eq!((clock.due, clock.certainty), (None, Certainty::Unknown));
    assert!(clock.findings[0].en.contains("future"), "{:?}", clock.findings);
}

#[test]
fn without_a_trigger_the_clock_says_what_it_lacks() {
    let now: Timestamp = "2026-11-21T10:00:00Z".parse().unwrap();
    let clock = dispute(None, None, now);
    assert_eq!((clock.due, clock.certainty), (None, Certainty::Unknown));
    assert!(clock.findings[0].en.contains("when the clock began"), "{:?}", clock.findings);
}

#[test]
fn summer_time_neither_adds_nor_takes_an_hour() {
    // Opened three days before the clocks go forward in the portal's zone.
    let opened: Timestamp = "2027-03-11T18:30:00-08:00".parse().unwrap();
    let clock = dispute(Some(opened), None, opened);
    assert_eq!(clock.due.unwrap().to_string(), "2027-03-17T02:30:00Z");
    assert!(
        clock.derivation.iter().any(|step| step.en.contains("2027-03-16 19:30 PDT")),
        "{:?}",
        clock.derivation
    );
}

#[test]
fn a_year_outside_the_calendar_is_said() {
    let calendar = PACKS.calendar("us-federal").unwrap();
    let error = nth_business_day(calendar, date(2030, 1, 1), 3).unwrap_err();
    assert!(error.to_string().contains("extend it"), "{error}");
}
