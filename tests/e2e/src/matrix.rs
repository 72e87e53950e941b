//! Real editors in the place of the portal's reply box (`tests/editors`), and what must hold in each: the editor's
//! own model has the letter exactly, what stood around it is intact, typing goes on right after it, the portal's
//! Send button knows of it, and one undo brings the former state back.

mod desk;
mod editors;
mod latency;
mod table;

use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::browser::workspace;
use crate::{Kind, Stage};
use desk::Desk;

pub use editors::{EDITABLE, Editor, FIELDS, FRAMEWORKS, MODELS, Place, editors};
pub use table::table;

/// Every kind of line and sign that has gone wrong somewhere: a skin tone, a joiner, a sign beyond the first plane,
/// two scripts from right to left, an empty line, and what looks like markup.
pub const LETTER: &str =
    "Dear Ana 👍🏽👩‍👧,\n您好，世界𠮷！\nשלום עולם, مرحبا\n\nKind <b>regards</b> &amp; “thanks” 😀";

/// What the box holds before: a line, and what of it is selected.
struct Situation {
    name: &'static str,
    line: &'static str,
    from: usize,
    to: usize,
}

const SITUATIONS: [Situation; 3] = [
    Situation { name: "empty", line: "", from: 0, to: 0 },
    Situation { name: "text around", line: "Hello Ana!Kind regards", from: 10, to: 10 },
    Situation { name: "selection", line: "Hello Ana! [write here] Kind regards", from: 11, to: 23 },
];

/// The checks, in the order of the table's columns.
pub const CHECKS: [&str; 5] = ["text", "around", "typing", "Send", "undo"];

/// How a check went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// There is nothing to check.
    Idle,
    /// As it must be.
    Good,
    /// Otherwise, and how.
    Wrong(String),
}

impl Mark {
    fn of(good: bool, otherwise: impl FnOnce() -> String) -> Self {
        if good { Self::Good } else { Self::Wrong(otherwise()) }
    }

    fn sign(&self) -> char {
        match self {
            Self::Idle => '·',
            Self::Good => '✓',
            Self::Wrong(_) => '✗',
        }
    }
}

/// What one editor did in all situations.
#[derive(Debug, Clone)]
pub struct Row {
    /// Which one.
    pub editor: &'static Editor,
    /// What the extension takes it for.
    pub kind: String,
    /// The checks of each situation.
    pub marks: [[Mark; CHECKS.len()]; SITUATIONS.len()],
    /// How often the editor's own undo key brings the draft back, if it does.
    pub keys: Option<u32>,
    /// Milliseconds from a click on a letter to the model, and those of the browser's own `Input.insertText`.
    pub latency: Option<(f64, f64)>,
}

impl Row {
    /// What is wrong, a line each.
    pub fn wrongs(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (situation, marks) in SITUATIONS.iter().zip(&self.marks) {
            for (check, mark) in CHECKS.iter().zip(marks) {
                if let Mark::Wrong(why) = mark {
                    lines.push(format!("{}, {}, {check}: {why}", self.editor.name, situation.name));
                }
            }
        }
        lines
    }

    /// The marks of one check in all situations.
    fn signs(&self, check: usize) -> String {
        self.marks.iter().map(|marks| marks[check].sign()).collect()
    }
}

/// Makes the pages of the editors, where the last ones are out of date.
pub fn build() -> Result<()> {
    let script = workspace().join("tests/editors/build.mjs");
    let output = Command::new("node").arg(script).output().context("there is no Node.js here")?;
    let told = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "the editors were not bundled; is `npm ci` done in tests/?\n{told}");
    Ok(())
}

/// Puts an editor into the place of the reply box, empty and with the caret in it.
pub async fn mount(stage: &Stage, editor: &'static Editor) -> Result<()> {
    Desk::open(stage, editor).await?.reset("", 0, 0).await
}

/// Tries one editor in all situations.
pub async fn row(stage: &Stage, editor: &'static Editor) -> Result<Row> {
    let desk = Desk::open(stage, editor).await?;
    let mut marks = Vec::new();
    for situation in &SITUATIONS {
        let cell = desk.cell(situation).await;
        marks.push(cell.with_context(|| format!("{}, {}", editor.name, situation.name))?);
    }
    let kind = stage.drawn().await?.reply.map_or_else(String::new, |reply| reply.kind);
    let marks = marks.try_into().expect("there is one of each situation");
    Ok(Row { editor, kind, marks, keys: None, latency: None })
}

/// Adds what is told but never asserted: the editor's own undo, and in Chromium how long an insertion takes.
pub async fn measure(stage: &Stage, row: &mut Row) -> Result<()> {
    let desk = Desk::open(stage, row.editor).await?;
    row.keys = desk.own_undo().await?;
    if stage.kind == Kind::Chromium && row.editor.place == Place::Page {
        row.latency = Some(latency::latency(&desk).await?);
    }
    Ok(())
}

/// Tries several editors and fails with all that is wrong.
pub async fn all_well(stage: &Stage, editors: &'static [Editor]) -> Result<()> {
    build()?;
    let mut wrongs = Vec::new();
    for editor in editors {
        match row(stage, editor).await {
            Ok(row) => wrongs.extend(row.wrongs()),
            Err(error) => wrongs.push(format!("{}: {error:#}", editor.name)),
        }
    }
    let misdeeds = stage.misdeeds();
    ensure!(misdeeds.is_empty(), "{misdeeds:#?}");
    if !wrongs.is_empty() {
        bail!("{}", wrongs.join("\n"));
    }
    Ok(())
}
