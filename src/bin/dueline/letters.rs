//! Every letter in every language and wording, filled for three cases: for reading, before they are shipped.

use dueline::model::Words;
use dueline::packs::Packs;
use dueline::templates::{Order, Values, fill};
use serde::Serialize;

/// A case for which letters are filled.
struct Sample {
    name: &'static str,
    /// The ISO 3166 code of the buyer's country; nothing takes one of the letter's own language.
    country: Option<&'static str>,
    known: &'static [(&'static str, &'static str)],
}

/// What every case knows: the answers that agents are asked for.
const ASKED: &[(&str, &str)] = &[
    ("estimated_date", "2026-12-04"),
    ("refund_date", "2026-11-20"),
    ("refund_amount", "EUR 8.50"),
    ("offer_amount", "EUR 1200"),
    ("days", "2"),
    ("days_min", "7"),
    ("days_max", "15"),
    ("new_tracking", "LP00987654321"),
    ("return_address", "Blue Lamp Store\n12 Harbour Road\n518000 Shenzhen\nChina"),
    ("delay_cause", "weather"),
    ("solution", "replacement"),
    ("photo_of", "damage"),
];

const SAMPLES: [Sample; 3] = [
    Sample {
        name: "everything is known",
        country: None,
        known: &[
            ("order.id", "8192034567812345"),
            ("order.item", "LED Desk Lamp, White"),
            ("order.total", "EUR 23.99"),
            ("order.tracking", "LP00123456789"),
            ("order.carrier", "DHL"),
            ("order.placed_at", "2026-11-02"),
            ("order.pay_by", "2026-11-28"),
            ("order.ship_by", "2026-11-26"),
            ("order.shipped_at", "2026-11-05"),
            ("order.deliver_by", "2026-12-01"),
            ("order.delivered_at", "2026-11-21"),
            ("buyer.name", "Alex Morgan"),
            ("buyer.first_name", "Alex"),
            ("case.amount", "EUR 23.99"),
            ("case.return_tracking", "RR123456785"),
            ("deadline.due", "2026-11-26"),
            ("shop.name", "Blue Lamp Store"),
            ("agent.signature", "Mei, Blue Lamp Store"),
        ],
    },
    Sample {
        name: "a buyer in the United States, numbers in groups",
        country: Some("US"),
        known: &[
            ("order.id", "112-7634521-9845023"),
            ("order.total", "USD 12999.5"),
            ("order.tracking", "9400 1000 0000 0000 0000 00"),
            ("order.placed_at", "2026-03-01"),
            ("order.ship_by", "2026-12-01"),
            ("buyer.name", "Alex Morgan"),
            ("buyer.first_name", "Alex"),
            ("shop.name", "Blue Lamp Store"),
        ],
    },
    Sample {
        name: "nothing but what is needed",
        country: None,
        known: &[
            ("order.id", "12-11873-40562"),
            ("order.tracking", "RR123456789CN"),
            ("order.placed_at", "2026-03-01"),
            ("order.ship_by", "2026-12-01"),
        ],
    },
];

/// All letters, group by group.
#[derive(Serialize)]
pub struct Library {
    /// The names of the cases.
    cases: Vec<&'static str>,
    /// The languages with their direction.
    languages: Vec<(String, Words, String)>,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    name: Words,
    letters: Vec<Page>,
}

#[derive(Serialize)]
struct Page {
    id: String,
    title: Words,
    meaning: String,
    source: String,
    /// Language, and for each wording the letter as it comes out in each case.
    texts: Vec<(String, Vec<Vec<String>>)>,
}

/// Fills everything. A letter that cannot be filled says why in its place.
pub fn library(packs: &Packs) -> Library {
    let groups = packs.letter_packs().iter().map(|pack| Group {
        name: pack.name.clone(),
        letters: pack
            .letters
            .iter()
            .map(|letter| Page {
                id: letter.id.clone(),
                title: letter.title.clone(),
                meaning: letter.meaning.clone(),
                source: letter.source.clone(),
                texts: packs
                    .languages()
                    .iter()
                    .map(|language| {
                        (language.language.clone(), wordings(packs, &letter.id, &language.language))
                    })
                    .collect(),
            })
            .collect(),
    });
    let direction = |pack: &dueline::packs::format::LanguagePack| {
        serde_json::to_value(pack.direction).ok().and_then(|value| value.as_str().map(str::to_owned))
    };
    let languages = packs.languages().iter();
    Library {
        cases: SAMPLES.iter().map(|sample| sample.name).collect(),
        languages: languages
            .map(|pack| (pack.language.clone(), pack.name.clone(), direction(pack).unwrap_or_default()))
            .collect(),
        groups: groups.collect(),
    }
}

fn wordings(packs: &Packs, letter: &str, language: &str) -> Vec<Vec<String>> {
    let count = packs.text(letter, language).map_or(0, |text| text.wordings.len());
    let filled = |wording, sample: &Sample| {
        let country = sample.country;
        match fill(packs, Order { letter, language, wording, country }, &values(packs, sample)) {
            Ok(filled) if filled.missing.is_empty() => filled.text,
            Ok(filled) => format!("missing: {}", filled.missing.join(", ")),
            Err(error) => error.to_string(),
        }
    };
    (0..count).map(|wording| SAMPLES.iter().map(|sample| filled(wording, sample)).collect()).collect()
}

fn values(packs: &Packs, sample: &Sample) -> Values {
    let mut values = Values::default();
    let long =
        [("answer", "(what the agent writes)"), ("reason", "(the agent's reason)"), ("occasion", "2027")];
    for (name, answer) in sample.known.iter().chain(ASKED).chain(&long) {
        // Every answer above is of its variable's kind; what is not stays out and shows as missing.
        let _ = values.answer(packs, name, answer);
    }
    values
}
