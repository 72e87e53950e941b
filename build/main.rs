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
#[allow(dead_code, unused_imports)]
mod protocol;

use format::Bundle;
use serde::de::DeserializeOwned;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("packs");
    println!("cargo::rerun-if-changed=packs");
    println!("cargo::rerun-if-changed=src/packs/format");
    println!("cargo::rerun-if-changed=src/protocol/plan.rs");
    println!("cargo::rerun-if-changed=src/model");
    let mut bundle = Bundle {
        portals: read(&root.join("portals"))?,
        labels: read(&root.join("labels"))?,
        mends: read(&root.join("mends"))?,
        rules: read(&root.join("rules"))?,
        playbooks: read(&root.join("playbooks"))?,
        letters: read(&root.join("templates"))?,
        lint: read(&root.join("lint"))?,
        calendars: read(&root.join("calendars"))?,
        actions: read(&root.join("actions"))?,
        places: read(&root.join("places"))?,
        indicators: read(&root.join("indicators"))?,
        literals: Vec::new(),
    };
    needs::work_out(&mut bundle);
    // The examples prove a pack when it is checked and are of no use in the browser.
    bundle.portals.iter_mut().for_each(|pack| pack.cases.clear());
    bundle.labels.iter_mut().for_each(|pack| pack.cases.clear());
    bundle.rules.iter_mut().for_each(|pack| pack.cases.clear());
    bundle.playbooks.iter_mut().for_each(|pack| pack.cases.clear());
    bundle.letters.iter_mut().for_each(|pack| pack.cases.clear());
    bundle.lint.iter_mut().for_each(|pack| pack.cases.clear());
    bundle.calendars.iter_mut().for_each(|pack| pack.cases.clear());
    let out = PathBuf::from(env::var("OUT_DIR")?).join("packs.postcard");
    fs::write(out, postcard::to_stdvec(&bundle)?)?;
    Ok(())
}

fn read<T: DeserializeOwned>(folder: &Path) -> Result<Vec<T>, Box<dyn Error>> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
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
