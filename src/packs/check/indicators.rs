//! Indicators: references, and that what is unknown is named.

use super::Wrong;
use super::meaning::{both_languages, date};
use crate::packs::Packs;
use crate::packs::format::{Confidence, IndicatorPack};

pub(super) fn check(packs: &Packs, pack: &IndicatorPack, wrongs: &mut Vec<Wrong>) {
    for (index, indicator) in pack.indicators.iter().enumerate() {
        let at = |rest: &str| format!("indicator[{index}].{rest}");
        if pack.indicators[..index].iter().any(|other| other.id == indicator.id) {
            let what = format!("indicator `{}` stands twice", indicator.id);
            wrongs.push(Wrong::new(at("id"), what, "give each indicator its own id"));
        }
        date(&at("checked"), &indicator.checked, wrongs);
        both_languages(&at("name"), &indicator.name, wrongs);
        let parts = [
            &indicator.numerator,
            &indicator.denominator,
            &indicator.window,
            &indicator.target,
            &indicator.note,
        ];
        let lists = indicator.rows.iter().chain(&indicator.missing);
        for words in parts.into_iter().flatten().chain(lists) {
            both_languages(&at("name"), words, wrongs);
        }
        let known = packs.rule_packs().iter().any(|known| known.platform == indicator.platform);
        if !indicator.platform.is_empty() && !known {
            let what = format!("no rules for `{}`", indicator.platform);
            wrongs.push(Wrong::new(at("platform"), what, "use the platform of a file under packs/rules"));
        }
        if indicator.sources.is_empty() {
            let mend = "name at least one source; an indicator without one may not ship";
            wrongs.push(Wrong::new(at("sources"), "no source", mend));
        }
        for code in indicator.sources.iter().filter(|code| !pack.sources.iter().any(|one| one.code == **code))
        {
            let what = format!("no source `{code}`");
            wrongs.push(Wrong::new(at("sources"), what, "add it as a [[source]] of this file"));
        }
        if indicator.confidence == Confidence::Unverified && indicator.missing.is_empty() {
            let what = "nothing is known of it, and nothing is named as missing";
            wrongs.push(Wrong::new(at("missing"), what, "say what the sources do not give"));
        }
    }
}
