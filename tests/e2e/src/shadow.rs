//! Seeing what is drawn into a page without asking the extension: when the extension was reloaded,
//! its door no longer leads to the old page script. Both browsers show the content of closed shadow
//! roots on their own sockets.

use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::Stage;
use crate::browser::Kind;
use crate::pointer::breath;
use crate::socket::Socket;
use crate::stage::PATIENCE;

impl Stage {
    /// All words that hang in shadow roots of elements beside head and body.
    pub async fn own_text(&self) -> Result<String> {
        let mut socket = self.browser.socket().await?;
        let mut words = Vec::new();
        match self.kind {
            Kind::Chromium => {
                let target = self.page_target(&mut socket).await?;
                let whole = json!({ "depth": -1, "pierce": true });
                let document = socket.call_target(&target, "DOM.getDocument", whole).await?;
                let html = document["root"]["children"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter(|node| node["nodeName"] == "HTML");
                for node in html.flat_map(|html| html["children"].as_array().into_iter().flatten()) {
                    collect(&node["shadowRoots"], "nodeValue", &mut words);
                }
            }
            Kind::Firefox => {
                let evaluate = json!({
                    "expression": "[...document.documentElement.children].filter((e) => e !== document.head && e !== document.body)",
                    "target": { "context": self.browser.page_window.to_string() },
                    "awaitPromise": false,
                    "serializationOptions": { "maxDomDepth": null, "includeShadowTree": "all" },
                });
                let answer = socket.call(None, "script.evaluate", evaluate).await?;
                collect(&answer["result"], "nodeValue", &mut words);
            }
        }
        Ok(words.join(" "))
    }

    /// Waits until the words of ours in the page are as wanted.
    pub async fn until_own_text(&self, what: &str, mut holds: impl FnMut(&str) -> bool) -> Result<()> {
        let began = Instant::now();
        loop {
            let text = self.own_text().await?;
            if holds(&text) {
                return Ok(());
            }
            if began.elapsed() > PATIENCE {
                bail!("this did not come about: {what}; what is drawn says {text:?}");
            }
            breath().await;
        }
    }

    /// Role and name of everything that a screen reader finds on the page; Chromium alone tells.
    pub async fn accessibility_tree(&self) -> Result<Vec<(String, String)>> {
        let mut socket = self.browser.socket().await?;
        let target = self.page_target(&mut socket).await?;
        let tree = socket.call_target(&target, "Accessibility.getFullAXTree", json!({})).await?;
        let text = |node: &Value, key: &str| node[key]["value"].as_str().unwrap_or_default().to_owned();
        let nodes = tree["nodes"].as_array().into_iter().flatten().filter(|node| node["ignored"] != true);
        Ok(nodes.map(|node| (text(node, "role"), text(node, "name"))).collect())
    }

    /// The portal's page on Chromium's socket.
    pub async fn page_target(&self, socket: &mut Socket) -> Result<String> {
        let url = self.page().await?.current_url().await?.to_string();
        socket.target("page", &url).await?.context("the page has no target")
    }
}

/// Gathers the values under `key` of all text nodes (type 3) below.
fn collect(node: &Value, key: &str, words: &mut Vec<String>) {
    match node {
        Value::Array(nodes) => nodes.iter().for_each(|node| collect(node, key, words)),
        Value::Object(members) => {
            let styled = matches!(members.get("nodeName").and_then(Value::as_str), Some("STYLE" | "SCRIPT"));
            if members.get("nodeType") == Some(&json!(3)) {
                words.extend(members.get(key).and_then(Value::as_str).map(str::to_owned));
            }
            if !styled {
                members.values().for_each(|member| collect(member, key, words));
            }
        }
        _ => {}
    }
}
