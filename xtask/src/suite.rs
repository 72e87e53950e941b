//! The whole check. Two lanes run side by side: one uses the processor through cargo, the other
//! fetches what the later steps need. A failing step stops nothing but what depends on it; the
//! last line says how much passed and failed.

mod count;
mod weblint;

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::sync::OnceLock;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::assemble::{BUILD_STEPS, build};
use crate::browsers::{self, Family, ensure_chromedriver};
use crate::processes::{last_lines, logged};
use crate::project::Project;
use crate::steps::{Steps, seconds};
use crate::toolchain::{
    WASM_TARGET, ensure_chinese_font, ensure_editor_pages, ensure_geckodriver, ensure_npm_packages,
    ensure_wasm_target, npm_program,
};
use crate::wasm::Effort;
use count::Count;

/// A step's name, what it shows, and the work.
struct Step {
    name: &'static str,
    about: &'static str,
    work: fn(&Suite<'_>) -> Result<Outcome>,
}

/// The steps in the order in which a mistake shows soonest.
const STEPS: [Step; 10] = [
    Step {
        name: "fmt",
        about: "Rust is formatted",
        work: |suite| suite.cargo(&["fmt", "--all", "--check"], &[]),
    },
    Step {
        name: "clippy",
        about: "no warning in native code",
        work: |suite| {
            suite.cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"], &[])
        },
    },
    Step {
        name: "clippy-wasm",
        about: "no warning in the wasm part",
        work: |suite| {
            ensure_wasm_target(suite.project)?;
            let target = ["clippy", "--package", "dueline", "--lib", "--target", WASM_TARGET];
            suite.cargo(&[&target[..], &["--quiet", "--", "-D", "warnings"]].concat(), &[])
        },
    },
    Step {
        name: "unit",
        about: "unit, snapshot, pack and portal tests",
        work: |suite| suite.cargo(&["test", "--workspace", "--exclude", "e2e", "--no-fail-fast"], &[]),
    },
    Step {
        name: "build",
        about: "the extension is built",
        work: |suite| {
            build(suite.project, Effort::Full, &mut Steps::of(BUILD_STEPS))?;
            Ok(Outcome::passed(""))
        },
    },
    Step {
        name: "npm",
        about: "the test tools are there as locked",
        work: |suite| suite.awaited(&suite.supplies.npm),
    },
    Step { name: "types", about: "the hand-written JavaScript is sound", work: |suite| suite.types() },
    Step { name: "web-ext", about: "Mozilla's linter has no complaint", work: |suite| suite.web_ext() },
    Step {
        name: "doc",
        about: "the documentation builds without a warning",
        work: |suite| {
            let document = ["doc", "--workspace", "--no-deps", "--document-private-items"];
            suite.cargo(&[&document[..], &["--quiet"]].concat(), &[("RUSTDOCFLAGS", "-D warnings")])
        },
    },
    Step { name: "e2e", about: "a person's path in Chromium and Firefox", work: |suite| suite.end_to_end() },
];

/// What became of a step.
struct Outcome {
    good: bool,
    count: Count,
    words: String,
}

impl Outcome {
    fn passed(words: impl Into<String>) -> Self {
        Self { good: true, count: Count::default(), words: words.into() }
    }
}

/// What the second lane fetches; each is set once, and waited for by the step that needs it.
#[derive(Default)]
struct Supplies {
    npm: OnceLock<Result<String, String>>,
    browsers: OnceLock<Result<String, String>>,
}

struct Suite<'a> {
    project: &'a Project,
    supplies: &'a Supplies,
    log: PathBuf,
}

/// Runs all steps, or those that were named.
pub fn run(project: &Project, only: &[String]) -> Result<ExitCode> {
    let chosen = choose(only)?;
    let wanted = |names: &[&str]| chosen.iter().any(|step| names.contains(&step.name));
    let logs = project.scratch().join("logs");
    std::fs::create_dir_all(&logs)?;
    let supplies = Supplies::default();
    let began = Instant::now();
    let mut sum = Count::default();
    std::thread::scope(|scope| {
        if wanted(&["npm", "types", "web-ext", "e2e"]) {
            scope.spawn(|| {
                let packages = ensure_npm_packages(project).map_err(|error| format!("{error:#}"));
                let _ = supplies.npm.set(packages);
                if wanted(&["e2e"]) {
                    let found = fetch_browsers(project).map_err(|error| format!("{error:#}"));
                    let _ = supplies.browsers.set(found);
                }
            });
        }
        for (at, step) in chosen.iter().enumerate() {
            let title = format!("[{}/{}] {}", at + 1, chosen.len(), step.name);
            println!("{title}: {} …", step.about);
            let suite =
                Suite { project, supplies: &supplies, log: logs.join(format!("test-{}.log", step.name)) };
            let _ = std::fs::remove_file(&suite.log);
            let started = Instant::now();
            let outcome = (step.work)(&suite).unwrap_or_else(|error| Outcome {
                good: false,
                count: Count::default(),
                words: format!("{error:#}"),
            });
            sum.add(&outcome.count.of_step(outcome.good));
            let state = if outcome.good { "ok" } else { "FAILED" };
            println!("{title}: {state}, {}{}", seconds(started), outcome.count.note());
            if !outcome.good || !outcome.words.is_empty() {
                println!("{}", indented(&outcome.words));
            }
            if !outcome.good && suite.log.is_file() {
                println!("    all of it: {}", project.relative(&suite.log));
            }
        }
    });
    println!("\nIn {}", seconds(began));
    println!("{} passed, {} failed", sum.passed, sum.failed);
    Ok(if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn choose(only: &[String]) -> Result<Vec<&'static Step>> {
    for name in only {
        if !STEPS.iter().any(|step| step.name == name) {
            let known: Vec<String> =
                STEPS.iter().map(|step| format!("  {:12} {}", step.name, step.about)).collect();
            bail!("there is no step {name:?}. The steps are:\n{}", known.join("\n"));
        }
    }
    Ok(STEPS.iter().filter(|step| only.is_empty() || only.iter().any(|name| name == step.name)).collect())
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

/// Everything that the end-to-end tests drive.
fn fetch_browsers(project: &Project) -> Result<String> {
    ensure_editor_pages(project)?;
    let chromium = browsers::find(Family::Chromium)?;
    ensure_chromedriver()?;
    let firefox = browsers::find(Family::Firefox)?;
    ensure_geckodriver()?;
    ensure_chinese_font()?;
    Ok(format!("{} and {}", chromium.name, firefox.name))
}

impl Suite<'_> {
    /// Runs cargo; the end of its output is shown only when something is wrong.
    fn cargo(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Result<Outcome> {
        let mut command = self.project.cargo();
        command.args(arguments).envs(environment.iter().copied());
        let (good, printed) = logged(&mut command, &self.log)?;
        let count = Count::read(&printed);
        let words = if good { String::new() } else { last_lines(&count::without_passed(&printed), 60) };
        Ok(Outcome { good, count, words })
    }

    /// Waits until the second lane has fetched something.
    fn awaited(&self, supply: &OnceLock<Result<String, String>>) -> Result<Outcome> {
        match supply.wait() {
            Ok(words) => Ok(Outcome::passed(words.clone())),
            Err(words) => bail!("{words}"),
        }
    }

    fn types(&self) -> Result<Outcome> {
        self.awaited(&self.supplies.npm)?;
        let mut command = Command::new(npm_program(self.project, "tsc"));
        command
            .args(["--project", "tests/tsconfig.json", "--pretty", "false"])
            .current_dir(&self.project.root);
        let (good, printed) = logged(&mut command, &self.log)?;
        Ok(Outcome { good, count: Count::default(), words: last_lines(&printed, 60) })
    }

    fn web_ext(&self) -> Result<Outcome> {
        self.awaited(&self.supplies.npm)?;
        let source = self.project.dist("firefox");
        if !source.join("manifest.json").is_file() {
            bail!("there is no dist/firefox to check; run the step `build` first");
        }
        let output = Command::new(npm_program(self.project, "web-ext"))
            .args(["lint", "--output", "json", "--no-config-discovery"])
            .arg("--source-dir")
            .arg(source)
            .current_dir(&self.project.root)
            .output()
            .context("cannot start web-ext")?;
        std::fs::write(&self.log, [&output.stdout[..], &output.stderr[..]].concat())?;
        let allowed = self.project.root.join("xtask/web-ext-allowed.toml");
        let verdict = weblint::judge(
            &String::from_utf8_lossy(&output.stdout),
            &std::fs::read_to_string(&allowed).context("xtask/web-ext-allowed.toml is missing")?,
        )?;
        Ok(Outcome {
            good: verdict.complaints.is_empty(),
            count: Count::default(),
            words: if verdict.complaints.is_empty() {
                format!("warnings with a written reason: {}", verdict.excused)
            } else {
                verdict.complaints.join("\n")
            },
        })
    }

    fn end_to_end(&self) -> Result<Outcome> {
        self.awaited(&self.supplies.npm)?;
        self.awaited(&self.supplies.browsers)?;
        if !self.project.dist("chromium-granted/manifest.json").is_file() {
            bail!("there is no dist/chromium-granted to test; run the step `build` first");
        }
        let chromium = browsers::find(Family::Chromium)?.program;
        let firefox = browsers::find(Family::Firefox)?.program;
        let environment = [
            ("DUELINE_DIST", self.project.root.join("dist")),
            ("DUELINE_CHROMIUM", chromium),
            ("DUELINE_CHROMEDRIVER", ensure_chromedriver()?),
            ("DUELINE_FIREFOX", firefox),
            ("DUELINE_GECKODRIVER", ensure_geckodriver()?),
        ];
        let environment: Vec<(&str, &str)> =
            environment.iter().filter_map(|(name, path)| path.to_str().map(|path| (*name, path))).collect();
        self.cargo(&["test", "--package", "e2e", "--no-fail-fast"], &environment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_step_lists_the_known_ones() {
        let complaint = choose(&["nothing".to_owned()]).err().unwrap().to_string();
        for step in &STEPS {
            assert!(complaint.contains(step.name), "{}", step.name);
        }
        assert_eq!(choose(&[]).unwrap().len(), STEPS.len());
        let chosen = choose(&["doc".to_owned(), "fmt".to_owned()]).unwrap();
        let names: Vec<_> = chosen.iter().map(|step| step.name).collect();
        assert_eq!(names, ["fmt", "doc"]);
    }
}
