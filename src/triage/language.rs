//! In which language a message is written.

use crate::packs::Packs;
use crate::packs::format::WEIGHT_UNIT;
use serde::{Deserialize, Serialize};

/// A language and how it was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    /// The ISO 639-1 code.
    pub language: String,
    /// Words of the message that told it; the script's name where that told it.
    pub by: Vec<String>,
}

/// Scripts that one language of ours writes alone, with the first and last character of their main block.
const SCRIPTS: [(&str, &str, char, char); 6] = [
    ("ja", "かな", '\u{3041}', '\u{30ff}'),
    ("ko", "한글", '\u{ac00}', '\u{d7a3}'),
    ("ar", "عربي", '\u{0620}', '\u{06ff}'),
    ("ru", "кириллица", '\u{0400}', '\u{04ff}'),
    ("th", "ไทย", '\u{0e01}', '\u{0e5b}'),
    ("zh", "汉字", '\u{4e00}', '\u{9fff}'),
];

/// Letters that Russian does not write; a Cyrillic text with them is in another language.
const NOT_RUSSIAN: &str = "іїєґўјљњћђџѓќѕ";
/// Letters of Persian and Urdu that Arabic does not write.
const NOT_ARABIC: &str = "پچژگکیٹڈڑےں";

/// The class of languages that are none of ours.
pub(crate) const FOREIGN: &str = "other";
/// The pack of weights by which languages are told.
pub(crate) const PACK: &str = "languages";
/// A language is named from this likelihood on.
const LEAST: f32 = 0.5;
/// Fewer letters than this tell nothing: two of an order number are no language.
const LEAST_KNOWN: u32 = 4;
/// By so many words a language is told; more would tell the same.
const MOST_WORDS: usize = 80;

/// The language of a text; nothing where neither script nor words tell one of ours.
pub fn language_of(packs: &Packs, text: &str) -> Option<Spoken> {
    by_script(text).unwrap_or_else(|| by_weights(packs, text))
}

/// The language by its script; nothing at all where it takes words to tell.
#[allow(clippy::option_option)]
fn by_script(text: &str) -> Option<Option<Spoken>> {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let (language, name, count) = SCRIPTS
        .iter()
        .map(|(language, name, first, last)| {
            let count = text.chars().filter(|letter| (first..=last).contains(&letter)).count();
            (*language, *name, count)
        })
        // Japanese is told by a few kana among many Chinese characters.
        .find(|(language, _, count)| if *language == "ja" { *count >= 2 } else { count * 2 > letters })
        .filter(|(_, _, count)| *count > 0)?;
    let foreign = match language {
        "ru" => NOT_RUSSIAN,
        "ar" => NOT_ARABIC,
        _ => "",
    };
    let others = text.to_lowercase().chars().filter(|letter| foreign.contains(*letter)).count();
    let spoken = Spoken { language: language.to_owned(), by: vec![name.to_owned()] };
    Some((others * 20 <= count).then_some(spoken))
}

/// The language by the letters of its words.
fn by_weights(packs: &Packs, text: &str) -> Option<Spoken> {
    let pack = packs.weights(PACK)?;
    let small = text.to_lowercase();
    let words: Vec<&str> = words(&small).take(MOST_WORDS).collect();
    let mut sums = vec![0.0_f32; pack.classes.len()];
    let mut by_word: Vec<Vec<f32>> = Vec::new();
    let mut known = 0_u32;
    for word in &words {
        let mut of_word = vec![0.0; pack.classes.len()];
        features_of_word(word, |key| {
            let Ok(place) = pack.features.binary_search_by(|(text, _)| text.as_str().cmp(key)) else {
                return;
            };
            known += 1;
            for (class, weight) in &pack.features[place].1 {
                if let Some(sum) = of_word.get_mut(usize::from(*class)) {
                    *sum += f32::from(*weight) * WEIGHT_UNIT;
                }
            }
        });
        sums.iter_mut().zip(&of_word).for_each(|(sum, more)| *sum += more);
        by_word.push(of_word);
    }
    #[allow(clippy::cast_precision_loss)]
    let root = (known as f32).sqrt().max(1.0);
    let score = |class: usize| {
        sums[class] / root + f32::from(pack.bias.get(class).copied().unwrap_or_default()) * WEIGHT_UNIT
    };
    let best = (0..sums.len()).max_by(|one, two| score(*one).total_cmp(&score(*two)))?;
    let likely = 1.0 / (1.0 + (-score(best)).exp());
    if known < LEAST_KNOWN || likely < LEAST || pack.classes[best] == FOREIGN {
        return None;
    }
    let mut told: Vec<(f32, &str)> = by_word.iter().map(|of_word| of_word[best]).zip(words).collect();
    told.sort_by(|one, two| two.0.total_cmp(&one.0));
    let mut by: Vec<String> = Vec::new();
    for (_, word) in told.into_iter().filter(|(sum, _)| *sum > 0.0) {
        if by.len() < 3 && !by.iter().any(|known| known == word) {
            by.push(word.to_owned());
        }
    }
    Some(Spoken { language: pack.classes[best].clone(), by })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphabetic() && letter != '\'' && letter != '’')
        .filter(|word| !word.is_empty())
}

/// A word, and every three letters of it, its borders counted as letters.
fn features_of_word(word: &str, mut each: impl FnMut(&str)) {
    each(word);
    let mut bordered = String::with_capacity(word.len() + 2);
    bordered.push('^');
    bordered.push_str(word);
    bordered.push('$');
    let places: Vec<usize> = bordered.char_indices().map(|(at, _)| at).chain([bordered.len()]).collect();
    for run in places.windows(4) {
        each(&bordered[run[0]..run[3]]);
    }
}

/// What learning needs of a text to tell languages: nothing where its script tells.
#[cfg(not(target_arch = "wasm32"))]
pub fn language_features(text: &str) -> Vec<String> {
    if by_script(text).is_some() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let small = text.to_lowercase();
    for word in words(&small).take(MOST_WORDS) {
        features_of_word(word, |key| found.push(key.to_owned()));
    }
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_by_script_and_words() {
        let packs = Packs::shipped().unwrap();
        let of = |text: &str| language_of(&packs, text).map(|spoken| spoken.language);
        for (language, text) in [
            ("en", "Where is my order? I have been waiting for two weeks."),
            ("de", "Wo bleibt meine Bestellung? Ich warte seit zwei Wochen."),
            ("fr", "Où est ma commande ? Je n'ai rien reçu depuis deux semaines."),
            ("es", "¿Dónde está mi pedido? No lo he recibido todavía."),
            ("it", "Dov'è il mio ordine? Non è ancora arrivato."),
            ("pt", "Onde está o meu pedido? Ainda não chegou."),
            ("nl", "Waar blijft mijn bestelling? Ik wacht al twee weken."),
            ("pl", "Gdzie jest moje zamówienie? Czekam już dwa tygodnie."),
            ("ru", "Где мой заказ? Жду уже две недели."),
            ("ja", "注文した商品がまだ届きません。"),
            ("ko", "주문한 상품이 아직 도착하지 않았어요."),
            ("ar", "أين طلبي؟ أنتظر منذ أسبوعين."),
            ("zh", "我的订单在哪里？已经等了两个星期。"),
        ] {
            assert_eq!(of(text).as_deref(), Some(language), "{text}");
        }
        assert_eq!(of("12345 LP00123"), None);
        assert_eq!(of("Де моє замовлення? Чекаю вже два тижні."), None, "Ukrainian is none of ours");
    }
}
