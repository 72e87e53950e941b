//! The core as WebAssembly: compiled by cargo, bound by wasm-bindgen (a library here, pinned by
//! Cargo.lock, so that glue and core can never differ), made small by wasm-opt.

mod features;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use self::features::REFERENCE_TYPES;
use crate::assemble::{mirror, read_folder};
use crate::processes::quiet;
use crate::project::Project;
use crate::steps::{Steps, kilobytes};
use crate::toolchain::{self, OPTIMISER_HINT, Optimiser, WASM_TARGET, digest, ensure_wasm_target};

/// How many steps [`make`] takes.
pub const WASM_STEPS: usize = 4;

/// 256 KB are enough for our depth of calls, and save three quarters of the memory that an idle
/// worker would otherwise hold for its stack.
const STACK_BYTES: u32 = 262_144;

/// Without the optimisation of the whole program at once, which takes most of the time.
const QUICK: [&str; 4] =
    ["--config", "profile.release.lto=\"off\"", "--config", "profile.release.codegen-units=16"];

/// What Rust's standard library for this target is compiled with. wasm-opt must be told, and must
/// not be told more: with `-all` it writes forms that wasm-bindgen and older browsers refuse.
const FEATURES: [&str; 5] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// How much time the build may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// What is shipped: as small as it gets.
    Full,
    /// For trying a change: sooner made, larger, slower.
    Quick,
}

impl Effort {
    /// As the command line says it.
    pub fn quick_if(quick: bool) -> Self {
        if quick { Self::Quick } else { Self::Full }
    }
}

/// Leaves `pkg/dueline.js` and `pkg/dueline_bg.wasm` as the sources want them.
pub fn make(project: &Project, effort: Effort, steps: &mut Steps) -> Result<()> {
    let optimiser = steps.run("Check the tools", || {
        let target = ensure_wasm_target(project)?;
        if effort == Effort::Quick {
            return Ok((None, target));
        }
        let optimiser = toolchain::optimiser(project);
        let version = optimiser.as_ref().map_or("no wasm-opt", |found| found.version.as_str());
        let both = format!("{target}, {version}");
        Ok((optimiser, both))
    })?;
    let compiled = steps.run("Compile the core to WebAssembly", || {
        let compiled = compile(project, effort)?;
        let size = kilobytes(std::fs::metadata(&compiled.wasm)?.len() as usize);
        Ok((compiled, size))
    })?;
    let stamp = Stamp::of(project, &compiled, optimiser.as_ref())?;
    let fresh = stamp.matches()?;
    steps.run("Bind it to JavaScript", || {
        if fresh {
            return Ok(((), "unchanged".to_owned()));
        }
        bind(project, &compiled.wasm)?;
        compiled.copy_languages(&workbench(project).join("languages"))?;
        Ok(((), "dueline.js, dueline_bg.wasm, languages".to_owned()))
    })?;
    steps.run("Make it small", || {
        if fresh {
            return Ok(((), "unchanged".to_owned()));
        }
        let result = match &optimiser {
            Some(optimiser) => optimise(project, optimiser)?,
            None if effort == Effort::Quick => "left out, for speed".to_owned(),
            None => OPTIMISER_HINT.to_owned(),
        };
        mirror(&project.pkg(), &read_folder(&workbench(project))?)?;
        stamp.write()?;
        Ok(((), result))
    })
}

/// What cargo left.
struct Compiled {
    wasm: PathBuf,
    /// All that belongs to a language, one file each.
    languages: Vec<PathBuf>,
}

impl Compiled {
    fn copy_languages(&self, folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder)?;
        for file in &self.languages {
            std::fs::copy(file, folder.join(file.file_name().context("a file without a name")?))?;
        }
        Ok(())
    }
}

/// The files of the languages in the folder of the build script, as cargo's messages name it.
fn languages(messages: &str) -> Result<Vec<PathBuf>> {
    let folder = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message["reason"] == "build-script-executed")
        .filter_map(|message| Some(PathBuf::from(message["out_dir"].as_str()?).join("languages")))
        .find(|folder| folder.is_dir())
        .context("the build script of package dueline left no languages")?;
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    files.sort();
    Ok(files)
}

/// Compiles package `dueline`.
fn compile(project: &Project, effort: Effort) -> Result<Compiled> {
    let mut flags = vec![
        format!("-Clink-arg=-zstack-size={STACK_BYTES}"),
        format!("-Ctarget-feature=-{REFERENCE_TYPES}"),
    ];
    // Panic messages name source files; without this they would name the builder's home folder.
    let homes =
        [(Some(project.root.clone()), "dueline"), (cargo_home(), "cargo"), (sysroot(project), "rust")];
    for (folder, name) in homes {
        if let Some(folder) = folder {
            flags.push(format!("--remap-path-prefix={}={name}", folder.display()));
        }
    }
    let output = project
        .cargo()
        .args([
            "build",
            "--message-format=json-render-diagnostics",
            "--package",
            "dueline",
            "--lib",
            "--release",
        ])
        .args(["--target", WASM_TARGET])
        .args(if effort == Effort::Quick { &QUICK[..] } else { &[] })
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    if !output.status.success() {
        bail!("the core does not compile; cargo says why above");
    }
    let file = project.target.join(WASM_TARGET).join("release/dueline.wasm");
    if !file.is_file() {
        bail!("cargo left no {}; package dueline needs a library of crate-type cdylib", file.display());
    }
    Ok(Compiled { wasm: file, languages: languages(&String::from_utf8_lossy(&output.stdout))? })
}

fn cargo_home() -> Option<PathBuf> {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
}

fn sysroot(project: &Project) -> Option<PathBuf> {
    let printed =
        quiet(Command::new(toolchain::rustc()).args(["--print", "sysroot"]).current_dir(&project.root));
    printed.ok().map(|path| PathBuf::from(path.trim()))
}

/// Where the core is worked on before it goes to `pkg/` in one move: a build that fails half-way
/// leaves the last good one in place.
fn workbench(project: &Project) -> PathBuf {
    project.scratch().join("pkg")
}

/// Writes the glue and the bound wasm, with types for the check of `extension/`.
fn bind(project: &Project, compiled: &Path) -> Result<()> {
    let folder = workbench(project);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    let mut binding = Bindgen::new();
    binding
        .input_bytes("dueline", features::without(&std::fs::read(compiled)?, REFERENCE_TYPES)?)
        .out_name("dueline")
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true);
    binding.web(true)?;
    binding.generate(&folder).context("wasm-bindgen failed")
}

/// Runs wasm-opt over the bound file; returns the sizes before and after. A wasm-opt that is older
/// than the instructions in the core refuses it; then the core stays as it is, larger but sound.
fn optimise(project: &Project, optimiser: &Optimiser) -> Result<String> {
    let file = workbench(project).join("dueline_bg.wasm");
    let before = std::fs::metadata(&file)?.len() as usize;
    let smaller = file.with_extension("smaller");
    let ran = quiet(
        Command::new(&optimiser.program)
            .args(FEATURES)
            .args(["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"])
            .arg(&file)
            .arg("-o")
            .arg(&smaller),
    );
    if let Err(error) = ran {
        let why = format!("{error:#}").lines().last().unwrap_or_default().to_owned();
        let size = kilobytes(before);
        return Ok(format!(
            "left at {size}: {} refused the core ({why}); a newer binaryen on PATH makes it about a tenth smaller",
            optimiser.version
        ));
    }
    std::fs::rename(&smaller, &file)?;
    let after = std::fs::metadata(&file)?.len() as usize;
    Ok(format!("{} → {} ({})", kilobytes(before), kilobytes(after), optimiser.version))
}

/// Whether `pkg/` already holds what this input would give.
struct Stamp {
    file: PathBuf,
    pkg: PathBuf,
    input: String,
}

impl Stamp {
    fn of(project: &Project, compiled: &Compiled, optimiser: Option<&Optimiser>) -> Result<Self> {
        let mut wasm = std::fs::read(&compiled.wasm)?;
        for file in &compiled.languages {
            wasm.extend(std::fs::read(file)?);
        }
        let tool = optimiser.map_or("none", |optimiser| optimiser.version.as_str());
        let scratch = project.scratch();
        std::fs::create_dir_all(&scratch)?;
        Ok(Self {
            file: scratch.join("pkg.stamp"),
            pkg: project.pkg(),
            input: digest(&[&wasm, tool.as_bytes(), include_str!("wasm.rs").as_bytes()]),
        })
    }

    fn outputs(&self) -> Result<String> {
        let glue = std::fs::read(self.pkg.join("dueline.js"))?;
        let wasm = std::fs::read(self.pkg.join("dueline_bg.wasm"))?;
        Ok(digest(&[&glue, &wasm]))
    }

    fn matches(&self) -> Result<bool> {
        let Ok(found) = std::fs::read_to_string(&self.file) else {
            return Ok(false);
        };
        let Ok(outputs) = self.outputs() else {
            return Ok(false);
        };
        Ok(found == format!("{} {outputs}", self.input))
    }

    fn write(&self) -> Result<()> {
        let outputs = self.outputs()?;
        Ok(std::fs::write(&self.file, format!("{} {outputs}", self.input))?)
    }
}
