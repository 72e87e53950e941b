//! The settings. Every control stores itself at once; a second open settings page follows.

use super::block;
use crate::advice::{House, Shop, Theme, parse_shifts};
use crate::model::Language;
use crate::packs::format::PortalPack;
use crate::ui::bridge;
use crate::ui::clocks::warning;
use crate::ui::controls::{TextField, choice, text_field, words_button};
use crate::ui::desk::Desk;
use crate::ui::i18n::{self, Phrase};
use crate::ui::portals;
use crate::ui::view::{
    IntoView, View, button, code, datalist, details, div, input, kbd, label, option, p, select, span,
    summary, table, tbody, td, th, thead, tr,
};
use crate::ui::window::{is_ticked, typed_text, window};
use crate::webext::{self, Command};
use jiff::tz::TimeZone;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use reactive_graph::wrappers::read::Signal;
use serde_json::{Value, json};
use wasm_bindgen_futures::spawn_local;

const ZONES_ID: &str = "zones";

pub(super) fn view(desk: Desk) -> View {
    (
        block(
            move || desk.t(i18n::PORTALS),
            (p().class("hint").child(move || desk.t(i18n::PORTALS_HINT)), portals::switches(desk)),
        ),
        block(move || desk.t(i18n::AGENT), move || agent(desk)),
        block(move || desk.t(i18n::SHOPS), shops(desk)),
        block(move || desk.t(i18n::LOOK), looks(desk)),
        block(move || desk.t(i18n::TIMES), times(desk)),
        block(move || desk.t(i18n::HOUSE), move || house(desk)),
        block(move || desk.t(i18n::WRITING), move || writing(desk)),
        block(move || desk.t(i18n::SHORTCUTS), shortcuts(desk)),
    )
        .into_view()
}

fn agent(desk: Desk) -> View {
    let name = text_field(
        desk,
        TextField {
            id: "agent-name".to_owned(),
            label: desk.t(i18n::AGENT_NAME).to_owned(),
            hint: desk.t(i18n::AGENT_NAME_HINT).to_owned(),
            lines: false,
            list: None,
            value: Signal::derive(move || desk.settings.with(|settings| settings.agent.name.clone())),
            check: |_| None,
            patch: Box::new(|name| json!({ "agent": { "name": name } })),
        },
    );
    let signature = text_field(
        desk,
        TextField {
            id: "agent-signature".to_owned(),
            label: desk.t(i18n::AGENT_SIGNATURE).to_owned(),
            hint: desk.t(i18n::AGENT_SIGNATURE_HINT).to_owned(),
            lines: true,
            list: None,
            value: Signal::derive(move || desk.settings.with(|settings| settings.agent.signature.clone())),
            check: |_| None,
            patch: Box::new(|signature| json!({ "agent": { "signature": signature } })),
        },
    );
    (name, signature).into_view()
}

/// How long drafts are kept, and whether shortcut words become letters.
fn writing(desk: Desk) -> View {
    let days = text_field(
        desk,
        TextField {
            id: "draft-days".to_owned(),
            label: desk.t(i18n::DRAFT_DAYS).to_owned(),
            hint: desk.t(i18n::DRAFT_DAYS_HINT).to_owned(),
            lines: false,
            list: None,
            value: Signal::derive(move || desk.settings.with(|settings| settings.draft_days.to_string())),
            check: |text| {
                let fine = text.trim().parse::<u32>().is_ok_and(|days| days <= 365);
                (!fine).then_some(i18n::NOT_DAYS)
            },
            patch: Box::new(|text| json!({ "draft_days": text.trim().parse::<u32>().unwrap_or_default() })),
        },
    );
    let expand = input()
        .id("expand")
        .attr("type", "checkbox")
        .prop("checked", move || desk.settings.with(|settings| settings.expand))
        .on("change", move |event| desk.change(json!({ "expand": is_ticked(&event) })));
    (days, label().class("tick").child((expand, span().child(move || desk.t(i18n::EXPAND))))).into_view()
}

fn house(desk: Desk) -> View {
    let number = |id: &str, label: Phrase, read: fn(&House) -> Option<u32>, key: &'static str| {
        text_field(
            desk,
            TextField {
                id: id.to_owned(),
                label: desk.t(label).to_owned(),
                hint: String::new(),
                lines: false,
                list: None,
                value: Signal::derive(move || {
                    let value = desk.settings.with(|settings| read(&settings.house));
                    value.map(|value| value.to_string()).unwrap_or_default()
                }),
                check: |text| {
                    let text = text.trim();
                    let fine = text.is_empty() || text.parse::<u32>().is_ok_and(|value| value > 0);
                    (!fine).then_some(i18n::NOT_A_NUMBER)
                },
                patch: Box::new(move |text| json!({ "house": { key: text.trim().parse::<u32>().ok() } })),
            },
        )
    };
    let shifts = text_field(
        desk,
        TextField {
            id: "house-shifts".to_owned(),
            label: desk.t(i18n::HOUSE_SHIFTS).to_owned(),
            hint: desk.t(i18n::HOUSE_SHIFTS_HINT).to_owned(),
            lines: false,
            list: None,
            value: Signal::derive(move || desk.settings.with(|settings| settings.house.shifts.clone())),
            check: |text| parse_shifts(text).is_err().then_some(i18n::NOT_SHIFTS),
            // The shifts are told in the zone in which they are written.
            patch: Box::new(move |text| json!({ "house": { "shifts": text, "zone": zone_name(desk) } })),
        },
    );
    (
        p().class("hint").child(desk.t(i18n::HOUSE_HINT)),
        number("house-first", i18n::HOUSE_FIRST, |house| house.first_reply_minutes, "first_reply_minutes"),
        number("house-answer", i18n::HOUSE_ANSWER, |house| house.answer_hours, "answer_hours"),
        number("house-solve", i18n::HOUSE_SOLVE, |house| house.solve_hours, "solve_hours"),
        shifts,
    )
        .into_view()
}

/// The name of the agent's own zone.
fn zone_name(desk: Desk) -> String {
    desk.settings.with_untracked(|settings| settings.zone.clone()).unwrap_or_else(webext::machine_zone)
}

fn shops(desk: Desk) -> View {
    let table = move || {
        let shops = desk.settings.with(|settings| settings.shops.clone());
        if shops.is_empty() {
            return p().class("hint").child(desk.t(i18n::SHOPS_NONE)).into_view();
        }
        let rows: Vec<_> = shops.iter().map(|shop| shop_row(desk, shop)).collect();
        let heads: Vec<_> = [i18n::SHOP_PORTAL, i18n::SHOP_NUMBER, i18n::SHOP_NAME]
            .map(|phrase| head_cell(desk, phrase))
            .into();
        let heads =
            (heads, th().attr("scope", "col").child(span().class("unseen").child(desk.t(i18n::REMOVE))));
        table().child((thead().child(tr().child(heads)), tbody().child(rows))).into_view()
    };
    (p().class("hint").child(move || desk.t(i18n::SHOPS_HINT)), table, new_shop(desk)).into_view()
}

fn head_cell(desk: Desk, phrase: Phrase) -> View {
    th().attr("scope", "col").child(desk.t(phrase)).into_view()
}

fn shop_row(desk: Desk, shop: &Shop) -> View {
    let portal = desk.packs(|packs| packs.portal(&shop.portal).map(|portal| portal.name.clone()));
    let portal = portal.map_or_else(|| shop.portal.clone(), |name| desk.w(&name));
    let gone = shop.clone();
    let remove = move || {
        let kept: Vec<_> = desk.settings.with_untracked(|settings| {
            settings.shops.iter().filter(|shop| **shop != gone).cloned().collect()
        });
        desk.change(json!({ "shops": kept }));
    };
    let name = i18n::SHOP_REMOVE.with(desk.language.get(), &[("name", &shop.name)]);
    let button = button()
        .attr("type", "button")
        .attr("aria-label", name)
        .on("click", crate::ui::controls::press(remove))
        .child(desk.t(i18n::REMOVE));
    tr().child((
        td().child(portal),
        td().child(code().child(shop.number.clone())),
        td().child(shop.name.clone()),
        td().class("end").child(button),
    ))
    .into_view()
}

fn new_shop(desk: Desk) -> View {
    let portals = desk.packs(|packs| packs.portals().to_vec());
    let first = portals.first().map(|portal| portal.id.clone()).unwrap_or_default();
    let shop = RwSignal::new(Shop { portal: first.clone(), ..Shop::default() });
    let wrong = RwSignal::new(false);
    let add = move || {
        let mut new = shop.get_untracked();
        new.number = new.number.trim().to_owned();
        new.name = new.name.trim().to_owned();
        wrong.set(new.name.is_empty());
        if new.name.is_empty() {
            return;
        }
        let mut shops = desk.settings.with_untracked(|settings| settings.shops.clone());
        let portal = new.portal.clone();
        if !shops.contains(&new) {
            shops.push(new);
        }
        spawn_local(async move {
            if desk.changed(json!({ "shops": shops })).await {
                shop.try_set(Shop { portal, ..Shop::default() });
            }
        });
    };
    let options: Vec<_> = portals
        .into_iter()
        .map(|PortalPack { id, name, .. }| {
            option().attr("value", id).child(move || desk.w(&name)).into_view()
        })
        .collect();
    let portal = div().class("field").child((
        label().attr("for", "shop-portal").child(move || desk.t(i18n::SHOP_PORTAL)),
        select()
            .id("shop-portal")
            .on("change", move |event| shop.update(|shop| shop.portal = typed_text(&event)))
            .child(options),
    ));
    let number = div().class("field").child((
        label().attr("for", "shop-number").child(move || desk.t(i18n::SHOP_NUMBER)),
        input()
            .id("shop-number")
            .attr("type", "text")
            .attr("autocomplete", "off")
            .prop("value", move || shop.with(|shop| shop.number.clone()))
            .on("input", move |event| shop.update(|shop| shop.number = typed_text(&event))),
    ));
    let name = div().class("field").child((
        label().attr("for", "shop-name").child(move || desk.t(i18n::SHOP_NAME)),
        input()
            .id("shop-name")
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("aria-invalid", move || wrong.get().then_some("true"))
            .attr("aria-describedby", "shop-wrong")
            .prop("value", move || shop.with(|shop| shop.name.clone()))
            .on("input", move |event| {
                shop.update(|shop| shop.name = typed_text(&event));
                wrong.set(false);
            }),
    ));
    let trouble = move || wrong.get().then(|| warning(desk.t(i18n::SHOP_NAME_NEEDED).to_owned()));
    (
        div().class("new-shop").child((
            portal,
            number,
            name,
            words_button("", move || desk.t(i18n::SHOP_ADD), add),
        )),
        div().id("shop-wrong").child(trouble),
    )
        .into_view()
}

fn looks(desk: Desk) -> View {
    let language = move || {
        let options = vec![
            (None, desk.t(i18n::LANGUAGE_BROWSER).to_owned()),
            (Some(Language::Zh), "中文".to_owned()),
            (Some(Language::En), "English".to_owned()),
        ];
        let current = move || desk.settings.with(|settings| settings.language);
        choice(
            desk,
            "language",
            i18n::INTERFACE_LANGUAGE,
            options,
            current,
            move |language: Option<Language>| {
                desk.change(json!({ "language": language }));
            },
        )
    };
    let theme = move || {
        let options = vec![
            (Theme::System, desk.t(i18n::THEME_SYSTEM).to_owned()),
            (Theme::Light, desk.t(i18n::THEME_LIGHT).to_owned()),
            (Theme::Dark, desk.t(i18n::THEME_DARK).to_owned()),
        ];
        let current = move || desk.settings.with(|settings| settings.theme);
        choice(desk, "theme", i18n::THEME, options, current, move |theme: Theme| {
            desk.change(json!({ "theme": theme }))
        })
    };
    (language, theme).into_view()
}

fn times(desk: Desk) -> View {
    let zones: Vec<_> =
        bridge::zone_names().into_iter().map(|zone| option().attr("value", zone).into_view()).collect();
    let own = move || {
        let hint = i18n::ZONE_OWN_HINT.with(desk.language.get(), &[("zone", &webext::machine_zone())]);
        text_field(
            desk,
            TextField {
                id: "zone-own".to_owned(),
                label: desk.t(i18n::ZONE_OWN).to_owned(),
                hint,
                lines: false,
                list: Some(ZONES_ID),
                value: Signal::derive(move || {
                    desk.settings.with(|settings| settings.zone.clone()).unwrap_or_default()
                }),
                check: known_zone,
                patch: Box::new(|zone| json!({ "zone": text_or_null(&zone) })),
            },
        )
    };
    let portals = move || {
        let portals = desk.packs(|packs| packs.portals().to_vec());
        portals.into_iter().flat_map(|portal| portal_zones(desk, portal)).collect::<Vec<_>>()
    };
    let hint = p().class("hint").child(move || desk.t(i18n::ZONES_PORTAL_HINT));
    (
        datalist().id(ZONES_ID).child(zones),
        own,
        details().class("fold").child((
            summary().child(move || desk.t(i18n::ZONES_PORTAL)),
            hint,
            div().class("zone-grid").child(portals),
        )),
    )
        .into_view()
}

/// One field for the portal, or one for each of its sites where it has several.
fn portal_zones(desk: Desk, portal: PortalPack) -> Vec<View> {
    let portal_name = desk.w(&portal.name);
    if portal.sites.is_empty() {
        return vec![zone_field(desk, portal.id, portal_name, portal.zone)];
    }
    portal.sites.into_iter().map(|site| zone_field(desk, site.id.clone(), site.id, site.zone)).collect()
}

fn zone_field(desk: Desk, key: String, name: String, usual: String) -> View {
    let language = desk.language.get();
    let (read, write) = (key.clone(), key.clone());
    text_field(
        desk,
        TextField {
            id: format!("zone-{}", key.replace('.', "-")),
            label: i18n::PORTAL_ZONE.with(language, &[("portal", &name)]),
            hint: i18n::ZONE_PORTAL_HINT.with(language, &[("zone", &usual)]),
            lines: false,
            list: Some(ZONES_ID),
            value: Signal::derive(move || {
                desk.settings.with(|settings| settings.portal_zones.get(&read).cloned()).unwrap_or_default()
            }),
            check: known_zone,
            patch: Box::new(move |zone| json!({ "portal_zones": { write.clone(): text_or_null(&zone) } })),
        },
    )
}

fn known_zone(text: &str) -> Option<Phrase> {
    let text = text.trim();
    (!text.is_empty() && TimeZone::get(text).is_err()).then_some(i18n::ZONE_UNKNOWN)
}

/// In a merge patch `null` takes a setting away.
fn text_or_null(text: &str) -> Value {
    let text = text.trim();
    if text.is_empty() { Value::Null } else { Value::from(text) }
}

fn shortcuts(desk: Desk) -> View {
    let found = RwSignal::new(Vec::<Command>::new());
    spawn_local(async move {
        match webext::commands().await {
            Ok(shortcuts) => {
                found.try_set(shortcuts);
            }
            Err(refusal) => desk.say(&desk.explain(&refusal.into())),
        }
    });
    let rows = move || {
        let rows = found.get().into_iter().filter_map(|shortcut| {
            let phrase = command(shortcut.name.as_deref()?)?;
            let keys = if shortcut.shortcut.is_empty() {
                span().class("hint").child(desk.t(i18n::SHORTCUT_NONE)).into_view()
            } else {
                kbd().child(shortcut.shortcut).into_view()
            };
            Some(tr().child((th().attr("scope", "row").child(desk.t(phrase)), td().child(keys))))
        });
        rows.collect::<Vec<_>>()
    };
    let firefox = window().navigator().user_agent().is_ok_and(|agent| agent.contains("Firefox/"));
    let how = move || {
        if firefox {
            p().child(desk.t(i18n::SHORTCUTS_FIREFOX)).into_view()
        } else {
            p().child((desk.t(i18n::SHORTCUTS_CHROMIUM), " ", code().child("chrome://extensions/shortcuts")))
                .into_view()
        }
    };
    (
        table().class("shortcuts").child(tbody().child(rows)),
        how,
        p().class("hint").child(move || desk.t(i18n::SHORTCUTS_HINT)),
    )
        .into_view()
}

/// What a command of the manifest does.
fn command(name: &str) -> Option<Phrase> {
    Some(match name {
        "insert-1" => i18n::COMMAND_INSERT_1,
        "insert-2" => i18n::COMMAND_INSERT_2,
        "insert-3" => i18n::COMMAND_INSERT_3,
        "undo" => i18n::COMMAND_UNDO,
        "toggle-panel" => i18n::COMMAND_PANEL,
        _ => return None,
    })
}
