//! Answers page scripts.

use super::{envelope, packs, with_languages_of, with_words};
use crate::advice::{BAR_LETTERS, Settings, advise, drawing};
use crate::lint;
use crate::model::Reading;
use crate::packs::Packs;
use crate::portal;
use crate::protocol::{Expansion, FrameId, FromPage, Pointed, Refusal, Snapshot};
use crate::storage;
use crate::templates;
use crate::webext::{self, Sender, to_js};
use jiff::Timestamp;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// The most ways to find a field again that are offered to a person.
const MOST_PROPOSALS: usize = 8;

/// Answers one message of a page script.
pub(super) async fn answer(message: FromPage, sender: &Sender) -> Result<JsValue, Refusal> {
    let tab = sender.tab.as_ref().and_then(|tab| tab.id).ok_or(Refusal::NoPage)?;
    let frame = sender.frame.unwrap_or(0);
    match message {
        FromPage::Snapshot { snapshot } => seen(tab, frame, &snapshot, sender).await,
        FromPage::Panel { panel } => {
            let width = panel.width.clamp(300, 640);
            let patch = serde_json::json!({ "panel": { "open": panel.open, "width": width } });
            storage::change_settings(&patch).await?;
            Ok(JsValue::NULL)
        }
        FromPage::Inserted { letter, before, confirm, snapshot } => {
            let (_, settings, reading) = understood(&snapshot, sender).await?;
            let now = webext::now();
            storage::keep_draft(&reading, &before, true, settings.draft_days, now).await?;
            if let Some(letter) = letter {
                storage::note_letter(&reading, &letter, now).await?;
                storage::count_letter(&reading, &letter, now).await?;
            }
            if confirm {
                storage::confirm(vec![format!("{}/{}/reply", reading.portal, reading.page)]).await?;
            }
            Ok(JsValue::NULL)
        }
        FromPage::Draft { text, snapshot } => {
            let (_, settings, reading) = understood(&snapshot, sender).await?;
            storage::keep_draft(&reading, &text, false, settings.draft_days, webext::now()).await?;
            Ok(JsValue::NULL)
        }
        FromPage::Expand { word, snapshot } => expand(&word, &snapshot, sender).await,
        FromPage::Pointed { field, place, proposals } => {
            let shown = storage::frame_of(tab, frame).await?;
            let found = proposals.map(|mut proposals| {
                proposals.truncate(MOST_PROPOSALS);
                Pointed { portal: shown.portal, page: shown.page, field, place, proposals }
            });
            storage::keep_pointed(tab, found.as_ref()).await?;
            changed(tab).await;
            Ok(JsValue::NULL)
        }
        FromPage::Gone => {
            storage::forget_frame(tab, frame).await?;
            changed(tab).await;
            Ok(JsValue::NULL)
        }
    }
}

/// A page, understood; only what its own host may say.
async fn understood(snapshot: &Snapshot, sender: &Sender) -> Result<(Rc<Packs>, Settings, Reading), Refusal> {
    let packs = packs().await?;
    check_host(&packs, snapshot, sender)?;
    let settings = storage::settings().await?;
    let reading = portal::interpret(&packs, &settings, snapshot)?;
    let packs = with_languages_of(packs, &reading).await;
    Ok((packs, settings, reading))
}

/// The letter for which a shortcut word stands, filled for the open page.
async fn expand(word: &str, snapshot: &Snapshot, sender: &Sender) -> Result<JsValue, Refusal> {
    let (packs, settings, reading) = understood(snapshot, sender).await?;
    let known = super::shortcuts();
    let letter = known.iter().find(|(known, _)| known == word).and_then(|(_, id)| packs.letter(id)).cloned();
    let letter = letter.filter(|letter| settings.expand && letter.is_allowed_on(&reading.portal));
    let Some(letter) = letter else { return to_js(&Expansion::default()) };
    let tongue = templates::Tongue::of(&packs, &reading);
    let language = tongue.for_letter(&packs, &letter.languages).map(|(language, _)| language);
    let Some(language) = language else { return to_js(&Expansion::default()) };
    let packs = with_words(packs, &[&language]).await;
    let history = storage::history_of(&reading).await?;
    let advice = advise(&packs, &reading, &settings, &history, webext::now());
    let values = templates::known_values(&packs, &reading, &settings, &advice.deadlines, &history.agreed);
    let order = templates::Order {
        letter: &letter.id,
        language: &language,
        wording: history.sent.get(&letter.id).copied().unwrap_or_default(),
        country: templates::country_of(&packs, &reading),
    };
    let filled = templates::fill(&packs, order, &values).unwrap_or_default();
    let blocked = lint::forbids(&packs, &reading.portal, &filled.text) || !letter.proof.is_empty();
    let text = Some(filled.text).filter(|text| !text.is_empty() && !blocked);
    to_js(&Expansion { letter: letter.id.clone(), text })
}

async fn seen(tab: i32, frame: FrameId, snapshot: &Snapshot, sender: &Sender) -> Result<JsValue, Refusal> {
    let (packs, settings, reading) = understood(snapshot, sender).await?;
    let now = webext::now();
    let history = storage::history_of(&reading).await?;
    let advice = advise(&packs, &reading, &settings, &history, now);
    let choices = advice.letters.iter().take(BAR_LETTERS);
    let languages: Vec<&str> = choices.map(|choice| choice.language.as_str()).collect();
    let packs = with_words(packs, &languages).await;
    let shortcuts = if settings.expand { super::shortcuts() } else { Rc::default() };
    let mut drawing = drawing(
        &packs,
        &reading,
        &advice,
        &settings,
        &history.agreed,
        &webext::browser_language(),
        &webext::machine_zone(),
        now,
        snapshot.partial,
    );
    if let Some(bar) = &mut drawing.bar {
        bar.shortcuts = shortcuts.iter().map(|(word, _)| word.clone()).collect();
    }
    let answer = to_js(&drawing)?;
    wasm_bindgen_futures::spawn_local({
        let found = snapshot.fields.len() + snapshot.rows.len();
        let snapshot = Snapshot { rows: Vec::new(), thread: Vec::new(), ..snapshot.clone() };
        async move {
            super::report(remember(tab, frame, &snapshot, &reading, found, now).await);
            if !snapshot.partial {
                super::report(storage::remember_case(&reading, now).await);
            }
            changed(tab).await;
        }
    });
    Ok(answer)
}

/// Remembers what a frame shows, and counts how well it could be read.
async fn remember(
    tab: i32,
    frame: FrameId,
    snapshot: &Snapshot,
    reading: &Reading,
    found: usize,
    now: Timestamp,
) -> Result<(), Refusal> {
    let lost = storage::lost(&reading.page, &reading.health);
    let before = storage::remember_frame(tab, frame, snapshot, found, lost.clone()).await?;
    if snapshot.partial {
        return Ok(());
    }
    let same = before.filter(|before| before.url == snapshot.url && before.page == snapshot.page);
    storage::count_page(&reading.portal, same.as_ref().map(|same| same.lost.as_slice()), &lost, now).await
}

/// A page may speak only for the portal on whose host it stands.
fn check_host(packs: &Packs, snapshot: &Snapshot, sender: &Sender) -> Result<(), Refusal> {
    let url = sender.url.as_deref().unwrap_or_default();
    let portal = packs.portal(&snapshot.portal).ok_or(Refusal::SwitchedOff)?;
    if portal::serves(portal, url) {
        Ok(())
    } else {
        Err(Refusal::NotUnderstood { why: "the page is not on a host of its portal".to_owned() })
    }
}

/// Tells the panel of a tab that its page has changed.
async fn changed(tab: i32) {
    if let Ok(message) = envelope(&serde_json::json!({ "kind": "changed", "tab": tab })) {
        webext::tell_panel(tab, &message).await;
    }
}
