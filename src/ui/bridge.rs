//! The way from a screen to the worker: typed questions, typed answers, and news of what changed.

use crate::advice::Settings;
use crate::packs::overlay::Kept;
use crate::packs::own::OwnLetters;
use crate::packs::{self, mend::MendPack};
use crate::protocol::{FromScreen, Refusal, VERSION};
use crate::storage;
use crate::webext::{self, Area, bindings, from_js, property, to_js};
use js_sys::{JSON, Object, Reflect};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use wasm_bindgen::closure::WasmClosure;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Why a question got no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The worker or the browser refused.
    Refused(Refusal),
    /// Dueline was updated or removed while this page stood open.
    Gone,
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        if webext::own_id().is_empty() { Self::Gone } else { Self::Refused(refusal) }
    }
}

/// One entry of browser storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Whether it is forgotten when the browser closes.
    pub session: bool,
    /// The key.
    pub key: String,
    /// The value as JSON.
    pub json: String,
}

/// Asks the worker and reads the answer.
pub async fn ask<T: DeserializeOwned>(message: FromScreen) -> Result<T, Trouble> {
    Ok(from_js(ask_plain(message).await?)?)
}

/// Asks the worker and gives the answer as it is.
pub async fn ask_plain(message: FromScreen) -> Result<JsValue, Trouble> {
    let sent = to_js(&message)?;
    // Setting a property on a plain object of our own cannot fail.
    let _ = Reflect::set(&sent, &"v".into(), &VERSION.into());
    let answer = match bindings::runtime_send(&sent) {
        Ok(answer) => JsFuture::from(answer).await,
        Err(error) => Err(error),
    };
    let answer = answer.map_err(|error| not_delivered(&error))?;
    if property(&answer, "refused").is_string() {
        return Err(from_js::<Refusal>(answer)?.into());
    }
    Ok(answer)
}

/// Runs `then` whenever the worker says that a page has changed; it is given the tab.
pub fn on_page_changed(mut then: impl FnMut(i32) + 'static) {
    let listener = Closure::<dyn FnMut(JsValue)>::new(move |message: JsValue| {
        let kind = property(&message, "kind").as_string();
        if let (Some("changed"), Ok(tab)) = (kind.as_deref(), from_js(property(&message, "tab"))) {
            then(tab);
        }
    });
    keep(bindings::on_message(listener.as_ref().unchecked_ref()), listener);
}

/// Runs `then` with the new settings whenever any page has changed them.
pub fn on_settings(mut then: impl FnMut(Settings) + 'static) {
    let listener = Closure::<dyn FnMut(JsValue, String)>::new(move |changes: JsValue, area: String| {
        let change = property(&changes, "settings");
        if area == "local" && change.is_object() {
            then(from_js(property(&change, "newValue")).unwrap_or_default());
        }
    });
    keep(bindings::on_stored(listener.as_ref().unchecked_ref()), listener);
}

/// The shop's changes of shipped rules.
pub async fn changed_rules() -> Result<Kept, Trouble> {
    Ok(storage::overlay().await?)
}

/// The letters of the shop's own, and why some cannot be read.
pub async fn own_letters() -> Result<(OwnLetters, Vec<String>), Trouble> {
    Ok(storage::own_letters().await?)
}

/// How often each letter was used.
pub async fn uses() -> Result<storage::Uses, Trouble> {
    Ok(storage::uses().await?)
}

/// The answers that were given last, by `variable/language`.
pub async fn last_answers() -> Result<BTreeMap<String, String>, Trouble> {
    Ok(storage::last_answers().await?)
}

/// The drafts that are kept.
pub async fn drafts() -> Result<Vec<storage::Draft>, Trouble> {
    Ok(storage::drafts().await?)
}

/// The words of all letters in a language, as the build left them.
pub async fn language_file(language: &str) -> Result<Vec<u8>, Trouble> {
    Ok(webext::file(&packs::language_file(language)).await?)
}

/// What was mended by pointing, and what is switched off.
pub async fn mends() -> Result<MendPack, Trouble> {
    Ok(storage::mends().await?)
}

/// How well the pages of each portal could be read, day by day.
pub async fn health_days() -> Result<storage::Days, Trouble> {
    Ok(storage::health_days().await?)
}

/// The kept samples.
pub async fn samples() -> Result<Vec<storage::Sample>, Trouble> {
    Ok(webext::read(Area::Local, storage::SAMPLES).await?.unwrap_or_default())
}

/// Deletes the kept samples.
pub async fn drop_samples() -> Result<(), Trouble> {
    Ok(webext::remove(Area::Local, &[storage::SAMPLES.to_owned()]).await?)
}

/// Runs `then` whenever a rule or a letter was changed, a page mended or a letter used anywhere.
pub fn on_changed_rules(mut then: impl FnMut() + 'static) {
    let listener = Closure::<dyn FnMut(JsValue, String)>::new(move |changes: JsValue, area: String| {
        if area == "local"
            && [storage::OVERLAY, storage::MENDS, storage::LETTERS, storage::USED]
                .iter()
                .any(|key| !property(&changes, key).is_undefined())
        {
            then();
        }
    });
    keep(bindings::on_stored(listener.as_ref().unchecked_ref()), listener);
}

/// Leaves a listener in place for as long as the document lives.
fn keep<T: WasmClosure + ?Sized>(added: Result<(), JsValue>, listener: Closure<T>) {
    if let Err(error) = added {
        web_sys::console::error_1(&error);
    }
    listener.forget();
}

/// The version in the manifest.
pub fn version() -> String {
    let manifest = bindings::manifest().unwrap_or(JsValue::UNDEFINED);
    property(&manifest, "version").as_string().unwrap_or_default()
}

/// All that Dueline keeps in this browser.
pub async fn stored() -> Result<Vec<Stored>, Trouble> {
    let mut entries = Vec::new();
    for area in [Area::Local, Area::Session] {
        for key in webext::keys(area).await? {
            let value: Option<serde_json::Value> = webext::read(area, &key).await?;
            entries.push(Stored { session: area == Area::Session, key, json: pretty(&to_js(&value)?) });
        }
    }
    Ok(entries)
}

/// Empties browser storage.
pub async fn wipe() -> Result<(), Trouble> {
    for area in [Area::Local, Area::Session] {
        let keys = webext::keys(area).await?;
        webext::remove(area, &keys).await?;
    }
    Ok(())
}

/// The zone names that the browser knows, for lists to choose from.
pub fn zone_names() -> Vec<String> {
    let names = bindings::supported_values("timeZone").unwrap_or_default();
    names.iter().filter_map(|name| name.as_string()).collect()
}

/// A value as JSON text for people.
pub fn pretty(value: &JsValue) -> String {
    let text = JSON::stringify_with_replacer_and_space(value, &JsValue::NULL, &2.into());
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn not_delivered(error: &JsValue) -> Trouble {
    let words = property(error, "message").as_string();
    let words = words.unwrap_or_else(|| String::from(Object::from(error.clone()).to_string()));
    Refusal::Browser { why: words }.into()
}
