//! Every deadline that the project's fact collection names is there, with source, date and confidence,
//! and what is not known drives no certain figure.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use dueline::deadlines::{Certainty, Question};
use dueline::packs::Packs;
use dueline::packs::format::Confidence;
use std::collections::BTreeSet;

/// The ids of all facts, by platform. A fact leaves this list only with its reason, below.
const FACTS: &[(&str, &[&str])] = &[
    (
        "aliexpress",
        &[
            "ae-dispute-open-window",
            "ae-dispute-seller-response",
            "ae-dispute-negotiation",
            "ae-dispute-in-transit",
            "ae-return-buyer-ship",
            "ae-return-seller-confirm",
            "ae-ruling-execute",
            "ae-dispute-appeal",
            "ae-violation-appeal",
            "ae-cancel-request",
            "ae-ship-deadline",
            "ae-first-scan-5d",
            "ae-buyer-payment",
            "ae-auto-confirm",
            "ae-protection-tail",
            "ae-review-window",
            "ae-review-complaint",
            "ae-review-edit",
            "ae-review-reply",
            "ae-message-response",
            "ae-address-change",
        ],
    ),
    (
        "amazon",
        &[
            "az-message-response",
            "az-atoz-buyer-wait",
            "az-atoz-contact-autogrant",
            "az-atoz-info-request",
            "az-atoz-appeal",
            "az-atoz-claim-latest",
            "az-chargeback",
            "az-return-request",
            "az-refund-after-receipt",
            "az-safet-file",
            "az-return-window",
            "az-ship-by",
            "az-auto-cancel",
            "az-pending-order",
            "az-buyer-cancel",
            "az-feedback-leave",
            "az-feedback-removal",
            "az-proactive-message",
        ],
    ),
    (
        "ebay",
        &[
            "eb-inr-open",
            "eb-inr-response",
            "eb-inr-autoclose",
            "eb-return-response",
            "eb-return-refund",
            "eb-refund-after-offer",
            "eb-escalation-window",
            "eb-decision-time",
            "eb-appeal",
            "eb-cancel-response",
            "eb-cancel-refund",
            "eb-cancel-limit",
            "eb-unpaid",
            "eb-payment-dispute",
            "eb-handling",
            "eb-feedback-leave",
            "eb-feedback-revision",
        ],
    ),
    (
        "shopee",
        &[
            "sp-rr-response-sg",
            "sp-rr-response-ph",
            "sp-rr-response-latam",
            "sp-rr-nonreceipt",
            "sp-rr-after-guarantee",
            "sp-cancel-instant-tw",
            "sp-cancel-request",
            "sp-dts-crossborder",
            "sp-auto-cancel-ph",
            "sp-chat-response",
            "sp-seller-inactive",
        ],
    ),
    (
        "lazada",
        &[
            "lz-return-response",
            "lz-return-qc",
            "lz-bulky-pickup",
            "lz-buyer-dispute",
            "lz-return-window",
            "lz-rts",
            "lz-chat-response",
        ],
    ),
    (
        "tiktok-shop",
        &[
            "tt-rr-response-th",
            "tt-rr-response-vn",
            "tt-rr-response-id",
            "tt-rr-response-us",
            "tt-rr-buyer-second",
            "tt-rr-buyer-ship",
            "tt-rr-inspect",
            "tt-buyer-window",
            "tt-cancel-response",
            "tt-us-dispatch",
            "tt-us-auto-cancel",
            "tt-us-deliver",
            "tt-th-ready",
            "tt-chat-response",
        ],
    ),
    (
        "temu",
        &[
            "tm-ship-date",
            "tm-stock-order",
            "tm-violation-appeal",
            "tm-return-refund",
            "tm-message-response",
            "tm-late-credit",
        ],
    ),
    (
        "walmart",
        &[
            "wm-message-response",
            "wm-bbb-ag",
            "wm-return-evaluate",
            "wm-return-dispute",
            "wm-cc-refund-dispute",
            "wm-promise",
            "wm-auto-cancel",
            "wm-cancel",
        ],
    ),
    (
        "etsy",
        &["es-help-request", "es-case-open", "es-case-respond", "es-message-response", "es-review-window"],
    ),
    (
        "wish",
        &[
            "ws-ticket",
            "ws-fulfil",
            "ws-express",
            "ws-late-confirm",
            "ws-refund-dispute",
            "ws-infraction-dispute",
            "ws-buyer-window",
        ],
    ),
    (
        "mercado-libre",
        &[
            "ml-message-response",
            "ml-complaint-shield",
            "ml-partial-refund",
            "ml-return-review",
            "ml-dispatch",
            "ml-exclusion",
            "ml-chargeback",
        ],
    ),
    (
        "payments",
        &[
            "pp-dispute-open",
            "pp-inquiry",
            "pp-claim-response",
            "pp-chargeback-response",
            "pp-appeal",
            "cc-visa",
            "cc-mastercard",
            "cc-amex",
            "cc-discover",
            "cc-cardholder",
            "cc-prearb",
            "sh-chargeback",
            "sh-inquiry",
        ],
    ),
];

/// Facts that are no clock of a rule pack, and why.
const EXCLUDED: &[(&str, &str)] = &[];

#[test]
fn every_fact_is_a_rule_or_is_left_out_with_a_reason() {
    let packs = Packs::shipped().unwrap();
    for (platform, facts) in FACTS {
        let pack = packs.rule_packs().iter().find(|pack| pack.platform == *platform);
        let pack = pack.unwrap_or_else(|| panic!("no rules for {platform}"));
        let told: BTreeSet<&str> =
            pack.rules.iter().map(|rule| rule.fact.as_deref().unwrap_or(&rule.id)).collect();
        for fact in *facts {
            let excluded = EXCLUDED.iter().any(|(id, why)| id == fact && !why.is_empty());
            assert!(
                told.contains(fact) != excluded,
                "{fact} must be a rule of {platform}, or left out with a reason"
            );
        }
    }
}

#[test]
fn every_rule_has_source_date_and_confidence() {
    let packs = Packs::shipped().unwrap();
    let mut ids = BTreeSet::new();
    for pack in packs.rule_packs() {
        for rule in &pack.rules {
            assert!(ids.insert(rule.id.as_str()), "{} stands twice", rule.id);
            assert!(!rule.sources.is_empty(), "{} has no source", rule.id);
            assert!(rule.sources.iter().all(|code| packs.source(code).is_some()), "{}", rule.id);
            assert!(rule.checked.parse::<jiff::civil::Date>().is_ok(), "{} has no date", rule.id);
        }
    }
}

#[test]
fn what_is_not_known_yields_no_certain_figure() {
    let packs = Packs::shipped().unwrap();
    let at = "2026-11-20T10:00:00Z";
    let mut tried = 0;
    for pack in packs.rule_packs() {
        for rule in &pack.rules {
            let unknown = rule.confidence == Confidence::Unverified || rule.duration.is_none();
            let estimate = rule.confidence < Confidence::OfficialQuoted || !rule.conflicts.is_empty();
            if !unknown && !estimate {
                continue;
            }
            let mut question = Question {
                platform: pack.platform.clone(),
                site: rule.when.site.first().cloned().unwrap_or_default(),
                now: "2026-11-20T11:00:00Z".to_owned(),
                ..Question::default()
            };
            for name in rule.trigger.iter().chain(&rule.when.known) {
                if name == "unanswered_message" {
                    question.unanswered_message = Some(at.to_owned());
                } else {
                    question.fields.insert(name.clone(), at.to_owned());
                }
            }
            for (name, value) in [
                ("kind", rule.when.kind.first().map(|kind| kind.key())),
                ("phase", rule.when.phase.first().map(|phase| phase.key())),
                ("status", rule.when.status.first().map(|status| status.key())),
                ("reason", rule.when.mentions.first().map(String::as_str)),
            ] {
                if let Some(value) = value {
                    question.fields.insert(name.to_owned(), value.to_owned());
                }
            }
            // A printed clock would be the page's own word; here only the rule speaks.
            if let Some(printed) = rule.printed.as_ref().filter(|name| !rule.trigger.contains(name)) {
                question.fields.remove(printed);
            }
            let clocks = question.answer(&packs).unwrap();
            let Some(clock) = clocks.iter().find(|clock| clock.rule == rule.id) else { continue };
            tried += 1;
            assert_ne!(clock.certainty, Certainty::Computed, "{} looks certain", rule.id);
            if unknown {
                assert_eq!((clock.due, clock.certainty), (None, Certainty::Unknown), "{}", rule.id);
                assert!(!clock.findings.is_empty(), "{} gives no figure and no reason", rule.id);
            }
        }
    }
    assert!(tried > 100, "only {tried} rules were tried");
}
