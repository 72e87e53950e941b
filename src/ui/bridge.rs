//! The way from a screen to the worker and the browser: typed questions, typed answers, and the
//! few things that only a screen may ask of the browser, because they need the person's own click.

use crate::advice::Settings;
use crate::protocol::{FromScreen, Refusal, VERSION};
use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = sendMessage)]
    fn send_message(message: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime", "onMessage"], js_name = addListener)]
    fn hear_messages(listener: &Function) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = getManifest)]
    fn manifest() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "onChanged"], js_name = addListener)]
    fn hear_storage(listener: &Function) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = get)]
    fn local_get(keys: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = clear)]
    fn local_clear() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "session"], js_name = get)]
    fn session_get(keys: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "session"], js_name = clear)]
    fn session_clear() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = request)]
    fn permissions_request(what: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = remove)]
    fn permissions_remove(what: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = contains)]
    fn permissions_contain(what: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "commands"], js_name = getAll)]
    fn commands_all() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "i18n"], js_name = getUILanguage)]
    fn ui_language() -> Result<String, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Intl, js_name = supportedValuesOf)]
    fn supported_values(of: &str) -> Result<Array, JsValue>;
}

/// Why a question got no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The worker refused.
    Refused(Refusal),
    /// Dueline was updated or removed while this page stood open.
    Gone,
    /// The browser could not deliver the question, or the answer had another form.
    Browser(String),
}

/// A keyboard command and the keys that the browser has bound to it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Shortcut {
    /// The command's name in the manifest.
    pub name: Option<String>,
    /// What it does, in the browser's language.
    #[serde(default)]
    pub description: String,
    /// The keys; empty where none are bound.
    #[serde(default)]
    pub shortcut: String,
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
    let mut value = serde_json::to_value(&message).map_err(odd)?;
    if let Some(object) = value.as_object_mut() {
        object.insert("v".to_owned(), VERSION.into());
    }
    let sent = JSON::parse(&value.to_string()).map_err(browser)?;
    let answer = JsFuture::from(send_message(&sent).map_err(browser)?).await.map_err(browser)?;
    let text = json(&answer);
    if answer.is_object() && Reflect::has(&answer, &"refused".into()).unwrap_or(false) {
        return Err(Trouble::Refused(serde_json::from_str(&text).map_err(odd)?));
    }
    serde_json::from_str(&text).map_err(odd)
}

/// Runs `then` whenever the worker says that a page has changed; it is given the tab.
pub fn on_page_changed(mut then: impl FnMut(i32) + 'static) {
    let listener = Closure::<dyn FnMut(JsValue)>::new(move |message: JsValue| {
        let kind = Reflect::get(&message, &"kind".into()).ok().and_then(|kind| kind.as_string());
        let tab = Reflect::get(&message, &"tab".into()).ok().and_then(|tab| tab.as_f64());
        if let (Some("changed"), Some(tab)) = (kind.as_deref(), tab) {
            then(tab as i32);
        }
    });
    if let Err(error) = hear_messages(listener.as_ref().unchecked_ref()) {
        web_sys::console::error_1(&error);
    }
    listener.forget();
}

/// Runs `then` with the new settings whenever any page has changed them.
pub fn on_settings(mut then: impl FnMut(Settings) + 'static) {
    let listener = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |changes: JsValue, area: JsValue| {
        if area.as_string().as_deref() != Some("local") {
            return;
        }
        let Ok(change) = Reflect::get(&changes, &"settings".into()) else { return };
        if !change.is_object() {
            return;
        }
        let new = Reflect::get(&change, &"newValue".into()).unwrap_or(JsValue::UNDEFINED);
        let settings = if new.is_object() { serde_json::from_str(&json(&new)).ok() } else { None };
        then(settings.unwrap_or_default());
    });
    if let Err(error) = hear_storage(listener.as_ref().unchecked_ref()) {
        web_sys::console::error_1(&error);
    }
    listener.forget();
}

/// Runs `then` after any change of browser storage.
pub fn on_storage(mut then: impl FnMut() + 'static) {
    let listener = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |_: JsValue, _: JsValue| then());
    if let Err(error) = hear_storage(listener.as_ref().unchecked_ref()) {
        web_sys::console::error_1(&error);
    }
    listener.forget();
}

/// The language of the browser's own interface, as a BCP 47 tag.
pub fn browser_language() -> String {
    ui_language().unwrap_or_else(|_| "en".to_owned())
}

/// The version in the manifest.
pub fn version() -> String {
    let manifest = manifest().unwrap_or(JsValue::UNDEFINED);
    let version = Reflect::get(&manifest, &"version".into()).ok();
    version.and_then(|version| version.as_string()).unwrap_or_default()
}

/// Asks the browser for access to `hosts`. Must be called inside the person's click: the question
/// itself leaves before this function returns, and only the answer is waited for.
pub fn request_hosts(hosts: &[String]) -> impl Future<Output = Result<bool, Trouble>> + use<> {
    let asked = permissions_request(&origins(hosts));
    async move { truth(asked.map_err(browser)?).await }
}

/// Gives access to `hosts` back. `false` where the browser keeps it, because the build requires it.
pub fn remove_hosts(hosts: &[String]) -> impl Future<Output = Result<bool, Trouble>> + use<> {
    let asked = permissions_remove(&origins(hosts));
    async move { truth(asked.map_err(browser)?).await }
}

/// Whether the browser grants access to all of `hosts`.
pub async fn has_hosts(hosts: &[String]) -> Result<bool, Trouble> {
    truth(permissions_contain(&origins(hosts)).map_err(browser)?).await
}

/// The keyboard commands as the browser has bound them.
pub async fn shortcuts() -> Result<Vec<Shortcut>, Trouble> {
    let all = JsFuture::from(commands_all().map_err(browser)?).await.map_err(browser)?;
    serde_json::from_str(&json(&all)).map_err(odd)
}

/// All that Dueline keeps in this browser.
pub async fn stored() -> Result<Vec<Stored>, Trouble> {
    let mut entries = Vec::new();
    for session in [false, true] {
        let asked = if session { session_get(&JsValue::NULL) } else { local_get(&JsValue::NULL) };
        let found = JsFuture::from(asked.map_err(browser)?).await.map_err(browser)?;
        for pair in Object::entries(&found.unchecked_into()).iter() {
            let pair: Array = pair.unchecked_into();
            let key = pair.get(0).as_string().unwrap_or_default();
            entries.push(Stored { session, key, json: pretty(&pair.get(1)) });
        }
    }
    Ok(entries)
}

/// Empties browser storage.
pub async fn wipe() -> Result<(), Trouble> {
    JsFuture::from(local_clear().map_err(browser)?).await.map_err(browser)?;
    JsFuture::from(session_clear().map_err(browser)?).await.map_err(browser)?;
    Ok(())
}

/// The zone names that the browser knows, for lists to choose from.
pub fn zone_names() -> Vec<String> {
    let names = supported_values("timeZone").unwrap_or_default();
    names.iter().filter_map(|name| name.as_string()).collect()
}

/// The machine's own zone.
pub fn machine_zone() -> String {
    let options = js_sys::Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let zone = Reflect::get(&options, &"timeZone".into()).ok().and_then(|zone| zone.as_string());
    zone.unwrap_or_else(|| "UTC".to_owned())
}

fn origins(hosts: &[String]) -> JsValue {
    let list: Array = hosts.iter().map(|host| JsValue::from_str(host)).collect();
    let what = Object::new();
    // Setting a property on a plain object of our own cannot fail.
    let _ = Reflect::set(&what, &"origins".into(), &list);
    what.into()
}

async fn truth(asked: Promise) -> Result<bool, Trouble> {
    Ok(JsFuture::from(asked).await.map_err(browser)?.is_truthy())
}

fn json(value: &JsValue) -> String {
    let text = JSON::stringify(value).ok().and_then(|text| text.as_string());
    text.unwrap_or_else(|| "null".to_owned())
}

fn pretty(value: &JsValue) -> String {
    let text = JSON::stringify_with_replacer_and_space(value, &JsValue::NULL, &2.into());
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn odd(error: serde_json::Error) -> Trouble {
    Trouble::Browser(error.to_string())
}

fn browser(error: JsValue) -> Trouble {
    let chrome = Reflect::get(&js_sys::global(), &"chrome".into()).unwrap_or(JsValue::UNDEFINED);
    let runtime = Reflect::get(&chrome, &"runtime".into()).unwrap_or(JsValue::UNDEFINED);
    let id = Reflect::get(&runtime, &"id".into()).unwrap_or(JsValue::UNDEFINED);
    if id.is_undefined() {
        return Trouble::Gone;
    }
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    Trouble::Browser(message.or_else(|| error.as_string()).unwrap_or_else(|| format!("{error:?}")))
}
