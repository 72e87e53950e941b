//! Amounts with a currency sign or code, in either decimal style.

use super::normalise;
use crate::model::Money;
use rust_decimal::Decimal;

/// Sign or code → ISO 4217. Longer ones first, so that `US $` is not taken for `$`.
const SIGNS: [(&str, &str); 31] = [
    ("us $", "USD"),
    ("us$", "USD"),
    ("ca $", "CAD"),
    ("ca$", "CAD"),
    ("c $", "CAD"),
    ("au $", "AUD"),
    ("au$", "AUD"),
    ("mx$", "MXN"),
    ("r$", "BRL"),
    ("cn¥", "CNY"),
    ("rmb", "CNY"),
    ("usd", "USD"),
    ("eur", "EUR"),
    ("gbp", "GBP"),
    ("cad", "CAD"),
    ("aud", "AUD"),
    ("mxn", "MXN"),
    ("brl", "BRL"),
    ("jpy", "JPY"),
    ("cny", "CNY"),
    ("inr", "INR"),
    ("rub", "RUB"),
    ("pln", "PLN"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("元", "CNY"),
    ("円", "JPY"),
    ("¥", ""),
    ("$", ""),
];

/// Reads an amount. `currency` is the portal's own, for an amount without a sign, and for `$` and `¥`
/// where it uses one of the currencies with that sign.
pub fn money(text: &str, currency: &str) -> Option<Money> {
    let text = normalise(text).to_lowercase();
    let code = match SIGNS.iter().find(|(sign, _)| text.contains(sign)) {
        None => currency,
        Some(("$", _)) if matches!(currency, "USD" | "CAD" | "AUD" | "MXN" | "SGD") => currency,
        Some(("$", _)) => "USD",
        Some(("¥", _)) if matches!(currency, "CNY" | "JPY") => currency,
        Some(("¥", _)) => "CNY",
        Some((_, code)) => code,
    };
    let amount = decimal(&text)?;
    Some(Money { amount, currency: code.to_owned() })
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
    }

    #[test]
    fn other_texts_are_no_amounts() {
        check("free", "USD", "nothing");
        check("", "USD", "nothing");
        check("999999999999999999999999999999999999999999", "USD", "nothing");
    }
}
