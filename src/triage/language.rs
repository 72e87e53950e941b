//! In which language a message is written.

use crate::packs::Packs;
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

/// The language of a text; nothing where no word and no script tells one, or two tell as much.
pub fn language_of(packs: &Packs, text: &str) -> Option<Spoken> {
    by_script(text).unwrap_or_else(|| by_words(packs, text))
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

fn by_words(packs: &Packs, text: &str) -> Option<Spoken> {
    let text = text.to_lowercase();
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let mut told: Vec<(usize, &str, Vec<String>)> = packs
        .languages()
        .iter()
        .map(|pack| {
            let mut by: Vec<String> = Vec::new();
            let mut count = 0;
            for word in words.iter().filter(|word| pack.words.iter().any(|known| known == *word)) {
                count += 1;
                if !by.iter().any(|known| known == word) {
                    by.push((*word).to_owned());
                }
            }
            // Different words tell more than one word again and again.
            (by.len() * 2 + count, pack.language.as_str(), by)
        })
        .filter(|(score, _, _)| *score > 0)
        .collect();
    told.sort_by_key(|(score, _, _)| std::cmp::Reverse(*score));
    let second = told.get(1).map_or(0, |(score, _, _)| *score);
    let (score, language, by) = told.into_iter().next()?;
    (score > second).then(|| Spoken { language: language.to_owned(), by })
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
