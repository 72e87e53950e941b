//! Judges what Mozilla's linter says: no error, and no warning that has no written reason. A reason
//! for a warning that no longer comes is a complaint too, so that the list stays true.

use anyhow::{Context, Result};
use serde::Deserialize;

/// What the linter prints.
#[derive(Deserialize)]
struct Report {
    #[serde(default)]
    errors: Vec<Finding>,
    #[serde(default)]
    warnings: Vec<Finding>,
}

#[derive(Deserialize)]
struct Finding {
    code: String,
    message: String,
    #[serde(default)]
    file: Option<String>,
    #[serde(default)]
    line: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Allowed {
    #[serde(default)]
    warning: Vec<Excuse>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Excuse {
    code: String,
    /// Only in this file; anywhere if absent.
    file: Option<String>,
    reason: String,
}

/// The result.
#[derive(Debug)]
pub struct Verdict {
    /// How many warnings have a reason.
    pub excused: usize,
    /// What stands against the extension.
    pub complaints: Vec<String>,
}

/// Compares the linter's JSON with the list of reasons.
pub fn judge(report: &str, allowed: &str) -> Result<Verdict> {
    let report: Report =
        serde_json::from_str(report).context("web-ext printed something that is not its report")?;
    let allowed: Allowed =
        toml::from_str(allowed).context("xtask/web-ext-allowed.toml is not as it should be")?;
    let mut used = vec![false; allowed.warning.len()];
    let mut verdict = Verdict { excused: 0, complaints: Vec::new() };
    for error in &report.errors {
        verdict.complaints.push(format!("error {}", error.words()));
    }
    for warning in &report.warnings {
        let excuse = allowed.warning.iter().position(|excuse| excuse.covers(warning));
        match excuse {
            Some(at) => {
                used[at] = true;
                verdict.excused += 1;
            }
            None => verdict.complaints.push(format!(
                "warning {} (mend it, or give a reason in xtask/web-ext-allowed.toml)",
                warning.words()
            )),
        }
    }
    for (excuse, used) in allowed.warning.iter().zip(used) {
        if excuse.reason.trim().is_empty() {
            verdict
                .complaints
                .push(format!("xtask/web-ext-allowed.toml gives no reason for {}", excuse.code));
        }
        if !used {
            verdict.complaints.push(format!(
                "xtask/web-ext-allowed.toml excuses {}, which no longer comes; remove it",
                excuse.code
            ));
        }
    }
    Ok(verdict)
}

impl Finding {
    fn words(&self) -> String {
        let place = match (&self.file, self.line) {
            (Some(file), Some(line)) => format!(" at {file}:{line}"),
            (Some(file), None) => format!(" in {file}"),
            _ => String::new(),
        };
        format!("{}{place}: {}", self.code, self.message)
    }
}

impl Excuse {
    fn covers(&self, warning: &Finding) -> bool {
        self.code == warning.code && (self.file.is_none() || self.file == warning.file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"{
        "count": 1, "summary": {"errors": 0, "notices": 0, "warnings": 1},
        "errors": [], "notices": [],
        "warnings": [{"_type": "warning", "code": "A", "message": "m", "file": "pkg/x.js", "line": 3}]
    }"#;

    #[test]
    fn a_warning_needs_a_reason() {
        let verdict = judge(REPORT, "").unwrap();
        assert_eq!(verdict.complaints.len(), 1);
        assert!(verdict.complaints[0].contains("A at pkg/x.js:3: m"));

        let reason = "[[warning]]\ncode = \"A\"\nfile = \"pkg/x.js\"\nreason = \"why\"";
        let verdict = judge(REPORT, reason).unwrap();
        assert!(verdict.complaints.is_empty(), "{verdict:?}");
        assert_eq!(verdict.excused, 1);
    }

    #[test]
    fn a_reason_for_nothing_and_an_empty_reason_are_complaints() {
        let clean = r#"{"errors": [], "warnings": []}"#;
        let spare = "[[warning]]\ncode = \"A\"\nreason = \"why\"";
        assert_eq!(judge(clean, spare).unwrap().complaints.len(), 1);
        let empty = "[[warning]]\ncode = \"A\"\nreason = \" \"";
        assert_eq!(judge(REPORT, empty).unwrap().complaints.len(), 1);
    }

    #[test]
    fn an_error_has_no_excuse() {
        let report = r#"{"errors": [{"code": "B", "message": "bad"}], "warnings": []}"#;
        let verdict = judge(report, "").unwrap();
        assert_eq!(verdict.complaints, ["error B: bad"]);
        assert!(judge("not json", "").is_err());
    }
}
