//! A browser profile that lasts as long as the browser.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use tempfile::TempDir;

/// A fresh folder, removed with everything in it at the end.
pub struct Profile {
    folder: Option<TempDir>,
}

impl Profile {
    /// Makes the folder.
    pub fn fresh() -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("dueline-profile-")
            .tempdir()
            .context("cannot make a folder for the browser's profile")?;
        Ok(Self { folder: Some(folder) })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.as_ref().map_or(Path::new(""), TempDir::path)
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        let Some(folder) = self.folder.take() else {
            return;
        };
        let path = folder.keep();
        // A browser that is just ending may still write; its last file must not keep the folder.
        for _ in 0..20 {
            if std::fs::remove_dir_all(&path).is_ok() || !path.exists() {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        eprintln!("the browser's profile could not be removed: {}", path.display());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_of_a_profile() {
        let profile = Profile::fresh().unwrap();
        let path = profile.path().to_owned();
        std::fs::create_dir(path.join("Default")).unwrap();
        std::fs::write(path.join("Default/Cookies"), b"x").unwrap();
        drop(profile);
        assert!(!path.exists());
    }
}
