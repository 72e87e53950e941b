//! One editor in the place of the reply box, and what is done with it.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::Key;

use super::editors::{Editor, Place};
use super::{CHECKS, LETTER, Mark, SITUATIONS, Situation};
use crate::Stage;
use crate::browser::workspace;
use crate::pointer::breath;
use crate::stage::{PATIENCE, find};

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
pub(super) struct Desk<'a> {
    pub(super) stage: &'a Stage,
    pub(super) editor: &'static Editor,
    tab: i64,
}

impl<'a> Desk<'a> {
    pub(super) async fn open(stage: &'a Stage, editor: &'static Editor) -> Result<Self> {
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

    pub(super) async fn reset(&self, line: &str, from: usize, to: usize) -> Result<()> {
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
        ensure!(
            state.settled && state.text == line,
            "the editor holds {:?}, not {line:?}; {}",
            state.text,
            state.problems
        );
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

    pub(super) async fn cell(&self, situation: &Situation) -> Result<[Mark; CHECKS.len()]> {
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
    pub(super) async fn own_undo(&self) -> Result<Option<u32>> {
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
