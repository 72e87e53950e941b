//! Pasted text gives the same card, clocks and letters as an open page.

use e2e::{Result, Stage, ensure, suite};

const TEXT: &str = "Dispute number: 6001928345510271\nOrder number: 8192034567812345\nStatus: Waiting for the seller's response\n\
                    Dispute opened: 2026-11-20 10:00\nTime left to respond: 3 days 5 hours\nRefund amount: US $23.99\n\nWhere is my parcel? I want my money back!";

async fn pasted_text_is_read_like_a_page(stage: &mut Stage) -> Result<()> {
    let door = stage.browser.door_window.clone();
    let session = stage.browser.window(&door).await?;
    session.goto(stage.browser.own_page("app.html#paste")).await?;
    session.refresh().await?;
    stage.until_at(&door, "the view is drawn", "return !!document.querySelector('#paste-text')").await?;
    let paste = |text: &str| {
        format!(
            "const area = document.querySelector('#paste-text'); area.value = {}; area.dispatchEvent(new Event('input'))",
            serde_json::json!(text)
        )
    };
    let choose = "const s = document.querySelector('#paste-portal'); s.value = 'aliexpress'; s.dispatchEvent(new Event('change'))";
    stage.script_at(&door, &paste(TEXT)).await?;
    // Sixteen digits are an order number on more than one marketplace.
    stage.until_at(&door, "it asks which marketplace", "return document.querySelector('.paste-result')?.innerText.includes('marketplace')").await?;
    stage.script_at(&door, choose).await?;
    stage.until_at(&door, "the card is there", "return document.querySelectorAll('.paste-result .field-row').length > 4").await?;
    let told = stage.script_at(&door, "return document.querySelector('.paste-result').innerText").await?;
    let told = told.as_str().unwrap_or_default();
    for part in ["8192034567812345", "USD 23.99", "6001928345510271"] {
        ensure!(told.contains(part), "{part} is not on the card:\n{told}");
    }
    ensure!(told.contains("3 d ") || told.contains("days"), "no clock runs:\n{told}");
    let letters = stage.script_at(&door, "return document.querySelectorAll('.paste-result [role=option].fitting').length").await?;
    ensure!(letters.as_u64() > Some(0), "no letter fits:\n{told}");
    // Nothing of it is kept.
    let kept = stage.in_door("return JSON.stringify(await chrome.storage.local.get(null))").await?;
    ensure!(!kept.as_str().unwrap_or_default().contains("8192034567812345"), "pasted text was kept");

    stage.script_at(&door, &paste("nothing that looks like an order")).await?;
    stage.script_at(&door, "const s = document.querySelector('#paste-portal'); s.value = ''; s.dispatchEvent(new Event('change'))").await?;
    stage.until_at(&door, "it says that nothing was recognised", "return document.querySelector('.paste-result')?.innerText.includes('Choose the marketplace')").await?;
    Ok(())
}

suite![pasted_text_is_read_like_a_page];
