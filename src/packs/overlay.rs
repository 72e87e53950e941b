//! What a shop has changed in shipped rules: applied over the packs, and compared with what is shipped now.
//!
//! A change keeps the whole rule as the shop wants it, and a copy of the shipped one on which that rests.
//! So an update of Dueline can tell what is new in the rule, and never overwrites what the shop has set.

use super::Packs;
use super::format::{Boundary, Duration, Rule, Unit, When};
use crate::model::{Words, field_label};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The calendar that a length in business days takes where the shipped rule names none.
const WEEKDAYS: &str = "weekdays";

/// A shop's change of one shipped rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleChange {
    /// The platform of the rule.
    pub platform: String,
    /// The shipped rule on which the change rests.
    pub base: Rule,
    /// The rule as the shop wants it.
    pub mine: Rule,
    /// Whether the rule is switched off.
    #[serde(default)]
    pub off: bool,
}

/// One part of a rule that is not everywhere the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The name of the part.
    pub field: Words,
    /// What was shipped when the change was made.
    pub before: Words,
    /// What is shipped now.
    pub now: Words,
    /// What the shop has set.
    pub yours: Words,
}

/// The changes in browser storage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kept {
    /// Those that can be read.
    pub changes: Vec<RuleChange>,
    /// Why others cannot; they stay where they are.
    pub unreadable: Vec<String>,
}

impl RuleChange {
    /// A change that changes nothing yet.
    pub fn new(platform: &str, shipped: &Rule) -> Self {
        Self { platform: platform.to_owned(), base: shipped.clone(), mine: shipped.clone(), off: false }
    }

    /// Whether it is about this rule.
    pub fn concerns(&self, platform: &str, rule: &str) -> bool {
        self.platform == platform && self.base.id == rule
    }

    /// Sets the length; nothing leaves it to the page's own clock. Where the unit changes, the end is found
    /// in the unit's plainest way.
    pub fn set_length(&mut self, length: Option<(u32, Unit)>) {
        let Some((count, unit)) = length else {
            self.mine.duration = None;
            return;
        };
        let business = matches!(unit, Unit::BusinessDays | Unit::BusinessHours);
        let old = self.base.duration.clone();
        let mut duration = old.filter(|old| old.unit == unit).unwrap_or_else(|| Duration {
            count,
            unit,
            boundary: if unit == Unit::BusinessDays { Boundary::EndOfDay } else { Boundary::Elapsed },
            boundary_published: false,
            zone: "portal".to_owned(),
            calendar: self.base.duration.as_ref().and_then(|old| old.calendar.clone()),
            open: None,
            close: None,
            closes: None,
            at: None,
        });
        duration.count = count;
        if business && duration.calendar.is_none() {
            duration.calendar = Some(WEEKDAYS.to_owned());
        }
        self.mine.duration = Some(duration);
    }

    /// Sets the shop's own note; an empty one leaves the shipped one.
    pub fn set_note(&mut self, note: &str) {
        let note = note.trim();
        self.mine.note = if note.is_empty() { self.base.note.clone() } else { Some(Words::new(note, note)) };
    }

    /// The shop's own note; empty where there is none.
    pub fn own_note(&self) -> &str {
        match &self.mine.note {
            Some(note) if self.mine.note != self.base.note => &note.en,
            _ => "",
        }
    }

    /// Whether anything differs from the shipped rule on which it rests.
    pub fn is_empty(&self) -> bool {
        !self.off && self.mine == self.base
    }

    /// Whether the shipped rule has changed since.
    pub fn is_outdated(&self, shipped: &Rule) -> bool {
        compare(shipped, self).iter().any(|part| part.before != part.now)
    }

    /// The same change of the rule that is shipped now: what the shop had set stays, all else is new.
    pub fn rebased(&self, shipped: &Rule) -> Self {
        let mut mine = shipped.clone();
        if self.mine.duration != self.base.duration {
            mine.duration = self.mine.duration.clone();
        }
        if self.mine.warn != self.base.warn {
            mine.warn = self.mine.warn;
        }
        if self.mine.note != self.base.note {
            mine.note = self.mine.note.clone();
        }
        Self { platform: self.platform.clone(), base: shipped.clone(), mine, off: self.off }
    }
}

/// Lays changes over the packs. A changed rule is marked as the shop's own; one that is switched off goes.
/// A change of a rule that is no longer shipped does nothing.
pub fn apply(packs: &mut Packs, changes: &[RuleChange]) {
    for change in changes {
        let pack = packs.bundle.rules.iter_mut().find(|pack| pack.platform == change.platform);
        let Some(pack) = pack else { continue };
        let Some(place) = pack.rules.iter().position(|rule| rule.id == change.base.id) else { continue };
        if change.off {
            pack.rules.remove(place);
        } else if !change.is_empty() {
            pack.rules[place] = Rule { own: true, ..change.mine.clone() };
        }
    }
}

/// Every part in which the rule as it is shipped now, as it was shipped and as the shop has it differ.
pub fn compare(shipped: &Rule, change: &RuleChange) -> Vec<Difference> {
    let (before, yours) = (parts(&change.base), parts(&change.mine));
    let rest = before.into_iter().zip(yours);
    let mut differences: Vec<Difference> = parts(shipped)
        .into_iter()
        .zip(rest)
        .map(|((field, now), ((_, before), (_, yours)))| Difference { field, before, now, yours })
        .filter(|part| part.before != part.now || part.yours != part.now)
        .collect();
    if change.off {
        let on = Words::new("on", "启用");
        differences.push(Difference {
            field: Words::new("This rule", "此规则"),
            before: on.clone(),
            now: on,
            yours: Words::new("switched off", "已停用"),
        });
    }
    differences
}

/// The parts of a rule by name, always the same ones in the same order.
fn parts(rule: &Rule) -> Vec<(Words, Words)> {
    let none = || Words::new("none", "无");
    let times = |names: &[String]| join(names.iter().map(|name| field_label(name)));
    let plain = |text: &str| Words::new(text, text);
    let duration = rule.duration.as_ref();
    let warn = rule.warn;
    vec![
        (Words::new("Act", "事项"), rule.act.clone()),
        (Words::new("Who acts", "处理方"), rule.who.words()),
        (Words::new("Applies to", "适用情形"), condition(&rule.when)),
        (Words::new("Started by", "计时起点"), times(&rule.trigger)),
        (Words::new("Stopped by", "计时终止"), times(&rule.stop)),
        (Words::new("Length", "时限"), duration.map_or_else(none, Duration::length)),
        (Words::new("Its end", "截止方式"), duration.map_or_else(none, Duration::ending)),
        (Words::new("Zone", "时区"), duration.map_or_else(none, |length| plain(&length.zone))),
        (
            Words::new("Calendar", "日历"),
            plain(duration.and_then(|one| one.calendar.as_deref()).unwrap_or("–")),
        ),
        (Words::new("Page's own clock", "页面倒计时"), times(rule.printed.as_slice())),
        (Words::new("Extended by", "延期"), times(rule.extended.as_slice())),
        (Words::new("At zero", "到期后"), rule.lapse.clone()),
        (
            Words::new("Possible steps", "可采取的步骤"),
            join(rule.actions.iter().map(|action| Words::new(action.en.clone(), action.zh.clone()))),
        ),
        (Words::new("Sources", "依据"), plain(&rule.sources.join(", "))),
        (Words::new("Confidence", "可信度"), plain(rule.confidence.code())),
        (
            Words::new("Other values", "其他说法"),
            join(rule.conflicts.iter().map(|conflict| conflict.value.clone())),
        ),
        (
            Words::new("Warning", "提醒"),
            Words::new(
                format!("soon at {} h, urgent at {} h", warn.soon_hours, warn.urgent_hours),
                format!("剩{}小时提示，剩{}小时紧急", warn.soon_hours, warn.urgent_hours),
            ),
        ),
        (Words::new("Note", "备注"), rule.note.clone().unwrap_or_else(none)),
    ]
}

fn condition(when: &When) -> Words {
    let plain = |text: &String| Words::new(text.clone(), text.clone());
    let sites = when.site.iter().chain(&when.page).chain(&when.mentions).map(plain);
    let kinds = when.kind.iter().map(|kind| kind.words());
    let phases = when.phase.iter().map(|phase| phase.words());
    let statuses = when.status.iter().map(|status| status.words());
    let known = when.known.iter().map(|name| field_label(name));
    join(sites.chain(kinds).chain(phases).chain(statuses).chain(known))
}

fn join(list: impl Iterator<Item = Words>) -> Words {
    let (mut en, mut zh) = (Vec::new(), Vec::new());
    for words in list {
        en.push(words.en);
        zh.push(words.zh);
    }
    if en.is_empty() { Words::new("–", "–") } else { Words::new(en.join(", "), zh.join("、")) }
}

/// Reads what is kept, entry by entry, so that one that is damaged takes no other with it.
pub fn read(kept: &Value) -> Kept {
    let mut found = Kept::default();
    match kept {
        Value::Null => {}
        Value::Array(entries) => {
            for entry in entries {
                match serde_json::from_value(entry.clone()) {
                    Ok(change) => found.changes.push(change),
                    Err(why) => found.unreadable.push(format!("{}: {why}", name(entry).1)),
                }
            }
        }
        _ => found.unreadable.push("not a list".to_owned()),
    }
    found
}

/// What is kept, with the change of one rule put in, exchanged or, where it is nothing, taken out. All other
/// entries stay as they are, those that cannot be read too.
///
/// # Errors
/// Why nothing can be put in: what is kept is no list, and is left as it is.
pub fn put(kept: Value, platform: &str, rule: &str, change: Option<&RuleChange>) -> Result<Value, String> {
    let mut entries = match kept {
        Value::Null => Vec::new(),
        Value::Array(entries) => entries,
        _ => return Err("the stored changes of rules are not a list".to_owned()),
    };
    let place = entries.iter().position(|entry| name(entry) == (platform, rule));
    let fresh = change.map(serde_json::to_value).transpose().map_err(|error| error.to_string())?;
    match (place, fresh) {
        (Some(place), Some(fresh)) => entries[place] = fresh,
        (Some(place), None) => drop(entries.remove(place)),
        (None, Some(fresh)) => entries.push(fresh),
        (None, None) => {}
    }
    Ok(Value::Array(entries))
}

/// Platform and rule of an entry, as far as they can be told.
fn name(entry: &Value) -> (&str, &str) {
    let platform = entry.pointer("/platform").and_then(Value::as_str);
    let rule = entry.pointer("/base/id").and_then(Value::as_str);
    (platform.unwrap_or_default(), rule.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deadlines::{Certainty, Place, dry_run};
    use crate::packs::format::Confidence;
    use jiff::Timestamp;
    use serde_json::json;

    const PLATFORM: &str = "aliexpress";
    const RULE: &str = "ae-dispute-seller-response";

    fn shipped() -> Rule {
        Packs::shipped().unwrap().rule(RULE).unwrap().clone()
    }

    fn three_days() -> RuleChange {
        let mut change = RuleChange::new(PLATFORM, &shipped());
        change.set_length(Some((3, Unit::CalendarDays)));
        change
    }

    #[test]
    fn a_changed_length_counts_and_is_never_certain() {
        let mut packs = Packs::shipped().unwrap();
        let mut change = three_days();
        change.mine.confidence = Confidence::Official;
        change.mine.conflicts.clear();
        change.mine.duration.as_mut().unwrap().boundary_published = true;
        apply(&mut packs, &[change]);
        let began: Timestamp = "2026-11-20T08:00:00Z".parse().unwrap();
        let clock = dry_run(&packs, Place::of(PLATFORM, ""), RULE, Some(began), None, began).unwrap();
        assert_eq!(clock.due.unwrap().to_string(), "2026-11-23T08:00:00Z");
        assert_eq!(clock.certainty, Certainty::Estimate);
        assert!(clock.own && clock.grounds.iter().all(|ground| ground.confidence == "own"));
        assert!(clock.derivation[1].en.contains("your own value"), "{:?}", clock.derivation);
    }

    #[test]
    fn a_rule_without_a_source_counts_once_the_shop_sets_a_figure() {
        let mut packs = Packs::shipped().unwrap();
        let unknown = packs.rule("eb-message-response").unwrap().clone();
        assert_eq!(unknown.confidence, Confidence::Unverified);
        let mut change = RuleChange::new("ebay", &unknown);
        change.set_length(Some((1, Unit::BusinessDays)));
        assert_eq!(change.mine.duration.as_ref().unwrap().calendar.as_deref(), Some("weekdays"));
        apply(&mut packs, &[change]);
        let began: Timestamp = "2026-11-20T08:00:00Z".parse().unwrap();
        let clock = dry_run(&packs, Place::of("ebay", ""), &unknown.id, Some(began), None, began).unwrap();
        assert!(clock.due.is_some() && clock.certainty == Certainty::Estimate, "{clock:#?}");
    }

    #[test]
    fn a_rule_that_is_switched_off_gives_no_clock_and_an_empty_change_does_nothing() {
        let mut packs = Packs::shipped().unwrap();
        apply(&mut packs, &[RuleChange::new(PLATFORM, &shipped())]);
        assert_eq!(packs, Packs::shipped().unwrap());
        apply(&mut packs, &[RuleChange { off: true, ..three_days() }]);
        assert!(packs.rule(RULE).is_none());
        let gone = RuleChange { base: Rule { id: "gone".to_owned(), ..shipped() }, ..three_days() };
        apply(&mut packs, &[gone]);
        assert!(packs.rule("gone").is_none());
    }

    #[test]
    fn what_is_new_and_what_is_yours_are_told_apart() {
        let change = three_days();
        let same = compare(&shipped(), &change);
        assert_eq!(same.len(), 1, "{same:#?}");
        assert_eq!((same[0].field.en.as_str(), same[0].yours.en.as_str()), ("Length", "3 calendar days"));
        assert!(!change.is_outdated(&shipped()));

        let mut newer = shipped();
        newer.lapse = Words::new("Something else.", "另有规定。");
        newer.checked = "2027-01-01".to_owned();
        assert!(change.is_outdated(&newer));
        let parts = compare(&newer, &change);
        assert_eq!(
            parts.iter().map(|part| part.field.en.as_str()).collect::<Vec<_>>(),
            ["Length", "At zero"]
        );

        let kept = change.rebased(&newer);
        assert!(!kept.is_outdated(&newer));
        assert_eq!(kept.mine.lapse, newer.lapse);
        assert_eq!(kept.mine.duration, change.mine.duration);
    }

    #[test]
    fn a_date_of_checking_alone_is_no_news() {
        let newer = Rule { checked: "2027-01-01".to_owned(), ..shipped() };
        assert!(!three_days().is_outdated(&newer));
    }

    #[test]
    fn an_own_note_can_be_set_and_taken_back() {
        let mut change = RuleChange::new(PLATFORM, &shipped());
        change.set_note("  Ask Chen first. ");
        assert_eq!(change.own_note(), "Ask Chen first.");
        change.set_note("");
        assert!(change.is_empty() && change.own_note().is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_told_and_left_in_place() {
        let change = three_days();
        let damaged = json!({ "platform": "ebay", "base": { "id": "eb-x", "who": 3 } });
        let kept = put(json!([damaged]), PLATFORM, RULE, Some(&change)).unwrap();
        let found = read(&kept);
        assert_eq!(found.changes, std::slice::from_ref(&change));
        assert_eq!(found.unreadable.len(), 1);
        assert!(found.unreadable[0].starts_with("eb-x: "), "{:?}", found.unreadable);
        let off = RuleChange { off: true, ..change };
        let kept = put(kept, PLATFORM, RULE, Some(&off)).unwrap();
        assert_eq!(read(&kept).changes, [off]);
        assert_eq!(put(kept, PLATFORM, RULE, None).unwrap(), json!([damaged]));
        assert_eq!(read(&Value::Null), Kept::default());
        assert_eq!(read(&json!({ "a": 1 })).unreadable, ["not a list"]);
        assert!(put(json!("text"), PLATFORM, RULE, None).is_err());
    }
}
