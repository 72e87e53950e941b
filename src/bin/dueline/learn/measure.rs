//! How well messages are understood.

use super::data::{self, OTHER, Row, coarse};
use dueline::packs::Packs;
use dueline::triage::{Anger, triage};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Hits, false alarms and misses.
#[derive(Default, Clone, Copy)]
struct Counts {
    hits: f64,
    alarms: f64,
    misses: f64,
}

impl Counts {
    fn add(&mut self, found: bool, there: bool) {
        match (found, there) {
            (true, true) => self.hits += 1.0,
            (true, false) => self.alarms += 1.0,
            (false, true) => self.misses += 1.0,
            (false, false) => {}
        }
    }

    fn precision(self) -> f64 {
        self.hits / (self.hits + self.alarms).max(1.0)
    }

    fn recall(self) -> f64 {
        self.hits / (self.hits + self.misses).max(1.0)
    }

    fn f1(self) -> f64 {
        2.0 * self.hits / (2.0 * self.hits + self.alarms + self.misses).max(1.0)
    }
}

/// The figures of one way of understanding.
pub struct Measure {
    name: &'static str,
    /// For shared messages under `""`, for own ones under their language.
    first: BTreeMap<String, (f64, f64)>,
    shared: BTreeMap<String, Counts>,
    own: BTreeMap<String, Counts>,
    language: BTreeMap<String, (f64, f64)>,
    /// Messages in other languages than ours for which one of ours was claimed.
    strangers: (f64, f64),
    anger: [[Counts; 3]; 2],
    /// Signs of own examples, by their classes.
    signs: BTreeMap<String, Counts>,
    missed: String,
}

impl Measure {
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            first: BTreeMap::new(),
            shared: BTreeMap::new(),
            own: BTreeMap::new(),
            language: BTreeMap::new(),
            strangers: (0.0, 0.0),
            anger: Default::default(),
            signs: BTreeMap::new(),
            missed: String::new(),
        }
    }

    /// What one gets by always saying the most frequent label.
    pub fn constant(rows: &[Row]) -> Self {
        let mut measure = Self::new("always the most frequent");
        for row in rows {
            measure.topics(row, &[OTHER]);
        }
        measure
    }

    pub fn last_miss(&self) -> &str {
        &self.missed
    }

    /// Counts one message; says whether its main topic was missed.
    pub fn add(&mut self, packs: &Packs, row: &Row) -> bool {
        let seen = triage(packs, None, &row.text);
        let seen_mood = seen.mood();
        let mut said: Vec<&str> = seen.topics.iter().map(|label| label.id.as_str()).collect();
        if said.is_empty() {
            said.push(OTHER);
        }
        let right = self.topics(row, &said);
        if !right {
            self.missed =
                format!("{} {:?} {said:?} {}", row.language, row.topics, row.text.replace('\n', " "));
        }
        if row.tells_language {
            let told = seen.language.map(|spoken| spoken.language);
            if packs.language(&row.language).is_some() {
                for key in [String::new(), row.language.clone()] {
                    let (right, all) = self.language.entry(key).or_default();
                    *all += 1.0;
                    *right += f64::from(u8::from(told.as_ref() == Some(&row.language)));
                }
            } else {
                self.strangers.1 += 1.0;
                self.strangers.0 += f64::from(u8::from(told.is_some()));
            }
        }
        if let Some(there) = row.anger {
            let has = |kind| seen.anger.iter().any(|sign| sign.kind == kind);
            let found = [has(Anger::Swearing), has(Anger::Capitals), !seen.threats.is_empty()];
            for kind in 0..3 {
                self.anger[usize::from(row.own)][kind].add(found[kind], there[kind]);
            }
        }
        if row.own {
            let threats = seen.threats.iter().map(|sign| data::sign("threat", &sign.kind));
            let wants = seen.wants.iter().map(|sign| data::sign("want", &sign.kind));
            let mood = seen_mood.map(|mood| data::sign("mood", &mood));
            let found: BTreeSet<String> = threats.chain(wants).chain(mood).collect();
            for sign in found.iter().chain(&row.signs).collect::<BTreeSet<_>>() {
                self.signs
                    .entry(sign.clone())
                    .or_default()
                    .add(found.contains(sign), row.signs.contains(sign));
            }
        }
        !right
    }

    fn topics(&mut self, row: &Row, said: &[&str]) -> bool {
        if row.topics.is_empty() {
            return true;
        }
        let name = |topic: &str| if row.own { topic.to_owned() } else { coarse(topic).to_owned() };
        let there: BTreeSet<String> = row.topics.iter().map(|topic| name(topic)).collect();
        let fine: BTreeSet<String> = row.also.iter().map(|topic| name(topic)).collect();
        let said: Vec<String> = said.iter().map(|topic| name(topic)).collect();
        let right = said.first().is_some_and(|first| there.contains(first) || fine.contains(first));
        let key = if row.own { row.language.clone() } else { String::new() };
        let (rights, all) = self.first.entry(key).or_default();
        *all += 1.0;
        *rights += f64::from(u8::from(right));
        let counts = if row.own { &mut self.own } else { &mut self.shared };
        for topic in
            there.iter().chain(said.iter().filter(|topic| !there.contains(*topic))).collect::<BTreeSet<_>>()
        {
            if fine.contains(topic) && !there.contains(topic) {
                continue;
            }
            counts.entry(topic.clone()).or_default().add(said.contains(topic), there.contains(topic));
        }
        right
    }

    fn macro_f1(counts: &BTreeMap<String, Counts>) -> f64 {
        let known: Vec<f64> =
            counts.values().filter(|count| count.hits + count.misses > 0.0).map(|count| count.f1()).collect();
        #[allow(clippy::cast_precision_loss)]
        let mean = known.iter().sum::<f64>() / known.len().max(1) as f64;
        mean
    }
}

fn share((right, all): (f64, f64)) -> f64 {
    right / all.max(1.0)
}

/// The figures of several ways beside each other, as Markdown. Writing into a text cannot fail.
pub fn table(ways: &[Measure]) -> String {
    let mut text = String::from(
        "| | messages from elsewhere: macro-F1 | first topic right | own examples: macro-F1 | first topic right |\n|---|--:|--:|--:|--:|\n",
    );
    for way in ways {
        let own = way.first.iter().filter(|(key, _)| !key.is_empty());
        let own = own.fold((0.0, 0.0), |sum, (_, one)| (sum.0 + one.0, sum.1 + one.1));
        let first = way.first.get("").copied().unwrap_or_default();
        let _ = writeln!(
            text,
            "| {} | {:.3} | {:.3} | {:.3} | {:.3} |",
            way.name,
            Measure::macro_f1(&way.shared),
            share(first),
            Measure::macro_f1(&way.own),
            share(own)
        );
    }
    let Some(model) = ways.last() else { return text };
    text += "\n| topic | precision | recall | F1 | messages | own: precision | recall | F1 | examples |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n";
    let topics: BTreeSet<&String> = model.shared.keys().chain(model.own.keys()).collect();
    for topic in topics {
        let cells = |counts: &BTreeMap<String, Counts>| {
            let counts = counts.get(topic).copied().unwrap_or_default();
            let all = counts.hits + counts.misses;
            match all > 0.0 {
                true => {
                    format!("{:.2} | {:.2} | {:.2} | {all}", counts.precision(), counts.recall(), counts.f1())
                }
                false => " | | | 0".to_owned(),
            }
        };
        let _ = writeln!(text, "| {topic} | {} | {} |", cells(&model.shared), cells(&model.own));
    }
    text += "\n| language | told right | own examples: first topic right |\n|---|--:|--:|\n";
    for (language, told) in &model.language {
        let first = model.first.get(language).copied();
        let first = first
            .filter(|_| !language.is_empty())
            .map_or(String::new(), |first| format!("{:.3}", share(first)));
        let name = if language.is_empty() { "all of ours" } else { language };
        let _ = writeln!(text, "| {name} | {:.3} ({}) | {first} |", share(*told), told.1);
    }
    let _ = writeln!(
        text,
        "| others, taken for one of ours | {:.3} ({}) | |",
        share(model.strangers),
        model.strangers.1
    );
    text += "\n| sign | elsewhere: precision | recall | there | own: precision | recall | there |\n|---|--:|--:|--:|--:|--:|--:|\n";
    for (kind, name) in ["swear word", "sentence in capitals", "threat"].into_iter().enumerate() {
        let cells = |counts: Counts| {
            format!("{:.2} | {:.2} | {}", counts.precision(), counts.recall(), counts.hits + counts.misses)
        };
        let _ =
            writeln!(text, "| {name} | {} | {} |", cells(model.anger[0][kind]), cells(model.anger[1][kind]));
    }
    text += "\n| sign of own examples | precision | recall | there |\n|---|--:|--:|--:|\n";
    for (sign, counts) in &model.signs {
        let there = counts.hits + counts.misses;
        let _ = writeln!(text, "| {sign} | {:.2} | {:.2} | {there} |", counts.precision(), counts.recall());
    }
    text
}
