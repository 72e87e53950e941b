//! Pasted text → [`Reading`]: the same card, clocks and letters on a page that cannot be read, or on none.
//!
//! A line is a label with its value, a label whose value stands on the next line, or the buyer's own words.

use super::interpret::interpret;
use super::plan::{bounded, shape};
use super::printed::normalise;
use crate::advice::Settings;
use crate::model::{Case, Order, Reading};
use crate::packs::Packs;
use crate::packs::format::{PagePack, PortalPack};
use crate::protocol::{FieldText, MessageText, PagePlan, Refusal, Snapshot};
use jiff::Timestamp;
use regex_lite::Regex;
use std::collections::BTreeMap;

/// The id of the page that pasted text makes.
pub const PASTED: &str = "pasted";

/// The page that pasted text makes: every field may stand in it, none must.
pub(super) fn page() -> PagePack {
    let all: Vec<String> = fields().map(str::to_owned).collect();
    PagePack {
        id: PASTED.to_owned(),
        read: PagePlan { thread: Some(crate::protocol::ThreadPlan::default()), ..PagePlan::default() },
        optional: all.clone(),
        text: all,
        row_text: Vec::new(),
        unproven: Vec::new(),
        mended: Vec::new(),
        fixed: BTreeMap::new(),
        evidence: "T".to_owned(),
        source: String::new(),
    }
}

fn fields() -> impl Iterator<Item = &'static str> {
    Order::FIELDS.iter().chain(Case::FIELDS).copied()
}

/// Understands a text that was pasted as one of `portal`'s.
///
/// # Errors
/// As [`interpret`]; also for a text without anything in it.
pub fn pasted(
    packs: &Packs,
    settings: &Settings,
    portal: &str,
    text: &str,
    taken: Timestamp,
) -> Result<Reading, Refusal> {
    let pack = packs.portal(portal).ok_or(Refusal::SwitchedOff)?;
    if text.trim().is_empty() {
        return Err(Refusal::NotUnderstood {
            why: "nothing was pasted; copy the order or the message first".to_owned(),
        });
    }
    let (fields, message) = split(packs, pack, text);
    let message = (!message.is_empty()).then(|| MessageText {
        from: "buyer".to_owned(),
        time: None,
        text: message,
        cut: false,
    });
    let snapshot = Snapshot {
        page: PASTED.to_owned(),
        taken_ms: taken.as_millisecond(),
        fields,
        thread: message.into_iter().collect(),
        ..Snapshot::empty(portal)
    };
    interpret(packs, settings, &snapshot)
}

/// The portals to which a pasted text may belong: those whose order number stands in it. The most telling one
/// comes first, that is the one with the longest match.
pub fn portals_of<'a>(packs: &'a Packs, text: &str) -> Vec<&'a str> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for portal in packs.portals() {
        let Ok(expression) = Regex::new(&bounded(&portal.order_id)) else { continue };
        let length = expression.captures(text).and_then(|hit| hit.get(1)).map(|number| number.as_str().len());
        found.extend(length.map(|length| (length, portal.id.as_str())));
    }
    found.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    found.into_iter().map(|(_, id)| id).collect()
}

/// The fields of a text, and what is left of it.
fn split(packs: &Packs, portal: &PortalPack, text: &str) -> (BTreeMap<String, FieldText>, String) {
    let labels = labels(packs, portal);
    let field_of = |text: &str| labels.get(&plain(text)).copied();
    let shapes: BTreeMap<&str, Regex> =
        fields().filter_map(|name| Some((name, Regex::new(&shape(portal, name)?).ok()?))).collect();
    let picked = |name: &str, value: &str| match shapes.get(name) {
        None => Some(value.to_owned()),
        Some(shape) => {
            let hit = shape.captures(value)?;
            Some(hit.get(1).or_else(|| hit.get(0))?.as_str().trim().to_owned())
        }
    };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut found: BTreeMap<String, FieldText> = BTreeMap::new();
    let mut rest: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        let (head, value) = head_and_value(line, &field_of);
        let Some(name) = field_of(head) else {
            rest.push(line);
            continue;
        };
        let (value, taken) = if value.is_empty() {
            let next = (at..lines.len()).find(|next| !lines[*next].is_empty());
            let next = next.filter(|next| field_of(head_and_value(lines[*next], &field_of).0).is_none());
            (next.map_or("", |next| lines[next]), next.map_or(at, |next| next + 1))
        } else {
            (value, at)
        };
        match picked(name, value) {
            Some(value) if !value.is_empty() => {
                at = taken;
                if name == "case_id" {
                    // "Dispute number" says what sort of case it is.
                    found.entry("kind".to_owned()).or_insert(FieldText::new(head, 0));
                }
                found.entry(name.to_owned()).or_insert(FieldText::new(value, 0));
            }
            _ => rest.push(line),
        }
    }
    // A case's own state often stands under the same word as an order's.
    if found.contains_key("case_id")
        && !found.contains_key("phase")
        && let Some(status) = found.get("status").cloned()
    {
        found.insert("phase".to_owned(), status);
    }
    let message = rest.join("\n").trim().to_owned();
    if !found.contains_key("order_id")
        && let Some(number) = Regex::new(&bounded(&portal.order_id))
            .ok()
            .and_then(|shape| Some(shape.captures(text)?.get(1)?.as_str().to_owned()))
    {
        found.insert("order_id".to_owned(), FieldText::new(number, 1));
    }
    (found, message)
}

/// The usual labels of a portal, made ready to be compared, with their fields.
fn labels<'a>(packs: &'a Packs, portal: &'a PortalPack) -> BTreeMap<String, &'a str> {
    let own = portal.labels.iter().filter(|(name, _)| fields().any(|field| field == name.as_str()));
    let common = packs.labels(portal).flat_map(|pack| &pack.label);
    let mut labels = BTreeMap::new();
    for (name, texts) in own.chain(common) {
        for text in texts {
            labels.entry(plain(text)).or_insert(name.as_str());
        }
    }
    labels
}

/// What stands before the first colon or tab, or as much of the line as is a label, and the rest.
fn head_and_value<'a>(line: &'a str, field_of: &dyn Fn(&str) -> Option<&'a str>) -> (&'a str, &'a str) {
    if let Some(at) = line.find([':', '：', '\t']) {
        let rest = line[at..].trim_start_matches([':', '：', '\t', ' ']);
        if field_of(&line[..at]).is_some() {
            return (&line[..at], rest);
        }
    }
    (line, "")
}

fn plain(text: &str) -> String {
    normalise(text).to_lowercase().trim_end_matches([':', ' ']).to_owned()
}
