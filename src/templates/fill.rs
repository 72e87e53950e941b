//! Fills a letter and finds its gaps.

use super::values::Content;
use super::{Locale, Values};
use crate::packs::Packs;
use crate::packs::format::{Direction, Form, Snippets};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Object, ObjectRepr};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex};

/// How deep letters and snippets may stand in each other.
const MOST_NESTED: usize = 4;

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
    /// The letter's text is no valid template, or a filter cannot work on its value.
    #[error("line {line} of the letter: {what}; mend the template")]
    Syntax {
        /// The line within the letter, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// The letter includes another one that is not there.
    #[error("the letter includes `{name}`, which is not there in `{language}`; correct the name or write it")]
    NoSnippet {
        /// What is included.
        name: String,
        /// The language.
        language: String,
    },
    /// Letters include each other without end.
    #[error("the letter includes `{name}` within itself; take one of the includes out")]
    Endless {
        /// What is included.
        name: String,
    },
}

/// A letter to be filled: which one, in which language and wording, for a buyer of which country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order<'a> {
    /// The letter's id.
    pub letter: &'a str,
    /// The language.
    pub language: &'a str,
    /// Counts the wordings; after the last one they begin anew.
    pub wording: usize,
    /// The ISO 3166 code of the buyer's country.
    pub country: Option<&'a str>,
}

/// A filled letter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Filled {
    /// The text to insert; empty as long as anything is missing or doubtful.
    pub text: String,
    /// The variables that need a value, in order of the alphabet.
    pub missing: Vec<String>,
    /// The variables whose value was worked out and to which nobody has agreed yet.
    pub doubtful: Vec<String>,
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

impl Piece {
    fn text(&self) -> &str {
        match self {
            Self::Plain { text } | Self::Value { text, .. } => text,
            Self::Gap { .. } => "",
        }
    }
}

/// Fills a letter, with what its form puts around it.
///
/// # Errors
/// [`FillError`] if there is no such letter, its text is no valid template, or it includes what is not there.
pub fn fill(packs: &Packs, order: Order<'_>, values: &Values) -> Result<Filled, FillError> {
    let Order { letter: id, language, wording, country } = order;
    let no_letter = || FillError::NoLetter { id: id.to_owned(), language: language.to_owned() };
    let text = packs.text(id, language).ok_or_else(no_letter)?;
    let body = turn(&text.wordings, wording).ok_or_else(no_letter)?;
    let form = packs.letter(id).map(|letter| letter.form).unwrap_or_default();
    fill_words(packs, body, form, language, wording, country, values)
}

/// Fills words that are no letter of the packs yet, such as those being written.
///
/// # Errors
/// As [`fill`].
pub fn fill_words(
    packs: &Packs,
    body: &str,
    form: Form,
    language: &str,
    wording: usize,
    country: Option<&str>,
    values: &Values,
) -> Result<Filled, FillError> {
    let fallback = Default::default();
    let locale = Locale::new(packs.language(language).unwrap_or(&fallback), country);
    let snippets = Snippeter { packs, language, wording };
    let body = snippets.expand(body, 0)?;
    let mut parts = Vec::new();
    if form == Form::Message {
        // A greeting and a closing that turn at another pace make more letters out of two wordings.
        parts.extend(snippets.named("greeting", wording));
        parts.push(body);
        parts.extend(snippets.named("closing", wording + wording / 2));
    } else {
        parts.push(body);
    }
    let mut filled = Filled::default();
    let (mut missing, mut doubtful) = (BTreeSet::new(), BTreeSet::new());
    for part in parts {
        let part = fill_part(&part, values, locale)?;
        missing.extend(part.missing);
        doubtful.extend(part.doubtful);
        if part.pieces.is_empty() {
            continue;
        }
        if !filled.pieces.is_empty() {
            filled.pieces.push(Piece::Plain { text: "\n\n".to_owned() });
        }
        filled.pieces.extend(part.pieces);
    }
    if missing.is_empty() && doubtful.is_empty() {
        filled.text = filled.pieces.iter().map(Piece::text).collect();
    }
    filled.missing = missing.into_iter().collect();
    filled.doubtful = doubtful.into_iter().collect();
    Ok(filled)
}

/// Every variable of a letter's words, needed or optional, in order of the alphabet. What it includes counts.
///
/// # Errors
/// As [`fill`].
pub fn variables(packs: &Packs, language: &str, body: &str) -> Result<Vec<String>, FillError> {
    let body = Snippeter { packs, language, wording: 0 }.expand(body, 0)?;
    let names = names(&environment(Locale::new(&Default::default(), None)), &body)?;
    Ok(names.into_iter().collect())
}

fn turn(wordings: &[String], wording: usize) -> Option<&str> {
    let place = wording.checked_rem(wordings.len())?;
    wordings.get(place).map(|wording| wording.trim())
}

/// Puts snippets and other letters in the place of `{% include %}`.
#[derive(Clone, Copy)]
struct Snippeter<'a> {
    packs: &'a Packs,
    language: &'a str,
    wording: usize,
}

impl Snippeter<'_> {
    /// A snippet of the language, else the words of a letter.
    fn named(&self, name: &str, wording: usize) -> Option<String> {
        let snippets = self.packs.language(self.language).map(|pack| &pack.snippet);
        let wordings = snippets.and_then(|Snippets { greeting, closing }| match name {
            "greeting" => Some(greeting),
            "closing" => Some(closing),
            _ => None,
        });
        let letter = || self.packs.text(name, self.language).map(|text| &text.wordings);
        turn(wordings.or_else(letter)?, wording).map(str::to_owned)
    }

    fn expand(&self, body: &str, depth: usize) -> Result<String, FillError> {
        let mut whole = String::new();
        let mut rest = body;
        while let Some((before, name, after)) = include(rest) {
            if depth >= MOST_NESTED {
                return Err(FillError::Endless { name: name.to_owned() });
            }
            let inner = self.named(name, self.wording).ok_or_else(|| FillError::NoSnippet {
                name: name.to_owned(),
                language: self.language.to_owned(),
            })?;
            whole.push_str(before);
            whole.push_str(&self.expand(&inner, depth + 1)?);
            rest = after;
        }
        whole.push_str(rest);
        Ok(whole)
    }
}

/// The first `{% include "name" %}`: what stands before it, the name, and what stands behind it.
fn include(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let open = from + text[from..].find("{%")?;
        let close = open + text[open..].find("%}")?;
        let inner = text[open + 2..close].trim_matches(['-', '+', ' ', '\t']);
        let quoted = inner.strip_prefix("include").map(str::trim);
        let name = quoted.and_then(|quoted| {
            let mark = quoted.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
            quoted.strip_prefix(mark)?.strip_suffix(mark)
        });
        match name {
            Some(name) => return Some((&text[..open], name, &text[close + 2..])),
            None => from = close + 2,
        }
    }
}

fn fill_part(body: &str, values: &Values, locale: Locale<'_>) -> Result<Filled, FillError> {
    let environment = environment(locale);
    let names = names(&environment, body)?;
    let noted = Arc::new(Mutex::new(Noted::default()));
    // A template reaches `order.id` as the member `id` of `order`.
    let mut plain: BTreeMap<String, Value> = BTreeMap::new();
    let mut grouped: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    for name in &names {
        let given = values.get(name);
        let mark = Mark {
            name: name.clone(),
            text: given.map(|given| written(&given.content, locale)),
            content: given.map(|given| given.content.clone()),
            derived: given.is_some_and(|given| given.derived.is_some()),
            noted: Arc::clone(&noted),
        };
        let value = Value::from_object(mark);
        match name.split_once('.') {
            Some((group, member)) => {
                grouped.entry(group.to_owned()).or_default().insert(member.to_owned(), value);
            }
            None => {
                plain.insert(name.clone(), value);
            }
        }
    }
    plain.extend(grouped.into_iter().map(|(group, members)| (group, Value::from(members))));
    let marked = environment.render_str(body, Value::from(plain)).map_err(|error| syntax(&error))?;
    let noted = noted.lock().map(|noted| noted.clone()).unwrap_or_default();
    Ok(Filled {
        text: String::new(),
        missing: noted.gaps.into_iter().collect(),
        doubtful: noted.doubts.into_iter().collect(),
        pieces: pieces(marked.trim()),
    })
}

/// A value as it is written in the language of the letter.
fn written(content: &Content, locale: Locale<'_>) -> String {
    match content {
        Content::Text { text } => {
            let text = text.trim();
            if locale.language().direction == Direction::Rtl && is_number(text) {
                // Among letters that run to the left, the groups of such a number would change places.
                format!("\u{2066}{text}\u{2069}")
            } else {
                text.to_owned()
            }
        }
        Content::Day { day } => locale.day(*day),
        Content::Money { money } => locale.money(money),
        Content::Number { number } => number.to_string(),
        Content::Choice { variable, choice } => {
            let choices = locale.language().choice.get(variable);
            choices.and_then(|choices| choices.get(choice)).unwrap_or(choice).clone()
        }
    }
}

/// A number in groups, such as `112-7634521-9845023`.
fn is_number(text: &str) -> bool {
    let grouped = text.contains(['-', ' ', '/', '.']);
    grouped && text.chars().any(|mark| mark.is_ascii_digit()) && text.is_ascii()
}

fn names(environment: &Environment<'_>, body: &str) -> Result<BTreeSet<String>, FillError> {
    let template = environment.template_from_named_str("letter", body).map_err(|error| syntax(&error))?;
    Ok(template.undeclared_variables(true).into_iter().collect())
}

fn environment(locale: Locale<'_>) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    // Tags on a line of their own leave no empty line behind. Only delimiters could make this fail,
    // and they stay as they are.
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    let language = locale.language().clone();
    environment.add_filter("plural", move |number: Value, forms: minijinja::value::Rest<String>| {
        let Some(mark) = number.downcast_object_ref::<Mark>() else { return Err(not("a number", "plural")) };
        let number = match &mark.content {
            None => return Ok(mark.gap()),
            Some(Content::Number { number }) => *number,
            Some(Content::Text { text }) => text.parse().map_err(|_| not("a number", "plural"))?,
            Some(_) => return Err(not("a number", "plural")),
        };
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        let form = Locale::new(&language, None).plural(number, &forms);
        Ok(mark.written_as(form.ok_or_else(|| not("several forms", "plural"))?))
    });
    environment.add_filter("date", |day: Value, form: Option<String>| {
        let Some(mark) = day.downcast_object_ref::<Mark>() else { return Err(not("a date", "date")) };
        match (&mark.content, form.as_deref()) {
            (None, _) => Ok(mark.gap()),
            (Some(Content::Day { .. }), None | Some("long")) => Ok(day.clone()),
            (Some(Content::Day { day }), Some("iso")) => Ok(mark.written_as(&day.to_string())),
            (Some(Content::Day { .. }), Some(_)) => Err(not("`long` or `iso` as its form", "date")),
            (Some(_), _) => Err(not("a date", "date")),
        }
    });
    environment.add_filter("money", |amount: Value| {
        let Some(mark) = amount.downcast_object_ref::<Mark>() else { return Err(not("an amount", "money")) };
        match &mark.content {
            None | Some(Content::Money { .. }) => Ok(amount.clone()),
            Some(_) => Err(not("an amount", "money")),
        }
    });
    environment.add_filter("default", |value: Value, otherwise: String| {
        let known = value.downcast_object_ref::<Mark>().is_none_or(|mark| mark.text.is_some());
        if known { value } else { Value::from(otherwise) }
    });
    environment
}

/// A filter that was given something else than it works on.
fn not(wanted: &str, filter: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("the filter `{filter}` wants {wanted}"))
}

fn syntax(error: &Error) -> FillError {
    let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    FillError::Syntax { line: error.line().unwrap_or(1), what }
}

/// Marks around a value or a gap in a preview: characters of the private use area, which no portal
/// text needs; those in a value itself are dropped.
const OPEN: char = '\u{e000}';
const BETWEEN: char = '\u{e001}';
const CLOSE: char = '\u{e002}';

/// What was found while a letter was rendered.
#[derive(Debug, Clone, Default)]
struct Noted {
    gaps: BTreeSet<String>,
    doubts: BTreeSet<String>,
}

/// A variable in a letter: true if it has a value, and remembers when a gap or a doubtful value was written.
#[derive(Debug)]
struct Mark {
    name: String,
    text: Option<String>,
    content: Option<Content>,
    derived: bool,
    noted: Arc<Mutex<Noted>>,
}

impl Mark {
    fn written_as(&self, text: &str) -> Value {
        Value::from_object(Self {
            name: self.name.clone(),
            text: Some(text.to_owned()),
            content: self.content.clone(),
            derived: self.derived,
            noted: Arc::clone(&self.noted),
        })
    }

    fn gap(&self) -> Value {
        Value::from_object(Self {
            name: self.name.clone(),
            text: None,
            content: None,
            derived: false,
            noted: Arc::clone(&self.noted),
        })
    }
}

impl Object for Mark {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.text.is_some()
    }

    fn render(self: &Arc<Self>, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Ok(mut noted) = self.noted.lock() {
            if self.text.is_none() {
                noted.gaps.insert(self.name.clone());
            } else if self.derived {
                noted.doubts.insert(self.name.clone());
            }
        }
        let value: String = self
            .text
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
    use crate::model::Words;
    use crate::packs::format::Bundle;
    use crate::packs::format::{Letter, LetterPack, Stage, Text, TextPack};

    fn values(pairs: &[(&str, &str)]) -> Values {
        let packs = Packs::shipped().unwrap();
        let mut values = Values::default();
        for (name, value) in pairs {
            values.answer(&packs, name, value).unwrap();
        }
        values
    }

    fn bare(body: &str, values: &Values) -> Result<Filled, FillError> {
        fill_words(&Packs::shipped().unwrap(), body, Form::Bare, "en", 0, None, values)
    }

    const BODY: &str = "Dear {{ buyer.name }},\n{% if order.tracking %}\nTracking: {{ order.tracking }} ({{ order.carrier }}).\n{% endif %}\nBye";

    #[test]
    fn a_complete_letter_is_a_text() {
        let all = [("buyer.name", "Ana"), ("order.tracking", "LX1"), ("order.carrier", "Cainiao")];
        let filled = bare(BODY, &values(&all)).unwrap();
        assert_eq!(filled.text, "Dear Ana,\nTracking: LX1 (Cainiao).\nBye");
        assert!(filled.missing.is_empty());
    }

    #[test]
    fn an_optional_part_is_left_out() {
        let filled = bare(BODY, &values(&[("buyer.name", "Ana")])).unwrap();
        assert_eq!(filled.text, "Dear Ana,\nBye");
    }

    #[test]
    fn a_gap_blocks_the_text_and_is_named() {
        let filled = bare(BODY, &values(&[("buyer.name", "  "), ("order.tracking", "LX1")])).unwrap();
        assert_eq!(filled.text, "");
        assert_eq!(filled.missing, ["buyer.name", "order.carrier"]);
        assert!(filled.pieces.contains(&Piece::Gap { name: "buyer.name".to_owned() }));
        let tracking = Piece::Value { name: "order.tracking".to_owned(), text: "LX1".to_owned() };
        assert!(filled.pieces.contains(&tracking));
    }

    #[test]
    fn values_are_data() {
        let hostile = "{{ agent }}{% for x in y %}{% include \"greeting\" %}<img onerror=alert(1)>\u{e000}";
        let filled = bare("Dear {{ buyer.name }}", &values(&[("buyer.name", hostile)])).unwrap();
        assert_eq!(filled.text, format!("Dear {}", hostile.trim_end_matches('\u{e000}')));
    }

    #[test]
    fn a_broken_template_says_where() {
        let error = bare("one\n{{ buyer", &Values::default()).unwrap_err();
        assert!(matches!(error, FillError::Syntax { line: 2, .. }), "{error}");
    }

    #[test]
    fn filters_write_days_amounts_and_plurals() {
        let given = values(&[("estimated_date", "2026-11-06"), ("refund_amount", "USD 8.5"), ("days", "1")]);
        let body = "{{ estimated_date }}|{{ estimated_date|date('iso') }}|{{ refund_amount|money }}|{{ days }} {{ days|plural('day','days') }}|{{ reason|default('no reason') }}";
        let filled = bare(body, &given).unwrap();
        assert!(filled.text.starts_with("6 November 2026|2026-11-06|"), "{}", filled.text);
        assert!(filled.text.ends_with("8.50|1 day|no reason"), "{}", filled.text);
    }

    #[test]
    fn a_number_keeps_its_order_among_arabic_words() {
        let packs = Packs::shipped().unwrap();
        let fill = |number: &str, language: &str| {
            let given = values(&[("order.id", number)]);
            fill_words(&packs, "{{ order.id }}", Form::Bare, language, 0, None, &given).unwrap().text
        };
        assert_eq!(fill("112-7634521-9845023", "ar"), "\u{2066}112-7634521-9845023\u{2069}");
        assert_eq!(fill("8192034567812345", "ar"), "8192034567812345");
        assert_eq!(fill("112-7634521-9845023", "de"), "112-7634521-9845023");
    }

    #[test]
    fn a_filter_on_the_wrong_value_blocks() {
        for body in ["{{ order.id|date }}", "{{ order.id|money }}", "{{ order.id|plural('a','b') }}"] {
            let error = bare(body, &values(&[("order.id", "12-a")])).unwrap_err();
            assert!(matches!(error, FillError::Syntax { .. }), "{body}: {error}");
        }
        // A gap stays a gap, whatever filter stands behind it.
        let filled = bare("{{ estimated_date|date('iso') }}{{ days|plural('a', 'b') }}", &Values::default());
        assert_eq!(filled.unwrap().missing, ["days", "estimated_date"]);
        assert!(bare("{{ order.id|nonsense }}", &Values::default()).is_err());
    }

    #[test]
    fn a_value_that_was_worked_out_waits_for_a_yes() {
        let mut packs_values = values(&[("order.id", "1")]);
        let json = serde_json::to_value(&packs_values).unwrap();
        let mut json = json;
        json["order.id"]["derived"] = "the address".into();
        packs_values = serde_json::from_value(json).unwrap();
        let filled = bare("Order {{ order.id }}", &packs_values).unwrap();
        assert_eq!((filled.text.as_str(), filled.doubtful.as_slice()), ("", &["order.id".to_owned()][..]));
        packs_values.confirm("order.id");
        assert_eq!(bare("Order {{ order.id }}", &packs_values).unwrap().text, "Order 1");
    }

    #[test]
    fn letters_stand_in_letters() {
        let mut packs = Packs::shipped().unwrap();
        let letter = |id: &str| Letter { id: id.to_owned(), form: Form::Bare, ..Letter::default() };
        let text = |id: &str, words: &str| Text { letter: id.to_owned(), wordings: vec![words.to_owned()] };
        packs.overlay(Bundle {
            letters: vec![LetterPack {
                group: "own".to_owned(),
                name: Words::new("own", "own"),
                stage: Stage::Any,
                letters: vec![letter("outer"), letter("inner"), letter("round")],
            }],
            texts: vec![TextPack {
                language: "en".to_owned(),
                texts: vec![
                    text("outer", "A {%- include 'inner' +%} C"),
                    text("inner", " {{ order.id }}"),
                    text("round", "{% include \"round\" %}"),
                ],
                cases: Vec::new(),
            }],
            ..Bundle::default()
        });
        let order = |letter| Order { letter, language: "en", wording: 0, country: None };
        let filled = fill(&packs, order("outer"), &values(&[("order.id", "7")])).unwrap();
        assert_eq!(filled.text, "A {{ order.id }} C".replace("{{ order.id }}", "7"));
        assert!(matches!(fill(&packs, order("round"), &Values::default()), Err(FillError::Endless { .. })));
        let unknown =
            fill_words(&packs, "{% include 'nothing' %}", Form::Bare, "en", 0, None, &Values::default());
        assert!(matches!(unknown, Err(FillError::NoSnippet { .. })));
        assert_eq!(variables(&packs, "en", "{% include 'outer' %}").unwrap(), ["order.id"]);
    }
}
