//! Where a part of a query is found: word by word, or as pieces of a row of Chinese characters.

use super::index::{Index, NONE, Text, mask};
use super::query::{Part, Way};
use std::collections::HashMap;

/// What a piece of so many units in a row is worth, where it is not the whole.
const PIECES: [f32; 5] = [0.0, 0.25, 0.75, 0.88, 0.95];
/// How much worse a similar sound is than the right one.
const BLUR: f32 = 0.25;
/// How much better a piece is that is all of its text.
const ALL_OF_TEXT: f32 = 0.2;
/// How much more is found where another text of the letter says so too.
const SECOND: f32 = 0.08;
/// What a word is worth that is another form of the typed one, or holds it within.
const FORM: f32 = 0.85;
const WITHIN: f32 = 0.35;
/// What a slip is worth, by the number of wrong letters.
const SLIPS: [f32; 3] = [1.0, 0.7, 0.5];
/// Endings by which forms of an English word differ.
const ENDINGS: &[&str] =
    &["", "s", "es", "e", "ed", "d", "ing", "ping", "ped", "ment", "er", "ery", "y", "ion", "n", "ly"];

/// How a part was found in an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// As a word, or by a slip.
    Word,
    /// In one of its ways.
    Way(usize),
}

/// What was found for one part of a query.
pub struct Found {
    /// By entry: how well, and how.
    entries: Vec<Option<(f32, How)>>,
    /// By word: how well it matches.
    words: Vec<f32>,
    /// By text: pieces of Chinese that were meant in spite of a slip, with their worth.
    slips: HashMap<usize, (usize, usize, f32)>,
}

impl Found {
    pub fn best(&self) -> f32 {
        self.entries.iter().flatten().map(|(value, _)| *value).fold(0.0, f32::max)
    }

    pub fn value(&self, entry: usize) -> f32 {
        self.entries.get(entry).copied().flatten().map_or(0.0, |(value, _)| value)
    }

    pub fn how(&self, entry: usize) -> Option<How> {
        self.entries.get(entry).copied().flatten().map(|(_, how)| how)
    }

    fn better(&mut self, entry: usize, value: f32, how: How) {
        if value > 0.0 && value > self.value(entry) {
            self.entries[entry] = Some((value, how));
        }
    }
}

/// Finds a part everywhere, without slips.
pub fn find(index: &Index, part: &Part) -> Found {
    let mut found = Found {
        entries: vec![None; index.entries.len()],
        words: if part.word.is_empty() { Vec::new() } else { words(index, &part.word) },
        slips: HashMap::new(),
    };
    add_words(index, &mut found);
    for (place, way) in part.ways.iter().enumerate() {
        add_way(index, way, How::Way(place), &mut found);
    }
    found
}

/// Adds a way to a part and what is found by it.
pub fn add_one_way(index: &Index, part: &mut Part, way: Option<Way>, found: &mut Found) {
    if let Some(way) = way {
        add_way(index, &way, How::Way(part.ways.len()), found);
        part.ways.push(way);
    }
}

/// How well each word of the texts matches the typed one.
fn words(index: &Index, typed: &str) -> Vec<f32> {
    let length = typed.chars().count() as f32;
    let value = |known: &str| {
        if known == typed {
            1.0
        } else if known.starts_with(typed) {
            // Of a word that is being typed the beginning counts; one letter is the beginning of too many.
            let share = length / known.chars().count() as f32;
            if length < 2.0 { 0.3 } else { 0.72 + 0.2 * share }
        } else if is_form(typed, known) {
            FORM
        } else if length >= 4.0 && known.contains(typed) {
            WITHIN
        } else {
            0.0
        }
    };
    index.words.iter().map(|word| value(&word.text)).collect()
}

/// Whether two words are forms of one: the same but for an ending.
fn is_form(one: &str, two: &str) -> bool {
    if one.as_bytes().first() != two.as_bytes().first() || one.len() < 4 || two.len() < 4 {
        return false;
    }
    let pairs = one.char_indices().zip(two.chars());
    let common = pairs.take_while(|((_, one), two)| one == two).last();
    let common = common.map_or(0, |((at, letter), _)| at + letter.len_utf8());
    let ending = |word: &str| word.get(common..).is_some_and(|rest| ENDINGS.contains(&rest));
    common >= 4 && ending(one) && ending(two)
}

fn add_words(index: &Index, found: &mut Found) {
    let mut texts = vec![0.0_f32; index.texts.len()];
    for (word, value) in found.words.iter().enumerate().filter(|(_, value)| **value > 0.0) {
        for text in index.texts_with.get(word).into_iter().flatten() {
            texts[*text] = texts[*text].max(*value);
        }
    }
    let alone = |text: &Text| text.words.len() == 1 && text.alone == 0;
    for (value, _) in texts.iter_mut().zip(&index.texts).filter(|(value, text)| **value > 0.0 && alone(text))
    {
        *value *= 1.0 + ALL_OF_TEXT / 2.0;
    }
    add_texts(index, texts.into_iter().enumerate().filter(|(_, value)| *value > 0.0), found);
}

/// Adds what whole texts are worth to the entries that hold them.
fn add_texts(index: &Index, texts: impl Iterator<Item = (usize, f32)>, found: &mut Found) {
    let mut entries = vec![Best::default(); index.entries.len()];
    for (text, value) in texts {
        for (entry, worth) in index.holders.get(text).into_iter().flatten() {
            entries[*entry].add(value * worth);
        }
    }
    for (entry, best) in entries.iter().enumerate().filter(|(_, best)| best.first > 0.0) {
        found.better(entry, best.value(), How::Word);
    }
}

/// The best of what an entry's texts are worth, and a little for the next best.
#[derive(Clone, Copy, Default)]
struct Best {
    first: f32,
    second: f32,
}

impl Best {
    fn add(&mut self, value: f32) {
        if value > self.first {
            (self.first, self.second) = (value, self.first);
        } else if value > self.second {
            self.second = value;
        }
    }

    fn value(self) -> f32 {
        self.first + SECOND * self.second
    }
}

/// A piece of a row of units, found in a text.
#[derive(Clone, Copy)]
struct Piece {
    unit: usize,
    at: usize,
    length: usize,
    blurred: usize,
}

/// The longest pieces of a way in a text.
fn pieces(way: &Way, text: &Text, mut each: impl FnMut(Piece)) {
    // By unit: how long the piece is that ends with it, and how many of that are similar sounds alone. `live` says
    // with which units a piece ended one character before.
    let mut lengths = [(0_u8, 0_u8); 32];
    let mut live = 0_u32;
    for at in 0..=text.characters.len() {
        let place = text.characters.get(at).map_or(NONE, |place| *place);
        let fulfils = way.fulfils.get(usize::from(place)).copied().unwrap_or(0);
        if fulfils | live == 0 {
            continue;
        }
        let mut ended = live & !(fulfils >> 1);
        while ended != 0 {
            let unit = ended.trailing_zeros() as usize;
            ended &= ended - 1;
            let (length, blurred) = lengths[unit];
            let (length, blurred) = (usize::from(length), usize::from(blurred));
            each(Piece { unit: unit + 1 - length, at: at - length, length, blurred });
        }
        let blurred = way.blurred.get(usize::from(place)).copied().unwrap_or(0);
        // From the last unit on, so that the one before still is what it was.
        let mut rest = fulfils;
        while rest != 0 {
            let unit = 31 - rest.leading_zeros() as usize;
            rest &= !(1 << unit);
            let goes_on = unit > 0 && live >> (unit - 1) & 1 == 1;
            let (length, blur) = if goes_on { lengths[unit - 1] } else { (0, 0) };
            lengths[unit] = (length + 1, blur + (blurred >> unit & 1) as u8);
        }
        live = fulfils;
    }
}

impl Way {
    fn worth(&self, piece: Piece, text: &Text) -> f32 {
        let all = self.weights.len();
        // In a long text any single character stands somewhere.
        let least = if text.by_sound { self.least } else { self.least.max(2) };
        if piece.length < least.min(all) {
            return 0.0;
        }
        let whole = if piece.length == all { 1.0 } else { PIECES[piece.length.min(PIECES.len() - 1)] };
        let share = piece.length as f32 / text.alone.max(1) as f32;
        let complete = if piece.length == all && piece.length == text.alone && text.words.is_empty() {
            ALL_OF_TEXT
        } else {
            0.05 * share + if piece.at == 0 { 0.03 } else { 0.0 }
        };
        whole * (1.0 + complete) * (1.0 - BLUR * piece.blurred as f32 / piece.length as f32)
    }

    fn looks_in(&self, text: &Text) -> bool {
        text.alone > 0 && (self.written || text.by_sound)
    }
}

fn add_way(index: &Index, way: &Way, how: How, found: &mut Found) {
    let units = way.weights.len();
    let all: f32 = way.weights.iter().sum();
    if all <= 0.0 {
        return;
    }
    // What each unit is worth in each text that holds some, one row of values a text.
    let mut values: Vec<f32> = Vec::new();
    let mut holders: Vec<(usize, f32, usize)> = Vec::new();
    for (place, text) in index.texts.iter().enumerate().filter(|(_, text)| way.looks_in(text)) {
        let row = values.len();
        pieces(way, text, |piece| {
            let worth = way.worth(piece, text);
            if worth > 0.0 {
                values.resize(row + units, 0.0);
                for value in values.iter_mut().skip(row + piece.unit).take(piece.length) {
                    *value = value.max(worth);
                }
            }
        });
        if values.len() > row {
            let held = index.holders.get(place).into_iter().flatten();
            holders.extend(held.map(|(entry, worth)| (*entry, *worth, row)));
        }
    }
    holders.sort_unstable_by_key(|(entry, ..)| *entry);
    for held in holders.chunk_by(|one, two| one.0 == two.0) {
        let mut best = [Best::default(); 32];
        for (_, worth, row) in held {
            for (best, value) in best.iter_mut().zip(values.iter().skip(*row).take(units)) {
                best.add(value * worth);
            }
        }
        let best = best.get(..units).unwrap_or_default();
        if way.complete && best.iter().any(|best| best.first == 0.0) {
            continue;
        }
        let sum: f32 = best.iter().zip(&way.weights).map(|(best, weight)| best.value() * weight).sum();
        if let Some((entry, ..)) = held.first() {
            found.better(*entry, way.quality * sum / all, how);
        }
    }
}

/// How many wrong letters a word of this length may have.
fn slips_in(word: &str) -> usize {
    match word.len() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// What another word is worth for the typed one, if it differs by a slip or two.
fn slip(typed: &str, typed_mask: u32, other: &str, other_mask: u32) -> f32 {
    let most = slips_in(typed);
    if most == 0 || typed.len().abs_diff(other.len()) > most || other.len() < 3 {
        return 0.0;
    }
    if (typed_mask ^ other_mask).count_ones() as usize > 2 * most {
        return 0.0;
    }
    let wrong = strsim::osa_distance(typed, other);
    if wrong <= most { SLIPS.get(wrong).copied().unwrap_or(0.0) } else { 0.0 }
}

/// Finds what was meant where a word is typed with a slip, in English and in pinyin.
pub fn add_slips(index: &Index, part: &Part, found: &mut Found) {
    let typed = part.word.as_str();
    if slips_in(typed) == 0 || !typed.is_ascii() {
        return;
    }
    let (typed_mask, most) = (mask(typed), slips_in(typed));
    for (word, value) in index.words.iter().zip(&mut found.words) {
        let whole = slip(typed, typed_mask, &word.text, word.mask);
        // The beginning of a longer word, while it is being typed.
        let near = (typed_mask & !word.mask).count_ones() as usize <= most;
        let start = word.text.get(..typed.len()).filter(|start| near && start.len() < word.text.len());
        let start = start.map_or(0.0, |start| slip(typed, typed_mask, start, mask(start)) * 0.9);
        *value = value.max(whole).max(start);
    }
    add_words(index, found);
    let spelt = |text: &Text| {
        let missing = (typed_mask & !text.sounds).count_ones() as usize;
        text.by_sound && text.alone > 1 && missing <= most
    };
    for (place, text) in index.texts.iter().enumerate().filter(|(_, text)| spelt(text)) {
        if let Some(piece) = piece_meant(index, text, typed, typed_mask, most) {
            found.slips.insert(place, piece);
        }
    }
    let texts: Vec<(usize, f32)> = found.slips.iter().map(|(text, (_, _, value))| (*text, *value)).collect();
    add_texts(index, texts.into_iter(), found);
}

/// The piece of a Chinese text that is spelt almost as typed.
fn piece_meant(
    index: &Index,
    text: &Text,
    typed: &str,
    typed_mask: u32,
    most: usize,
) -> Option<(usize, usize, f32)> {
    let mut best: Option<(usize, usize, f32)> = None;
    let mut spelt = String::new();
    let (front, next) = (typed.as_bytes().first(), typed.as_bytes().get(1));
    for start in 0..text.characters.len() {
        // A slip leaves one of the first two letters, or they have changed places.
        let known = text.characters.get(start).and_then(|place| index.characters.get(usize::from(*place)));
        let letters =
            known.and_then(|known| known.readings.first()).map_or("", |first| index.pinyin.letters(*first));
        let (one, two) = (letters.as_bytes().first(), letters.as_bytes().get(1));
        if one != front && one != next && (two.is_none() || two != front && two != next) {
            continue;
        }
        spelt.clear();
        for (count, place) in text.characters.iter().skip(start).enumerate() {
            let known = index.characters.get(usize::from(*place));
            let Some(first) = known.and_then(|known| known.readings.first()) else { break };
            spelt.push_str(index.pinyin.letters(*first));
            if spelt.len() > typed.len() + most {
                break;
            }
            let whole = if count + 1 == text.alone { 1.0 + ALL_OF_TEXT } else { 1.0 };
            let value = slip(typed, typed_mask, &spelt, mask(&spelt)) * whole;
            if value > best.map_or(0.0, |(_, _, value)| value) {
                best = Some((start, count + 1, value));
            }
        }
    }
    best
}

/// The characters of a text in which a part was found.
pub fn marks(index: &Index, part: &Part, how: How, text: usize, found: &Found) -> Vec<u32> {
    let mut marks = Vec::new();
    let Some(known) = index.texts.get(text) else { return marks };
    match how {
        How::Word => {
            let value = |word: u32| found.words.get(word as usize).copied().unwrap_or(0.0);
            let best = known.words.iter().map(|place| value(place.word)).fold(0.0, f32::max);
            for place in known.words.iter().filter(|place| best > 0.0 && value(place.word) >= best) {
                let word = index.words.get(place.word as usize).map_or("", |word| word.text.as_str());
                // Of a word that is being typed, what was typed.
                let typed = part.word.chars().count() as u32;
                let length =
                    if word.starts_with(&part.word) { typed.min(place.length) } else { place.length };
                marks.extend(place.start..place.start + length);
            }
            if let Some((start, length, _)) = found.slips.get(&text) {
                marks.extend((*start as u32..).take(*length));
            }
        }
        How::Way(way) => {
            let Some(way) = part.ways.get(way).filter(|way| way.looks_in(known)) else { return marks };
            let least = if way.weights.len() == 1 { 1 } else { 2 };
            pieces(way, known, |piece| {
                if piece.length >= least.max(way.least.min(way.weights.len())) {
                    marks.extend((piece.at as u32..).take(piece.length));
                }
            });
        }
    }
    marks
}
