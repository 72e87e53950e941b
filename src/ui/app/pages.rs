//! How well the pages of each portal could be read over the last thirty days.

use crate::model::field_label;
use crate::storage::{Day, Days};
use crate::ui::bridge;
use crate::ui::desk::Desk;
use crate::ui::i18n;
use crate::ui::view::{IntoView, View, p, table, tbody, td, th, thead, tr};
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use std::collections::BTreeMap;
use wasm_bindgen_futures::spawn_local;

/// How many lost fields are named for each portal.
const NAMED: usize = 4;

pub(super) fn view(desk: Desk) -> View {
    let days = RwSignal::new(None::<Days>);
    spawn_local(async move {
        match bridge::health_days().await {
            Ok(found) => drop(days.try_set(Some(found))),
            Err(trouble) => desk.say(&desk.explain(&trouble)),
        }
    });
    let content = move || {
        let found = days.get()?;
        if found.values().all(BTreeMap::is_empty) {
            return Some(p().class("hint").child(desk.t(i18n::PAGES_NONE)).into_view());
        }
        let heads: Vec<_> = [i18n::PAGES_PORTAL, i18n::PAGES_OPENED, i18n::PAGES_WHOLE, i18n::PAGES_LOST]
            .map(|phrase| th().attr("scope", "col").child(desk.t(phrase)))
            .into();
        let rows: Vec<_> = found.iter().map(|(portal, days)| row(desk, portal, days)).collect();
        Some(
            table().class("pages").child((thead().child(tr().child(heads)), tbody().child(rows))).into_view(),
        )
    };
    (p().class("hint").child(move || desk.t(i18n::PAGES_HINT)), content).into_view()
}

fn row(desk: Desk, portal: &str, days: &BTreeMap<String, Day>) -> View {
    let name = desk.packs(|packs| packs.portal(portal).map(|portal| portal.name.clone()));
    let name = name.map_or_else(|| portal.to_owned(), |name| desk.w(&name));
    let (mut pages, mut whole) = (0, 0);
    let mut lost: BTreeMap<&str, u32> = BTreeMap::new();
    for day in days.values() {
        pages += day.pages;
        whole += day.whole;
        for (place, count) in &day.lost {
            *lost.entry(place).or_default() += count;
        }
    }
    let mut lost: Vec<_> = lost.into_iter().collect();
    lost.sort_by_key(|(place, count)| (std::cmp::Reverse(*count), *place));
    let named: Vec<String> = lost
        .into_iter()
        .take(NAMED)
        .map(|(place, count)| {
            let (page, field) = place.split_once('/').unwrap_or(("", place));
            format!("{} ({page}) × {count}", desk.w(&field_label(field)))
        })
        .collect();
    let share = (whole * 100).checked_div(pages).unwrap_or_default();
    tr().child((
        th().attr("scope", "row").child(name),
        td().class("number").child(pages.to_string()),
        td().class("number").child(format!("{whole} ({share} %)")),
        td().child(named.join(", ")),
    ))
    .into_view()
}
