//! The questions of a message, and its gist: a few of its own sentences.

use super::lexicon::{Hit, Sense};
use super::text::Folded;
use super::{Label, Question, Sign, Span};
use crate::packs::format::Want;
use std::ops::Range;

/// From so many characters on, a message is long and gets a gist.
const LONG: usize = 300;
/// The most lines of a gist.
const LINES: usize = 3;
/// The most questions that are listed.
const QUESTIONS: usize = 12;

/// The questions: sentences with a question mark, or that begin as questions do; each with what it is about.
pub(super) fn questions(
    folded: &Folded,
    hits: &[Hit<'_>],
    sentences: &[Range<usize>],
    topic_of: impl Fn(&Range<usize>) -> Option<Label>,
) -> Vec<Question> {
    let text = folded.text();
    let asks = |range: &&Range<usize>| {
        let sentence = &text[(*range).clone()];
        sentence.contains(['?', '？', '؟'])
            || hits.iter().any(|hit| {
                *hit.sense == Sense::Question && hit.range.start == range.start && hit.range.end <= range.end
            })
    };
    let found = sentences.iter().filter(asks).take(QUESTIONS);
    found
        .map(|range| Question {
            at: folded.span(range.clone()),
            topic: topic_of(range).map(|label| label.id),
        })
        .collect()
}

/// The sentences that hold most of a long message, in their order; nothing for a short one.
pub(super) fn gist(
    folded: &Folded,
    hits: &[Hit<'_>],
    sentences: &[Range<usize>],
    wants: &[Sign<Want>],
) -> Vec<Span> {
    let text = folded.text();
    if text.chars().count() < LONG || sentences.len() <= LINES {
        return Vec::new();
    }
    let weight = |range: &Range<usize>| {
        let within = hits.iter().filter(|hit| range.start <= hit.range.start && hit.range.end <= range.end);
        let told: i32 = within
            .map(|hit| match hit.sense {
                Sense::Topic(_) | Sense::Threat(_) => 4,
                Sense::Photo(_) | Sense::LongAgo | Sense::Stranger | Sense::Review => 2,
                Sense::Filler => -4,
                _ => 0,
            })
            .sum();
        let place = folded.span(range.clone());
        let wanted = wants.iter().any(|sign| place.start <= sign.at.start && sign.at.end <= place.end);
        let sentence = &text[range.clone()];
        let number = i32::from(sentence.bytes().any(|byte| byte.is_ascii_digit()));
        let question = 2 * i32::from(sentence.contains(['?', '？', '؟']));
        // What goes on for ten lines says less a line than one clear sentence.
        told + 5 * i32::from(wanted) + number + question
            - i32::try_from(sentence.chars().count() / 200).unwrap_or(8)
    };
    let mut best: Vec<(i32, usize)> = sentences.iter().map(weight).zip(0..).collect();
    best.sort_by_key(|(weight, place)| (std::cmp::Reverse(*weight), *place));
    best.truncate(LINES);
    best.retain(|(weight, _)| *weight > 0);
    best.sort_by_key(|(_, place)| *place);
    best.into_iter().map(|(_, place)| folded.span(sentences[place].clone())).collect()
}
