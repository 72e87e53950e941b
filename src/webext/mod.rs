//! Thin typed bindings to the browser's extension interface (`chrome.*`, the same in both browsers).
//!
//! No logic lives here: a call goes out, its answer comes back with a Rust type, and a failure is a
//! [`Refusal`] in the browser's own words.

pub(crate) mod bindings;
mod values;

pub use values::{from_js, to_js};

use crate::protocol::{FrameId, Refusal};
use js_sys::{Object, Promise, Reflect};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Where something is kept in browser storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Stays until it is removed.
    Local,
    /// Is forgotten when the browser closes; never written to disk.
    Session,
}

/// A browser tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tab {
    /// Its id.
    pub id: Option<i32>,
    /// Its address, where the extension may know it.
    #[serde(default)]
    pub url: Option<String>,
    /// Its title, where the extension may know it.
    #[serde(default)]
    pub title: Option<String>,
}

/// Who sent a message.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Sender {
    /// The extension's id.
    #[serde(default)]
    pub id: Option<String>,
    /// The tab, for page scripts and for our pages in a tab.
    #[serde(default)]
    pub tab: Option<Tab>,
    /// The frame within the tab.
    #[serde(default, rename = "frameId")]
    pub frame: Option<FrameId>,
    /// The address of the sending document.
    #[serde(default)]
    pub url: Option<String>,
}

/// A registered page script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PageScript {
    /// Its id.
    pub id: String,
    /// The match patterns.
    pub matches: Vec<String>,
    /// The files.
    pub js: Vec<String>,
    /// Whether it runs in frames too.
    pub all_frames: bool,
    /// When it runs.
    pub run_at: String,
    /// Whether it outlives the browser's session.
    pub persist_across_sessions: bool,
}

/// A keyboard command.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Command {
    /// Its name in the manifest.
    #[serde(default)]
    pub name: Option<String>,
    /// What it does, in the browser's language.
    #[serde(default)]
    pub description: String,
    /// The keys; empty where none are bound.
    #[serde(default)]
    pub shortcut: String,
}

/// The extension's own id.
pub fn own_id() -> String {
    bindings::RUNTIME.with(|runtime| property(runtime, "id").as_string()).unwrap_or_default()
}

/// The full address of a file of the extension.
pub fn own_url(path: &str) -> String {
    bindings::get_url(path)
}

/// The language of the browser's own interface, as a BCP 47 tag.
pub fn browser_language() -> String {
    bindings::ui_language()
}

/// The machine's IANA zone.
pub fn machine_zone() -> String {
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &Object::new());
    property(&format.resolved_options(), "timeZone").as_string().unwrap_or_else(|| "UTC".to_owned())
}

/// The machine's clock.
pub fn now() -> jiff::Timestamp {
    // The browser's clock is a whole number of milliseconds, far inside the range of an i64.
    #[allow(clippy::cast_possible_truncation)]
    let milliseconds = js_sys::Date::now() as i64;
    jiff::Timestamp::from_millisecond(milliseconds).unwrap_or_default()
}

/// Reads one entry of storage.
pub async fn read<T: DeserializeOwned>(area: Area, key: &str) -> Result<Option<T>, Refusal> {
    let found = wait(bindings::storage(area).get(&JsValue::from_str(key))).await?;
    let value = property(&found, key);
    if value.is_undefined() { Ok(None) } else { from_js(value).map(Some) }
}

/// The keys of everything that is kept.
pub async fn keys(area: Area) -> Result<Vec<String>, Refusal> {
    let all = wait(bindings::storage(area).get(&JsValue::NULL)).await?;
    let keys = Object::keys(&all.into());
    Ok(keys.iter().filter_map(|key| key.as_string()).collect())
}

/// Writes one entry of storage.
pub async fn write<T: Serialize>(area: Area, key: &str, value: &T) -> Result<(), Refusal> {
    let entries = Object::new();
    // A plain object takes any member.
    let _ = js_sys::Reflect::set(&entries, &JsValue::from_str(key), &to_js(value)?);
    wait(bindings::storage(area).set(&entries)).await.map(drop)
}

/// Writes several entries in one step.
pub async fn write_all<T: Serialize>(area: Area, entries: &T) -> Result<(), Refusal> {
    wait(bindings::storage(area).set(&to_js(entries)?)).await.map(drop)
}

/// Removes entries.
pub async fn remove(area: Area, keys: &[String]) -> Result<(), Refusal> {
    wait(bindings::storage(area).remove(&to_js(keys)?)).await.map(drop)
}

/// Asks a frame of a tab and waits for its answer.
pub async fn ask_frame(tab: i32, frame: FrameId, message: &impl Serialize) -> Result<JsValue, Refusal> {
    let options = to_js(&serde_json::json!({ "frameId": frame }))?;
    wait(bindings::tabs_send(tab, &to_js(message)?, &options)).await
}

/// Tells the panel in a tab. That nobody listens is no failure. Firefox gives a frame of the extension
/// inside of a web page what is sent to its tab, and nothing of what is sent to the extension's pages;
/// Chromium gives it both.
pub async fn tell_panel(tab: i32, message: &impl Serialize) {
    if let Ok(message) = to_js(message) {
        // Rejected when no panel is open.
        let _ = wait(bindings::tabs_send(tab, &message, &JsValue::UNDEFINED)).await;
    }
}

/// The open tabs whose address matches one of `patterns`.
pub async fn tabs_at(patterns: &[String]) -> Result<Vec<Tab>, Refusal> {
    let query = to_js(&serde_json::json!({ "url": patterns }))?;
    from_js(wait(bindings::tabs_query(&query)).await?)
}

/// One tab by its id.
pub async fn tab(id: i32) -> Result<Tab, Refusal> {
    from_js(wait(bindings::tabs_get(id)).await?)
}

/// The tab that has the person's attention.
pub async fn active_tab() -> Result<Option<Tab>, Refusal> {
    let query = to_js(&serde_json::json!({ "active": true, "lastFocusedWindow": true }))?;
    let tabs: Vec<Tab> = from_js(wait(bindings::tabs_query(&query)).await?)?;
    Ok(tabs.into_iter().next())
}

/// Opens a page of the extension in a new tab.
pub async fn open_page(path: &str) -> Result<(), Refusal> {
    let options = to_js(&serde_json::json!({ "url": own_url(path) }))?;
    wait(bindings::tabs_create(&options)).await.map(drop)
}

/// Runs files of the extension in all frames of a tab that it may read.
pub async fn run_in_tab(tab: i32, files: &[&str]) -> Result<(), Refusal> {
    let target = serde_json::json!({ "tabId": tab, "allFrames": true });
    let injection = to_js(&serde_json::json!({ "target": target, "files": files }))?;
    wait(bindings::execute_script(&injection)).await.map(drop)
}

/// The page scripts that are registered.
pub async fn page_scripts() -> Result<Vec<PageScript>, Refusal> {
    from_js(wait(bindings::registered_scripts()).await?)
}

/// Registers page scripts.
pub async fn register_scripts(scripts: &[PageScript]) -> Result<(), Refusal> {
    wait(bindings::register_scripts(&to_js(scripts)?)).await.map(drop)
}

/// Takes page scripts back.
pub async fn unregister_scripts(ids: &[String]) -> Result<(), Refusal> {
    let filter = to_js(&serde_json::json!({ "ids": ids }))?;
    wait(bindings::unregister_scripts(&filter)).await.map(drop)
}

/// Whether the person has granted access to all of `hosts`.
pub async fn has_hosts(hosts: &[String]) -> Result<bool, Refusal> {
    let what = to_js(&serde_json::json!({ "origins": hosts }))?;
    Ok(wait(bindings::permissions_contain(&what)).await?.is_truthy())
}

/// Asks the person for access to `hosts`. Must be called inside a click: the question leaves before
/// this function returns, and only the answer is waited for.
pub fn request_hosts(hosts: &[String]) -> impl Future<Output = Result<bool, Refusal>> + use<> {
    let what = to_js(&serde_json::json!({ "origins": hosts }));
    let asked = what.map(|what| bindings::permissions_request(&what));
    async move { Ok(wait(asked?).await?.is_truthy()) }
}

/// Gives access to `hosts` back; `false` where the build requires them.
pub async fn remove_hosts(hosts: &[String]) -> Result<bool, Refusal> {
    let what = to_js(&serde_json::json!({ "origins": hosts }))?;
    Ok(wait(bindings::permissions_remove(&what)).await?.is_truthy())
}

/// The keyboard commands as the browser has bound them.
pub async fn commands() -> Result<Vec<Command>, Refusal> {
    from_js(wait(bindings::commands_all()).await?)
}

/// A file of the extension itself.
pub async fn file(path: &str) -> Result<Vec<u8>, Refusal> {
    let response = wait(bindings::own_file(&own_url(path))).await?;
    if !property(&response, "ok").is_truthy() {
        return Err(Refusal::Browser { why: format!("{path} is missing; install Dueline again") });
    }
    let read: js_sys::Function = property(&response, "arrayBuffer").unchecked_into();
    let bytes = wait(read.call0(&response).map(Promise::from)).await?;
    Ok(js_sys::Uint8Array::new(&bytes).to_vec())
}

/// One property of a JavaScript value; undefined where it has none.
pub fn property(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

async fn wait(asked: Result<Promise, JsValue>) -> Result<JsValue, Refusal> {
    let answer = JsFuture::from(asked.map_err(|error| refused(&error))?).await;
    answer.map_err(|error| refused(&error))
}

fn refused(error: &JsValue) -> Refusal {
    let message = property(error, "message").as_string();
    Refusal::Browser { why: message.or_else(|| error.as_string()).unwrap_or_else(|| format!("{error:?}")) }
}
