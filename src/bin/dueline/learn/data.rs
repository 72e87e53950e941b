//! Labelled messages.

use anyhow::Context;
use dueline::packs::format::Example;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The class of what has no topic.
pub const OTHER: &str = "other";

/// Where a message comes from, and what it can be used for.
pub struct Row {
    pub text: String,
    pub language: String,
    /// Topics of the catalogue, or [`OTHER`]; empty where nobody has said.
    pub topics: Vec<String>,
    /// Signs such as `threat:review`.
    pub signs: Vec<String>,
    /// Topics that are no mistake.
    pub also: Vec<String>,
    /// Swear word, capitals, threat, where somebody has said.
    pub anger: Option<[bool; 3]>,
    /// Whether its language is known for certain.
    pub tells_language: bool,
    /// Whether it may be learned from: by its licence, and because it has topics.
    pub teaches: bool,
    /// Whether languages may be learned from it.
    pub teaches_language: bool,
    /// Whether it was written for this project.
    pub own: bool,
    /// How much it counts when learned from.
    pub weight: f32,
    pub fold: usize,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    lang: String,
    intents: Vec<String>,
    #[serde(default)]
    also_ok: Vec<String>,
    #[serde(default)]
    anger: Option<Anger>,
    source: String,
    licence: String,
    tier: String,
    #[serde(rename = "use")]
    used_for: Vec<String>,
}

#[derive(Deserialize)]
struct Anger {
    profanity: bool,
    caps: bool,
    threat: bool,
}

impl Row {
    /// One line of a file of labelled messages.
    pub fn read(line: &str) -> anyhow::Result<Self> {
        let line: Line = serde_json::from_str(line).context("not a labelled message")?;
        let counts = |what: &str| line.used_for.iter().any(|used| used == what);
        let topic = |intent: &String| intent.replace('_', "-");
        let topics: Vec<String> =
            if counts("intent") { line.intents.iter().map(topic).collect() } else { Vec::new() };
        // Share-alike licences of databases and texts are for measuring; so is what has no clear licence.
        let open = ["CDLA-Sharing", "CC-BY-4", "CC-BY-3", "CC-BY-2", "CC0", "MIT", "Apache"];
        let licensed = open.iter().any(|licence| line.licence.starts_with(licence))
            && !line.source.starts_with("lpschaub");
        let teaches = licensed && !topics.is_empty();
        let teaches_language = licensed && counts("lang");
        let weight = match line.tier.as_str() {
            "template" => 0.35,
            "crowd" => 0.7,
            "real" | "real-review" | "real-social" => 1.5,
            _ => 1.0,
        };
        Ok(Self {
            also: line.also_ok.iter().map(topic).collect(),
            anger: line
                .anger
                .filter(|_| line.used_for.iter().any(|used| used == "anger"))
                .map(|anger| [anger.profanity, anger.caps, anger.threat]),
            tells_language: counts("lang"),
            signs: Vec::new(),
            own: false,
            fold: 0,
            language: line.lang,
            text: line.text,
            topics,
            teaches,
            teaches_language,
            weight,
        })
    }

    /// A message that was written for the purpose.
    pub fn of_example(language: &str, example: Example) -> Self {
        let anger = [example.swearing, false, !example.threat.is_empty()];
        let mut signs: Vec<String> = example.threat.iter().map(|kind| sign("threat", kind)).collect();
        signs.extend(example.wants.iter().map(|kind| sign("want", kind)));
        signs.extend(example.mood.iter().map(|kind| sign("mood", kind)));
        Self {
            signs,
            text: example.text,
            language: language.to_owned(),
            topics: example.topics,
            also: Vec::new(),
            anger: Some(anger),
            tells_language: true,
            teaches: true,
            teaches_language: true,
            own: true,
            weight: 2.0,
            fold: 0,
        }
    }

    /// Topics of which nobody knows whether they are there: finer ones than the label, and those that are no mistake.
    pub fn unknown(&self) -> Vec<&str> {
        let mut unknown: Vec<&str> = self.also.iter().map(String::as_str).collect();
        if !self.own {
            for topic in &self.topics {
                unknown.extend(finer(topic));
            }
        }
        unknown.retain(|topic| !self.topics.iter().any(|known| known == topic));
        unknown
    }
}

/// The class of a sign.
pub fn sign<T: Serialize>(sort: &str, kind: &T) -> String {
    let name = serde_json::to_value(kind).ok();
    format!("{sort}:{}", name.as_ref().and_then(|name| name.as_str()).unwrap_or_default())
}

/// The topics of the catalogue that labelled messages do not tell from this one.
fn finer(topic: &str) -> &'static [&'static str] {
    match topic {
        "product-question" => &["shipping-question", "how-to-use", "warranty", "return-policy"],
        "return-request" => &["return-policy"],
        "where-is-order" => &["returned-parcel", "shipping-question"],
        OTHER => &["change-order"],
        _ => &[],
    }
}

/// The label that stands for a topic among labelled messages from elsewhere.
pub fn coarse(topic: &str) -> &str {
    match topic {
        "shipping-question" | "how-to-use" | "warranty" => "product-question",
        "return-policy" => "return-request",
        "returned-parcel" => "where-is-order",
        "change-order" => OTHER,
        other => other,
    }
}

/// Puts the messages into parts so that those that say the same in the same words stay together.
pub fn assign_folds(rows: &mut [Row], folds: usize) {
    let words = |text: &str| -> Vec<String> {
        let text = text.to_lowercase();
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut frequent: BTreeMap<String, usize> = BTreeMap::new();
    rows.iter().flat_map(|row| words(&row.text)).for_each(|word| *frequent.entry(word).or_default() += 1);
    let least = rows.len() / 60;
    for row in rows {
        // A frame ("i need help to …") around the same core is the same message.
        let mut core = words(&row.text);
        core.retain(|word| frequent[word] <= least);
        core.sort();
        core.dedup();
        if core.is_empty() {
            core = words(&row.text);
        }
        // FNV-1a: the same on every machine.
        let hash = core.join(" ").bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        row.fold = usize::try_from((hash >> 20) % folds as u64).unwrap_or_default();
    }
}
