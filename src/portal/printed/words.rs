//! Printed status words → the closed vocabularies.

use super::normalise;
use std::collections::BTreeMap;

/// Whether two texts are the same but for case, width and white space.
pub fn same_text(one: &str, two: &str) -> bool {
    normalise(one).to_lowercase() == normalise(two).to_lowercase()
}

/// The entry of which one word is the whole text.
pub fn exactly<K: Copy>(text: &str, lists: &BTreeMap<K, Vec<String>>) -> Option<K> {
    let text = normalise(text).to_lowercase();
    let is = |word: &String| normalise(word).to_lowercase() == text;
    lists.iter().find(|(_, words)| words.iter().any(is)).map(|(key, _)| *key)
}

/// The entry with the longest word that stands in `text`; nothing if none does, or if two entries
/// claim a word of the same length.
pub fn closest<'a, K: Copy + PartialEq + 'a>(
    text: &str,
    lists: impl IntoIterator<Item = &'a BTreeMap<K, Vec<String>>>,
) -> Option<K> {
    let text = normalise(text).to_lowercase();
    let mut best: Option<(usize, K)> = None;
    let mut tied = false;
    for (key, words) in lists.into_iter().flatten() {
        let longest = words
            .iter()
            .map(|word| normalise(word).to_lowercase())
            .filter(|word| !word.is_empty() && text.contains(word.as_str()))
            .map(|word| word.chars().count())
            .max();
        let Some(length) = longest else { continue };
        match best {
            Some((known, _)) if known > length => {}
            Some((known, other)) if known == length => tied |= other != *key,
            _ => {
                best = Some((length, *key));
                tied = false;
            }
        }
    }
    best.filter(|_| !tied).map(|(_, key)| key)
}
