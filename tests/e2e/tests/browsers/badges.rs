//! Badges on order and case pages: what they say, where they stand, when they come and go.

use std::time::{Duration, Instant};

use e2e::stage::{AGENT_ZONE, nearly_at, said_moment};
use e2e::{Drawn, DrawnBadge, Rect, Result, Stage, Value, ensure, suite};
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _, Zoned};

const PACIFIC: &str = "America/Los_Angeles";

/// The rows of the AliExpress list: key, whether a clock is printed that a rule knows, whether there is
/// a dispute. The days that a buyer has to confirm the receipt are no clock of an order or a case.
const ROWS: &str = "return [...document.querySelectorAll('.next-table-row')].map((row) => ({ \
    key: row.textContent.match(/\\d{16}/)[0], \
    clock: !!row.querySelector('[class*=\"countdownValue\"]') && !row.textContent.includes('剩余收货时间'), \
    left: (([d, h, m, colons]) => colons ? colons[0] * 60 + +colons[1] : d * 1440 + h * 60 + m)(((text) => [...['天', '小时', '分'].map((unit) => +(text.match(new RegExp('(\\\\d+)' + unit))?.[1] ?? 0)), text.match(/^\\d+:\\d+/)?.[0].split(':')])(row.querySelector('[class*=\"countdownValue\"]')?.textContent ?? '')), \
    dispute: !!row.querySelector('a[href*=\"dispute-management\"]'), \
    top: row.getBoundingClientRect().top, bottom: row.getBoundingClientRect().bottom }))";

/// How everything on the page lies, but for what ticks by itself.
const LAYOUT: &str = "return JSON.stringify([document.documentElement.scrollHeight, document.documentElement.scrollWidth, \
    ...[...document.body.querySelectorAll('*')].filter((e) => !/countdown/.test(String(e.className))).map((e) => { \
    const r = e.getBoundingClientRect(); return [Math.round(r.left * 4), Math.round(r.top * 4), Math.round(r.height * 4)] })])";

fn in_order(badge: &DrawnBadge) {
    assert!(!badge.text.trim().is_empty(), "{badge:#?}");
    assert!(
        !badge.word.is_empty() && badge.title.contains(&badge.word),
        "the state is not said as a word: {badge:#?}"
    );
    assert!(
        ["nothing", "calm", "soon", "urgent", "overdue", "unknown"].contains(&badge.state.as_str()),
        "{badge:#?}"
    );
    for label in ["Who acts", "At zero", "Figure", "Rule"] {
        badge.says(label);
    }
    let rule = badge.says("Rule");
    assert!(
        rule.contains(&badge.id) && rule.contains("checked 20"),
        "the rule has no source and date: {rule}"
    );
}

fn never_twice(drawn: &Drawn) {
    let mut rows: Vec<_> = drawn.badges.iter().map(|badge| badge.row.clone()).collect();
    let count = rows.len();
    rows.sort();
    rows.dedup();
    assert_eq!(rows.len(), count, "a badge appears twice: {:?}", drawn.badges);
}

async fn each_row_with_a_running_clock_has_exactly_one_badge(stage: &mut Stage) -> Result<()> {
    let drawn = stage.open("aliexpress-orders").await?;
    let rows = stage.script(ROWS).await?;
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 60);
    never_twice(&drawn);
    for row in rows {
        let key = row["key"].as_str().unwrap();
        let badge = drawn.of_row(key);
        if row["clock"] == true {
            let badge = badge.unwrap_or_else(|| panic!("row {key} has a clock and no badge"));
            in_order(badge);
            // What the portal prints is what counts.
            let due =
                said_moment(badge.says("Due, your time")).to_zoned(TimeZone::get(AGENT_ZONE)?)?.timestamp();
            let left = due.duration_since(Timestamp::now()).as_secs() / 60 - row["left"].as_i64().unwrap();
            ensure!(
                left.abs() <= 3,
                "row {key} prints a clock that ends {left} minutes earlier than {badge:#?}"
            );
        } else if row["dispute"] == false {
            // A clock that the page does not print may still run for the buyer, such as the one for paying.
            assert!(
                badge.is_none_or(|badge| badge.state == "nothing"),
                "row {key} has no clock for the seller, but {badge:#?}"
            );
        }
        let Some(place) = badge.filter(|badge| badge.visible).and_then(|badge| badge.rect) else { continue };
        let (top, bottom) = (row["top"].as_f64().unwrap(), row["bottom"].as_f64().unwrap());
        assert!(
            place.y + place.h > top && place.y < bottom,
            "the badge of row {key} stands outside its row: {place:?}"
        );
    }
    assert!(
        drawn.badges.iter().filter(|badge| badge.visible).count() >= 2,
        "the first rows show their badges"
    );
    Ok(())
}

async fn badges_of_rows_further_down_come_into_view_with_them(stage: &mut Stage) -> Result<()> {
    stage.open("aliexpress-orders").await?;
    let last = "[...document.querySelectorAll('.next-table-row')].filter((row) => row.textContent.includes('剩余发货时间')).at(-1)";
    let key = stage.script(&format!("const row = {last}; row.scrollIntoView({{ block: 'center' }}); return row.textContent.match(/\\d{{16}}/)[0]")).await?;
    let key = key.as_str().unwrap().to_owned();
    let shows = |drawn: &Drawn| drawn.of_row(&key).is_some_and(|badge| badge.visible);
    let drawn = stage.until("the badge of the last row shows", shows).await?;
    let row = stage.place(last).await?;
    let badge = drawn.of_row(&key).unwrap().rect.unwrap();
    assert!(badge.overlaps(&row), "{badge:?} {row:?}");
    Ok(())
}

async fn the_details_tell_due_moment_consequence_rule_and_source(stage: &mut Stage) -> Result<()> {
    let due = Timestamp::now() + SignedDuration::from_mins(4 * 1440 + 18 * 60 + 25);
    let knobs = format!("due:{due},opened:{}", due - SignedDuration::from_hours(120));
    let drawn = stage.open_with("aliexpress-dispute-waiting", &knobs).await?;
    let badge = drawn.own().expect("the page's case has a badge");
    in_order(badge);
    assert_eq!(badge.id, "ae-dispute-seller-response");
    nearly_at(badge.says("Due, portal time"), due, PACIFIC);
    nearly_at(badge.says("Due, your time"), due, AGENT_ZONE);
    assert_eq!(badge.says("Figure"), "printed on the page");
    assert_eq!(badge.detail("Disagreement"), None, "page and rule agree: {badge:#?}");
    assert!(badge.text.contains("4 d 18 h"), "{}", badge.text);

    // The same, seen as a person sees it: the details open where the pointer rests, and close when it
    // leaves; a click opens them too, Escape closes them.
    let place = badge.rect.unwrap();
    stage.point_at(&place).await?;
    stage.until_tip(Some(&badge.id)).await?;
    stage.point_away().await?;
    stage.until_tip(None).await?;
    stage.click(&place).await?;
    stage.until_tip(Some(&badge.id)).await?;
    stage.type_text("\u{e00c}").await?;
    stage.until_tip(None).await
}

async fn a_dispute_shows_whose_turn_it_is_in_each_state(stage: &mut Stage) -> Result<()> {
    let waiting =
        stage.open("aliexpress-dispute-waiting").await?.own().cloned().expect("waiting for the seller");
    in_order(&waiting);
    assert_eq!(waiting.says("Who acts"), "seller");
    assert!(waiting.state != "nothing" && waiting.state != "unknown", "{waiting:#?}");

    let negotiating =
        stage.open("aliexpress-dispute-negotiating").await?.own().cloned().expect("negotiating");
    in_order(&negotiating);
    assert_eq!(negotiating.id, "ae-dispute-negotiation");
    assert_eq!(negotiating.says("Who acts"), "seller and buyer");

    let platform =
        stage.open("aliexpress-dispute-platform").await?.own().cloned().expect("the platform decides");
    in_order(&platform);
    assert_eq!((platform.says("Who acts"), platform.state.as_str()), ("platform", "nothing"));

    let returning =
        stage.open("aliexpress-dispute-return").await?.own().cloned().expect("the buyer ships the return");
    in_order(&returning);
    assert_eq!((returning.says("Who acts"), returning.state.as_str()), ("buyer", "nothing"));

    let closed = stage.open("aliexpress-dispute-closed").await?;
    assert!(
        closed.own().is_none_or(|badge| badge.state == "nothing"),
        "nothing is left to do: {:#?}",
        closed.own()
    );
    Ok(())
}

async fn amazon_orders_show_when_to_ship(stage: &mut Stage) -> Result<()> {
    let list = stage.open("amazon-orders").await?;
    never_twice(&list);
    let rows = stage
        .script(
            "return [...document.querySelectorAll('#orders-table tbody tr')].map((row) => ({ \
        key: row.textContent.match(/\\d{3}-\\d{7}-\\d{7}/)[0], due: row.textContent.includes('Ship by') }))",
        )
        .await?;
    let rows = rows.as_array().unwrap().clone();
    assert!(rows.len() >= 10, "{}", rows.len());
    for row in rows.iter().filter(|row| row["due"] == true) {
        let key = row["key"].as_str().unwrap();
        in_order(list.of_row(key).unwrap_or_else(|| panic!("row {key} has a ship-by date and no badge")));
    }

    let order = stage.open("amazon-order").await?.own().cloned().expect("the order has a badge");
    in_order(&order);
    assert_eq!(order.says("Figure"), "printed on the page");
    assert!(["calm", "soon", "urgent"].contains(&order.state.as_str()), "{order:#?}");

    let late = stage.open("amazon-order-late").await?.own().cloned().expect("the late order has a badge");
    in_order(&late);
    assert_eq!((late.state.as_str(), late.word.as_str()), ("overdue", "overdue"));
    Ok(())
}

async fn amazon_messages_show_the_day_to_answer(stage: &mut Stage) -> Result<()> {
    let inbox = stage.open("amazon-inbox").await?.own().cloned().expect("the open message has a badge");
    in_order(&inbox);
    assert_eq!(inbox.says("Who acts"), "seller");
    Ok(())
}

async fn ebay_orders_and_requests_show_their_dates(stage: &mut Stage) -> Result<()> {
    let list = stage.open("ebay-orders").await?;
    never_twice(&list);
    let rows = stage.script("return [...document.querySelectorAll('table.orders tbody tr')].map((row) => row.id.replace('order-', ''))").await?;
    for key in rows.as_array().unwrap() {
        in_order(
            list.of_row(key.as_str().unwrap())
                .unwrap_or_else(|| panic!("row {key} has a ship-by date and no badge")),
        );
    }
    for scene in ["ebay-order", "ebay-return", "ebay-not-received"] {
        let badge = stage.open(scene).await?.own().cloned().unwrap_or_else(|| panic!("{scene} has no badge"));
        in_order(&badge);
        assert_eq!(badge.says("Who acts"), "seller", "{scene}");
        assert_eq!(badge.says("Figure"), "printed on the page", "{scene}");
        let in_sight = |drawn: &Drawn| drawn.own().is_some_and(|badge| badge.visible);
        stage.until(&format!("the badge of {scene} is in sight"), in_sight).await?;
    }
    Ok(())
}

async fn a_badge_due_in_twenty_seconds_ticks_into_overdue_and_never_blinks(stage: &mut Stage) -> Result<()> {
    let due = Timestamp::now() + SignedDuration::from_secs(20);
    let knobs = format!("due:{due},opened:{},late:0", due - SignedDuration::from_hours(120));
    stage.open_with("aliexpress-dispute-waiting", &knobs).await?;
    let mut texts = Vec::new();
    let began = Instant::now();
    loop {
        let drawn = stage.drawn().await?;
        let badge = drawn.own().expect("the badge is there all the time");
        ensure!(badge.visible, "the badge went out of sight: {badge:#?}");
        if texts.last() != Some(&badge.text) {
            texts.push(badge.text.clone());
        }
        if badge.state == "overdue" && Timestamp::now() > due + SignedDuration::from_secs(2) {
            assert_eq!(badge.word, "overdue");
            break;
        }
        assert!(
            badge.state == "urgent" || Timestamp::now() >= due - SignedDuration::from_secs(2),
            "{badge:#?}"
        );
        ensure!(began.elapsed() < Duration::from_secs(35), "never overdue: {texts:?}");
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    ensure!(texts.len() >= 8, "the badge hardly ticked: {texts:?}");
    Ok(())
}

async fn the_page_lies_as_it_lies_without_us(stage: &mut Stage) -> Result<()> {
    for scene in ["aliexpress-orders", "aliexpress-dispute-waiting", "amazon-order", "ebay-return"] {
        let drawn = stage.open(scene).await?;
        assert!(!drawn.badges.is_empty(), "{scene}");
        let with = stage.script(LAYOUT).await?;
        stage
            .change(e2e::json!({ "portals": { "aliexpress": false, "amazon": false, "ebay": false } }))
            .await?;
        stage.until_gone().await?;
        let without = stage.script(LAYOUT).await?;
        let lines =
            |layout: &Value| layout.as_str().unwrap().split("],[").map(str::to_owned).collect::<Vec<_>>();
        let differs: Vec<_> = lines(&with)
            .into_iter()
            .zip(lines(&without))
            .filter(|(with, without)| with != without)
            .take(5)
            .collect();
        ensure!(with == without, "{scene}: the layout with us and without us: {differs:?}");
        stage.change(e2e::json!({ "portals": { "aliexpress": true, "amazon": true, "ebay": true } })).await?;
    }
    Ok(())
}

async fn what_an_overflow_hides_takes_no_room(stage: &mut Stage) -> Result<()> {
    // The list beside the thread cuts its titles off, which without it would reach under the heading.
    let drawn = stage.open("ebay-messages").await?;
    let heading = "const { x, y, width, height } = document.querySelector('[data-testid=\"messages-thread\"] h2, \
                   .msg-content-view h2').getBoundingClientRect(); return { x, y, w: width, h: height }";
    let heading: Rect = serde_json::from_value(stage.script(heading).await?)?;
    let badge = drawn.own().unwrap().rect.unwrap();
    let middle = badge.y + badge.h / 2.0;
    ensure!(heading.y < middle && middle < heading.y + heading.h, "{badge:?} is not beside {heading:?}");
    Ok(())
}

async fn badges_cover_no_text_of_the_page(stage: &mut Stage) -> Result<()> {
    for scene in [
        "aliexpress-orders",
        "aliexpress-dispute-waiting",
        "aliexpress-order",
        "amazon-orders",
        "amazon-order",
        "ebay-order",
        "ebay-return",
    ] {
        let drawn = stage.open(scene).await?;
        let words = "const out = []; const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); \
            while (walk.nextNode()) { if (!walk.currentNode.data.trim()) continue; const range = document.createRange(); range.selectNodeContents(walk.currentNode); \
            if (!walk.currentNode.parentElement.checkVisibility()) continue; \
            for (const r of range.getClientRects()) if (r.bottom > 0 && r.top < innerHeight && r.width) out.push({ x: r.x, y: r.y, w: r.width, h: r.height }); } return out";
        let words: Vec<Rect> = serde_json::from_value(stage.script(words).await?)?;
        for badge in drawn.badges.iter().filter(|badge| badge.visible) {
            let place = badge.rect.unwrap();
            // A line box is higher than its letters.
            let inner =
                Rect { x: place.x + 1.0, y: place.y + 4.0, w: place.w - 2.0, h: (place.h - 8.0).max(1.0) };
            let covered: Vec<_> = words.iter().filter(|word| word.overlaps(&inner)).collect();
            ensure!(covered.is_empty(), "{scene}: the badge at {place:?} covers text at {covered:?}");
        }
    }
    Ok(())
}

async fn badges_follow_navigation_without_reload_and_never_double(stage: &mut Stage) -> Result<()> {
    let list = stage.open("aliexpress-orders").await?;
    let count = list.badges.len();
    stage.script("window.stays = true").await?;
    for _ in 0..2 {
        let link = "document.querySelector('.next-table-row a[href*=\"orderDetail\"]')";
        stage.click(&stage.place(link).await?).await?;
        stage.until_page("the order is open", "return location.href.includes('orderDetail')").await?;
        let detail = stage.settle().await?;
        assert!(detail.own().is_some(), "the order has its badge: {:#?}", detail.badges);
        assert!(
            detail.badges.iter().all(|badge| badge.row.is_none()),
            "badges of the list stayed: {:#?}",
            detail.badges
        );
        never_twice(&detail);
        stage.page().await?.back().await?;
        stage
            .until_page(
                "the list is back",
                "return document.querySelectorAll('.next-table-row').length === 60",
            )
            .await?;
        let list = stage
            .until("the list has its badges again", |drawn| drawn.settled && drawn.badges.len() == count)
            .await?;
        never_twice(&list);
    }
    assert_eq!(stage.script("return window.stays").await?, true, "the page was reloaded");
    Ok(())
}

async fn a_badge_goes_when_its_case_closes_and_comes_with_a_new_row(stage: &mut Stage) -> Result<()> {
    let key = "8192034567812345";
    let drawn = stage.open_with("aliexpress-orders", "arrives:4000").await?;
    assert!(drawn.of_row(key).is_some(), "the order in dispute has a badge");
    stage
        .until_page("a row arrives", "return document.querySelectorAll('.next-table-row').length === 61")
        .await?;
    let new = stage
        .script("return document.querySelector('.next-table-row').textContent.match(/\\d{16}/)[0]")
        .await?;
    let new = new.as_str().unwrap().to_owned();
    stage.until("the new row has its badge", |drawn| drawn.of_row(&new).is_some()).await?;
    // The portal's own script turns the row over when the case is closed.
    stage.script(&format!("const row = [...document.querySelectorAll('.next-table-row')].find((row) => row.textContent.includes('{key}')); \
        row.querySelector('[class*=\"countdown\"]').remove(); row.querySelector('.chc-state-label__stateText').textContent = '已关闭'; \
        row.querySelector('a[class*=\"state--dispute\"]').textContent = '纠纷结束'")).await?;
    let drawn = stage
        .until("the badge of the closed case is gone", |drawn| drawn.settled && drawn.of_row(key).is_none())
        .await?;
    assert!(drawn.badges.len() > 20 && drawn.of_row(&new).is_some(), "the other badges stay");
    Ok(())
}

async fn page_and_rule_that_disagree_are_both_shown(stage: &mut Stage) -> Result<()> {
    let now = Timestamp::now();
    let (printed, opened) = (now + SignedDuration::from_hours(50), now - SignedDuration::from_hours(6));
    let drawn =
        stage.open_with("aliexpress-dispute-waiting", &format!("due:{printed},opened:{opened}")).await?;
    let badge = drawn.own().expect("a badge");
    badge.says("Disagreement");
    nearly_at(badge.says("Due, portal time"), printed, PACIFIC);

    let (printed, opened) = (now + SignedDuration::from_hours(100), now - SignedDuration::from_hours(72));
    let drawn =
        stage.open_with("aliexpress-dispute-waiting", &format!("due:{printed},opened:{opened}")).await?;
    let badge = drawn.own().expect("a badge");
    let both = badge.says("Disagreement");
    for moment in [printed, opened + SignedDuration::from_hours(120)] {
        let said = [-60, 0, 60].map(|apart| {
            (moment + SignedDuration::from_secs(apart))
                .to_zoned(TimeZone::get(PACIFIC).unwrap())
                .strftime("%Y-%m-%d %H:%M")
                .to_string()
        });
        assert!(said.iter().any(|said| both.contains(said)), "{both:?} does not say {moment}");
    }
    assert!(both.contains("counts"), "which of the two counts is not said: {both:?}");
    Ok(())
}

/// The next night in which the clocks of Seattle go forward, at the moment after the missing hour.
fn next_spring_night(now: &Zoned) -> Timestamp {
    (0..2)
        .map(|later| {
            let march = now.date().with().year(now.year() + later).month(3).day(1).build().unwrap();
            let night = march.nth_weekday_of_month(2, Weekday::Sunday).unwrap();
            night.at(2, 30, 0, 0).to_zoned(TimeZone::get(PACIFIC).unwrap()).unwrap().timestamp()
        })
        .find(|night| *night > now.timestamp() + SignedDuration::from_hours(24))
        .unwrap()
}

async fn the_night_of_summer_time_is_told_right(stage: &mut Stage) -> Result<()> {
    let night = next_spring_night(&Timestamp::now().to_zoned(TimeZone::get(PACIFIC)?));
    let drawn = stage.open_with("aliexpress-order-unshipped", &format!("due:{night}")).await?;
    let badge = drawn.own().expect("the order has a badge");
    in_order(badge);
    // Half past two does not exist in that night; the portal prints half past three.
    assert_eq!(said_moment(badge.says("Due, portal time")).time().hour(), 3, "{badge:#?}");
    nearly_at(badge.says("Due, portal time"), night, PACIFIC);
    nearly_at(badge.says("Due, your time"), night, AGENT_ZONE);
    Ok(())
}

async fn the_last_minute_of_the_year_is_told_right(stage: &mut Stage) -> Result<()> {
    let zone = TimeZone::get(PACIFIC)?;
    let now = Timestamp::now().to_zoned(zone.clone());
    let end = now.date().with().month(12).day(31).build()?.at(23, 59, 0, 0).to_zoned(zone)?;
    let end = if end > now { end } else { end.checked_add(1.year())? };
    let drawn = stage.open_with("aliexpress-order-unshipped", &format!("due:{}", end.timestamp())).await?;
    let badge = drawn.own().expect("the order has a badge");
    in_order(badge);
    nearly_at(badge.says("Due, portal time"), end.timestamp(), PACIFIC);
    nearly_at(badge.says("Due, your time"), end.timestamp(), AGENT_ZONE);
    assert_eq!(said_moment(badge.says("Due, portal time")).year(), end.year());
    assert_eq!(said_moment(badge.says("Due, your time")).year(), end.year() + 1);
    Ok(())
}

async fn an_overdue_case_says_for_how_long(stage: &mut Stage) -> Result<()> {
    let now = Timestamp::now();
    let due = now - SignedDuration::from_hours(3);
    // The page prints no countdown any more, so the rule alone speaks.
    let knobs = format!("missing:due,opened:{}", due - SignedDuration::from_hours(120));
    let drawn = stage.open_with("aliexpress-dispute-waiting", &knobs).await?;
    let badge = drawn.own().expect("a badge");
    in_order(badge);
    assert_eq!(badge.state, "overdue");
    assert!(badge.text.contains("3 h") && badge.text.contains("ago"), "{}", badge.text);
    assert!(badge.says("Figure").starts_with("computed"), "{badge:#?}");
    nearly_at(badge.says("Due, portal time"), due, PACIFIC);
    Ok(())
}

async fn a_list_of_five_hundred_rows_gets_all_its_badges(stage: &mut Stage) -> Result<()> {
    stage.visit("aliexpress-orders", "rows:500,late:0").await?;
    let drawn = stage.settle_within(Duration::from_secs(60)).await?;
    let rows = stage.script(ROWS).await?;
    let clocks: Vec<&Value> = rows.as_array().unwrap().iter().filter(|row| row["clock"] == true).collect();
    assert!(clocks.len() > 100, "{}", clocks.len());
    for row in &clocks {
        assert!(drawn.of_row(row["key"].as_str().unwrap()).is_some(), "row {} has no badge", row["key"]);
    }
    never_twice(&drawn);
    Ok(())
}

suite![
    each_row_with_a_running_clock_has_exactly_one_badge,
    badges_of_rows_further_down_come_into_view_with_them,
    the_details_tell_due_moment_consequence_rule_and_source,
    a_dispute_shows_whose_turn_it_is_in_each_state,
    amazon_orders_show_when_to_ship,
    amazon_messages_show_the_day_to_answer,
    ebay_orders_and_requests_show_their_dates,
    a_badge_due_in_twenty_seconds_ticks_into_overdue_and_never_blinks,
    the_page_lies_as_it_lies_without_us,
    badges_cover_no_text_of_the_page,
    what_an_overflow_hides_takes_no_room,
    badges_follow_navigation_without_reload_and_never_double,
    a_badge_goes_when_its_case_closes_and_comes_with_a_new_row,
    page_and_rule_that_disagree_are_both_shown,
    the_night_of_summer_time_is_told_right,
    the_last_minute_of_the_year_is_told_right,
    an_overdue_case_says_for_how_long,
    a_list_of_five_hundred_rows_gets_all_its_badges,
];
