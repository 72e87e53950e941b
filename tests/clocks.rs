//! The laws of the clocks, on random inputs.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use dueline::advice::History;
use dueline::deadlines::{
    Certainty, Deadline, Situation, deadlines, is_business_day, nth_business_day, state_at, state_steps,
};
use dueline::model::{Case, CaseKind, CasePhase, Field, Moment, Order, Precision, Shape};
use dueline::packs::Packs;
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
