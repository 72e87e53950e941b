//! What the packs read on the replica's pages, for whoever writes one: `cargo run -p e2e --bin pages -- shopee`
//! compares every page of a portal with what it says itself; `--drift` also changes each one in every way.
//! Packs, page scripts and sheets are taken as they are on disk.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::Result;
use e2e::drift::{Outcome, drift, table};
use e2e::eyes::{Eyes, differences, truth};
use e2e::{Kind, Stage};
use replica_portal::scenes;

#[tokio::main]
async fn main() -> Result<()> {
    let (flags, wanted): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let has = |flag: &str| flags.iter().any(|given| given == flag);
    let stage = Stage::start(if has("--firefox") { Kind::Firefox } else { Kind::Chromium }).await?;
    let eyes = Eyes::open()?;
    let chosen = scenes()
        .into_iter()
        .filter(|scene| wanted.is_empty() || wanted.iter().any(|word| scene.id.contains(word.as_str())));
    let mut outcomes: Vec<(String, Outcome)> = Vec::new();
    for scene in chosen {
        eyes.visit(&stage, &scene, "late:0").await?;
        if scene.sheet {
            let seen = eyes.see(&stage).await?;
            let otherwise = differences(&truth(&stage).await?, &seen);
            println!(
                "{}: {} fields, {} rows, {} messages{}",
                scene.id,
                seen.fields.len(),
                seen.rows.len(),
                seen.thread.len(),
                if otherwise.is_empty() { ", all right" } else { "" }
            );
            for line in &otherwise {
                println!("  {line}");
            }
        }
        if has("--picture") {
            let folder = std::env::temp_dir();
            println!("  {}", stage.evidence(&folder, &scene.id).await);
        }
        if has("--drift") {
            let outcome = drift(&eyes, &stage, &scene).await?;
            for line in &outcome.wrong {
                println!("  WRONG {line}");
            }
            if has("--lost") {
                for line in &outcome.lost {
                    println!("  lost {line}");
                }
            }
            outcomes.push((scene.id.clone(), outcome));
        }
    }
    if has("--drift") {
        println!("{}", table(&outcomes));
    }
    Ok(())
}
