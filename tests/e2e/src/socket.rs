//! A browser's own socket, for what a driver does not offer: ending the extension's worker, asking a
//! frame inside a closed shadow root, giving a keyboard command as the browser would, and seeing
//! what is drawn in a closed shadow root. Chromium speaks its DevTools protocol there, Firefox
//! WebDriver BiDi; both are calls with a number and answers with the same number.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// A call that has no answer by then has none.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connection to one browser.
#[derive(Debug)]
pub struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    last: u64,
}

impl Socket {
    /// Connects to an address.
    pub async fn connect(address: &str) -> Result<Self> {
        let (stream, _) = tokio_tungstenite::connect_async(address).await?;
        Ok(Self { stream, last: 0 })
    }

    /// Connects to the Chromium that runs on a profile.
    pub async fn devtools(profile: &Path) -> Result<Self> {
        let written = std::fs::read_to_string(profile.join("DevToolsActivePort"))
            .context("Chromium has not opened its DevTools socket")?;
        let [port, path] = written.lines().collect::<Vec<_>>()[..] else {
            bail!("Chromium's note of its DevTools socket reads {written:?}");
        };
        Self::connect(&format!("ws://127.0.0.1:{port}{path}")).await
    }

    /// Calls the browser, or the target that a session is attached to.
    pub async fn call(&mut self, session: Option<&str>, method: &str, parameters: Value) -> Result<Value> {
        self.last += 1;
        let id = self.last;
        let mut request = json!({ "id": id, "method": method, "params": parameters });
        if let Some(session) = session {
            request["sessionId"] = json!(session);
        }
        self.stream.send(Message::text(request.to_string())).await?;
        tokio::time::timeout(PATIENCE, self.answer(id))
            .await
            .with_context(|| format!("the browser gave no answer to {method}"))?
            .with_context(|| format!("{method} failed"))
    }

    async fn answer(&mut self, id: u64) -> Result<Value> {
        loop {
            let message = self.stream.next().await.context("the browser has ended")??;
            let Message::Text(text) = message else { continue };
            let mut answer: Value = serde_json::from_str(text.as_str())?;
            if answer["id"] != json!(id) {
                continue;
            }
            if let Some(error) = answer.get("error") {
                let words = error["message"].as_str().or(answer["message"].as_str());
                bail!("{}", words.unwrap_or("no reason given"));
            }
            return Ok(answer["result"].take());
        }
    }

    /// The first target of a type whose address contains `part`.
    pub async fn target(&mut self, kind: &str, part: &str) -> Result<Option<String>> {
        let answer = self.call(None, "Target.getTargets", json!({})).await?;
        let targets = answer["targetInfos"].as_array().cloned().unwrap_or_default();
        Ok(targets
            .iter()
            .find(|target| {
                target["type"] == kind && target["url"].as_str().is_some_and(|url| url.contains(part))
            })
            .and_then(|target| target["targetId"].as_str().map(str::to_owned)))
    }

    /// Ends a target.
    pub async fn close(&mut self, target: &str) -> Result<()> {
        self.call(None, "Target.closeTarget", json!({ "targetId": target })).await?;
        Ok(())
    }

    /// Attaches to a target; the session stays until the socket is closed.
    pub async fn attach(&mut self, target: &str) -> Result<String> {
        let asked = json!({ "targetId": target, "flatten": true });
        let attached = self.call(None, "Target.attachToTarget", asked).await?;
        Ok(attached["sessionId"].as_str().context("Chromium gave no session")?.to_owned())
    }

    /// Calls Chromium and says how long it took until the page called its binding with something that is meant.
    pub async fn time_until_heard(
        &mut self,
        session: &str,
        method: &str,
        parameters: Value,
        meant: impl Fn(&str) -> bool,
    ) -> Result<Duration> {
        self.last += 1;
        let request =
            json!({ "id": self.last, "method": method, "params": parameters, "sessionId": session });
        let began = Instant::now();
        self.stream.send(Message::text(request.to_string())).await?;
        let heard = async {
            loop {
                let message = self.stream.next().await.context("the browser has ended")??;
                let Message::Text(text) = message else { continue };
                let told: Value = serde_json::from_str(text.as_str())?;
                let said = told["params"]["payload"].as_str().unwrap_or_default();
                if told["method"] == "Runtime.bindingCalled" && meant(said) {
                    return Ok(began.elapsed());
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(4), heard)
            .await
            .with_context(|| format!("nothing was heard after {method}"))?
    }

    /// Calls a target.
    pub async fn call_target(&mut self, target: &str, method: &str, parameters: Value) -> Result<Value> {
        let session = self.attach(target).await?;
        let answer = self.call(Some(&session), method, parameters).await;
        // A target that ended while it was asked is detached already.
        let _ = self.call(None, "Target.detachFromTarget", json!({ "sessionId": session })).await;
        answer
    }

    /// Evaluates an expression in a target and returns its value; a promise is awaited.
    pub async fn evaluate(&mut self, target: &str, expression: &str) -> Result<Value> {
        let parameters = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.call_target(target, "Runtime.evaluate", parameters).await?;
        if let Some(problem) = answer.get("exceptionDetails") {
            let words = problem["exception"]["description"].as_str().or(problem["text"].as_str());
            bail!("{}", words.unwrap_or("the script failed"));
        }
        Ok(answer["result"]["value"].take())
    }
}
