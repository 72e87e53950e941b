//! Groups of the shop's own.

use crate::packs::own::OwnGroup;
use crate::protocol::FromScreen;
use crate::ui::controls::words_button;
use crate::ui::desk::Desk;
use crate::ui::i18n;
use crate::ui::view::{IntoView, View, details, div, input, label, li, span, summary, ul};
use crate::ui::window::typed_text;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use wasm_bindgen_futures::spawn_local;

/// The fold with the list of groups and the field for a new one.
pub(super) fn fold(desk: Desk) -> View {
    let name = RwSignal::new(String::new());
    let keep = move |group: OwnGroup| {
        spawn_local(async move {
            desk.change_letters(FromScreen::KeepGroup { group }).await;
        });
    };
    let list = move || {
        let groups = desk.own.with(|own| own.groups.clone());
        let items: Vec<_> = groups
            .into_iter()
            .map(|group| {
                let words = i18n::LIBRARY_GROUP_REMOVE.with(desk.language.get(), &[("name", &group.name)]);
                let gone = OwnGroup { name: String::new(), ..group.clone() };
                let remove = words_button("quiet small", words, move || keep(gone.clone()));
                li().child((span().child(group.name), " ", remove)).into_view()
            })
            .collect();
        ul().class("plain").child(items)
    };
    let add = move || {
        let words = name.get_untracked().trim().to_owned();
        if words.is_empty() {
            return;
        }
        let number = desk.own.with_untracked(|own| {
            let taken = |number: &usize| own.groups.iter().any(|group| group.id == format!("group-{number}"));
            (1..).find(|number| !taken(number)).unwrap_or_default()
        });
        keep(OwnGroup { id: format!("group-{number}"), name: words });
        name.set(String::new());
    };
    let field = input()
        .id("group-name")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .prop("value", move || name.get())
        .on("input", move |event| name.set(typed_text(&event)));
    details()
        .class("fold")
        .child((
            summary().child(move || desk.t(i18n::LIBRARY_GROUPS)),
            list,
            div().class("field").child((
                label().attr("for", "group-name").child(move || desk.t(i18n::LIBRARY_GROUP_NEW)),
                field,
                words_button("", move || desk.t(i18n::LIBRARY_GROUP_ADD), add),
            )),
        ))
        .into_view()
}
