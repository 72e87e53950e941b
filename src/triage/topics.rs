//! What a message is about.

use super::Label;
use super::lexicon::{Hit, Sense};
use super::text::{Folded, Span};
use super::weights::{OTHER, SORT, Scores};
use crate::packs::format::WeightPack;
use std::ops::Range;

/// From this likelihood on a topic is named beside others.
const SURE: f32 = 0.6;
/// The likeliest topic is named from this likelihood on.
const FIRST: f32 = 0.2;
/// A sign is named from this likelihood on.
const SIGN: f32 = 0.75;
/// What a single sentence counts beside the whole message.
const ALONE: f32 = 0.85;
/// The most sentences that are looked at alone.
const MOST_SENTENCES: usize = 80;
/// The most topics of one message.
const MOST_TOPICS: usize = 5;

/// How likely each class is for a message.
pub(super) struct Guesses(Vec<Guess>);

struct Guess {
    class: String,
    likely: f32,
    why: Vec<Range<usize>>,
    /// Whether the whole message is likeliest about this topic.
    first: bool,
}

/// Reads a message as a whole and, where it is long, sentence by sentence as well, so that what it says in one of
/// them is not drowned in the others.
pub(super) fn guess(
    weights: &[&WeightPack],
    folded: &Folded,
    hits: &[Hit<'_>],
    sentences: &[Range<usize>],
) -> Guesses {
    let whole = 0..folded.text().len();
    let parts = if sentences.len() > 1 { &sentences[..sentences.len().min(MOST_SENTENCES)] } else { &[] };
    let mut guesses: Vec<Guess> = Vec::new();
    for range in std::iter::once(&whole).chain(parts) {
        let Some(scores) = Scores::of(weights, folded.text(), range.clone(), hits) else { continue };
        let best = if *range == whole { scores.best() } else { None };
        for (class, likely) in scores.likely.iter().enumerate() {
            // One sentence alone proves less than the whole message what that is about; a sign is a matter of one.
            let is_sign = scores.classes[class].contains(SORT);
            let likely = if *range == whole || is_sign { *likely } else { likely * ALONE };
            match guesses.get_mut(class) {
                Some(known) if known.likely >= likely => {}
                Some(known) => (known.likely, known.why) = (likely, scores.why(class)),
                None => guesses.push(Guess {
                    class: scores.classes[class].clone(),
                    likely,
                    why: scores.why(class),
                    first: best == Some(class),
                }),
            }
        }
    }
    Guesses(guesses)
}

impl Guesses {
    /// The topics, the likeliest first.
    pub(super) fn topics(&self, folded: &Folded, hits: &[Hit<'_>]) -> Vec<Label> {
        if self.0.is_empty() {
            return by_phrases(folded, hits);
        }
        let mut topics: Vec<&Guess> = self.0.iter().filter(|guess| !guess.class.contains(SORT)).collect();
        // What the whole message is likeliest about comes first, then by likelihood.
        topics.sort_by(|one, two| two.first.cmp(&one.first).then(two.likely.total_cmp(&one.likely)));
        let chosen = topics.into_iter().enumerate().filter(|(place, guess)| {
            !guess.why.is_empty() && (guess.likely >= SURE || (*place == 0 && guess.likely >= FIRST))
        });
        let labels = chosen.filter(|(_, guess)| guess.class != OTHER).map(|(_, guess)| Label {
            id: guess.class.clone(),
            likely: percent(guess.likely),
            why: guess.why.iter().map(|range| folded.span(range.clone())).collect(),
        });
        labels.take(MOST_TOPICS).collect()
    }

    /// Where a class such as `threat:review` is told, if it is.
    pub(super) fn told(&self, folded: &Folded, class: &str) -> Option<Span> {
        let guess = self.0.iter().find(|guess| guess.class == class && guess.likely >= SIGN)?;
        let (first, last) = (guess.why.first()?, guess.why.last()?);
        Some(folded.span(first.start..last.end))
    }
}

/// What one sentence is about.
pub(super) fn topic_of(
    weights: &[&WeightPack],
    folded: &Folded,
    hits: &[Hit<'_>],
    range: &Range<usize>,
) -> Option<Label> {
    let scores = Scores::of(weights, folded.text(), range.clone(), hits)?;
    let class = scores.best()?;
    let likely = scores.likely[class];
    let id = scores.classes[class].clone();
    (id != OTHER && likely >= FIRST).then(|| Label { id, likely: percent(likely), why: Vec::new() })
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn percent(likely: f32) -> u8 {
    (likely * 100.0).round().clamp(0.0, 100.0) as u8
}

/// Where nothing was learned: the topics whose phrases stand in the message, in their order.
fn by_phrases(folded: &Folded, hits: &[Hit<'_>]) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for hit in hits {
        let Sense::Topic(id) = hit.sense else { continue };
        let at = folded.span(hit.range.clone());
        match labels.iter_mut().find(|label| label.id == *id) {
            Some(label) => label.why.push(at),
            None => labels.push(Label { id: id.clone(), likely: percent(SURE), why: vec![at] }),
        }
    }
    labels.truncate(MOST_TOPICS);
    labels
}
