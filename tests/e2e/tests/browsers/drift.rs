//! Pages as they may look tomorrow: other class hashes, moved blocks, another language, late
//! rendering, a field gone. What is still there is read; what is gone is named.

use std::collections::{BTreeMap, BTreeSet};

use e2e::drift::drift;
use e2e::eyes::Eyes;
use e2e::stage::all_portals;
use e2e::{Context, Result, Stage, Value, ensure, json, suite};
use replica_portal::scenes;

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

/// Drifts every page of some portals in every way; nothing may be read otherwise than it was.
async fn drift_all(stage: &Stage, portals: &[&str]) -> Result<()> {
    let eyes = Eyes::open()?;
    let mut wrong = Vec::new();
    // The page scripts of this test are its own; the extension's stay out of the way.
    stage.change(json!({ "portals": all_portals(false) })).await?;
    for scene in scenes().into_iter().filter(|scene| portals.contains(&scene.portal.as_str())) {
        let outcome = drift(&eyes, stage, &scene).await.with_context(|| scene.id.clone())?;
        ensure!(outcome.variants >= 8, "{} was drifted in {} ways only", scene.id, outcome.variants);
        wrong.extend(outcome.wrong);
    }
    ensure!(wrong.is_empty(), "read wrong:\n{}", wrong.join("\n"));
    Ok(())
}

async fn drifted_pages_of_aliexpress(stage: &mut Stage) -> Result<()> {
    drift_all(stage, &["aliexpress"]).await
}

async fn drifted_pages_of_amazon(stage: &mut Stage) -> Result<()> {
    drift_all(stage, &["amazon"]).await
}

async fn drifted_pages_of_ebay_and_etsy(stage: &mut Stage) -> Result<()> {
    drift_all(stage, &["ebay", "etsy"]).await
}

async fn drifted_pages_of_shopee_lazada_and_tiktok_shop(stage: &mut Stage) -> Result<()> {
    drift_all(stage, &["shopee", "lazada", "tiktok-shop"]).await
}

async fn drifted_pages_of_temu_walmart_and_shopify(stage: &mut Stage) -> Result<()> {
    drift_all(stage, &["temu", "walmart", "shopify"]).await
}

async fn drifted_pages_of_mercado_libre_alibaba_and_taobao(stage: &mut Stage) -> Result<()> {
    drift_all(stage, &["mercado-libre", "alibaba", "taobao"]).await
}

async fn fields_that_come_three_seconds_late_are_read_when_they_come(stage: &mut Stage) -> Result<()> {
    for scene in ["aliexpress-dispute-waiting", "ebay-return"] {
        stage.visit(scene, "late:3000").await?;
        let drawn = stage.settle().await?;
        assert!(drawn.own().is_some(), "{scene}: {drawn:#?}");
        let look = stage.look().await?;
        ensure!(missing(&look).is_empty(), "{scene} lacks {:?}", missing(&look));
    }
    Ok(())
}

/// A scene, the replica's name of a field that is left out, and ours.
const GONE: [(&str, &str, &[&str]); 7] = [
    ("aliexpress-dispute-waiting", "opened", &["opened_at"]),
    ("aliexpress-dispute-waiting", "status", &["phase"]),
    ("aliexpress-order", "status", &["status", "phase"]),
    ("aliexpress-chat", "buyer", &["buyer"]),
    ("amazon-order", "ship_by", &["ship_by"]),
    ("ebay-return", "due", &["respond_by"]),
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
    drifted_pages_of_aliexpress => Firefox, "reading is the same in both; one portal each shows it",
    drifted_pages_of_amazon => Firefox, "reading is the same in both; one portal each shows it",
    drifted_pages_of_ebay_and_etsy => Chromium, "reading is the same in both; one portal each shows it",
    drifted_pages_of_shopee_lazada_and_tiktok_shop => Chromium, "reading is the same in both; one portal each shows it",
    drifted_pages_of_temu_walmart_and_shopify,
    drifted_pages_of_mercado_libre_alibaba_and_taobao => Firefox, "reading is the same in both; one portal each shows it",
    fields_that_come_three_seconds_late_are_read_when_they_come,
    a_field_that_is_gone_is_named_and_the_rest_is_read,
    a_page_without_its_reply_box_says_so,
];
