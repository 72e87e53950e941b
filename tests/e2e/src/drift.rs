//! The drift suite: each page of the replica is changed as a portal's next build might change it, and what is read
//! is counted: right, wrong, or honestly missing. A value that is read wrong is a defect.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, ensure};
use dueline::portal;
use dueline::protocol::Plan;
use replica_portal::Scene;

use crate::Stage;
use crate::eyes::{Eyes, Said, Sight};

/// The changes that are made to every page, beside its hooks one at a time and its other languages.
pub const KINDS: [&str; 11] = [
    "hashes", "classes", "ids", "data", "wrappers", "order", "columns", "virtual", "late", "partial",
    "dialog",
];

/// How many values were read right, wrong or not at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// As on the page that was not changed.
    pub right: usize,
    /// Otherwise.
    pub wrong: usize,
    /// Said to be missing.
    pub missing: usize,
}

impl Count {
    /// Both together.
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missing += other.missing;
    }

    /// How much of what was there was read right, in per cent.
    pub fn share(&self) -> f64 {
        let all = (self.right + self.wrong + self.missing).max(1);
        100.0 * self.right as f64 / all as f64
    }
}

/// What came of the drift of one page.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Kind of change → what was read.
    pub counts: BTreeMap<&'static str, Count>,
    /// How many changed pages were looked at.
    pub variants: usize,
    /// Every value that was read wrong, in words.
    pub wrong: Vec<String>,
    /// Every value that was lost, in words.
    pub lost: Vec<String>,
}

/// Drifts one page in every way.
///
/// # Errors
/// If the page cannot be opened or looked at, or does not come back to what it was.
pub async fn drift(eyes: &Eyes, stage: &Stage, scene: &Scene) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    eyes.visit(stage, scene, "late:0,rows:12").await?;
    let plain = eyes.see(stage).await?;
    ensure!(!plain.page.is_empty(), "{}: no page of the pack is seen", scene.id);
    let pack = eyes.packs.portal(&scene.portal).expect("the page was read by it");
    let hooks = hooks(&portal::plan(&eyes.packs, pack), &plain.page);
    let changes = KINDS.into_iter().map(|kind| (kind, String::new()));
    let changes: Vec<(&'static str, String)> =
        changes.chain(hooks.into_iter().map(|hook| ("hook", hook))).collect();
    let seen = eyes.see_changed(stage, &changes).await?;
    for ((kind, argument), seen) in changes.iter().zip(seen) {
        if let Some(seen) = seen {
            outcome.note(kind, &format!("{} [{kind} {argument}]", scene.id), &plain, &seen);
        }
    }
    let again = eyes.see(stage).await?;
    let otherwise = crate::eyes::differences(&plain, &again);
    ensure!(
        otherwise.is_empty(),
        "{} is another page after all changes were taken back: {otherwise:?}",
        scene.id
    );
    for language in other_languages(scene) {
        let seen = eyes.see_redrawn(stage, &format!("late:0,rows:12,language:{language}")).await?;
        let comparable = in_all_languages(&plain);
        outcome.note(
            "language",
            &format!("{} [language {language}]", scene.id),
            &comparable,
            &in_all_languages(&seen),
        );
    }
    Ok(outcome)
}

impl Outcome {
    fn note(&mut self, kind: &'static str, what: &str, wanted: &Sight, seen: &Sight) {
        self.variants += 1;
        let mut count = Count::default();
        let absent = seen.page.is_empty();
        let mut fields = |place: &str, wanted: &Said, seen: &Said| {
            for (name, value) in wanted {
                match seen.get(name) {
                    Some(found) if found.agrees(value) => count.right += 1,
                    Some(found) => {
                        count.wrong += 1;
                        self.wrong.push(format!("{what}: {place}{name} is {found:?} instead of {value:?}"));
                    }
                    None => {
                        count.missing += 1;
                        self.lost.push(format!("{what}: {place}{name}"));
                    }
                }
            }
            for (name, found) in seen.iter().filter(|(name, _)| !wanted.contains_key(*name)) {
                count.wrong += 1;
                self.wrong
                    .push(format!("{what}: {place}{name} is {found:?}, and nothing on the page says so"));
            }
        };
        let nothing = Said::new();
        fields("", &wanted.fields, if absent { &nothing } else { &seen.fields });
        for (key, row) in &wanted.rows {
            // A row that is not in the document, or of which nothing is seen at all, was not misread.
            match seen.rows.get(key) {
                Some(found) => fields(&format!("row {key}, "), row, found),
                None if matches!(kind, "virtual" | "partial" | "late") => {}
                None => fields(&format!("row {key}, "), row, &nothing),
            }
        }
        for (key, _) in seen.rows.iter().filter(|(key, _)| !wanted.rows.contains_key(*key)) {
            count.wrong += 1;
            self.wrong.push(format!("{what}: row {key} is on no list"));
        }
        let known: BTreeSet<&(String, String)> = wanted.thread.iter().collect();
        for message in &seen.thread {
            let unknown = message.0 == "unknown";
            if known.contains(message) {
                count.right += 1;
            } else if !unknown && !matches!(kind, "partial") {
                count.wrong += 1;
                self.wrong.push(format!("{what}: nobody said {message:?}"));
            }
        }
        let heard: BTreeSet<&(String, String)> = seen.thread.iter().collect();
        count.missing += wanted.thread.iter().filter(|message| !heard.contains(message)).count();
        if wanted.reply {
            if seen.reply { count.right += 1 } else { count.missing += 1 }
        }
        self.counts.entry(kind).or_default().add(count);
    }
}

/// Values that are words of the interface, and so differ from language to language.
const WORDS: [&str; 6] = ["country", "reason", "asks_for", "carrier", "item", "buyer"];

fn in_all_languages(sight: &Sight) -> Sight {
    let plain = |said: &Said| {
        said.iter()
            .filter(|(name, _)| !WORDS.contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    };
    Sight {
        page: sight.page.clone(),
        fields: plain(&sight.fields),
        rows: sight.rows.iter().map(|(key, row)| (key.clone(), plain(row))).collect(),
        thread: sight.thread.clone(),
        reply: sight.reply,
    }
}

fn other_languages(scene: &Scene) -> Vec<String> {
    replica_portal::languages(&scene.portal).into_iter().skip(1).collect()
}

/// The hooks on which the plan of a page rests: attributes for tests, ids, classes and parts of classes.
fn hooks(plan: &Plan, page: &str) -> Vec<String> {
    let Some(page) = plan.pages.iter().find(|known| known.id == page) else { return Vec::new() };
    let mut selectors: Vec<&str> = page.scope.iter().chain(&page.present).map(String::as_str).collect();
    let mut strategies: Vec<_> = page.fields.values().flatten().collect();
    if let Some(rows) = &page.rows {
        selectors.extend(rows.css.iter().map(String::as_str));
        strategies.extend(rows.fields.values().flatten());
    }
    if let Some(thread) = &page.thread {
        for list in [&thread.scope, &thread.message, &thread.buyer, &thread.seller, &thread.platform] {
            selectors.extend(list.iter().map(String::as_str));
        }
        strategies.extend(thread.text.iter().chain(&thread.time));
    }
    if let Some(reply) = &page.reply {
        selectors.extend(reply.css.iter().chain(&reply.send).map(String::as_str));
    }
    selectors.extend(
        strategies
            .iter()
            .flat_map(|strategy| [&strategy.css, &strategy.within])
            .flatten()
            .map(String::as_str),
    );
    let mut hooks = BTreeSet::new();
    for selector in selectors {
        collect(selector, &mut hooks);
    }
    hooks.into_iter().collect()
}

fn collect(selector: &str, hooks: &mut BTreeSet<String>) {
    let name = |text: &str| -> String {
        text.chars().take_while(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_')).collect()
    };
    for (at, letter) in selector.char_indices() {
        let rest = &selector[at + letter.len_utf8()..];
        match letter {
            '#' | '.' if name(rest).len() > 1 && !rest.starts_with(|first: char| first.is_ascii_digit()) => {
                hooks.insert(format!("{letter}{}", name(rest)));
            }
            '[' => {
                let Some(end) = rest.find(']') else { continue };
                let inner = rest[..end].trim_end_matches(" i");
                let Some((attribute, value)) = inner.split_once('=') else { continue };
                let value = value.trim_matches(['"', '\'']);
                if let Some("class") = attribute.strip_suffix(['*', '^']) {
                    hooks.insert(format!("{value}*"));
                } else if attribute == "id" || attribute == "id^" || attribute.starts_with("data-") {
                    hooks.insert(format!("[{attribute}={value}]"));
                }
            }
            _ => {}
        }
    }
}

/// The table of all pages, as it is kept in docs/READING.md.
pub fn table(pages: &[(String, Outcome)]) -> String {
    let kinds: Vec<&str> = KINDS.into_iter().chain(["hook", "language"]).collect();
    let mut lines = vec![
        "| page | variants | read right | read wrong | honestly missing | share right |".to_owned(),
        "| --- | ---: | ---: | ---: | ---: | ---: |".to_owned(),
    ];
    let line = |name: &str, variants: usize, count: Count| {
        format!(
            "| {name} | {variants} | {} | {} | {} | {:.1} % |",
            count.right,
            count.wrong,
            count.missing,
            count.share()
        )
    };
    let mut all = Count::default();
    let mut by_kind: BTreeMap<&str, Count> = BTreeMap::new();
    for (page, outcome) in pages {
        let mut own = Count::default();
        for (kind, count) in &outcome.counts {
            own.add(*count);
            by_kind.entry(kind).or_default().add(*count);
        }
        all.add(own);
        lines.push(line(page, outcome.variants, own));
    }
    lines.push(line("**all**", pages.iter().map(|(_, outcome)| outcome.variants).sum(), all));
    lines.push(String::new());
    lines.push("| change | read right | read wrong | honestly missing | share right |".to_owned());
    lines.push("| --- | ---: | ---: | ---: | ---: |".to_owned());
    for kind in kinds {
        let count = by_kind.get(kind).copied().unwrap_or_default();
        lines.push(format!(
            "| {kind} | {} | {} | {} | {:.1} % |",
            count.right,
            count.wrong,
            count.missing,
            count.share()
        ));
    }
    lines.join("\n")
}
