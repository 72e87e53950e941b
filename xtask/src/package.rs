//! The archives for the stores, and the source archive that reviewers ask for beside machine-made
//! code. The same input gives the same bytes: entries are sorted, times and rights are fixed, and
//! the compressor is pinned by Cargo.lock.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::assemble::{BUILD_STEPS, Files, build, read_folder};
use crate::processes::quiet;
use crate::project::Project;
use crate::steps::{Steps, kilobytes};
use crate::toolchain::{self, on_path};
use crate::wasm::Effort;

/// What the reviewer of a store does with the source archive.
const REBUILD: &str = include_str!("rebuild.md");

/// Builds and writes the three archives into `dist/`.
pub fn run(project: &Project) -> Result<()> {
    let mut steps = Steps::of(BUILD_STEPS + 3);
    build(project, Effort::Full, &mut steps)?;
    for browser in ["chromium", "firefox"] {
        steps.run(&format!("Pack the extension for {browser}"), || {
            let files = read_folder(&project.dist(browser))?;
            let name = format!("dueline-{}-{browser}.zip", project.version);
            Ok(((), write(project, &name, &files)?))
        })?;
    }
    steps.run("Pack the source", || {
        let name = format!("dueline-{}-source.zip", project.version);
        let result = match sources(project)? {
            Some(files) => write(project, &name, &files)?,
            None => "left out: it holds what git tracks, and this is no git repository".to_owned(),
        };
        Ok(((), result))
    })
}

fn write(project: &Project, name: &str, files: &Files) -> Result<String> {
    let bytes = archive(files)?;
    let path = project.dist(name);
    std::fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(format!("dist/{name}, {} files, {}", files.len(), kilobytes(bytes.len())))
}

/// Every file that git tracks, and the steps that turn them into the extension again. Nothing where
/// there is no repository, as in an unpacked source archive.
fn sources(project: &Project) -> Result<Option<Files>> {
    if on_path(&["git"]).is_none() || !project.root.join(".git").exists() {
        return Ok(None);
    }
    let listed = quiet(Command::new("git").args(["ls-files", "-z"]).current_dir(&project.root))?;
    let mut files = Files::new();
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        let file = project.root.join(path);
        // A tracked file may have been removed without a commit yet.
        if file.is_file() {
            files.insert(path.to_owned(), std::fs::read(&file)?);
        }
    }
    ensure!(!files.is_empty(), "git tracks no file here; commit the project before packing its source");
    files.insert("REBUILD.md".to_owned(), rebuild_steps(project)?.into_bytes());
    Ok(Some(files))
}

/// The steps with the versions of the tools that were used this time.
fn rebuild_steps(project: &Project) -> Result<String> {
    let compiler = quiet(Command::new(toolchain::rustc()).arg("--version").current_dir(&project.root))?;
    let optimiser =
        toolchain::optimiser(project).map_or_else(|| "none".to_owned(), |optimiser| optimiser.version);
    let values = BTreeMap::from([
        ("VERSION", project.version.as_str()),
        ("COMPILER", compiler.trim()),
        ("OPTIMISER", optimiser.as_str()),
    ]);
    let mut text = REBUILD.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("@{name}@"), value);
    }
    Ok(text)
}

/// A zip archive that depends on names and contents alone.
fn archive(files: &Files) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        writer.start_file(path.as_str(), options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    fn files() -> Files {
        Files::from([
            ("worker.js".to_owned(), b"import './pkg/dueline.js';".repeat(40)),
            ("icons/16.png".to_owned(), vec![7; 300]),
            ("_locales/zh_CN/messages.json".to_owned(), "准时答".as_bytes().to_vec()),
        ])
    }

    #[test]
    fn the_same_input_gives_the_same_bytes_at_any_time() {
        let folder = tempfile::tempdir().unwrap();
        let mut archives = Vec::new();
        for round in 0..2 {
            let copy = folder.path().join(round.to_string());
            let mut all: Vec<_> = files().into_iter().collect();
            if round == 1 {
                // Written in another order and at another time.
                all.reverse();
                std::thread::sleep(std::time::Duration::from_millis(2100));
            }
            for (path, bytes) in all {
                let file = copy.join(&path);
                std::fs::create_dir_all(file.parent().unwrap()).unwrap();
                std::fs::write(file, bytes).unwrap();
            }
            archives.push(archive(&read_folder(&copy).unwrap()).unwrap());
        }
        assert_eq!(archives[0], archives[1]);
    }

    #[test]
    fn an_archive_holds_every_file_sorted_and_whole() {
        let bytes = archive(&files()).unwrap();
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        let mut sorted = names.clone();
        sorted.sort();
        assert_eq!(names, sorted);
        for (path, wanted) in files() {
            let mut found = Vec::new();
            zip.by_name(&path).unwrap().read_to_end(&mut found).unwrap();
            assert_eq!(found, wanted, "{path}");
        }
    }

    #[test]
    fn the_rebuild_steps_name_every_tool() {
        for name in ["@VERSION@", "@COMPILER@", "@OPTIMISER@", "cargo xtask package"] {
            assert!(REBUILD.contains(name), "{name}");
        }
    }
}
