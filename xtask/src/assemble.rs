//! Puts the folders under `dist/` together: what is hand-written in `extension/`, what was
//! generated in `pkg/`, and a manifest for each browser. A file is written only when it differs, and
//! a file that has no origin any more is removed, so a browser reloads no more than it must.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::locales;
use crate::manifest::{VARIANTS, manifest, named_files, read_portals};
use crate::minify;
use crate::project::Project;
use crate::steps::Steps;
use crate::wasm::{self, Effort, WASM_STEPS};

/// How many steps [`build`] takes.
pub const BUILD_STEPS: usize = WASM_STEPS + 2;

/// The files of one assembled extension by their path, with `/` between folders.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Builds everything that a browser needs.
pub fn build(project: &Project, effort: Effort, steps: &mut Steps) -> Result<()> {
    wasm::make(project, effort, steps)?;
    let hosts = steps.run("Read the portal packs", || {
        let hosts = read_portals(&project.packs())?.hosts;
        let count = format!("{} host patterns", hosts.len());
        Ok((hosts, count))
    })?;
    steps.run("Assemble the extensions", || {
        let shared = shared_files(project)?;
        let source = std::fs::read_to_string(project.root.join("extension/manifest.json"))
            .context("extension/manifest.json is missing")?;
        locales::check(&project.root.join("extension/_locales"), &source)?;
        let source: Value = serde_json::from_str(&source).context("extension/manifest.json is not JSON")?;
        let mut changed = 0;
        for variant in VARIANTS {
            let manifest = manifest(&source, variant, &project.version, &hosts)?;
            let mut files = shared.clone();
            minify::shrink(&mut files, variant.folder.starts_with("firefox"))?;
            let mut text = serde_json::to_string_pretty(&manifest)?;
            text.push('\n');
            files.insert("manifest.json".to_owned(), text.into_bytes());
            for file in named_files(&manifest) {
                ensure!(
                    files.contains_key(&file),
                    "the manifest names {file}, but there is no extension/{file}"
                );
            }
            changed += mirror(&project.dist(variant.folder), &files)?;
        }
        let folders: Vec<String> =
            VARIANTS.iter().map(|variant| format!("dist/{}", variant.folder)).collect();
        Ok(((), format!("{} ({changed} files changed)", folders.join(", "))))
    })
}

/// What all variants are made of, but for the manifest; the page scripts as they were written.
fn shared_files(project: &Project) -> Result<Files> {
    let mut files = Files::new();
    let extension = project.root.join("extension");
    for path in files_below(&extension)? {
        if is_shipped(&path) && path != "manifest.json" {
            files.insert(path.clone(), std::fs::read(extension.join(&path))?);
        }
    }
    for path in files_below(&project.pkg())? {
        if is_shipped(&path) {
            files.insert(format!("pkg/{path}"), std::fs::read(project.pkg().join(&path))?);
        }
    }
    Ok(files)
}

/// Types, notes and the drawings behind the icons are for people, not for browsers.
fn is_shipped(path: &str) -> bool {
    let hidden = path.split('/').any(|part| part.starts_with('.'));
    let drawing = path.starts_with("icons/") && path.ends_with(".svg");
    let note = path.ends_with(".md") || path.ends_with(".d.ts") || path.ends_with("tsconfig.json");
    !(hidden || drawing || note || path == "package.json")
}

/// All files below a folder, sorted, with `/` between the parts.
pub fn files_below(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(inner) = open.pop() {
        let entries = std::fs::read_dir(folder.join(&inner))
            .with_context(|| format!("cannot read {}", folder.join(&inner).display()))?;
        for entry in entries {
            let entry = entry?;
            let path = inner.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                open.push(path);
            } else {
                let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
                found.push(parts.join("/"));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Every file below a folder with its bytes.
pub fn read_folder(folder: &Path) -> Result<Files> {
    files_below(folder)?
        .into_iter()
        .map(|path| {
            let bytes = std::fs::read(folder.join(&path))?;
            Ok((path, bytes))
        })
        .collect()
}

/// Makes a folder hold exactly these files; returns how many were written or removed.
pub fn mirror(folder: &Path, files: &Files) -> Result<usize> {
    std::fs::create_dir_all(folder)?;
    let mut changed = 0;
    for path in files_below(folder)? {
        if !files.contains_key(&path) {
            std::fs::remove_file(folder.join(path))?;
            changed += 1;
        }
    }
    for (path, bytes) in files {
        let target = folder.join(path);
        if std::fs::read(&target).is_ok_and(|found| found == *bytes) {
            continue;
        }
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(&target, bytes).with_context(|| format!("cannot write {}", target.display()))?;
        changed += 1;
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_mirrored_with_the_least_writing() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("dist");
        let mut files =
            Files::from([("a.js".to_owned(), b"1".to_vec()), ("page/b.js".to_owned(), b"2".to_vec())]);
        assert_eq!(mirror(&target, &files).unwrap(), 2);
        assert_eq!(mirror(&target, &files).unwrap(), 0);
        files.remove("a.js");
        files.insert("page/b.js".to_owned(), b"3".to_vec());
        assert_eq!(mirror(&target, &files).unwrap(), 2);
        assert_eq!(files_below(&target).unwrap(), ["page/b.js"]);
    }

    #[test]
    fn what_is_for_people_is_not_shipped() {
        for path in ["worker.js", "_locales/en/messages.json", "icons/16.png", "css/ui.css", "pkg.svg"] {
            assert!(is_shipped(path), "{path}");
        }
        for path in ["icons/icon.svg", "dueline.d.ts", "page/README.md", "page/.swp", "tsconfig.json"] {
            assert!(!is_shipped(path), "{path}");
        }
    }
}
