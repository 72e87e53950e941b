//! What the agent may do while a clock runs, and what each way costs as far as the page tells.

use super::Situation;
use crate::model::{Money, Words};
use crate::packs::Packs;
use crate::packs::format::{Cost, RuleAction};
use serde::{Deserialize, Serialize};

/// One way that a platform allows now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its id in the action catalogue, such as `act-accept-claim`.
    pub id: String,
    /// The words of the platform's button.
    pub act: Words,
    /// What it costs the shop.
    pub cost: Expense,
    /// Whether it cannot be taken back.
    pub confirm: bool,
}

/// What a step costs the shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Expense {
    /// This much goes back to the buyer.
    Exactly {
        /// The amount.
        amount: Money,
    },
    /// A part that the agent chooses, of at most this much.
    UpTo {
        /// The most that it can be.
        amount: Money,
    },
    /// Nothing by itself.
    Nothing,
    /// The page does not tell what it comes to, or it cannot be known before.
    Unknown,
}

impl Expense {
    /// The cost in a few words; none where there is nothing worth saying.
    pub fn words(&self) -> Option<Words> {
        match self {
            Self::Exactly { amount } => Some(Words::new(format!("costs {amount}"), format!("支出 {amount}"))),
            Self::UpTo { amount } => {
                Some(Words::new(format!("a part of at most {amount}"), format!("部分金额，最多 {amount}")))
            }
            Self::Nothing | Self::Unknown => None,
        }
    }
}

impl Step {
    /// The step that a rule allows, with what it costs in this situation.
    pub(super) fn of(packs: &Packs, action: &RuleAction, situation: &Situation<'_>) -> Self {
        let entry = packs.action(&action.id);
        let order = || situation.order.total.value();
        let asked = || situation.case.amount.value().or_else(order);
        let exactly = |amount: Option<&Money>| {
            amount.map_or(Expense::Unknown, |amount| Expense::Exactly { amount: amount.clone() })
        };
        let cost = match entry.map(|entry| entry.cost) {
            Some(Cost::Asked) => exactly(asked()),
            Some(Cost::Total) => exactly(order()),
            Some(Cost::Part) => {
                let most = order().or_else(|| situation.case.amount.value());
                most.map_or(Expense::Unknown, |amount| Expense::UpTo { amount: amount.clone() })
            }
            Some(Cost::None) => Expense::Nothing,
            Some(Cost::Unknown) | None => Expense::Unknown,
        };
        Self {
            id: action.id.clone(),
            act: Words::new(action.en.clone(), action.zh.clone()),
            cost,
            confirm: entry.is_some_and(|entry| entry.confirm),
        }
    }
}
