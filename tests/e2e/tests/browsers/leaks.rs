//! A page that is left leaves nothing behind: two hundred navigations inside one tab, then the browser itself counts
//! observers and listeners.

use e2e::{Context, Result, Stage, Value, ensure, json, suite};

/// Goes to and fro between a page of interest and one of none, inside the page's own application.
async fn navigate(stage: &Stage, times: usize) -> Result<()> {
    let there = "https://www.ebay.com/mesh/ord/details?orderid=12-11873-40562&replica=late%3A0";
    for _ in 0..times {
        stage.script(&format!("history.pushState({{}}, '', {}); dispatchEvent(new PopStateEvent('popstate'))", json!(there))).await?;
        stage.until("the order is read", |drawn| drawn.own().is_some()).await?;
        stage.script("history.pushState({}, '', '/sh/ovw'); window.dispatchEvent(new Event('hashchange'))").await?;
        stage.until_gone().await?;
    }
    Ok(())
}

/// How many observers live in the extension's own world of the page.
async fn observers(stage: &Stage) -> Result<u64> {
    let mut devtools = stage.browser.socket().await?;
    let page = devtools.target("page", "www.ebay.com").await?.context("the page is no target")?;
    let attached = devtools.call(None, "Target.attachToTarget", json!({ "targetId": page, "flatten": true })).await?;
    let session = attached["sessionId"].as_str().context("no session")?.to_owned();
    let mut most = 0;
    // The page's own world comes first; ours is the one that has the extension's interface.
    devtools.call(Some(&session), "Runtime.enable", json!({})).await?;
    for context in 1..60 {
        let asked = json!({ "expression": "globalThis.dueline?.read ? MutationObserver.prototype : null", "contextId": context });
        let Ok(found) = devtools.call(Some(&session), "Runtime.evaluate", asked).await else { continue };
        let Some(prototype) = found["result"]["objectId"].as_str() else { continue };
        let list = devtools.call(Some(&session), "Runtime.queryObjects", json!({ "prototypeObjectId": prototype })).await?;
        let array = list["objects"]["objectId"].as_str().context("no list")?.to_owned();
        let count = devtools
            .call(Some(&session), "Runtime.callFunctionOn", json!({ "objectId": array, "functionDeclaration": "function () { return this.length }", "returnByValue": true }))
            .await?;
        most = most.max(count["result"]["value"].as_u64().unwrap_or(0));
    }
    devtools.call(None, "Target.detachFromTarget", json!({ "sessionId": session })).await?;
    Ok(most)
}

/// What the browser counts in the page after it has cleared away what nobody holds.
async fn counters(stage: &Stage) -> Result<Value> {
    let mut devtools = stage.browser.socket().await?;
    let page = devtools.target("page", "www.ebay.com").await?.context("the page is no target")?;
    devtools.call_target(&page, "HeapProfiler.collectGarbage", json!({})).await?;
    devtools.call_target(&page, "Memory.getDOMCounters", json!({})).await
}

async fn two_hundred_navigations_leave_nothing_behind(stage: &mut Stage) -> Result<()> {
    stage.open_with("ebay-order", "late:0").await?;
    navigate(stage, 10).await?;
    let before = counters(stage).await?;
    let few = observers(stage).await?;
    navigate(stage, 90).await?;
    let after = counters(stage).await?;
    let many = observers(stage).await?;
    ensure!(many <= few, "{few} observers became {many}");
    let grown = |name: &str| after[name].as_i64().unwrap_or(0) - before[name].as_i64().unwrap_or(0);
    ensure!(grown("jsEventListeners") < 40, "listeners grew: {before} → {after}");
    ensure!(grown("nodes") < 2_000, "nodes grew: {before} → {after}");
    Ok(())
}

async fn a_hidden_tab_is_not_read(stage: &mut Stage) -> Result<()> {
    stage.open_with("ebay-order", "late:0").await?;
    let reads = stage.drawn().await?.reads;
    // Another tab in front hides this one.
    let door = stage.browser.door_window.clone();
    stage.browser.window(&door).await?;
    stage
        .in_door("const tab = await chrome.tabs.getCurrent(); await chrome.tabs.update(tab.id, { active: true })")
        .await?;
    stage.script("for (let n = 0; n < 20; n++) document.body.append(Object.assign(document.createElement('p'), { textContent: `row ${n}` }))").await?;
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    let hidden = stage.script("return document.visibilityState").await?;
    if hidden == "hidden" {
        ensure!(stage.drawn().await?.reads == reads, "a hidden tab was read");
    }
    Ok(())
}

suite![
    two_hundred_navigations_leave_nothing_behind => Chromium, "only its tools count observers",
    a_hidden_tab_is_not_read,
];
