//! Real editors from npm in the place of the portal's reply box (`e2e::matrix` says which, `tests/editors` holds them):
//! a letter goes in exactly at the caret or in the place of what is selected, typing goes on after it, the Send button
//! knows of it, and one undo brings the draft back. Boxes that cannot take it are left alone, and the agent hears why.

use e2e::matrix::{self, Editor, LETTER};
use e2e::{Result, Stage, ensure, json, suite};

async fn plain_fields(stage: &mut Stage) -> Result<()> {
    matrix::all_well(stage, matrix::FIELDS).await
}

async fn fields_of_react_vue_angular_and_svelte(stage: &mut Stage) -> Result<()> {
    matrix::all_well(stage, matrix::FRAMEWORKS).await
}

async fn editable_elements(stage: &mut Stage) -> Result<()> {
    matrix::all_well(stage, matrix::EDITABLE).await
}

async fn editors_with_a_model(stage: &mut Stage) -> Result<()> {
    matrix::all_well(stage, matrix::MODELS).await
}

/// Draft and letter by hand: real keys, a click in the bar, a click on undo.
async fn by_hand(stage: &Stage, editor: &'static Editor) -> Result<()> {
    const DRAFT: &str = "Dear Olivia, thank you.";
    let holds = |test: &str| {
        format!("const text = (window.wrappedJSObject ?? window).editor.text(), draft = {}; return {test}", json!(DRAFT))
    };
    // Each editor begins with a case in which no letter was used.
    stage.forget_cases().await?;
    matrix::mount(stage, editor).await?;
    let drawn = stage.until("the bar stands at the new box", |drawn| drawn.bar.is_some() && drawn.settled).await?;
    ensure!(drawn.draft().trim().is_empty(), "{}: {:?}", editor.name, drawn.draft());
    stage.type_text(DRAFT).await?;
    stage.until_page("the draft is in the editor", &holds("text === draft")).await?;
    // The box may grow, and the bar follows it; a person waits until it stands still.
    let mut before = None;
    let drawn = stage
        .until("the bar stands still", |drawn| {
            let letter = drawn.letters().into_iter().find(|letter| !letter.asks()).map(|letter| letter.rect);
            let still = letter.is_some() && letter == before;
            before = letter;
            still && drawn.settled && drawn.draft().contains("Dear Olivia")
        })
        .await?;
    // One that was inserted stands behind the others the next time, and some of those ask first.
    let letter = drawn.letters().into_iter().find(|letter| !letter.asks()).map(|letter| letter.rect);
    stage.click(&letter.expect("a letter that needs nothing")).await?;
    stage.until_page("draft and letter are in the editor", &holds("text.startsWith(draft) && text.length > 90")).await?;
    let mut before = None;
    let drawn = stage
        .until("the bar offers to undo, and stands still", |drawn| {
            let undo = drawn.bar.as_ref().and_then(|bar| bar.button("undo")).map(|button| button.rect);
            let still = undo.is_some() && undo == before;
            before = undo;
            still && drawn.settled
        })
        .await?;
    let undo = drawn.bar.as_ref().and_then(|bar| bar.button("undo")).map(|button| button.rect);
    stage.click(&undo.expect("the bar offers to undo")).await?;
    stage.until_page("the editor holds the draft alone", &holds("text === draft")).await?;
    assert!(stage.misdeeds().is_empty(), "{:#?}", stage.misdeeds());
    Ok(())
}

async fn with_real_keys_and_clicks(stage: &mut Stage) -> Result<()> {
    matrix::build()?;
    for name in ["React 18, controlled", "Quill", "TinyMCE (in its frame)", "Lexical"] {
        let editor = matrix::editors().find(|editor| editor.name == name).expect("there is such a row");
        by_hand(stage, editor).await?;
    }
    Ok(())
}

/// What is done to the page's box, as a script that knows it as `area`; why nothing goes in; and what the agent reads.
const CLOSED: [(&str, &str, &str); 7] = [
    ("area.readOnly = true", "read-only", "takes no text"),
    ("area.disabled = true", "read-only", "takes no text"),
    ("area.setAttribute('aria-readonly', 'true')", "read-only", "takes no text"),
    ("area.maxLength = 60", "too-long", "limit 60"),
    // The portal's own limit is two thousand, where the box itself has none.
    (
        "const box = document.createElement('div'); box.contentEditable = 'true'; box.textContent = 'x'.repeat(1990); area.replaceWith(box)",
        "too-long",
        "limit 2000",
    ),
    // An editor that takes nothing from anybody but a person.
    (
        "const box = document.createElement('div'); box.contentEditable = 'true'; box.textContent = 'My draft'; area.replaceWith(box); \
         for (const kind of ['paste', 'beforeinput']) box.addEventListener(kind, (event) => event.preventDefault())",
        "refused",
        "took no text",
    ),
    ("area.remove()", "no-box", "No reply box"),
];

async fn a_box_that_cannot_take_it_is_left_alone(stage: &mut Stage) -> Result<()> {
    const TEXT: &str = "const box = document.querySelector('.imageupload__inputmultiline').querySelector('textarea, div[contenteditable]'); return box && (box.value ?? box.innerText)";
    for (script, problem, note) in CLOSED {
        stage.open_with("ebay-messages", "late:0").await?;
        let script = format!("const area = document.querySelector('#imageupload__sendmessage--textbox'); {script}");
        stage.script(&script).await?;
        stage.settle().await?;
        let before = stage.script(TEXT).await?;
        let answer = stage.write(LETTER).await?;
        ensure!(answer["done"] == json!(false) && answer["problem"] == json!(problem), "{script}: {answer}");
        let after = stage.script(TEXT).await?;
        ensure!(before == after, "{script}: {before} became {after}");
        let drawn = stage.drawn().await?;
        // Without a box there is no bar, and the panel gives the answer.
        let said = drawn.bar.as_ref().and_then(|bar| bar.note.clone()).or(drawn.line.clone()).unwrap_or_default();
        let told = said.contains(note) && said.contains("Copy");
        ensure!(problem == "no-box" || told, "{script}: the agent reads {said:?}");
    }
    Ok(())
}

/// An editor that makes something else of the text: it is told, and nothing is tried on top.
async fn a_text_that_was_changed_is_told_and_not_tried_again(stage: &mut Stage) -> Result<()> {
    stage.open_with("ebay-messages", "late:0").await?;
    let box_ = "const area = document.querySelector('#imageupload__sendmessage--textbox'), box = document.createElement('div'); \
        box.contentEditable = 'true'; area.replaceWith(box); let times = 0; \
        box.addEventListener('paste', (event) => { event.preventDefault(); box.textContent = `${++times} ${event.clipboardData.getData('text/plain').toUpperCase()}` }); \
        box.addEventListener('input', () => { if (!times) box.textContent = box.textContent.toUpperCase() })";
    stage.script(box_).await?;
    stage.settle().await?;
    let answer = stage.write("Dear Ana, thank you.").await?;
    ensure!(answer["problem"] == json!("altered"), "{answer}");
    let text = stage.script("return document.querySelector('[contenteditable]').textContent").await?;
    let text = text.as_str().unwrap_or_default().to_owned();
    ensure!(text.matches("DEAR ANA").count() == 1 && !text.starts_with('2'), "{text}");
    Ok(())
}

suite![
    plain_fields,
    fields_of_react_vue_angular_and_svelte,
    editable_elements,
    editors_with_a_model,
    with_real_keys_and_clicks,
    a_box_that_cannot_take_it_is_left_alone,
    a_text_that_was_changed_is_told_and_not_tried_again,
];
