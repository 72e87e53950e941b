//! The time of day where the buyer lives.

use crate::model::{Reading, Words};
use crate::packs::Packs;
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// From when to when people are taken to be awake.
const DAY: (i8, i8) = (8, 22);

/// Where the buyer lives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyerPlace {
    /// The country.
    pub country: Words,
    /// The IANA zones of its clocks.
    pub zones: Vec<String>,
}

/// Whether people are awake in a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Awake {
    /// In all of it.
    Yes,
    /// In some of its zones.
    Partly,
    /// In none of it.
    No,
}

impl BuyerPlace {
    /// The buyer's country, as the page prints it; nothing where the page does not, or where the name is
    /// not known.
    pub fn of(packs: &Packs, reading: &Reading) -> Option<Self> {
        let place = packs.place(reading.order.country.value()?)?;
        Some(Self { country: place.name.clone(), zones: place.zones.clone() })
    }

    /// The local times at `at`, the earliest clock first: one, or the two ends of a country with several.
    pub fn local(&self, at: Timestamp) -> Vec<jiff::Zoned> {
        let mut times: Vec<jiff::Zoned> =
            self.zones.iter().filter_map(|zone| Some(at.to_zoned(TimeZone::get(zone).ok()?))).collect();
        times.sort_by_key(jiff::Zoned::datetime);
        times.dedup_by_key(|time| time.datetime());
        if times.len() > 2 {
            times.drain(1..times.len() - 1);
        }
        times
    }

    /// Whether people there are awake at `at`: between eight in the morning and ten at night.
    pub fn awake(&self, at: Timestamp) -> Awake {
        let day = Time::constant(DAY.0, 0, 0, 0)..Time::constant(DAY.1, 0, 0, 0);
        let zones = self.zones.iter().filter_map(|zone| TimeZone::get(zone).ok());
        let awake: Vec<bool> = zones.map(|zone| day.contains(&at.to_zoned(zone).time())).collect();
        match (awake.iter().any(|yes| *yes), awake.iter().all(|yes| *yes)) {
            (true, true) => Awake::Yes,
            (true, false) => Awake::Partly,
            (false, _) => Awake::No,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str) -> BuyerPlace {
        let packs = Packs::shipped().unwrap();
        let place = packs.place(name).unwrap();
        BuyerPlace { country: place.name.clone(), zones: place.zones.clone() }
    }

    #[test]
    fn a_country_is_known_by_all_its_names() {
        for name in ["西班牙", "Spain", "spanien", "ES", " España "] {
            assert_eq!(place(name).country.en, "Spain", "{name}");
        }
        assert!(Packs::shipped().unwrap().place("Atlantis").is_none());
    }

    #[test]
    fn a_wide_country_has_two_ends() {
        let at: Timestamp = "2026-11-26T12:00:00Z".parse().unwrap();
        let times: Vec<String> =
            place("美国").local(at).iter().map(|time| time.strftime("%H:%M").to_string()).collect();
        assert_eq!(times, ["04:00", "07:00"]);
        assert_eq!(place("美国").awake(at), Awake::No);
        assert_eq!(place("DE").local(at).len(), 1);
        assert_eq!(place("DE").awake(at), Awake::Yes);
        let later: Timestamp = "2026-11-26T14:00:00Z".parse().unwrap();
        assert_eq!(place("US").awake(later), Awake::Partly);
    }
}
