//! The typed messages between page, worker, panel and app.
//!
//! Every message is a JSON object with a version `v` and a `kind`. What comes from a portal page is
//! untrusted: it is checked for version and size here, once, before anything else looks at it.

mod drawing;
mod message;
mod plan;
mod snapshot;

pub use drawing::{Badge, BadgeState, Bar, BarLetter, Detail, Drawing, PanelState, Phrases, Step};
pub use message::{
    Expansion, FrameId, FromPage, FromScreen, OnSamples, Pointed, Proposal, Refusal, TabView, ToPage,
    WriteOutcome, WriteProblem,
};
pub use plan::{BadgePlan, PagePlan, Place, Plan, ReplyPlan, Route, RowsPlan, Strategy, ThreadPlan};
pub use snapshot::{EditorKind, FieldText, MessageText, ReplyText, RowText, Snapshot};

/// The version of every message; a peer with another version is refused.
pub const VERSION: u32 = 1;

/// The largest snapshot that the worker takes, in characters of text.
pub const MAX_SNAPSHOT_CHARS: usize = 2_000_000;
/// The longest text of one field, in UTF-16 units; longer ones are cut by the reader.
pub const MAX_FIELD_CHARS: usize = 2_000;
/// The longest text of one message, in UTF-16 units.
pub const MAX_MESSAGE_CHARS: usize = 20_000;
/// The most rows of a list.
pub const MAX_ROWS: usize = 1_000;
/// The most messages of a conversation; older ones are left out.
pub const MAX_MESSAGES: usize = 200;
/// The longest text that may be inserted into a reply box.
pub const MAX_LETTER_CHARS: usize = 50_000;
