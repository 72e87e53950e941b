//! What is remembered of a case between two looks.

use crate::model::{Case, Order, Precision, Reading};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What earlier looks at the same case have shown. Holds no text of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct History {
    /// Letters inserted for this case so far, oldest first.
    pub letters: Vec<String>,
    /// Letter → how many times this buyer has had it, in whatever case.
    pub sent: BTreeMap<String, usize>,
    /// Variable → the value that was worked out and to which the agent has agreed for this case.
    pub agreed: BTreeMap<String, String>,
    /// Trigger field → when it happened, as far as the open page does not tell.
    pub triggers: BTreeMap<String, Known>,
}

impl History {
    /// The key under which a case is remembered: portal and case number, else order number. A page without
    /// either is about no case that could be found again.
    pub fn key(reading: &Reading) -> Option<String> {
        let number = reading.case.case_id.value().or_else(|| reading.order.order_id.value())?;
        Some(format!("{}/{}", reading.portal, number))
    }

    /// The key under which a buyer is remembered: portal and handle; the case's where the page shows no buyer.
    pub fn buyer_key(reading: &Reading) -> Option<String> {
        let buyer = reading.order.buyer.value().filter(|buyer| !buyer.contains('*'));
        buyer.map(|buyer| format!("{}/@{}", reading.portal, buyer.trim())).or_else(|| Self::key(reading))
    }

    /// Remembers when things happened, as the page of `reading` tells, to the minute. Says whether that was
    /// news. What the page tells now overrules what the agent gave before.
    pub fn learn(&mut self, reading: &Reading) -> bool {
        let before = self.triggers.clone();
        let events = Order::FIELDS.iter().chain(Case::FIELDS).filter(|name| name.ends_with("_at"));
        for name in events {
            let field = reading.order.moment(name).or_else(|| reading.case.moment(name));
            let moment = field.and_then(|field| field.value());
            if let Some(moment) = moment.filter(|moment| moment.precision >= Precision::Minute) {
                self.triggers.insert((*name).to_owned(), Known { at: moment.at, from: Origin::Earlier });
            }
        }
        self.triggers != before
    }

    /// Takes a time that the agent gives, or takes it back.
    pub fn give(&mut self, field: &str, at: Option<Timestamp>) {
        match at {
            Some(at) => {
                self.triggers.insert(field.to_owned(), Known { at, from: Origin::Agent });
            }
            None => {
                self.triggers.remove(field);
            }
        }
    }
}

/// When something happened, and who said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The instant.
    pub at: Timestamp,
    /// Who said so.
    pub from: Origin,
}

/// Who said when something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A page that was open earlier.
    Earlier,
    /// The agent.
    Agent,
}
