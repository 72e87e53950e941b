//! The AliExpress disputes, one for each state, with their plans, evidence and talk.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::told::{evidence, plans, talk};
use super::{CHANNEL, order_id, order_url, ordered, total, tracking, usd};
use crate::cast::{goods, pieces, who};
use crate::clock;
use crate::view::{DAY, HOUR, View, later, merge};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Waiting,
    Negotiating,
    Platform,
    Return,
    Returning,
    Closed,
}

impl Stage {
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Negotiating => "negotiating",
            Self::Platform => "platform",
            Self::Return => "return",
            Self::Returning => "returning",
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
    /// When the last turn of the case happened: the seller's plan, the platform stepping in, the agreed
    /// return, its shipping, the end.
    turned_minutes_ago: i64,
    /// When the buyer changed the case, if ever.
    pub(super) modified_minutes_ago: Option<i64>,
    pub(super) reason: &'static str,
    asked_percent: u32,
    pub(super) wants: &'static str,
}

const fn dispute(
    id: &'static str,
    row: usize,
    stage: Stage,
    (opened_minutes_ago, turned_minutes_ago): (i64, i64),
    reason: &'static str,
    (asked_percent, wants): (u32, &'static str),
) -> Dispute {
    let modified_minutes_ago = None;
    Dispute {
        id,
        row,
        stage,
        opened_minutes_ago,
        turned_minutes_ago,
        modified_minutes_ago,
        reason,
        asked_percent,
        wants,
    }
}

/// A dispute that the buyer changed after opening it.
const fn changed(minutes_ago: i64, dispute: Dispute) -> Dispute {
    Dispute { modified_minutes_ago: Some(minutes_ago), ..dispute }
}

pub(super) const DISPUTES: [Dispute; 12] = [
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
    changed(
        20 * HOUR + 10,
        dispute(
            "6001921177306402",
            61,
            Stage::Waiting,
            (3 * DAY + 2 * HOUR, 0),
            "reason.quality",
            (80, "wants.refund"),
        ),
    ),
    dispute(
        "6001718850263917",
        62,
        Stage::Returning,
        (12 * DAY + 5 * HOUR, 2 * DAY + 3 * HOUR),
        "reason.damaged",
        (100, "wants.return"),
    ),
    dispute(
        "6001699340175528",
        63,
        Stage::Closed,
        (9 * DAY + HOUR, DAY + 7 * HOUR),
        "reason.not_as_described",
        (50, "wants.refund"),
    ),
];

/// The moments of one dispute, as far as they have come.
pub(super) struct Times {
    pub(super) opened: Timestamp,
    pub(super) modified: Option<Timestamp>,
    pub(super) turned: Timestamp,
    pub(super) due: Option<Timestamp>,
}

pub(super) fn dispute_url(dispute: &Dispute) -> String {
    format!("/m_apps/dispute-management/list?channelId={CHANNEL}&reverseOrderLineId={}", dispute.id)
}

/// Only the page's main case listens to the knobs; the rest of a list keeps its own times.
pub(super) fn times(view: &View, dispute: &Dispute, open: bool) -> Times {
    let modified = dispute.modified_minutes_ago.map(|minutes| view.ago(minutes));
    let (opened, modified, turned) = if open {
        let modified = view.knobs.modified.or(modified);
        (view.opened(dispute.opened_minutes_ago), modified, view.turned(dispute.turned_minutes_ago))
    } else {
        (view.ago(dispute.opened_minutes_ago), modified, view.ago(dispute.turned_minutes_ago))
    };
    let due = match dispute.stage {
        Stage::Waiting => Some(later(modified.unwrap_or(opened), 5 * DAY)),
        Stage::Negotiating => Some(later(opened, 7 * DAY)),
        Stage::Return => Some(later(turned, 10 * DAY)),
        // No source tells how long a seller has to confirm a return; the page itself does.
        Stage::Returning => Some(later(turned, 8 * DAY)),
        Stage::Platform | Stage::Closed => None,
    };
    Times { opened, modified, turned, due: due.map(|due| if open { view.due(due) } else { due }) }
}

/// The turns that the page prints beside the day of opening.
fn turns(view: &View, dispute: &Dispute, times: &Times) -> Value {
    let at = |reached: bool, at: Timestamp| reached.then(|| clock::aliexpress(at));
    let stage = dispute.stage;
    // The seller's answer comes before the platform steps in. A page may still say that it waits for the
    // seller while it already prints the answer.
    let answered = match stage {
        Stage::Platform => later(times.turned, -3 * DAY),
        _ => times.turned,
    };
    let has_answer = matches!(stage, Stage::Negotiating | Stage::Platform)
        || (stage == Stage::Waiting && view.knobs.turned.is_some());
    let returning = stage == Stage::Returning;
    let agreed = if returning { later(times.turned, -4 * DAY) } else { times.turned };
    json!({
        "modified": times.modified.map(clock::aliexpress),
        "answered": at(has_answer, answered),
        "escalated": at(stage == Stage::Platform, times.turned),
        "agreed": at(stage == Stage::Return || returning, agreed),
        "return_shipped": at(returning, times.turned),
        "return_carrier": returning.then_some("DHL Paket"),
        "return_tracking": returning.then_some("JJD0003900081542276"),
        "closed_at": at(stage == Stage::Closed, times.turned),
    })
}

pub(super) fn dispute_list(view: &View) -> Value {
    let rows: Vec<Value> = DISPUTES
        .iter()
        .enumerate()
        .map(|(position, dispute)| {
            let Times { opened, due, .. } = times(view, dispute, position == 0);
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

pub(super) fn asked(dispute: &Dispute) -> u32 {
    total(dispute.row) * dispute.asked_percent / 100
}

pub(super) fn dispute_detail(view: &View, dispute: &Dispute) -> Value {
    let times = times(view, dispute, true);
    let (product, buyer) = (goods(dispute.row), who(dispute.row));
    let returning = matches!(dispute.stage, Stage::Return | Stage::Returning);
    let settled = dispute.stage == Stage::Closed;
    let data = json!({
        "page": "dispute-detail",
        "nav": "disputes",
        "case_id": dispute.id,
        "order_id": order_id(dispute.row),
        "order_href": order_url(dispute.row),
        "ordered": clock::aliexpress(ordered(view, dispute.row)),
        "opened": clock::aliexpress(times.opened),
        "state": format!("dispute.{}", dispute.stage.key()),
        "stage": dispute.stage.key(),
        "on_lapse": format!("lapse.{}", dispute.stage.key()),
        "clock": times.due.map(|due| view.clock("field.due", due)),
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
        "plans": plans(dispute, &times),
        "evidence": evidence(dispute),
        "messages": talk(view, dispute, &times),
        "can_write": !settled,
    });
    merge(data, turns(view, dispute, &times))
}
