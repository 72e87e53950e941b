//! The phrases of all languages, ordered so that a message is looked through once.

use crate::packs::Packs;
use std::sync::{Arc, OnceLock};

/// The phrases of some packs, made ready at the first message. Not part of the data: two packs are equal
/// whether or not they have been used.
#[derive(Debug, Clone, Default)]
pub(crate) struct Phrases(OnceLock<Arc<Index>>);

impl PartialEq for Phrases {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Phrases {
    pub(super) fn of(&self, packs: &Packs) -> &Index {
        self.0.get_or_init(|| Arc::new(Index::new(packs)))
    }
}

/// All phrases of all topics, ordered by their bytes.
#[derive(Debug)]
pub(super) struct Index {
    phrases: Vec<Phrase>,
}

/// A phrase by which buyers word a topic.
#[derive(Debug)]
pub(super) struct Phrase {
    /// In small letters.
    pub text: String,
    /// Place of its topic in the catalogue.
    pub topic: u16,
    /// Place of its language among the languages.
    pub language: u16,
}

impl Index {
    fn new(packs: &Packs) -> Self {
        let topics = &packs.catalogue().topics;
        let mut phrases = Vec::new();
        for (language, pack) in (0..).zip(packs.languages()) {
            for (topic, named) in (0..).zip(topics) {
                let texts = pack.topic.get(&named.id).into_iter().flatten();
                phrases.extend(texts.map(|text| Phrase { text: text.to_lowercase(), topic, language }));
            }
        }
        phrases.retain(|phrase| !phrase.text.trim().is_empty());
        phrases.sort_by(|one, two| one.text.cmp(&two.text));
        Self { phrases }
    }

    /// Every phrase that stands in `text`, which is in small letters: where it begins, and the phrase. A phrase
    /// of letters begins where a word begins.
    pub(super) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, &'a Phrase)> {
        let mut before = None;
        let places = text.char_indices().filter_map(move |(at, letter)| {
            let within = before.is_some_and(char::is_alphanumeric) && parts_words(letter);
            before = Some(letter);
            (!within).then_some(at)
        });
        places.flat_map(move |at| self.at(&text[at..]).map(move |phrase| (at, phrase)))
    }

    /// The phrases with which `rest` begins.
    fn at<'a>(&'a self, rest: &'a str) -> impl Iterator<Item = &'a Phrase> {
        // Those that begin with the same character stand together; all that `rest` begins with are among them.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let head = &rest[..first];
        let start = self.phrases.partition_point(|phrase| phrase.text.as_str() < head);
        let same = self.phrases[start..].iter().take_while(move |phrase| phrase.text.starts_with(head));
        same.filter(move |phrase| rest.starts_with(&phrase.text))
    }
}

/// Whether words of this letter's script are parted by spaces.
fn parts_words(letter: char) -> bool {
    letter.is_alphanumeric()
        && !matches!(u32::from(letter), 0x0E00..=0x0E7F | 0x3040..=0x30FF | 0x3400..=0x9FFF)
}
