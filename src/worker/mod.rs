//! The desk clerk in the background: answers every message, keeps the page scripts in step with the
//! settings, and remembers nothing that is not in storage, so that it may be killed at any moment.
//!
//! `extension/worker.js` registers the browser's listeners synchronously, starts the wasm, and hands
//! each event to one of the functions exported here.

mod pages;
mod portals;
mod screens;

use crate::advice::Settings;
use crate::model::Reading;
use crate::packs::{Packs, language_file, mend, overlay};
use crate::protocol::{FromPage, FromScreen, Refusal, ToPage, VERSION};
use crate::storage;
use crate::triage;
use crate::webext::{self, Sender, from_js, property, to_js};
use serde::Serialize;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

thread_local! {
    static PACKS: RefCell<Option<Rc<Packs>>> = const { RefCell::new(None) };
    static SHORTCUTS: RefCell<Rc<Vec<(String, String)>>> = RefCell::default();
    /// Counts the changes of rules, so that packs that were read before one are not kept after it.
    static CHANGES: Cell<u32> = const { Cell::new(0) };
}

/// The built-in packs with the shop's changed rules laid over them; made anew after each change.
async fn packs() -> Result<Rc<Packs>, Refusal> {
    if let Some(packs) = PACKS.with_borrow(Clone::clone) {
        return Ok(packs);
    }
    let before = CHANGES.get();
    let kept = storage::overlay().await?;
    let mends = storage::mends().await?;
    let (own, unreadable) = storage::own_letters().await?;
    unreadable.iter().for_each(|why| web_sys::console::warn_1(&JsValue::from_str(why)));
    let mut packs = Packs::shipped().map_err(|error| Refusal::Browser { why: error.to_string() })?;
    overlay::apply(&mut packs, &kept.changes);
    mend::apply(&mut packs, &mends);
    own.apply(&mut packs);
    let shortcuts = own.letters.iter().filter(|own| !own.shortcut.is_empty());
    let shortcuts = shortcuts.map(|own| (own.shortcut.clone(), own.letter.id.clone())).collect();
    SHORTCUTS.set(Rc::new(shortcuts));
    let packs = Rc::new(packs);
    if CHANGES.get() == before {
        PACKS.set(Some(Rc::clone(&packs)));
    }
    Ok(packs)
}

/// The packs with the words of these languages; without those that cannot be had, and why is written down.
async fn with_words(mut packs: Rc<Packs>, languages: &[&str]) -> Rc<Packs> {
    for language in languages {
        if packs.has_language(language) || !packs.has_file(language) {
            continue;
        }
        let before = CHANGES.get();
        let file = match webext::file(&language_file(language)).await {
            Ok(file) => file,
            Err(refusal) => {
                report(Err(refusal));
                continue;
            }
        };
        // What is kept for later events gives way, so that nothing is copied where nobody else reads it.
        drop(PACKS.take());
        let added = Rc::make_mut(&mut packs).add_language(language, &file);
        report(added.map_err(|error| Refusal::Browser { why: error.to_string() }));
        if CHANGES.get() == before {
            PACKS.set(Some(Rc::clone(&packs)));
        }
    }
    packs
}

/// The packs with what belongs to the languages in which a page's buyer writes.
async fn with_languages_of(packs: Rc<Packs>, reading: &Reading) -> Rc<Packs> {
    let languages = triage::languages_of_page(&packs, reading);
    let languages: Vec<&str> = languages.iter().map(String::as_str).collect();
    with_words(packs, &languages).await
}

/// Shortcut words with the letters for which they stand; known once the packs are.
fn shortcuts() -> Rc<Vec<(String, String)>> {
    SHORTCUTS.with_borrow(Rc::clone)
}

/// Forgets the packs, because a rule was changed or a page mended.
fn forget_packs() {
    CHANGES.set(CHANGES.get().wrapping_add(1));
    PACKS.set(None);
}

/// Says in the console where a panic happened; the browser restarts the worker with the next event.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Answers a message of a page script or a screen. Never rejects: a failure is a [`Refusal`].
#[wasm_bindgen]
pub async fn answer(message: JsValue, sender: JsValue) -> JsValue {
    let answer = match route(message, sender).await {
        Ok(answer) => Ok(answer),
        Err(refusal) => to_js(&refusal),
    };
    answer.unwrap_or(JsValue::NULL)
}

async fn route(message: JsValue, sender: JsValue) -> Result<JsValue, Refusal> {
    if property(&message, "v").as_f64() != Some(f64::from(VERSION)) {
        return Err(Refusal::Version);
    }
    let sender: Sender = from_js(sender)?;
    if sender.id.as_deref() != Some(webext::own_id().as_str()) {
        return Err(Refusal::NotUnderstood { why: "it comes from another extension".to_owned() });
    }
    // A document of the extension itself; a page script's sender carries the address of its page.
    let own = sender.url.as_deref().is_some_and(|url| url.contains("-extension://"));
    if own {
        let message: FromScreen = from_js(message)?;
        return screens::answer(message, &sender).await;
    }
    let message: FromPage = from_js(message)?;
    pages::answer(message, &sender).await
}

/// The browser or the extension was started.
#[wasm_bindgen]
pub async fn started() {
    report(portals::keep_in_step().await);
}

/// The extension was installed or updated (`install`, `update`, …).
#[wasm_bindgen]
pub async fn installed(reason: String) {
    if reason == "install" {
        report(webext::open_page("app.html#welcome").await);
    }
    started().await;
}

/// Something in storage changed.
#[wasm_bindgen]
pub async fn storage_changed(changes: JsValue, area: String) {
    if area != "local" {
        return;
    }
    if [storage::OVERLAY, storage::LETTERS].iter().any(|key| !property(&changes, key).is_undefined()) {
        forget_packs();
        report(refresh_all().await);
    }
    if !property(&changes, storage::MENDS).is_undefined() {
        forget_packs();
        report(portals::keep_in_step().await);
        report(refresh_all().await);
    }
    let change = property(&changes, "settings");
    if change.is_undefined() {
        return;
    }
    let read = |name| from_js::<Settings>(property(&change, name)).unwrap_or_default();
    let (old, new) = (read("oldValue"), read("newValue"));
    if old.portals != new.portals {
        report(portals::keep_in_step().await);
    }
    if concerns_pages(old, &new) {
        report(refresh_all().await);
    }
}

/// A permission was granted or taken back.
#[wasm_bindgen]
pub async fn permission_changed() {
    report(portals::keep_in_step().await);
}

/// A keyboard command was given.
#[wasm_bindgen]
pub async fn command(name: String, tab: JsValue) {
    report(run_command(&name, tab).await);
}

/// The toolbar button was pressed: the panel of a page of interest, else the app, at the place where the text of
/// any page can be pasted; before the first portal is switched on, at the settings.
#[wasm_bindgen]
pub async fn action_clicked(tab: JsValue) {
    let outcome = match open_panel(&tab).await {
        Err(Refusal::NoPage) => open_app().await,
        other => other,
    };
    report(outcome);
}

/// A tab was closed.
#[wasm_bindgen]
pub async fn tab_removed(tab: i32) {
    report(storage::forget_tab(tab).await);
    report(storage::keep_pointed(tab, None).await);
}

async fn open_app() -> Result<(), Refusal> {
    let any_on = storage::settings().await?.portals.values().any(|on| *on);
    webext::open_page(if any_on { "app.html#paste" } else { "app.html" }).await
}

async fn open_panel(tab: &JsValue) -> Result<(), Refusal> {
    let tab = property(tab, "id").as_f64().ok_or(Refusal::NoPage)?;
    // Tab ids are 32-bit numbers in both browsers.
    #[allow(clippy::cast_possible_truncation)]
    let tab = tab as i32;
    storage::frames_of(tab).await?;
    screens::to_panel(tab, ToPage::Panel { open: None, letter: None }).await.map(drop)
}

async fn run_command(name: &str, tab: JsValue) -> Result<(), Refusal> {
    let given = from_js::<webext::Tab>(tab).ok().and_then(|tab| tab.id);
    let tab = match given {
        Some(tab) => tab,
        None => webext::active_tab().await?.and_then(|tab| tab.id).ok_or(Refusal::NoPage)?,
    };
    screens::to_page(tab, ToPage::Command { name: name.to_owned() }).await.map(drop)
}

/// Whether a change of settings can show on pages; the panel's own width and state cannot, nor what
/// belongs to the view of the rules.
fn concerns_pages(mut old: Settings, new: &Settings) -> bool {
    old.panel = new.panel;
    old.rule_days = new.rule_days;
    old.indicators.clone_from(&new.indicators);
    old != *new
}

async fn refresh_all() -> Result<(), Refusal> {
    for (tab, frame, _) in storage::frames().await? {
        // A frame that has gone meanwhile is no failure.
        let _ = webext::ask_frame(tab, frame, &envelope(&ToPage::Refresh)?).await;
    }
    Ok(())
}

/// A message with its version.
fn envelope<T: Serialize>(message: &T) -> Result<serde_json::Value, Refusal> {
    let odd = |error: serde_json::Error| Refusal::NotUnderstood { why: error.to_string() };
    let mut value = serde_json::to_value(message).map_err(odd)?;
    if let Some(members) = value.as_object_mut() {
        members.insert("v".to_owned(), VERSION.into());
    }
    Ok(value)
}

/// Nobody waits for the outcome of an event; what went wrong stands in the worker's console.
fn report(outcome: Result<(), Refusal>) {
    if let Err(refusal) = outcome {
        web_sys::console::warn_1(&JsValue::from_str(&refusal.to_string()));
    }
}
