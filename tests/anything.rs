//! Whatever a page, a pack or a draft holds, nothing panics: every parser of text from outside is given
//! arbitrary text, and pieces of what it expects in arbitrary order.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use dueline::advice::{History, Settings, advise, drawing};
use dueline::deadlines::Question;
use dueline::packs::format::DateOrder;
use dueline::packs::format::Form;
use dueline::packs::{Packs, load};
use dueline::portal::printed::{self, Clock, Direction};
use dueline::protocol::{EditorKind, FieldText, MessageText, ReplyText, RowText, Snapshot, VERSION};
use dueline::{lint, portal, templates};
use jiff::Timestamp;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::shipped().unwrap());

/// Text as hostile as a page can hold, much of it near to what a parser looks for.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "2026-11-25 20:25",
        "31.12.2026",
        "12/31/2026",
        "2026年2月30日",
        "9999-99-99",
        "24:00",
        "-1",
        "0",
        "18小时25分",
        "4天",
        "99999999999天",
        "-5 days",
        "2 days ago",
        "01:42:16",
        "99:99:99",
        "PST",
        "UTC+99",
        "US $23.99",
        "€1.234,56",
        "1e999",
        "￥",
        "−5",
        "$",
        "R$ 12.345.678.901.234.567.890,00",
        "等待卖家响应",
        "{{ order_id }}",
        "{% for x in y %}",
        "{{",
        "<img onerror=alert(1)>",
        "\u{0}",
        "\u{feff}",
        "\u{202e}",
        "👩‍👩‍👧",
        "ﬀ",
        "İ",
        "ß",
        "\r\n",
        "\t",
        ":",
        "：",
        "(((((((",
        "[[rule]]",
        "id = ",
        "\\",
        "\"",
        "'",
    ]);
    let piece = prop_oneof![3 => pieces.prop_map(str::to_owned), 1 => any::<String>(), 1 => "\\PC{0,12}"];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn names() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "order_id",
        "status",
        "placed_at",
        "ship_by",
        "pay_by",
        "total",
        "quantity",
        "country",
        "case_id",
        "kind",
        "phase",
        "opened_at",
        "modified_at",
        "respond_by",
        "amount",
        "reason",
        "nonsense",
        "",
    ])
    .prop_map(str::to_owned)
}

fn fields() -> impl Strategy<Value = BTreeMap<String, FieldText>> {
    let field = (text(), any::<u8>()).prop_map(|(text, by)| FieldText::new(text, by));
    prop::collection::btree_map(names(), field, 0..10)
}

fn snapshots() -> impl Strategy<Value = Snapshot> {
    let pages = prop::sample::select(vec![
        ("aliexpress", "order-list"),
        ("aliexpress", "dispute-detail"),
        ("aliexpress", "chat"),
        ("amazon", "order-detail"),
        ("amazon", "inbox"),
        ("ebay", "return-detail"),
        ("ebay", "order-list"),
    ]);
    let message = (text(), prop::option::of(text()), text(), any::<bool>())
        .prop_map(|(from, time, text, cut)| MessageText { from, time, text, cut });
    let row = (text(), fields()).prop_map(|(key, fields)| RowText { key, fields });
    let parts = (
        pages,
        fields(),
        prop::collection::vec(row, 0..4),
        prop::collection::vec(message, 0..4),
        text(),
        -100_000_000_000_i64..253_402_207_200_000,
        any::<bool>(),
    );
    parts.prop_map(|((portal, page), fields, rows, thread, words, taken_ms, partial)| Snapshot {
        v: VERSION,
        portal: portal.to_owned(),
        page: page.to_owned(),
        url: words.clone(),
        title: words.clone(),
        lang: words.clone(),
        taken_ms,
        zone: words,
        fields,
        rows,
        partial,
        thread,
        header: None,
        threads: 0,
        reply: Some(ReplyText { kind: EditorKind::Rich, max: None, length: 0, derived: false }),
    })
}

fn all_on() -> Settings {
    let portals = PACKS.portals().iter().map(|portal| (portal.id.clone(), true)).collect();
    Settings { portals, ..Settings::default() }
}

proptest! {
    #[test]
    fn printed_times_lengths_and_amounts(text in text(), taken in -4_000_000_000_i64..8_000_000_000) {
        let taken = Timestamp::from_second(taken).unwrap();
        for dates in [DateOrder::Ymd, DateOrder::Dmy, DateOrder::Mdy] {
            let clock = Clock { taken, zone: "America/Sao_Paulo".to_owned(), dates };
            for direction in [Direction::Past, Direction::Future] {
                if let Some(moment) = printed::moment(&text, &clock, direction) {
                    let _ = moment.latest();
                    let _ = moment.to_string();
                }
            }
        }
        let _ = printed::span(&text);
        let _ = printed::money(&text, "USD");
    }

    #[test]
    fn a_whole_page(snapshot in snapshots(), now in 0_i64..4_000_000_000) {
        let now = Timestamp::from_second(now).unwrap();
        let settings = all_on();
        let reading = portal::interpret(&PACKS, &settings, &snapshot);
        prop_assert!(reading.is_ok(), "{reading:?}");
        let reading = reading.unwrap();
        let advice = advise(&PACKS, &reading, &settings, &History::default(), now);
        for language in ["en", "zh-CN"] {
            let drawn =
                drawing(&PACKS, &reading, &advice, &settings, &BTreeMap::new(), language, "Asia/Shanghai", now, snapshot.partial);
            prop_assert!(serde_json::to_string(&drawn).is_ok());
        }
    }

    #[test]
    fn a_pack_file(text in text()) {
        if let Ok(pack) = load::read(Path::new("any.toml"), &text) {
            let mut packs = Packs::shipped().unwrap();
            packs.overlay(pack.bundle());
        }
    }

    #[test]
    fn a_draft_and_a_template(text in text()) {
        for finding in lint::check(&PACKS, "amazon", &text) {
            prop_assert!(finding.start < finding.end);
        }
        if let Ok(names) = templates::variables(&PACKS, "de", &text) {
            let mut values = templates::Values::default();
            for name in &names {
                let _ = values.answer(&PACKS, name, &text);
            }
            let _ = templates::fill_words(&PACKS, &text, Form::Message, "ar", 1, Some("SA"), &values);
        }
        let _ = dueline::triage::triage(&PACKS, None, &text);
        let _ = dueline::triage::language_of(&PACKS, &text);
    }

    #[test]
    fn a_case_told_as_json(
        fields in prop::collection::btree_map(names(), text(), 0..8), message in prop::option::of(text()),
        platform in prop::sample::select(vec!["aliexpress", "amazon", "ebay", "shopee", "temu", "nowhere"])
    ) {
        let question = Question {
            platform: platform.to_owned(),
            now: "2026-11-21T10:00:00Z".to_owned(),
            fields,
            unanswered_message: message,
            ..Question::default()
        };
        let _ = question.answer(&PACKS);
    }
}
