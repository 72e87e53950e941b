//! How much the words of a text speak for each topic: a linear model, so that every label can name its words.
//!
//! A text is a set of features: its words, pairs of neighbours, the beginnings of long words (in scripts without
//! spaces: pairs and triples of characters), and the senses of the lexicon's phrases. Each has a weight for
//! some topics; a topic's weights are added up. The weights are learned by `dueline learn` and travel as data.

use super::lexicon::{Hit, Sense};
use super::sentences::{sentences, words};
use super::text::is_ideographic;
use crate::packs::format::{WEIGHT_UNIT, Weight, WeightPack};
use std::ops::Range;

/// The class of what has no topic.
pub(crate) const OTHER: &str = "other";
/// Parts the sort of a sign from its kind, as in `threat:review`. Topics have none.
pub(crate) const SORT: char = ':';
/// How many characters of a long word speak for it.
const STEM: usize = 5;
/// How many concepts of a sentence are paired.
const MOST_CONCEPTS: usize = 12;

/// Everything in `range` of a folded text that may have a weight, with its place.
pub(crate) fn features(
    text: &str,
    range: Range<usize>,
    hits: &[Hit<'_>],
    mut each: impl FnMut(&str, Range<usize>),
) {
    let part = &text[range.clone()];
    let place = |word: &Range<usize>| range.start + word.start..range.start + word.end;
    let mut key = String::new();
    let mut before: Option<Range<usize>> = None;
    for word in words(part) {
        let said = &part[word.clone()];
        if said.chars().next().is_some_and(is_ideographic) {
            let letters: Vec<usize> =
                said.char_indices().map(|(at, _)| word.start + at).chain([word.end]).collect();
            for length in [2, 3] {
                for letters in letters.windows(length + 1) {
                    let run = letters[0]..letters[length];
                    each(&part[run.clone()], place(&run));
                }
            }
            if letters.len() == 2 {
                each(said, place(&word));
            }
            before = None;
            continue;
        }
        let token = token(said);
        each(token, place(&word));
        if let Some((stem, _)) = said.char_indices().nth(STEM).filter(|_| said.chars().count() > STEM + 1) {
            key.clear();
            key.push_str(&said[..stem]);
            key.push('~');
            each(&key, place(&word));
        }
        if let Some(before) = before {
            key.clear();
            key.push_str(self::token(&part[before.clone()]));
            key.push(' ');
            key.push_str(token);
            each(&key, place(&(before.start..word.end)));
        }
        before = Some(word);
    }
    for hit in hits.iter().filter(|hit| range.start <= hit.range.start && hit.range.end <= range.end) {
        key.clear();
        key.push('#');
        match hit.sense {
            Sense::Topic(topic) => key.push_str(topic),
            Sense::Concept(concept) => {
                key.push('=');
                key.push_str(concept);
            }
            Sense::Swearing => key.push_str("!swearing"),
            Sense::Insult => key.push_str("!insult"),
            Sense::Threat(_) => key.push_str("!threat"),
            Sense::Review => key.push_str("!review"),
            Sense::Filler => key.push_str("!filler"),
            Sense::Question => key.push_str("!question"),
            Sense::Stranger => key.push_str("!stranger"),
            Sense::Want(want) => {
                key.push_str("!want ");
                key.push_str(&want.words().en);
            }
            Sense::Mood(mood) => {
                key.push_str("!mood ");
                key.push_str(&mood.words().en);
            }
            Sense::Condition | Sense::Photo(_) | Sense::Abbreviation | Sense::LongAgo => continue,
        }
        each(&key, hit.range.clone());
    }
    pairs(text, range, hits, each);
}

/// Concepts that stand in one sentence: "not" and "arrive" say more together than each alone.
fn pairs(text: &str, range: Range<usize>, hits: &[Hit<'_>], mut each: impl FnMut(&str, Range<usize>)) {
    let mut key = String::new();
    for sentence in sentences(&text[range.clone()], None) {
        let sentence = range.start + sentence.start..range.start + sentence.end;
        let mut concepts: Vec<(&str, Range<usize>)> = Vec::new();
        for hit in
            hits.iter().filter(|hit| sentence.start <= hit.range.start && hit.range.end <= sentence.end)
        {
            let Sense::Concept(concept) = hit.sense else { continue };
            if concepts.len() < MOST_CONCEPTS && !concepts.iter().any(|(known, _)| known == concept) {
                concepts.push((concept, hit.range.clone()));
            }
        }
        for (place, (one, at)) in concepts.iter().enumerate() {
            for (two, _) in &concepts[place + 1..] {
                let (first, second) = if one < two { (one, two) } else { (two, one) };
                key.clear();
                key.extend(["#=", first, "+", second]);
                each(&key, at.clone());
            }
        }
    }
}

/// Numbers say the same, whatever they are.
fn token(word: &str) -> &str {
    if word.bytes().all(|byte| byte.is_ascii_digit()) { "0" } else { word }
}

/// The scores of a text.
pub(crate) struct Scores<'a> {
    /// The classes, as [`WeightPack::classes`].
    pub classes: &'a [String],
    /// The likelihood of each, from 0 to 1.
    pub likely: Vec<f32>,
    /// What spoke for which class, and how much.
    spoke: Vec<(u8, f32, Range<usize>)>,
}

impl<'a> Scores<'a> {
    /// Adds up what speaks for each topic in `range`. `packs` are the weights of all languages and of the text's.
    pub fn of(packs: &[&'a WeightPack], text: &str, range: Range<usize>, hits: &[Hit<'_>]) -> Option<Self> {
        let any = packs.first()?;
        let mut known: Vec<(&[Weight], Range<usize>)> = Vec::new();
        features(text, range, hits, |key, place| {
            for pack in packs {
                if let Ok(found) = pack.features.binary_search_by(|(text, _)| text.as_str().cmp(key)) {
                    let weights = pack.features[found].1.as_slice();
                    // A word that stands twice speaks once.
                    if !known.iter().any(|(known, _)| std::ptr::eq(*known, weights)) {
                        known.push((weights, place.clone()));
                    }
                }
            }
        });
        #[allow(clippy::cast_precision_loss)]
        let each = WEIGHT_UNIT / (known.len().max(1) as f32).sqrt();
        let mut scores: Vec<f32> = any.bias.iter().map(|bias| f32::from(*bias) * WEIGHT_UNIT).collect();
        let mut spoke = Vec::new();
        for (weights, place) in known {
            for (class, weight) in weights {
                let counts = f32::from(*weight) * each;
                if let Some(score) = scores.get_mut(usize::from(*class)) {
                    *score += counts;
                    if counts > 0.0 {
                        spoke.push((*class, counts, place.clone()));
                    }
                }
            }
        }
        let likely = scores.into_iter().map(|score| 1.0 / (1.0 + (-score).exp())).collect();
        Some(Self { classes: &any.classes, likely, spoke })
    }

    /// The topic that is likeliest.
    pub fn best(&self) -> Option<usize> {
        let topics = (0..self.likely.len()).filter(|class| !self.classes[*class].contains(SORT));
        topics.max_by(|one, two| self.likely[*one].total_cmp(&self.likely[*two]))
    }

    /// The places that spoke most for a class, at most three, none within another.
    pub fn why(&self, class: usize) -> Vec<Range<usize>> {
        let mut spoke: Vec<_> = self.spoke.iter().filter(|(of, _, _)| usize::from(*of) == class).collect();
        spoke.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.2.start.cmp(&two.2.start)));
        let least = spoke.first().map_or(0.0, |(_, counts, _)| counts * 0.4);
        let mut places: Vec<Range<usize>> = Vec::new();
        for (_, counts, place) in spoke {
            if *counts < least || places.len() == 3 {
                break;
            }
            match places.iter_mut().find(|known| known.start <= place.end && place.start <= known.end) {
                Some(known) => *known = known.start.min(place.start)..known.end.max(place.end),
                None => places.push(place.clone()),
            }
        }
        places.sort_by_key(|place| place.start);
        places
    }
}
