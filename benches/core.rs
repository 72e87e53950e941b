//! The core's own speed, natively: what the budgets of docs/PERFORMANCE.md name for it.
//!
//! Run by `cargo xtask bench`, which prints the medians beside their budgets.

#![allow(clippy::unwrap_used, missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use dueline::advice::{History, Settings, advise, drawing};
use dueline::deadlines::Question;
use dueline::packs::Packs;
use dueline::packs::format::{Bundle, Letter, LetterPack};
use dueline::protocol::{EditorKind, FieldText, MessageText, ReplyText, RowText, Snapshot};
use dueline::{lint, portal, templates};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::hint::black_box;

fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, FieldText> {
    let field = |(name, text): &(&str, &str)| ((*name).to_owned(), FieldText::new(*text, 0));
    pairs.iter().map(field).collect()
}

fn page(page: &str) -> Snapshot {
    Snapshot {
        page: page.to_owned(),
        url: "https://csp.aliexpress.com/m_apps/dispute-management/list?channelId=1&reverseOrderLineId=1"
            .to_owned(),
        lang: "zh".to_owned(),
        taken_ms: 1_795_255_200_000,
        zone: "Asia/Shanghai".to_owned(),
        ..Snapshot::empty("aliexpress")
    }
}

/// A dispute with everything that a page can show, and a conversation of twenty messages.
fn full_case() -> Snapshot {
    let thread = (0..20).map(|index| MessageText {
        from: if index % 2 == 0 { "buyer" } else { "seller" }.to_owned(),
        time: Some(format!("2026-11-{:02} 10:{index:02}", 19)),
        text: "Hello, my parcel has not arrived. Please tell me where it is. ".repeat(5),
        cut: false,
    });
    Snapshot {
        fields: fields(&[
            ("case_id", "6001928345510271"),
            ("order_id", "8192034567812345"),
            ("phase", "等待卖家响应"),
            ("opened_at", "2026-11-20 18:30"),
            ("respond_by", "4天18小时25分"),
            ("reason", "未收到货物"),
            ("amount", "US $23.99"),
            ("buyer", "Lucía Fernández"),
            ("country", "西班牙"),
            ("total", "US $23.99"),
        ]),
        thread: thread.collect(),
        reply: Some(ReplyText { kind: EditorKind::Rich, max: None, length: 0, derived: false }),
        ..page("dispute-detail")
    }
}

fn list(rows: usize) -> Snapshot {
    let rows = (0..rows).map(|index| RowText {
        key: format!("81920345678{index:05}"),
        fields: fields(&[
            ("order_id", &format!("81920345678{index:05}")),
            ("status", "等待发货"),
            ("placed_at", "2026-11-19 10:00"),
            ("ship_by", "2天4小时11分"),
            ("total", "US $23.44"),
        ]),
    });
    Snapshot { rows: rows.collect(), ..page("order-list") }
}

fn with_two_thousand_letters(packs: &Packs) -> Packs {
    let mut many = packs.clone();
    let known: Vec<Letter> = packs.letters().cloned().collect();
    let letters = (0..2_000).map(|index| {
        let letter = &known[index % known.len()];
        Letter { id: format!("{}-{index}", letter.id), ..letter.clone() }
    });
    let pack = LetterPack { letters: letters.collect(), ..packs.letter_packs()[0].clone() };
    many.overlay(Bundle { letters: vec![pack], ..Bundle::default() });
    many
}

fn core(criterion: &mut Criterion) {
    let packs = Packs::shipped().unwrap();
    let portals = packs.portals().iter().map(|portal| (portal.id.clone(), true)).collect();
    let settings = Settings { portals, ..Settings::default() };
    let now = Timestamp::from_millisecond(1_795_255_200_000).unwrap();
    let answer = |snapshot: &Snapshot| {
        let reading = portal::interpret(&packs, &settings, snapshot).unwrap();
        let advice = advise(&packs, &reading, &settings, &History::default(), now);
        drawing(&packs, &reading, &advice, &settings, &BTreeMap::new(), "zh-CN", "Asia/Shanghai", now, false)
    };

    let snapshot = full_case();
    let reading = portal::interpret(&packs, &settings, &snapshot).unwrap();
    criterion.bench_function("advise", |bencher| {
        bencher.iter(|| advise(&packs, black_box(&reading), &settings, &History::default(), now));
    });
    criterion.bench_function("snapshot to drawing", |bencher| bencher.iter(|| answer(black_box(&snapshot))));
    let five_hundred = list(500);
    criterion.bench_function("list of 500 to drawing", |bencher| {
        bencher.iter(|| answer(black_box(&five_hundred)))
    });

    let values = templates::values(&packs, &reading, &settings, &[]);
    let order = templates::Order { letter: "where-is-my-order", language: "de", wording: 0, country: None };
    criterion.bench_function("fill a letter", |bencher| {
        bencher.iter(|| templates::fill(&packs, black_box(order), &values));
    });
    let mut search = templates::Search::new(&with_two_thousand_letters(&packs));
    criterion.bench_function("search 2000 letters", |bencher| {
        bencher.iter(|| search.find(black_box("refu"), &|_| 0))
    });
    let draft: String = "We have checked your order and the parcel is on its way to you. "
        .repeat(16)
        .chars()
        .take(1_000)
        .collect();
    criterion.bench_function("lint 1000 characters", |bencher| {
        bencher.iter(|| lint::check(&packs, "amazon", black_box(&draft)));
    });
    let english = packs.bundle().texts.iter().filter(|pack| pack.language == "en");
    let letters = english.flat_map(|pack| &pack.texts).map(|text| &*text.wordings[0]);
    let draft: String = letters.collect::<Vec<_>>().join("\n").chars().take(1_000).collect();
    criterion.bench_function("lint 1000 characters of letters", |bencher| {
        bencher.iter(|| lint::check(&packs, "amazon", black_box(&draft)));
    });
    criterion.bench_function("unpack the packs", |bencher| bencher.iter(|| Packs::shipped().unwrap()));
}

/// Ten thousand cases of all platforms, sites, kinds and phases, opened at any time of three years.
fn cases(packs: &Packs) -> Vec<Question> {
    let mut seed = 20_261_122_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let rules: Vec<_> =
        packs.rule_packs().iter().flat_map(|pack| pack.rules.iter().map(move |rule| (pack, rule))).collect();
    let case = |_| {
        let (pack, rule) = rules[random(rules.len())];
        let opened = Timestamp::from_second(1_735_700_000 + random(90_000_000) as i64).unwrap();
        let mut fields = BTreeMap::new();
        for name in rule.trigger.iter().chain(&rule.when.known).filter(|name| *name != "unanswered_message") {
            fields.insert(name.clone(), opened.to_string());
        }
        let words = [
            ("kind", rule.when.kind.first().map(|kind| kind.key())),
            ("phase", rule.when.phase.first().map(|phase| phase.key())),
            ("status", rule.when.status.first().map(|status| status.key())),
            ("amount", Some("USD 25.98")),
        ];
        fields.extend(words.into_iter().filter_map(|(name, word)| Some((name.to_owned(), word?.to_owned()))));
        Question {
            platform: pack.platform.clone(),
            site: rule.when.site.first().cloned().unwrap_or_default(),
            now: Timestamp::from_second(opened.as_second() + 3_600).unwrap().to_string(),
            fields,
            ..Question::default()
        }
    };
    (0..10_000).map(case).collect()
}

fn many(criterion: &mut Criterion) {
    let packs = Packs::shipped().unwrap();
    let questions = cases(&packs);
    criterion.bench_function("clocks of 10000 cases", |bencher| {
        bencher.iter(|| {
            questions.iter().map(|question| question.answer(black_box(&packs)).unwrap().len()).sum::<usize>()
        });
    });
}

criterion_group!(benches, core);
criterion_group! { name = cases_of_all; config = Criterion::default().sample_size(10); targets = many }
criterion_main!(benches, cases_of_all);
