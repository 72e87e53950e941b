//! The side panel: how it opens, how wide it is, what it shows, and how a letter goes from it into
//! the reply box.

use e2e::{Drawn, Result, Stage, Value, ensure, json, suite};
use thirtyfour::Key;

/// Opens a scene and the panel beside it, and waits until the panel shows the case.
async fn opened(stage: &Stage, scene: &str) -> Result<Drawn> {
    stage.open(scene).await?;
    stage.panel(true).await?;
    let drawn =
        stage.until("the panel is open", |drawn| drawn.panel.open && drawn.panel.rect.is_some()).await?;
    stage.until_panel("it shows the case card", "document.querySelectorAll('.field-row').length > 3").await?;
    Ok(drawn)
}

async fn the_bars_button_opens_it_at_the_right_side_and_its_own_closes_it(stage: &mut Stage) -> Result<()> {
    stage.open("aliexpress-chat").await?;
    let drawn =
        stage.until("the bar stands at the box", |drawn| drawn.settled && drawn.bar.is_some()).await?;
    let button = drawn.bar.unwrap().button("panel").unwrap().rect;
    stage.click(&button).await?;
    let drawn = stage.until("the panel opens", |drawn| drawn.panel.open).await?;
    let place = drawn.panel.rect.unwrap();
    let height = stage.script("return innerHeight").await?.as_f64().unwrap();
    let width = stage.script("return document.documentElement.clientWidth").await?.as_f64().unwrap();
    assert!((place.x + place.w - width).abs() <= 20.0, "docked at the right: {place:?} in {width}");
    assert!(
        place.y <= 1.0 && (place.h - height).abs() <= 2.0,
        "as high as the window: {place:?} in {height}"
    );
    stage.until_panel("it shows the case", "document.querySelectorAll('.field-row').length > 3").await?;
    stage.click_in_panel(&drawn, "[...document.querySelectorAll('header button')].at(-1)").await?;
    stage.until("the panel closes", |drawn| !drawn.panel.open).await?;
    Ok(())
}

async fn it_remembers_its_width_and_that_it_was_open(stage: &mut Stage) -> Result<()> {
    let drawn = opened(stage, "aliexpress-dispute-waiting").await?;
    let before = drawn.panel.width;
    stage.drag(&drawn.panel.handle.expect("the panel has a handle"), -100).await?;
    let wider = |drawn: &Drawn| (drawn.panel.width - before - 100.0).abs() < 8.0;
    let drawn = stage.until("the panel is a hundred pixels wider", wider).await?;
    let width = drawn.panel.width;
    stage
        .until_setting("the width is kept", |settings| settings["panel"]["width"].as_f64() == Some(width))
        .await?;
    stage.page().await?.refresh().await?;
    let drawn = stage.settle().await?;
    assert!(drawn.panel.open, "it was open before the reload");
    assert!((drawn.panel.width - width).abs() < 1.0, "{} and {width}", drawn.panel.width);

    stage.drag(&drawn.panel.handle.unwrap(), 600).await?;
    let drawn = stage.until("it stays readable", |drawn| (drawn.panel.width - 300.0).abs() < 1.0).await?;
    stage.drag(&drawn.panel.handle.unwrap(), -900).await?;
    stage.until("it leaves room for the page", |drawn| (drawn.panel.width - 640.0).abs() < 1.0).await?;

    stage.panel(false).await?;
    stage.until_setting("it is kept closed", |settings| settings["panel"]["open"] == false).await?;
    stage.page().await?.refresh().await?;
    assert!(!stage.settle().await?.panel.open, "it was closed before the reload");
    Ok(())
}

async fn its_handle_obeys_the_arrow_keys(stage: &mut Stage) -> Result<()> {
    let before = opened(stage, "aliexpress-dispute-waiting").await?.panel.width;
    // Ours comes last in the document, so a step back from its beginning leads into it.
    stage
        .script(
            "document.body.tabIndex = -1; document.body.focus(); getSelection().collapse(document.body, 0)",
        )
        .await?;
    for _ in 0..6 {
        stage.press(&[Key::Shift], Key::Tab).await?;
        stage.press(&[], Key::Left).await?;
        if stage.drawn().await?.panel.width > before {
            stage.press(&[], Key::End).await?;
            stage
                .until("the End key makes it narrow", |drawn| (drawn.panel.width - 300.0).abs() < 1.0)
                .await?;
            return Ok(());
        }
    }
    e2e::bail!("no step back from the document's beginning reaches the handle")
}

async fn every_field_carries_the_mark_of_how_it_was_got(stage: &mut Stage) -> Result<()> {
    opened(stage, "aliexpress-dispute-waiting").await?;
    let fields = "[...document.querySelectorAll('.field-row summary')].map((row) => ({ name: row.querySelector('.field-name').textContent, \
        value: row.querySelector('.field-value').textContent, mark: row.querySelector('.mark').textContent, shape: !!row.querySelector('.mark svg') }))";
    let fields = stage.in_panel(fields).await?;
    let fields = fields.as_array().unwrap();
    assert!(fields.len() >= 8, "{fields:#?}");
    for field in fields {
        let mark = field["mark"].as_str().unwrap();
        ensure!(["read", "derived", "not found"].contains(&mark), "a mark without its word: {field}");
        assert_eq!(field["shape"], true, "{field}");
        assert!((mark == "not found") == field["value"].as_str().unwrap().is_empty(), "{field}");
    }
    let value = |name: &str| {
        fields
            .iter()
            .find(|field| field["name"] == name)
            .unwrap_or_else(|| panic!("no field {name}: {fields:#?}"))
    };
    assert_eq!(value("Order")["value"], "8192034567812345");
    assert_eq!(value("Order")["mark"], "read");
    Ok(())
}

async fn pointing_at_a_field_outlines_its_element(stage: &mut Stage) -> Result<()> {
    let drawn = opened(stage, "aliexpress-dispute-waiting").await?;
    let row = "[...document.querySelectorAll('.field-row summary')].find((row) => row.querySelector('.field-name').textContent === 'Order')";
    stage.point_in_panel(&drawn, row).await?;
    stage.until("the order number is outlined", |drawn| drawn.outline.as_deref() == Some("order_id")).await?;
    stage.point_in_panel(&drawn, "document.querySelector('h1')").await?;
    stage.until("the outline is gone", |drawn| drawn.outline.is_none()).await?;
    // The same by keyboard, while the pointer rests elsewhere. Turning to another window takes the
    // keyboard from the panel in Firefox, so the panel itself is asked what is drawn.
    let outlined = |field: &str| {
        format!(
            "chrome.runtime.sendMessage({{ v: 1, kind: 'drawn' }}).then(({{ outline }}) => outline === {field})"
        )
    };
    stage.click_in_panel(&drawn, "document.querySelector('h1')").await?;
    stage.in_panel(&format!("{row}.focus()")).await?;
    stage.until_panel("the order number is outlined", &outlined("'order_id'")).await?;
    stage.press(&[], Key::Tab).await?;
    stage.until_panel("the next field is outlined", &outlined("'placed_at'")).await?;
    stage.press(&[Key::Shift], Key::Tab).await?;
    stage.until_panel("the order number is outlined again", &outlined("'order_id'")).await?;
    Ok(())
}

async fn it_shows_deadlines_next_steps_and_letters_with_their_reasons(stage: &mut Stage) -> Result<()> {
    opened(stage, "aliexpress-dispute-waiting").await?;
    let text = stage.in_panel("document.body.innerText").await?;
    let text = text.as_str().unwrap();
    let look = stage.look().await?;
    let deadline = &look["advice"]["deadlines"][0];
    let step = &look["advice"]["steps"][0];
    for words in [&deadline["act"]["en"], &deadline["lapse"]["en"], &step["act"]["en"], &step["why"]["en"]] {
        let words = words.as_str().unwrap();
        ensure!(text.contains(words), "the panel does not say {words:?}: {text}");
    }
    let source = deadline["grounds"][0]["title"].as_str().unwrap();
    let all = stage.in_panel("document.body.textContent").await?;
    ensure!(all.as_str().unwrap().contains(source), "the panel names no source {source:?}");
    let letters = stage.in_panel("document.querySelectorAll('[role=option]').length").await?;
    assert!(letters.as_u64().unwrap() >= 16, "all letters are there: {letters}");
    assert_eq!(stage.in_panel("document.querySelector('[role=option]').className").await?, "option fitting");
    Ok(())
}

async fn the_buyers_words_are_marked_and_say_what_they_tell(stage: &mut Stage) -> Result<()> {
    opened(stage, "ebay-messages").await?;
    let marked = "[...document.querySelectorAll('#message mark.topic')].some((mark) => mark.textContent.includes('Where is my parcel'))";
    stage.until_panel("the words that tell the topic are marked", marked).await?;
    let said = stage.in_panel("document.querySelector('#message').textContent").await?;
    let said = said.as_str().unwrap();
    for words in ["Where is my order", "Tracking stands still", "Wants", "refund", "English"] {
        ensure!(said.contains(words), "the section does not say {words:?}: {said}");
    }
    // The first message was answered by the shop; what was written since is shown, and nothing else.
    ensure!(!said.contains("has my order been shipped yet"), "{said}");
    Ok(())
}

async fn search_by_keyboard_leads_to_a_letter_filled_with_this_order(stage: &mut Stage) -> Result<()> {
    let drawn = opened(stage, "ebay-messages").await?;
    stage.click_in_panel(&drawn, "document.querySelector('#letter-search')").await?;
    stage.type_text("where is my").await?;
    stage.until_panel("the search narrows the list", "document.querySelectorAll('[role=option]').length < 20 && document.querySelectorAll('[role=option]').length > 0").await?;
    stage.press(&[], Key::Enter).await?;
    stage.until_panel("a letter is open", "!!document.querySelector('#letter-preview')").await?;
    let preview = stage.in_panel("document.querySelector('#letter-preview').innerText").await?;
    let order = stage.look().await?["reading"]["order"]["order_id"]["value"].clone();
    ensure!(
        preview.as_str().unwrap().contains(order.as_str().unwrap()),
        "the preview lacks order {order}: {preview}"
    );
    let marked = stage
        .in_panel("[...document.querySelectorAll('#letter-preview mark')].map((mark) => mark.textContent)")
        .await?;
    ensure!(marked.as_array().unwrap().contains(&order), "the values are marked: {marked}");
    stage.press(&[], Key::Escape).await?;
    stage
        .until_panel(
            "Escape leads back",
            "!document.querySelector('#letter-preview') && !!document.querySelector('#letter-search')",
        )
        .await?;
    Ok(())
}

async fn a_letter_asks_for_what_it_lacks_and_then_goes_into_the_box(stage: &mut Stage) -> Result<()> {
    let element = "document.querySelector('#imageupload__sendmessage--textbox')";
    stage.open("ebay-messages").await?;
    stage.click(&stage.place(element).await?).await?;
    stage.type_text("Before. After.").await?;
    for _ in 0..6 {
        stage.press(&[], Key::Left).await?;
    }
    stage.until_typed("the draft", |typed| typed == "Before. After.").await?;
    stage.panel(true).await?;
    let drawn =
        stage.until("the panel is open", |drawn| drawn.panel.open && drawn.panel.rect.is_some()).await?;
    stage.until_panel("the letters are there", "!!document.querySelector('#letter-search')").await?;
    stage.click_in_panel(&drawn, "document.querySelector('#letter-search')").await?;
    stage.type_text("product question").await?;
    stage
        .until_panel(
            "the letter is found",
            "/answer/i.test(document.querySelector('[role=option]')?.textContent ?? '')",
        )
        .await?;
    stage.press(&[], Key::Enter).await?;
    stage.until_panel("it asks", "!!document.querySelector('.questions textarea')").await?;
    let blocked = "document.querySelector('#letter-insert').getAttribute('aria-disabled')";
    assert_eq!(stage.in_panel(blocked).await?, "true");
    stage.click_in_panel(&drawn, "document.querySelector('#letter-insert')").await?;
    assert_eq!(stage.drawn().await?.draft(), "Before. After.", "an unfilled letter is not inserted");
    let asked =
        stage.in_panel("document.querySelectorAll('.questions textarea').length").await?.as_u64().unwrap();
    for at in 0..asked {
        stage.click_in_panel(&drawn, &format!("document.querySelectorAll('.questions textarea')[{at}]")).await?;
        stage.type_text("It fits models S4 & S5 <both>.").await?;
    }
    stage.until_panel("it is complete", &format!("{blocked} === 'false'")).await?;
    stage.click_in_panel(&drawn, "document.querySelector('#letter-insert')").await?;
    let drawn = stage
        .until("the letter stands in the box", |drawn| {
            drawn.draft().contains("It fits models S4 & S5 <both>.")
        })
        .await?;
    assert!(drawn.draft().starts_with("Before. ") && drawn.draft().ends_with("After."), "{}", drawn.draft());
    // The page's editor has the focus again, with the caret behind the letter.
    stage
        .until_page("the box has the focus", &format!("return document.activeElement === {element}"))
        .await?;
    stage.type_text("X").await?;
    stage.until_typed("an X behind the letter", |typed| typed.ends_with("XAfter.")).await?;
    assert!(stage.misdeeds().is_empty(), "{:#?}", stage.misdeeds());
    Ok(())
}

async fn the_panels_undo_takes_its_letter_back(stage: &mut Stage) -> Result<()> {
    stage.open("ebay-messages").await?;
    stage.panel(true).await?;
    let drawn =
        stage.until("the panel is open", |drawn| drawn.panel.open && drawn.panel.rect.is_some()).await?;
    stage
        .until_panel("the letters are there", "document.querySelectorAll('[role=option]').length > 3")
        .await?;
    let complete = "[...document.querySelectorAll('[role=option]')].find((option) => /parcel|order/i.test(option.textContent))";
    stage.click_in_panel(&drawn, complete).await?;
    stage.until_panel("a letter is open", "!!document.querySelector('#letter-insert')").await?;
    stage
        .until_panel(
            "it is complete",
            "document.querySelector('#letter-insert').getAttribute('aria-disabled') === 'false'",
        )
        .await?;
    stage.click_in_panel(&drawn, "document.querySelector('#letter-insert')").await?;
    stage.until("the letter stands in the box", |drawn| drawn.draft().len() > 60).await?;
    stage.until_panel("it says so", "!!document.querySelector('.outcome.good')").await?;
    stage.click_in_panel(&drawn, "[...document.querySelectorAll('.actions button')].find((button) => /undo/i.test(button.textContent))").await?;
    stage.until("the box is empty again", |drawn| drawn.draft().is_empty()).await?;
    Ok(())
}

async fn it_follows_the_page(stage: &mut Stage) -> Result<()> {
    opened(stage, "aliexpress-dispute-waiting").await?;
    stage
        .until_panel("it shows this dispute's order", "document.body.innerText.includes('8192034567812345')")
        .await?;
    let link = "document.querySelector('.next-nav a[href*=\"orderList\"]')";
    stage.click(&stage.place(link).await?).await?;
    stage
        .until_page("the list is open", "return document.querySelectorAll('.next-table-row').length === 60")
        .await?;
    stage.settle().await?;
    stage.until_panel("it shows the list", "!document.body.innerText.includes('6001928345510271')").await?;
    Ok(())
}

async fn it_speaks_chinese(stage: &mut Stage) -> Result<()> {
    opened(stage, "aliexpress-dispute-waiting").await?;
    stage.change(json!({ "language": "zh" })).await?;
    stage
        .until_panel(
            "it changes its language",
            "document.documentElement.lang === 'zh-CN' && document.body.innerText.includes('话术')",
        )
        .await?;
    let look: Value = stage.look().await?;
    let act = look["advice"]["deadlines"][0]["act"]["zh"].as_str().unwrap();
    stage
        .until_panel("it says what to do in Chinese", &format!("document.body.innerText.includes({act:?})"))
        .await?;
    Ok(())
}

suite![
    the_bars_button_opens_it_at_the_right_side_and_its_own_closes_it,
    it_remembers_its_width_and_that_it_was_open,
    its_handle_obeys_the_arrow_keys,
    every_field_carries_the_mark_of_how_it_was_got,
    pointing_at_a_field_outlines_its_element,
    it_shows_deadlines_next_steps_and_letters_with_their_reasons,
    the_buyers_words_are_marked_and_say_what_they_tell,
    search_by_keyboard_leads_to_a_letter_filled_with_this_order,
    a_letter_asks_for_what_it_lacks_and_then_goes_into_the_box,
    the_panels_undo_takes_its_letter_back,
    it_follows_the_page,
    it_speaks_chinese,
];
