//! Badges on order and case pages.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use e2e::{Result, Stage, suite, json};

async fn smoke(stage: &mut Stage) -> Result<()> {
    let drawn = stage.open("aliexpress-dispute-waiting").await?;
    eprintln!("{drawn:#?} {:?}", stage.settings().await?);
    stage.click_in_panel(&drawn, "document.getElementById('b')").await?;
    eprintln!("panel says {}", stage.in_panel("document.body.innerText").await?);
    let place = stage.place("document.querySelector('[contenteditable]')").await?;
    stage.click(&place).await?;
    stage.type_text("hello").await?;
    stage.until_typed("hello", |t| t.contains("hello")).await?;
    eprintln!("visible {}", stage.script("return [document.hidden, document.hasFocus(), innerWidth, innerHeight]", vec![]).await?);
    Ok(())
}
async fn smoke2(stage: &mut Stage) -> Result<()> {
    stage.open("aliexpress-dispute-waiting").await?;
    assert_eq!(json!(1), json!(2));
    Ok(())
}

suite![smoke, smoke2];
