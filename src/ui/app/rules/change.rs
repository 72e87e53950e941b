//! Changing a rule for the shop: length, warnings, a note, or switching it off. The shipped value always
//! stands beside the shop's own.

use super::find::Entry;
use crate::model::{Language, Words};
use crate::packs::format::{Unit, Warn};
use crate::packs::overlay::{Difference, RuleChange, compare};
use crate::ui::clocks::warning;
use crate::ui::controls::words_button;
use crate::ui::desk::Desk;
use crate::ui::i18n::{self, Phrase};
use crate::ui::view::{
    Element, IntoView, View, details, div, h3, input, label, option, p, select, span, summary, table, tbody,
    td, textarea, th, thead, tr,
};
use crate::ui::window::{is_ticked, typed_text};
use reactive_graph::computed::Memo;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// What stands in the form.
#[derive(Clone, Copy)]
struct Draft {
    count: RwSignal<String>,
    unit: RwSignal<Unit>,
    soon: RwSignal<String>,
    urgent: RwSignal<String>,
    note: RwSignal<String>,
    on: RwSignal<bool>,
    wrong: RwSignal<Option<Phrase>>,
}

impl Draft {
    fn new(change: &RuleChange) -> Self {
        let duration = change.mine.duration.as_ref();
        Self {
            count: RwSignal::new(duration.map(|duration| duration.count.to_string()).unwrap_or_default()),
            unit: RwSignal::new(duration.map_or(Unit::CalendarDays, |duration| duration.unit)),
            soon: RwSignal::new(change.mine.warn.soon_hours.to_string()),
            urgent: RwSignal::new(change.mine.warn.urgent_hours.to_string()),
            note: RwSignal::new(change.own_note().to_owned()),
            on: RwSignal::new(!change.off),
            wrong: RwSignal::new(None),
        }
    }

    /// The change with what stands in the form.
    fn put_into(self, mut change: RuleChange) -> Result<RuleChange, Phrase> {
        let count = self.count.get_untracked();
        let old = change.mine.duration.as_ref().map(|old| (old.count, old.unit));
        let length = match count.trim() {
            "" => None,
            text => {
                let count = text.parse().ok().filter(|count| *count <= 3650_u32);
                Some((count.ok_or(i18n::CHANGE_WRONG_COUNT)?, self.unit.get_untracked()))
            }
        };
        if length != old {
            change.set_length(length);
        }
        let hours = |text: String| text.trim().parse().ok().filter(|hours| *hours <= 9999_u32);
        let warn = hours(self.soon.get_untracked()).zip(hours(self.urgent.get_untracked()));
        let (soon_hours, urgent_hours) =
            warn.filter(|(soon, urgent)| urgent <= soon).ok_or(i18n::CHANGE_WRONG_WARN)?;
        change.mine.warn = Warn { soon_hours, urgent_hours };
        change.set_note(&self.note.get_untracked());
        change.off = !self.on.get_untracked();
        if change.is_empty() { Err(i18n::CHANGE_NOTHING) } else { Ok(change) }
    }
}

pub(super) fn fold(desk: Desk, entry: &Arc<Entry>, mine: Memo<Option<RuleChange>>) -> View {
    // The change that was taken back last, for as long as it can be had again.
    let taken = RwSignal::new(None::<RuleChange>);
    let known = Arc::clone(entry);
    let yours = move || mine.get().map(|change| yours(desk, &known, change, taken));
    let known = Arc::clone(entry);
    let form = move || {
        let change = mine.get().unwrap_or_else(|| RuleChange::new(&known.platform, &known.rule));
        form(desk, &known, change, taken)
    };
    let back = move || taken.get().map(|change| taken_back(desk, change, taken));
    (
        yours,
        back,
        details().class("fold change").child((
            summary().child(move || desk.t(i18n::CHANGE_RULE)),
            p().class("hint").child(move || desk.t(i18n::CHANGE_HINT)),
            form,
        )),
    )
        .into_view()
}

/// Stores a change, or its end. `taken` is what may be had again after it.
fn store(desk: Desk, change: &RuleChange, keep: bool, taken: RwSignal<Option<RuleChange>>) {
    let change = change.clone();
    spawn_local(async move {
        let kept = keep.then(|| change.clone());
        if desk.change_rule(&change.platform, &change.base.id, kept).await {
            taken.try_set((!keep).then_some(change));
        }
    });
}

fn taken_back(desk: Desk, change: RuleChange, taken: RwSignal<Option<RuleChange>>) -> View {
    let undo = move || store(desk, &change, true, taken);
    div()
        .class("taken-back")
        .child((p().child(desk.t(i18n::CHANGE_BACK_DONE)), words_button("undo", desk.t(i18n::UNDO), undo)))
        .into_view()
}

/// The change beside what is shipped, with the ways to decide about it.
fn yours(desk: Desk, entry: &Entry, change: RuleChange, taken: RwSignal<Option<RuleChange>>) -> View {
    let differences = compare(&entry.rule, &change);
    let news = change.is_outdated(&entry.rule);
    let notice = news.then(|| warning(desk.t(i18n::CHANGED_NEWS).to_owned()));
    let (gone, rebased) = (change.clone(), change.rebased(&entry.rule));
    let back = move || store(desk, &gone, false, taken);
    let buttons: Vec<View> = if news {
        let keep = move || store(desk, &rebased, !rebased.is_empty(), taken);
        vec![
            words_button("keep-mine", desk.t(i18n::CHANGED_KEEP), keep),
            words_button("take-new", desk.t(i18n::CHANGED_TAKE), back),
        ]
    } else {
        vec![words_button("take-back", desk.t(i18n::CHANGE_BACK), back)]
    };
    div()
        .class("own-change")
        .child((
            h3().child(desk.t(i18n::CHANGED_TITLE)),
            notice,
            table_of(desk, &differences, news),
            div().class("buttons").child(buttons),
        ))
        .into_view()
}

fn table_of(desk: Desk, differences: &[Difference], news: bool) -> View {
    let mut heads = vec![i18n::CHANGED_FIELD, i18n::CHANGED_YOURS];
    if news {
        heads.extend([i18n::CHANGED_BEFORE, i18n::CHANGED_NOW]);
    } else {
        heads.push(i18n::CHANGED_SHIPPED);
    }
    let heads: Vec<_> =
        heads.into_iter().map(|phrase| th().attr("scope", "col").child(desk.t(phrase))).collect();
    let cell = |words: &Words| td().child(desk.w(words));
    let rows: Vec<_> = differences
        .iter()
        .map(|part| {
            tr().child((
                th().attr("scope", "row").child(desk.w(&part.field)),
                cell(&part.yours),
                news.then(|| cell(&part.before)),
                cell(&part.now),
            ))
        })
        .collect();
    div()
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", desk.t(i18n::CHANGED_TITLE))
        .child(table().child((thead().child(tr().child(heads)), tbody().child(rows))))
        .into_view()
}

fn form(desk: Desk, entry: &Entry, change: RuleChange, taken: RwSignal<Option<RuleChange>>) -> View {
    let id = |part: &str| format!("{}-{part}", entry.rule.id);
    let draft = Draft::new(&change);
    let unit = draft.unit.get_untracked();
    let units: Vec<_> = Unit::ALL
        .into_iter()
        .map(|one| {
            let selected = (one == unit).then_some("");
            option().attr("value", one.key()).attr("selected", selected).child(units(desk, one))
        })
        .collect();
    let choose = move |event: web_sys::Event| {
        let key = typed_text(&event);
        draft.unit.set(Unit::ALL.into_iter().find(|one| one.key() == key).unwrap_or(unit));
    };
    let save = move || match draft.put_into(change.clone()) {
        Ok(change) => {
            draft.wrong.set(None);
            store(desk, &change, true, taken);
        }
        Err(why) => draft.wrong.set(Some(why)),
    };
    let trouble = move || draft.wrong.get().map(|why| warning(desk.t(why).to_owned()));
    let hint = id("count-hint");
    div()
        .class("change-form")
        .child((
            number(desk, id("count"), i18n::CHANGE_COUNT, draft.count, Some(hint.clone())),
            field(
                desk,
                id("unit"),
                i18n::CHANGE_UNIT,
                select().id(id("unit")).on("change", choose).child(units),
            ),
            number(desk, id("soon"), i18n::CHANGE_SOON, draft.soon, None),
            number(desk, id("urgent"), i18n::CHANGE_URGENT, draft.urgent, None),
            p().class("hint wide").id(hint).child(desk.t(i18n::CHANGE_COUNT_HINT)),
            div().class("wide").child(field(
                desk,
                id("note"),
                i18n::CHANGE_NOTE,
                textarea()
                    .id(id("note"))
                    .attr("rows", "2")
                    .prop("value", move || draft.note.get())
                    .on("input", move |event| draft.note.set(typed_text(&event))),
            )),
            label().class("tick wide").child((
                input()
                    .id(id("on"))
                    .attr("type", "checkbox")
                    .prop("checked", move || draft.on.get())
                    .on("change", move |event| draft.on.set(is_ticked(&event))),
                span().child(desk.t(i18n::CHANGE_USE)),
            )),
            div().class("wide").attr("role", "alert").child(trouble),
            div().class("buttons wide").child(words_button("save-change", desk.t(i18n::CHANGE_SAVE), save)),
        ))
        .into_view()
}

/// A unit as a choice: "calendar days", "自然日".
fn units(desk: Desk, unit: Unit) -> String {
    let words = unit.words();
    match desk.language.get() {
        Language::En => format!("{}s", words.en),
        Language::Zh => words.zh.trim_start_matches('个').to_owned(),
    }
}

fn number(desk: Desk, id: String, name: Phrase, value: RwSignal<String>, hint: Option<String>) -> View {
    let control = input()
        .id(id.clone())
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("autocomplete", "off")
        .attr("aria-describedby", hint)
        .prop("value", move || value.get())
        .on("input", move |event| value.set(typed_text(&event)));
    field(desk, id, name, control)
}

fn field(desk: Desk, id: String, name: Phrase, control: Element) -> View {
    div().class("field").child((label().attr("for", id).child(desk.t(name)), control)).into_view()
}
