//! Amounts with a currency sign or code, in either decimal style.

use super::normalise;
use crate::model::Money;
use rust_decimal::Decimal;

/// Sign or code → ISO 4217. Longer ones first, so that `US $` is not taken for `$`. An empty code stands for the
/// portal's own currency where that one uses the sign.
const SIGNS: [(&str, &str); 57] = [
    ("us $", "USD"),
    ("us$", "USD"),
    ("ca $", "CAD"),
    ("ca$", "CAD"),
    ("c $", "CAD"),
    ("au $", "AUD"),
    ("au$", "AUD"),
    ("nt$", "TWD"),
    ("hk$", "HKD"),
    ("nz$", "NZD"),
    ("mx$", "MXN"),
    ("s$", "SGD"),
    ("r$", "BRL"),
    ("s/", "PEN"),
    ("cn¥", "CNY"),
    ("rmb", "CNY"),
    ("usd", "USD"),
    ("eur", "EUR"),
    ("gbp", "GBP"),
    ("cad", "CAD"),
    ("aud", "AUD"),
    ("nzd", "NZD"),
    ("sgd", "SGD"),
    ("hkd", "HKD"),
    ("twd", "TWD"),
    ("mxn", "MXN"),
    ("ars", "ARS"),
    ("clp", "CLP"),
    ("cop", "COP"),
    ("uyu", "UYU"),
    ("pen", "PEN"),
    ("brl", "BRL"),
    ("jpy", "JPY"),
    ("cny", "CNY"),
    ("inr", "INR"),
    ("rub", "RUB"),
    ("pln", "PLN"),
    ("myr", "MYR"),
    ("idr", "IDR"),
    ("thb", "THB"),
    ("vnd", "VND"),
    ("php", "PHP"),
    ("rm", "MYR"),
    ("rp", "IDR"),
    ("zł", "PLN"),
    ("฿", "THB"),
    ("₫", "VND"),
    ("đ", "VND"),
    ("₱", "PHP"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("元", "CNY"),
    ("円", "JPY"),
    ("¥", ""),
    ("$", ""),
];

/// The currencies whose sign is `$`.
const DOLLARS: [&str; 12] =
    ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU"];

/// Reads an amount. `currency` is the portal's own, for an amount without a sign, and for `$` and `¥`
/// where it uses one of the currencies with that sign.
pub fn money(text: &str, currency: &str) -> Option<Money> {
    let text = normalise(text).to_lowercase();
    let code = match SIGNS.iter().find(|(sign, _)| stands(&text, sign)) {
        None => currency,
        Some(("$", _)) if DOLLARS.contains(&currency) => currency,
        Some(("$", _)) => "USD",
        Some(("¥", _)) if matches!(currency, "CNY" | "JPY") => currency,
        Some(("¥", _)) => "CNY",
        Some((_, code)) => code,
    };
    let amount = decimal(&text)?;
    Some(Money { amount, currency: code.to_owned() })
}

/// Whether a sign stands in the text by itself: letters beside letters are another word.
fn stands(text: &str, sign: &str) -> bool {
    let joins = |one: Option<char>, two: Option<char>| {
        one.is_some_and(char::is_alphabetic) && two.is_some_and(char::is_alphabetic)
    };
    text.match_indices(sign).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + sign.len()..].chars().next());
        !joins(before, sign.chars().next()) && !joins(sign.chars().next_back(), after)
    })
}

/// The first number. A comma or point is a decimal mark if one or two digits follow the last one.
fn decimal(text: &str) -> Option<Decimal> {
    let start = text.find(|character: char| character.is_ascii_digit())?;
    let negative = text[..start].trim_end_matches([' ', '$', '€', '£']).ends_with('-');
    let number: &str = {
        let rest = &text[start..];
        let in_number =
            |character: char| character.is_ascii_digit() || matches!(character, ',' | '.' | '\'' | ' ');
        let end = rest.find(|character| !in_number(character)).unwrap_or(rest.len());
        rest[..end].trim_end_matches([',', '.', ' ', '\''])
    };
    let mark = number.rfind([',', '.']).filter(|at| (1..=2).contains(&(number.len() - at - 1)));
    let mut plain = String::with_capacity(number.len() + 1);
    if negative {
        plain.push('-');
    }
    for (at, character) in number.char_indices() {
        if Some(at) == mark {
            plain.push('.');
        } else if character.is_ascii_digit() {
            plain.push(character);
        }
    }
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, own: &str, expect: &str) {
        assert_eq!(
            money(text, own).map_or("nothing".to_owned(), |money| money.to_string()),
            expect,
            "{text}"
        );
    }

    #[test]
    fn printed_amounts() {
        check("US $25.00", "CNY", "USD 25.00");
        check("$1,234.56", "USD", "USD 1234.56");
        check("$12.00", "MXN", "MXN 12.00");
        check("1.234,56 €", "USD", "EUR 1234.56");
        check("EUR 12,5", "USD", "EUR 12.5");
        check("£3", "GBP", "GBP 3");
        check("¥ 1,200", "JPY", "JPY 1200");
        check("12.50", "USD", "USD 12.50");
        check("-$5.00", "USD", "USD -5.00");
        check("R$ 10,00", "USD", "BRL 10.00");
        check("NT$1,250", "TWD", "TWD 1250");
        check("$ 12.990", "CLP", "CLP 12990");
        check("Rp125.000", "IDR", "IDR 125000");
        check("RM 45.90", "SGD", "MYR 45.90");
        check("1.250.000 ₫", "USD", "VND 1250000");
        check("149,00 zł", "EUR", "PLN 149.00");
        check("Corp 12", "USD", "USD 12");
    }

    #[test]
    fn other_texts_are_no_amounts() {
        check("free", "USD", "nothing");
        check("", "USD", "nothing");
        check("999999999999999999999999999999999999999999", "USD", "nothing");
    }
}
