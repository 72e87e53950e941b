//! What stands for a value in other programs' texts becomes a variable that is asked for; what only looks like one
//! of ours is escaped.

use crate::model::Words;
use minijinja::Environment;
use regex_lite::{Captures, Regex};
use std::cell::RefCell;
use std::sync::OnceLock;

/// A text as one of our wordings.
pub struct Template {
    pub words: String,
    /// What could not be taken over as it was.
    pub notes: Vec<Words>,
}

/// What is known of other programs' signs: an expression whose first group, where there is one, names the value.
const FIELDS: &[&str] = &[
    // Text expanders on the desk: %fill:name%, %filltext:name=x:default=y%, %fillarea:…%, %fillpopup:…%.
    r"%fill(?:text|area|popup|part)?:(?:name=)?([^%:\n]+)(?::[^%\n]*)?%",
    // {formtext: name=x; default=y} and its like, in the browser.
    r"\{form(?:text|paragraph|date|menu|toggle)\s*:[^{}\n]*?\bname=([^;{}\n]+)[^{}\n]*\}",
    r"#\{input:([^{}\n]+)\}",
    r"\$\{(?:\d+:)?([^{}$\n:]+)\}",
    r"\{(clipboard)\}",
    r"#\{(clipboard)\}",
    r"%(clipboard)%?",
];
/// Where the cursor would stand.
const CURSOR: &str = r"\$\|\$|\{cursor\}|#\{cursor\}|%\|";
/// What other programs work out and we do not.
const UNKNOWN: &str = r"#\{[a-zA-Z]+(?::[^{}\n]*)?\}|%(?:snippet|date|time|key):[^%\n]+%|\{(?:time|import|snippet|if|repeat|note|key|site|dbselect|formtext|formmenu|form[a-z]+)\b[^{}\n]*\}";
/// A variable as we write it.
const OURS: &str = r"\{\{-?\s*([A-Za-z_][A-Za-z0-9_.]*)\s*-?\}\}";
/// A variable whose name holds more than a variable's may.
const NAMED: &str = r"\{\{\s*([^{}%#\n]{1,60}?)\s*\}\}";

/// Words that the template language keeps to itself.
const RESERVED: &[&str] = &[
    "true", "false", "none", "True", "False", "None", "not", "and", "or", "in", "is", "if", "else", "loop",
    "self",
];

struct Signs {
    fields: Vec<Regex>,
    cursor: Option<Regex>,
    unknown: Option<Regex>,
    ours: Option<Regex>,
    named: Option<Regex>,
}

fn signs() -> &'static Signs {
    static SIGNS: OnceLock<Signs> = OnceLock::new();
    let compiled = |expression: &str| Regex::new(expression).ok();
    SIGNS.get_or_init(|| Signs {
        fields: FIELDS.iter().filter_map(|field| compiled(field)).collect(),
        cursor: compiled(CURSOR),
        unknown: compiled(UNKNOWN),
        ours: compiled(OURS),
        named: compiled(NAMED),
    })
}

/// Makes a wording of another program's text.
pub fn template(text: &str) -> Template {
    if !text.contains(['{', '%', '$', '#']) {
        return Template { words: text.to_owned(), notes: Vec::new() };
    }
    let signs = signs();
    let notes: RefCell<Vec<Words>> = RefCell::default();
    let unnamed = RefCell::new(Vec::<String>::new());
    let ask = |name: &str| {
        let name = name.trim();
        let variable = variable(name).unwrap_or_else(|| {
            let mut unnamed = unnamed.borrow_mut();
            let place = unnamed.iter().position(|known| known == name).unwrap_or_else(|| {
                unnamed.push(name.to_owned());
                let number = unnamed.len();
                notes.borrow_mut().push(Words::new(
                    format!("“{name}” is asked for as `value_{number}`; rename it if you like."),
                    format!("“{name}”将以 `value_{number}` 询问，可自行改名。"),
                ));
                unnamed.len() - 1
            });
            format!("value_{}", place + 1)
        });
        format!("{{{{ {variable} }}}}")
    };
    // A template of ours is kept as it is, tags and all; but a remark would vanish.
    let reserved = |found: &Captures<'_>| group(found, 1).split('.').any(|part| RESERVED.contains(&part));
    let mut variables = signs.ours.iter().flat_map(|ours| ours.captures_iter(text)).peekable();
    let has_ours =
        text.contains("{%") || variables.peek().is_some() && !variables.any(|found| reserved(&found));
    let is_ours = has_ours && !text.contains("{#") && is_valid(text);
    let mut words = text.to_owned();
    for field in &signs.fields {
        words = field.replace_all(&words, |found: &Captures<'_>| named_variable(found, &ask)).into_owned();
    }
    if let Some(cursor) = signs.cursor.as_ref().filter(|cursor| cursor.is_match(&words)) {
        words = cursor.replace_all(&words, "").into_owned();
        notes.borrow_mut().push(Words::new(
            "The mark for the cursor was taken out; the cursor stands at the end.",
            "已去掉光标位置标记，光标将停在末尾。",
        ));
    }
    if let Some(named) = signs.named.as_ref().filter(|_| !is_ours) {
        words = named.replace_all(&words, |found: &Captures<'_>| named_variable(found, &ask)).into_owned();
    }
    let unescaped = words;
    let mut words = if is_ours { unescaped.clone() } else { escape(&unescaped, signs.ours.as_ref()) };
    if !is_valid(&words) {
        words = escape(&unescaped, None);
    }
    if let Some(unknown) = &signs.unknown {
        let mut seen: Vec<&str> = Vec::new();
        for found in unknown.find_iter(&words).map(|found| found.as_str()) {
            if !seen.contains(&found) {
                seen.push(found);
                notes.borrow_mut().push(Words::new(
                    format!("“{found}” was worked out by the other program; here it stays as it stands. Change it."),
                    format!("“{found}”由原软件计算，此处按原文保留，请修改。"),
                ));
            }
        }
    }
    Template { words, notes: notes.into_inner() }
}

fn group<'a>(found: &Captures<'a>, number: usize) -> &'a str {
    found.get(number).map_or("", |group| group.as_str())
}

/// A sign of another program: with a name it becomes a variable, with anything else it stays for [`escape`].
fn named_variable(found: &Captures<'_>, ask: &dyn Fn(&str) -> String) -> String {
    let name = group(found, 1).trim();
    let is_name =
        name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '_' | '.' | '-'))
            && name.chars().any(char::is_alphabetic)
            && !RESERVED.contains(&name);
    if is_name { ask(name) } else { group(found, 0).to_owned() }
}

/// A name as a variable may be called; none where nothing of it can be kept.
fn variable(name: &str) -> Option<String> {
    let is_path = |name: &str| {
        name.split('.').all(|part| {
            part.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        })
    };
    let plain = if is_path(name) {
        name.to_owned()
    } else {
        if !name.is_ascii() {
            return None;
        }
        let letters = name.to_ascii_lowercase();
        let words =
            letters.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join("_")
    };
    (is_path(&plain) && !plain.split('.').any(|part| RESERVED.contains(&part))).then_some(plain)
}

/// Escapes what would be read as a template, but for the variables that `keep` finds.
fn escape(text: &str, keep: Option<&Regex>) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some(start) = ["{{", "{%", "{#"].iter().filter_map(|sign| rest.find(sign)).min() {
        let (before, after) = rest.split_at(start);
        words.push_str(before);
        let variable = |text: &str| {
            let found = keep?.captures(text)?;
            let reserved = group(&found, 1).split('.').any(|part| RESERVED.contains(&part));
            found.get(0).filter(|all| all.start() == 0 && !reserved).map(|all| all.end())
        };
        let kept = variable(after);
        // A brace before a variable is a brace, and the variable stays one.
        let is_brace = kept.is_none() && after.starts_with("{{{") && variable(&after[1..]).is_some();
        let length = kept.unwrap_or(if is_brace { 1 } else { 2 });
        let (sign, next) = after.split_at(length);
        if kept.is_some() {
            words.push_str(sign);
        } else {
            words.push_str("{{ '");
            words.push_str(sign);
            words.push_str("' }}");
        }
        rest = next;
    }
    words.push_str(rest);
    words
}

/// Whether a text can be read as a wording.
fn is_valid(text: &str) -> bool {
    Environment::empty().template_from_str(text).is_ok()
}
