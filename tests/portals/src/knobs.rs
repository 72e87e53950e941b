//! What a test or the demo may turn: the portal's clock and language, and everything that makes a
//! page harder to read. Knobs are set for a whole server, and any of them may be overridden for one
//! page load by the query parameter `replica=key:value,key:value`.

use jiff::Timestamp;
use thiserror::Error;

/// The language of the portal's own labels and status words. Buyers write in their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
    /// German.
    De,
    /// One of [`OTHERS`], in which only some portals print their pages.
    Other(&'static str),
}

/// The further languages of some portals.
pub const OTHERS: [&str; 11] = ["es", "fr", "id", "it", "ja", "nl", "pl", "pt", "ru", "th", "vi"];

impl Language {
    /// The language with a key, if there is one.
    pub fn of(key: &str) -> Option<Self> {
        match key {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            "de" => Some(Self::De),
            _ => OTHERS.into_iter().find(|other| *other == key).map(Self::Other),
        }
    }

    /// The key in the label files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
            Self::De => "de",
            Self::Other(key) => key,
        }
    }

    /// The value of the page's `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en-US",
            Self::De => "de-DE",
            Self::Other(key) => key,
        }
    }
}

/// The content security policy a page is served under.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Csp {
    /// No policy at all.
    #[default]
    None,
    /// Script and style from the page's own host only.
    Strict,
    /// `default-src 'none'`, and a nonce for the page's own script and style.
    NoneAll,
    /// As [`Csp::NoneAll`], and trusted types are required.
    TrustedTypes,
}

/// Everything that can be turned. The default is a plain page at the present moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Knobs {
    /// The portal's idea of now; the real one when absent.
    pub now: Option<Timestamp>,
    /// The portal's interface language; AliExpress is Chinese and the others English when absent.
    pub language: Option<Language>,
    /// Class hashes changed, blocks in another order, wrappers around values.
    pub drift: bool,
    /// Milliseconds until the fields appear; a short believable wait when absent.
    pub late: Option<u32>,
    /// A field to leave out, one of [`FIELDS`]. The page then shows neither its label nor its value.
    pub missing: Option<String>,
    /// The content security policy.
    pub csp: Csp,
    /// Serve the page in a same-origin frame of a thin outer page.
    pub framed: bool,
    /// Buyer text that attacks, and a page that tampers with built-in prototypes.
    pub hostile: bool,
    /// The deadline of the open case (on a list: of the first row with a clock).
    pub due: Option<Timestamp>,
    /// When the open case was opened (in a thread: when the buyer last wrote).
    pub opened: Option<Timestamp>,
    /// When the buyer last changed the open case; the page then says so.
    pub modified: Option<Timestamp>,
    /// When the open case last took a turn: answered, escalated, agreed, sent, delivered, refunded, closed.
    pub turned: Option<Timestamp>,
    /// Rows on a list page, at most [`MOST_ROWS`].
    pub rows: Option<usize>,
    /// Dark page colours.
    pub dark: bool,
    /// Cross-origin isolation headers (COOP and COEP).
    pub isolated: bool,
    /// Milliseconds after which one more row arrives at the top of a list.
    pub arrives: Option<u32>,
}

/// The longest list a page prints.
pub const MOST_ROWS: usize = 500;

/// The fields that the `missing` knob knows; a page leaves out those of them that it has.
pub const FIELDS: [&str; 31] = [
    "agreed",
    "amount",
    "answered",
    "asked",
    "buyer",
    "carrier",
    "case_id",
    "channel",
    "closed_at",
    "country",
    "deliver_by",
    "due",
    "escalated",
    "info_requested",
    "item",
    "messages",
    "modified",
    "opened",
    "order_id",
    "ordered",
    "paid",
    "quantity",
    "reason",
    "refunded",
    "reply",
    "return_received",
    "return_shipped",
    "ship_by",
    "sku",
    "status",
    "tracking",
];

/// A knob in a page's address that cannot be obeyed.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum KnobError {
    /// The name is none of ours.
    #[error("there is no knob `{0}`: use one of {names}", names = NAMES.join(", "))]
    Unknown(String),
    /// The value does not fit the knob.
    #[error("knob `{key}` cannot be `{value}`: give {wanted}")]
    Value {
        /// The knob's name.
        key: String,
        /// What was given.
        value: String,
        /// What would be accepted.
        wanted: &'static str,
    },
}

const NAMES: [&str; 16] = [
    "now", "language", "drift", "late", "missing", "csp", "framed", "hostile", "due", "opened", "modified",
    "turned", "rows", "dark", "isolated", "arrives",
];

impl Knobs {
    /// These knobs with the ones in `text` (`key:value,key:value`; a lone key means true) laid over them.
    ///
    /// # Errors
    /// An unknown name or a value that does not fit; nothing is applied then.
    pub fn overlaid(&self, text: &str) -> Result<Self, KnobError> {
        let mut knobs = self.clone();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once(':').unwrap_or((part, "true"));
            knobs.set(key, value)?;
        }
        Ok(knobs)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), KnobError> {
        let wrong = |wanted| KnobError::Value { key: key.to_owned(), value: value.to_owned(), wanted };
        let flag = || flag(value).ok_or_else(|| wrong("true or false"));
        let number = || value.parse::<u32>().map_err(|_| wrong("a whole number"));
        let instant = || instant(value).ok_or_else(|| wrong("epoch milliseconds or an RFC 3339 instant"));
        match key {
            "now" => self.now = Some(instant()?),
            "due" => self.due = Some(instant()?),
            "opened" => self.opened = Some(instant()?),
            "modified" => self.modified = Some(instant()?),
            "turned" => self.turned = Some(instant()?),
            "drift" => self.drift = flag()?,
            "framed" => self.framed = flag()?,
            "hostile" => self.hostile = flag()?,
            "dark" => self.dark = flag()?,
            "isolated" => self.isolated = flag()?,
            "late" => self.late = Some(number()?),
            "arrives" => self.arrives = Some(number()?),
            "rows" => self.rows = Some((number()? as usize).min(MOST_ROWS)),
            "missing" if FIELDS.contains(&value) => self.missing = Some(value.to_owned()),
            "missing" => {
                return Err(wrong(
                    "a field: amount, asked, buyer, case_id, due, order_id, status, and so on",
                ));
            }
            "language" => {
                let language = Language::of(value);
                self.language = Some(language.ok_or_else(|| wrong("a language such as zh, en, de or pt"))?);
            }
            "csp" => {
                self.csp = match value {
                    "none" => Csp::None,
                    "strict" => Csp::Strict,
                    "none-all" => Csp::NoneAll,
                    "trusted-types" => Csp::TrustedTypes,
                    _ => return Err(wrong("none, strict, none-all or trusted-types")),
                };
            }
            _ => return Err(KnobError::Unknown(key.to_owned())),
        }
        Ok(())
    }
}

fn flag(value: &str) -> Option<bool> {
    match value {
        "true" | "1" | "on" | "yes" => Some(true),
        "false" | "0" | "off" | "no" => Some(false),
        _ => None,
    }
}

fn instant(value: &str) -> Option<Timestamp> {
    if let Ok(milliseconds) = value.parse::<i64>() {
        return Timestamp::from_millisecond(milliseconds).ok();
    }
    // A plus sign in a query string arrives as a space.
    value.replace(' ', "+").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_keeps_its_colons_and_its_offset() {
        let knobs = Knobs::default().overlaid("due:2026-11-22T10:00:00 08:00,dark,rows:9000").unwrap();
        assert_eq!(knobs.due, Some("2026-11-22T02:00:00Z".parse().unwrap()));
        assert!(knobs.dark);
        assert_eq!(knobs.rows, Some(MOST_ROWS));
    }

    #[test]
    fn a_wrong_knob_says_what_to_give() {
        let unknown = Knobs::default().overlaid("colour:red").unwrap_err().to_string();
        assert!(unknown.contains("`colour`") && unknown.contains("language"), "{unknown}");
        let value = Knobs::default().overlaid("language:xx").unwrap_err().to_string();
        assert!(value.contains("zh, en, de or pt"), "{value}");
    }

    #[test]
    fn every_name_is_obeyed() {
        for name in NAMES {
            let value = match name {
                "now" | "due" | "opened" | "modified" | "turned" => "1790000000000",
                "language" => "zh",
                "csp" => "strict",
                "late" | "rows" | "arrives" => "7",
                "missing" => "due",
                _ => "true",
            };
            let knobs = Knobs::default().overlaid(&format!("{name}:{value}")).unwrap();
            assert_ne!(knobs, Knobs::default(), "{name}");
        }
    }
}
