//! Advice → what the page script draws: words, instants and order, nothing left to decide.

use super::{Advice, Settings, Theme};
use crate::deadlines::{Certainty, Deadline, Step as Way, say, state_steps};
use crate::model::{Language, Party, Precision, Reading, Words};
use crate::packs::Packs;
use crate::protocol::{Badge, BadgeState, Bar, BarLetter, Detail, Drawing, Phrases, Step, VERSION};
use crate::templates;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// How many letters the suggestion bar offers.
pub const BAR_LETTERS: usize = 3;

/// What is drawn into the page of `reading`.
///
/// `agreed` holds the values that were worked out and to which the agent has agreed for this case.
/// `browser_language` is the browser's own (a BCP 47 tag) and counts where the settings name none;
/// `agent_zone` is the machine's IANA zone and counts likewise. `partial` says that the reading holds
/// only the rows that changed.
#[allow(clippy::too_many_arguments)]
pub fn drawing(
    packs: &Packs,
    reading: &Reading,
    advice: &Advice,
    settings: &Settings,
    agreed: &BTreeMap<String, String>,
    browser_language: &str,
    agent_zone: &str,
    now: Timestamp,
    partial: bool,
) -> Drawing {
    let language = settings.language.unwrap_or_else(|| Language::from_tag(browser_language));
    let zone = settings.zone.as_deref().unwrap_or(agent_zone);
    let writer = Writer { packs, language, zone, now };
    let mut own = writer.leading_badge(&advice.deadlines, None);
    if let (Some(badge), Some(buyer), Some(due)) =
        (&mut own, &advice.buyer, advice.deadlines.first().and_then(|first| first.due))
    {
        let times: Vec<String> =
            buyer.local(due).iter().map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).collect();
        let text = format!("{} ({})", times.join(" – "), writer.words(&buyer.country));
        let label = writer.pick("Due, buyer's time", "截止（买家时间）");
        let at = badge
            .details
            .iter()
            .rposition(|detail| detail.label == writer.pick("Due, your time", "截止（本地时间）"));
        badge.details.insert(at.map_or(0, |at| at + 1), Detail { label, text, warning: false });
    }
    if let Some(badge) = &mut own {
        badge.details.extend(advice.house.iter().map(|target| Detail {
            label: writer.words(&target.name),
            text: say(target.due, zone),
            warning: false,
        }));
    }
    let rows =
        advice.rows.iter().filter_map(|row| writer.leading_badge(&row.deadlines, Some(row.key.clone())));
    Drawing {
        v: VERSION,
        language,
        theme: match settings.theme {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
        .to_owned(),
        badges: own.into_iter().chain(rows).collect(),
        rows: partial.then(|| reading.rows.iter().map(|row| row.key.clone()).collect()),
        bar: reading.reply.as_ref().map(|reply| Bar {
            letters: writer.letters(reading, advice, settings, agreed),
            limit: reply.limit,
            hold: advice.hold.as_ref().map(|why| writer.words(why)),
            confirm: reply.derived
                && !settings.is_confirmed(&format!("{}/{}/reply", reading.portal, reading.page)),
            keep: settings.draft_days > 0,
            shortcuts: Vec::new(),
        }),
        panel: settings.panel,
        phrases: phrases(language),
    }
}

struct Writer<'a> {
    packs: &'a Packs,
    language: Language,
    zone: &'a str,
    now: Timestamp,
}

impl Writer<'_> {
    fn pick(&self, en: &str, zh: &str) -> String {
        match self.language {
            Language::En => en.to_owned(),
            Language::Zh => zh.to_owned(),
        }
    }

    fn words(&self, words: &Words) -> String {
        words.get(self.language).to_owned()
    }

    /// The badge of the clock that comes first; the others stand in its details.
    fn leading_badge(&self, deadlines: &[Deadline], row: Option<String>) -> Option<Badge> {
        let (first, others) = deadlines.split_first()?;
        let mut badge = self.badge(first, row);
        badge.details.extend(others.iter().map(|other| {
            let due =
                other.due.map_or_else(|| self.pick("no figure", "时限不明"), |due| say(due, &other.zone));
            Detail {
                label: self.pick("Also running", "同时计时"),
                text: format!("{} · {} · {due}", self.words(&other.act), self.words(&other.who.words())),
                warning: false,
            }
        }));
        Some(badge)
    }

    fn badge(&self, deadline: &Deadline, row: Option<String>) -> Badge {
        let instead = match (deadline.who, deadline.due) {
            (_, Some(_)) => None,
            (Party::Buyer | Party::Platform, None) => Some(self.words(&deadline.who.words())),
            (Party::Seller | Party::Both, None) => Some(self.pick("see the page", "以页面为准")),
        };
        let steps = state_steps(deadline).into_iter().map(|(from, state)| Step {
            from_ms: from.as_millisecond(),
            state,
            word: self.state_word(state),
        });
        Badge {
            id: deadline.rule.clone(),
            row,
            act: self.words(&deadline.act),
            due_ms: deadline.due.map(Timestamp::as_millisecond),
            precision: if deadline.certainty == Certainty::Estimate {
                deadline.precision.min(Precision::Minute)
            } else {
                deadline.precision
            },
            steps: steps.collect(),
            instead,
            estimate: deadline.certainty == Certainty::Estimate,
            details: self.details(deadline),
        }
    }

    fn state_word(&self, state: BadgeState) -> String {
        match state {
            BadgeState::Nothing => self.pick("nothing to do", "无需处理"),
            BadgeState::Calm => self.pick("calm", "充裕"),
            BadgeState::Soon => self.pick("soon", "将到期"),
            BadgeState::Urgent => self.pick("urgent", "紧急"),
            BadgeState::Overdue => self.pick("overdue", "已超时"),
            BadgeState::Unknown => self.pick("no figure", "时限不明"),
        }
    }

    fn details(&self, deadline: &Deadline) -> Vec<Detail> {
        let mut details = Vec::new();
        let mut line = |en: &str, zh: &str, text: String, warning: bool| {
            details.push(Detail { label: self.pick(en, zh), text, warning });
        };
        line("Who acts", "处理方", self.words(&deadline.who.words()), false);
        if let Some(due) = deadline.due {
            line("Due, portal time", "截止（平台时间）", say(due, &deadline.zone), false);
            line("Due, your time", "截止（本地时间）", say(due, self.zone), false);
        }
        line("At zero", "超时后果", self.words(&deadline.lapse), false);
        let ours = matches!(deadline.who, Party::Seller | Party::Both);
        if ours && !deadline.actions.is_empty() {
            let ways: Vec<String> = deadline.actions.iter().map(|way| self.way(way)).collect();
            line("Possible now", "现在可以", ways.join(&self.pick("; ", "；")), false);
        }
        if let Some(money) = deadline.at_stake.as_ref().filter(|_| ours) {
            line("At stake", "涉及金额", money.to_string(), false);
        }
        let certainty = match deadline.certainty {
            Certainty::Printed => self.pick("printed on the page", "页面显示"),
            Certainty::Computed => self.pick("computed from the rule", "按规则推算"),
            Certainty::Estimate if deadline.own => {
                self.pick("computed by your own value, an estimate", "按自设时限推算，仅为估计")
            }
            Certainty::Estimate => self.pick(
                "computed, an estimate: the platform does not publish how it counts",
                "按规则推算，仅为估计：平台未公布计算方式",
            ),
            Certainty::Unknown => self.pick("no figure can be given", "无法给出时限"),
        };
        line("Figure", "依据", certainty, false);
        if let Some(disagreement) = &deadline.disagreement {
            line("Disagreement", "不一致", self.words(disagreement), true);
        }
        for finding in &deadline.findings {
            line("Check", "请核对", self.words(finding), true);
        }
        for ground in &deadline.grounds {
            let own = self.pick("your own value", "自设");
            let confidence = if deadline.own { &own } else { &ground.confidence };
            let text = match self.language {
                Language::En => format!(
                    "{} · {} · checked {} · confidence {confidence}",
                    ground.rule, ground.title, ground.checked
                ),
                Language::Zh => format!(
                    "{} · {} · 核对于 {} · 可信度 {confidence}",
                    ground.rule, ground.title, ground.checked
                ),
            };
            line("Rule", "规则", text, false);
        }
        if let Some(note) = &deadline.note {
            line("Note", "备注", self.words(note), false);
        }
        if self.now < Timestamp::UNIX_EPOCH {
            line("Check", "请核对", self.pick("the clock of this machine is wrong", "本机时钟有误"), true);
        }
        details
    }

    /// A way that is open now, with what it costs.
    fn way(&self, way: &Way) -> String {
        match way.cost.words() {
            Some(cost) => format!("{} ({})", self.words(&way.act), self.words(&cost)),
            None => self.words(&way.act),
        }
    }

    fn letters(
        &self,
        reading: &Reading,
        advice: &Advice,
        settings: &Settings,
        agreed: &BTreeMap<String, String>,
    ) -> Vec<BarLetter> {
        let values = templates::known_values(self.packs, reading, settings, &advice.deadlines, agreed);
        let country = templates::country_of(self.packs, reading);
        let choices = advice.letters.iter().take(BAR_LETTERS);
        choices
            .filter_map(|choice| {
                let letter = self.packs.letter(&choice.id)?;
                let order = templates::Order {
                    letter: &choice.id,
                    language: &choice.language,
                    wording: choice.wording,
                    country,
                };
                let filled = templates::fill(self.packs, order, &values).ok()?;
                let blocked = crate::lint::forbids(self.packs, &reading.portal, &filled.text);
                // What takes a person's word first, or is forbidden, is shown in the panel with the reason.
                let ready = !filled.text.is_empty() && letter.proof.is_empty() && !blocked;
                let missing = filled.missing.iter().chain(&filled.doubtful);
                Some(BarLetter {
                    id: choice.id.clone(),
                    title: self.words(&letter.title),
                    language: choice.language.clone(),
                    text: Some(filled.text).filter(|_| ready),
                    missing: missing
                        .map(|name| self.words(&templates::variable_name(self.packs, name)))
                        .collect(),
                    why: match &choice.note {
                        Some(note) => format!("{} {}", self.words(&choice.why), self.words(note)),
                        None => self.words(&choice.why),
                    },
                })
            })
            .collect()
    }
}

/// The fixed phrases of the page scripts.
fn phrases(language: Language) -> Phrases {
    let pick = |en: &str, zh: &str| match language {
        Language::En => en.to_owned(),
        Language::Zh => zh.to_owned(),
    };
    Phrases {
        days_hours: pick("{d} d {h} h", "{d}天{h}小时"),
        hours_minutes: pick("{h} h {m} min", "{h}小时{m}分"),
        minutes_seconds: pick("{m} min {s} s", "{m}分{s}秒"),
        days: pick("{d} d", "{d}天"),
        under_a_day: pick("under 1 d", "不足1天"),
        under_a_minute: pick("under 1 min", "不足1分钟"),
        about: pick("about", "约"),
        overdue_by: pick("{t} ago", "已过{t}"),
        bar: pick("Dueline: letters for this case", "准时答：适用话术"),
        no_letters: pick("No letter fits this page", "暂无适用话术"),
        open_panel: pick("Open panel", "打开面板"),
        close_panel: pick("Close panel", "关闭面板"),
        resize_panel: pick("Resize panel", "调整面板宽度"),
        panel: pick("Dueline panel", "准时答面板"),
        undo: pick("Undo", "撤销"),
        inserted: pick("Inserted. Read it through, then send it yourself.", "已插入。请检查后自行发送。"),
        undone: pick("Taken back.", "已撤销。"),
        missing: pick("Still needed: {what}", "还需填写：{what}"),
        too_long: pick("Too long for this box (limit {n})", "超出字数限制（{n}）"),
        read_only: pick("The reply box takes no text just now", "回复框当前不可输入"),
        no_box: pick("No reply box on this page", "页面上没有回复框"),
        altered: pick("The page changed the text. Check it, or undo.", "页面改动了文字，请检查或撤销。"),
        refused: pick("The page took no text. Copy it instead.", "页面未接受文字，请复制后粘贴。"),
        copy: pick("Copy", "复制"),
        copied: pick("Copied.", "已复制。"),
        stale: pick(
            "Dueline was updated. Reload this page to go on.",
            "准时答已更新，请刷新页面后继续使用。",
        ),
        dismiss: pick("Dismiss", "知道了"),
        moved: pick(
            "The page has just changed. Look at it again, then click once more.",
            "页面刚刚发生变化，请核对后再点一次。",
        ),
        this_box: pick(
            "Is the outlined box the reply box? Then click once more.",
            "框出的是回复框吗？如果是，请再点一次。",
        ),
    }
}
