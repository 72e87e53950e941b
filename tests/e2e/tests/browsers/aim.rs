//! Nothing is inserted while it is doubtful which conversation is open: the reason is said, and the box stays as it is.

use e2e::{Drawn, Result, Stage, ensure, json, suite};

const TEXT: &str = "Thank you, we look into it.";

/// What the bar says about a click on its first letter.
async fn click_first(stage: &Stage, part: &str) -> Result<Drawn> {
    let drawn = stage.settle().await?;
    let letter = drawn.letters().first().map(|letter| letter.rect);
    ensure!(letter.is_some(), "the bar has no letter: {}", drawn.brief());
    stage.click(&letter.unwrap()).await?;
    stage
        .until(&format!("the bar says {part:?}"), |drawn| {
            drawn.bar.as_ref().and_then(|bar| bar.note.as_deref()).is_some_and(|note| note.contains(part))
        })
        .await
}

async fn another_name_in_the_heading_holds_the_letter(stage: &mut Stage) -> Result<()> {
    stage.open("ebay-messages").await?;
    let heading = "document.querySelector('[data-testid=\"messages-thread\"] h2')";
    let name = stage.script(&format!("const h = {heading}; const was = h.textContent; h.textContent = 'berger-tom'; return was")).await?;
    let look = stage.look().await?;
    ensure!(look["advice"]["hold"].is_object(), "nothing is held: {}", look["reading"]["aim"]);
    let drawn = click_first(stage, "berger-tom").await?;
    ensure!(drawn.draft().is_empty(), "something was inserted: {:?}", drawn.draft());
    assert_eq!(stage.write(TEXT).await?["problem"], "held");

    stage.script(&format!("{heading}.textContent = {name}")).await?;
    stage.settle().await?;
    stage
        .until("the reason is gone", |drawn| drawn.settled && !drawn.letters().is_empty())
        .await?;
    let outcome = stage.write(TEXT).await?;
    assert_eq!(outcome["done"], true, "{outcome}");
    Ok(())
}

async fn two_conversations_at_once_hold_the_letter(stage: &mut Stage) -> Result<()> {
    stage.open("ebay-messages").await?;
    stage
        .script("const pane = document.querySelector('[data-testid=\"app-conversation\"]'); pane.after(pane.cloneNode(true))")
        .await?;
    let drawn = click_first(stage, "2 conversations").await?;
    assert!(drawn.draft().is_empty());
    Ok(())
}

async fn a_page_that_is_still_rendering_takes_no_letter(stage: &mut Stage) -> Result<()> {
    stage.open("ebay-messages").await?;
    stage
        .script(
            "const words = [...document.querySelectorAll('.app-conversation__message-bubble__message__content')]; let n = 0; \
             window.restless = setInterval(() => words.forEach((word) => { word.textContent = `Message number ${n++}`; }), 15)",
        )
        .await?;
    let outcome = stage.write(TEXT).await?;
    assert_eq!(outcome["problem"], "moved", "{outcome}");
    assert!(stage.drawn().await?.draft().is_empty());
    stage.script("clearInterval(window.restless)").await?;
    stage.settle().await?;
    let outcome = stage.write(TEXT).await?;
    assert_eq!(outcome["done"], true, "{outcome}");
    Ok(())
}

async fn another_shop_than_the_chosen_one_takes_no_letter(stage: &mut Stage) -> Result<()> {
    stage
        .change(json!({
            "shops": [
                { "portal": "aliexpress", "number": "1284503", "name": "North Star" },
                { "portal": "aliexpress", "number": "7777777", "name": "South Gate" },
            ],
            "working": { "aliexpress": "7777777" },
        }))
        .await?;
    stage.open("aliexpress-chat").await?;
    let drawn = click_first(stage, "North Star").await?;
    assert!(drawn.draft().is_empty());

    // The panel names the reason, and the right shop can be chosen in it.
    stage.panel(true).await?;
    stage.until_panel("the reason stands in the panel", "document.querySelector('.hold')?.innerText.includes('South Gate')").await?;
    stage
        .in_panel("(() => { const s = document.querySelector('#working-shop'); s.value = '1284503'; s.dispatchEvent(new Event('change')); return true })()")
        .await?;
    stage.until_panel("nothing is held any more", "!document.querySelector('.hold')").await?;
    stage.panel(false).await?;
    stage.settle().await?;
    let outcome = stage.write(TEXT).await?;
    assert!(outcome["done"] == true || outcome["problem"] == "confirm", "{outcome}");
    Ok(())
}

async fn a_box_without_proof_is_shown_before_the_first_letter(stage: &mut Stage) -> Result<()> {
    stage.open("temu-chat").await?;
    // What this page tells is found by words alone, so its letters are read and agreed to in the panel first.
    let outcome = stage.write(TEXT).await?;
    assert_eq!(outcome["problem"], "confirm", "{outcome}");
    let drawn = stage.until("the box is outlined", |drawn| drawn.outline.as_deref() == Some("reply")).await?;
    assert!(drawn.draft().is_empty());
    assert_eq!(stage.write(TEXT).await?["done"], true, "the second time it goes in");
    stage.until("the text stands in the box", |drawn| !drawn.draft().is_empty()).await?;
    stage
        .until_setting("the box is remembered", |settings| {
            settings["confirmed"].as_array().is_some_and(|kept| kept.contains(&json!("temu/chat/reply")))
        })
        .await?;

    stage.open("temu-chat").await?;
    let outcome = stage.write(TEXT).await?;
    assert_eq!(outcome["done"], true, "a box that was confirmed is asked about again: {outcome}");
    Ok(())
}

async fn a_signed_out_page_is_left_alone(stage: &mut Stage) -> Result<()> {
    stage.open("amazon-order").await?;
    stage
        .script("const form = document.createElement('form'); form.name = 'signIn'; form.textContent = 'Sign in'; document.body.prepend(form)")
        .await?;
    stage.until_gone().await?;
    Ok(())
}

suite![
    another_name_in_the_heading_holds_the_letter,
    two_conversations_at_once_hold_the_letter,
    a_page_that_is_still_rendering_takes_no_letter,
    another_shop_than_the_chosen_one_takes_no_letter,
    a_box_without_proof_is_shown_before_the_first_letter,
    a_signed_out_page_is_left_alone,
];
