//! Real editors in the place of the portal's reply box (`tests/editors`), and what must hold in each: the editor's
//! own model has the letter exactly, what stood around it is intact, typing goes on right after it, the portal's
//! Send button knows of it, and one undo brings the former state back.

use std::fmt::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::browser::workspace;
use crate::pointer::breath;
use crate::stage::{PATIENCE, find};
use crate::{Kind, Stage};

/// Every kind of line and sign that has gone wrong somewhere: a skin tone, a joiner, a sign beyond the first plane,
/// two scripts from right to left, an empty line, and what looks like markup.
pub const LETTER: &str = "Dear Ana 👍🏽👩‍👧,\n您好，世界𠮷！\nשלום עולם, مرحبا\n\nKind <b>regards</b> &amp; “thanks” 😀";

/// Where the page of an editor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the tab itself.
    Page,
    /// In a frame of the same origin.
    Frame,
    /// In a frame of another site.
    StrangeFrame,
}

/// One row of the matrix.
#[derive(Debug, Clone, Copy)]
pub struct Editor {
    /// Its name in the table.
    pub name: &'static str,
    /// Its file in `tests/editors`, without `.js`.
    pub file: &'static str,
    /// Its npm package, if it is one.
    pub package: Option<&'static str>,
    /// Where it stands.
    pub place: Place,
}

const fn page(name: &'static str, file: &'static str, package: Option<&'static str>) -> Editor {
    Editor { name, file, package, place: Place::Page }
}

const fn framed(name: &'static str, place: Place) -> Editor {
    Editor { name, file: "textarea", package: None, place }
}

/// Plain fields, and where they may stand.
pub const FIELDS: &[Editor] = &[
    page("textarea", "textarea", None),
    page("input", "input", None),
    page("textarea in an open shadow root", "shadow", None),
    framed("textarea in a frame of the same origin", Place::Frame),
    framed("textarea in a frame of another site", Place::StrangeFrame),
];

/// Fields whose text a framework holds.
pub const FRAMEWORKS: &[Editor] = &[
    page("React 18, controlled", "react-18", Some("react")),
    page("React 19, controlled", "react-19", Some("react-19")),
    page("React, another element on focus", "react-remount", Some("react")),
    page("Vue 3, v-model", "vue", Some("vue")),
    page("Angular, ngModel", "angular", Some("@angular/core")),
    page("Svelte 5, bind:value", "svelte", Some("svelte")),
    page("Ant Design TextArea", "antd", Some("antd")),
    page("Element Plus el-input", "element-plus", Some("element-plus")),
];

/// Editable elements, and editors that let the browser edit and read the result.
pub const EDITABLE: &[Editor] = &[
    page("contenteditable", "contenteditable", None),
    page("contenteditable=plaintext-only", "plaintext-only", None),
    page("Quill", "quill", Some("quill")),
    page("TinyMCE (in its frame)", "tinymce", Some("tinymce")),
    page("Trix", "trix", Some("trix")),
    page("CodeMirror 6", "codemirror", Some("@codemirror/view")),
];

/// Editors with a model of their own, of which the page shows a picture.
pub const MODELS: &[Editor] = &[
    page("ProseMirror", "prosemirror", Some("prosemirror-view")),
    page("Tiptap", "tiptap", Some("@tiptap/core")),
    page("Draft.js", "draft", Some("draft-js")),
    page("Lexical", "lexical", Some("lexical")),
    page("Slate", "slate", Some("slate-react")),
    page("CKEditor 5", "ckeditor", Some("ckeditor5")),
    page("wangEditor 5", "wangeditor", Some("@wangeditor/editor")),
];

/// All rows.
pub fn editors() -> impl Iterator<Item = &'static Editor> {
    [FIELDS, FRAMEWORKS, EDITABLE, MODELS].into_iter().flatten()
}

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

/// What an editor page says of itself.
#[derive(Debug, Default, Deserialize)]
struct State {
    text: String,
    can: bool,
    settled: bool,
    problems: String,
}

const STATE: &str = "const { editor } = window.wrappedJSObject ?? window; \
    return editor ? { text: editor.text().toWellFormed(), can: editor.canSend(), settled: editor.settled(), problems: editor.problems() } : null";

/// An editor on the page, and the tab as the worker knows it.
struct Desk<'a> {
    stage: &'a Stage,
    editor: &'static Editor,
    tab: i64,
}

impl<'a> Desk<'a> {
    async fn open(stage: &'a Stage, editor: &'static Editor) -> Result<Self> {
        match editor.place {
            Place::Page => stage.open_with("ebay-messages", "late:0").await?,
            Place::Frame => stage.open_with("ebay-messages", "late:0,framed").await?,
            Place::StrangeFrame => {
                let inner = format!("{}&frame=1", find("ebay-messages").url_with("late:0"));
                stage.page().await?.goto(&format!("https://{}/", replica_portal::START_HOST)).await?;
                let frame = format!(
                    "const frame = document.createElement('iframe'); frame.src = {}; frame.style = 'position: fixed; inset: 0; width: 100%; height: 100%'; \
                     document.body.replaceChildren(frame)",
                    json!(inner)
                );
                stage.script(&frame).await?;
                stage.settle().await?
            }
        };
        let desk = Self { stage, editor, tab: stage.tab().await? };
        let file = workspace().join(format!("target/editors/{}.js", editor.file));
        let source = std::fs::read_to_string(file)?;
        let inject = format!(
            "const script = document.createElement('script'); script.textContent = {}; document.head.append(script); script.remove()",
            json!(source)
        );
        desk.script(&inject).await?;
        Ok(desk)
    }

    /// Runs a script where the editor is.
    async fn script(&self, script: &str) -> Result<Value> {
        let session = self.stage.page().await?;
        if self.editor.place == Place::Page {
            return Ok(session.execute(script, vec![]).await?.json().clone());
        }
        session.enter_frame(0).await?;
        let value = session.execute(script, vec![]).await;
        session.enter_default_frame().await?;
        Ok(value?.json().clone())
    }

    async fn state(&self) -> Result<State> {
        Ok(serde_json::from_value(self.script(STATE).await?).unwrap_or_default())
    }

    /// Waits until the model holds this; says what it holds at the end.
    async fn until(&self, text: &str, patience: Duration) -> Result<State> {
        let began = Instant::now();
        loop {
            let state = self.state().await?;
            if (state.settled && state.text == text) || began.elapsed() > patience {
                return Ok(state);
            }
            breath().await;
        }
    }

    async fn reset(&self, line: &str, from: usize, to: usize) -> Result<()> {
        let began = Instant::now();
        let script = format!(
            "const {{ editor }} = window.wrappedJSObject ?? window; if (!editor) return false; editor.reset({}, {from}, {to}); return true",
            json!(line)
        );
        while self.script(&script).await? != json!(true) {
            ensure!(began.elapsed() < PATIENCE, "the editor did not come: {}", self.state().await?.problems);
            breath().await;
        }
        let state = self.until(line, PATIENCE).await?;
        ensure!(state.settled && state.text == line, "the editor holds {:?}, not {line:?}; {}", state.text, state.problems);
        Ok(())
    }

    async fn ask(&self, kind: &str, text: &str) -> Result<String> {
        // A person's page is in front; in one that is not, no focus is ever told.
        let message = json!({ "v": 1, "kind": kind, "tab": self.tab, "text": text });
        let ask = format!(
            "const {{ windowId }} = await chrome.tabs.update({}, {{ active: true }}); await chrome.windows.update(windowId, {{ focused: true }}); \
             return await chrome.runtime.sendMessage({message})",
            self.tab
        );
        let answer = self.stage.in_door(&ask).await?;
        if answer["done"] == json!(true) {
            return Ok(String::new());
        }
        Ok(answer["problem"].as_str().map_or_else(|| answer.to_string(), str::to_owned))
    }

    /// Presses keys in the frame in which the editor is.
    async fn keys(&self, held: &[Key], keys: &str) -> Result<()> {
        if self.editor.place == Place::Page {
            return self.stage.press(held, keys).await;
        }
        let session = self.stage.page().await?;
        session.enter_frame(0).await?;
        let pressed = self.stage.press(held, keys).await;
        session.enter_default_frame().await?;
        pressed
    }

    async fn cell(&self, situation: &Situation) -> Result<[Mark; CHECKS.len()]> {
        const SOON: Duration = Duration::from_millis(1500);
        let Situation { line, from, to, .. } = *situation;
        let (head, tail) = (&line[..from], &line[to..]);
        let letter = self.letter();
        let whole = format!("{head}{letter}{tail}");

        self.reset(line, from, to).await?;
        let problem = self.ask("write", LETTER).await?;
        let state = self.until(&whole, SOON).await?;
        let told = || format!("{:?} {problem} {}", state.text, state.problems);
        let once = state.text.matches(&letter).count() == 1;
        let text = Mark::of(once && problem.is_empty() && state.problems.is_empty(), told);
        let intact = state.text.starts_with(head) && state.text.ends_with(tail);
        let around = if line.is_empty() { Mark::Idle } else { Mark::of(intact, told) };
        let send = Mark::of(state.can, || "it stays disabled".to_owned());
        let problem = self.ask("undo", "").await?;
        let back = self.until(line, SOON).await?;
        let good = back.text == line && problem.is_empty() && back.problems.is_empty();
        let undo = Mark::of(good, || format!("{:?} {problem} {}", back.text, back.problems));

        self.reset(line, from, to).await?;
        self.ask("write", LETTER).await?;
        self.until(&whole, SOON).await?;
        // A capital: what an editor then believes of Shift must not spoil the next insertion.
        self.keys(&[], "Z").await?;
        let wanted = format!("{head}{letter}Z{tail}");
        let typed = self.until(&wanted, SOON).await?;
        let typing = Mark::of(typed.text == wanted, || format!("{:?} {}", typed.text, typed.problems));
        Ok([text, around, typing, send, undo])
    }

    /// The letter as the box takes it: in one line there are no others.
    fn letter(&self) -> String {
        if self.editor.file == "input" {
            return LETTER.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        }
        LETTER.to_owned()
    }

    /// How often a person must press the editor's own undo to have the draft back.
    async fn own_undo(&self) -> Result<Option<u32>> {
        let Situation { line, from, to, .. } = SITUATIONS[2];
        self.reset(line, from, to).await?;
        self.ask("write", LETTER).await?;
        let whole = format!("{}{}{}", &line[..from], self.letter(), &line[to..]);
        self.until(&whole, Duration::from_secs(1)).await?;
        for times in 1..=12 {
            self.keys(&[Key::Control], "z").await?;
            if self.until(line, Duration::from_millis(150)).await?.text == line {
                return Ok(Some(times));
            }
        }
        Ok(None)
    }
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
        row.latency = Some(latency(&desk).await?);
    }
    Ok(())
}

/// What the browser puts in by itself: a line, which every editor takes.
const OWN: &str = "We have checked your order and the parcel is on its way to you.";

/// How often each is done; the median counts.
const RUNS: usize = 5;

/// From a click on a letter in the bar to the editor's own change event, and the same for the browser's own way.
async fn latency(desk: &Desk<'_>) -> Result<(f64, f64)> {
    let stage = desk.stage;
    let mut socket = stage.browser.socket().await?;
    let target = socket.target("page", "ebay.com").await?.context("there is no such page")?;
    let session = socket.attach(&target).await?;
    let session = session.as_str();
    socket.call(Some(session), "Runtime.enable", json!({})).await?;
    socket.call(Some(session), "Runtime.addBinding", json!({ "name": "heard" })).await?;
    // A tab behind another one takes no pointer.
    socket.call(Some(session), "Page.bringToFront", json!({})).await?;
    let (mut clicks, mut own) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        desk.reset("", 0, 0).await?;
        let drawn = stage.until("the bar stands", |drawn| drawn.settled && !drawn.letters().is_empty()).await?;
        let (x, y) = drawn.letters()[0].rect.middle();
        let mouse = |kind: &str| json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
        socket.call(Some(session), "Input.dispatchMouseEvent", json!({ "type": "mouseMoved", "x": x, "y": y })).await?;
        socket.call(Some(session), "Input.dispatchMouseEvent", mouse("mousePressed")).await?;
        let letter = |said: &str| said.len() > 80 && !said.contains(OWN);
        let time =
            socket.time_until_heard(session, "Input.dispatchMouseEvent", mouse("mouseReleased"), letter).await;
        let time = match time {
            Ok(time) => time,
            Err(error) => return Err(error.context(format!("{:?}", stage.drawn().await?.bar.and_then(|bar| bar.note)))),
        };
        clicks.push(time.as_secs_f64() * 1000.0);
        // A second click within a moment counts as half of a double click.
        tokio::time::sleep(Duration::from_millis(400)).await;
        desk.reset("", 0, 0).await?;
        if desk.editor.file == "react-remount" {
            desk.reset("x", 0, 1).await?;
        }
        let own_text = |said: &str| said.contains(OWN);
        let text = json!({ "text": OWN });
        let time = socket.time_until_heard(session, "Input.insertText", text, own_text).await?;
        own.push(time.as_secs_f64() * 1000.0);
    }
    Ok((median(&mut clicks), median(&mut own)))
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
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

/// The version of a package as the tests have it.
fn version(package: &str) -> Result<String> {
    let text = std::fs::read_to_string(workspace().join("tests/package.json"))?;
    let all: Value = serde_json::from_str(&text)?;
    let said = all["devDependencies"][package].as_str().with_context(|| format!("{package} is not named"))?;
    Ok(said.rsplit('@').next().unwrap_or(said).to_owned())
}

/// What is done in a box of a kind.
fn technique(browser: Kind, kind: &str) -> &'static str {
    match (browser, kind) {
        (_, "textarea" | "input" | "plain-editable") => "insertText",
        (Kind::Firefox, _) => "line by line",
        (Kind::Chromium, "paste-html") => "paste, text and HTML",
        (Kind::Chromium, _) => "paste, text; unanswered: insertHTML",
    }
}

/// The table of one browser.
pub fn table(browser: Kind, rows: &[Row]) -> Result<String> {
    let mut text = format!("| editor | version | kind of box | technique | {} | own undo key |", CHECKS.join(" | "));
    let timed = rows.iter().any(|row| row.latency.is_some());
    text.push_str(if timed { " click → model | Input.insertText | ratio |\n" } else { "\n" });
    text.push_str("| --- | --- | --- | --- |");
    text.push_str(&" :-: |".repeat(CHECKS.len() + 1));
    text.push_str(if timed { " --: | --: | --: |\n" } else { "\n" });
    for row in rows {
        let version = row.editor.package.map(version).transpose()?.unwrap_or_default();
        write!(text, "| {} | {version} | {} | {} |", row.editor.name, row.kind, technique(browser, &row.kind))?;
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
