//! The core's own speed, natively: runs `benches/core.rs` and reads what criterion found.

use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::Row;
use crate::processes::logged;
use crate::project::Project;

/// The budgets in milliseconds by the beginning of a benchmark's name. They are meant for wasm in a
/// browser; native code has to be well below.
const BUDGETS: [(&str, f64); 5] =
    [("advise", 2.0), ("triage", 1.0), ("search", 5.0), ("lint", 2.0), ("clocks", 1000.0)];

#[derive(Deserialize)]
struct Benchmark {
    full_id: String,
}

#[derive(Deserialize)]
struct Estimates {
    median: Estimate,
}

#[derive(Deserialize)]
struct Estimate {
    /// Nanoseconds.
    point_estimate: f64,
}

/// Runs the benchmarks and returns a row for each.
pub fn rows(project: &Project) -> Result<Vec<Row>> {
    let logs = project.scratch().join("logs");
    std::fs::create_dir_all(&logs)?;
    let log = logs.join("bench-core.log");
    let began = SystemTime::now();
    let mut command = project.cargo();
    command
        .args(["bench", "--package", "dueline", "--bench", "core", "--", "--noplot"])
        .env("CARGO_TARGET_DIR", &project.target);
    let (good, _) = logged(&mut command, &log)?;
    if !good {
        bail!("the benchmarks of the core failed; see {}", log.display());
    }
    let rows = read(&project.target.join("criterion"), began)?;
    if rows.is_empty() {
        bail!("the benchmarks of the core left no result; see {}", log.display());
    }
    Ok(rows)
}

/// Reads every result that is not older than `since`.
fn read(folder: &Path, since: SystemTime) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for entry in std::fs::read_dir(folder).context("criterion left no folder")? {
        let newest = entry?.path().join("new");
        let file = newest.join("estimates.json");
        let Ok(written) = std::fs::metadata(&file).and_then(|found| found.modified()) else {
            continue;
        };
        if written < since {
            continue;
        }
        let estimates: Estimates = serde_json::from_slice(&std::fs::read(&file)?)
            .with_context(|| format!("{} is not as criterion writes it", file.display()))?;
        let benchmark: Benchmark = serde_json::from_slice(&std::fs::read(newest.join("benchmark.json"))?)?;
        rows.push(row(&benchmark.full_id, estimates.median.point_estimate));
    }
    rows.sort_by(|one, other| one.what.cmp(&other.what));
    Ok(rows)
}

fn row(name: &str, nanoseconds: f64) -> Row {
    let budget = BUDGETS.iter().find(|(beginning, _)| name.starts_with(beginning)).map(|(_, budget)| *budget);
    Row {
        what: format!("{name}, native"),
        median: nanoseconds / 1e6,
        unit: "ms",
        budget,
        beside: None,
        // Criterion's own number of samples.
        runs: 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_are_read_and_old_ones_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let newest = folder.path().join("lint 1000 characters/new");
        std::fs::create_dir_all(&newest).unwrap();
        std::fs::create_dir_all(folder.path().join("report")).unwrap();
        std::fs::write(newest.join("benchmark.json"), r#"{"full_id": "lint 1000 characters"}"#).unwrap();
        std::fs::write(newest.join("estimates.json"), r#"{"median": {"point_estimate": 250000.0}}"#).unwrap();
        let before = SystemTime::now() - Duration::from_secs(60);
        let rows = read(folder.path(), before).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].median, rows[0].budget), (0.25, Some(2.0)));
        let later = SystemTime::now() + Duration::from_secs(60);
        assert!(read(folder.path(), later).unwrap().is_empty());
    }
}
