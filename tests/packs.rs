//! The shipped packs hold what they promise: form, references, examples, and the repository's own rules.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use dueline::packs::format::{Bundle, Confidence, Letter, LetterPack, Text, TextPack};
use dueline::packs::{Packs, check, load};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_shipped_pack_is_sound_and_its_examples_hold() {
    // Over the built-in packs, which know for each expression what a draft must hold; that both are the same is
    // proven below.
    let report = check::check(&[root().join("packs")], Packs::shipped().unwrap()).unwrap();
    let problems: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(report.files >= 12, "only {} files were found", report.files);
    assert!(report.passed >= 100, "only {} examples were run", report.passed);
}

#[test]
fn the_built_in_packs_are_the_files_of_the_folder() {
    let packs = Packs::shipped().unwrap();
    let mut files = Packs::default();
    for file in walk(&root().join("packs")) {
        let text = std::fs::read_to_string(&file).unwrap();
        files.overlay(without_examples(load::read(&file, &text).unwrap().bundle()));
    }
    assert_eq!(packs.bundle().portals.len(), files.bundle().portals.len());
    for portal in files.portals() {
        assert_eq!(packs.portal(&portal.id), Some(portal));
        assert!(files.rules(&portal.id).eq(packs.rules(&portal.id)), "rules of {}", portal.id);
    }
    let without_brief = |letter: &Letter| Letter { brief: String::new(), ..letter.clone() };
    for letter in files.letters() {
        let shipped = packs.letter(&letter.id).map(without_brief);
        let languages = |letter: Letter| letter.languages.into_iter().collect::<BTreeSet<_>>();
        assert_eq!(shipped.clone().map(languages), Some(languages(letter.clone())), "{}", letter.id);
        for language in &letter.languages {
            assert_eq!(packs.text(&letter.id, language), files.text(&letter.id, language));
        }
    }
    assert_eq!(packs.letters().count(), files.letters().count());
    assert_eq!(packs.catalogue(), files.catalogue());
    let expressions = |packs: &Packs| -> BTreeSet<String> {
        packs.lint_patterns().flat_map(|pattern| pattern.find.clone()).collect()
    };
    assert_eq!(expressions(&packs), expressions(&files));
}

fn without_examples(mut bundle: Bundle) -> Bundle {
    bundle.portals.iter_mut().for_each(|pack| pack.cases.clear());
    bundle
}

#[test]
fn every_rule_can_say_why() {
    let packs = Packs::shipped().unwrap();
    for rule in packs.portals().iter().flat_map(|portal| packs.rules(&portal.id)) {
        assert!(!rule.sources.is_empty(), "{} has no source", rule.id);
        assert!(rule.checked.starts_with("20"), "{} has no date", rule.id);
        assert!(
            rule.confidence != Confidence::Unverified || rule.duration.is_none(),
            "{} is unverified and yet gives a figure",
            rule.id
        );
    }
}

#[test]
fn every_indicator_has_its_formula_or_says_what_is_missing() {
    let packs = Packs::shipped().unwrap();
    for id in [
        "ae-dispute-rate",
        "ae-arbitration-rate",
        "ae-seller-liability-rate",
        "ae-positive-rate",
        "az-feedback-score",
        "az-odr",
        "lz-cancel-rate",
        "tt-us-ldr",
        "sp-th-crr",
        "seed-return-loss-rate",
        "seed-response-time",
        "seed-nps",
    ] {
        assert!(packs.indicators().any(|indicator| indicator.id == id), "{id} is gone");
    }
    for indicator in packs.indicators() {
        let told = indicator.numerator.is_some() && indicator.denominator.is_some();
        let explained =
            told || !indicator.missing.is_empty() || indicator.window.is_some() || indicator.note.is_some();
        assert!(explained, "{} gives no formula and does not say so", indicator.id);
        assert!(indicator.sources.iter().all(|code| packs.source(code).is_some()), "{}", indicator.id);
    }
}

#[test]
fn every_portal_has_pages_in_the_replica() {
    for portal in Packs::shipped().unwrap().portals() {
        let folder = root().join("tests/portals").join(&portal.id);
        assert!(folder.is_dir(), "{} has no replica pages in {}", portal.id, folder.display());
    }
}

#[test]
fn a_mistake_is_named_with_file_line_field_and_mend() {
    let text = "platform = \"aliexpress\"\n\n[[source]]\ncode = \"X\"\ntitle = \"T\"\nurl = \"u\"\n\n[[rule]]\nid = \"a\"\nwho = \"nobody\"\n";
    let problem = load::read(Path::new("mine.toml"), text).unwrap_err();
    assert_eq!((problem.file.as_str(), problem.line, problem.field.as_str()), ("mine.toml", 10, "who"));
    assert!(problem.what.contains("nobody"), "{problem}");
    assert!(!problem.mend.is_empty());
}

#[test]
fn a_dangling_reference_is_found_at_its_line() {
    let folder = std::env::temp_dir().join(format!("dueline-pack-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("step.toml");
    let text = "id = \"mine\"\n\n[[step]]\nid = \"one\"\nact = { en = \"Do\", zh = \"做\" }\nwhy = { en = \"So\", zh = \"因\" }\nletters = [\"no-such-letter\"]\nsource = \"own\"\n[step.when]\nportal = [\"nowhere\"]\n";
    std::fs::write(&file, text).unwrap();
    let report = check::check(&[file], Packs::shipped().unwrap()).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let found: Vec<(usize, &str)> = report.problems.iter().map(|p| (p.line, p.field.as_str())).collect();
    assert_eq!(found, [(9, "step[0].when"), (7, "step[0].letters")]);
}

#[test]
fn text_that_is_no_pack_is_refused_calmly() {
    for text in ["", "= 3", "[[page]]\n", "x = 1", "[[rule]]\nid = 3", "\u{0}"] {
        let problem = load::read(Path::new("bad.toml"), text).unwrap_err();
        assert!(!problem.what.is_empty() && !problem.mend.is_empty(), "{text:?}");
    }
    let huge = "a".repeat(load::MAX_BYTES + 1);
    assert!(load::read(Path::new("huge.toml"), &huge).unwrap_err().mend.contains("1 MB"));
}

#[test]
fn an_overlay_replaces_and_adds() {
    let mut packs = Packs::shipped().unwrap();
    let before = packs.letters().count();
    let letter = packs.letters().next().unwrap().clone();
    let changed = Letter { meaning: "Mine".to_owned(), ..letter.clone() };
    let added = Letter { id: "own-letter".to_owned(), ..letter.clone() };
    let words = Text { letter: "own-letter".to_owned(), wordings: vec!["Mine".to_owned()] };
    let own = LetterPack { letters: vec![changed, added], ..packs.letter_packs()[0].clone() };
    let texts = TextPack { language: "en".to_owned(), texts: vec![words], cases: Vec::new() };
    packs.overlay(Bundle { letters: vec![own], texts: vec![texts], ..Bundle::default() });
    assert_eq!(packs.letters().count(), before + 1);
    assert_eq!(packs.letter(&letter.id).unwrap().meaning, "Mine");
    assert_eq!(packs.letter(&letter.id).unwrap().languages, letter.languages, "its words stay");
    assert_eq!(packs.text("own-letter", "en").unwrap().wordings, ["Mine"]);
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(walk(&path));
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    files
}
