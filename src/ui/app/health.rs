//! Page health: what was read of an open portal page, by what means, and what is advised; the whole
//! of it can be saved as one file, to be sent to whoever keeps the portal packs.

use super::block;
use crate::model::Precision;
use crate::model::{FieldHealth, Provenance, Shown, field_label};
use crate::protocol::FromScreen;
use crate::ui::bridge::{self, Trouble};
use crate::ui::clock;
use crate::ui::clocks::{self, Around, line, warning};
use crate::ui::controls::words_button;
use crate::ui::desk::Desk;
use crate::ui::download;
use crate::ui::i18n;
use crate::ui::marks;
use crate::ui::seen::{self, Seen};
use crate::ui::view::{
    IntoView, View, button, code, div, dl, h3, label, li, ol, option, p, pre, select, span, table, tbody, td,
    th, thead, tr,
};
use crate::ui::window::typed_text;
use crate::webext::{self, to_js};
use js_sys::{Object, Reflect};
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use serde::Deserialize;
use std::sync::Arc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// An open portal tab, as the worker lists it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct OpenTab {
    tab: i32,
    portal: String,
    page: String,
    url: String,
    #[serde(default)]
    title: Option<String>,
}

/// What is known of the chosen tab.
#[derive(Clone)]
struct Look {
    seen: Arc<Seen>,
    /// What is drawn in it, as JSON.
    drawn: String,
    /// Everything, as the JSON text of a file.
    file: String,
}

impl Look {
    fn new(seen: Seen, whole: &JsValue, drawn: &JsValue) -> Self {
        let file = Object::new();
        let put = |name: &str, value: &JsValue| {
            // Setting a property on a plain object of our own cannot fail.
            let _ = Reflect::set(&file, &name.into(), value);
        };
        put("dueline", &bridge::version().into());
        put("saved", &webext::now().to_string().into());
        for name in ["snapshot", "reading", "advice"] {
            put(name, &webext::property(whole, name));
        }
        put("drawn", drawn);
        Self { seen: Arc::new(seen), drawn: bridge::pretty(drawn), file: bridge::pretty(&file) }
    }
}

#[derive(Clone, Copy)]
struct Bench {
    desk: Desk,
    tabs: RwSignal<Option<Vec<OpenTab>>>,
    chosen: RwSignal<Option<i32>>,
    look: RwSignal<Option<Look>>,
    trouble: RwSignal<Option<Trouble>>,
}

impl Bench {
    /// Lists the open tabs and reads the chosen one, or the first.
    async fn refresh(self) {
        let tabs = match bridge::ask::<Vec<OpenTab>>(FromScreen::Tabs).await {
            Ok(tabs) => tabs,
            Err(trouble) => {
                self.trouble.try_set(Some(trouble));
                return;
            }
        };
        let Some(chosen) = self.chosen.try_get_untracked() else { return };
        let chosen = chosen.filter(|chosen| tabs.iter().any(|tab| tab.tab == *chosen));
        let chosen = chosen.or_else(|| tabs.first().map(|tab| tab.tab));
        self.tabs.try_set(Some(tabs));
        self.chosen.try_set(chosen);
        self.read().await;
    }

    /// Reads the chosen tab.
    async fn read(self) {
        let Some(Some(tab)) = self.chosen.try_get_untracked() else {
            self.look.try_set(None);
            return;
        };
        let page = seen::look(self.desk, Some(tab)).await;
        let drawn = bridge::ask_plain(FromScreen::Drawn { tab: Some(tab) }).await.unwrap_or(JsValue::NULL);
        let (look, trouble) = match page {
            Ok(page) => (page.map(|(seen, whole)| Look::new(seen, &whole, &drawn)), None),
            Err(trouble) => (None, Some(trouble)),
        };
        self.look.try_set(look);
        self.trouble.try_set(trouble);
    }
}

pub(super) fn view(desk: Desk) -> View {
    let bench = Bench {
        desk,
        tabs: RwSignal::new(None),
        chosen: RwSignal::new(None),
        look: RwSignal::new(None),
        trouble: RwSignal::new(None),
    };
    spawn_local(bench.refresh());
    let content = move || {
        if let Some(trouble) = bench.trouble.get() {
            return p().attr("role", "alert").child(i18n::trouble(&trouble, desk.language.get())).into_view();
        }
        if bench.tabs.get().is_some_and(|tabs| tabs.is_empty()) {
            return p().child(desk.t(i18n::TAB_NONE)).into_view();
        }
        match bench.look.get() {
            Some(look) => report(desk, &look),
            None => p().class("hint").child(desk.t(i18n::LOADING)).into_view(),
        }
    };
    (
        chooser(bench),
        div().class("report").child(content),
        block(move || desk.t(i18n::PAGES_TITLE), super::pages::view(desk)),
        block(move || desk.t(i18n::MENDS_TITLE), super::mends::view(desk)),
        block(move || desk.t(i18n::SAMPLES_TITLE), super::mends::samples(desk)),
    )
        .into_view()
}

fn chooser(bench: Bench) -> View {
    let desk = bench.desk;
    let options = move || {
        let tabs = bench.tabs.get().unwrap_or_default();
        let chosen = bench.chosen.get();
        tabs.into_iter().map(|tab| tab_option(desk, &tab, chosen)).collect::<Vec<_>>()
    };
    let choose = move |event: web_sys::Event| {
        bench.chosen.set(typed_text(&event).parse().ok());
        spawn_local(bench.read());
    };
    let save = move || {
        let saved = bench.look.with_untracked(|look| {
            let Look { seen, file, .. } = look.as_ref()?;
            Some(download::save(&format!("dueline-{}-{}.json", seen.reading.portal, seen.reading.page), file))
        });
        if saved == Some(false) {
            desk.say(i18n::SAVE_FAILED.get(desk.language.get_untracked()));
        }
    };
    let unread = move || bench.look.with(Option::is_none).then_some("");
    let save_button = button()
        .attr("type", "button")
        .attr("disabled", unread)
        .attr("aria-describedby", "save-hint")
        .on("click", crate::ui::controls::press(save))
        .child(move || desk.t(i18n::SAVE_FILE));
    div()
        .class("chooser")
        .child((
            div().class("field").child((
                label().attr("for", "tab").child(move || desk.t(i18n::TAB_CHOOSE)),
                select().id("tab").on("change", choose).child(options),
            )),
            div().class("buttons").child((
                words_button("", move || desk.t(i18n::REFRESH), move || spawn_local(bench.refresh())),
                save_button,
            )),
            p().id("save-hint").class("hint").child(move || desk.t(i18n::SAVE_FILE_HINT)),
        ))
        .into_view()
}

fn tab_option(desk: Desk, tab: &OpenTab, chosen: Option<i32>) -> View {
    let portal = desk.packs(|packs| packs.portal(&tab.portal).map(|portal| portal.name.clone()));
    let portal = portal.map_or_else(|| tab.portal.clone(), |name| desk.w(&name));
    let title = tab.title.clone().filter(|title| !title.is_empty()).unwrap_or_else(|| tab.url.clone());
    option()
        .attr("value", tab.tab.to_string())
        .attr("selected", (chosen == Some(tab.tab)).then_some(""))
        .child(format!("{portal} · {} · {title}", tab.page))
        .into_view()
}

fn report(desk: Desk, look: &Look) -> View {
    let view = &look.seen;
    let snapshot = to_js(&view.snapshot).map(|snapshot| bridge::pretty(&snapshot)).unwrap_or_default();
    let doubts: Vec<_> = view.advice.findings.iter().map(|words| warning(desk.w(words))).collect();
    (
        block(desk.t(i18n::SUMMARY), (overview(desk, view), doubts)),
        block(desk.t(i18n::FIELDS), fields(desk, view)),
        block(desk.t(i18n::ADVICE), advice(desk, view)),
        block(desk.t(i18n::DRAWN), raw(look.drawn.clone())),
        block(desk.t(i18n::RAW), raw(snapshot)),
    )
        .into_view()
}

fn overview(desk: Desk, view: &Seen) -> View {
    let language = desk.language.get();
    let reading = &view.reading;
    let health = &reading.health;
    let found = health.fields.iter().filter(|field| field.strategy.is_some()).count();
    let counts = [("n", found.to_string()), ("all", health.fields.len().to_string())];
    let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
    let number = |count: Option<u32>| match count {
        None => desk.t(i18n::NOT_HERE).to_owned(),
        Some(0) => desk.t(i18n::NONE_FOUND).to_owned(),
        Some(count) => count.to_string(),
    };
    let reply = match (&reading.reply, health.reply) {
        (Some(reply), _) => desk.t(i18n::editor(reply.kind)),
        (None, Some(_)) => desk.t(i18n::NONE_FOUND),
        (None, None) => desk.t(i18n::NOT_HERE),
    };
    dl().class("facts")
        .child((
            line(desk.t(i18n::PAGE), format!("{} · {}", reading.portal, reading.page)),
            line(desk.t(i18n::ADDRESS), code().class("wrap").child(reading.url.clone())),
            line(
                desk.t(i18n::TAKEN),
                clock::moment(reading.taken, &desk.zone(), Precision::Second, language),
            ),
            line(desk.t(i18n::FIELDS), i18n::FOUND_OF.with(language, &counts)),
            line(desk.t(i18n::ROWS), number(health.rows)),
            line(desk.t(i18n::MESSAGES), number(health.messages)),
            line(desk.t(i18n::REPLY_BOX), reply),
        ))
        .into_view()
}

fn fields(desk: Desk, view: &Seen) -> View {
    let heads: Vec<_> = [i18n::FIELD, i18n::VALUE, i18n::HOW, i18n::STRATEGY]
        .map(|phrase| th().attr("scope", "col").child(desk.t(phrase)))
        .into();
    let shown = view.reading.order.shown().into_iter().chain(view.reading.case.shown());
    let rows: Vec<_> = shown
        .filter(|field| field.expected)
        .map(|field| {
            let health = view.reading.health.fields.iter().find(|health| health.name == field.name);
            field_row(desk, &field, health)
        })
        .collect();
    div()
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", desk.t(i18n::FIELDS))
        .child(table().class("field-table").child((thead().child(tr().child(heads)), tbody().child(rows))))
        .into_view()
}

fn field_row(desk: Desk, field: &Shown, health: Option<&FieldHealth>) -> View {
    let value = field.value.clone().unwrap_or_default();
    let printed = (!field.detail.is_empty() && field.detail != value)
        .then(|| span().class("printed").child(field.detail.clone()));
    let by = health.filter(|health| health.strategy.is_some()).map(|health| {
        let place = health.strategy.map(|strategy| (strategy + 1).to_string()).unwrap_or_default();
        (span().class("tag").child(place), " ", code().class("wrap").child(health.by.clone()))
    });
    let optional = health
        .filter(|health| health.optional && field.provenance == Provenance::NotFound)
        .map(|_| span().class("hint").child(desk.t(i18n::OPTIONAL)));
    tr().child((
        th().attr("scope", "row").child((
            desk.w(&field_label(&field.name)),
            " ",
            code().class("key").child(field.name.clone()),
        )),
        td().child((value, printed)),
        td().child((marks::provenance(desk, field.provenance), optional)),
        td().child(by),
    ))
    .into_view()
}

fn advice(desk: Desk, view: &Seen) -> View {
    let advice = &view.advice;
    let around = Around { tab: Some(view.tab), buyer: advice.buyer.clone() };
    let cards: Vec<_> =
        advice.deadlines.iter().cloned().map(|deadline| clocks::card(desk, &around, deadline)).collect();
    let steps: Vec<_> = advice
        .steps
        .iter()
        .map(|step| li().child((desk.w(&step.act), p().class("hint").child(desk.w(&step.why)))))
        .collect();
    let letters: Vec<_> = advice
        .letters
        .iter()
        .map(|letter| {
            let title = desk.packs(|packs| packs.letter(&letter.id).map(|letter| letter.title.clone()));
            let title = title.map_or_else(|| letter.id.clone(), |title| desk.w(&title));
            let tag = span().class("tag").child(letter.language.to_uppercase());
            li().child((title, " ", tag, p().class("hint").child(desk.w(&letter.why))))
        })
        .collect();
    let no_clocks = advice.deadlines.is_empty().then(|| p().class("hint").child(desk.t(i18n::NO_CLOCKS)));
    let no_steps = advice.steps.is_empty().then(|| p().class("hint").child(desk.t(i18n::NO_STEPS)));
    (
        h3().child(desk.t(i18n::CLOCKS)),
        div().class("cards").child(cards),
        no_clocks,
        h3().child(desk.t(i18n::STEPS)),
        ol().child(steps),
        no_steps,
        h3().child(desk.t(i18n::LETTERS)),
        ol().child(letters),
    )
        .into_view()
}

fn raw(json: String) -> View {
    pre().class("raw").attr("tabindex", "0").child(json).into_view()
}
