//! Finds letters by a few typed characters, in English or Chinese, best first.

use crate::packs::Packs;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};
use serde::{Deserialize, Serialize};

/// A letter that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// The letter's id.
    pub id: String,
    /// How well it fits; higher is better.
    pub score: u32,
    /// The characters of the English title that matched, counted from 0.
    pub en: Vec<u32>,
    /// The characters of the Chinese title that matched, counted from 0.
    pub zh: Vec<u32>,
}

struct Entry {
    id: String,
    en: Utf32String,
    zh: Utf32String,
    rest: Utf32String,
}

/// An index over all letters. Building it costs a little; asking it costs next to nothing.
pub struct Search {
    entries: Vec<Entry>,
    matcher: Matcher,
}

impl Search {
    /// Indexes every letter once, whatever the number of its languages.
    pub fn new(packs: &Packs) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for (_, letter) in packs.letters() {
            if entries.iter().any(|entry| entry.id == letter.id) {
                continue;
            }
            let rest = format!("{} {} {}", letter.id, letter.tags.join(" "), letter.meaning);
            entries.push(Entry {
                id: letter.id.clone(),
                en: Utf32String::from(letter.title.en.as_str()),
                zh: Utf32String::from(letter.title.zh.as_str()),
                rest: Utf32String::from(rest),
            });
        }
        Self { entries, matcher: Matcher::new(Config::DEFAULT) }
    }

    /// The letters that match every word of `query`, best first; all letters, in the order of their
    /// packs, for an empty query. A match in a title weighs more than one in tags or meaning.
    pub fn find(&mut self, query: &str) -> Vec<Hit> {
        let query = query.trim();
        if query.is_empty() {
            let all = self.entries.iter();
            return all.map(|entry| Hit { id: entry.id.clone(), score: 0, en: vec![], zh: vec![] }).collect();
        }
        let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Never);
        let matcher = &mut self.matcher;
        let mut hits: Vec<Hit> = Vec::new();
        for entry in &self.entries {
            let mut score_of = |text: &Utf32String| {
                let mut marks = Vec::new();
                let score = pattern.indices(text.slice(..), matcher, &mut marks);
                marks.sort_unstable();
                marks.dedup();
                score.map(|score| (score, marks))
            };
            let en = score_of(&entry.en);
            let zh = score_of(&entry.zh);
            let rest = score_of(&entry.rest);
            let title = en.as_ref().map_or(0, |found| found.0).max(zh.as_ref().map_or(0, |found| found.0));
            let score = (title * 3).max(rest.as_ref().map_or(0, |found| found.0));
            if score > 0 {
                let marks = |found: Option<(u32, Vec<u32>)>| found.map(|found| found.1).unwrap_or_default();
                hits.push(Hit { id: entry.id.clone(), score, en: marks(en), zh: marks(zh) });
            }
        }
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        hits
    }
}
