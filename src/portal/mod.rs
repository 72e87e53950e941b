//! Portal pack → reading plan, and snapshot → [`Reading`](crate::model::Reading).
//!
//! The page script returns texts; what they mean (ids, dates, money, who said what) is decided here,
//! in pure Rust, so that it can be tested on recorded snapshots without a browser.

mod health;
mod interpret;
mod paste;
mod plan;
pub mod printed;
mod site;

pub use interpret::interpret;
pub use paste::{PASTED, pasted, portals_of};
pub use plan::{lean_plan, plan};
pub use site::Locale;

use crate::advice::Settings;
use crate::packs::{Packs, format::PortalPack};
use crate::protocol::Route;

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
