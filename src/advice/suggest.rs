//! The function that every screen asks.

use super::{Advice, BuyerPlace, History, LetterChoice, NextStep, RowAdvice, Settings};
use super::{aim, house};
use crate::deadlines::{self, Deadline, Situation, matching};
use crate::model::{Party, Reading, Words, field_label};
use crate::packs::Packs;
use crate::packs::format::Letter;
use crate::playbooks;
use crate::templates::Tongue;
use crate::triage;
use jiff::Timestamp;

/// Everything that Dueline has to say about `reading` at `now`.
///
/// Pure: the same arguments give the same advice on every machine. `now` decides only whether a trigger
/// lies in the future and whether a clock of others has run out; how long is left is worked out where it
/// is shown.
pub fn advise(
    packs: &Packs,
    reading: &Reading,
    settings: &Settings,
    history: &History,
    now: Timestamp,
) -> Advice {
    let list = !reading.rows.is_empty();
    let messages = if list { Vec::new() } else { triage::understand(packs, reading) };
    let topics = if list { Vec::new() } else { triage::topics_of_page(packs, reading, &messages) };
    let page = Situation::of_page(reading).about(&topics);
    let running = |situation: &Situation<'_>, history: &History| {
        let mut clocks = deadlines::deadlines(packs, situation, history, now);
        // What the other side may no longer do, and a right that has lapsed, is no clock any more.
        let others = |clock: &Deadline| clock.optional || matches!(clock.who, Party::Buyer | Party::Platform);
        let past = |clock: &Deadline| clock.due.is_some_and(|due| due < now);
        clocks.retain(|clock| clock.stopped.is_none() && !(others(clock) && past(clock)));
        clocks
    };
    let clocks = if list { Vec::new() } else { running(&page, history) };
    let rows = reading.rows.iter().map(|row| RowAdvice {
        key: row.key.clone(),
        deadlines: running(&Situation::of_row(reading, row), &History::default()),
    });
    let rows: Vec<RowAdvice> = rows.collect();
    let steps = if list { Vec::new() } else { playbooks::next_steps(packs, &page) };
    let tongue = Tongue::of(packs, reading);
    let letters = if list { Vec::new() } else { letters(packs, &tongue, &page, &steps, history) };
    let buyer = BuyerPlace::of(packs, reading);
    let house =
        if list { Vec::new() } else { house::targets(&settings.house, settings.zone.as_deref(), &page) };
    let hold = aim::hold(packs, reading, settings);
    Advice {
        deadlines: clocks,
        rows,
        steps,
        tongue,
        letters,
        buyer,
        house,
        hold,
        findings: findings(reading),
        topics: topics.clone(),
        messages,
    }
}

/// The letters of the next steps first, then the others that fit, the more exact condition in front.
/// A letter that was inserted for this case before goes behind those that were not, and one that may not be
/// sent on this portal is left out.
fn letters(
    packs: &Packs,
    tongue: &Tongue,
    page: &Situation<'_>,
    steps: &[NextStep],
    history: &History,
) -> Vec<LetterChoice> {
    let mut choices: Vec<LetterChoice> = Vec::new();
    let mut add = |letter: &Letter, why: Words| {
        if choices.iter().any(|choice| choice.id == letter.id) || !letter.is_allowed_on(page.portal) {
            return;
        }
        if let Some((language, note)) = tongue.for_letter(packs, &letter.languages) {
            let wording = history.sent.get(&letter.id).copied().unwrap_or_default();
            choices.push(LetterChoice { id: letter.id.clone(), language, wording, why, note });
        }
    };
    for step in steps {
        for letter in step.letters.iter().filter_map(|id| packs.letter(id)) {
            add(letter, step.act.clone());
        }
    }
    let mut fitting: Vec<(usize, &Letter)> = packs
        .letters()
        .map(|letter| (matching::exactness(&letter.when), letter))
        .filter(|(exactness, letter)| *exactness > 0 && page.meets(&letter.when))
        .collect();
    fitting.sort_by_key(|(exactness, _)| std::cmp::Reverse(*exactness));
    for (_, letter) in fitting {
        let named = page.topics.iter().find(|topic| letter.when.topics.contains(&topic.id));
        let words = named.and_then(|topic| {
            let known = packs.catalogue().topics.iter().find(|known| known.id == topic.id)?;
            Some(Words::new(
                format!("{}: “{}”", known.words.en, topic.words),
                format!("{}：“{}”", known.words.zh, topic.words),
            ))
        });
        add(letter, words.unwrap_or_else(|| Words::new("fits this page", "适用于当前页面")));
    }
    choices.sort_by_key(|choice| history.letters.contains(&choice.id));
    choices
}

fn findings(reading: &Reading) -> Vec<Words> {
    let mut findings = reading.health.findings.clone();
    let missing: Vec<Words> = reading.health.missing().map(field_label).collect();
    if !missing.is_empty() {
        let list = |pick: fn(&Words) -> &String, mark: &str| {
            missing.iter().map(|words| pick(words).as_str()).collect::<Vec<_>>().join(mark)
        };
        findings.push(Words::new(
            format!("Not found on this page: {}", list(|words| &words.en, ", ")),
            format!("页面上未找到：{}", list(|words| &words.zh, "、")),
        ));
    }
    findings
}
