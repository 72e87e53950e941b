//! Pictures of the scenes: each when the extension has come to rest on it, and once more with the
//! panel open.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use replica_portal::{START_HOST, Scene};
use serde_json::{Value, json};

use crate::stage::Stage;

/// How long a page may take until the extension has read and drawn it.
const REST: Duration = Duration::from_secs(20);

/// What came of it.
pub struct Shots {
    /// How many pictures were written.
    pub pictures: usize,
    /// The scenes on which the extension did not come to rest, and why.
    pub restless: Vec<String>,
}

/// Photographs the start page and every scene into a folder.
pub async fn take(stage: &mut Stage, scenes: &[Scene], folder: &Path) -> Result<Shots> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let mut shots = Shots { pictures: 0, restless: Vec::new() };
    stage.go(&format!("https://{START_HOST}/")).await?;
    shots.write(stage, folder, "start").await?;
    for scene in scenes {
        stage.go(&scene.url).await?;
        match rest(stage, |_| true).await {
            Ok(tab) => {
                shots.write(stage, folder, &scene.id).await?;
                stage.ask(json!({ "kind": "panel", "tab": tab, "open": true })).await?;
                if let Err(why) = rest(stage, |drawn| drawn["panel"]["open"] == json!(true)).await {
                    shots.restless.push(format!("{} with the panel: {why}", scene.id));
                }
                shots.write(stage, folder, &format!("{}-panel", scene.id)).await?;
                // The panel is remembered as open, and would stand open on the next scene.
                stage.ask(json!({ "kind": "panel", "tab": tab, "open": false })).await?;
            }
            Err(why) => {
                shots.restless.push(format!("{}: {why}", scene.id));
                shots.write(stage, folder, &scene.id).await?;
            }
        }
    }
    Ok(shots)
}

/// Waits until the page script says that it has drawn what it read; returns the tab, or why not.
async fn rest(stage: &mut Stage, also: impl Fn(&Value) -> bool) -> Result<Value, String> {
    let began = Instant::now();
    let mut why = "the page was not recognised".to_owned();
    while began.elapsed() < REST {
        match state(stage).await {
            Ok((tab, drawn)) if drawn["settled"] == json!(true) && also(&drawn) => return Ok(tab),
            Ok((_, drawn)) => why = format!("it is still at work: {drawn}"),
            // Until the page script is there, the worker refuses; that is no error here.
            Err(refusal) => why = format!("{refusal:#}"),
        }
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    Err(why)
}

/// The portal's tab and what is drawn in it.
async fn state(stage: &mut Stage) -> Result<(Value, Value)> {
    let tabs = stage.ask(json!({ "kind": "tabs" })).await?;
    let tab = tabs[0].get("tab").cloned().context("no tab shows a page of interest")?;
    let drawn = stage.ask(json!({ "kind": "drawn", "tab": tab })).await?;
    Ok((tab, drawn))
}

impl Shots {
    /// Writes a picture as soon as two in a row are the same: fonts, frames and transitions have
    /// come to their end then. A page that never stands still is photographed as it is.
    async fn write(&mut self, stage: &mut Stage, folder: &Path, name: &str) -> Result<()> {
        let mut last = Vec::new();
        for _ in 0..8 {
            tokio::time::sleep(Duration::from_millis(250)).await;
            let picture = stage.picture().await?;
            let still = picture == last;
            last = picture;
            if still {
                break;
            }
        }
        let file = folder.join(format!("{name}.png"));
        std::fs::write(&file, &last).with_context(|| format!("cannot write {}", file.display()))?;
        self.pictures += 1;
        Ok(())
    }
}
