//! Draft + portal → findings: what the open platform forbids, why, and what to write instead.

mod expressions;

pub(crate) use expressions::Compiled;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use expressions::compile;

use crate::advice::Ground;
use crate::model::Words;
use crate::packs::Packs;
use crate::packs::format::{LintPattern, Severity};
use crate::triage::language_of;
use expressions::Expressions;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::Range;

/// A line of fewer bytes is not asked for a language of its own.
const SHORT: usize = 40;

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
    let patterns: Vec<&LintPattern> = packs.lint_patterns().collect();
    let mut places: Vec<Vec<(usize, usize)>> = vec![Vec::new(); patterns.len()];
    let sets = for_text(packs, text);
    for expressions in &sets {
        let draft = expressions.look_through(text);
        for of_pattern in expressions.of_patterns() {
            if severity(patterns[of_pattern.pattern], portal) == Severity::None {
                continue;
            }
            let places = &mut places[of_pattern.pattern];
            for expression in of_pattern.that_can_match(&draft) {
                for found in expression.find_iter(text).filter(|found| !found.is_empty()) {
                    if is_excused(&sets, of_pattern.pattern, text, found.range()) {
                        continue;
                    }
                    let overlaps =
                        places.iter().any(|(start, end)| found.start() < *end && *start < found.end());
                    if !overlaps {
                        places.push((found.start(), found.end()));
                    }
                }
            }
        }
    }
    let mut findings = Vec::new();
    for (pattern, places) in patterns.into_iter().zip(places) {
        findings.extend(places.into_iter().map(|(start, end)| Finding {
            pattern: pattern.id.clone(),
            name: pattern.name.clone(),
            instead: pattern.instead.clone(),
            severity: severity(pattern, portal),
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
    let patterns: Vec<&LintPattern> = packs.lint_patterns().collect();
    let sets = for_text(packs, text);
    sets.iter().any(|expressions| {
        let draft = expressions.look_through(text);
        let grave = |place: usize| severity(patterns[place], portal) == Severity::Block;
        let mut grave = expressions.of_patterns().filter(|of_pattern| grave(of_pattern.pattern));
        grave.any(|of_pattern| {
            let mut matching = of_pattern.that_can_match(&draft);
            matching.any(|expression| {
                let mut found = expression.find_iter(text).filter(|found| !found.is_empty());
                found.any(|found| !is_excused(&sets, of_pattern.pattern, text, found.range()))
            })
        })
    })
}

/// The patterns that stand in `text`, wherever they are forbidden; [`severity()`] says how grave they are on a portal.
#[cfg(not(target_arch = "wasm32"))]
pub fn patterns_in<'a>(packs: &'a Packs, text: &str) -> Vec<&'a LintPattern> {
    patterns_by(packs, &for_text(packs, text), text)
}

/// The same by the expressions of every language, whatever language the text is in. For tests of the expressions.
#[cfg(not(target_arch = "wasm32"))]
pub fn patterns_in_any_language<'a>(packs: &'a Packs, text: &str) -> Vec<&'a LintPattern> {
    let sets: Vec<&Expressions> = packs.compiled_lint().of(packs).iter().collect();
    patterns_by(packs, &sets, text)
}

#[cfg(not(target_arch = "wasm32"))]
fn patterns_by<'a>(packs: &'a Packs, sets: &[&Expressions], text: &str) -> Vec<&'a LintPattern> {
    let patterns: Vec<&LintPattern> = packs.lint_patterns().collect();
    let mut found = vec![false; patterns.len()];
    for expressions in sets {
        let draft = expressions.look_through(text);
        for of_pattern in expressions.of_patterns() {
            let found = &mut found[of_pattern.pattern];
            *found = *found
                || of_pattern.that_can_match(&draft).any(|expression| {
                    expression
                        .find_iter(text)
                        .any(|hit| !is_excused(sets, of_pattern.pattern, text, hit.range()))
                });
        }
    }
    patterns.into_iter().zip(found).filter(|(_, found)| *found).map(|(pattern, _)| pattern).collect()
}

/// Whether something in the sentence around a place excuses what was found there, in whatever language it is said.
fn is_excused(sets: &[&Expressions], pattern: usize, text: &str, place: Range<usize>) -> bool {
    let mut of_pattern =
        sets.iter().flat_map(|set| set.of_patterns()).filter(|of_pattern| of_pattern.pattern == pattern);
    of_pattern.any(|of_pattern| of_pattern.is_excused(text, place.clone()))
}

/// The expressions for the languages in which a text is written: as a whole and in each of its paragraphs. Where no
/// language can be told, all are tried.
fn for_text<'a>(packs: &'a Packs, text: &str) -> Vec<&'a Expressions> {
    let spoken = languages_in(packs, text);
    let told = !spoken.is_empty();
    let wanted = move |expressions: &&Expressions| {
        expressions.language.as_ref().is_none_or(|language| !told || spoken.contains(language))
    };
    packs.compiled_lint().of(packs).iter().filter(wanted).collect()
}

/// The languages in which a text and its paragraphs are written; [`check`] knows a language's wordings only where
/// [`Packs::has_language`].
pub fn languages_in(packs: &Packs, text: &str) -> BTreeSet<String> {
    // A short line, such as a greeting, is in the language of the whole.
    let parts = std::iter::once(text).chain(text.split('\n').filter(|part| part.len() >= SHORT));
    parts.filter_map(|part| language_of(packs, part)).map(|spoken| spoken.language).collect()
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
