//! A browser with the extension on the replica portal, driven from here: it opens pages, asks the
//! extension through the door that its own pages have, and takes pictures. Chromium is driven over
//! its DevTools socket and Firefox through geckodriver, so that the demo needs nothing but a browser.

mod chromium;
mod devtools;
mod firefox;
mod profile;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use replica_portal::Portal;
use serde_json::{Value, json};

use crate::browsers::{self, Browser, Family};
use crate::manifest::read_portals;
use crate::project::Project;

pub use chromium::ChromiumStage;
pub use firefox::FirefoxStage;

/// The window of a small office laptop, for which the extension is designed first.
pub const WINDOW: (u32, u32) = (1366, 768);

/// What a browser is opened with.
pub struct Setting<'a> {
    /// The program.
    pub browser: &'a Browser,
    /// The assembled extension.
    pub extension: PathBuf,
    /// An extension beside it, to compare with; Chromium alone takes one.
    pub beside: Option<PathBuf>,
    /// Where the pages come from.
    pub portal: &'a Portal,
    /// Without a window.
    pub headless: bool,
    /// How things are to look.
    pub look: Look,
    /// A folder for logs.
    pub logs: PathBuf,
}

impl Setting<'_> {
    /// The folders of all extensions, as Chromium's command line takes them.
    fn extensions(&self) -> String {
        let folders = [Some(&self.extension), self.beside.as_ref()];
        let shown: Vec<String> =
            folders.into_iter().flatten().map(|folder| folder.display().to_string()).collect();
        shown.join(",")
    }
}

/// How things are to look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Language of the extension and of the browser, if not the browser's own.
    pub language: Option<Language>,
    /// Colours, if not the system's.
    pub theme: Option<Theme>,
    /// Page zoom in per cent.
    pub zoom: u16,
}

/// An interface language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// English
    En,
    /// 中文
    Zh,
}

impl Language {
    /// The code in the extension's settings.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// The tag that browsers use.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en-US",
            Self::Zh => "zh-CN",
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Theme {
    /// Dark text on a light ground
    Light,
    /// Light text on a dark ground
    Dark,
}

impl Theme {
    /// The code in the extension's settings.
    pub fn code(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A running browser. It ends, and its profile is removed, when this value goes out of scope.
pub enum Stage {
    /// One of Chromium's family.
    Chromium(Box<ChromiumStage>),
    /// Firefox.
    Firefox(Box<FirefoxStage>),
}

impl Stage {
    /// Finds the browser, opens it with the extension and switches the portals on, as a person
    /// would on the welcome page.
    pub async fn open(
        project: &Project,
        family: Family,
        portal: &Portal,
        headless: bool,
        look: Look,
        beside: Option<&Path>,
    ) -> Result<(Self, &'static str)> {
        let browser = browsers::find(family)?;
        let logs = project.scratch().join("logs");
        std::fs::create_dir_all(&logs)?;
        let setting = |folder| Setting {
            browser: &browser,
            extension: project.dist(folder),
            beside: beside.map(Path::to_owned),
            portal,
            headless,
            look,
            logs,
        };
        let mut stage = match family {
            Family::Chromium => {
                Self::Chromium(Box::new(ChromiumStage::open(setting("chromium-granted")).await?))
            }
            Family::Firefox => Self::Firefox(Box::new(FirefoxStage::open(setting("firefox-granted")).await?)),
        };
        let mut patch = json!({ "welcomed": true, "portals": {} });
        for id in read_portals(&project.packs())?.ids {
            patch["portals"][id] = json!(true);
        }
        if let Some(language) = look.language {
            patch["language"] = json!(language.code());
        }
        if let Some(theme) = look.theme {
            patch["theme"] = json!(theme.code());
        }
        stage.ask(json!({ "kind": "change", "patch": patch })).await?;
        Ok((stage, browser.name))
    }

    /// Sends the extension's worker a message from one of its own pages.
    pub async fn ask(&mut self, mut message: Value) -> Result<Value> {
        message["v"] = json!(1);
        let answer = match self {
            Self::Chromium(stage) => stage.ask(&message).await?,
            Self::Firefox(stage) => stage.ask(&message).await?,
        };
        if let Some(why) = answer.get("refused") {
            bail!("the extension refused {}: {why}", message["kind"]);
        }
        Ok(answer)
    }

    /// Opens a page; the page before it is gone.
    pub async fn go(&mut self, url: &str) -> Result<()> {
        match self {
            Self::Chromium(stage) => stage.go(url).await,
            Self::Firefox(stage) => stage.go(url).await,
        }
    }

    /// A PNG of what stands in the window.
    pub async fn picture(&mut self) -> Result<Vec<u8>> {
        match self {
            Self::Chromium(stage) => stage.picture().await,
            Self::Firefox(stage) => stage.picture().await,
        }
    }

    /// Leaves the browser to the person: only the portal's page stays open.
    pub async fn hand_over(&mut self) -> Result<()> {
        match self {
            Self::Chromium(stage) => stage.close_door().await,
            Self::Firefox(stage) => stage.close_door().await,
        }
    }

    /// Whether the person has closed the browser.
    pub async fn is_closed(&mut self) -> bool {
        match self {
            Self::Chromium(stage) => stage.is_closed(),
            Self::Firefox(stage) => stage.is_closed().await,
        }
    }
}

/// Undoes the base64 in which pictures arrive.
fn decode_base64(text: &str) -> Result<Vec<u8>> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.decode(text).context("the browser's picture arrived damaged")
}
