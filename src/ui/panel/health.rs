//! How well the page could be read, in short; the app has the long form.

use super::Bench;
use crate::ui::clocks::warning;
use crate::ui::i18n;
use crate::ui::view::{View, a, p};
use crate::webext;

/// The section on page health.
pub(super) fn section(bench: Bench) -> View {
    let desk = bench.desk;
    let content = move || {
        let findings = bench.page(|view| view.advice.findings.clone()).unwrap_or_default();
        let good = findings.is_empty().then(|| p().child(desk.t(i18n::HEALTH_GOOD)));
        (good, findings.iter().map(|words| warning(desk.w(words))).collect::<Vec<_>>())
    };
    let link = p().child(
        a().attr("href", webext::own_url("app.html#health"))
            .attr("target", "_blank")
            .child(move || desk.t(i18n::HEALTH_OPEN)),
    );
    super::named_section("health", move || desk.t(i18n::HEALTH), (content, link))
}
