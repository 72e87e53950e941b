//! What the packs read on the replica's pages, for whoever writes one: `cargo run -p e2e --bin pages -- shopee`
//! compares every page of a portal with what it says itself; `--drift` also changes each one in every way, `--lost`
//! lists what is then lost, `--picture` takes a picture of each, `--firefox` takes the other browser. Packs, page
//! scripts and sheets are taken as they are on disk. `--drift --write` keeps the tables in docs/READING.md.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::Result;
use e2e::browser::workspace;
use e2e::drift::{Outcome, drift, table};
use e2e::eyes::{Eyes, differences, truth};
use e2e::{Kind, Stage};
use replica_portal::{Scene, scenes};

#[tokio::main]
async fn main() -> Result<()> {
    let (flags, wanted): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let has = |flag: &str| flags.iter().any(|given| given == flag);
    let stage = Stage::start(if has("--firefox") { Kind::Firefox } else { Kind::Chromium }).await?;
    let eyes = Eyes::open()?;
    let named =
        |scene: &Scene| wanted.is_empty() || wanted.iter().any(|word| scene.id.contains(word.as_str()));
    let mut outcomes: Vec<(String, Outcome)> = Vec::new();
    for scene in scenes().into_iter().filter(named) {
        eyes.visit(&stage, &scene, "late:0").await?;
        if scene.sheet {
            compare(&eyes, &stage, &scene).await?;
        }
        if has("--picture") {
            println!("  {}", stage.evidence(&std::env::temp_dir(), &scene.id).await);
        }
        if has("--drift") {
            let outcome = drift(&eyes, &stage, &scene).await?;
            outcome.wrong.iter().for_each(|line| println!("  WRONG {line}"));
            if has("--lost") {
                outcome.lost.iter().for_each(|line| println!("  lost {line}"));
            }
            outcomes.push((scene.id.clone(), outcome));
        }
    }
    if has("--drift") {
        println!("{}", table(&outcomes));
    }
    if has("--drift") && has("--write") && wanted.is_empty() {
        std::fs::write(workspace().join("docs/READING.md"), document(&eyes, &outcomes))?;
    }
    Ok(())
}

/// Compares a page with what it says itself.
async fn compare(eyes: &Eyes, stage: &Stage, scene: &Scene) -> Result<()> {
    let seen = eyes.see(stage).await?;
    let otherwise = differences(&truth(stage).await?, &seen);
    let right = if otherwise.is_empty() { ", all right" } else { "" };
    let (fields, rows, messages) = (seen.fields.len(), seen.rows.len(), seen.thread.len());
    println!("{}: {fields} fields, {rows} rows, {messages} messages{right}", scene.id);
    otherwise.iter().for_each(|line| println!("  {line}"));
    Ok(())
}

const HEAD: &str = "# What is read, and how well it is proven

The portals' pages cannot be opened by those who build Dueline. What is known of them comes from public code: scripts,
extensions and tests that other people use on these pages every day. This page says for each kind of page how well its
structure is proven, and what is still read when it changes.

Made by `cargo run -p e2e --bin pages -- --drift --write`; `cargo xtask test` makes the same changes in both browsers and
fails on a single value that is read wrong.

## Evidence

`S` several independent sources, `1` one, `I` inferred: address and words are known, the structure is not. An inferred
page says so on the panel until the agent has confirmed once that it is read right; fields that are found by their usual
label alone are shown as *derived*.

";

const DRIFT: &str = "
## Drift

Each page of the replica is changed as a portal's next build might change it, and read again. *Hashes*: the part of a
class name that a build makes up. *Classes*: no class keeps its name. *Ids*, *data*: no element keeps its id, no attribute for tests
is left. *Hook*: the selectors of the pack lose their hold one at a time. *Wrappers*: elements around every text and
inside every block. *Order*, *columns*: blocks and table columns change places. *Virtual*: half of a list's rows are not
in the document, the rest stand in another order. *Late*: nothing has come yet. *Partial*: half of the page has come.
*Dialog*: another order in the same clothes stands over the page. *Language*: each other interface language of the portal.

What is missing under *late* and *partial* is not on the page at that moment; it is read when it comes. The replica is our
own picture of the pages, so these figures say how well reading stands changes, and not how true the picture is.

";

/// The whole of docs/READING.md.
fn document(eyes: &Eyes, outcomes: &[(String, Outcome)]) -> String {
    let mut text = HEAD.to_owned();
    text.push_str("| portal | page | evidence | source |\n| --- | --- | :-: | --- |\n");
    for portal in eyes.packs.portals() {
        for page in &portal.pages {
            let source = page.source.replace('|', "/");
            text.push_str(&format!("| {} | {} | {} | {source} |\n", portal.name.en, page.id, page.evidence));
        }
    }
    text.push_str(DRIFT);
    text.push_str(&table(outcomes));
    text.push('\n');
    text
}
