//! Recorded looks at portal pages (`tests/snapshots/*.json`) and what is to be made of them: reading and advice,
//! kept beside them as golden files. After a change that is meant, run the tests with `INSTA_UPDATE=always`
//! and read the difference.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use dueline::advice::{History, Settings, advise};
use dueline::packs::Packs;
use dueline::portal;
use dueline::protocol::Snapshot;
use jiff::Timestamp;
use serde_json::{Value, json};

#[test]
fn recorded_looks() {
    let packs = Packs::shipped().unwrap();
    let portals = packs.portals().iter().map(|portal| (portal.id.clone(), true)).collect();
    let settings = Settings { portals, ..Settings::default() };
    let mut seen = 0;
    insta::glob!("snapshots/*.json", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let snapshot: Snapshot = serde_json::from_str(&text).unwrap();
        let now = Timestamp::from_millisecond(snapshot.taken_ms).unwrap();
        let reading = portal::interpret(&packs, &settings, &snapshot).unwrap();
        let advice = advise(&packs, &reading, &settings, &History::default(), now);
        let fields: Vec<Value> = reading
            .order
            .shown()
            .into_iter()
            .chain(reading.case.shown())
            .filter_map(|field| Some(json!([field.name, field.value?, field.provenance])))
            .collect();
        let clocks = |deadlines: &[dueline::deadlines::Deadline]| -> Vec<Value> {
            deadlines
                .iter()
                .map(|clock| json!([clock.rule, clock.who, clock.due, clock.certainty, clock.findings.len()]))
                .collect()
        };
        let rows: Vec<Value> =
            advice.rows.iter().map(|row| json!([row.key, clocks(&row.deadlines)])).collect();
        let made = json!({
            "page": reading.page,
            "site": reading.site,
            "fields": fields,
            "missing": reading.health.missing().collect::<Vec<_>>(),
            "clocks": clocks(&advice.deadlines),
            "rows": rows,
            "steps": advice.steps.iter().map(|step| &step.id).collect::<Vec<_>>(),
            "letters": advice.letters.iter().map(|letter| json!([letter.id, letter.language])).collect::<Vec<_>>(),
            "buyer": advice.buyer.map(|buyer| buyer.country.en),
        });
        insta::with_settings!({ omit_expression => true, sort_maps => true }, { insta::assert_json_snapshot!(made) });
        seen += 1;
    });
    assert!(seen >= 10, "only {seen} looks are recorded");
}
