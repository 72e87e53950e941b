//! How well a page could be read: which fields, rows, messages and boxes were found, and by what.

use crate::advice::Settings;
use crate::model::{FieldHealth, Health, Provenance, Reading, Words, field_label};
use crate::packs::format::PagePack;
use crate::protocol::{Snapshot, Strategy};

const SHOWN_CHARS: usize = 120;

/// What a strategy is called that no pack names.
const TEXT_MODE: &str = "usual label";

/// Fields of which a page that is about one order has only one.
const UNIQUE: [&str; 6] = ["order_id", "case_id", "buyer", "phase", "respond_by", "ship_by"];

/// The health of one reading.
pub(super) fn of(page: &PagePack, settings: &Settings, snapshot: &Snapshot, reading: &Reading) -> Health {
    let shown: Vec<_> = reading.order.shown().into_iter().chain(reading.case.shown()).collect();
    let none = Vec::new();
    let text =
        page.text.iter().filter(|name| !page.read.fields.contains_key(*name)).map(|name| (name, &none));
    let fields = page.read.fields.iter().chain(text).map(|(name, strategies)| {
        let found = snapshot.fields.get(name);
        let understood =
            shown.iter().any(|field| field.name == *name && field.provenance != Provenance::NotFound)
                && found.is_some();
        let by = found.and_then(|found| strategies.get(usize::from(found.by)));
        FieldHealth {
            name: name.clone(),
            strategy: found.filter(|_| understood).map(|found| found.by),
            by: by.map_or_else(|| found.map(|_| TEXT_MODE.to_owned()).unwrap_or_default(), describe),
            text: found.map(|found| found.text.chars().take(SHOWN_CHARS).collect()).unwrap_or_default(),
            optional: page.optional.contains(name),
            also: found.and_then(|found| found.also.clone()).filter(|_| UNIQUE.contains(&name.as_str())),
            evidence: evidence(page, name, strategies.len(), found.map(|found| found.by)),
        }
    });
    let fields: Vec<FieldHealth> = fields.collect();
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    Health {
        rows: page.read.rows.as_ref().map(|_| count(reading.rows.len())),
        messages: page.read.thread.as_ref().map(|_| count(reading.thread.len())),
        reply: page.read.reply.as_ref().map(|_| reading.reply.is_some()),
        findings: findings(page, settings, reading, &fields),
        fields,
    }
}

/// How well the place of a field is proven.
fn evidence(page: &PagePack, name: &String, own: usize, by: Option<u8>) -> String {
    let code = match by {
        Some(by) if usize::from(by) >= own => "T",
        Some(0) if page.mended.contains(name) => "M",
        _ if page.unproven.contains(name) => "I",
        _ => &page.evidence,
    };
    code.to_owned()
}

fn findings(page: &PagePack, settings: &Settings, reading: &Reading, fields: &[FieldHealth]) -> Vec<Words> {
    let mut findings = Vec::new();
    for field in fields {
        let Some(also) = &field.also else { continue };
        let label = field_label(&field.name);
        findings.push(Words::new(
            format!("{}: the page shows two, {} and {also}. Check which one is meant.", label.en, field.text),
            format!("{}：页面上有两个值，{} 与 {also}，请核对。", label.zh, field.text),
        ));
    }
    if let (Some(address), Some(order)) = (&reading.aim.address, reading.order.order_id.value())
        && address != order
    {
        findings.push(Words::new(
            format!("The address is of order {address}, the page shows {order}. It may still be loading."),
            format!("网址对应订单 {address}，页面显示的是 {order}，可能尚未加载完成。"),
        ));
    }
    if page.read.rows.is_some() && reading.rows.is_empty() {
        findings.push(Words::new(
            "No orders were recognised in this list. If it is not empty, the portal has changed its page.",
            "未识别到任何订单。如果列表不是空的，说明平台页面已改版。",
        ));
    }
    if page.read.reply.is_some() && reading.reply.is_none() {
        findings.push(Words::new(
            "No reply box was found. Open the conversation, or copy the letter by hand.",
            "未找到回复框。请先打开会话，或手动复制话术。",
        ));
    }
    if page.evidence == "I" && !settings.is_confirmed(&format!("{}/{}", reading.portal, reading.page)) {
        findings.push(Words::new(
            "The structure of this page is inferred, not proven. Check the values before you rely on them.",
            "此页面结构为推断，未经证实。使用前请核对各字段。",
        ));
    }
    findings
}

/// A strategy in the words of the pack.
fn describe(strategy: &Strategy) -> String {
    if let Some(css) = &strategy.css {
        return format!("css {css}");
    }
    if !strategy.label.is_empty() {
        return format!("label {}", strategy.label.join(" | "));
    }
    if let Some(text) = &strategy.text {
        return format!("text /{text}/");
    }
    strategy.url.as_ref().map(|url| format!("url /{url}/")).unwrap_or_default()
}
