//! Where things are: the project's root, cargo's target folder, the version, and the folders that
//! the build makes. Cargo is asked once, so that a target folder moved by configuration is found.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// The project's folders and its version.
pub struct Project {
    /// The folder with the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
    /// The version of package `dueline`, as in its manifest.
    pub version: String,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    target_directory: PathBuf,
    workspace_root: PathBuf,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
}

impl Project {
    /// Asks cargo about the workspace that this command belongs to.
    pub fn open() -> Result<Self> {
        let output = Command::new(cargo())
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
            .output()
            .context("cannot start cargo; install Rust from rustup.rs")?;
        if !output.status.success() {
            bail!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        let metadata: Metadata =
            serde_json::from_slice(&output.stdout).context("cargo metadata printed something unexpected")?;
        let version = metadata
            .packages
            .into_iter()
            .find(|package| package.name == "dueline")
            .context("the workspace has no package `dueline`")?
            .version;
        Ok(Self { root: metadata.workspace_root, target: metadata.target_directory, version })
    }

    /// The generated glue and wasm.
    pub fn pkg(&self) -> PathBuf {
        self.root.join("pkg")
    }

    /// The portal packs.
    pub fn packs(&self) -> PathBuf {
        self.root.join("packs/portals")
    }

    /// One of the assembled extensions, or a file beside them.
    pub fn dist(&self, name: &str) -> PathBuf {
        self.root.join("dist").join(name)
    }

    /// A place for what the build wants to remember and for logs.
    pub fn scratch(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// A cargo command that runs in the root of the project.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(cargo());
        command.current_dir(&self.root);
        command
    }

    /// A path as it is shown to a person: relative to the root where it lies below it.
    pub fn relative(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}

/// The cargo that started us, so that a toolchain chosen with `+nightly` stays chosen.
fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}
