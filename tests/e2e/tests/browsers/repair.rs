//! A field that was lost is mended by pointing at it, and the mend reads the page on a colleague's machine too.

use e2e::{Context, Drawn, Result, Stage, Value, ensure, json, suite};
use thirtyfour::Key;

/// A page whose hook went, the field that went with it, and where the person points.
struct Walk {
    scene: &'static str,
    field: &'static str,
    /// Takes the hook away, as a new build of the page would.
    change: &'static str,
    /// The element that shows the value.
    place: &'static str,
}

const WALKS: [Walk; 3] = [
    Walk {
        scene: "ebay-order",
        field: "item",
        change: "for (const e of document.querySelectorAll('.lineItemCardInfo__content, .details, .PSEUDOLINK')) { e.className = e.className.includes('PSEUDOLINK') ? 'goods-title' : 'x1y2z3'; } \
                 for (const e of document.querySelectorAll('#itemInfo')) e.id = 'cards'; for (const e of document.querySelectorAll('a[href*=\"/itm/\"]')) e.removeAttribute('href')",
        place: "document.querySelector('.goods-title')",
    },
    Walk {
        scene: "aliexpress-order",
        field: "item",
        change: "for (const e of document.querySelectorAll('[class*=\"itemTitle\"], [class*=\"ItemTitle\"]')) e.setAttribute('class', 'goods--name--Zx81q'); \
                 for (const e of document.querySelectorAll('[class*=\"productInfo\"]')) e.setAttribute('class', e.getAttribute('class').replaceAll('productInfo', 'wares'))",
        place: "document.querySelector('[class*=\"goods--name\"]')",
    },
    Walk {
        scene: "amazon-order",
        field: "country",
        change: "document.querySelector('[data-test-id=\"shipping-section-buyer-address\"]').setAttribute('data-test-id', 'ship-address')",
        place: "document.querySelector('[data-test-id=\"ship-address\"]').lastElementChild",
    },
];

/// What is read of a field, if anything.
async fn read(stage: &Stage, field: &str) -> Result<Option<String>> {
    let look = stage.look().await?;
    let of = |part: &str| look["reading"][part][field]["value"].as_str().map(str::to_owned);
    Ok(of("order").or_else(|| of("case")))
}

/// Waits until this is read of a field: plans are made anew behind the answer to a change.
async fn until_read(stage: &Stage, field: &str, value: Option<&str>) -> Result<()> {
    let began = std::time::Instant::now();
    loop {
        let found = read(stage, field).await?;
        if found.as_deref() == value {
            return Ok(());
        }
        ensure!(began.elapsed() < e2e::stage::PATIENCE, "{field} is {found:?} and not {value:?}");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}

/// Loses the field, points at it, and takes the first way that is offered.
async fn mend(stage: &Stage, walk: &Walk) -> Result<String> {
    stage.open_with(walk.scene, "late:0").await?;
    let before = read(stage, walk.field).await?.with_context(|| format!("{} does not show {}", walk.scene, walk.field))?;
    stage.panel(true).await?;
    stage.until_panel("a sample can be kept", "!!document.querySelector('#health button')").await?;
    let drawn = stage.drawn().await?;
    stage.click_in_panel(&drawn, "[...document.querySelectorAll('#health .buttons button')].at(-1)").await?;
    stage.until_panel("the sample is kept", "document.querySelector('.said').innerText.includes('1')").await?;

    stage.script(walk.change).await?;
    stage.settle().await?;
    let lost = read(stage, walk.field).await?;
    ensure!(lost.as_deref() != Some(before.as_str()), "{}: {} is still read after its hook went", walk.scene, walk.field);

    let button = format!("document.querySelector('#health [data-mend=\"point-{}\"] button')", walk.field.replace('_', "-"));
    stage.in_panel("document.querySelectorAll('#health details').forEach((fold) => { fold.open = true })").await?;
    stage.until_panel("the field can be pointed at", &format!("!!{button}")).await?;
    let drawn: Drawn = stage.drawn().await?;
    stage.click_in_panel(&drawn, &button).await?;
    stage.script(&format!("({}).scrollIntoView({{ block: 'center' }})", walk.place)).await?;
    let place = stage.place(walk.place).await?;
    // The place may reach under the panel; its beginning never does.
    let spot = e2e::Rect { w: place.w.min(60.0), ..place };
    stage.point_at(&spot).await?;
    stage.until("the place is outlined", |drawn| drawn.outline.as_deref() == Some(walk.field)).await?;
    let url = stage.script("return location.href").await?;
    stage.click(&spot).await?;
    stage.until_panel("ways are offered", "document.querySelectorAll('#mend .way').length > 0").await?;
    assert_eq!(url, stage.script("return location.href").await?, "the click reached the page");
    let tried = stage.in_panel("document.querySelector('#mend .way .hint').innerText").await?;
    ensure!(tried.as_str().is_some_and(|text| text.contains("of 1 kept samples")), "the sample was not tried: {tried}");
    let offered = stage.in_panel("[...document.querySelectorAll('#mend .way code')].map((code) => code.innerText)").await?;
    for way in offered.as_array().into_iter().flatten().filter_map(Value::as_str) {
        ensure!(!way.contains("Zx81q") && !way.contains("x1y2z3"), "a build hash is offered: {way}");
    }
    let drawn = stage.drawn().await?;
    stage.click_in_panel(&drawn, "document.querySelector('#mend .way button')").await?;
    stage.until_panel("the choice is closed", "!document.querySelector('#mend')").await?;
    stage.settle().await?;
    until_read(stage, walk.field, Some(&before)).await.with_context(|| format!("{}: by {offered}", walk.scene))?;
    stage.panel(false).await?;
    Ok(before)
}

/// The file that the app saves, as the browser is handed it.
async fn exported(stage: &Stage) -> Result<String> {
    let door = stage.browser.door_window.clone();
    let session = stage.browser.window(&door).await?;
    session.goto(stage.browser.own_page("app.html#health")).await?;
    session.refresh().await?;
    stage.until_at(&door, "the mends are listed", "return !!document.querySelector('.mends li')").await?;
    stage
        .script_at(
            &door,
            "const make = URL.createObjectURL.bind(URL); URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text }); return make(blob) }; \
             HTMLAnchorElement.prototype.click = () => {}",
        )
        .await?;
    // The person's key, not a script's click: the buttons obey nothing else.
    stage.script_at(&door, "const b = [...document.querySelectorAll('button')].find((b) => b.innerText === 'Save as a file'); b.scrollIntoView(); b.focus()").await?;
    stage.browser.window(&door).await?;
    stage.press_at(&door, Key::Enter).await?;
    let text = stage.until_at(&door, "the file is saved", "return window.saved").await?;
    text.as_str().map(str::to_owned).context("the file is no text")
}

/// Imports a file in the app, after looking at what it changes.
async fn import(stage: &Stage, file: &str) -> Result<()> {
    let door = stage.browser.door_window.clone();
    let session = stage.browser.window(&door).await?;
    session.goto(stage.browser.own_page("app.html#health")).await?;
    session.refresh().await?;
    stage.until_at(&door, "a file can be chosen", "return !!document.querySelector('#mends-file')").await?;
    stage
        .script_at(
            &door,
            &format!(
                "const input = document.querySelector('#mends-file'); const files = new DataTransfer(); \
                 files.items.add(new File([{}], 'mends.json')); input.files = files.files; input.dispatchEvent(new Event('change'))",
                json!(file)
            ),
        )
        .await?;
    let told = stage.until_at(&door, "the difference is shown", "return document.querySelector('#mends-preview')?.innerText").await?;
    let told = told.as_str().unwrap_or_default();
    ensure!(told.contains("Mei Lin") && told.contains("until now") && told.contains("from now on"), "{told}");
    stage.script_at(&door, "document.querySelector('#mends-preview button.primary').focus()").await?;
    stage.press_at(&door, Key::Enter).await?;
    stage.until_at(&door, "it was taken over", "return document.querySelectorAll('.mends li').length > 0").await?;
    Ok(())
}

async fn lost_fields_are_mended_on_three_portals_and_the_file_mends_another_machine(stage: &mut Stage) -> Result<()> {
    let mut values = Vec::new();
    for walk in &WALKS {
        values.push(mend(stage, walk).await?);
    }
    let file = exported(stage).await?;
    let pack: Value = serde_json::from_str(&file)?;
    assert_eq!(pack["kind"], "dueline-mends");
    assert_eq!(pack["by"], "Mei Lin");
    assert_eq!(pack["mend"].as_array().map(Vec::len), Some(3), "{file}");

    let mut other = Stage::start(stage.kind).await?;
    other.reset().await?;
    import(&other, &file).await?;
    for (walk, value) in WALKS.iter().zip(values) {
        other.open_with(walk.scene, "late:0").await?;
        other.script(walk.change).await?;
        other.settle().await?;
        until_read(&other, walk.field, Some(&value)).await.with_context(|| format!("{} on the other machine", walk.scene))?;
    }
    Ok(())
}

async fn a_kept_sample_holds_no_word_of_anybody(stage: &mut Stage) -> Result<()> {
    stage.open_with("ebay-order", "late:0").await?;
    let count = stage.ask(json!({ "kind": "sample", "tab": stage.tab().await? })).await?;
    assert_eq!(count, 1, "{count}");
    let kept = stage.in_door("return JSON.stringify((await chrome.storage.local.get('samples')).samples)").await?;
    let kept = kept.as_str().unwrap();
    for word in ["Emily", "Carter", "Maple", "12-11873-40562", "78704", "555 0148", "Earbuds"] {
        assert!(!kept.contains(word), "the sample holds {word}");
    }
    // What tells the structure stays: hooks, classes, and the portal's own labels.
    for word in ["lineItemCard", "ship-to", "Ship by", "quantity__value"] {
        assert!(kept.contains(word), "the sample lacks {word}");
    }
    Ok(())
}

async fn what_is_switched_off_by_a_file_is_read_no_more(stage: &mut Stage) -> Result<()> {
    stage.open("ebay-order").await?;
    let why = json!({ "en": "The portal has changed this page.", "zh": "平台已改版此页面。" });
    let pack = |page: &str, field: Option<&str>| json!({ "kind": "dueline-mends", "version": 1, "off": [{ "portal": "ebay", "page": page, "field": field, "why": why }] });
    stage.ask(json!({ "kind": "mend", "pack": pack("order-detail", Some("buyer")) })).await?;
    until_read(stage, "buyer", None).await?;
    assert!(read(stage, "order_id").await?.is_some(), "only the named field is off");
    stage.ask(json!({ "kind": "mend", "pack": pack("order-detail", None) })).await?;
    stage.until_gone().await?;
    stage.ask(json!({ "kind": "mend", "pack": pack("order-detail", None), "undo": true })).await?;
    stage.until("the page is read again", |drawn| drawn.own().is_some()).await?;
    let refused = stage.ask(json!({ "kind": "mend", "pack": { "kind": "dueline-mends", "version": 1, "mend": [
        { "portal": "ebay", "page": "order-detail", "place": "field", "field": "buyer", "made": "2026-11-22", "strategy": { "url": "x" } }
    ] } })).await?;
    assert_eq!(refused["refused"], "not-understood", "{refused}");
    Ok(())
}

async fn lost_fields_are_counted_by_portal(stage: &mut Stage) -> Result<()> {
    stage.open_with("amazon-order", "late:0").await?;
    stage.open_with("amazon-order", "late:0,missing:buyer").await?;
    let days = stage
        .in_door("for (let n = 0; n < 40; n++) { const { health } = await chrome.storage.local.get('health'); const days = Object.values(health?.amazon ?? {}); if (days[0]?.pages === 2) return days[0]; await new Promise((r) => setTimeout(r, 100)) } return (await chrome.storage.local.get('health')).health")
        .await?;
    assert_eq!((&days["pages"], &days["whole"]), (&json!(2), &json!(1)), "{days}");
    assert_eq!(days["lost"]["order-detail/buyer"], 1, "{days}");
    let door = stage.browser.door_window.clone();
    stage.browser.window(&door).await?.goto(stage.browser.own_page("app.html#health")).await?;
    stage.browser.window(&door).await?.refresh().await?;
    stage.until_at(&door, "the counts are shown", "return document.querySelector('table.pages')?.innerText.includes('50 %')").await?;
    Ok(())
}

async fn an_inferred_page_is_unproven_until_a_person_has_checked_it(stage: &mut Stage) -> Result<()> {
    stage.open("ebay-return").await?;
    let doubt = "document.querySelector('#health').innerText.includes('inferred, not proven')";
    stage.panel(true).await?;
    stage.until_panel("the page says that it is unproven", doubt).await?;
    let drawn = stage.drawn().await?;
    stage.click_in_panel(&drawn, "document.querySelector('#health button.confirm')").await?;
    stage.until_panel("the doubt is gone", &format!("!({doubt})")).await?;
    stage
        .until_setting("the page is confirmed", |settings| {
            settings["confirmed"].as_array().is_some_and(|kept| kept.contains(&json!("ebay/return-detail")))
        })
        .await?;
    Ok(())
}

suite![
    an_inferred_page_is_unproven_until_a_person_has_checked_it,
    lost_fields_are_mended_on_three_portals_and_the_file_mends_another_machine,
    a_kept_sample_holds_no_word_of_anybody,
    what_is_switched_off_by_a_file_is_read_no_more,
    lost_fields_are_counted_by_portal,
];
