//! The same path on pages whose policy forbids nearly everything, and in a frame. That we violate no
//! policy is among the misdeeds that the replica's log tells.

use e2e::{Kind, Rect, Result, Stage, ensure, suite};

/// Scenes with a reply box, and that box.
const PAGES: [(&str, &str); 4] = [
    ("aliexpress-dispute-waiting", "[contenteditable=\"true\"]"),
    ("amazon-contact", "kat-textarea"),
    ("aliexpress-chat", "textarea.send-textarea"),
    ("ebay-return", "textarea.textbox__control"),
];

/// Walks the first `pages` of [`PAGES`].
async fn path(stage: &Stage, knobs: &str, pages: usize) -> Result<()> {
    for (scene, reply) in PAGES.into_iter().take(pages) {
        let drawn = stage.open_with(scene, knobs).await?;
        // The document in which the portal proper stands: the page's own, or its frame's.
        let document = "(document.getElementById('container')?.contentDocument ?? document)";
        // The contact form shows no clock.
        ensure!(!drawn.badges.is_empty() || scene == "amazon-contact", "{scene} [{knobs}] has no badge");
        stage
            .script(&format!("{document}.querySelector('{reply}').scrollIntoView({{ block: 'center' }})"))
            .await?;
        let drawn =
            stage.until("the bar stands at the box", |drawn| drawn.settled && drawn.bar.is_some()).await?;
        let frame = stage.script("const f = document.getElementById('container')?.getBoundingClientRect(); return { x: f?.x ?? 0, y: f?.y ?? 0, w: 1, h: 1 }").await?;
        let frame: Rect = serde_json::from_value(frame)?;
        let letter = drawn.letters().first().map(|letter| letter.rect.within(&frame));
        let letter = letter.unwrap_or_else(|| panic!("{scene} [{knobs}] has no letter"));
        stage.click(&letter).await?;
        let drawn = stage.until("the letter stands in the box", |drawn| drawn.draft().len() > 60).await?;
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = flat(drawn.draft());
        stage.until_typed("the letter", |typed| flat(typed) == text).await?;
        stage.command("undo").await?;
        stage.until("the box is empty again", |drawn| drawn.draft().trim().is_empty()).await?;
        // Chromium refuses a frame with a changing address on a page that is isolated in this way.
        if !(stage.kind == Kind::Chromium && knobs.contains("isolated")) {
            stage.panel(true).await?;
            stage
                .until_panel("it shows the case", "document.querySelectorAll('.field-row').length > 3")
                .await?;
            stage.panel(false).await?;
        }
        ensure!(stage.misdeeds().is_empty(), "{scene} [{knobs}]: {:#?}", stage.misdeeds());
    }
    Ok(())
}

async fn on_a_page_that_allows_its_own_scripts_only(stage: &mut Stage) -> Result<()> {
    path(stage, "csp:strict,late:0", 2).await
}

async fn on_a_page_that_allows_nothing_but_by_nonce(stage: &mut Stage) -> Result<()> {
    path(stage, "csp:none-all,late:0", 4).await
}

async fn on_a_page_that_requires_trusted_types(stage: &mut Stage) -> Result<()> {
    path(stage, "csp:trusted-types,late:0", 4).await
}

async fn in_a_frame_of_the_portal(stage: &mut Stage) -> Result<()> {
    path(stage, "framed,late:0", 2).await
}

async fn in_a_frame_under_a_closed_policy(stage: &mut Stage) -> Result<()> {
    path(stage, "framed,csp:none-all,late:0", 4).await
}

async fn on_a_page_isolated_from_other_origins(stage: &mut Stage) -> Result<()> {
    path(stage, "isolated,late:0", 2).await
}

suite![
    on_a_page_that_allows_its_own_scripts_only,
    on_a_page_that_allows_nothing_but_by_nonce,
    on_a_page_that_requires_trusted_types,
    in_a_frame_of_the_portal,
    in_a_frame_under_a_closed_policy,
    on_a_page_isolated_from_other_origins,
];
