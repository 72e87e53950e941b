//! The laws that can be read off the source: no marketplace in the logic, no HTML sinks, no network,
//! no broad permission, nothing that presses Send.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use dueline::packs::Packs;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str, extensions: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    walk(&root().join(folder), &mut |path| {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if extensions.contains(&extension) {
            found.push((path.to_owned(), fs::read_to_string(path).unwrap()));
        }
    });
    assert!(!found.is_empty(), "{folder} holds no sources");
    found
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, visit) } else { visit(&path) }
    }
}

/// The code of a Rust or JavaScript file: without comments and without its unit tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut in_block = false;
    let lines = text.lines().filter(|line| {
        let line = line.trim_start();
        if line.starts_with("/*") {
            in_block = true;
        }
        let comment = in_block || line.starts_with("//");
        if line.contains("*/") {
            in_block = false;
        }
        !comment
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn no_marketplace_is_named_in_the_logic() {
    let packs = Packs::shipped().unwrap();
    let names: Vec<String> = packs
        .portals()
        .iter()
        .flat_map(|portal| [portal.id.to_lowercase(), portal.name.en.to_lowercase(), portal.name.zh.clone()])
        .collect();
    assert!(names.len() >= 9);
    for (path, text) in
        sources("src", &["rs"]).into_iter().chain(sources("extension", &["js", "html", "css"]))
    {
        let text = code(&text).to_lowercase();
        let named = names.iter().find(|name| text.contains(name.as_str()));
        assert!(named.is_none(), "{} names {named:?}; a marketplace belongs into packs/", path.display());
    }
}

#[test]
fn nothing_is_parsed_as_html_or_run_as_code() {
    let sinks = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "srcdoc",
        "DOMParser",
    ];
    for (path, text) in sources("src", &["rs"]).into_iter().chain(sources("extension", &["js", "html"])) {
        let text = code(&text);
        let sink = sinks.iter().find(|sink| text.contains(**sink));
        assert!(sink.is_none(), "{} uses {sink:?}", path.display());
    }
}

#[test]
fn nothing_speaks_to_the_network() {
    let calls = ["fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "EventSource", "gloo_net"];
    for (path, text) in sources("src", &["rs"]).into_iter().chain(sources("extension", &["js"])) {
        let text = code(&text);
        let call = calls.iter().find(|call| text.contains(**call));
        assert!(call.is_none(), "{} uses {call:?}", path.display());
    }
}

#[test]
fn no_page_script_presses_anything() {
    let presses = [".click()", "requestSubmit", ".submit()", "'click'", "\"click\"", "'Enter'", "\"Enter\""];
    for (path, text) in sources("extension/page", &["js"]) {
        for (index, line) in code(&text).lines().enumerate() {
            let listens =
                line.contains("addEventListener") || line.contains("listen(") || line.contains("on(");
            let dispatches = line.contains("dispatchEvent")
                || line.contains("new MouseEvent")
                || line.contains("new KeyboardEvent");
            let press = presses.iter().find(|press| line.contains(**press));
            let allowed =
                listens || line.contains(".key ") || line.contains(".key)") || line.contains("key ===");
            assert!(
                press.is_none() || (allowed && !dispatches),
                "{}:{}: `{}` may press something on the page",
                path.display(),
                index + 1,
                line.trim()
            );
        }
    }
}

#[test]
fn the_manifest_asks_for_little() {
    let text = fs::read_to_string(root().join("extension/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut permissions: Vec<&str> = manifest["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|permission| permission.as_str())
        .collect();
    permissions.sort_unstable();
    assert_eq!(permissions, ["alarms", "notifications", "scripting", "storage"]);
    for forbidden in ["<all_urls>", "*://*/*", "unsafe-eval'", "http://"] {
        let allowed = text.matches("wasm-unsafe-eval'").count();
        let found = text.matches(forbidden).count();
        assert!(
            found == 0 || (forbidden == "unsafe-eval'" && found == allowed),
            "the manifest holds {forbidden}"
        );
    }
}

#[test]
fn every_host_is_a_named_https_host() {
    for portal in Packs::shipped().unwrap().portals() {
        for host in &portal.hosts {
            let rest = host.strip_prefix("https://").unwrap_or_else(|| panic!("{host} is not https"));
            let name = rest.split('/').next().unwrap();
            assert!(!name.contains('*') && name.contains('.'), "{host} is broader than one host");
        }
    }
}
