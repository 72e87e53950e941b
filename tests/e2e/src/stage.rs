//! The stage: replica portal, browser, door. Everything a test does goes through here.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use replica_portal::{EventKind, Options, Portal, Scene, scenes};
use serde_json::{Value, json};
use thirtyfour::WindowHandle;
use thirtyfour::session::handle::SessionHandle;

use crate::browser::{Browser, Kind};
use crate::door::{Drawn, DrawnBadge, Rect};
use crate::pointer::breath;

/// How long a thing that ought to happen may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// The zone that the tests set as the agent's own.
pub const AGENT_ZONE: &str = "Asia/Shanghai";
/// The name that the tests set as the agent's.
pub const AGENT: &str = "Mei Lin";

/// A replica portal and a browser with the extension on it.
#[derive(Debug)]
pub struct Stage {
    /// Which browser it is.
    pub kind: Kind,
    /// The browser.
    pub browser: Browser,
    /// Where the pages come from.
    pub portal: Arc<Portal>,
}

impl Stage {
    /// Starts a portal and a browser.
    pub async fn start(kind: Kind) -> Result<Self> {
        let portal = Arc::new(Portal::start(Options::default()).await?);
        let browser = Browser::start(kind, &portal).await?;
        Ok(Self { kind, browser, portal })
    }

    /// Brings everything back to where a test begins: no knob turned, an empty log, one blank page,
    /// the settings of an agent who has all portals on.
    pub async fn reset(&mut self) -> Result<()> {
        self.browser.close_other_windows().await?;
        self.page().await?.goto("about:blank").await?;
        // A pointer that rests where the next test points would not move, and nothing would hear of it.
        self.point_away().await?;
        self.portal.knobs(replica_portal::Knobs::default());
        self.portal.clear_log();
        self.browser.open_door().await?;
        self.in_door("await chrome.storage.local.remove(['overlay', 'mends', 'samples', 'health', 'letters', 'used', 'sent', 'answers', 'drafts'])").await?;
        self.forget_cases().await?;
        self.change(json!({
            "language": "en",
            "theme": "light",
            "portals": all_portals(true),
            "working": null,
            // Boxes that are found beside their Send button alone, and of which this agent has said that they are right:
            // the dispute's own, and that of an editor which stands in for the usual one.
            "confirmed": ["aliexpress/dispute-detail/reply", "ebay/messages/reply"],
            "agent": { "name": AGENT, "signature": "" },
            "shops": [],
            "zone": AGENT_ZONE,
            "panel": { "open": false, "width": 380 },
            "welcomed": true,
        }))
        .await?;
        Ok(())
    }

    /// Lets the extension forget what it remembers of the cases seen so far: the replica's cases keep their
    /// numbers when a knob moves their times.
    pub async fn forget_cases(&self) -> Result<()> {
        self.in_door("await chrome.storage.local.remove(['history', 'sent'])").await.map(drop)
    }

    /// The driver's session, turned to the portal's window.
    pub async fn page(&self) -> Result<&Arc<SessionHandle>> {
        self.browser.page().await
    }

    // ---- pages

    /// Opens a scene and waits until the extension has settled on it.
    pub async fn open(&self, scene: &str) -> Result<Drawn> {
        self.open_with(scene, "").await
    }

    /// Opens a scene with knobs (`key:value,key:value`) and waits until the extension has settled.
    pub async fn open_with(&self, scene: &str, knobs: &str) -> Result<Drawn> {
        self.visit(scene, knobs).await?;
        self.settle().await.with_context(|| format!("scene {scene} [{knobs}]"))
    }

    /// Opens a scene without waiting for the extension.
    pub async fn visit(&self, scene: &str, knobs: &str) -> Result<()> {
        let scene = find(scene);
        let url = if knobs.is_empty() { scene.url.clone() } else { scene.url_with(knobs) };
        let page = self.page().await?;
        let before = page.current_url().await?;
        page.goto(&url).await?;
        // An address that differs in its fragment alone is no new page for a browser.
        if before.as_str().split('#').next() == url.split('#').next() {
            page.refresh().await?;
        }
        Ok(())
    }

    /// Runs a script in the portal's page.
    pub async fn script(&self, script: &str) -> Result<Value> {
        self.script_at(&self.browser.page_window, script).await
    }

    /// Runs a script in a window.
    pub async fn script_at(&self, window: &WindowHandle, script: &str) -> Result<Value> {
        Ok(self.browser.window(window).await?.execute(script, vec![]).await?.json().clone())
    }

    /// Waits until a script in the portal's page returns something true.
    pub async fn until_page(&self, what: &str, script: &str) -> Result<Value> {
        self.until_at(&self.browser.page_window, what, script).await
    }

    /// Waits until a script in a window returns something true.
    pub async fn until_at(&self, window: &WindowHandle, what: &str, script: &str) -> Result<Value> {
        let began = Instant::now();
        loop {
            let value = self.script_at(window, script).await?;
            if !matches!(value, Value::Null | Value::Bool(false)) && value != json!(0) && value != json!("") {
                return Ok(value);
            }
            if began.elapsed() > PATIENCE {
                bail!("the page did not come to this: {what}");
            }
            breath().await;
        }
    }

    /// The place of an element of the page; `script` returns the element.
    pub async fn place(&self, element: &str) -> Result<Rect> {
        let script = format!(
            "const r = ({element}).getBoundingClientRect(); return {{ x: r.x, y: r.y, w: r.width, h: r.height }}"
        );
        Ok(serde_json::from_value(self.script(&script).await?)?)
    }

    // ---- the door

    /// Sends the worker a message from the extension's own page; a refusal is an answer too.
    pub async fn ask(&self, mut message: Value) -> Result<Value> {
        message["v"] = json!(1);
        let answer = self.in_door(&format!("return await chrome.runtime.sendMessage({message})")).await;
        answer.with_context(|| format!("the worker gave no answer to {}", message["kind"]))
    }

    /// Runs a script in the extension's own page: the body of an async function.
    pub async fn in_door(&self, body: &str) -> Result<Value> {
        self.async_at(&self.browser.door_window, body).await
    }

    /// Runs the body of an async function in a window.
    pub async fn async_at(&self, window: &WindowHandle, body: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[0]; (async () => {{ {body} }})().then(value => done({{ value }}), why => done({{ why: String(why) }}))"
        );
        let answer = self.browser.window(window).await?.execute_async(&script, vec![]).await;
        let mut answer: Value = answer?.json().clone();
        if let Some(why) = answer["why"].as_str() {
            bail!("{why}");
        }
        Ok(answer["value"].take())
    }

    async fn answered(&self, message: Value) -> Result<Value> {
        let answer = self.ask(message.clone()).await?;
        if let Some(why) = answer.get("refused") {
            bail!("the worker refused {message}: {why} {answer}");
        }
        Ok(answer)
    }

    /// Changes settings by a merge patch and returns the whole of them.
    pub async fn change(&self, patch: Value) -> Result<Value> {
        self.answered(json!({ "kind": "change", "patch": patch })).await
    }

    /// The settings.
    pub async fn settings(&self) -> Result<Value> {
        self.answered(json!({ "kind": "settings" })).await
    }

    /// The tabs with a page of interest.
    pub async fn tabs(&self) -> Result<Vec<Value>> {
        let answer = self.answered(json!({ "kind": "tabs" })).await?;
        Ok(answer.as_array().cloned().unwrap_or_default())
    }

    /// The portal's tab, once the worker knows it.
    pub async fn tab(&self) -> Result<i64> {
        let tabs = self.tabs().await?;
        tabs.first().and_then(|tab| tab["tab"].as_i64()).context("the worker knows no portal tab")
    }

    async fn about_tab(&self, mut message: Value) -> Result<Value> {
        message["tab"] = json!(self.tab().await?);
        self.answered(message).await
    }

    /// Whether no open tab shows a page that the extension reads.
    pub async fn is_unread(&self) -> Result<bool> {
        for tab in self.tabs().await? {
            if !self.ask(json!({ "kind": "look", "tab": tab["tab"] })).await?.is_null() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What is drawn, right now.
    pub async fn drawn(&self) -> Result<Drawn> {
        let answer = self.about_tab(json!({ "kind": "drawn" })).await?;
        serde_json::from_value(answer.clone()).with_context(|| format!("what is drawn reads {answer}"))
    }

    /// Everything about the open page: snapshot, reading, advice.
    pub async fn look(&self) -> Result<Value> {
        self.about_tab(json!({ "kind": "look" })).await
    }

    /// Inserts a text.
    pub async fn write(&self, text: &str) -> Result<Value> {
        self.about_tab(json!({ "kind": "write", "text": text })).await
    }

    /// Takes the last insertion back.
    pub async fn undo(&self) -> Result<Value> {
        self.about_tab(json!({ "kind": "undo" })).await
    }

    /// Runs a keyboard command.
    pub async fn command(&self, name: &str) -> Result<Value> {
        self.about_tab(json!({ "kind": "command", "name": name })).await
    }

    /// Outlines a field.
    pub async fn outline(&self, field: Option<&str>) -> Result<Value> {
        self.about_tab(json!({ "kind": "outline", "field": field })).await
    }

    /// Opens or closes the panel.
    pub async fn panel(&self, open: bool) -> Result<Value> {
        self.about_tab(json!({ "kind": "panel", "open": open })).await
    }

    // ---- waiting

    /// Waits until the page that is open now was read, answered and drawn.
    pub async fn settle(&self) -> Result<Drawn> {
        self.settle_within(PATIENCE).await
    }

    /// As [`Stage::settle`], with a patience of its own.
    pub async fn settle_within(&self, patience: Duration) -> Result<Drawn> {
        let began = Instant::now();
        let mut last = String::new();
        while began.elapsed() < patience {
            match self.settled().await {
                Ok(Ok(drawn)) => return Ok(drawn),
                Ok(Err(why)) => last = why,
                Err(error) => last = format!("{error:#}"),
            }
            breath().await;
        }
        bail!("the extension did not settle: {last}")
    }

    /// One try: the page must be drawn, the worker must speak of the address that
    /// is open, and what it said must be drawn. A page in a frame speaks of the frame's address.
    async fn settled(&self) -> Result<Result<Drawn, String>> {
        let here = self.script("return window.replicaDrawn === false ? null : location.href").await?;
        let Some(here) = here.as_str() else { return Ok(Err("the page is still loading".to_owned())) };
        let look = format!(
            "const here = {here:?}, ask = message => chrome.runtime.sendMessage({{ v: 1, ...message }}), end = Date.now() + 1000; let last; \
             do {{ const tabs = await ask({{ kind: 'tabs' }}); last = {{ tabs }}; \
               const tab = Array.isArray(tabs) && tabs.find(({{ url }}) => url === here || url.includes('frame=')); \
               if (tab) {{ last.drawn = await ask({{ kind: 'drawn', tab: tab.tab }}); if (last.drawn?.settled || here.includes('hostile')) break; }} \
               await new Promise(go => setTimeout(go, 30)); }} while (Date.now() < end); return last"
        );
        let last = self.in_door(&look).await?;
        let Ok(drawn) = serde_json::from_value::<Drawn>(last["drawn"].clone()) else {
            return Ok(Err(format!("{here} is not among the pages that the worker knows: {last}")));
        };
        // A page that never stands still is never quite settled; every one of those has a clock.
        let restless = here.contains("hostile") && drawn.reads >= 6 && !drawn.badges.is_empty();
        if !drawn.settled && !restless {
            return Ok(Err(format!("a look is under way; {}", drawn.brief())));
        }
        // What lies near the window is placed when the browser says so, which it does with a frame.
        let frame = "for (let at = 0; at < 3; at++) await new Promise(requestAnimationFrame)";
        self.async_at(&self.browser.page_window, frame).await?;
        Ok(Ok(self.drawn().await?))
    }

    /// Waits until what is drawn fulfils `holds`.
    pub async fn until(&self, what: &str, mut holds: impl FnMut(&Drawn) -> bool) -> Result<Drawn> {
        let began = Instant::now();
        let mut last = String::new();
        while began.elapsed() < PATIENCE {
            match self.drawn().await {
                Ok(drawn) if holds(&drawn) => return Ok(drawn),
                Ok(drawn) => last = drawn.brief(),
                Err(error) => last = format!("{error:#}"),
            }
            breath().await;
        }
        bail!("this did not come about: {what}\nlast: {last}")
    }

    /// Waits until the settings are as wanted.
    pub async fn until_setting(&self, what: &str, mut holds: impl FnMut(&Value) -> bool) -> Result<Value> {
        let began = Instant::now();
        loop {
            let settings = self.settings().await?;
            if holds(&settings) {
                return Ok(settings);
            }
            if began.elapsed() > PATIENCE {
                bail!("the settings did not come to this: {what}; they are {settings}");
            }
            breath().await;
        }
    }

    /// Waits until the page's own case has a badge, and returns it.
    pub async fn own_badge(&self) -> Result<DrawnBadge> {
        let drawn = self.until("the page's case has a badge", |drawn| drawn.own().is_some()).await?;
        drawn.own().cloned().context("the badge went")
    }

    /// Waits until the details of a badge are open, or none are.
    pub async fn until_tip(&self, badge: Option<&str>) -> Result<()> {
        let what = format!("the open details are those of {badge:?}");
        self.until(&what, |drawn| drawn.tip.as_deref() == badge).await.map(drop)
    }

    /// Waits until nothing of ours hangs in the page any more.
    pub async fn until_gone(&self) -> Result<()> {
        let ours = "return [...document.documentElement.children].every((e) => e === document.head || e === document.body)";
        self.until_page("nothing of ours is left in the document", ours).await.map(drop)
    }

    /// Waits until the replica heard that this text stands in the reply box's own state.
    pub async fn until_typed(&self, what: &str, mut holds: impl FnMut(&str) -> bool) -> Result<String> {
        let began = Instant::now();
        loop {
            let typed = self.typed();
            if let Some(text) = typed.as_deref().filter(|text| holds(text)) {
                return Ok(text.to_owned());
            }
            if began.elapsed() > PATIENCE {
                bail!("the page's own editor never held this: {what}; it holds {typed:?}");
            }
            breath().await;
        }
    }

    /// What the page's own editor holds, as the replica last heard.
    pub fn typed(&self) -> Option<String> {
        let typed = |event: &&replica_portal::Event| event.kind == EventKind::Typed && event.what == "reply";
        self.portal.log().iter().rev().find(typed).map(|event| event.text.clone())
    }

    /// What must never happen on a page by our doing: sent, opened, revealed, tampered built-ins
    /// called, a policy violated.
    pub fn misdeeds(&self) -> Vec<replica_portal::Event> {
        // A browser asks for the page's icon by itself, and a closed policy forbids it that.
        let icon = |event: &replica_portal::Event| {
            event.kind == EventKind::Csp && event.text.contains("/favicon.ico")
        };
        self.portal.log().into_iter().filter(|event| event.kind != EventKind::Typed && !icon(event)).collect()
    }

    // ---- the extension as a whole

    /// Reloads the extension, as an update does; its own pages go with it.
    pub async fn reload_extension(&self) -> Result<()> {
        self.in_door("setTimeout(() => chrome.runtime.reload(), 50)").await?;
        let began = Instant::now();
        while self.browser.door_is_open().await? {
            if began.elapsed() > PATIENCE {
                bail!("the extension was not reloaded");
            }
            breath().await;
        }
        Ok(())
    }

    // ---- evidence

    /// How bright a place of the page looks, from 0 to 255.
    pub async fn brightness(&self, place: &Rect) -> Result<f64> {
        let picture = self.page().await?.screenshot_as_png_base64().await?;
        let Rect { x, y, w, h } = place;
        let script = format!(
            "const image = new Image(); image.src = 'data:image/png;base64,{picture}'; await image.decode(); \
             const canvas = new OffscreenCanvas(image.width, image.height); const context = canvas.getContext('2d'); context.drawImage(image, 0, 0); \
             const {{ data }} = context.getImageData({x}, {y}, Math.max(1, {w}), Math.max(1, {h})); \
             let sum = 0; for (let at = 0; at < data.length; at += 4) sum += data[at] + data[at + 1] + data[at + 2]; return sum / (data.length / 4 * 3)"
        );
        self.in_door(&script).await?.as_f64().context("the picture has no brightness")
    }

    /// Keeps a picture of the page and what is drawn on it, and says where.
    pub async fn evidence(&self, folder: &Path, name: &str) -> String {
        let path = folder.join(format!("{}-{name}.png", self.kind.name()));
        let kept = match self.page().await {
            Ok(page) => page.screenshot(&path).await.map_err(Into::into),
            Err(error) => Err(error),
        };
        match kept {
            Ok(()) => format!("picture: {}", path.display()),
            Err(error) => format!("no picture: {error:#}"),
        }
    }
}

/// Every portal of the replica, switched on or off, as the settings have it.
pub fn all_portals(on: bool) -> Value {
    scenes()
        .into_iter()
        .map(|scene| (scene.portal, on))
        .collect::<std::collections::BTreeMap<_, _>>()
        .into_iter()
        .collect()
}

/// The moment that a text says, such as `2026-11-25 20:25 PST`.
pub fn said_moment(text: &str) -> DateTime {
    let shape = text.get(..16).unwrap_or_default().replace(' ', "T");
    shape.parse().unwrap_or_else(|_| panic!("this says no moment: {text:?}"))
}

/// Fails unless the text says this instant in this zone. A countdown on a page leaves out what is
/// less than a minute, and a page takes a moment to appear.
pub fn nearly_at(text: &str, at: Timestamp, zone: &str) {
    let tz = TimeZone::get(zone).expect("the zone exists");
    let said = said_moment(text).to_zoned(tz.clone()).expect("the moment exists in its zone");
    let apart = said.timestamp().duration_since(at).as_secs().abs();
    assert!(apart <= 120, "{text:?} is not {} in {zone}", at.to_zoned(tz));
}

/// The scene with an id.
pub fn find(id: &str) -> Scene {
    scenes().into_iter().find(|scene| scene.id == id).unwrap_or_else(|| panic!("there is no scene {id}"))
}
