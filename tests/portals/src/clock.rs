//! How each portal prints a moment. The shapes follow the literals seen in public code; a shape that
//! was not seen says so.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::knobs::Language;

/// The zone in which AliExpress, ebay.com and Seller Central of North America print.
pub(crate) const PACIFIC: &str = "America/Los_Angeles";

/// The moment on the wall clock of `zone`, one of this crate's constants.
pub(crate) fn local(at: Timestamp, zone: &str) -> Zoned {
    // Every zone name is a constant and the zone database is built in; a test below reads them all.
    at.to_zoned(TimeZone::get(zone).unwrap_or(TimeZone::UTC))
}

/// AliExpress: `2026-06-24 18:30`, Pacific.
pub(crate) fn aliexpress(at: Timestamp) -> String {
    local(at, PACIFIC).strftime("%Y-%m-%d %H:%M").to_string()
}

/// How one Amazon marketplace prints dates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AmazonClock {
    /// The marketplace's zone.
    pub(crate) zone: &'static str,
    /// Whether English dates put the day before the month (`Thu, 5 Dec 2019`).
    pub(crate) day_first: bool,
    /// The page's language.
    pub(crate) language: Language,
}

impl AmazonClock {
    /// `Wed, Dec 4, 2019`; German `24.06.2025`; Chinese after the Japanese shape `2021年5月19日(水)` (inferred).
    pub(crate) fn date(self, at: Timestamp) -> String {
        let at = local(at, self.zone);
        match self.language {
            Language::En | Language::Other(_) if self.day_first => at.strftime("%a, %-d %b %Y").to_string(),
            Language::En | Language::Other(_) => at.strftime("%a, %b %-d, %Y").to_string(),
            Language::De => at.strftime("%d.%m.%Y").to_string(),
            Language::Zh => format!("{}({})", at.strftime("%Y年%-m月%-d日"), weekday_zh(&at)),
        }
    }

    /// `Wed, Dec 4, 2019, 8:27 AM PST`; German `24.06.2025 14:33 MET`.
    pub(crate) fn moment(self, at: Timestamp) -> String {
        let separator = if self.language == Language::En { ", " } else { " " };
        format!("{}{separator}{}", self.date(at), self.time(at))
    }

    /// The time of day with the zone's short name.
    pub(crate) fn time(self, at: Timestamp) -> String {
        let at = local(at, self.zone);
        let shape = if self.language == Language::En && !self.day_first { "%-I:%M %p" } else { "%H:%M" };
        // German pages say MET and MEST where others say CET and CEST.
        let zone = at.strftime("%Z").to_string().replace("CE", "ME");
        format!("{} {zone}", at.strftime(shape))
    }

    /// The short date of the order list: `12/4/2019`, German `04.12.2019`.
    pub(crate) fn short_date(self, at: Timestamp) -> String {
        let local = local(at, self.zone);
        match self.language {
            Language::En | Language::Other(_) if self.day_first => local.strftime("%d/%m/%Y").to_string(),
            Language::En | Language::Other(_) => local.strftime("%-m/%-d/%Y").to_string(),
            Language::De => local.strftime("%d.%m.%Y").to_string(),
            Language::Zh => local.strftime("%Y/%-m/%-d").to_string(),
        }
    }

    /// A range of dates; the word between them was not seen on a page (inferred).
    pub(crate) fn range(self, from: Timestamp, to: Timestamp) -> String {
        let between = match self.language {
            Language::En | Language::Other(_) => " to ",
            Language::De => " bis ",
            Language::Zh => " 至 ",
        };
        format!("{}{between}{}", self.date(from), self.date(to))
    }
}

/// eBay's long date: `Dec 4, 2026`.
pub(crate) fn ebay_date(at: Timestamp, language: Language) -> String {
    let at = local(at, PACIFIC);
    match language {
        Language::En | Language::Other(_) => at.strftime("%b %-d, %Y").to_string(),
        Language::De => format!("{}. {} {}", at.day(), month_de(&at), at.year()),
        Language::Zh => at.strftime("%Y年%-m月%-d日").to_string(),
    }
}

/// eBay's long date with the time of day, as in a thread (the shape is inferred).
pub(crate) fn ebay_moment(at: Timestamp, language: Language) -> String {
    let time = local(at, PACIFIC);
    let time = match language {
        Language::En | Language::Other(_) => time.strftime("%-I:%M %p").to_string(),
        Language::De | Language::Zh => time.strftime("%H:%M").to_string(),
    };
    let separator = if language == Language::Zh { " " } else { ", " };
    format!("{}{separator}{time}", ebay_date(at, language))
}

/// eBay's list of conversations: `just now`, `5m`, `3h`, `yesterday`, `2d`, `Sep 4`.
pub(crate) fn ebay_ago(at: Timestamp, now: Timestamp, language: Language) -> String {
    let minutes = now.duration_since(at).as_secs() / 60;
    let days = (local(now, PACIFIC).date() - local(at, PACIFIC).date()).get_days();
    let words = match language {
        Language::En | Language::Other(_) => ["just now", "yesterday"],
        Language::De => ["gerade eben", "gestern"],
        Language::Zh => ["刚刚", "昨天"],
    };
    match (minutes, days) {
        (..2, _) => words[0].to_owned(),
        (2..60, _) => format!("{minutes}m"),
        (_, 0) => format!("{}h", minutes / 60),
        (_, 1) => words[1].to_owned(),
        (_, 2..7) => format!("{days}d"),
        _ => {
            let at = local(at, PACIFIC);
            match language {
                Language::En | Language::Other(_) => at.strftime("%b %-d").to_string(),
                Language::De => format!("{}. {}", at.day(), month_de(&at)),
                Language::Zh => at.strftime("%-m月%-d日").to_string(),
            }
        }
    }
}

fn weekday_zh(at: &Zoned) -> &'static str {
    ["一", "二", "三", "四", "五", "六", "日"]
        [at.weekday().to_monday_zero_offset().unsigned_abs() as usize % 7]
}

fn month_de(at: &Zoned) -> &'static str {
    const MONTHS: [&str; 12] =
        ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.", "Dez."];
    MONTHS[(at.month() - 1).unsigned_abs() as usize % 12]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn american(language: Language) -> AmazonClock {
        AmazonClock { zone: PACIFIC, day_first: false, language }
    }

    #[test]
    fn pacific_follows_summer_time() {
        assert_eq!(aliexpress(at("2026-06-25T01:30:00Z")), "2026-06-24 18:30");
        // One minute before and after the clocks go back on 1 November 2026.
        assert_eq!(aliexpress(at("2026-11-01T08:59:00Z")), "2026-11-01 01:59");
        assert_eq!(aliexpress(at("2026-11-01T09:00:00Z")), "2026-11-01 01:00");
        // The hour that the night of 8 March skips.
        assert_eq!(aliexpress(at("2026-03-08T09:59:00Z")), "2026-03-08 01:59");
        assert_eq!(aliexpress(at("2026-03-08T10:00:00Z")), "2026-03-08 03:00");
    }

    #[test]
    fn amazon_prints_each_language_and_zone() {
        let winter = at("2019-12-04T16:27:00Z");
        assert_eq!(american(Language::En).moment(winter), "Wed, Dec 4, 2019, 8:27 AM PST");
        assert_eq!(
            american(Language::En).moment(at("2026-07-04T16:27:00Z")),
            "Sat, Jul 4, 2026, 9:27 AM PDT"
        );
        assert_eq!(american(Language::Zh).moment(winter), "2019年12月4日(三) 08:27 PST");
        let german = AmazonClock { zone: "Europe/Berlin", day_first: true, language: Language::De };
        assert_eq!(german.moment(at("2025-01-24T13:33:00Z")), "24.01.2025 14:33 MET");
        assert_eq!(german.moment(at("2025-06-24T12:33:00Z")), "24.06.2025 14:33 MEST");
        let british = AmazonClock { zone: "Europe/London", day_first: true, language: Language::En };
        assert_eq!(british.date(at("2019-12-05T12:00:00Z")), "Thu, 5 Dec 2019");
        // The last minute of the year in Seattle is the next year in London.
        assert_eq!(american(Language::En).date(at("2027-01-01T07:59:00Z")), "Thu, Dec 31, 2026");
    }

    #[test]
    fn ebay_counts_days_on_the_portals_calendar() {
        let now = at("2026-09-10T17:00:00Z");
        let ago = |text| ebay_ago(at(text), now, Language::En);
        assert_eq!(ago("2026-09-10T16:59:30Z"), "just now");
        assert_eq!(ago("2026-09-10T16:55:00Z"), "5m");
        assert_eq!(ago("2026-09-10T14:00:00Z"), "3h");
        assert_eq!(ago("2026-09-10T06:30:00Z"), "yesterday");
        assert_eq!(ago("2026-09-08T14:00:00Z"), "2d");
        assert_eq!(ago("2026-09-03T14:00:00Z"), "Sep 3");
        assert_eq!(ebay_date(at("2026-12-04T20:00:00Z"), Language::En), "Dec 4, 2026");
        assert_eq!(ebay_date(at("2026-03-04T20:00:00Z"), Language::De), "4. März 2026");
    }
}
