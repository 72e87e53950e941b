//! The recorded looks at the replica's scenes (`tests/snapshots`) are what the page scripts still see. The native
//! tests read them and compare the readings; with `DUELINE_RECORD` set, this test records them anew.

use std::collections::BTreeMap;
use std::path::PathBuf;

use e2e::browser::workspace;
use e2e::{Result, Stage, Value, ensure, json, suite};

/// Scenes whose rows, threads and fields are recorded; one of each kind of page.
const SCENES: [&str; 13] = [
    "aliexpress-orders",
    "aliexpress-order",
    "aliexpress-dispute-waiting",
    "aliexpress-dispute-negotiating",
    "aliexpress-dispute-return",
    "aliexpress-chat",
    "amazon-orders",
    "amazon-order",
    "amazon-inbox",
    "ebay-orders",
    "ebay-order",
    "ebay-messages",
    "ebay-return",
];

fn file(scene: &str) -> PathBuf {
    workspace().join("tests/snapshots").join(format!("{scene}.json"))
}

/// What does not change from day to day: which field was found by which strategy, how many rows and
/// messages, who wrote them, and the kind of the reply box.
fn shape(snapshot: &Value) -> Value {
    let found = |fields: &Value| -> BTreeMap<String, Value> {
        let fields = fields.as_object().into_iter().flatten();
        fields.map(|(name, field)| (name.clone(), field["by"].clone())).collect()
    };
    let rows = snapshot["rows"].as_array().unwrap();
    let thread = snapshot["thread"].as_array().unwrap();
    json!({
        "page": snapshot["page"],
        "fields": found(&snapshot["fields"]),
        "rows": rows.iter().map(|row| json!([row["key"], found(&row["fields"])])).collect::<Vec<_>>(),
        "thread": thread.iter().map(|message| &message["from"]).collect::<Vec<_>>(),
        "reply": snapshot["reply"]["kind"],
    })
}

async fn the_recorded_looks_are_what_the_page_scripts_see(stage: &mut Stage) -> Result<()> {
    for scene in SCENES {
        stage.open(scene).await?;
        let snapshot = stage.look().await?["snapshot"].take();
        if std::env::var_os("DUELINE_RECORD").is_some() {
            std::fs::create_dir_all(file(scene).parent().unwrap())?;
            std::fs::write(file(scene), serde_json::to_string_pretty(&snapshot)? + "\n")?;
            continue;
        }
        let recorded: Value = serde_json::from_str(&std::fs::read_to_string(file(scene))?)?;
        let (now, then) = (shape(&snapshot), shape(&recorded));
        ensure!(
            now == then,
            "{scene} is read otherwise than it was recorded; if that is meant, record it anew with DUELINE_RECORD=1\nnow  {now}\nthen {then}"
        );
    }
    Ok(())
}

suite![the_recorded_looks_are_what_the_page_scripts_see];
