//! Answers page scripts.

use super::{envelope, packs};
use crate::advice::{advise, drawing};
use crate::model::Reading;
use crate::packs::Packs;
use crate::portal;
use crate::protocol::{FrameId, FromPage, Pointed, Refusal, Snapshot};
use crate::storage;
use crate::webext::{self, Sender, to_js};
use jiff::Timestamp;
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
        FromPage::Confirm => {
            let shown = storage::frame_of(tab, frame).await?;
            storage::confirm(vec![format!("{}/{}/reply", shown.portal, shown.page)]).await?;
            Ok(JsValue::NULL)
        }
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

async fn seen(tab: i32, frame: FrameId, snapshot: &Snapshot, sender: &Sender) -> Result<JsValue, Refusal> {
    let packs = packs().await?;
    let packs = packs.as_ref();
    check_host(packs, snapshot, sender)?;
    let settings = storage::settings().await?;
    let reading = portal::interpret(packs, &settings, snapshot)?;
    let now = webext::now();
    let history = storage::history_of(&reading).await?;
    let advice = advise(packs, &reading, &settings, &history, now);
    let drawing = drawing(
        packs,
        &reading,
        &advice,
        &settings,
        &webext::browser_language(),
        &webext::machine_zone(),
        now,
        snapshot.partial,
    );
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
