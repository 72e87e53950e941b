//! `cargo xtask`: everything that is done to the project, in one command without a shell script.
//!
//! `build` makes the extension, `demo` shows it on the replica portal, `test` is the whole check,
//! `package` makes the archives for the stores and `bench` prints what things cost. Each command
//! does its own set-up: what is missing is installed where that is possible, or named together
//! with the command that installs it.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod assemble;
mod bench;
mod browsers;
mod demo;
mod locales;
mod manifest;
mod minify;
mod package;
mod processes;
mod project;
mod screenshot;
mod stage;
mod steps;
mod suite;
mod toolchain;
mod wasm;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::browsers::Family;
use crate::project::Project;
use crate::stage::{Language, Look, Theme};
use crate::steps::Steps;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Build, show, test and package Dueline", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make the folders under dist/ that a browser loads
    Build,
    /// Open a browser with the extension on the replica portal
    Demo(DemoArguments),
    /// Run every check; the last line says how many passed and failed
    Test {
        /// Run only this step (repeat for more); an unknown name lists the steps
        #[arg(long, value_name = "STEP")]
        only: Vec<String>,
    },
    /// Make the two store archives and the source archive in dist/
    Package,
    /// Measure sizes and times against their budgets
    Bench,
}

#[derive(clap::Args)]
struct DemoArguments {
    /// Which browser to open
    #[arg(long, value_enum, default_value = "chromium")]
    browser: Family,
    /// Open no window; write a picture of each scene into this folder
    #[arg(long, value_name = "DIR")]
    screenshot: Option<PathBuf>,
    /// Only this scene; an unknown name lists the scenes
    #[arg(long, value_name = "ID")]
    scene: Option<String>,
    /// Language of the extension's own text
    #[arg(long, value_enum)]
    language: Option<Language>,
    /// Colours of the extension and of the browser
    #[arg(long, value_enum)]
    theme: Option<Theme>,
    /// Page zoom in per cent
    #[arg(long, value_name = "PERCENT", default_value_t = 100, value_parser = clap::value_parser!(u16).range(50..=400))]
    zoom: u16,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    let project = Project::open()?;
    match command {
        Command::Build => {
            let mut steps = Steps::of(assemble::BUILD_STEPS);
            assemble::build(&project, &mut steps)?;
            println!(
                "\nLoad {} in Chrome or Edge (chrome://extensions, developer mode, Load unpacked), or\n\
                 {} in Firefox (about:debugging, Load Temporary Add-on).",
                project.relative(&project.dist("chromium")),
                project.relative(&project.dist("firefox").join("manifest.json")),
            );
            Ok(ExitCode::SUCCESS)
        }
        Command::Demo(arguments) => {
            let look = Look { language: arguments.language, theme: arguments.theme, zoom: arguments.zoom };
            demo::run(
                &project,
                arguments.browser,
                arguments.scene.as_deref(),
                arguments.screenshot.as_deref(),
                &look,
            )?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Test { only } => suite::run(&project, &only),
        Command::Package => {
            package::run(&project)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Bench => {
            bench::run(&project)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}
