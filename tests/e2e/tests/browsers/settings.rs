//! Settings: they take effect in open tabs at once, and nothing that was set is lost.

use std::time::Duration;

use e2e::browser::fresh_profile;
use e2e::stage::{nearly_at, said_moment};
use e2e::{Browser, Kind, Result, Stage, Value, ensure, json, suite};
use jiff::tz::TimeZone;
use thirtyfour::WindowHandle;

/// Opens one of the app's views in a window and waits for its heading.
async fn view(stage: &Stage, window: &WindowHandle, hash: &str) -> Result<()> {
    let session = stage.browser.window(window).await?;
    session.goto(stage.browser.own_page(&format!("app.html#{hash}"))).await?;
    // The same document with another fragment is not loaded again.
    session.refresh().await?;
    stage.until_at(window, "the view is drawn", "return !!document.querySelector('main h1')").await?;
    Ok(())
}

async fn another_language_shows_in_open_tabs_at_once(stage: &mut Stage) -> Result<()> {
    let english = stage.open("aliexpress-dispute-waiting").await?.own().cloned().expect("a badge");
    stage.script("window.stays = true").await?;
    stage.change(json!({ "language": "zh" })).await?;
    let drawn = stage
        .until("the badge speaks Chinese", |drawn| {
            drawn.own().is_some_and(|badge| badge.word != english.word)
        })
        .await?;
    let chinese = drawn.own().unwrap();
    assert!(!chinese.text.is_ascii() && chinese.details[0].label == "处理方", "{chinese:#?}");
    assert_eq!(chinese.id, english.id);
    let bar = stage
        .until("the bar speaks Chinese", |drawn| {
            drawn.letters().first().is_some_and(|letter| !letter.text.is_ascii())
        })
        .await?;
    assert!(bar.bar.is_some());
    stage.change(json!({ "language": "en" })).await?;
    stage
        .until("the badge speaks English again", |drawn| {
            drawn.own().is_some_and(|badge| badge.word == english.word)
        })
        .await?;
    assert_eq!(stage.script("return window.stays").await?, true, "the page was reloaded");
    Ok(())
}

async fn another_zone_shows_in_open_tabs_at_once(stage: &mut Stage) -> Result<()> {
    let before = stage.open("aliexpress-dispute-waiting").await?.own().cloned().expect("a badge");
    assert!(before.says("Due, your time").contains("CST"), "{before:#?}");
    stage.change(json!({ "zone": "Europe/London" })).await?;
    let london = |drawn: &e2e::Drawn| {
        drawn
            .own()
            .and_then(|badge| badge.detail("Due, your time"))
            .is_some_and(|text| text.contains("GMT") || text.contains("BST"))
    };
    let drawn = stage.until("the badge tells London's time", london).await?;
    let after = drawn.own().unwrap();
    let due = said_moment(after.says("Due, portal time"))
        .to_zoned(TimeZone::get("America/Los_Angeles")?)?
        .timestamp();
    nearly_at(before.says("Due, portal time"), due, "America/Los_Angeles");
    nearly_at(after.says("Due, your time"), due, "Europe/London");
    Ok(())
}

async fn a_portal_that_is_switched_off_is_left_bare_and_unread_and_comes_back(
    stage: &mut Stage,
) -> Result<()> {
    let drawn = stage.open("aliexpress-dispute-waiting").await?;
    assert!(drawn.own().is_some() && drawn.bar.is_some());
    stage.script("window.stays = true").await?;
    stage.panel(true).await?;
    stage.until("the panel is open", |drawn| drawn.panel.open).await?;

    stage.change(json!({ "portals": { "aliexpress": false } })).await?;
    stage.until_gone().await?;
    assert_eq!(stage.tabs().await?, Vec::<e2e::Value>::new(), "no tab is known any more");
    let scripts = stage
        .in_door(
            "return (await chrome.scripting.getRegisteredContentScripts()).map((script) => script.id).sort()",
        )
        .await?;
    let registered = |portal: &str| scripts.as_array().is_some_and(|list| list.contains(&json!(portal)));
    ensure!(!registered("aliexpress") && registered("amazon") && registered("ebay"), "{scripts}");
    // A page that changes, moves on or is reloaded stays unread.
    stage.script("document.querySelector('main').append(' 8192034567812345 '); history.pushState({}, '', location.href + '&x=1')").await?;
    tokio::time::sleep(Duration::from_millis(900)).await;
    assert!(stage.is_unread().await?, "the page was read although its portal is off");
    stage.script("history.back()").await?;
    stage
        .until_page(
            "the page is there again",
            "return !location.href.includes('x=1') && !!document.querySelector('.next-step')",
        )
        .await?;

    stage.change(json!({ "portals": { "aliexpress": true }, "panel": { "open": false } })).await?;
    let drawn = stage.settle().await?;
    assert!(drawn.own().is_some() && drawn.bar.is_some(), "all is back without a reload: {drawn:#?}");
    assert_eq!(drawn.badges.len(), 1);
    assert_eq!(stage.script("return window.stays").await?, true, "the page was reloaded");
    Ok(())
}

async fn one_portal_off_leaves_the_others_on(stage: &mut Stage) -> Result<()> {
    stage.change(json!({ "portals": { "ebay": false } })).await?;
    stage.visit("ebay-return", "late:0").await?;
    stage.until_page("the page is there", "return !!document.querySelector('.banner')").await?;
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert!(stage.is_unread().await?);
    stage.until_gone().await?;
    assert!(stage.open("amazon-order").await?.own().is_some());
    Ok(())
}

async fn settings_and_switches_survive_a_restart(stage: &mut Stage) -> Result<()> {
    let kind = stage.kind;
    let browser = Browser::start(kind, &stage.portal).await?;
    let profile = browser.profile();
    let mut other = Stage { kind, browser, portal: stage.portal.clone() };
    other.reset().await?;
    let before = other.change(json!({ "agent": { "name": "Wang Li" }, "theme": "dark", "panel": { "width": 444 }, "zone": "Europe/Berlin" })).await?;
    // The browser writes to its disk in its own time; what was answered must be there afterwards.
    other.browser.quit().await?;

    let browser = Browser::start_with(kind, &stage.portal, profile, json!({})).await?;
    let again = Stage { kind, browser, portal: stage.portal.clone() };
    assert_eq!(again.settings().await?, before);
    let drawn = again.open("aliexpress-dispute-waiting").await?;
    assert!(drawn.own().is_some(), "the portal is still on");
    assert_eq!(drawn.panel.width, 444.0);
    again.browser.quit().await?;
    Ok(())
}

async fn two_settings_pages_that_change_different_things_lose_nothing(stage: &mut Stage) -> Result<()> {
    let first = stage.browser.door_window.clone();
    let second = stage.browser.door().await?.new_window().await?;
    view(stage, &first, "settings").await?;
    view(stage, &second, "settings").await?;

    // One person's keys go into one page, then into the other, before the first has stored them.
    let field = |id: &str| format!("document.querySelector('#{id}')");
    for (window, id, text) in
        [(&first, "agent-name", "Zhang Wei"), (&second, "agent-signature", "Blue Lamp Store")]
    {
        stage
            .script_at(window, &format!("{f}.scrollIntoView(); {f}.focus(); {f}.select()", f = field(id)))
            .await?;
        stage.browser.window(window).await?.action_chain().send_keys(text).perform().await?;
    }
    let both = |settings: &Value| {
        settings["agent"]["name"] == "Zhang Wei" && settings["agent"]["signature"] == "Blue Lamp Store"
    };
    stage.until_setting("both are kept", both).await?;

    // Each page shows what the other one set.
    for (window, id, text) in
        [(&first, "agent-signature", "Blue Lamp Store"), (&second, "agent-name", "Zhang Wei")]
    {
        let shows = format!("return {}.value === {text:?}", field(id));
        stage.until_at(window, &format!("{id} follows"), &shows).await?;
    }
    stage.browser.close_other_windows().await?;

    // And in the same instant, many times.
    let storm = "const ask = (patch) => chrome.runtime.sendMessage({ v: 1, kind: 'change', patch }); \
        await Promise.all([...Array(12).keys()].flatMap((at) => [ask({ portal_zones: { ['site-' + at]: 'Europe/Paris' } }), ask({ agent: { name: 'Name ' + at } })])); \
        return await chrome.runtime.sendMessage({ v: 1, kind: 'settings' })";
    let settings = stage.in_door(storm).await?;
    let zones = settings["portal_zones"].as_object().unwrap();
    ensure!((0..12).all(|at| zones.contains_key(&format!("site-{at}"))), "changes were lost: {settings}");
    assert_eq!(settings["agent"]["name"], "Name 11");
    let clear: serde_json::Map<_, _> = zones.keys().map(|key| (key.clone(), json!(null))).collect();
    stage.change(json!({ "portal_zones": clear })).await?;
    Ok(())
}

async fn the_agents_name_goes_into_the_letters_at_once(stage: &mut Stage) -> Result<()> {
    stage.open("ebay-messages").await?;
    stage.change(json!({ "agent": { "signature": "Kind regards,\nWang Li" } })).await?;
    stage.until("the page was read again", |drawn| drawn.settled).await?;
    let drawn =
        stage.until("the bar stands at the box", |drawn| drawn.settled && drawn.bar.is_some()).await?;
    let first = drawn.letters()[0].rect;
    stage.click(&first).await?;
    stage
        .until("the letter ends with the signature", |drawn| {
            drawn.draft().trim_end().ends_with("Kind regards,\nWang Li")
        })
        .await?;
    Ok(())
}

async fn the_theme_shows_in_open_tabs_at_once(stage: &mut Stage) -> Result<()> {
    stage.open("aliexpress-dispute-waiting").await?;
    let drawn =
        stage.until("the badge shows", |drawn| drawn.own().is_some_and(|badge| badge.visible)).await?;
    let badge = drawn.own().and_then(|badge| badge.rect).expect("a badge");
    let light = stage.brightness(&badge).await?;
    stage.change(json!({ "theme": "dark" })).await?;
    let mut dark = light;
    for _ in 0..60 {
        dark = stage.brightness(&badge).await?;
        if dark < 110.0 {
            break;
        }
    }
    ensure!(light > 150.0 && dark < 110.0, "a light badge of {light} became one of {dark}");
    Ok(())
}

async fn the_first_run_opens_the_welcome_page(stage: &mut Stage) -> Result<()> {
    let door = &stage.browser.door_window;
    view(stage, door, "welcome").await?;
    let text = stage.script_at(door, "return document.querySelector('main').innerText").await?;
    let text = text.as_str().unwrap();
    for portal in ["AliExpress", "Amazon", "eBay"] {
        ensure!(text.contains(portal), "the welcome page does not name {portal}: {text}");
    }
    // A first run opens it by itself; the harness closes it, so a fresh browser is asked.
    let fresh =
        Browser::start_keeping_windows(stage.kind, &stage.portal, fresh_profile()?, json!({})).await?;
    let welcome = fresh.opened_by_itself().await?.unwrap_or_default();
    let expected = if stage.kind == Kind::Chromium { "chrome-extension://" } else { "moz-extension://" };
    ensure!(
        welcome.starts_with(expected) && welcome.ends_with("app.html#welcome"),
        "the first run opened {welcome:?}"
    );
    fresh.quit().await
}

suite![
    another_language_shows_in_open_tabs_at_once,
    another_zone_shows_in_open_tabs_at_once,
    the_theme_shows_in_open_tabs_at_once,
    a_portal_that_is_switched_off_is_left_bare_and_unread_and_comes_back,
    one_portal_off_leaves_the_others_on,
    the_agents_name_goes_into_the_letters_at_once,
    two_settings_pages_that_change_different_things_lose_nothing,
    settings_and_switches_survive_a_restart,
    the_first_run_opens_the_welcome_page,
];
