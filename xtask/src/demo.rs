//! The demo: the extension at work in a real browser, on the replica portal under the portals' real
//! host names. Everything is on loopback; everything that was started ends with Ctrl-C.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use replica_portal::{Options, Portal, START_HOST, Scene, scenes};

use crate::assemble::{BUILD_STEPS, build};
use crate::browsers::{Family, find};
use crate::project::Project;
use crate::screenshot;
use crate::stage::{Language, Look, Stage, Theme};
use crate::steps::Steps;
use crate::toolchain::ensure_chinese_font;
use crate::wasm::Effort;

/// What the person wants to see.
#[derive(clap::Args)]
pub struct Arguments {
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
    /// Larger and slower, but sooner made: for trying a change
    #[arg(long)]
    quick: bool,
}

/// Builds, then opens a window, or takes pictures where none is wanted or possible.
pub fn run(project: &Project, wish: &Arguments) -> Result<()> {
    let chosen = choose(wish.scene.as_deref())?;
    let mut pictures = wish.screenshot.clone();
    if pictures.is_none() && !has_display() {
        println!("There is no display here, so the demo takes pictures instead of opening a window.\n");
        pictures = Some(project.target.join("screenshots"));
    }
    let pictures = pictures.as_deref();
    let mut steps = Steps::of(BUILD_STEPS + 3 + usize::from(pictures.is_some()));
    build(project, Effort::quick_if(wish.quick), &mut steps)?;
    steps.run("Find a browser", || {
        let browser = find(wish.browser)?;
        ensure_chinese_font()?;
        Ok(((), format!("{} ({})", browser.name, browser.program.display())))
    })?;
    tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(2).build()?.block_on(async {
        tokio::select! {
            result = show(project, &mut steps, wish, &chosen, pictures) => result,
            () = interrupted() => {
                println!("\nEnding the browser and the replica portal.");
                Ok(())
            }
        }
    })
}

async fn show(
    project: &Project,
    steps: &mut Steps,
    wish: &Arguments,
    chosen: &[Scene],
    pictures: Option<&Path>,
) -> Result<()> {
    let portal = steps
        .run_async("Start the replica portal", async {
            let portal = Portal::start(Options::default()).await?;
            let address = portal.address().to_string();
            Ok((portal, address))
        })
        .await?;
    let look = Look { language: wish.language, theme: wish.theme, zoom: wish.zoom };
    let mut stage = steps
        .run_async("Open the browser with the extension", async {
            Stage::open(project, wish.browser, &portal, pictures.is_some(), look, None)
                .await
                .map(|(stage, name)| (stage, name.to_owned()))
        })
        .await?;
    if let Some(folder) = pictures {
        let shots = steps
            .run_async("Photograph the scenes", async {
                let shots = screenshot::take(&mut stage, chosen, folder).await?;
                let count = format!("{} pictures", shots.pictures);
                Ok((shots, count))
            })
            .await?;
        println!("\nThe pictures are in {}", folder.display());
        if !shots.restless.is_empty() {
            bail!(
                "the extension did not come to rest on
  {}",
                shots.restless.join(
                    "
  "
                )
            );
        }
        return Ok(());
    }
    let start = format!("https://{START_HOST}/");
    let first = chosen.first().filter(|_| wish.scene.is_some());
    stage.go(first.map_or(start.as_str(), |scene| &scene.url)).await?;
    stage.hand_over().await?;
    println!("\nThe browser is open. Choose a scene; Ctrl-C here ends everything.");
    while !stage.is_closed().await {
        tokio::time::sleep(Duration::from_millis(700)).await;
    }
    println!("The browser was closed.");
    Ok(())
}

/// The scenes to show: all, or the one that was asked for.
fn choose(id: Option<&str>) -> Result<Vec<Scene>> {
    let all = scenes();
    let Some(id) = id else {
        return Ok(all);
    };
    let known: Vec<&str> = all.iter().map(|scene| scene.id.as_str()).collect();
    let known = known.join("\n  ");
    all.into_iter()
        .find(|scene| scene.id == id)
        .map(|scene| vec![scene])
        .with_context(|| format!("there is no scene {id:?}. The scenes are:\n  {known}"))
}

/// Whether a window could be opened.
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Returns when the person, or the system, wants us to end.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            let _ = tokio::signal::ctrl_c().await;
            return;
        };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = tokio::signal::ctrl_c().await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_scene_lists_the_known_ones() {
        let complaint = choose(Some("nothing")).unwrap_err().to_string();
        for scene in scenes() {
            assert!(complaint.contains(&scene.id), "{}", scene.id);
        }
        assert_eq!(choose(None).unwrap().len(), scenes().len());
        let one = scenes().remove(0);
        assert_eq!(choose(Some(&one.id)).unwrap()[0].url, one.url);
    }
}
