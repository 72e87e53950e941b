//! Finds a browser on this machine, in the order of what serves the demo best, and says what to
//! install where there is none.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::processes::quiet;
use crate::toolchain::{ensure_program, install_debian, may_install_debian_packages, on_path};

/// Which kind of browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Family {
    /// Chromium, Edge, Brave or Chrome
    Chromium,
    /// Firefox 140 or newer
    Firefox,
}

/// A browser that was found.
#[derive(Debug)]
pub struct Browser {
    /// The program.
    pub program: PathBuf,
    /// Its name for people.
    pub name: &'static str,
}

/// A browser with its usual names and places.
struct Known {
    name: &'static str,
    commands: &'static [&'static str],
    mac: &'static str,
    windows: &'static str,
}

/// Google Chrome comes last: since version 137 it no longer loads an unpacked extension from the
/// command line without being asked twice, and newer ones not at all.
const CHROMIUM_FAMILY: [Known; 4] = [
    Known {
        name: "Chromium",
        commands: &["chromium", "chromium-browser"],
        mac: "Chromium.app/Contents/MacOS/Chromium",
        windows: r"Chromium\Application\chrome.exe",
    },
    Known {
        name: "Microsoft Edge",
        commands: &["microsoft-edge", "microsoft-edge-stable", "msedge"],
        mac: "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        windows: r"Microsoft\Edge\Application\msedge.exe",
    },
    Known {
        name: "Brave",
        commands: &["brave-browser", "brave"],
        mac: "Brave Browser.app/Contents/MacOS/Brave Browser",
        windows: r"BraveSoftware\Brave-Browser\Application\brave.exe",
    },
    Known {
        name: CHROME,
        commands: &["google-chrome", "google-chrome-stable", "chrome"],
        mac: "Google Chrome.app/Contents/MacOS/Google Chrome",
        windows: r"Google\Chrome\Application\chrome.exe",
    },
];

const CHROME: &str = "Google Chrome";

/// The last major version of Google Chrome that can still be told to load an extension.
const LAST_LOADING_CHROME: u32 = 141;

const FIREFOX_FAMILY: [Known; 1] = [Known {
    name: "Firefox",
    commands: &["firefox", "firefox-esr"],
    mac: "Firefox.app/Contents/MacOS/firefox",
    windows: r"Mozilla Firefox\firefox.exe",
}];

/// Finds a browser, or installs Debian's, or says what to install.
pub fn find(family: Family) -> Result<Browser> {
    let known: &[Known] = match family {
        Family::Chromium => &CHROMIUM_FAMILY,
        Family::Firefox => &FIREFOX_FAMILY,
    };
    let mut refused = String::new();
    for candidate in known {
        let Some(program) = locate(candidate) else {
            continue;
        };
        if candidate.name == CHROME
            && let Some(version) = major_version(&program)
            && version > LAST_LOADING_CHROME
        {
            refused = format!(
                " {CHROME} {version} is here, but it does not load extensions from the command line; \
                 load dist/chromium by hand at chrome://extensions, or"
            );
            continue;
        }
        return Ok(Browser { program, name: candidate.name });
    }
    let (package, names) = match family {
        Family::Chromium => ("chromium", "Chromium, Microsoft Edge or Brave"),
        Family::Firefox => ("firefox-esr", "Firefox 140 or newer"),
    };
    if may_install_debian_packages() {
        install_debian(&[package])?;
        if let Some(program) = known.iter().find_map(locate) {
            return Ok(Browser { program, name: known[0].name });
        }
    }
    let other = match family {
        Family::Chromium => "--browser firefox",
        Family::Firefox => "--browser chromium",
    };
    bail!(
        "no fitting browser was found.{refused} install {names} (Debian and Ubuntu: sudo apt-get install {package}), \
         or try {other}"
    )
}

/// The driver for Chromium that the end-to-end tests use; it must be of the browser's version.
pub fn ensure_chromedriver() -> Result<PathBuf> {
    ensure_program(
        &["chromedriver"],
        "chromium-driver",
        "Elsewhere: the chromedriver of your browser's version, put on the PATH",
    )
}

fn locate(known: &Known) -> Option<PathBuf> {
    if let Some(found) = on_path(known.commands) {
        return Some(found);
    }
    let mut places: Vec<PathBuf> = Vec::new();
    if cfg!(target_os = "macos") {
        places.push(Path::new("/Applications").join(known.mac));
        if let Some(home) = std::env::home_dir() {
            places.push(home.join("Applications").join(known.mac));
        }
    }
    if cfg!(windows) {
        for variable in ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"] {
            if let Some(folder) = std::env::var_os(variable) {
                places.push(Path::new(&folder).join(known.windows));
            }
        }
    }
    places.into_iter().find(|place| place.is_file())
}

/// The browser's major version, where asking for it opens no window.
fn major_version(program: &Path) -> Option<u32> {
    if cfg!(windows) {
        return None;
    }
    parse_major(&quiet(Command::new(program).arg("--version")).ok()?)
}

fn parse_major(printed: &str) -> Option<u32> {
    printed.split_whitespace().find_map(|word| word.split('.').next()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        assert_eq!(parse_major("Google Chrome 137.0.7151.55 \n"), Some(137));
        assert_eq!(parse_major("Chromium 156.0.8078.79 built on Debian"), Some(156));
        assert_eq!(parse_major("Mozilla Firefox 153.7.0esr"), Some(153));
        assert_eq!(parse_major("unknown"), None);
    }
}
