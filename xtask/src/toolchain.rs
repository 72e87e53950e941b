//! The programs that we need from outside: looked for, installed where that is allowed (rustup's
//! target, Debian packages for root, npm packages in `tests/`), and otherwise named together with
//! the command that installs them.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use anyhow::{Context, Result, bail};

use crate::processes::quiet;
use crate::project::Project;

/// The target that the core is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The first of these programs that is on the `PATH`.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| {
        folders
            .iter()
            .flat_map(|folder| [folder.join(name), folder.join(format!("{name}.exe"))])
            .find(|candidate| candidate.is_file())
    })
}

/// Adds the wasm target where it is missing. Returns what was done.
pub fn ensure_wasm_target(project: &Project) -> Result<String> {
    let library = quiet(
        Command::new(rustc())
            .args(["--print", "target-libdir", "--target", WASM_TARGET])
            .current_dir(&project.root),
    )?;
    if Path::new(library.trim()).is_dir() {
        return Ok(format!("{WASM_TARGET} is there"));
    }
    if on_path(&["rustup"]).is_none() {
        bail!(
            "Rust has no {WASM_TARGET} target and there is no rustup to add it.\n\
             Install Rust from rustup.rs, or your system's package of that target (Debian: libstd-rust-dev-wasm32)."
        );
    }
    quiet(Command::new("rustup").args(["target", "add", WASM_TARGET]).current_dir(&project.root))
        .context("rustup could not add the target; is the network there?")?;
    Ok(format!("added {WASM_TARGET}"))
}

/// The compiler that cargo would use.
pub fn rustc() -> PathBuf {
    std::env::var_os("RUSTC").map_or_else(|| PathBuf::from("rustc"), PathBuf::from)
}

/// Whether Debian packages can be installed without asking anybody.
pub fn may_install_debian_packages() -> bool {
    cfg!(target_os = "linux")
        && on_path(&["apt-get"]).is_some()
        && quiet(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Installs Debian packages. Lists are fetched only when the packages are not known yet.
pub fn install_debian(packages: &[&str]) -> Result<()> {
    // Two lanes of the test suite may want packages at the same moment; apt allows one at a time.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock();
    let install = || {
        quiet(
            Command::new("apt-get")
                .args(["install", "-y", "-q", "--no-install-recommends"])
                .args(["-o", "DPkg::Lock::Timeout=300"])
                .args(packages)
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )
    };
    if install().is_ok() {
        return Ok(());
    }
    quiet(Command::new("apt-get").args(["update", "-q"]))?;
    install().with_context(|| format!("apt-get could not install {}", packages.join(" ")))?;
    Ok(())
}

/// Finds a program, or installs the Debian package that holds it, or says what to do.
pub fn ensure_program(names: &[&str], package: &str, elsewhere: &str) -> Result<PathBuf> {
    if let Some(found) = on_path(names) {
        return Ok(found);
    }
    if may_install_debian_packages() {
        install_debian(&[package])?;
        if let Some(found) = on_path(names) {
            return Ok(found);
        }
    }
    bail!(
        "there is no {} here. Debian and Ubuntu: sudo apt-get install {package}. {elsewhere}",
        names.join(" or ")
    )
}

/// The optimiser for wasm, with its version, if one is to be had.
pub struct Optimiser {
    /// The program.
    pub program: PathBuf,
    /// What it calls itself, for the record of what made a file.
    pub version: String,
}

/// Finds `wasm-opt`: on the `PATH`, in `tests/node_modules`, or in Debian's `binaryen`.
pub fn optimiser(project: &Project) -> Option<Optimiser> {
    let beside_tests = npm_program(project, "wasm-opt");
    let program =
        on_path(&["wasm-opt"]).or_else(|| beside_tests.is_file().then_some(beside_tests)).or_else(|| {
            if may_install_debian_packages() && install_debian(&["binaryen"]).is_ok() {
                on_path(&["wasm-opt"])
            } else {
                None
            }
        })?;
    let version = quiet(Command::new(&program).arg("--version")).ok()?;
    Some(Optimiser { program, version: version.trim().to_owned() })
}

/// What to install for a smaller wasm file.
pub const OPTIMISER_HINT: &str = "not optimised: there is no wasm-opt (install `binaryen` with apt, brew or \
     winget, or run `npm install --no-save binaryen` in tests/)";

/// A command of a package in `tests/node_modules`.
pub fn npm_program(project: &Project, name: &str) -> PathBuf {
    let name = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
    project.root.join("tests/node_modules/.bin").join(name)
}

/// Installs the npm packages of `tests/` exactly as locked, unless that has been done already.
pub fn ensure_npm_packages(project: &Project) -> Result<String> {
    let folder = project.root.join("tests");
    let lock =
        std::fs::read(folder.join("package-lock.json")).context("tests/package-lock.json is missing")?;
    let wanted = digest(&[&lock]);
    let stamp = folder.join("node_modules/.installed");
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok("already as locked".to_owned());
    }
    let npm = match on_path(&["npm", "npm.cmd"]) {
        Some(npm) => npm,
        None if may_install_debian_packages() => {
            install_debian(&["nodejs", "npm"])?;
            on_path(&["npm"]).context("Debian's npm is installed but not on the PATH")?
        }
        None => {
            bail!("there is no npm here; the type check and the linter need it. Install Node.js 20 or newer")
        }
    };
    quiet(Command::new(npm).args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    std::fs::write(&stamp, wanted)?;
    Ok("installed".to_owned())
}

/// Bundles the editors on which insertion is tried, unless the last bundles are those of the present sources.
pub fn ensure_editor_pages(project: &Project) -> Result<()> {
    let node = on_path(&["node"]).context("there is no Node.js here; the editors are bundled with it")?;
    quiet(Command::new(node).arg("tests/editors/build.mjs").current_dir(&project.root))
        .context("the editors were not bundled")?;
    Ok(())
}

/// Finds geckodriver, or builds it with cargo: Debian has no package of it.
pub fn ensure_geckodriver() -> Result<PathBuf> {
    let beside_cargo = std::env::home_dir()
        .map(|home| home.join(".cargo/bin/geckodriver"))
        .filter(|program| program.is_file());
    if let Some(found) = on_path(&["geckodriver"]).or(beside_cargo) {
        return Ok(found);
    }
    // The locked set may name crates that a registry no longer serves; the newest fitting ones do then.
    let install = |locked: &[&str]| {
        quiet(Command::new("cargo").args(["install", "geckodriver", "--quiet"]).args(locked))
    };
    install(&["--locked"])
        .or_else(|_| install(&[]))
        .context("cargo could not build geckodriver, which drives Firefox")?;
    on_path(&["geckodriver"])
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo/bin/geckodriver")))
        .filter(|program| program.is_file())
        .context("geckodriver was built, but is not in cargo's bin folder")
}

/// Fonts for Chinese text, without which a picture shows boxes. Only Debian is provided for; other
/// systems bring theirs.
pub fn ensure_chinese_font() -> Result<()> {
    if !cfg!(target_os = "linux") || on_path(&["fc-list"]).is_none() {
        return Ok(());
    }
    let fonts = quiet(Command::new("fc-list").args([":lang=zh", "family"])).unwrap_or_default();
    if fonts.trim().is_empty() && may_install_debian_packages() {
        install_debian(&["fonts-noto-cjk"])?;
    }
    Ok(())
}

/// A short name for a set of bytes, to see whether something changed since the last run.
pub fn digest(parts: &[&[u8]]) -> String {
    let mut hasher = DefaultHasher::new();
    for part in parts {
        part.hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_and_a_missing_one_is_not() {
        assert!(on_path(&["no-such-program-anywhere", "cargo"]).is_some());
        assert!(on_path(&["no-such-program-anywhere"]).is_none());
    }

    #[test]
    fn the_digest_sees_where_one_part_ends() {
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
        assert_eq!(digest(&[b"ab"]), digest(&[b"ab"]));
    }
}
