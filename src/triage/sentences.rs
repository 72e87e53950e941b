//! Words and sentences of a folded message.

use super::lexicon::Lexicon;
use super::text::is_ideographic;
use std::ops::Range;

/// The words of a text. A run of characters of a script that does not part its words counts as one.
pub(crate) fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut before = Kind::Other;
    for (at, letter) in text.char_indices() {
        let kind = Kind::of(letter);
        let end = at + letter.len_utf8();
        match words.last_mut() {
            Some(word) if kind != Kind::Other && kind == before => word.end = end,
            _ if kind != Kind::Other => words.push(at..end),
            _ => {}
        }
        before = kind;
    }
    words
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Parted,
    Ideographic,
    Other,
}

impl Kind {
    fn of(letter: char) -> Self {
        if is_ideographic(letter) {
            Self::Ideographic
        } else if letter.is_alphanumeric() {
            Self::Parted
        } else {
            Self::Other
        }
    }
}

/// The sentences of a text, without the blanks around them. A full stop in a number, a domain or a known
/// abbreviation ends none.
pub(crate) fn sentences(text: &str, lexicon: Option<&Lexicon>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let end = at + letter.len_utf8();
        let next = letters.peek().map(|(_, next)| *next);
        let ends = match letter {
            '\n' | '\r' | '。' | '！' | '？' | '؟' | '!' | '?' | '…' => true,
            '.' => next.is_none_or(char::is_whitespace) && !abbreviates(&text[start..at], lexicon),
            _ => false,
        };
        // "?!" and "..." end one sentence, not three.
        let goes_on = next.is_some_and(|next| matches!(next, '!' | '?' | '.' | '！' | '？' | '。' | '…'));
        if ends && !goes_on {
            push(&mut sentences, text, start..end);
            start = end;
        }
    }
    push(&mut sentences, text, start..text.len());
    sentences
}

fn abbreviates(before: &str, lexicon: Option<&Lexicon>) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    !word.is_empty() && lexicon.is_some_and(|lexicon| lexicon.abbreviates(word))
}

fn push(sentences: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    let end = start + part.trim().len();
    if text[start..end].chars().any(char::is_alphanumeric) {
        sentences.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::format::LexiconPack;

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let lexicon =
            Lexicon::new(&LexiconPack { abbreviations: vec!["nr.".to_owned()], ..LexiconPack::default() });
        let text = "hello. my order nr. 12 cost 3.50!! where is it?\nbest regards\n\n。";
        let found: Vec<&str> =
            sentences(text, Some(&lexicon)).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["hello.", "my order nr. 12 cost 3.50!!", "where is it?", "best regards"]);
        assert_eq!(sentences("我要退款。什么时候到？", None).len(), 2);
        assert!(sentences(" . ! ", None).is_empty());
    }

    #[test]
    fn words_part_where_the_script_changes() {
        let text = "usb线 坏了";
        let found: Vec<&str> = words(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["usb", "线", "坏了"]);
    }
}
