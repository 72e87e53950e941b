//! Compiles a pattern once for the life of the program.

use regex_lite::{Captures, Regex};
use std::sync::OnceLock;

/// A regular expression written in this program.
pub(super) struct Pattern {
    source: &'static str,
    needs: fn(char) -> bool,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern that is compiled at its first use, and can only match a text with a character for which
    /// `needs` holds. A list of orders has a thousand times to read, and most patterns can be ruled out at a
    /// glance.
    pub(super) const fn needing(needs: fn(char) -> bool, source: &'static str) -> Self {
        Self { source, needs, compiled: OnceLock::new() }
    }

    /// The first match.
    pub(super) fn captures<'text>(&self, text: &'text str) -> Option<Captures<'text>> {
        self.compiled(text)?.captures(text)
    }

    /// All matches, one behind the other.
    pub(super) fn all<'text>(&self, text: &'text str) -> impl Iterator<Item = Captures<'text>> {
        self.compiled(text).map(|compiled| compiled.captures_iter(text)).into_iter().flatten()
    }

    /// The patterns are constants, and a test compiles each of them.
    fn compiled(&self, text: &str) -> Option<&Regex> {
        let needed = text.chars().any(self.needs);
        needed.then(|| self.compiled.get_or_init(|| Regex::new(self.source).ok()).as_ref())?
    }

    #[cfg(test)]
    pub(super) fn compiles(&self) -> bool {
        Regex::new(self.source).is_ok()
    }
}

/// The number in capture group `name`, if it took part in the match.
pub(super) fn number<N: std::str::FromStr>(captures: &Captures<'_>, name: &str) -> Option<N> {
    captures.name(name)?.as_str().parse().ok()
}
