//! The dry run: a rule is run alone on a time that the person writes down.

use super::find::Entry;
use crate::deadlines::{Certainty, Deadline, Place, dry_run};
use crate::model::field_label;
use crate::ui::clocks::{Around, head, times, warning};
use crate::ui::desk::Desk;
use crate::ui::i18n;
use crate::ui::view::{
    IntoView, View, details, div, dl, h3, input, label, li, ol, option, p, select, summary,
};
use crate::ui::window::typed_text;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use std::sync::Arc;

/// What is tried.
#[derive(Clone, Copy)]
struct Trial {
    site: RwSignal<String>,
    trigger: RwSignal<String>,
    printed: RwSignal<String>,
}

pub(super) fn fold(desk: Desk, entry: &Arc<Entry>) -> View {
    let first = entry.sites.first().map(|(id, _)| id.clone()).unwrap_or_default();
    let trial = Trial {
        site: RwSignal::new(first),
        trigger: RwSignal::new(String::new()),
        printed: RwSignal::new(String::new()),
    };
    let known = Arc::clone(entry);
    let form = move || form(desk, &known, trial);
    let known = Arc::clone(entry);
    let result = move || {
        desk.rules.track();
        result(desk, &known, trial)
    };
    details()
        .class("fold trial")
        .child((
            summary().child(move || desk.t(i18n::TRY_RULE)),
            p().class("hint").child(move || desk.t(i18n::TRY_HINT)),
            div().class("trial-form").child(form),
            div().class("trial-result").attr("role", "status").child(result),
        ))
        .into_view()
}

fn form(desk: Desk, entry: &Entry, trial: Trial) -> View {
    let rule = &entry.rule;
    let sites = (entry.sites.len() > 1).then(|| {
        let id = format!("{}-site", rule.id);
        let chosen = trial.site.get_untracked();
        let options: Vec<_> = entry
            .sites
            .iter()
            .map(|(site, name)| {
                let selected = (*site == chosen).then_some("");
                option().attr("value", site.clone()).attr("selected", selected).child(desk.w(name))
            })
            .collect();
        div().class("field").child((
            label().attr("for", id.clone()).child(desk.t(i18n::TRY_SITE)),
            select().id(id).on("change", move |event| trial.site.set(typed_text(&event))).child(options),
        ))
    });
    let trigger = rule.trigger.first().map(|name| (name, trial.trigger, "trigger"));
    let printed = rule.printed.as_ref().map(|name| (name, trial.printed, "printed"));
    let fields: Vec<_> = trigger
        .into_iter()
        .chain(printed)
        .map(|(name, value, part)| {
            let id = format!("{}-{part}", rule.id);
            let (what, platform) = (field_label(name), entry.platform.clone());
            let words = move || {
                let zone = zone(desk, &platform, &trial.site.get());
                let what = desk.w(&what);
                i18n::TRY_IN_ZONE.with(desk.language.get(), &[("what", &what), ("zone", &zone)])
            };
            div().class("field").child((
                label().attr("for", id.clone()).child(words),
                input()
                    .id(id)
                    .attr("type", "datetime-local")
                    .prop("value", move || value.get())
                    .on("input", move |event| value.set(typed_text(&event))),
            ))
        })
        .collect();
    (sites, fields).into_view()
}

/// The zone that the agent has set for a site's pages.
fn own_zone(desk: Desk, platform: &str, site: &str) -> Option<String> {
    desk.settings.with(|settings| settings.zone_of(site, platform).map(str::to_owned))
}

/// The zone of a site's pages.
fn zone(desk: Desk, platform: &str, site: &str) -> String {
    let shipped = || {
        desk.packs(|packs| packs.site_zone(platform, site).map(|(zone, _)| zone.to_owned()))
            .unwrap_or_default()
    };
    own_zone(desk, platform, site).unwrap_or_else(shipped)
}

fn result(desk: Desk, entry: &Entry, trial: Trial) -> View {
    let site = trial.site.get();
    let tz = TimeZone::get(&zone(desk, &entry.platform, &site)).unwrap_or(TimeZone::UTC);
    let at = |text: String| {
        let local: DateTime = text.parse().ok()?;
        Some(local.to_zoned(tz.clone()).ok()?.timestamp())
    };
    let (trigger, printed) = (at(trial.trigger.get()), at(trial.printed.get()));
    if trigger.is_none() && printed.is_none() {
        return p().class("hint").child(desk.t(i18n::TRY_EMPTY)).into_view();
    }
    let id = &entry.rule.id;
    let off = desk.rules.with_untracked(|kept| {
        kept.changes.iter().any(|change| change.off && change.concerns(&entry.platform, id))
    });
    if off {
        return p().child(desk.t(i18n::TRY_OFF)).into_view();
    }
    // A beginning that lies ahead is no mistake here.
    let now = desk.now.get_untracked().max(trigger.unwrap_or(Timestamp::MIN));
    let own = own_zone(desk, &entry.platform, &site);
    let place = Place { zone: own.as_deref(), ..Place::of(&entry.platform, &site) };
    match desk.packs(|packs| dry_run(packs, place, id, trigger, printed, now)) {
        Ok(clock) => answer(desk, &clock),
        Err(why) => {
            let why = why.to_string();
            warning(i18n::TRY_NOWHERE.with(desk.language.get(), &[("why", &why)]))
        }
    }
}

fn answer(desk: Desk, clock: &Deadline) -> View {
    let doubts = clock.findings.iter().chain(&clock.disagreement);
    let doubts: Vec<_> = doubts.map(|words| warning(desk.w(words))).collect();
    let steps: Vec<_> = clock.derivation.iter().map(|step| li().child(desk.w(step))).collect();
    let own = clock.own && clock.certainty == Certainty::Estimate;
    let certainty = if own { i18n::OWN_ESTIMATE } else { i18n::certainty(clock.certainty) };
    (
        h3().child(desk.t(i18n::TRY_RESULT)),
        head(desk, clock),
        dl().child(times(desk, &Around::default(), clock)),
        p().child(desk.t(certainty)),
        doubts,
        h3().child(desk.t(i18n::TRY_STEPS)),
        ol().child(steps),
    )
        .into_view()
}
