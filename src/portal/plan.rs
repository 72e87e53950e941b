//! Portal pack → reading plan. What the pack says comes first; behind it stands text mode: the usual labels of
//! the page's interface languages, for pages without a proven structure and for those that have changed.

use crate::model::{Case, Order};
use crate::packs::Packs;
use crate::packs::format::{LabelPack, PagePack, PortalPack};
use crate::protocol::{PagePlan, Plan, ReplyPlan, Strategy, VERSION};
use serde_json::Value;
use std::collections::BTreeMap;

/// What may stand between the label of an order number and the number in running text, such as `Order # 4711`.
const BETWEEN: &str = r"[\s:：#№.]{0,6}";

/// The reading plan of one portal.
pub fn plan(packs: &Packs, portal: &PortalPack) -> Plan {
    let common: Vec<&LabelPack> = packs.labels(portal).collect();
    let pages: Vec<PagePlan> = portal.pages.iter().map(|page| page_plan(portal, page, &common)).collect();
    let labels = labels(portal, &common, &pages);
    Plan { v: VERSION, portal: portal.id.clone(), away: portal.away.clone(), labels, pages }
}

/// The plan as it is handed to pages.
///
/// # Errors
/// None that a plan of strings and numbers could cause.
pub fn lean_plan(packs: &Packs, portal: &PortalPack) -> serde_json::Result<Value> {
    Ok(without_nothing(serde_json::to_value(plan(packs, portal))?))
}

/// The same value without members that hold nothing. A plan is mostly what its strategies do not use, and a page
/// keeps it for as long as it lives.
fn without_nothing(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let held = members.into_iter().filter(|(_, member)| !member.is_null());
            held.map(|(name, member)| (name, without_nothing(member))).collect()
        }
        Value::Array(items) => items.into_iter().map(without_nothing).collect(),
        other => other,
    }
}

fn page_plan(portal: &PortalPack, page: &PagePack, common: &[&LabelPack]) -> PagePlan {
    let mut read = PagePlan { id: page.id.clone(), ..page.read.clone() };
    with_text(portal, common, &mut read.fields, &page.text, true);
    if let Some(rows) = &mut read.rows {
        with_text(portal, common, &mut rows.fields, &page.row_text, false);
    }
    if let Some(reply) = &mut read.reply {
        with_common_boxes(reply, common);
    }
    read
}

/// Lays text mode behind the strategies of every field.
fn with_text(
    portal: &PortalPack,
    common: &[&LabelPack],
    fields: &mut BTreeMap<String, Vec<Strategy>>,
    text: &[String],
    running: bool,
) {
    for name in text {
        fields.entry(name.clone()).or_default();
    }
    for (name, strategies) in fields {
        strategies.extend(text_mode(portal, common, name, running));
    }
}

/// The strategies that need no structure: beside a usual label, and for an order number also in running text
/// behind one.
fn text_mode(portal: &PortalPack, common: &[&LabelPack], name: &str, running: bool) -> Vec<Strategy> {
    let labels: Vec<&String> = common.iter().filter_map(|pack| pack.label.get(name)).flatten().collect();
    if labels.is_empty() && !portal.labels.contains_key(name) {
        return Vec::new();
    }
    let pick = shape(portal, name);
    let mut strategies =
        vec![Strategy { label: vec![format!("@{name}")], pick: pick.clone(), ..Strategy::default() }];
    if name == "order_id" && running && !labels.is_empty() {
        let alternatives: Vec<String> = labels.iter().map(|label| escaped(label)).collect();
        let text = format!("(?i)(?:{}){BETWEEN}({})", alternatives.join("|"), portal.order_id);
        strategies.push(Strategy { text: Some(text), ..Strategy::default() });
    }
    strategies
}

/// What the value of a field looks like, where that is known.
pub(super) fn shape(portal: &PortalPack, name: &str) -> Option<String> {
    let shape = match name {
        // It begins with the number: behind an empty label may come another label with another number.
        "order_id" => return Some(format!("^[^0-9A-Za-z]{{0,3}}({})(?:[^0-9A-Za-z-]|$)", portal.order_id)),
        "case_id" => "[0-9A-Za-z][0-9A-Za-z-]{5,}",
        "tracking" | "return_tracking" => "[A-Z0-9][A-Z0-9 -]{5,38}[A-Z0-9]",
        "quantity" => "[0-9]+",
        "total" | "amount" => ".*[0-9].*",
        _ if is_time(name) => ".*[0-9].*",
        _ => return None,
    };
    Some(shape.to_owned())
}

/// A number is no order number when more digits stand beside it.
pub(super) fn bounded(pattern: &str) -> String {
    format!("(?:^|[^0-9A-Za-z-])({pattern})(?:[^0-9A-Za-z-]|$)")
}

fn is_time(name: &str) -> bool {
    Order::default().moment(name).is_some() || Case::default().moment(name).is_some()
}

/// A text as an expression that matches just it, in Rust and in JavaScript.
fn escaped(text: &str) -> String {
    let mut expression = String::new();
    for character in text.trim_end_matches([':', '：']).chars() {
        if r"\^$.|?*+()[]{}/".contains(character) {
            expression.push('\\');
        }
        expression.push(character);
    }
    expression
}

/// The reply box is also looked for beside a button with a usual Send word; boxes for other purposes never count.
fn with_common_boxes(reply: &mut ReplyPlan, common: &[&LabelPack]) {
    for pack in common {
        add_new(&mut reply.send_words, pack.send.iter().cloned());
        let named = |attribute: &'static str| {
            pack.avoid.iter().map(move |word| format!("[{attribute}*=\"{}\" i]", word.replace('"', "")))
        };
        add_new(&mut reply.avoid, named("placeholder").chain(named("aria-label")));
    }
}

fn add_new(list: &mut Vec<String>, more: impl Iterator<Item = String>) {
    for item in more {
        if !list.contains(&item) {
            list.push(item);
        }
    }
}

/// The lists of labels to which the pages refer: the portal's own, then the usual ones of its languages.
fn labels(portal: &PortalPack, common: &[&LabelPack], pages: &[PagePlan]) -> BTreeMap<String, Vec<String>> {
    let mut lists: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for strategy in pages.iter().flat_map(strategies) {
        for name in strategy.label.iter().filter_map(|label| label.strip_prefix('@')) {
            if lists.contains_key(&format!("@{name}")) {
                continue;
            }
            let mut texts = portal.labels.get(name).cloned().unwrap_or_default();
            add_new(&mut texts, common.iter().filter_map(|pack| pack.label.get(name)).flatten().cloned());
            lists.insert(format!("@{name}"), texts);
        }
    }
    lists
}

/// Every strategy of a page.
fn strategies(page: &PagePlan) -> impl Iterator<Item = &Strategy> {
    let rows = page.rows.iter().flat_map(|rows| rows.fields.values());
    let thread = page.thread.iter().flat_map(|thread| [&thread.text, &thread.time]);
    page.fields.values().chain(rows).chain(thread).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex_lite::Regex;

    #[test]
    fn a_plan_has_all_lists_of_labels_that_it_refers_to() {
        let packs = Packs::shipped().unwrap();
        for portal in packs.portals() {
            let plan = plan(&packs, portal);
            let all = plan.pages.iter().flat_map(strategies).flat_map(|strategy| &strategy.label);
            let names: Vec<&String> = all.filter(|label| label.starts_with('@')).collect();
            assert!(!names.is_empty(), "{} has no labels", portal.id);
            let empty = names.iter().find(|name| plan.labels.get(**name).is_none_or(Vec::is_empty));
            assert_eq!(empty, None, "{} refers to a list of labels that is not there", portal.id);
        }
    }

    #[test]
    fn every_expression_of_a_plan_is_one() {
        let packs = Packs::shipped().unwrap();
        for portal in packs.portals() {
            for strategy in plan(&packs, portal).pages.iter().flat_map(strategies) {
                for source in [&strategy.text, &strategy.url, &strategy.pick].into_iter().flatten() {
                    assert!(Regex::new(source).is_ok(), "{}: {source}", portal.id);
                }
            }
        }
    }

    #[test]
    fn text_mode_stands_behind_what_the_pack_says() {
        let packs = Packs::shipped().unwrap();
        for portal in packs.portals() {
            let plan = plan(&packs, portal);
            for (page, read) in portal.pages.iter().zip(&plan.pages) {
                for (name, own) in &page.read.fields {
                    assert!(read.fields[name].starts_with(own), "{} {} {name}", portal.id, page.id);
                }
                let more = page.text.iter().filter(|name| read.fields[*name].is_empty());
                assert_eq!(more.count(), 0, "{} {}: a field in text mode has labels", portal.id, page.id);
            }
        }
    }
}
