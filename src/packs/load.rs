//! Reads one pack file from TOML and says exactly where it is wrong: file, line, field and the mend.

use super::format::{
    ActionPack, Bundle, CalendarPack, Catalogue, ExamplePack, IndicatorPack, LabelPack, LanguagePack,
    LetterPack, LexiconPack, LintPack, LintWordPack, MendPack, PlacePack, PlaybookPack, PortalPack, RulePack,
    TextPack,
};
use super::mend;
use serde::Serialize;
use std::fmt;
use std::path::Path;

/// The largest pack file that is read, in bytes.
pub const MAX_BYTES: usize = 1_000_000;

/// One mistake in a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 where it concerns the whole file.
    pub line: usize,
    /// The field, such as `rule[3].sources`.
    pub field: String,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, field, what, mend } = self;
        write!(formatter, "{file}:{line}: {field}: {what}\n  mend: {mend}")
    }
}

/// One pack file of any kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Pack {
    /// A portal.
    Portal(Box<PortalPack>),
    /// The words of an interface language.
    Labels(LabelPack),
    /// Mends and switch-offs.
    Mends(MendPack),
    /// Rules of a platform.
    Rules(RulePack),
    /// A playbook.
    Playbook(PlaybookPack),
    /// Letters of a group.
    Letters(LetterPack),
    /// The words that letters share.
    Catalogue(Catalogue),
    /// How letters of a language are framed.
    Language(Box<LanguagePack>),
    /// Words of letters in a language.
    Texts(TextPack),
    /// Lint patterns.
    Lint(LintPack),
    /// Lint expressions of a language.
    LintWords(LintWordPack),
    /// How buyers of a language word things.
    Lexicon(Box<LexiconPack>),
    /// Messages of a language with their labels.
    Examples(ExamplePack),
    /// A calendar.
    Calendar(CalendarPack),
    /// The catalogue of actions.
    Actions(ActionPack),
    /// Where buyers live.
    Places(PlacePack),
    /// Indicators.
    Indicators(IndicatorPack),
}

impl Pack {
    /// The pack as a bundle that holds nothing else.
    pub fn bundle(self) -> Bundle {
        let mut bundle = Bundle::default();
        match self {
            Self::Portal(pack) => bundle.portals.push(*pack),
            Self::Labels(pack) => bundle.labels.push(pack),
            Self::Mends(pack) => bundle.mends.push(pack),
            Self::Rules(pack) => bundle.rules.push(pack),
            Self::Playbook(pack) => bundle.playbooks.push(pack),
            Self::Letters(pack) => bundle.letters.push(pack),
            Self::Catalogue(pack) => bundle.catalogue = pack,
            Self::Language(pack) => bundle.languages.push(*pack),
            Self::Texts(pack) => bundle.texts.push(pack),
            Self::Lint(pack) => bundle.lint.push(pack),
            Self::LintWords(pack) => bundle.lint_words.push(pack),
            Self::Lexicon(pack) => bundle.lexicons.push(*pack),
            // They are learned from, and nothing else.
            Self::Examples(_) => {}
            Self::Calendar(pack) => bundle.calendars.push(pack),
            Self::Actions(pack) => bundle.actions.push(pack),
            Self::Places(pack) => bundle.places.push(pack),
            Self::Indicators(pack) => bundle.indicators.push(pack),
        }
        bundle
    }
}

/// Reads the text of one pack file. Its kind is told by its tables: `[[mend]]`, `[[off]]`, `[[page]]`, `[label]`, `[[rule]]`,
/// `[[step]]`, `[[letter]]`, `[[variable]]`, `[snippet]`, `[[text]]`, `[[pattern]]`, `[[words]]`, `[topic]`, `[[example]]`,
/// `[[holiday]]`, `[[action]]`, `[[place]]` or `[[indicator]]`.
///
/// # Errors
/// A [`Problem`] with line and field for text that is no TOML or not of the pack's form.
pub fn read(file: &Path, text: &str) -> Result<Pack, Problem> {
    let name = file.display().to_string();
    let problem = |line, field: &str, what: String, mend: &str| Problem {
        file: name.clone(),
        line,
        field: field.to_owned(),
        what,
        mend: mend.to_owned(),
    };
    if text.len() > MAX_BYTES {
        return Err(problem(
            0,
            "",
            format!("the file has {} bytes", text.len()),
            "split it: at most 1 MB a file",
        ));
    }
    // What the extension saves for a colleague is JSON.
    if text.trim_start().starts_with('{') {
        let mend = "save the file again with the button on the page Page health";
        return mend::read(text).map(Pack::Mends).map_err(|error| problem(1, "", error.to_string(), mend));
    }
    let table: toml::Table = toml::from_str(text).map_err(|error| from_toml(&name, text, &error))?;
    let kinds = [
        "mend",
        "off",
        "page",
        "label",
        "rule",
        "step",
        "letter",
        "variable",
        "snippet",
        "text",
        "pattern",
        "words",
        "topic",
        "example",
        "holiday",
        "action",
        "place",
        "indicator",
    ];
    let kind = kinds.into_iter().find(|kind| table.contains_key(*kind)).ok_or_else(|| {
        let mend = "a pack has one of [[mend]], [[off]], [[page]], [label], [[rule]], [[step]], [[letter]], [[variable]], [snippet], [[text]], [[pattern]], [[words]], [topic], [[example]], [[holiday]], [[action]], [[place]], [[indicator]]; see docs/PACKS.md";
        problem(1, "", "it cannot be told what kind of pack this is".to_owned(), mend)
    })?;
    let wrong = |error: toml::de::Error| from_toml(&name, text, &error);
    match kind {
        "page" => toml::from_str(text).map(|pack| Pack::Portal(Box::new(pack))).map_err(wrong),
        "mend" | "off" => toml::from_str(text).map(Pack::Mends).map_err(wrong),
        "label" => toml::from_str(text).map(Pack::Labels).map_err(wrong),
        "rule" => toml::from_str(text).map(Pack::Rules).map_err(wrong),
        "step" => toml::from_str(text).map(Pack::Playbook).map_err(wrong),
        "letter" => toml::from_str(text).map(Pack::Letters).map_err(wrong),
        "variable" => toml::from_str(text).map(Pack::Catalogue).map_err(wrong),
        "snippet" => toml::from_str(text).map(|pack| Pack::Language(Box::new(pack))).map_err(wrong),
        "text" => toml::from_str(text).map(Pack::Texts).map_err(wrong),
        "pattern" => toml::from_str(text).map(Pack::Lint).map_err(wrong),
        "words" => toml::from_str(text).map(Pack::LintWords).map_err(wrong),
        "topic" => toml::from_str(text).map(|pack| Pack::Lexicon(Box::new(pack))).map_err(wrong),
        "example" => toml::from_str(text).map(Pack::Examples).map_err(wrong),
        "action" => toml::from_str(text).map(Pack::Actions).map_err(wrong),
        "place" => toml::from_str(text).map(Pack::Places).map_err(wrong),
        "indicator" => toml::from_str(text).map(Pack::Indicators).map_err(wrong),
        _ => toml::from_str(text).map(Pack::Calendar).map_err(wrong),
    }
}

fn from_toml(file: &str, text: &str, error: &toml::de::Error) -> Problem {
    let at = error.span().map_or(0, |span| span.start);
    let line = text[..at.min(text.len())].lines().count().max(1);
    let here = text.lines().nth(line - 1).unwrap_or_default();
    let field = here.split_once('=').map_or(here, |(name, _)| name).trim().to_owned();
    let message = error.message().to_owned();
    let mend = if message.starts_with("unknown field") {
        "remove it, or use one of the names given"
    } else if message.starts_with("missing field") {
        "add the field; docs/PACKS.md shows an example"
    } else if message.contains("unknown variant") {
        "use one of the words given"
    } else {
        "correct the line; docs/PACKS.md shows an example"
    };
    Problem { file: file.to_owned(), line, field, what: message, mend: mend.to_owned() }
}

/// The line of a field such as `rule[3].sources` in a TOML text; the line of the nearest known
/// parent where the field itself is absent.
pub fn line_of(text: &str, field: &str) -> usize {
    let Ok(document) = toml_edit::Document::parse(text) else {
        return 0;
    };
    let mut item = document.as_item();
    let mut span = item.span();
    for step in field.split('.') {
        let (name, index) = match step.split_once('[') {
            Some((name, index)) => (name, index.trim_end_matches(']').parse::<usize>().ok()),
            None => (step, None),
        };
        let Some(mut next) = item.get(name) else {
            break;
        };
        if let Some(found) = index.and_then(|index| next.get(index)) {
            next = found;
        }
        span = next.span().or(span);
        item = next;
    }
    let at = span.map_or(0, |span| span.start).min(text.len());
    text[..at].matches('\n').count() + 1
}
