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
    let pages = portal.pages.iter().map(|page| {
        let mut plan = PagePlan { id: page.id.clone(), ..page.read.clone() };
        let rows = plan.rows.iter_mut().flat_map(|rows| rows.fields.values_mut());
        let thread = plan.thread.iter_mut().flat_map(|thread| [&mut thread.text, &mut thread.time]);
        for strategy in plan.fields.values_mut().chain(rows).chain(thread).flatten() {
            strategy.label = written_out(portal, &strategy.label);
        }
        plan
    });
    Plan { v: VERSION, portal: portal.id.clone(), pages: pages.collect() }
}

/// Label texts with every `@name` replaced by the list of that name; an unknown name gives nothing,
/// and the check of the packs reports it.
fn written_out(portal: &PortalPack, labels: &[String]) -> Vec<String> {
    let lists = labels.iter().map(|label| match label.strip_prefix('@') {
        Some(name) => portal.labels.get(name).cloned().unwrap_or_default(),
        None => vec![label.clone()],
    });
    lists.flatten().collect()
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
    fn a_plan_has_all_labels_written_out() {
        for portal in Packs::shipped().unwrap().portals() {
            let plan = serde_json::to_string(&plan(portal)).unwrap();
            assert!(!plan.contains("\"@"), "{} refers to a list of labels that is not there", portal.id);
            assert!(plan.contains("label"), "{} has no labels", portal.id);
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
