//! Sheets: pages whose cases stand still. Everything on them is in the portal's own `sheets.js`; only their
//! times follow the portal's now. A folder with a `sheets.json` is such a portal, or adds pages to one.
//!
//! The files are read when the replica runs, not when it is built, so that a page can be written and looked at
//! without a build between.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use regex_lite::Regex;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::knobs::Language;
use crate::pages::Ask;
use crate::scenes::Scene;
use crate::view::View;

/// One folder's sheets.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sheets {
    /// The portal's id, which is the folder's name.
    #[serde(skip)]
    pub(crate) portal: String,
    /// The hosts that serve them.
    pub(crate) hosts: Vec<String>,
    /// The portal's interface languages, its usual one first; the columns of `labels`.
    pub(crate) languages: Vec<String>,
    /// Page id → the expression of its address without scheme and host; the first that matches is served.
    pages: Vec<(String, String)>,
    /// Pages worth opening.
    #[serde(default)]
    scenes: Vec<SheetScene>,
    /// Label → its words, one a language.
    pub(crate) labels: serde_json::Map<String, Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SheetScene {
    id: String,
    url: String,
    title: [String; 2],
    about: [String; 2],
}

/// Where the portals' folders are.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of a portal's folder, as it is at this moment.
pub(crate) fn file(portal: &str, name: &str) -> Option<String> {
    std::fs::read_to_string(root().join(portal).join(name)).ok()
}

/// All sheets, by their folders' names.
pub(crate) fn all() -> &'static [Sheets] {
    static ALL: OnceLock<Vec<Sheets>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut folders: Vec<PathBuf> = std::fs::read_dir(root())
            .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
            .unwrap_or_default();
        folders.sort();
        folders.iter().filter_map(|folder| read(folder)).collect()
    })
}

fn read(folder: &Path) -> Option<Sheets> {
    let text = std::fs::read_to_string(folder.join("sheets.json")).ok()?;
    match serde_json::from_str::<Sheets>(&text) {
        Ok(sheets) => Some(Sheets { portal: folder.file_name()?.to_string_lossy().into_owned(), ..sheets }),
        Err(error) => {
            eprintln!(
                "replica portal: {}: {error}; its pages are left out",
                folder.join("sheets.json").display()
            );
            None
        }
    }
}

/// The scenes of all sheets.
pub(crate) fn scenes() -> impl Iterator<Item = Scene> {
    let of = |sheets: &'static Sheets| {
        sheets.scenes.iter().map(|scene| Scene {
            id: scene.id.clone(),
            portal: sheets.portal.clone(),
            title_en: scene.title[0].clone(),
            title_zh: scene.title[1].clone(),
            about_en: scene.about[0].clone(),
            about_zh: scene.about[1].clone(),
            url: scene.url.clone(),
            sheet: true,
        })
    };
    all().iter().flat_map(of)
}

impl Sheets {
    /// The sheets of a portal.
    pub(crate) fn of(portal: &str) -> Option<&'static Self> {
        all().iter().find(|sheets| sheets.portal == portal)
    }

    /// The language of the pages where no knob says otherwise.
    pub(crate) fn native(&self) -> Language {
        self.languages.first().and_then(|key| Language::of(key)).unwrap_or(Language::En)
    }

    /// The data of the page at an address, or nothing.
    pub(crate) fn page(&self, ask: &Ask, view: &View) -> Option<Value> {
        let served = |(_, expression): &&(String, String)| {
            Regex::new(expression).is_ok_and(|url| url.is_match(&ask.target))
        };
        let (page, _) = self.pages.iter().find(served)?;
        let at = |instant: Option<jiff::Timestamp>| instant.map(jiff::Timestamp::as_millisecond);
        Some(json!({
            "page": page,
            "sheet": true,
            "now": view.now.as_millisecond(),
            "host": ask.host,
            "opened": at(view.knobs.opened),
            "due": at(view.knobs.due),
            "rows": view.knobs.rows,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_folder_with_sheets_is_sound() {
        for sheets in all() {
            let portal = &sheets.portal;
            assert!(file(portal, "sheets.js").is_some(), "{portal} has no sheets.js");
            assert!(!sheets.hosts.is_empty(), "{portal} has no hosts");
            for (page, expression) in &sheets.pages {
                assert!(Regex::new(expression).is_ok(), "{portal} {page}: {expression}");
            }
            for key in &sheets.languages {
                assert!(Language::of(key).is_some(), "{portal}: no language {key}");
            }
            for (label, words) in &sheets.labels {
                let words = words.as_array().unwrap_or_else(|| panic!("{portal}: {label} is no list"));
                let count = words.len();
                assert!(count == 1 || count == sheets.languages.len(), "{portal}: {label} has {count} words");
                assert!(
                    words.iter().all(|word| word.as_str().is_some_and(|word| !word.is_empty())),
                    "{portal}: {label}"
                );
            }
        }
    }

    #[test]
    fn every_scene_is_served() {
        for scene in scenes() {
            let url = scene.url.strip_prefix("https://").unwrap();
            let (host, target) = url.split_at(url.find('/').unwrap());
            let sheets = Sheets::of(&scene.portal).unwrap();
            assert!(sheets.hosts.iter().any(|known| known == host), "{}: {host} is not served", scene.id);
            let view = View::new(&crate::Knobs::default(), sheets.native());
            assert!(sheets.page(&Ask::new(host, target), &view).is_some(), "{} leads nowhere", scene.id);
        }
    }
}
