//! One letter as it stands: its variant, its text filled with this order's values, what is still
//! missing, and what the portal forbids in it. Worked out anew from the page, the settings and what
//! the agent typed; holds nothing of its own.

use super::Bench;
use crate::lint::{self, Finding};
use crate::model::{Language, Words};
use crate::packs::Packs;
use crate::packs::format::{Letter, Severity, Variable, VariableKind};
use crate::templates::{self, FillError, Filled, Order, Piece, Tongue, Values, language_name, variable_name};
use crate::ui::seen::Seen;
use reactive_graph::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A letter on its way into the reply box.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sheet {
    /// The letter's id.
    pub(super) id: String,
    /// Its title.
    pub(super) title: Words,
    /// What it says, in Chinese, in one line.
    pub(super) meaning: String,
    /// The same letter in the agent's language, in pieces; empty where that is the letter's own.
    pub(super) beside: Vec<Piece>,
    /// The way of replying that it follows.
    pub(super) strategy: Option<Words>,
    /// What the agent must have in hand.
    pub(super) proof: Vec<(String, Words)>,
    /// The language in which it stands.
    pub(super) language: String,
    /// All languages in which it exists.
    pub(super) languages: Vec<String>,
    /// What a person should know about the language.
    pub(super) note: Option<Words>,
    /// The wording, counted from 0, and how many there are.
    pub(super) wording: (usize, usize),
    /// Whether this buyer has had every wording already.
    pub(super) repeated: bool,
    /// What the page does not tell.
    pub(super) asked: Vec<Question>,
    /// The variables that are still empty.
    pub(super) missing: Vec<String>,
    /// Values that were worked out, each with its words and from what: to be agreed to.
    pub(super) doubtful: Vec<Doubt>,
    /// The letter in pieces, for the preview.
    pub(super) pieces: Vec<Piece>,
    /// The finished text; empty as long as anything is missing.
    pub(super) text: String,
    /// What the portal forbids or doubts, each with the words in question.
    pub(super) findings: Vec<(Finding, String)>,
    /// The length in UTF-16 units, as the portal's editor counts.
    pub(super) length: usize,
    /// The most that the reply box takes.
    pub(super) limit: Option<u32>,
    /// Whether the page has a reply box.
    pub(super) has_box: bool,
    /// Whether it is doubtful that the right conversation is open.
    pub(super) is_held: bool,
    /// Whether it may be sent on this portal.
    pub(super) is_allowed: bool,
    /// Whether its words are still being fetched.
    pub(super) is_coming: bool,
    /// Why the letter cannot be filled at all.
    pub(super) broken: Option<FillError>,
}

/// Something that is asked of the agent.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    /// The variable.
    pub(super) name: String,
    /// Its name as agents read it.
    pub(super) words: Words,
    /// What it holds.
    pub(super) kind: VariableKind,
    /// The answers of a choice.
    pub(super) choices: Vec<(String, Words)>,
    /// The answer that was given last, in another case.
    pub(super) last: Option<String>,
    /// What is wrong with the answer.
    pub(super) wrong: Option<Words>,
}

/// A value that was worked out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Doubt {
    /// The variable.
    pub(super) name: String,
    /// Its name as agents read it.
    pub(super) words: Words,
    /// The value.
    pub(super) value: String,
    /// From what it was worked out.
    pub(super) from: String,
    /// Whether the agent has agreed.
    pub(super) agreed: bool,
}

/// What the agent has chosen and typed.
struct Choices<'a> {
    tongue: Option<&'a str>,
    wording: Option<usize>,
    given: &'a BTreeMap<String, String>,
    agreed: &'a BTreeSet<String>,
    answers: &'a BTreeMap<String, String>,
    /// The language of the interface.
    language: Language,
}

impl Sheet {
    /// The open letter; nothing where none is open or the packs do not know it.
    pub(super) fn open(bench: Bench) -> Option<Self> {
        let desk = bench.desk;
        let id = bench.chosen.get()?;
        let (tongue, wording) = (bench.tongue.get(), bench.wording.get());
        let (given, agreed) = (bench.given.get(), bench.agreed.get());
        let (settings, answers) = (desk.settings.get(), desk.answers.get());
        let language = desk.language.get();
        desk.own.track();
        bench.page(|view| {
            let chosen = desk.packs(|packs| chosen_language(packs, view, &id, tongue.as_deref()))?;
            // The letter's words and those beside it are fetched when they are needed for the first time.
            let beside = if language == Language::Zh { "zh" } else { "en" };
            let is_coming = !desk.has_words(&chosen.0);
            let _ = desk.has_words(beside);
            desk.packs(|packs| {
                let clocks = &view.advice.deadlines;
                let agreed_before = &view.history.agreed;
                let values = templates::known_values(packs, &view.reading, &settings, clocks, agreed_before);
                let choices = Choices {
                    tongue: tongue.as_deref(),
                    wording,
                    given: &given,
                    agreed: &agreed,
                    answers: &answers,
                    language,
                };
                Self::fill(packs, view, &id, chosen, &choices, values, is_coming)
            })
        })?
    }

    fn fill(
        packs: &Packs,
        view: &Seen,
        id: &str,
        (language, note): (String, Option<Words>),
        choices: &Choices<'_>,
        page: Values,
        is_coming: bool,
    ) -> Option<Self> {
        let letter = packs.letter(id)?;
        let sent = view.history.sent.get(id).copied().unwrap_or_default();
        let wordings = packs.text(id, &language).map_or(1, |text| text.wordings.len().max(1));
        let wording = choices.wording.unwrap_or(sent);
        let country = templates::country_of(packs, &view.reading);
        let order = |language| Order { letter: id, language, wording, country };

        // What is asked for must not change while it is being typed, so it depends on the page alone.
        let by_page = templates::fill(packs, order(&language), &page);
        let by_page = by_page.map(|filled| (filled.missing, filled.doubtful)).unwrap_or_default();
        let optional = optional_questions(packs, letter, &page);
        let mut values = page;
        let doubtful = doubts(packs, &by_page.1, &values, choices.agreed, &language, country);
        choices.agreed.iter().for_each(|name| values.confirm(name));
        let names = by_page.0.iter().chain(optional.iter().filter(|name| !by_page.0.contains(name)));
        let asked: Vec<Question> = names
            .map(|name| {
                let answer = choices.given.get(name).map(String::as_str).unwrap_or_default();
                let wrong = values.answer(packs, name, answer).err().map(|error| error.words());
                let key = format!("{name}/{language}");
                Question { wrong, ..question(packs, name, choices.answers.get(&key)) }
            })
            .collect();
        let filled = templates::fill(packs, order(&language), &values);
        let broken = filled.as_ref().err().cloned().filter(|_| !is_coming);
        let filled = filled.unwrap_or_default();
        let own = if choices.language == Language::Zh { "zh" } else { "en" };
        let beside = (own != language).then(|| templates::fill(packs, order(own), &values).ok()).flatten();

        let findings = lint::check(packs, &view.reading.portal, &filled.text);
        let reply = view.reading.reply.as_ref();
        let named = |list: &[crate::packs::format::Named], id: &String| {
            list.iter().find(|known| known.id == *id).map(|known| known.words.clone())
        };
        let catalogue = packs.catalogue();
        Some(Self {
            id: id.to_owned(),
            title: letter.title.clone(),
            meaning: letter.meaning.clone(),
            beside: beside.map(|filled: Filled| filled.pieces).unwrap_or_default(),
            strategy: letter.strategy.as_ref().and_then(|id| named(&catalogue.strategies, id)),
            proof: letter
                .proof
                .iter()
                .filter_map(|id| Some((id.clone(), named(&catalogue.proofs, id)?)))
                .collect(),
            note: note.or_else(|| differs(packs, &view.advice.tongue, &language, choices.tongue)),
            wording: (wording % wordings, wordings),
            repeated: sent >= wordings && choices.wording.is_none_or(|chosen| chosen < sent),
            length: filled.text.encode_utf16().count(),
            findings: findings.into_iter().map(|finding| with_words(finding, &filled.text)).collect(),
            languages: letter.languages.clone(),
            language,
            asked,
            missing: filled.missing,
            doubtful,
            pieces: filled.pieces,
            text: filled.text,
            limit: reply.and_then(|reply| reply.limit),
            has_box: reply.is_some(),
            is_held: view.advice.hold.is_some(),
            is_allowed: letter.is_allowed_on(&view.reading.portal),
            is_coming,
            broken,
        })
    }

    /// Whether the text is finished.
    pub(super) fn is_complete(&self) -> bool {
        let answered = self.asked.iter().all(|question| question.wrong.is_none());
        self.broken.is_none() && self.missing.is_empty() && answered && !self.text.is_empty()
    }

    /// Whether the portal forbids a wording in it.
    pub(super) fn is_forbidden(&self) -> bool {
        self.findings.iter().any(|(finding, _)| finding.severity == Severity::Block)
    }

    /// Whether it is longer than the reply box takes.
    pub(super) fn is_too_long(&self) -> bool {
        self.limit.is_some_and(|limit| self.length > limit as usize)
    }
}

/// The language of a letter: the one that the agent chose, else the one that was proposed, else the buyer's.
fn chosen_language(
    packs: &Packs,
    view: &Seen,
    id: &str,
    tongue: Option<&str>,
) -> Option<(String, Option<Words>)> {
    let letter = packs.letter(id)?;
    let chosen = tongue.filter(|tongue| letter.languages.iter().any(|language| language == tongue));
    if let Some(chosen) = chosen {
        return Some((chosen.to_owned(), None));
    }
    view.advice.tongue.for_letter(packs, &letter.languages)
}

/// A note where the agent chose another language than the buyer's.
fn differs(packs: &Packs, tongue: &Tongue, language: &str, chosen: Option<&str>) -> Option<Words> {
    chosen.filter(|chosen| *chosen == language && tongue.language != language)?;
    let (buyer, letter) = (language_name(packs, &tongue.language), language_name(packs, language));
    Some(Words::new(
        format!("The buyer writes {}; this letter is {}.", buyer.en, letter.en),
        format!("买家使用{}，此话术为{}。", buyer.zh, letter.zh),
    ))
}

/// What may be filled in beside what must be: what an agent knows and no page tells.
fn optional_questions(packs: &Packs, letter: &Letter, page: &Values) -> Vec<String> {
    let asked = letter.may.iter().filter(|name| !name.contains('.') && page.get(name).is_none());
    asked.filter(|name| packs.variable(name).is_some()).cloned().collect()
}

fn question(packs: &Packs, name: &str, last: Option<&String>) -> Question {
    let variable: Option<&Variable> = packs.variable(name);
    let choices = variable.into_iter().flat_map(|variable| &variable.choices);
    Question {
        name: name.to_owned(),
        words: variable_name(packs, name),
        kind: variable.map_or(VariableKind::LongText, |variable| variable.kind),
        choices: choices.map(|choice| (choice.id.clone(), choice.words.clone())).collect(),
        last: last.filter(|_| variable.is_some_and(|variable| variable.remember)).cloned(),
        wrong: None,
    }
}

fn doubts(
    packs: &Packs,
    names: &[String],
    values: &Values,
    agreed: &BTreeSet<String>,
    language: &str,
    country: Option<&str>,
) -> Vec<Doubt> {
    let written = |name: &str| {
        let mut alone = values.clone();
        alone.confirm(name);
        let body = format!("{{{{ {name} }}}}");
        let form = crate::packs::format::Form::Bare;
        templates::fill_words(packs, &body, form, language, 0, country, &alone).ok().map(|filled| filled.text)
    };
    let doubt = |name: &String| {
        Some(Doubt {
            name: name.clone(),
            words: variable_name(packs, name),
            value: written(name)?,
            from: values.get(name)?.derived.clone()?,
            agreed: agreed.contains(name),
        })
    };
    names.iter().filter_map(doubt).collect()
}

fn with_words(finding: Finding, text: &str) -> (Finding, String) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let words = units.get(finding.start as usize..finding.end as usize).map(String::from_utf16_lossy);
    (finding, words.unwrap_or_default())
}
