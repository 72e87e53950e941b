//! A browser of Chromium's family, started with the extension and driven over its own socket.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::devtools::DevTools;
use super::profile::Profile;
use super::{Setting, Theme, WINDOW};
use crate::manifest::CHROMIUM_ID;
use crate::processes::{Kept, last_lines, quiet};

/// The time that a browser may take to start on a busy machine.
const START: Duration = Duration::from_secs(40);

/// A page and the session in which we talk to it.
struct Page {
    target: String,
    session: String,
}

/// A running browser of Chromium's family. The fields end in this order: the browser first, then
/// its profile.
pub struct ChromiumStage {
    devtools: DevTools,
    process: Kept,
    _profile: Profile,
    door: Option<Page>,
    page: Option<Page>,
    headless: bool,
    zoom: u16,
}

impl ChromiumStage {
    /// Starts the browser and waits until the extension's own page answers.
    pub async fn open(setting: Setting<'_>) -> Result<Self> {
        let profile = Profile::fresh()?;
        if !setting.headless {
            write_preferences(&profile, setting.look.zoom)?;
        }
        let mut command = Command::new(&setting.browser.program);
        command.args(arguments(&setting)).arg(format!("--user-data-dir={}", profile.path().display()));
        if let Some(language) = setting.look.language {
            // Chromium on Linux takes its language from here, elsewhere from its argument.
            command.env("LANGUAGE", language.tag().replace('-', "_"));
            command.arg(format!("--lang={}", language.tag()));
        }
        command.arg("about:blank");
        let log = setting.logs.join("chromium.log");
        let mut process = Kept::start(&mut command, &log)?;

        let port_file = profile.path().join("DevToolsActivePort");
        let began = Instant::now();
        let address = loop {
            let written = std::fs::read_to_string(&port_file).unwrap_or_default();
            if let [port, path] = written.lines().collect::<Vec<_>>()[..] {
                break format!("ws://127.0.0.1:{port}{path}");
            }
            if process.ended()?.is_some() || began.elapsed() > START {
                let words = std::fs::read_to_string(&log).unwrap_or_default();
                bail!("{} did not start:\n{}", setting.browser.name, last_lines(&words, 15));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        };
        let mut stage = Self {
            devtools: DevTools::connect(&address).await?,
            process,
            _profile: profile,
            door: None,
            page: None,
            headless: setting.headless,
            zoom: setting.look.zoom,
        };
        stage.open_door().await?;
        Ok(stage)
    }

    /// Opens a page of the extension itself, from which its worker can be asked.
    async fn open_door(&mut self) -> Result<()> {
        let url = format!("chrome-extension://{CHROMIUM_ID}/app.html");
        let began = Instant::now();
        let target = self.new_page(&url, true).await?;
        let session = self.devtools.attach(&target).await?;
        // The extension is installed while the browser starts; before that its page is an error page.
        let ready = "!!(globalThis.chrome && chrome.runtime && chrome.runtime.sendMessage)";
        while self.devtools.evaluate(&session, ready).await? != json!(true) {
            if began.elapsed() > START {
                bail!(
                    "the extension was not loaded; this browser may not load unpacked extensions from the command line"
                );
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
            self.devtools.call(Some(&session), "Page.navigate", json!({ "url": url })).await?;
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        self.door = Some(Page { target, session });
        Ok(())
    }

    async fn new_page(&mut self, url: &str, window: bool) -> Result<String> {
        let answer = self
            .devtools
            .call(None, "Target.createTarget", json!({ "url": url, "newWindow": window && self.headless }))
            .await?;
        Ok(answer["targetId"].as_str().context("the browser opened no page")?.to_owned())
    }

    /// Sends a message from the extension's own page.
    pub async fn ask(&mut self, message: &Value) -> Result<Value> {
        let door = self.door.as_ref().context("the extension's page is closed")?;
        let session = door.session.clone();
        self.devtools.evaluate(&session, &format!("chrome.runtime.sendMessage({message})")).await
    }

    /// Opens a page in a tab of its own and closes the one before.
    pub async fn go(&mut self, url: &str) -> Result<()> {
        self.go_with(url, None).await
    }

    /// As [`Self::go`], with a script that runs in the page before the page's own.
    pub async fn go_with(&mut self, url: &str, script: Option<&str>) -> Result<()> {
        let target = self.new_page("about:blank", true).await?;
        let session = self.devtools.attach(&target).await?;
        let page = Page { target, session };
        if self.headless {
            let zoom = f64::from(self.zoom) / 100.0;
            let (width, height) = WINDOW;
            // A zoomed page has fewer, larger CSS pixels in the same window.
            let metrics = json!({
                "width": (f64::from(width) / zoom).round() as u32,
                "height": (f64::from(height) / zoom).round() as u32,
                "deviceScaleFactor": zoom,
                "mobile": false,
            });
            self.devtools.call(Some(&page.session), "Emulation.setDeviceMetricsOverride", metrics).await?;
        }
        if let Some(script) = script {
            let session = Some(page.session.as_str());
            self.devtools.call(session, "Page.enable", json!({})).await?;
            self.devtools.call(session, "Runtime.enable", json!({})).await?;
            self.devtools.call(session, "Runtime.addBinding", json!({ "name": "calledBack" })).await?;
            self.devtools
                .call(session, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }))
                .await?;
        }
        self.devtools.call(Some(&page.session), "Page.navigate", json!({ "url": url })).await?;
        self.devtools.call(None, "Target.activateTarget", json!({ "targetId": page.target })).await?;
        if let Some(before) = self.page.replace(page) {
            self.close(&before.target).await?;
        }
        Ok(())
    }

    fn page_session(&self) -> Result<String> {
        Ok(self.page.as_ref().context("no page is open")?.session.clone())
    }

    /// Evaluates an expression in the open page.
    pub async fn evaluate(&mut self, expression: &str) -> Result<Value> {
        let session = self.page_session()?;
        self.devtools.evaluate(&session, expression).await
    }

    /// Evaluates an expression in the extension's own page.
    pub async fn evaluate_in_extension(&mut self, expression: &str) -> Result<Value> {
        let door = self.door.as_ref().context("the extension's page is closed")?;
        let session = door.session.clone();
        self.devtools.evaluate(&session, expression).await
    }

    /// A call to the open page.
    pub async fn call(&mut self, method: &str, parameters: Value) -> Result<Value> {
        let session = self.page_session()?;
        self.devtools.call(Some(&session), method, parameters).await
    }

    /// The time from a call to the open page until its script calls `calledBack`.
    pub async fn time_until_called_back(&mut self, method: &str, parameters: Value) -> Result<Duration> {
        let session = self.page_session()?;
        self.devtools.time_until_called_back(&session, method, parameters).await
    }

    /// Ends the extension's worker, as the browser does when it is idle.
    pub async fn end_worker(&mut self) -> Result<()> {
        for target in self.devtools.targets().await? {
            let ours = target["url"].as_str().is_some_and(|url| url.contains(CHROMIUM_ID));
            if ours && target["type"] == "service_worker" {
                let id = target["targetId"].as_str().unwrap_or_default().to_owned();
                self.close(&id).await?;
            }
        }
        Ok(())
    }

    async fn close(&mut self, target: &str) -> Result<()> {
        self.devtools.call(None, "Target.closeTarget", json!({ "targetId": target })).await?;
        Ok(())
    }

    /// A PNG of the page.
    pub async fn picture(&mut self) -> Result<Vec<u8>> {
        let answer = self.call("Page.captureScreenshot", json!({ "format": "png" })).await?;
        super::decode_base64(answer["data"].as_str().context("the browser took no picture")?)
    }

    /// Closes the extension's page and everything else that is not the portal's page.
    pub async fn close_door(&mut self) -> Result<()> {
        self.door = None;
        let keep = self.page.as_ref().map(|page| page.target.clone());
        for target in self.devtools.targets().await? {
            let id = target["targetId"].as_str().unwrap_or_default().to_owned();
            if target["type"] == "page" && Some(&id) != keep.as_ref() {
                self.close(&id).await?;
            }
        }
        Ok(())
    }

    /// Whether the browser has ended.
    pub fn is_closed(&mut self) -> bool {
        !matches!(self.process.ended(), Ok(None))
    }
}

/// The arguments that every start has in common.
fn arguments(setting: &Setting<'_>) -> Vec<String> {
    let port = setting.portal.port();
    let (width, height) = WINDOW;
    let mut arguments: Vec<String> = [
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--disable-search-engine-choice-screen",
        "--password-store=basic",
        // Without it a bar complains about the arguments that lead the portals' names to us.
        "--test-type",
        "--remote-debugging-port=0",
        "--disable-features=DisableLoadExtensionCommandLineSwitch,Translate",
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.extend([
        format!("--window-size={width},{height}"),
        format!("--load-extension={}", setting.extensions()),
        format!("--host-resolver-rules=MAP * 127.0.0.1:{port}, EXCLUDE 127.0.0.1"),
        format!("--ignore-certificate-errors-spki-list={}", setting.portal.spki_hash()),
    ]);
    if setting.headless {
        arguments.extend(["--headless=new", "--disable-gpu", "--hide-scrollbars"].map(str::to_owned));
    }
    if let Some(theme) = setting.look.theme {
        let scheme = match theme {
            Theme::Dark => 0,
            Theme::Light => 1,
        };
        arguments.push(format!("--blink-settings=preferredColorScheme={scheme}"));
        if theme == Theme::Dark {
            arguments.push("--force-dark-mode".to_owned());
        }
    }
    // Chromium refuses to run as root with its sandbox, as in a container.
    if cfg!(target_os = "linux") && quiet(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0") {
        arguments.push("--no-sandbox".to_owned());
    }
    arguments
}

/// A profile in which every page begins at this zoom and our button is in sight. Chromium counts
/// zoom in powers of 1.2, and keeps it under the name of the storage partition, which is `x` for the
/// usual one.
fn write_preferences(profile: &Profile, zoom: u16) -> Result<()> {
    let level = (f64::from(zoom) / 100.0).ln() / 1.2_f64.ln();
    let preferences = json!({
        "partition": { "default_zoom_level": { "x": level } },
        "browser": { "has_seen_welcome_page": true },
        "extensions": { "pinned_extensions": [CHROMIUM_ID] },
        "translate": { "enabled": false },
    });
    let folder = profile.path().join("Default");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("Preferences"), preferences.to_string())?;
    Ok(())
}
