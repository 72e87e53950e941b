//! A browser of its own for a test file: its driver, its profile, the extension loaded, every
//! host name led to the replica portal.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use replica_portal::Portal;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::extensions::addons::firefox::FirefoxTools;
use thirtyfour::session::handle::SessionHandle;
use thirtyfour::{Capabilities, WebDriver, WindowHandle};

use crate::process::Driver;
use crate::socket::Socket;

/// The window of a small office laptop.
pub const WINDOW: (u32, u32) = (1366, 768);

/// The id that Chromium derives from the key of the build with granted hosts.
const CHROMIUM_ID: &str = "fknnieooaipiebpppgedemheaekjfkil";
/// The extension's id in Firefox.
const GECKO_ID: &str = "dueline@dueline.example";
/// Firefox draws a new number for an add-on's pages at each installation; this one is kept.
const GECKO_PAGES: &str = "7b0f6f3e-5d1f-4f0b-9d55-2a6b4c1d8e90";
/// How long the extension's own page may take to open after the browser has started.
const START: Duration = Duration::from_secs(20);

/// The page that the extension opens at a first run.
const WELCOME: &str = "app.html#welcome";
/// How long the extension may take to open its welcome page at a first run.
const FIRST_RUN: Duration = Duration::from_secs(3);

/// Which browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Chromium.
    Chromium,
    /// Firefox.
    Firefox,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }
}

/// A running browser with the extension and two windows: the portal's page and the door, which is
/// the extension's own app page.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    /// Which one it is.
    pub kind: Kind,
    /// The portal's window.
    pub page_window: WindowHandle,
    /// The extension's window.
    pub door_window: WindowHandle,
    /// The window that the driver talks to, if it is known: turning to it again costs a round trip.
    turned: Mutex<Option<WindowHandle>>,
    _process: Driver,
    profile: Arc<TempDir>,
}

impl Browser {
    /// Starts one with a fresh profile.
    pub async fn start(kind: Kind, portal: &Portal) -> Result<Self> {
        Self::start_with(kind, portal, fresh_profile()?, json!({})).await
    }

    /// Starts one on a profile, with additional Firefox preferences.
    pub async fn start_with(
        kind: Kind,
        portal: &Portal,
        profile: Arc<TempDir>,
        preferences: Value,
    ) -> Result<Self> {
        let browser = Self::start_keeping_windows(kind, portal, profile, preferences).await?;
        // The page of a first run would hide the portal's page behind it.
        browser.opened_by_itself().await?;
        browser.close_other_windows().await?;
        Ok(browser)
    }

    /// Starts one and leaves open what the extension opens.
    pub async fn start_keeping_windows(
        kind: Kind,
        portal: &Portal,
        profile: Arc<TempDir>,
        preferences: Value,
    ) -> Result<Self> {
        let extension = extension(kind)?;
        let (process, capabilities) = match kind {
            Kind::Chromium => (
                Driver::start(&program("DUELINE_CHROMEDRIVER", "chromedriver"), |port| {
                    vec![format!("--port={port}"), "--silent".to_owned()]
                })
                .await?,
                chromium(portal, &extension, profile.path()),
            ),
            Kind::Firefox => (
                // Without system access Firefox refuses to show an add-on's page to a driver.
                Driver::start(&program("DUELINE_GECKODRIVER", "geckodriver"), |port| {
                    ["--allow-system-access", "--websocket-port", "0", "--port", &port.to_string()]
                        .map(str::to_owned)
                        .to_vec()
                })
                .await?,
                firefox(portal, profile.path(), &preferences),
            ),
        };
        let mut asked = Capabilities::new();
        for (name, value) in capabilities.as_object().into_iter().flatten() {
            asked.set(name.clone(), value.clone())?;
        }
        let driver = WebDriver::new(&process.address(), asked)
            .await
            .with_context(|| format!("{} did not start", kind.name()))?;
        driver.set_script_timeout(Duration::from_secs(30)).await?;
        if kind == Kind::Firefox {
            FirefoxTools::new(driver.handle().clone())
                .install_addon(&extension.display().to_string(), Some(true))
                .await
                .context("Firefox did not take the extension")?;
        }
        let page_window = driver.window().await?;
        driver.set_window_rect(0, 0, WINDOW.0, WINDOW.1).await?;
        let door_window = driver.new_window().await?;
        let turned = Mutex::new(None);
        let browser = Self { driver, kind, page_window, door_window, turned, _process: process, profile };
        browser.open_door().await?;
        Ok(browser)
    }

    /// The driver's session, turned to a window.
    pub async fn window(&self, window: &WindowHandle) -> Result<&Arc<SessionHandle>> {
        let session = self.driver.handle();
        let there = self.turned.lock().unwrap().as_ref() == Some(window);
        if !there {
            *self.turned.lock().unwrap() = None;
            session.switch_to_window(window.clone()).await?;
            *self.turned.lock().unwrap() = Some(window.clone());
        }
        Ok(session)
    }

    /// The driver's session, turned to the portal's window.
    pub async fn page(&self) -> Result<&Arc<SessionHandle>> {
        self.window(&self.page_window).await
    }

    /// The driver's session, turned to the extension's window.
    pub async fn door(&self) -> Result<&Arc<SessionHandle>> {
        self.window(&self.door_window).await
    }

    /// All windows.
    pub async fn windows(&self) -> Result<Vec<WindowHandle>> {
        Ok(self.driver.windows().await?)
    }

    /// The profile, to start another browser on it later.
    pub fn profile(&self) -> Arc<TempDir> {
        Arc::clone(&self.profile)
    }

    /// The address of one of the extension's own pages.
    pub fn own_page(&self, path: &str) -> String {
        match self.kind {
            Kind::Chromium => format!("chrome-extension://{CHROMIUM_ID}/{path}"),
            Kind::Firefox => format!("moz-extension://{GECKO_PAGES}/{path}"),
        }
    }

    /// Opens the extension's app page in the door's window.
    pub async fn open_door(&self) -> Result<()> {
        let url = self.own_page("app.html");
        let session = self.door().await?;
        let began = Instant::now();
        loop {
            // The extension is installed while the browser starts; before that there is no such page.
            let went = session.goto(&url).await;
            let ready = "return !!(globalThis.chrome && chrome.runtime && chrome.runtime.sendMessage)";
            if went.is_ok() && session.execute(ready, vec![]).await?.json() == &json!(true) {
                return Ok(());
            }
            if began.elapsed() > START {
                bail!("{} does not open the extension's page {url}", self.kind.name());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Whether the door's window shows a page of the extension.
    pub async fn door_is_open(&self) -> Result<bool> {
        Ok(self.windows().await?.contains(&self.door_window)
            && self.door().await?.current_url().await?.as_str().contains("-extension://"))
    }

    /// Opens the door again, after the extension took it with it.
    pub async fn reopen_door(&mut self) -> Result<()> {
        if !self.windows().await?.contains(&self.door_window) {
            self.door_window = self.page().await?.new_window().await?;
        }
        self.open_door().await
    }

    /// The address of the page that the extension opened by itself, if it opens one.
    pub async fn opened_by_itself(&self) -> Result<Option<String>> {
        let began = Instant::now();
        while began.elapsed() < FIRST_RUN {
            if self.kind == Kind::Chromium {
                // Chromium's driver does not count a tab that an extension opened at the start.
                if self.socket().await?.target("page", WELCOME).await?.is_some() {
                    return Ok(Some(self.own_page(WELCOME)));
                }
            } else {
                for window in self.windows().await? {
                    let url = self.window(&window).await?.current_url().await?;
                    if url.as_str().ends_with(WELCOME) {
                        return Ok(Some(url.to_string()));
                    }
                }
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(None)
    }

    /// Closes every window but the page's and the door's, such as the welcome page of a first run.
    pub async fn close_other_windows(&self) -> Result<()> {
        for window in self.windows().await? {
            if window != self.page_window && window != self.door_window {
                self.window(&window).await?.close_window().await?;
                *self.turned.lock().unwrap() = None;
            }
        }
        if self.kind == Kind::Chromium {
            let mut socket = self.socket().await?;
            while let Some(welcome) = socket.target("page", WELCOME).await? {
                // It may be closing already; the list tells when it is gone.
                let _ = socket.close(&welcome).await;
            }
        }
        Ok(())
    }

    /// What the browser calls itself, with its version.
    pub async fn version(&self) -> Result<String> {
        let capabilities = serde_json::to_value(self.driver.handle().capabilities())?;
        let said = capabilities["browserVersion"].as_str().context("the browser names no version")?;
        let name = if self.kind == Kind::Chromium { "Chromium" } else { "Firefox" };
        Ok(format!("{name} {said}"))
    }

    /// The browser's own socket: Chromium's DevTools, Firefox's WebDriver BiDi.
    pub async fn socket(&self) -> Result<Socket> {
        if self.kind == Kind::Chromium {
            return Socket::devtools(self.profile.path()).await;
        }
        let capabilities = serde_json::to_value(self.driver.handle().capabilities())?;
        let address = capabilities["webSocketUrl"].as_str().context("Firefox has opened no socket")?;
        Socket::connect(address).await
    }

    /// Ends the browser in the orderly way, so that its profile is written.
    pub async fn quit(self) -> Result<()> {
        let Self { driver, _process: process, .. } = self;
        driver.quit().await?;
        drop(process);
        Ok(())
    }
}

/// An empty profile.
pub fn fresh_profile() -> Result<Arc<TempDir>> {
    let folder = tempfile::Builder::new().prefix("dueline-e2e-").tempdir();
    Ok(Arc::new(folder.context("cannot make a folder for the browser's profile")?))
}

/// The workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn extension(kind: Kind) -> Result<PathBuf> {
    let dist = std::env::var_os("DUELINE_DIST").map_or_else(|| workspace().join("dist"), PathBuf::from);
    let folder = dist.join(format!("{}-granted", kind.name()));
    ensure!(
        folder.join("manifest.json").is_file(),
        "there is no built extension in {}; run `cargo xtask build` first, or point DUELINE_DIST to one",
        folder.display()
    );
    Ok(folder.canonicalize()?)
}

fn program(variable: &str, usual: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| usual.to_owned())
}

/// Debian calls its Firefox `firefox-esr`, a name that geckodriver does not look for.
fn firefox_program() -> Option<PathBuf> {
    let named = std::env::var_os("DUELINE_FIREFOX").map(PathBuf::from);
    named.or_else(|| {
        let path = std::env::var_os("PATH")?;
        let found = |name: &str| {
            std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
        };
        found("firefox").or_else(|| found("firefox-esr"))
    })
}

fn chromium(portal: &Portal, extension: &Path, profile: &Path) -> Value {
    let (width, height) = WINDOW;
    let arguments = [
        "--headless=new".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--disable-features=DisableLoadExtensionCommandLineSwitch,Translate".to_owned(),
        "--lang=en-US".to_owned(),
        "--remote-debugging-port=0".to_owned(),
        format!("--window-size={width},{height}"),
        format!("--user-data-dir={}", profile.display()),
        format!("--load-extension={}", extension.display()),
        format!("--host-resolver-rules=MAP * 127.0.0.1:{}, EXCLUDE 127.0.0.1", portal.port()),
        format!("--ignore-certificate-errors-spki-list={}", portal.spki_hash()),
    ];
    // Without the developer's mode an unpacked extension does not come back after it was reloaded.
    let mut options = json!({ "args": arguments, "prefs": { "extensions.ui.developer_mode": true } });
    if let Ok(binary) = std::env::var("DUELINE_CHROMIUM") {
        options["binary"] = json!(binary);
    }
    json!({ "browserName": "chrome", "goog:chromeOptions": options })
}

fn firefox(portal: &Portal, profile: &Path, more: &Value) -> Value {
    let mut preferences = json!({
        "extensions.webextensions.uuids": json!({ GECKO_ID: GECKO_PAGES }).to_string(),
        // A temporary add-on goes when the browser ends; its storage stays for the next start.
        "extensions.webextensions.keepStorageOnUninstall": true,
        "extensions.webextensions.keepUuidOnUninstall": true,
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": portal.proxy_port(),
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": portal.proxy_port(),
        "network.proxy.no_proxies_on": "localhost, 127.0.0.1",
        "browser.shell.checkDefaultBrowser": false,
        "browser.aboutwelcome.enabled": false,
        "datareporting.policy.dataSubmissionEnabled": false,
        "intl.accept_languages": "en-US",
        // What a browser does beside showing pages takes a core from the tests.
        "app.normandy.enabled": false,
        "app.update.auto": false,
        "browser.newtabpage.enabled": false,
        "browser.newtab.preload": false,
        "browser.region.network.url": "",
        "browser.safebrowsing.malware.enabled": false,
        "browser.safebrowsing.phishing.enabled": false,
        "browser.search.update": false,
        "browser.sessionstore.resume_from_crash": false,
        "browser.topsites.contile.enabled": false,
        "extensions.getAddons.cache.enabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "services.settings.server": "",
        "toolkit.telemetry.unified": false,
    });
    for (name, value) in more.as_object().into_iter().flatten() {
        preferences[name] = value.clone();
    }
    let mut options = json!({
        "args": ["-headless", "-profile", profile],
        "prefs": preferences,
    });
    if let Some(binary) = firefox_program() {
        options["binary"] = json!(binary);
    }
    json!({ "browserName": "firefox", "acceptInsecureCerts": true, "webSocketUrl": true, "moz:firefoxOptions": options })
}
