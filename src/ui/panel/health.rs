//! How well the page could be read, in short; the app has the long form.

use super::Bench;
use crate::model::field_label;
use crate::ui::clocks::warning;
use crate::ui::i18n;
use leptos::html::{a, p};
use leptos::prelude::*;

/// The section on page health.
pub(super) fn section(bench: Bench) -> AnyView {
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
            let count =
                i18n::HEALTH_MISSING_COUNT.with(desk.language.get(), &[("n", &names.len().to_string())]);
            warning(format!("{count}{}{}", desk.t(i18n::COLON), names.join(desk.t(i18n::SEPARATOR))))
        });
        let findings: Vec<_> = findings.iter().map(|words| warning(desk.w(words))).collect();
        (good, missing, findings)
    };
    let link = p()
        .child(a().href("app.html#health").attr("target", "_blank").child(move || desk.t(i18n::HEALTH_OPEN)));
    super::named_section("health", move || desk.t(i18n::HEALTH), (content, link))
}
