//! Pages as they may look tomorrow: other class hashes, moved blocks, another language, late
//! rendering, a field gone. What is still there is read; what is gone is named.

use std::collections::{BTreeMap, BTreeSet};

use e2e::{Result, Stage, Value, ensure, suite};

const LISTS: [&str; 4] = ["aliexpress-orders", "aliexpress-disputes", "amazon-orders", "ebay-orders"];

/// Values that are words in the portal's own language, and so differ from copy to copy.
const WORDS: [&str; 5] = ["country", "reason", "asks_for", "carrier", "item"];

/// What was understood of the open order and case: field → value, without times that run.
fn understood(look: &Value) -> BTreeMap<String, Value> {
    let mut values = BTreeMap::new();
    for part in ["order", "case"] {
        for (name, field) in look["reading"][part].as_object().unwrap() {
            let value = match (&field["value"], WORDS.contains(&name.as_str())) {
                (Value::Null, _) => continue,
                (_, true) => Value::Bool(true),
                // A moment is compared by what the page printed, except a countdown, which runs.
                (Value::Object(moment), false)
                    if moment.contains_key("at") || moment.contains_key("instant") =>
                {
                    Value::Bool(true)
                }
                (value, false) => value.clone(),
            };
            values.insert(format!("{part}.{name}"), value);
        }
    }
    values
}

/// The fields that should be there and are not.
fn missing(look: &Value) -> BTreeSet<String> {
    look["reading"]["health"]["fields"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|field| field["strategy"].is_null() && field["optional"] != true)
        .map(|field| field["name"].as_str().unwrap().to_owned())
        .collect()
}

/// Copies of a page with other class hashes and moved blocks, in three languages.
const COPIES: [&str; 3] =
    ["drift,language:zh,late:0", "drift,language:en,late:0", "drift,language:de,late:0"];

/// Opens pages plain and drifted, and tells all that is read otherwise.
async fn compare(stage: &Stage, scenes: &[&str]) -> Result<()> {
    let mut otherwise = Vec::new();
    for scene in scenes {
        stage.open_with(scene, "late:0").await?;
        let plain = stage.look().await?;
        ensure!(missing(&plain).is_empty(), "{scene}, plain, lacks {:?}", missing(&plain));
        for knobs in COPIES {
            let drawn = stage.open_with(scene, knobs).await?;
            let look = stage.look().await?;
            let mut tell = |what: String| otherwise.push(format!("{scene} [{knobs}]: {what}"));
            let (before, now) = (understood(&plain), understood(&look));
            for (name, value) in before.iter().filter(|(name, value)| now.get(*name) != Some(value)) {
                tell(format!("{name} was {value} and became {:?}", now.get(name)));
            }
            if !missing(&look).is_empty() {
                tell(format!("{:?} is missing", missing(&look)));
            }
            let messages = |look: &Value| look["reading"]["thread"].as_array().map(Vec::len);
            if messages(&look) != messages(&plain) {
                tell(format!("{:?} messages became {:?}", messages(&plain), messages(&look)));
            }
            let kind = |look: &Value| look["reading"]["reply"]["kind"].clone();
            if kind(&look) != kind(&plain) {
                tell(format!("reply box {} became {}", kind(&plain), kind(&look)));
            }
            let deadlines = |look: &Value| {
                let deadlines = look["advice"]["deadlines"].as_array().unwrap();
                deadlines.iter().map(|deadline| deadline["rule"].clone()).collect::<Vec<_>>()
            };
            if deadlines(&look) != deadlines(&plain) {
                tell(format!("deadlines {:?} became {:?}", deadlines(&plain), deadlines(&look)));
            }
            if drawn.own().is_some() == deadlines(&plain).is_empty() {
                tell(format!("the badge is {:?}", drawn.own()));
            }
        }
    }
    ensure!(otherwise.is_empty(), "{}", otherwise.join("\n"));
    Ok(())
}

async fn drifted_pages_of_aliexpress_are_read_in_any_language(stage: &mut Stage) -> Result<()> {
    compare(
        stage,
        &[
            "aliexpress-order",
            "aliexpress-order-unshipped",
            "aliexpress-dispute-waiting",
            "aliexpress-dispute-negotiating",
            "aliexpress-chat",
        ],
    )
    .await
}

async fn drifted_pages_of_amazon_are_read_in_any_language(stage: &mut Stage) -> Result<()> {
    compare(stage, &["amazon-order", "amazon-contact", "amazon-inbox"]).await
}

async fn drifted_pages_of_ebay_are_read_in_any_language(stage: &mut Stage) -> Result<()> {
    compare(stage, &["ebay-order", "ebay-messages", "ebay-return", "ebay-not-received"]).await
}

async fn fields_that_come_three_seconds_late_are_read_when_they_come(stage: &mut Stage) -> Result<()> {
    for scene in ["aliexpress-dispute-waiting", "amazon-order", "ebay-return"] {
        stage.visit(scene, "late:3000").await?;
        let drawn = stage.settle().await?;
        assert!(drawn.own().is_some(), "{scene}: {drawn:#?}");
        let look = stage.look().await?;
        ensure!(missing(&look).is_empty(), "{scene} lacks {:?}", missing(&look));
    }
    Ok(())
}

async fn drifted_lists_keep_a_badge_for_each_row(stage: &mut Stage) -> Result<()> {
    for scene in LISTS {
        let plain = stage.open_with(scene, "late:0").await?;
        let keys = |drawn: &e2e::Drawn| {
            drawn
                .badges
                .iter()
                .filter_map(|badge| Some((badge.row.clone()?, badge.id.clone())))
                .collect::<BTreeSet<_>>()
        };
        ensure!(!keys(&plain).is_empty(), "{scene} has no badges");
        for knobs in
            ["drift,late:0", "drift,language:de,late:0", "drift,language:zh,late:0", "language:en,late:0"]
        {
            let drifted = stage.open_with(scene, knobs).await?;
            let (before, now) = (keys(&plain), keys(&drifted));
            let lost: Vec<_> = before.difference(&now).collect();
            let new: Vec<_> = now.difference(&before).collect();
            ensure!(lost.is_empty() && new.is_empty(), "{scene} [{knobs}]: lost {lost:?}, new {new:?}");
        }
    }
    Ok(())
}

/// A scene, the replica's name of a field that is left out, and ours.
const GONE: [(&str, &str, &[&str]); 12] = [
    ("aliexpress-dispute-waiting", "opened", &["opened_at"]),
    ("aliexpress-dispute-waiting", "asked", &["amount"]),
    ("aliexpress-dispute-waiting", "status", &["phase"]),
    ("aliexpress-order", "status", &["status", "phase"]),
    ("aliexpress-chat", "buyer", &["buyer"]),
    ("amazon-order", "ordered", &["placed_at"]),
    ("amazon-order", "buyer", &["buyer"]),
    ("amazon-order", "ship_by", &["ship_by"]),
    ("ebay-return", "due", &["respond_by"]),
    ("ebay-return", "reason", &["reason"]),
    ("ebay-order", "amount", &["total"]),
    ("ebay-messages", "order_id", &["order_id"]),
];

async fn a_field_that_is_gone_is_named_and_the_rest_is_read(stage: &mut Stage) -> Result<()> {
    let mut wrong = Vec::new();
    for (scene, gone, ours) in GONE {
        stage.open_with(scene, "late:0").await?;
        let plain = stage.look().await?;
        stage.open_with(scene, &format!("late:0,missing:{gone}")).await?;
        let look = stage.look().await?;
        let found = |look: &Value, name: &str| {
            let fields = look["reading"]["health"]["fields"].as_array().unwrap();
            let field = fields
                .iter()
                .find(|field| field["name"] == name)
                .unwrap_or_else(|| panic!("{scene}: {name} is not named"));
            !field["strategy"].is_null()
        };
        for field in plain["reading"]["health"]["fields"].as_array().unwrap() {
            let name = field["name"].as_str().unwrap();
            let wanted = found(&plain, name) && !ours.contains(&name);
            if found(&look, name) != wanted {
                wrong.push(format!(
                    "{scene} without {gone}: {name} is {}",
                    if wanted { "missing" } else { "found" }
                ));
            }
        }
        let (before, now) = (understood(&plain), understood(&look));
        for (name, value) in before {
            let short = name.split('.').next_back().unwrap();
            if !ours.contains(&short) && now.get(&name) != Some(&value) {
                wrong.push(format!(
                    "{scene} without {gone}: {name} was {value} and became {:?}",
                    now.get(&name)
                ));
            }
        }
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

async fn a_page_without_its_reply_box_says_so(stage: &mut Stage) -> Result<()> {
    for scene in ["ebay-messages", "aliexpress-chat", "amazon-contact"] {
        let drawn = stage.open_with(scene, "late:0,missing:reply").await?;
        assert!(drawn.bar.is_none() && drawn.reply.is_none(), "{scene}: {drawn:#?}");
        let look = stage.look().await?;
        assert_eq!(look["reading"]["health"]["reply"], false, "{scene}");
        assert_eq!(stage.write("text").await?["problem"], "no-box", "{scene}");
    }
    Ok(())
}

suite![
    drifted_pages_of_aliexpress_are_read_in_any_language,
    drifted_pages_of_amazon_are_read_in_any_language,
    drifted_pages_of_ebay_are_read_in_any_language,
    fields_that_come_three_seconds_late_are_read_when_they_come,
    drifted_lists_keep_a_badge_for_each_row,
    a_field_that_is_gone_is_named_and_the_rest_is_read,
    a_page_without_its_reply_box_says_so,
];
