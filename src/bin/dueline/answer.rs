//! Runs a subcommand and prints its answer.

use super::{Arguments, Command, Page, input, learn, letters};
use anyhow::Context;
use dueline::advice::{Advice, History, Settings, advise, drawing};
use dueline::deadlines::{Question, Situation, deadlines};
use dueline::model::Reading;
use dueline::packs::format::{
    ActionPack, CalendarPack, Catalogue, ExamplePack, IndicatorPack, LabelPack, LanguagePack, LetterPack,
    LexiconPack, LintPack, LintWordPack, MendPack, PlacePack, PlaybookPack, PortalPack, RulePack, Severity,
    TextPack,
};
use dueline::packs::{Packs, check};
use dueline::protocol::Snapshot;
use dueline::{lint, playbooks, portal, templates, triage};
use jiff::Timestamp;
use schemars::{Schema, schema_for};
use serde::Serialize;
use std::io::Write;
use std::process::ExitCode;
use std::{fs, io};

pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    if let Command::Check { paths, json } = &arguments.command {
        return check_packs(paths, *json);
    }
    let packs = input::packs(&arguments.packs)?;
    match arguments.command {
        Command::Check { .. } => {}
        Command::Schema { out } => schemas(out.as_deref())?,
        Command::Plan { portal: id } => {
            let portal = packs.portal(&id).with_context(|| {
                let known: Vec<_> = packs.portals().iter().map(|portal| portal.id.as_str()).collect();
                format!("no portal `{id}`; there are {}", known.join(", "))
            })?;
            print(&portal::plan(&packs, portal))?;
        }
        Command::Read(page) => print(&Open::new(&packs, &page)?.reading)?,
        Command::Deadlines(page) => {
            let text = input::text(&page.snapshot)?;
            let told: serde_json::Value = serde_json::from_str(&text).context("the input is no JSON")?;
            if told.get("platform").is_some() {
                let mut question: Question =
                    serde_json::from_value(told).context("the input is no case (docs/schemas/case.json)")?;
                if let Some(now) = page.now {
                    question.now = now.to_string();
                }
                print(&question.answer(&packs)?)?;
            } else {
                let open = Open::read(&packs, &page, &text)?;
                let own = Situation::of_page(&open.reading);
                print(&deadlines(&packs, &own, &History::default(), open.now))?;
            }
        }
        Command::Next(page) => {
            let open = Open::new(&packs, &page)?;
            print(&playbooks::next_steps(&packs, &Situation::of_page(&open.reading)))?;
        }
        Command::Advise(page) => print(&Open::new(&packs, &page)?.advice(&packs))?,
        Command::Draw { page, language, zone } => {
            let open = Open::new(&packs, &page)?;
            let advice = open.advice(&packs);
            print(&drawing(
                &packs,
                &open.reading,
                &advice,
                &open.settings,
                &std::collections::BTreeMap::new(),
                &language,
                &zone,
                open.now,
                false,
            ))?;
        }
        Command::Render { letter, page, language, wording, set } => {
            let open = Open::new(&packs, &page)?;
            let known = packs.letter(&letter).with_context(|| format!("no letter `{letter}`"))?;
            let tongue = templates::Tongue::of(&packs, &open.reading);
            let chosen = tongue.for_letter(&packs, &known.languages).map(|(language, _)| language);
            let language = language.or(chosen).with_context(|| format!("`{letter}` has no words"))?;
            let clocks = open.advice(&packs).deadlines;
            let mut values = templates::values(&packs, &open.reading, &open.settings, &clocks);
            for (name, answer) in input::assignments(&set)? {
                values.answer(&packs, &name, &answer).with_context(|| format!("--set {name}"))?;
            }
            let country = templates::country_of(&packs, &open.reading);
            let wording = wording.saturating_sub(1);
            let order = templates::Order { letter: &letter, language: &language, wording, country };
            print(&templates::fill(&packs, order, &values)?)?;
        }
        Command::Letters => print(&letters::library(&packs))?,
        Command::Search { query } => print(&templates::Search::new(&packs).find(&query, &|_| 0))?,
        Command::Triage { message } => print(&triage::triage(&packs, None, &input::text(&message)?))?,
        Command::Learn(wish) => learn::run(&packs, &wish)?,
        Command::Lint { portal, draft } => {
            let findings = lint::check(&packs, &portal, &input::text(&draft)?);
            print(&findings)?;
            if findings.iter().any(|finding| finding.severity == Severity::Block) {
                return Ok(ExitCode::from(1));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A snapshot, understood.
struct Open {
    reading: Reading,
    settings: Settings,
    now: Timestamp,
}

impl Open {
    fn new(packs: &Packs, page: &Page) -> anyhow::Result<Self> {
        Self::read(packs, page, &input::text(&page.snapshot)?)
    }

    fn read(packs: &Packs, page: &Page, text: &str) -> anyhow::Result<Self> {
        let snapshot: Snapshot = serde_json::from_str(text).with_context(|| {
            format!("{} is no snapshot (docs/schemas/snapshot.json)", page.snapshot.display())
        })?;
        let settings = input::settings(page.settings.as_deref(), packs)?;
        let reading = portal::interpret(packs, &settings, &snapshot)?;
        let now = page.now.unwrap_or(reading.taken);
        Ok(Self { reading, settings, now })
    }

    fn advice(&self, packs: &Packs) -> Advice {
        advise(packs, &self.reading, &self.settings, &History::default(), self.now)
    }
}

fn print(answer: &impl Serialize) -> anyhow::Result<()> {
    say(&serde_json::to_string_pretty(answer)?)
}

/// Writes a line to standard output. That the reader has gone, as in `dueline … | head`, is no failure.
fn say(line: &str) -> anyhow::Result<()> {
    match writeln!(io::stdout(), "{line}") {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

fn check_packs(paths: &[std::path::PathBuf], json: bool) -> anyhow::Result<ExitCode> {
    let base = Packs::shipped()?;
    let report = check::check(paths, base).context("cannot read the packs")?;
    if json {
        print(&report)?;
    } else {
        for problem in &report.problems {
            say(&problem.to_string())?;
        }
        let (files, passed, problems) = (report.files, report.passed, report.problems.len());
        say(&format!("{files} files, {passed} examples hold, {problems} problems"))?;
    }
    Ok(if report.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn schemas(out: Option<&std::path::Path>) -> anyhow::Result<()> {
    let schemas: [(&str, Schema); 19] = [
        ("portal", schema_for!(PortalPack)),
        ("labels", schema_for!(LabelPack)),
        ("mends", schema_for!(MendPack)),
        ("rules", schema_for!(RulePack)),
        ("playbook", schema_for!(PlaybookPack)),
        ("letters", schema_for!(LetterPack)),
        ("catalogue", schema_for!(Catalogue)),
        ("language", schema_for!(LanguagePack)),
        ("texts", schema_for!(TextPack)),
        ("lint", schema_for!(LintPack)),
        ("lint-words", schema_for!(LintWordPack)),
        ("lexicon", schema_for!(LexiconPack)),
        ("examples", schema_for!(ExamplePack)),
        ("calendar", schema_for!(CalendarPack)),
        ("actions", schema_for!(ActionPack)),
        ("places", schema_for!(PlacePack)),
        ("indicators", schema_for!(IndicatorPack)),
        ("case", schema_for!(Question)),
        ("snapshot", schema_for!(Snapshot)),
    ];
    let Some(folder) = out else {
        return print(&schemas.into_iter().collect::<std::collections::BTreeMap<_, _>>());
    };
    fs::create_dir_all(folder)?;
    for (name, schema) in schemas {
        let text = serde_json::to_string_pretty(&schema)? + "\n";
        fs::write(folder.join(format!("{name}.json")), text)?;
    }
    Ok(())
}
