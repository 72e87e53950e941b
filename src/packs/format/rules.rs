//! A rule pack: the deadlines of one platform.

use super::When;
use crate::model::{Party, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The deadlines of one platform (`packs/rules/<platform>.toml`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RulePack {
    /// The platform's id; that of its portal pack, where there is one.
    pub platform: String,
    /// Its name, where no portal pack gives one.
    #[serde(default)]
    pub name: Option<Words>,
    /// Its sites, where no portal pack lists them.
    #[serde(default, rename = "site")]
    pub sites: Vec<RuleSite>,
    /// The sources to which the rules refer.
    #[serde(rename = "source")]
    pub sources: Vec<Source>,
    /// The rules.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
    /// Examples that must hold.
    #[serde(default, rename = "case")]
    pub cases: Vec<RuleCase>,
}

/// A marketplace site of a platform that has no portal pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleSite {
    /// Its id, such as `shopee.sg`.
    pub id: String,
    /// The IANA zone in which the platform counts here.
    pub zone: String,
    /// Whether a source says so. If not, only elapsed time is counted and day ends are in doubt.
    #[serde(default = "yes")]
    pub zone_known: bool,
    /// Its name.
    pub name: Words,
}

fn yes() -> bool {
    true
}

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its code, such as `AE-2`.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Where it was found, without the scheme.
    pub url: String,
    /// The date of the copy, as far as it is known.
    #[serde(default)]
    pub date: String,
}

/// One deadline rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its id, such as `ae-dispute-seller-response`.
    pub id: String,
    /// The fact on which it rests, where several rules share one because sites differ.
    #[serde(default)]
    pub fact: Option<String>,
    /// What must be done, as short as a badge: "Answer the dispute".
    pub act: Words,
    /// Who must do it.
    pub who: Party,
    /// Whether it is a right and no duty, such as an appeal: nothing is overdue when it lapses.
    #[serde(default)]
    pub optional: bool,
    /// When the clock runs.
    pub when: When,
    /// The fields that start it; the latest of those known counts. `unanswered_message` is the time
    /// of the oldest buyer message without an answer.
    #[serde(default)]
    pub trigger: Vec<String>,
    /// The fields that end it: it runs only while its trigger is later than all of these.
    #[serde(default)]
    pub stop: Vec<String>,
    /// How long it runs; nothing where the platform's figure is unknown.
    #[serde(default)]
    pub duration: Option<Duration>,
    /// The field with the portal's own clock, such as `respond_by`.
    #[serde(default)]
    pub printed: Option<String>,
    /// The field with the end of an extension that was granted; it moves the clock.
    #[serde(default)]
    pub extended: Option<String>,
    /// What happens when it runs out.
    pub lapse: Words,
    /// What may be done now.
    #[serde(default)]
    pub actions: Vec<RuleAction>,
    /// Codes of the sources.
    pub sources: Vec<String>,
    /// How good the sources are.
    pub confidence: Confidence,
    /// When the rule was last checked, `YYYY-MM-DD`.
    pub checked: String,
    /// Anything a person should know.
    #[serde(default)]
    pub note: Option<Words>,
    /// Other values that were found.
    #[serde(default, rename = "conflict")]
    pub conflicts: Vec<Conflict>,
    /// When the badge changes its state.
    #[serde(default)]
    pub warn: Warn,
    /// Whether a shop set it for itself; then its figure is an estimate, whatever the sources.
    #[serde(default)]
    pub own: bool,
}

/// A step that a platform allows while a clock runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleAction {
    /// Its id in the action catalogue, such as `act-accept-claim`.
    pub id: String,
    /// The words of this platform's button, in English.
    pub en: String,
    /// The same in Chinese.
    pub zh: String,
}

/// How long a clock runs and how its end is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Duration {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
    /// How the end is found; unpublished on nearly all platforms, so this is the careful reading.
    pub boundary: Boundary,
    /// Whether the platform itself publishes that boundary. If not, the result is an estimate.
    #[serde(default)]
    pub boundary_published: bool,
    /// The IANA zone whose days count; `portal` means the zone of the open site.
    #[serde(default = "portal_zone")]
    pub zone: String,
    /// The calendar of business days.
    #[serde(default)]
    pub calendar: Option<String>,
    /// Business hours: when the day begins, `HH:MM`; midnight if left out.
    #[serde(default)]
    pub open: Option<String>,
    /// Business hours: when the day ends, `HH:MM`; midnight if left out.
    #[serde(default)]
    pub close: Option<String>,
    /// Daily cut-off: what comes before this time of day is due the same day, `HH:MM`.
    #[serde(default)]
    pub closes: Option<String>,
    /// Daily cut-off: at what time of day it is due, `HH:MM`.
    #[serde(default)]
    pub at: Option<String>,
}

fn portal_zone() -> String {
    "portal".to_owned()
}

impl Duration {
    /// The length in words: "5 calendar days".
    pub fn length(&self) -> Words {
        let count = self.count;
        let plural = if count == 1 { "" } else { "s" };
        let unit = self.unit.words();
        Words::new(format!("{count} {}{plural}", unit.en), format!("{count} {}", unit.zh))
    }

    /// How the end is found, in words.
    pub fn ending(&self) -> Words {
        match self.boundary {
            Boundary::Elapsed => Words::new("counted to the minute", "按分钟计"),
            Boundary::EndOfDay => Words::new("to the end of that day", "至当日结束"),
            Boundary::EndOfDayInclusive => {
                Words::new("to the end of that day, the first day counted", "首日计入，至当日结束")
            }
            Boundary::DailyCutoff => {
                let closes = self.closes.as_deref().unwrap_or("00:00");
                let at = self.at.as_deref().unwrap_or(closes);
                Words::new(
                    format!("what comes before {closes} is due at {at} that day, later the next day"),
                    format!("{closes} 前的当日 {at} 截止，之后的次日截止"),
                )
            }
        }
    }
}

/// A unit of time on a platform's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Elapsed minutes.
    Minutes,
    /// Elapsed hours.
    Hours,
    /// Calendar days (自然日).
    CalendarDays,
    /// Business days (工作日) of a calendar.
    BusinessDays,
    /// Hours (工作小时) of the business days of a calendar, between `open` and `close`.
    BusinessHours,
}

impl Unit {
    /// All units.
    pub const ALL: [Self; 5] =
        [Self::Minutes, Self::Hours, Self::CalendarDays, Self::BusinessDays, Self::BusinessHours];

    /// One of them, in words.
    pub fn words(self) -> Words {
        match self {
            Self::Minutes => Words::new("minute", "分钟"),
            Self::Hours => Words::new("hour", "小时"),
            Self::CalendarDays => Words::new("calendar day", "个自然日"),
            Self::BusinessDays => Words::new("business day", "个工作日"),
            Self::BusinessHours => Words::new("business hour", "个工作小时"),
        }
    }

    /// Its key in packs, such as `calendar-days`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::CalendarDays => "calendar-days",
            Self::BusinessDays => "business-days",
            Self::BusinessHours => "business-hours",
        }
    }
}

/// How the end of a window is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Boundary {
    /// So many hours, or so many times 24 hours, after the trigger.
    Elapsed,
    /// The end of the Nth day after the day of the trigger.
    EndOfDay,
    /// The end of the Nth day, the day of the trigger being the first.
    EndOfDayInclusive,
    /// At a fixed time of day: the same day for what came before the daily cut-off, else the next day.
    DailyCutoff,
}

/// How good the evidence of a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub enum Confidence {
    /// No source was found; drives nothing by itself.
    #[serde(rename = "U")]
    Unverified,
    /// Course text only.
    #[serde(rename = "D")]
    CourseText,
    /// A secondary source.
    #[serde(rename = "S")]
    Secondary,
    /// The platform's wording, reproduced by a third party.
    #[serde(rename = "O*")]
    OfficialQuoted,
    /// The platform's own page.
    #[serde(rename = "O")]
    Official,
}

/// Another value that was found for the same rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The other value, in words.
    pub value: Words,
    /// The code of its source.
    pub source: String,
}

/// How long before the end the badge changes its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Warn {
    /// Soon: so many hours before the end.
    pub soon_hours: u32,
    /// Urgent: so many hours before the end.
    pub urgent_hours: u32,
}

impl Confidence {
    /// Its code in packs: `O`, `O*`, `S`, `D` or `U`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Official => "O",
            Self::OfficialQuoted => "O*",
            Self::Secondary => "S",
            Self::CourseText => "D",
            Self::Unverified => "U",
        }
    }
}

impl Default for Warn {
    fn default() -> Self {
        Self { soon_hours: 36, urgent_hours: 12 }
    }
}

/// An example: a trigger and where the clock must end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleCase {
    /// What it shows.
    pub name: String,
    /// The rule.
    pub rule: String,
    /// The site, where zones or rules differ.
    #[serde(default)]
    pub site: String,
    /// Trigger or printed field → RFC 3339 instant.
    pub given: BTreeMap<String, String>,
    /// Where the clock ends, RFC 3339; empty where no figure may be given.
    pub due: String,
    /// `printed`, `computed`, `estimate` or `unknown`.
    #[serde(default)]
    pub certainty: String,
}
