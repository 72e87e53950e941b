//! Days, amounts and plurals as people of a language and country write them.

use crate::model::Money;
use crate::packs::format::{DateForm, LanguagePack, MoneyForm, PluralForm, Region};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use jiff::civil::Date;
use unic_langid::LanguageIdentifier;

/// A language as it is written in a country.
#[derive(Debug, Clone, Copy)]
pub struct Locale<'a> {
    language: &'a LanguagePack,
    region: Option<&'a Region>,
}

impl<'a> Locale<'a> {
    /// The language as it is written in the country with this ISO 3166 code, or in most of its countries.
    pub fn new(language: &'a LanguagePack, country: Option<&str>) -> Self {
        let is_there = |region: &&Region| region.countries.iter().any(|code| Some(code.as_str()) == country);
        Self { language, region: language.regions.iter().find(is_there) }
    }

    /// The language.
    pub fn language(self) -> &'a LanguagePack {
        self.language
    }

    /// A day in words.
    pub fn day(self, day: Date) -> String {
        let form = self.region.and_then(|region| region.date.as_ref()).unwrap_or(&self.language.date);
        let named = |form: &'a DateForm| form.months.get(usize::try_from(day.month()).unwrap_or(1) - 1);
        let month = named(form).or_else(|| named(&self.language.date)).map_or("", String::as_str);
        form.form
            .replace("{d}", &day.day().to_string())
            .replace("{month}", month)
            .replace("{m}", &day.month().to_string())
            .replace("{year}", &day.year().to_string())
    }

    /// An amount with its currency.
    pub fn money(self, money: &Money) -> String {
        let all = [self.region.and_then(|region| region.money.as_ref()), Some(&self.language.money)];
        let first = |part: fn(&MoneyForm) -> &String| {
            let parts = all.into_iter().flatten().map(part);
            parts.into_iter().find(|part| !part.is_empty()).map_or("", String::as_str)
        };
        let symbol = all.into_iter().flatten().find_map(|form| form.symbols.get(&money.currency));
        let amount = amount(money, first(|form| &form.decimal), first(|form| &form.group));
        let currency = symbol.unwrap_or(&money.currency);
        first(|form| &form.form).replace("{amount}", &amount).replace("{currency}", currency)
    }

    /// The form of a plural for a number: forms stand in the order of the language's categories.
    pub fn plural<'f>(self, number: u32, forms: &[&'f str]) -> Option<&'f str> {
        let tag: LanguageIdentifier = self.language.language.parse().ok()?;
        let rules = PluralRules::create(tag, PluralRuleType::CARDINAL).ok()?;
        let category = match rules.select(number).ok()? {
            PluralCategory::ZERO => PluralForm::Zero,
            PluralCategory::ONE => PluralForm::One,
            PluralCategory::TWO => PluralForm::Two,
            PluralCategory::FEW => PluralForm::Few,
            PluralCategory::MANY => PluralForm::Many,
            PluralCategory::OTHER => PluralForm::Other,
        };
        let place = self.language.plural.iter().position(|known| *known == category);
        let place = place.unwrap_or(self.language.plural.len().saturating_sub(1));
        forms.get(place).or_else(|| forms.last()).copied()
    }
}

/// The digits of an amount. Cents are always two where they are written at all.
fn amount(money: &Money, decimal: &str, group: &str) -> String {
    let mut amount = money.amount;
    if amount.scale() == 1 {
        amount.rescale(2);
    }
    let text = amount.to_string();
    let (whole, cents) = text.split_once('.').map_or((text.as_str(), None), |(one, two)| (one, Some(two)));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |rest| ("-", rest));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        // Four digits are read without a mark in most languages, and are understood in all.
        if place > 0 && whole.len() > 4 && (whole.len() - place) % 3 == 0 {
            grouped.push_str(group);
        }
        grouped.push(digit);
    }
    match cents {
        Some(cents) => format!("{sign}{grouped}{decimal}{cents}"),
        None => format!("{sign}{grouped}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::Packs;
    use jiff::civil::date;

    fn money(amount: &str, currency: &str) -> Money {
        Money { amount: amount.parse().unwrap(), currency: currency.to_owned() }
    }

    #[test]
    fn a_day_is_written_as_in_the_country() {
        let packs = Packs::shipped().unwrap();
        let english = packs.language("en").unwrap();
        let day = date(2026, 11, 6);
        assert_eq!(Locale::new(english, Some("GB")).day(day), "6 November 2026");
        assert_eq!(Locale::new(english, Some("US")).day(day), "November 6, 2026");
        assert_eq!(Locale::new(packs.language("zh").unwrap(), None).day(day), "2026年11月6日");
        assert_eq!(Locale::new(packs.language("ja").unwrap(), None).day(day), "2026年11月6日");
    }

    #[test]
    fn an_amount_has_the_marks_of_its_language() {
        let packs = Packs::shipped().unwrap();
        let polish = Locale::new(packs.language("pl").unwrap(), None).money(&money("12345.5", "PLN"));
        assert_eq!(polish.replace(['\u{a0}', '\u{202f}'], " "), "12 345,50 zł");
        assert!(Locale::new(packs.language("en").unwrap(), None).money(&money("8", "USD")).contains('8'));
    }

    #[test]
    fn plurals_follow_the_language() {
        let packs = Packs::shipped().unwrap();
        let russian = Locale::new(packs.language("ru").unwrap(), None);
        let forms: Vec<&str> = vec!["день", "дня", "дней", "дня"];
        for (number, form) in [(1, "день"), (2, "дня"), (5, "дней"), (21, "день"), (11, "дней")]
        {
            assert_eq!(russian.plural(number, &forms), Some(form), "{number}");
        }
    }
}
