//! The literals that are looked for before a lint expression runs change its speed and nothing else.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use dueline::lint;
use dueline::packs::format::{LintCase, LintPack};
use dueline::packs::load::{self, Pack};
use dueline::packs::{Packs, format::Bundle};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use regex_syntax::hir::{Class, Hir, HirKind};
use std::path::Path;
use std::sync::LazyLock;

static SHIPPED: LazyLock<Packs> = LazyLock::new(|| Packs::shipped().unwrap());

/// The same packs without needs, so that every expression runs over every text.
static THOROUGH: LazyLock<Packs> = LazyLock::new(|| {
    let mut packs = Packs::default();
    packs.overlay(SHIPPED.bundle().clone());
    assert!(packs.lint_patterns().all(|pattern| pattern.needs.is_empty()));
    assert!(packs.lint_words().iter().flat_map(|pack| &pack.words).all(|words| words.needs.is_empty()));
    assert!(packs.lint_patterns().map(|pattern| &pattern.find).eq(SHIPPED.lint_patterns().map(|p| &p.find)));
    packs
});

/// Every portal that a pattern names, and one that none does: any other is treated like that one.
fn portals() -> impl Iterator<Item = &'static str> {
    let named = |id: &str| SHIPPED.lint_patterns().any(|pattern| pattern.severity.contains_key(id));
    let portals = SHIPPED.portals().iter().map(|portal| portal.id.as_str());
    portals.filter(move |id| named(id)).chain(["another"])
}

/// The ids of the patterns that stand in a text.
fn ids<'a>(packs: &'a Packs, text: &str) -> Vec<&'a str> {
    lint::patterns_in_any_language(packs, text).into_iter().map(|pattern| pattern.id.as_str()).collect()
}

#[track_caller]
fn same_findings(text: &str) {
    for portal in portals() {
        let findings = lint::check(&THOROUGH, portal, text);
        assert_eq!(lint::check(&SHIPPED, portal, text), findings, "on {portal}: {text:?}");
        let forbidden =
            findings.iter().any(|found| found.severity == dueline::packs::format::Severity::Block);
        assert_eq!(lint::forbids(&SHIPPED, portal, text), forbidden, "on {portal}: {text:?}");
    }
}

fn examples() -> Vec<LintCase> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/lint");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let read = |file: std::path::PathBuf| match load::read(&file, &std::fs::read_to_string(&file).unwrap()) {
        Ok(Pack::Lint(LintPack { cases, .. })) => cases,
        Ok(Pack::LintWords(_)) => Vec::new(),
        other => panic!("{other:?}"),
    };
    files.flat_map(read).collect()
}

#[test]
fn examples_have_the_same_findings() {
    for case in examples() {
        same_findings(&case.text);
        same_findings(&case.text.to_uppercase());
        same_findings(&case.text.to_lowercase());
    }
}

#[test]
fn shipped_letters_have_the_same_findings() {
    // Every expression over every one of three thousand texts would take minutes; every language has its share.
    for (place, text) in wordings().enumerate() {
        if place % 31 == 0 {
            same_findings(text);
        }
    }
}

#[test]
fn an_overlay_cannot_silence_an_expression() {
    let mut packs = SHIPPED.clone();
    let mut pack = packs.bundle().lint[0].clone();
    pack.patterns.retain(|pattern| pattern.id == "lint-external-link");
    pack.patterns[0].find = vec!["lamp".to_owned()];
    packs.overlay(Bundle { lint: vec![pack], ..Bundle::default() });
    let found = lint::check(&packs, "ebay", "Your LAMP is on its way.");
    assert_eq!(found.iter().map(|found| found.pattern.as_str()).collect::<Vec<_>>(), ["lint-external-link"]);
}

/// Texts that an expression matches, taken from its own parts; where it asks for a border of a word
/// there may be none.
fn matching(expression: &Hir) -> BoxedStrategy<String> {
    match expression.kind() {
        HirKind::Empty | HirKind::Look(_) => Just(String::new()).boxed(),
        HirKind::Literal(literal) => Just(String::from_utf8(literal.0.to_vec()).unwrap()).boxed(),
        HirKind::Class(Class::Unicode(class)) => {
            let ranges: Vec<(char, char)> = class.iter().map(|range| (range.start(), range.end())).collect();
            select(ranges)
                .prop_flat_map(|(first, last)| prop::char::range(first, last))
                .prop_map(String::from)
                .boxed()
        }
        HirKind::Class(Class::Bytes(_)) => unreachable!("the expressions are of characters"),
        HirKind::Capture(capture) => matching(&capture.sub),
        HirKind::Repetition(repetition) => {
            let least = repetition.min as usize;
            let most = repetition.max.map_or(least + 3, |most| (most as usize).min(least + 8));
            prop::collection::vec(matching(&repetition.sub), least..=most)
                .prop_map(|parts| parts.concat())
                .boxed()
        }
        HirKind::Concat(parts) => parts
            .iter()
            .map(matching)
            .collect::<Vec<_>>()
            .prop_map(|parts: Vec<String>| parts.concat())
            .boxed(),
        HirKind::Alternation(parts) => {
            proptest::strategy::Union::new(parts.iter().map(matching).collect::<Vec<_>>()).boxed()
        }
    }
}

/// Turns some of the ASCII letters of a text into the other case.
fn other_case(text: &str, pattern: u64) -> String {
    let turned = |(place, letter): (usize, char)| match pattern >> (place % 64) & 1 {
        1 if letter.is_ascii_uppercase() => letter.to_ascii_lowercase(),
        1 => letter.to_ascii_uppercase(),
        _ => letter,
    };
    text.chars().enumerate().map(turned).collect()
}

#[test]
fn whatever_an_expression_matches_is_found() {
    let mut runner =
        TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let mut matched = 0;
    // Every expression over texts of every other one would take minutes; each language and pattern has its share.
    for (place, find) in expressions().enumerate() {
        if place % 8 == 0 {
            let texts = (matching(&regex_syntax::parse(find).unwrap()), any::<u64>());
            for _ in 0..1 {
                let (text, case) = texts.new_tree(&mut runner).unwrap().current();
                for text in [other_case(&text, case), format!("Hi, {text} ok."), text] {
                    let found = ids(&THOROUGH, &text);
                    matched += usize::from(!found.is_empty());
                    assert_eq!(ids(&SHIPPED, &text), found, "{text:?}");
                }
            }
        }
    }
    assert!(matched > 300, "only {matched} texts had findings");
}

/// All expressions: those for every language, then those of each.
fn expressions() -> impl Iterator<Item = &'static String> {
    let words = SHIPPED.lint_words().iter().flat_map(|pack| &pack.words).flat_map(|words| &words.find);
    SHIPPED.lint_patterns().flat_map(|pattern| &pattern.find).chain(words)
}

/// The words of all letters in all languages.
fn wordings() -> impl Iterator<Item = &'static String> {
    SHIPPED.bundle().texts.iter().flat_map(|pack| &pack.texts).flat_map(|text| &text.wordings)
}

/// Pieces of examples, of expressions and of letters.
fn pieces() -> Vec<String> {
    let words = |text: &str| text.split_inclusive(' ').map(str::to_owned).collect::<Vec<_>>();
    let of_expressions =
        expressions().flat_map(|find| find.split(['|', '(', ')', '?', '\\']).map(str::to_owned));
    let letters = wordings().step_by(97).flat_map(|text| words(text));
    let cases = examples();
    let whole = cases.iter().map(|case| format!("{} ", case.text));
    let halves = cases.iter().flat_map(|case| {
        let middle = case.text.chars().count() / 2;
        [case.text.chars().take(middle).collect(), case.text.chars().skip(middle).collect::<String>()]
    });
    let parts = cases.iter().flat_map(|case| words(&case.text));
    whole.chain(halves).chain(parts).chain(of_expressions).chain(letters).collect()
}

proptest! {
    #![proptest_config(Config { cases: 200, ..Config::default() })]

    #[test]
    fn mixtures_have_the_same_findings(
        parts in prop::collection::vec((select(pieces()), any::<u64>(), any::<bool>()), 1..12),
    ) {
        let parts = parts.into_iter().map(|(part, case, turn)| if turn { other_case(&part, case) } else { part });
        same_findings(&parts.collect::<String>());
    }

    #[test]
    fn any_text_has_the_same_findings(text in "\\PC{0,60}") {
        same_findings(&text);
    }
}
