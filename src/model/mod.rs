//! What a page can tell us: orders, cases, messages, and for every value how it was got.
//!
//! Nothing here knows a marketplace, a browser or a file format. A value read from a page travels
//! inside [`Field`], which cannot be shown without saying whether it was *read*, *derived* or *not
//! found*; that is how the rest of the program keeps its promise never to show a guess as a fact.

mod case;
mod field;
mod labels;
mod message;
mod moment;
mod money;
mod order;
mod reading;
mod vocabulary;
mod words;

pub use case::Case;
pub use field::{Field, FieldVisitor, Missing, Provenance, Shown, Value};
pub use labels::field_label;
pub use message::{Author, Message};
pub use moment::{Moment, Precision, Shape};
pub use money::Money;
pub use order::Order;
pub use reading::{Aim, FieldHealth, Health, Reading, ReplyBox, Row};
pub use vocabulary::{CaseKind, CasePhase, OrderStatus, Party};
pub use words::{Language, Words};
