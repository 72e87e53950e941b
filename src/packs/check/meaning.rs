//! References, expressions and templates.

use super::{Wrong, indicators};
use crate::deadlines::Situation;
use crate::lint;
use crate::model::{Case, Order, Words};
use crate::packs::format::{
    ActionPack, Boundary, CalendarPack, Duration, LabelPack, LintPack, MendPack, PlacePack, PlaybookPack,
    PortalPack, RulePack, Unit, When,
};
use crate::packs::load::Pack;
use crate::packs::{Packs, mend};
use crate::portal::printed::normalise;
use crate::protocol::Strategy;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use regex_lite::Regex;

pub(super) fn check(packs: &Packs, pack: &Pack) -> Vec<Wrong> {
    let mut wrongs = Vec::new();
    match pack {
        Pack::Portal(pack) => portal(pack, &mut wrongs),
        Pack::Labels(pack) => labels(pack, &mut wrongs),
        Pack::Mends(pack) => mends(packs, pack, &mut wrongs),
        Pack::Rules(pack) => rules(packs, pack, &mut wrongs),
        Pack::Playbook(pack) => playbook(packs, pack, &mut wrongs),
        Pack::Letters(_)
        | Pack::Catalogue(_)
        | Pack::Language(_)
        | Pack::Texts(_)
        | Pack::LintWords(_)
        | Pack::Lexicon(_)
        | Pack::Examples(_) => {
            super::letters::check(packs, pack, &mut wrongs);
        }
        Pack::Lint(pack) => patterns(packs, pack, &mut wrongs),
        Pack::Calendar(pack) => calendar(pack, &mut wrongs),
        Pack::Actions(pack) => actions(pack, &mut wrongs),
        Pack::Places(pack) => places(pack, &mut wrongs),
        Pack::Indicators(pack) => indicators::check(packs, pack, &mut wrongs),
    }
    wrongs
}

fn is_field(name: &str) -> bool {
    Order::FIELDS.contains(&name) || Case::FIELDS.contains(&name)
}

fn expression(field: &str, source: &str, wrongs: &mut Vec<Wrong>) {
    if let Err(error) = Regex::new(source) {
        let mend = "use what JavaScript and Rust share: no look-around, no \\p{…}";
        wrongs.push(Wrong::new(field, format!("`{source}` is no regular expression: {error}"), mend));
    }
}

fn zone(field: &str, name: &str, wrongs: &mut Vec<Wrong>) {
    if TimeZone::get(name).is_err() {
        wrongs.push(Wrong::new(
            field,
            format!("`{name}` is no zone"),
            "use an IANA name such as America/Los_Angeles",
        ));
    }
}

pub(super) fn date(field: &str, text: &str, wrongs: &mut Vec<Wrong>) {
    if text.parse::<Date>().is_err() {
        wrongs.push(Wrong::new(field, format!("`{text}` is no date"), "write it as 2026-11-21"));
    }
}

pub(super) fn both_languages(field: &str, words: &Words, wrongs: &mut Vec<Wrong>) {
    if words.en.trim().is_empty() || words.zh.trim().is_empty() {
        wrongs.push(Wrong::new(field, "one language is empty", "give both en and zh"));
    }
}

fn portal(pack: &PortalPack, wrongs: &mut Vec<Wrong>) {
    both_languages("name", &pack.name, wrongs);
    expression("order_id", &pack.order_id, wrongs);
    if pack.order_id.contains('(') {
        wrongs.push(Wrong::new("order_id", "it has a group", "write the shape of the number alone"));
    }
    zone("zone", &pack.zone, wrongs);
    date("checked", &pack.checked, wrongs);
    if pack.hosts.is_empty() {
        wrongs.push(Wrong::new(
            "hosts",
            "no hosts",
            "give at least one match pattern such as https://seller.example.com/*",
        ));
    }
    for host in &pack.hosts {
        let broad = host.contains("://*/") || host.contains("<all_urls>") || !host.starts_with("https://");
        if broad {
            wrongs.push(Wrong::new(
                "hosts",
                format!("`{host}` is too broad"),
                "name the portal's exact https hosts",
            ));
        }
    }
    for (index, site) in pack.sites.iter().enumerate() {
        zone(&format!("site[{index}].zone"), &site.zone, wrongs);
        if let Some(address) = &site.address {
            expression(&format!("site[{index}].address"), address, wrongs);
        }
    }
    for (index, page) in pack.pages.iter().enumerate() {
        let at = |rest: &str| format!("page[{index}].{rest}");
        if pack.pages[..index].iter().any(|other| other.id == page.id) {
            wrongs.push(Wrong::new(
                at("id"),
                format!("page `{}` stands twice", page.id),
                "give each page its own id",
            ));
        }
        if page.read.url.is_empty() {
            wrongs.push(Wrong::new(at("read.url"), "no address", "give at least one regular expression"));
        }
        for url in &page.read.url {
            expression(&at("read.url"), url, wrongs);
        }
        strategies(&at("read.fields"), pack, &page.read.fields, wrongs);
        if let Some(rows) = &page.read.rows {
            expression(&at("read.rows.key"), &rows.key, wrongs);
            strategies(&at("read.rows.fields"), pack, &rows.fields, wrongs);
        }
        if let Some(thread) = &page.read.thread {
            for strategy in thread.text.iter().chain(&thread.time) {
                one_strategy(&at("read.thread"), pack, strategy, wrongs);
            }
        }
        let rows = page.read.rows.as_ref();
        for (place, fields, text) in [
            (&page.read.badge, &page.read.fields, &page.text),
            (
                &rows.map(|rows| rows.badge.clone()).unwrap_or_default(),
                &rows.map(|rows| rows.fields.clone()).unwrap_or_default(),
                &page.row_text,
            ),
        ] {
            let read = |name: &String| fields.contains_key(name) || text.contains(name);
            for badge in place.iter().filter(|badge| !read(&badge.field)) {
                let what = format!("a badge stands at `{}`, which is not read here", badge.field);
                wrongs.push(Wrong::new(at("read"), what, "name a field of the same page or row"));
            }
        }
        let named = [&page.optional, &page.text, &page.row_text, &page.unproven].into_iter().flatten();
        for name in named.chain(page.fixed.keys()).filter(|name| !is_field(name)) {
            wrongs.push(Wrong::new(
                at("optional"),
                format!("`{name}` is no field"),
                "see the list of fields in docs/PACKS.md",
            ));
        }
        if !["S", "1", "I"].contains(&page.evidence.as_str()) {
            wrongs.push(Wrong::new(
                at("evidence"),
                format!("`{}` is no evidence code", page.evidence),
                "use S, 1 or I",
            ));
        }
    }
}

fn mends(packs: &Packs, pack: &MendPack, wrongs: &mut Vec<Wrong>) {
    if let Err(error) = mend::check(pack) {
        wrongs.push(Wrong::new(
            "mend",
            error.to_string(),
            "give a selector or a label, and the name of a field",
        ));
    }
    let named = pack.mends.iter().map(|mend| ("mend", &mend.portal));
    for (table, id) in named.chain(pack.off.iter().map(|off| ("off", &off.portal))) {
        if packs.portal(id).is_none() {
            wrongs.push(Wrong::new(
                table,
                format!("no portal `{id}`"),
                "use the id of a file under packs/portals",
            ));
        }
    }
}

fn labels(pack: &LabelPack, wrongs: &mut Vec<Wrong>) {
    date("checked", &pack.checked, wrongs);
    let mut seen: Vec<(String, &str)> = Vec::new();
    for (name, texts) in &pack.label {
        let here = format!("label.{name}");
        if !is_field(name) {
            let mend = "see the list of fields in docs/PACKS.md";
            wrongs.push(Wrong::new(&here, format!("`{name}` is no field"), mend));
        }
        for text in texts {
            let plain = normalise(text).to_lowercase();
            if let Some((_, other)) = seen.iter().find(|(known, _)| *known == plain) {
                let what = format!("`{text}` also stands for `{other}`");
                wrongs.push(Wrong::new(&here, what, "a label of text mode belongs to one field only"));
            }
            seen.push((plain, name));
        }
    }
}

fn strategies(
    field: &str,
    pack: &PortalPack,
    fields: &std::collections::BTreeMap<String, Vec<Strategy>>,
    wrongs: &mut Vec<Wrong>,
) {
    for (name, list) in fields {
        let here = format!("{field}.{name}");
        if !is_field(name) {
            wrongs.push(Wrong::new(
                &here,
                format!("`{name}` is no field"),
                "see the list of fields in docs/PACKS.md",
            ));
        }
        for strategy in list {
            one_strategy(&here, pack, strategy, wrongs);
        }
    }
}

fn one_strategy(field: &str, pack: &PortalPack, strategy: &Strategy, wrongs: &mut Vec<Wrong>) {
    let names = strategy.label.iter().filter_map(|label| label.strip_prefix('@'));
    for name in names.filter(|name| !pack.labels.contains_key(*name) && !is_field(name)) {
        wrongs.push(Wrong::new(field, format!("no list of labels `{name}`"), "add it under [labels]"));
    }
    let ways =
        [strategy.css.is_some(), !strategy.label.is_empty(), strategy.text.is_some(), strategy.url.is_some()];
    if ways.into_iter().filter(|way| *way).count() != 1 {
        wrongs.push(Wrong::new(
            field,
            "a strategy needs exactly one of css, label, text, url",
            "split it, or remove the others",
        ));
    }
    for source in [&strategy.text, &strategy.url, &strategy.pick].into_iter().flatten() {
        expression(field, source, wrongs);
    }
}

pub(super) fn when(packs: &Packs, field: &str, when: &When, wrongs: &mut Vec<Wrong>) {
    for id in when.portal.iter().filter(|id| packs.portal(id).is_none()) {
        wrongs.push(Wrong::new(
            field,
            format!("no portal `{id}`"),
            "use the id of a file under packs/portals",
        ));
    }
    for page in &when.page {
        let known = packs.portals().iter().any(|portal| portal.pages.iter().any(|known| known.id == *page));
        if !known {
            wrongs.push(Wrong::new(
                field,
                format!("no portal has a page `{page}`"),
                "use a page id of a portal pack",
            ));
        }
    }
    let topics = &packs.catalogue().topics;
    for id in when.topics.iter().filter(|id| !topics.iter().any(|topic| topic.id == **id)) {
        let mend = "use a topic of packs/letters/catalogue.toml";
        wrongs.push(Wrong::new(field, format!("no topic `{id}`"), mend));
    }
    for name in when.known.iter().filter(|name| !is_field(name) && !Situation::is_moment(name)) {
        wrongs.push(Wrong::new(
            field,
            format!("`{name}` is no field"),
            "see the list of fields in docs/PACKS.md",
        ));
    }
}

fn rules(packs: &Packs, pack: &RulePack, wrongs: &mut Vec<Wrong>) {
    if packs.portal(&pack.platform).is_none() && (pack.sites.is_empty() || pack.name.is_none()) {
        wrongs.push(Wrong::new(
            "platform",
            format!("no portal `{}`", pack.platform),
            "use the id of a file under packs/portals, or give `name` and at least one [[site]]",
        ));
    }
    for (index, site) in pack.sites.iter().enumerate() {
        zone(&format!("site[{index}].zone"), &site.zone, wrongs);
        both_languages(&format!("site[{index}].name"), &site.name, wrongs);
    }
    for (index, rule) in pack.rules.iter().enumerate() {
        let at = |rest: &str| format!("rule[{index}].{rest}");
        both_languages(&at("act"), &rule.act, wrongs);
        both_languages(&at("lapse"), &rule.lapse, wrongs);
        date(&at("checked"), &rule.checked, wrongs);
        when(packs, &at("when"), &rule.when, wrongs);
        if rule.sources.is_empty() {
            wrongs.push(Wrong::new(
                at("sources"),
                "no source",
                "name at least one source; a rule without one may not ship",
            ));
        }
        for code in rule.sources.iter().chain(rule.conflicts.iter().map(|conflict| &conflict.source)) {
            if !pack.sources.iter().any(|source| source.code == *code) {
                wrongs.push(Wrong::new(
                    at("sources"),
                    format!("no source `{code}`"),
                    "add it as a [[source]] of this file",
                ));
            }
        }
        for id in rule.when.site.iter().filter(|id| packs.site_zone(&pack.platform, id).is_none()) {
            wrongs.push(Wrong::new(
                at("when.site"),
                format!("`{}` has no site `{id}`", pack.platform),
                "use the id of a site of its portal pack, or add a [[site]]",
            ));
        }
        for action in rule.actions.iter().filter(|action| packs.action(&action.id).is_none()) {
            wrongs.push(Wrong::new(
                at("actions"),
                format!("no action `{}`", action.id),
                "use the id of an action under packs/actions",
            ));
        }
        let times = rule.trigger.iter().chain(&rule.stop).chain(&rule.printed).chain(&rule.extended);
        for name in times.filter(|name| !Situation::is_moment(name)) {
            wrongs.push(Wrong::new(
                at("trigger"),
                format!("`{name}` is no time"),
                "name a field that holds a time, or unanswered_message",
            ));
        }
        if let Some(length) = &rule.duration {
            duration(packs, length, &at, wrongs);
        }
        if rule.warn.urgent_hours > rule.warn.soon_hours {
            wrongs.push(Wrong::new(at("warn"), "urgent comes before soon", "make soon_hours the larger one"));
        }
        let examples = pack.cases.iter().filter(|case| case.rule == rule.id).count();
        if examples < 2 {
            wrongs.push(Wrong::new(
                at("id"),
                format!("`{}` has {examples} examples", rule.id),
                "give each rule at least two [[case]]",
            ));
        }
    }
}

fn duration(packs: &Packs, duration: &Duration, at: &dyn Fn(&str) -> String, wrongs: &mut Vec<Wrong>) {
    if duration.zone != "portal" {
        zone(&at("duration.zone"), &duration.zone, wrongs);
    }
    let calendar = duration.calendar.as_deref();
    let known = calendar.is_some_and(|id| packs.calendar(id).is_some());
    if matches!(duration.unit, Unit::BusinessDays | Unit::BusinessHours) && !known {
        let what = format!("business days need a calendar; `{}` is none", calendar.unwrap_or_default());
        let mend = "use the id of a file under packs/calendars";
        wrongs.push(Wrong::new(at("duration.calendar"), what, mend));
    }
    for (name, time) in [
        ("open", &duration.open),
        ("close", &duration.close),
        ("closes", &duration.closes),
        ("at", &duration.at),
    ] {
        if time.as_ref().is_some_and(|time| time.parse::<Time>().is_err()) {
            let what = format!("`{}` is no time of day", time.as_deref().unwrap_or_default());
            wrongs.push(Wrong::new(at(&format!("duration.{name}")), what, "write it as 18:00"));
        }
    }
    let cutoff = duration.boundary == Boundary::DailyCutoff;
    if cutoff != (duration.closes.is_some() && duration.at.is_some()) {
        let what = "a daily cut-off needs `closes` and `at`, and they mean nothing without it";
        wrongs.push(Wrong::new(at("duration"), what, "give both with boundary = \"daily-cutoff\""));
    }
}

fn playbook(packs: &Packs, pack: &PlaybookPack, wrongs: &mut Vec<Wrong>) {
    for (index, step) in pack.steps.iter().enumerate() {
        let at = |rest: &str| format!("step[{index}].{rest}");
        both_languages(&at("act"), &step.act, wrongs);
        both_languages(&at("why"), &step.why, wrongs);
        when(packs, &at("when"), &step.when, wrongs);
        for id in step.letters.iter().filter(|id| packs.letter(id).is_none()) {
            wrongs.push(Wrong::new(
                at("letters"),
                format!("no letter `{id}`"),
                "use the id of a letter under packs/letters",
            ));
        }
        for id in step.rules.iter().filter(|id| packs.rule(id).is_none()) {
            wrongs.push(Wrong::new(
                at("rules"),
                format!("no rule `{id}`"),
                "use the id of a rule under packs/rules",
            ));
        }
        if step.rules.is_empty() && step.source.trim().is_empty() {
            wrongs.push(Wrong::new(
                at("source"),
                "nothing says on what the step rests",
                "name a rule or a source",
            ));
        }
    }
}

fn patterns(packs: &Packs, pack: &LintPack, wrongs: &mut Vec<Wrong>) {
    for (index, pattern) in pack.patterns.iter().enumerate() {
        let at = |rest: &str| format!("pattern[{index}].{rest}");
        both_languages(&at("name"), &pattern.name, wrongs);
        both_languages(&at("instead"), &pattern.instead, wrongs);
        date(&at("checked"), &pattern.checked, wrongs);
        for find in pattern.find.iter().chain(&pattern.unless) {
            if let Err(error) = lint::compile(find) {
                wrongs.push(Wrong::new(
                    at("find"),
                    format!("`{find}` is no regular expression: {error}"),
                    "mend the expression",
                ));
            }
        }
        for id in pattern.severity.keys().filter(|id| *id != "default" && packs.portal(id).is_none()) {
            wrongs.push(Wrong::new(
                at("severity"),
                format!("no portal `{id}`"),
                "use a portal id or `default`",
            ));
        }
    }
}

fn calendar(pack: &CalendarPack, wrongs: &mut Vec<Wrong>) {
    both_languages("name", &pack.name, wrongs);
    date("checked", &pack.checked, wrongs);
    for (index, holiday) in pack.holidays.iter().enumerate() {
        date(&format!("holiday[{index}].date"), &holiday.date, wrongs);
    }
    if pack.first_year > pack.last_year {
        wrongs.push(Wrong::new("first_year", "lies after last_year", "turn them round"));
    }
}

fn places(pack: &PlacePack, wrongs: &mut Vec<Wrong>) {
    for (index, place) in pack.places.iter().enumerate() {
        both_languages(&format!("place[{index}].name"), &place.name, wrongs);
        if place.zones.is_empty() {
            let what = format!("`{}` has no zone", place.code);
            wrongs.push(Wrong::new(format!("place[{index}].zones"), what, "name at least one IANA zone"));
        }
        for name in &place.zones {
            zone(&format!("place[{index}].zones"), name, wrongs);
        }
    }
}

fn actions(pack: &ActionPack, wrongs: &mut Vec<Wrong>) {
    for (index, action) in pack.actions.iter().enumerate() {
        both_languages(&format!("action[{index}].name"), &action.name, wrongs);
        if pack.actions[..index].iter().any(|other| other.id == action.id) {
            let what = format!("action `{}` stands twice", action.id);
            wrongs.push(Wrong::new(format!("action[{index}].id"), what, "give each action its own id"));
        }
    }
}
