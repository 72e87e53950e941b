//! The values that a page, the settings and the agent give to a letter's variables.

use crate::advice::Settings;
use crate::deadlines::{Certainty, Deadline};
use crate::model::{CaseKind, CasePhase, OrderStatus};
use crate::model::{Field, FieldVisitor, Moment, Money, Reading, Words, field_label};
use crate::packs::Packs;
use crate::packs::format::{Variable, VariableKind};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a variable holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Content {
    /// Words, as they are.
    Text {
        /// The words.
        text: String,
    },
    /// A day, written in the buyer's way.
    Day {
        /// The day, in the buyer's zone.
        day: Date,
    },
    /// An amount, written in the buyer's way.
    Money {
        /// The amount.
        money: Money,
    },
    /// A whole number.
    Number {
        /// The number.
        number: u32,
    },
    /// One of the answers that are known in every language.
    Choice {
        /// The variable.
        variable: String,
        /// The answer's id.
        choice: String,
    },
}

/// A value of a variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// What it holds.
    pub content: Content,
    /// From what it was worked out, if the page does not print it; then a person must agree to it.
    #[serde(default)]
    pub derived: Option<String>,
}

/// Variable → value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Values(BTreeMap<String, Given>);

/// Why an answer cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// No day.
    #[error("`{0}` is no day; write it as 2026-11-30")]
    NoDay(String),
    /// No amount.
    #[error("`{0}` is no amount; write it as 12.50, or with its currency as USD 12.50")]
    NoAmount(String),
    /// An amount without currency, where the page tells none.
    #[error("the page tells no currency; write it in front of the amount, as in USD 12.50")]
    NoCurrency,
    /// No number.
    #[error("`{0}` is no whole number")]
    NoNumber(String),
}

impl AnswerError {
    /// What is wrong, for an agent.
    pub fn words(&self) -> Words {
        let zh = match self {
            Self::NoDay(_) => "请填写日期，例如 2026-11-30",
            Self::NoAmount(_) => "请填写金额，例如 12.50 或 USD 12.50",
            Self::NoCurrency => "页面没有币种，请连同币种填写，例如 USD 12.50",
            Self::NoNumber(_) => "请填写整数",
        };
        Words::new(self.to_string(), zh)
    }
}

impl Values {
    /// The value of a variable.
    pub fn get(&self, name: &str) -> Option<&Given> {
        self.0.get(name)
    }

    /// Sets words.
    pub fn set_text(&mut self, name: &str, text: &str) {
        if !text.trim().is_empty() {
            self.put(name, Content::Text { text: text.trim().to_owned() }, None);
        }
    }

    /// Takes an agent's answer as the variable's kind wants it. An empty answer takes the value away.
    ///
    /// # Errors
    /// [`AnswerError`] if the answer is not of that kind.
    pub fn answer(&mut self, packs: &Packs, name: &str, answer: &str) -> Result<(), AnswerError> {
        let answer = answer.trim();
        if answer.is_empty() {
            self.0.remove(name);
            return Ok(());
        }
        let variable = packs.variable(name);
        let content = match variable.map_or(VariableKind::Text, |variable| variable.kind) {
            VariableKind::Text | VariableKind::LongText => Content::Text { text: answer.to_owned() },
            VariableKind::Date => {
                let day = answer.parse().map_err(|_| AnswerError::NoDay(answer.to_owned()))?;
                Content::Day { day }
            }
            VariableKind::Money => Content::Money { money: self.money(answer)? },
            VariableKind::Number => {
                let number = answer.parse().map_err(|_| AnswerError::NoNumber(answer.to_owned()))?;
                Content::Number { number }
            }
            VariableKind::Choice => {
                let known = variable.is_some_and(|one| one.choices.iter().any(|choice| choice.id == answer));
                if known {
                    Content::Choice { variable: name.to_owned(), choice: answer.to_owned() }
                } else {
                    Content::Text { text: answer.to_owned() }
                }
            }
        };
        self.put(name, content, None);
        Ok(())
    }

    /// An amount as an agent writes it, in the currency of the order where none is written.
    fn money(&self, answer: &str) -> Result<Money, AnswerError> {
        let odd = || AnswerError::NoAmount(answer.to_owned());
        let letters: String = answer.chars().filter(char::is_ascii_alphabetic).collect();
        let number: String =
            answer.chars().filter(|mark| mark.is_ascii_digit() || matches!(mark, '.' | ',')).collect();
        // A comma is a decimal mark where it is the only mark and one or two digits follow it.
        let number = match number.rsplit_once(',') {
            Some((whole, cents)) if !number.contains('.') && cents.len() <= 2 => format!("{whole}.{cents}"),
            _ => number.replace(',', ""),
        };
        let amount: Decimal = number.parse().map_err(|_| odd())?;
        if letters.len() == 3 {
            return Ok(Money { amount, currency: letters.to_ascii_uppercase() });
        }
        if !letters.is_empty() {
            return Err(odd());
        }
        let known = ["case.amount", "order.total"].iter().find_map(|name| match &self.get(name)?.content {
            Content::Money { money } => Some(money.currency.clone()),
            _ => None,
        });
        Ok(Money { amount, currency: known.ok_or(AnswerError::NoCurrency)? })
    }

    /// A value in a form that depends on no language, to be kept and compared.
    pub fn plain(&self, name: &str) -> Option<String> {
        Some(match &self.get(name)?.content {
            Content::Text { text } => text.clone(),
            Content::Day { day } => day.to_string(),
            Content::Money { money } => money.to_string(),
            Content::Number { number } => number.to_string(),
            Content::Choice { choice, .. } => choice.clone(),
        })
    }

    /// Agrees to a value that was worked out.
    pub fn confirm(&mut self, name: &str) {
        if let Some(given) = self.0.get_mut(name) {
            given.derived = None;
        }
    }

    fn put(&mut self, name: &str, content: Content, derived: Option<String>) {
        self.0.insert(name.to_owned(), Given { content, derived });
    }
}

/// Everything that is known for a letter: order and case, the buyer, the first clock, the agent and the shop.
/// Times become days in the buyer's zone where the buyer's country is known, else in the portal's.
pub fn values(packs: &Packs, reading: &Reading, settings: &Settings, clocks: &[Deadline]) -> Values {
    let mut collector = Collector { packs, zones: zones_of(packs, reading), values: Values::default() };
    reading.order.clone().visit(&mut collector);
    reading.case.clone().visit(&mut collector);
    let mut values = collector.values;
    if let Field::Read { value, .. } | Field::Derived { value, .. } = &reading.order.buyer {
        let derived = match &reading.order.buyer {
            Field::Derived { from, .. } => Some(from.clone()),
            _ => None,
        };
        values.put("buyer.name", Content::Text { text: value.trim().to_owned() }, derived.clone());
        if let Some(first) = first_name(value) {
            values.put("buyer.first_name", Content::Text { text: first.to_owned() }, derived);
        }
    }
    let clock = clocks.iter().find(|clock| clock.due.is_some() && clock.certainty != Certainty::Estimate);
    if let Some((clock, due)) = clock.and_then(|clock| Some((clock, clock.due?))) {
        let zones = zones_of(packs, reading);
        let day = earliest_day(due, &zones, &clock.zone);
        let derived = (clock.certainty != Certainty::Printed).then(|| clock.rule.clone());
        values.put("deadline.due", Content::Day { day }, derived);
    }
    let agent = &settings.agent;
    values.set_text("agent.name", &agent.name);
    values.set_text("agent.signature", &agent.signature);
    if let Some(shop) = shop_name(reading, settings) {
        values.set_text("shop.name", &shop);
    }
    values
}

/// As [`values`], with the values to which the agent has agreed for this case no longer in doubt. One that has
/// changed since is in doubt again.
pub fn known_values(
    packs: &Packs,
    reading: &Reading,
    settings: &Settings,
    clocks: &[Deadline],
    agreed: &BTreeMap<String, String>,
) -> Values {
    let mut values = values(packs, reading, settings, clocks);
    for (name, text) in agreed {
        if values.plain(name).as_deref() == Some(text) {
            values.confirm(name);
        }
    }
    values
}

/// Made-up values for every variable, so that a letter can be shown where no page is open.
pub fn sample_values(packs: &Packs) -> Values {
    let mut values = Values::default();
    let money = |amount: i64| Content::Money {
        money: Money { amount: Decimal::new(amount, 2), currency: "USD".to_owned() },
    };
    for variable in &packs.catalogue().variables {
        let text = match variable.name.as_str() {
            "order.id" => "8192034567812345",
            "order.item" => "LED Desk Lamp, White",
            "order.quantity" => "1",
            "order.tracking" => "LP00123456789",
            "order.carrier" => "DHL",
            "order.country" => "Spain",
            "buyer.name" => "Lucía Pérez",
            "buyer.first_name" => "Lucía",
            "case.id" => "500123456",
            "case.return_tracking" => "RR123456785ES",
            "shop.name" => "Blue Lamp Store",
            "agent.name" => "Mei Lin",
            "agent.signature" => "Mei, Blue Lamp Store",
            "new_tracking" => "LP00987654321",
            _ => "…",
        };
        let content = match variable.kind {
            VariableKind::Date => Content::Day { day: jiff::civil::date(2026, 11, 26) },
            VariableKind::Money => money(if variable.name == "order.total" { 2399 } else { 850 }),
            VariableKind::Number => Content::Number { number: 15 },
            VariableKind::Choice => Content::Choice {
                variable: variable.name.clone(),
                choice: variable.choices.first().map(|choice| choice.id.clone()).unwrap_or_default(),
            },
            VariableKind::Text | VariableKind::LongText => Content::Text { text: text.to_owned() },
        };
        values.put(&variable.name, content, None);
    }
    values
}

/// The first word of a name that is a person's name and no handle: letters alone, with a capital, not masked.
fn first_name(name: &str) -> Option<&str> {
    let mut words = name.split_whitespace();
    let first = words.next()?;
    let is_name = |word: &str| {
        word.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’' | '.'))
    };
    let capital = first.chars().next().is_some_and(char::is_uppercase);
    let shouted = first.chars().count() > 1 && first.chars().all(|letter| !letter.is_lowercase());
    let parted = first.chars().all(|letter| u32::from(letter) < 0x0590);
    (capital && !shouted && parted && first.chars().count() > 1 && is_name(first) && words.all(is_name))
        .then_some(first)
}

/// The zones of the buyer's country; none where it is not known.
fn zones_of(packs: &Packs, reading: &Reading) -> Vec<TimeZone> {
    let place = reading.order.country.value().and_then(|name| packs.place(name));
    let zones = place.into_iter().flat_map(|place| &place.zones);
    zones.filter_map(|zone| TimeZone::get(zone).ok()).collect()
}

/// The day of an instant in the buyer's zones; where these differ the earlier one, so that no promise is made
/// longer than it is.
fn earliest_day(at: Timestamp, zones: &[TimeZone], otherwise: &str) -> Date {
    let days = zones.iter().map(|zone| at.to_zoned(zone.clone()).date());
    days.min().unwrap_or_else(|| at.to_zoned(TimeZone::get(otherwise).unwrap_or(TimeZone::UTC)).date())
}

/// Takes the fields of an order and a case that are variables.
struct Collector<'a> {
    packs: &'a Packs,
    zones: Vec<TimeZone>,
    values: Values,
}

impl Collector<'_> {
    fn take<T>(
        &mut self,
        field_name: &str,
        field: &Field<T>,
        content: impl Fn(&Self, &T) -> Option<Content>,
    ) {
        let (value, derived) = match field {
            Field::Read { value, .. } => (value, None),
            Field::Derived { value, from } => (value, Some(from.clone())),
            Field::NotFound { .. } => return,
        };
        let by_field = |variable: &&Variable| variable.field.as_deref() == Some(field_name);
        let name =
            self.packs.catalogue().variables.iter().find(by_field).map(|variable| variable.name.clone());
        if let (Some(name), Some(content)) = (name, content(self, value)) {
            self.values.put(&name, content, derived);
        }
    }
}

impl FieldVisitor for Collector<'_> {
    fn text(&mut self, name: &'static str, field: &mut Field<String>) {
        self.take(name, field, |_, text| {
            let text = text.trim().to_owned();
            (!text.is_empty()).then_some(Content::Text { text })
        });
    }

    fn count(&mut self, name: &'static str, field: &mut Field<u32>) {
        self.take(name, field, |_, number| Some(Content::Number { number: *number }));
    }

    fn moment(&mut self, name: &'static str, field: &mut Field<Moment>) {
        self.take(name, field, |collector, moment| {
            use crate::model::Precision;
            let day = match moment.precision {
                // A bare date is a date wherever one lives.
                Precision::Day => moment.at.to_zoned(moment.time_zone()).date(),
                _ => earliest_day(moment.at, &collector.zones, &moment.zone),
            };
            Some(Content::Day { day })
        });
    }

    fn money(&mut self, name: &'static str, field: &mut Field<Money>) {
        self.take(name, field, |_, money| Some(Content::Money { money: money.clone() }));
    }

    // Words of the closed vocabularies are for rules, not for buyers.
    fn status(&mut self, _: &'static str, _: &mut Field<OrderStatus>) {}
    fn kind(&mut self, _: &'static str, _: &mut Field<CaseKind>) {}
    fn phase(&mut self, _: &'static str, _: &mut Field<CasePhase>) {}
}

/// The shop whose number stands in the address, or the only shop of the portal.
fn shop_name(reading: &Reading, settings: &Settings) -> Option<String> {
    let shops: Vec<_> = settings.shops.iter().filter(|shop| shop.portal == reading.portal).collect();
    let numbered = shops.iter().find(|shop| {
        let number = shop.number.trim();
        !number.is_empty()
            && (reading.url.contains(number) || reading.order.shop.value().is_some_and(|s| s == number))
    });
    let shop = numbered.or(if shops.len() == 1 { shops.first() } else { None })?;
    Some(shop.name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// A variable's name as an agent reads it.
pub fn variable_name(packs: &Packs, variable: &str) -> Words {
    packs.variable(variable).map_or_else(|| field_label(variable), |known| known.words.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_no_first_name() {
        for (name, first) in [
            ("Lucía Pérez", Some("Lucía")),
            ("Ana", Some("Ana")),
            ("Jean-Luc O’Neil", Some("Jean-Luc")),
            ("olivia_m21", None),
            ("shopper88", None),
            ("J***n", None),
            ("JOHN SMITH", None),
            ("田中太郎", None),
            ("Иван Петров", Some("Иван")),
            ("M", None),
            ("", None),
        ] {
            assert_eq!(first_name(name), first, "{name}");
        }
    }

    #[test]
    fn answers_are_taken_as_their_kind_wants_them() {
        let packs = Packs::shipped().unwrap();
        let mut values = Values::default();
        assert_eq!(values.answer(&packs, "refund_amount", "12,50"), Err(AnswerError::NoCurrency));
        values.answer(&packs, "refund_amount", "EUR 1,234.50").unwrap();
        let Content::Money { money } = &values.get("refund_amount").unwrap().content else { panic!() };
        assert_eq!(money.to_string(), "EUR 1234.50");
        values.put("order.total", Content::Money { money: money.clone() }, None);
        values.answer(&packs, "offer_amount", "8,5").unwrap();
        let Content::Money { money } = &values.get("offer_amount").unwrap().content else { panic!() };
        assert_eq!(money.to_string(), "EUR 8.5");
        assert!(values.answer(&packs, "estimated_date", "tomorrow").is_err());
        assert!(values.answer(&packs, "days", "a few").is_err());
        values.answer(&packs, "estimated_date", "2026-11-30").unwrap();
        values.answer(&packs, "estimated_date", " ").unwrap();
        assert!(values.get("estimated_date").is_none(), "an empty answer takes the value away");
    }
}
