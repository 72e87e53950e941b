//! One letter: its language, what it says in Chinese, the values that are asked for, the preview,
//! what the portal forbids in it, and the one click that inserts it.

use super::sheet::{Question, Sheet};
use super::{Bench, letters};
use crate::lint::Finding;
use crate::packs::format::{Severity, VariableKind};
use crate::protocol::{FromScreen, WriteOutcome};
use crate::templates::{self, Piece};
use crate::ui::bridge;
use crate::ui::clipboard;
use crate::ui::clocks;
use crate::ui::controls::{composing, press, words_button};
use crate::ui::focus::focus_soon;
use crate::ui::i18n::{self, Phrase};
use crate::ui::marks;
use crate::ui::pieces::pieces;
use crate::ui::view::{
    IntoView, View, button, details, div, fieldset, h2, h3, input, label, legend, li, option, p, select,
    shape, span, summary, textarea, ul,
};
use crate::ui::window::{is_ticked, typed_text};
use reactive_graph::computed::Memo;
use reactive_graph::effect::Effect;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use std::collections::BTreeSet;
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
        let sheet = sheet.get()?;
        let in_own = !sheet.beside.is_empty();
        let title = desk.t(if in_own { i18n::IN_YOUR_LANGUAGE } else { i18n::MEANING });
        let language = if in_own { desk.language.get().tag() } else { "zh-CN" };
        let words = if in_own {
            div().class("beside").attr("lang", language).child(pieces(desk, sheet.beside)).into_view()
        } else {
            p().attr("lang", language).child(sheet.meaning).into_view()
        };
        Some(div().class("meaning").child((h3().child(title), words)))
    };
    div()
        .class("letter")
        .on_key(keys)
        .child((
            words_button("quiet back", (shape(marks::LEFT), span().child(move || desk.t(i18n::BACK))), back),
            h2().id(HEADING_ID).attr("tabindex", "-1").child(title),
            clock,
            variants(bench, sheet),
            (remarks(bench, sheet), proof(bench, sheet), doubts(bench, sheet), questions(bench, sheet)),
            preview(bench, sheet),
            meaning,
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

/// Which of the wordings it is, with a button for the next one.
fn wordings(bench: Bench, sheet: Memo<Option<Sheet>>) -> View {
    let desk = bench.desk;
    let which = Memo::new(move |_| sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.wording)));
    (move || {
        let (place, all) = which.get().filter(|(_, all)| *all > 1)?;
        let numbers = [("n", (place + 1).to_string()), ("all", all.to_string())];
        let numbers = numbers.each_ref().map(|(name, number)| (*name, number.as_str()));
        let next = move || bench.wording.set(Some(place + 1));
        Some(div().class("wordings").child((
            span().class("hint").child(i18n::WORDING.with(desk.language.get(), &numbers)),
            words_button("quiet small", desk.t(i18n::NEXT_WORDING), next),
        )))
    })
    .into_view()
}

/// What a person should know before anything else: the language is not the buyer's, the wording was used, the
/// letter may not be sent here.
fn remarks(bench: Bench, sheet: Memo<Option<Sheet>>) -> View {
    let desk = bench.desk;
    (move || {
        let sheet = sheet.get()?;
        let line = |text: String| p().class("remark").child((shape(marks::WARNING), span().child(text)));
        let mut lines = Vec::new();
        if !sheet.is_allowed {
            lines.push(line(desk.t(i18n::NOT_ALLOWED_HERE).to_owned()));
        }
        lines.extend(sheet.note.as_ref().map(|note| line(desk.w(note))));
        if sheet.repeated {
            lines.push(line(desk.t(i18n::ALL_WORDINGS_SENT).to_owned()));
        }
        let coming = sheet.is_coming.then(|| p().class("hint").child(desk.t(i18n::LETTER_COMING)));
        Some(div().class("remarks").attr("role", "status").child((lines, coming)))
    })
    .into_view()
}

/// The proofs that the letter demands, each to be ticked by the agent.
fn proof(bench: Bench, sheet: Memo<Option<Sheet>>) -> View {
    let desk = bench.desk;
    let demanded = Memo::new(move |_| {
        sheet.with(|sheet| sheet.as_ref().map(|sheet| (sheet.proof.clone(), sheet.strategy.clone())))
    });
    (move || {
        let (proof, strategy) = demanded.get()?;
        if proof.is_empty() {
            return None;
        }
        let ticks: Vec<_> = proof
            .into_iter()
            .map(|(id, words)| {
                let known = id.clone();
                let tick = input()
                    .attr("type", "checkbox")
                    .prop("checked", move || bench.proven.with(|proven| proven.contains(&known)))
                    .on("change", move |event| {
                        if event.is_trusted() {
                            let ticked = is_ticked(&event);
                            bench.proven.update(|proven| {
                                if ticked {
                                    proven.insert(id.clone())
                                } else {
                                    proven.remove(&id)
                                };
                            });
                        }
                    });
                label().class("tick").child((tick, span().child(desk.w(&words))))
            })
            .collect();
        let strategy = strategy.map(|words| {
            let text = format!("{}{}{}", desk.t(i18n::REPLY_STRATEGY), desk.t(i18n::COLON), desk.w(&words));
            p().class("hint").child(text)
        });
        let hint = p().class("hint").child(desk.t(i18n::PROOF_HINT));
        Some(fieldset().class("questions proof").child((
            legend().child(desk.t(i18n::PROOF_TITLE)),
            hint,
            ticks,
            strategy,
        )))
    })
    .into_view()
}

/// The values that were worked out, each to be agreed to.
fn doubts(bench: Bench, sheet: Memo<Option<Sheet>>) -> View {
    let desk = bench.desk;
    let listed = Memo::new(move |_| {
        sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.doubtful.clone()).unwrap_or_default())
    });
    (move || {
        let ticks: Vec<_> = listed
            .get()
            .into_iter()
            .map(|doubt| {
                let (name, known) = (doubt.name.clone(), doubt.name.clone());
                let tick = input()
                    .attr("type", "checkbox")
                    .prop("checked", move || bench.agreed.with(|agreed| agreed.contains(&known)))
                    .on("change", move |event| {
                        if event.is_trusted() {
                            let ticked = is_ticked(&event);
                            bench.agreed.update(|agreed| {
                                if ticked {
                                    agreed.insert(name.clone())
                                } else {
                                    agreed.remove(&name)
                                };
                            });
                        }
                    });
                let from = i18n::CONFIRM_FROM.with(desk.language.get(), &[("from", &doubt.from)]);
                let words = format!("{}{}{}", desk.w(&doubt.words), desk.t(i18n::COLON), doubt.value);
                label()
                    .class("tick")
                    .child((tick, span().child((words, span().class("hint").child((" ", from))))))
            })
            .collect();
        (!ticks.is_empty()).then(|| {
            fieldset().class("questions doubts").child((legend().child(desk.t(i18n::CONFIRM_VALUES)), ticks))
        })
    })
    .into_view()
}

fn questions(bench: Bench, sheet: Memo<Option<Sheet>>) -> View {
    let desk = bench.desk;
    // Drawn anew only where other things are asked, so that a field keeps what is being typed.
    let asked = Memo::new(move |_| {
        let asked = sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.asked.clone()).unwrap_or_default());
        asked.into_iter().map(|question| Question { wrong: None, ..question }).collect::<Vec<_>>()
    });
    (move || {
        let fields: Vec<_> = asked.get().into_iter().map(|one| question(bench, sheet, one)).collect();
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

fn question(bench: Bench, sheet: Memo<Option<Sheet>>, question: Question) -> View {
    let desk = bench.desk;
    let Question { name, words, kind, choices, last, .. } = question;
    let id = format!("value-{name}");
    let read = {
        let name = name.clone();
        move || bench.given.with(|given| given.get(&name).cloned().unwrap_or_default())
    };
    let take = {
        let name = name.clone();
        move |text: String| {
            bench.given.update(|given| {
                given.insert(name.clone(), text);
            });
        }
    };
    let is_needed = {
        let name = name.clone();
        Memo::new(move |_| {
            sheet.with(|sheet| {
                sheet.as_ref().is_some_and(|sheet| {
                    sheet.missing.contains(&name) || bench.given.with(|given| given.contains_key(&name))
                })
            })
        })
    };
    let required = move || is_needed.get().then_some("");
    let typed = {
        let take = take.clone();
        move |event: web_sys::Event| take(typed_text(&event))
    };
    let field: View = match kind {
        VariableKind::LongText => textarea()
            .id(id.clone())
            .attr("rows", "4")
            .attr("dir", "auto")
            .attr("required", required)
            .prop("value", read)
            .on("input", typed)
            .into_view(),
        VariableKind::Choice => {
            let ids: Vec<String> = choices.iter().map(|(id, _)| id.clone()).collect();
            let options: Vec<_> = choices
                .into_iter()
                .map(|(id, words)| {
                    let (known, read) = (id.clone(), read.clone());
                    option()
                        .attr("value", id)
                        .prop("selected", move || read() == known)
                        .child(move || desk.w(&words))
                        .into_view()
                })
                .collect();
            let none = option().attr("value", "").child(move || desk.t(i18n::CHOOSE));
            let free = {
                let read = read.clone();
                move || Some(read()).filter(|text| !ids.contains(text)).unwrap_or_default()
            };
            let select = select().id(id.clone()).on("change", typed.clone()).child((none, options));
            let own = input()
                .attr("type", "text")
                .attr("autocomplete", "off")
                .attr("aria-label", move || desk.t(i18n::OWN_WORDS))
                .attr("placeholder", move || desk.t(i18n::OWN_WORDS))
                .prop("value", free)
                .on("input", typed);
            div().class("choice").child((select, own)).into_view()
        }
        VariableKind::Text | VariableKind::Date | VariableKind::Money | VariableKind::Number => {
            let (form, keys) = match kind {
                VariableKind::Date => ("date", "numeric"),
                VariableKind::Money => ("text", "decimal"),
                VariableKind::Number => ("text", "numeric"),
                _ => ("text", "text"),
            };
            input()
                .id(id.clone())
                .attr("type", form)
                .attr("inputmode", keys)
                .attr("autocomplete", "off")
                .attr("required", required)
                .prop("value", read)
                .on("input", typed)
                .into_view()
        }
    };
    let offered = last.map(|last| {
        let (take, answer) = (take.clone(), last.clone());
        let short: String = last.chars().take(40).collect();
        let words = move || i18n::LAST_ANSWER.with(desk.language.get(), &[("answer", &short)]);
        words_button("quiet small", words, move || take(answer.clone()))
    });
    let wrong = {
        let name = name.clone();
        move || {
            let wrong = sheet.with(|sheet| {
                let asked = &sheet.as_ref()?.asked;
                asked.iter().find(|question| question.name == name)?.wrong.clone()
            })?;
            Some(p().class("wrong").attr("role", "alert").child(desk.w(&wrong)))
        }
    };
    let optional =
        move || (!is_needed.get()).then(|| span().class("hint").child((" ", desk.t(i18n::MAY_STAY_EMPTY))));
    let label = label().attr("for", id).child((move || desk.w(&words), optional));
    div().class("field").child((label, field, offered, wrong)).into_view()
}

fn preview(bench: Bench, sheet: Memo<Option<Sheet>>) -> View {
    let desk = bench.desk;
    let drawn = move || {
        pieces(desk, sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.pieces.clone()).unwrap_or_default()))
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
            wordings(bench, sheet),
            broken,
            div().id(PREVIEW_ID).class("paper").attr("dir", "auto").attr("lang", language).child(drawn),
            p().class("hint preview-foot")
                .child((span().child(any_values), span().class("count").child(size))),
        ))
        .into_view()
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
fn obstacle(sheet: &Sheet, proven: &BTreeSet<String>, insist: bool, pasted: bool) -> Option<Phrase> {
    if !sheet.is_allowed {
        Some(i18n::NOT_ALLOWED_HERE)
    } else if sheet.doubtful.iter().any(|doubt| !doubt.agreed) {
        Some(i18n::INSERT_BLOCKED_DOUBT)
    } else if !sheet.is_complete() {
        Some(i18n::INSERT_BLOCKED_VALUES)
    } else if sheet.proof.iter().any(|(id, _)| !proven.contains(id)) {
        Some(i18n::INSERT_BLOCKED_PROOF)
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

/// The message that inserts a letter, with what is to be remembered of it.
fn insertion(bench: Bench, sheet: Sheet) -> FromScreen {
    let given = bench.given.get_untracked();
    let remembered = bench.desk.packs(|packs| {
        let keep = |name: &&String| packs.variable(name).is_some_and(|variable| variable.remember);
        let answers = given.iter().filter(|(name, answer)| !answer.trim().is_empty() && keep(name));
        answers.map(|(name, answer)| (format!("{name}/{}", sheet.language), answer.clone())).collect()
    });
    let agreed = bench.page(|view| {
        let (settings, clocks) = (bench.desk.settings.get_untracked(), &view.advice.deadlines);
        let values = bench.desk.packs(|packs| templates::values(packs, &view.reading, &settings, clocks));
        let agreed = sheet.doubtful.iter().filter(|doubt| doubt.agreed);
        agreed.filter_map(|doubt| Some((doubt.name.clone(), values.plain(&doubt.name)?))).collect()
    });
    FromScreen::Write {
        tab: None,
        text: sheet.text,
        letter: Some(sheet.id),
        agreed: agreed.unwrap_or_default(),
        answers: remembered,
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
            let proven = bench.proven.get();
            obstacle(sheet, &proven, insist.get(), bench.pasted).map(|phrase| desk.t(phrase).to_owned())
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
        if let Some(sheet) = sheet.get_untracked() {
            write(insertion(bench, sheet), i18n::INSERTED);
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
