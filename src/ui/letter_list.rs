//! How a letter's title stands in a list, in the panel and in the app: matches marked, languages as
//! tags.

use super::desk::Desk;
use crate::model::{Language, Words};
use crate::templates::Hit;
use crate::ui::view::{IntoView, View, mark, span};
use reactive_graph::prelude::*;

/// The title with the characters that matched the search marked.
pub fn marked_title(desk: Desk, title: &Words, hit: &Hit) -> View {
    let language = desk.language.get();
    let marks = match language {
        Language::En => &hit.en,
        Language::Zh => &hit.zh,
    };
    let mut runs: Vec<(bool, String)> = Vec::new();
    for (place, letter) in title.get(language).chars().enumerate() {
        let hit = u32::try_from(place).is_ok_and(|place| marks.contains(&place));
        match runs.last_mut() {
            Some((known, run)) if *known == hit => run.push(letter),
            _ => runs.push((hit, letter.to_string())),
        }
    }
    let runs = runs.into_iter();
    runs.map(|(hit, run)| if hit { mark().child(run).into_view() } else { run.into_view() })
        .collect::<Vec<_>>()
        .into_view()
}

/// Language tags such as EN and ES; none where the letter stands in every language.
pub fn languages(desk: Desk, tags: &[String]) -> View {
    let all = desk.packs(|packs| packs.languages().len());
    let tags: &[String] = if tags.len() >= all { &[] } else { tags };
    let tags: Vec<_> = tags.iter().map(|tag| span().class("tag").child(tag.to_uppercase())).collect();
    span().class("tags").child(tags).into_view()
}
