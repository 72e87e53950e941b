//! Letters of the shop's own as a file: whole, to be read in again as they were, or as a table for other programs.

use super::{LETTERS_KIND, OwnGroup, OwnLetter, OwnLetters};
use serde::Serialize;

/// The form of the file, counted up when an older Dueline could not read it any more.
pub const LETTERS_VERSION: u32 = 1;
/// The table's columns.
pub const COLUMNS: [&str; 6] = ["title", "language", "text", "group", "shortcut", "tags"];
/// Between the tags of one cell.
const BETWEEN_TAGS: &str = ", ";

#[derive(Serialize)]
struct File<'a> {
    kind: &'a str,
    version: u32,
    groups: &'a [OwnGroup],
    letters: &'a [OwnLetter],
}

/// Everything, with earlier versions and what was changed of shipped letters.
///
/// # Errors
/// If the letters cannot be written as JSON, which no letter is known to bring about.
pub fn json(own: &OwnLetters) -> Result<String, serde_json::Error> {
    let file =
        File { kind: LETTERS_KIND, version: LETTERS_VERSION, groups: &own.groups, letters: &own.letters };
    serde_json::to_string_pretty(&file)
}

/// A table with one line a wording. It begins with a byte order mark, without which a spreadsheet takes Chinese
/// for another encoding.
///
/// # Errors
/// If the table cannot be written, which no letter is known to bring about.
pub fn csv(own: &OwnLetters) -> Result<String, csv::Error> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(COLUMNS)?;
    for letter in &own.letters {
        let title = &letter.letter.title;
        let title = if title.zh.trim().is_empty() { &title.en } else { &title.zh };
        let group = own.groups.iter().find(|group| group.id == letter.group);
        let group = group.map_or(letter.group.as_str(), |group| group.name.as_str());
        let tags = letter.letter.tags.join(BETWEEN_TAGS);
        for (language, wording) in
            letter.texts.iter().flat_map(|(language, words)| words.iter().map(move |words| (language, words)))
        {
            let cells = [title, language, wording, group, &letter.shortcut, &tags];
            table.write_record(cells.map(harmless))?;
        }
    }
    let bytes =
        table.into_inner().map_err(|error| csv::Error::from(std::io::Error::from(error.error().kind())))?;
    Ok(format!("\u{feff}{}", String::from_utf8_lossy(&bytes)))
}

/// A cell that no spreadsheet takes for a formula: an apostrophe says that it is text.
fn harmless(cell: &str) -> String {
    if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// Whether a spreadsheet would reckon with a cell; one with an apostrophe in front as well, so that it comes back
/// as it was.
pub(super) fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}
