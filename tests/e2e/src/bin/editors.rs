//! The matrix of editors, for whoever changes how letters go in: `cargo run -p e2e --bin editors -- quill` tries the
//! editors whose names hold a word, `--firefox` in the other browser, `--quick` without measuring; `--write` tries all in both browsers and keeps
//! the tables in docs/EDITORS.md.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::Result;
use e2e::browser::workspace;
use e2e::matrix::{self, Row};
use e2e::{Kind, Stage};

#[tokio::main]
async fn main() -> Result<()> {
    let (flags, wanted): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let has = |flag: &str| flags.iter().any(|given| given == flag);
    matrix::build()?;
    let write = has("--write") && wanted.is_empty();
    let mut document = HEAD.to_owned();
    for kind in Kind::ALL {
        if !write && (kind == Kind::Firefox) != has("--firefox") {
            continue;
        }
        let mut stage = Stage::start(kind).await?;
        stage.reset().await?;
        let version = stage.browser.version().await?;
        let mut rows: Vec<Row> = Vec::new();
        for editor in matrix::editors() {
            if !wanted.is_empty() && !wanted.iter().any(|word| editor.name.to_lowercase().contains(word)) {
                continue;
            }
            let began = std::time::Instant::now();
            let row = matrix::row(&stage, editor).await;
            eprintln!("{:5.1} s  {}", began.elapsed().as_secs_f64(), editor.name);
            match row {
                Ok(mut row) => {
                    if !has("--quick")
                        && let Err(error) = matrix::measure(&stage, &mut row).await
                    {
                        println!("  not measured: {}: {error:#}", editor.name);
                    }
                    row.wrongs().iter().for_each(|line| println!("  WRONG {line}"));
                    rows.push(row);
                }
                Err(error) => println!("  FAILED {}: {error:#}", editor.name),
            }
        }
        let table = matrix::table(kind, &rows)?;
        println!("\n{version}\n\n{table}");
        document.push_str(&format!("\n## {version}\n\n{table}"));
        stage.browser.quit().await?;
    }
    if write {
        std::fs::write(workspace().join("docs/EDITORS.md"), document)?;
    }
    Ok(())
}

const HEAD: &str = "# Where letters can be inserted
";
