//! What was typed, in parts: runs of Chinese, and words that may be English, pinyin, or the initials of it.

use super::index::{Index, fold, is_of_word, stands_alone};
use crate::templates::pinyin::Part as Sound;

/// More parts than this are not asked for: nobody types so many words.
const MOST_PARTS: usize = 12;
/// As many units as a way has bits for.
const MOST_UNITS: usize = 32;
/// What a word or character tells that stands in no letter.
const UNKNOWN: f32 = 2.0;
/// What one tells that stands in every sentence.
pub const COMMON: f32 = 0.1;

/// Words and characters that hold a sentence together and say nothing of the letter that is looked for.
const COMMON_WORDS: &[&str] = &[
    "a", "about", "an", "and", "are", "be", "can", "do", "does", "for", "has", "have", "i", "in", "is", "it",
    "me", "my", "of", "on", "or", "our", "please", "that", "the", "their", "they", "this", "to", "was", "we",
    "will", "with", "you", "your",
];
const COMMON_CHARACTERS: &str =
    "的了吗呢吧啊呀么嘛我你您他她它们是在和与就都也还又很太请想要说问这那个把被给有怎什去来";

/// One part of a query; an entry should hold something for each.
pub struct Part {
    /// The word as typed; empty for a run of Chinese.
    pub word: String,
    /// The run of Chinese as typed; empty for a word.
    pub run: String,
    /// The ways to take it for a row of Chinese characters.
    pub ways: Vec<Way>,
    /// How much it tells.
    pub weight: f32,
}

/// One way to take a part: a row of units, each of which some characters fulfil.
pub struct Way {
    /// How good it is to be found this way.
    pub quality: f32,
    /// The shortest piece of it that may be found apart from the rest.
    pub least: usize,
    /// Whether every unit of it must be found.
    pub complete: bool,
    /// Whether texts that are not found by sound are looked through as well.
    pub written: bool,
    /// How much each unit tells.
    pub weights: Vec<f32>,
    /// By the number of a character: the units that it fulfils, one bit each.
    pub fulfils: Vec<u32>,
    /// Of these, those that it fulfils by a similar sound alone.
    pub blurred: Vec<u32>,
}

/// The readings of a query, as rows of runs: where neighbouring words may all be syllables, first with those joined;
/// then word by word.
pub fn readings(index: &Index, query: &str) -> Vec<Vec<String>> {
    let runs = runs(query);
    let syllables = |run: &String| run.is_ascii() && whole_syllables(index, run).is_some();
    let mut joined: Vec<String> = Vec::new();
    let mut before = false;
    for run in &runs {
        let now = syllables(run);
        match joined.last_mut().filter(|_| before && now) {
            Some(last) => {
                last.push(' ');
                last.push_str(run);
            }
            None => joined.push(run.clone()),
        }
        before = now;
    }
    if joined.len() < runs.len() { vec![joined, runs] } else { vec![runs] }
}

/// Runs of the same kind of script; apostrophes that part syllables fall.
fn runs(query: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut before = None;
    for character in query.chars().map(fold).filter(|character| !matches!(character, '\'' | '’')) {
        let now = if stands_alone(character) { Some(true) } else { is_of_word(character).then_some(false) };
        match runs.last_mut().filter(|_| before == now && now.is_some()) {
            Some(run) => run.push(character),
            None if now.is_some() => runs.push(character.to_string()),
            None => {}
        }
        before = now;
    }
    runs.truncate(MOST_PARTS);
    runs
}

fn whole_syllables(index: &Index, run: &str) -> Option<Vec<Sound>> {
    let mut all = Vec::new();
    for word in run.split(' ') {
        let ways = index.pinyin.ways(word);
        all.extend(ways.into_iter().find(|way| way.iter().all(|sound| matches!(sound, Sound::Whole(_))))?);
    }
    Some(all)
}

/// A part of a query, ready to be looked for.
pub fn part(index: &Index, run: &str) -> Part {
    if run.chars().all(stands_alone) {
        let way = way_of_characters(index, run);
        return Part {
            word: String::new(),
            run: run.to_owned(),
            weight: way.weights.iter().sum(),
            ways: vec![way],
        };
    }
    let letters = run.bytes().all(|byte| byte.is_ascii_lowercase());
    let ways = if run.contains(' ') {
        whole_syllables(index, run).into_iter().collect()
    } else if letters && run.len() <= 40 {
        index.pinyin.ways(run)
    } else {
        Vec::new()
    };
    let ways: Vec<Way> = ways.into_iter().filter_map(|sounds| way_of_sounds(index, &sounds)).collect();
    let weight = if run.contains(' ') {
        ways.iter().map(|way| way.weights.iter().sum()).fold(0.0, f32::max)
    } else {
        weight_of_word(index, run)
    };
    let word = if run.contains(' ') { String::new() } else { run.to_owned() };
    Part { word, run: String::new(), ways, weight }
}

/// What a word tells, as much as two characters do.
fn weight_of_word(index: &Index, word: &str) -> f32 {
    if COMMON_WORDS.contains(&word) {
        return COMMON;
    }
    let known = index.words.iter().filter(|known| known.text.starts_with(word));
    rarity(index, known.map(|known| known.letters).max()) * 2.0
}

/// How much something tells that stands in so many letters.
fn rarity(index: &Index, letters: Option<u32>) -> f32 {
    let all = index.entries.len() as f32;
    match letters.unwrap_or(0) {
        0 => UNKNOWN,
        some => ((all + 1.0) / (some as f32 + 0.5)).ln().clamp(0.3, 4.0),
    }
}

fn way_of_characters(index: &Index, run: &str) -> Way {
    let wanted: Vec<char> = run.chars().take(MOST_UNITS).collect();
    let mut fulfils = vec![0; index.characters.len()];
    for (known, units) in index.characters.iter().zip(&mut fulfils) {
        let same = wanted.iter().enumerate().filter(|(_, character)| **character == known.character);
        *units = same.fold(0, |units, (unit, _)| units | 1 << unit);
    }
    let letters = |character: &char| index.characters.iter().find(|known| known.character == *character);
    let weight = |character: &char| {
        if wanted.len() > 1 && COMMON_CHARACTERS.contains(*character) {
            return COMMON;
        }
        rarity(index, letters(character).map(|known| known.letters))
    };
    Way {
        quality: 1.0,
        least: 1,
        complete: false,
        written: true,
        weights: wanted.iter().map(weight).collect(),
        blurred: vec![0; index.characters.len()],
        fulfils,
    }
}

/// A run of Chinese by its sounds, for the wrong one of several characters that are typed alike.
pub fn way_of_homophones(index: &Index, written: &Part) -> Option<Way> {
    let weights = written.ways.first()?.weights.clone();
    let mut fulfils = vec![0; index.characters.len()];
    for (unit, character) in written.run.chars().take(MOST_UNITS).enumerate() {
        let readings: Vec<_> = index.pinyin.readings(character).collect();
        for (known, units) in index.characters.iter().zip(&mut fulfils) {
            let same = known.readings.iter().any(|reading| readings.contains(reading));
            *units |= u32::from(same || known.character == character) << unit;
        }
    }
    let blurred = vec![0; index.characters.len()];
    Some(Way { quality: 0.7, least: 2, complete: false, written: false, weights, fulfils, blurred })
}

fn way_of_sounds(index: &Index, sounds: &[Sound]) -> Option<Way> {
    let sounds = sounds.get(..MOST_UNITS).unwrap_or(sounds);
    let mut fulfils = vec![0; index.characters.len()];
    let mut blurred = vec![0; index.characters.len()];
    let mut weights = Vec::new();
    for (unit, sound) in sounds.iter().enumerate() {
        let mut how = vec![None; index.pinyin.count()];
        for (syllable, exact) in index.pinyin.meant(sound) {
            how[usize::from(syllable)] = Some(exact);
        }
        let mut most = 0;
        for (place, known) in index.characters.iter().enumerate() {
            let fits = known.readings.iter().filter_map(|one| how.get(usize::from(*one)).copied().flatten());
            let Some(exact) = fits.max() else { continue };
            fulfils[place] |= 1 << unit;
            blurred[place] |= u32::from(!exact) << unit;
            most = most.max(known.letters);
        }
        if fulfils.iter().all(|units| units >> unit & 1 == 0) {
            return None;
        }
        weights.push(rarity(index, Some(most)));
    }
    let whole = sounds.iter().filter(|sound| matches!(sound, Sound::Whole(_))).count();
    let (quality, least) = match (whole, sounds.len()) {
        // A syllable or an initial alone stands for very many characters.
        (1, 1) => (0.6, 1),
        (0, 1) => (0.3, 1),
        (whole, all)
            if whole == all || whole + 1 == all && matches!(sounds.last(), Some(Sound::Start(_))) =>
        {
            (1.0, 2)
        }
        (0, 2) => (0.75, 2),
        (0, 3) => (0.85, 3),
        (0, _) => (0.85, 2),
        (_, all) => (0.85, all),
    };
    // Some two of four initials stand in very many letters.
    let complete = whole == 0;
    Some(Way { quality, least, complete, written: false, weights, fulfils, blurred })
}
