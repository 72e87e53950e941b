//! What stands in the view of the rules, and what a search and the filters leave of it.

use crate::model::Words;
use crate::packs::Packs;
use crate::packs::format::{Indicator, Rule, RulePack};
use crate::ui::desk::Desk;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use std::sync::Arc;

/// Everything that the view shows, in the order in which it stands there.
pub(super) struct Shelf {
    pub platforms: Vec<Platform>,
    pub entries: Vec<Arc<Entry>>,
    pub indicators: Vec<Arc<Listed>>,
}

/// A platform with its sites.
pub(super) struct Platform {
    pub id: String,
    pub name: Words,
    /// Id and name of each.
    pub sites: Vec<(String, Words)>,
}

/// A shipped rule.
pub(super) struct Entry {
    pub platform: String,
    pub platform_name: Words,
    /// The sites for which it holds; empty where the platform has none of its own.
    pub sites: Vec<(String, Words)>,
    pub rule: Rule,
    /// What the search looks through, in lower case.
    text: String,
}

/// An indicator.
pub(super) struct Listed {
    pub platform_name: Option<Words>,
    pub indicator: Indicator,
    text: String,
}

impl Shelf {
    pub fn new(packs: &Packs) -> Self {
        let mut shelf = Self { platforms: Vec::new(), entries: Vec::new(), indicators: Vec::new() };
        for pack in packs.rule_packs() {
            let platform =
                Platform { id: pack.platform.clone(), name: name(packs, pack), sites: sites(packs, pack) };
            for rule in &pack.rules {
                let holds = |id: &String| rule.when.site.is_empty() || rule.when.site.contains(id);
                let entry = Entry {
                    platform: platform.id.clone(),
                    platform_name: platform.name.clone(),
                    sites: platform.sites.iter().filter(|(id, _)| holds(id)).cloned().collect(),
                    rule: rule.clone(),
                    text: String::new(),
                };
                let text = text_of_rule(packs, &entry);
                shelf.entries.push(Arc::new(Entry { text, ..entry }));
            }
            shelf.platforms.push(platform);
        }
        for indicator in packs.indicators() {
            let platform = shelf.platforms.iter().find(|one| one.id == indicator.platform);
            let platform_name = platform.map(|one| one.name.clone());
            let text = text_of_indicator(packs, indicator, platform_name.as_ref());
            shelf.indicators.push(Arc::new(Listed { platform_name, indicator: indicator.clone(), text }));
        }
        shelf
    }
}

fn name(packs: &Packs, pack: &RulePack) -> Words {
    let named = packs.portal(&pack.platform).map(|portal| portal.name.clone()).or_else(|| pack.name.clone());
    named.unwrap_or_else(|| Words::new(&pack.platform, &pack.platform))
}

fn sites(packs: &Packs, pack: &RulePack) -> Vec<(String, Words)> {
    match packs.portal(&pack.platform) {
        Some(portal) => {
            let sites = portal.sites.iter().map(|site| (site.id.clone(), Words::new(&site.id, &site.id)));
            let mut sites: Vec<_> = sites.collect();
            // A site may stand on several hosts.
            sites.sort_by(|one, two| one.0.cmp(&two.0));
            sites.dedup_by(|one, two| one.0 == two.0);
            sites
        }
        None => pack.sites.iter().map(|site| (site.id.clone(), site.name.clone())).collect(),
    }
}

/// Collects words in both languages, in lower case.
struct Text(String);

impl Text {
    fn add(&mut self, text: &str) {
        self.0.push_str(&text.to_lowercase());
        self.0.push('\n');
    }

    fn words(&mut self, words: &Words) {
        self.add(&words.en);
        self.add(&words.zh);
    }

    fn sources(&mut self, packs: &Packs, codes: &[String]) {
        for code in codes {
            self.add(code);
            if let Some(source) = packs.source(code) {
                self.add(&source.title);
            }
        }
    }
}

fn text_of_rule(packs: &Packs, entry: &Entry) -> String {
    let rule = &entry.rule;
    let mut text = Text(String::new());
    text.add(&rule.id);
    text.add(rule.fact.as_deref().unwrap_or_default());
    text.add(&entry.platform);
    let kinds = rule.when.kind.iter().map(|kind| kind.words());
    let named = [&entry.platform_name, &rule.act, &rule.lapse];
    named.into_iter().chain(&rule.note).for_each(|words| text.words(words));
    kinds.for_each(|words| text.words(&words));
    for (id, name) in &entry.sites {
        text.add(id);
        text.words(name);
    }
    rule.conflicts.iter().for_each(|conflict| text.words(&conflict.value));
    text.sources(packs, &rule.sources);
    text.0
}

fn text_of_indicator(packs: &Packs, indicator: &Indicator, platform: Option<&Words>) -> String {
    let mut text = Text(String::new());
    text.add(&indicator.id);
    let parts = [&indicator.numerator, &indicator.denominator, &indicator.target, &indicator.note];
    let parts = parts.into_iter().flatten().chain(platform).chain([&indicator.name]);
    parts.chain(&indicator.rows).for_each(|words| text.words(words));
    text.sources(packs, &indicator.sources);
    text.0
}

/// What the person looks for.
#[derive(Clone, Copy)]
pub(super) struct Filter {
    pub query: RwSignal<String>,
    pub platform: RwSignal<String>,
    pub site: RwSignal<String>,
    /// Only the rules that the shop has changed.
    pub mine: RwSignal<bool>,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            query: RwSignal::new(String::new()),
            platform: RwSignal::new(String::new()),
            site: RwSignal::new(String::new()),
            mine: RwSignal::new(false),
        }
    }
}

impl Filter {
    /// Shows everything again.
    pub fn clear(self) {
        self.query.set(String::new());
        self.platform.set(String::new());
        self.site.set(String::new());
        self.mine.set(false);
    }

    /// Which rules are shown, in the order of the shelf.
    pub fn rules(self, desk: Desk, shelf: &Shelf) -> Vec<bool> {
        let (words, platform, site) = (self.words(), self.platform.get(), self.site.get());
        let mine = self.mine.get().then(|| desk.rules.get().changes);
        let entries = shelf.entries.iter();
        entries
            .map(|entry| {
                (platform.is_empty() || entry.platform == platform)
                    && (site.is_empty() || entry.sites.iter().any(|(id, _)| *id == site))
                    && mine.as_ref().is_none_or(|changes| {
                        changes.iter().any(|change| change.concerns(&entry.platform, &entry.rule.id))
                    })
                    && words.iter().all(|word| entry.text.contains(word))
            })
            .collect()
    }

    /// Which indicators are shown.
    pub fn indicators(self, shelf: &Shelf) -> Vec<bool> {
        let (words, platform, mine) = (self.words(), self.platform.get(), self.mine.get());
        let shown = |listed: &Arc<Listed>| {
            !mine
                && (platform.is_empty() || listed.indicator.platform == platform)
                && words.iter().all(|word| listed.text.contains(word))
        };
        shelf.indicators.iter().map(shown).collect()
    }

    fn words(self) -> Vec<String> {
        self.query.with(|query| query.to_lowercase().split_whitespace().map(str::to_owned).collect())
    }
}
