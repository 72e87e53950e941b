//! Turns the shipped packs (`packs/**/*.toml`) into one compact MessagePack file that the library
//! includes, so that no TOML parser travels into the wasm.
//!
//! Only syntax is checked here; forms and meanings are checked by `dueline check` and `cargo test`,
//! which can say more about a mistake than a build script.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Folder under `packs/` → member of the bundle.
const FOLDERS: [(&str, &str); 6] = [
    ("portals", "portals"),
    ("rules", "rules"),
    ("playbooks", "playbooks"),
    ("templates", "letters"),
    ("lint", "lint"),
    ("calendars", "calendars"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("packs");
    println!("cargo::rerun-if-changed=packs");
    let mut bundle: BTreeMap<&str, Vec<toml::Table>> = BTreeMap::new();
    for (folder, member) in FOLDERS {
        let mut files = Vec::new();
        collect(&root.join(folder), &mut files)?;
        files.sort();
        let packs = bundle.entry(member).or_default();
        for file in files {
            let text = fs::read_to_string(&file)?;
            let mut table: toml::Table =
                toml::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
            // The examples prove the pack at check time and are of no use in the browser.
            table.remove("case");
            packs.push(table);
        }
    }
    let out = PathBuf::from(env::var("OUT_DIR")?).join("packs.msgpack");
    fs::write(out, rmp_serde::to_vec_named(&bundle)?)?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
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
