//! The document, its timers and its address.

use gloo::events::EventListener;
use gloo::timers::callback::{Interval, Timeout};
use std::time::Duration;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Event, Window};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Window;
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Document;
}

/// The window.
pub fn window() -> Window {
    WINDOW.with(Clone::clone)
}

/// The document.
pub fn document() -> Document {
    DOCUMENT.with(Clone::clone)
}

/// Runs `work` once after `pause`.
pub fn after(pause: Duration, work: impl FnOnce() + 'static) {
    Timeout::new(milliseconds(pause), work).forget();
}

/// Runs `work` again and again, with `pause` in between, as long as the document lives.
pub fn every(pause: Duration, work: impl FnMut() + 'static) {
    Interval::new(milliseconds(pause), work).forget();
}

/// Runs `work` once before the screen is painted next.
pub fn before_paint(work: impl FnOnce() + 'static) {
    let work = Closure::once_into_js(move |_: f64| work());
    // Fails only without a window.
    let _ = window().request_animation_frame(work.unchecked_ref());
}

/// Runs `work` whenever the part of the address after `#` changes.
pub fn on_hash_change(mut work: impl FnMut() + 'static) {
    EventListener::new(&window(), "hashchange", move |_| work()).forget();
}

/// The text in the field at which an event happened.
pub fn typed_text(event: &Event) -> String {
    target_property(event, "value").as_string().unwrap_or_default()
}

/// Whether the box at which an event happened is ticked.
pub fn is_ticked(event: &Event) -> bool {
    target_property(event, "checked").is_truthy()
}

/// Whether the fold at which an event happened stands open.
pub fn is_open(event: &Event) -> bool {
    target_property(event, "open").is_truthy()
}

fn target_property(event: &Event, name: &str) -> JsValue {
    event.target().map_or(JsValue::UNDEFINED, |target| crate::webext::property(&target, name))
}

fn milliseconds(pause: Duration) -> u32 {
    u32::try_from(pause.as_millis()).unwrap_or(u32::MAX)
}
