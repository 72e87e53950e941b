//! All rules of all platforms: what starts and stops a clock, how it is counted, on what that rests. A rule
//! can be tried on a date and changed for the shop. Below stand the indicators.

mod change;
mod find;
mod indicators;
mod item;
mod trial;

use crate::packs::Packs;
use crate::ui::clocks::warning;
use crate::ui::controls::{TextField, text_field, words_button};
use crate::ui::desk::Desk;
use crate::ui::i18n::{self, Phrase};
use crate::ui::view::{IntoView, View, div, h2, input, label, option, p, section, select, span};
use crate::ui::window::{is_ticked, typed_text};
use find::{Entry, Filter, Platform, Shelf};
use reactive_graph::computed::Memo;
use reactive_graph::prelude::*;
use reactive_graph::wrappers::read::Signal;
use serde_json::json;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

pub(super) fn view(desk: Desk) -> View {
    // The shipped rules, without the shop's changes; what is damaged has been said by the desk.
    let shelf = Arc::new(Shelf::new(&Packs::shipped().unwrap_or_default()));
    let filter = Filter::default();
    let looked = Arc::clone(&shelf);
    let rules = Memo::new(move |_| filter.rules(desk, &looked));
    let looked = Arc::clone(&shelf);
    let indicators = Memo::new(move |_| filter.indicators(&looked));
    let (all, found) = (shelf.entries.len().to_string(), move || count(&rules.get()).to_string());
    let counted = move || {
        let values = [("n", found()), ("all", all.clone()), ("i", count(&indicators.get()).to_string())];
        i18n::RULES_FOUND
            .with(desk.language.get(), &values.each_ref().map(|(name, text)| (*name, text.as_str())))
    };
    let none = move || {
        let show_all = move || filter.clear();
        (count(&rules.get()) == 0).then(|| {
            div().class("nothing").child((
                p().child(desk.t(i18n::RULES_NONE)),
                words_button("", desk.t(i18n::RULES_SHOW_ALL), show_all),
            ))
        })
    };
    let platforms: Vec<_> = shelf.platforms.iter().map(|one| platform(desk, &shelf, one, rules)).collect();
    let known = Arc::clone(&shelf);
    (
        p().class("lead").child(move || desk.t(i18n::RULES_TEXT)),
        move || notices(desk, &known),
        filters(desk, &shelf, filter),
        p().class("hint").id("rules-count").attr("role", "status").child(counted),
        none,
        platforms,
        indicators::list(desk, &shelf, indicators),
    )
        .into_view()
}

fn count(shown: &[bool]) -> usize {
    shown.iter().filter(|shown| **shown).count()
}

/// What a person must know of the changed rules: damaged ones, new versions, rules that are gone.
fn notices(desk: Desk, shelf: &Shelf) -> Option<View> {
    let language = desk.language.get();
    let mut lines = Vec::new();
    desk.rules.with(|kept| {
        if let Some(why) = kept.unreadable.first() {
            let values = [("n", kept.unreadable.len().to_string()), ("why", why.clone())];
            let values = values.each_ref().map(|(name, text)| (*name, text.as_str()));
            lines.push(warning(i18n::RULES_DAMAGED.with(language, &values)));
        }
        let shipped = |platform: &str, id: &str| {
            shelf.entries.iter().find(|entry| entry.platform == platform && entry.rule.id == id)
        };
        let mut news = 0_u32;
        for change in &kept.changes {
            match shipped(&change.platform, &change.base.id) {
                Some(entry) => news += u32::from(change.is_outdated(&entry.rule)),
                None => {
                    let (platform, id) = (change.platform.clone(), change.base.id.clone());
                    let gone = i18n::RULES_GONE.with(language, &[("id", &id)]);
                    let forget = move || {
                        let (platform, id) = (platform.clone(), id.clone());
                        spawn_local(async move {
                            desk.change_rule(&platform, &id, None).await;
                        });
                    };
                    lines.push(
                        (warning(gone), words_button("", desk.t(i18n::CHANGE_BACK), forget)).into_view(),
                    );
                }
            }
        }
        if news > 0 {
            lines.push(warning(i18n::RULES_NEWS.with(language, &[("n", &news.to_string())])));
        }
    });
    (!lines.is_empty()).then(|| div().class("notices").child(lines).into_view())
}

fn filters(desk: Desk, shelf: &Arc<Shelf>, filter: Filter) -> View {
    let search = input()
        .id("rules-search")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", move || desk.t(i18n::RULES_SEARCH_HINT))
        .prop("value", move || filter.query.get())
        .on("input", move |event| filter.query.set(typed_text(&event)));
    let known = Arc::clone(shelf);
    let platforms = move || {
        let all = choice("", desk.t(i18n::RULES_ALL_PLATFORMS).to_owned(), &filter.platform.get());
        let one = known.platforms.iter();
        let one = one.map(|one| choice(&one.id, desk.w(&one.name), &filter.platform.get()));
        std::iter::once(all).chain(one).collect::<Vec<_>>()
    };
    let known = Arc::clone(shelf);
    let sites = move || {
        let platform = filter.platform.get();
        let all = choice("", desk.t(i18n::RULES_ALL_SITES).to_owned(), &filter.site.get());
        let of = known.platforms.iter().filter(|one| platform.is_empty() || one.id == platform);
        let one = of.flat_map(|one| &one.sites);
        let one = one.map(|(id, name)| choice(id, desk.w(name), &filter.site.get()));
        std::iter::once(all).chain(one).collect::<Vec<_>>()
    };
    let choose_platform = move |event: web_sys::Event| {
        filter.site.set(String::new());
        filter.platform.set(typed_text(&event));
    };
    let mine = label().class("tick").child((
        input()
            .id("rules-mine")
            .attr("type", "checkbox")
            .prop("checked", move || filter.mine.get())
            .on("change", move |event| filter.mine.set(is_ticked(&event))),
        span().child(move || desk.t(i18n::RULES_MINE)),
    ));
    let days = move || {
        text_field(
            desk,
            TextField {
                id: "rules-days".to_owned(),
                label: desk.t(i18n::RULES_DAYS).to_owned(),
                hint: String::new(),
                lines: false,
                list: None,
                value: Signal::derive(move || desk.settings.with(|settings| settings.rule_days.to_string())),
                check: |text| days_of(text).is_none().then_some(i18n::RULES_DAYS_WRONG),
                patch: Box::new(|text| json!({ "rule_days": days_of(&text) })),
            },
        )
    };
    div()
        .class("rule-filters")
        .child((
            named(desk, "rules-search", i18n::RULES_SEARCH, search),
            named(
                desk,
                "rules-platform",
                i18n::RULES_PLATFORM,
                select().id("rules-platform").on("change", choose_platform).child(platforms),
            ),
            named(
                desk,
                "rules-site",
                i18n::RULES_SITE,
                select()
                    .id("rules-site")
                    .on("change", move |event| filter.site.set(typed_text(&event)))
                    .child(sites),
            ),
            days,
            mine,
        ))
        .into_view()
}

fn days_of(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|days| (1..=9999).contains(days))
}

fn choice(value: &str, name: String, chosen: &str) -> View {
    let selected = (value == chosen).then_some("");
    option().attr("value", value.to_owned()).attr("selected", selected).child(name).into_view()
}

/// A control under its label.
fn named(desk: Desk, id: &'static str, name: Phrase, control: impl IntoView) -> View {
    div().class("field").child((label().attr("for", id).child(move || desk.t(name)), control)).into_view()
}

/// The rules of one platform under its name.
fn platform(desk: Desk, shelf: &Shelf, one: &Platform, rules: Memo<Vec<bool>>) -> View {
    let own: Vec<(usize, Arc<Entry>)> =
        shelf.entries.iter().cloned().enumerate().filter(|(_, entry)| entry.platform == one.id).collect();
    let places: Vec<usize> = own.iter().map(|(place, _)| *place).collect();
    let number = Memo::new(move |_| {
        rules.with(|shown| places.iter().filter(|place| shown.get(**place) == Some(&true)).count())
    });
    let items: Vec<_> = own
        .into_iter()
        .map(|(place, entry)| {
            item::item(desk, entry, Memo::new(move |_| rules.with(|shown| shown.get(place) == Some(&true))))
        })
        .collect();
    let name = one.name.clone();
    let title = format!("platform-{}", one.id);
    section()
        .class("rule-group")
        .attr("aria-labelledby", title.clone())
        .attr("hidden", move || (number.get() == 0).then_some(""))
        .child((
            h2().id(title).child((
                move || desk.w(&name),
                " ",
                span().class("count").child(move || number.get().to_string()),
            )),
            div().class("rules").child(items),
        ))
        .into_view()
}
