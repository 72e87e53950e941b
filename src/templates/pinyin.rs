//! Pinyin without tones: the readings of the common characters (`build/pinyin.rs` makes the table), and the ways in
//! which typed letters can be taken for syllables, their beginnings or their initials.

use std::ops::Range;

static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pinyin.table"));

/// The first code point of the table, and the bytes of its bit map.
const FIRST: u32 = 0x4E00;
const BITS: usize = (0x9FFF - 0x4E00 + 1) / 8;
/// No syllable has more letters.
const LONGEST: usize = 6;
/// So many ways to take a run of letters are followed up.
const MOST_WAYS: usize = 4;

/// A syllable's number in the table.
pub type Syllable = u16;

/// The table, ready to be asked.
pub struct Pinyin {
    syllables: Vec<&'static str>,
    /// The same, as they sound to those who do not tell similar ones apart.
    blurred: Vec<String>,
    known: &'static [u8],
    first: &'static [u8],
    second: &'static [u8],
}

/// What a part of the typed letters stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// One whole syllable.
    Whole(String),
    /// The first letters of one, mostly its initial alone.
    Start(String),
}

impl Pinyin {
    /// Reads the table's heads; the readings themselves stay where they are.
    pub fn new() -> Self {
        let number =
            |bytes: &[u8]| bytes.first_chunk().map_or(0, |two| usize::from(u16::from_le_bytes(*two)));
        let mut rest = TABLE.get(2..).unwrap_or_default();
        let mut syllables = Vec::new();
        for _ in 0..number(TABLE) {
            let Some((length, more)) = rest.split_first() else { break };
            let Some((letters, more)) = more.split_at_checked(usize::from(*length)) else { break };
            syllables.push(str::from_utf8(letters).unwrap_or_default());
            rest = more;
        }
        let (known, rest) = rest.split_at_checked(BITS).unwrap_or_default();
        let characters: u32 = known.iter().map(|bits| bits.count_ones()).sum();
        let (first, second) = rest.split_at_checked(characters as usize * 2).unwrap_or_default();
        let blurred = syllables.iter().map(|syllable| blur(syllable)).collect();
        Self { syllables, blurred, known, first, second }
    }

    /// How many syllables there are.
    pub fn count(&self) -> usize {
        self.syllables.len()
    }

    /// The syllables of a character; none where it is not in the table.
    pub fn readings(&self, character: char) -> impl Iterator<Item = Syllable> {
        let pair = |bytes: &[u8]| bytes.first_chunk().copied().map(u16::from_le_bytes);
        let first = self.place(character).and_then(|place| pair(self.first.get(place * 2..)?));
        let code = u16::try_from(u32::from(character)).ok().filter(|_| first.is_some());
        let mut seconds = self.second.chunks_exact(4);
        let second = code.and_then(|code| seconds.find(|chunk| pair(chunk) == Some(code)));
        first.into_iter().chain(second.and_then(|chunk| pair(chunk.get(2..)?)))
    }

    /// Its place among the characters of the table: how many stand before it.
    fn place(&self, character: char) -> Option<usize> {
        let offset = u32::from(character).checked_sub(FIRST)? as usize;
        let bits = self.known.get(offset / 8).filter(|bits| *bits >> (offset % 8) & 1 == 1)?;
        let before: u32 = self.known.iter().take(offset / 8).map(|bits| bits.count_ones()).sum();
        let beside = (bits & ((1 << (offset % 8)) - 1)).count_ones();
        Some((before + beside) as usize)
    }

    /// The letters of a syllable.
    pub fn letters(&self, syllable: Syllable) -> &'static str {
        self.syllables.get(usize::from(syllable)).copied().unwrap_or_default()
    }

    /// The syllables that a part stands for, and whether exactly or by a sound that is often mixed up with it.
    pub fn meant(&self, part: &Part) -> Vec<(Syllable, bool)> {
        let all = (0..).zip(self.syllables.iter().zip(&self.blurred));
        match part {
            Part::Start(start) => {
                let found = all.filter(|(_, (syllable, _))| syllable.starts_with(start.as_str()));
                found.map(|(number, _)| (number, true)).collect()
            }
            Part::Whole(typed) => {
                let sound = blur(typed);
                let found = all.filter(|(_, (_, blurred))| **blurred == sound);
                found.map(|(number, (syllable, _))| (number, syllable == typed)).collect()
            }
        }
    }

    fn is_whole(&self, letters: &str) -> bool {
        let sound = blur(letters);
        self.blurred.contains(&sound)
    }

    fn is_start(&self, letters: &str) -> bool {
        self.syllables.iter().any(|syllable| syllable.starts_with(letters))
    }

    /// The ways to take a run of ASCII letters, the likeliest in front: whole syllables, then fewer of them with
    /// single initials between, then initials alone.
    pub fn ways(&self, typed: &str) -> Vec<Vec<Part>> {
        let mut best: Vec<Vec<(u32, Vec<Range<usize>>)>> = vec![Vec::new(); typed.len() + 1];
        best[0].push((0, Vec::new()));
        for end in 1..=typed.len() {
            let mut here = Vec::new();
            for (start, until) in best.iter().enumerate().take(end).skip(end.saturating_sub(LONGEST)) {
                let Some(letters) = typed.get(start..end) else { continue };
                // What costs least comes first: whole syllables, then a last one that is not finished yet.
                let cost = if until.is_empty() {
                    continue;
                } else if letters.len() > 1 && self.is_whole(letters) {
                    10
                } else if (letters.len() == 1 || end == typed.len()) && self.is_start(letters) {
                    15
                } else {
                    continue;
                };
                here.extend(until.iter().map(|(sum, parts)| {
                    (sum + cost, parts.iter().cloned().chain(std::iter::once(start..end)).collect::<Vec<_>>())
                }));
            }
            here.sort_by_key(|(cost, _)| *cost);
            here.truncate(MOST_WAYS);
            best[end] = here;
        }
        let part = |range: &Range<usize>| {
            let letters = typed.get(range.clone()).unwrap_or_default().to_owned();
            if letters.len() > 1 && self.is_whole(&letters) {
                Part::Whole(letters)
            } else {
                Part::Start(letters)
            }
        };
        let found = best.pop().unwrap_or_default();
        let mut ways: Vec<Vec<Part>> =
            found.iter().map(|(_, ranges)| ranges.iter().map(part).collect()).collect();
        let initials: Vec<Part> = typed.chars().map(|letter| Part::Start(letter.to_string())).collect();
        let possible = typed.chars().all(|letter| self.is_start(letter.encode_utf8(&mut [0; 4])));
        if possible && !ways.contains(&initials) {
            ways.push(initials);
        }
        ways
    }
}

/// What sounds alike to many, spelt alike: with and without curled tongue, endings, l and n, ü and u.
fn blur(syllable: &str) -> String {
    let front = syllable.replacen("zh", "z", 1).replacen("ch", "c", 1).replacen("sh", "s", 1);
    let ending = front.strip_suffix("ng").map_or_else(|| front.clone(), |stem| format!("{stem}n"));
    let start = ending.strip_prefix('n').filter(|rest| !rest.is_empty());
    start.map_or_else(|| ending.clone(), |rest| format!("l{rest}")).replace(['v', 'ü'], "u")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(character: char) -> Vec<&'static str> {
        let pinyin = Pinyin::new();
        pinyin.readings(character).map(|syllable| pinyin.letters(syllable)).collect()
    }

    #[test]
    fn common_characters_have_their_readings() {
        assert_eq!(spelt('退'), ["tui"]);
        assert_eq!(spelt('一'), ["yi"]);
        assert_eq!(spelt('龠'), ["yue"], "the last one of level 2");
        assert_eq!(spelt('还'), ["hai", "huan"]);
        assert_eq!(spelt('长'), ["chang", "zhang"]);
        assert_eq!(spelt('率'), ["lv", "shuai"]);
        assert!(spelt('龘').is_empty() && spelt('a').is_empty() && spelt('😀').is_empty());
        assert!(TABLE.len() < 30_000, "{} bytes", TABLE.len());
    }

    #[test]
    fn letters_are_taken_in_the_likeliest_ways() {
        let pinyin = Pinyin::new();
        let whole = |letters: &str| Part::Whole(letters.to_owned());
        let start = |letters: &str| Part::Start(letters.to_owned());
        assert_eq!(pinyin.ways("tuikuan")[0], [whole("tui"), whole("kuan")]);
        assert_eq!(pinyin.ways("tuik")[0], [whole("tui"), start("k")]);
        assert_eq!(pinyin.ways("tkjd"), [[start("t"), start("k"), start("j"), start("d")]]);
        assert_eq!(pinyin.ways("tkuan")[0], [start("t"), whole("kuan")]);
        assert!(pinyin.ways("xian").contains(&vec![whole("xian")]));
        assert!(pinyin.ways("xian").contains(&vec![whole("xi"), whole("an")]));
        assert!(pinyin.ways("vvi").is_empty());
    }

    #[test]
    fn similar_sounds_are_meant_too() {
        let pinyin = Pinyin::new();
        let meant = |typed: &str| {
            let mut all: Vec<_> = pinyin.meant(&Part::Whole(typed.to_owned()));
            all.sort_by_key(|(_, exact)| !exact);
            all.into_iter().map(|(syllable, _)| pinyin.letters(syllable)).collect::<Vec<_>>()
        };
        assert_eq!(meant("zi"), ["zi", "zhi"]);
        assert_eq!(meant("pin"), ["pin", "ping"]);
        assert!(meant("lu").contains(&"lv") && meant("lan").contains(&"nang"));
        assert_eq!(meant("tui"), ["tui"]);
    }
}
