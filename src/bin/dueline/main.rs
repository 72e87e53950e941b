//! `dueline`: the core on the command line, for pack authors, scripts and tests.
//!
//! JSON in, JSON out, one subcommand a module. Exit codes: 0 all well, 1 something was found (a
//! mistake in a pack, a forbidden wording), 2 the input could not be used.

mod answer;
mod input;
mod learn;
mod letters;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Reply deadlines, fair next steps and letters for seller portals (准时答).
#[derive(Parser)]
#[command(name = "dueline", version, about)]
struct Arguments {
    /// Pack files or folders to lay over the built-in packs.
    #[arg(long, global = true, value_name = "FILE")]
    packs: Vec<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

/// What an open page is made of.
#[derive(clap::Args)]
struct Page {
    /// A snapshot as JSON (docs/schemas/snapshot.json); `-` reads standard input.
    #[arg(default_value = "-")]
    snapshot: PathBuf,
    /// Settings as JSON; all portals are on without it.
    #[arg(long)]
    settings: Option<PathBuf>,
    /// The time of day, RFC 3339; without it the time at which the page was read.
    #[arg(long)]
    now: Option<jiff::Timestamp>,
}

#[derive(Subcommand)]
enum Command {
    /// Check pack files: form, references, expressions, and the examples they carry.
    Check {
        /// Files or folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print the JSON Schemas of packs and messages.
    Schema {
        /// The folder to write them to; standard output without it.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Print the reading plan of a portal.
    Plan {
        /// The portal's id.
        portal: String,
    },
    /// Understand a snapshot.
    Read(Page),
    /// The clocks of a snapshot, or of a case told as JSON (docs/schemas/case.json), with their derivation.
    Deadlines(Page),
    /// The next steps for a snapshot.
    Next(Page),
    /// Everything that is advised for a snapshot.
    Advise(Page),
    /// What is drawn into the page of a snapshot.
    Draw {
        #[command(flatten)]
        page: Page,
        /// The interface language, such as `en` or `zh-CN`.
        #[arg(long, default_value = "en")]
        language: String,
        /// The agent's IANA zone.
        #[arg(long, default_value = "Asia/Shanghai")]
        zone: String,
    },
    /// Fill a letter with the values of a snapshot.
    Render {
        /// The letter's id.
        letter: String,
        #[command(flatten)]
        page: Page,
        /// The language; without it the one that fits the buyer.
        #[arg(long)]
        language: Option<String>,
        /// Which of its wordings, counted from 1.
        #[arg(long, default_value_t = 1)]
        wording: usize,
        /// A value for a variable; a value that was worked out counts as agreed to when it is set here.
        #[arg(long, value_name = "NAME=VALUE")]
        set: Vec<String>,
    },
    /// Every letter in every language and wording, filled for three cases.
    Letters,
    /// Find letters.
    Search {
        /// What an agent would type.
        query: String,
    },
    /// Understand a buyer's message.
    Triage {
        /// The message; `-` reads standard input.
        #[arg(default_value = "-")]
        message: PathBuf,
    },
    /// Learn how much words speak for topics, or measure how well messages are understood.
    Learn(learn::Arguments),
    /// Check a draft against the rules of a portal.
    Lint {
        /// The portal's id.
        #[arg(long)]
        portal: String,
        /// The draft; `-` reads standard input.
        #[arg(default_value = "-")]
        draft: PathBuf,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match answer::run(arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("dueline: {error:#}");
            ExitCode::from(2)
        }
    }
}
