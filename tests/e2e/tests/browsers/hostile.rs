//! Pages and buyers that attack: what they write is plain text and steers nothing.

use e2e::{Result, Stage, Value, ensure, suite};
use replica_portal::EventKind;

const NAME: &str = "<img src=x onerror=alert(1)> {{ agent_name }}";

fn rules(look: &Value) -> Vec<String> {
    let deadlines = look["advice"]["deadlines"].as_array().unwrap();
    deadlines.iter().map(|deadline| deadline["rule"].as_str().unwrap().to_owned()).collect()
}

/// A browser dialogue would make the driver's next command fail; besides, the page's world must not
/// have been asked for anything.
fn unharmed(stage: &Stage, scene: &str) -> Result<()> {
    let events: Vec<_> = stage
        .misdeeds()
        .into_iter()
        .filter(|event| event.kind != EventKind::Tampered || event.text.is_empty())
        .collect();
    ensure!(events.is_empty(), "{scene}: {events:#?}");
    Ok(())
}

async fn attacks_in_text_change_no_rule_and_no_date(stage: &mut Stage) -> Result<()> {
    for scene in [
        "aliexpress-dispute-waiting",
        "aliexpress-dispute-negotiating",
        "ebay-return",
        "amazon-inbox",
        "amazon-order",
    ] {
        stage.open_with(scene, "late:0").await?;
        let plain = stage.look().await?;
        let drawn = stage.open_with(scene, "late:0,hostile").await?;
        let look = stage.look().await?;
        ensure!(rules(&plain) == rules(&look), "{scene}: other rules: {:?}", rules(&look));
        let badge = drawn.own().unwrap_or_else(|| panic!("{scene}: the badge is gone"));
        ensure!(badge.state != "overdue", "{scene}: a forged date was taken: {badge:#?}");
        for (before, now) in plain["advice"]["deadlines"]
            .as_array()
            .unwrap()
            .iter()
            .zip(look["advice"]["deadlines"].as_array().unwrap())
        {
            let due = |deadline: &Value| {
                deadline["due"].as_str().map(|due| due.parse::<jiff::Timestamp>().unwrap())
            };
            match (due(before), due(now)) {
                (Some(before), Some(now)) => ensure!(
                    now.duration_since(before).as_secs().abs() < 180,
                    "{scene}: the due moment moved from {before} to {now}"
                ),
                (before, now) => ensure!(before == now, "{scene}: {before:?} became {now:?}"),
            }
        }
        ensure!(
            look["reading"]["order"]["order_id"]["value"] == plain["reading"]["order"]["order_id"]["value"],
            "{scene}: a forged order number was taken"
        );
        unharmed(stage, scene)?;
    }
    Ok(())
}

async fn lists_on_a_hostile_page_keep_their_badges(stage: &mut Stage) -> Result<()> {
    for scene in ["aliexpress-orders", "ebay-orders"] {
        let plain = stage.open_with(scene, "late:0").await?.badges.len();
        let drawn = stage.open_with(scene, "late:0,hostile").await?;
        assert_eq!(drawn.badges.len(), plain, "{scene}");
        unharmed(stage, scene)?;
    }
    Ok(())
}

async fn a_name_that_is_none_stays_out_of_the_letter(stage: &mut Stage) -> Result<()> {
    for (scene, element) in [
        ("ebay-messages", "document.querySelector('#imageupload__sendmessage--textbox')"),
        ("aliexpress-dispute-waiting", "document.querySelector('[contenteditable=\"true\"]')"),
        ("amazon-contact", "document.querySelector('kat-textarea').shadowRoot.querySelector('textarea')"),
    ] {
        stage.open_with(scene, "late:0,hostile").await?;
        stage.script(&format!("({element}).scrollIntoView({{ block: 'center' }})")).await?;
        let drawn = stage.until("the bar stands at the box", |drawn| drawn.bar.is_some()).await?;
        let first = drawn
            .letters()
            .into_iter()
            .find(|letter| !letter.asks())
            .map(|letter| letter.rect)
            .unwrap_or_else(|| panic!("{scene} has no letter that asks nothing"));
        stage.click(&first).await?;
        let drawn = stage.until("the letter stands in the box", |drawn| drawn.draft().len() > 60).await?;
        // Nobody is greeted by markup: what is no person's name is no first name.
        ensure!(!drawn.draft().contains(NAME), "{scene}: greeted by {NAME}: {}", drawn.draft());
        let elements = stage.script(&format!("const e = {element}; return e.getElementsByTagName('img').length + e.getElementsByTagName('script').length")).await?;
        assert_eq!(elements, 0, "{scene}: the name became an element");
        unharmed(stage, scene)?;
    }
    Ok(())
}

async fn the_panel_shows_attacks_as_plain_text(stage: &mut Stage) -> Result<()> {
    stage.open_with("aliexpress-dispute-waiting", "late:0,hostile").await?;
    stage.panel(true).await?;
    stage
        .until_panel(
            "it shows the name as it is written",
            &format!("document.body.textContent.includes({NAME:?})"),
        )
        .await?;
    assert_eq!(stage.in_panel("document.querySelectorAll('img, script:not([src])').length").await?, 0);
    unharmed(stage, "panel")
}

async fn a_megabyte_of_message_is_cut_and_harms_nothing(stage: &mut Stage) -> Result<()> {
    for scene in ["aliexpress-chat", "ebay-messages", "amazon-inbox"] {
        let drawn = stage.open_with(scene, "late:0,hostile").await?;
        assert!(drawn.bar.is_some(), "{scene}");
        let look = stage.look().await?;
        let thread = look["snapshot"]["thread"].as_array().unwrap();
        let longest = thread.iter().map(|message| message["text"].as_str().unwrap().len()).max().unwrap();
        ensure!(longest <= 20_000, "{scene}: {longest} characters");
        ensure!(thread.iter().any(|message| message["cut"] == true), "{scene}: nothing says that it was cut");
        unharmed(stage, scene)?;
    }
    Ok(())
}

async fn the_worker_refuses_what_it_does_not_know(stage: &mut Stage) -> Result<()> {
    stage.open("ebay-messages").await?;
    let refused = |answer: &Value| answer["refused"].as_str().map(str::to_owned);
    let unknown = stage.ask(e2e::json!({ "kind": "send-now" })).await?;
    assert_eq!(refused(&unknown).as_deref(), Some("not-understood"), "{unknown}");
    let version =
        stage.in_door("return await chrome.runtime.sendMessage({ v: 2, kind: 'settings' })").await?;
    assert_eq!(refused(&version).as_deref(), Some("version"), "{version}");
    let large = stage
        .ask(e2e::json!({ "kind": "write", "tab": stage.tab().await?, "text": "x".repeat(50_001) }))
        .await?;
    assert_eq!(refused(&large).as_deref(), Some("too-large"), "{large}");
    // A page's own script cannot reach the worker at all.
    let reach = stage.script("return typeof (globalThis.chrome?.runtime?.sendMessage) + typeof (globalThis.browser?.runtime?.sendMessage)").await?;
    assert_eq!(reach, "undefinedundefined");
    Ok(())
}

suite![
    attacks_in_text_change_no_rule_and_no_date,
    lists_on_a_hostile_page_keep_their_badges,
    a_name_that_is_none_stays_out_of_the_letter,
    the_panel_shows_attacks_as_plain_text,
    a_megabyte_of_message_is_cut_and_harms_nothing,
    the_worker_refuses_what_it_does_not_know,
];
