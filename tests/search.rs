//! Whether agents find their letters: what they type, and the letters that would do, from `tests/search/*.tsv`.
//!
//! With `DUELINE_RECORD` set, docs/SEARCH.md is written anew.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use dueline::packs::Packs;
use dueline::templates::Search;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

const KINDS: &[(&str, &str)] = &[
    ("zh", "Chinese"),
    ("pinyin", "pinyin, whole or begun, with sounds mixed up"),
    ("initials", "initials of pinyin"),
    ("en", "English"),
    ("slip", "with typing slips"),
    ("mixed", "several of these at once"),
];

#[derive(Default)]
struct Count {
    all: usize,
    first: usize,
    five: usize,
}

impl Count {
    fn row(&self, name: &str) -> String {
        let share = |count: usize| 100.0 * count as f64 / self.all as f64;
        format!("| {name} | {} | {:.0} % | {:.0} % |\n", self.all, share(self.first), share(self.five))
    }
}

/// What a file of queries gave.
#[derive(Default)]
struct Measured {
    counts: BTreeMap<String, Count>,
    total: Count,
    misses: String,
}

fn measure(packs: &Packs, queries: &str) -> Measured {
    let mut search = Search::new(packs);
    let mut measured = Measured::default();
    for line in queries.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [kind, query, wanted] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert!(KINDS.iter().any(|(known, _)| *known == kind), "{line}");
        let wanted: Vec<&str> = wanted.split(' ').collect();
        for id in &wanted {
            assert!(packs.letter(id).is_some(), "{id}");
        }
        let hits = search.find(query, &|_| 0);
        let place = hits.iter().position(|hit| wanted.contains(&hit.id.as_str()));
        for count in [&mut measured.total, measured.counts.entry(kind.to_owned()).or_default()] {
            count.all += 1;
            count.first += usize::from(place == Some(0));
            count.five += usize::from(place.is_some_and(|place| place < 5));
        }
        if place.is_none_or(|place| place >= 5) {
            let found: Vec<_> = hits.iter().take(5).map(|hit| format!("`{}`", hit.id)).collect();
            let found = if found.is_empty() { "nothing".to_owned() } else { found.join(" ") };
            writeln!(measured.misses, "| {query} | `{}` | {found} |", wanted.join("` `")).unwrap();
        }
    }
    measured
}

fn section(heading: &str, text: &str, measured: &Measured) -> String {
    let head = "| typed | queries | first | first five |\n| --- | --- | --- | --- |\n";
    let rows = KINDS.iter().filter_map(|(kind, name)| Some(measured.counts.get(*kind)?.row(name)));
    let rows: String = rows.chain([measured.total.row("all")]).collect();
    let misses = if measured.misses.is_empty() { "| nothing | | |\n" } else { &measured.misses };
    format!(
        "## {heading}\n\n{text}\n\n{head}{rows}\n| missed | meant | the first five |\n| --- | --- | --- |\n{misses}\n"
    )
}

#[test]
fn the_letter_meant_is_among_the_first_five() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let packs = Packs::shipped().unwrap();
    let measured =
        |file: &str| measure(&packs, &std::fs::read_to_string(root.join("tests/search").join(file)).unwrap());
    let (first, later) = (measured("queries.tsv"), measured("later.tsv"));
    let report = format!(
        "# Search\n\nWhat agents type, and whether a letter that they mean stands first or among the first five. \
         Nothing is favoured for a\ncase or for use here, so that it is better at work.\n\n{}{}`DUELINE_RECORD=1 cargo \
         test --test search` writes this page.\n",
        section(
            "The list",
            "`tests/search/queries.tsv`: written from what the letters mean before the search was. Words that an \
             agent would use and\nthat stood nowhere became tags.",
            &first
        ),
        section(
            "Written later",
            "`tests/search/later.tsv`: written after the weights and the tags stood; nothing was changed for its sake.",
            &later
        ),
    );
    if std::env::var_os("DUELINE_RECORD").is_some() {
        std::fs::write(root.join("docs/SEARCH.md"), &report).unwrap();
    }
    assert!(first.total.five * 100 >= first.total.all * 95, "{report}");
    assert!(later.total.five * 100 >= later.total.all * 80, "{report}");
}
