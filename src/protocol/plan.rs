//! The reading plan: what the page script is told to look for.
//!
//! One small language serves all portals. A plan is compiled from a portal pack; the page script
//! runs it without knowing which marketplace it is on, and answers with a [`super::Snapshot`].
//!
//! Every CSS selector is tried in the document and in all open shadow roots below the scope.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which addresses of a portal are of interest. Kept in browser storage so that the first script on
/// a page can decide by itself, without asking the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Route {
    /// The portal's id.
    pub portal: String,
    /// Match patterns of its hosts, such as `https://csp.aliexpress.com/*`.
    pub hosts: Vec<String>,
    /// Regular expressions over the whole address; one match is enough.
    pub urls: Vec<String>,
}

/// All pages of one portal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The message version.
    pub v: u32,
    /// The portal's id.
    pub portal: String,
    /// Selectors of a page on which nobody is signed in; such a page is left alone.
    pub away: Vec<String>,
    /// Lists of label texts by the names, such as `@order_id`, under which strategies refer to them.
    pub labels: BTreeMap<String, Vec<String>>,
    /// Its pages; the first whose address and presence match is taken.
    pub pages: Vec<PagePlan>,
}

/// How one kind of page is read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PagePlan {
    /// The page's id, such as `order-detail`; filled in from the pack's page.
    #[serde(default)]
    pub id: String,
    /// Regular expressions over the whole address; one match is enough.
    pub url: Vec<String>,
    /// Selectors of which one must match, for pages that the address alone does not tell apart.
    #[serde(default)]
    pub present: Vec<String>,
    /// Where the page's own fields are looked for; the whole document if none matches.
    #[serde(default)]
    pub scope: Vec<String>,
    /// Field name → strategies, in order of preference.
    #[serde(default)]
    pub fields: BTreeMap<String, Vec<Strategy>>,
    /// The rows of a list page.
    #[serde(default)]
    pub rows: Option<RowsPlan>,
    /// The conversation.
    #[serde(default)]
    pub thread: Option<ThreadPlan>,
    /// The reply box.
    #[serde(default)]
    pub reply: Option<ReplyPlan>,
    /// Where the page's badges go.
    #[serde(default)]
    pub badge: Vec<BadgePlan>,
}

/// One way to find a field. Exactly one of `css`, `label`, `text` and `url` is given.
///
/// - `css`: the first matching element with text (or `attr`) that `pick` accepts.
/// - `label`: an element whose own text is one of the labels (with or without a colon, case and
///   width ignored); the value is the text after the colon, else the next sibling's, else the next
///   cell's, else that of the parent's next sibling.
/// - `text`: a regular expression over the visible text of the scope.
/// - `url`: a regular expression over the address, percent-decoded.
///
/// For `text` and `url` the value is capture group 1, or the whole match without one.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Strategy {
    /// A CSS selector; open shadow roots are pierced.
    pub css: Option<String>,
    /// Label texts in every language that the portal shows; `@name` stands for a list of the pack's `[labels]`.
    pub label: Vec<String>,
    /// A regular expression over the visible text of the scope.
    pub text: Option<String>,
    /// A regular expression over the address.
    pub url: Option<String>,
    /// A selector that narrows the scope for this strategy.
    pub within: Option<String>,
    /// Read this attribute instead of the text.
    pub attr: Option<String>,
    /// A regular expression that the text must match; group 1 (or the match) is the value.
    pub pick: Option<String>,
    /// Which of the matching elements, from 0; negative counts from the end. All are tried without it.
    pub nth: Option<i32>,
}

/// How the rows of a list are found.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowsPlan {
    /// Selectors of a row, in order; the first that matches anything is used.
    pub css: Vec<String>,
    /// How many siblings from a matching element on make one row, where a portal spreads an order over several.
    #[serde(default)]
    pub span: u32,
    /// A regular expression of the row's key. When no selector matches, a row is the highest
    /// ancestor of a matching text that holds only one distinct key.
    pub key: String,
    /// Field name → strategies, looked for inside the row.
    pub fields: BTreeMap<String, Vec<Strategy>>,
    /// Where a row's badges go.
    #[serde(default)]
    pub badge: Vec<BadgePlan>,
}

/// How the conversation is read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ThreadPlan {
    /// Where the messages are; the whole document if none matches.
    #[serde(default)]
    pub scope: Vec<String>,
    /// Selectors of one message, in order; the first that matches anything is used.
    pub message: Vec<String>,
    /// The message's words; the whole text of the message without it.
    #[serde(default)]
    pub text: Vec<Strategy>,
    /// The printed time.
    #[serde(default)]
    pub time: Vec<Strategy>,
    /// The message is the buyer's if it, an ancestor below the scope or a descendant matches one of these.
    #[serde(default)]
    pub buyer: Vec<String>,
    /// The same for the seller's own.
    #[serde(default)]
    pub seller: Vec<String>,
    /// The same for the platform's and its robots'.
    #[serde(default)]
    pub platform: Vec<String>,
    /// Words by which a message says itself that a robot of the platform wrote it.
    #[serde(default)]
    pub platform_words: Vec<String>,
    /// Where the conversation's heading says with whom it is, or about which order.
    #[serde(default)]
    pub header: Vec<Strategy>,
    /// Whether the document holds the newest message first.
    #[serde(default)]
    pub newest_first: bool,
}

/// How the reply box is found. It is never searched for by a Send button's press.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReplyPlan {
    /// Selectors of the box (or of the custom element around it), in order.
    #[serde(default)]
    pub css: Vec<String>,
    /// Selectors of the Send button; the box is then the visible editable element that shares an
    /// ancestor of at most 8 levels with it.
    #[serde(default)]
    pub send: Vec<String>,
    /// Words on the Send button in every language, for the same search without a selector.
    #[serde(default)]
    pub send_words: Vec<String>,
    /// Boxes that must never be taken: notes, searches, feedback.
    #[serde(default)]
    pub avoid: Vec<String>,
    /// The most characters that the portal takes.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Where a badge goes: beside the element from which `field` was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BadgePlan {
    /// The field; the first one of the list that was read is taken.
    pub field: String,
    /// On which side of its text.
    #[serde(default)]
    pub place: Place,
}

/// The side of the anchor's text on which a badge is drawn. The page's own layout is never moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Right behind the text, on its line.
    #[default]
    After,
    /// At the right end of the anchor's block.
    End,
    /// Under the text.
    Below,
    /// Above the text.
    Above,
}
