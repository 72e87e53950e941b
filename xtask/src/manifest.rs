//! The extension's manifest: one source for all browsers, with an overlay for each, the version
//! from Cargo and the hosts from the portal packs, so that a new portal is a new pack and nothing
//! else.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// A folder under `dist/`: for which browser, and whether the portals' hosts are granted at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The folder's name.
    pub folder: &'static str,
    /// The overlay's name in the source.
    pub overlay: &'static str,
    /// For tests and the demo, where nobody is there to answer the browser's permission prompt.
    pub granted: bool,
}

/// All that is assembled.
pub const VARIANTS: [Variant; 4] = [
    Variant { folder: "chromium", overlay: "@chromium", granted: false },
    Variant { folder: "firefox", overlay: "@firefox", granted: false },
    Variant { folder: "chromium-granted", overlay: "@chromium", granted: true },
    Variant { folder: "firefox-granted", overlay: "@firefox", granted: true },
];

/// The public key that fixes the extension's id in the granted build for Chromium. Its private half
/// was thrown away: it identifies a test build and signs nothing.
const TEST_KEY: &str = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvGBsPjdNy4t3L+yaYvdmppZscGUympWoZ4x+ZsfBKMy5TY5vTChWY24vPzBx4TlcV6e9NscvdNGUhJ8LdH85kOv2kIZTSSVL7j0JECFy9apYjg2prlsfkLyb1bPnjRfniLKlC3rLLM/AKXLi/yzHB4rzoQprzL5hdnDX5raUzky3N13xDp3OD/LGRa253/HFCSok4uf2gUdfjNuaqvBdlM0ilZOLzA1/74a4v9HiEpYdjQ7vRV3q5Dd/5Nj+4UxG38kUdGta/r1WOFCqp0baS0xtIbwAmtmPV8V/ZxIt13KWvJ9f6ir0kR8qx73wS7bQ1tSsos5br4GTLtJlcOQ4ZQIDAQAB";

/// The id that Chromium derives from the test key.
pub const CHROMIUM_ID: &str = "fknnieooaipiebpppgedemheaekjfkil";

/// The id of the Firefox extension.
pub const GECKO_ID: &str = "dueline@dueline.example";

#[derive(Deserialize)]
struct Head {
    id: String,
    hosts: Vec<String>,
}

/// What the build needs to know of the portal packs.
#[derive(Debug)]
pub struct Portals {
    /// The portals' ids, sorted.
    pub ids: Vec<String>,
    /// Their host patterns, sorted, each once.
    pub hosts: Vec<String>,
}

/// Reads the head of every portal pack in a folder.
pub fn read_portals(folder: &Path) -> Result<Portals> {
    let mut ids = BTreeSet::new();
    let mut hosts = BTreeSet::new();
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("there are no portal packs: {} is missing", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let name = path.display();
        let text = std::fs::read_to_string(&path)?;
        let pack: Head =
            toml::from_str(&text).with_context(|| format!("{name} needs `id` and `hosts` at its top"))?;
        ensure!(
            !pack.hosts.is_empty(),
            "{name}: portal {} names no hosts; add match patterns such as \"https://portal.example/*\"",
            pack.id
        );
        for host in pack.hosts {
            check_pattern(&host).with_context(|| format!("{name}: host {host:?}"))?;
            hosts.insert(host);
        }
        ids.insert(pack.id);
    }
    ensure!(
        !ids.is_empty(),
        "there are no portal packs in {}; the extension would work nowhere. Add one .toml file per portal",
        folder.display()
    );
    Ok(Portals { ids: ids.into_iter().collect(), hosts: hosts.into_iter().collect() })
}

/// A pattern may name a host and its subdomains, over https; nothing wider.
fn check_pattern(pattern: &str) -> Result<()> {
    let rest = pattern.strip_prefix("https://").context("must begin with https://")?;
    let (host, _path) = rest.split_once('/').context("must have a path, at least /*")?;
    let name = host.strip_prefix("*.").unwrap_or(host);
    ensure!(
        name.contains('.') && !name.contains('*') && !name.contains(':'),
        "must name a host, if need be with its subdomains as *.portal.example"
    );
    Ok(())
}

/// Makes the manifest of one variant.
pub fn manifest(source: &Value, variant: Variant, version: &str, hosts: &[String]) -> Result<Value> {
    let Value::Object(source) = source else {
        bail!("extension/manifest.json must be an object");
    };
    let mut merged: Map<String, Value> = source
        .iter()
        .filter(|(key, _)| !key.starts_with('@'))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let overlay = source
        .get(variant.overlay)
        .with_context(|| format!("extension/manifest.json has no overlay {:?}", variant.overlay))?;
    let Value::Object(overlay) = overlay else {
        bail!("overlay {:?} must be an object", variant.overlay);
    };
    deep_merge(&mut merged, overlay);

    merged.insert("version".to_owned(), json!(version));
    let permission = if variant.granted { "host_permissions" } else { "optional_host_permissions" };
    merged.insert(permission.to_owned(), json!(hosts));
    if variant.granted && variant.overlay == "@chromium" {
        merged.insert("key".to_owned(), json!(TEST_KEY));
    }
    let origins: BTreeSet<String> = hosts.iter().map(|host| whole_origin(host)).collect();
    if let Some(Value::Array(resources)) = merged.get_mut("web_accessible_resources") {
        for resource in resources {
            resource["matches"] = json!(origins);
        }
    }
    Ok(Value::Object(merged))
}

/// Who may load a web-accessible file is asked by origin; a pattern with a path would be refused.
fn whole_origin(pattern: &str) -> String {
    let after_scheme = pattern.find("://").map_or(0, |at| at + 3);
    let end = pattern[after_scheme..].find('/').map_or(pattern.len(), |at| after_scheme + at);
    format!("{}/*", &pattern[..end])
}

fn deep_merge(base: &mut Map<String, Value>, overlay: &Map<String, Value>) {
    for (key, value) in overlay {
        match (base.get_mut(key), value) {
            (Some(Value::Object(below)), Value::Object(above)) => deep_merge(below, above),
            _ => {
                base.insert(key.clone(), value.clone());
            }
        }
    }
}

/// Every file that a manifest names, for the check that an assembled folder is whole.
pub fn named_files(manifest: &Value) -> Vec<String> {
    let mut files = BTreeSet::new();
    collect_files(manifest, &mut files);
    files.into_iter().collect()
}

fn collect_files(value: &Value, files: &mut BTreeSet<String>) {
    const KINDS: [&str; 4] = [".js", ".html", ".png", ".css"];
    match value {
        Value::String(text) if KINDS.iter().any(|kind| text.ends_with(kind)) => {
            files.insert(text.trim_start_matches('/').to_owned());
        }
        Value::Array(values) => values.iter().for_each(|value| collect_files(value, files)),
        Value::Object(map) => map.values().for_each(|value| collect_files(value, files)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};

    fn source() -> Value {
        serde_json::from_str(include_str!("../../extension/manifest.json")).unwrap()
    }

    fn made(folder: &str) -> Value {
        let variant = VARIANTS.iter().find(|v| v.folder == folder).unwrap();
        let hosts = ["https://csp.portal.example/*".to_owned(), "https://portal.example/sh/*".to_owned()];
        manifest(&source(), *variant, "1.2.3", &hosts).unwrap()
    }

    #[test]
    fn permissions_are_the_four_and_hosts_are_optional() {
        for folder in ["chromium", "firefox"] {
            let manifest = made(folder);
            assert_eq!(manifest["permissions"], json!(["storage", "alarms", "notifications", "scripting"]));
            assert!(manifest.get("host_permissions").is_none());
            assert!(manifest.get("content_scripts").is_none());
            assert_eq!(
                manifest["optional_host_permissions"],
                json!(["https://csp.portal.example/*", "https://portal.example/sh/*"])
            );
        }
    }

    #[test]
    fn a_granted_build_differs_in_hosts_and_the_fixed_id_alone() {
        for browser in ["chromium", "firefox"] {
            let mut plain = made(browser);
            let mut granted = made(&format!("{browser}-granted"));
            let plain = plain.as_object_mut().unwrap();
            let granted = granted.as_object_mut().unwrap();
            assert_eq!(plain.remove("optional_host_permissions"), granted.remove("host_permissions"));
            assert_eq!(granted.remove("key").is_some(), browser == "chromium");
            assert_eq!(plain, granted);
        }
    }

    #[test]
    fn overlays_go_to_their_browser_and_leave_no_trace() {
        let chromium = made("chromium");
        let firefox = made("firefox");
        assert_eq!(chromium["background"], json!({"type": "module", "service_worker": "worker.js"}));
        assert_eq!(firefox["background"], json!({"type": "module", "scripts": ["worker.js"]}));
        assert_eq!(firefox["browser_specific_settings"]["gecko"]["id"], json!(GECKO_ID));
        assert!(chromium.get("browser_specific_settings").is_none());
        for manifest in [&chromium, &firefox] {
            assert_eq!(manifest["version"], json!("1.2.3"));
            assert!(!manifest.as_object().unwrap().keys().any(|key| key.starts_with('@')));
        }
    }

    #[test]
    fn no_browser_is_asked_for_more_shortcuts_than_it_takes() {
        let suggested = |manifest: &Value| {
            manifest["commands"]
                .as_object()
                .unwrap()
                .values()
                .filter(|command| command.get("suggested_key").is_some())
                .count()
        };
        assert!(suggested(&made("chromium")) <= 4, "Chromium refuses a fifth");
        assert_eq!(suggested(&made("firefox")), 5);
    }

    #[test]
    fn the_frame_is_offered_to_the_portals_alone_and_by_whole_origin() {
        assert_eq!(
            made("chromium")["web_accessible_resources"],
            json!([{
                "resources": ["panel.html"],
                "use_dynamic_url": true,
                "matches": ["https://csp.portal.example/*", "https://portal.example/*"],
            }])
        );
    }

    #[test]
    fn the_fixed_id_is_the_one_of_the_test_key() {
        // Chromium's id: the first half of the key's SHA-256, each hex digit moved to a…p.
        let mut decode = Command::new("sh")
            .args(["-c", "base64 -d | sha256sum"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        use std::io::Write as _;
        decode.stdin.take().unwrap().write_all(TEST_KEY.as_bytes()).unwrap();
        let output = decode.wait_with_output().unwrap();
        let id: String = String::from_utf8(output.stdout)
            .unwrap()
            .chars()
            .take(32)
            .map(|digit| (b'a' + digit.to_digit(16).unwrap() as u8) as char)
            .collect();
        assert_eq!(id, CHROMIUM_ID);
    }

    #[test]
    fn wide_patterns_are_refused() {
        for pattern in [
            "<all_urls>",
            "*://portal.example/*",
            "http://portal.example/*",
            "https://*/*",
            "https://*.*/*",
            "https://portal.*/*",
            "https://portal.example",
            "https://portal.example:8443/*",
        ] {
            assert!(check_pattern(pattern).is_err(), "{pattern}");
        }
        assert!(check_pattern("https://*.portal.example/*").is_ok());
        assert!(check_pattern("https://www.portal.example/sh/*").is_ok());
    }

    #[test]
    fn hosts_come_from_the_packs_or_the_build_says_what_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let complaint = read_portals(folder.path()).unwrap_err().to_string();
        assert!(complaint.contains("no portal packs"), "{complaint}");
        std::fs::write(
            folder.path().join("b.toml"),
            "id = \"b\"\nhosts = [\"https://b.example/*\", \"https://a.example/*\"]\n[page]\n",
        )
        .unwrap();
        std::fs::write(folder.path().join("c.toml"), "id = \"c\"\nhosts = [\"https://a.example/*\"]\n")
            .unwrap();
        let portals = read_portals(folder.path()).unwrap();
        assert_eq!(portals.ids, ["b", "c"]);
        assert_eq!(portals.hosts, ["https://a.example/*", "https://b.example/*"]);
        std::fs::write(folder.path().join("d.toml"), "id = \"d\"\nhosts = [\"*://d/*\"]\n").unwrap();
        let complaint = format!("{:#}", read_portals(folder.path()).unwrap_err());
        assert!(complaint.contains("d.toml"), "{complaint}");
    }

    #[test]
    fn files_named_in_a_manifest_are_found() {
        let files = named_files(&made("firefox"));
        for file in ["worker.js", "panel.html", "app.html", "icons/16.png", "icons/128.png"] {
            assert!(files.iter().any(|found| found == file), "{file}");
        }
    }
}
