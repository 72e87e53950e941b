//! A message made ready to be searched: small letters without accents and invisible characters, each with the
//! place in the message from which it came.
//!
//! What is folded away is what a buyer leaves out in a hurry, and what a trickster puts in so that a word is
//! not found. One walk, linear in the length; nothing of the message is lost, because every find points back.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The longest message that is read, in bytes of its folded form; labels stop there.
pub const MOST_BYTES: usize = 20_000;

/// A place in a message, in UTF-16 units, as the browser counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

impl Span {
    /// The words at this place of `text`; nothing where it lies outside.
    pub fn of(self, text: &str) -> String {
        let units: Vec<u16> = text.encode_utf16().collect();
        let range = self.start as usize..(self.end as usize).max(self.start as usize);
        units.get(range).map(String::from_utf16_lossy).unwrap_or_default()
    }
}

/// A folded message.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    text: String,
    /// For each byte of `text`, and its end, the place in the message.
    origin: Vec<u32>,
    cut: bool,
    hidden: Vec<Span>,
}

impl Folded {
    /// Folds a message, up to [`MOST_BYTES`].
    pub fn new(message: &str) -> Self {
        let mut folded = Self::default();
        let mut at = 0;
        for letter in message.chars() {
            if folded.text.len() >= MOST_BYTES {
                folded.cut = true;
                break;
            }
            let width = u32::from(letter.len_utf16() == 2) + 1;
            if is_trick(letter) {
                folded.hide(Span { start: at, end: at + width });
            } else if !is_mark(letter) {
                fold(letter, &mut folded.text);
                folded.origin.resize(folded.text.len(), at);
            }
            at += width;
        }
        folded.origin.push(at);
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the message was longer than what is read.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// Where characters stand that no reader sees.
    pub fn hidden(&self) -> &[Span] {
        &self.hidden
    }

    /// The place in the message of a range of the folded text.
    pub fn span(&self, range: Range<usize>) -> Span {
        let place = |byte: usize| self.origin.get(byte).or(self.origin.last()).copied().unwrap_or_default();
        Span { start: place(range.start), end: place(range.end.max(range.start)) }
    }

    fn hide(&mut self, span: Span) {
        match self.hidden.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => self.hidden.push(span),
        }
    }
}

/// Folds a phrase as messages are folded.
pub(crate) fn fold_phrase(phrase: &str) -> String {
    let mut folded = String::with_capacity(phrase.len());
    phrase
        .chars()
        .filter(|letter| !is_trick(*letter) && !is_mark(*letter))
        .for_each(|letter| fold(letter, &mut folded));
    folded
}

/// Whether words of this letter's script are parted by spaces.
pub(crate) fn parts_words(letter: char) -> bool {
    letter.is_alphanumeric() && !is_ideographic(letter)
}

/// Whether a letter belongs to a script that does not part its words: Thai, kana, Chinese characters.
pub(crate) fn is_ideographic(letter: char) -> bool {
    matches!(u32::from(letter), 0x0E00..=0x0E7F | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF)
}

/// Characters that no reader sees and that no buyer types: zero-width spaces, marks that turn the direction of
/// writing over, blank letters, tags.
fn is_trick(letter: char) -> bool {
    matches!(
        u32::from(letter),
        0x115F..=0x1160 | 0x200B | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFFA0 | 0xFFF9..=0xFFFB | 0xE0000..=0xE0FFF
    )
}

/// Marks that change a letter or its joining and do not count in a search: accents on their own, vowel signs,
/// stretchers, joiners, variation selectors, marks of direction that Arabic keyboards add.
fn is_mark(letter: char) -> bool {
    matches!(
        u32::from(letter),
        0xAD | 0x0300..=0x036F | 0x0610..=0x061A | 0x0640 | 0x064B..=0x065F | 0x0670 | 0x180B..=0x180F | 0x200C..=0x200F
            | 0xFE00..=0xFE0F | 0xFEFF
    )
}

fn fold(letter: char, to: &mut String) {
    if letter.is_ascii() {
        to.push(letter.to_ascii_lowercase());
        return;
    }
    let letter = match u32::from(letter) {
        // Full-width forms of ASCII.
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(letter),
        0x3000 | 0x00A0 | 0x2000..=0x200A | 0x202F | 0x205F => ' ',
        0x2018 | 0x2019 | 0x201B | 0x02BC | 0x0060 | 0x00B4 => '\'',
        0x201C..=0x201F | 0x00AB | 0x00BB => '"',
        0x2010..=0x2015 | 0x2212 => '-',
        _ => letter,
    };
    for small in letter.to_lowercase() {
        match plain(small) {
            "" if is_mark(small) => {}
            "" => to.push(small),
            plain => to.push_str(plain),
        }
    }
}

/// The letter without its accent; nothing where it has none.
fn plain(letter: char) -> &'static str {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ẩ' | 'ẫ'
        | 'ậ' | 'ắ' | 'ằ' | 'ẳ' | 'ẵ' | 'ặ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ' | 'ẻ' | 'ẽ' | 'ế' | 'ề' | 'ể' | 'ễ'
        | 'ệ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ị' | 'ỉ' => "i",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ọ' | 'ỏ' | 'ố' | 'ồ' | 'ổ' | 'ỗ' | 'ộ'
        | 'ớ' | 'ờ' | 'ở' | 'ỡ' | 'ợ' | 'ơ' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ß' => "ss",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ţ' | 'ť' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ụ' | 'ủ' | 'ứ' | 'ừ' | 'ử' | 'ữ'
        | 'ự' | 'ư' => "u",
        'ý' | 'ÿ' | 'ỳ' | 'ỵ' | 'ỷ' | 'ỹ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ё' => "е",
        'أ' | 'إ' | 'آ' | 'ٱ' => "ا",
        'ى' => "ي",
        'ة' => "ه",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(message: &str, words: &str) -> String {
        let folded = Folded::new(message);
        let start = folded.text().find(words).unwrap();
        folded.span(start..start + words.len()).of(message)
    }

    #[test]
    fn a_find_points_back_into_the_message() {
        assert_eq!(found("Où est mon COLIS ?", "colis"), "COLIS");
        assert_eq!(found("Straße gewußt", "strasse"), "Straße");
        assert_eq!(found("😀 ＲＥＦＵＮＤ now", "refund"), "ＲＥＦＵＮＤ");
        assert_eq!(found("re\u{200b}fu\u{202e}nd me", "refund"), "re\u{200b}fu\u{202e}nd");
        assert_eq!(found("İade istiyorum", "iade"), "İade");
        assert_eq!(found("l’article cassé", "l'article casse"), "l’article cassé");
        assert_eq!(found("أُريد", "اريد"), "أُريد");
    }

    #[test]
    fn what_no_reader_sees_is_told() {
        assert_eq!(Folded::new("a\u{200b}\u{200b}b\u{202e}c").hidden().len(), 2);
        assert!(Folded::new("plain e\u{301} words 👩\u{200d}👩 ❤\u{fe0f}").hidden().is_empty());
    }

    #[test]
    fn a_long_message_is_cut() {
        assert!(Folded::new(&"订单".repeat(100_000)).is_cut());
        assert!(!Folded::new("short").is_cut());
    }
}
