//! Portal pack → reading plan, and snapshot → [`Reading`](crate::model::Reading).
//!
//! The page script returns texts; what they mean (ids, dates, money, who said what) is decided here,
//! in pure Rust, so that it can be tested on recorded snapshots without a browser.

mod health;
mod interpret;
pub mod printed;
mod site;

pub use interpret::interpret;
pub use site::Locale;

use crate::advice::Settings;
use crate::packs::{Packs, format::PortalPack};
use crate::protocol::{PagePlan, Plan, Route, VERSION};

/// The addresses of interest on all portals that are switched on.
pub fn routes(packs: &Packs, settings: &Settings) -> Vec<Route> {
    let on = packs.portals().iter().filter(|portal| settings.is_on(&portal.id));
    on.map(|portal| Route {
        portal: portal.id.clone(),
        hosts: portal.hosts.clone(),
        urls: portal.pages.iter().flat_map(|page| page.read.url.iter().cloned()).collect(),
    })
    .collect()
}

/// The reading plan of one portal.
pub fn plan(portal: &PortalPack) -> Plan {
    let labels = portal.labels.iter().map(|(name, texts)| (format!("@{name}"), texts.clone()));
    let pages = portal.pages.iter().map(|page| PagePlan { id: page.id.clone(), ..page.read.clone() });
    Plan { v: VERSION, portal: portal.id.clone(), labels: labels.collect(), pages: pages.collect() }
}

/// Whether `url` stands on one of the portal's hosts.
pub fn serves(portal: &PortalPack, url: &str) -> bool {
    let host = site::host_of(url);
    let own = |pattern: &String| site::host_of(pattern) == host;
    url.starts_with("https://") && !host.is_empty() && portal.hosts.iter().any(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::Packs;

    #[test]
    fn a_plan_has_all_lists_of_labels_that_it_refers_to() {
        for portal in Packs::shipped().unwrap().portals() {
            let plan = plan(portal);
            let pages = serde_json::to_string(&plan.pages).unwrap();
            let names: Vec<&str> = pages
                .match_indices("\"@")
                .map(|(at, _)| pages[at + 1..].split('"').next().unwrap())
                .collect();
            assert!(!names.is_empty(), "{} has no labels", portal.id);
            let unknown = names.iter().find(|name| !plan.labels.contains_key(**name));
            assert_eq!(unknown, None, "{} refers to a list of labels that is not there", portal.id);
        }
    }

    #[test]
    fn a_page_speaks_only_for_its_own_portal() {
        let packs = Packs::shipped().unwrap();
        for portal in packs.portals() {
            let host = site::host_of(&portal.hosts[0]);
            assert!(serves(portal, &format!("https://{host}/any/path?x=1#y")));
            assert!(!serves(portal, &format!("http://{host}/")), "plain http");
            assert!(!serves(portal, &format!("https://{host}.evil.example/")));
            assert!(!serves(portal, &format!("https://evil.example/https://{host}/")));
            assert!(!serves(portal, &format!("https://{host}@evil.example/")));
            assert!(!serves(portal, ""));
        }
    }
}
