//! Lengths of time: countdowns and "ago".

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
    r"^\D*?(?:(\d{1,3})\s*(?:天|日|d|days?|tage?n?)\s*,?\s*)?(\d{1,3}):([0-5]\d):([0-5]\d)\D*$",
);
static PART: Pattern = Pattern::new(
    r"(?i)^\D*?(\d{1,4})\s*(天|日|days?|d\b|tage?n?\b|t\b|d[ií]as?|小时|小時|时|hours?|hrs?|h\b|std\.?|stunden?|horas?|分钟|分鐘|分|minutes?|minuten?|mins?|min\b|m\b|minutos?|秒|seconds?|secs?|sec\b|sekunden?|s\b|segundos?)",
);

/// Reads lengths such as `18小时25分`, `4天 3小时`, `01:42:16`, `2 days 3 hours`, `3h`, `2 Tage`.
pub fn span(text: &str) -> Option<Span> {
    if let Some(found) = CLOCK.captures(text) {
        let part = |index: usize| found.get(index).map_or(Ok(0), |text| text.as_str().parse::<i64>()).ok();
        let seconds = part(1)? * 86_400 + part(2)? * 3_600 + part(3)? * 60 + part(4)?;
        return Some(Span { length: SignedDuration::from_secs(seconds), precision: Precision::Second });
    }
    let mut rest = text;
    let mut seconds: i64 = 0;
    let mut precision = None;
    while let Some(found) = PART.captures(rest) {
        let count: i64 = found.get(1)?.as_str().parse().ok()?;
        let (unit, exact) = unit(found.get(2)?.as_str())?;
        seconds = seconds.checked_add(count.checked_mul(unit)?)?;
        precision = Some(precision.map_or(exact, |known: Precision| known.max(exact)));
        rest = &rest[found.get(0)?.end()..];
    }
    precision.map(|precision| Span { length: SignedDuration::from_secs(seconds), precision })
}

fn unit(word: &str) -> Option<(i64, Precision)> {
    let word = word.to_lowercase();
    let first = word.chars().next()?;
    Some(match first {
        '天' | '日' | 'd' | 't' => (86_400, Precision::Day),
        '小' | '时' | 'h' => (3_600, Precision::Hour),
        '分' | 'm' => (60, Precision::Minute),
        '秒' => (1, Precision::Second),
        's' if word.starts_with("st") => (3_600, Precision::Hour),
        's' => (1, Precision::Second),
        _ => return None,
    })
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
        assert!(CLOCK.compiles() && PART.compiles());
    }

    #[test]
    fn printed_countdowns() {
        check("18小时25分", 18 * 3_600 + 25 * 60, Precision::Minute);
        check("4天18小时25分", 4 * 86_400 + 18 * 3_600 + 25 * 60, Precision::Minute);
        check("还剩 3 天 4 时 5 分", 3 * 86_400 + 4 * 3_600 + 5 * 60, Precision::Minute);
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
    }

    #[test]
    fn other_texts_are_no_lengths() {
        for text in ["", "soon", "US $25.00", "2026-06-24", "ignore 12 rules"] {
            assert_eq!(span(text), None, "{text}");
        }
    }
}
