//! What is told in a dispute: the plans of both sides and of the platform, the evidence, the talk.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::disputes::{Dispute, Stage, Times, asked};
use super::usd;
use crate::cast::who;
use crate::clock;
use crate::view::{DAY, HOUR, View, later};

pub(super) fn plans(dispute: &Dispute, times: &Times) -> Vec<Value> {
    let turned = clock::aliexpress(times.turned);
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
    let opened = clock::aliexpress(times.opened);
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
            let earlier = clock::aliexpress(later(times.turned, -3 * DAY));
            let proposed = clock::aliexpress(later(times.turned, 5 * HOUR));
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
                &proposed,
                "answer.waiting",
            ));
        }
        Stage::Return | Stage::Returning => plans.push(plan(
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

pub(super) fn evidence(dispute: &Dispute) -> Vec<Value> {
    let file = |kind: &str, name: &str| json!({ "kind": kind, "name": name });
    match dispute.reason {
        "reason.not_received" => vec![file("image", "tracking.png")],
        "reason.quality" => vec![file("video", "video-1.mp4"), file("image", "photo-1.jpg")],
        _ => vec![file("image", "photo-1.jpg"), file("image", "photo-2.jpg"), file("image", "label.jpg")],
    }
}

pub(super) fn talk(view: &View, dispute: &Dispute, times: &Times) -> Vec<Value> {
    let (opened, turned) = (times.opened, times.turned);
    let buyer = who(dispute.row).name;
    let said = |from: &str, at: Timestamp, text: &str| json!({ "from": from, "name": if from == "buyer" { buyer } else { "XT Official Store" }, "at": clock::aliexpress(at), "text": text });
    match dispute.stage {
        Stage::Waiting if dispute.modified_minutes_ago.is_some() => vec![
            said("buyer", later(opened, 6), "It stopped charging after two days. See the video."),
            said(
                "buyer",
                times.modified.unwrap_or(opened),
                "I now ask for 80 % instead, because the case is broken as well.",
            ),
        ],
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
                turned,
                "We are sorry for the trouble. Would 30 % be acceptable so that you can keep it?",
            ),
            said(
                "buyer",
                later(turned, 95),
                "No. It is broken, 30 % is a joke. Full refund or I leave one star.",
            ),
        ],
        Stage::Return => vec![
            said("seller", turned, "Thank you for agreeing. The return address is shown above."),
            said("buyer", view.ago(DAY + 65), "I will send it this week. Who pays the postage?"),
        ],
        Stage::Returning => vec![
            said("seller", later(turned, -4 * DAY), "Thank you. The return address is shown above."),
            said("buyer", turned, "Sent today with DHL. Please refund me when you have it."),
        ],
        Stage::Platform => vec![said(
            "buyer",
            view.ago(3 * DAY),
            "I asked AliExpress to decide, you do not answer seriously.",
        )],
        Stage::Closed => {
            vec![said("buyer", later(turned, 30), "OK, accepted. Thanks.")]
        }
    }
}
