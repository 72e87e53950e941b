//! What the page script saw: texts, no nodes.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One look at one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Snapshot {
    /// The message version.
    pub v: u32,
    /// The portal's id, from the plan.
    pub portal: String,
    /// The page's id, from the plan.
    pub page: String,
    /// The address of the page.
    pub url: String,
    /// The page's title.
    #[serde(default)]
    pub title: String,
    /// The page's `lang` attribute.
    #[serde(default)]
    pub lang: String,
    /// When it was read, in milliseconds since 1970-01-01 UTC.
    pub taken_ms: i64,
    /// The reader's IANA zone.
    #[serde(default)]
    pub zone: String,
    /// Field name → what was found. A field of the plan that is absent was not found.
    #[serde(default)]
    pub fields: BTreeMap<String, FieldText>,
    /// The rows of a list.
    #[serde(default)]
    pub rows: Vec<RowText>,
    /// Whether `rows` holds only the rows that changed since the last snapshot.
    #[serde(default)]
    pub partial: bool,
    /// The conversation, in the order of the document.
    #[serde(default)]
    pub thread: Vec<MessageText>,
    /// What the heading of the conversation says: with whom, or about which order.
    #[serde(default)]
    pub header: Option<String>,
    /// How many conversations are visible at once.
    #[serde(default)]
    pub threads: u32,
    /// The reply box.
    #[serde(default)]
    pub reply: Option<ReplyText>,
}

impl Snapshot {
    /// A look at nothing, on a page of `portal`.
    pub fn empty(portal: &str) -> Self {
        Self {
            v: super::VERSION,
            portal: portal.to_owned(),
            page: String::new(),
            url: String::new(),
            title: String::new(),
            lang: String::new(),
            taken_ms: 0,
            zone: String::new(),
            fields: BTreeMap::new(),
            rows: Vec::new(),
            partial: false,
            thread: Vec::new(),
            header: None,
            threads: 0,
            reply: None,
        }
    }
}

/// The text of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct FieldText {
    /// The words, white space collapsed.
    pub text: String,
    /// Which strategy found them, counted from 0.
    pub by: u8,
    /// What another candidate of the same strategy says, where it says something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub also: Option<String>,
}

impl FieldText {
    /// The only candidate, found by the strategy with this number.
    pub fn new(text: impl Into<String>, by: u8) -> Self {
        Self { text: text.into(), by, also: None }
    }
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct RowText {
    /// The row's key.
    pub key: String,
    /// Field name → what was found.
    pub fields: BTreeMap<String, FieldText>,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct MessageText {
    /// `buyer`, `seller`, `platform` or `unknown`.
    pub from: String,
    /// The printed time.
    #[serde(default)]
    pub time: Option<String>,
    /// The words, line breaks kept.
    pub text: String,
    /// Whether the text was cut.
    #[serde(default)]
    pub cut: bool,
}

/// The reply box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ReplyText {
    /// What kind of editor it is.
    pub kind: EditorKind,
    /// The element's own `maxlength`, if it has one.
    #[serde(default)]
    pub max: Option<u32>,
    /// How many characters it holds.
    pub length: u32,
    /// Whether it was found by the button beside it alone, and not by a selector of the pack.
    #[serde(default)]
    pub derived: bool,
}

/// The kind of editor, which decides how text is put into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EditorKind {
    /// A `textarea`, framework-driven or not.
    Textarea,
    /// A one-line `input`.
    Input,
    /// `contenteditable="plaintext-only"`, or a rich editor in a frame of its own.
    PlainEditable,
    /// An editor with its own model that takes pasted HTML.
    PasteHtml,
    /// Any other rich editor.
    Rich,
}
