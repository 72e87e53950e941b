//! Finds letters by a few typed characters: English, Chinese, pinyin whole or by initials, with slips; best first.
//!
//! A query falls into parts, and every part should be found in a letter: in its titles, its tags, what it is about,
//! or what it says. What is rare tells more than what stands in every letter, a longer piece more than its
//! characters one by one. Own code and no fuzzy matcher, because those take a text for letters in a row: they find
//! no Chinese by its sound, and find much that merely holds the same letters somewhere.

mod index;
mod matching;
mod query;

use crate::packs::Packs;
use index::Index;
use matching::Found;
use query::Part;
use serde::{Deserialize, Serialize};

/// What is found much worse than the best is not listed.
const SHARE_OF_BEST: f32 = 0.45;
/// What is found worse than this is not listed at all.
const LEAST: f32 = 0.2;
/// How much of what a query tells must be found where no letter holds all of it.
const LEAST_SHARE: f32 = 0.55;
/// How much better than its text a letter can be at most, for fitting the case.
const MOST_FAVOUR: f32 = 0.12;
/// A query that is a whole title or tag.
const WHOLE: f32 = 0.4;
/// A title that is matched from end to end.
const ALL_OF_TITLE: f32 = 0.08;
/// Where a part is found no better than this, slips are looked for.
const POOR: f32 = 0.5;
/// Where a reading of the query is found as well as this, no other one is tried.
const GOOD: f32 = 0.7;

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

/// An index over all letters. Building it costs a little; asking it costs next to nothing.
pub struct Search {
    index: Index,
}

/// What was found of one letter for all parts of a query.
struct Candidate {
    entry: usize,
    reading: usize,
    score: f32,
    /// How much of what the query tells was found, 0 to 1.
    share: f32,
}

impl Search {
    /// Indexes every letter once, whatever the number of its languages.
    pub fn new(packs: &Packs) -> Self {
        Self { index: Index::new(packs) }
    }

    /// The letters that match `query`, best first; all letters for an empty query.
    ///
    /// `favour` says from 0 to 100 how well a letter fits the case and how often it is used. It decides between
    /// letters that match alike and lifts one that matches well; where the query is empty it alone decides, then
    /// the order of the packs.
    pub fn find(&mut self, query: &str, favour: &dyn Fn(&str) -> u32) -> Vec<Hit> {
        let favour = |entry: &index::Entry| favour(&entry.id).min(100);
        let entries = &self.index.entries;
        if query.trim().is_empty() {
            let hit = |entry: &index::Entry| Hit {
                id: entry.id.clone(),
                score: favour(entry),
                en: vec![],
                zh: vec![],
            };
            let mut all: Vec<Hit> = entries.iter().map(hit).collect();
            all.sort_by_key(|hit| std::cmp::Reverse(hit.score));
            return all;
        }
        let key = index::key(query);
        let mut readings: Vec<Vec<(Part, Found)>> = Vec::new();
        let mut candidates: Vec<Candidate> = Vec::new();
        for runs in query::readings(&self.index, query) {
            // Whoever types syllables with spaces between means them so; only else the words are taken one by one.
            if candidates.iter().any(|candidate| candidate.score > GOOD) {
                break;
            }
            let parts: Vec<_> = runs.iter().map(|run| self.found(query::part(&self.index, run))).collect();
            for entry in 0..entries.len() {
                let (score, share) = weigh(&parts, entry);
                if score > 0.0 {
                    candidates.push(Candidate { entry, reading: readings.len(), score, share });
                }
            }
            readings.push(parts);
        }
        candidates.sort_by(|one, two| one.entry.cmp(&two.entry).then(two.score.total_cmp(&one.score)));
        candidates.dedup_by_key(|candidate| candidate.entry);
        // Where some letter holds both of two parts, one that lacks a part is noise; of more parts one may be a word
        // that the letter merely says otherwise.
        let all = candidates.iter().any(|candidate| candidate.share > 0.999);
        candidates.retain(|candidate| {
            let parts = readings.get(candidate.reading).map_or(0, Vec::len);
            candidate.share > if all && parts < 3 { 0.999 } else { LEAST_SHARE }
        });
        let mut whole = vec![0.0_f32; entries.len()];
        let same = self.index.texts.iter().enumerate().filter(|(_, text)| text.key == key);
        for (entry, worth) in same.flat_map(|(text, _)| self.index.holders.get(text).into_iter().flatten()) {
            whole[*entry] = whole[*entry].max(*worth);
        }
        for candidate in &mut candidates {
            candidate.score += WHOLE * whole.get(candidate.entry).copied().unwrap_or(0.0);
        }
        let best = candidates.iter().map(|candidate| candidate.score).fold(0.0, f32::max);
        candidates.retain(|candidate| candidate.score >= LEAST.max(best * SHARE_OF_BEST));
        let mut hits: Vec<(f32, Hit)> = Vec::new();
        for candidate in candidates {
            let Some(entry) = entries.get(candidate.entry) else { continue };
            let parts = readings.get(candidate.reading).map(Vec::as_slice).unwrap_or_default();
            let marks = |title: usize| self.marks(parts, candidate.entry, title);
            let (en, zh) = (marks(entry.en), marks(entry.zh));
            let length = |text: usize| self.index.texts.get(text).map_or(1, |text| text.length.max(1)) as f32;
            let covered = (en.len() as f32 / length(entry.en)).max(zh.len() as f32 / length(entry.zh));
            let score = candidate.score + ALL_OF_TITLE * covered;
            let score = score * (1.0 + MOST_FAVOUR * favour(entry) as f32 / 100.0);
            hits.push((score, Hit { id: entry.id.clone(), score: (score * 1000.0) as u32, en, zh }));
        }
        hits.sort_by(|one, two| two.0.total_cmp(&one.0));
        hits.into_iter().map(|(.., hit)| hit).collect()
    }

    /// Where a part of the query is found, by slips too where it is hardly found otherwise.
    fn found(&self, mut part: Part) -> (Part, Found) {
        let mut found = matching::find(&self.index, &part);
        if found.best() <= POOR {
            if part.word.is_empty() {
                let alike = query::way_of_homophones(&self.index, &part);
                matching::add_one_way(&self.index, &mut part, alike, &mut found);
            } else {
                matching::add_slips(&self.index, &part, &mut found);
            }
        }
        (part, found)
    }

    /// The characters of a title that matched.
    fn marks(&self, parts: &[(Part, Found)], entry: usize, title: usize) -> Vec<u32> {
        let mut marks: Vec<u32> = Vec::new();
        for (part, found) in parts {
            if let Some(how) = found.how(entry) {
                marks.extend(matching::marks(&self.index, part, how, title, found));
            }
        }
        marks.sort_unstable();
        marks.dedup();
        marks
    }
}

/// How well an entry matches all parts, and how much of what they tell it holds.
fn weigh(parts: &[(Part, Found)], entry: usize) -> (f32, f32) {
    let (mut score, mut held, mut all) = (0.0, 0.0, 0.0);
    for (part, found) in parts {
        let value = found.value(entry);
        all += part.weight;
        score += part.weight * value;
        // A word that says nothing is no matter where it is missing.
        if value > 0.0 || part.weight <= query::COMMON {
            held += part.weight;
        }
    }
    if all > 0.0 { (score / all, held / all) } else { (0.0, 0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Words;
    use crate::packs::format::{Bundle, Letter, LetterPack, Stage};

    fn search(letters: &[(&str, &str, &str, &[&str])]) -> Search {
        let letter = |(id, en, zh, tags): &(&str, &str, &str, &[&str])| Letter {
            id: (*id).to_owned(),
            title: Words::new(*en, *zh),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Letter::default()
        };
        let pack = LetterPack {
            group: "own".to_owned(),
            name: Words::new("Own", "自建"),
            stage: Stage::Any,
            letters: letters.iter().map(letter).collect(),
        };
        Search::new(&Packs::from_bundle(Bundle { letters: vec![pack], ..Bundle::default() }))
    }

    fn four() -> Search {
        search(&[
            ("status", "Where is my refund?", "退款进度", &["没到账"]),
            ("sent", "Refund has been sent", "已退款", &["refund"]),
            ("stuck", "Tracking shows no progress", "物流信息不更新", &["停滞"]),
            ("address", "Change of address", "修改收货地址", &["改地址"]),
        ])
    }

    fn ids(hits: &[Hit]) -> Vec<&str> {
        hits.iter().map(|hit| hit.id.as_str()).collect()
    }

    #[test]
    fn a_letter_is_found_in_every_way_of_typing_it() {
        let mut search = four();
        for query in [
            "退款进度",
            "进度",
            "tuikuanjindu",
            "tui kuan jin du",
            "TuiKuan jindu",
            "tuikuanj",
            "tkjd",
            "tk jd",
            "where refund",
            "退款 jindu",
            "refund 进度",
            "tuikaun jindu",
            "tuikuan jingdu",
            "没到账",
            "tuikuan'jindu",
        ] {
            assert_eq!(ids(&search.find(query, &|_| 0)).first(), Some(&"status"), "{query}");
        }
        for query in ["wlxx", "wuliuxinxi", "trakcing", "wuliu", "wlbgx", "bugengxing"] {
            assert_eq!(ids(&search.find(query, &|_| 0)), ["stuck"], "{query}");
        }
        assert_eq!(ids(&search.find("qzxj", &|_| 0)), [""; 0]);
        assert_eq!(ids(&search.find("量子力学", &|_| 0)), [""; 0]);
    }

    #[test]
    fn what_matched_is_marked_in_both_titles() {
        let mut search = four();
        let mut marks = |query: &str, id: &str| {
            let hits = search.find(query, &|_| 0);
            let hit = hits.into_iter().find(|hit| hit.id == id).unwrap();
            (hit.en, hit.zh)
        };
        assert_eq!(marks("退款", "sent"), (vec![], vec![1, 2]));
        assert_eq!(marks("tuikuan", "sent"), (vec![], vec![1, 2]));
        assert_eq!(marks("tkjd", "status"), (vec![], vec![0, 1, 2, 3]));
        assert_eq!(marks("refu", "sent"), (vec![0, 1, 2, 3], vec![]));
        assert_eq!(marks("refund 进度", "status"), ((12..18).collect(), vec![2, 3]));
        assert_eq!(marks("tuikaun", "sent"), (vec![], vec![1, 2]));
    }

    #[test]
    fn favour_breaks_ties_and_drowns_nothing() {
        let letters: &[(&str, &str, &str, &[&str])] = &[
            ("one", "Hold", "海关", &[]),
            ("two", "Hold", "海关", &[]),
            ("far", "Gate", "进口", &["海关税"]),
        ];
        let mut search = search(letters);
        assert_eq!(ids(&search.find("海关", &|_| 0)), ["one", "two", "far"]);
        assert_eq!(ids(&search.find("海关", &|id| if id == "two" { 1 } else { 0 }))[..2], ["two", "one"]);
        assert_eq!(ids(&search.find("海关", &|id| if id == "far" { 100 } else { 0 }))[2], "far");
        assert_eq!(ids(&search.find("  ", &|id| if id == "far" { 9 } else { 0 })), ["far", "one", "two"]);
        assert_eq!(ids(&search.find("海关", &|_| u32::MAX)).len(), 3);
    }

    #[test]
    fn nothing_typed_is_too_much() {
        let mut search = four();
        for query in
            ["a".repeat(5_000), "退".repeat(5_000), "tui ".repeat(2_000), "𠀀 \u{0} ' ' é ß İ -".to_owned()]
        {
            search.find(&query, &|_| 0);
        }
    }
}
