//! Child processes that end when we end. A browser and its driver start children of their own, so
//! each is put into a group and the whole group is ended.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// A child that is ended, with all its children, when this value goes out of scope.
pub struct Kept {
    child: Child,
}

impl Kept {
    /// Starts the command in a group of its own, with its output in `log`.
    pub fn start(command: &mut Command, log: &Path) -> Result<Self> {
        let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let child = command
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        Ok(Self { child })
    }

    /// How the child ended, if it has.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    fn signal(&self, force: bool) {
        let id = self.child.id();
        let mut command;
        if cfg!(windows) {
            command = Command::new("taskkill");
            command.args(["/T", "/F", "/PID", &id.to_string()]);
        } else {
            command = Command::new("kill");
            command.args([if force { "-KILL" } else { "-TERM" }, "--", &format!("-{id}")]);
        }
        // The group may be gone already; that is what is wanted.
        let _ = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.signal(false);
        let asked = Instant::now();
        while asked.elapsed() < Duration::from_secs(5) {
            if matches!(self.child.try_wait(), Ok(Some(_)) | Err(_)) {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        self.signal(true);
        let _ = self.child.wait();
    }
}

/// Runs a command to its end without output; a failure carries the last lines that it printed.
pub fn quiet(command: &mut Command) -> Result<String> {
    let name = command.get_program().display().to_string();
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {name}"))?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(printed);
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    bail!("{name} failed ({}):\n{}", output.status, last_lines(&format!("{printed}{complaint}"), 25))
}

/// Runs a command to its end with all its output in a file, and returns whether it went well and
/// what it printed.
pub fn logged(command: &mut Command, log: &Path) -> Result<(bool, String)> {
    let mut file = File::options()
        .create(true)
        .append(true)
        .open(log)
        .with_context(|| format!("cannot write {}", log.display()))?;
    let from = file.metadata()?.len();
    let status = command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file.try_clone()?)
        .status()
        .with_context(|| format!("cannot start {}", command.get_program().display()))?;
    file = File::open(log)?;
    let mut printed = Vec::new();
    file.read_to_end(&mut printed)?;
    let from = usize::try_from(from)?.min(printed.len());
    let printed = String::from_utf8_lossy(&printed[from..]).into_owned();
    Ok((status.success(), printed))
}

/// The end of a long text.
pub fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_text_is_kept() {
        assert_eq!(last_lines("a\nb\nc\n", 2), "b\nc");
        assert_eq!(last_lines("a", 9), "a");
    }

    #[cfg(unix)]
    #[test]
    fn a_kept_process_ends_with_its_children() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        let mut shell = Command::new("sh");
        shell.args(["-c", "sleep 77 & echo $!; wait"]);
        let kept = Kept::start(&mut shell, &log).unwrap();
        let began = Instant::now();
        let mut grandchild = String::new();
        while grandchild.trim().is_empty() && began.elapsed() < Duration::from_secs(10) {
            grandchild = std::fs::read_to_string(&log).unwrap();
            std::thread::sleep(Duration::from_millis(10));
        }
        let id = grandchild.trim().to_owned();
        assert!(alive(&id), "the grandchild should be running");
        drop(kept);
        let began = Instant::now();
        while alive(&id) && began.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(!alive(&id), "the grandchild outlived its group");
    }

    #[cfg(unix)]
    fn alive(id: &str) -> bool {
        // A process that has ended but was not collected yet still answers to signal 0.
        let state = Command::new("ps").args(["-o", "stat=", "-p", id]).output();
        state.is_ok_and(|output| {
            let state = String::from_utf8_lossy(&output.stdout).trim().to_owned();
            !state.is_empty() && !state.starts_with('Z')
        })
    }
}
