//! Turns the shipped packs (`packs/**/*.toml`) into one compact file that the library includes, so
//! that no TOML parser travels into the wasm.
//!
//! Forms are checked here, because the compact file has none of its own; references, expressions and
//! examples are checked by `dueline check` and `cargo test`, which can say more about a mistake.

#[path = "../src/packs/format/mod.rs"]
#[allow(dead_code, unused_imports)]
mod format;
#[allow(dead_code, unused_imports)]
mod model;
mod needs;
mod pinyin;
#[allow(dead_code, unused_imports)]
mod protocol;

use format::{Bundle, LanguageFile, TextPack, WeightPack};
use serde::de::DeserializeOwned;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The words that letters share stand beside the letters.
const CATALOGUE: &str = "catalogue.toml";

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("packs");
    println!("cargo::rerun-if-changed=packs");
    println!("cargo::rerun-if-changed=src/packs/format");
    println!("cargo::rerun-if-changed=src/protocol/plan.rs");
    println!("cargo::rerun-if-changed=src/model");
    let catalogue = root.join("letters").join(CATALOGUE);
    let mut bundle = Bundle {
        portals: read(&root.join("portals"))?,
        labels: read(&root.join("labels"))?,
        mends: read(&root.join("mends"))?,
        rules: read(&root.join("rules"))?,
        playbooks: read(&root.join("playbooks"))?,
        letters: read_if(&root.join("letters"), |file| file != catalogue)?,
        catalogue: toml::from_str(&fs::read_to_string(&catalogue)?)?,
        languages: read(&root.join("languages"))?,
        texts: in_one_pack_a_language(read(&root.join("templates"))?),
        // The examples beside them are learned from and do not travel.
        lexicons: read_if(&root.join("lexicons"), |file| {
            file.parent().is_some_and(|folder| folder.ends_with("lexicons"))
        })?,
        weights: read_weights(&root.join("weights"))?,
        lint: read_if(&root.join("lint"), |file| !is_of_a_language(file))?,
        lint_words: read_if(&root.join("lint"), is_of_a_language)?,
        calendars: read(&root.join("calendars"))?,
        actions: read(&root.join("actions"))?,
        places: read(&root.join("places"))?,
        indicators: read(&root.join("indicators"))?,
        literals: Vec::new(),
    };
    know_patterns(&bundle)?;
    needs::work_out(&mut bundle);
    name_languages(&mut bundle);
    // The examples prove a pack when it is checked and are of no use in the browser; nor are briefs to authors.
    bundle.portals.iter_mut().for_each(|pack| pack.cases.clear());
    bundle.labels.iter_mut().for_each(|pack| pack.cases.clear());
    bundle.rules.iter_mut().for_each(|pack| pack.cases.clear());
    bundle.playbooks.iter_mut().for_each(|pack| pack.cases.clear());
    bundle.texts.iter_mut().for_each(|pack| pack.cases.clear());
    bundle.lint.iter_mut().for_each(|pack| pack.cases.clear());
    bundle.calendars.iter_mut().for_each(|pack| pack.cases.clear());
    bundle.letters.iter_mut().flat_map(|pack| &mut pack.letters).for_each(|letter| letter.brief.clear());
    for words in bundle.lint_words.iter_mut().flat_map(|pack| &mut pack.words) {
        words.forbidden.clear();
        words.innocent.clear();
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let folder = out.join("languages");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let files = language_files(&mut bundle);
    for (language, file) in &files {
        fs::write(folder.join(format!("{language}.postcard")), postcard::to_stdvec(file)?)?;
    }
    fs::write(out.join("languages.postcard"), postcard::to_stdvec(&files)?)?;
    fs::write(out.join("packs.postcard"), postcard::to_stdvec(&bundle)?)?;
    fs::write(out.join("pinyin.table"), pinyin::table()?)?;
    Ok(())
}

/// Takes out of the bundle what belongs to one language alone.
fn language_files(bundle: &mut Bundle) -> Vec<(String, LanguageFile)> {
    fn take<T: Default>(packs: &mut Vec<T>, is: impl Fn(&T) -> bool) -> T {
        packs.iter().position(is).map(|place| packs.swap_remove(place)).unwrap_or_default()
    }
    let mut languages: Vec<String> = bundle.languages.iter().map(|pack| pack.language.clone()).collect();
    languages.push("any".to_owned());
    let file = |language: String| {
        let file = LanguageFile {
            texts: take(&mut bundle.texts, |pack| pack.language == language),
            lexicon: take(&mut bundle.lexicons, |pack| pack.language == language),
            weights: take(&mut bundle.weights, |pack| pack.language == language),
            lint: take(&mut bundle.lint_words, |pack| pack.language == language),
        };
        (language, file)
    };
    languages.into_iter().map(file).collect()
}

/// The lint expressions of one language stand in a file that bears its code.
fn is_of_a_language(file: &Path) -> bool {
    file.file_stem().is_some_and(|name| name.len() == 2)
}

fn in_one_pack_a_language(packs: Vec<TextPack>) -> Vec<TextPack> {
    let mut joined: Vec<TextPack> = Vec::new();
    for pack in packs {
        match joined.iter_mut().find(|known| known.language == pack.language) {
            Some(known) => known.texts.extend(pack.texts),
            None => joined.push(pack),
        }
    }
    joined
}

/// Expressions of a language are for patterns that there are.
fn know_patterns(bundle: &Bundle) -> Result<(), Box<dyn Error>> {
    let known = |id: &str| bundle.lint.iter().flat_map(|pack| &pack.patterns).any(|pattern| pattern.id == id);
    for pack in &bundle.lint_words {
        if let Some(words) = pack.words.iter().find(|words| !known(&words.pattern)) {
            return Err(format!("{}: no pattern {}", pack.language, words.pattern).into());
        }
    }
    Ok(())
}

/// The learned tables, one file a language.
fn read_weights(folder: &Path) -> Result<Vec<WeightPack>, Box<dyn Error>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "tsv"));
    files.sort();
    let read = |file: &PathBuf| {
        let language = file.file_stem().unwrap_or_default().to_string_lossy();
        let table = fs::read_to_string(file)?;
        Ok(WeightPack::read(&language, &table).map_err(|error| format!("{}: {error}", file.display()))?)
    };
    files.iter().map(read).collect()
}

/// Notes with each letter in which languages it has words.
fn name_languages(bundle: &mut Bundle) {
    for letter in bundle.letters.iter_mut().flat_map(|pack| &mut pack.letters) {
        let has_words = |pack: &&TextPack| pack.texts.iter().any(|text| text.letter == letter.id);
        letter.languages = bundle.texts.iter().filter(has_words).map(|pack| pack.language.clone()).collect();
    }
}

fn read<T: DeserializeOwned>(folder: &Path) -> Result<Vec<T>, Box<dyn Error>> {
    read_if(folder, |_| true)
}

fn read_if<T: DeserializeOwned>(
    folder: &Path,
    wanted: impl Fn(&Path) -> bool,
) -> Result<Vec<T>, Box<dyn Error>> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.retain(|file| wanted(file));
    files.sort();
    let mut packs = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        packs.push(toml::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?);
    }
    Ok(packs)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
