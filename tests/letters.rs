//! The shipped library keeps its promise: every letter in every language, sound, allowed, and never the same twice.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use dueline::packs::Packs;
use dueline::packs::format::{Letter, LintPattern, Severity, Stage, VariableKind};
use dueline::templates::{Order, Values, fill, sample_values};
use dueline::{lint, templates};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::shipped().unwrap());

/// The languages of the library: twelve in which buyers are answered, and the Chinese text beside each.
const LANGUAGES: [&str; 13] = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "ja", "ko", "ar", "zh"];

fn order<'a>(letter: &'a Letter, language: &'a str, wording: usize) -> Order<'a> {
    Order { letter: &letter.id, language, wording, country: None }
}

#[test]
fn every_letter_stands_in_every_language_in_two_wordings() {
    assert!(PACKS.letters().count() >= 60, "only {} letters", PACKS.letters().count());
    for letter in PACKS.letters() {
        for language in LANGUAGES {
            let text = PACKS.text(&letter.id, language);
            let text = text.unwrap_or_else(|| panic!("{} has no words in {language}", letter.id));
            assert!(text.wordings.len() >= 2, "{} in {language} has one wording", letter.id);
            assert_ne!(text.wordings[0].trim(), text.wordings[1].trim(), "{} in {language}", letter.id);
        }
        assert_eq!(letter.languages.len(), LANGUAGES.len(), "{}", letter.id);
    }
}

#[test]
fn every_stage_and_every_topic_has_letters() {
    let stages: BTreeSet<Stage> =
        PACKS.letter_packs().iter().filter(|pack| !pack.letters.is_empty()).map(|pack| pack.stage).collect();
    assert_eq!(stages.len(), Stage::ALL.len());
    for topic in &PACKS.catalogue().topics {
        let answered = PACKS.letters().any(|letter| letter.answers().any(|id| *id == topic.id));
        assert!(answered, "no letter answers `{}`", topic.id);
        for language in &PACKS.bundle().lexicons {
            let phrases = language.topic.get(&topic.id).map_or(0, Vec::len);
            assert!(phrases >= 5, "{} has {phrases} phrases for `{}`", language.language, topic.id);
        }
    }
}

#[test]
fn every_language_uses_the_same_variables() {
    for letter in PACKS.letters() {
        let needs: BTreeSet<&String> = letter.needs.iter().collect();
        let may: BTreeSet<&String> = letter.may.iter().collect();
        for language in LANGUAGES {
            let text = PACKS.text(&letter.id, language).unwrap();
            for (place, wording) in text.wordings.iter().enumerate() {
                let used = templates::variables(&PACKS, language, wording).unwrap();
                let used: BTreeSet<&String> = used.iter().collect();
                let at = format!("{} in {language}, wording {}", letter.id, place + 1);
                assert!(needs.is_subset(&used), "{at} leaves out {:?}", needs.difference(&used));
                let foreign: Vec<_> =
                    used.iter().filter(|name| !needs.contains(*name) && !may.contains(*name)).collect();
                assert!(foreign.is_empty(), "{at} uses {foreign:?}");
            }
        }
    }
}

#[test]
fn a_letter_without_its_values_is_no_text() {
    for letter in PACKS.letters() {
        for language in LANGUAGES {
            let filled = fill(&PACKS, order(letter, language, 0), &Values::default()).unwrap();
            let missing: BTreeSet<&String> = filled.missing.iter().collect();
            assert_eq!(missing, letter.needs.iter().collect(), "{} in {language}", letter.id);
            assert_eq!(filled.text.is_empty(), !letter.needs.is_empty(), "{} in {language}", letter.id);
        }
    }
}

/// The shortest reply box that any pack tells of.
fn shortest_box(portal: &str) -> Option<u32> {
    let portal = PACKS.portal(portal)?;
    portal.pages.iter().filter_map(|page| page.read.reply.as_ref()?.limit).min()
}

#[test]
fn no_letter_is_too_long_or_forbidden_where_it_is_allowed() {
    let sample = sample_values(&PACKS);
    for letter in PACKS.letters() {
        for language in LANGUAGES {
            for wording in 0..2 {
                let text = fill(&PACKS, order(letter, language, wording), &sample).unwrap().text;
                let at = format!("{} in {language}, wording {}", letter.id, wording + 1);
                assert!(!text.is_empty(), "{at} is not filled by the sample");
                let length = text.encode_utf16().count();
                assert!(length <= 1_000, "{at} has {length} characters");
                let patterns = lint::patterns_in(&PACKS, &text);
                for portal in PACKS.portals().iter().filter(|portal| letter.is_allowed_on(&portal.id)) {
                    assert!(shortest_box(&portal.id).is_none_or(|limit| length <= limit as usize), "{at}");
                    let forbids =
                        |pattern: &&&LintPattern| lint::severity(pattern, &portal.id) == Severity::Block;
                    let found = patterns.iter().find(forbids).map(|pattern| &pattern.id);
                    assert_eq!(
                        found, None,
                        "{at} is forbidden on {}:
{text}",
                        portal.id
                    );
                }
            }
        }
    }
}

#[test]
fn marketing_stays_off_where_it_is_barred() {
    let named = |id: &str| PACKS.letter(id).unwrap();
    for portal in ["amazon", "walmart"] {
        for id in
            ["season-greeting", "new-item-notice", "discount-answer", "payment-reminder", "order-confirmed"]
        {
            assert!(!named(id).is_allowed_on(portal), "{id} on {portal}");
        }
    }
    assert!(!named("shipped-notice").is_allowed_on("amazon"), "it repeats the platform's own notice");
}

#[test]
fn a_reason_demands_a_proof() {
    for letter in PACKS.letters().filter(|letter| letter.strategy.is_some()) {
        assert!(!letter.proof.is_empty(), "{} gives a reason that nothing proves", letter.id);
    }
    // A fee is named only where the agent fills it in, which only some markets allow.
    let first = PACKS.letter("return-letter-one").unwrap();
    assert!(!first.needs.contains(&"fee_amount".to_owned()));
    for language in LANGUAGES {
        let mut values = sample_values(&PACKS);
        values.answer(&PACKS, "fee_amount", "").unwrap();
        for wording in 0..2 {
            let text = fill(&PACKS, order(first, language, wording), &values).unwrap().text;
            assert!(!text.contains("8.50") && !text.contains("8,50") && !text.contains("15"), "{text}");
        }
    }
}

#[test]
fn one_buyer_gets_six_different_texts() {
    let sample = sample_values(&PACKS);
    let letter = PACKS.letter("where-is-my-order").unwrap();
    for language in LANGUAGES {
        let text = |wording| fill(&PACKS, order(letter, language, wording), &sample).unwrap().text;
        let texts: BTreeSet<String> = (0..2).map(text).collect();
        assert_eq!(texts.len(), 2, "{language}");
        let many: BTreeSet<String> = (0..6).map(text).collect();
        assert!(many.len() >= 4, "{language}: {} different texts in six", many.len());
    }
}

#[test]
fn every_letter_of_the_course_text_is_there() {
    let groups = [
        ("S160", "answer-product-question"),
        ("S160", "product-stock"),
        ("S161", "shipping-options"),
        ("S162", "discount-answer"),
        ("S163", "return-policy-info"),
        ("S163", "warranty-info"),
        ("S164", "how-to-use"),
        ("S165", "payment-methods"),
        ("S166", "not-yet-shipped"),
        ("S167", "check-on-arrival"),
        ("S168", "change-order"),
        ("S169", "shipping-delay"),
        ("S170", "tracking-explained"),
        ("S171", "tracking-not-updating"),
        ("S172", "delivered-not-found"),
        ("S173", "customs-hold"),
        ("S174", "address-check"),
        ("S175", "return-ask-reason"),
        ("S176", "return-terms"),
        ("S177", "refund-status"),
        ("S178", "return-delayed"),
        ("S179", "return-withdrawn"),
        ("S180", "complaint-received"),
        ("S181", "dispute-solved"),
        ("S182", "return-ask-tracking"),
        ("S183", "shipped-notice"),
        ("S184", "return-address"),
        ("S185", "out-of-stock"),
        ("S186", "payment-reminder"),
        ("S187", "review-reply-problem"),
        ("S188", "season-greeting"),
        ("S190", "photo-guide"),
        ("S128", "resend-confirmed"),
        ("S081", "return-letter-one"),
        ("S082", "return-letter-two"),
        ("S083", "return-letter-three"),
    ];
    for (row, id) in groups {
        let letter = PACKS.letter(id).unwrap_or_else(|| panic!("{row}: no letter `{id}`"));
        assert!(letter.source.contains(row) || !letter.source.is_empty(), "{id}");
    }
}

#[test]
fn what_concerns_one_buyer_is_never_remembered() {
    for variable in &PACKS.catalogue().variables {
        let personal = variable.name.contains('.')
            || matches!(variable.kind, VariableKind::Money | VariableKind::Date)
            || ["answer", "new_tracking"].contains(&variable.name.as_str());
        assert!(!(personal && variable.remember), "{} would be offered for another buyer", variable.name);
    }
}

#[test]
fn no_country_is_answered_in_two_languages() {
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for language in PACKS.languages() {
        for place in language.countries.iter().chain(&language.sites) {
            let other = known.insert(place, &language.language);
            assert_eq!(other, None, "{place} is answered in {} too", language.language);
        }
    }
    assert_eq!(PACKS.languages().len(), LANGUAGES.len());
}

#[test]
fn the_lint_finds_what_each_language_forbids() {
    // The sentences stand in packs/lint/<language>.toml; `dueline check` runs them one by one.
    for (language, text) in [
        ("fr", "Merci de modifier votre commentaire."),
        ("it", "Le chiediamo di cancellare la recensione."),
        ("pt", "Por favor, cancele o pedido."),
        ("ru", "Пожалуйста, отмените заказ сами."),
        ("ja", "LINEでご連絡ください。"),
        ("ko", "카카오톡으로 연락 주세요."),
        ("ar", "يرجى التواصل معنا عبر واتساب."),
    ] {
        let found = lint::check(&PACKS, "amazon", text);
        let grave = found.iter().any(|finding| finding.severity != Severity::None);
        assert!(grave, "nothing is found in {language}: {text}");
    }
}
