//! Learning: one logistic regression a topic, by AdaGrad, over the features of `dueline::triage`.

use super::data::{OTHER, Row, sign};
use dueline::packs::Packs;
use dueline::packs::format::{Mood, Threat, WEIGHT_UNIT, Want, WeightPack};
use dueline::triage;
use std::collections::BTreeMap;

const ROUNDS: usize = 30;
const RATE: f32 = 0.4;
/// Pulls weights towards nothing.
const DECAY: f32 = 1e-3;
/// A feature that fewer messages hold is not learned.
const LEAST_MESSAGES: usize = 3;
/// Weights that round to less than this many units are left out.
const LEAST_UNITS: f32 = 5.0;

struct Lesson {
    features: Vec<usize>,
    /// For each class whether it is there; none where nobody knows.
    targets: Vec<Option<bool>>,
    weight: f32,
}

/// The weights that follow from messages: one pack a language, one of what all share, one by which languages are
/// told.
pub fn train<'a>(packs: &Packs, rows: impl Iterator<Item = &'a Row>) -> Vec<WeightPack> {
    let rows: Vec<&Row> = rows.collect();
    let mut learned = topics(packs, &rows);
    // What few messages in a language that is none of ours have taught is of no use.
    learned.retain(|pack| pack.language == "any" || packs.language(&pack.language).is_some());
    learned.push(languages(packs, &rows));
    learned
}

fn topics(packs: &Packs, rows: &[&Row]) -> Vec<WeightPack> {
    let rows: Vec<&Row> = rows.iter().copied().filter(|row| !row.topics.is_empty()).collect();
    let mut classes: Vec<String> = packs.catalogue().topics.iter().map(|topic| topic.id.clone()).collect();
    classes.push(OTHER.to_owned());
    classes.extend(Threat::ALL.iter().map(|kind| sign("threat", kind)));
    classes.extend(Want::ALL.iter().map(|kind| sign("want", kind)));
    classes.extend(Mood::ALL.iter().map(|kind| sign("mood", kind)));
    let found: Vec<Vec<String>> = rows.iter().map(|row| features(packs, row)).collect();
    let targets = rows.iter().map(|row| {
        let unknown = row.unknown();
        let target = |class: &String| match row.topics.contains(class) || row.signs.contains(class) {
            true => Some(true),
            // Messages from elsewhere say whether they threaten, and nothing of wishes and moods.
            false if class.starts_with("threat:") && !row.own => {
                row.anger.is_some_and(|[_, _, threat]| !threat).then_some(false)
            }
            false if class.contains(':') => row.own.then_some(false),
            false => (!unknown.contains(&class.as_str())).then_some(false),
        };
        (classes.iter().map(target).collect(), row.weight)
    });
    let (names, lessons) = lessons(&found, targets.collect());
    let learned: Vec<(f32, Vec<f32>)> =
        (0..classes.len()).map(|class| learn(&lessons, class, names.len())).collect();
    packs_of(classes, &names, &learned)
}

/// By which letters and words the languages of Latin script are told.
fn languages(packs: &Packs, rows: &[&Row]) -> WeightPack {
    let mut english = 0;
    let rows: Vec<&Row> = rows
        .iter()
        .copied()
        .filter(|row| {
            // Most messages from elsewhere are English; more than this would teach nothing new.
            english += usize::from(!row.own && row.language == "en");
            row.own || row.tells_language || (row.language == "en" && english <= 1500)
        })
        .collect();
    let found: Vec<Vec<String>> = rows.iter().map(|row| triage::language_features(&row.text)).collect();
    let (rows, found): (Vec<&Row>, Vec<Vec<String>>) =
        rows.into_iter().zip(found).filter(|(_, found)| !found.is_empty()).unzip();
    let mut classes: Vec<String> = packs.languages().iter().map(|pack| pack.language.clone()).collect();
    classes.push(OTHER.to_owned());
    let targets = rows.iter().map(|row| {
        let own = classes.iter().position(|class| *class == row.language).unwrap_or(classes.len() - 1);
        ((0..classes.len()).map(|class| Some(class == own)).collect(), 1.0)
    });
    let (names, lessons) = lessons(&found, targets.collect());
    let learned: Vec<(f32, Vec<f32>)> =
        (0..classes.len()).map(|class| learn(&lessons, class, names.len())).collect();
    let names: Vec<String> = names.iter().map(|name| format!("languages\t{name}")).collect();
    let packs = packs_of(classes, &names.iter().collect::<Vec<_>>(), &learned);
    let mut pack = WeightPack::default();
    for half in packs {
        match half.language.as_str() {
            // Classes and biases stand in the pack of what all share.
            "any" => (pack.classes, pack.bias) = (half.classes, half.bias),
            _ => (pack.language, pack.features) = (half.language, half.features),
        }
    }
    pack
}

type Target = (Vec<Option<bool>>, f32);

/// The features that are frequent enough, and the lessons in them.
fn lessons(found: &[Vec<String>], targets: Vec<Target>) -> (Vec<&String>, Vec<Lesson>) {
    let mut messages: BTreeMap<&String, usize> = BTreeMap::new();
    found.iter().flatten().for_each(|feature| *messages.entry(feature).or_default() += 1);
    messages.retain(|_, count| *count >= LEAST_MESSAGES);
    let names: Vec<&String> = messages.into_keys().collect();
    let place = |feature: &String| names.binary_search(&feature).ok();
    let lesson = |(found, (targets, weight)): (&Vec<String>, Target)| Lesson {
        features: found.iter().filter_map(place).collect(),
        targets,
        weight,
    };
    let lessons = found.iter().zip(targets).map(lesson).collect();
    (names, lessons)
}

/// The features of a message, each with its language before it unless all share it.
fn features(packs: &Packs, row: &Row) -> Vec<String> {
    let features = triage::features_of(packs, &row.language, &row.text);
    let scope = |feature: String| match feature.starts_with('#') {
        true => format!("any\t{feature}"),
        false => format!("{}\t{feature}", row.language),
    };
    features.into_iter().map(scope).collect()
}

/// The bias and the weights of one class.
fn learn(lessons: &[Lesson], class: usize, count: usize) -> (f32, Vec<f32>) {
    let sum = |wanted: bool| -> f32 {
        lessons
            .iter()
            .filter(|lesson| lesson.targets[class] == Some(wanted))
            .map(|lesson| lesson.weight)
            .sum()
    };
    // Rare classes are heard: what is there counts more, the rarer it is.
    let boost = (sum(false) / sum(true).max(1.0)).sqrt().clamp(1.0, 4.0);
    let mut weights = vec![0.0_f32; count];
    let mut slopes = vec![1e-6_f32; count];
    let (mut bias, mut bias_slope) = (-2.0_f32, 1e-6_f32);
    for round in 0..ROUNDS {
        for step in 0..lessons.len() {
            // A walk in another order each round, the same on every machine.
            let lesson = &lessons[(step * 7919 + round * 104_729) % lessons.len()];
            let Some(there) = lesson.targets[class] else { continue };
            #[allow(clippy::cast_precision_loss)]
            let each = 1.0 / (lesson.features.len().max(1) as f32).sqrt();
            let score = bias + lesson.features.iter().map(|feature| weights[*feature]).sum::<f32>() * each;
            let likely = 1.0 / (1.0 + (-score).exp());
            let wrong = likely - f32::from(u8::from(there));
            let wrong = wrong * lesson.weight * if there { boost } else { 1.0 };
            bias_slope += wrong * wrong;
            bias -= RATE * wrong / bias_slope.sqrt();
            for feature in &lesson.features {
                let slope = wrong * each + DECAY * weights[*feature];
                slopes[*feature] += slope * slope;
                weights[*feature] -= RATE * slope / slopes[*feature].sqrt();
            }
        }
    }
    (bias, weights)
}

/// Rounds the weights and puts them into one pack a language.
fn packs_of(classes: Vec<String>, names: &[&String], learned: &[(f32, Vec<f32>)]) -> Vec<WeightPack> {
    #[allow(clippy::cast_possible_truncation)]
    let bias = learned.iter().map(|(bias, _)| (bias / WEIGHT_UNIT).round() as i16).collect();
    let any = WeightPack { language: "any".to_owned(), classes, bias, features: Vec::new() };
    let mut packs: BTreeMap<&str, WeightPack> = BTreeMap::from([("any", any)]);
    for (feature, name) in names.iter().enumerate() {
        let Some((language, text)) = name.split_once('\t') else { continue };
        let mut weights = Vec::new();
        for (class, (_, of_class)) in (0_u8..).zip(learned) {
            let units = of_class[feature] / WEIGHT_UNIT;
            if units.abs() >= LEAST_UNITS {
                #[allow(clippy::cast_possible_truncation)]
                weights.push((class, units.round().clamp(-127.0, 127.0) as i8));
            }
        }
        if !weights.is_empty() {
            let pack = packs
                .entry(language)
                .or_insert_with(|| WeightPack { language: language.to_owned(), ..WeightPack::default() });
            pack.features.push((text.to_owned(), weights));
        }
    }
    let mut packs: Vec<WeightPack> = packs.into_values().collect();
    packs.iter_mut().for_each(|pack| pack.features.sort());
    packs
}
