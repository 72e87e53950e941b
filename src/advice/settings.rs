//! What the shop and the agent have set.

use super::House;
use crate::model::Language;
use crate::protocol::PanelState;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// All settings. Kept in browser storage under one key; unknown keys are kept out, missing ones get
/// their default, so that an older or newer Dueline can read them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The version of this form.
    pub version: u32,
    /// The interface language; nothing means the browser's.
    pub language: Option<Language>,
    /// Light, dark or as the system has it.
    pub theme: Theme,
    /// Portal id → switched on. A portal that is not named is off.
    pub portals: BTreeMap<String, bool>,
    /// Who writes.
    pub agent: Agent,
    /// The shops for which the agent writes.
    pub shops: Vec<Shop>,
    /// The agent's own IANA zone; nothing means the machine's.
    pub zone: Option<String>,
    /// Portal or site id → IANA zone, where the portal's pages print another than the pack says.
    pub portal_zones: BTreeMap<String, String>,
    /// The shop's own targets.
    pub house: House,
    /// How the panel stands.
    pub panel: PanelState,
    /// Whether the welcome page was finished.
    pub welcomed: bool,
    /// After how many days a rule should be checked again.
    pub rule_days: u32,
    /// Portal id → number or name of the shop for which the agent works just now.
    pub working: BTreeMap<String, String>,
    /// Pages and reply boxes whose reading a person has found right, such as `amazon/inbox` and `amazon/inbox/reply`.
    pub confirmed: BTreeSet<String>,
    /// For how many days drafts are kept; none are for 0.
    pub draft_days: u32,
    /// Whether a shortcut word in the reply box becomes its letter with the Tab key.
    pub expand: bool,
    /// Indicator id → what the shop uses where the sources say nothing.
    pub indicators: BTreeMap<String, String>,
}

/// The version of [`Settings`] that this Dueline writes.
pub const SETTINGS_VERSION: u32 = 1;

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: SETTINGS_VERSION,
            language: None,
            theme: Theme::default(),
            portals: BTreeMap::new(),
            agent: Agent::default(),
            shops: Vec::new(),
            zone: None,
            portal_zones: BTreeMap::new(),
            house: House::default(),
            panel: PanelState::default(),
            welcomed: false,
            rule_days: 180,
            working: BTreeMap::new(),
            confirmed: BTreeSet::new(),
            draft_days: 7,
            expand: false,
            indicators: BTreeMap::new(),
        }
    }
}

/// Who writes the letters.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Agent {
    /// The name under which the agent writes.
    pub name: String,
    /// The lines under a letter.
    pub signature: String,
}

/// A shop.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Shop {
    /// The portal's id.
    pub portal: String,
    /// The shop's number in the portal's addresses, such as `channelId`; may be empty.
    pub number: String,
    /// Its name as buyers know it.
    pub name: String,
}

impl Shop {
    /// What tells this shop from the portal's others: its number, or its name where it has none.
    pub fn key(&self) -> &str {
        if self.number.is_empty() { &self.name } else { &self.number }
    }

    /// Whether a page that names its shop `shown` is this shop's.
    pub fn is_called(&self, shown: &str) -> bool {
        let shown = shown.trim();
        (!self.number.is_empty() && shown == self.number) || shown.eq_ignore_ascii_case(self.name.trim())
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Settings {
    /// The zone that the agent has set for the pages of a site, or for all of its platform.
    pub fn zone_of(&self, site: &str, platform: &str) -> Option<&str> {
        let own = self.portal_zones.get(site).or_else(|| self.portal_zones.get(platform));
        own.map(String::as_str).filter(|zone| jiff::tz::TimeZone::get(zone).is_ok())
    }

    /// The shops of a portal.
    pub fn shops_of<'a>(&'a self, portal: &'a str) -> impl Iterator<Item = &'a Shop> {
        self.shops.iter().filter(move |shop| shop.portal == portal)
    }

    /// Whether a person has found right what is read at a place, such as `amazon/inbox/reply`.
    pub fn is_confirmed(&self, place: &str) -> bool {
        self.confirmed.contains(place)
    }

    /// Whether a portal is switched on.
    pub fn is_on(&self, portal: &str) -> bool {
        self.portals.get(portal).copied().unwrap_or(false)
    }
}
