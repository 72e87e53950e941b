//! Clocks through the life of a case: what starts each of them, what ends it, and what is said where
//! nothing can be said. The moments that are expected are worked out here and not by the library.

use e2e::browser::workspace;
use e2e::stage::{AGENT_ZONE, nearly_at};
use e2e::{DrawnBadge, Result, Stage, ensure, suite};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

const PACIFIC: &str = "America/Los_Angeles";

fn hours_ago(hours: i64) -> Timestamp {
    Timestamp::now() - SignedDuration::from_hours(hours)
}

fn days_after(at: Timestamp, days: i64) -> Timestamp {
    at + SignedDuration::from_hours(24 * days)
}

/// Opens a scene as if its case had never been seen, and returns the badge that its page's own case has.
async fn badge_of(stage: &Stage, scene: &str, knobs: &str) -> Result<Option<DrawnBadge>> {
    stage.page().await?.goto("about:blank").await?;
    stage.forget_cases().await?;
    Ok(stage.open_with(scene, knobs).await?.own().cloned())
}

/// As [`badge_of`], where there must be a badge of this rule.
async fn badge(stage: &Stage, scene: &str, knobs: &str, rule: &str) -> Result<DrawnBadge> {
    let badge = badge_of(stage, scene, knobs).await?;
    let badge = badge.unwrap_or_else(|| panic!("{scene} [{knobs}] has no badge"));
    assert_eq!(badge.id, rule, "{scene} [{knobs}]: {badge:#?}");
    Ok(badge)
}

/// The badge says who acts and in which state the clock is.
#[track_caller]
fn turn(badge: &DrawnBadge, who: &str, states: &[&str]) {
    assert_eq!(badge.says("Who acts"), who, "{badge:#?}");
    assert!(states.contains(&badge.state.as_str()), "{badge:#?}");
    assert!(!badge.word.is_empty() && badge.title.contains(&badge.word), "{badge:#?}");
}

/// The badge counts to this moment, by the rule alone, and says so in the portal's zone and in the agent's.
#[track_caller]
fn computed(badge: &DrawnBadge, due: Timestamp) {
    assert!(badge.says("Figure").starts_with("computed"), "{badge:#?}");
    nearly_at(badge.says("Due, portal time"), due, PACIFIC);
    nearly_at(badge.says("Due, your time"), due, AGENT_ZONE);
}

/// The badge counts to the moment that the page prints.
#[track_caller]
fn printed(badge: &DrawnBadge, due: Timestamp) {
    assert_eq!(badge.says("Figure"), "printed on the page", "{badge:#?}");
    nearly_at(badge.says("Due, portal time"), due, PACIFIC);
}

/// The badge gives no figure at all, and does not look certain.
#[track_caller]
fn without_figure(badge: &DrawnBadge) {
    assert_eq!(badge.detail("Due, portal time"), None, "{badge:#?}");
    assert_eq!(badge.says("Figure"), "no figure can be given", "{badge:#?}");
    assert!(!badge.text.contains(|letter: char| letter.is_ascii_digit()), "{badge:#?}");
    badge.says("Check");
}

/// The line about another clock that runs beside the first.
fn beside<'a>(badge: &'a DrawnBadge, act: &str) -> Option<&'a str> {
    let mut lines = badge.details.iter().filter(|line| line.label == "Also running");
    lines.find_map(|line| line.text.strip_prefix(act))
}

/// The last part of such a line: when that clock ends.
fn end_of(line: &str) -> &str {
    line.rsplit(" · ").next().unwrap()
}

// ---- a dispute

async fn an_opened_dispute_has_five_days_and_the_platform_comes_after_seven(stage: &mut Stage) -> Result<()> {
    let opened = hours_ago(6);
    let knobs = format!("missing:due,opened:{opened}");
    let found = badge(stage, "aliexpress-dispute-waiting", &knobs, "ae-dispute-seller-response").await?;
    turn(&found, "seller", &["calm"]);
    computed(&found, days_after(opened, 5));
    let step_in = beside(&found, "Platform steps in").expect("the platform's clock runs beside it");
    assert!(step_in.contains("platform"), "{step_in}");
    nearly_at(end_of(step_in), days_after(opened, 7), PACIFIC);

    let due = days_after(opened, 5);
    let knobs = format!("opened:{opened},due:{due}");
    let found = badge(stage, "aliexpress-dispute-waiting", &knobs, "ae-dispute-seller-response").await?;
    printed(&found, due);
    assert_eq!(found.detail("Disagreement"), None, "{found:#?}");
    Ok(())
}

async fn a_change_by_the_buyer_starts_the_five_days_again(stage: &mut Stage) -> Result<()> {
    let (opened, modified) = (hours_ago(100), hours_ago(20));
    for language in ["zh", "en", "de"] {
        let knobs = format!("missing:due,language:{language},opened:{opened},modified:{modified}");
        let found = badge(stage, "aliexpress-dispute-modified", &knobs, "ae-dispute-seller-response").await?;
        turn(&found, "seller", &["calm"]);
        computed(&found, days_after(modified, 5));
        let step_in = beside(&found, "Platform steps in").expect("the platform's clock runs beside it");
        nearly_at(end_of(step_in), days_after(opened, 7), PACIFIC);
    }
    // As it stands, the page prints its own clock, and the two agree.
    let found = badge(stage, "aliexpress-dispute-modified", "", "ae-dispute-seller-response").await?;
    assert_eq!((found.says("Figure"), found.detail("Disagreement")), ("printed on the page", None));
    Ok(())
}

async fn the_panel_derives_the_figure_from_the_change(stage: &mut Stage) -> Result<()> {
    let (opened, modified) = (hours_ago(100), hours_ago(20));
    let knobs = format!("missing:due,opened:{opened},modified:{modified}");
    badge(stage, "aliexpress-dispute-modified", &knobs, "ae-dispute-seller-response").await?;
    stage.panel(true).await?;
    let steps = "[...document.querySelector('.clock .fold')?.querySelectorAll('ol li') ?? []].map((li) => li.textContent)";
    stage.until_panel("the derivation is there", &format!("{steps}.length > 1")).await?;
    let steps: Vec<String> = serde_json::from_value(stage.in_panel(steps).await?)?;
    let after = |start: &str| {
        let step = steps.iter().find(|step| step.starts_with(start));
        step.unwrap_or_else(|| panic!("no step starts with {start:?}: {steps:?}"))
    };
    nearly_at(after("Last changed: ").trim_start_matches("Last changed: "), modified, PACIFIC);
    let sum = after("+ 5 ").rsplit(" = ").next().unwrap();
    nearly_at(sum, days_after(modified, 5), PACIFIC);
    Ok(())
}

async fn an_answer_ends_the_sellers_clock(stage: &mut Stage) -> Result<()> {
    // The page still says that it waits for the seller, and already prints the answer.
    let (opened, answered) = (hours_ago(30), hours_ago(2));
    let knobs = format!("missing:due,opened:{opened},turned:{answered}");
    let found = badge(stage, "aliexpress-dispute-waiting", &knobs, "ae-dispute-platform-step-in").await?;
    turn(&found, "platform", &["nothing"]);
    assert_eq!(beside(&found, "Answer the dispute"), None, "{found:#?}");

    let knobs = format!("missing:due,opened:{opened},turned:{answered}");
    let found = badge(stage, "aliexpress-dispute-negotiating", &knobs, "ae-dispute-negotiation").await?;
    turn(&found, "seller and buyer", &["calm"]);
    computed(&found, days_after(opened, 7));
    assert_eq!(beside(&found, "Answer the dispute"), None, "{found:#?}");
    Ok(())
}

async fn an_escalated_dispute_waits_for_the_platform_without_a_figure(stage: &mut Stage) -> Result<()> {
    let found = badge(stage, "aliexpress-dispute-platform", "", "ae-ruling-execute").await?;
    turn(&found, "platform", &["nothing"]);
    without_figure(&found);
    for clock in ["Answer the dispute", "Negotiate", "Platform steps in"] {
        assert_eq!(beside(&found, clock), None, "{found:#?}");
    }
    Ok(())
}

async fn an_agreed_return_gives_the_buyer_ten_days(stage: &mut Stage) -> Result<()> {
    let agreed = hours_ago(50);
    let knobs = format!("missing:due,turned:{agreed}");
    let found = badge(stage, "aliexpress-dispute-return", &knobs, "ae-return-buyer-ship").await?;
    turn(&found, "buyer", &["nothing"]);
    computed(&found, days_after(agreed, 10));
    Ok(())
}

async fn a_return_on_its_way_has_the_pages_countdown_and_no_other_figure(stage: &mut Stage) -> Result<()> {
    for language in ["zh", "en", "de"] {
        let knobs = format!("missing:due,language:{language}");
        let found = badge(stage, "aliexpress-dispute-returning", &knobs, "ae-return-seller-confirm").await?;
        turn(&found, "seller", &["unknown"]);
        without_figure(&found);
        assert!(found.text.contains("see the page"), "{found:#?}");

        let due = Timestamp::now() + SignedDuration::from_hours(60);
        let knobs = format!("due:{due},language:{language}");
        let found = badge(stage, "aliexpress-dispute-returning", &knobs, "ae-return-seller-confirm").await?;
        turn(&found, "seller", &["calm"]);
        printed(&found, due);
    }
    Ok(())
}

async fn a_closed_dispute_leaves_seven_days_for_an_appeal_and_then_nothing(stage: &mut Stage) -> Result<()> {
    for language in ["zh", "en", "de"] {
        let closed = hours_ago(31);
        let knobs = format!("language:{language},turned:{closed}");
        let found = badge(stage, "aliexpress-dispute-appeal", &knobs, "ae-dispute-appeal-closed").await?;
        turn(&found, "seller", &["calm"]);
        computed(&found, days_after(closed, 7));
    }
    let nearly_over = hours_ago(7 * 24 - 5);
    let knobs = format!("turned:{nearly_over}");
    let found = badge(stage, "aliexpress-dispute-appeal", &knobs, "ae-dispute-appeal-closed").await?;
    turn(&found, "seller", &["soon"]);

    // A right that has lapsed is nothing to do, and never overdue. Nor is one whose day is not known.
    for knobs in [format!("turned:{}", hours_ago(7 * 24 + 1)), "missing:closed_at".to_owned()] {
        let found = badge_of(stage, "aliexpress-dispute-appeal", &knobs).await?;
        ensure!(found.as_ref().is_none_or(|badge| badge.state == "nothing"), "{knobs}: {found:#?}");
    }
    Ok(())
}

// ---- Amazon

async fn amazons_question_about_a_claim_has_forty_eight_hours(stage: &mut Stage) -> Result<()> {
    let (opened, asked) = (hours_ago(40), hours_ago(9));
    for language in ["en", "zh", "de"] {
        let knobs = format!("missing:due,language:{language},opened:{opened},turned:{asked}");
        let found = badge(stage, "amazon-claim", &knobs, "az-atoz-info-request").await?;
        turn(&found, "seller", &["calm"]);
        computed(&found, days_after(asked, 2));
        assert!(found.says("At stake").contains("USD"), "{found:#?}");
    }
    // The page prints its end as well, and the two agree.
    let knobs = format!("opened:{opened},turned:{asked}");
    let found = badge(stage, "amazon-claim", &knobs, "az-atoz-info-request").await?;
    printed(&found, days_after(asked, 2));
    assert_eq!(found.detail("Disagreement"), None, "{found:#?}");
    // Where Amazon's question is not shown, the claim itself counts.
    let knobs = format!("missing:info_requested,opened:{opened},due:{}", days_after(opened, 2));
    let found = badge(stage, "amazon-claim", &knobs, "az-atoz-info-request").await?;
    turn(&found, "seller", &["urgent"]);
    assert_eq!(found.detail("Disagreement"), None, "{found:#?}");
    Ok(())
}

async fn a_delivered_return_is_refunded_within_four_days(stage: &mut Stage) -> Result<()> {
    for language in ["en", "zh", "de"] {
        let received = hours_ago(26);
        let knobs = format!("language:{language},turned:{received}");
        let found = badge(stage, "amazon-return", &knobs, "az-refund-after-receipt").await?;
        turn(&found, "seller", &["calm"]);
        computed(&found, days_after(received, 4));
    }
    let received = hours_ago(4 * 24 + 3);
    let found =
        badge(stage, "amazon-return", &format!("turned:{received}"), "az-refund-after-receipt").await?;
    turn(&found, "seller", &["overdue"]);

    let found = badge(stage, "amazon-return", "missing:return_received", "az-refund-after-receipt").await?;
    turn(&found, "seller", &["unknown"]);
    without_figure(&found);
    Ok(())
}

async fn a_refunded_return_leaves_thirty_days_for_a_safe_t_claim(stage: &mut Stage) -> Result<()> {
    // The page prints the day alone, so the thirty days begin with that day.
    let first_minute =
        |at: Timestamp| at.to_zoned(TimeZone::get(PACIFIC).unwrap()).start_of_day().unwrap().timestamp();
    for language in ["en", "zh", "de"] {
        let refunded = hours_ago(6 * 24);
        let knobs = format!("language:{language},turned:{refunded}");
        let found = badge(stage, "amazon-safet", &knobs, "az-safet-file-refunded").await?;
        turn(&found, "seller", &["calm"]);
        computed(&found, days_after(first_minute(refunded), 30));
    }
    for knobs in [format!("turned:{}", hours_ago(32 * 24)), "missing:refunded".to_owned()] {
        let found = badge_of(stage, "amazon-safet", &knobs).await?;
        ensure!(found.as_ref().is_none_or(|badge| badge.state == "nothing"), "{knobs}: {found:#?}");
    }
    Ok(())
}

// ---- eBay

/// The holidays of the calendar file, read by eye.
fn holidays() -> Vec<String> {
    let file = std::fs::read_to_string(workspace().join("packs/calendars/us-federal.toml")).unwrap();
    let dates = file.lines().filter_map(|line| line.strip_prefix("date = \"")?.strip_suffix('"'));
    dates.map(str::to_owned).collect()
}

/// The day that comes `count` working days after `day`.
fn working_days_after(day: Date, count: u32) -> Date {
    let holidays = holidays();
    assert!(holidays.len() > 20, "{holidays:?}");
    let mut day = day;
    let mut left = count;
    while left > 0 {
        day = day.tomorrow().unwrap();
        let off = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
            || holidays.contains(&day.to_string());
        left -= u32::from(!off);
    }
    day
}

async fn a_request_on_ebay_has_three_working_days(stage: &mut Stage) -> Result<()> {
    let tz = TimeZone::get(PACIFIC)?;
    for (scene, rule) in [("ebay-return", "eb-return-response"), ("ebay-not-received", "eb-inr-response")] {
        for hours in [2, 26, 50, 74] {
            let opened = hours_ago(hours);
            let found = badge(stage, scene, &format!("missing:due,opened:{opened}"), rule).await?;
            let last = working_days_after(opened.to_zoned(tz.clone()).date(), 3);
            let due = last.at(23, 59, 59, 0).to_zoned(tz.clone())?.timestamp();
            let states: &[&str] =
                if due < Timestamp::now() { &["overdue"] } else { &["calm", "soon", "urgent"] };
            turn(&found, "seller", states);
            computed(&found, due);
        }
    }
    Ok(())
}

// ---- what cannot be right, and what is not there

async fn times_that_cannot_be_true_give_a_finding_and_no_figure(stage: &mut Stage) -> Result<()> {
    let rule = "ae-dispute-seller-response";
    let tomorrow = Timestamp::now() + SignedDuration::from_hours(30);
    let knobs = format!("missing:due,opened:{tomorrow}");
    let found = badge(stage, "aliexpress-dispute-waiting", &knobs, rule).await?;
    turn(&found, "seller", &["unknown"]);
    without_figure(&found);
    assert!(found.says("Check").contains("in the future"), "{found:#?}");

    let (opened, modified) = (hours_ago(20), hours_ago(50));
    let knobs = format!("missing:due,opened:{opened},modified:{modified}");
    let found = badge(stage, "aliexpress-dispute-modified", &knobs, rule).await?;
    turn(&found, "seller", &["unknown"]);
    without_figure(&found);
    assert!(found.says("Check").contains("cannot both be right"), "{found:#?}");

    // A claim that Amazon asks about before it was filed is no claim to count from.
    let knobs = format!("missing:due,opened:{opened},turned:{modified}");
    let found = badge(stage, "amazon-claim", &knobs, "az-atoz-info-request").await?;
    without_figure(&found);
    Ok(())
}

async fn a_clock_that_waits_for_its_beginning_is_given_one_in_the_panel(stage: &mut Stage) -> Result<()> {
    let rule = "az-refund-after-receipt";
    badge(stage, "amazon-return", "missing:return_received", rule).await?;
    stage.panel(true).await?;
    let drawn =
        stage.until("the panel is open", |drawn| drawn.panel.open && drawn.panel.rect.is_some()).await?;
    stage.until_panel("it asks when the clock began", "!!document.querySelector('.begin input')").await?;
    let tz = TimeZone::get(PACIFIC)?;
    let write = |at: Timestamp| {
        let typed = at.to_zoned(tz.clone()).strftime("%Y-%m-%dT%H:%M").to_string();
        format!(
            "(() => {{ const field = document.querySelector('.begin input'); field.value = '{typed}'; \
             field.dispatchEvent(new Event('input', {{ bubbles: true }})); return field.value }})()"
        )
    };
    let button = "document.querySelector('.begin button')";

    // A beginning that lies ahead is not taken.
    stage.in_panel(&write(Timestamp::now() + SignedDuration::from_hours(5))).await?;
    stage.click_in_panel(&drawn, button).await?;
    stage.until_panel("it warns", "!!document.querySelector('.begin .warning')").await?;
    without_figure(&stage.own_badge().await?);

    let received = hours_ago(30);
    stage.in_panel(&write(received)).await?;
    stage.click_in_panel(&drawn, button).await?;
    let counts = |badge: &DrawnBadge| badge.detail("Due, portal time").is_some();
    let drawn = stage.until("the badge counts", |drawn| drawn.own().is_some_and(counts)).await?;
    let found = drawn.own().unwrap();
    turn(found, "seller", &["calm"]);
    computed(found, days_after(received, 4));

    // It is remembered, says whose word it is, and can be taken back.
    stage.page().await?.refresh().await?;
    let drawn = stage.settle().await?;
    computed(drawn.own().unwrap(), days_after(received, 4));
    let said = "[...document.querySelectorAll('.clock .fold li')].some((li) => li.textContent.includes('given by you'))";
    stage.until_panel("the derivation says whose word it is", said).await?;
    let back = "[...document.querySelectorAll('.begin button')].find((button) => button.textContent.includes('Take back'))";
    stage.until_panel("the time can be taken back", &format!("!!{back}")).await?;
    stage.click_in_panel(&drawn, back).await?;
    let drawn = stage.until("the badge counts no more", |drawn| !drawn.own().is_some_and(counts)).await?;
    without_figure(drawn.own().unwrap());
    Ok(())
}

suite![
    an_opened_dispute_has_five_days_and_the_platform_comes_after_seven,
    a_change_by_the_buyer_starts_the_five_days_again,
    the_panel_derives_the_figure_from_the_change,
    an_answer_ends_the_sellers_clock,
    an_escalated_dispute_waits_for_the_platform_without_a_figure,
    an_agreed_return_gives_the_buyer_ten_days,
    a_return_on_its_way_has_the_pages_countdown_and_no_other_figure,
    a_closed_dispute_leaves_seven_days_for_an_appeal_and_then_nothing,
    amazons_question_about_a_claim_has_forty_eight_hours,
    a_delivered_return_is_refunded_within_four_days,
    a_refunded_return_leaves_thirty_days_for_a_safe_t_claim,
    a_request_on_ebay_has_three_working_days,
    times_that_cannot_be_true_give_a_finding_and_no_figure,
    a_clock_that_waits_for_its_beginning_is_given_one_in_the_panel,
];
