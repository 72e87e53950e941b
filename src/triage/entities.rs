//! Numbers, amounts and dates that a buyer names.

use super::text::{Folded, Span};
use crate::model::Reading;
use crate::packs::Packs;
use regex_lite::Regex;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// Something that a message names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// What sort of thing it is.
    pub kind: EntityKind,
    /// As it stands in the message.
    pub text: String,
    /// Where.
    pub at: Span,
}

/// What a message can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntityKind {
    /// A number of the portal's form of order numbers.
    Order,
    /// A tracking number.
    Tracking,
    /// An amount with its currency.
    Amount,
    /// A day.
    Date,
    /// The item of the open order.
    Item,
}

/// The most that is listed of each sort.
const MOST: usize = 8;

/// What a message names. `reading` gives the portal's form of order numbers and the item.
pub(super) fn entities(packs: &Packs, reading: Option<&Reading>, folded: &Folded) -> Vec<Entity> {
    let text = folded.text();
    let mut found: Vec<Entity> = Vec::new();
    let mut add = |kind: EntityKind, regex: &Regex| {
        for hit in regex.find_iter(text) {
            let at = folded.span(hit.range());
            let overlaps = found.iter().any(|known| known.at.start < at.end && at.start < known.at.end);
            if !overlaps && found.iter().filter(|known| known.kind == kind).count() < MOST {
                found.push(Entity { kind, text: hit.as_str().to_uppercase(), at });
            }
        }
    };
    let order = reading
        .and_then(|reading| packs.portal(&reading.portal))
        .and_then(|portal| Regex::new(&format!("(?i){}", portal.order_id)).ok());
    if let Some(order) = order {
        add(EntityKind::Order, &order);
    }
    for (kind, regex) in forms() {
        add(*kind, regex);
    }
    let item = reading.and_then(|reading| reading.order.item.value());
    if let Some((range, words)) = item.and_then(|item| item_in(text, item)) {
        found.push(Entity { kind: EntityKind::Item, text: words, at: folded.span(range) });
    }
    found.sort_by_key(|entity| entity.at);
    found
}

/// The longest run of at least two words of the item's title that stands in the text.
fn item_in(text: &str, item: &str) -> Option<(std::ops::Range<usize>, String)> {
    let title = super::text::fold_phrase(item);
    let words: Vec<&str> =
        title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // Titles are long; what a buyer repeats of one is short.
    (2..=words.len().min(6)).rev().find_map(|length| {
        words.windows(length).filter(|run| run.iter().map(|word| word.len()).sum::<usize>() >= 8).find_map(
            |run| {
                let run = run.join(" ");
                text.find(&run).map(|start| (start..start + run.len(), run.clone()))
            },
        )
    })
}

/// Tracking numbers, amounts and days, in the forms that are the same on all portals.
fn forms() -> &'static [(EntityKind, Regex)] {
    static FORMS: OnceLock<Vec<(EntityKind, Regex)>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let forms = [
            // UPU S10 (RB123456789CN), Cainiao (LP…), 1Z… of one carrier, and long digits behind letters.
            (EntityKind::Tracking, r"\b(?:[a-z]{2}[0-9]{9}[a-z]{2}|lp[0-9]{11,16}|1z[0-9a-z]{16}|(?:yt|sf|jd|yanwen|un|ug|uf)[0-9]{10,18}(?:[a-z]{2})?)\b"),
            (EntityKind::Amount, r"(?:us ?\$|a\$|c\$|[$€£¥₽₩₹]|\b(?:usd|eur|gbp|brl|rub|jpy|cny|pln|mxn|chf|cad|aud|r\$|rmb) ?)[0-9]{1,3}(?:[., ]?[0-9]{3})*(?:[.,][0-9]{1,2})?\b"),
            (EntityKind::Amount, r"\b[0-9]{1,3}(?:[., ]?[0-9]{3})*(?:[.,][0-9]{1,2})? ?(?:[$€£¥₽₩₹]|\b(?:usd|eur|euros?|gbp|brl|reais|rub|jpy|cny|rmb|pln|zl|mxn|pesos?|dollars?|bucks|pounds|quid|rublos|rubles|chf)\b|руб(?:лей|\.)?|円|元|块|원)"),
            (EntityKind::Date, r"\b(?:20[0-9]{2}[-/.][01]?[0-9][-/.][0-3]?[0-9]|[0-3]?[0-9][-/.][01]?[0-9][-/.](?:20)?[0-9]{2})\b|[01]?[0-9]月[0-3]?[0-9][日号號]"),
            (EntityKind::Date, r"\b[0-3]?[0-9](?:st|nd|rd|th|\.|er)? ?(?:de |of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|juni|juli|okt|dez|fev|avr|aou|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|out|маи|июн|авг|янв|фев|мар|апр|сен|окт|ноя|дек)[a-zа-я]*\b"),
        ];
        // Written here and tried below; one that does not compile would only find nothing.
        forms.into_iter().filter_map(|(kind, form)| Regex::new(form).ok().map(|form| (kind, form))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(EntityKind, String)> {
        let packs = Packs::shipped().unwrap();
        entities(&packs, None, &Folded::new(text))
            .into_iter()
            .map(|entity| (entity.kind, entity.text))
            .collect()
    }

    #[test]
    fn numbers_amounts_and_days_are_told_apart() {
        use EntityKind::{Amount, Date, Tracking};
        assert_eq!(forms().len(), 5);
        let of = |text: &str| found(text).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
        assert_eq!(of("Tracking RB123456789CN shows nothing since 12.10.2026"), [Tracking, Date]);
        assert_eq!(of("I paid $35.90, not 40 €"), [Amount, Amount]);
        assert_eq!(of("bought on 3rd of May for 1.299,00 EUR"), [Date, Amount]);
        assert_eq!(of("11月3日付了35元"), [Date, Amount]);
        assert!(of("size 42, colour 3").is_empty());
    }
}
