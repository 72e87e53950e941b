//! The library of letters: find, read, change, write, exchange.

mod edit;
mod exchange;
mod groups;
mod item;

pub(super) use item::when;

use crate::model::Words;
use crate::packs::format::{LetterPack, Stage};
use crate::packs::own::{OWN_GROUP, OwnLetter};
use crate::templates::{Hit, Search};
use crate::ui::controls::words_button;
use crate::ui::desk::Desk;
use crate::ui::i18n::{self, Phrase};
use crate::ui::view::{IntoView, View, div, h2, input, label, option, p, select};
use crate::ui::window::typed_text;
use reactive_graph::computed::Memo;
use reactive_graph::owner::StoredValue;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use std::collections::BTreeSet;

/// Which letters are shown, and the one that is being written.
#[derive(Clone, Copy)]
struct Library {
    desk: Desk,
    query: RwSignal<String>,
    /// The id of a group; empty for all.
    group: RwSignal<String>,
    /// The id of a portal on which a letter must be allowed; empty for all.
    portal: RwSignal<String>,
    /// `own`, `used`, or empty for all.
    show: RwSignal<String>,
    /// The letter in the editor.
    editing: RwSignal<Option<OwnLetter>>,
}

pub(super) fn view(desk: Desk) -> View {
    let library = Library {
        desk,
        query: RwSignal::new(String::new()),
        group: RwSignal::new(String::new()),
        portal: RwSignal::new(String::new()),
        show: RwSignal::new(String::new()),
        editing: RwSignal::new(None),
    };
    let is_editing = Memo::new(move |_| library.editing.with(Option::is_some));
    (move || if is_editing.get() { edit::view(library) } else { shelf(library) }).into_view()
}

fn shelf(library: Library) -> View {
    let desk = library.desk;
    let index = StoredValue::new_local(desk.packs(Search::new));
    let renewed = Memo::new(move |before: Option<&usize>| {
        desk.own.track();
        if before.is_some() {
            index.set_value(desk.packs(Search::new));
        }
        before.map_or(0, |before| before + 1)
    });
    let hits = Memo::new(move |_| {
        renewed.track();
        let query = library.query.get();
        let favour = |id: &str| desk.favour(id, None);
        let found = index.try_update_value(|index| index.find(&query, &favour)).unwrap_or_default();
        found.into_iter().filter(|hit| is_shown(library, &hit.id)).collect::<Vec<Hit>>()
    });
    let list = move || shelves(library, hits.get());
    let none = move || hits.with(Vec::is_empty).then(|| p().class("hint").child(desk.t(i18n::NO_LETTERS)));
    let count = move || {
        let count = hits.with(Vec::len).to_string();
        i18n::LETTERS_FOUND.with(desk.language.get(), &[("n", &count)])
    };
    let field = input()
        .id("library-search")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", move || desk.t(i18n::SEARCH_HINT))
        .prop("value", move || library.query.get())
        .on("input", move |event| library.query.set(typed_text(&event)));
    let new = move || {
        let id = desk.own.with_untracked(crate::packs::own::OwnLetters::fresh_id);
        let group = library.group.get_untracked();
        let group = if group.is_empty() { OWN_GROUP.to_owned() } else { group };
        library.editing.set(Some(OwnLetter::new(&id, &group)));
    };
    (
        p().class("lead").child(move || desk.t(i18n::LIBRARY_TEXT)),
        div().class("search").child((
            label().attr("for", "library-search").child(move || desk.t(i18n::SEARCH_LETTERS)),
            field,
        )),
        filters(library),
        div().class("buttons").child((
            words_button("primary", move || desk.t(i18n::LIBRARY_NEW), new),
            exchange::buttons(desk),
        )),
        exchange::import(desk),
        p().class("hint").attr("role", "status").child(count),
        div().class("library").child(list),
        none,
        groups::fold(desk),
    )
        .into_view()
}

/// The letters; under the names of their groups, in the order of an order's life, unless somebody searches.
fn shelves(library: Library, hits: Vec<Hit>) -> Vec<View> {
    let items =
        |hits: Vec<&Hit>| hits.into_iter().filter_map(|hit| item::item(library, hit)).collect::<Vec<_>>();
    if !library.query.with(|query| query.trim().is_empty()) {
        return items(hits.iter().collect());
    }
    let desk = library.desk;
    let mut groups: Vec<(Stage, Words, BTreeSet<String>)> = desk.packs(|packs| {
        let ids = |pack: &LetterPack| pack.letters.iter().map(|letter| letter.id.clone()).collect();
        packs.letter_packs().iter().map(|pack| (pack.stage, pack.name.clone(), ids(pack))).collect()
    });
    groups.sort_by_key(|(stage, _, _)| *stage);
    let mut views = Vec::new();
    for (_, name, ids) in groups {
        let of_group: Vec<&Hit> = hits.iter().filter(|hit| ids.contains(&hit.id)).collect();
        if !of_group.is_empty() {
            views.push(h2().class("library-group").child(desk.w(&name)).into_view());
            views.extend(items(of_group));
        }
    }
    views
}

fn is_shown(library: Library, id: &str) -> bool {
    let Library { desk, group, portal, show, .. } = library;
    let in_group = group.with(|group| {
        group.is_empty()
            || desk.packs(|packs| {
                let packs = packs.letter_packs().iter().filter(|pack| pack.group == *group);
                packs.flat_map(|pack| &pack.letters).any(|letter| letter.id == id)
            })
    });
    let allowed = portal.with(|portal| {
        portal.is_empty()
            || desk.packs(|packs| packs.letter(id).is_some_and(|letter| letter.is_allowed_on(portal)))
    });
    let wanted = match show.get().as_str() {
        "own" => desk.own.with(|own| own.get(id).is_some()),
        "used" => desk.uses.with(|uses| uses.contains_key(id)),
        _ => true,
    };
    in_group && allowed && wanted
}

fn filters(library: Library) -> View {
    let desk = library.desk;
    let groups = move || {
        let own = desk.own.get();
        let mut groups: Vec<(String, String)> = desk.packs(|packs| {
            packs.letter_packs().iter().map(|pack| (pack.group.clone(), desk.w(&pack.name))).collect()
        });
        let fresh = own.groups.into_iter().filter(|group| !groups.iter().any(|(id, _)| *id == group.id));
        let fresh: Vec<_> = fresh.map(|group| (group.id, group.name)).collect();
        groups.extend(fresh);
        groups
    };
    let portals = move || {
        desk.packs(|packs| {
            packs.portals().iter().map(|portal| (portal.id.clone(), desk.w(&portal.name))).collect()
        })
    };
    let shows = move || {
        vec![
            ("own".to_owned(), desk.t(i18n::LIBRARY_SHOW_OWN).to_owned()),
            ("used".to_owned(), desk.t(i18n::LIBRARY_SHOW_USED).to_owned()),
        ]
    };
    div()
        .class("filters")
        .child((
            picker(
                desk,
                "library-group",
                i18n::LIBRARY_GROUP,
                i18n::LIBRARY_ALL_GROUPS,
                library.group,
                groups,
            ),
            picker(
                desk,
                "library-portal",
                i18n::LIBRARY_PORTAL,
                i18n::LIBRARY_ALL_PORTALS,
                library.portal,
                portals,
            ),
            picker(desk, "library-show", i18n::LIBRARY_SHOW, i18n::LIBRARY_SHOW_ALL, library.show, shows),
        ))
        .into_view()
}

/// A list to choose one of, or all.
fn picker(
    desk: Desk,
    id: &'static str,
    name: Phrase,
    all: Phrase,
    chosen: RwSignal<String>,
    entries: impl Fn() -> Vec<(String, String)> + 'static,
) -> View {
    let options = move || {
        let entries = entries().into_iter();
        let first = option().attr("value", "").child(desk.t(all)).into_view();
        let rest = entries.map(|(value, words)| {
            let known = value.clone();
            let is_chosen = move || chosen.with(|chosen| *chosen == known);
            option().attr("value", value).prop("selected", is_chosen).child(words).into_view()
        });
        std::iter::once(first).chain(rest).collect::<Vec<_>>()
    };
    div()
        .class("field")
        .child((
            label().attr("for", id).child(move || desk.t(name)),
            select().id(id).on("change", move |event| chosen.set(typed_text(&event))).child(options),
        ))
        .into_view()
}
