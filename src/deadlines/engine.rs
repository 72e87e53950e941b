//! The engine: every rule whose condition holds gives one clock, or says why it cannot.

use super::matching::Situation;
use super::trigger::{self, Start};
use super::{Certainty, Deadline, Step, window};
use crate::advice::{Ground, History, Origin};
use crate::model::{Moment, Party, Precision, Words, field_label};
use crate::packs::Packs;
use crate::packs::format::{Confidence, Duration, Rule};
use crate::portal::printed::tolerance;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// All clocks of one order or case at `now`. The seller's duties come first, the most pressing in front,
/// then those without a figure; then the seller's rights; then those on which others must act; then those that have stopped.
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
        (
            clock.stopped.is_some(),
            others,
            clock.optional,
            clock.due.is_none(),
            clock.due.unwrap_or(Timestamp::MAX),
        )
    });
    clocks
}

/// The clock of one rule, whether its condition holds or not.
pub(super) fn clock(
    packs: &Packs,
    rule: &Rule,
    situation: &Situation<'_>,
    history: &History,
    now: Timestamp,
) -> Deadline {
    let mut work = Working { rule, situation, derivation: Vec::new(), findings: Vec::new() };
    let (began, stopped) = match trigger::start(rule, situation, history, now) {
        Start::Runs(event) => (Some(event), None),
        Start::Stopped(event, stop) => (Some(event), Some(stop.words())),
        Start::Unknown => (None, None),
        Start::Doubtful(why) => {
            work.findings.push(why);
            (None, None)
        }
    };
    let (computed, calendar_zone) = match (&began, &rule.duration) {
        (Some(event), Some(duration)) => {
            work.derivation.push(event.words());
            work.run(packs, &event.moment, duration)
        }
        _ => (None, None),
    };
    let printed = work.printed();
    let printed_due = printed.as_ref().map(Moment::latest);
    let given =
        began.as_ref().filter(|event| event.origin == Some(Origin::Agent)).map(|event| event.name.clone());
    let began = began.map(|event| event.moment);
    let disagreement = match (&printed, computed) {
        (Some(moment), Some(computed)) => work.disagreement(moment, computed, began.as_ref()),
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
    let (due, certainty) =
        if rule.confidence == Confidence::Unverified && !rule.own && certainty != Certainty::Printed {
            (None, Certainty::Unknown)
        } else {
            (due, certainty)
        };
    if due.is_none() && work.findings.is_empty() {
        work.findings.push(work.why_unknown(began.is_some()));
    }
    let precision = match (&printed, certainty) {
        (Some(moment), Certainty::Printed) => moment.precision,
        _ => began.as_ref().map_or(Precision::Minute, |moment| moment.precision),
    };
    Deadline {
        rule: rule.id.clone(),
        act: rule.act.clone(),
        who: rule.who,
        optional: rule.optional,
        due,
        precision,
        certainty,
        zone: calendar_zone.unwrap_or_else(|| situation.zone.to_owned()),
        lapse: rule.lapse.clone(),
        actions: rule.actions.iter().map(|action| Step::of(packs, action, situation)).collect(),
        at_stake: situation.at_stake().cloned(),
        grounds: grounds(packs, rule),
        note: rule.note.clone(),
        conflicts: rule.conflicts.clone(),
        printed,
        computed,
        disagreement,
        stopped,
        waits_for: if computed.is_none() && rule.duration.is_some() {
            rule.trigger.clone()
        } else {
            Vec::new()
        },
        given,
        derivation: work.derivation,
        findings: work.findings,
        warn: rule.warn,
        own: rule.own,
    }
}

/// The sources of a rule, each with confidence and date. What a shop set itself has the confidence `own`.
pub(crate) fn grounds(packs: &Packs, rule: &Rule) -> Vec<Ground> {
    let confidence = if rule.own { "own" } else { rule.confidence.code() };
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
    /// The portal's own clock, or the end of an extension that was granted later.
    fn printed(&mut self) -> Option<Moment> {
        let moment = |name: &Option<String>| name.as_deref().and_then(|name| self.situation.moment(name));
        let own = moment(&self.rule.printed);
        let extended = moment(&self.rule.extended).filter(|end| own.is_none_or(|own| end.at > own.at));
        let own = own.cloned();
        if let Some(moment) = &own {
            let at = say(moment.latest(), &moment.zone);
            self.derivation
                .push(Words::new(format!("The portal prints: {at}"), format!("平台页面显示：{at}")));
        }
        let Some(end) = extended.cloned() else { return own };
        let at = say(end.latest(), &end.zone);
        self.derivation.push(Words::new(format!("An extension moves it to: {at}"), format!("延期至：{at}")));
        Some(end)
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
            .and_then(|tz| window::end(packs, trigger.at, duration, &tz));
        match result {
            Ok(end) => {
                let (length, how) = (duration.length(), duration.ending());
                let (own_en, own_zh) =
                    if self.rule.own { (", your own value", "，自设") } else { ("", "") };
                self.derivation.push(Words::new(
                    format!("+ {} ({}{own_en}) = {}", length.en, how.en, say(end, zone)),
                    format!("+ {}（{}{own_zh}）= {}", length.zh, how.zh, say(end, zone)),
                ));
                if !self.situation.zone_known && duration.zone == "portal" {
                    self.findings.push(Words::new(
                        "The platform does not publish in which zone it counts; only elapsed time was counted",
                        "平台未公布计时所用时区，仅按经过的时间计算",
                    ));
                }
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
        let sourced = self.rule.confidence >= Confidence::OfficialQuoted && self.rule.conflicts.is_empty();
        if published && sourced && !self.rule.own { Certainty::Computed } else { Certainty::Estimate }
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

/// An instant in a zone, as it stands in derivations.
pub(crate) fn say(at: Timestamp, zone: &str) -> String {
    let tz = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    at.to_zoned(tz).strftime("%Y-%m-%d %H:%M %Z").to_string()
}
