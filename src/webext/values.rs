//! Rust values ↔ plain JavaScript values, the way `JSON` would.
//!
//! Both ways lead over [`Value`], so that the core holds one reader and one writer of JavaScript values, and not
//! one for each type that is ever sent.

use crate::protocol::Refusal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// A plain JavaScript value: objects for structs and maps, numbers for numbers, null for nothing.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, Refusal> {
    let value = serde_json::to_value(value).map_err(not_understood)?;
    value.serialize(&Serializer::json_compatible()).map_err(not_understood)
}

/// Reads a plain JavaScript value.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, Refusal> {
    let value: Value = serde_wasm_bindgen::from_value(value).map_err(not_understood)?;
    serde_json::from_value(value).map_err(not_understood)
}

fn not_understood(error: impl std::fmt::Display) -> Refusal {
    Refusal::NotUnderstood { why: error.to_string() }
}
