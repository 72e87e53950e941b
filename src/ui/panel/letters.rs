//! The list of letters: those that fit the case in front, the rest behind a search that is worked by
//! keyboard alone if one likes.

use super::Bench;
use crate::model::{Language, Words};
use crate::templates::{Hit, Search};
use crate::ui::controls::{composing, press};
use crate::ui::focus::{focus_soon, scroll_to};
use crate::ui::i18n;
use crate::ui::letter_list::{languages, marked_title};
use crate::ui::marks;
use crate::ui::view::{IntoView, View, div, input, label, li, p, shape, span, ul};
use crate::ui::window::typed_text;
use reactive_graph::computed::Memo;
use reactive_graph::owner::StoredValue;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;

/// The search field's id; going back from a letter leads here.
pub(super) const SEARCH_ID: &str = "letter-search";
const LIST_ID: &str = "letter-list";

/// One line of the list.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    id: String,
    title: Words,
    hit: Hit,
    languages: Vec<String>,
    /// Why it is proposed for this case, or what it says where it is not.
    line: Line,
}

#[derive(Debug, Clone, PartialEq)]
enum Line {
    Fits(Words),
    Says { meaning: String, tags: String },
}

/// The section of letters.
pub(super) fn section(bench: Bench) -> View {
    let desk = bench.desk;
    let query = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    let index = StoredValue::new_local(desk.packs(Search::new));
    let renewed = Memo::new(move |before: Option<&usize>| {
        desk.own.track();
        if before.is_some() {
            index.set_value(desk.packs(Search::new));
        }
        before.map_or(0, |before| before + 1)
    });
    let entries = Memo::new(move |_| {
        renewed.track();
        let fitting = bench.page(|view| view.advice.letters.clone()).unwrap_or_default();
        let favour = |id: &str| desk.favour(id, fitting.iter().position(|choice| choice.id == id));
        let hits = index.try_update_value(|index| index.find(&query.get(), &favour)).unwrap_or_default();
        listed(bench, hits, query.with(|query| query.trim().is_empty()))
    });

    let keys = move |event: web_sys::KeyboardEvent| {
        if composing(&event) || !event.is_trusted() {
            return;
        }
        let last = entries.with_untracked(Vec::len).saturating_sub(1);
        let now = active.get_untracked().min(last);
        match event.key().as_str() {
            "ArrowDown" => active.set(if now == last { 0 } else { now + 1 }),
            "ArrowUp" => active.set(if now == 0 { last } else { now - 1 }),
            "Enter" if !event.repeat() => {
                if let Some(id) =
                    entries.with_untracked(|entries| entries.get(now).map(|entry| entry.id.clone()))
                {
                    open(bench, id);
                }
            }
            "Escape" if !query.with_untracked(String::is_empty) => query.set(String::new()),
            _ => return,
        }
        event.prevent_default();
        scroll_to(&option_id(active.get_untracked()));
    };
    let field = input()
        .id(SEARCH_ID)
        .attr("type", "search")
        .attr("role", "combobox")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-autocomplete", "list")
        .attr("aria-expanded", "true")
        .attr("aria-controls", LIST_ID)
        .attr("aria-describedby", "letter-keys")
        .attr("aria-activedescendant", move || {
            (!entries.with(Vec::is_empty)).then(|| option_id(active.get()))
        })
        .attr("placeholder", move || desk.t(i18n::SEARCH_HINT))
        .prop("value", move || query.get())
        .on("input", move |event| {
            query.set(typed_text(&event));
            active.set(0);
        })
        .on_key(keys);
    let options = move || {
        entries
            .get()
            .into_iter()
            .enumerate()
            .map(|(place, entry)| option(bench, place, active, entry))
            .collect::<Vec<_>>()
    };
    let none = move || entries.with(Vec::is_empty).then(|| p().class("hint").child(desk.t(i18n::NO_LETTERS)));
    let count = move || {
        let count = entries.with(Vec::len).to_string();
        (!query.with(String::is_empty))
            .then(|| i18n::LETTERS_FOUND.with(desk.language.get(), &[("n", &count)]))
    };
    let content = (
        div()
            .class("search")
            .child((label().attr("for", SEARCH_ID).child(move || desk.t(i18n::SEARCH_LETTERS)), field)),
        p().id("letter-keys").class("hint").child((
            move || desk.t(i18n::LETTER_KEYS),
            span().class("count").attr("role", "status").child(count),
        )),
        ul().id(LIST_ID)
            .class("letter-list")
            .attr("role", "listbox")
            .attr("aria-label", move || desk.t(i18n::LETTERS))
            .attr("tabindex", "-1")
            .child(options),
        none,
    );
    super::named_section("letters", move || desk.t(i18n::LETTERS), content)
}

/// Opens a letter and leads the keyboard into it.
fn open(bench: Bench, id: String) {
    bench.open(Some(id));
    focus_soon(super::letter::HEADING_ID);
}

fn listed(bench: Bench, hits: Vec<Hit>, proposals_first: bool) -> Vec<Entry> {
    let proposals = bench.page(|view| view.advice.letters.clone()).unwrap_or_default();
    let place = |id: &str| proposals.iter().position(|choice| choice.id == id);
    let mut entries: Vec<Entry> = bench.desk.packs(|packs| {
        hits.into_iter()
            .filter_map(|hit| {
                let letter = packs.letter(&hit.id)?;
                let line = match place(&hit.id).and_then(|place| proposals.get(place)) {
                    Some(choice) => Line::Fits(choice.why.clone()),
                    None => Line::Says { meaning: letter.meaning.clone(), tags: letter.tags.join(" · ") },
                };
                Some(Entry {
                    id: hit.id.clone(),
                    title: letter.title.clone(),
                    hit,
                    languages: letter.languages.clone(),
                    line,
                })
            })
            .collect()
    });
    if proposals_first {
        entries.sort_by_key(|entry| place(&entry.id).unwrap_or(usize::MAX));
    }
    entries
}

fn option(bench: Bench, place: usize, active: RwSignal<usize>, entry: Entry) -> View {
    let desk = bench.desk;
    let fits = matches!(entry.line, Line::Fits(_));
    let line = match entry.line {
        Line::Fits(why) => {
            let mark = span().class("fits").child((shape(marks::CHECK), desk.t(i18n::FITTING)));
            p().class("letter-line").child((mark, desk.w(&why))).into_view()
        }
        Line::Says { meaning, .. } if desk.language.get() == Language::Zh => {
            p().class("letter-line").child(meaning).into_view()
        }
        Line::Says { tags, .. } => p().class("letter-line").child(tags).into_view(),
    };
    let id = entry.id.clone();
    li().id(option_id(place))
        .class(if fits { "option fitting" } else { "option" })
        .attr("role", "option")
        .attr("aria-selected", move || if active.get() == place { "true" } else { "false" })
        .on("click", press(move || open(bench, id.clone())))
        .child((
            div().class("option-head").child((
                span().class("option-title").child(marked_title(desk, &entry.title, &entry.hit)),
                languages(desk, &entry.languages),
            )),
            line,
        ))
        .into_view()
}

fn option_id(place: usize) -> String {
    format!("letter-{place}")
}
