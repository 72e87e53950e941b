//! In which language a buyer is answered, and why.

use crate::model::{Reading, Words};
use crate::packs::Packs;
use crate::packs::format::LanguagePack;
use crate::triage::{language_of, words_of_buyer};
use serde::{Deserialize, Serialize};

/// The language of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tongue {
    /// The ISO 639-1 code.
    pub language: String,
    /// What told it.
    pub by: ToldBy,
}

/// What told the language of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ToldBy {
    /// The buyer's own message.
    Message,
    /// The buyer's country.
    Country,
    /// The site.
    Site,
    /// Nothing; English is what most understand.
    Nothing,
}

impl Tongue {
    /// The language in which this buyer is answered best: that of the message, else of the country, else of the
    /// site.
    pub fn of(packs: &Packs, reading: &Reading) -> Self {
        let words = words_of_buyer(reading).join("\n");
        if let Some(spoken) = language_of(packs, &words) {
            return Self { language: spoken.language, by: ToldBy::Message };
        }
        let found = |by, here: &dyn Fn(&LanguagePack) -> bool| {
            let pack = packs.languages().iter().find(|pack| here(pack))?;
            Some(Self { language: pack.language.clone(), by })
        };
        let place = reading.order.country.value().and_then(|name| packs.place(name));
        place
            .and_then(|place| found(ToldBy::Country, &|pack| pack.countries.contains(&place.code)))
            .or_else(|| found(ToldBy::Site, &|pack| pack.sites.contains(&reading.site)))
            .unwrap_or_else(|| Self { language: "en".to_owned(), by: ToldBy::Nothing })
    }

    /// The language of a letter for this buyer, and what a person should know where it is not the buyer's.
    pub fn for_letter(&self, packs: &Packs, languages: &[String]) -> Option<(String, Option<Words>)> {
        let has = |language: &str| languages.iter().any(|known| known == language);
        if has(&self.language) {
            return Some((self.language.clone(), None));
        }
        let other = if has("en") { "en" } else { languages.first()? };
        let wanted = language_name(packs, &self.language);
        let given = language_name(packs, other);
        let note = Words::new(
            format!("No {} wording; this one is {}.", wanted.en, given.en),
            format!("没有{}版本，此为{}版本。", wanted.zh, given.zh),
        );
        Some((other.to_owned(), Some(note)))
    }
}

/// The name of a language; its code where the packs do not know it.
pub fn language_name(packs: &Packs, language: &str) -> Words {
    packs.language(language).map_or_else(|| Words::new(language, language), |pack| pack.name.clone())
}

/// The ISO 3166 code of the buyer's country.
pub fn country_of<'a>(packs: &'a Packs, reading: &Reading) -> Option<&'a str> {
    packs.place(reading.order.country.value()?).map(|place| place.code.as_str())
}
