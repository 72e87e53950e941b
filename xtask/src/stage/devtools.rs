//! Chromium's DevTools protocol, as much of it as the demo needs: a socket, calls, answers.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// A call that has no answer by then has none.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection to one browser.
pub struct DevTools {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    last: u64,
}

impl DevTools {
    /// Connects to the socket that the browser has named in its profile.
    pub async fn connect(address: &str) -> Result<Self> {
        let (socket, _) = tokio_tungstenite::connect_async(address)
            .await
            .context("the browser does not answer on its DevTools socket")?;
        Ok(Self { socket, last: 0 })
    }

    /// Calls the browser, or the target that a session is attached to.
    pub async fn call(&mut self, session: Option<&str>, method: &str, parameters: Value) -> Result<Value> {
        self.last += 1;
        let id = self.last;
        let mut request = json!({ "id": id, "method": method, "params": parameters });
        if let Some(session) = session {
            request["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(request.to_string())).await.context("the browser was closed")?;
        tokio::time::timeout(PATIENCE, self.answer(id))
            .await
            .with_context(|| format!("the browser gave no answer to {method}"))?
            .with_context(|| format!("{method} failed"))
    }

    async fn answer(&mut self, id: u64) -> Result<Value> {
        loop {
            let message = self.socket.next().await.context("the browser was closed")??;
            let Message::Text(text) = message else {
                continue;
            };
            let mut answer: Value = serde_json::from_str(text.as_str())?;
            if answer["id"] != json!(id) {
                continue;
            }
            if let Some(error) = answer.get("error") {
                bail!("{}", error["message"].as_str().unwrap_or("no reason given"));
            }
            return Ok(answer["result"].take());
        }
    }

    /// The time from a call until the page calls back through a binding.
    pub async fn time_until_called_back(
        &mut self,
        session: &str,
        method: &str,
        parameters: Value,
    ) -> Result<Duration> {
        self.last += 1;
        let request =
            json!({ "id": self.last, "method": method, "params": parameters, "sessionId": session });
        let began = Instant::now();
        self.socket.send(Message::text(request.to_string())).await.context("the browser was closed")?;
        let called = async {
            loop {
                let message = self.socket.next().await.context("the browser was closed")??;
                if let Message::Text(text) = message
                    && text.as_str().contains("\"Runtime.bindingCalled\"")
                {
                    return Ok(began.elapsed());
                }
            }
        };
        tokio::time::timeout(PATIENCE, called)
            .await
            .with_context(|| format!("the page did not call back after {method}"))?
    }

    /// The pages and workers that are open.
    pub async fn targets(&mut self) -> Result<Vec<Value>> {
        let mut answer = self.call(None, "Target.getTargets", json!({})).await?;
        match answer["targetInfos"].take() {
            Value::Array(targets) => Ok(targets),
            _ => bail!("the browser lists no targets"),
        }
    }

    /// Attaches to a target and returns the session.
    pub async fn attach(&mut self, target: &str) -> Result<String> {
        let answer =
            self.call(None, "Target.attachToTarget", json!({ "targetId": target, "flatten": true })).await?;
        Ok(answer["sessionId"].as_str().context("the browser gave no session")?.to_owned())
    }

    /// Evaluates an expression and returns its value; a promise is awaited.
    pub async fn evaluate(&mut self, session: &str, expression: &str) -> Result<Value> {
        let mut answer = self
            .call(
                Some(session),
                "Runtime.evaluate",
                json!({ "expression": expression, "awaitPromise": true, "returnByValue": true }),
            )
            .await?;
        if let Some(problem) = answer.get("exceptionDetails") {
            let words = problem["exception"]["description"].as_str().or(problem["text"].as_str());
            bail!("{}", words.unwrap_or("the page's script failed"));
        }
        Ok(answer["result"]["value"].take())
    }
}
