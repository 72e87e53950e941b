//! Checks a pack beyond its form: do its references, expressions and templates hold, and do its own
//! examples come out as it says?

mod cases;
mod indicators;
mod letters;
mod lexicon;
mod meaning;

use super::Packs;
use super::load::{Pack, Problem, line_of, read};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// What came of checking some packs.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Report {
    /// How many files were read.
    pub files: usize,
    /// How many examples came out as their pack says.
    pub passed: usize,
    /// All mistakes.
    pub problems: Vec<Problem>,
}

/// A mistake before its file and line are known.
pub(crate) struct Wrong {
    field: String,
    what: String,
    mend: &'static str,
}

impl Wrong {
    pub(crate) fn new(field: impl Into<String>, what: impl Into<String>, mend: &'static str) -> Self {
        Self { field: field.into(), what: what.into(), mend }
    }
}

/// Checks the files at `paths` (folders are searched for `*.toml`). They are checked together and laid
/// over `base`, so that a pack may refer to another one of the set or to a shipped one.
///
/// # Errors
/// Only if a path cannot be read; mistakes in packs are in the report.
pub fn check(paths: &[PathBuf], base: Packs) -> io::Result<Report> {
    let files = files(paths)?;
    let mut report = Report { files: files.len(), ..Report::default() };
    let mut packs = base;
    let mut read_packs: Vec<(PathBuf, String, Pack)> = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        match read(&file, &text) {
            Ok(pack) => {
                packs.overlay(pack.clone().bundle());
                read_packs.push((file, text, pack));
            }
            Err(problem) => report.problems.push(problem),
        }
    }
    for (file, text, pack) in &read_packs {
        let mut wrongs = meaning::check(&packs, pack);
        let (passed, failed) = cases::run(&packs, pack);
        report.passed += passed;
        wrongs.extend(failed);
        report.problems.extend(wrongs.into_iter().map(|wrong| Problem {
            file: file.display().to_string(),
            line: line_of(text, &wrong.field),
            field: wrong.field,
            what: wrong.what,
            mend: wrong.mend.to_owned(),
        }));
    }
    Ok(report)
}

/// The pack files at `paths`, sorted; folders are searched for `*.toml`.
///
/// # Errors
/// If a folder cannot be read.
pub fn files(paths: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        collect(path, &mut files)?;
    }
    files.sort();
    Ok(files)
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() || path.extension().is_some_and(|extension| extension == "toml") {
            collect(&path, files)?;
        }
    }
    Ok(())
}
