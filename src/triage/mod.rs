//! Message → what it is about and in which language it is written, each with the words that say so.
//!
//! Phrases and frequent words come from `packs/languages/`. Nothing is learned, nothing is guessed: what no
//! phrase names has no topic, and a message without any known word has no language.

mod language;
mod phrases;
mod topics;

pub use language::{Spoken, language_of};
pub(crate) use phrases::Phrases;
pub use topics::{Topic, topics_of, topics_of_page, words_of_buyer};
