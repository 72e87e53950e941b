//! The table of one browser.

use std::fmt::Write as _;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{CHECKS, Row};
use crate::Kind;
use crate::browser::workspace;

/// The version of a package as the tests have it.
fn version(package: &str) -> Result<String> {
    let text = std::fs::read_to_string(workspace().join("tests/package.json"))?;
    let all: Value = serde_json::from_str(&text)?;
    let said = all["devDependencies"][package].as_str().with_context(|| format!("{package} is not named"))?;
    Ok(said.rsplit('@').next().unwrap_or(said).to_owned())
}

/// What is done in a box of a kind.
fn technique(browser: Kind, kind: &str, file: &str) -> &'static str {
    match (browser, kind, file) {
        (_, "textarea" | "input" | "plain-editable", _) | (Kind::Firefox, _, "draft") => "insertText",
        (Kind::Firefox, _, "slate" | "wangeditor" | "trix") => "beforeinput",
        (Kind::Firefox, "paste-html", _) | (Kind::Firefox, _, "quill") => "lines, insertParagraph",
        (Kind::Firefox, _, _) => "lines, insertLineBreak",
        (Kind::Chromium, "paste-html", _) => "paste, text and HTML",
        (Kind::Chromium, _, "contenteditable" | "plaintext-only") => "insertHTML",
        (Kind::Chromium, _, _) => "paste, text",
    }
}

/// The table of one browser.
pub fn table(browser: Kind, rows: &[Row]) -> Result<String> {
    let mut text =
        format!("| editor | version | kind of box | technique | {} | own undo key |", CHECKS.join(" | "));
    let timed = rows.iter().any(|row| row.latency.is_some());
    text.push_str(if timed { " click → model | Input.insertText | ratio |\n" } else { "\n" });
    text.push_str("| --- | --- | --- | --- |");
    text.push_str(&" :-: |".repeat(CHECKS.len() + 1));
    text.push_str(if timed { " --: | --: | --: |\n" } else { "\n" });
    for row in rows {
        let version = row.editor.package.map(version).transpose()?.unwrap_or_default();
        write!(
            text,
            "| {} | {version} | {} | {} |",
            row.editor.name,
            row.kind,
            technique(browser, &row.kind, row.editor.file)
        )?;
        for check in 0..CHECKS.len() {
            write!(text, " {} |", row.signs(check))?;
        }
        match row.keys {
            Some(times) => write!(text, " {times}× |")?,
            None => text.push_str(" – |"),
        }
        match row.latency {
            Some((click, own)) => write!(text, " {click:.1} ms | {own:.1} ms | {:.1} |", click / own)?,
            None if timed => text.push_str(" | | |"),
            None => {}
        }
        text.push('\n');
    }
    Ok(text)
}
