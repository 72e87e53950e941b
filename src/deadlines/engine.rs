//! The engine: every rule whose condition holds gives one clock, or says why it cannot.

use super::business_days::{CalendarError, nth_business_day};
use super::matching::Situation;
use super::{Certainty, Deadline};
use crate::advice::{Ground, History};
use crate::model::{Moment, Party, Precision, Words, field_label};
use crate::packs::Packs;
use crate::packs::format::{Boundary, Confidence, Duration, Rule, Unit};
use crate::portal::printed::tolerance;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// All clocks of one order or case at `now`. The seller's come first, the most pressing in front;
/// then those without a figure; then those on which others must act.
pub fn deadlines(
    packs: &Packs,
    situation: &Situation<'_>,
    history: &History,
    now: Timestamp,
) -> Vec<Deadline> {
    let rules = packs.rules(situation.portal).filter(|rule| situation.meets(&rule.when));
    let mut clocks: Vec<Deadline> = rules.map(|rule| clock(packs, rule, situation, history, now)).collect();
    clocks.sort_by_key(|clock| {
        let others = matches!(clock.who, Party::Buyer | Party::Platform);
        (others, clock.due.is_none(), clock.due.unwrap_or(Timestamp::MAX))
    });
    clocks
}

fn clock(
    packs: &Packs,
    rule: &Rule,
    situation: &Situation<'_>,
    history: &History,
    now: Timestamp,
) -> Deadline {
    let mut work = Working { rule, situation, derivation: Vec::new(), findings: Vec::new() };
    let printed = rule.printed.as_deref().and_then(|name| situation.moment(name)).cloned();
    let trigger = work.trigger(history, now);
    let (computed, calendar_zone) = match (&trigger, &rule.duration) {
        (Some(trigger), Some(duration)) => work.run(packs, trigger, duration),
        _ => (None, None),
    };
    let printed_due = printed.as_ref().map(Moment::latest);
    if let Some(moment) = &printed {
        work.derivation.push(Words::new(
            format!("The portal prints: {}", say(moment.latest(), &moment.zone)),
            format!("平台页面显示：{}", say(moment.latest(), &moment.zone)),
        ));
    }
    let disagreement = match (&printed, computed) {
        (Some(moment), Some(computed)) => work.disagreement(moment, computed, trigger.as_ref()),
        _ => None,
    };
    let precise = printed.as_ref().is_some_and(|moment| moment.precision >= Precision::Minute);
    let (due, certainty) = match (printed_due, computed) {
        // The page's own clock wins where it is exact; a coarse one yields to an earlier computed one.
        (Some(printed), Some(computed)) if !precise && disagreement.is_some() && computed < printed => {
            (Some(computed), Certainty::Estimate)
        }
        (Some(printed), _) => (Some(printed), Certainty::Printed),
        (None, Some(computed)) => (Some(computed), work.certainty()),
        (None, None) => (None, Certainty::Unknown),
    };
    let (due, certainty) = if rule.confidence == Confidence::Unverified && certainty != Certainty::Printed {
        (None, Certainty::Unknown)
    } else {
        (due, certainty)
    };
    if due.is_none() && work.findings.is_empty() {
        work.findings.push(work.why_unknown(trigger.is_some()));
    }
    let precision = match (&printed, certainty) {
        (Some(moment), Certainty::Printed) => moment.precision,
        _ => trigger.as_ref().map_or(Precision::Minute, |moment| moment.precision),
    };
    Deadline {
        rule: rule.id.clone(),
        act: rule.act.clone(),
        who: rule.who,
        due,
        precision,
        certainty,
        zone: calendar_zone.unwrap_or_else(|| situation.zone.to_owned()),
        lapse: rule.lapse.clone(),
        actions: rule.actions.clone(),
        at_stake: situation.case.amount.value().or_else(|| situation.order.total.value()).cloned(),
        grounds: grounds(packs, rule),
        note: rule.note.clone(),
        conflicts: rule.conflicts.clone(),
        printed,
        computed,
        disagreement,
        derivation: work.derivation,
        findings: work.findings,
        warn: rule.warn,
    }
}

/// The sources of a rule, each with confidence and date.
pub(crate) fn grounds(packs: &Packs, rule: &Rule) -> Vec<Ground> {
    let confidence = match rule.confidence {
        Confidence::Official => "O",
        Confidence::OfficialQuoted => "O*",
        Confidence::Secondary => "S",
        Confidence::CourseText => "D",
        Confidence::Unverified => "U",
    };
    let ground = |code: &String| {
        let source = packs.source(code);
        Ground {
            rule: rule.id.clone(),
            title: source.map_or_else(|| code.clone(), |source| format!("{code} {}", source.title)),
            url: source.map(|source| source.url.clone()).unwrap_or_default(),
            confidence: confidence.to_owned(),
            checked: rule.checked.clone(),
        }
    };
    rule.sources.iter().map(ground).collect()
}

struct Working<'a> {
    rule: &'a Rule,
    situation: &'a Situation<'a>,
    derivation: Vec<Words>,
    findings: Vec<Words>,
}

impl Working<'_> {
    /// The latest of the rule's triggers, from the page or from an earlier reading. A trigger that
    /// lies ahead of `now` is reported and not used.
    fn trigger(&mut self, history: &History, now: Timestamp) -> Option<Moment> {
        let from_page = self
            .rule
            .trigger
            .iter()
            .filter_map(|name| self.situation.moment(name).map(|at| (name, at.clone())));
        let earlier = self.rule.trigger.iter().filter_map(|name| {
            let at = *history.triggers.get(name)?;
            let zone = self.situation.zone.to_owned();
            let shape = crate::model::Shape::Date;
            Some((name, Moment { at, precision: Precision::Minute, zone, zone_printed: false, shape }))
        });
        let known: Vec<(&String, Moment)> = from_page.chain(earlier).collect();
        let ahead = known.iter().find(|(_, moment)| moment.at > now + tolerance(moment.precision));
        if let Some((name, moment)) = ahead {
            let label = field_label(name);
            self.findings.push(Words::new(
                format!(
                    "{} ({}) lies in the future: check the clock of this machine and the zone of the portal",
                    label.en,
                    say(moment.at, &moment.zone)
                ),
                format!("{}（{}）在将来：请检查本机时钟和平台时区", label.zh, say(moment.at, &moment.zone)),
            ));
            return None;
        }
        let (name, moment) = known.into_iter().max_by_key(|(_, moment)| moment.at)?;
        let label = field_label(name);
        self.derivation.push(Words::new(
            format!("{}: {}", label.en, say(moment.at, &moment.zone)),
            format!("{}：{}", label.zh, say(moment.at, &moment.zone)),
        ));
        Some(moment)
    }

    /// Trigger + duration, and the zone whose days were counted.
    fn run(
        &mut self,
        packs: &Packs,
        trigger: &Moment,
        duration: &Duration,
    ) -> (Option<Timestamp>, Option<String>) {
        let zone = if duration.zone == "portal" { self.situation.zone } else { &duration.zone };
        let result = TimeZone::get(zone)
            .map_err(|_| {
                Words::new(
                    format!("`{zone}` is no zone of the time zone database; mend the rule or the settings"),
                    format!("时区“{zone}”不存在，请修改规则或设置"),
                )
            })
            .and_then(|tz| end_of_window(packs, trigger.at, duration, &tz));
        match result {
            Ok(end) => {
                let length = length_words(duration);
                let (en, zh) = boundary_words(duration.boundary);
                self.derivation.push(Words::new(
                    format!("+ {} ({en}) = {}", length.en, say(end, zone)),
                    format!("+ {}（{zh}）= {}", length.zh, say(end, zone)),
                ));
                (Some(end), Some(zone.to_owned()))
            }
            Err(why) => {
                self.findings.push(why);
                (None, None)
            }
        }
    }

    fn certainty(&self) -> Certainty {
        let published = self.rule.duration.as_ref().is_some_and(|duration| duration.boundary_published);
        if published && self.rule.confidence >= Confidence::OfficialQuoted && self.rule.conflicts.is_empty() {
            Certainty::Computed
        } else {
            Certainty::Estimate
        }
    }

    fn disagreement(&self, printed: &Moment, computed: Timestamp, trigger: Option<&Moment>) -> Option<Words> {
        let slack = tolerance(printed.precision)
            + trigger.map_or(SignedDuration::ZERO, |trigger| tolerance(trigger.precision));
        let apart = printed.latest().duration_since(computed).abs();
        if apart <= slack {
            return None;
        }
        let counts_printed = printed.precision >= Precision::Minute || printed.latest() <= computed;
        let (en, zh) = match (counts_printed, printed.precision >= Precision::Minute) {
            (true, true) => ("the portal's own clock counts", "以平台显示为准"),
            (true, false) => ("the earlier one, the portal's, counts", "以较早的平台时间为准"),
            (false, _) => ("the earlier one, the rule's, counts", "以较早的规则时间为准"),
        };
        let (zone, rule) = (&printed.zone, say(computed, &printed.zone));
        let portal = say(printed.latest(), zone);
        Some(Words::new(
            format!("The portal prints {portal}, the rule gives {rule}; {en}"),
            format!("平台显示 {portal}，规则推算 {rule}；{zh}"),
        ))
    }

    fn why_unknown(&self, triggered: bool) -> Words {
        if self.rule.confidence == Confidence::Unverified || (triggered && self.rule.duration.is_none()) {
            return Words::new(
                "The platform's figure is not known from any good source; look for a date or countdown on the page",
                "没有可靠来源给出平台时限，请以页面上的日期或倒计时为准",
            );
        }
        let names: Vec<Words> =
            self.rule.trigger.iter().chain(&self.rule.printed).map(|name| field_label(name)).collect();
        let join = |pick: fn(&Words) -> &String, mark: &str| {
            names.iter().map(|name| pick(name).as_str()).collect::<Vec<_>>().join(mark)
        };
        Words::new(
            format!("The page does not show when the clock began ({})", join(|words| &words.en, ", ")),
            format!("页面未显示计时起点（{}）", join(|words| &words.zh, "、")),
        )
    }
}

fn end_of_window(
    packs: &Packs,
    start: Timestamp,
    duration: &Duration,
    tz: &TimeZone,
) -> Result<Timestamp, Words> {
    let too_far = || Words::new("the date is out of range", "日期超出范围");
    let zoned = start.to_zoned(tz.clone());
    let day_after = |day: jiff::civil::Date| -> Result<Timestamp, Words> {
        let end = day.to_zoned(tz.clone()).and_then(|zoned| zoned.end_of_day());
        // The last whole second of the day; fractions would show as the next day when rounded.
        end.map(|end| Timestamp::from_second(end.timestamp().as_second()).unwrap_or(end.timestamp()))
            .map_err(|_| too_far())
    };
    let count = i64::from(duration.count);
    match (duration.unit, duration.boundary) {
        (Unit::Hours, _) => start.checked_add(SignedDuration::from_hours(count)).map_err(|_| too_far()),
        (Unit::CalendarDays, Boundary::Elapsed) => {
            start.checked_add(SignedDuration::from_hours(24 * count)).map_err(|_| too_far())
        }
        (Unit::CalendarDays, boundary) => {
            let days = if boundary == Boundary::EndOfDayInclusive { (count - 1).max(0) } else { count };
            day_after(zoned.date().checked_add(days.days()).map_err(|_| too_far())?)
        }
        (Unit::BusinessDays, boundary) => {
            let id = duration.calendar.as_deref().unwrap_or_default();
            let calendar = packs.calendar(id).ok_or_else(|| CalendarError::Missing(id.to_owned()));
            let from = match boundary {
                Boundary::EndOfDayInclusive => zoned.date().checked_sub(1.day()).map_err(|_| too_far())?,
                Boundary::Elapsed | Boundary::EndOfDay => zoned.date(),
            };
            let day = calendar
                .and_then(|calendar| nth_business_day(calendar, from, duration.count))
                .map_err(|error| {
                    Words::new(
                        format!("Business days cannot be counted: {error}"),
                        format!("无法计算工作日：{error}"),
                    )
                })?;
            if boundary == Boundary::Elapsed {
                let same_time = day.to_datetime(zoned.time());
                return tz
                    .to_ambiguous_zoned(same_time)
                    .compatible()
                    .map(|end| end.timestamp())
                    .map_err(|_| too_far());
            }
            day_after(day)
        }
    }
}

fn length_words(duration: &Duration) -> Words {
    let count = duration.count;
    let plural = if count == 1 { "" } else { "s" };
    match duration.unit {
        Unit::Hours => Words::new(format!("{count} hour{plural}"), format!("{count} 小时")),
        Unit::CalendarDays => {
            Words::new(format!("{count} calendar day{plural}"), format!("{count} 个自然日"))
        }
        Unit::BusinessDays => {
            Words::new(format!("{count} business day{plural}"), format!("{count} 个工作日"))
        }
    }
}

fn boundary_words(boundary: Boundary) -> (&'static str, &'static str) {
    match boundary {
        Boundary::Elapsed => ("counted to the minute", "按分钟计"),
        Boundary::EndOfDay => ("to the end of that day", "至当日结束"),
        Boundary::EndOfDayInclusive => {
            ("to the end of that day, the first day counted", "首日计入，至当日结束")
        }
    }
}

/// An instant in a zone, as it stands in derivations.
pub(crate) fn say(at: Timestamp, zone: &str) -> String {
    let tz = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    at.to_zoned(tz).strftime("%Y-%m-%d %H:%M %Z").to_string()
}
