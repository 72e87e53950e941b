//! The switches of the portals. Switching one on asks the browser for that portal's addresses at
//! that very click; switching it off gives the access back.

use super::clocks::warning;
use super::controls::{press, words_button};
use super::desk::Desk;
use super::i18n;
use crate::packs::format::PortalPack;
use crate::ui::view::{IntoView, View, button, code, details, div, li, span, summary, ul};
use crate::webext;
use reactive_graph::computed::Memo;
use reactive_graph::effect::Effect;
use reactive_graph::owner::StoredValue;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use serde_json::json;
use wasm_bindgen_futures::spawn_local;

/// One switch for each portal.
pub fn switches(desk: Desk) -> View {
    let portals = desk.packs(|packs| packs.portals().to_vec());
    let items: Vec<_> = portals.into_iter().map(|portal| item(desk, portal)).collect();
    ul().class("portals").child(items).into_view()
}

/// What the browser says about a portal that is switched on.
#[derive(Clone, Copy, PartialEq)]
enum Grant {
    Unasked,
    Given,
    Denied,
    Lost,
}

fn item(desk: Desk, portal: PortalPack) -> View {
    let PortalPack { id, name, hosts, .. } = portal;
    let grant = RwSignal::new(Grant::Unasked);
    let key = StoredValue::new(id.clone());
    let addresses = StoredValue::new(hosts.clone());
    let is_on = Memo::new(move |_| key.with_value(|key| desk.settings.with(|settings| settings.is_on(key))));

    Effect::new(move |_| {
        if is_on.get() {
            spawn_local(async move {
                if let Ok(given) = webext::has_hosts(&addresses.get_value()).await {
                    grant.try_set(if given { Grant::Given } else { Grant::Lost });
                }
            });
        }
    });

    let store = move |on: bool| {
        let id = key.get_value();
        desk.changed(json!({ "portals": { id: on } }))
    };
    let switch_on = move || {
        let asked = webext::request_hosts(&addresses.get_value());
        spawn_local(async move {
            match asked.await {
                Ok(true) => {
                    grant.try_set(Grant::Given);
                    store(true).await;
                }
                Ok(false) => {
                    grant.try_set(Grant::Denied);
                }
                Err(refusal) => desk.say(&desk.explain(&refusal.into())),
            }
        });
    };
    let switch_off = move || {
        spawn_local(async move {
            if store(false).await {
                grant.try_set(Grant::Unasked);
                // Where a build requires the addresses the browser keeps the grant; the portal is off all the same.
                let _ = webext::remove_hosts(&addresses.get_value()).await;
            }
        });
    };
    let title = format!("portal-{id}");
    let word = move || desk.t(if is_on.get() { i18n::PORTAL_ON } else { i18n::PORTAL_OFF });
    let switch = button()
        .attr("type", "button")
        .class("switch")
        .attr("role", "switch")
        .attr("aria-checked", move || if is_on.get() { "true" } else { "false" })
        .attr("aria-labelledby", title.clone())
        .attr("data-portal", id)
        .on("click", press(move || if is_on.get_untracked() { switch_off() } else { switch_on() }))
        .child((
            span().class("switch-word").child(word),
            span().class("switch-track").attr("aria-hidden", "true").child(span().class("switch-thumb")),
        ));
    let trouble = move || match grant.get() {
        Grant::Denied if !is_on.get() => Some(warning(desk.t(i18n::PORTAL_DENIED).to_owned()).into_view()),
        Grant::Lost if is_on.get() => Some(
            div()
                .child((
                    warning(desk.t(i18n::PORTAL_UNPERMITTED).to_owned()),
                    words_button("", desk.t(i18n::PORTAL_ASK_AGAIN), switch_on),
                ))
                .into_view(),
        ),
        _ => None,
    };
    let list: Vec<_> = hosts.into_iter().map(|host| li().child(code().child(host))).collect();
    li().class("portal-item")
        .child((
            div()
                .class("portal-head")
                .child((span().class("portal-name").id(title).child(move || desk.w(&name)), switch)),
            trouble,
            details().class("fold").child((
                summary().child(move || desk.t(i18n::PORTAL_ADDRESSES)),
                ul().class("plain").child(list),
            )),
        ))
        .into_view()
}
