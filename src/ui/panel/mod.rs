//! The side panel: the open case with its clocks, the next step, and the letters, in a frame of our
//! own beside the portal's page.

mod case;
mod drafts;
mod health;
mod letter;
mod letters;
mod message;
mod repair;
mod sheet;
mod steps;

use super::bridge::{self, Trouble};
use super::clocks::{self, Around};
use super::controls::{shape_button, words_button};
use super::desk::Desk;
use super::i18n::{self, Phrase};
use super::marks;
use super::seen::{self, Seen};
use crate::advice::Settings;
use crate::protocol::{FromScreen, PanelState, Pointed, Refusal};
use crate::ui::focus::focus_soon;
use crate::ui::view::{
    IntoView, View, a, div, h1, h2, header, label, main, mount as draw, option, p, section, select, shape,
    span, ul,
};
use crate::ui::window::{on_hash_change, typed_text, window};
use crate::webext;
use reactive_graph::effect::Effect;
use reactive_graph::owner::StoredValue;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// The most rows of a list whose clocks are shown here; the badges on the page show the others.
const ROWS_SHOWN: usize = 12;

/// What the panel has before it.
#[derive(Debug, Clone, PartialEq)]
enum Sight {
    /// The first look is on its way.
    Looking,
    /// The tab shows no page of interest.
    NoPage,
    /// The portal is switched off.
    Off,
    /// Dueline was updated under the open page.
    Gone,
    /// Something else went wrong.
    Trouble(Trouble),
    /// A page of interest; it stands in [`Bench::view`].
    Page,
}

/// Everything that the parts of the panel share.
#[derive(Clone, Copy)]
struct Bench {
    desk: Desk,
    sight: RwSignal<Sight>,
    view: RwSignal<Option<Arc<Seen>>>,
    looks: StoredValue<u32>,
    /// Whether settings have changed since the page was understood.
    stale: StoredValue<bool>,
    /// The letter that is open.
    chosen: RwSignal<Option<String>>,
    /// The language variant that the agent chose instead of the proposed one.
    tongue: RwSignal<Option<String>>,
    /// The wording that the agent chose instead of the next one.
    wording: RwSignal<Option<usize>>,
    /// The values that were worked out and to which the agent has agreed.
    agreed: RwSignal<BTreeSet<String>>,
    /// The proofs that the agent has in hand for the open letter.
    proven: RwSignal<BTreeSet<String>>,
    /// The values that the agent typed, by variable.
    given: RwSignal<BTreeMap<String, String>>,
    /// What the person has just pointed at on the page.
    pointed: RwSignal<Option<Pointed>>,
    /// Whether it is pasted text that lies on the bench, and no open page.
    pasted: bool,
}

impl Bench {
    fn new(desk: Desk, pasted: bool) -> Self {
        Self {
            desk,
            sight: RwSignal::new(Sight::Looking),
            view: RwSignal::new(None),
            looks: StoredValue::new(0),
            stale: StoredValue::new(false),
            chosen: RwSignal::new(None),
            tongue: RwSignal::new(None),
            wording: RwSignal::new(None),
            agreed: RwSignal::new(BTreeSet::new()),
            proven: RwSignal::new(BTreeSet::new()),
            given: RwSignal::new(BTreeMap::new()),
            pointed: RwSignal::new(None),
            pasted,
        }
    }

    /// Looks at the page again. A later look makes an earlier one that is still under way void.
    fn look(self) {
        let count = self.looks.get_value().wrapping_add(1);
        self.looks.set_value(count);
        spawn_local(async move {
            let answer = seen::look(self.desk, None).await;
            let found = matches!(&answer, Ok(Some(_)));
            if self.looks.get_value() == count {
                self.see(answer);
            }
            if found {
                let pointed =
                    bridge::ask::<Option<Pointed>>(FromScreen::Pointed { tab: None, done: false }).await;
                self.point(pointed.unwrap_or_default());
            }
        });
    }

    fn see(self, answer: Result<Option<(Seen, JsValue)>, Trouble>) {
        let sight = match answer {
            Ok(Some((view, _))) => {
                let moved = self
                    .view
                    .with_untracked(|old| old.as_ref().is_some_and(|old| subject(old) != subject(&view)));
                if moved {
                    self.open(None);
                    self.given.set(BTreeMap::new());
                    self.agreed.set(BTreeSet::new());
                }
                let known =
                    self.view.with_untracked(|old| old.as_ref().is_some_and(|old| old.same_page(&view)));
                if !known || self.stale.get_value() {
                    self.stale.set_value(false);
                    self.view.set(Some(Arc::new(view)));
                }
                Sight::Page
            }
            Ok(None) | Err(Trouble::Refused(Refusal::NoPage)) => Sight::NoPage,
            Err(Trouble::Refused(Refusal::SwitchedOff)) => Sight::Off,
            Err(Trouble::Gone) => Sight::Gone,
            Err(trouble) => Sight::Trouble(trouble),
        };
        if self.sight.get_untracked() != sight {
            self.sight.set(sight);
        }
    }

    /// Shows what the person has just pointed at, and leads the keyboard there.
    fn point(self, pointed: Option<Pointed>) {
        if self.pointed.try_get_untracked().is_some_and(|known| known != pointed) {
            let new = pointed.is_some();
            self.pointed.try_set(pointed);
            if new {
                self.open(None);
                focus_soon("mend-title");
            }
        }
    }

    /// Opens a letter, or goes back to the list.
    fn open(self, letter: Option<String>) {
        if self.chosen.get_untracked() != letter {
            self.tongue.set(None);
            self.wording.set(None);
            self.proven.set(BTreeSet::new());
            self.chosen.set(letter);
        }
    }

    /// Works with the page of interest; nothing where there is none.
    fn page<T>(self, work: impl FnOnce(&Seen) -> T) -> Option<T> {
        self.view.with(|view| view.as_deref().map(work))
    }

    fn tell_outline(self, field: Option<String>) {
        spawn_local(async move {
            // An outline is a courtesy; where the page is gone the next look says so.
            let _ = bridge::ask::<serde_json::Value>(FromScreen::Outline { tab: None, field }).await;
        });
    }
}

/// What a page is about: as long as it stays the same, typed values and the open letter stay.
fn subject(view: &Seen) -> (&str, &str, Option<&String>, Option<&String>) {
    let reading = &view.reading;
    (&reading.portal, &reading.page, reading.order.order_id.value(), reading.case.case_id.value())
}

/// Puts the panel into the document.
pub fn mount() {
    draw(|| {
        let bench = Bench::new(Desk::new(), false);
        bridge::on_page_changed(move |tab| {
            let ours = bench.view.with_untracked(|view| view.as_ref().is_none_or(|view| view.tab == tab));
            if ours {
                bench.look();
            }
        });
        follow_hash(bench);
        let known = StoredValue::new(None::<Settings>);
        bridge::on_settings(move |settings| {
            // Where the panel stands changes nothing of what it shows.
            let settings = Settings { panel: PanelState::default(), ..settings };
            if known.get_value().as_ref() != Some(&settings) {
                known.set_value(Some(settings));
                bench.stale.set_value(true);
                bench.look();
            }
        });
        Effect::new(move |again: Option<()>| {
            bench.desk.rules.track();
            bench.desk.own.track();
            if again.is_some() {
                bench.stale.set_value(true);
                bench.look();
            }
        });
        bench.look();
        bench.desk.show(move || screen(bench))
    });
}

/// The page script names a letter to be opened in the frame's address: `#letter=<id>`. The name is
/// taken out again, so that asking for the same letter twice is two changes of the address.
fn follow_hash(bench: Bench) {
    let read = move || {
        let location = window().location();
        let hash = location.hash().unwrap_or_default();
        let letter = hash.strip_prefix("#letter=").and_then(|id| js_sys::decode_uri_component(id).ok());
        if let Some(letter) = letter.map(String::from).filter(|letter| !letter.is_empty()) {
            let plain = location.pathname().unwrap_or_default();
            let history = window().history();
            // A frame that may not change its address only loses the second click on the same letter.
            let _ = history.and_then(|all| all.replace_state_with_url(&JsValue::NULL, "", Some(&plain)));
            bench.open(Some(letter));
        }
    };
    read();
    on_hash_change(read);
}

fn screen(bench: Bench) -> impl IntoView {
    let desk = bench.desk;
    let body = move || match bench.sight.get() {
        Sight::Page => page(bench),
        Sight::Looking => notice(bench, None, i18n::LOADING, false),
        Sight::NoPage => notice(bench, Some(i18n::NO_PAGE_TITLE), i18n::NO_PAGE_TEXT, false),
        Sight::Off => notice(bench, Some(i18n::OFF_TITLE), i18n::OFF_TEXT, true),
        Sight::Gone => notice(bench, Some(i18n::GONE_TITLE), i18n::GONE_TEXT, false),
        Sight::Trouble(trouble) => failure(bench, &trouble),
    };
    (
        top(bench),
        main().class("content").child(body),
        p().class("said").attr("role", "status").attr("aria-live", "polite").child(move || desk.said.get()),
    )
}

fn top(bench: Bench) -> View {
    let desk = bench.desk;
    let name = move || {
        let portal = bench.page(|view| {
            desk.packs(|packs| packs.portal(&view.reading.portal).map(|portal| portal.name.clone()))
        });
        let open = bench.sight.get() == Sight::Page;
        portal
            .flatten()
            .filter(|_| open)
            .map_or_else(|| desk.t(i18n::PRODUCT).to_owned(), |name| desk.w(&name))
    };
    let order = move || {
        let open = bench.sight.get() == Sight::Page;
        bench.page(|view| view.reading.order.order_id.value().cloned()).flatten().filter(|_| open)
    };
    let close = move || {
        spawn_local(async move {
            let closed =
                bridge::ask::<serde_json::Value>(FromScreen::Panel { tab: None, open: Some(false) }).await;
            if let Err(trouble) = closed {
                desk.say(&desk.explain(&trouble));
            }
        });
    };
    let tools = move || {
        let out = desk.t(i18n::OPEN_APP);
        div().class("tools").child((
            a().attr("href", webext::own_url("app.html#health"))
                .attr("target", "_blank")
                .class("quiet icon")
                .attr("aria-label", out)
                .attr("title", out)
                .child(shape(marks::OUT)),
            shape_button(desk.t(i18n::CLOSE_PANEL), shape(marks::CROSS), close),
        ))
    };
    header()
        .class("top")
        .child((
            h1().child((span().class("portal").child(name), move || {
                order().map(|id| span().class("id").child(id))
            })),
            tools,
        ))
        .into_view()
}

fn page(bench: Bench) -> View {
    let reading = move || bench.chosen.with(Option::is_some);
    (
        div().class("sections").attr("hidden", move || reading().then_some("")).child((
            repair::choice(bench),
            shop(bench),
            hold(bench),
            (clocks_section(bench), message::section(bench)),
            steps::section(bench),
            letters::section(bench),
            (!bench.pasted).then(|| drafts::fold(bench)),
            case::section(bench),
            health::section(bench),
        )),
        letter::sheet(bench),
    )
        .into_view()
}

/// Pasted text, read and advised upon like an open page.
pub(super) fn pasted(desk: Desk, view: Seen) -> View {
    let bench = Bench::new(desk, true);
    bench.view.set(Some(Arc::new(view)));
    bench.sight.set(Sight::Page);
    div().class("pasted").child(page(bench)).into_view()
}

/// For which shop the agent works, where the portal has several.
fn shop(bench: Bench) -> View {
    let desk = bench.desk;
    let content = move || {
        let portal = bench.page(|view| view.reading.portal.clone())?;
        let (shops, working) = desk.settings.with(|settings| {
            let shops: Vec<_> =
                settings.shops_of(&portal).map(|shop| (shop.key().to_owned(), shop.name.clone())).collect();
            (shops, settings.working.get(&portal).cloned().unwrap_or_default())
        });
        if shops.is_empty() {
            return None;
        }
        let entry = |value: String, words: String| {
            let chosen = value == working;
            option().attr("value", value).attr("selected", chosen.then_some("")).child(words)
        };
        let any = entry(String::new(), desk.t(i18n::WORKING_ANY).to_owned());
        let options: Vec<_> = shops.into_iter().map(|(key, name)| entry(key, name)).collect();
        let choose = move |event: web_sys::Event| {
            let key = typed_text(&event);
            let key = if key.is_empty() { serde_json::Value::Null } else { key.into() };
            desk.change(serde_json::json!({ "working": { portal.clone(): key } }));
        };
        Some(div().class("field working").child((
            label().attr("for", "working-shop").child(desk.t(i18n::WORKING_SHOP)),
            select().id("working-shop").on("change", choose).child((any, options)),
        )))
    };
    content.into_view()
}

/// Why nothing may be inserted on this page just now.
fn hold(bench: Bench) -> View {
    let desk = bench.desk;
    let why = move || {
        let why = bench.page(|view| view.advice.hold.clone()).flatten()?;
        Some(div().class("hold").attr("role", "alert").child(clocks::warning(desk.w(&why))))
    };
    why.into_view()
}

fn clocks_section(bench: Bench) -> View {
    let desk = bench.desk;
    let cards = move || {
        let deadlines = bench.page(|view| view.advice.deadlines.clone()).unwrap_or_default();
        let mut deadlines = deadlines.into_iter();
        let buyer = bench.page(|view| view.advice.buyer.clone()).flatten();
        let around = Around { tab: None, buyer: buyer.clone() };
        let house = bench.page(|view| view.advice.house.clone()).unwrap_or_default();
        let first = deadlines.next().map(|first| clocks::card(desk, &around, first));
        (
            buyer.map(|buyer| clocks::buyer_now(desk, buyer)),
            first,
            deadlines.map(|later| clocks::folded(desk, &around, later)).collect::<Vec<_>>(),
            clocks::house(desk, house),
        )
    };
    let rows = move || {
        let mut rows: Vec<_> = bench
            .page(|view| {
                let rows = view.advice.rows.iter();
                rows.filter_map(|row| row.deadlines.first().map(|first| (row.key.clone(), first.clone())))
                    .collect()
            })
            .unwrap_or_default();
        rows.sort_by_key(|(_, deadline)| {
            (deadline.who != crate::model::Party::Seller, deadline.due.is_none(), deadline.due)
        });
        let more = rows.len().saturating_sub(ROWS_SHOWN);
        rows.truncate(ROWS_SHOWN);
        let more = (more > 0).then(|| {
            p().class("hint").child(i18n::MORE_ROWS.with(desk.language.get(), &[("n", &more.to_string())]))
        });
        (!rows.is_empty()).then(|| {
            let items: Vec<_> =
                rows.into_iter().map(|(key, deadline)| clocks::row(desk, key, deadline)).collect();
            (ul().class("clock-rows").child(items), more)
        })
    };
    let none = move || {
        let none = bench.page(|view| view.advice.deadlines.is_empty() && view.advice.rows.is_empty());
        none.unwrap_or(true).then(|| p().class("hint").child(desk.t(i18n::NO_CLOCKS)))
    };
    let title = move || {
        let list = bench.page(|view| view.advice.deadlines.is_empty() && !view.advice.rows.is_empty());
        desk.t(if list.unwrap_or(false) { i18n::LIST_CLOCKS } else { i18n::CLOCKS })
    };
    named_section("clocks", title, (cards, rows, none))
}

/// A section under a heading that names it for screen readers too.
fn named_section(
    id: &'static str,
    title: impl Fn() -> &'static str + Send + 'static,
    content: impl IntoView + 'static,
) -> View {
    let heading = format!("{id}-title");
    section()
        .id(id)
        .attr("aria-labelledby", heading.clone())
        .child((h2().id(heading).child(title), content.into_view()))
        .into_view()
}

fn notice(bench: Bench, title: Option<Phrase>, text: Phrase, settings: bool) -> View {
    let desk = bench.desk;
    let link = settings.then(|| {
        a().class("button")
            .attr("href", webext::own_url("app.html#settings"))
            .attr("target", "_blank")
            .child(move || desk.t(i18n::OPEN_SETTINGS))
    });
    div()
        .class("notice")
        .child((title.map(|title| h2().child(move || desk.t(title))), p().child(move || desk.t(text)), link))
        .into_view()
}

fn failure(bench: Bench, trouble: &Trouble) -> View {
    let desk = bench.desk;
    let trouble = trouble.clone();
    let words = move || i18n::trouble(&trouble, desk.language.get());
    div()
        .class("notice")
        .attr("role", "alert")
        .child((
            h2().child(move || desk.t(i18n::REFUSED_TITLE)),
            p().child(words),
            words_button("", move || desk.t(i18n::TRY_AGAIN), move || bench.look()),
        ))
        .into_view()
}
