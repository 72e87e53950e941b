//! Lengths of time: countdowns and "ago".

use super::date_words;
use super::pattern::Pattern;
use crate::model::Precision;
use jiff::SignedDuration;

/// A printed length of time and its smallest unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The length.
    pub length: SignedDuration,
    /// The smallest unit that was printed.
    pub precision: Precision,
}

static CLOCK: Pattern = Pattern::needing(
    |mark| mark == ':',
    r"^\D*?(?:(\d{1,3})\s*([^\d\s:,.]+)\.?\s*,?\s*)?(\d{1,3}):([0-5]\d):([0-5]\d)\D*$",
);
static COUNT: Pattern = Pattern::needing(|mark| mark.is_ascii_digit(), r"^\D*?(\d{1,4})\s*");

/// Reads lengths such as `18小时25分`, `4天 3小时`, `01:42:16`, `2 days 3 hours`, `3h`, `2 Tage`.
pub fn span(text: &str) -> Option<Span> {
    let text = text.to_lowercase();
    if let Some(found) = CLOCK.captures(&text) {
        let part = |index: usize| found.get(index).map_or(Ok(0), |text| text.as_str().parse::<i64>()).ok();
        let days = match found.get(2) {
            // "Order 12 of 01:42:16" is no length.
            Some(word) => {
                date_words::unit(word.as_str()).filter(|(seconds, ..)| *seconds == 86_400).and(part(1))?
            }
            None => 0,
        };
        let seconds = days * 86_400 + part(3)? * 3_600 + part(4)? * 60 + part(5)?;
        return Some(Span { length: SignedDuration::from_secs(seconds), precision: Precision::Second });
    }
    let mut rest = text.as_str();
    let mut seconds: i64 = 0;
    let mut precision = None;
    while let Some(found) = COUNT.captures(rest) {
        let count: i64 = found.get(1)?.as_str().parse().ok()?;
        rest = &rest[found.get(0)?.end()..];
        let Some((unit, exact, length)) = date_words::unit(rest) else {
            // A number of something else before the length is passed over, one behind it ends it.
            if precision.is_some() {
                break;
            }
            return None;
        };
        seconds = seconds.checked_add(count.checked_mul(unit)?)?;
        precision = Some(precision.map_or(exact, |known: Precision| known.max(exact)));
        rest = &rest[length..];
    }
    precision.map(|precision| Span { length: SignedDuration::from_secs(seconds), precision })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, seconds: i64, precision: Precision) {
        assert_eq!(
            span(text),
            Some(Span { length: SignedDuration::from_secs(seconds), precision }),
            "{text}"
        );
    }

    #[test]
    fn patterns_compile() {
        assert!(CLOCK.compiles() && COUNT.compiles());
    }

    #[test]
    fn printed_countdowns() {
        check("18小时25分", 18 * 3_600 + 25 * 60, Precision::Minute);
        check("4天18小时25分", 4 * 86_400 + 18 * 3_600 + 25 * 60, Precision::Minute);
        check("还剩 3 天 4 时 5 分", 3 * 86_400 + 4 * 3_600 + 5 * 60, Precision::Minute);
        check("还剩 4 时 5 分", 4 * 3_600 + 5 * 60, Precision::Minute);
        check("18小时25分后自动关闭", 18 * 3_600 + 25 * 60, Precision::Minute);
        check("4天 3小时", 4 * 86_400 + 3 * 3_600, Precision::Hour);
        check("01:42:16", 3_600 + 42 * 60 + 16, Precision::Second);
        check("2天 01:42:16", 2 * 86_400 + 3_600 + 42 * 60 + 16, Precision::Second);
        check("2 days 3 hours left", 2 * 86_400 + 3 * 3_600, Precision::Hour);
        check("noch 2 Tage 5 Stunden", 2 * 86_400 + 5 * 3_600, Precision::Hour);
        check("4 T 18 Std 25 Min", 4 * 86_400 + 18 * 3_600 + 25 * 60, Precision::Minute);
        check("3h", 3 * 3_600, Precision::Hour);
        check("5m", 300, Precision::Minute);
        check("2d", 2 * 86_400, Precision::Day);
        check("0分30秒", 30, Precision::Second);
        check("2 weeks", 14 * 86_400, Precision::Day);
    }

    #[test]
    fn countdowns_of_other_languages() {
        let two_days_three_hours = 2 * 86_400 + 3 * 3_600;
        for text in [
            "Il reste 2 jours et 3 heures",
            "quedan 2 días y 3 horas",
            "Mancano 2 giorni e 3 ore",
            "Faltam 2 dias e 3 horas",
            "nog 2 dagen en 3 uur",
            "Pozostało 2 dni 3 godz.",
            "Осталось 2 дня 3 часа",
            "Sisa 2 hari 3 jam",
            "Còn 2 ngày 3 giờ",
            "เหลือ 2 วัน 3 ชั่วโมง",
            "残り2日3時間",
            "2일 3시간 남음",
        ] {
            check(text, two_days_three_hours, Precision::Hour);
        }
        check("5 menit", 300, Precision::Minute);
        check("30 detik", 30, Precision::Second);
        check("10 phút 5 giây", 605, Precision::Second);
    }

    #[test]
    fn other_texts_are_no_lengths() {
        for text in [
            "",
            "soon",
            "US $25.00",
            "2026-06-24",
            "ignore 12 rules",
            "4 jamaicans",
            "3 datasets",
            "12 of 01:42:16",
        ] {
            assert_eq!(span(text), None, "{text}");
        }
    }
}
