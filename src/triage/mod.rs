//! Message → what it is about, how it is said, what it threatens and what it asks; each with the words that say so.
//!
//! Phrases come from `packs/lexicons/`, the weight of words from `packs/weights/`. Both are data, both point at
//! places in the message, and what nothing names has no label. A message steers nothing but its own labels.

mod entities;
mod gist;
mod language;
mod lexicon;
mod page;
mod sentences;
mod signs;
mod text;
mod topics;
mod weights;

pub use entities::{Entity, EntityKind};
#[cfg(not(target_arch = "wasm32"))]
pub use language::language_features;
pub use language::{Spoken, language_of};
pub use page::{Topic, Understood, languages_of_page, topics_of_page, understand, words_of_buyer};
pub use signs::{Ago, Anger, Blackmail, Sign};
pub use text::{MOST_BYTES, Span};

use crate::model::Reading;
use crate::packs::format::{Mood, Photo, Threat, Want, WeightPack};
use crate::packs::{ANY_LANGUAGE, Packs};
use lexicon::{Hit, Lexicon, Sense};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use text::Folded;

/// The language whose phrases are tried where a message's own cannot be told.
const FALLBACK: &str = "en";

/// Everything that is understood of one message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Triage {
    /// The language, where it can be told.
    pub language: Option<Spoken>,
    /// What it is about, the likeliest first.
    pub topics: Vec<Label>,
    /// Its questions, in their order.
    pub questions: Vec<Question>,
    /// Swear words, insults, sentences in capitals.
    pub anger: Vec<Sign<Anger>>,
    /// What is announced.
    pub threats: Vec<Sign<Threat>>,
    /// Money or goods tied to a review.
    pub blackmail: Option<Blackmail>,
    /// What is said about pictures.
    pub photos: Vec<Sign<Photo>>,
    /// What the buyer wants done.
    pub wants: Vec<Sign<Want>>,
    /// Words of moods.
    pub moods: Vec<Sign<Mood>>,
    /// The longest time that is said to have passed.
    pub ago: Option<Ago>,
    /// Where it is said that nothing was bought here.
    pub stranger: Vec<Span>,
    /// Numbers, amounts, days and the item.
    pub entities: Vec<Entity>,
    /// Of a long message the sentences that hold most.
    pub gist: Vec<Span>,
    /// Where characters stand that no reader sees.
    pub hidden: Vec<Span>,
    /// Whether only the beginning was read, because the message is longer than [`MOST_BYTES`].
    pub cut: bool,
}

impl Triage {
    /// The mood of the whole: anger by what was found, else the mood with most words.
    pub fn mood(&self) -> Option<Mood> {
        if !self.anger.is_empty() {
            return Some(Mood::Angry);
        }
        let count = |mood: Mood| self.moods.iter().filter(|sign| sign.kind == mood).count();
        // A "please" or "thanks" goes with every mood; it counts where nothing else is told.
        let grave = [Mood::Angry, Mood::Sad, Mood::Urgent]
            .into_iter()
            .max_by_key(|mood| (count(*mood), std::cmp::Reverse(*mood)));
        grave
            .filter(|mood| count(*mood) > 0)
            .or_else(|| (count(Mood::Friendly) > 0).then_some(Mood::Friendly))
    }
}

/// A topic of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The topic's id, by the catalogue.
    pub id: String,
    /// How likely it is, in per cent.
    pub likely: u8,
    /// The words that say so.
    pub why: Vec<Span>,
}

/// A question of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Where it stands.
    pub at: Span,
    /// What it is about.
    pub topic: Option<String>,
}

/// The lexicons of some packs, made ready at the first message. Not part of the data: two packs are equal
/// whether or not they have been used.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lexicons(OnceLock<Arc<BTreeMap<String, OnceLock<Lexicon>>>>);

impl PartialEq for Lexicons {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Lexicons {
    fn of<'a>(&'a self, packs: &Packs, language: &str) -> Option<&'a Lexicon> {
        let known = self.0.get_or_init(|| {
            let languages =
                packs.bundle().lexicons.iter().map(|pack| (pack.language.clone(), OnceLock::new()));
            Arc::new(languages.collect())
        });
        let lexicon = known.get(language)?;
        let pack = packs.lexicon(language)?;
        Some(lexicon.get_or_init(|| Lexicon::new(pack)))
    }
}

/// Understands one message. `reading` is the page on which it stands: it gives the form of order numbers and the
/// item. What is known of the message's language must be loaded ([`Packs::has_language`]); otherwise the
/// labels that take words are missing.
pub fn triage(packs: &Packs, reading: Option<&Reading>, message: &str) -> Triage {
    let folded = Folded::new(message);
    let language = language_of(packs, message_start(message));
    let spoken = language.as_ref().map_or(FALLBACK, |spoken| spoken.language.as_str());
    let lexicon = packs.lexicons().of(packs, spoken);
    let text = folded.text();
    let hits: Vec<Hit<'_>> = lexicon.map(|lexicon| lexicon.find(text).collect()).unwrap_or_default();
    let sentences = sentences::sentences(text, lexicon);
    let weights: Vec<&WeightPack> =
        packs.weights(ANY_LANGUAGE).into_iter().chain(packs.weights(spoken)).collect();
    let guesses = topics::guess(&weights, &folded, &hits, &sentences);
    // What the shape of phrases does not tell, their weight may.
    let threats = signs::with_told(signs::threats(&folded, &hits), Threat::ALL, "threat", &folded, &guesses);
    let wants = signs::with_told(signs::wants(&folded, &hits), Want::ALL, "want", &folded, &guesses);
    let moods = signs::with_told(signs::moods(&folded, &hits), Mood::ALL, "mood", &folded, &guesses);
    let topic_of = |range: &Range<usize>| topics::topic_of(&weights, &folded, &hits, range);
    let stranger = signs::signs(&folded, &hits, |sense| (*sense == Sense::Stranger).then_some(()));
    Triage {
        questions: gist::questions(&folded, &hits, &sentences, topic_of),
        anger: signs::anger(message, &folded, &hits),
        blackmail: signs::blackmail(&folded, &hits, &sentences, &wants, &threats),
        gist: gist::gist(&folded, &hits, &sentences, &wants),
        threats,
        photos: signs::photos(&folded, &hits),
        wants,
        moods,
        ago: lexicon.and_then(|lexicon| signs::ago(&folded, &hits, lexicon)),
        stranger: stranger.into_iter().map(|sign| sign.at).collect(),
        entities: entities::entities(packs, reading, &folded),
        hidden: folded.hidden().to_vec(),
        cut: folded.is_cut(),
        language,
        topics: guesses.topics(&folded, &hits),
    }
}

/// The part of a message by which its language is told.
fn message_start(message: &str) -> &str {
    let end = (0..=MOST_BYTES.min(message.len())).rev().find(|end| message.is_char_boundary(*end));
    &message[..end.unwrap_or(0)]
}

/// What learning needs of a message: everything that may have a weight. Used by `dueline learn`.
#[cfg(not(target_arch = "wasm32"))]
pub fn features_of(packs: &Packs, language: &str, message: &str) -> Vec<String> {
    let folded = Folded::new(message);
    let lexicon = packs.lexicons().of(packs, language);
    let hits: Vec<Hit<'_>> = lexicon.map(|lexicon| lexicon.find(folded.text()).collect()).unwrap_or_default();
    let mut found = Vec::new();
    weights::features(folded.text(), 0..folded.text().len(), &hits, |key, _| found.push(key.to_owned()));
    found.sort();
    found.dedup();
    found
}
