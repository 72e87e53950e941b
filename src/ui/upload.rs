//! Reads a file that the person has chosen.

use crate::webext::property;
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The file that was chosen in the field at which an event happened.
pub fn chosen(event: &web_sys::Event) -> Option<JsValue> {
    let target: JsValue = event.target()?.into();
    Some(property(&property(&target, "files"), "0")).filter(|file| !file.is_undefined())
}

/// The name of a file.
pub fn name_of(file: &JsValue) -> String {
    property(file, "name").as_string().unwrap_or_default()
}

/// The text of a file; nothing where the browser cannot read it.
pub async fn text_of(file: &JsValue) -> Option<String> {
    let read: Function = property(file, "text").dyn_into().ok()?;
    let text: Promise = read.call0(file).ok()?.dyn_into().ok()?;
    JsFuture::from(text).await.ok()?.as_string()
}
