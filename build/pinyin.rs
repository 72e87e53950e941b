//! The readings of the common Chinese characters, without tones, as one small table that the library includes.
//!
//! The characters are those of GB 2312, which covers what is typed in mainland China; their most frequent reading
//! comes from a dictionary that is far too large for the wasm. The file holds, with numbers in little-endian order:
//!
//! 1. how many syllables there are (`u16`), then each with its length (`u8`) and its letters, `ü` written as `v`;
//! 2. one bit a code point from U+4E00 to U+9FFF: whether it has a reading;
//! 3. the syllable's number (`u16`) of each of these characters, in their order;
//! 4. until the end, characters with a second reading in use: code point and syllable (`u16` each), in order.

use encoding_rs::GBK;
use pinyin::ToPinyin;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

/// The code points that the table covers.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// Characters with two readings in everyday use. A dictionary names many more that nobody types.
const TWO_READINGS: &[(char, [&str; 2])] = &[
    ('便', ["bian", "pian"]),
    ('剥', ["bo", "bao"]),
    ('薄', ["bo", "bao"]),
    ('参', ["can", "shen"]),
    ('藏', ["cang", "zang"]),
    ('曾', ["ceng", "zeng"]),
    ('差', ["cha", "chai"]),
    ('查', ["cha", "zha"]),
    ('长', ["chang", "zhang"]),
    ('朝', ["chao", "zhao"]),
    ('传', ["chuan", "zhuan"]),
    ('大', ["da", "dai"]),
    ('单', ["dan", "shan"]),
    ('弹', ["dan", "tan"]),
    ('得', ["de", "dei"]),
    ('的', ["de", "di"]),
    ('地', ["di", "de"]),
    ('调', ["diao", "tiao"]),
    ('都', ["dou", "du"]),
    ('给', ["gei", "ji"]),
    ('还', ["hai", "huan"]),
    ('和', ["he", "huo"]),
    ('会', ["hui", "kuai"]),
    ('降', ["jiang", "xiang"]),
    ('角', ["jiao", "jue"]),
    ('解', ["jie", "xie"]),
    ('卷', ["juan", "quan"]),
    ('觉', ["jue", "jiao"]),
    ('卡', ["ka", "qia"]),
    ('壳', ["ke", "qiao"]),
    ('乐', ["le", "yue"]),
    ('了', ["le", "liao"]),
    ('露', ["lu", "lou"]),
    ('落', ["luo", "la"]),
    ('率', ["lv", "shuai"]),
    ('没', ["mei", "mo"]),
    ('模', ["mo", "mu"]),
    ('呢', ["ne", "ni"]),
    ('弄', ["nong", "long"]),
    ('强', ["qiang", "jiang"]),
    ('圈', ["quan", "juan"]),
    ('塞', ["sai", "se"]),
    ('色', ["se", "shai"]),
    ('厦', ["sha", "xia"]),
    ('什', ["shen", "shi"]),
    ('盛', ["sheng", "cheng"]),
    ('省', ["sheng", "xing"]),
    ('识', ["shi", "zhi"]),
    ('属', ["shu", "zhu"]),
    ('数', ["shu", "shuo"]),
    ('熟', ["shu", "shou"]),
    ('说', ["shuo", "shui"]),
    ('似', ["si", "shi"]),
    ('宿', ["su", "xiu"]),
    ('提', ["ti", "di"]),
    ('系', ["xi", "ji"]),
    ('巷', ["xiang", "hang"]),
    ('削', ["xiao", "xue"]),
    ('校', ["xiao", "jiao"]),
    ('行', ["xing", "hang"]),
    ('血', ["xue", "xie"]),
    ('扎', ["zha", "za"]),
    ('粘', ["zhan", "nian"]),
    ('折', ["zhe", "she"]),
    ('着', ["zhe", "zhao"]),
    ('重', ["zhong", "chong"]),
    ('仔', ["zi", "zai"]),
];

/// The table.
///
/// # Errors
/// If the dictionary does not know a character or there are too many readings for the form.
pub fn table() -> Result<Vec<u8>, Box<dyn Error>> {
    let two: BTreeMap<char, [&str; 2]> = TWO_READINGS.iter().copied().collect();
    let mut readings: BTreeMap<u32, [String; 2]> = BTreeMap::new();
    for character in common_characters() {
        let first = character.to_pinyin().ok_or_else(|| format!("no reading of {character}"))?;
        let first = first.plain().replace('ü', "v");
        let both = match two.get(&character) {
            None => [first, String::new()],
            Some(both) => both.map(str::to_owned),
        };
        readings.insert(u32::from(character), both);
    }
    let syllables: BTreeSet<&String> =
        readings.values().flatten().filter(|reading| !reading.is_empty()).collect();
    let number = |reading: &String| syllables.iter().position(|known| *known == reading).unwrap_or_default();

    let mut table = u16::try_from(syllables.len())?.to_le_bytes().to_vec();
    for syllable in &syllables {
        table.push(u8::try_from(syllable.len())?);
        table.extend(syllable.bytes());
    }
    for eight in (FIRST..=LAST).step_by(8) {
        table.push((0..8).fold(0, |bits, bit| bits | u8::from(readings.contains_key(&(eight + bit))) << bit));
    }
    for [first, _] in readings.values() {
        table.extend(u16::try_from(number(first))?.to_le_bytes());
    }
    for (code, [_, second]) in readings.iter().filter(|(_, [_, second])| !second.is_empty()) {
        table.extend(u16::try_from(*code)?.to_le_bytes());
        table.extend(u16::try_from(number(second))?.to_le_bytes());
    }
    Ok(table)
}

/// The characters of GB 2312, levels 1 and 2: rows 16 to 87 of 94 places each.
fn common_characters() -> impl Iterator<Item = char> {
    let places = (0xB0_u8..=0xF7).flat_map(|row| (0xA1_u8..=0xFE).map(move |place| [row, place]));
    places.filter_map(|bytes| {
        let text = GBK.decode_without_bom_handling_and_without_replacement(&bytes)?;
        text.chars().next().filter(|character| (FIRST..=LAST).contains(&u32::from(*character)))
    })
}
