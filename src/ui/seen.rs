//! An open page as a screen sees it. The page script's snapshot comes over; what it means is worked
//! out here, by the same two pure functions that the worker calls, so that the answer of the worker
//! need not be read back piece by piece.

use super::bridge::{self, Trouble};
use super::desk::Desk;
use crate::advice::{Advice, History, advise};
use crate::model::Reading;
use crate::portal;
use crate::protocol::{FromScreen, Snapshot};
use crate::triage::languages_of_page;
use crate::webext::{self, from_js};
use serde::Deserialize;
use wasm_bindgen::JsValue;

/// One open page.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The tab that shows it.
    pub tab: i32,
    /// What the page script saw.
    pub snapshot: Snapshot,
    /// What it means.
    pub reading: Reading,
    /// What is remembered of the case.
    pub history: History,
    /// What follows from it.
    pub advice: Advice,
}

impl Seen {
    /// Whether `other` shows the same, only looked at another time.
    pub fn same_page(&self, other: &Self) -> bool {
        let at_once = Snapshot { taken_ms: self.snapshot.taken_ms, ..other.snapshot.clone() };
        self.tab == other.tab && self.snapshot == at_once
    }
}

/// The parts of the worker's answer that are not worked out here.
#[derive(Deserialize)]
struct Answer {
    tab: i32,
    snapshot: Snapshot,
    history: History,
}

/// Looks at the page of a tab; without `tab` at that of the screen's own. Beside the page comes the
/// worker's whole answer as it is.
pub async fn look(desk: Desk, tab: Option<i32>) -> Result<Option<(Seen, JsValue)>, Trouble> {
    let whole: JsValue = bridge::ask_plain(FromScreen::Look { tab }).await?;
    let Some(Answer { tab, snapshot, history }) = from_js(whole.clone())? else { return Ok(None) };
    let settings = desk.settled().await?;
    let reading = desk.packs(|packs| portal::interpret(packs, &settings, &snapshot))?;
    for language in desk.packs(|packs| languages_of_page(packs, &reading)) {
        desk.learn_language(&language).await;
    }
    let seen = desk.packs(|packs| {
        let advice = advise(packs, &reading, &settings, &history, webext::now());
        Seen { tab, snapshot, reading, history, advice }
    });
    Ok(Some((seen, whole)))
}
