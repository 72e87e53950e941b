//! The AliExpress disputes, one for each state, with their plans, evidence and talk.

use serde_json::{Value, json};

use super::{CHANNEL, order_id, order_url, ordered, total, tracking, usd};
use crate::cast::{goods, pieces, who};
use crate::clock;
use crate::view::{DAY, HOUR, View, later};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Waiting,
    Negotiating,
    Platform,
    Return,
    Closed,
}

impl Stage {
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Negotiating => "negotiating",
            Self::Platform => "platform",
            Self::Return => "return",
            Self::Closed => "closed",
        }
    }
}

pub(super) struct Dispute {
    pub(super) id: &'static str,
    /// The row of the order list that it belongs to.
    pub(super) row: usize,
    pub(super) stage: Stage,
    pub(super) opened_minutes_ago: i64,
    /// When the last turn of the case happened: the seller's plan, the agreed return, the end.
    turned_minutes_ago: i64,
    reason: &'static str,
    asked_percent: u32,
    wants: &'static str,
}

const fn dispute(
    id: &'static str,
    row: usize,
    stage: Stage,
    (opened_minutes_ago, turned_minutes_ago): (i64, i64),
    reason: &'static str,
    (asked_percent, wants): (u32, &'static str),
) -> Dispute {
    Dispute { id, row, stage, opened_minutes_ago, turned_minutes_ago, reason, asked_percent, wants }
}

pub(super) const DISPUTES: [Dispute; 9] = [
    dispute(
        "6001928345510271",
        0,
        Stage::Waiting,
        (5 * HOUR + 35, 0),
        "reason.not_received",
        (100, "wants.refund"),
    ),
    dispute(
        "6001877120394458",
        2,
        Stage::Negotiating,
        (2 * DAY + 3 * HOUR + 20, DAY + 6 * HOUR),
        "reason.quality",
        (100, "wants.refund"),
    ),
    dispute(
        "6001790033218846",
        10,
        Stage::Platform,
        (9 * DAY + 2 * HOUR, 2 * DAY),
        "reason.not_as_described",
        (100, "wants.refund"),
    ),
    dispute(
        "6001733398812050",
        5,
        Stage::Return,
        (8 * DAY + 4 * HOUR, 6 * DAY + 2 * HOUR + 8),
        "reason.not_as_described",
        (100, "wants.return"),
    ),
    dispute(
        "6001602217745593",
        19,
        Stage::Closed,
        (21 * DAY, 16 * DAY + 90),
        "reason.damaged",
        (60, "wants.refund"),
    ),
    dispute(
        "6001915500824417",
        7,
        Stage::Waiting,
        (4 * DAY + 5 * HOUR + 35, 0),
        "reason.quality",
        (40, "wants.refund"),
    ),
    dispute(
        "6001904471120936",
        8,
        Stage::Waiting,
        (4 * DAY + 22 * HOUR + 17, 0),
        "reason.short_delivery",
        (50, "wants.refund"),
    ),
    dispute(
        "6001860094417725",
        13,
        Stage::Negotiating,
        (5 * DAY + 20 * HOUR, 3 * DAY),
        "reason.not_as_described",
        (70, "wants.refund"),
    ),
    dispute(
        "6001588830042671",
        27,
        Stage::Closed,
        (26 * DAY, 24 * DAY),
        "reason.not_received",
        (100, "wants.refund"),
    ),
];

pub(super) fn dispute_url(dispute: &Dispute) -> String {
    format!("/m_apps/dispute-management/list?channelId={CHANNEL}&reverseOrderLineId={}", dispute.id)
}

/// Only the page's main case listens to the knobs; the rest of a list keeps its own times.
pub(super) fn times(
    view: &View,
    dispute: &Dispute,
    open: bool,
) -> (jiff::Timestamp, Option<jiff::Timestamp>) {
    let opened =
        if open { view.opened(dispute.opened_minutes_ago) } else { view.ago(dispute.opened_minutes_ago) };
    let due = match dispute.stage {
        Stage::Waiting => Some(later(opened, 5 * DAY)),
        Stage::Negotiating => Some(later(opened, 7 * DAY)),
        Stage::Return => Some(later(view.ago(dispute.turned_minutes_ago), 10 * DAY)),
        Stage::Platform | Stage::Closed => None,
    };
    (opened, due.map(|due| if open { view.due(due) } else { due }))
}

pub(super) fn dispute_list(view: &View) -> Value {
    let rows: Vec<Value> = DISPUTES
        .iter()
        .enumerate()
        .map(|(position, dispute)| {
            let (opened, due) = times(view, dispute, position == 0);
            let (product, buyer) = (goods(dispute.row), who(dispute.row));
            json!({
                "case_id": dispute.id,
                "href": dispute_url(dispute),
                "order_id": order_id(dispute.row),
                "order_href": order_url(dispute.row),
                "opened": clock::aliexpress(opened),
                "buyer": buyer.name,
                "country": format!("country.{}", buyer.country),
                "item": product.title,
                "icon": product.icon,
                "reason": dispute.reason,
                "wants": dispute.wants,
                "asked": usd(asked(dispute)),
                "amount": usd(total(dispute.row)),
                "state": format!("dispute.{}", dispute.stage.key()),
                "stage": dispute.stage.key(),
                "clock": due.map(|due| view.clock("field.due", due)),
            })
        })
        .collect();
    json!({ "page": "dispute-list", "nav": "disputes", "rows": rows })
}

fn asked(dispute: &Dispute) -> u32 {
    total(dispute.row) * dispute.asked_percent / 100
}

pub(super) fn dispute_detail(view: &View, dispute: &Dispute) -> Value {
    let (opened, due) = times(view, dispute, true);
    let (product, buyer) = (goods(dispute.row), who(dispute.row));
    let turned = view.ago(dispute.turned_minutes_ago);
    let returning = dispute.stage == Stage::Return;
    let settled = dispute.stage == Stage::Closed;
    json!({
        "page": "dispute-detail",
        "nav": "disputes",
        "case_id": dispute.id,
        "order_id": order_id(dispute.row),
        "order_href": order_url(dispute.row),
        "ordered": clock::aliexpress(ordered(view, dispute.row)),
        "opened": clock::aliexpress(opened),
        "state": format!("dispute.{}", dispute.stage.key()),
        "stage": dispute.stage.key(),
        "on_lapse": format!("lapse.{}", dispute.stage.key()),
        "clock": due.map(|due| view.clock("field.due", due)),
        "closed_at": settled.then(|| clock::aliexpress(turned)),
        "reason": dispute.reason,
        "wants": dispute.wants,
        "asked": usd(asked(dispute)),
        "refunded": settled.then(|| usd(asked(dispute) / 2)),
        "amount": usd(total(dispute.row)),
        "buyer": buyer.name,
        "country": format!("country.{}", buyer.country),
        "received": if dispute.reason == "reason.not_received" { "received.no" } else { "received.yes" },
        "carrier": "AliExpress Standard Shipping",
        "tracking": tracking(dispute.row),
        "return_address": returning.then_some("Longhua District, Shenzhen, Guangdong 518131, China"),
        "item": product.title,
        "icon": product.icon,
        "specs": product.specs,
        "sku": product.sku,
        "quantity": pieces(dispute.row),
        "plans": plans(view, dispute, opened),
        "evidence": evidence(dispute),
        "messages": talk(view, dispute, opened),
        "can_write": !settled,
    })
}

fn plans(view: &View, dispute: &Dispute, opened: jiff::Timestamp) -> Vec<Value> {
    let turned = clock::aliexpress(view.ago(dispute.turned_minutes_ago));
    let wish = match dispute.reason {
        "reason.not_received" => {
            "El paquete no ha llegado y el seguimiento no se mueve desde hace tres semanas."
        }
        "reason.damaged" => "The parcel arrived crushed and one part is broken, see photos.",
        "reason.short_delivery" => "Half of what I paid for is missing from the parcel.",
        "reason.not_as_described" => "The colour and the material are not what the listing shows.",
        _ => "It broke after two days of normal use. I attached a video.",
    };
    let plan = |owner: &str, wants: &str, cents: u32, content: &str, at: &str, answer: &str| json!({ "owner": owner, "wants": wants, "amount": usd(cents), "content": content, "at": at, "answer": answer });
    let full = asked(dispute);
    let opened = clock::aliexpress(opened);
    let answer = if dispute.stage == Stage::Waiting { "answer.waiting" } else { "answer.refused" };
    let mut plans = vec![plan("owner.buyer", dispute.wants, full, wish, &opened, answer)];
    match dispute.stage {
        Stage::Waiting => {}
        Stage::Negotiating => plans.push(plan(
            "owner.seller",
            "wants.refund",
            full * 3 / 10,
            "We are sorry. We offer a refund of 30 % and you keep the item.",
            &turned,
            "answer.refused",
        )),
        Stage::Platform => {
            let earlier = clock::aliexpress(later(view.ago(dispute.turned_minutes_ago), -3 * DAY));
            plans.push(plan(
                "owner.seller",
                "wants.refund",
                full / 4,
                "Refund of 25 %, the photos show a small difference in shade only.",
                &earlier,
                "answer.refused",
            ));
            plans.push(plan(
                "owner.platform",
                "wants.refund",
                full / 2,
                "Partial refund based on the evidence of both sides.",
                &turned,
                "answer.waiting",
            ));
        }
        Stage::Return => plans.push(plan(
            "owner.seller",
            "wants.return",
            full,
            "Please return the item to the address below and enter the tracking number.",
            &turned,
            "answer.accepted",
        )),
        Stage::Closed => plans.push(plan(
            "owner.seller",
            "wants.refund",
            full / 2,
            "We offer half of the amount and you keep the item.",
            &turned,
            "answer.accepted",
        )),
    }
    plans
}

fn evidence(dispute: &Dispute) -> Vec<Value> {
    let file = |kind: &str, name: &str| json!({ "kind": kind, "name": name });
    match dispute.reason {
        "reason.not_received" => vec![file("image", "tracking.png")],
        "reason.quality" => vec![file("video", "video-1.mp4"), file("image", "photo-1.jpg")],
        _ => vec![file("image", "photo-1.jpg"), file("image", "photo-2.jpg"), file("image", "label.jpg")],
    }
}

fn talk(view: &View, dispute: &Dispute, opened: jiff::Timestamp) -> Vec<Value> {
    let buyer = who(dispute.row).name;
    let said = |from: &str, at: jiff::Timestamp, text: &str| json!({ "from": from, "name": if from == "buyer" { buyer } else { "XT Official Store" }, "at": clock::aliexpress(at), "text": text });
    match dispute.stage {
        Stage::Waiting => vec![
            said("buyer", later(opened, -3 * DAY), "Hola, ¿dónde está mi pedido? El seguimiento no cambia."),
            said(
                "seller",
                later(opened, -3 * DAY + 190),
                "Dear Lucía, the parcel has left the sorting centre. Please wait a few more days.",
            ),
            said(
                "buyer",
                later(opened, 12),
                "He abierto una disputa. Quiero el reembolso completo, ya han pasado 40 días.",
            ),
        ],
        Stage::Negotiating => vec![
            said(
                "seller",
                view.ago(dispute.turned_minutes_ago),
                "We are sorry for the trouble. Would 30 % be acceptable so that you can keep it?",
            ),
            said(
                "buyer",
                view.ago(dispute.turned_minutes_ago - 95),
                "No. It is broken, 30 % is a joke. Full refund or I leave one star.",
            ),
        ],
        Stage::Return => vec![
            said(
                "seller",
                view.ago(dispute.turned_minutes_ago),
                "Thank you for agreeing. The return address is shown above.",
            ),
            said("buyer", view.ago(DAY + 65), "I will send it this week. Who pays the postage?"),
        ],
        Stage::Platform => vec![said(
            "buyer",
            view.ago(3 * DAY),
            "I asked AliExpress to decide, you do not answer seriously.",
        )],
        Stage::Closed => {
            vec![said("buyer", view.ago(dispute.turned_minutes_ago - 30), "OK, accepted. Thanks.")]
        }
    }
}
