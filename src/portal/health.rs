//! How well a page could be read: which fields, rows, messages and boxes were found, and by what.

use crate::model::{FieldHealth, Health, Provenance, Reading, Words};
use crate::packs::format::PagePack;
use crate::protocol::{Snapshot, Strategy};

const SHOWN_CHARS: usize = 120;

/// The health of one reading.
pub(super) fn of(page: &PagePack, snapshot: &Snapshot, reading: &Reading) -> Health {
    let shown: Vec<_> = reading.order.shown().into_iter().chain(reading.case.shown()).collect();
    let fields = page.read.fields.iter().map(|(name, strategies)| {
        let found = snapshot.fields.get(name);
        let understood =
            shown.iter().any(|field| field.name == *name && field.provenance != Provenance::NotFound)
                && found.is_some();
        let by = found.and_then(|found| strategies.get(usize::from(found.by)));
        FieldHealth {
            name: name.clone(),
            strategy: found.filter(|_| understood).map(|found| found.by),
            by: by.map(describe).unwrap_or_default(),
            text: found.map(|found| found.text.chars().take(SHOWN_CHARS).collect()).unwrap_or_default(),
            optional: page.optional.contains(name),
        }
    });
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    Health {
        fields: fields.collect(),
        rows: page.read.rows.as_ref().map(|_| count(reading.rows.len())),
        messages: page.read.thread.as_ref().map(|_| count(reading.thread.len())),
        reply: page.read.reply.as_ref().map(|_| reading.reply.is_some()),
        findings: findings(page, reading),
    }
}

fn findings(page: &PagePack, reading: &Reading) -> Vec<Words> {
    let mut findings = Vec::new();
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
    if page.evidence == "I" {
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
