//! The `dueline` command, run as a person runs it.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn dueline(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dueline"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments closes its input before it is written.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn json_of(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn snapshot() -> Value {
    let field = |text: &str| json!({ "text": text, "by": 0 });
    json!({
        "v": 1, "portal": "aliexpress", "page": "dispute-detail", "taken_ms": 1_795_255_200_000_i64,
        "url": "https://csp.aliexpress.com/m_apps/dispute-management/list?channelId=1&reverseOrderLineId=6000000000000001",
        "fields": {
            "case_id": field("6000000000000001"), "order_id": field("8192034567812345"),
            "phase": field("等待卖家响应"), "opened_at": field("2026-11-20 18:30"), "buyer": field("Lucía"),
            "amount": field("US $25.00"), "country": field("西班牙"),
        },
        "thread": [{ "from": "buyer", "time": "2026-11-20 18:31", "text": "It is broken" }],
        "reply": { "kind": "rich", "length": 0 },
    })
}

#[test]
fn packs_are_checked() {
    let output = dueline(&["check", "packs"], "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let file = std::env::temp_dir().join(format!("dueline-broken-{}.toml", std::process::id()));
    std::fs::write(&file, "[[rule]]\nid = 3\n").unwrap();
    let output = dueline(&["check", file.to_str().unwrap()], "");
    std::fs::remove_file(&file).unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains(".toml:") && said.contains("mend:"), "{said}");
}

#[test]
fn a_snapshot_is_read_and_advised() {
    let text = snapshot().to_string();
    let reading = json_of(&dueline(&["read"], &text));
    assert_eq!(reading["case"]["phase"]["value"], "awaiting-seller");
    assert_eq!(reading["case"]["amount"]["value"]["currency"], "USD");
    let clocks = json_of(&dueline(&["deadlines"], &text));
    assert_eq!(clocks[0]["rule"], "ae-dispute-seller-response");
    assert_eq!(clocks[0]["due"], "2026-11-26T02:30:00Z");
    let steps = json_of(&dueline(&["next"], &text));
    assert!(steps.as_array().is_some_and(|steps| !steps.is_empty()));
    let advice = json_of(&dueline(&["advise"], &text));
    assert!(advice["letters"].as_array().is_some_and(|letters| !letters.is_empty()));
    let drawing = json_of(&dueline(&["draw", "--language", "zh-CN"], &text));
    assert_eq!(drawing["badges"][0]["act"], "响应纠纷");
    assert!(drawing["bar"]["letters"].as_array().is_some_and(|letters| letters.len() <= 3));
}

#[test]
fn a_letter_is_filled_and_its_gaps_named() {
    let text = snapshot().to_string();
    let letters = json_of(&dueline(&["advise"], &text));
    let id = letters["letters"][0]["id"].as_str().unwrap().to_owned();
    let filled = json_of(&dueline(&["render", &id, "--language", "en"], &text));
    let missing: Vec<String> = serde_json::from_value(filled["missing"].clone()).unwrap();
    let doubtful: Vec<String> = serde_json::from_value(filled["doubtful"].clone()).unwrap();
    let names = missing.iter().chain(&doubtful);
    let set: Vec<String> = names.map(|name| format!("{name}={}", answer_to(name))).collect();
    let mut arguments = vec!["render", &id, "--language", "en"];
    for pair in &set {
        arguments.extend(["--set", pair]);
    }
    let filled = json_of(&dueline(&arguments, &text));
    assert_eq!(filled["missing"], json!([]));
    assert!(filled["text"].as_str().is_some_and(|text| !text.is_empty()));
}

/// An answer of the kind that the variable wants.
fn answer_to(variable: &str) -> &str {
    match variable {
        name if name.ends_with("_date") || name.ends_with("_by") || name == "deadline.due" => "2026-11-30",
        name if name.ends_with("_amount") || name == "case.amount" => "USD 12.50",
        name if name.starts_with("days") => "5",
        _ => "given",
    }
}

#[test]
fn letters_are_found_in_both_languages() {
    for query in ["refund", "退款"] {
        let hits = json_of(&dueline(&["search", query], ""));
        assert!(hits.as_array().is_some_and(|hits| !hits.is_empty()), "{query}");
    }
}

#[test]
fn a_forbidden_draft_is_told_by_the_exit_code() {
    let output = dueline(&["lint", "--portal", "amazon"], "Write to me@shop.example please.");
    assert_eq!(output.status.code(), Some(1));
    let findings: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(findings[0]["severity"], "block");
    assert!(dueline(&["lint", "--portal", "amazon"], "Your parcel has left our warehouse.").status.success());
}

#[test]
fn input_that_cannot_be_used_says_why() {
    for (arguments, input, expected) in [
        (&["read"][..], "no json", "snapshot"),
        (&["read", "no-such-file.json"][..], "", "cannot read"),
        (&["plan", "nowhere"][..], "", "there are"),
        (&["render", "no-such-letter"][..], &snapshot().to_string(), "no letter"),
        (
            &["read"][..],
            &json!({"v": 9, "portal": "aliexpress", "page": "chat", "url": "", "taken_ms": 0}).to_string(),
            "older",
        ),
    ] {
        let output = dueline(arguments, input);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(expected), "{arguments:?}: {said}");
    }
}

#[test]
fn the_schemas_in_docs_are_those_of_the_code() {
    let made = json_of(&dueline(&["schema"], ""));
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/schemas");
    let names: Vec<&String> = made.as_object().unwrap().keys().collect();
    assert_eq!(names.len(), 19);
    for name in names {
        let kept: Value =
            serde_json::from_str(&std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap())
                .unwrap();
        assert!(kept == made[name], "{name}: run `dueline schema --out docs/schemas`");
    }
}

#[test]
fn a_case_told_as_json_gives_every_clock_with_its_derivation() {
    let case = json!({
        "platform": "ebay", "site": "ebay.com", "now": "2026-11-25T18:00:00Z",
        "fields": { "kind": "return", "phase": "awaiting-seller", "opened_at": "2026-11-24T18:00:00Z" },
    });
    let clocks = json_of(&dueline(&["deadlines"], &case.to_string()));
    let response =
        clocks.as_array().unwrap().iter().find(|clock| clock["rule"] == "eb-return-response").unwrap();
    // Thursday 26 November is Thanksgiving: Wednesday, Friday, Monday.
    assert_eq!(response["due"], "2026-12-01T07:59:59Z");
    assert_eq!(response["certainty"], "estimate");
    assert!(response["derivation"].as_array().unwrap().len() >= 2, "{response:#}");
    let output = dueline(&["deadlines"], r#"{ "platform": "ebay", "now": "soon" }"#);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("write it as"));
}
