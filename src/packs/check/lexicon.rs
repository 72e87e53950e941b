//! Lexicons and their examples: known topics, phrases that say something, and none that stands twice.

use super::Wrong;
use crate::packs::Packs;
use crate::packs::format::{ExamplePack, LexiconPack};
use std::collections::BTreeSet;

pub(super) fn lexicon(packs: &Packs, pack: &LexiconPack, wrongs: &mut Vec<Wrong>) {
    is_language(packs, &pack.language, wrongs);
    for topic in pack.topic.keys() {
        is_topic(packs, "topic", topic, wrongs);
    }
    let lists = [
        ("swearing", &pack.swearing),
        ("insults", &pack.insults),
        ("condition", &pack.condition),
        ("review_words", &pack.review_words),
        ("question", &pack.question),
        ("filler", &pack.filler),
        ("stranger", &pack.stranger),
    ];
    let lists = lists.into_iter().chain(pack.topic.values().map(|phrases| ("topic", phrases)));
    let lists = lists.chain(pack.threat.values().map(|phrases| ("threat", phrases)));
    let lists = lists.chain(pack.photo.values().map(|phrases| ("photo", phrases)));
    let lists = lists.chain(pack.wants.values().map(|phrases| ("wants", phrases)));
    for (field, phrases) in lists.chain(pack.mood.values().map(|phrases| ("mood", phrases))) {
        let mut seen = BTreeSet::new();
        for phrase in phrases {
            let bare = phrase.trim_end_matches('*').trim();
            // A single Chinese character or symbol says something; a single letter does not.
            if bare.chars().count() < 2 && bare.chars().all(|letter| u32::from(letter) < 0x2000) {
                let what = format!("`{phrase}` is too short to say anything");
                wrongs.push(Wrong::new(field, what, "write the whole word"));
            }
            if !seen.insert(phrase) {
                wrongs.push(Wrong::new(field, format!("`{phrase}` stands twice"), "remove one"));
            }
        }
    }
}

pub(super) fn examples(packs: &Packs, pack: &ExamplePack, wrongs: &mut Vec<Wrong>) {
    is_language(packs, &pack.language, wrongs);
    let mut seen = BTreeSet::new();
    for (index, example) in pack.examples.iter().enumerate() {
        let at = |rest: &str| format!("example[{index}].{rest}");
        if !seen.insert(example.text.trim()) {
            wrongs.push(Wrong::new(at("text"), "stands twice", "remove one"));
        }
        if example.topics.is_empty() {
            wrongs.push(Wrong::new(at("topics"), "is empty", "name a topic, or `other`"));
        }
        for topic in example.topics.iter().filter(|topic| *topic != "other") {
            is_topic(packs, &at("topics"), topic, wrongs);
        }
    }
}

fn is_language(packs: &Packs, language: &str, wrongs: &mut Vec<Wrong>) {
    if packs.language(language).is_none() {
        let what = format!("no language `{language}`");
        wrongs.push(Wrong::new("language", what, "use a language of packs/languages/"));
    }
}

fn is_topic(packs: &Packs, field: &str, topic: &str, wrongs: &mut Vec<Wrong>) {
    if !packs.catalogue().topics.iter().any(|known| known.id == topic) {
        let what = format!("no topic `{topic}`");
        wrongs.push(Wrong::new(field, what, "use a topic of packs/letters/catalogue.toml"));
    }
}
