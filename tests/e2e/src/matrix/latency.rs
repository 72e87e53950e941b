//! How long an insertion takes, beside the browser's own.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;

use super::desk::Desk;

/// What the browser puts in by itself: a line, which every editor takes.
const OWN: &str = "We have checked your order and the parcel is on its way to you.";

/// How often each is done; the median counts.
const RUNS: usize = 5;

/// From a click on a letter in the bar to the editor's own change event, and the same for the browser's own way.
pub(super) async fn latency(desk: &Desk<'_>) -> Result<(f64, f64)> {
    let stage = desk.stage;
    let mut socket = stage.browser.socket().await?;
    let target = socket.target("page", "ebay.com").await?.context("there is no such page")?;
    let session = socket.attach(&target).await?;
    let session = session.as_str();
    socket.call(Some(session), "Runtime.enable", json!({})).await?;
    socket.call(Some(session), "Runtime.addBinding", json!({ "name": "heard" })).await?;
    // A tab behind another one takes no pointer.
    socket.call(Some(session), "Page.bringToFront", json!({})).await?;
    let (mut clicks, mut own) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        desk.reset("", 0, 0).await?;
        let drawn =
            stage.until("the bar stands", |drawn| drawn.settled && !drawn.letters().is_empty()).await?;
        let (x, y) = drawn.letters()[0].rect.middle();
        let mouse = |kind: &str| json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
        socket
            .call(Some(session), "Input.dispatchMouseEvent", json!({ "type": "mouseMoved", "x": x, "y": y }))
            .await?;
        socket.call(Some(session), "Input.dispatchMouseEvent", mouse("mousePressed")).await?;
        let letter = |said: &str| said.len() > 80 && !said.contains(OWN);
        let time = socket
            .time_until_heard(session, "Input.dispatchMouseEvent", mouse("mouseReleased"), letter)
            .await;
        let time = match time {
            Ok(time) => time,
            Err(error) => {
                return Err(error.context(format!("{:?}", stage.drawn().await?.bar.and_then(|bar| bar.note))));
            }
        };
        clicks.push(time.as_secs_f64() * 1000.0);
        // A second click within a moment counts as half of a double click.
        tokio::time::sleep(Duration::from_millis(400)).await;
        desk.reset("", 0, 0).await?;
        if desk.editor.file == "react-remount" {
            desk.reset("x", 0, 1).await?;
        }
        let own_text = |said: &str| said.contains(OWN);
        let text = json!({ "text": OWN });
        let time = socket.time_until_heard(session, "Input.insertText", text, own_text).await?;
        own.push(time.as_secs_f64() * 1000.0);
    }
    Ok((median(&mut clicks), median(&mut own)))
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
