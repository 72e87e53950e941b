//! Keeps what runs in the browser in step with the settings: a portal that is switched on and whose
//! hosts the person has granted gets its page script, its routes and its plan; all others lose theirs.

use super::{envelope, packs};
use crate::advice::Settings;
use crate::packs::Packs;
use crate::packs::format::PortalPack;
use crate::portal;
use crate::protocol::{Refusal, ToPage};
use crate::storage;
use crate::webext::{self, Area, PageScript};
use futures_util::lock::Mutex;
use serde_json::Value;
use std::collections::BTreeMap;

const FIRST_SCRIPT: &str = "page/main.js";

thread_local! {
    static STEPPING: std::rc::Rc<Mutex<()>> = std::rc::Rc::new(Mutex::new(()));
}

/// Brings page scripts, routes and plans in step with settings and permissions.
pub(super) async fn keep_in_step() -> Result<(), Refusal> {
    let stepping = STEPPING.with(std::rc::Rc::clone);
    let _alone = stepping.lock().await;
    let packs = packs().await?;
    let packs = packs.as_ref();
    let mut settings = storage::settings().await?;
    for portal in packs.portals() {
        if settings.is_on(&portal.id) && !webext::has_hosts(&portal.hosts).await? {
            // Taken back in the browser's own pages: treated as off until it is granted again.
            settings.portals.insert(portal.id.clone(), false);
        }
    }
    keep_plans(packs, &settings).await?;
    let fresh = keep_scripts(packs, &settings).await?;
    stop_others(&settings).await?;
    for portal in fresh {
        for tab in webext::tabs_at(&portal.hosts).await?.into_iter().filter_map(|tab| tab.id) {
            // A tab that shows an error page or is being closed takes no script; that is no failure.
            let _ = webext::run_in_tab(tab, &[FIRST_SCRIPT]).await;
        }
    }
    Ok(())
}

/// Writes routes and plans, routes last: they are the sign for open pages to begin or to stop.
async fn keep_plans(packs: &Packs, settings: &Settings) -> Result<(), Refusal> {
    let key = |portal: &PortalPack| format!("plan:{}", portal.id);
    let on = packs.portals().iter().filter(|portal| settings.is_on(&portal.id));
    let lean = |portal| Ok((key(portal), portal::lean_plan(packs, portal)?));
    let plans: BTreeMap<String, Value> = on
        .map(lean)
        .collect::<serde_json::Result<_>>()
        .map_err(|error| Refusal::NotUnderstood { why: error.to_string() })?;
    webext::write_all(Area::Local, &plans).await?;
    webext::write(Area::Local, "routes", &portal::routes(packs, settings)).await?;
    let kept = webext::keys(Area::Local).await?;
    let stale: Vec<String> =
        kept.into_iter().filter(|key| key.starts_with("plan:") && !plans.contains_key(key)).collect();
    if stale.is_empty() { Ok(()) } else { webext::remove(Area::Local, &stale).await }
}

/// Registers and unregisters page scripts; gives the portals whose script is new.
async fn keep_scripts<'a>(packs: &'a Packs, settings: &Settings) -> Result<Vec<&'a PortalPack>, Refusal> {
    let wanted: Vec<(&PortalPack, PageScript)> = packs
        .portals()
        .iter()
        .filter(|portal| settings.is_on(&portal.id))
        .map(|portal| (portal, script(portal)))
        .collect();
    let registered = webext::page_scripts().await?;
    let same = |one: &PageScript, two: &PageScript| {
        one.id == two.id && one.matches == two.matches && one.js == two.js && one.run_at == two.run_at
    };
    let stale: Vec<String> = registered
        .iter()
        .filter(|old| !wanted.iter().any(|(_, new)| same(old, new)))
        .map(|old| old.id.clone())
        .collect();
    if !stale.is_empty() {
        webext::unregister_scripts(&stale).await?;
    }
    let fresh: Vec<(&PortalPack, PageScript)> =
        wanted.into_iter().filter(|(_, new)| !registered.iter().any(|old| same(old, new))).collect();
    if !fresh.is_empty() {
        let scripts: Vec<PageScript> = fresh.iter().map(|(_, script)| script.clone()).collect();
        webext::register_scripts(&scripts).await?;
    }
    Ok(fresh.into_iter().map(|(portal, _)| portal).collect())
}

fn script(portal: &PortalPack) -> PageScript {
    PageScript {
        id: portal.id.clone(),
        matches: portal.hosts.clone(),
        js: vec![FIRST_SCRIPT.to_owned()],
        all_frames: true,
        run_at: "document_start".to_owned(),
        persist_across_sessions: true,
    }
}

/// Open pages of portals that are off take everything away and read no more.
async fn stop_others(settings: &Settings) -> Result<(), Refusal> {
    for (tab, frame, shown) in storage::frames().await? {
        if !settings.is_on(&shown.portal) {
            let _ = webext::ask_frame(tab, frame, &envelope(&ToPage::Stop)?).await;
            storage::forget_frame(tab, frame).await?;
        }
    }
    Ok(())
}
