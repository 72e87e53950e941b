//! Draft + portal → findings: what the open platform forbids, why, and what to write instead.

mod expressions;

pub(crate) use expressions::Compiled;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use expressions::compile;

use crate::advice::Ground;
use crate::model::Words;
use crate::packs::Packs;
use crate::packs::format::{LintPattern, Severity};
use serde::{Deserialize, Serialize};

/// One place in a draft that breaks or may break a rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The pattern's id.
    pub pattern: String,
    /// What it is about.
    pub name: Words,
    /// What to write instead.
    pub instead: Words,
    /// How grave it is on this platform.
    pub severity: Severity,
    /// Where it begins in the draft, in UTF-16 units, as the browser counts.
    pub start: u32,
    /// Where it ends, in UTF-16 units.
    pub end: u32,
    /// On what it rests.
    pub grounds: Vec<Ground>,
}

/// All findings in `text` for `portal`, in the order of the text. Where several expressions of one
/// pattern match the same place, it is reported once.
pub fn check(packs: &Packs, portal: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let expressions = packs.compiled_lint().of(packs);
    let draft = expressions.look_through(text);
    for (pattern, expressions) in expressions.of_patterns(packs) {
        let severity = severity(pattern, portal);
        if severity == Severity::None {
            continue;
        }
        let mut places: Vec<(usize, usize)> = Vec::new();
        for expression in expressions.that_can_match(pattern, &draft) {
            for found in expression.find_iter(text).filter(|found| !found.is_empty()) {
                let overlaps = places.iter().any(|(start, end)| found.start() < *end && *start < found.end());
                if !overlaps {
                    places.push((found.start(), found.end()));
                }
            }
        }
        findings.extend(places.into_iter().map(|(start, end)| Finding {
            pattern: pattern.id.clone(),
            name: pattern.name.clone(),
            instead: pattern.instead.clone(),
            severity,
            start: utf16(&text[..start]),
            end: utf16(&text[..end]),
            grounds: grounds(packs, pattern),
        }));
    }
    findings.sort_by_key(|finding| (finding.start, std::cmp::Reverse(finding.severity)));
    findings
}

/// Whether [`check`] would find anything that `portal` forbids; stops at the first such place.
pub fn forbids(packs: &Packs, portal: &str, text: &str) -> bool {
    let expressions = packs.compiled_lint().of(packs);
    let draft = expressions.look_through(text);
    expressions
        .of_patterns(packs)
        .filter(|(pattern, _)| severity(pattern, portal) == Severity::Block)
        .flat_map(|(pattern, expressions)| expressions.that_can_match(pattern, &draft))
        .any(|expression| expression.find_iter(text).any(|found| !found.is_empty()))
}

/// The patterns that stand in `text`, wherever they are forbidden; [`severity()`] says how grave they are on a portal.
#[cfg(not(target_arch = "wasm32"))]
pub fn patterns_in<'a>(packs: &'a Packs, text: &str) -> Vec<&'a LintPattern> {
    let expressions = packs.compiled_lint().of(packs);
    let draft = expressions.look_through(text);
    let found = expressions.of_patterns(packs).filter(|(pattern, expressions)| {
        expressions.that_can_match(pattern, &draft).any(|expression| expression.is_match(text))
    });
    found.map(|(pattern, _)| pattern).collect()
}

/// How grave a pattern is on a portal.
pub fn severity(pattern: &LintPattern, portal: &str) -> Severity {
    let own = pattern.severity.get(portal).or_else(|| pattern.severity.get("default"));
    own.copied().unwrap_or(Severity::None)
}

fn grounds(packs: &Packs, pattern: &LintPattern) -> Vec<Ground> {
    let ground = |code: &String| {
        let source = packs.source(code);
        Ground {
            rule: pattern.id.clone(),
            title: source.map_or_else(|| code.clone(), |source| format!("{code} {}", source.title)),
            url: source.map(|source| source.url.clone()).unwrap_or_default(),
            confidence: String::new(),
            checked: pattern.checked.clone(),
        }
    };
    pattern.sources.iter().map(ground).collect()
}

fn utf16(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}
