//! One letter as it stands: its variant, its text filled with this order's values, what is still
//! missing, and what the portal forbids in it. Worked out anew from the page, the settings and what
//! the agent typed; holds nothing of its own.

use super::Bench;
use crate::lint::{self, Finding};
use crate::model::Words;
use crate::packs::Packs;
use crate::packs::format::Severity;
use crate::templates::{self, FillError, Piece, Values};
use crate::ui::seen::Seen;
use reactive_graph::prelude::*;
use std::collections::BTreeMap;

/// A letter on its way into the reply box.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sheet {
    /// The letter's id.
    pub(super) id: String,
    /// Its title.
    pub(super) title: Words,
    /// What it says, in Chinese.
    pub(super) meaning: String,
    /// The language in which it stands.
    pub(super) language: String,
    /// All languages in which it exists.
    pub(super) languages: Vec<String>,
    /// The variables that the page does not tell.
    pub(super) asked: Vec<String>,
    /// Those of them that are still empty.
    pub(super) missing: Vec<String>,
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
    /// Why the letter cannot be filled at all.
    pub(super) broken: Option<FillError>,
}

impl Sheet {
    /// The open letter; nothing where none is open or the packs do not know it.
    pub(super) fn open(bench: Bench) -> Option<Self> {
        let id = bench.chosen.get()?;
        let tongue = bench.tongue.get();
        let given = bench.given.get();
        let settings = bench.desk.settings.get();
        bench.page(|view| {
            let values = templates::values(&view.reading, &settings);
            bench.desk.packs(|packs| Self::fill(packs, view, &id, tongue.as_deref(), values, &given))
        })?
    }

    fn fill(
        packs: &Packs,
        view: &Seen,
        id: &str,
        tongue: Option<&str>,
        values: Values,
        given: &BTreeMap<String, String>,
    ) -> Option<Self> {
        let languages: Vec<String> = packs
            .letters()
            .filter(|(_, letter)| letter.id == id)
            .map(|(language, _)| language.to_owned())
            .collect();
        let proposed =
            view.advice.letters.iter().find(|choice| choice.id == id).map(|choice| choice.language.clone());
        let language = tongue
            .map(str::to_owned)
            .or(proposed)
            .filter(|language| languages.contains(language))
            .or_else(|| templates::language_for(packs, id, &view.reading))?;
        let letter = packs.letter(id, &language)?;

        // What is asked for must not change while it is being typed, so it depends on the page alone.
        let by_page = templates::fill(packs, id, &language, &values);
        let asked = by_page.as_ref().map(|filled| filled.missing.clone()).unwrap_or_default();
        let mut all = values;
        all.extend(
            given
                .iter()
                .filter(|(name, _)| asked.contains(name))
                .map(|(name, text)| (name.clone(), text.clone())),
        );
        let filled = templates::fill(packs, id, &language, &all);
        let broken = filled.as_ref().err().cloned();
        let filled = filled.unwrap_or_default();

        let findings = lint::check(packs, &view.reading.portal, &filled.text);
        let reply = view.reading.reply.as_ref();
        Some(Self {
            id: id.to_owned(),
            title: letter.title.clone(),
            meaning: letter.meaning.clone(),
            length: filled.text.encode_utf16().count(),
            findings: findings.into_iter().map(|finding| with_words(finding, &filled.text)).collect(),
            language,
            languages,
            asked,
            missing: filled.missing,
            pieces: filled.pieces,
            text: filled.text,
            limit: reply.and_then(|reply| reply.limit),
            has_box: reply.is_some(),
            is_held: view.advice.hold.is_some(),
            broken,
        })
    }

    /// Whether the text is finished.
    pub(super) fn is_complete(&self) -> bool {
        self.broken.is_none() && self.missing.is_empty() && !self.text.is_empty()
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

fn with_words(finding: Finding, text: &str) -> (Finding, String) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let words = units.get(finding.start as usize..finding.end as usize).map(String::from_utf16_lossy);
    (finding, words.unwrap_or_default())
}
