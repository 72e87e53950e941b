//! One rule: a line that says what it is about, and a fold with everything that is known of it.

use super::find::Entry;
use super::{change, trial};
use crate::model::{Words, field_label};
use crate::packs::format::{Rule, Unit};
use crate::packs::overlay::RuleChange;
use crate::ui::app::letters::when;
use crate::ui::clocks::{self, line};
use crate::ui::desk::Desk;
use crate::ui::i18n::{self, Phrase};
use crate::ui::marks;
use crate::ui::view::{IntoView, View, code, details, div, dl, li, p, shape, span, summary, ul};
use crate::ui::window::is_open;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use reactive_graph::computed::Memo;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use std::sync::Arc;

pub(super) fn item(desk: Desk, entry: Arc<Entry>, shown: Memo<bool>) -> View {
    let known = Arc::clone(&entry);
    let mine = Memo::new(move |_| {
        let of = |change: &&RuleChange| change.concerns(&known.platform, &known.rule.id);
        desk.rules.with(|kept| kept.changes.iter().find(of).cloned())
    });
    let head = {
        let entry = Arc::clone(&entry);
        move || head(desk, &entry, mine.get().as_ref())
    };
    fold(format!("rule-{}", entry.rule.id), shown, head, move || body(desk, &entry, mine))
}

/// An item of the list, a line and what is folded under it. That is made when it is opened first: most never are.
pub(super) fn fold(
    id: String,
    shown: Memo<bool>,
    head: impl Fn() -> View + 'static,
    body: impl Fn() -> View + 'static,
) -> View {
    let opened = RwSignal::new(false);
    let inside = move || opened.get().then(&body);
    details()
        .class("library-item rule")
        .id(id)
        .attr("hidden", move || (!shown.get()).then_some(""))
        .on("toggle", move |event| {
            if is_open(&event) {
                opened.set(true);
            }
        })
        .child((summary().child(head), div().class("library-body").child(inside)))
        .into_view()
}

/// Act, place, actor, length, confidence and age.
fn head(desk: Desk, entry: &Entry, change: Option<&RuleChange>) -> View {
    let shipped = &entry.rule;
    let rule = change.map_or(shipped, |change| &change.mine);
    let mut facts = vec![place(desk, entry), desk.w(&shipped.who.words()), length(desk, rule)];
    if shipped.optional {
        facts.push(desk.t(i18n::RULE_RIGHT).to_owned());
    }
    let confidence = if change.is_some() { "own" } else { shipped.confidence.code() };
    facts.extend(i18n::confidence(confidence).map(|phrase| desk.t(phrase).to_owned()));
    let mut marks: Vec<View> = Vec::new();
    if let Some(change) = change {
        if change.off {
            marks.push(mark(desk.t(i18n::RULE_OFF).to_owned()));
        }
        if change.is_outdated(shipped) {
            marks.push(mark(desk.t(i18n::RULE_NEWS).to_owned()));
        }
    }
    marks.extend(age(desk, shipped).map(mark));
    span()
        .class("rule-head")
        .child((
            span().class("option-title").child(desk.w(&shipped.act)),
            span().class("rule-facts").child(facts.join(" · ")),
            marks,
        ))
        .into_view()
}

fn mark(text: String) -> View {
    span().class("mark rule-mark").child((shape(marks::WARNING), text)).into_view()
}

/// The platform, and the sites where the rule does not hold for all of them.
fn place(desk: Desk, entry: &Entry) -> String {
    let platform = desk.w(&entry.platform_name);
    if entry.rule.when.site.is_empty() {
        return platform;
    }
    let names: Vec<_> = entry.sites.iter().take(3).map(|(_, name)| desk.w(name)).collect();
    let more = if entry.sites.len() > names.len() { " …" } else { "" };
    format!("{platform}{}{}{more}", desk.t(i18n::COLON), names.join(desk.t(i18n::SEPARATOR)))
}

/// The length in words, or why there is none.
pub(super) fn length(desk: Desk, rule: &Rule) -> String {
    match (&rule.duration, rule.printed.as_deref()) {
        (Some(duration), _) => desk.w(&duration.length()),
        (None, Some("ship_by")) => desk.t(i18n::NO_FIGURE_SELLER).to_owned(),
        (None, Some(_)) => desk.t(i18n::NO_FIGURE_PAGE).to_owned(),
        (None, None) => desk.t(i18n::NO_FIGURE_PLATFORM).to_owned(),
    }
}

/// How long ago the rule was checked, where that is longer than the settings allow.
fn age(desk: Desk, rule: &Rule) -> Option<String> {
    let checked: Date = rule.checked.parse().ok()?;
    let today = desk.now.get_untracked().to_zoned(TimeZone::UTC).date();
    let days = (today - checked).get_days();
    let limit = desk.settings.with(|settings| settings.rule_days);
    let old = u32::try_from(days).is_ok_and(|days| days > limit);
    old.then(|| i18n::RULE_OLD.with(desk.language.get(), &[("d", &days.to_string())]))
}

fn body(desk: Desk, entry: &Arc<Entry>, mine: Memo<Option<RuleChange>>) -> View {
    let facts = {
        let entry = Arc::clone(entry);
        move || facts(desk, &entry, mine.get().as_ref())
    };
    (facts, trial::fold(desk, entry), change::fold(desk, entry, mine)).into_view()
}

fn facts(desk: Desk, entry: &Entry, change: Option<&RuleChange>) -> View {
    let rule = &entry.rule;
    let names = |list: &[String]| {
        list.iter().map(|name| desk.w(&field_label(name))).collect::<Vec<_>>().join(desk.t(i18n::SEPARATOR))
    };
    let or = |text: String, phrase: Phrase| if text.is_empty() { desk.t(phrase).to_owned() } else { text };
    let mut started = or(names(&rule.trigger), i18n::STARTED_BY_PAGE);
    if rule.trigger.len() > 1 {
        started = i18n::LATEST_COUNTS.with(desk.language.get(), &[("names", &started)]);
    }
    let printed: Vec<String> = rule.printed.iter().cloned().collect();
    let extended: Vec<String> = rule.extended.iter().cloned().collect();
    let warns = [("s", rule.warn.soon_hours.to_string()), ("u", rule.warn.urgent_hours.to_string())];
    let warns = warns.each_ref().map(|(name, text)| (*name, text.as_str()));
    let mut lines = vec![
        line(desk.t(i18n::WHEN_FITS), when(desk, &rule.when)),
        line(desk.t(i18n::STARTED_BY), started),
        line(desk.t(i18n::STOPPED_BY), or(names(&rule.stop), i18n::STOPPED_BY_NOTHING)),
        line(desk.t(i18n::EXTENDED_BY), or(names(&extended), i18n::EXTENDED_BY_NOTHING)),
        line(desk.t(i18n::COUNTED), counted(desk, rule)),
    ];
    lines.extend(zones(desk, entry));
    lines.push(line(desk.t(i18n::DEFERS_TO), or(names(&printed), i18n::DEFERS_TO_NOTHING)));
    lines.push(line(desk.t(i18n::AT_ZERO), desk.w(&rule.lapse)));
    if !rule.actions.is_empty() {
        lines.push(line(desk.t(i18n::ALLOWED), steps(desk, rule)));
    }
    lines.push(line(desk.t(i18n::WARNS), i18n::WARNS_AT.with(desk.language.get(), &warns)));
    lines.push(line(
        desk.t(i18n::GROUNDS),
        sources(desk, &rule.sources, rule.confidence.code(), &rule.checked),
    ));
    if !rule.conflicts.is_empty() {
        lines.push(line(desk.t(i18n::CONFLICTS), conflicts(desk, rule)));
    }
    lines.extend(rule.note.as_ref().map(|note| line(desk.t(i18n::RULE_NOTE), desk.w(note))));
    let own = change.map(RuleChange::own_note).filter(|note| !note.is_empty());
    lines.extend(own.map(|note| line(desk.t(i18n::YOUR_NOTE), note)));
    lines.push(line(desk.t(i18n::RULE_ID), code().child(rule.id.clone())));
    let fact = rule.fact.clone().unwrap_or_else(|| rule.id.clone());
    lines.push(line(desk.t(i18n::FACT_ID), code().child(fact)));
    dl().class("facts").child(lines).into_view()
}

/// How the days are counted.
fn counted(desk: Desk, rule: &Rule) -> String {
    let Some(duration) = &rule.duration else { return length(desk, rule) };
    let published = if duration.boundary_published { i18n::PUBLISHED } else { i18n::UNPUBLISHED };
    let mut parts =
        vec![desk.w(&duration.length()), desk.w(&duration.ending()), desk.t(published).to_owned()];
    if let Some(id) = &duration.calendar {
        let name = desk.packs(|packs| packs.calendar(id).map(|calendar| calendar.name.clone()));
        let name = name.map_or_else(|| id.clone(), |name| desk.w(&name));
        parts.push(format!("{}{}{name}", desk.t(i18n::CALENDAR), desk.t(i18n::COLON)));
    }
    if duration.unit == Unit::BusinessHours {
        let (open, close) = (duration.open.as_deref(), duration.close.as_deref());
        let hours = format!("{}–{}", open.unwrap_or("00:00"), close.unwrap_or("24:00"));
        parts.push(format!("{}{}{hours}", desk.t(i18n::OPEN_HOURS), desk.t(i18n::COLON)));
    }
    parts.join(" · ")
}

/// In which zones the days are counted.
fn zones(desk: Desk, entry: &Entry) -> Option<View> {
    let zone = entry.rule.duration.as_ref().map_or("portal", |duration| &duration.zone);
    if zone != "portal" {
        return Some(line(desk.t(i18n::COUNT_ZONE), zone));
    }
    let mut found: Vec<(String, bool)> = desk.packs(|packs| {
        let sites = entry.sites.iter().map(|(id, _)| id.as_str());
        let all = if entry.sites.is_empty() { vec![""] } else { sites.collect() };
        let zones = all.into_iter().filter_map(|site| packs.site_zone(&entry.platform, site));
        zones.map(|(zone, known)| (zone.to_owned(), known)).collect()
    });
    found.sort();
    found.dedup();
    let names: Vec<String> = found
        .into_iter()
        .map(|(zone, known)| if known { zone } else { format!("{zone} ({})", desk.t(i18n::ZONE_UNSURE)) })
        .collect();
    let zones = names.join(desk.t(i18n::SEPARATOR));
    Some(line(desk.t(i18n::COUNT_ZONE), i18n::ZONE_OF_SITE.with(desk.language.get(), &[("zones", &zones)])))
}

/// The steps that the platform allows, each with its name in the catalogue.
fn steps(desk: Desk, rule: &Rule) -> View {
    let items: Vec<_> = rule
        .actions
        .iter()
        .map(|action| {
            let words = Words::new(action.en.clone(), action.zh.clone());
            let entry = desk.packs(|packs| packs.action(&action.id).cloned());
            let name = entry.as_ref().map(|entry| desk.w(&entry.name)).unwrap_or_default();
            let mut facts = i18n::CATALOGUE.with(desk.language.get(), &[("name", &name)]);
            if entry.is_some_and(|entry| entry.confirm) {
                facts = format!("{facts} · {}", desk.t(i18n::NO_WAY_BACK));
            }
            li().child((desk.w(&words), span().class("cost").child(facts)))
        })
        .collect();
    ul().class("ways").child(items).into_view()
}

/// Sources with address and date, and how good they are.
pub(super) fn sources(desk: Desk, codes: &[String], confidence: &str, checked: &str) -> View {
    let items: Vec<_> = codes.iter().map(|code| li().child(source(desk, code))).collect();
    let checked = i18n::SOURCE_CHECKED.with(desk.language.get(), &[("date", checked)]);
    let word = i18n::confidence(confidence).map(|phrase| desk.t(phrase).to_owned());
    let facts: Vec<_> = word.into_iter().chain([checked]).collect();
    (ul().class("grounds").child(items), p().class("source-facts").child(facts.join(desk.t(i18n::SEPARATOR))))
        .into_view()
}

/// One source: its title as a link, and its date.
fn source(desk: Desk, code: &str) -> View {
    let Some(source) = desk.packs(|packs| packs.source(code).cloned()) else {
        return code.to_owned().into_view();
    };
    let date = if source.date.is_empty() { desk.t(i18n::UNDATED).to_owned() } else { source.date };
    (
        clocks::source(format!("{code} {}", source.title), &source.url),
        span().class("source-facts").child(date),
    )
        .into_view()
}

/// Both values, each with its source.
fn conflicts(desk: Desk, rule: &Rule) -> View {
    let used = li().child((
        length(desk, rule),
        span().class("source-facts").child(format!(
            "{}{}{}",
            desk.t(i18n::HERE_USED),
            desk.t(i18n::COLON),
            rule.sources.join(desk.t(i18n::SEPARATOR))
        )),
    ));
    let others: Vec<_> = rule
        .conflicts
        .iter()
        .map(|conflict| li().child((span().child(desk.w(&conflict.value)), source(desk, &conflict.source))))
        .collect();
    ul().class("grounds").child((used, others)).into_view()
}
