//! Letters, their words, the languages and the catalogue: references, variables, wordings, and that no portal
//! forbids what they say.

use super::Wrong;
use super::lexicon;
use super::meaning::{both_languages, when};
use crate::lint;
use crate::packs::Packs;
use crate::packs::format::{
    Catalogue, LanguagePack, Letter, LetterPack, LintPattern, LintWordPack, Severity, Text, TextPack,
    VariableKind,
};
use crate::packs::load::Pack;
use crate::templates::{self, FillError, Filled, Order, Values, fill, fill_words, sample_values};
use std::collections::BTreeSet;

pub(super) fn check(packs: &Packs, pack: &Pack, wrongs: &mut Vec<Wrong>) {
    match pack {
        Pack::Letters(pack) => letters(packs, pack, wrongs),
        Pack::Catalogue(pack) => catalogue(pack, wrongs),
        Pack::Language(pack) => language(packs, pack, wrongs),
        Pack::Texts(pack) => texts(packs, pack, wrongs),
        Pack::LintWords(pack) => lint_words(packs, pack, wrongs),
        Pack::Lexicon(pack) => lexicon::lexicon(packs, pack, wrongs),
        Pack::Examples(pack) => lexicon::examples(packs, pack, wrongs),
        _ => {}
    }
}

fn letters(packs: &Packs, pack: &LetterPack, wrongs: &mut Vec<Wrong>) {
    both_languages("name", &pack.name, wrongs);
    let catalogue = packs.catalogue();
    for (index, letter) in pack.letters.iter().enumerate() {
        let at = |rest: &str| format!("letter[{index}].{rest}");
        if pack.letters[..index].iter().any(|other| other.id == letter.id) {
            wrongs.push(Wrong::new(at("id"), "stands twice", "give each letter its own id"));
        }
        both_languages(&at("title"), &letter.title, wrongs);
        when(packs, &at("when"), &letter.when, wrongs);
        for (what, text) in [("meaning", &letter.meaning), ("source", &letter.source)] {
            if text.trim().is_empty() {
                wrongs.push(Wrong::new(at(what), "is empty", "fill it in"));
            }
        }
        let variables = letter.needs.iter().chain(&letter.may);
        for name in variables.filter(|name| packs.variable(name).is_none()) {
            let mend = "use a variable of packs/letters/catalogue.toml, or add it there";
            wrongs.push(Wrong::new(at("needs"), format!("no variable `{name}`"), mend));
        }
        for id in letter.answers().filter(|id| !catalogue.topics.iter().any(|known| known.id == **id)) {
            let mend = "use a topic of packs/letters/catalogue.toml, or add it there";
            wrongs.push(Wrong::new(at("topics"), format!("no topic `{id}`"), mend));
        }
        for id in letter.proof.iter().filter(|id| !catalogue.proofs.iter().any(|known| known.id == **id)) {
            let mend = "use a proof of packs/letters/catalogue.toml, or add it there";
            wrongs.push(Wrong::new(at("proof"), format!("no proof `{id}`"), mend));
        }
        if let Some(id) = &letter.strategy {
            if !catalogue.strategies.iter().any(|known| known.id == *id) {
                let mend = "use a strategy of packs/letters/catalogue.toml";
                wrongs.push(Wrong::new(at("strategy"), format!("no strategy `{id}`"), mend));
            }
            if letter.proof.is_empty() {
                let mend = "name what the agent must have in hand: without it the strategy is a deception";
                wrongs.push(Wrong::new(at("proof"), "a strategy without proof", mend));
            }
        }
        let portals = letter.platforms.iter().chain(&letter.not_on);
        for id in portals.filter(|id| packs.portal(id).is_none()) {
            let mend = "use the id of a file under packs/portals";
            wrongs.push(Wrong::new(at("platforms"), format!("no portal `{id}`"), mend));
        }
    }
}

fn catalogue(pack: &Catalogue, wrongs: &mut Vec<Wrong>) {
    let lists = [("topic", &pack.topics), ("strategy", &pack.strategies), ("proof", &pack.proofs)];
    for (name, list) in lists {
        for (index, named) in list.iter().enumerate() {
            both_languages(&format!("{name}[{index}].words"), &named.words, wrongs);
        }
    }
    for (index, variable) in pack.variables.iter().enumerate() {
        let at = |rest: &str| format!("variable[{index}].{rest}");
        both_languages(&at("words"), &variable.words, wrongs);
        for choice in &variable.choices {
            both_languages(&at("choices"), &choice.words, wrongs);
        }
        if (variable.kind == VariableKind::Choice) == variable.choices.is_empty() {
            let mend = "a choice has choices, and nothing else has";
            wrongs.push(Wrong::new(at("choices"), "do not go with the kind", mend));
        }
        if variable.remember && variable.field.is_some() {
            let mend = "what a page tells is never remembered";
            wrongs.push(Wrong::new(at("remember"), "stands with a field of the page", mend));
        }
    }
}

fn language(packs: &Packs, pack: &LanguagePack, wrongs: &mut Vec<Wrong>) {
    both_languages("name", &pack.name, wrongs);
    if pack.date.months.len() != 12 {
        wrongs.push(Wrong::new("date.months", "are not twelve", "name all twelve months"));
    }
    for (field, form, parts) in [
        ("date.form", &pack.date.form, ["{d}", "{year}"]),
        ("money.form", &pack.money.form, ["{amount}", "{currency}"]),
    ] {
        if let Some(part) = parts.into_iter().find(|part| !form.contains(part)) {
            wrongs.push(Wrong::new(field, format!("lacks {part}"), "write every part once"));
        }
    }
    for code in pack.countries.iter().chain(pack.regions.iter().flat_map(|region| &region.countries)) {
        if packs.place(code).is_none_or(|place| place.code != *code) {
            let mend = "use a code of packs/places/countries.toml";
            wrongs.push(Wrong::new("countries", format!("no country `{code}`"), mend));
        }
        let taken = packs.languages().iter().find(|other| {
            other.language != pack.language && other.countries.contains(code) && pack.countries.contains(code)
        });
        if let Some(other) = taken {
            let what = format!("`{code}` is answered in {} too", other.language);
            wrongs.push(Wrong::new("countries", what, "a country is answered in one language"));
        }
    }
    for (field, wordings) in [("greeting", &pack.snippet.greeting), ("closing", &pack.snippet.closing)] {
        let field = format!("snippet.{field}");
        if wordings.is_empty() {
            wrongs.push(Wrong::new(&field, "has no wording", "write at least one"));
        }
        for wording in wordings {
            if let Err(error) = templates::variables(packs, &pack.language, wording) {
                wrongs.push(Wrong::new(&field, error.to_string(), "mend the template"));
            }
        }
    }
    let catalogue = packs.catalogue();
    for variable in catalogue.variables.iter().filter(|variable| variable.kind == VariableKind::Choice) {
        let own = pack.choice.get(&variable.name);
        let lacks =
            variable.choices.iter().find(|choice| own.is_none_or(|own| !own.contains_key(&choice.id)));
        if let Some(choice) = lacks {
            let what = format!("no words for `{}` of `{}`", choice.id, variable.name);
            wrongs.push(Wrong::new("choice", what, "write the words of every choice"));
        }
    }
}

fn texts(packs: &Packs, pack: &TextPack, wrongs: &mut Vec<Wrong>) {
    if packs.language(&pack.language).is_none() {
        let what = format!("no language `{}`", pack.language);
        wrongs.push(Wrong::new("language", what, "add it under packs/languages"));
        return;
    }
    let sample = sample_values(packs);
    for (index, text) in pack.texts.iter().enumerate() {
        let at = format!("text[{index}]");
        let Some(letter) = packs.letter(&text.letter) else {
            let mend = "use the id of a letter under packs/letters";
            wrongs.push(Wrong::new(format!("{at}.letter"), format!("no letter `{}`", text.letter), mend));
            continue;
        };
        if text.wordings.is_empty() || text.wordings.iter().any(|wording| wording.trim().is_empty()) {
            wrongs.push(Wrong::new(format!("{at}.wordings"), "an empty wording", "write it"));
            continue;
        }
        for wording in 0..text.wordings.len() {
            for (what, mend) in faults(packs, letter, &pack.language, text, wording, &sample) {
                let what = format!("wording {}: {what}", wording + 1);
                wrongs.push(Wrong::new(format!("{at}.wordings[{wording}]"), what, mend));
            }
        }
    }
}

/// What is wrong with one wording of a letter.
fn faults(
    packs: &Packs,
    letter: &Letter,
    language: &str,
    text: &Text,
    wording: usize,
    sample: &Values,
) -> Vec<(String, &'static str)> {
    let mut faults = Vec::new();
    let body = &text.wordings[wording];
    let fill_with = |values: &Values| -> Result<Filled, FillError> {
        fill_words(packs, body, letter.form, language, wording, None, values)
    };
    let (names, nothing) = match (templates::variables(packs, language, body), fill_with(&Values::default()))
    {
        (Ok(names), Ok(nothing)) => (names, nothing),
        (Err(error), _) | (_, Err(error)) => return vec![(error.to_string(), "mend the template")],
    };
    let allowed: BTreeSet<&String> = letter.needs.iter().chain(&letter.may).collect();
    for name in names.iter().filter(|name| !allowed.contains(name)) {
        faults.push((
            format!("uses `{name}`, which the letter does not name"),
            "name it under `needs` or `may` of the letter, or leave it out",
        ));
    }
    for name in letter.needs.iter().filter(|name| !nothing.missing.contains(name)) {
        faults.push((format!("does not use `{name}` in every case"), "use it outside of any `if`"));
    }
    for name in nothing.missing.iter().filter(|name| !letter.needs.contains(name)) {
        faults.push((format!("uses `{name}` in every case"), "put it between `if` and `endif`"));
    }
    let Ok(filled) = fill_with(sample) else {
        return faults;
    };
    let patterns = lint::patterns_in(packs, &filled.text);
    for portal in packs.portals().iter().filter(|portal| letter.is_allowed_on(&portal.id)) {
        let forbids = |pattern: &&&LintPattern| lint::severity(pattern, &portal.id) == Severity::Block;
        if let Some(pattern) = patterns.iter().find(forbids) {
            let what = format!("forbidden on {}: {}", portal.id, pattern.name.en);
            faults.push((what, "reword it, or limit the letter by `platforms` or `not_on`"));
        }
        let limit = portal.pages.iter().filter_map(|page| page.read.reply.as_ref()?.limit).min();
        let length = filled.text.encode_utf16().count();
        if limit.is_some_and(|limit| length > limit as usize) {
            faults.push((format!("{length} characters, too long for {}", portal.id), "shorten it"));
        }
    }
    faults
}

fn lint_words(packs: &Packs, pack: &LintWordPack, wrongs: &mut Vec<Wrong>) {
    let compiled = |find: &String| lint::compile(find);
    for (index, words) in pack.words.iter().enumerate() {
        let at = |rest: &str| format!("words[{index}].{rest}");
        let Some(pattern) = packs.lint_patterns().find(|pattern| pattern.id == words.pattern) else {
            let what = format!("no pattern `{}`", words.pattern);
            wrongs.push(Wrong::new(at("pattern"), what, "use the id of a pattern of packs/lint/common.toml"));
            continue;
        };
        let mut expressions: Vec<_> = pattern.find.iter().filter_map(|find| compiled(find).ok()).collect();
        for find in &words.find {
            match compiled(find) {
                Ok(expression) => expressions.push(expression),
                Err(error) => {
                    let what = format!("`{find}` is no regular expression: {error}");
                    wrongs.push(Wrong::new(at("find"), what, "mend the expression"));
                }
            }
        }
        let mut excuses = Vec::new();
        for find in pattern.unless.iter().chain(&words.unless) {
            match compiled(find) {
                Ok(excuse) => excuses.push(excuse),
                Err(error) => {
                    let what = format!("`{find}` is no regular expression: {error}");
                    wrongs.push(Wrong::new(at("unless"), what, "mend the expression"));
                }
            }
        }
        // The sentences here are single ones, so an excuse counts wherever it stands.
        let is_excused = |sentence: &String| excuses.iter().any(|excuse| excuse.is_match(sentence));
        let is_found = |sentence: &String| {
            expressions.iter().any(|find| find.is_match(sentence)) && !is_excused(sentence)
        };
        for sentence in words.forbidden.iter().filter(|sentence| !is_found(sentence)) {
            let mend = "mend the expressions, or the sentence if it is innocent";
            wrongs.push(Wrong::new(at("forbidden"), format!("is not found: {sentence}"), mend));
        }
        for sentence in words.innocent.iter().filter(|sentence| is_found(sentence)) {
            let mend = "make the expressions more exact, or move the sentence";
            wrongs.push(Wrong::new(at("innocent"), format!("is found: {sentence}"), mend));
        }
    }
}

/// Runs one example of a text pack.
pub(super) fn run_case(
    packs: &Packs,
    language: &str,
    case: &crate::packs::format::LetterCase,
) -> Result<(), String> {
    let mut values = Values::default();
    for (name, value) in &case.values {
        values.answer(packs, name, value).map_err(|error| format!("{name}: {error}"))?;
    }
    let order = Order { letter: &case.letter, language, wording: 0, country: None };
    let filled = fill(packs, order, &values).map_err(|error| error.to_string())?;
    if filled.missing != case.missing {
        return Err(format!("asks for {:?}, not {:?}", filled.missing, case.missing));
    }
    match case.contains.iter().find(|part| !filled.text.contains(*part)) {
        Some(part) => Err(format!("`{part}` does not stand in: {}", filled.text)),
        None => Ok(()),
    }
}
