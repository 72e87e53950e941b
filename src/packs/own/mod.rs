//! Letters of the shop's own: written anew, imported, or shipped ones that were changed.
//!
//! A changed letter keeps a copy of the shipped one on which it rests, so that an update of Dueline can tell what
//! is new, and never overwrites what the shop has written. Every change keeps what stood there before.

pub mod export;
pub mod import;

use super::Packs;
use super::format::{Bundle, Letter, LetterPack, Stage, Text, TextPack};
use crate::model::Words;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// How many earlier versions of a letter are kept.
pub const MOST_VERSIONS: usize = 20;
/// How many letters of its own a shop can keep.
pub const MOST_LETTERS: usize = 5000;
/// How long one wording may be, in characters.
pub const MOST_CHARS: usize = 20_000;
/// The group of letters that name none.
pub const OWN_GROUP: &str = "own";
/// What a file of exported letters calls itself.
pub const LETTERS_KIND: &str = "dueline-letters";

/// Language → wordings.
pub type Wordings = BTreeMap<String, Vec<String>>;

/// All letters of the shop's own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnLetters {
    /// Groups of the shop's own.
    pub groups: Vec<OwnGroup>,
    /// The letters.
    pub letters: Vec<OwnLetter>,
}

/// A group of letters of the shop's own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OwnGroup {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// One letter of the shop's own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnLetter {
    /// What the letter is about.
    pub letter: Letter,
    /// The id of its group, shipped or own.
    pub group: String,
    /// Its words; of a changed letter those languages alone that were changed.
    pub texts: Wordings,
    /// A word that stands for it when it is typed in the reply box; empty for none.
    pub shortcut: String,
    /// When it was last changed.
    pub changed: Timestamp,
    /// What stood there before, the latest in front.
    pub earlier: Vec<Version>,
    /// The shipped letter that it changes.
    pub base: Option<Base>,
}

/// A letter as it once was.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Version {
    /// Until when it stood.
    pub until: Timestamp,
    /// What it was about.
    pub letter: Letter,
    /// Its words.
    pub texts: Wordings,
}

/// A shipped letter as it was when it was changed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Base {
    /// What it was about.
    pub letter: Letter,
    /// Its words in the languages that were changed.
    pub texts: Wordings,
}

/// What became of letters that were taken over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Taken {
    /// How many were added.
    pub added: usize,
    /// How many were there already.
    pub same: usize,
    /// The titles of those that could not be kept, each with the reason.
    pub refused: Vec<(Words, String)>,
}

/// Why a letter cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OwnError {
    /// It has no title.
    #[error("the letter has no title; give it one by which you will find it")]
    NoTitle,
    /// It has no words.
    #[error("the letter has no words; write them in at least one language")]
    NoWords,
    /// A wording is too long.
    #[error("a wording has {chars} characters; shorten it to {MOST_CHARS}")]
    TooLong {
        /// Its length.
        chars: usize,
    },
    /// There are too many letters.
    #[error("there are {MOST_LETTERS} letters of your own already; remove some you no longer use")]
    TooMany,
    /// Another letter has the same shortcut word.
    #[error("the shortcut `{shortcut}` stands for the letter “{title}” already; choose another word")]
    ShortcutTaken {
        /// The word.
        shortcut: String,
        /// The other letter.
        title: String,
    },
    /// The shortcut is no word.
    #[error("the shortcut `{0}` holds a space; use letters, digits and signs without spaces")]
    NoShortcut(String),
}

impl OwnLetter {
    /// An empty letter in a group.
    pub fn new(id: &str, group: &str) -> Self {
        let letter = Letter { id: id.to_owned(), ..Letter::default() };
        Self { letter, group: group.to_owned(), ..Self::default() }
    }

    /// A shipped letter, to be changed in one language; its words there must be loaded.
    pub fn of_shipped(packs: &Packs, id: &str) -> Option<Self> {
        let pack =
            packs.letter_packs().iter().find(|pack| pack.letters.iter().any(|known| known.id == id))?;
        let letter = packs.letter(id)?.clone();
        Some(Self {
            group: pack.group.clone(),
            base: Some(Base { letter: letter.clone(), texts: Wordings::new() }),
            letter,
            ..Self::default()
        })
    }

    /// Sets the words of a language. Of a shipped letter the shipped words are kept beside them.
    pub fn set_words(&mut self, shipped: &Packs, language: &str, wordings: Vec<String>) {
        if let Some(base) = &mut self.base
            && !base.texts.contains_key(language)
            && let Some(text) = shipped.text(&self.letter.id, language)
        {
            base.texts.insert(language.to_owned(), text.wordings.clone());
        }
        let wordings: Vec<String> =
            wordings.into_iter().filter(|wording| !wording.trim().is_empty()).collect();
        if wordings.is_empty() {
            self.texts.remove(language);
        } else {
            self.texts.insert(language.to_owned(), wordings);
        }
    }

    /// As [`Self::set_words`], but keeps wordings that are still empty, because they are being typed.
    pub fn set_words_as_typed(&mut self, shipped: &Packs, language: &str, wordings: Vec<String>) {
        self.set_words(shipped, language, wordings.clone());
        self.texts.insert(language.to_owned(), wordings);
    }

    /// Whether it says and is the same as the shipped letter that it changes.
    pub fn is_as_shipped(&self) -> bool {
        let Some(base) = &self.base else { return false };
        let same = self.texts.iter().all(|(language, words)| base.texts.get(language) == Some(words));
        self.letter == base.letter && self.shortcut.is_empty() && same
    }

    /// The languages in which the shipped letter has changed since this one was made of it.
    pub fn outdated_in(&self, shipped: &Packs) -> Vec<String> {
        let Some(base) = &self.base else { return Vec::new() };
        let changed = base.texts.iter().filter(|(language, words)| {
            shipped.text(&self.letter.id, language).is_some_and(|text| text.wordings != **words)
        });
        changed.map(|(language, _)| language.clone()).collect()
    }
}

impl OwnLetters {
    /// The letter with this id.
    pub fn get(&self, id: &str) -> Option<&OwnLetter> {
        self.letters.iter().find(|own| own.letter.id == id)
    }

    /// An id that no letter has yet.
    pub fn fresh_id(&self) -> String {
        let taken = |number: &usize| self.get(&format!("own-{number}")).is_some();
        let number = (self.letters.len() + 1..).find(|number| !taken(number)).unwrap_or_default();
        format!("own-{number}")
    }

    /// Keeps a letter; what stood there before becomes an earlier version. A change that changes nothing any more
    /// is forgotten.
    ///
    /// # Errors
    /// [`OwnError`] if it has no title or words, is too long, or its shortcut is taken; then nothing is changed.
    pub fn put(&mut self, mut own: OwnLetter, now: Timestamp) -> Result<(), OwnError> {
        self.check(&own)?;
        own.changed = now;
        let before = self.letters.iter().position(|known| known.letter.id == own.letter.id);
        if own.is_as_shipped() && before.is_none_or(|place| self.letters[place].earlier.is_empty()) {
            self.letters.retain(|known| known.letter.id != own.letter.id);
            return Ok(());
        }
        match before {
            None => self.letters.push(own),
            Some(place) => {
                let known = &mut self.letters[place];
                own.earlier = std::mem::take(&mut known.earlier);
                if known.letter != own.letter || known.texts != own.texts {
                    let version =
                        Version { until: now, letter: known.letter.clone(), texts: known.texts.clone() };
                    own.earlier.insert(0, version);
                    own.earlier.truncate(MOST_VERSIONS);
                }
                *known = own;
            }
        }
        Ok(())
    }

    /// Takes over the letters of a file. One with the same title and words as one that is there is left out; one of
    /// the shop's own gets a fresh id, so that it overwrites nothing; a changed shipped one becomes the shop's change
    /// of it, with what stood there before as an earlier version.
    pub fn take(&mut self, other: Self, now: Timestamp) -> Taken {
        let mut taken = Taken::default();
        let mut groups: BTreeMap<String, String> = BTreeMap::new();
        for group in other.groups {
            // A group of the same name is the same to an agent, an id that stands for another name is not.
            if let Some(known) = self.groups.iter().find(|known| known.name == group.name) {
                groups.insert(group.id, known.id.clone());
                continue;
            }
            let mut id = group.id.clone();
            while self.groups.iter().any(|known| known.id == id) {
                id.push('+');
            }
            groups.insert(group.id, id.clone());
            self.groups.push(OwnGroup { id, name: group.name });
        }
        for mut own in other.letters {
            let same =
                |known: &&OwnLetter| known.letter.title == own.letter.title && known.texts == own.texts;
            if self.letters.iter().any(|known| same(&known)) {
                taken.same += 1;
                continue;
            }
            if let Some(id) = groups.get(&own.group) {
                own.group.clone_from(id);
            }
            if own.base.is_none() {
                own.letter.id = self.fresh_id();
            }
            let title = own.letter.title.clone();
            match self.put(own, now) {
                Ok(()) => taken.added += 1,
                Err(error) => taken.refused.push((title, error.to_string())),
            }
        }
        taken
    }

    /// Takes a letter away; a changed shipped one is as shipped again. Says whether there was one.
    pub fn remove(&mut self, id: &str) -> bool {
        let before = self.letters.len();
        self.letters.retain(|own| own.letter.id != id);
        self.letters.len() < before
    }

    fn check(&self, own: &OwnLetter) -> Result<(), OwnError> {
        if own.letter.title.en.trim().is_empty() && own.letter.title.zh.trim().is_empty() {
            return Err(OwnError::NoTitle);
        }
        if own.base.is_none() && own.texts.values().all(Vec::is_empty) {
            return Err(OwnError::NoWords);
        }
        let longest = own.texts.values().flatten().map(|words| words.chars().count()).max().unwrap_or(0);
        if longest > MOST_CHARS {
            return Err(OwnError::TooLong { chars: longest });
        }
        if self.letters.len() >= MOST_LETTERS && self.get(&own.letter.id).is_none() {
            return Err(OwnError::TooMany);
        }
        let shortcut = own.shortcut.trim();
        if shortcut.contains(char::is_whitespace) {
            return Err(OwnError::NoShortcut(shortcut.to_owned()));
        }
        let same = |other: &&OwnLetter| other.letter.id != own.letter.id && other.shortcut == shortcut;
        match self.letters.iter().find(same).filter(|_| !shortcut.is_empty()) {
            None => Ok(()),
            Some(other) => Err(OwnError::ShortcutTaken {
                shortcut: shortcut.to_owned(),
                title: other.letter.title.zh.clone(),
            }),
        }
    }

    /// Lays the letters over the packs.
    pub fn apply(&self, packs: &mut Packs) {
        if self.letters.is_empty() {
            return;
        }
        let mut bundle = Bundle::default();
        for own in &self.letters {
            let name = self.groups.iter().find(|group| group.id == own.group).map(|group| group.name.clone());
            let pack = match bundle.letters.iter_mut().find(|pack: &&mut LetterPack| pack.group == own.group)
            {
                Some(pack) => pack,
                None => {
                    let name = name
                        .map_or_else(|| Words::new("Own letters", "自建话术"), |n| Words::new(n.clone(), n));
                    bundle.letters.push(LetterPack {
                        group: own.group.clone(),
                        name,
                        stage: Stage::Any,
                        letters: Vec::new(),
                    });
                    let last = bundle.letters.len() - 1;
                    &mut bundle.letters[last]
                }
            };
            let mut letter = own.letter.clone();
            letter.languages = own.texts.keys().cloned().collect();
            pack.letters.push(letter);
            for (language, wordings) in &own.texts {
                let text = Text { letter: own.letter.id.clone(), wordings: wordings.clone() };
                let pack = TextPack { language: language.clone(), texts: vec![text], cases: Vec::new() };
                bundle.texts.push(pack);
            }
        }
        packs.overlay(bundle);
    }

    /// What is kept in browser storage; a letter that cannot be read is left out and named.
    pub fn read(kept: &Value) -> (Self, Vec<String>) {
        let groups = kept.get("groups").cloned().and_then(|groups| serde_json::from_value(groups).ok());
        let mut own = Self { groups: groups.unwrap_or_default(), letters: Vec::new() };
        let mut unreadable = Vec::new();
        for letter in kept.get("letters").and_then(Value::as_array).into_iter().flatten() {
            match serde_json::from_value(letter.clone()) {
                Ok(letter) => own.letters.push(letter),
                Err(error) => unreadable.push(error.to_string()),
            }
        }
        (own, unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(id: &str, words: &str) -> OwnLetter {
        let mut own = OwnLetter::new(id, OWN_GROUP);
        own.letter.title = Words::new("Title", "标题");
        own.texts.insert("en".to_owned(), vec![words.to_owned()]);
        own
    }

    #[test]
    fn a_change_keeps_what_stood_there() {
        let mut letters = OwnLetters::default();
        let now = Timestamp::UNIX_EPOCH;
        letters.put(own("own-1", "one"), now).unwrap();
        letters.put(own("own-1", "two"), now).unwrap();
        letters.put(own("own-1", "two"), now).unwrap();
        let kept = letters.get("own-1").unwrap();
        assert_eq!(kept.earlier.len(), 1, "the same words are no new version");
        assert_eq!(kept.earlier[0].texts["en"], ["one"]);
        for number in 0..30 {
            letters.put(own("own-1", &number.to_string()), now).unwrap();
        }
        assert_eq!(letters.get("own-1").unwrap().earlier.len(), MOST_VERSIONS);
        assert_eq!(letters.fresh_id(), "own-2");
    }

    #[test]
    fn a_letter_without_title_or_words_is_refused() {
        let mut letters = OwnLetters::default();
        let now = Timestamp::UNIX_EPOCH;
        let nameless = OwnLetter { letter: Letter::default(), ..own("a", "words") };
        assert_eq!(letters.put(nameless, now), Err(OwnError::NoTitle));
        assert_eq!(
            letters.put(own("a", &"x".repeat(MOST_CHARS + 1)), now),
            Err(OwnError::TooLong { chars: MOST_CHARS + 1 })
        );
        let mut one = own("a", "words");
        one.shortcut = ";hi".to_owned();
        letters.put(one, now).unwrap();
        let mut two = own("b", "words");
        two.shortcut = ";hi".to_owned();
        assert!(matches!(letters.put(two, now), Err(OwnError::ShortcutTaken { .. })));
    }

    #[test]
    fn a_changed_letter_lies_over_the_shipped_one() {
        let shipped = Packs::shipped().unwrap();
        let mut changed = OwnLetter::of_shipped(&shipped, "holding-reply").unwrap();
        changed.set_words(&shipped, "en", vec!["Mine {{ order.id }}".to_owned()]);
        let mut letters = OwnLetters::default();
        letters.put(changed.clone(), Timestamp::UNIX_EPOCH).unwrap();
        let mut packs = shipped.clone();
        letters.apply(&mut packs);
        assert_eq!(packs.text("holding-reply", "en").unwrap().wordings, ["Mine {{ order.id }}"]);
        assert_eq!(packs.letters().count(), shipped.letters().count());
        assert_eq!(
            packs.letter("holding-reply").unwrap().languages.len(),
            shipped.letter("holding-reply").unwrap().languages.len(),
            "the other languages stay"
        );
        assert!(changed.outdated_in(&shipped).is_empty());
        changed.base.as_mut().unwrap().texts.insert("en".to_owned(), vec!["older".to_owned()]);
        assert_eq!(changed.outdated_in(&shipped), ["en"]);
    }

    #[test]
    fn an_unreadable_letter_takes_no_other_with_it() {
        let good = serde_json::to_value(own("a", "words")).unwrap();
        let kept = serde_json::json!({ "letters": [good, { "letter": 5 }] });
        let (letters, unreadable) = OwnLetters::read(&kept);
        assert_eq!((letters.letters.len(), unreadable.len()), (1, 1));
    }
}
