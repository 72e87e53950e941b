//! How well the page could be read, in short; the app has the long form. A lost field is mended from here.

use super::{Bench, repair};
use crate::protocol::FromScreen;
use crate::ui::bridge;
use crate::ui::clocks::warning;
use crate::ui::controls::words_button;
use crate::ui::i18n;
use crate::ui::view::{IntoView, View, a, div, p};
use crate::webext;
use reactive_graph::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The section on page health.
pub(super) fn section(bench: Bench) -> View {
    let desk = bench.desk;
    let content = move || {
        let findings = bench.page(|view| view.advice.findings.clone()).unwrap_or_default();
        let good = findings.is_empty().then(|| p().child(desk.t(i18n::HEALTH_GOOD)));
        (good, findings.iter().map(|words| warning(desk.w(words))).collect::<Vec<_>>())
    };
    if bench.pasted {
        return super::named_section("health", move || desk.t(i18n::HEALTH), content);
    }
    let link = p().child(
        a().attr("href", webext::own_url("app.html#health"))
            .attr("target", "_blank")
            .child(move || desk.t(i18n::HEALTH_OPEN)),
    );
    let tools = div().class("buttons").child(words_button(
        "small",
        move || desk.t(i18n::SAMPLE_KEEP),
        move || keep_sample(bench),
    ));
    let hint = p().class("hint").child(move || desk.t(i18n::SAMPLE_HINT));
    let paste = p().child(
        a().attr("href", webext::own_url("app.html#paste"))
            .attr("target", "_blank")
            .child(move || desk.t(i18n::PASTE_INSTEAD)),
    );
    let parts =
        (content, repair::doubtful(bench), confirm(bench), repair::others(bench), tools, hint, paste, link);
    super::named_section("health", move || desk.t(i18n::HEALTH), parts)
}

/// A page whose structure is inferred stays unproven until a person says that it is read right.
fn confirm(bench: Bench) -> View {
    let desk = bench.desk;
    let content = move || {
        let place = bench.page(|view| format!("{}/{}", view.reading.portal, view.reading.page))?;
        let doubtful = bench.page(|view| {
            view.reading
                .health
                .fields
                .iter()
                .any(|field| field.strategy.is_some() && matches!(field.evidence.as_str(), "I" | "T"))
        });
        if !doubtful.unwrap_or(false) {
            return None;
        }
        if desk.settings.with(|settings| settings.is_confirmed(&place)) {
            return Some(p().class("hint").child(desk.t(i18n::CONFIRMED_PAGE)).into_view());
        }
        let say = move || {
            let keys = vec![place.clone()];
            spawn_local(async move {
                if let Err(trouble) = bridge::ask_plain(FromScreen::Confirm { keys }).await {
                    desk.say(&desk.explain(&trouble));
                }
            });
        };
        Some(words_button("small confirm", desk.t(i18n::CONFIRM_PAGE), say))
    };
    content.into_view()
}

fn keep_sample(bench: Bench) {
    let desk = bench.desk;
    spawn_local(async move {
        match bridge::ask::<usize>(FromScreen::Sample { tab: None }).await {
            Ok(count) => {
                desk.say(
                    &i18n::SAMPLE_KEPT.with(desk.language.get_untracked(), &[("n", &count.to_string())]),
                );
            }
            Err(trouble) => desk.say(&desk.explain(&trouble)),
        }
    });
}
