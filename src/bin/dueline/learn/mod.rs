//! Learns how much words speak for topics, and measures how well messages are understood.
//!
//! `dueline learn` reads the examples of `packs/lexicons/examples/` and, where it is given, a file of labelled messages
//! (one JSON object a line), and writes `packs/weights/`. Nothing in it is random: the same input gives the same
//! files. With `--measure` it writes nothing and prints what a model that has not seen a message makes of it.

mod data;
mod measure;
mod train;

use anyhow::Context;
use data::Row;
use dueline::packs::format::{Bundle, ExamplePack, WeightPack};
use dueline::packs::load::{self, Pack};
use dueline::packs::{Packs, check};
use std::fs;
use std::path::PathBuf;

/// Where to learn from.
#[derive(clap::Args)]
pub struct Arguments {
    /// Labelled messages, one JSON object a line; see docs/TRIAGE.md
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// The folder of the lexicons' examples
    #[arg(long, value_name = "DIR", default_value = "packs/lexicons/examples")]
    examples: PathBuf,
    /// Where the learned tables go
    #[arg(long, value_name = "DIR", default_value = "packs/weights")]
    out: PathBuf,
    /// Learn five times, each time without a fifth of the messages, and print how those are understood
    #[arg(long)]
    measure: bool,
    /// With --measure: print the messages whose main topic was missed
    #[arg(long)]
    misses: bool,
}

/// In how many parts the messages are put for measuring.
const FOLDS: usize = 5;

pub fn run(packs: &Packs, wish: &Arguments) -> anyhow::Result<()> {
    let mut rows = Vec::new();
    for file in check::files(std::slice::from_ref(&wish.examples))? {
        let Pack::Examples(ExamplePack { language, examples }) =
            load::read(&file, &fs::read_to_string(&file)?).map_err(|problem| anyhow::anyhow!("{problem}"))?
        else {
            anyhow::bail!("{} holds no examples", file.display());
        };
        rows.extend(examples.into_iter().map(|example| Row::of_example(&language, example)));
    }
    if let Some(file) = &wish.data {
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        for (number, line) in text.lines().enumerate() {
            let row = Row::read(line).with_context(|| format!("{}:{}", file.display(), number + 1))?;
            rows.push(row);
        }
    }
    data::assign_folds(&mut rows, FOLDS);
    if wish.measure {
        return measure_all(packs, &rows, wish.misses);
    }
    let learned = train::train(packs, rows.iter().filter(|row| row.teaches || row.teaches_language));
    fs::create_dir_all(&wish.out)?;
    for pack in &learned {
        let file = wish.out.join(format!("{}.tsv", pack.language));
        fs::write(&file, pack.write())?;
        println!("{}: {} words", file.display(), pack.features.len());
    }
    Ok(())
}

fn measure_all(packs: &Packs, rows: &[Row], misses: bool) -> anyhow::Result<()> {
    let mut model = measure::Measure::new("model, each message unseen");
    let mut phrases = measure::Measure::new("phrases alone");
    for fold in 0..FOLDS {
        let learned = train::train(
            packs,
            rows.iter().filter(|row| (row.teaches || row.teaches_language) && row.fold != fold),
        );
        // Languages are told in the same way, and nothing else is known.
        let none = |pack: &WeightPack| match pack.language.as_str() {
            "languages" => pack.clone(),
            language => WeightPack { language: language.to_owned(), ..WeightPack::default() },
        };
        let unlearned = with_weights(packs, learned.iter().map(none).collect());
        let learned = with_weights(packs, learned);
        for row in rows.iter().filter(|row| row.fold == fold) {
            if model.add(&learned, row) && misses {
                println!("{}", model.last_miss());
            }
            phrases.add(&unlearned, row);
        }
    }
    let constant = measure::Measure::constant(rows);
    print!("{}", measure::table(&[constant, phrases, model]));
    Ok(())
}

fn with_weights(packs: &Packs, weights: Vec<WeightPack>) -> Packs {
    let mut packs = packs.clone();
    packs.overlay(Bundle { weights, ..Bundle::default() });
    packs
}
