//! Letters as an agent works with them: what is asked and proven, wordings that take turns, drafts that come back,
//! shortcut words, and the library.

use e2e::{Result, Stage, ensure, json, suite};
use thirtyfour::Key;

const BOX: &str = "document.querySelector('.imageupload__inputmultiline')";
const INSERT: &str = "document.querySelector('#letter-insert')";
const BLOCKED: &str = "document.querySelector('#letter-insert').getAttribute('aria-disabled')";

/// Opens the panel beside a page, and a letter in it by what an agent would type.
async fn letter(stage: &Stage, query: &str, title: &str) -> Result<e2e::Drawn> {
    stage.panel(true).await?;
    let drawn =
        stage.until("the panel is open", |drawn| drawn.panel.open && drawn.panel.rect.is_some()).await?;
    stage.until_panel("the letters are there", "!!document.querySelector('#letter-search')").await?;
    stage.click_in_panel(&drawn, "document.querySelector('#letter-search')").await?;
    stage.type_text(query).await?;
    let found = format!("document.querySelector('[role=option]')?.textContent.includes({title:?})");
    stage.until_panel("the letter comes first", &found).await?;
    stage.press(&[], Key::Enter).await?;
    stage.until_panel("the letter is open", "document.querySelector('#letter-preview')?.textContent.length > 20").await?;
    Ok(drawn)
}

async fn pinyin_leads_to_a_letter_with_the_chinese_beside_it(stage: &mut Stage) -> Result<()> {
    stage.change(json!({ "language": "zh" })).await?;
    stage.open("ebay-messages").await?;
    letter(stage, "anpai chaxun", "查询").await.ok();
    // Whatever the query found first, initials of a known title find that one.
    stage.in_panel("document.querySelector('.back')?.click()").await?;
    let drawn = stage.drawn().await?;
    stage.until_panel("the list is back", "!!document.querySelector('#letter-search')").await?;
    stage.click_in_panel(&drawn, "document.querySelector('#letter-search')").await?;
    stage.press(&[Key::Control], 'a').await?;
    stage.type_text("posunqtp").await?;
    stage.press(&[Key::Control], 'a').await?;
    stage.type_text("shangpin posun").await?;
    stage
        .until_panel(
            "the letter on damage is among the first",
            "[...document.querySelectorAll('[role=option]')].slice(0, 5).some((option) => option.textContent.includes('破损'))",
        )
        .await?;
    let marked = stage.in_panel("document.querySelectorAll('[role=option] mark').length").await?;
    ensure!(marked.as_u64() > Some(0), "the matched characters are not marked");
    stage.press(&[], Key::Enter).await?;
    stage
        .until_panel(
            "the Chinese text stands beside the letter",
            "/[一-龥]{10}/.test(document.querySelector('.meaning .beside')?.textContent ?? '')",
        )
        .await?;
    let preview = stage.in_panel("document.querySelector('#letter-preview').textContent").await?;
    let preview = preview.as_str().unwrap_or_default();
    ensure!(!preview.contains('您'), "the letter itself is in the buyer's language: {preview}");
    Ok(())
}

async fn a_choice_a_date_and_an_amount_are_asked_for_and_checked(stage: &mut Stage) -> Result<()> {
    stage.open("ebay-messages").await?;
    let drawn = letter(stage, "our solution", "Our solution").await?;
    ensure!(stage.in_panel(BLOCKED).await? == "true", "without its answer a letter must not go in");
    let choose = "const s = document.querySelector('#value-solution'); s.value = 'replacement'; s.dispatchEvent(new Event('change'))";
    stage.in_panel(&format!("(() => {{ {choose}; return true }})()")).await?;
    stage.until_panel("it is complete", &format!("{BLOCKED} === 'false'")).await?;
    // An optional amount of no sense blocks and says why.
    stage.click_in_panel(&drawn, "document.querySelector('#value-refund_amount')").await?;
    stage.type_text("a lot").await?;
    stage.until_panel("it says what is wrong", "!!document.querySelector('.wrong')").await?;
    ensure!(stage.in_panel(BLOCKED).await? == "true", "a wrong amount must block");
    stage.press(&[Key::Control], 'a').await?;
    stage.type_text("EUR 8,5").await?;
    stage.until_panel("the amount is written", "document.querySelector('#letter-preview').textContent.includes('8.50')").await?;
    stage.click_in_panel(&drawn, INSERT).await?;
    stage.until("the letter stands in the box", |drawn| drawn.draft().contains("8.50")).await?;
    ensure!(stage.misdeeds().is_empty(), "{:#?}", stage.misdeeds());
    Ok(())
}

async fn a_reason_goes_in_with_its_proof_alone(stage: &mut Stage) -> Result<()> {
    stage.open("ebay-messages").await?;
    let drawn = letter(stage, "matches the listing", "matches the listing").await?;
    stage.click_in_panel(&drawn, "document.querySelector('#value-answer')").await?;
    stage.type_text("the shade is warm white").await?;
    stage.until_panel("the proof is demanded", "document.querySelector('#letter-reason').textContent.includes('in hand')").await?;
    ensure!(stage.in_panel(BLOCKED).await? == "true", "no proof, no letter");
    stage.click_in_panel(&drawn, "document.querySelector('.proof input')").await?;
    stage.until_panel("it may go in", &format!("{BLOCKED} === 'false'")).await?;
    Ok(())
}

async fn a_buyer_gets_another_wording_the_next_time(stage: &mut Stage) -> Result<()> {
    stage.open("ebay-messages").await?;
    let drawn = letter(stage, "question received", "Question received").await?;
    let preview = "document.querySelector('#letter-preview').textContent";
    let first = stage.in_panel(preview).await?;
    stage.click_in_panel(&drawn, INSERT).await?;
    stage.until("the letter stands in the box", |drawn| drawn.draft().len() > 60).await?;
    stage.until_panel("it says so", "!!document.querySelector('.outcome.good')").await?;
    stage
        .in_door(
            "for (let i = 0; i < 100; i++) { const kept = await chrome.storage.local.get('sent'); \
             if (JSON.stringify(kept).includes('holding-reply')) return; await new Promise((go) => setTimeout(go, 50)) } \
             throw new Error('the letter was not counted')",
        )
        .await?;
    stage.undo().await?;
    stage.open("ebay-messages").await?;
    letter(stage, "question received", "Question received").await?;
    let second = stage.in_panel(preview).await?;
    ensure!(first != second, "the same words twice: {first}");
    Ok(())
}

async fn a_draft_comes_back_after_a_closed_page(stage: &mut Stage) -> Result<()> {
    stage.open("ebay-messages").await?;
    stage.click(&stage.place(BOX).await?).await?;
    stage.type_text("Half a thought about the lamp").await?;
    stage
        .in_door(
            "for (let i = 0; i < 100; i++) { const { drafts } = await chrome.storage.local.get('drafts'); \
             if (JSON.stringify(drafts ?? []).includes('Half a thought about the lamp')) return; await new Promise((go) => setTimeout(go, 100)) } \
             throw new Error('the draft was not kept')",
        )
        .await?;
    // The page goes away with what stood in it.
    stage.open("ebay-messages").await?;
    stage.until("the box is empty", |drawn| drawn.draft().is_empty()).await?;
    stage.panel(true).await?;
    let drawn =
        stage.until("the panel is open", |drawn| drawn.panel.open && drawn.panel.rect.is_some()).await?;
    stage.until_panel("the fold is there", "!!document.querySelector('.drafts-fold summary')").await?;
    stage.click_in_panel(&drawn, "document.querySelector('.drafts-fold summary')").await?;
    stage
        .until_panel("the draft is listed", "document.querySelector('.draft-text')?.textContent.includes('Half a thought')")
        .await?;
    stage.click_in_panel(&drawn, "document.querySelector('.draft button')").await?;
    stage.until("the draft is back", |drawn| drawn.draft() == "Half a thought about the lamp").await?;
    Ok(())
}

async fn what_stood_before_a_letter_is_kept(stage: &mut Stage) -> Result<()> {
    stage.open("ebay-messages").await?;
    stage.click(&stage.place(BOX).await?).await?;
    stage.type_text("My own beginning. ").await?;
    let drawn = stage.until("the draft is there", |drawn| drawn.draft().contains("beginning") && drawn.settled).await?;
    let ready = drawn.letters().iter().position(|letter| !letter.asks()).expect("a letter that needs nothing");
    stage.click(&drawn.letters()[ready].rect).await?;
    stage.until("the letter is in", |drawn| drawn.draft().len() > 80).await?;
    stage
        .in_door(
            "for (let i = 0; i < 100; i++) { const { drafts } = await chrome.storage.local.get('drafts'); \
             if ((drafts ?? []).some((draft) => draft.before_letter && draft.text.includes('My own beginning'))) return; \
             await new Promise((go) => setTimeout(go, 100)) } throw new Error('the former text was not kept')",
        )
        .await?;
    Ok(())
}

async fn a_shortcut_word_becomes_its_letter_with_tab(stage: &mut Stage) -> Result<()> {
    let own = json!({
        "letter": { "id": "own-1", "title": { "en": "Hi", "zh": "问候" }, "form": "bare" },
        "group": "own", "texts": { "en": ["Hello from the shortcut, line one.\nLine two."] }, "shortcut": ";hi",
    });
    stage.ask(json!({ "kind": "keep-letter", "letter": own })).await?;
    stage.change(json!({ "expand": true })).await?;
    stage.open("ebay-messages").await?;
    stage.click(&stage.place(BOX).await?).await?;
    stage.type_text("Dear Olivia, ;hi").await?;
    stage.until_typed("the word", |typed| typed.ends_with(";hi")).await?;
    stage.press(&[], Key::Tab).await?;
    stage
        .until_typed("the letter in the place of the word", |typed| {
            typed == "Dear Olivia, Hello from the shortcut, line one.\nLine two."
        })
        .await?;
    // Switched off, Tab is the page's own again.
    stage.change(json!({ "expand": false })).await?;
    stage.open("ebay-messages").await?;
    stage.click(&stage.place(BOX).await?).await?;
    stage.type_text(";hi").await?;
    stage.press(&[], Key::Tab).await?;
    stage.until_typed("the word as it was", |typed| typed == ";hi").await?;
    Ok(())
}

/// Opens the library in the extension's own window.
async fn library(stage: &Stage) -> Result<()> {
    let door = &stage.browser.door_window;
    let session = stage.browser.window(door).await?;
    session.goto(stage.browser.own_page("app.html#letters")).await?;
    session.refresh().await?;
    until(stage, "the letters are listed", "return document.querySelectorAll('.library-item').length > 60").await
}

async fn until(stage: &Stage, what: &str, script: &str) -> Result<()> {
    stage.until_at(&stage.browser.door_window, what, script).await.map(drop)
}

async fn press(stage: &Stage, element: &str) -> Result<()> {
    let door = &stage.browser.door_window;
    let script = format!("const b = {element}; if (!b) return null; b.scrollIntoView({{ block: 'center' }}); b.focus(); return true");
    stage.until_at(door, &format!("{element} is there"), &script).await?;
    let session = stage.browser.window(door).await?;
    session.action_chain().send_keys("\u{e007}").perform().await?;
    Ok(())
}

async fn fill(stage: &Stage, selector: &str, text: &str) -> Result<()> {
    let script = format!(
        "const field = document.querySelector({selector:?}); field.value = {text:?}; \
         field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', {{ bubbles: true }}))"
    );
    stage.script_at(&stage.browser.door_window, &script).await.map(drop)
}

fn button(words: &str) -> String {
    format!("[...document.querySelectorAll('button')].find((b) => b.textContent.trim() === {words:?})")
}

async fn a_shipped_letter_is_changed_compared_and_restored(stage: &mut Stage) -> Result<()> {
    library(stage).await?;
    fill(stage, "#library-search", "question received").await?;
    until(stage, "the letter comes first", "return document.querySelector('.library-item summary')?.textContent.includes('Question received')").await?;
    press(stage, "document.querySelector('.library-item summary')").await?;
    until(stage, "its words are there", "return document.querySelector('.variant-body .paper')?.textContent.length > 40").await?;
    press(stage, &button("Edit")).await?;
    until(stage, "the words are in the editor", "return document.querySelector('#edit-wording-0')?.value.length > 40").await?;
    fill(stage, "#edit-wording-0", "We look into {{ order.id }} and call you at +49 151 2345 6789.").await?;
    until(stage, "the portals' rules are told while typing", "return /outside the platform|站外/.test(document.querySelector('.letter-editor .lint').textContent)").await?;
    until(stage, "the preview follows", "return document.querySelector('.letter-editor .preview').textContent.includes('8192034567812345')").await?;
    fill(stage, "#edit-wording-0", "We look into order {{ order.id }} and answer here.").await?;
    press(stage, &button("Save")).await?;
    until(stage, "it is kept", "return document.querySelector('.said').textContent.includes('Saved')").await?;
    until(stage, "the shipped words stand beside", "return [...document.querySelectorAll('summary')].some((s) => s.textContent.includes('Compare'))").await?;
    fill(stage, "#edit-wording-0", "A second version of {{ order.id }}.").await?;
    press(stage, &button("Save")).await?;
    until(stage, "the first version is kept", "return document.querySelectorAll('.versions li').length === 1").await?;
    press(stage, &button("Close")).await?;
    until(stage, "it is marked as changed", "return !!document.querySelector('.library-item .tag.own')").await?;
    let kept = stage.in_door("return (await chrome.storage.local.get('letters')).letters.letters.length").await?;
    ensure!(kept == 1, "{kept} letters are kept");
    fill(stage, "#library-search", "question received").await?;
    press(stage, "document.querySelector('.library-item summary')").await?;
    press(stage, &button("Back to shipped")).await?;
    until(stage, "it is as shipped", "return !document.querySelector('.library-item .tag.own')").await?;
    Ok(())
}

async fn a_new_letter_is_written_and_found(stage: &mut Stage) -> Result<()> {
    library(stage).await?;
    press(stage, &button("New letter")).await?;
    until(stage, "the editor is there", "return !!document.querySelector('#edit-wording-0')").await?;
    fill(stage, "#edit-zh", "台灯调光说明").await?;
    fill(stage, "#edit-en", "Dimming the lamp").await?;
    fill(stage, "#edit-wording-0", "Turn the ring {{ turns }} times.").await?;
    until(stage, "what no page tells is asked", "return document.querySelector('.chips').textContent.includes('asked of the agent')").await?;
    press(stage, &button("Save")).await?;
    until(stage, "it is kept", "return document.querySelector('.said').textContent.includes('Saved')").await?;
    press(stage, &button("Close")).await?;
    fill(stage, "#library-search", "taideng tiaoguang").await?;
    until(stage, "pinyin finds it", "return document.querySelector('.library-item summary')?.textContent.includes('Dimming')").await?;
    stage.open("ebay-messages").await?;
    letter(stage, "dimming", "Dimming").await?;
    stage.until_panel("it asks for the value", "!!document.querySelector('#value-turns')").await?;
    Ok(())
}

suite![
    pinyin_leads_to_a_letter_with_the_chinese_beside_it,
    a_choice_a_date_and_an_amount_are_asked_for_and_checked,
    a_reason_goes_in_with_its_proof_alone,
    a_buyer_gets_another_wording_the_next_time,
    a_draft_comes_back_after_a_closed_page,
    what_stood_before_a_letter_is_kept,
    a_shortcut_word_becomes_its_letter_with_tab,
    a_shipped_letter_is_changed_compared_and_restored,
    a_new_letter_is_written_and_found
];
