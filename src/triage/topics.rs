//! What a message is about.

use super::language::language_of;
use crate::model::{Author, Message, Reading};
use crate::packs::Packs;
use serde::{Deserialize, Serialize};

/// The longest message that is looked through, in bytes; what stands behind is not.
const MOST_BYTES: usize = 20_000;

/// A topic of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// The topic's id, by the catalogue.
    pub id: String,
    /// The words of the message that name it.
    pub words: String,
}

/// The topics of a text, in the order in which they are named. Phrases of the text's own language come before
/// those of others: where one of its own names a topic, the others are not asked.
pub fn topics_of(packs: &Packs, text: &str) -> Vec<Topic> {
    let text = text.to_lowercase();
    let end = (0..=MOST_BYTES.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    let text = &text[..end.unwrap_or(0)];
    let spoken = language_of(packs, text);
    let own =
        spoken.and_then(|spoken| packs.languages().iter().position(|pack| pack.language == spoken.language));
    let index = packs.phrases().of(packs);
    let found: Vec<_> = index.find(text).collect();
    let is_own = |language: u16| own == Some(usize::from(language));
    let any_own = found.iter().any(|(_, phrase)| is_own(phrase.language));
    let mut topics: Vec<Topic> = Vec::new();
    for (_, phrase) in found.into_iter().filter(|(_, phrase)| !any_own || is_own(phrase.language)) {
        let Some(named) = packs.catalogue().topics.get(usize::from(phrase.topic)) else { continue };
        match topics.iter_mut().find(|topic| topic.id == named.id) {
            Some(topic) if topic.words.len() < phrase.text.len() => topic.words.clone_from(&phrase.text),
            Some(_) => {}
            None => topics.push(Topic { id: named.id.clone(), words: phrase.text.clone() }),
        }
    }
    topics
}

/// The topics of a page: of what the buyer wrote since the shop's last word, else of the buyer's last message,
/// and of the case's reason.
pub fn topics_of_page(packs: &Packs, reading: &Reading) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    let reason = reading.case.reason.value().map(String::as_str);
    for topic in words_of_buyer(reading).into_iter().chain(reason).flat_map(|text| topics_of(packs, text)) {
        if !topics.iter().any(|known| known.id == topic.id) {
            topics.push(topic);
        }
    }
    topics
}

/// What the buyer wrote since the shop's last word, else the buyer's last message.
pub fn words_of_buyer(reading: &Reading) -> Vec<&str> {
    let ours = reading.thread.iter().rposition(|message| message.author == Author::Seller);
    let since = ours.map_or(0, |place| place + 1);
    let from_buyer = |message: &&Message| message.author == Author::Buyer;
    let fresh = reading.thread[since..].iter().filter(from_buyer);
    let mut texts: Vec<&str> = fresh.map(|message| message.text.as_str()).collect();
    if texts.is_empty() {
        texts.extend(reading.thread.iter().rev().find(from_buyer).map(|message| message.text.as_str()));
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<String> {
        let packs = Packs::shipped().unwrap();
        topics_of(&packs, text).into_iter().map(|topic| topic.id).collect()
    }

    #[test]
    fn a_message_is_about_what_it_names() {
        assert!(
            ids("Hello, where is my order? It has not arrived yet.").contains(&"where-is-order".to_owned())
        );
        assert!(ids("我的包裹怎么还没到").contains(&"where-is-order".to_owned()));
        assert_eq!(ids("Lorem ipsum dolor"), Vec::<String>::new());
    }

    #[test]
    fn a_phrase_begins_where_a_word_begins() {
        let packs = Packs::shipped().unwrap();
        let found: Vec<_> = topics_of(&packs, "unreturnable").into_iter().map(|topic| topic.id).collect();
        assert!(!found.contains(&"return-request".to_owned()));
    }

    #[test]
    fn a_very_long_message_is_cut_at_a_character() {
        ids(&"订单在哪里".repeat(5000));
    }
}
