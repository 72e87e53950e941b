//! What a browser has to load, weighed in the assembled extension.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::Row;
use crate::assemble::files_below;
use crate::minify::LATER;

/// Whatever stands here is injected into a page of interest before the panel is opened.
const PAGE_SCRIPTS: &str = "page/";

/// Runs on every page of the portal.
const ALWAYS: &str = "page/main.js";

/// Weighs one assembled extension.
pub fn rows(extension: &Path) -> Result<Vec<Row>> {
    let read = |path: &str| {
        std::fs::read(extension.join(path)).with_context(|| format!("the extension has no {path}"))
    };
    let always = read(ALWAYS)?;
    let all = files_below(extension)?;
    let mut injected = 0;
    for path in all.iter().filter(|path| path.starts_with(PAGE_SCRIPTS) && !LATER.contains(&path.as_str())) {
        injected += gzip(&read(path)?)?;
    }
    let wasm = read("pkg/dueline_bg.wasm")?;
    let glue = read("pkg/dueline.js")?;
    let mut whole = 0;
    for path in &all {
        whole += read(path)?.len();
    }
    Ok(vec![
        size("page scripts before the panel opens, gzip", injected, Some(20)),
        size("script on a page of no interest", always.len(), Some(2)),
        size("core, raw", wasm.len(), Some(1024)),
        size("core, gzip", gzip(&wasm)?, Some(380)),
        size("glue of the core, gzip", gzip(&glue)?, None),
        size("whole extension, raw", whole, None),
    ])
}

fn size(what: &str, bytes: usize, budget_in_kilobytes: Option<u32>) -> Row {
    Row {
        what: what.to_owned(),
        median: bytes as f64,
        unit: "B",
        budget: budget_in_kilobytes.map(|kilobytes| f64::from(kilobytes) * 1024.0),
        beside: None,
        runs: 1,
    }
}

/// The size after gzip at its best, as a store or a server would send it.
fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_taken_from_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        for path in [ALWAYS, "page/read.js", "page/draw.js", "pkg/dueline_bg.wasm", "pkg/dueline.js"] {
            let file = folder.path().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, vec![b' '; 1000]).unwrap();
        }
        let rows = rows(folder.path()).unwrap();
        let row = |name: &str| rows.iter().find(|row| row.what.starts_with(name)).unwrap();
        assert_eq!(row("script on a page").median, 1000.0);
        assert_eq!(row("whole").median, 5000.0);
        assert!(row("core, gzip").median < 100.0);
        assert_eq!(row("core, raw").budget, Some(1024.0 * 1024.0));
        std::fs::remove_file(folder.path().join("pkg/dueline.js")).unwrap();
        assert!(super::rows(folder.path()).is_err());
    }
}
