//! Firefox, started through geckodriver with the extension as a temporary add-on.

use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use thirtyfour::extensions::addons::firefox::FirefoxTools;
use thirtyfour::{CapabilitiesHelper as _, DesiredCapabilities, WebDriver, WindowHandle};

use super::{Setting, Theme, WINDOW};
use crate::manifest::GECKO_ID;
use crate::processes::Kept;
use crate::toolchain::ensure_geckodriver;

/// Firefox draws a new number for an add-on's pages at each installation; this one is kept.
const PAGES: &str = "5d7c1f0a-94be-4c1e-8f35-0d1e2a7b6c90";

/// A running Firefox. The driver ends with the browser when it is dropped.
pub struct FirefoxStage {
    driver: WebDriver,
    _process: Kept,
    door: WindowHandle,
    page: WindowHandle,
}

impl FirefoxStage {
    /// Starts the driver and the browser, and installs the extension.
    pub async fn open(setting: Setting<'_>) -> Result<Self> {
        let program = ensure_geckodriver()?;
        let port = free_port()?;
        let mut command = Command::new(program);
        // Without system access Firefox refuses to show an add-on's page to a driver.
        command.args(["--allow-system-access", "--websocket-port", "0", "--port"]);
        command.arg(port.to_string());
        let process = Kept::start(&mut command, &setting.logs.join("geckodriver.log"))?;
        wait_for(port).await?;

        let mut capabilities = DesiredCapabilities::firefox();
        capabilities.accept_insecure_certs(true)?;
        capabilities.set("moz:firefoxOptions".to_owned(), options(&setting))?;
        let driver = WebDriver::new(&format!("http://127.0.0.1:{port}"), capabilities)
            .await
            .context("Firefox did not start")?;
        let folder = setting.extension.display().to_string();
        FirefoxTools::new(driver.handle().clone())
            .install_addon(&folder, Some(true))
            .await
            .context("Firefox did not take the extension")?;
        let page = driver.window().await?;
        let door = driver.new_window().await?;
        let mut stage = Self { driver, _process: process, door, page };
        stage.driver.switch_to_window(stage.door.clone()).await?;
        stage
            .driver
            .goto(format!("moz-extension://{PAGES}/app.html"))
            .await
            .context("the extension's own page does not open")?;
        stage.driver.switch_to_window(stage.page.clone()).await?;
        if setting.headless {
            stage.fit_window().await?;
        }
        Ok(stage)
    }

    /// Sizes the window so that the page alone, without what the browser draws around it, has the
    /// size of the picture. Firefox counts a window in CSS pixels, of which a zoomed one has fewer.
    async fn fit_window(&mut self) -> Result<()> {
        for _ in 0..2 {
            let found = self
                .driver
                .execute(
                    "return [outerWidth, outerHeight, innerWidth, innerHeight, devicePixelRatio]",
                    vec![],
                )
                .await?;
            let [outer_width, outer_height, width, height, ratio]: [f64; 5] = found.convert()?;
            let fit = |outer: f64, inner: f64, wanted: u32| {
                (outer + f64::from(wanted) / ratio - inner).round().max(1.0) as u32
            };
            let width = fit(outer_width, width, WINDOW.0);
            let height = fit(outer_height, height, WINDOW.1);
            self.driver.set_window_rect(0, 0, width, height).await?;
        }
        Ok(())
    }

    /// Sends a message from the extension's own page.
    pub async fn ask(&mut self, message: &Value) -> Result<Value> {
        self.driver.switch_to_window(self.door.clone()).await?;
        let script = "const [message, done] = arguments; \
             chrome.runtime.sendMessage(message).then(answer => done({ answer }), why => done({ why: String(why) }))";
        let answer = self.driver.execute_async(script, vec![message.clone()]).await;
        self.driver.switch_to_window(self.page.clone()).await?;
        let mut answer: Value = answer?.convert()?;
        if let Some(why) = answer["why"].as_str() {
            bail!("{why}");
        }
        Ok(answer["answer"].take())
    }

    /// Opens a page.
    pub async fn go(&mut self, url: &str) -> Result<()> {
        Ok(self.driver.goto(url).await?)
    }

    /// A PNG of the page.
    pub async fn picture(&mut self) -> Result<Vec<u8>> {
        Ok(self.driver.screenshot_as_png().await?)
    }

    /// Closes everything but the portal's page.
    pub async fn close_door(&mut self) -> Result<()> {
        for window in self.driver.windows().await? {
            if window != self.page {
                self.driver.switch_to_window(window).await?;
                self.driver.close_window().await?;
            }
        }
        Ok(self.driver.switch_to_window(self.page.clone()).await?)
    }

    /// Whether the browser has ended.
    pub async fn is_closed(&mut self) -> bool {
        self.driver.windows().await.map_or(true, |open| open.is_empty())
    }
}

fn options(setting: &Setting<'_>) -> Value {
    let port = setting.portal.proxy_port();
    let mut preferences = json!({
        "extensions.webextensions.uuids": json!({ GECKO_ID: PAGES }).to_string(),
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": port,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": port,
        "network.proxy.no_proxies_on": "localhost, 127.0.0.1",
        "browser.shell.checkDefaultBrowser": false,
        "browser.aboutwelcome.enabled": false,
        "datareporting.policy.dataSubmissionEnabled": false,
    });
    if setting.look.zoom != 100 {
        preferences["layout.css.devPixelsPerPx"] =
            json!(format!("{:.2}", f64::from(setting.look.zoom) / 100.0));
    }
    if let Some(language) = setting.look.language {
        preferences["intl.accept_languages"] = json!(language.tag());
    }
    if let Some(theme) = setting.look.theme {
        let scheme = match theme {
            Theme::Dark => 0,
            Theme::Light => 1,
        };
        preferences["layout.css.prefers-color-scheme.content-override"] = json!(scheme);
    }
    let arguments: &[&str] = if setting.headless { &["-headless"] } else { &[] };
    json!({
        "binary": setting.browser.program,
        "args": arguments,
        "prefs": preferences,
    })
}

/// A port that is free now. Between asking and using it another program may take it; then the
/// driver says so.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

async fn wait_for(port: u16) -> Result<()> {
    let began = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if began.elapsed() > Duration::from_secs(20) {
            bail!("geckodriver did not start");
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}
