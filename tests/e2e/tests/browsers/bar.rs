//! The suggestion bar: one click puts a letter at the caret of the reply box, and nothing else.

use e2e::{Drawn, Result, Stage, ensure, json, suite};
use thirtyfour::Key;

/// A page with a reply box: the scene, and an expression for the element that takes the text.
struct Desk {
    scene: &'static str,
    element: &'static str,
}

const TEXTAREA: Desk =
    Desk { scene: "ebay-messages", element: "document.querySelector('#imageupload__sendmessage--textbox')" };
const CHAT: Desk =
    Desk { scene: "aliexpress-chat", element: "document.querySelector('textarea.send-textarea')" };
const KATAL: Desk = Desk {
    scene: "amazon-contact",
    element: "document.querySelector('kat-textarea').shadowRoot.querySelector('textarea')",
};
const RICH: Desk = Desk {
    scene: "aliexpress-dispute-waiting",
    element: "document.querySelector('[contenteditable=\"true\"]')",
};
const DESKS: [Desk; 4] = [TEXTAREA, CHAT, KATAL, RICH];

/// Opens a page with a reply box, clicks into the box and types a draft, the caret `back` characters before its end.
async fn draft(stage: &Stage, desk: &Desk, text: &str, back: usize) -> Result<Drawn> {
    stage.open(desk.scene).await?;
    stage.script(&format!("({}).scrollIntoView({{ block: 'center' }})", desk.element)).await?;
    stage.click(&stage.place(desk.element).await?).await?;
    stage.type_text(text).await?;
    for _ in 0..back {
        stage.press(&[], Key::Left).await?;
    }
    stage.until_typed("the draft", |typed| typed.trim() == text).await?;
    stage
        .until("the bar stands at the box", |drawn| {
            drawn.settled && drawn.bar.is_some() && drawn.draft().trim() == text
        })
        .await
}

/// The place among the letters of the bar of one that needs nothing more; there is always one.
fn complete(drawn: &Drawn) -> usize {
    let letters = drawn.letters();
    assert!((1..=3).contains(&letters.len()), "up to three letters: {letters:#?}");
    letters
        .iter()
        .position(|letter| !letter.asks())
        .unwrap_or_else(|| panic!("no letter is complete: {letters:#?}"))
}

/// Clicks a complete letter and returns the box's text once it holds more than the draft.
async fn insert(stage: &Stage, drawn: &Drawn) -> Result<String> {
    let before = drawn.draft().trim().to_owned();
    let letter = complete(drawn);
    stage.click(&drawn.letters()[letter].rect).await?;
    let grown = |drawn: &Drawn| {
        drawn.draft().len() > before.len() + 60
            && drawn.bar.as_ref().is_some_and(|bar| bar.button("undo").is_some())
    };
    let drawn = stage.until("a letter stands in the box", grown).await?;
    Ok(drawn.draft().to_owned())
}

async fn a_click_puts_the_letter_at_the_caret_and_keeps_the_draft(stage: &mut Stage) -> Result<()> {
    for desk in &DESKS {
        let drawn = draft(stage, desk, "Good day. Bye.", 4).await?;
        let bar = drawn.bar.as_ref().unwrap();
        assert!(bar.button("panel").is_some() && bar.button("undo").is_none(), "{}: {bar:#?}", desk.scene);
        let text = insert(stage, &drawn).await?;
        assert!(text.starts_with("Good day. "), "{}: {text}", desk.scene);
        assert!(text.trim_end().ends_with("Bye."), "{}: {text}", desk.scene);
        ensure!(text.contains("Hello") || text.contains("Hola"), "{}: no letter: {text}", desk.scene);
        // What the page's own editor holds is what stands in the box.
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        stage.until_typed("the letter", |typed| flat(typed) == flat(&text)).await?;
        // What is typed next lands behind the letter, without another click.
        stage.type_text("X").await?;
        let wanted = format!("{}XBye.", text.trim_end().strip_suffix("Bye.").unwrap());
        stage.until_typed("the letter and an X", |typed| flat(typed) == flat(&wanted)).await?;
        assert!(stage.misdeeds().is_empty(), "{}: {:#?}", desk.scene, stage.misdeeds());
    }
    Ok(())
}

async fn undo_brings_back_text_and_caret(stage: &mut Stage) -> Result<()> {
    for desk in &DESKS {
        let drawn = draft(stage, desk, "Good day. Bye.", 4).await?;
        insert(stage, &drawn).await?;
        let drawn = stage.drawn().await?;
        let undo = drawn
            .bar
            .as_ref()
            .unwrap()
            .button("undo")
            .unwrap_or_else(|| panic!("{}: no undo", desk.scene))
            .rect;
        stage.click(&undo).await?;
        stage.until("the draft is back", |drawn| drawn.draft().trim_end() == "Good day. Bye.").await?;
        stage
            .until("undo is gone", |drawn| drawn.bar.as_ref().is_some_and(|bar| bar.button("undo").is_none()))
            .await?;
        stage.type_text("X").await?;
        stage.until_typed("an X where the caret was", |typed| typed.trim_end() == "Good day. XBye.").await?;
        assert!(stage.misdeeds().is_empty(), "{}: {:#?}", desk.scene, stage.misdeeds());
    }
    Ok(())
}

async fn undo_brings_back_the_selection(stage: &mut Stage) -> Result<()> {
    for desk in [&TEXTAREA, &CHAT, &KATAL] {
        draft(stage, desk, "Good day. Bye.", 0).await?;
        for _ in 0..4 {
            stage.press(&[Key::Shift], Key::Left).await?;
        }
        let selection = format!("const e = {}; return [e.selectionStart, e.selectionEnd]", desk.element);
        assert_eq!(stage.script(&selection).await?, json!([10, 14]), "{}", desk.scene);
        let drawn = stage.drawn().await?;
        let text = insert(stage, &drawn).await?;
        assert!(
            text.starts_with("Good day. ") && !text.contains("Bye."),
            "{}: the selection is replaced: {text}",
            desk.scene
        );
        let undo = stage.drawn().await?.bar.unwrap().button("undo").unwrap().rect;
        stage.click(&undo).await?;
        stage.until("the draft is back", |drawn| drawn.draft() == "Good day. Bye.").await?;
        assert_eq!(stage.script(&selection).await?, json!([10, 14]), "{}", desk.scene);
        stage.type_text("X").await?;
        stage.until_typed("the selection replaced by an X", |typed| typed == "Good day. X").await?;
    }
    Ok(())
}

async fn a_letter_goes_into_a_box_that_nobody_clicked_yet(stage: &mut Stage) -> Result<()> {
    for desk in &DESKS {
        stage.open(desk.scene).await?;
        stage.script(&format!("({}).scrollIntoView({{ block: 'center' }})", desk.element)).await?;
        let drawn =
            stage.until("the bar stands at the box", |drawn| drawn.settled && drawn.bar.is_some()).await?;
        let text = insert(stage, &drawn).await?;
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        stage.until_typed("the letter", |typed| flat(typed) == flat(&text)).await?;
    }
    Ok(())
}

async fn the_bar_stands_beside_the_box_and_covers_none_of_it(stage: &mut Stage) -> Result<()> {
    for desk in &DESKS {
        stage.open(desk.scene).await?;
        stage.script(&format!("({}).scrollIntoView({{ block: 'center' }})", desk.element)).await?;
        let drawn =
            stage.until("the bar stands at the box", |drawn| drawn.settled && drawn.bar.is_some()).await?;
        let (bar, place) = (drawn.bar.unwrap().rect, stage.place(desk.element).await?);
        let near = bar.y + bar.h > place.y - 140.0 && bar.y < place.y + place.h + 100.0;
        ensure!(near, "{}: the bar at {bar:?} is far from the box at {place:?}", desk.scene);
        let first_line = e2e::Rect { h: 24.0, ..place };
        ensure!(
            !bar.overlaps(&first_line),
            "{}: the bar at {bar:?} covers the first line of {place:?}",
            desk.scene
        );
        assert!(bar.x >= 0.0 && bar.x + bar.w <= 1366.0, "{}: {bar:?}", desk.scene);
    }
    Ok(())
}

async fn a_letter_that_lacks_a_value_opens_the_panel_instead(stage: &mut Stage) -> Result<()> {
    let drawn = draft(stage, &RICH, "Good day.", 0).await?;
    let letters = drawn.letters();
    let asking = letters
        .iter()
        .find(|letter| letter.asks())
        .unwrap_or_else(|| panic!("a letter lacks a value: {letters:#?}"));
    let words = asking.text.clone();
    stage.click(&asking.rect).await?;
    let drawn = stage.until("the panel opens", |drawn| drawn.panel.open).await?;
    assert_eq!(drawn.draft().trim_end(), "Good day.", "nothing is inserted");
    stage.until_panel("it asks for the value", "!!document.querySelector('.questions input, .questions textarea')").await?;
    assert_eq!(
        stage.in_panel("document.querySelector('#letter-insert').getAttribute('aria-disabled')").await?,
        "true"
    );
    let title = stage.in_panel("document.querySelector('#letter-title').textContent").await?;
    ensure!(words.contains(title.as_str().unwrap()), "{words:?} was clicked and {title} is open");
    Ok(())
}

async fn keyboard_commands_insert_undo_and_toggle_the_panel(stage: &mut Stage) -> Result<()> {
    let drawn = draft(stage, &TEXTAREA, "Good day. Bye.", 4).await?;
    let letter = complete(&drawn) + 1;
    stage.command(&format!("insert-{letter}")).await?;
    let drawn = stage.until("a letter stands in the box", |drawn| drawn.draft().len() > 80).await?;
    assert!(drawn.draft().starts_with("Good day. ") && drawn.draft().ends_with("Bye."), "{}", drawn.draft());
    stage.command("undo").await?;
    stage.until("the draft is back", |drawn| drawn.draft() == "Good day. Bye.").await?;
    stage.command("toggle-panel").await?;
    stage.until("the panel opens", |drawn| drawn.panel.open).await?;
    stage.command("toggle-panel").await?;
    stage.until("the panel closes", |drawn| !drawn.panel.open).await?;
    Ok(())
}

async fn the_browsers_own_shortcut_reaches_the_page(stage: &mut Stage) -> Result<()> {
    let drawn = draft(stage, &TEXTAREA, "Good day. Bye.", 4).await?;
    let letter = complete(&drawn) + 1;
    let mut devtools = stage.browser.socket().await?;
    let press = |name: &str| {
        format!(
            "chrome.tabs.query({{ url: 'https://www.ebay.com/*' }}).then(([tab]) => {{ chrome.commands.onCommand.dispatch({name:?}, tab); }})"
        )
    };
    let worker = devtools.target("service_worker", "worker.js").await?.expect("the worker is awake");
    devtools.evaluate(&worker, &press(&format!("insert-{letter}"))).await?;
    stage.until("a letter stands in the box", |drawn| drawn.draft().len() > 80).await?;
    devtools.evaluate(&worker, &press("undo")).await?;
    stage.until("the draft is back", |drawn| drawn.draft() == "Good day. Bye.").await?;
    devtools.evaluate(&worker, &press("toggle-panel")).await?;
    stage.until("the panel opens", |drawn| drawn.panel.open).await?;
    Ok(())
}

async fn a_key_that_the_browser_left_unbound_works_in_the_page(stage: &mut Stage) -> Result<()> {
    // Chromium binds four keys at most, so undo has none of the browser's.
    let drawn = draft(stage, &TEXTAREA, "Good day. Bye.", 4).await?;
    insert(stage, &drawn).await?;
    stage.press(&[Key::Alt], "u").await?;
    stage.until("the draft is back", |drawn| drawn.draft() == "Good day. Bye.").await?;
    Ok(())
}

async fn an_input_method_in_composition_is_not_disturbed(stage: &mut Stage) -> Result<()> {
    for desk in [&TEXTAREA, &KATAL, &RICH] {
        let drawn = draft(stage, desk, "Good day.", 0).await?;
        let letter = drawn.letters()[complete(&drawn)].rect;
        let mut socket = stage.browser.socket().await?;
        let page = stage.page_target(&mut socket).await?;
        let compose = json!({ "text": "nihao", "selectionStart": 5, "selectionEnd": 5 });
        socket.call_target(&page, "Input.imeSetComposition", compose).await?;
        stage
            .until("the syllables stand in the box", |drawn| drawn.draft().trim_end() == "Good day.nihao")
            .await?;
        let outcome = stage.write("A letter that must wait.").await?;
        assert_eq!(outcome, json!({ "done": false, "problem": "composing" }), "{}", desk.scene);
        assert_eq!(
            stage.command("insert-1").await?,
            json!({ "done": false, "problem": "composing" }),
            "{}",
            desk.scene
        );
        assert_eq!(stage.drawn().await?.draft().trim_end(), "Good day.nihao", "{}", desk.scene);
        socket.call_target(&page, "Input.insertText", json!({ "text": "你好" })).await?;
        stage.until("the composition is over", |drawn| drawn.draft().trim_end() == "Good day.你好").await?;
        stage.click(&letter).await?;
        stage
            .until("the letter stands behind it", |drawn| {
                drawn.draft().starts_with("Good day.你好") && drawn.draft().len() > 80
            })
            .await?;
    }
    Ok(())
}

async fn what_does_not_fit_or_cannot_be_written_is_refused_and_said(stage: &mut Stage) -> Result<()> {
    draft(stage, &TEXTAREA, "Good day.", 0).await?;
    let outcome = stage.write(&"long ".repeat(500)).await?;
    assert_eq!(outcome, json!({ "done": false, "problem": "too-long" }));
    assert_eq!(stage.drawn().await?.draft(), "Good day.");
    stage.script(&format!("({}).readOnly = true", TEXTAREA.element)).await?;
    let outcome = stage.write("text").await?;
    assert_eq!(outcome, json!({ "done": false, "problem": "read-only" }));
    let note = stage.drawn().await?.bar.and_then(|bar| bar.note).unwrap_or_default();
    assert!(note.contains("no text just now"), "{note:?}");
    stage.script(&format!("({}).readOnly = false", TEXTAREA.element)).await?;
    assert_eq!(stage.undo().await?, json!({ "done": false, "problem": "nothing-to-undo" }));
    Ok(())
}

async fn undo_leaves_alone_what_was_written_since(stage: &mut Stage) -> Result<()> {
    let drawn = draft(stage, &TEXTAREA, "Good day.", 0).await?;
    let text = insert(stage, &drawn).await?;
    stage.type_text("More.").await?;
    let more = format!("{text}More.");
    stage.until_typed("letter and more", |typed| typed == more).await?;
    assert_eq!(stage.undo().await?, json!({ "done": false, "problem": "nothing-to-undo" }));
    assert_eq!(stage.drawn().await?.draft(), more);
    Ok(())
}

async fn clicks_that_a_script_makes_up_do_nothing(stage: &mut Stage) -> Result<()> {
    let drawn = draft(stage, &TEXTAREA, "Good day.", 0).await?;
    let letter = complete(&drawn);
    let (x, y) = drawn.letters()[letter].rect.middle();
    // The page finds our host element at that place, and clicks it by script in every way there is.
    let script = format!(
        "const e = document.elementFromPoint({x}, {y}); for (const kind of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) \
         e.dispatchEvent(new MouseEvent(kind, {{ bubbles: true, composed: true, clientX: {x}, clientY: {y} }})); e.click?.(); return [e.localName, e.shadowRoot]"
    );
    let found = stage.script(&script).await?;
    assert_eq!(found[1], json!(null), "the shadow root is closed");
    stage.script("document.dispatchEvent(new KeyboardEvent('keydown', { key: '1', code: 'Digit1', altKey: true, bubbles: true }))").await?;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(stage.drawn().await?.draft(), "Good day.");
    Ok(())
}

suite![
    a_click_puts_the_letter_at_the_caret_and_keeps_the_draft,
    undo_brings_back_text_and_caret,
    undo_brings_back_the_selection,
    a_letter_goes_into_a_box_that_nobody_clicked_yet,
    the_bar_stands_beside_the_box_and_covers_none_of_it,
    a_letter_that_lacks_a_value_opens_the_panel_instead,
    keyboard_commands_insert_undo_and_toggle_the_panel,
    the_browsers_own_shortcut_reaches_the_page => Chromium, "Firefox lets no driver give a command",
    a_key_that_the_browser_left_unbound_works_in_the_page => Chromium, "Firefox binds all five keys",
    an_input_method_in_composition_is_not_disturbed => Chromium, "Firefox lets no driver compose",
    what_does_not_fit_or_cannot_be_written_is_refused_and_said,
    undo_leaves_alone_what_was_written_since,
    clicks_that_a_script_makes_up_do_nothing,
];
