//! The phrases of one language, ordered so that a message is looked through once.

use super::text::{fold_phrase, is_ideographic, parts_words};
use crate::packs::format::{LexiconPack, Mood, Past, Photo, Threat, Want};
use std::ops::Range;

/// What a phrase says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sense {
    /// A topic, by its id.
    Topic(String),
    /// A concept, by its id.
    Concept(String),
    /// A swear word.
    Swearing,
    /// An insult.
    Insult,
    /// A threat.
    Threat(Threat),
    /// A condition.
    Condition,
    /// A review.
    Review,
    /// A picture.
    Photo(Photo),
    /// A wish.
    Want(Want),
    /// A mood.
    Mood(Mood),
    /// The beginning of a question.
    Question,
    /// A greeting or a closing.
    Filler,
    /// An abbreviation with its full stop.
    Abbreviation,
    /// A long time ago.
    LongAgo,
    /// The buyer never bought here.
    Stranger,
}

/// A phrase that stands in a message.
#[derive(Debug, Clone)]
pub(crate) struct Hit<'a> {
    /// What it says.
    pub sense: &'a Sense,
    /// Where it stands in the folded text.
    pub range: Range<usize>,
}

/// The phrases of a language, by their letters.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    phrases: Vec<Phrase>,
    past: Vec<Ago>,
    numbers: Vec<(String, u32)>,
}

#[derive(Debug)]
struct Phrase {
    text: String,
    /// Whether its last word may go on.
    open: bool,
    sense: Sense,
}

/// A time that has passed: what stands before and behind its number.
#[derive(Debug)]
struct Ago {
    before: String,
    behind: String,
    unit: Past,
}

impl Lexicon {
    /// Makes the phrases of a pack ready.
    pub fn new(pack: &LexiconPack) -> Self {
        let mut lexicon = Self::default();
        let mut add = |phrases: &[String], sense: &Sense| {
            for phrase in phrases {
                lexicon.phrases.extend(Phrase::new(phrase, sense.clone()));
            }
        };
        for (topic, phrases) in &pack.topic {
            // Their last word may always go on.
            let open: Vec<String> =
                phrases.iter().map(|phrase| format!("{}*", phrase.trim_end_matches('*'))).collect();
            add(&open, &Sense::Topic(topic.clone()));
        }
        pack.concept.iter().for_each(|(id, words)| add(words, &Sense::Concept(id.clone())));
        add(&pack.swearing, &Sense::Swearing);
        add(&pack.insults, &Sense::Insult);
        pack.threat.iter().for_each(|(kind, phrases)| add(phrases, &Sense::Threat(*kind)));
        add(&pack.condition, &Sense::Condition);
        add(&pack.review_words, &Sense::Review);
        pack.photo.iter().for_each(|(kind, phrases)| add(phrases, &Sense::Photo(*kind)));
        pack.wants.iter().for_each(|(kind, phrases)| add(phrases, &Sense::Want(*kind)));
        pack.mood.iter().for_each(|(kind, phrases)| add(phrases, &Sense::Mood(*kind)));
        add(&pack.question, &Sense::Question);
        add(&pack.filler, &Sense::Filler);
        add(&pack.abbreviations, &Sense::Abbreviation);
        add(&pack.stranger, &Sense::Stranger);
        for (unit, phrases) in &pack.past {
            if *unit == Past::LongAgo {
                add(phrases, &Sense::LongAgo);
            }
        }
        for (unit, phrases) in &pack.past {
            for (before, behind) in phrases.iter().filter_map(|phrase| phrase.split_once("{n}")) {
                let (before, behind) =
                    (fold_phrase(before).trim().to_owned(), fold_phrase(behind).trim().to_owned());
                lexicon.past.push(Ago { before, behind, unit: *unit });
            }
        }
        lexicon.numbers = pack.numbers.iter().map(|(word, number)| (fold_phrase(word), *number)).collect();
        lexicon.phrases.sort_by(|one, two| one.text.cmp(&two.text));
        lexicon
    }

    /// Every phrase that stands in a folded text, in the order of their beginnings.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Hit<'a>> {
        let mut before = None;
        let places = text.char_indices().filter_map(move |(at, letter)| {
            let within = before.is_some_and(char::is_alphanumeric) && parts_words(letter);
            before = Some(letter);
            (!within && letter != ' ').then_some(at)
        });
        places.flat_map(move |at| self.at(text, at))
    }

    /// The phrases that begin at a place. The range of those that may is narrowed character by character.
    fn at<'a>(&'a self, text: &str, at: usize) -> Vec<Hit<'a>> {
        let rest = &text[at..];
        let (mut low, mut high) = (0, self.phrases.len());
        let mut hits = Vec::new();
        for (place, letter) in rest.char_indices() {
            let end = place + letter.len_utf8();
            let head = &rest[..end];
            low += self.phrases[low..high].partition_point(|phrase| phrase.text.as_str() < head);
            high = low + self.phrases[low..high].partition_point(|phrase| phrase.text.starts_with(head));
            if low == high {
                break;
            }
            let goes_on = rest[end..]
                .chars()
                .next()
                .is_some_and(|next| next.is_alphanumeric() && parts_words(next) && parts_words(letter));
            let whole = self.phrases[low..high].iter().take_while(|phrase| phrase.text == head);
            let whole = whole.filter(|phrase| phrase.open || !goes_on);
            hits.extend(whole.map(|phrase| Hit { sense: &phrase.sense, range: at..at + end }));
        }
        hits
    }

    /// The times that have passed: how many of which unit, and where it is said. `words` are the ranges of the
    /// text's words.
    pub fn past(&self, text: &str, words: &[Range<usize>]) -> Vec<(u32, Past, Range<usize>)> {
        let mut found = Vec::new();
        for (number, range) in self.counts(text, words) {
            let before = text[..range.start].trim_end();
            let behind = text[range.end..].trim_start();
            for ago in &self.past {
                if before.ends_with(ago.before.as_str()) && behind.starts_with(ago.behind.as_str()) {
                    let end = text.len() - behind.len() + ago.behind.len();
                    let start =
                        if ago.before.is_empty() { range.start } else { before.len() - ago.before.len() };
                    found.push((number, ago.unit, start..end));
                }
            }
        }
        found
    }

    /// Every number in the words of a text, in digits or as a word.
    fn counts(&self, text: &str, words: &[Range<usize>]) -> Vec<(u32, Range<usize>)> {
        let mut counts = Vec::new();
        for word in words {
            let said = &text[word.clone()];
            if said.starts_with(is_ideographic) {
                for (at, _) in said.char_indices() {
                    let known =
                        self.numbers.iter().filter(|(known, _)| said[at..].starts_with(known.as_str()));
                    if let Some((known, number)) = known.max_by_key(|(known, _)| known.len()) {
                        counts.push((*number, word.start + at..word.start + at + known.len()));
                    }
                }
                continue;
            }
            let digits = said.bytes().take_while(u8::is_ascii_digit).count();
            if (1..4).contains(&digits) {
                // The unit may stand close behind: "3 months", "3mo", "3개월".
                let range = word.start..word.start + digits;
                counts.extend(said[..digits].parse().ok().map(|number| (number, range)));
            } else if let Some((_, number)) = self.numbers.iter().find(|(known, _)| known == said) {
                counts.push((*number, word.clone()));
            }
        }
        counts
    }

    /// Whether a folded word is an abbreviation, its full stop left out.
    pub fn abbreviates(&self, word: &str) -> bool {
        let known = |phrase: &&Phrase| phrase.sense == Sense::Abbreviation;
        let start = self.phrases.partition_point(|phrase| phrase.text.as_str() < word);
        let mut same =
            self.phrases[start..].iter().take_while(|phrase| phrase.text.starts_with(word)).filter(known);
        same.any(|phrase| phrase.text.trim_end_matches('.') == word)
    }
}

impl Phrase {
    fn new(phrase: &str, sense: Sense) -> Option<Self> {
        let (text, open) = match phrase.strip_suffix('*') {
            Some(text) if !text.ends_with('\\') => (text, true),
            _ => (phrase, false),
        };
        let text = fold_phrase(&text.replace("\\*", "*")).trim().to_owned();
        (!text.is_empty()).then_some(Self { text, open, sense })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        Lexicon::new(&LexiconPack {
            swearing: vec!["damn".to_owned(), "betrüg*".to_owned(), "f\\*ck*".to_owned()],
            past: [(
                Past::Month,
                vec!["vor {n} monaten".to_owned(), "{n} months ago".to_owned(), "{n}个月".to_owned()],
            )]
            .into(),
            numbers: [("drei".to_owned(), 3), ("三".to_owned(), 3)].into(),
            abbreviations: vec!["nr.".to_owned()],
            ..LexiconPack::default()
        })
    }

    fn found(text: &str) -> Vec<String> {
        let text = fold_phrase(text);
        lexicon().find(&text).map(|hit| text[hit.range].to_owned()).collect()
    }

    #[test]
    fn a_phrase_stands_between_words_unless_it_may_go_on() {
        assert_eq!(found("Damn it, damned!"), ["damn"]);
        assert_eq!(found("Betrüger, ihr betruegt"), ["betrug"]);
        assert_eq!(found("unbetrug"), Vec::<String>::new());
        assert_eq!(found("what the F*CKING hell"), ["f*ck"]);
    }

    #[test]
    fn a_past_time_is_counted() {
        let past = |text: &str| {
            let text = fold_phrase(text);
            let words = crate::triage::sentences::words(&text);
            lexicon()
                .past(&text, &words)
                .into_iter()
                .map(|(number, _, range)| (number, text[range].to_owned()))
                .collect::<Vec<_>>()
        };
        assert_eq!(past("gekauft vor drei Monaten"), [(3, "vor drei monaten".to_owned())]);
        assert_eq!(past("I bought it 14 months ago."), [(14, "14 months ago".to_owned())]);
        assert_eq!(past("买了三个月了"), [(3, "三个月".to_owned())]);
    }

    #[test]
    fn abbreviations_are_known() {
        assert!(lexicon().abbreviates("nr") && !lexicon().abbreviates("n"));
    }
}
