//! Where the keyboard goes after something on the screen was exchanged.

use crate::ui::window::{before_paint, document};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Focuses the element with this id once the screen has been drawn anew.
pub fn focus_soon(id: &'static str) {
    before_paint(move || {
        let element =
            document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
        // An element that has gone again in the meantime needs no focus.
        let _ = element.map(|element| element.focus());
    });
}

/// Scrolls as little as needed to show the element with this id.
pub fn scroll_to(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
