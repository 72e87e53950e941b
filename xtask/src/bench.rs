//! Measures the budgets and prints them as a table, with the same figures as JSON beside it.
//! Nothing here fails because of a time: machines differ. Budgets are compared as ratios.

mod core;
mod pages;
mod sizes;
mod table;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::assemble::{BUILD_STEPS, build};
use crate::project::Project;
use crate::steps::Steps;
use crate::wasm::Effort;

/// One line of the table.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What was measured.
    pub what: String,
    /// The median, in `unit`.
    pub median: f64,
    /// `B` or `ms`.
    pub unit: &'static str,
    /// The budget in the same unit, where there is one.
    pub budget: Option<f64>,
    /// What was measured in the same run to compare with.
    pub beside: Option<Beside>,
    /// How many times it was measured; sizes are measured once.
    pub runs: usize,
}

/// A measurement to compare with.
#[derive(Clone, Debug, Serialize)]
pub struct Beside {
    /// What it is.
    pub what: String,
    /// Its median in the row's unit.
    pub median: f64,
}

impl Row {
    /// How much of the budget is used.
    pub fn of_budget(&self) -> Option<f64> {
        self.budget.map(|budget| self.median / budget)
    }

    /// How many times the thing beside it.
    pub fn of_beside(&self) -> Option<f64> {
        self.beside.as_ref().map(|beside| self.median / beside.median)
    }
}

impl Row {
    /// A row of repeated measurements in milliseconds.
    fn of_times(what: &str, times: &mut [f64], budget: Option<f64>) -> Self {
        Self {
            what: what.to_owned(),
            median: median(times),
            unit: "ms",
            budget,
            beside: None,
            runs: times.len(),
        }
    }

    /// Puts something beside it.
    fn beside(mut self, what: &str, median: f64) -> Self {
        self.beside = Some(Beside { what: what.to_owned(), median });
        self
    }
}

/// The middle one; 0 of none.
fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => 0.0,
        count if count % 2 == 1 => values[count / 2],
        count => f64::midpoint(values[count / 2 - 1], values[count / 2]),
    }
}

/// Builds, measures, prints, and writes `target/bench.json`.
pub fn run(project: &Project) -> Result<()> {
    let mut steps = Steps::of(BUILD_STEPS + 3);
    build(project, Effort::Full, &mut steps)?;
    let counted = |rows: Vec<Row>| {
        let count = format!("{} rows", rows.len());
        (rows, count)
    };
    let mut rows =
        steps.run("Weigh what is shipped", || Ok(counted(sizes::rows(&project.dist("chromium"))?)))?;
    rows.extend(steps.run("Time the core, natively", || Ok(counted(core::rows(project)?)))?);
    rows.extend(steps.run("Time the extension in Chromium", || Ok(counted(pages::rows(project)?)))?);
    println!("\n{}", table::print(&rows));
    let file = project.target.join("bench.json");
    std::fs::write(&file, serde_json::to_string_pretty(&rows)?)
        .with_context(|| format!("cannot write {}", file.display()))?;
    println!("As JSON: {}", file.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&mut [4.0, 1.0, 2.0, 3.0]), 2.5);
        assert_eq!(median(&mut []), 0.0);
    }
}
