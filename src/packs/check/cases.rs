//! Runs the examples that packs carry.

use super::Wrong;
use crate::advice::Settings;
use crate::deadlines::{Certainty, Place, Situation, nth_business_day, run_rule};
use crate::model::Reading;
use crate::packs::Packs;
use crate::packs::format::{PasteCase, RuleCase, RulePack, Severity};
use crate::packs::load::Pack;
use crate::protocol::{FieldText, MessageText, Snapshot};
use crate::{lint, playbooks, portal};
use jiff::Timestamp;
use jiff::civil::Date;
use regex_lite::Regex;
use std::collections::BTreeMap;

const MEND: &str = "correct the pack, or the example if it is the example that is wrong";

/// Runs all examples of one pack: how many held, and what went wrong with the others.
pub(super) fn run(packs: &Packs, pack: &Pack) -> (usize, Vec<Wrong>) {
    let results: Vec<(String, Result<(), String>)> = match pack {
        Pack::Portal(pack) => each(&pack.cases, |case| &case.name, |case| portal_case(packs, &pack.id, case)),
        Pack::Labels(pack) => each(&pack.cases, |case| &case.name, |case| paste_case(packs, case)),
        Pack::Rules(pack) => each(&pack.cases, |case| &case.name, |case| rule_case(packs, pack, case)),
        Pack::Playbook(pack) => each(
            &pack.cases,
            |case| &case.name,
            |case| {
                let reading = situation_page(packs, &case.portal, &case.given)?;
                let page = Situation::of_page(&reading);
                let own = |id: &String| pack.steps.iter().any(|step| step.id == *id);
                let steps: Vec<String> =
                    playbooks::next_steps(packs, &page).into_iter().map(|step| step.id).filter(own).collect();
                same(&steps, &case.steps)
            },
        ),
        Pack::Texts(pack) => {
            each(&pack.cases, |case| &case.name, |case| super::letters::run_case(packs, &pack.language, case))
        }
        Pack::Lint(pack) => each(
            &pack.cases,
            |case| &case.name,
            |case| {
                let own = |id: &String| pack.patterns.iter().any(|pattern| pattern.id == *id);
                let findings = lint::check(packs, &case.portal, &case.text).into_iter();
                let found: BTreeMap<String, Severity> = findings
                    .map(|finding| (finding.pattern, finding.severity))
                    .filter(|(id, _)| own(id))
                    .collect();
                same(&found, &case.expect)
            },
        ),
        Pack::Actions(_)
        | Pack::Mends(_)
        | Pack::Places(_)
        | Pack::Indicators(_)
        | Pack::Letters(_)
        | Pack::Catalogue(_)
        | Pack::Language(_)
        | Pack::LintWords(_)
        | Pack::Lexicon(_)
        | Pack::Examples(_) => Vec::new(),
        Pack::Calendar(pack) => each(
            &pack.cases,
            |case| &case.name,
            |case| {
                let from: Date = case.from.parse().map_err(|error: jiff::Error| error.to_string())?;
                let day = nth_business_day(pack, from, case.days).map_err(|error| error.to_string())?;
                same(&day.to_string(), &case.expect)
            },
        ),
    };
    let passed = results.iter().filter(|(_, result)| result.is_ok()).count();
    let failed = results.into_iter().enumerate().filter_map(|(index, (name, result))| {
        let why = result.err()?;
        Some(Wrong::new(format!("case[{index}]"), format!("`{name}`: {why}"), MEND))
    });
    (passed, failed.collect())
}

fn each<C>(
    cases: &[C],
    name: impl Fn(&C) -> &String,
    run: impl Fn(&C) -> Result<(), String>,
) -> Vec<(String, Result<(), String>)> {
    cases.iter().map(|case| (name(case).clone(), run(case))).collect()
}

fn same<T: PartialEq + std::fmt::Debug>(found: &T, expected: &T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("gives {found:?}, not {expected:?}")) }
}

fn all_on(packs: &Packs) -> Settings {
    let portals = packs.portals().iter().map(|portal| (portal.id.clone(), true)).collect();
    Settings { portals, ..Settings::default() }
}

fn portal_case(packs: &Packs, id: &str, case: &crate::packs::format::PortalCase) -> Result<(), String> {
    let portal = packs.portal(id).ok_or("the portal is gone")?;
    let matching = portal.pages.iter().find(|page| {
        page.read.url.iter().any(|url| Regex::new(url).is_ok_and(|url| url.is_match(&case.url)))
            && (page.read.present.is_empty() || page.id == case.page)
    });
    let page = matching.map(|page| page.id.as_str()).unwrap_or("none");
    if page != case.page {
        return Err(format!("the address leads to page `{page}`, not `{}`", case.page));
    }
    let taken: Timestamp = case.taken.parse().map_err(|error: jiff::Error| error.to_string())?;
    let fields = case.fields.iter().map(|(name, text)| (name.clone(), FieldText::new(text, 0)));
    let snapshot = Snapshot {
        page: case.page.clone(),
        url: case.url.clone(),
        fields: fields.collect(),
        taken_ms: taken.as_millisecond(),
        ..Snapshot::empty(id)
    };
    let reading =
        portal::interpret(packs, &all_on(packs), &snapshot).map_err(|refusal| refusal.to_string())?;
    for (name, expected) in &case.expect {
        let value = reading.value(name).unwrap_or_default();
        same(&value, expected).map_err(|why| format!("{name} {why}"))?;
    }
    Ok(())
}

fn paste_case(packs: &Packs, case: &PasteCase) -> Result<(), String> {
    let taken: Timestamp = case.taken.parse().map_err(|error: jiff::Error| error.to_string())?;
    let reading = portal::pasted(packs, &all_on(packs), &case.portal, &case.text, taken)
        .map_err(|refusal| refusal.to_string())?;
    for (name, expected) in &case.expect {
        same(&reading.value(name).unwrap_or_default(), expected).map_err(|why| format!("{name} {why}"))?;
    }
    let message = reading.thread.first().map(|message| message.text.clone()).unwrap_or_default();
    same(&message, &case.message.trim().to_owned()).map_err(|why| format!("the message {why}"))
}

/// A page of `portal` on which the fields in `given` were read; `page` and `unanswered` are no fields.
fn situation_page(packs: &Packs, id: &str, given: &BTreeMap<String, String>) -> Result<Reading, String> {
    let portal = packs.portal(id).ok_or_else(|| format!("no portal `{id}`"))?;
    let first = portal.pages.first().map(|page| page.id.clone()).unwrap_or_default();
    let fields = given.iter().filter(|(name, _)| !matches!(name.as_str(), "page" | "unanswered" | "message"));
    let fields = fields.map(|(name, text)| (name.clone(), FieldText::new(text, 0)));
    let taken = Timestamp::from_second(1_795_255_200).map_err(|error| error.to_string())?;
    let waiting =
        given.get("unanswered").is_some_and(|value| value == "true") || given.contains_key("message");
    let thread = waiting.then(|| MessageText {
        from: "buyer".to_owned(),
        time: None,
        text: given.get("message").cloned().unwrap_or_else(|| "Hello".to_owned()),
        cut: false,
    });
    let snapshot = Snapshot {
        page: given.get("page").cloned().unwrap_or(first),
        fields: fields.collect(),
        thread: thread.into_iter().collect(),
        taken_ms: taken.as_millisecond(),
        ..Snapshot::empty(id)
    };
    portal::interpret(packs, &all_on(packs), &snapshot).map_err(|refusal| refusal.to_string())
}

/// Runs one rule alone, its condition taken as met: an example is about the clock.
fn rule_case(packs: &Packs, pack: &RulePack, case: &RuleCase) -> Result<(), String> {
    let rule = pack
        .rules
        .iter()
        .find(|rule| rule.id == case.rule)
        .ok_or_else(|| format!("no rule `{}`", case.rule))?;
    let mut given = BTreeMap::new();
    let mut now = Timestamp::MIN;
    for (name, text) in &case.given {
        let at: Timestamp = text.parse().map_err(|error: jiff::Error| format!("{name}: {error}"))?;
        let ahead = [&rule.printed, &rule.extended].into_iter().flatten().any(|printed| printed == name);
        if !ahead {
            now = now.max(at);
        }
        given.insert(name.clone(), at);
    }
    let clock = run_rule(packs, Place::of(&pack.platform, &case.site), &case.rule, &given, now)
        .map_err(|error| error.to_string())?;
    let expected = match case.due.as_str() {
        "" => None,
        due => Some(due.parse::<Timestamp>().map_err(|error| format!("due: {error}"))?),
    };
    same(&clock.due, &expected)?;
    let certainty = match clock.certainty {
        Certainty::Printed => "printed",
        Certainty::Computed => "computed",
        Certainty::Estimate => "estimate",
        Certainty::Unknown => "unknown",
    };
    if case.certainty.is_empty() { Ok(()) } else { same(&certainty, &case.certainty.as_str()) }
}
