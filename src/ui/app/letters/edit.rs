//! The editor of a letter: what it is about, its words in each language and wording, with the preview, the
//! variables, what portals forbid in it, its earlier versions, and the shipped letter beside it.

use super::Library;
use crate::advice::Settings;
use crate::lint::{self, Finding};
use crate::model::Words;
use crate::packs::format::{Form, Severity};
use crate::packs::own::{OWN_GROUP, OwnLetter};
use crate::protocol::FromScreen;
use crate::templates::{self, Filled, Values, variable_name};
use crate::ui::bridge;
use crate::ui::clocks;
use crate::ui::controls::{press, words_button};
use crate::ui::desk::Desk;
use crate::ui::i18n::{self, Phrase};
use crate::ui::pieces::pieces;
use crate::ui::seen::{self, Seen};
use crate::ui::view::{
    IntoView, View, button, details, div, fieldset, h2, h3, input, label, li, option, p, pre, select, span,
    summary, textarea, ul,
};
use crate::ui::window::{document, is_ticked, typed_text};
use crate::webext;
use jiff::{SignedDuration, Timestamp};
use reactive_graph::computed::Memo;
use reactive_graph::owner::StoredValue;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlTextAreaElement;

/// Changes that follow each other faster than this are undone in one step.
const ONE_STEP: SignedDuration = SignedDuration::from_millis(1200);
/// How many steps can be undone.
const MOST_STEPS: usize = 200;

/// The letter on the table.
#[derive(Clone, Copy)]
struct Table {
    library: Library,
    desk: Desk,
    letter: RwSignal<OwnLetter>,
    /// As it was when it was opened or saved last.
    saved: RwSignal<OwnLetter>,
    language: RwSignal<String>,
    /// What it was before each change, and when.
    steps: RwSignal<Vec<(Timestamp, OwnLetter)>>,
    /// The words of the shown language, from the letter or, as long as it is not changed there, the shipped ones.
    wordings: Memo<Vec<String>>,
    /// The page on which the preview rests; nothing for a made-up case.
    on: RwSignal<Option<Arc<Seen>>>,
    pages: StoredValue<Vec<Arc<Seen>>>,
    found: RwSignal<usize>,
}

pub(super) fn view(library: Library) -> View {
    let desk = library.desk;
    let Some(letter) = library.editing.get_untracked() else { return div().into_view() };
    let languages = &letter.letter.languages;
    let first = letter.texts.keys().next().or(languages.iter().find(|language| *language == "en"));
    let language = RwSignal::new(first.or(languages.first()).cloned().unwrap_or_else(|| "en".to_owned()));
    let letter = RwSignal::new(letter);
    let wordings = Memo::new(move |_| {
        let language = language.get();
        letter.with(|own| match own.texts.get(&language) {
            Some(wordings) => wordings.clone(),
            None if desk.has_words(&language) => shipped_words(desk, own, &language).unwrap_or_default(),
            None => Vec::new(),
        })
    });
    let table = Table {
        library,
        desk,
        letter,
        saved: RwSignal::new(letter.get_untracked()),
        language,
        steps: RwSignal::new(Vec::new()),
        wordings,
        on: RwSignal::new(None),
        pages: StoredValue::new(Vec::new()),
        found: RwSignal::new(0),
    };
    table.find_pages();
    let title = move || {
        let title = letter.with(|own| desk.w(&own.letter.title));
        if title.is_empty() { desk.t(i18n::LIBRARY_NEW).to_owned() } else { title }
    };
    div()
        .class("letter-editor")
        .child((
            h2().id("editor-title").attr("tabindex", "-1").child(title),
            outdated(table),
            facts(table),
            languages_row(table),
            div()
                .class("editor-columns")
                .child((words(table), div().class("editor-side").child((preview(table), lint(table))))),
            buttons(table),
            versions(table),
            compare(table),
        ))
        .into_view()
}

fn shipped_words(desk: Desk, own: &OwnLetter, language: &str) -> Option<Vec<String>> {
    own.base.as_ref()?;
    desk.shipped(|packs| packs.text(&own.letter.id, language).map(|text| text.wordings.clone()))
}

impl Table {
    /// Changes the letter so that it can be undone.
    fn change(self, change: impl FnOnce(&mut OwnLetter)) {
        let now = webext::now();
        let before = self.letter.get_untracked();
        self.letter.update(change);
        if self.letter.with_untracked(|letter| *letter == before) {
            return;
        }
        self.steps.update(|steps| {
            let same_step = steps.last().is_some_and(|(at, _)| now.duration_since(*at) < ONE_STEP);
            if !same_step {
                steps.push((now, before));
                if steps.len() > MOST_STEPS {
                    steps.remove(0);
                }
            }
        });
    }

    fn undo(self) {
        let mut before = None;
        self.steps.update(|steps| before = steps.pop());
        if let Some((_, letter)) = before {
            self.letter.set(letter);
        }
    }

    /// Sets one wording of the shown language.
    fn set_wording(self, place: usize, text: String) {
        let mut wordings = self.wordings.get_untracked();
        match wordings.get_mut(place) {
            Some(known) => *known = text,
            None => wordings.push(text),
        }
        self.set_wordings(wordings);
    }

    fn set_wordings(self, wordings: Vec<String>) {
        let language = self.language.get_untracked();
        let desk = self.desk;
        self.change(|own| desk.shipped(|shipped| own.set_words_as_typed(shipped, &language, wordings)));
    }

    /// Looks for open pages of portals, so that the preview can rest on one of them.
    fn find_pages(self) {
        spawn_local(async move {
            let tabs = bridge::ask::<Vec<serde_json::Value>>(FromScreen::Tabs).await.unwrap_or_default();
            let mut numbers: Vec<i32> =
                tabs.iter().filter_map(|tab| i32::try_from(tab.get("tab")?.as_i64()?).ok()).collect();
            numbers.dedup();
            let mut pages = Vec::new();
            for tab in numbers.into_iter().take(10) {
                if let Ok(Some((seen, _))) = seen::look(self.desk, Some(tab)).await
                    && seen.reading.rows.is_empty()
                {
                    pages.push(Arc::new(seen));
                }
            }
            let count = pages.len();
            self.pages.set_value(pages);
            self.found.try_set(count);
        });
    }

    /// The values of the preview.
    fn values(self, settings: &Settings) -> (Values, Option<String>) {
        let desk = self.desk;
        self.on.with(|on| match on {
            None => (desk.packs(templates::sample_values), None),
            Some(seen) => desk.packs(|packs| {
                let clocks = &seen.advice.deadlines;
                let values = templates::values(packs, &seen.reading, settings, clocks);
                (values, templates::country_of(packs, &seen.reading).map(str::to_owned))
            }),
        })
    }

    fn fill(self, body: &str) -> Result<Filled, templates::FillError> {
        let settings = self.desk.settings.get();
        let (values, country) = self.values(&settings);
        let (language, form) = (self.language.get(), self.letter.with(|own| own.letter.form));
        self.desk.packs(|packs| {
            templates::fill_words(packs, body, form, &language, 0, country.as_deref(), &values)
        })
    }
}

/// Says that the shipped letter has changed since.
fn outdated(table: Table) -> View {
    let desk = table.desk;
    (move || {
        let _ = desk.has_words(&table.language.get());
        let outdated = table.letter.with(|own| desk.shipped(|shipped| own.outdated_in(shipped)));
        let language = table.language.get();
        outdated.contains(&language).then(|| clocks::warning(desk.t(i18n::EDIT_NEW_SHIPPED).to_owned()))
    })
    .into_view()
}

/// Title, meaning, tags, group and shortcut.
fn facts(table: Table) -> View {
    let desk = table.desk;
    let field = move |id: &'static str,
                      name: Phrase,
                      read: fn(&OwnLetter) -> String,
                      write: fn(&mut OwnLetter, String)| {
        let field = input()
            .id(id)
            .attr("type", "text")
            .attr("autocomplete", "off")
            .prop("value", move || table.letter.with(read))
            .on("input", move |event| {
                let text = typed_text(&event);
                table.change(|own| write(own, text));
            });
        div().class("field").child((label().attr("for", id).child(move || desk.t(name)), field)).into_view()
    };
    let groups = move || {
        let own = desk.own.get();
        let mut groups: Vec<(String, String)> = desk.packs(|packs| {
            packs.letter_packs().iter().map(|pack| (pack.group.clone(), desk.w(&pack.name))).collect()
        });
        groups.retain(|(id, _)| !own.groups.iter().any(|group| group.id == *id) && id != OWN_GROUP);
        groups.extend(own.groups.into_iter().map(|group| (group.id, group.name)));
        groups.push((OWN_GROUP.to_owned(), desk.t(i18n::LETTER_OWN).to_owned()));
        let chosen = table.letter.with(|own| own.group.clone());
        groups
            .into_iter()
            .map(|(id, words)| {
                let is_chosen = (id == chosen).then_some("");
                option().attr("value", id).attr("selected", is_chosen).child(words).into_view()
            })
            .collect::<Vec<_>>()
    };
    let choose = move |event: web_sys::Event| {
        let group = typed_text(&event);
        table.change(|own| own.group = group);
    };
    let framed = input()
        .attr("type", "checkbox")
        .prop("checked", move || table.letter.with(|own| own.letter.form == Form::Message))
        .on("change", move |event| {
            let form = if is_ticked(&event) { Form::Message } else { Form::Bare };
            table.change(|own| own.letter.form = form);
        });
    fieldset()
        .class("editor-facts")
        .child((
            field(
                "edit-zh",
                i18n::EDIT_TITLE_ZH,
                |own| own.letter.title.zh.clone(),
                |own, text| own.letter.title.zh = text,
            ),
            field(
                "edit-en",
                i18n::EDIT_TITLE_EN,
                |own| own.letter.title.en.clone(),
                |own, text| own.letter.title.en = text,
            ),
            field(
                "edit-meaning",
                i18n::EDIT_MEANING,
                |own| own.letter.meaning.clone(),
                |own, text| own.letter.meaning = text,
            ),
            field(
                "edit-tags",
                i18n::EDIT_TAGS,
                |own| own.letter.tags.join(", "),
                |own, text| {
                    let tags = text.split([',', '，', '、']).map(|tag| tag.trim().to_owned());
                    own.letter.tags = tags.filter(|tag| !tag.is_empty()).collect();
                },
            ),
            div().class("field").child((
                label().attr("for", "edit-group").child(move || desk.t(i18n::LIBRARY_GROUP)),
                select().id("edit-group").on("change", choose).child(groups),
            )),
            field(
                "edit-shortcut",
                i18n::EDIT_SHORTCUT,
                |own| own.shortcut.clone(),
                |own, text| own.shortcut = text,
            ),
            p().class("hint").child(move || desk.t(i18n::EDIT_SHORTCUT_HINT)),
            label().class("tick").child((framed, span().child(move || desk.t(i18n::EDIT_FORM)))),
        ))
        .into_view()
}

/// The language that is being written.
fn languages_row(table: Table) -> View {
    let desk = table.desk;
    let buttons = move || {
        let known = table.letter.with(|own| {
            let mut known = own.letter.languages.clone();
            known.extend(
                own.texts.keys().filter(|language| !known.contains(language)).cloned().collect::<Vec<_>>(),
            );
            known
        });
        let all: Vec<String> =
            desk.packs(|packs| packs.languages().iter().map(|pack| pack.language.clone()).collect());
        all.into_iter()
            .map(|language| {
                let (own, other) = (language.clone(), language.clone());
                let mark = if known.contains(&language) { "" } else { "+ " };
                let name = i18n::language_name(&language, desk.language.get()).to_owned();
                button()
                    .attr("type", "button")
                    .class("variant")
                    .attr("aria-pressed", move || {
                        if table.language.with(|shown| *shown == own) { "true" } else { "false" }
                    })
                    .on("click", press(move || table.language.set(other.clone())))
                    .child(format!("{mark}{} · {name}", language.to_uppercase()))
                    .into_view()
            })
            .collect::<Vec<_>>()
    };
    div()
        .class("variants")
        .attr("role", "group")
        .attr("aria-label", move || desk.t(i18n::EDIT_LANGUAGE))
        .child(buttons)
        .into_view()
}

/// The wordings in the shown language, with the variables beside them.
fn words(table: Table) -> View {
    let desk = table.desk;
    let count = Memo::new(move |_| (table.language.get(), table.wordings.with(Vec::len).max(1)));
    let fields = move || {
        let (language, count) = count.get();
        let coming = !desk.has_words(&language);
        let rtl = desk.packs(|packs| {
            let pack = packs.language(&language);
            pack.is_some_and(|pack| pack.direction == crate::packs::format::Direction::Rtl)
        });
        let hint = coming.then(|| p().class("hint").child(desk.t(i18n::LETTER_COMING)));
        let fields: Vec<_> = (0..count).map(|place| wording(table, place, &language, rtl, count)).collect();
        (hint, fields)
    };
    let add = move || {
        let mut wordings = table.wordings.get_untracked();
        wordings.push(String::new());
        table.set_wordings(wordings);
    };
    div()
        .class("editor-words")
        .child((
            fields,
            div().class("buttons").child(words_button("small", move || desk.t(i18n::EDIT_ADD_WORDING), add)),
            variables(table),
        ))
        .into_view()
}

fn wording(table: Table, place: usize, language: &str, rtl: bool, count: usize) -> View {
    let desk = table.desk;
    let id = format!("edit-wording-{place}");
    let name = move || i18n::EDIT_WORDS.with(desk.language.get(), &[("n", &(place + 1).to_string())]);
    let field = textarea()
        .id(id.clone())
        .attr("rows", "9")
        .attr("lang", language.to_owned())
        .attr("dir", if rtl { "rtl" } else { "ltr" })
        .attr("spellcheck", "true")
        .prop("value", move || {
            table.wordings.with(|wordings| {
                wordings.get(place).map(|text| text.trim_matches('\n').to_owned()).unwrap_or_default()
            })
        })
        .on("input", move |event| table.set_wording(place, typed_text(&event)));
    let drop = (count > 1).then(|| {
        let remove = move || {
            let mut wordings = table.wordings.get_untracked();
            if place < wordings.len() {
                wordings.remove(place);
            }
            table.set_wordings(wordings);
        };
        words_button("quiet small", desk.t(i18n::EDIT_DROP_WORDING), remove)
    });
    let broken = move || {
        let text = table.wordings.with(|wordings| wordings.get(place).cloned())?;
        let language = table.language.get();
        let error = desk.packs(|packs| templates::variables(packs, &language, &text)).err()?;
        let why = i18n::LETTER_BROKEN.with(desk.language.get(), &[("why", &error.to_string())]);
        Some(p().class("wrong").attr("role", "alert").child(why))
    };
    div().class("field").child((label().attr("for", id).child(name), field, broken, drop)).into_view()
}

/// The variables that letters know; a click puts one where the cursor stands.
fn variables(table: Table) -> View {
    let desk = table.desk;
    let used = Memo::new(move |_| {
        let language = table.language.get();
        let all = table.wordings.with(|wordings| wordings.join("\n"));
        desk.packs(|packs| templates::variables(packs, &language, &all)).unwrap_or_default()
    });
    let chips = move || {
        let used = used.get();
        let known: Vec<(String, Words)> = desk.packs(|packs| {
            let variables = packs.catalogue().variables.iter();
            variables.map(|variable| (variable.name.clone(), variable.words.clone())).collect()
        });
        let foreign: Vec<(String, Words)> = used
            .iter()
            .filter(|name| !known.iter().any(|(other, _)| other == *name))
            .map(|name| {
                let words = desk.packs(|packs| variable_name(packs, name));
                let en = format!("{} ({})", words.en, i18n::EDIT_UNKNOWN.get(crate::model::Language::En));
                let zh = format!("{}（{}）", words.zh, i18n::EDIT_UNKNOWN.get(crate::model::Language::Zh));
                (name.clone(), Words::new(en, zh))
            })
            .collect();
        known
            .into_iter()
            .chain(foreign)
            .map(|(name, words)| {
                let pressed = if used.contains(&name) { "true" } else { "false" };
                let title = format!("{{{{ {name} }}}}");
                let inserted = title.clone();
                button()
                    .attr("type", "button")
                    .class("variable")
                    .attr("aria-pressed", pressed)
                    .attr("title", title)
                    // The field must keep its cursor.
                    .on("mousedown", |event| event.prevent_default())
                    .on("click", press(move || insert(table, &inserted)))
                    .child(desk.w(&words))
                    .into_view()
            })
            .collect::<Vec<_>>()
    };
    details()
        .class("fold")
        .attr("open", "")
        .child((
            summary().child(move || desk.t(i18n::EDIT_VARIABLES)),
            p().class("hint").child(move || desk.t(i18n::EDIT_VARIABLES_HINT)),
            div().class("chips").child(chips),
        ))
        .into_view()
}

/// Puts a variable where the cursor stands; into the first wording where it stands nowhere.
fn insert(table: Table, text: &str) {
    let field = document()
        .active_element()
        .filter(|element| element.id().starts_with("edit-wording-"))
        .or_else(|| document().get_element_by_id("edit-wording-0"));
    let Some(field) = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
    let place: usize = field.id().trim_start_matches("edit-wording-").parse().unwrap_or_default();
    let value = field.value();
    let units: Vec<u16> = value.encode_utf16().collect();
    let at = |place: Result<Option<u32>, wasm_bindgen::JsValue>| {
        place.ok().flatten().map_or(units.len(), |place| (place as usize).min(units.len()))
    };
    let (start, end) = (at(field.selection_start()), at(field.selection_end()));
    let whole = format!(
        "{}{text}{}",
        String::from_utf16_lossy(&units[..start]),
        String::from_utf16_lossy(&units[end.max(start)..])
    );
    table.set_wording(place, whole);
    let behind = u32::try_from(start + text.encode_utf16().count()).unwrap_or(u32::MAX);
    // A field that was drawn anew has lost its cursor; then it stands at the end.
    let _ = field.focus();
    let _ = field.set_selection_range(behind, behind);
}

/// How the letter comes out, on a made-up case or on a page that is open.
fn preview(table: Table) -> View {
    let desk = table.desk;
    let options = move || {
        let count = table.found.get();
        let sample = option().attr("value", "").child(desk.t(i18n::EDIT_SAMPLE)).into_view();
        let pages = (0..count).filter_map(move |place| {
            let name = table.pages.with_value(|pages| {
                let seen = pages.get(place)?;
                let order = seen.reading.order.order_id.value().cloned().unwrap_or_default();
                let portal =
                    desk.packs(|packs| packs.portal(&seen.reading.portal).map(|portal| desk.w(&portal.name)));
                Some(format!("{} · {order}", portal.unwrap_or_default()))
            })?;
            Some(option().attr("value", place.to_string()).child(name).into_view())
        });
        std::iter::once(sample).chain(pages).collect::<Vec<_>>()
    };
    let choose = move |event: web_sys::Event| {
        let place = typed_text(&event).parse::<usize>().ok();
        table.on.set(place.and_then(|place| table.pages.with_value(|pages| pages.get(place).cloned())));
    };
    let drawn = move || {
        let language = table.language.get();
        let wordings = table.wordings.get();
        wordings
            .iter()
            .filter(|wording| !wording.trim().is_empty())
            .filter_map(|wording| table.fill(wording).ok())
            .map(|filled| {
                let length: usize = filled
                    .pieces
                    .iter()
                    .map(|piece| match piece {
                        templates::Piece::Plain { text } | templates::Piece::Value { text, .. } => {
                            text.encode_utf16().count()
                        }
                        templates::Piece::Gap { .. } => 0,
                    })
                    .sum();
                let size = i18n::LENGTH.with(desk.language.get(), &[("n", &length.to_string())]);
                (
                    div()
                        .class("paper")
                        .attr("dir", "auto")
                        .attr("lang", language.clone())
                        .child(pieces(desk, filled.pieces)),
                    p().class("hint").child(size),
                )
            })
            .collect::<Vec<_>>()
    };
    div()
        .class("preview")
        .child((
            h3().child(move || desk.t(i18n::PREVIEW)),
            div().class("field").child((
                label().attr("for", "edit-preview-on").child(move || desk.t(i18n::EDIT_PREVIEW_ON)),
                select().id("edit-preview-on").on("change", choose).child(options),
            )),
            drawn,
        ))
        .into_view()
}

/// A finding with the portals that make it.
struct Found {
    finding: Finding,
    words: String,
    portals: Vec<String>,
}

/// What portals forbid or doubt in the letter as it comes out.
fn lint(table: Table) -> View {
    let desk = table.desk;
    let findings = move || {
        let settings = desk.settings.get();
        let (values, country) = (desk.packs(templates::sample_values), None::<&str>);
        let (language, own) = (table.language.get(), table.letter.get());
        let wordings = table.wordings.get();
        let mut all: Vec<Found> = Vec::new();
        desk.packs(|packs| {
            for wording in &wordings {
                let filled =
                    templates::fill_words(packs, wording, own.letter.form, &language, 0, country, &values);
                let Ok(filled) = filled else { continue };
                // What is asked of the agent is missing in a made-up case; the words around it count all the same.
                let text: String = filled
                    .pieces
                    .iter()
                    .map(|piece| match piece {
                        templates::Piece::Plain { text } | templates::Piece::Value { text, .. } => {
                            text.as_str()
                        }
                        templates::Piece::Gap { .. } => "…",
                    })
                    .collect();
                let units: Vec<u16> = text.encode_utf16().collect();
                let portals = packs.portals().iter().filter(|portal| {
                    own.letter.is_allowed_on(&portal.id)
                        && (settings.portals.is_empty() || settings.is_on(&portal.id))
                });
                for portal in portals {
                    for finding in lint::check(packs, &portal.id, &text) {
                        let part = units.get(finding.start as usize..finding.end as usize);
                        let words = part.map(String::from_utf16_lossy).unwrap_or_default();
                        let name = desk.w(&portal.name);
                        match all.iter_mut().find(|known| {
                            known.finding.pattern == finding.pattern
                                && known.words == words
                                && known.finding.severity == finding.severity
                        }) {
                            Some(known) if known.portals.contains(&name) => {}
                            Some(known) => known.portals.push(name),
                            None => all.push(Found { finding, words, portals: vec![name] }),
                        }
                    }
                }
            }
        });
        all.sort_by_key(|found| std::cmp::Reverse(found.finding.severity));
        let items: Vec<_> = all
            .into_iter()
            .map(|Found { finding, words, portals }| {
                let (class, grave) = match finding.severity {
                    Severity::Block => ("finding block", i18n::LINT_BLOCK),
                    Severity::Warn | Severity::None => ("finding warn", i18n::LINT_WARN),
                };
                li().class(class).child((
                    p().child((
                        span().class("mark grave").child(desk.t(grave)),
                        " ",
                        span().class("finding-name").child(desk.w(&finding.name)),
                        " ",
                        span().class("quoted").child(words),
                    )),
                    p().class("hint").child(portals.join(desk.t(i18n::SEPARATOR))),
                    p().child((
                        span().class("finding-instead").child(desk.t(i18n::LINT_INSTEAD)),
                        " ",
                        desk.w(&finding.instead),
                    )),
                ))
            })
            .collect();
        if items.is_empty() {
            p().class("hint").child(desk.t(i18n::EDIT_LINT_OK)).into_view()
        } else {
            ul().class("plain").child(items).into_view()
        }
    };
    div()
        .class("lint")
        .attr("role", "status")
        .child((h3().child(move || desk.t(i18n::LINT_TITLE)), findings))
        .into_view()
}

fn buttons(table: Table) -> View {
    let desk = table.desk;
    let changed = Memo::new(move |_| table.letter.with(|letter| table.saved.with(|saved| letter != saved)));
    let save = move || {
        let mut letter = table.letter.get_untracked();
        // Every wording of nothing but white space goes.
        for wordings in letter.texts.values_mut() {
            wordings.retain(|wording| !wording.trim().is_empty());
        }
        letter.texts.retain(|_, wordings| !wordings.is_empty());
        spawn_local(async move {
            let message = FromScreen::KeepLetter { letter: Box::new(letter.clone()) };
            if desk.change_letters(message).await {
                let kept = desk.own.with_untracked(|own| own.get(&letter.letter.id).cloned());
                let kept = kept.unwrap_or(letter);
                table.saved.try_set(kept.clone());
                table.letter.try_set(kept);
            }
        });
    };
    let close = move || table.library.editing.set(None);
    let nothing_to_undo = move || table.steps.with(Vec::is_empty).then_some("");
    let undo = button()
        .attr("type", "button")
        .attr("disabled", nothing_to_undo)
        .on("click", press(move || table.undo()))
        .child(move || desk.t(i18n::EDIT_UNDO));
    let unsaved = move || changed.get().then(|| span().class("hint").child(desk.t(i18n::EDIT_UNSAVED)));
    div()
        .class("buttons editor-buttons")
        .child((
            words_button("primary", move || desk.t(i18n::EDIT_SAVE), save),
            undo,
            words_button("", move || desk.t(i18n::EDIT_CLOSE), close),
            unsaved,
        ))
        .into_view()
}

/// What the letter was before, each version to be taken again.
fn versions(table: Table) -> View {
    let desk = table.desk;
    let list = move || {
        let earlier = table.saved.with(|saved| saved.earlier.clone());
        (!earlier.is_empty()).then(|| {
            let items: Vec<_> = earlier
                .into_iter()
                .map(|version| {
                    let time = version.until.to_zoned(desk.zone()).strftime("%Y-%m-%d %H:%M").to_string();
                    let until = i18n::EDIT_VERSION_UNTIL.with(desk.language.get(), &[("time", &time)]);
                    let texts: Vec<_> = version
                        .texts
                        .iter()
                        .flat_map(|(language, wordings)| {
                            wordings.iter().map(move |words| (language.clone(), words.trim().to_owned()))
                        })
                        .map(|(language, words)| {
                            pre().class("paper").attr("lang", language).attr("dir", "auto").child(words)
                        })
                        .collect();
                    let take = move || {
                        let version = version.clone();
                        table.change(|own| {
                            own.letter = version.letter;
                            own.texts = version.texts;
                        });
                    };
                    li().child((
                        p().child((
                            span().class("hint").child(until),
                            " ",
                            words_button("small", desk.t(i18n::EDIT_VERSION_TAKE), take),
                        )),
                        texts,
                    ))
                })
                .collect();
            details().class("fold").child((
                summary().child(desk.t(i18n::EDIT_VERSIONS)),
                ul().class("plain versions").child(items),
            ))
        })
    };
    list.into_view()
}

/// The shipped words beside the shop's.
fn compare(table: Table) -> View {
    let desk = table.desk;
    let both = move || {
        let language = table.language.get();
        let own = table.letter.get();
        own.base.as_ref()?;
        let mine = own.texts.get(&language)?.clone();
        let _ = desk.has_words(&language);
        let shipped = shipped_words(desk, &own, &language)?;
        let column = |title: Phrase, wordings: Vec<String>| {
            let texts: Vec<_> = wordings
                .into_iter()
                .map(|words| {
                    let words = words.trim().to_owned();
                    pre().class("paper").attr("lang", language.clone()).attr("dir", "auto").child(words)
                })
                .collect();
            div().child((h3().child(desk.t(title)), texts))
        };
        Some(
            details().class("fold").child((
                summary().child(desk.t(i18n::EDIT_COMPARE)),
                div()
                    .class("editor-columns")
                    .child((column(i18n::EDIT_SHIPPED, shipped), column(i18n::EDIT_YOURS, mine))),
            )),
        )
    };
    both.into_view()
}
