//! How well the page could be read, in short; the app has the long form.

use super::Bench;
use crate::model::field_label;
use crate::ui::clocks::warning;
use crate::ui::i18n;
use crate::ui::view::{View, a, p};
use crate::webext;

/// The section on page health.
pub(super) fn section(bench: Bench) -> View {
    let desk = bench.desk;
    let content = move || {
        let (missing, findings) = bench
            .page(|view| {
                let missing: Vec<_> = view.reading.health.missing().map(field_label).collect();
                let mut findings = view.reading.health.findings.clone();
                findings.extend(
                    view.advice
                        .findings
                        .iter()
                        .filter(|one| !view.reading.health.findings.contains(one))
                        .cloned(),
                );
                (missing, findings)
            })
            .unwrap_or_default();
        let good = (missing.is_empty() && findings.is_empty()).then(|| p().child(desk.t(i18n::HEALTH_GOOD)));
        let missing = (!missing.is_empty()).then(|| {
            let names: Vec<_> = missing.iter().map(|words| desk.w(words)).collect();
            warning(format!(
                "{}{}{}",
                desk.t(i18n::HEALTH_MISSING),
                desk.t(i18n::COLON),
                names.join(desk.t(i18n::SEPARATOR))
            ))
        });
        let findings: Vec<_> = findings.iter().map(|words| warning(desk.w(words))).collect();
        (good, missing, findings)
    };
    let link = p().child(
        a().attr("href", webext::own_url("app.html#health"))
            .attr("target", "_blank")
            .child(move || desk.t(i18n::HEALTH_OPEN)),
    );
    super::named_section("health", move || desk.t(i18n::HEALTH), (content, link))
}
