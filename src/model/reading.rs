//! Everything that was understood of one open page.

use super::{Case, Field, Message, Order};
use crate::protocol::EditorKind;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One open page, understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The portal pack's id, such as `aliexpress`.
    pub portal: String,
    /// The page's id within the portal pack, such as `dispute-detail`.
    pub page: String,
    /// The address of the page.
    pub url: String,
    /// When it was read.
    pub taken: Timestamp,
    /// The marketplace site that decides which rules apply, such as `amazon.de`; empty where the portal has one.
    pub site: String,
    /// The zone in which the portal prints its times.
    pub zone: String,
    /// Whether a source, or the agent, says that it is this zone.
    #[serde(default = "yes")]
    pub zone_known: bool,
    /// The open order.
    pub order: Order,
    /// The open case; all fields are missing on a page without one.
    pub case: Case,
    /// The conversation, oldest first.
    pub thread: Vec<Message>,
    /// The box in which the reply is written, if the page has one.
    pub reply: Option<ReplyBox>,
    /// The rows of a list page.
    pub rows: Vec<Row>,
    /// What tells whether the page is about one buyer and one order only.
    #[serde(default)]
    pub aim: Aim,
    /// How well the page could be read.
    pub health: Health,
}

fn yes() -> bool {
    true
}

/// The box in which the agent writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyBox {
    /// What kind of editor it is.
    pub kind: EditorKind,
    /// The most characters it takes, where the page or the pack says so.
    pub limit: Option<u32>,
    /// How many characters it holds now.
    pub length: u32,
    /// Whether it was found by the button beside it alone.
    #[serde(default)]
    pub derived: bool,
}

/// What tells whether a page is about one buyer and one order only.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Aim {
    /// What the heading of the conversation says.
    pub heading: Option<String>,
    /// How many conversations are visible at once.
    pub conversations: u32,
    /// The order number in the page's address.
    pub address: Option<String>,
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The row's key on the page: its order id.
    pub key: String,
    /// The order in this row.
    pub order: Order,
    /// The case in this row.
    pub case: Case,
}

/// How well a page could be read (页面健康).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Health {
    /// Every field that the page's plan asks for.
    pub fields: Vec<FieldHealth>,
    /// Rows found, where the page should have a list.
    pub rows: Option<u32>,
    /// Messages found, where the page should have a conversation.
    pub messages: Option<u32>,
    /// Whether a reply box was found, where the page should have one.
    pub reply: Option<bool>,
    /// Things that make the reading doubtful, in words for a person.
    pub findings: Vec<super::Words>,
}

impl Health {
    /// The names of the fields that should be there and are not.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        self.fields
            .iter()
            .filter(|field| field.strategy.is_none() && !field.optional)
            .map(|field| field.name.as_str())
    }
}

/// One field of the plan and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldHealth {
    /// The field's name.
    pub name: String,
    /// Which strategy found it, counted from 0; none if it is missing or unreadable.
    pub strategy: Option<u8>,
    /// What the strategy is, in the words of the pack.
    pub by: String,
    /// The words found, shortened.
    pub text: String,
    /// Whether a healthy page may lack it.
    #[serde(default)]
    pub optional: bool,
    /// What another candidate says, where it says something else.
    #[serde(default)]
    pub also: Option<String>,
    /// How well its place is proven: `S` several sources, `1` one, `I` inferred, `T` by its label alone, `M` mended here.
    #[serde(default)]
    pub evidence: String,
}

impl Reading {
    /// Whether the page shows a case.
    pub fn has_case(&self) -> bool {
        self.case.kind.value().is_some() || self.case.case_id.value().is_some()
    }

    /// The newest message that the buyer wrote.
    pub fn last_buyer_message(&self) -> Option<&Message> {
        self.thread.iter().rev().find(|message| message.author == super::Author::Buyer)
    }

    /// The value of the field called `name` on the order or the case, as text.
    pub fn value(&self, name: &str) -> Option<String> {
        let shown = self.order.shown().into_iter().chain(self.case.shown());
        shown.filter(|field| field.name == name).find_map(|field| field.value)
    }
}

impl Row {
    /// Whether this row shows a case.
    pub fn has_case(&self) -> bool {
        !matches!(self.case.kind, Field::NotFound { .. })
    }
}
