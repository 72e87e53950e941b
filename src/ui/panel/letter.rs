//! One letter: its language, what it says in Chinese, the values that are asked for, the preview,
//! what the portal forbids in it, and the one click that inserts it.

use super::sheet::Sheet;
use super::{Bench, letters};
use crate::lint::Finding;
use crate::packs::format::Severity;
use crate::protocol::{FromScreen, WriteOutcome};
use crate::templates::{Piece, variable_name};
use crate::ui::bridge;
use crate::ui::clipboard;
use crate::ui::clocks;
use crate::ui::controls::{composing, press, words_button};
use crate::ui::focus::focus_soon;
use crate::ui::i18n::{self, Phrase};
use crate::ui::marks;
use crate::ui::view::{
    IntoView, View, button, details, div, fieldset, h2, h3, input, label, legend, li, mark, p, shape, span,
    summary, ul,
};
use crate::ui::window::{is_ticked, typed_text};
use reactive_graph::computed::Memo;
use reactive_graph::effect::Effect;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use wasm_bindgen_futures::spawn_local;

/// The heading's id; the keyboard is led here when a letter opens.
pub(super) const HEADING_ID: &str = "letter-title";
const REASON_ID: &str = "letter-reason";
const PREVIEW_ID: &str = "letter-preview";

/// What stands below the buttons: what became of the last click.
#[derive(Debug, Clone, PartialEq)]
struct Outcome {
    good: bool,
    text: String,
}

/// The open letter; empty while none is open.
pub(super) fn sheet(bench: Bench) -> View {
    let sheet = Memo::new(move |_| Sheet::open(bench));
    let insist = RwSignal::new(false);
    let outcome = RwSignal::new(None::<Outcome>);
    let open = Memo::new(move |_| {
        sheet.with(|sheet| sheet.as_ref().map(|sheet| (sheet.id.clone(), sheet.language.clone())))
    });
    Effect::new(move |before: Option<Option<(String, String)>>| {
        let now = open.get();
        if before.as_ref() != Some(&now) {
            insist.set(false);
            outcome.set(None);
        }
        now
    });
    let is_open = Memo::new(move |_| open.with(Option::is_some));
    (move || is_open.get().then(|| body(bench, sheet, insist, outcome))).into_view()
}

fn body(
    bench: Bench,
    sheet: Memo<Option<Sheet>>,
    insist: RwSignal<bool>,
    outcome: RwSignal<Option<Outcome>>,
) -> View {
    let desk = bench.desk;
    let back = move || {
        bench.open(None);
        focus_soon(letters::SEARCH_ID);
    };
    let keys = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && event.is_trusted() && !composing(&event) {
            event.prevent_default();
            back();
        }
    };
    let title = move || sheet.with(|sheet| sheet.as_ref().map(|sheet| desk.w(&sheet.title)));
    let clock = move || {
        let first = bench.page(|view| view.advice.deadlines.first().cloned()).flatten();
        first.map(|deadline| {
            div()
                .class("letter-clock")
                .child((span().child(desk.w(&deadline.act)), clocks::head(desk, &deadline)))
        })
    };
    let meaning = move || {
        sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.meaning.clone())).map(|meaning| {
            div()
                .class("meaning")
                .child((h3().child(desk.t(i18n::MEANING)), p().attr("lang", "zh-CN").child(meaning)))
        })
    };
    div()
        .class("letter")
        .on_key(keys)
        .child((
            words_button("quiet back", (shape(marks::LEFT), span().child(move || desk.t(i18n::BACK))), back),
            h2().id(HEADING_ID).attr("tabindex", "-1").child(title),
            clock,
            variants(bench, sheet),
            meaning,
            questions(bench, sheet),
            preview(bench, sheet),
            lint(bench, sheet),
            actions(bench, sheet, insist, outcome),
        ))
        .into_view()
}

fn variants(bench: Bench, sheet: Memo<Option<Sheet>>) -> View {
    let desk = bench.desk;
    let languages = Memo::new(move |_| {
        sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.languages.clone()).unwrap_or_default())
    });
    (move || {
        let buttons: Vec<_> = languages
            .get()
            .into_iter()
            .map(|tag| {
                let (own, other) = (tag.clone(), tag.clone());
                let current =
                    move || sheet.with(|sheet| sheet.as_ref().is_some_and(|sheet| sheet.language == own));
                let name =
                    format!("{} · {}", tag.to_uppercase(), i18n::language_name(&tag, desk.language.get()));
                button()
                    .attr("type", "button")
                    .class("variant")
                    .attr("aria-pressed", move || if current() { "true" } else { "false" })
                    .on("click", press(move || bench.tongue.set(Some(other.clone()))))
                    .child(name)
                    .into_view()
            })
            .collect();
        div()
            .class("variants")
            .attr("role", "group")
            .attr("aria-label", desk.t(i18n::LANGUAGE_VARIANT))
            .child(buttons)
    })
    .into_view()
}

fn questions(bench: Bench, sheet: Memo<Option<Sheet>>) -> View {
    let desk = bench.desk;
    let asked = Memo::new(move |_| {
        sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.asked.clone()).unwrap_or_default())
    });
    (move || {
        let fields: Vec<_> = asked.get().into_iter().map(|name| question(bench, name)).collect();
        (!fields.is_empty()).then(|| {
            let hint = p().class("hint").child(desk.t(i18n::ASK_FOR_HINT));
            let class = move || {
                let open = sheet.with(|sheet| sheet.as_ref().is_some_and(|sheet| !sheet.missing.is_empty()));
                if open { "questions unanswered" } else { "questions" }
            };
            fieldset().class(class).child((legend().child(desk.t(i18n::ASK_FOR)), hint, fields))
        })
    })
    .into_view()
}

fn question(bench: Bench, name: String) -> View {
    let id = format!("value-{name}");
    let (key, read) = (name.clone(), name.clone());
    let field = input()
        .id(id.clone())
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("required", "")
        .prop("value", move || bench.given.with(|given| given.get(&read).cloned().unwrap_or_default()))
        .on("input", move |event| {
            let text = typed_text(&event);
            bench.given.update(|given| {
                given.insert(key.clone(), text);
            });
        });
    div()
        .class("field")
        .child((label().attr("for", id).child(bench.desk.w(&variable_name(&name))), field))
        .into_view()
}

fn preview(bench: Bench, sheet: Memo<Option<Sheet>>) -> View {
    let desk = bench.desk;
    let pieces = move || {
        let pieces = sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.pieces.clone()).unwrap_or_default());
        pieces.into_iter().map(|piece| drawn(bench, piece)).collect::<Vec<_>>()
    };
    let language = move || sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.language.clone()));
    let broken = move || {
        let why = sheet.with(|sheet| sheet.as_ref().and_then(|sheet| sheet.broken.clone()))?;
        Some(clocks::warning(i18n::LETTER_BROKEN.with(desk.language.get(), &[("why", &why.to_string())])))
    };
    let size = move || {
        sheet.with(|sheet| {
            let sheet = sheet.as_ref().filter(|sheet| sheet.is_complete())?;
            let length = sheet.length.to_string();
            let language = desk.language.get();
            Some(match sheet.limit {
                Some(limit) => {
                    i18n::LENGTH_OF.with(language, &[("n", &length), ("limit", &limit.to_string())])
                }
                None => i18n::LENGTH.with(language, &[("n", &length)]),
            })
        })
    };
    let any_values = move || {
        let any = sheet.with(|sheet| {
            sheet
                .as_ref()
                .is_some_and(|sheet| sheet.pieces.iter().any(|piece| matches!(piece, Piece::Value { .. })))
        });
        any.then(|| desk.t(i18n::PREVIEW_HINT))
    };
    div()
        .class("preview")
        .child((
            h3().child(move || desk.t(i18n::PREVIEW)),
            broken,
            div().id(PREVIEW_ID).class("paper").attr("dir", "auto").attr("lang", language).child(pieces),
            p().class("hint preview-foot")
                .child((span().child(any_values), span().class("count").child(size))),
        ))
        .into_view()
}

fn drawn(bench: Bench, piece: Piece) -> View {
    match piece {
        Piece::Plain { text } => span().child(text).into_view(),
        Piece::Value { text, .. } => mark().child(text).into_view(),
        Piece::Gap { name } => {
            let name = bench.desk.w(&variable_name(&name));
            span().class("gap").attr("lang", bench.desk.language.get().tag()).child(name).into_view()
        }
    }
}

fn lint(bench: Bench, sheet: Memo<Option<Sheet>>) -> View {
    let desk = bench.desk;
    (move || {
        let findings =
            sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.findings.clone()).unwrap_or_default());
        (!findings.is_empty()).then(|| {
            let items: Vec<_> =
                findings.into_iter().map(|(finding, words)| item(bench, finding, words)).collect();
            div().class("lint").child((h3().child(desk.t(i18n::LINT_TITLE)), ul().child(items)))
        })
    })
    .into_view()
}

fn item(bench: Bench, finding: Finding, words: String) -> View {
    let desk = bench.desk;
    let (class, grave) = match finding.severity {
        Severity::Block => ("finding block", i18n::LINT_BLOCK),
        Severity::Warn | Severity::None => ("finding warn", i18n::LINT_WARN),
    };
    li().class(class)
        .child((
            p().child((
                span().class("mark grave").child((shape(marks::WARNING), desk.t(grave))),
                span().class("finding-name").child(desk.w(&finding.name)),
                span().class("quoted").child(words),
            )),
            p().child((
                span().class("finding-instead").child(desk.t(i18n::LINT_INSTEAD)),
                desk.w(&finding.instead),
            )),
            details()
                .class("fold")
                .child((summary().child(desk.t(i18n::GROUNDS)), clocks::grounds(desk, &finding.grounds))),
        ))
        .into_view()
}

/// Why the letter cannot be inserted as it stands.
fn obstacle(sheet: &Sheet, insist: bool, pasted: bool) -> Option<Phrase> {
    if !sheet.is_complete() {
        Some(i18n::INSERT_BLOCKED_VALUES)
    } else if !sheet.has_box {
        Some(if pasted { i18n::PASTE_NO_BOX } else { i18n::INSERT_NO_BOX })
    } else if sheet.is_held {
        Some(i18n::WRITE_HELD)
    } else if sheet.is_forbidden() && !insist {
        Some(i18n::INSERT_BLOCKED_LINT)
    } else {
        None
    }
}

fn actions(
    bench: Bench,
    sheet: Memo<Option<Sheet>>,
    insist: RwSignal<bool>,
    outcome: RwSignal<Option<Outcome>>,
) -> View {
    let desk = bench.desk;
    let language = move || desk.language.get_untracked();
    let tell = move |good: bool, text: String| {
        // Nobody waits for the outcome any more when the page has changed in the meantime.
        outcome.try_set(Some(Outcome { good, text }));
    };
    let reason = Memo::new(move |_| {
        sheet.with(|sheet| {
            let sheet = sheet.as_ref()?;
            if sheet.is_complete() && sheet.is_too_long() {
                let numbers =
                    [("n", sheet.length.to_string()), ("limit", sheet.limit.unwrap_or_default().to_string())];
                let numbers = numbers.each_ref().map(|(name, number)| (*name, number.as_str()));
                return Some(i18n::LETTER_TOO_LONG.with(desk.language.get(), &numbers));
            }
            obstacle(sheet, insist.get(), bench.pasted).map(|phrase| desk.t(phrase).to_owned())
        })
    });
    let blocked = Memo::new(move |_| reason.with(Option::is_some));
    let write = move |message: FromScreen, done: Phrase| {
        spawn_local(async move {
            match bridge::ask::<WriteOutcome>(message).await {
                Ok(WriteOutcome { done: true, problem: None }) => tell(true, done.get(language()).to_owned()),
                Ok(WriteOutcome { problem: Some(problem), .. }) => {
                    tell(false, i18n::write_problem(problem).get(language()).to_owned());
                }
                Ok(WriteOutcome { .. }) => tell(false, i18n::WRITE_REFUSED.get(language()).to_owned()),
                Err(trouble) => tell(false, desk.explain(&trouble)),
            }
        });
    };
    let insert = move || {
        if blocked.get_untracked() {
            return;
        }
        if let Some(text) = sheet.with_untracked(|sheet| sheet.as_ref().map(|sheet| sheet.text.clone())) {
            write(FromScreen::Write { tab: None, text }, i18n::INSERTED);
        }
    };
    let undo = move || write(FromScreen::Undo { tab: None }, i18n::UNDONE);
    let copy = move || {
        if let Some(text) = sheet.with_untracked(|sheet| sheet.as_ref().map(|sheet| sheet.text.clone())) {
            spawn_local(async move {
                let copied = clipboard::copy(&text).await;
                let phrase = if copied { i18n::COPIED } else { i18n::COPY_FAILED };
                tell(copied, phrase.get(language()).to_owned());
            });
        }
    };
    let incomplete = move || sheet.with(|sheet| sheet.as_ref().is_none_or(|sheet| !sheet.is_complete()));
    let insisting = move || {
        let forbidden =
            sheet.with(|sheet| sheet.as_ref().is_some_and(|sheet| sheet.is_forbidden() && sheet.has_box));
        forbidden.then(|| {
            let tick = input().attr("type", "checkbox").prop("checked", move || insist.get()).on(
                "change",
                move |event| {
                    if event.is_trusted() {
                        insist.set(is_ticked(&event));
                    }
                },
            );
            label().class("tick").child((tick, span().child(desk.t(i18n::INSERT_ANYWAY))))
        })
    };
    // Disabled for screen readers, but still reachable: its reason must be findable by keyboard.
    let insert_button = button()
        .attr("type", "button")
        .id("letter-insert")
        .class("primary")
        .attr("aria-disabled", move || if blocked.get() { "true" } else { "false" })
        .attr("aria-describedby", REASON_ID)
        .on("click", press(insert))
        .child(move || desk.t(i18n::INSERT));
    let copy_button = button()
        .attr("type", "button")
        .attr("disabled", move || incomplete().then_some(""))
        .on("click", press(copy))
        .child(move || desk.t(i18n::COPY));
    let told = move || {
        outcome.get().map(|Outcome { good, text }| {
            let mark = if good { marks::CHECK } else { marks::WARNING };
            span()
                .class(if good { "outcome good" } else { "outcome bad" })
                .child((shape(mark), span().child(text)))
        })
    };
    div()
        .class("actions")
        .child((
            insisting,
            p().id(REASON_ID).class("reason").child(move || reason.get()),
            div().class("buttons").child((
                insert_button,
                words_button("", move || desk.t(i18n::UNDO), undo),
                copy_button,
            )),
            p().class("told").attr("role", "status").attr("aria-live", "polite").child(told),
        ))
        .into_view()
}
