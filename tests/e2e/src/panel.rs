//! Looking into the panel: a frame of the extension's origin inside a closed shadow root. Chromium
//! lists it as a target of its own; Firefox lets a driver enter it by its number.

use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::Stage;
use crate::browser::Kind;
use crate::door::{Drawn, Rect};
use crate::pointer::breath;
use crate::stage::PATIENCE;

impl Stage {
    /// Evaluates an expression inside the panel; a promise is awaited.
    pub async fn in_panel(&self, expression: &str) -> Result<Value> {
        match self.kind {
            Kind::Chromium => {
                let mut devtools = self.browser.socket().await?;
                let target = devtools
                    .target("iframe", "panel.html")
                    .await?
                    .context("the panel's frame is not there")?;
                devtools.evaluate(&target, expression).await
            }
            Kind::Firefox => {
                // `window.length` leaves out what hangs in a shadow tree, a driver's numbers do not; and
                // ours came after the page's own frames.
                let frames = self.script("return window.length").await?.as_u64().unwrap_or(0);
                let page = self.page().await?;
                page.enter_frame(u16::try_from(frames)?).await.context("the panel's frame is not there")?;
                let answer =
                    self.async_at(&self.browser.page_window, &format!("return await ({expression})")).await;
                page.enter_default_frame().await?;
                answer
            }
        }
    }

    /// Waits until an expression inside the panel is true of it.
    pub async fn until_panel(&self, what: &str, expression: &str) -> Result<Value> {
        let began = Instant::now();
        let mut last = String::new();
        while began.elapsed() < PATIENCE {
            match self.in_panel(expression).await {
                Ok(Value::Null | Value::Bool(false)) => {}
                Ok(value) => return Ok(value),
                Err(error) => last = format!("{error:#}"),
            }
            breath().await;
        }
        let text = self.in_panel("document.body.innerText").await.unwrap_or(json!(null));
        bail!("the panel did not come to this: {what}; {last}\nit says {text}")
    }

    /// Clicks an element inside the panel with the real pointer; `element` is an expression for it.
    pub async fn click_in_panel(&self, drawn: &Drawn, element: &str) -> Result<()> {
        self.click(&self.place_in_panel(drawn, element).await?).await
    }

    /// Lets the pointer rest on an element inside the panel.
    pub async fn point_in_panel(&self, drawn: &Drawn, element: &str) -> Result<()> {
        self.point_at(&self.place_in_panel(drawn, element).await?).await
    }

    async fn place_in_panel(&self, drawn: &Drawn, element: &str) -> Result<Rect> {
        let frame = drawn.panel.rect.context("the panel has no place")?;
        let expression = format!(
            "(async () => {{ const e = {element}; if (!e) return null; e.scrollIntoView({{ block: 'center' }}); \
             await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame); \
             const r = e.getBoundingClientRect(); return {{ x: r.x, y: r.y, w: r.width, h: r.height }} }})()"
        );
        let place: Option<Rect> = serde_json::from_value(self.in_panel(&expression).await?)?;
        Ok(place.with_context(|| format!("the panel has no element {element}"))?.within(&frame))
    }
}
