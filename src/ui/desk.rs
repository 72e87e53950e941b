//! What every part of a screen needs at hand: settings, language, time, and a voice.

use super::bridge::{self, Trouble};
use super::i18n::{self, Phrase};
use crate::advice::{Settings, Theme};
use crate::model::{Language, Words};
use crate::packs::Packs;
use crate::packs::mend::{self, MendPack};
use crate::packs::overlay::{self, Kept, RuleChange};
use crate::packs::own::OwnLetters;
use crate::protocol::FromScreen;
use crate::storage::Uses;
use crate::ui::view::IntoView;
use crate::ui::window::{after, document, every};
use crate::webext;
use jiff::{Timestamp, tz::TimeZone};
use reactive_graph::computed::Memo;
use reactive_graph::effect::Effect;
use reactive_graph::owner::LocalStorage;
use reactive_graph::owner::StoredValue;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use wasm_bindgen_futures::spawn_local;

/// How long the live region shows what it said.
const SAID: Duration = Duration::from_secs(6);

/// How long a screen waits for the settings before it is shown without them.
const PATIENCE: Duration = Duration::from_secs(1);

/// The things at hand. Cheap to copy into every closure.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The settings as the worker last told them.
    pub settings: RwSignal<Settings>,
    /// The time of day, moved on once a second while the screen is visible.
    pub now: RwSignal<Timestamp>,
    /// The interface language.
    pub language: Memo<Language>,
    /// What the live region says; screen readers read every change.
    pub said: RwSignal<String>,
    /// What the shop has changed in shipped rules.
    pub rules: RwSignal<Kept>,
    /// What was mended by pointing, and what is switched off.
    pub mends: RwSignal<MendPack>,
    /// The letters of the shop's own.
    pub own: RwSignal<OwnLetters>,
    /// How often each letter was used.
    pub uses: RwSignal<Uses>,
    /// The answers that were given last, by `variable/language`.
    pub answers: RwSignal<BTreeMap<String, String>>,
    /// The languages whose words are loaded.
    loaded: RwSignal<BTreeSet<String>>,
    files: StoredValue<BTreeMap<String, Vec<u8>>>,
    /// Whether the screen may be shown: the settings are known, or cannot be had.
    ready: RwSignal<bool>,
    known: StoredValue<bool>,
    rules_known: StoredValue<bool>,
    packs: StoredValue<Packs, LocalStorage>,
}

impl Desk {
    /// Sets the desk up: asks for the settings, follows their changes, and starts the clock.
    pub fn new() -> Self {
        let settings = RwSignal::new(Settings::default());
        let browser = Language::from_tag(&webext::browser_language());
        let language = Memo::new(move |_| settings.with(|settings| settings.language).unwrap_or(browser));
        let (packs, damage) = match Packs::shipped() {
            Ok(packs) => (packs, None),
            Err(damage) => (Packs::default(), Some(damage)),
        };
        let desk = Self {
            settings,
            now: RwSignal::new(webext::now()),
            language,
            rules: RwSignal::new(Kept::default()),
            mends: RwSignal::new(MendPack::default()),
            own: RwSignal::new(OwnLetters::default()),
            uses: RwSignal::new(Uses::new()),
            answers: RwSignal::new(BTreeMap::new()),
            loaded: RwSignal::new(BTreeSet::new()),
            files: StoredValue::new(BTreeMap::new()),
            said: RwSignal::new(damage.map(|damage| damage.to_string()).unwrap_or_default()),
            ready: RwSignal::new(false),
            known: StoredValue::new(false),
            rules_known: StoredValue::new(false),
            packs: StoredValue::new_local(packs),
        };
        bridge::on_settings(move |changed| desk.learn(changed));
        bridge::on_changed_rules(move || spawn_local(desk.learn_rules()));
        spawn_local(async move {
            if let Err(trouble) = desk.settled().await {
                desk.say(&desk.explain(&trouble));
            }
            desk.appear();
        });
        after(PATIENCE, move || desk.appear());
        Effect::new(move |_| dress(language.get(), desk.settings.with(|settings| settings.theme)));
        every(Duration::from_secs(1), move || {
            if !document().hidden() {
                desk.now.set(webext::now());
            }
        });
        desk
    }

    /// Shows a screen as soon as its language and theme are known, so that it never changes before the
    /// eyes of the person.
    pub fn show<T: IntoView>(self, screen: impl Fn() -> T + 'static) -> impl IntoView {
        move || self.ready.get().then(&screen)
    }

    fn appear(self) {
        if !self.ready.get_untracked() {
            self.ready.set(true);
        }
    }

    fn learn(self, settings: Settings) {
        self.known.set_value(true);
        if self.settings.with_untracked(|old| *old != settings) {
            self.settings.set(settings);
        }
    }

    /// Reads the changed rules, the mends and the shop's own letters, and lays them over the shipped packs.
    async fn learn_rules(self) {
        let kept = match bridge::changed_rules().await {
            Ok(kept) => kept,
            Err(trouble) => return self.say(&self.explain(&trouble)),
        };
        self.rules_known.set_value(true);
        let mends = match bridge::mends().await {
            Ok(mends) => mends,
            Err(trouble) => return self.say(&self.explain(&trouble)),
        };
        let own = match bridge::own_letters().await {
            Ok((own, unreadable)) => {
                if let Some(why) = unreadable.first() {
                    let told = i18n::OWN_UNREADABLE.with(self.language.get_untracked(), &[("why", why)]);
                    self.say(&told);
                }
                own
            }
            Err(trouble) => return self.say(&self.explain(&trouble)),
        };
        self.uses.set(bridge::uses().await.unwrap_or_default());
        self.answers.set(bridge::last_answers().await.unwrap_or_default());
        let same_mends = self.mends.with_untracked(|old| *old == mends);
        let same_letters = self.own.with_untracked(|old| *old == own);
        if same_mends && same_letters && self.rules.with_untracked(|old| *old == kept) {
            return;
        }
        if let Ok(mut packs) = Packs::shipped() {
            overlay::apply(&mut packs, &kept.changes);
            mend::apply(&mut packs, &mends);
            own.apply(&mut packs);
            self.files.with_value(|files| {
                files.iter().for_each(|(language, file)| add_language(&mut packs, language, file));
            });
            self.packs.set_value(packs);
        }
        self.mends.set(mends);
        if !same_letters {
            self.own.set(own);
        }
        self.rules.set(kept);
    }

    /// Whether the words of a language are there; where they are not, they are fetched, and whoever asked is asked
    /// again.
    pub fn has_words(self, language: &str) -> bool {
        if self.loaded.with(|loaded| loaded.contains(language)) {
            return true;
        }
        let known = self.packs(|packs| packs.has_file(language));
        let language = language.to_owned();
        if known {
            spawn_local(async move { self.learn_language(&language).await });
        }
        !known
    }

    /// Fetches what belongs to a language, if it is one of ours and not there yet.
    pub async fn learn_language(self, language: &str) {
        let known = self.packs(|packs| packs.has_file(language) && !packs.has_language(language));
        if !known {
            return;
        }
        match bridge::language_file(language).await {
            Ok(file) => {
                self.packs.update_value(|packs| add_language(packs, language, &file));
                self.files.update_value(|files| {
                    files.insert(language.to_owned(), file);
                });
                if self.loaded.with_untracked(|loaded| !loaded.contains(language)) {
                    self.loaded.update(|loaded| {
                        loaded.insert(language.to_owned());
                    });
                }
            }
            Err(trouble) => self.say(&self.explain(&trouble)),
        }
    }

    /// The shipped packs with the shipped words that are loaded, whatever the shop has changed in them.
    pub fn shipped<T>(self, work: impl FnOnce(&Packs) -> T) -> T {
        let mut packs = Packs::shipped().unwrap_or_default();
        self.files.with_value(|files| {
            files.iter().for_each(|(language, file)| add_language(&mut packs, language, file));
        });
        work(&packs)
    }

    /// How much a letter is to be favoured in a search: for its place among those that fit the case, and for how
    /// often it was used.
    pub fn favour(self, letter: &str, fitting: Option<usize>) -> u32 {
        let case = fitting.map_or(0, |place| 60_u32.saturating_sub(u32::try_from(place).unwrap_or(60) * 4));
        let times = self.uses.with(|uses| uses.get(letter).map_or(0, |used| used.times));
        // The tenth use tells less than the first.
        case.max(10 * u32::from(fitting.is_some())) + (times.min(100) + 1).ilog2() * 6
    }

    /// Asks the worker to change the letters, and tells whether that was done.
    pub async fn change_letters(self, message: FromScreen) -> bool {
        match bridge::ask_plain(message).await {
            Ok(_) => {
                self.learn_rules().await;
                self.say(i18n::SAVED.get(self.language.get_untracked()));
                true
            }
            Err(trouble) => {
                self.say(&self.explain(&trouble));
                false
            }
        }
    }

    /// Reads again what has changed elsewhere.
    pub async fn learn_letters(self) {
        self.learn_rules().await;
    }

    /// Keeps the change of a rule, or forgets it, and tells whether that was done.
    pub async fn change_rule(self, platform: &str, rule: &str, change: Option<RuleChange>) -> bool {
        let (platform, rule) = (platform.to_owned(), rule.to_owned());
        let message = FromScreen::ChangeRule { platform, rule, change: change.map(Box::new) };
        match bridge::ask_plain(message).await {
            Ok(_) => {
                self.learn_rules().await;
                self.say(i18n::SAVED.get(self.language.get_untracked()));
                true
            }
            Err(trouble) => {
                self.say(&self.explain(&trouble));
                false
            }
        }
    }

    /// The settings, asked for where they are not known yet.
    pub async fn settled(self) -> Result<Settings, Trouble> {
        if !self.rules_known.get_value() {
            self.learn_rules().await;
        }
        if !self.known.get_value() {
            let found = bridge::ask::<Settings>(FromScreen::Settings).await?;
            self.learn(found);
        }
        Ok(self.settings.get_untracked())
    }

    /// A fixed phrase in the interface language; follows its changes.
    pub fn t(self, phrase: Phrase) -> &'static str {
        phrase.get(self.language.get())
    }

    /// A pair of words in the interface language; follows its changes.
    pub fn w(self, words: &Words) -> String {
        words.get(self.language.get()).to_owned()
    }

    /// Works with the shipped packs, the shop's changes laid over them.
    pub fn packs<T>(self, work: impl FnOnce(&Packs) -> T) -> T {
        self.packs.with_value(work)
    }

    /// The agent's own zone.
    pub fn zone(self) -> TimeZone {
        let named = self.settings.with(|settings| settings.zone.clone());
        TimeZone::get(&named.unwrap_or_else(webext::machine_zone)).unwrap_or(TimeZone::UTC)
    }

    /// Has the live region say something; it falls silent again after a while.
    pub fn say(self, text: &str) {
        self.said.set(text.to_owned());
        let spoken = text.to_owned();
        after(SAID, move || {
            if self.said.with_untracked(|said| *said == spoken) {
                self.said.set(String::new());
            }
        });
    }

    /// What a trouble is and what to do about it.
    pub fn explain(self, trouble: &Trouble) -> String {
        i18n::trouble(trouble, self.language.get_untracked())
    }

    /// Changes some settings; the phrase that says so is spoken when the worker has stored them.
    pub fn change(self, patch: Value) {
        spawn_local(async move {
            self.changed(patch).await;
        });
    }

    /// Changes some settings and tells whether they were stored.
    pub async fn changed(self, patch: Value) -> bool {
        match bridge::ask::<Settings>(FromScreen::Change { patch }).await {
            Ok(settings) => {
                self.learn(settings);
                self.say(i18n::SAVED.get(self.language.get_untracked()));
                true
            }
            Err(trouble) => {
                self.say(&self.explain(&trouble));
                false
            }
        }
    }
}

fn add_language(packs: &mut Packs, language: &str, file: &[u8]) {
    if let Err(damage) = packs.add_language(language, file) {
        web_sys::console::error_1(&damage.to_string().into());
    }
}

/// Tells the document its language and theme.
fn dress(language: Language, theme: Theme) {
    let Some(root) = document().document_element() else { return };
    let theme = match theme {
        Theme::System => root.remove_attribute("data-theme"),
        Theme::Light => root.set_attribute("data-theme", "light"),
        Theme::Dark => root.set_attribute("data-theme", "dark"),
    };
    if theme.and_then(|()| root.set_attribute("lang", language.tag())).is_err() {
        web_sys::console::warn_1(&"the document takes no attributes".into());
    }
}
