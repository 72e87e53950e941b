//! What a draft must hold so that an expression of a lint pack can match at all.
//!
//! Worked out here, because it takes a parser of expressions that shall not travel into the wasm. The
//! answer is never too strict: where nothing useful is known, nothing is needed and the expression always
//! runs. Case is set aside by folding ASCII letters alone, exactly as the expressions themselves do.

use crate::format::{Bundle, Need};
use regex_syntax::hir::{Class, Hir, HirKind};
use std::collections::{BTreeMap, BTreeSet};

/// More literals than this in place of one another are cut into separate needs.
const MOST_JOINED: usize = 6;
/// More literals than this in one need are worth less than the run that they may save.
const MOST_LITERALS: usize = 64;
/// A class of at most this many characters counts as so many literals.
const MOST_IN_CLASS: usize = 4;
/// A class of more ranges than this is not looked for.
const MOST_RANGES: usize = 8;

type Literals = BTreeSet<String>;

/// Of these one must stand in the draft.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct OneOf {
    literals: Literals,
    ranges: BTreeSet<(char, char)>,
}

/// What is known of a part of an expression.
struct Part {
    /// All that it can match, where that is little.
    exact: Option<Literals>,
    /// What each of its matches holds; all of it.
    needs: Vec<OneOf>,
}

/// Gives every lint expression its needs, and the bundle and each language the literals to which they refer.
pub fn work_out(bundle: &mut Bundle) {
    let patterns = bundle.lint.iter_mut().flat_map(|pack| &mut pack.patterns);
    bundle.literals = give(patterns.map(|pattern| (&pattern.find, &mut pattern.needs)).collect());
    for pack in &mut bundle.lint_words {
        pack.literals = give(pack.words.iter_mut().map(|words| (&words.find, &mut words.needs)).collect());
    }
}

/// Gives the expressions of a set their needs; the literals to which these refer.
fn give(set: Vec<(&Vec<String>, &mut Vec<Vec<Need>>)>) -> Vec<String> {
    let (finds, places_of_needs): (Vec<_>, Vec<_>) = set.into_iter().unzip();
    let worked: Vec<Vec<Vec<OneOf>>> =
        finds.iter().map(|finds| finds.iter().map(|find| needs(find)).collect()).collect();
    let all: Literals = worked.iter().flatten().flatten().flat_map(|need| need.literals.clone()).collect();
    let places: BTreeMap<&String, u16> = all.iter().zip(0..).collect();
    let compact = |need: &OneOf| Need {
        literals: need.literals.iter().map(|literal| places[literal]).collect(),
        ranges: need.ranges.iter().copied().collect(),
    };
    for (place, worked) in places_of_needs.into_iter().zip(&worked) {
        *place = worked.iter().map(|find| find.iter().map(compact).collect()).collect();
    }
    all.into_iter().collect()
}

/// All that a draft must hold for `find`; nothing for an expression that is not understood.
fn needs(find: &str) -> Vec<OneOf> {
    let Ok(expression) = regex_syntax::parse(find) else { return Vec::new() };
    let mut needs = part(&expression).alone();
    // Literals first: they have been looked for when the needs are asked, ranges have not.
    needs.sort_by(|one, two| one.ranges.len().cmp(&two.ranges.len()).then_with(|| one.cmp(two)));
    needs.dedup();
    needs
}

impl OneOf {
    /// A need, unless almost every draft fulfils it. A literal that holds another one adds nothing.
    fn useful(literals: Literals, ranges: BTreeSet<(char, char)>) -> Option<Self> {
        let common = |literal: &str| {
            literal.len() < 2
                && literal.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '.' | ','))
        };
        if literals.len() > MOST_LITERALS || literals.iter().any(|literal| common(literal)) {
            return None;
        }
        let shortest = literals
            .iter()
            .filter(|long| !literals.iter().any(|short| short != *long && long.contains(short.as_str())));
        Some(Self { literals: shortest.cloned().collect(), ranges })
    }

    /// How much it tells: the length of its shortest literal, then how few they are.
    fn worth(&self) -> (usize, usize) {
        let shortest = self.literals.iter().map(String::len).min().unwrap_or(usize::MAX);
        let shortest = if self.ranges.is_empty() { shortest } else { 1 };
        (shortest, MOST_LITERALS.saturating_sub(self.literals.len()))
    }
}

impl Part {
    fn exactly(literal: String) -> Self {
        Self { exact: Some(BTreeSet::from([literal])), needs: Vec::new() }
    }

    fn unknown() -> Self {
        Self { exact: None, needs: Vec::new() }
    }

    /// What it needs when it is not joined to its neighbours.
    fn alone(self) -> Vec<OneOf> {
        let exact = self.exact.and_then(|literals| OneOf::useful(literals, BTreeSet::new()));
        exact.into_iter().chain(self.needs).collect()
    }
}

fn part(expression: &Hir) -> Part {
    match expression.kind() {
        HirKind::Empty | HirKind::Look(_) => Part::exactly(String::new()),
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(literal) => Part::exactly(literal.to_ascii_lowercase()),
            Err(_) => Part::unknown(),
        },
        HirKind::Class(Class::Unicode(class)) => {
            let ranges: BTreeSet<_> = class.iter().map(|range| (range.start(), range.end())).collect();
            let size: usize = class.iter().map(regex_syntax::hir::ClassUnicodeRange::len).sum();
            if size <= MOST_IN_CLASS {
                let letters = ranges.iter().flat_map(|(first, last)| *first..=*last);
                let literals = letters.map(|letter| letter.to_ascii_lowercase().to_string());
                return Part { exact: Some(literals.collect()), needs: Vec::new() };
            }
            // A draft is full of ASCII letters and spaces; a class with one of these tells nothing.
            let rare = |(first, last): &(char, char)| {
                !first.is_ascii() || (first.is_ascii_digit() && last.is_ascii_digit())
            };
            let tells = ranges.len() <= MOST_RANGES && ranges.iter().all(rare);
            let need = tells.then(|| OneOf { literals: Literals::new(), ranges });
            Part { exact: None, needs: need.into_iter().collect() }
        }
        HirKind::Class(Class::Bytes(_)) => Part::unknown(),
        HirKind::Capture(capture) => part(&capture.sub),
        HirKind::Repetition(repetition) => {
            let inner = part(&repetition.sub);
            match (repetition.min, repetition.max, inner.exact) {
                (0, Some(1), Some(mut exact)) => {
                    exact.insert(String::new());
                    Part { exact: Some(exact), needs: Vec::new() }
                }
                (0, _, _) => Part::unknown(),
                (_, _, exact) => Part { exact: None, needs: Part { exact, needs: inner.needs }.alone() },
            }
        }
        HirKind::Concat(parts) => in_a_row(parts),
        HirKind::Alternation(parts) => either(parts),
    }
}

/// Parts that follow one another: literals are joined as long as there are few.
fn in_a_row(parts: &[Hir]) -> Part {
    let mut joined = BTreeSet::from([String::new()]);
    let mut needs = Vec::new();
    let mut whole = true;
    for next in parts {
        let next = part(next);
        match next.exact {
            // One literal before or behind several makes them longer and no more.
            Some(exact)
                if joined.len() * exact.len() <= MOST_JOINED || joined.len() == 1 || exact.len() == 1 =>
            {
                let pairs =
                    joined.iter().flat_map(|head| exact.iter().map(move |tail| format!("{head}{tail}")));
                joined = pairs.collect();
            }
            exact => {
                whole = false;
                needs.extend(OneOf::useful(joined, BTreeSet::new()));
                needs.extend(next.needs);
                joined = exact.unwrap_or_else(|| BTreeSet::from([String::new()]));
            }
        }
    }
    if whole {
        return Part { exact: Some(joined), needs };
    }
    needs.extend(OneOf::useful(joined, BTreeSet::new()));
    Part { exact: None, needs }
}

/// Parts in place of one another: of each its best need, together as one.
fn either(parts: &[Hir]) -> Part {
    let parts: Vec<Part> = parts.iter().map(part).collect();
    let exact: Option<Vec<&Literals>> = parts.iter().map(|part| part.exact.as_ref()).collect();
    if let Some(exact) = exact {
        let exact: Literals = exact.into_iter().flatten().cloned().collect();
        return Part { exact: Some(exact), needs: Vec::new() };
    }
    let best: Option<Vec<OneOf>> =
        parts.into_iter().map(|part| part.alone().into_iter().max_by_key(OneOf::worth)).collect();
    let need = best.and_then(|best| {
        let literals = best.iter().flat_map(|need| need.literals.clone()).collect();
        OneOf::useful(literals, best.into_iter().flat_map(|need| need.ranges).collect())
    });
    Part { exact: None, needs: need.into_iter().collect() }
}
