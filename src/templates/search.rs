//! Finds letters by a few typed characters, in English or Chinese, best first.

use crate::packs::Packs;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str, Utf32String, chars};
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
    en: Text,
    zh: Text,
    rest: Text,
}

/// A text to be searched. Its case is folded once, because folding Chinese at each keystroke was most of
/// what a search cost.
struct Text {
    folded: Utf32String,
    letters: Letters,
}

/// Which letters a text holds, one bit for several of them: tells quickly that it cannot match.
#[derive(Clone, Copy)]
struct Letters(u64);

impl Letters {
    fn of(text: Utf32Str<'_>) -> Self {
        Self(text.chars().fold(0, |known, letter| known | 1 << (u32::from(letter) % 64)))
    }

    fn hold(self, wanted: Self) -> bool {
        self.0 & wanted.0 == wanted.0
    }
}

impl Text {
    fn new(text: &str) -> Self {
        let folded = Utf32String::from(fold(text));
        Self { letters: Letters::of(folded.slice(..)), folded }
    }
}

/// The same number of characters without case.
fn fold(text: &str) -> String {
    text.chars().map(chars::to_lower_case).collect()
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
        for letter in packs.letters() {
            if entries.iter().any(|entry| entry.id == letter.id) {
                continue;
            }
            let rest = format!("{} {} {}", letter.id, letter.tags.join(" "), letter.meaning);
            entries.push(Entry {
                id: letter.id.clone(),
                en: Text::new(&letter.title.en),
                zh: Text::new(&letter.title.zh),
                rest: Text::new(&rest),
            });
        }
        Self { entries, matcher: Matcher::new(Config::DEFAULT) }
    }

    /// The letters that match every word of `query`, best first; all letters, in the order of their
    /// packs, for an empty query. A match in a title weighs more than one in tags or meaning.
    pub fn find(&mut self, query: &str, _favour: &dyn Fn(&str) -> u32) -> Vec<Hit> {
        let query = query.trim();
        if query.is_empty() {
            let all = self.entries.iter();
            return all.map(|entry| Hit { id: entry.id.clone(), score: 0, en: vec![], zh: vec![] }).collect();
        }
        // Where case counts, nucleo-matcher 0.3.1 takes the start or end of an ASCII text for the whole of it.
        let anchored = query.contains(['^', '$']);
        let case = if anchored { CaseMatching::Ignore } else { CaseMatching::Respect };
        let pattern = Pattern::parse(&fold(query), case, Normalization::Never);
        let wanted = pattern.atoms.iter().filter(|atom| !atom.negative);
        let wanted = Letters(wanted.fold(0, |wanted, atom| wanted | Letters::of(atom.needle_text()).0));
        let matcher = &mut self.matcher;
        let mut hits: Vec<Hit> = Vec::new();
        for entry in &self.entries {
            let mut score_of = |text: &Text| {
                let mut marks = Vec::new();
                let possible = Some(text).filter(|text| text.letters.hold(wanted))?;
                let score = pattern.indices(possible.folded.slice(..), matcher, &mut marks);
                marks.sort_unstable();
                marks.dedup();
                score.map(|score| (score, marks))
            };
            let en = score_of(&entry.en);
            let zh = score_of(&entry.zh);
            let rest = score_of(&entry.rest);
            let title = en.as_ref().map_or(0, |found| found.0).max(zh.as_ref().map_or(0, |found| found.0));
            let score = (title * 3).max(rest.map_or(0, |found| found.0));
            if score > 0 {
                let marks = |found: Option<(u32, Vec<u32>)>| found.map(|found| found.1).unwrap_or_default();
                hits.push(Hit { id: entry.id.clone(), score, en: marks(en), zh: marks(zh) });
            }
        }
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_once_finds_the_same_letters() {
        let packs = Packs::shipped().unwrap();
        let mut search = Search::new(&packs);
        for query in [
            "refu",
            "REFUND",
            "退款",
            "Rückerstattung",
            "ÜBER",
            "tracking !late",
            "^dispute",
            "checking$",
            "^Dispute: we are checking$",
            "tracking !^dispute",
            "'refund",
            "'纠纷",
            "US\\ $",
            "纠纷 buyer",
            "qzxj",
        ] {
            let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Never);
            let mut matcher = Matcher::new(Config::DEFAULT);
            let mut plain = std::collections::BTreeMap::new();
            let mut seen = std::collections::BTreeSet::new();
            for (_, letter) in packs.letters().filter(|(_, letter)| seen.insert(&letter.id)) {
                let rest = format!("{} {} {}", letter.id, letter.tags.join(" "), letter.meaning);
                let mut matches = |text: &str| {
                    let mut marks = Vec::new();
                    let found = pattern.indices(Utf32String::from(text).slice(..), &mut matcher, &mut marks);
                    marks.sort_unstable();
                    found.map(|_| marks)
                };
                let found = [matches(&letter.title.en), matches(&letter.title.zh), matches(&rest)];
                if found.iter().any(Option::is_some) {
                    let [en, zh, _] = found.map(Option::unwrap_or_default);
                    plain.insert(letter.id.clone(), (en, zh));
                }
            }
            let hits = search.find(query).into_iter().map(|hit| (hit.id, (hit.en, hit.zh)));
            assert_eq!(hits.collect::<std::collections::BTreeMap<_, _>>(), plain, "{query}");
        }
    }
}
