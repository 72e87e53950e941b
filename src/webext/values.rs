//! Rust values ↔ plain JavaScript values, the way `JSON` would.

use crate::protocol::Refusal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// A plain JavaScript value: objects for structs and maps, numbers for numbers, null for nothing.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, Refusal> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| Refusal::NotUnderstood { why: error.to_string() })
}

/// Reads a plain JavaScript value.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, Refusal> {
    serde_wasm_bindgen::from_value(value).map_err(|error| Refusal::NotUnderstood { why: error.to_string() })
}
