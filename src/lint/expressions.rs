//! The expressions of the lint packs: which of them can match a draft at all, and those compiled.
//!
//! There are more than a hundred, and each costs a walk over the whole draft. So the draft is first
//! looked through once for the literals that they need (worked out by the build, see [`Need`]), and only an
//! expression whose needs are all met is compiled, once, and run.

use crate::packs::Packs;
use crate::packs::format::{LintPattern, Need};
use regex_lite::{Regex, RegexBuilder};
use std::sync::{Arc, OnceLock};

/// Compiles an expression of a lint pack: case is ignored, which in this dialect means ASCII letters.
pub(crate) fn compile(find: &str) -> Result<Regex, regex_lite::Error> {
    RegexBuilder::new(find).case_insensitive(true).build()
}

/// The expressions of all patterns, each compiled at the first draft that may match it. Not part of the
/// data: two packs are equal whether or not they have been used.
#[derive(Debug, Clone, Default)]
pub(crate) struct Compiled(OnceLock<Arc<Expressions>>);

impl PartialEq for Compiled {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Compiled {
    pub(super) fn of(&self, packs: &Packs) -> &Expressions {
        self.0.get_or_init(|| Arc::new(Expressions::new(packs)))
    }
}

/// What is kept for all drafts.
#[derive(Debug)]
pub(super) struct Expressions {
    /// In the order of the packs.
    patterns: Vec<OfPattern>,
    literals: Vec<String>,
    /// For each first byte the place at which its literals begin; one more for the end of the last.
    begins: Vec<u16>,
}

/// The expressions of one pattern. One that does not compile is left out; the check of the packs reports it.
#[derive(Debug)]
pub(super) struct OfPattern(Vec<OnceLock<Option<Regex>>>);

/// What was found in a draft.
pub(super) struct Draft<'text> {
    text: &'text str,
    /// For each literal whether it stands in the text.
    holds: Vec<bool>,
}

impl Expressions {
    fn new(packs: &Packs) -> Self {
        let patterns = packs
            .lint_patterns()
            .map(|pattern| OfPattern(pattern.find.iter().map(|_| OnceLock::new()).collect()));
        let literals = packs.lint_literals().to_vec();
        let begins = (0..=256_u16).map(|byte| {
            let before =
                |literal: &String| literal.bytes().next().is_some_and(|first| u16::from(first) < byte);
            u16::try_from(literals.partition_point(before)).unwrap_or(u16::MAX)
        });
        Self { patterns: patterns.collect(), begins: begins.collect(), literals }
    }

    /// The expressions of each pattern beside it.
    pub(super) fn of_patterns<'a>(
        &'a self,
        packs: &'a Packs,
    ) -> impl Iterator<Item = (&'a LintPattern, &'a OfPattern)> {
        packs.lint_patterns().zip(&self.patterns)
    }

    /// Looks for all literals in one walk over the text.
    pub(super) fn look_through<'text>(&self, text: &'text str) -> Draft<'text> {
        let folded = text.to_ascii_lowercase();
        let bytes = folded.as_bytes();
        let mut holds = vec![false; self.literals.len()];
        for (place, first) in bytes.iter().enumerate() {
            let (rest, first) = (&bytes[place..], usize::from(*first));
            let same_first = usize::from(self.begins[first])..usize::from(self.begins[first + 1]);
            for (literal, held) in self.literals[same_first.clone()].iter().zip(&mut holds[same_first]) {
                let literal = literal.as_bytes();
                // The second byte settles most of them without a call.
                if !*held && (literal.len() == 1 || literal.get(1) == rest.get(1)) {
                    *held = rest.starts_with(literal);
                }
            }
        }
        Draft { text, holds }
    }
}

impl OfPattern {
    /// The expressions whose needs the draft meets.
    pub(super) fn that_can_match<'a>(
        &'a self,
        pattern: &'a LintPattern,
        draft: &'a Draft<'_>,
    ) -> impl Iterator<Item = &'a Regex> {
        let expressions = self.0.iter().zip(&pattern.find).enumerate();
        let can_match = |place: usize| pattern.needs.get(place).is_none_or(|needs| draft.meets(needs));
        expressions
            .filter(move |(place, _)| can_match(*place))
            .filter_map(|(_, (compiled, find))| compiled.get_or_init(|| compile(find).ok()).as_ref())
    }
}

impl Draft<'_> {
    fn meets(&self, needs: &[Need]) -> bool {
        needs.iter().all(|need| {
            let holds = |literal: &u16| self.holds.get(usize::from(*literal)).copied().unwrap_or(true);
            let within =
                |character| need.ranges.iter().any(|(first, last)| (*first..=*last).contains(&character));
            need.literals.iter().any(holds) || (!need.ranges.is_empty() && self.text.chars().any(within))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_ignored_for_ascii_letters_alone() {
        // The build folds the literals in the same way; if this changes, so must build/needs.rs.
        assert!(compile("refund").unwrap().is_match("ReFunD"));
        assert!(!compile("ü").unwrap().is_match("Ü"));
        assert!(!compile("k").unwrap().is_match("\u{212a}"));
    }

    #[test]
    fn most_shipped_expressions_need_something() {
        let packs = Packs::shipped().unwrap();
        let all: Vec<&Vec<Need>> = packs.lint_patterns().flat_map(|pattern| &pattern.needs).collect();
        let always = all.iter().filter(|needs| needs.is_empty()).count();
        assert!(always <= 2, "{always} of {} expressions always run", all.len());
        assert!(packs.lint_literals().is_sorted());
    }
}
