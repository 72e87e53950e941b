//! Runs the tests in both browsers, side by side: a lane for each browser, in which the tests
//! follow one another on one stage. A test that fails leaves its stage behind and is
//! tried once more on a new one. With `DUELINE_E2E_TIMES` set, each test says how long it took.

use std::cell::RefCell;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use futures_util::FutureExt as _;
use libtest_mimic::{Arguments, Failed, Trial};
use tokio::runtime::Runtime;
use tokio::sync::Mutex;

use crate::browser::Kind;
use crate::stage::Stage;

/// What a test does on its stage.
pub type Body = for<'a> fn(&'a mut Stage) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A test that takes longer than this has hung.
const LONGEST: Duration = Duration::from_secs(150);

thread_local! {
    /// What the last panic on this thread said; a test is polled on one thread alone.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// One test.
pub struct Test {
    /// Its name, a sentence.
    pub name: &'static str,
    /// What it does.
    pub body: Body,
    /// The one browser that it is for, and why.
    pub only: Option<(Kind, &'static str)>,
}

/// Makes a program of the files of tests.
#[macro_export]
macro_rules! suites {
    ($($file:ident),+ $(,)?) => {
        $(mod $file;)+

        fn main() -> std::process::ExitCode {
            let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
            $crate::suite::run(folder, vec![$((stringify!($file), $file::tests())),+])
        }
    };
}

/// Lists the tests of a file. `name => Kind, "reason"` is a test for one browser alone.
#[macro_export]
macro_rules! suite {
    ($($name:ident $(=> $only:ident, $why:literal)?),+ $(,)?) => {
        pub(crate) fn tests() -> Vec<$crate::suite::Test> {
            vec![$($crate::suite::Test {
                name: stringify!($name),
                body: |stage| Box::pin($name(stage)),
                only: $crate::suite!(@only $($only, $why)?),
            }),+]
        }
    };
    (@only) => { None };
    (@only $only:ident, $why:literal) => { Some(($crate::Kind::$only, $why)) };
}

struct Lane {
    kind: Kind,
    folder: PathBuf,
    stage: Mutex<Option<Stage>>,
}

impl Lane {
    /// Runs a test, and once more on a fresh stage where it failed: two browsers share two cores with
    /// their drivers, and a browser that starves looks like one that errs. A test that needs its second
    /// try says so in the log, with the first failure; one that fails twice has failed.
    async fn run(&self, name: &str, body: Body) -> Result<()> {
        let Err(first) = self.attempt(name, body).await else { return Ok(()) };
        let second = self.attempt(name, body).await;
        if second.is_ok() {
            eprintln!("unsteady: {}::{name} passed on its second try; at first: {first:#}", self.kind.name());
        }
        second
    }

    async fn attempt(&self, name: &str, body: Body) -> Result<()> {
        let mut place = self.stage.lock().await;
        let began = Instant::now();
        let mut stage = match place.take() {
            Some(stage) => stage,
            None => Stage::start(self.kind).await?,
        };
        let work = AssertUnwindSafe(async {
            stage.reset().await?;
            body(&mut stage).await
        });
        let outcome = match tokio::time::timeout(LONGEST, work.catch_unwind()).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err(anyhow!("{}", PANIC.take())),
            Err(_) => Err(anyhow!("not done after {} s", LONGEST.as_secs())),
        };
        if std::env::var_os("DUELINE_E2E_TIMES").is_some() {
            eprintln!("{:6.1} s  {}::{name}", began.elapsed().as_secs_f64(), self.kind.name());
        }
        match outcome {
            Ok(()) => {
                *place = Some(stage);
                Ok(())
            }
            Err(error) => {
                let evidence = stage.evidence(&self.folder, name).await;
                Err(anyhow!("{error:#}\n{evidence}"))
            }
        }
    }
}

/// Runs the tests that the command line asks for, file by file; pictures of failures are kept in `folder`.
pub fn run(folder: &Path, files: Vec<(&'static str, Vec<Test>)>) -> ExitCode {
    std::panic::set_hook(Box::new(|panic| PANIC.set(panic.to_string())));
    let mut arguments = Arguments::from_args();
    // A test waits for its lane on a thread of its own, so that the faster browser never waits for the other.
    let count = files.iter().map(|(_, tests)| tests.len() * Kind::ALL.len()).sum();
    arguments.test_threads.get_or_insert(count);
    let runtime = Arc::new(Runtime::new().expect("a runtime can be made"));
    let lanes =
        Kind::ALL.map(|kind| Arc::new(Lane { kind, folder: folder.to_owned(), stage: Mutex::new(None) }));
    let mut trials = Vec::new();
    for (file, tests) in &files {
        for (test, lane) in tests.iter().flat_map(|test| lanes.iter().map(move |lane| (test, lane))) {
            let apart = test.only.filter(|(kind, _)| *kind != lane.kind);
            let name = format!("{}::{file}::{}", lane.kind.name(), test.name);
            let name = match apart {
                Some((_, why)) => format!("{name} ({why})"),
                None => name,
            };
            let (lane, runtime) = (Arc::clone(lane), Arc::clone(&runtime));
            let (title, body) = (test.name, test.body);
            let trial = Trial::test(name, move || {
                runtime.block_on(lane.run(title, body)).map_err(|error| Failed::from(format!("{error:#}")))
            });
            trials.push(trial.with_ignored_flag(apart.is_some()));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    runtime.block_on(async {
        for lane in &lanes {
            if let Some(stage) = lane.stage.lock().await.take() {
                // A browser that does not end in order is ended with its driver.
                let _ = stage.browser.quit().await;
            }
        }
    });
    conclusion.exit_code()
}
