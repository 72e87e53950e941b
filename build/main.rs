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

use format::{Bundle, TextPack};
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
        lint: read_if(&root.join("lint"), |file| !is_of_a_language(file))?,
        lint_words: read_if(&root.join("lint"), is_of_a_language)?,
        calendars: read(&root.join("calendars"))?,
        actions: read(&root.join("actions"))?,
        places: read(&root.join("places"))?,
        indicators: read(&root.join("indicators"))?,
        literals: Vec::new(),
    };
    join_lint_words(&mut bundle)?;
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
    let out = PathBuf::from(env::var("OUT_DIR")?);
    // Each language is a file of its own beside the wasm, because an agent needs two or three of them.
    let folder = out.join("letters");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let texts = std::mem::take(&mut bundle.texts);
    for pack in &texts {
        fs::write(folder.join(format!("{}.postcard", pack.language)), postcard::to_stdvec(pack)?)?;
    }
    fs::write(out.join("texts.postcard"), postcard::to_stdvec(&texts)?)?;
    fs::write(out.join("packs.postcard"), postcard::to_stdvec(&bundle)?)?;
    fs::write(out.join("pinyin.table"), pinyin::table()?)?;
    Ok(())
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

/// Adds the expressions of all languages to the patterns that they are for.
fn join_lint_words(bundle: &mut Bundle) -> Result<(), Box<dyn Error>> {
    for pack in std::mem::take(&mut bundle.lint_words) {
        for words in pack.words {
            let mut patterns = bundle.lint.iter_mut().flat_map(|pack| &mut pack.patterns);
            let pattern = patterns.find(|pattern| pattern.id == words.pattern);
            let pattern =
                pattern.ok_or_else(|| format!("{}: no pattern {}", pack.language, words.pattern))?;
            pattern.find.extend(words.find);
        }
    }
    Ok(())
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
