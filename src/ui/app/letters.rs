//! All letters, for reading: search, languages, when they fit, text and source.

use crate::model::{Words, field_label};
use crate::packs::format::{Letter, When};
use crate::templates::{Hit, Search};
use crate::ui::desk::Desk;
use crate::ui::i18n;
use crate::ui::letter_list::{languages, marked_title};
use crate::ui::view::{IntoView, View, dd, details, div, dl, dt, h2, input, label, p, pre, span, summary};
use crate::ui::window::typed_text;
use reactive_graph::computed::Memo;
use reactive_graph::owner::StoredValue;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;

pub(super) fn view(desk: Desk) -> View {
    let query = RwSignal::new(String::new());
    let index = StoredValue::new_local(desk.packs(Search::new));
    let hits =
        Memo::new(move |_| index.try_update_value(|index| index.find(&query.get(), &|_| 0)).unwrap_or_default());
    let list = move || hits.get().into_iter().filter_map(|hit| item(desk, &hit)).collect::<Vec<_>>();
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
        .prop("value", move || query.get())
        .on("input", move |event| query.set(typed_text(&event)));
    (
        p().class("lead").child(move || desk.t(i18n::LIBRARY_TEXT)),
        div().class("search").child((
            label().attr("for", "library-search").child(move || desk.t(i18n::SEARCH_LETTERS)),
            field,
        )),
        p().class("hint").attr("role", "status").child(count),
        div().class("library").child(list),
        none,
    )
        .into_view()
}

fn item(desk: Desk, hit: &Hit) -> Option<View> {
    let variants: Vec<(String, Letter)> = desk.packs(|packs| {
        let found = packs.letters().filter(|(_, letter)| letter.id == hit.id);
        found.map(|(language, letter)| (language.to_owned(), letter.clone())).collect()
    });
    let (_, first) = variants.first()?;
    let tags: Vec<_> = variants.iter().map(|(language, _)| language.clone()).collect();
    let head = summary()
        .child((span().class("option-title").child(marked_title(desk, &first.title, hit)), languages(&tags)));
    let facts = dl().child((
        fact(desk.t(i18n::MEANING), span().attr("lang", "zh-CN").child(first.meaning.clone())),
        fact(desk.t(i18n::WHEN_FITS), when(desk, &first.when)),
        (!first.tags.is_empty()).then(|| fact(desk.t(i18n::TAGS), first.tags.join(desk.t(i18n::SEPARATOR)))),
        fact(desk.t(i18n::SOURCE), first.source.clone()),
    ));
    let bodies: Vec<_> = variants
        .into_iter()
        .map(|(language, letter)| {
            let name = i18n::language_name(&language, desk.language.get()).to_owned();
            div().class("variant-body").child((
                h2().class("variant-title").child((
                    span().class("tag").child(language.to_uppercase()),
                    " ",
                    name,
                )),
                pre().class("paper").attr("lang", language).attr("dir", "auto").child(letter.body),
            ))
        })
        .collect();
    Some(
        details()
            .class("library-item")
            .child((head, div().class("library-body").child((facts, bodies))))
            .into_view(),
    )
}

fn fact(name: &'static str, value: impl IntoView + 'static) -> View {
    div().class("line").child((dt().child(name), dd().child(value.into_view()))).into_view()
}

/// A condition in words.
pub(super) fn when(desk: Desk, when: &When) -> String {
    let words = |list: Vec<Words>| list.iter().map(|words| desk.w(words)).collect::<Vec<_>>().join(" / ");
    let portals = desk.packs(|packs| {
        let names = when
            .portal
            .iter()
            .map(|id| packs.portal(id).map_or_else(|| Words::new(id, id), |found| found.name.clone()));
        names.collect()
    });
    let mut parts = vec![
        words(portals),
        when.site.join(" / "),
        words(when.kind.iter().map(|kind| kind.words()).collect()),
        words(when.phase.iter().map(|phase| phase.words()).collect()),
        words(when.status.iter().map(|status| status.words()).collect()),
        words(when.known.iter().map(|name| field_label(name)).collect()),
        when.mentions.join(" / "),
    ];
    parts.push(match when.case {
        Some(true) => desk.t(i18n::WHEN_CASE).to_owned(),
        Some(false) => desk.t(i18n::WHEN_NO_CASE).to_owned(),
        None => String::new(),
    });
    if when.unanswered == Some(true) {
        parts.push(desk.t(i18n::WHEN_UNANSWERED).to_owned());
    }
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() { desk.t(i18n::WHEN_ALWAYS).to_owned() } else { parts.join(" · ") }
}
