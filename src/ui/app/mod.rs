//! The app in a tab: welcome, settings, page health, the letters, the rules, privacy. The address's hash says
//! which, so that every view can be linked to and the browser's back button works.

mod health;
mod letters;
mod mends;
mod pages;
mod paste;
mod privacy;
mod rules;
mod settings;
mod welcome;

use super::desk::Desk;
use super::i18n::{self, Phrase};
use crate::ui::view::{
    IntoView, View, a, div, h1, h2, header, img, li, main, mount as draw, nav, p, section, span, ul,
};
use crate::ui::window::{document, on_hash_change, window};
use reactive_graph::effect::Effect;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// One view of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Welcome,
    Settings,
    Health,
    Letters,
    Rules,
    Paste,
    Privacy,
}

const PLACES: [Place; 7] = [
    Place::Welcome,
    Place::Settings,
    Place::Paste,
    Place::Letters,
    Place::Rules,
    Place::Health,
    Place::Privacy,
];

impl Place {
    fn key(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::Settings => "settings",
            Self::Health => "health",
            Self::Letters => "letters",
            Self::Rules => "rules",
            Self::Paste => "paste",
            Self::Privacy => "privacy",
        }
    }

    fn title(self) -> Phrase {
        match self {
            Self::Welcome => i18n::WELCOME,
            Self::Settings => i18n::SETTINGS,
            Self::Health => i18n::HEALTH,
            Self::Letters => i18n::LETTERS,
            Self::Rules => i18n::RULES,
            Self::Paste => i18n::PASTE,
            Self::Privacy => i18n::PRIVACY,
        }
    }

    /// The view that the address names; the settings where it names none.
    fn from_address() -> Self {
        let hash = window().location().hash().unwrap_or_default();
        let key = hash.trim_start_matches('#');
        PLACES.into_iter().find(|place| place.key() == key).unwrap_or(Self::Settings)
    }
}

/// Puts the app into the document.
pub fn mount() {
    draw(|| {
        let desk = Desk::new();
        let place = RwSignal::new(Place::from_address());
        on_hash_change(move || {
            place.set(Place::from_address());
            land();
        });
        Effect::new(move |_| {
            document().set_title(&format!("{} – {}", desk.t(place.get().title()), desk.t(i18n::PRODUCT)));
        });
        desk.show(move || screen(desk, place))
    });
}

/// After a change of view the keyboard and the screen reader start at its top.
fn land() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
    let main = document().get_element_by_id("main").and_then(|main| main.dyn_into::<HtmlElement>().ok());
    // Without its main element there is no screen to land on.
    let _ = main.map(|main| main.focus());
}

fn screen(desk: Desk, place: RwSignal<Place>) -> impl IntoView {
    let links: Vec<_> = PLACES
        .into_iter()
        .map(|to| {
            li().child(
                a().attr("href", format!("#{}", to.key()))
                    .attr("aria-current", move || (place.get() == to).then_some("page"))
                    .child(move || desk.t(to.title())),
            )
        })
        .collect();
    let skip = move |event: web_sys::Event| {
        event.prevent_default();
        land();
    };
    let view = move || match place.get() {
        Place::Welcome => welcome::view(desk),
        Place::Settings => settings::view(desk),
        Place::Health => health::view(desk),
        Place::Letters => letters::view(desk),
        Place::Rules => rules::view(desk),
        Place::Paste => paste::view(desk),
        Place::Privacy => privacy::view(desk),
    };
    (
        a().class("skip").attr("href", "#main").on("click", skip).child(move || desk.t(i18n::SKIP)),
        header().class("side").child((
            p().class("brand").child((
                img().attr("src", "icons/48.png").attr("alt", "").attr("width", "24").attr("height", "24"),
                span().child(move || desk.t(i18n::PRODUCT)),
            )),
            nav().attr("aria-label", move || desk.t(i18n::NAV)).child(ul().child(links)),
        )),
        main()
            .id("main")
            .attr("tabindex", "-1")
            .child((h1().child(move || desk.t(place.get().title())), view)),
        div()
            .class("said toast")
            .attr("role", "status")
            .attr("aria-live", "polite")
            .child(move || desk.said.get()),
    )
}

/// A block of a view under a heading.
fn block(title: impl IntoView + 'static, content: impl IntoView + 'static) -> View {
    section().class("block").child((h2().child(title.into_view()), content.into_view())).into_view()
}
