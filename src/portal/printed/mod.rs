//! Reads what portals print: dates, countdowns, amounts and status words, in the shapes and
//! languages that the portals use. Nothing here guesses: a text that does not fit gives nothing.

mod date_words;
mod dates;
mod durations;
mod money;
mod pattern;
mod times;
mod words;

pub(crate) use dates::tolerance;
pub use dates::{Clock, Direction, moment};
pub use durations::{Span, span};
pub use money::money;
pub use words::{closest, exactly, same_text};

/// Brings full-width characters (used beside Chinese text) to their ordinary form and collapses white space.
pub fn normalise(text: &str) -> String {
    let narrow = text.chars().map(|character| match character {
        '\u{ff01}'..='\u{ff5e}' => {
            let code = u32::from(character) - 0xfee0;
            char::from_u32(code).unwrap_or(character)
        }
        '\u{3000}' | '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        '\u{200e}' | '\u{200f}' | '\u{200b}' | '\u{feff}' => '\0',
        '–' | '—' | '‒' => '-',
        other => other,
    });
    let kept: String = narrow.filter(|character| *character != '\0').collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}
