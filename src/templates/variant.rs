//! In which language a buyer is answered.

use crate::model::Reading;
use crate::packs::Packs;
use crate::portal::printed::same_text;

/// The language of the letter `id` for this buyer: the one spoken at the destination or on the site,
/// where the letter exists in it, else English, else whatever there is.
pub fn language_for(packs: &Packs, id: &str, reading: &Reading) -> Option<String> {
    let languages: Vec<&str> =
        packs.letters().filter(|(_, letter)| letter.id == id).map(|(language, _)| language).collect();
    let country = reading.order.country.value().map(String::as_str).unwrap_or_default();
    let spoken = packs.bundle().letters.iter().find(|pack| {
        let here = |place: &String| same_text(place, country) || *place == reading.site;
        pack.spoken_in.iter().any(here) && languages.contains(&pack.language.as_str())
    });
    let language = spoken
        .map(|pack| pack.language.as_str())
        .or_else(|| languages.iter().copied().find(|language| *language == "en"))
        .or_else(|| languages.first().copied())?;
    Some(language.to_owned())
}
