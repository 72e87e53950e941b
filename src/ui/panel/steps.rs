//! The next steps that policy allows, each with its reason, its sources and its letters.

use super::Bench;
use crate::advice::NextStep;
use crate::model::Words;
use crate::ui::clocks;
use crate::ui::controls::words_button;
use crate::ui::i18n;
use crate::ui::view::{IntoView, View, details, div, h3, li, ol, p, summary};

/// The section of next steps.
pub(super) fn section(bench: Bench) -> View {
    let desk = bench.desk;
    let steps = move || {
        let steps = bench.page(|view| view.advice.steps.clone()).unwrap_or_default();
        if steps.is_empty() {
            return p().class("hint").child(desk.t(i18n::NO_STEPS)).into_view();
        }
        let items: Vec<_> = steps.into_iter().map(|step| item(bench, step)).collect();
        ol().class("steps").child(items).into_view()
    };
    super::named_section("steps", move || desk.t(i18n::STEPS), steps)
}

fn item(bench: Bench, step: NextStep) -> View {
    let desk = bench.desk;
    let letters: Vec<_> = step
        .letters
        .iter()
        .filter_map(|id| title(bench, id).map(|title| (id.clone(), title)))
        .map(|(id, title)| {
            words_button("letter-button", desk.w(&title), move || bench.open(Some(id.clone())))
        })
        .collect();
    let grounds = (!step.grounds.is_empty()).then(|| {
        details()
            .class("fold")
            .child((summary().child(desk.t(i18n::GROUNDS)), clocks::grounds(desk, &step.grounds)))
    });
    li().child((
        h3().child(desk.w(&step.act)),
        p().child(desk.w(&step.why)),
        div().class("letter-buttons").child(letters),
        grounds,
    ))
    .into_view()
}

/// The title of a letter, in whatever language it exists.
fn title(bench: Bench, id: &str) -> Option<Words> {
    bench.desk.packs(|packs| packs.letter(id).map(|letter| letter.title.clone()))
}
