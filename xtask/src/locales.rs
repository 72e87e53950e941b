//! The texts that the browser itself shows: name, description, shortcuts. Each language must have
//! all of them and no other, and the stores' limits hold.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// The Chrome Web Store's limit for a description.
const DESCRIPTION_LIMIT: usize = 132;

#[derive(Deserialize)]
struct Entry {
    message: String,
}

/// Checks `_locales/` against the texts that the manifest asks for.
pub fn check(locales: &Path, manifest_source: &str) -> Result<()> {
    let wanted = asked_for(manifest_source);
    let mut languages = 0;
    for folder in std::fs::read_dir(locales).context("extension/_locales is missing")? {
        let file = folder?.path().join("messages.json");
        let name = file.display();
        let text = std::fs::read_to_string(&file).with_context(|| format!("{name} is missing"))?;
        let entries: BTreeMap<String, Entry> =
            serde_json::from_str(&text).with_context(|| format!("{name} is not as it should be"))?;
        for key in &wanted {
            ensure!(entries.contains_key(key), "{name} lacks {key:?}, which the manifest asks for");
        }
        for (key, entry) in &entries {
            ensure!(wanted.contains(key), "{name}: nothing asks for {key:?}");
            ensure!(!entry.message.trim().is_empty(), "{name}: {key:?} is empty");
        }
        if let Some(description) = entries.get("extension_description") {
            let length = description.message.chars().count();
            ensure!(
                length <= DESCRIPTION_LIMIT,
                "{name}: the description has {length} characters; a store takes {DESCRIPTION_LIMIT}"
            );
        }
        languages += 1;
    }
    ensure!(languages > 0, "extension/_locales holds no language");
    Ok(())
}

/// The keys in `__MSG_key__`.
fn asked_for(text: &str) -> BTreeSet<String> {
    text.split("__MSG_")
        .skip(1)
        .filter_map(|rest| rest.split_once("__").map(|(key, _)| key.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_every_text() {
        let extension = Path::new(env!("CARGO_MANIFEST_DIR")).join("../extension");
        let source = std::fs::read_to_string(extension.join("manifest.json")).unwrap();
        check(&extension.join("_locales"), &source).unwrap();
        assert!(extension.join("_locales/en/messages.json").is_file());
        assert!(extension.join("_locales/zh_CN/messages.json").is_file());
    }

    #[test]
    fn a_missing_and_a_spare_text_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let language = folder.path().join("en");
        std::fs::create_dir(&language).unwrap();
        let file = language.join("messages.json");
        std::fs::write(&file, r#"{"a": {"message": "A"}}"#).unwrap();
        assert!(check(folder.path(), "__MSG_a__").is_ok());
        let missing = check(folder.path(), "__MSG_a__ __MSG_b__").unwrap_err();
        assert!(missing.to_string().contains("lacks \"b\""), "{missing}");
        let spare = check(folder.path(), "").unwrap_err();
        assert!(spare.to_string().contains("nothing asks for"), "{spare}");
    }
}
