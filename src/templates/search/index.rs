//! What is searched: every text once, whatever the number of letters that share it, as characters that stand alone
//! (Chinese and the like) and as words.

use crate::packs::Packs;
use crate::packs::format::Stage;
use crate::templates::pinyin::{Pinyin, Syllable};
use std::collections::HashMap;

/// What a match in a text is worth, by where it stands.
const TITLE: f32 = 1.0;
const TAG: f32 = 0.9;
const TOPIC: f32 = 0.55;
const GROUP: f32 = 0.3;
const MEANING: f32 = 0.4;
const ID: f32 = 0.35;

/// A character that is no Chinese one, in a text's [`Text::characters`].
pub const NONE: u16 = 0;

/// Everything that is searched.
pub struct Index {
    pub entries: Vec<Entry>,
    pub texts: Vec<Text>,
    pub characters: Vec<Character>,
    pub words: Vec<Word>,
    /// By text: the entries that hold it, each with its worth there.
    pub holders: Vec<Vec<(usize, f32)>>,
    /// By word: the texts in which it stands.
    pub texts_with: Vec<Vec<usize>>,
    pub pinyin: Pinyin,
    character_places: HashMap<char, u16>,
    word_places: HashMap<String, u32>,
    text_places: HashMap<String, usize>,
}

/// A letter.
pub struct Entry {
    pub id: String,
    pub en: usize,
    pub zh: usize,
    /// Its texts, the titles among them, each with its worth.
    pub fields: Vec<(usize, f32)>,
}

/// A text.
#[derive(Default)]
pub struct Text {
    /// Without case, spaces and signs: to be compared as a whole.
    pub key: String,
    /// The number of each character, [`NONE`] for one that is not looked for alone.
    pub characters: Box<[u16]>,
    /// How many characters are looked for alone.
    pub alone: usize,
    pub words: Box<[Place]>,
    /// How many characters it has.
    pub length: usize,
    /// The letters of its pinyin, one bit each.
    pub sounds: u32,
    /// Whether it may be found by pinyin: long texts would be found by any few initials.
    pub by_sound: bool,
}

/// Where a word stands in a text, in characters.
pub struct Place {
    pub word: u32,
    pub start: u32,
    pub length: u32,
}

/// A character of the texts.
pub struct Character {
    pub character: char,
    pub readings: Vec<Syllable>,
    /// In how many letters it stands.
    pub letters: u32,
}

/// A word of the texts.
pub struct Word {
    pub text: String,
    /// One bit a letter: tells quickly that two words differ much.
    pub mask: u32,
    /// In how many letters it stands.
    pub letters: u32,
}

impl Index {
    /// Indexes every letter.
    pub fn new(packs: &Packs) -> Self {
        let nothing = Character { character: '\0', readings: Vec::new(), letters: 0 };
        let mut index = Self {
            entries: Vec::new(),
            texts: Vec::new(),
            characters: vec![nothing],
            words: Vec::new(),
            holders: Vec::new(),
            texts_with: Vec::new(),
            pinyin: Pinyin::new(),
            character_places: HashMap::new(),
            word_places: HashMap::new(),
            text_places: HashMap::new(),
        };
        let topics: HashMap<&str, _> =
            packs.catalogue().topics.iter().map(|topic| (topic.id.as_str(), &topic.words)).collect();
        for pack in packs.letter_packs() {
            for letter in &pack.letters {
                let en = index.text(&letter.title.en, true);
                let zh = index.text(&letter.title.zh, true);
                let mut fields = vec![(en, TITLE), (zh, TITLE)];
                fields.extend(letter.tags.iter().map(|tag| (index.text(tag, true), TAG)));
                for words in letter.answers().filter_map(|topic| topics.get(topic.as_str())) {
                    fields.push((index.text(&words.zh, true), TOPIC));
                    fields.push((index.text(&words.en, true), TOPIC));
                }
                let stage = (pack.stage != Stage::Any).then(|| pack.stage.words());
                for words in [Some(pack.name.clone()), stage].into_iter().flatten() {
                    fields.push((index.text(&words.zh, true), GROUP));
                    fields.push((index.text(&words.en, true), GROUP));
                }
                fields.push((index.text(&letter.meaning, false), MEANING));
                fields.push((index.text(&letter.id, false), ID));
                fields.sort_by(|one, two| one.0.cmp(&two.0).then(two.1.total_cmp(&one.1)));
                fields.dedup_by_key(|field| field.0);
                index.entries.push(Entry { id: letter.id.clone(), en, zh, fields });
            }
        }
        index.count();
        index.invert();
        index
    }

    /// In how many letters each character and word stands.
    fn count(&mut self) {
        for entry in &self.entries {
            let own = entry.fields.iter().filter(|(_, worth)| *worth > GROUP);
            let texts: Vec<&Text> = own.filter_map(|(text, _)| self.texts.get(*text)).collect();
            let mut characters: Vec<u16> =
                texts.iter().flat_map(|text| text.characters.iter().copied()).collect();
            characters.sort_unstable();
            characters.dedup();
            let mut words: Vec<u32> =
                texts.iter().flat_map(|text| text.words.iter().map(|place| place.word)).collect();
            words.sort_unstable();
            words.dedup();
            for place in characters {
                self.characters[usize::from(place)].letters += 1;
            }
            for place in words {
                self.words[place as usize].letters += 1;
            }
        }
    }

    /// Who holds a text, and where a word stands, so that a query looks at nothing that it does not match.
    fn invert(&mut self) {
        self.holders = vec![Vec::new(); self.texts.len()];
        for (place, entry) in self.entries.iter().enumerate() {
            for (text, worth) in &entry.fields {
                self.holders[*text].push((place, *worth));
            }
        }
        self.texts_with = vec![Vec::new(); self.words.len()];
        for (place, text) in self.texts.iter_mut().enumerate() {
            for word in &text.words {
                let texts = &mut self.texts_with[word.word as usize];
                if texts.last() != Some(&place) {
                    texts.push(place);
                }
            }
            let characters =
                text.characters.iter().filter_map(|known| self.characters.get(usize::from(*known)));
            let spelt = characters.flat_map(|known| known.readings.first());
            text.sounds = spelt.fold(0, |sounds, syllable| sounds | mask(self.pinyin.letters(*syllable)));
        }
    }

    fn text(&mut self, text: &str, by_sound: bool) -> usize {
        if let Some(known) = self.text_places.get(text) {
            self.texts[*known].by_sound |= by_sound;
            return *known;
        }
        let folded: Vec<char> = text.chars().map(fold).collect();
        let characters: Box<[u16]> = folded.iter().map(|character| self.character(*character)).collect();
        let mut words: Vec<Place> = Vec::new();
        let mut at = 0;
        while at < folded.len() {
            let length = folded[at..].iter().take_while(|letter| is_of_word(**letter)).count();
            if length > 0 {
                let word = self.word(folded[at..at + length].iter().collect());
                words.push(Place { word, start: at as u32, length: length as u32 });
            }
            at += length.max(1);
        }
        // A-to-z is typed atoz as well.
        let hyphened = folded.contains(&'-') && !folded.contains(&' ');
        let joined: String = folded.iter().copied().filter(|letter| is_of_word(*letter)).collect();
        if hyphened && words.len() > 1 {
            words.push(Place { word: self.word(joined), start: 0, length: folded.len() as u32 });
        }
        self.texts.push(Text {
            key: key(text),
            alone: characters.iter().filter(|place| **place != NONE).count(),
            characters,
            words: words.into(),
            length: folded.len(),
            sounds: 0,
            by_sound,
        });
        self.text_places.insert(text.to_owned(), self.texts.len() - 1);
        self.texts.len() - 1
    }

    fn character(&mut self, character: char) -> u16 {
        if !stands_alone(character) {
            return NONE;
        }
        if let Some(place) = self.character_places.get(&character) {
            return *place;
        }
        let Ok(place) = u16::try_from(self.characters.len()) else { return NONE };
        let readings = self.pinyin.readings(character).collect();
        self.characters.push(Character { character, readings, letters: 0 });
        self.character_places.insert(character, place);
        place
    }

    fn word(&mut self, word: String) -> u32 {
        if let Some(place) = self.word_places.get(&word) {
            return *place;
        }
        let place = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(Word { mask: mask(&word), text: word.clone(), letters: 0 });
        self.word_places.insert(word, place);
        place
    }
}

/// A character without case; one stays one, so that places stay places.
pub fn fold(character: char) -> char {
    let mut lower = character.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => character,
    }
}

/// A text without case, spaces and signs.
pub fn key(text: &str) -> String {
    text.chars().map(fold).filter(|character| character.is_alphanumeric()).collect()
}

/// Whether a character means something without its neighbours: of scripts written without spaces.
pub fn stands_alone(character: char) -> bool {
    matches!(
        u32::from(character),
        0x0E00..=0x0E7F | 0x3041..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF
            | 0x20000..=0x323AF
    )
}

/// Whether a character is part of a word between spaces.
pub fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() && !stands_alone(character)
}

/// One bit a letter.
pub fn mask(word: &str) -> u32 {
    word.chars().fold(0, |mask, letter| mask | 1 << (u32::from(letter) % 32))
}
