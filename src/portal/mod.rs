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
    let pages = portal.pages.iter().map(|page| PagePlan { id: page.id.clone(), ..page.read.clone() });
    Plan { v: VERSION, portal: portal.id.clone(), pages: pages.collect() }
}
