//! A worker that is killed at any moment, an extension that is updated under an open page.

use std::time::Duration;

use e2e::browser::fresh_profile;
use e2e::{Browser, Drawn, Result, Stage, bail, ensure, json, suite};

const BOX: &str = "document.querySelector('#imageupload__sendmessage--textbox')";

/// Ends the worker and makes sure that it is gone. A browser that is just starting it lets a first order pass.
async fn kill(stage: &Stage) -> Result<()> {
    let mut devtools = stage.browser.socket().await?;
    let Some(worker) = devtools.target("service_worker", "worker.js").await? else { return Ok(()) };
    for _ in 0..60 {
        // What has ended by itself in the meantime cannot be ended, and is gone at the next look.
        let _ = devtools.close(&worker).await;
        for _ in 0..12 {
            if devtools.target("service_worker", "worker.js").await?.as_ref() != Some(&worker) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    bail!("the worker does not end")
}

async fn a_worker_killed_between_any_two_steps_loses_nothing(stage: &mut Stage) -> Result<()> {
    let drawn = stage.open("ebay-messages").await?;
    assert!(drawn.bar.is_some());
    let id = drawn.letters()[0].id.clone();

    kill(stage).await?;
    let first = drawn.letters()[0].rect;
    stage.click(&first).await?;
    let drawn = stage.until("the click after the kill inserts", |drawn| drawn.draft().len() > 60).await?;
    let text = drawn.draft().to_owned();
    stage.until_typed("the letter", |typed| typed == text).await?;
    // The bar makes room for the new button before a person can aim at it.
    let drawn = stage.settle().await?;

    kill(stage).await?;
    let undo = drawn.bar.as_ref().unwrap().button("undo").unwrap().rect;
    stage.click(&undo).await?;
    stage.until("the undo after the kill works", |drawn| drawn.draft().is_empty()).await?;

    kill(stage).await?;
    let panel = stage.drawn().await?.bar.unwrap().button("panel").unwrap().rect;
    kill(stage).await?;
    stage.click(&panel).await?;
    stage
        .until_panel(
            "the panel opened after the kill shows the case",
            "document.querySelectorAll('.field-row').length > 3",
        )
        .await?;

    kill(stage).await?;
    let drawn = stage.drawn().await?;
    stage.click_in_panel(&drawn, "document.querySelector('[role=option].fitting')").await?;
    stage.until_panel("a letter is open", "!!document.querySelector('#letter-insert')").await?;
    kill(stage).await?;
    let complete = stage
        .in_panel("document.querySelector('#letter-insert').getAttribute('aria-disabled') === 'false'")
        .await?;
    if complete == true {
        stage.click_in_panel(&drawn, "document.querySelector('#letter-insert')").await?;
        stage.until("the panel's insertion after the kill works", |drawn| drawn.draft().len() > 60).await?;
        stage.undo().await?;
    }

    kill(stage).await?;
    stage.change(json!({ "language": "zh" })).await?;
    stage
        .until("a setting changed after the kill shows", |drawn| {
            drawn.letters().first().is_some_and(|letter| !letter.text.is_ascii())
        })
        .await?;
    stage.change(json!({ "language": "en" })).await?;

    kill(stage).await?;
    stage.page().await?.refresh().await?;
    let drawn = stage.settle().await?;
    // A letter that was inserted stands behind those that were not: the worker that was killed had noted it.
    let letters = drawn.letters();
    assert!(!letters.is_empty() && letters[0].id != id, "the page opened after the kill: {letters:#?}");
    Ok(())
}

async fn a_worker_killed_under_a_list_still_answers_a_changed_row(stage: &mut Stage) -> Result<()> {
    let drawn = stage.open_with("aliexpress-orders", "arrives:2500").await?;
    let count = drawn.badges.len();
    kill(stage).await?;
    stage
        .until_page("a row arrives", "return document.querySelectorAll('.next-table-row').length === 61")
        .await?;
    stage.until("its badge comes", |drawn| drawn.badges.len() == count + 1).await?;
    kill(stage).await?;
    stage.click(&stage.place("document.querySelectorAll('.next-table-row')[1].querySelector('a[href*=\"orderDetail\"]')").await?).await?;
    stage.until_page("the order is open", "return location.href.includes('orderDetail')").await?;
    assert!(stage.settle().await?.own().is_some());
    Ok(())
}

async fn a_worker_that_slept_answers_the_next_click(stage: &mut Stage) -> Result<()> {
    // Firefox ends an idle background page by itself; here after a third of a second.
    let preferences = json!({ "extensions.background.idle.timeout": 1500 });
    let browser = Browser::start_with(stage.kind, &stage.portal, fresh_profile()?, preferences).await?;
    let mut other = Stage { kind: stage.kind, browser, portal: stage.portal.clone() };
    other.reset().await?;
    let drawn = other.open("ebay-messages").await?;
    let first = drawn.letters()[0].rect;
    tokio::time::sleep(Duration::from_millis(4000)).await;
    other.click(&first).await?;
    other.until_page("the letter stands in the box", &format!("return {BOX}.value.length > 60")).await?;
    tokio::time::sleep(Duration::from_millis(4000)).await;
    other.page().await?.refresh().await?;
    let drawn = other.settle().await?;
    assert!(drawn.bar.is_some(), "a page opened while the worker slept is drawn: {drawn:#?}");
    other.browser.quit().await
}

async fn an_update_under_an_open_page_leaves_one_calm_line(stage: &mut Stage) -> Result<()> {
    let drawn = stage.open("ebay-messages").await?;
    assert!(drawn.bar.is_some());
    stage.click(&stage.place(BOX).await?).await?;
    stage.type_text("A draft of mine.").await?;
    stage.until_typed("the draft", |typed| typed == "A draft of mine.").await?;
    stage.reload_extension().await?;

    // The next thing that happens on the page tells the old script that its extension is gone.
    stage.type_text(" More.").await?;
    let line = "Dueline was updated. Reload this page to go on.";
    stage.until_own_text("the calm line", |text| text.contains(line)).await?;
    let text = stage.own_text().await?;
    assert_eq!(text.matches(line).count(), 1, "one line: {text}");
    ensure!(!text.contains("Undo") && !text.contains("Open panel"), "nothing else of ours is left: {text}");
    let value = stage.script(&format!("return {BOX}.value")).await?;
    assert_eq!(value, "A draft of mine. More.", "the page is left as it was");
    assert!(stage.misdeeds().is_empty(), "{:#?}", stage.misdeeds());

    // A reloaded page works again, with the settings of before.
    stage.browser.reopen_door().await?;
    stage.page().await?.refresh().await?;
    let drawn: Drawn = stage.settle().await?;
    assert!(drawn.bar.is_some() && drawn.line.is_none(), "{drawn:#?}");
    Ok(())
}

suite![
    a_worker_killed_between_any_two_steps_loses_nothing => Chromium, "Firefox lets no driver end a background page; see the test of the sleeping one",
    a_worker_killed_under_a_list_still_answers_a_changed_row => Chromium, "Firefox lets no driver end a background page; see the test of the sleeping one",
    a_worker_that_slept_answers_the_next_click => Firefox, "Chromium's worker is killed outright in the other tests",
    an_update_under_an_open_page_leaves_one_calm_line,
];
