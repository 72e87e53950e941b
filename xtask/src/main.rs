//! `cargo xtask`: everything that is done to the project, in one command without a shell script.
//!
//! `build` makes the extension, `demo` shows it on the replica portal, `test` is the whole check,
//! `package` makes the archives for the stores, `letters` a page with the whole library, and `bench` prints what
//! things cost. Each command
//! does its own set-up: what is missing is installed where that is possible, or named together
//! with the command that installs it.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod assemble;
mod bench;
mod browsers;
mod demo;
mod letters;
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

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::project::Project;
use crate::steps::Steps;
use crate::wasm::Effort;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Build, show, test and package Dueline", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make the folders under dist/ that a browser loads
    Build {
        /// Larger and slower, but sooner made: for trying a change
        #[arg(long)]
        quick: bool,
    },
    /// Open a browser with the extension on the replica portal
    Demo(demo::Arguments),
    /// Run every check; the last line says how many passed and failed
    Test {
        /// Run only this step (repeat for more); an unknown name lists the steps
        #[arg(long, value_name = "STEP")]
        only: Vec<String>,
    },
    /// Make the two store archives and the source archive in dist/
    Package,
    /// Make a page with every letter in every language, filled for three cases
    Letters,
    /// Measure sizes and times against their budgets
    Bench,
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
        Command::Build { quick } => {
            let mut steps = Steps::of(assemble::BUILD_STEPS);
            assemble::build(&project, Effort::quick_if(quick), &mut steps)?;
            println!(
                "\nLoad {} in Chrome or Edge (chrome://extensions, developer mode, Load unpacked), or\n\
                 {} in Firefox (about:debugging, Load Temporary Add-on).",
                project.relative(&project.dist("chromium")),
                project.relative(&project.dist("firefox").join("manifest.json")),
            );
            Ok(ExitCode::SUCCESS)
        }
        Command::Demo(arguments) => {
            demo::run(&project, &arguments)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Test { only } => suite::run(&project, &only),
        Command::Package => {
            package::run(&project)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Letters => {
            letters::run(&project)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Bench => {
            bench::run(&project)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}
