//! What is read, what is stored, what is never done; and the button that deletes it all.

use super::block;
use crate::ui::bridge::{self, Stored};
use crate::ui::clocks::warning;
use crate::ui::controls::words_button;
use crate::ui::desk::Desk;
use crate::ui::focus::focus_soon;
use crate::ui::i18n;
use crate::ui::view::{IntoView, View, code, details, div, h3, li, p, pre, span, summary, ul};
use crate::webext;
use reactive_graph::effect::Effect;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use serde_json::{Map, Value, json};
use wasm_bindgen_futures::spawn_local;

const SURE_ID: &str = "wipe-sure";

pub(super) fn view(desk: Desk) -> View {
    let stored = RwSignal::new(Vec::<Stored>::new());
    let read = move || {
        spawn_local(async move {
            match bridge::stored().await {
                Ok(entries) => {
                    stored.try_set(entries);
                }
                Err(trouble) => desk.say(&desk.explain(&trouble)),
            }
        });
    };
    Effect::new(move |_| {
        desk.settings.track();
        read();
    });
    let never = [
        i18n::PRIVACY_NEVER_SEND,
        i18n::PRIVACY_NEVER_NETWORK,
        i18n::PRIVACY_NEVER_OPEN,
        i18n::PRIVACY_NEVER_CODE,
    ];
    let never: Vec<_> = never.into_iter().map(|phrase| li().child(move || desk.t(phrase))).collect();
    let version = bridge::version();
    (
        block(
            move || desk.t(i18n::PRIVACY_READ_TITLE),
            (p().child(move || desk.t(i18n::PRIVACY_READ)), move || portals_read(desk)),
        ),
        block(
            move || desk.t(i18n::PRIVACY_STORED_TITLE),
            (
                p().child(move || desk.t(i18n::PRIVACY_STORED)),
                move || contents(desk, &stored.get()),
                wiping(desk),
            ),
        ),
        block(move || desk.t(i18n::PRIVACY_NEVER_TITLE), ul().class("bullets").child(never)),
        block(
            move || desk.t(i18n::ABOUT_TITLE),
            p().child(move || i18n::ABOUT_TEXT.with(desk.language.get(), &[("version", &version)])),
        ),
    )
        .into_view()
}

/// The portals that are read, with the addresses.
fn portals_read(desk: Desk) -> View {
    let on = desk.packs(|packs| {
        let portals = packs.portals().iter();
        portals
            .filter(|portal| desk.settings.with(|settings| settings.is_on(&portal.id)))
            .cloned()
            .collect::<Vec<_>>()
    });
    if on.is_empty() {
        return p().class("hint").child(desk.t(i18n::PRIVACY_NONE_ON)).into_view();
    }
    let items: Vec<_> = on
        .into_iter()
        .map(|portal| {
            let hosts: Vec<_> = portal.hosts.into_iter().map(|host| li().child(code().child(host))).collect();
            details()
                .class("fold")
                .child((summary().child(desk.w(&portal.name)), ul().class("plain").child(hosts)))
        })
        .collect();
    div().child(items).into_view()
}

fn contents(desk: Desk, stored: &[Stored]) -> View {
    let items: Vec<_> = stored
        .iter()
        .map(|entry| {
            let size =
                i18n::BYTES.with(desk.language.get(), &[("n", &entry.json.chars().count().to_string())]);
            let kept = desk.t(if entry.session { i18n::STORAGE_SESSION } else { i18n::STORAGE_LOCAL });
            details().class("fold").child((
                summary().child((
                    code().child(entry.key.clone()),
                    " ",
                    span().class("hint").child(format!("{size}, {kept}")),
                )),
                pre().class("raw").attr("tabindex", "0").child(entry.json.clone()),
            ))
        })
        .collect();
    let empty = items.is_empty().then(|| p().class("hint").child(desk.t(i18n::STORAGE_EMPTY)));
    div().child((h3().child(desk.t(i18n::STORAGE_TITLE)), items, empty)).into_view()
}

fn wiping(desk: Desk) -> View {
    let asking = RwSignal::new(false);
    let wipe = move || {
        asking.set(false);
        spawn_local(async move {
            if let Err(trouble) = wipe_all(desk).await {
                desk.say(&desk.explain(&trouble));
            } else {
                desk.say(i18n::WIPED.get(desk.language.get_untracked()));
            }
        });
    };
    let ask = move || {
        asking.set(true);
        focus_soon(SURE_ID);
    };
    let content = move || {
        if asking.get() {
            div()
                .id(SURE_ID)
                .class("sure")
                .attr("tabindex", "-1")
                .attr("role", "group")
                .attr("aria-label", desk.t(i18n::WIPE))
                .child((
                    warning(desk.t(i18n::WIPE_SURE).to_owned()),
                    div().class("buttons").child((
                        words_button("danger", desk.t(i18n::WIPE_YES), wipe),
                        words_button("", desk.t(i18n::WIPE_NO), move || asking.set(false)),
                    )),
                ))
                .into_view()
        } else {
            div()
                .class("sure")
                .child((
                    words_button("", desk.t(i18n::WIPE), ask),
                    p().class("hint").child(desk.t(i18n::WIPE_HINT)),
                ))
                .into_view()
        }
    };
    div().class("wipe").child(content).into_view()
}

/// Switches everything off first, so that open portal pages are cleared before the memory of them is gone.
async fn wipe_all(desk: Desk) -> Result<(), bridge::Trouble> {
    let portals = desk.packs(|packs| packs.portals().to_vec());
    let off: Map<String, Value> =
        portals.iter().map(|portal| (portal.id.clone(), Value::Bool(false))).collect();
    if !desk.changed(json!({ "portals": off })).await {
        return Ok(());
    }
    for portal in portals {
        // Where a build requires the addresses the browser keeps the grant; all portals are off by now.
        let _ = webext::remove_hosts(&portal.hosts).await;
    }
    bridge::wipe().await
}
