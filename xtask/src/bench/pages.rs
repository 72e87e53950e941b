//! What the extension costs on a page, and how soon it answers, in a real Chromium on the replica
//! portal. Beside it, on the same loads, a content script of one line that appends a badge.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use replica_portal::{Options, Portal, Scene, scenes};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Row, median};
use crate::browsers::Family;
use crate::project::Project;
use crate::stage::{ChromiumStage, Look, Stage};

/// How often each thing is done.
const RUNS: usize = 15;

/// A frame at sixty per second.
const FRAME: f64 = 1000.0 / 60.0;

/// Notes in the page when what happened: the end of parsing, the page's own last change, the one
/// line's badge, our layer, the longest task, and the longest that began after the page's own last change.
const PROBE: &str = r"
    globalThis.seen = { idle: null, page: null, last: 0, line: null, ours: null, tasks: [] };
    new PerformanceObserver(list => {
        seen.tasks.push(...list.getEntries().map(({ startTime, duration }) => [startTime, duration]));
    }).observe({ type: 'longtask', buffered: true });
    addEventListener('DOMContentLoaded', () => {
        seen.idle = performance.now();
        new MutationObserver(() => {
            seen.last = performance.now();
            if (!seen.ours) seen.page = seen.last;
        }).observe(document.body, { childList: true, subtree: true });
        new MutationObserver(() => {
            if (!seen.line && document.querySelector('#one-line')) seen.line = performance.now();
            if (!seen.ours && document.querySelector('[data-dueline]')) seen.ours = performance.now();
        }).observe(document.documentElement, { childList: true });
    });";

/// The longest task of a page, and the longest that began after the page's own last change.
const LONGEST: &str = "Math.max(0, ...seen.tasks.map(([, length]) => length))";
const LONGEST_LATER: &str =
    "Math.max(0, ...seen.tasks.filter(([start]) => start > seen.last).map(([, length]) => length))";

/// What the probe saw, in milliseconds since the navigation began.
#[derive(Debug, Default, Deserialize)]
struct Seen {
    idle: Option<f64>,
    page: Option<f64>,
    line: Option<f64>,
    ours: Option<f64>,
}

/// Measures everything; takes a minute or two.
pub fn rows(project: &Project) -> Result<Vec<Row>> {
    let line = one_line_extension(project)?;
    tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(2).build()?.block_on(async {
        let portal = Portal::start(Options::default()).await?;
        let look = Look { language: None, theme: None, zoom: 100 };
        let (stage, _) = Stage::open(project, Family::Chromium, &portal, true, look, Some(&line)).await?;
        let Stage::Chromium(mut stage) = stage else {
            bail!("the benchmarks need a browser of Chromium's family");
        };
        let mut rows = first_badge(&mut stage).await?;
        rows.push(woken_worker(&mut stage).await?);
        rows.extend(long_list(&mut stage).await?);
        rows.push(insertion(&mut stage).await?);
        rows.extend(cost_of_a_tab(&mut stage).await?);
        Ok(rows)
    })
}

/// The script to compare with, as an extension of its own.
fn one_line_extension(project: &Project) -> Result<PathBuf> {
    let folder = project.scratch().join("one-line");
    std::fs::create_dir_all(&folder)?;
    let hosts: Vec<String> = crate::manifest::read_portals(&project.packs())?.hosts;
    let manifest = json!({
        "manifest_version": 3,
        "name": "One line",
        "version": "1",
        "content_scripts": [{ "matches": hosts, "js": ["badge.js"], "run_at": "document_idle" }],
    });
    std::fs::write(folder.join("manifest.json"), manifest.to_string())?;
    let badge = "document.documentElement.append(Object.assign(document.createElement('b'), { id: 'one-line', textContent: '●' }));\n";
    std::fs::write(folder.join("badge.js"), badge)?;
    Ok(folder)
}

fn scene(id: &str) -> Result<Scene> {
    scenes()
        .into_iter()
        .find(|scene| scene.id == id)
        .with_context(|| format!("the replica has no scene {id}"))
}

/// Loads a page and waits until our layer is there, or for a while where none is to come.
async fn load(stage: &mut ChromiumStage, url: &str) -> Result<Seen> {
    stage.go_with(url, Some(PROBE)).await?;
    let began = Instant::now();
    loop {
        let seen = stage.evaluate("globalThis.seen ?? null").await?;
        let seen: Seen = serde_json::from_value(seen).unwrap_or_default();
        if seen.ours.is_some() {
            return Ok(seen);
        }
        if began.elapsed() > Duration::from_secs(15) {
            bail!("no badge came on {url}");
        }
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
}

/// From the moment at which the page stands still to the first badge, with the worker awake and asleep.
async fn first_badge(stage: &mut ChromiumStage) -> Result<Vec<Row>> {
    let url = scene("amazon-order")?.url_with("late:0");
    let mut rows = Vec::new();
    load(stage, &url).await?;
    for (what, budget, asleep) in [
        ("page at rest → first badge, worker awake", 40.0, false),
        ("page at rest → first badge, worker asleep", 150.0, true),
    ] {
        let (mut ours, mut line) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            if asleep {
                stage.end_worker().await?;
            }
            let seen = load(stage, &url).await?;
            let idle = seen.idle.unwrap_or_default();
            let rest = seen.page.unwrap_or(idle).max(idle);
            ours.push(seen.ours.unwrap_or_default() - rest);
            line.extend(seen.line.map(|line| line - idle));
        }
        let row = Row::of_times(what, &mut ours, Some(budget));
        rows.push(row.beside("one-line script", median(&mut line)));
    }
    Ok(rows)
}

/// From a message to a worker that was ended until its answer.
async fn woken_worker(stage: &mut ChromiumStage) -> Result<Row> {
    let timed = "(async () => { const began = performance.now(); \
         await chrome.runtime.sendMessage({ v: 1, kind: 'settings' }); return performance.now() - began; })()";
    let (mut asleep, mut awake) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        stage.end_worker().await?;
        asleep.extend(stage.evaluate_in_extension(timed).await?.as_f64());
        awake.extend(stage.evaluate_in_extension(timed).await?.as_f64());
    }
    let row = Row::of_times("message to an ended worker → its answer", &mut asleep, Some(120.0));
    Ok(row.beside("worker awake", median(&mut awake)))
}

/// The longest task on a list of five hundred orders, beside the same list without us.
async fn long_list(stage: &mut ChromiumStage) -> Result<Vec<Row>> {
    let url = scene("aliexpress-orders")?.url_with("late:0,rows:500");
    let mut without = Vec::new();
    switch(stage, false).await?;
    for _ in 0..3 {
        stage.go_with(&url, Some(PROBE)).await?;
        tokio::time::sleep(Duration::from_secs(3)).await;
        without.extend(stage.evaluate(LONGEST).await?.as_f64());
    }
    switch(stage, true).await?;
    let (mut with, mut later, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..3 {
        let seen = load(stage, &url).await?;
        rest(stage).await?;
        with.extend(stage.evaluate(LONGEST).await?.as_f64());
        later.extend(stage.evaluate(LONGEST_LATER).await?.as_f64());
        let settled = stage.evaluate("performance.now()").await?.as_f64().unwrap_or_default();
        all.push(settled - seen.page.or(seen.idle).unwrap_or_default());
    }
    Ok(vec![
        Row::of_times("list of 500: longest task", &mut with, None)
            .beside("without us", median(&mut without)),
        // A task is told from fifty milliseconds on; nothing told is nothing over the budget.
        Row::of_times("list of 500: longest task after the page's own", &mut later, Some(50.0)),
        Row::of_times("list of 500: page at rest → all is drawn", &mut all, None),
    ])
}

/// From a click in the suggestion bar to the text in the editor, beside the browser's own way.
async fn insertion(stage: &mut ChromiumStage) -> Result<Row> {
    let url = scene("ebay-messages")?.url_with("late:0");
    let box_script = "addEventListener('input', () => calledBack('input'), { capture: true, once: true })";
    let (mut clicks, mut own) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        load(stage, &url).await?;
        let drawn = rest(stage).await?;
        let buttons = drawn["bar"]["buttons"].as_array().cloned().unwrap_or_default();
        // A letter that lacks a value asks for it in the panel instead of going in.
        let letter =
            buttons.iter().find(|button| button["role"] == "letter").context("the bar has no letter")?;
        let (x, y) = middle(&letter["rect"]);
        stage.evaluate(box_script).await?;
        mouse(stage, "mouseMoved", x, y).await?;
        mouse(stage, "mousePressed", x, y).await?;
        let released = json!({ "type": "mouseReleased", "x": x, "y": y, "button": "left", "clickCount": 1 });
        let time = stage.time_until_called_back("Input.dispatchMouseEvent", released).await?;
        clicks.push(time.as_secs_f64() * 1000.0);
        stage.evaluate(box_script).await?;
        let text = json!({ "text": "We have checked your order and the parcel is on its way to you." });
        let time = stage.time_until_called_back("Input.insertText", text).await?;
        own.push(time.as_secs_f64() * 1000.0);
    }
    let own = median(&mut own);
    let row = Row::of_times("click on a letter → text in the editor", &mut clicks, Some(own + FRAME));
    Ok(row.beside("Input.insertText", own))
}

/// Heap and script time of a portal tab with the panel closed, over the same tab without us.
async fn cost_of_a_tab(stage: &mut ChromiumStage) -> Result<Vec<Row>> {
    let url = scene("amazon-order")?.url_with("late:0");
    let mut found = Vec::new();
    for on in [false, true] {
        switch(stage, on).await?;
        let (mut heaps, mut scripts) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            stage.go_with(&url, Some(PROBE)).await?;
            stage.call("Performance.enable", json!({})).await?;
            tokio::time::sleep(Duration::from_millis(1500)).await;
            stage.call("HeapProfiler.collectGarbage", json!({})).await?;
            let metrics = stage.call("Performance.getMetrics", json!({})).await?;
            heaps.extend(metric(&metrics, "JSHeapUsedSize"));
            scripts.extend(metric(&metrics, "ScriptDuration").map(|seconds| seconds * 1000.0));
        }
        found.push((median(&mut heaps), median(&mut scripts)));
    }
    let [(heap_without, script_without), (heap, script)] = found[..] else {
        bail!("two measurements were made, and others were found");
    };
    Ok(vec![
        Row {
            what: "heap added to a portal tab".to_owned(),
            median: (heap - heap_without).max(0.0),
            unit: "B",
            budget: Some(0.6 * 1024.0 * 1024.0),
            beside: None,
            runs: RUNS,
        },
        Row {
            what: "script time added to a portal tab".to_owned(),
            median: (script - script_without).max(0.0),
            unit: "ms",
            budget: Some(8.0),
            beside: None,
            runs: RUNS,
        },
    ])
}

/// Switches all portals on or off, as a person does in the settings.
async fn switch(stage: &mut ChromiumStage, on: bool) -> Result<()> {
    let settings = stage.ask(&json!({ "v": 1, "kind": "settings" })).await?;
    let known = settings["portals"].as_object().context("the settings name no portals")?;
    let portals: serde_json::Map<String, Value> =
        known.keys().map(|portal| (portal.clone(), json!(on))).collect();
    stage.ask(&json!({ "v": 1, "kind": "change", "patch": { "portals": portals } })).await?;
    Ok(())
}

/// Waits until the page script has drawn what it read; returns what it drew.
async fn rest(stage: &mut ChromiumStage) -> Result<Value> {
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(20) {
        let tabs = stage.ask(&json!({ "v": 1, "kind": "tabs" })).await?;
        let drawn = stage.ask(&json!({ "v": 1, "kind": "drawn", "tab": tabs[0]["tab"] })).await?;
        if drawn["settled"] == json!(true) {
            return Ok(drawn);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    bail!("the extension did not come to rest")
}

async fn mouse(stage: &mut ChromiumStage, kind: &str, x: f64, y: f64) -> Result<()> {
    let button = if kind == "mouseMoved" { "none" } else { "left" };
    let event = json!({ "type": kind, "x": x, "y": y, "button": button, "clickCount": 1 });
    stage.call("Input.dispatchMouseEvent", event).await?;
    Ok(())
}

fn middle(rect: &Value) -> (f64, f64) {
    let side = |name: &str| rect[name].as_f64().unwrap_or_default();
    (side("x") + side("w") / 2.0, side("y") + side("h") / 2.0)
}

fn metric(metrics: &Value, name: &str) -> Option<f64> {
    let all = metrics["metrics"].as_array()?;
    all.iter().find(|metric| metric["name"] == name)?["value"].as_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scenes_that_are_measured_exist() {
        for id in ["amazon-order", "aliexpress-orders", "ebay-messages"] {
            assert!(scene(id).is_ok(), "{id}");
        }
    }

    #[test]
    fn a_metric_is_found_by_name() {
        let metrics = json!({ "metrics": [{ "name": "Nodes", "value": 3 }, { "name": "JSHeapUsedSize", "value": 12.5 }] });
        assert_eq!(metric(&metrics, "JSHeapUsedSize"), Some(12.5));
        assert_eq!(metric(&metrics, "Other"), None);
    }

    #[test]
    fn the_middle_of_a_rectangle_is_clicked() {
        assert_eq!(middle(&json!({ "x": 10, "y": 20, "w": 8, "h": 4 })), (14.0, 22.0));
    }
}
