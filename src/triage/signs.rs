//! Anger, threats, blackmail, pictures, wishes and past times: what single phrases and the shape of sentences tell.

use super::lexicon::{Hit, Lexicon, Sense};
use super::sentences::words;
use super::text::{Folded, Span};
use super::topics::Guesses;
use super::weights::SORT;
use crate::packs::format::{Mood, Past, Photo, Threat, Want};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Something that a phrase tells, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sign<T> {
    /// What.
    pub kind: T,
    /// Where it is said.
    pub at: Span,
}

/// How anger shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anger {
    /// A swear word.
    Swearing,
    /// An insult without one.
    Insult,
    /// A sentence in capitals.
    Capitals,
}

/// Money or goods tied to a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blackmail {
    /// The sentence, or the two, in which it is said.
    pub at: Span,
    /// What is asked.
    pub demand: Span,
    /// What is held over the shop.
    pub review: Span,
}

/// A time that has passed since something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ago {
    /// At least so many days.
    pub days: u32,
    /// Where it is said.
    pub at: Span,
}

/// The phrases of one sort, the longer one where two overlap.
pub(super) fn signs<T: Copy + PartialEq>(
    folded: &Folded,
    hits: &[Hit<'_>],
    pick: impl Fn(&Sense) -> Option<T>,
) -> Vec<Sign<T>> {
    let mut found: Vec<(T, Range<usize>)> = Vec::new();
    for hit in hits {
        let Some(kind) = pick(hit.sense) else { continue };
        match found.iter_mut().find(|(_, known)| known.start < hit.range.end && hit.range.start < known.end) {
            Some((_, known)) if known.len() >= hit.range.len() => {}
            Some(known) => *known = (kind, hit.range.clone()),
            None => found.push((kind, hit.range.clone())),
        }
    }
    found.into_iter().map(|(kind, range)| Sign { kind, at: folded.span(range) }).collect()
}

/// Adds the kinds that the weight of the words tells and no phrase did. `sort` is the sort of their classes.
pub(super) fn with_told<T: Copy + PartialEq + Serialize>(
    mut signs: Vec<Sign<T>>,
    kinds: &[T],
    sort: &str,
    folded: &Folded,
    guesses: &Guesses,
) -> Vec<Sign<T>> {
    for kind in kinds {
        if signs.iter().all(|sign| sign.kind != *kind)
            && let Some(at) = guesses.told(folded, &class_of(sort, kind))
        {
            signs.push(Sign { kind: *kind, at });
        }
    }
    signs.sort_by_key(|sign| sign.at);
    signs
}

/// The class of a kind, such as `threat:review`.
pub(super) fn class_of<T: Serialize>(sort: &str, kind: &T) -> String {
    let name = serde_json::to_value(kind).ok();
    let name = name.as_ref().and_then(|name| name.as_str()).unwrap_or_default();
    format!("{sort}{SORT}{name}")
}

/// Swear words and insults, and the sentences in capitals.
pub(super) fn anger(message: &str, folded: &Folded, hits: &[Hit<'_>]) -> Vec<Sign<Anger>> {
    let mut anger = signs(folded, hits, |sense| match sense {
        Sense::Swearing => Some(Anger::Swearing),
        Sense::Insult => Some(Anger::Insult),
        _ => None,
    });
    anger.extend(capitals(message).into_iter().map(|at| Sign { kind: Anger::Capitals, at }));
    anger.sort_by_key(|sign| sign.at);
    anger
}

/// The sentences that are written in capitals: at least three words of letters alone, two letters or more each,
/// together at least eight letters that have a case, four fifths of them capital. Order numbers do not count,
/// and a script without capitals has none.
fn capitals(message: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let (mut at, mut start) = (0_u32, 0_u32);
    let mut sentence = String::new();
    let mut close = |sentence: &mut String, start: u32| {
        if is_shouted(sentence) {
            let before = sentence.len() - sentence.trim_start().len();
            let start = start + units(&sentence[..before]);
            spans.push(Span { start, end: start + units(sentence.trim()) });
        }
        sentence.clear();
    };
    for letter in message.chars() {
        sentence.push(letter);
        at += units_of(letter);
        // A longer "sentence" than this is none, and is looked at in parts.
        if matches!(letter, '.' | '!' | '?' | '\n' | '\r' | '。' | '！' | '？')
            || sentence.len() > super::text::MOST_BYTES
        {
            close(&mut sentence, start);
            start = at;
        }
    }
    close(&mut sentence, start);
    spans
}

fn is_shouted(sentence: &str) -> bool {
    let words = sentence
        .split(|letter: char| letter.is_whitespace())
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    let words = words.filter(|word| word.chars().count() >= 2 && word.chars().all(char::is_alphabetic));
    let (mut count, mut large, mut small) = (0, 0, 0);
    for word in words {
        count += 1;
        large += word.chars().filter(|letter| letter.is_uppercase()).count();
        small += word.chars().filter(|letter| letter.is_lowercase()).count();
    }
    count >= 3 && large + small >= 8 && large * 5 >= (large + small) * 4
}

fn units(text: &str) -> u32 {
    text.chars().map(units_of).sum()
}

fn units_of(letter: char) -> u32 {
    if letter.len_utf16() == 2 { 2 } else { 1 }
}

/// What is announced.
pub(super) fn threats(folded: &Folded, hits: &[Hit<'_>]) -> Vec<Sign<Threat>> {
    signs(folded, hits, |sense| match sense {
        Sense::Threat(kind) => Some(*kind),
        _ => None,
    })
}

/// Money or goods tied to a review: a demand and the threat of a bad one in one sentence, or a demand, a condition
/// and a review in one sentence or in two that follow each other.
pub(super) fn blackmail(
    folded: &Folded,
    hits: &[Hit<'_>],
    sentences: &[Range<usize>],
    wants: &[Sign<Want>],
    threats: &[Sign<Threat>],
) -> Option<Blackmail> {
    let pairs = sentences.windows(2).map(|pair| (pair[0].start..pair[1].end, true));
    let single = sentences.iter().cloned().map(|range| (range, false));
    single.chain(pairs).find_map(|(range, is_pair)| {
        let at = folded.span(range.clone());
        let within = |span: &Span| at.start <= span.start && span.end <= at.end;
        let asks = |sign: &&Sign<Want>| {
            matches!(sign.kind, Want::Refund | Want::PartialRefund | Want::Replacement | Want::Keep)
        };
        let demand = wants.iter().filter(asks).map(|sign| sign.at).find(within)?;
        let threat = threats.iter().find(|sign| sign.kind == Threat::Review && within(&sign.at));
        if let Some(threat) = threat.filter(|_| !is_pair) {
            return Some(Blackmail { at, demand, review: threat.at });
        }
        let said = |wanted: Sense| {
            let places = hits.iter().filter(move |hit| *hit.sense == wanted);
            places.map(|hit| folded.span(hit.range.clone())).find(within)
        };
        said(Sense::Condition)?;
        let review = threat.map(|sign| sign.at).or_else(|| said(Sense::Review))?;
        Some(Blackmail { at, demand, review })
    })
}

/// What is said about pictures.
pub(super) fn photos(folded: &Folded, hits: &[Hit<'_>]) -> Vec<Sign<Photo>> {
    signs(folded, hits, |sense| match sense {
        Sense::Photo(kind) => Some(*kind),
        _ => None,
    })
}

/// What the buyer wants done.
pub(super) fn wants(folded: &Folded, hits: &[Hit<'_>]) -> Vec<Sign<Want>> {
    signs(folded, hits, |sense| match sense {
        Sense::Want(kind) => Some(*kind),
        _ => None,
    })
}

/// The words of moods.
pub(super) fn moods(folded: &Folded, hits: &[Hit<'_>]) -> Vec<Sign<Mood>> {
    signs(folded, hits, |sense| match sense {
        Sense::Mood(kind) => Some(*kind),
        _ => None,
    })
}

/// The longest time that the buyer says has passed.
pub(super) fn ago(folded: &Folded, hits: &[Hit<'_>], lexicon: &Lexicon) -> Option<Ago> {
    let text = folded.text();
    let counted = lexicon.past(text, &words(text)).into_iter().map(|(number, unit, range)| {
        let days = match unit {
            Past::Day => 1,
            Past::Week => 7,
            Past::Month => 30,
            Past::Year => 365,
            Past::LongAgo => 92,
        };
        Ago { days: number.saturating_mul(days), at: folded.span(range) }
    });
    let told = hits.iter().filter(|hit| *hit.sense == Sense::LongAgo);
    let told = told.map(|hit| Ago { days: 92, at: folded.span(hit.range.clone()) });
    counted.chain(told).max_by_key(|ago| ago.days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_in_capitals_is_shouted_and_a_number_is_not() {
        let shouted = |text: &str| capitals(text).into_iter().map(|span| span.of(text)).collect::<Vec<_>>();
        assert_eq!(shouted("Hello. WHERE IS MY ORDER? Thanks"), ["WHERE IS MY ORDER?"]);
        assert_eq!(shouted("😀 I WANT MY MONEY BACK"), ["😀 I WANT MY MONEY BACK"]);
        assert!(shouted("My order LP00123456789CN is LATE").is_empty());
        assert!(shouted("USB HDMI ok").is_empty());
        assert!(shouted("我要退款").is_empty());
    }
}
