//! What the buyer's words on a page are about.

use super::text::fold_phrase;
use super::{Triage, language_of, triage};
use crate::model::{Author, Message, Reading};
use crate::packs::{ANY_LANGUAGE, Packs};
use serde::{Deserialize, Serialize};

/// A topic of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// The topic's id, by the catalogue.
    pub id: String,
    /// The words that name it.
    pub words: String,
}

/// A message of a page, understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Understood {
    /// Its place in the conversation.
    pub place: usize,
    /// What was understood.
    pub triage: Triage,
}

/// What the buyer wrote since the shop's last word, else the buyer's last message, understood.
pub fn understand(packs: &Packs, reading: &Reading) -> Vec<Understood> {
    let understood = |place: usize| Understood {
        place,
        triage: triage(packs, Some(reading), &reading.thread[place].text),
    };
    places_of_buyer(reading).into_iter().map(understood).collect()
}

/// The topics of a page: of the messages that were understood, and of the case's reason.
pub fn topics_of_page(packs: &Packs, reading: &Reading, messages: &[Understood]) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    let mut add = |text: &str, triage: &Triage| {
        for topic in topics_in(text, triage) {
            if !topics.iter().any(|known| known.id == topic.id) {
                topics.push(topic);
            }
        }
    };
    for message in messages {
        add(&reading.thread[message.place].text, &message.triage);
    }
    if let Some(reason) = reading.case.reason.value() {
        add(reason, &triage(packs, Some(reading), reason));
    }
    topics
}

fn topics_in(text: &str, triage: &Triage) -> Vec<Topic> {
    let topic = |label: &super::Label| {
        let words: Vec<String> = label.why.iter().map(|span| span.of(text)).collect();
        Topic { id: label.id.clone(), words: words.join(" … ") }
    };
    triage.topics.iter().map(topic).collect()
}

/// The languages in which the buyer writes on a page, as far as they are ours, and what all share; what belongs to
/// them must be loaded before the page can be understood.
pub fn languages_of_page(packs: &Packs, reading: &Reading) -> Vec<String> {
    let reason = reading.case.reason.value().map(String::as_str);
    let texts = words_of_buyer(reading).into_iter().chain(reason);
    let mut languages: Vec<String> = texts
        .map(|text| language_of(packs, super::message_start(text)))
        .map(|spoken| spoken.map_or_else(|| super::FALLBACK.to_owned(), |spoken| spoken.language))
        .filter(|language| packs.language(language).is_some())
        .collect();
    if !languages.is_empty() {
        languages.push(ANY_LANGUAGE.to_owned());
    }
    languages.sort();
    languages.dedup();
    languages
}

/// What the buyer wrote since the shop's last word, else the buyer's last message. A card with the item's title that
/// the portal shows as a message of the buyer is none.
pub fn words_of_buyer(reading: &Reading) -> Vec<&str> {
    places_of_buyer(reading).into_iter().map(|place| reading.thread[place].text.as_str()).collect()
}

fn places_of_buyer(reading: &Reading) -> Vec<usize> {
    let item = reading.order.item.value().map(|item| fold_phrase(item));
    let is_card = |message: &Message| {
        item.as_deref().is_some_and(|item| fold_phrase(&message.text).trim() == item.trim())
    };
    let from_buyer = |place: &usize| {
        let message = &reading.thread[*place];
        message.author == Author::Buyer && !is_card(message)
    };
    let ours = reading.thread.iter().rposition(|message| message.author == Author::Seller);
    let since = ours.map_or(0, |place| place + 1);
    let mut places: Vec<usize> = (since..reading.thread.len()).filter(from_buyer).collect();
    if places.is_empty() {
        places.extend((0..since).rev().find(from_buyer));
    }
    places
}
