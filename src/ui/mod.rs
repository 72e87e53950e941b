//! The screens: the panel inside a portal page, and the app in a tab of its own.
//!
//! Both run the same core as the worker, ask the worker for what only it knows (the open page, the
//! stored settings) and work out the rest by themselves. Elements are built by calls, never from
//! HTML text, so that nothing that stands on a portal page can become markup here.

mod app;
mod begin;
mod bridge;
mod clipboard;
mod clock;
mod clocks;
mod controls;
mod desk;
mod download;
mod focus;
mod i18n;
mod letter_list;
mod marks;
mod mending;
mod panel;
mod pieces;
mod portals;
mod redraw;
mod seen;
mod upload;
mod view;
mod window;

use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the side panel in the current document.
#[wasm_bindgen]
pub fn panel() {
    console_error_panic_hook::set_once();
    panel::mount();
}

/// Starts the app in the current document.
#[wasm_bindgen]
pub fn app() {
    console_error_panic_hook::set_once();
    app::mount();
}
