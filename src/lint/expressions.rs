//! The expressions of the lint packs: which of them can match a draft at all, and those compiled.
//!
//! There are more than a hundred, and each costs a walk over the whole draft. So the draft is first
//! looked through once for the literals that they need (worked out by the build, see [`Need`]), and only an
//! expression whose needs are all met is compiled, once, and run.

use crate::packs::Packs;
use crate::packs::format::{LintPattern, Need};
use regex_lite::{Regex, RegexBuilder};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Compiles an expression of a lint pack: case is ignored, which in this dialect means ASCII letters.
pub(crate) fn compile(find: &str) -> Result<Regex, regex_lite::Error> {
    RegexBuilder::new(find).case_insensitive(true).build()
}

/// The expressions of all patterns, each compiled at the first draft that may match it. Not part of the
/// data: two packs are equal whether or not they have been used.
#[derive(Debug, Clone, Default)]
pub(crate) struct Compiled(OnceLock<Arc<Vec<Expressions>>>);

impl PartialEq for Compiled {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Compiled {
    /// The expressions for all languages first, then those of each language that is loaded.
    pub(super) fn of(&self, packs: &Packs) -> &[Expressions] {
        self.0.get_or_init(|| {
            let patterns: Vec<&LintPattern> = packs.lint_patterns().collect();
            let common = patterns.iter().enumerate();
            let common = common.map(|(pattern, it)| Set {
                pattern,
                find: &it.find,
                needs: &it.needs,
                unless: &it.unless,
            });
            let mut all = vec![Expressions::new(None, common, packs.lint_literals())];
            for pack in packs.lint_words() {
                // Words of a pattern that is not there are for nobody.
                let words = pack.words.iter().filter_map(|words| {
                    let pattern = patterns.iter().position(|pattern| pattern.id == words.pattern)?;
                    Some(Set { pattern, find: &words.find, needs: &words.needs, unless: &words.unless })
                });
                all.push(Expressions::new(Some(&pack.language), words, &pack.literals));
            }
            Arc::new(all)
        })
    }
}

/// What is kept for all drafts of a language.
#[derive(Debug)]
pub(super) struct Expressions {
    /// The language; none for what is looked for in all of them.
    pub language: Option<String>,
    patterns: Vec<OfPattern>,
    literals: Vec<String>,
    /// For each first byte the place at which its literals begin; one more for the end of the last.
    begins: Vec<u16>,
}

/// The expressions of one pattern.
#[derive(Debug)]
pub(super) struct OfPattern {
    /// The place of the pattern among [`Packs::lint_patterns`].
    pub pattern: usize,
    expressions: Vec<Expression>,
    excuses: Vec<Expression>,
}

/// What a pack says of one pattern.
struct Set<'a> {
    pattern: usize,
    find: &'a [String],
    needs: &'a [Vec<Need>],
    unless: &'a [String],
}

/// One expression. One that does not compile is left out; the check of the packs reports it.
#[derive(Debug)]
struct Expression {
    find: String,
    needs: Vec<Need>,
    compiled: OnceLock<Option<Regex>>,
}

/// What was found in a draft.
pub(super) struct Draft<'text> {
    text: &'text str,
    /// For each literal whether it stands in the text.
    holds: Vec<bool>,
}

impl Expressions {
    fn new<'a>(language: Option<&str>, sets: impl Iterator<Item = Set<'a>>, literals: &[String]) -> Self {
        let of_pattern = |set: Set<'_>| {
            let expression = |(place, find): (usize, &String)| Expression {
                find: find.clone(),
                needs: set.needs.get(place).cloned().unwrap_or_default(),
                compiled: OnceLock::new(),
            };
            let excuse = |find: &String| Expression {
                find: find.clone(),
                needs: Vec::new(),
                compiled: OnceLock::new(),
            };
            OfPattern {
                pattern: set.pattern,
                expressions: set.find.iter().enumerate().map(expression).collect(),
                excuses: set.unless.iter().map(excuse).collect(),
            }
        };
        let begins = (0..=256_u16).map(|byte| {
            let before =
                |literal: &String| literal.bytes().next().is_some_and(|first| u16::from(first) < byte);
            u16::try_from(literals.partition_point(before)).unwrap_or(u16::MAX)
        });
        Self {
            language: language.map(str::to_owned),
            patterns: sets.map(of_pattern).collect(),
            begins: begins.collect(),
            literals: literals.to_vec(),
        }
    }

    /// The expressions of each pattern.
    pub(super) fn of_patterns(&self) -> impl Iterator<Item = &OfPattern> {
        self.patterns.iter()
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
    pub(super) fn that_can_match<'a>(&'a self, draft: &'a Draft<'_>) -> impl Iterator<Item = &'a Regex> {
        let can_match = self.expressions.iter().filter(|expression| draft.meets(&expression.needs));
        can_match.filter_map(Expression::compiled)
    }

    /// Whether something in the sentence around a place excuses what was found there.
    pub(super) fn is_excused(&self, text: &str, place: Range<usize>) -> bool {
        if self.excuses.is_empty() {
            return false;
        }
        let ends = |letter: char| matches!(letter, '.' | '!' | '?' | '\n' | '。' | '！' | '？' | '؟');
        let start = text[..place.start].rfind(ends).map_or(0, |at| at + 1);
        let start = (start..=place.start).find(|at| text.is_char_boundary(*at)).unwrap_or(place.start);
        let end = text[place.end..].find(ends).map_or(text.len(), |at| place.end + at);
        self.excuses.iter().filter_map(Expression::compiled).any(|excuse| excuse.is_match(&text[start..end]))
    }
}

impl Expression {
    fn compiled(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| compile(&self.find).ok()).as_ref()
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
        let common = packs.lint_patterns().flat_map(|pattern| &pattern.needs);
        let words = packs.lint_words().iter().flat_map(|pack| &pack.words).flat_map(|words| &words.needs);
        let all: Vec<&Vec<Need>> = common.chain(words).collect();
        let always = all.iter().filter(|needs| needs.is_empty()).count();
        assert!(always <= 20, "{always} of {} expressions always run", all.len());
        assert!(packs.lint_literals().is_sorted());
        assert!(packs.lint_words().iter().all(|pack| pack.literals.is_sorted()));
    }
}
