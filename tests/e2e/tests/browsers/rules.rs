//! The view of the rules: finding, trying and changing one, and what a change does in open tabs.

use e2e::stage::said_moment;
use e2e::{DrawnBadge, Result, Stage, axe, ensure, json, suite};
use jiff::ToSpan as _;

/// The rule on which most of these tests work, and its element in the view.
const RULE: &str = "ae-dispute-seller-response";
const ITEM: &str = "document.querySelector('#rule-ae-dispute-seller-response')";

/// Opens the view in the extension's own window.
async fn view(stage: &Stage) -> Result<()> {
    let door = &stage.browser.door_window;
    let session = stage.browser.window(door).await?;
    session.goto(stage.browser.own_page("app.html#rules")).await?;
    // The same document with another fragment is not loaded again.
    session.refresh().await?;
    until(stage, "the rules are listed", "return document.querySelectorAll('.rule').length > 100").await
}

async fn until(stage: &Stage, what: &str, script: &str) -> Result<()> {
    stage.until_at(&stage.browser.door_window, what, script).await.map(drop)
}

async fn look(stage: &Stage, script: &str) -> Result<e2e::Value> {
    stage.script_at(&stage.browser.door_window, script).await
}

/// Writes into a field the way typing does, but in one stroke.
async fn fill(stage: &Stage, selector: &str, text: &str) -> Result<()> {
    let script = format!(
        "const field = document.querySelector({selector:?}); field.value = {text:?}; \
         field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', {{ bubbles: true }}))"
    );
    look(stage, &script).await.map(drop)
}

/// Presses a button with the real pointer; a made-up click is ignored.
async fn press(stage: &Stage, selector: &str) -> Result<()> {
    let door = &stage.browser.door_window;
    let script = format!(
        "const b = document.querySelector({selector:?}); if (!b) return null; b.scrollIntoView({{ block: 'center' }}); b.focus(); return true"
    );
    stage.until_at(door, &format!("{selector} is there"), &script).await?;
    let session = stage.browser.window(door).await?;
    session.action_chain().send_keys("\u{e007}").perform().await?;
    Ok(())
}

/// How many rules are shown, and whether the one of these tests is.
async fn shown(stage: &Stage) -> Result<(u64, bool)> {
    let script = format!(
        "return [[...document.querySelectorAll('.rule[id^=rule-]')].filter((r) => r.checkVisibility()).length, {ITEM}.checkVisibility()]"
    );
    let found = look(stage, &script).await?;
    Ok((found[0].as_u64().unwrap(), found[1] == true))
}

async fn unfold(stage: &Stage, rule: &str) -> Result<()> {
    let item = format!("document.querySelector('#rule-{rule}')");
    look(stage, &format!("{item}.open = true")).await?;
    until(stage, "the rule is open", &format!("return !!{item}.querySelector('.trial')")).await?;
    let all = format!("{item}.querySelectorAll('details').forEach((fold) => {{ fold.open = true }})");
    look(stage, &all).await.map(drop)
}

async fn a_rule_is_found_in_both_languages_and_by_site(stage: &mut Stage) -> Result<()> {
    view(stage).await?;
    let (all, _) = shown(stage).await?;
    ensure!(all >= 180, "only {all} rules are listed");
    for query in ["纠纷", "dispute", "Seller-Response", "aliexpress answer"] {
        fill(stage, "#rules-search", query).await?;
        let (some, ours) = shown(stage).await?;
        ensure!(ours && some < all, "{query} finds {some} rules, the one of AliExpress: {ours}");
    }
    let said = look(stage, "return document.querySelector('#rules-count').innerText").await?;
    ensure!(said.as_str().unwrap().contains(&format!("of {all} rules")), "{said}");
    fill(stage, "#rules-search", "no such words").await?;
    ensure!(shown(stage).await? == (0, false));
    press(stage, ".nothing button").await?;
    until(stage, "all are shown again", "return document.querySelector('#rules-search').value === ''")
        .await?;
    ensure!(shown(stage).await?.0 == all);

    fill(stage, "#rules-platform", "shopee").await?;
    let (shopee, ours) = shown(stage).await?;
    fill(stage, "#rules-site", "shopee.sg").await?;
    let (singapore, _) = shown(stage).await?;
    ensure!(!ours && 0 < singapore && singapore < shopee, "{singapore} of {shopee} rules hold in Singapore");
    let hidden =
        "const one = document.querySelector('#rule-sp-rr-response-ph'); return one.checkVisibility()";
    ensure!(look(stage, hidden).await? == false, "a rule of the Philippines is shown for Singapore");
    Ok(())
}

async fn a_rule_tells_all_that_is_known_of_it(stage: &mut Stage) -> Result<()> {
    view(stage).await?;
    unfold(stage, RULE).await?;
    let text = look(stage, &format!("return {ITEM}.innerText")).await?;
    let text = text.as_str().unwrap();
    for part in [
        "Answer the dispute",
        "5 calendar days",
        "Opened, Last changed",
        "Clock on the page",
        "America/Los_Angeles",
        "in the catalogue:",
        "checked 2026",
        RULE,
    ] {
        ensure!(text.contains(part), "{part:?} does not stand in: {text}");
    }
    Ok(())
}

async fn a_dry_run_gives_the_moment_and_the_way_to_it(stage: &mut Stage) -> Result<()> {
    view(stage).await?;
    unfold(stage, RULE).await?;
    fill(stage, &format!("#{RULE}-trigger"), "2026-06-20T08:00").await?;
    let result = format!("{ITEM}.querySelector('.trial-result').innerText");
    // The portal's own zone has summer time: five times 24 hours later it is eight there, eleven at night in China.
    until(stage, "the end is told", &format!("return {result}.includes('Thu 25 Jun 2026 08:00 UTC−7')"))
        .await?;
    let text = look(stage, &format!("return {result}")).await?;
    let text = text.as_str().unwrap();
    for part in ["Thu 25 Jun 2026 23:00 UTC+8", "+ 5 calendar days", "estimate"] {
        ensure!(text.contains(part), "{part:?} does not stand in: {text}");
    }
    fill(stage, &format!("#{RULE}-printed"), "2026-06-24T12:00").await?;
    until(
        stage,
        "the printed clock wins",
        &format!("return {result}.includes('Wed 24 Jun 2026 12:00 UTC−7')"),
    )
    .await?;
    Ok(())
}

async fn a_changed_length_shows_in_an_open_tab_at_once_and_can_be_taken_back(
    stage: &mut Stage,
) -> Result<()> {
    // No page prints this clock, so that the rule alone gives the end of it.
    const CHAT: &str = "ae-message-response";
    let item = format!("document.querySelector('#rule-{CHAT}')");
    stage.open("aliexpress-chat").await?;
    let badge = stage.own_badge().await?;
    ensure!(badge.id == CHAT, "{badge:#?}");
    let due = |badge: &DrawnBadge| said_moment(badge.says("Due, portal time"));
    view(stage).await?;
    unfold(stage, CHAT).await?;

    fill(stage, &format!("#{CHAT}-count"), "12").await?;
    press(stage, &format!("#rule-{CHAT} .save-change")).await?;
    let both = format!(
        "const own = {item}.querySelector('.own-change')?.innerText ?? ''; return own.includes('12 hours') && own.includes('24 hours')"
    );
    until(stage, "both values stand there", &both).await?;
    let head = look(stage, &format!("return {item}.querySelector('summary').innerText")).await?;
    let head = head.as_str().unwrap();
    ensure!(head.contains("your own value") && head.contains("12 hours"), "{head}");
    let sooner = due(&badge).checked_sub(12.hours())?;
    let drawn = stage
        .until("the badge ends twelve hours sooner", |drawn| {
            drawn.own().is_some_and(|now| due(now) == sooner)
        })
        .await?;
    let changed = drawn.own().unwrap();
    ensure!(changed.says("Figure").contains("your own value"), "{changed:#?}");

    press(stage, &format!("#rule-{CHAT} .take-back")).await?;
    let same = |drawn: &e2e::Drawn| drawn.own().is_some_and(|now| now.details == badge.details);
    stage.until("the badge is as it was", same).await?;
    press(stage, &format!("#rule-{CHAT} .undo")).await?;
    stage.until("the change counts again", |drawn| drawn.own().is_some_and(|now| due(now) == sooner)).await?;

    let off = format!(
        "const on = document.querySelector('#{CHAT}-on'); on.checked = false; on.dispatchEvent(new Event('change'))"
    );
    until(stage, "the form is there", &format!("return !!document.querySelector('#{CHAT}-on')")).await?;
    look(stage, &off).await?;
    press(stage, &format!("#rule-{CHAT} .save-change")).await?;
    stage
        .until("the rule gives no clock any more", |drawn| drawn.own().is_none_or(|badge| badge.id != CHAT))
        .await?;
    Ok(())
}

async fn a_new_version_is_told_and_damage_is_kept(stage: &mut Stage) -> Result<()> {
    view(stage).await?;
    unfold(stage, RULE).await?;
    fill(stage, &format!("#{RULE}-count"), "3").await?;
    press(stage, &format!("#rule-{RULE} .save-change")).await?;
    until(stage, "the change is kept", &format!("return !!{ITEM}.querySelector('.own-change')")).await?;
    // As if the change had been made over an older version of the rule, beside an entry that nobody can read.
    let older = "const { overlay } = await chrome.storage.local.get('overlay'); \
        overlay[0].base.lapse = { en: 'Nothing happens.', zh: '无影响。' }; overlay[0].mine.lapse = overlay[0].base.lapse; \
        await chrome.storage.local.set({ overlay: [...overlay, { platform: 'x', base: { id: 'y' } }] })";
    stage.in_door(older).await?;
    until(stage, "both are told", "const text = document.querySelector('.notices')?.innerText ?? ''; return text.includes('new version') && text.includes('cannot be read')").await?;
    let text = look(stage, &format!("return {ITEM}.querySelector('.own-change').innerText")).await?;
    ensure!(text.as_str().unwrap().contains("Nothing happens."), "{text}");
    press(stage, &format!("#rule-{RULE} .keep-mine")).await?;
    until(stage, "only the damage is told", "const text = document.querySelector('.notices')?.innerText ?? ''; return !text.includes('new version') && text.includes('cannot be read')").await?;
    let kept = stage.in_door("return (await chrome.storage.local.get('overlay')).overlay").await?;
    assert_eq!(kept[0]["mine"]["duration"]["count"], 3);
    assert_ne!(kept[0]["mine"]["lapse"]["en"], "Nothing happens.");
    assert_eq!(kept[1], json!({ "platform": "x", "base": { "id": "y" } }));
    Ok(())
}

async fn an_unknown_part_of_an_indicator_takes_what_the_shop_uses(stage: &mut Stage) -> Result<()> {
    view(stage).await?;
    fill(stage, "#rules-search", "好评率").await?;
    let item = "document.querySelector('#indicator-ae-positive-rate')";
    look(stage, &format!("{item}.open = true")).await?;
    until(
        stage,
        "the formula is not given",
        &format!("return {item}.innerText.includes('not given in the source')"),
    )
    .await?;
    look(stage, "document.querySelector('#use-ae-positive-rate').focus()").await?;
    let session = stage.browser.window(&stage.browser.door_window).await?;
    session.action_chain().send_keys("5 and 4 stars of all").perform().await?;
    stage
        .until_setting("the text is kept", |settings| {
            settings["indicators"]["ae-positive-rate"] == "5 and 4 stars of all"
        })
        .await?;
    stage.change(json!({ "indicators": { "ae-positive-rate": null } })).await?;
    Ok(())
}

async fn the_view_has_no_violations(stage: &mut Stage) -> Result<()> {
    let check = axe::check()?;
    for (language, theme) in [("en", "light"), ("zh", "dark")] {
        stage.change(json!({ "language": language, "theme": theme })).await?;
        view(stage).await?;
        unfold(stage, RULE).await?;
        fill(stage, &format!("#{RULE}-trigger"), "2026-06-20T08:00").await?;
        fill(stage, &format!("#{RULE}-count"), "4").await?;
        press(stage, &format!("#rule-{RULE} .save-change")).await?;
        until(stage, "the change is kept", &format!("return !!{ITEM}.querySelector('.own-change')")).await?;
        look(stage, "document.querySelector('#indicator-ae-positive-rate').open = true").await?;
        until(stage, "the indicator is open", "return !!document.querySelector('#use-ae-positive-rate')")
            .await?;
        let door = &stage.browser.door_window;
        let found = stage.async_at(door, &format!("return await {check}")).await?;
        ensure!(found == json!([]), "app.html#rules, {language}, {theme}: {found:#}");
        let wide = look(stage, "return document.documentElement.scrollWidth > innerWidth").await?;
        ensure!(wide == false, "app.html#rules scrolls sideways");
    }
    Ok(())
}

suite![
    a_rule_is_found_in_both_languages_and_by_site,
    a_rule_tells_all_that_is_known_of_it,
    a_dry_run_gives_the_moment_and_the_way_to_it,
    a_changed_length_shows_in_an_open_tab_at_once_and_can_be_taken_back,
    a_new_version_is_told_and_damage_is_kept,
    an_unknown_part_of_an_indicator_takes_what_the_shop_uses,
    the_view_has_no_violations,
];
