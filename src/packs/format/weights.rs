//! What was learned from messages: how much a word speaks for a topic (`packs/weights/*.tsv`, written by
//! `dueline learn`, read by the build alone).

use serde::{Deserialize, Serialize};

/// One unit of a weight: a weight of 8 counts as 1.
pub const WEIGHT_UNIT: f32 = 0.125;

/// A class, by its place, and how much a word speaks for it, in units.
pub type Weight = (u8, i8);

/// The weights of the words of one language, or, under `any`, of what is the same in all languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct WeightPack {
    /// The language, or `any`.
    pub language: String,
    /// Topics of the catalogue, and `other`.
    pub classes: Vec<String>,
    /// What each topic begins with; only in `any`.
    pub bias: Vec<i16>,
    /// The words, ordered by their bytes.
    pub features: Vec<(String, Vec<Weight>)>,
}

impl WeightPack {
    /// Reads the table: a line of classes, a line of biases (both may be empty), then one line a feature: a tab, then
    /// for each weight the letter of its class and its units, such as `a12c-3`.
    ///
    /// # Errors
    /// What is wrong with which line.
    pub fn read(language: &str, table: &str) -> Result<Self, String> {
        let mut lines = table.lines().enumerate().filter(|(_, line)| !line.starts_with("# "));
        let mut row = |what: &str| {
            let (_, line) = lines.next().ok_or_else(|| format!("no line of {what}"))?;
            let line = line
                .strip_prefix(what)
                .ok_or_else(|| format!("the line of {what} does not begin with it"))?;
            Ok::<_, String>(
                line.split('\t').filter(|cell| !cell.is_empty()).map(str::to_owned).collect::<Vec<_>>(),
            )
        };
        let classes = row("classes")?;
        let bias: Result<Vec<i16>, _> = row("bias")?.iter().map(|cell| cell.parse()).collect();
        let bias = bias.map_err(|error| format!("bias: {error}"))?;
        let mut features = Vec::new();
        for (number, line) in lines {
            let (text, cell) = line.rsplit_once('\t').unwrap_or((line, ""));
            let weights = read_weights(cell);
            let weights = weights.ok_or_else(|| format!("line {}: not `feature<tab>weights`", number + 1))?;
            features.push((text.to_owned(), weights));
        }
        features.sort();
        Ok(Self { language: language.to_owned(), classes, bias, features })
    }

    /// Writes the table.
    pub fn write(&self) -> String {
        use std::fmt::Write;
        let mut table = String::from("# Learned, not written: see docs/TRIAGE.md.\nclasses");
        let cells = |cells: &mut dyn Iterator<Item = String>| {
            cells.map(|cell| format!("\t{cell}")).collect::<String>()
        };
        table += &cells(&mut self.classes.iter().cloned());
        table += "\nbias";
        table += &cells(&mut self.bias.iter().map(ToString::to_string));
        table.push('\n');
        for (text, weights) in &self.features {
            let weights = weights.iter().map(|(class, weight)| format!("{}{weight}", letter_of(*class)));
            // Writing into a text cannot fail.
            let _ = writeln!(table, "{text}\t{}", weights.collect::<String>());
        }
        table
    }
}

/// The letters of the classes, in their order.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

fn letter_of(class: u8) -> char {
    LETTERS.as_bytes().get(usize::from(class)).copied().unwrap_or(b'?').into()
}

fn read_weights(cell: &str) -> Option<Vec<Weight>> {
    let starts: Vec<usize> =
        cell.char_indices().filter(|(_, letter)| letter.is_alphabetic()).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([cell.len()]);
    let one = |(start, end): (usize, usize)| {
        let (letter, units) = cell[start..end].split_at_checked(1)?;
        Some((u8::try_from(LETTERS.find(letter)?).ok()?, units.parse().ok()?))
    };
    starts.iter().copied().zip(ends).map(one).collect()
}
