//! The data of `packs/`: loaded, checked, overlaid. The only module that knows the file format.
//!
//! [`Packs::shipped`] gives what was built in. A shop's own changes are a second [`Bundle`] laid
//! over it by [`Packs::overlay`]: an entry with a known id replaces the shipped one, a new id adds. What
//! was changed on the screen is laid over it by [`overlay::apply`].

#[cfg(not(target_arch = "wasm32"))]
pub mod check;
pub mod format;
#[cfg(not(target_arch = "wasm32"))]
pub mod load;
pub mod mend;
pub mod overlay;
pub mod own;

use crate::lint::Compiled;
use crate::triage::Lexicons;
use format::{
    Action, Bundle, CalendarPack, Catalogue, Indicator, LabelPack, LanguageFile, LanguagePack, Letter,
    LetterPack, LexiconPack, LintPattern, LintWordPack, Named, Place, PlayStep, PortalPack, Rule, RulePack,
    Source, Text, TextPack, Variable, WeightPack,
};
use std::collections::BTreeSet;

static SHIPPED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.postcard"));
/// What belongs to single languages. In a browser each is a file of its own, fetched when it is needed.
#[cfg(not(target_arch = "wasm32"))]
static LANGUAGES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/languages.postcard"));

/// What was learned from messages of all languages; a file like those of the languages.
pub const ANY_LANGUAGE: &str = "any";

/// The file of the extension that holds all that belongs to a language.
pub fn language_file(language: &str) -> String {
    format!("pkg/languages/{language}.postcard")
}

/// Why the packs could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// The built-in packs do not have the form that this Dueline expects.
    #[error("the built-in packs are damaged ({0}); install Dueline again")]
    Damaged(String),
}

/// All packs, ready to be asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Packs {
    bundle: Bundle,
    lint: Compiled,
    lexicons: Lexicons,
    /// The languages whose shipped words were added.
    loaded: BTreeSet<String>,
    /// What is switched off, to be said to the person.
    off: Vec<mend::Off>,
}

impl Packs {
    /// The packs that were built in.
    ///
    /// # Errors
    /// [`PackError::Damaged`] if they do not have the expected form, which the tests rule out for a release.
    pub fn shipped() -> Result<Self, PackError> {
        let damaged = |error: postcard::Error| PackError::Damaged(error.to_string());
        #[cfg_attr(target_arch = "wasm32", allow(unused_mut))]
        let mut packs = Self::from_bundle(postcard::from_bytes(SHIPPED).map_err(damaged)?);
        #[cfg(not(target_arch = "wasm32"))]
        {
            let files: Vec<(String, LanguageFile)> = postcard::from_bytes(LANGUAGES).map_err(damaged)?;
            files.into_iter().for_each(|(language, file)| packs.take_language(&language, file));
        }
        Ok(packs)
    }

    /// Adds what belongs to a language, as the build left it in a file. What the shop has changed in it stays.
    ///
    /// # Errors
    /// [`PackError::Damaged`] if the file does not have the expected form.
    pub fn add_language(&mut self, language: &str, file: &[u8]) -> Result<(), PackError> {
        let file = postcard::from_bytes(file).map_err(|error| PackError::Damaged(error.to_string()))?;
        self.take_language(language, file);
        Ok(())
    }

    fn take_language(&mut self, language: &str, file: LanguageFile) {
        self.loaded.insert(language.to_owned());
        if self.weights(language).is_none() {
            self.bundle.weights.push(file.weights);
        }
        if language == ANY_LANGUAGE {
            return;
        }
        let known = self.bundle.texts.iter_mut().find(|known| known.language == language);
        match known {
            None => self.bundle.texts.push(file.texts),
            Some(known) => {
                for text in file.texts.texts {
                    if known.texts.iter().all(|own| own.letter != text.letter) {
                        known.texts.push(text);
                    }
                }
            }
        }
        if self.lexicon(language).is_none() {
            self.bundle.lexicons.push(file.lexicon);
        }
        if self.bundle.lint_words.iter().all(|known| known.language != language) {
            self.bundle.lint_words.push(file.lint);
        }
        self.lint = Compiled::default();
        self.lexicons = Lexicons::default();
    }

    /// Whether there is a file for a language, or it is [`ANY_LANGUAGE`].
    pub fn has_file(&self, language: &str) -> bool {
        language == ANY_LANGUAGE || self.language(language).is_some()
    }

    /// Whether what belongs to a language is there.
    pub fn has_language(&self, language: &str) -> bool {
        cfg!(not(target_arch = "wasm32")) || self.loaded.contains(language)
    }

    /// The packs of one bundle alone.
    pub fn from_bundle(bundle: Bundle) -> Self {
        let mut packs = Self { bundle, ..Self::default() };
        for pack in std::mem::take(&mut packs.bundle.mends) {
            mend::apply(&mut packs, &pack);
        }
        packs
    }

    /// Lays `other` over these packs: known ids are replaced, new ones added. Its lint expressions have no
    /// [`format::Need`]s, whatever it says: a wrong one would silence an expression.
    pub fn overlay(&mut self, other: Bundle) {
        self.lint = Compiled::default();
        for portal in other.portals {
            replace(&mut self.bundle.portals, portal, |one, two| one.id == two.id);
        }
        for pack in other.labels {
            replace(&mut self.bundle.labels, pack, |one, two| one.language == two.language);
        }
        for pack in &other.mends {
            mend::apply(self, pack);
        }
        for pack in other.rules {
            match self.bundle.rules.iter_mut().find(|known| known.platform == pack.platform) {
                None => self.bundle.rules.push(pack),
                Some(known) => {
                    for source in pack.sources {
                        replace(&mut known.sources, source, |one, two| one.code == two.code);
                    }
                    for rule in pack.rules {
                        replace(&mut known.rules, rule, |one, two| one.id == two.id);
                    }
                }
            }
        }
        for pack in other.playbooks {
            match self.bundle.playbooks.iter_mut().find(|known| known.id == pack.id) {
                None => self.bundle.playbooks.push(pack),
                Some(known) => {
                    for step in pack.steps {
                        replace(&mut known.steps, step, |one, two| one.id == two.id);
                    }
                }
            }
        }
        self.lexicons = Lexicons::default();
        for pack in other.languages {
            replace(&mut self.bundle.languages, pack, |one, two| one.language == two.language);
        }
        self.add_catalogue(other.catalogue);
        for pack in other.letters {
            self.add_letters(pack);
        }
        for pack in other.texts {
            for text in pack.texts {
                self.put_text(&pack.language, text);
            }
        }
        for mut pack in other.lint {
            pack.patterns.iter_mut().for_each(|pattern| pattern.needs.clear());
            match self.bundle.lint.iter_mut().find(|known| known.id == pack.id) {
                None => self.bundle.lint.push(pack),
                Some(known) => {
                    for mut pattern in pack.patterns {
                        // The same expressions, as they are in the file of a shipped pack, keep what was worked out for them.
                        let same =
                            |known: &&mut LintPattern| known.id == pattern.id && known.find == pattern.find;
                        if let Some(known) = known.patterns.iter_mut().find(same) {
                            pattern.needs = std::mem::take(&mut known.needs);
                        }
                        replace(&mut known.patterns, pattern, |one, two| one.id == two.id);
                    }
                }
            }
        }
        for mut pack in other.lint_words {
            let known = self.bundle.lint_words.iter().find(|known| known.language == pack.language);
            let find = |pack: &LintWordPack| -> Vec<Vec<String>> {
                pack.words.iter().map(|words| words.find.clone()).collect()
            };
            // As with the patterns: needs are taken from nobody but the build.
            if known.is_some_and(|known| find(known) == find(&pack)) {
                continue;
            }
            pack.literals.clear();
            pack.words.iter_mut().for_each(|words| words.needs.clear());
            replace(&mut self.bundle.lint_words, pack, |one, two| one.language == two.language);
        }
        for pack in other.lexicons {
            replace(&mut self.bundle.lexicons, pack, |one, two| one.language == two.language);
        }
        for pack in other.weights {
            replace(&mut self.bundle.weights, pack, |one, two| one.language == two.language);
        }
        for pack in other.actions {
            match self.bundle.actions.first_mut() {
                None => self.bundle.actions.push(pack),
                Some(known) => {
                    for action in pack.actions {
                        replace(&mut known.actions, action, |one, two| one.id == two.id);
                    }
                }
            }
        }
        for pack in other.indicators {
            match self.bundle.indicators.first_mut() {
                None => self.bundle.indicators.push(pack),
                Some(known) => {
                    for source in pack.sources {
                        replace(&mut known.sources, source, |one, two| one.code == two.code);
                    }
                    for indicator in pack.indicators {
                        replace(&mut known.indicators, indicator, |one, two| one.id == two.id);
                    }
                }
            }
        }
        for pack in other.places {
            match self.bundle.places.first_mut() {
                None => self.bundle.places.push(pack),
                Some(known) => {
                    for place in pack.places {
                        replace(&mut known.places, place, |one, two| one.code == two.code);
                    }
                }
            }
        }
        for calendar in other.calendars {
            replace(&mut self.bundle.calendars, calendar, |one, two| one.id == two.id);
        }
    }

    fn add_catalogue(&mut self, other: Catalogue) {
        let known = &mut self.bundle.catalogue;
        let same = |one: &Named, two: &Named| one.id == two.id;
        other.topics.into_iter().for_each(|topic| replace(&mut known.topics, topic, same));
        other.strategies.into_iter().for_each(|one| replace(&mut known.strategies, one, same));
        other.proofs.into_iter().for_each(|proof| replace(&mut known.proofs, proof, same));
        for variable in other.variables {
            replace(&mut known.variables, variable, |one, two| one.name == two.name);
        }
    }

    /// Adds letters; one with a known id takes the place of the other, in whatever group that stands.
    fn add_letters(&mut self, pack: LetterPack) {
        let mut new = LetterPack { letters: Vec::new(), ..pack };
        for mut letter in pack.letters {
            let known = self.bundle.letters.iter_mut().flat_map(|pack| &mut pack.letters);
            match known.into_iter().find(|known| known.id == letter.id) {
                Some(known) => {
                    for language in std::mem::take(&mut known.languages) {
                        if !letter.languages.contains(&language) {
                            letter.languages.push(language);
                        }
                    }
                    *known = letter;
                }
                None => new.letters.push(letter),
            }
        }
        match self.bundle.letters.iter_mut().find(|known| known.group == new.group) {
            Some(known) => known.letters.extend(new.letters),
            None => self.bundle.letters.push(new),
        }
    }

    fn put_text(&mut self, language: &str, text: Text) {
        let letters = self.bundle.letters.iter_mut().flat_map(|pack| &mut pack.letters);
        if let Some(letter) = letters.into_iter().find(|letter| letter.id == text.letter)
            && !letter.languages.iter().any(|known| known == language)
        {
            letter.languages.push(language.to_owned());
        }
        match self.bundle.texts.iter_mut().find(|pack| pack.language == language) {
            Some(pack) => replace(&mut pack.texts, text, |one, two| one.letter == two.letter),
            None => self.bundle.texts.push(TextPack {
                language: language.to_owned(),
                texts: vec![text],
                cases: Vec::new(),
            }),
        }
    }

    /// What was switched off by [`mend::apply`].
    pub fn off(&self) -> &[mend::Off] {
        &self.off
    }

    /// Everything, as one bundle.
    pub fn bundle(&self) -> &Bundle {
        &self.bundle
    }

    /// All portals.
    pub fn portals(&self) -> &[PortalPack] {
        &self.bundle.portals
    }

    /// The portal with this id.
    pub fn portal(&self, id: &str) -> Option<&PortalPack> {
        self.bundle.portals.iter().find(|portal| portal.id == id)
    }

    /// The common labels and words of the languages in which a portal prints its pages.
    pub fn labels<'a>(&'a self, portal: &'a PortalPack) -> impl Iterator<Item = &'a LabelPack> {
        self.bundle.labels.iter().filter(|pack| portal.languages.contains(&pack.language))
    }

    /// The rules of a platform.
    pub fn rules(&self, platform: &str) -> impl Iterator<Item = &Rule> {
        self.bundle.rules.iter().filter(move |pack| pack.platform == platform).flat_map(|pack| &pack.rules)
    }

    /// The rule with this id, on whatever platform.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.bundle.rules.iter().flat_map(|pack| &pack.rules).find(|rule| rule.id == id)
    }

    /// All rule packs, one a platform.
    pub fn rule_packs(&self) -> &[RulePack] {
        &self.bundle.rules
    }

    /// The IANA zone in which a platform counts on a site, and whether a source says so. An empty
    /// site is the platform as a whole.
    pub fn site_zone(&self, platform: &str, site: &str) -> Option<(&str, bool)> {
        if let Some(portal) = self.portal(platform) {
            if site.is_empty() || site == platform {
                return Some((&portal.zone, portal.zone_known));
            }
            return portal
                .sites
                .iter()
                .find(|known| known.id == site)
                .map(|site| (site.zone.as_str(), site.zone_known));
        }
        let pack = self.bundle.rules.iter().find(|pack| pack.platform == platform)?;
        let known = pack.sites.iter().find(|known| known.id == site);
        let first = pack.sites.first().filter(|_| site.is_empty());
        known.or(first).map(|site| (site.zone.as_str(), site.zone_known))
    }

    /// The action with this id.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.bundle.actions.iter().flat_map(|pack| &pack.actions).find(|action| action.id == id)
    }

    /// The country that a portal calls by this name.
    pub fn place(&self, name: &str) -> Option<&Place> {
        self.bundle.places.iter().flat_map(|pack| &pack.places).find(|place| place.is_called(name))
    }

    /// The source with this code.
    pub fn source(&self, code: &str) -> Option<&Source> {
        let of_rules = self.bundle.rules.iter().flat_map(|pack| &pack.sources);
        let of_indicators = self.bundle.indicators.iter().flat_map(|pack| &pack.sources);
        of_rules.chain(of_indicators).find(|source| source.code == code)
    }

    /// All indicators.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.bundle.indicators.iter().flat_map(|pack| &pack.indicators)
    }

    /// All playbook steps, in the order of their files.
    pub fn steps(&self) -> impl Iterator<Item = &PlayStep> {
        self.bundle.playbooks.iter().flat_map(|pack| &pack.steps)
    }

    /// All letters, group by group.
    pub fn letters(&self) -> impl Iterator<Item = &Letter> {
        self.bundle.letters.iter().flat_map(|pack| &pack.letters)
    }

    /// All groups of letters.
    pub fn letter_packs(&self) -> &[LetterPack] {
        &self.bundle.letters
    }

    /// The letter with this id.
    pub fn letter(&self, id: &str) -> Option<&Letter> {
        self.letters().find(|letter| letter.id == id)
    }

    /// A letter's words in a language, where they are loaded.
    pub fn text(&self, letter: &str, language: &str) -> Option<&Text> {
        let packs = self.bundle.texts.iter().filter(|pack| pack.language == language);
        packs.flat_map(|pack| &pack.texts).find(|text| text.letter == letter)
    }

    /// The languages of letters.
    pub fn languages(&self) -> &[LanguagePack] {
        &self.bundle.languages
    }

    /// One language of letters.
    pub fn language(&self, language: &str) -> Option<&LanguagePack> {
        self.bundle.languages.iter().find(|pack| pack.language == language)
    }

    /// The words that letters share.
    pub fn catalogue(&self) -> &Catalogue {
        &self.bundle.catalogue
    }

    /// A variable of letters.
    pub fn variable(&self, name: &str) -> Option<&Variable> {
        self.bundle.catalogue.variables.iter().find(|variable| variable.name == name)
    }

    /// How buyers of a language word things, where that is loaded.
    pub fn lexicon(&self, language: &str) -> Option<&LexiconPack> {
        self.bundle.lexicons.iter().find(|pack| pack.language == language)
    }

    /// What was learned from messages of a language, where that is loaded, or of `any`.
    pub fn weights(&self, language: &str) -> Option<&WeightPack> {
        self.bundle.weights.iter().find(|pack| pack.language == language)
    }

    /// The lexicons, ready to be looked for.
    pub(crate) fn lexicons(&self) -> &Lexicons {
        &self.lexicons
    }

    /// All lint patterns.
    pub fn lint_patterns(&self) -> impl Iterator<Item = &LintPattern> {
        self.bundle.lint.iter().flat_map(|pack| &pack.patterns)
    }

    /// How what a reply may not say is said in each language that is loaded.
    pub fn lint_words(&self) -> &[LintWordPack] {
        &self.bundle.lint_words
    }

    /// The expressions of [`Self::lint_patterns`] and [`Self::lint_words`], compiled as they are needed.
    pub(crate) fn compiled_lint(&self) -> &Compiled {
        &self.lint
    }

    /// The literals for which a draft is searched before any lint expression runs.
    pub(crate) fn lint_literals(&self) -> &[String] {
        &self.bundle.literals
    }

    /// The calendar with this id.
    pub fn calendar(&self, id: &str) -> Option<&CalendarPack> {
        self.bundle.calendars.iter().find(|calendar| calendar.id == id)
    }
}

fn replace<T>(list: &mut Vec<T>, item: T, same: impl Fn(&T, &T) -> bool) {
    match list.iter_mut().find(|known| same(known, &item)) {
        Some(known) => *known = item,
        None => list.push(item),
    }
}
