//! Makes the page scripts small: every portal page pays for them, so comments, white space and long
//! local names stay at home, and all but the first are joined into one file. What is shipped can be
//! rebuilt byte for byte from the sources.

use anyhow::{Context, Result, anyhow};
use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions};
use oxc::minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc::parser::Parser;
use oxc::span::SourceType;

use crate::assemble::Files;

/// The script that every page of a portal runs; the others follow only on a page of interest.
const FIRST: &str = "page/main.js";
/// The file that holds all others, injected by `worker.js`.
const JOINED: &str = "page/hands.js";
/// Its parts, in the order in which they build on each other.
const PARTS: [&str; 8] = ["dom", "read", "write", "look", "time", "draw", "dock", "hands"];
/// Scripts that a page fetches only when a person asks for what they do.
pub const LATER: [&str; 4] = ["page/panel.js", "page/repair.js", "page/undo.js", "page/typing.js"];

/// How a script asks whether it runs in Firefox. The answer is known here, and what the other browser needs goes.
const IS_FIREFOX: &str = "chrome.runtime.getURL('').startsWith('moz-')";

/// Replaces the page scripts among `files` by their shipped form for one browser.
pub fn shrink(files: &mut Files, firefox: bool) -> Result<()> {
    let mut joined = String::new();
    for part in PARTS {
        let path = format!("page/{part}.js");
        let source = files.remove(&path).with_context(|| format!("extension/{path} is missing"))?;
        joined.push_str(std::str::from_utf8(&source).with_context(|| format!("{path} is not UTF-8"))?);
    }
    let joined = joined.replace(IS_FIREFOX, if firefox { "true" } else { "false" });
    files.insert(JOINED.to_owned(), minify(JOINED, &joined)?.into_bytes());
    for path in [FIRST].into_iter().chain(LATER) {
        let script = files.get_mut(path).with_context(|| format!("extension/{path} is missing"))?;
        let source = std::str::from_utf8(script).with_context(|| format!("{path} is not UTF-8"))?;
        *script = minify(path, source)?.into_bytes();
    }
    let left: Vec<&String> = files.keys().filter(|path| path.starts_with("page/")).collect();
    if left.len() != 2 + LATER.len() {
        return Err(anyhow!("{left:?}: name every page script in xtask/src/minify.rs"));
    }
    Ok(())
}

/// What stands before a template literal that holds style rules.
const CSS: &str = "/* css */ `";

/// A script with less white space in its style rules, which the minifier leaves as they are.
fn tighten_css(source: &str) -> String {
    let mut pieces = source.split(CSS);
    let mut tight = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (css, rest) = piece.split_once('`').unwrap_or((piece, ""));
        tight.push('`');
        let start = tight.len();
        for word in css.split_whitespace() {
            let joins = |letter: char| matches!(letter, '{' | '}' | ';' | ',');
            let (before, after) = (tight[start..].chars().next_back(), word.chars().next());
            // A space after a colon parts a name from its value; one before it parts two selectors.
            let joined =
                before.is_none_or(|letter| joins(letter) || letter == ':') || after.is_some_and(joins);
            if !joined {
                tight.push(' ');
            }
            tight.push_str(word);
        }
        tight.push('`');
        tight.push_str(rest);
    }
    tight
}

/// The smallest form of a classic script that does the same.
fn minify(name: &str, source: &str) -> Result<String> {
    let source = &tighten_css(source);
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, SourceType::cjs()).parse();
    if let Some(error) = parsed.errors.first() {
        return Err(anyhow!("extension/{name} is no JavaScript: {error}"));
    }
    let mut program = parsed.program;
    let options = MinifierOptions {
        mangle: Some(MangleOptions::default()),
        compress: Some(CompressOptions::smallest()),
    };
    let minified = Minifier::new(options).minify(&allocator, &mut program);
    let printer = Codegen::new().with_options(CodegenOptions::minify()).with_scoping(minified.scoping);
    Ok(printer.build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_loses_what_only_people_need() {
        let source =
            "// why\n(() => {\n  const longName = globalThis.dueline;\n  longName.read(`a  b`);\n})();\n";
        let small = minify("page/x.js", source).unwrap();
        assert!(!small.contains("why") && !small.contains("longName"), "{small}");
        assert!(small.contains("globalThis.dueline") && small.contains("`a  b`"), "{small}");
    }

    #[test]
    fn style_rules_lose_their_white_space_and_keep_their_meaning() {
        let source = "const css = /* css */ `\n.a :hover, .b { margin: 0 2px;\n  content: \" …\"; }\n@media (x: y) { .c { ${dark} } }`;\nconst other = `a  b`;\n";
        let small = minify("page/x.js", source).unwrap();
        let expected = ".a :hover,.b{margin:0 2px;content:\" …\";}@media (x:y){.c{${dark}}}";
        assert!(small.contains(expected), "{small}");
        assert!(small.contains("`a  b`"), "{small}");
    }

    #[test]
    fn broken_scripts_are_named() {
        let error = minify("page/x.js", "const = 3").unwrap_err();
        assert!(error.to_string().contains("page/x.js"), "{error}");
    }

    /// Page scripts that do nothing.
    fn idle() -> Files {
        let mut files: Files = PARTS.iter().map(|part| (format!("page/{part}.js"), b"1;".to_vec())).collect();
        for path in [FIRST].into_iter().chain(LATER) {
            files.insert(path.to_owned(), b"2;".to_vec());
        }
        files
    }

    #[test]
    fn what_only_the_other_browser_needs_is_left_out() {
        let mut files = idle();
        let source = format!(
            "(() => {{ const GECKO = {IS_FIREFOX}; if (GECKO) alert('slow'); else alert('quick'); }})();"
        );
        files.insert("page/write.js".to_owned(), source.into_bytes());
        for (firefox, stays, goes) in [(true, "slow", "quick"), (false, "quick", "slow")] {
            let mut files = files.clone();
            shrink(&mut files, firefox).unwrap();
            let text = String::from_utf8(files.remove(JOINED).unwrap()).unwrap();
            assert!(text.contains(stays) && !text.contains(goes), "{text}");
        }
    }

    #[test]
    fn a_forgotten_script_is_an_error() {
        let mut files = idle();
        assert!(shrink(&mut files.clone(), false).is_ok());
        files.insert("page/new.js".to_owned(), b"3;".to_vec());
        assert!(shrink(&mut files, false).unwrap_err().to_string().contains("page/new.js"));
    }
}
