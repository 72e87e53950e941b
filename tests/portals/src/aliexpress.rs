//! The AliExpress cases: an order list with running clocks, disputes in every state, a chat.
//! Clocks follow the platform's published periods: five days to answer a dispute, seven to
//! negotiate, ten for the buyer to ship a return.

mod disputes;
mod told;

use serde_json::{Value, json};

use disputes::{DISPUTES, Stage, dispute_detail, dispute_list, dispute_url, times};

use crate::cast::{digits, goods, money, pieces, who};
use crate::clock;
use crate::pages::Ask;
use crate::view::{DAY, HOUR, View, later};

const CHANNEL: &str = "1284503";
/// The row that arrives while a list is open (the `arrives` knob): it awaits shipment.
const ARRIVING: usize = 506;
/// How far the list of orders reaches back.
const KNOWN_ORDERS: usize = ARRIVING + 1;

/// The page at an address, or nothing.
pub(crate) fn page(ask: &Ask, view: &View) -> Option<Value> {
    match (ask.host.as_str(), ask.path.as_str()) {
        ("csp.aliexpress.com", "/m_apps/order-manage/orderList") => Some(order_list(view)),
        (
            "csp.aliexpress.com" | "gsp.aliexpress.com",
            "/m_apps/order-manage/orderDetail" | "/apps/order/detail",
        ) => {
            let id = ask.parameter("orderId")?;
            (0..KNOWN_ORDERS).find(|&row| order_id(row) == id).map(|row| order_detail(view, row))
        }
        ("csp.aliexpress.com", "/m_apps/dispute-management/list") => {
            match ask.parameter("reverseOrderLineId") {
                None => Some(dispute_list(view)),
                Some(id) => DISPUTES
                    .iter()
                    .find(|dispute| dispute.id == id)
                    .map(|dispute| dispute_detail(view, dispute)),
            }
        }
        ("gsp.aliexpress.com", "/m_apps/im-chat/im") => Some(chat(view)),
        _ => None,
    }
}

/// The state of an order that has no dispute, its clock's label and its deadline in minutes from now.
fn plain_state(row: usize) -> (&'static str, Option<(&'static str, i64)>) {
    let spread = row as i64 * 137 % (3 * DAY);
    match row {
        1 => ("status.wait_ship", Some(("clock.ship", 2 * DAY + 4 * HOUR + 12))),
        3 => ("status.wait_buyer_pay", Some(("clock.pay", HOUR + 42))),
        4 => ("status.wait_ship", Some(("clock.ship", 3 * HOUR + 12))),
        6 => ("status.wait_receipt", Some(("clock.confirm", 11 * DAY + 7 * HOUR))),
        9 => ("status.wait_receipt", Some(("clock.confirm", 27 * DAY + 3 * HOUR + 40))),
        _ => match row % 9 {
            0 | 5 => ("status.wait_receipt", Some(("clock.confirm", 9 * DAY + spread))),
            2 => ("status.wait_ship", Some(("clock.ship", 9 * HOUR + spread))),
            4 => ("status.wait_warehouse", None),
            7 => ("status.wait_buyer_pay", Some(("clock.pay", 5 * HOUR + spread))),
            8 => ("status.closed", None),
            _ => ("status.done", None),
        },
    }
}

fn order_id(row: usize) -> String {
    match row {
        0 => "8192034567812345".to_owned(),
        1 => "8192117734509821".to_owned(),
        _ => format!("819{}{}", 2 - row / 220 % 3, digits(1, row, 12)),
    }
}

fn tracking(row: usize) -> String {
    format!("LP00{}", digits(3, row, 12))
}

fn usd(cents: u32) -> String {
    format!("US ${}", money(cents))
}

fn total(row: usize) -> u32 {
    goods(row).cents * pieces(row) + postage(row)
}

fn postage(row: usize) -> u32 {
    [0, 199, 0, 0, 356][row % 5]
}

fn order_url(row: usize) -> String {
    format!("/m_apps/order-manage/orderDetail?orderId={}&channelId={CHANNEL}", order_id(row))
}

fn ordered(view: &View, row: usize) -> jiff::Timestamp {
    let age = match DISPUTES.iter().find(|dispute| dispute.row == row) {
        Some(dispute) => dispute.opened_minutes_ago + 33 * DAY + row as i64 * 211,
        None => match plain_state(row).0 {
            "status.wait_receipt" | "status.done" => 12 * DAY + row as i64 * 391,
            "status.wait_buyer_pay" => 40 + row as i64 * 7,
            _ => 20 * HOUR + row as i64 * 53,
        },
    };
    view.ago(age)
}

fn clock_of(view: &View, row: usize, open: bool) -> Option<Value> {
    let (label, due) = plain_state(row).1?;
    let due = later(view.now, due);
    Some(view.clock(label, if open { view.due(due) } else { due }))
}

fn order_row(view: &View, row: usize) -> Value {
    let open = row == 0;
    let (product, buyer) = (goods(row), who(row));
    let dispute = DISPUTES.iter().find(|dispute| dispute.row == row);
    let (state, clock) = match dispute {
        Some(dispute) => {
            let due = times(view, dispute, open).due;
            let state = if dispute.stage == Stage::Closed { "status.closed" } else { "status.wait_receipt" };
            (state, due.map(|due| view.clock("clock.dispute", due)))
        }
        None => (plain_state(row).0, clock_of(view, row, open)),
    };
    json!({
        "order_id": order_id(row),
        "href": order_url(row),
        "ordered": clock::aliexpress(ordered(view, row)),
        "buyer": buyer.name,
        "country": format!("country.{}", buyer.country),
        "item": product.title,
        "icon": product.icon,
        "specs": product.specs,
        "sku": product.sku,
        "unit": usd(product.cents),
        "quantity": pieces(row),
        "amount": usd(total(row)),
        "state": state,
        "clock": clock,
        "dispute": dispute.map(|dispute| json!({
            "state": format!("dispute.{}", dispute.stage.key()),
            "href": dispute_url(dispute),
            "running": dispute.stage != Stage::Closed,
        })),
    })
}

fn order_list(view: &View) -> Value {
    let rows: Vec<Value> = (0..view.rows(60)).map(|row| order_row(view, row)).collect();
    json!({ "page": "order-list", "nav": "orders", "rows": rows, "arriving": order_row(view, ARRIVING) })
}

fn order_detail(view: &View, row: usize) -> Value {
    let (product, buyer) = (goods(row), who(row));
    let dispute = DISPUTES.iter().find(|dispute| dispute.row == row);
    let state = match dispute {
        Some(dispute) if dispute.stage == Stage::Closed => "status.closed",
        Some(_) => "status.wait_receipt",
        None => plain_state(row).0,
    };
    let shipped = matches!(state, "status.wait_receipt" | "status.done") || dispute.is_some();
    let clock = if dispute.is_none() { clock_of(view, row, true) } else { None };
    let ship_by = plain_state(row)
        .1
        .filter(|(label, _)| dispute.is_none() && *label == "clock.ship")
        .map(|(_, minutes)| clock::aliexpress(view.due(later(view.now, minutes))));
    let at = ordered(view, row);
    json!({
        "page": "order-detail",
        "nav": "orders",
        "order_id": order_id(row),
        "ordered": clock::aliexpress(at),
        "paid": (state != "status.wait_buyer_pay").then(|| clock::aliexpress(later(at, 21))),
        "shipped": shipped.then(|| clock::aliexpress(later(at, 2 * DAY + 75))),
        "ship_by": ship_by,
        "state": state,
        "clock": clock,
        "buyer": buyer.name,
        "country": format!("country.{}", buyer.country),
        "recipient": masked(buyer.name),
        "street": masked(buyer.street),
        "city": buyer.city,
        "carrier": shipped.then_some("AliExpress Standard Shipping"),
        "service": "AliExpress Standard Shipping",
        "tracking": shipped.then(|| tracking(row)),
        "items": [{
            "item": product.title, "icon": product.icon, "specs": product.specs, "sku": product.sku,
            "unit": usd(product.cents), "quantity": pieces(row), "sum": usd(product.cents * pieces(row)),
        }],
        "postage": usd(postage(row)),
        "amount": usd(total(row)),
        "dispute": dispute.map(|dispute| {
            let times = times(view, dispute, true);
            json!({
                "case_id": dispute.id,
                "href": dispute_url(dispute),
                "state": format!("dispute.{}", dispute.stage.key()),
                "opened": clock::aliexpress(times.opened),
                "clock": times.due.map(|due| view.clock("field.due", due)),
            })
        }),
    })
}

fn masked(text: &str) -> String {
    text.split(' ')
        .map(|word| {
            word.chars()
                .enumerate()
                .map(|(at, letter)| if at == 0 { letter } else { '*' })
                .collect::<String>()
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The conversations of the chat: row, minutes since the last message, unread messages, its text.
const SESSIONS: [(usize, i64, u32, &str); 7] = [
    (9, 0, 2, "Is anyone there?? If I don't get an answer…"),
    (0, 5 * HOUR, 1, "He abierto una disputa. Quiero el reembolso…"),
    (2, DAY, 1, "No. It is broken, 30 % is a joke. Full…"),
    (20, DAY + 190, 0, "Merci beaucoup !"),
    (22, 2 * DAY, 1, "Does it fit the 13 inch model?"),
    (24, 4 * DAY, 0, "ok thank you"),
    (31, 6 * DAY, 0, "Können Sie eine Rechnung schicken?"),
];

fn chat(view: &View) -> Value {
    let row = 9;
    let buyer = who(row);
    let product = goods(row);
    let last = view.opened(3 * HOUR + 14);
    let said = |from: &str, at: jiff::Timestamp, text: &str| {
        let name = if from == "buyer" { buyer.name } else { "XT Official Store" };
        json!({ "from": from, "name": name, "at": clock::aliexpress(at), "text": text })
    };
    let messages = vec![
        said("buyer", later(last, -12 * DAY - 50), "Hi! I ordered the grey hoodie in L. When will it ship?"),
        said(
            "seller",
            later(last, -12 * DAY),
            "Hello Emily, thank you for your order! It was shipped today.",
        ),
        json!({ "from": "buyer", "name": buyer.name, "at": clock::aliexpress(later(last, -45)), "card": true }),
        said(
            "buyer",
            later(last, -44),
            "The tracking has not moved for 9 days. I need it before my son's birthday.",
        ),
        said(
            "buyer",
            last,
            "Is anyone there?? If I don't get an answer today I will open a dispute and ask for a refund.",
        ),
    ];
    let sessions: Vec<Value> = SESSIONS
        .iter()
        .enumerate()
        .map(|(position, &(row, minutes_ago, unread, text))| {
            let at = if position == 0 { last } else { view.ago(minutes_ago) };
            json!({
                "id": digits(6, row, 11), "buyer": who(row).name, "last": text,
                "at": clock::aliexpress(at), "unread": unread,
            })
        })
        .collect();
    json!({
        "page": "chat",
        "nav": "chat",
        "marketplace": "aliexpress",
        "sessions": sessions,
        "buyer": buyer.name,
        "country": format!("country.{}", buyer.country),
        "order_id": order_id(row),
        "order_href": format!("https://csp.aliexpress.com{}", order_url(row)),
        "ordered": clock::aliexpress(ordered(view, row)),
        "item": product.title,
        "icon": product.icon,
        "sku": product.sku,
        "specs": product.specs,
        "quantity": pieces(row),
        "amount": usd(total(row)),
        "state": plain_state(row).0,
        "tracking": tracking(row),
        "messages": messages,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knobs::{Knobs, Language};

    fn at(now: &str, knobs: &str, path: &str) -> Value {
        let knobs = Knobs { now: Some(now.parse().unwrap()), ..Knobs::default() }.overlaid(knobs).unwrap();
        page(&Ask::new("csp.aliexpress.com", path), &View::new(&knobs, Language::Zh)).unwrap()
    }

    const WAITING: &str = "/m_apps/dispute-management/list?channelId=1&reverseOrderLineId=6001928345510271";

    #[test]
    fn five_days_to_answer_across_the_end_of_summer_time() {
        // 5 h 35 min before now is still summer time in Seattle, five days later is not.
        let data = at("2026-11-01T09:10:00Z", "", WAITING);
        assert_eq!(data["opened"], "2026-10-31 20:35");
        assert_eq!(data["clock"]["left"], (4 * DAY + 18 * HOUR + 25) * 60_000);
        let data = at("2026-03-08T10:30:00Z", "", WAITING);
        assert_eq!(data["opened"], "2026-03-07 20:55");
    }

    #[test]
    fn knobs_move_the_open_case_only() {
        let knobs = "due:2026-11-22T12:00:30Z,opened:2026-11-17T12:00:30Z";
        let data = at("2026-11-22T12:00:00Z", knobs, WAITING);
        assert_eq!(data["opened"], "2026-11-17 04:00");
        assert_eq!(data["clock"]["left"], 30_000);
        let list = at("2026-11-22T12:00:00Z", knobs, "/m_apps/order-manage/orderList?channelId=1");
        assert_eq!(list["rows"][0]["clock"]["left"], 30_000);
        assert_eq!(list["rows"][1]["clock"]["left"], (2 * DAY + 4 * HOUR + 12) * 60_000);
    }

    #[test]
    fn order_ids_are_sixteen_digits_and_unique() {
        let mut ids: Vec<_> = (0..KNOWN_ORDERS).map(order_id).collect();
        assert!(ids.iter().all(|id| id.len() == 16 && id.bytes().all(|digit| digit.is_ascii_digit())));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), KNOWN_ORDERS);
    }
}
