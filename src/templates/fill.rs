//! Fills a letter and finds its gaps.

use super::Values;
use crate::packs::Packs;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Object, ObjectRepr};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex};

/// Why a letter could not be filled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FillError {
    /// There is no such letter in that language.
    #[error(
        "no letter `{id}` in `{language}`; choose another language or add it under packs/templates/{language}"
    )]
    NoLetter {
        /// The letter.
        id: String,
        /// The language.
        language: String,
    },
    /// The letter's text is no valid template.
    #[error("line {line} of the letter: {what}; mend the template")]
    Syntax {
        /// The line within the letter, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
}

/// A filled letter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Filled {
    /// The text to insert; empty as long as anything is missing.
    pub text: String,
    /// The variables that need a value, in order of the alphabet.
    pub missing: Vec<String>,
    /// The letter in pieces, values and gaps marked, for a preview.
    pub pieces: Vec<Piece>,
}

/// One piece of a preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Piece {
    /// Words of the letter itself.
    Plain {
        /// The words.
        text: String,
    },
    /// A value that was filled in.
    Value {
        /// The variable.
        name: String,
        /// Its value.
        text: String,
    },
    /// A value that is missing.
    Gap {
        /// The variable.
        name: String,
    },
}

/// Fills the letter `id` in `language`.
///
/// # Errors
/// [`FillError`] if there is no such letter or its text is no valid template.
pub fn fill(packs: &Packs, id: &str, language: &str, values: &Values) -> Result<Filled, FillError> {
    let no_letter = || FillError::NoLetter { id: id.to_owned(), language: language.to_owned() };
    let letter = packs.letter(id, language).ok_or_else(no_letter)?;
    fill_body(&letter.body, values)
}

/// Fills a letter's text.
///
/// # Errors
/// [`FillError::Syntax`] if the text is no valid template.
pub fn fill_body(body: &str, values: &Values) -> Result<Filled, FillError> {
    let environment = environment();
    let names = names(&environment, body)?;
    let known = |name: &str| values.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
    let gaps = Arc::new(Mutex::new(BTreeSet::new()));
    let marked: BTreeMap<String, Value> = names
        .iter()
        .map(|name| {
            let value = known(name).map(str::to_owned);
            let mark = Mark { name: name.clone(), value, gaps: Arc::clone(&gaps) };
            (name.clone(), Value::from_object(mark))
        })
        .collect();
    let preview = environment.render_str(body, Value::from(marked)).map_err(|error| syntax(&error))?;
    let missing: Vec<String> = gaps.lock().map(|gaps| gaps.iter().cloned().collect()).unwrap_or_default();
    let text = if missing.is_empty() {
        let plain = names.iter().filter_map(|name| Some((name.clone(), Value::from(known(name)?))));
        let plain: BTreeMap<String, Value> = plain.collect();
        let rendered = environment.render_str(body, Value::from(plain)).map_err(|error| syntax(&error))?;
        rendered.trim().to_owned()
    } else {
        String::new()
    };
    Ok(Filled { text, missing, pieces: pieces(preview.trim()) })
}

/// Every variable of a letter's text, needed or optional, in order of the alphabet.
///
/// # Errors
/// [`FillError::Syntax`] if the text is no valid template.
pub fn variables(body: &str) -> Result<Vec<String>, FillError> {
    names(&environment(), body).map(|names| names.into_iter().collect())
}

fn names(environment: &Environment<'_>, body: &str) -> Result<BTreeSet<String>, FillError> {
    let template = environment.template_from_named_str("letter", body).map_err(|error| syntax(&error))?;
    Ok(template.undeclared_variables(false).into_iter().collect())
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    // Tags on a line of their own leave no empty line behind. Only delimiters could make this fail,
    // and they stay as they are.
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment
}

fn syntax(error: &minijinja::Error) -> FillError {
    let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    FillError::Syntax { line: error.line().unwrap_or(1), what }
}

/// Marks around a value or a gap in a preview: characters of the private use area, which no portal
/// text needs; those in a value itself are dropped.
const OPEN: char = '\u{e000}';
const BETWEEN: char = '\u{e001}';
const CLOSE: char = '\u{e002}';

/// A variable in a preview: true if it has a value, and remembers when a gap was to be written.
#[derive(Debug)]
struct Mark {
    name: String,
    value: Option<String>,
    gaps: Arc<Mutex<BTreeSet<String>>>,
}

impl Object for Mark {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.value.is_some()
    }

    fn render(self: &Arc<Self>, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.value.is_none()
            && let Ok(mut gaps) = self.gaps.lock()
        {
            gaps.insert(self.name.clone());
        }
        let value: String = self
            .value
            .iter()
            .flat_map(|value| value.chars())
            .filter(|mark| !(OPEN..=CLOSE).contains(mark))
            .collect();
        write!(formatter, "{OPEN}{}{BETWEEN}{value}{CLOSE}", self.name)
    }
}

fn pieces(marked: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for part in marked.split_inclusive(CLOSE) {
        let (plain, variable) = match part.split_once(OPEN) {
            Some((plain, variable)) => (plain, variable.trim_end_matches(CLOSE).split_once(BETWEEN)),
            None => (part, None),
        };
        if !plain.is_empty() {
            pieces.push(Piece::Plain { text: plain.to_owned() });
        }
        match variable {
            Some((name, "")) => pieces.push(Piece::Gap { name: name.to_owned() }),
            Some((name, text)) => pieces.push(Piece::Value { name: name.to_owned(), text: text.to_owned() }),
            None => {}
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(pairs: &[(&str, &str)]) -> Values {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    const BODY: &str =
        "Dear {{ buyer }},\n{% if tracking %}\nTracking: {{ tracking }} ({{ carrier }}).\n{% endif %}\nBye";

    #[test]
    fn a_complete_letter_is_a_text() {
        let filled =
            fill_body(BODY, &values(&[("buyer", "Ana"), ("tracking", "LX1"), ("carrier", "Cainiao")]))
                .unwrap();
        assert_eq!(filled.text, "Dear Ana,\nTracking: LX1 (Cainiao).\nBye");
        assert!(filled.missing.is_empty());
    }

    #[test]
    fn an_optional_part_is_left_out() {
        let filled = fill_body(BODY, &values(&[("buyer", "Ana")])).unwrap();
        assert_eq!(filled.text, "Dear Ana,\nBye");
    }

    #[test]
    fn a_gap_blocks_the_text_and_is_named() {
        let filled = fill_body(BODY, &values(&[("buyer", "  "), ("tracking", "LX1")])).unwrap();
        assert_eq!(filled.text, "");
        assert_eq!(filled.missing, ["buyer", "carrier"]);
        assert!(filled.pieces.contains(&Piece::Gap { name: "buyer".to_owned() }));
        assert!(
            filled.pieces.contains(&Piece::Value { name: "tracking".to_owned(), text: "LX1".to_owned() })
        );
    }

    #[test]
    fn values_are_data() {
        let hostile = "{{ agent }}{% for x in y %}<img onerror=alert(1)>\u{e000}";
        let filled = fill_body("Dear {{ buyer }}", &values(&[("buyer", hostile)])).unwrap();
        assert_eq!(filled.text, format!("Dear {hostile}"));
    }

    #[test]
    fn a_broken_template_says_where() {
        let error = fill_body("one\n{{ buyer", &Values::new()).unwrap_err();
        assert!(matches!(error, FillError::Syntax { line: 2, .. }), "{error}");
    }
}
