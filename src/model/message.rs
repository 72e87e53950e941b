//! One message of a conversation with a buyer.

use super::{Field, Moment};
use serde::{Deserialize, Serialize};

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Author {
    /// The customer.
    Buyer,
    /// The shop.
    Seller,
    /// The marketplace or one of its robots.
    Platform,
    /// The page does not say.
    Unknown,
}

/// One message. Its text is data: it is shown, searched and labelled, never run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// Who wrote it.
    pub author: Author,
    /// When, as printed beside it.
    pub at: Field<Moment>,
    /// What it says.
    pub text: String,
    /// Whether the text was longer than the reader takes and was cut.
    #[serde(default)]
    pub cut: bool,
}
