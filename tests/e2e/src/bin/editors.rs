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
    document.push_str(&format!("As of {}.\n", jiff::Timestamp::now().strftime("%Y-%m-%d")));
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

Real editors from npm stand in the place of the reply box on the replica's message page, each in both browsers, and get a
letter with emoji (skin tone, joiner, beyond the first plane), Chinese, Hebrew, Arabic, an empty line and what looks like
markup. What counts is the editor's own model, asked through its own interface, and not what the page shows.

Made by `cargo run -p e2e --bin editors -- --write`; `cargo xtask test` makes the same checks. The pages of the editors are
in `tests/editors/`.

Each check has three signs: in an empty box, with text around the caret, in the place of a selection. *Text*: the letter is
in the model exactly, once. *Around*: what stood before and after it is intact. *Typing*: a real key lands right after it.
*Send*: the Send button, which follows the model, can be pressed. *Undo*: one undo of Dueline's brings exactly the former
text back. *Own undo key*: how often Ctrl+Z must be pressed for that; – where it does not come to it in twelve times.

Nothing is asked of the page but what a person's own browser would: `insertText` and its like, or a paste; never its
scripts, and never its tree. There is one attempt, chosen by the kind of box; then it is read back. If it does not stand
there as meant, nothing more is tried: the agent reads so, and is offered the copy. A box that is read-only, disabled, too
short (`maxlength`, or the portal's own limit, both in UTF-16 units) or gone is refused before anything is tried, with the
reason. No editor of this table is refused.

How the box is chosen, by its marks and never by the platform:

| box | Chromium | Firefox |
| --- | --- | --- |
| `textarea`, `input`, an editable frame | `insertText` with all of it | the same |
| ProseMirror, CKEditor | a paste of text and HTML | line by line, `insertParagraph` between |
| Draft.js | a paste of text | `insertText` with all of it, with the sign before the caret |
| Slate, wangEditor, Trix | a paste of text | a `beforeinput` event with all of it |
| Quill | a paste of text | line by line, `insertParagraph` between |
| other editable elements | a paste of text; if nobody takes it, `insertHTML` | line by line, `insertLineBreak` between |

In a one-line `input`, line breaks become spaces. In Firefox a clipboard made by an extension reaches the page empty, hence
the other ways; an insertion line by line may be as many steps in the editor's own history, and Dueline's undo takes them
all.

*Click → model* is the time from a click on a letter in the bar until the editor's own change event, beside the browser's own
`Input.insertText` of one line, from the command until the same event; medians of five, in the same run. What lies between
the two is reading the page once more before anything goes into it.

";
