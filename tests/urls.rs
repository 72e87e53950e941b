//! Every address pattern against a table of real-looking addresses (`tests/urls/`): the right page, or none.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use dueline::packs::Packs;
use dueline::packs::format::PortalPack;
use dueline::portal;
use regex_lite::Regex;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::PathBuf;

#[derive(Deserialize)]
struct Table {
    url: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    /// An address as the browser would show it.
    url: String,
    /// The page that it leads to; empty for none.
    page: String,
}

/// The table of a portal.
fn table(portal: &str) -> Vec<Entry> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/urls/{portal}.toml"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str::<Table>(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())).url
}

/// Whether the browser puts the first script into a page with this address (a match pattern's rules).
fn is_matched(portal: &PortalPack, url: &str) -> bool {
    portal.hosts.iter().any(|pattern| {
        let (host, path) = pattern.strip_prefix("https://").unwrap().split_once('/').unwrap();
        let Some(rest) = url.strip_prefix("https://") else { return false };
        let (there, target) = rest.split_once('/').unwrap_or((rest, ""));
        let target = target.split('#').next().unwrap_or(target);
        let mut at = 0;
        let fits = path.split('*').all(|part| match target[at..].find(part) {
            Some(found) if part.is_empty() || at > 0 || found == 0 => {
                at += found + part.len();
                true
            }
            _ => false,
        });
        host == there && fits && (path.ends_with('*') || at == target.len())
    })
}

/// The pages whose patterns fit an address on a host of the portal.
fn pages(portal: &PortalPack, url: &str) -> Vec<String> {
    let fits = |pattern: &String| Regex::new(pattern).unwrap().is_match(url);
    let own = portal.pages.iter().filter(|page| page.read.url.iter().any(fits));
    own.map(|page| page.id.clone()).collect()
}

#[test]
fn every_address_leads_to_its_page() {
    let packs = Packs::shipped().unwrap();
    let mut wrong = Vec::new();
    for portal in packs.portals() {
        let entries = table(&portal.id);
        assert!(entries.len() >= 12, "{}: only {} addresses", portal.id, entries.len());
        for entry in &entries {
            let found = if portal::serves(portal, &entry.url) && is_matched(portal, &entry.url) {
                pages(portal, &entry.url)
            } else {
                Vec::new()
            };
            // Pages of one address are told apart by what is present on them, in the order of the pack.
            let right = if entry.page.is_empty() { found.is_empty() } else { found.contains(&entry.page) };
            if !right {
                wrong.push(format!("{}: {} leads to {found:?}, not {:?}", portal.id, entry.url, entry.page));
            }
        }
        let nowhere = entries.iter().filter(|entry| entry.page.is_empty()).count();
        assert!(nowhere >= 4, "{}: only {nowhere} addresses of no page", portal.id);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_host_page_and_pattern_is_in_the_table() {
    let packs = Packs::shipped().unwrap();
    let mut absent = Vec::new();
    for portal in packs.portals() {
        let entries = table(&portal.id);
        let matching: Vec<&Entry> = entries.iter().filter(|entry| !entry.page.is_empty()).collect();
        let hosts: BTreeSet<&str> =
            portal.hosts.iter().map(|pattern| pattern.split('/').nth(2).unwrap()).collect();
        for host in hosts {
            if !matching.iter().any(|entry| entry.url.starts_with(&format!("https://{host}/"))) {
                absent.push(format!("{}: no address on {host}", portal.id));
            }
        }
        for page in &portal.pages {
            for pattern in &page.read.url {
                let expression = Regex::new(pattern).unwrap();
                if !matching.iter().any(|entry| entry.page == page.id && expression.is_match(&entry.url)) {
                    absent.push(format!("{}: no address for `{pattern}` of {}", portal.id, page.id));
                }
            }
        }
    }
    assert!(absent.is_empty(), "{}", absent.join("\n"));
}

#[test]
fn no_address_of_one_portal_is_read_as_another() {
    let packs = Packs::shipped().unwrap();
    for portal in packs.portals() {
        for entry in table(&portal.id).iter().filter(|entry| !entry.page.is_empty()) {
            for other in packs.portals().iter().filter(|other| other.id != portal.id) {
                assert!(!is_matched(other, &entry.url), "{} is also one of {}", entry.url, other.id);
            }
        }
    }
}
