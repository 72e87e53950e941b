//! Measures the budgets and prints them as a table, with the same figures as JSON beside it.
//! Nothing here fails because of a time: machines differ. Budgets are compared as ratios.

mod sizes;
mod table;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::assemble::{BUILD_STEPS, build};
use crate::project::Project;
use crate::steps::Steps;

/// One line of the table.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What was measured.
    pub what: String,
    /// The median, in `unit`.
    pub median: f64,
    /// `B`, `ms` or `µs`.
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

/// Builds, measures, prints, and writes `target/bench.json`.
pub fn run(project: &Project) -> Result<()> {
    let mut steps = Steps::of(BUILD_STEPS + 1);
    build(project, &mut steps)?;
    let rows = steps.run("Weigh what is shipped", || {
        let rows = sizes::rows(&project.dist("chromium"))?;
        let count = format!("{} rows", rows.len());
        Ok((rows, count))
    })?;
    println!("\n{}", table::print(&rows));
    let file = project.target.join("bench.json");
    std::fs::write(&file, serde_json::to_string_pretty(&rows)?)
        .with_context(|| format!("cannot write {}", file.display()))?;
    println!("As JSON: {}", file.display());
    Ok(())
}
