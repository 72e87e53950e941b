//! Copies a text. A frame inside a portal page may be denied the clipboard interface by that page's
//! policy; the older way through a selection then still works.

use crate::ui::window::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// Copies `text` and tells whether the browser did so.
pub async fn copy(text: &str) -> bool {
    let written = JsFuture::from(window().navigator().clipboard().write_text(text)).await;
    written.is_ok() || copy_selection(text).unwrap_or(false)
}

fn copy_selection(text: &str) -> Option<bool> {
    let document = document();
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    let before = document.active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    document.body()?.append_child(&area).ok()?;
    area.select();
    let copied = document.dyn_ref::<HtmlDocument>()?.exec_command("copy").ok();
    area.remove();
    if let Some(before) = before {
        before.focus().ok()?;
    }
    copied
}
