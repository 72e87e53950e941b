//! Reads what the subcommands are given.

use anyhow::{Context, bail};
use dueline::advice::Settings;
use dueline::packs::Packs;
use dueline::packs::{check, load};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The text of a file, or of standard input for `-`.
pub fn text(path: &Path) -> anyhow::Result<String> {
    if path == Path::new("-") {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).context("standard input is no UTF-8 text")?;
        return Ok(text);
    }
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The built-in packs with `files` laid over them.
pub fn packs(files: &[PathBuf]) -> anyhow::Result<Packs> {
    let mut packs = Packs::shipped()?;
    for file in check::files(files).context("cannot read --packs")? {
        match load::read(&file, &text(&file)?) {
            Ok(pack) => packs.overlay(pack.bundle()),
            Err(problem) => bail!("{problem}"),
        }
    }
    Ok(packs)
}

/// The settings in `path`, or all portals on.
pub fn settings(path: Option<&Path>, packs: &Packs) -> anyhow::Result<Settings> {
    match path {
        Some(path) => serde_json::from_str(&text(path)?)
            .with_context(|| format!("{} holds no settings", path.display())),
        None => {
            let portals = packs.portals().iter().map(|portal| (portal.id.clone(), true)).collect();
            Ok(Settings { portals, ..Settings::default() })
        }
    }
}

/// `NAME=VALUE` pairs.
pub fn assignments(pairs: &[String]) -> anyhow::Result<Vec<(String, String)>> {
    let pair = |text: &String| {
        let (name, value) = text.split_once('=').with_context(|| format!("`{text}` is not NAME=VALUE"))?;
        Ok((name.to_owned(), value.to_owned()))
    };
    pairs.iter().map(pair).collect()
}
