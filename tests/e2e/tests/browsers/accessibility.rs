//! The extension's own pages, checked by axe-core in both languages and both themes.

use e2e::{Result, Stage, axe, ensure, json, suite};

const LOOKS: [(&str, &str); 2] = [("en", "light"), ("zh", "dark")];

async fn the_app_has_no_violations(stage: &mut Stage) -> Result<()> {
    let check = axe::check()?;
    stage.open("aliexpress-dispute-waiting").await?;
    for (language, theme) in LOOKS {
        stage.change(json!({ "language": language, "theme": theme })).await?;
        for view in ["welcome", "settings", "health", "letters", "rules", "privacy"] {
            let door = &stage.browser.door_window;
            let session = stage.browser.door().await?;
            session.goto(stage.browser.own_page(&format!("app.html#{view}"))).await?;
            // The same document with another fragment is not loaded again.
            session.refresh().await?;
            stage
                .until_at(
                    door,
                    "the view is drawn",
                    "return document.querySelector('main')?.innerText.length > 40",
                )
                .await?;
            let found = stage.async_at(door, &format!("return await {check}")).await?;
            ensure!(found == json!([]), "app.html#{view}, {language}, {theme}: {found:#}");
            let wide =
                stage.script_at(door, "return document.documentElement.scrollWidth > innerWidth").await?;
            ensure!(wide == false, "app.html#{view} scrolls sideways");
        }
    }
    Ok(())
}

async fn the_panel_has_no_violations(stage: &mut Stage) -> Result<()> {
    let check = axe::check()?;
    for (language, theme) in LOOKS {
        stage
            .change(json!({ "language": language, "theme": theme, "panel": { "open": false, "width": 380 } }))
            .await?;
        stage.open("aliexpress-dispute-waiting").await?;
        stage.panel(true).await?;
        let drawn =
            stage.until("the panel is open", |drawn| drawn.panel.open && drawn.panel.rect.is_some()).await?;
        stage.until_panel("it shows the case", "document.querySelectorAll('.field-row').length > 3").await?;
        let found = stage.in_panel(&check).await?;
        ensure!(found == json!([]), "the panel, {language}, {theme}: {found:#}");
        stage.click_in_panel(&drawn, "document.querySelector('[role=option]')").await?;
        stage.until_panel("a letter is open", "!!document.querySelector('#letter-preview')").await?;
        let found = stage.in_panel(&check).await?;
        ensure!(found == json!([]), "an open letter, {language}, {theme}: {found:#}");
    }
    Ok(())
}

async fn what_stands_in_the_page_has_names_and_roles(stage: &mut Stage) -> Result<()> {
    let drawn = stage.open("aliexpress-dispute-waiting").await?;
    let badge = drawn.own().expect("a badge");
    let mut tree = stage.accessibility_tree().await?;
    tree.retain(|(role, _)| role == "button" || role == "toolbar");
    let named = |role: &str, part: &str| tree.iter().any(|(r, name)| r == role && name.contains(part));
    ensure!(named("button", &badge.title), "the badge has no name: {tree:?}");
    ensure!(named("toolbar", "letters for this case"), "the bar has no name: {tree:?}");
    ensure!(named("button", "Open panel"), "the panel's button has no name: {tree:?}");
    for title in ["Dispute: parcel not received", "Dispute: our proposal"] {
        ensure!(named("button", title), "letter {title:?} has no name: {tree:?}");
    }
    Ok(())
}

suite![
    the_app_has_no_violations,
    the_panel_has_no_violations,
    what_stands_in_the_page_has_names_and_roles => Chromium, "Firefox lets no driver see the tree of a closed shadow root",
];
