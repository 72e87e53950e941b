//! The eBay cases: orders awaiting shipment, a message thread, a return and an item not received.

use jiff::civil::Weekday;
use jiff::{Timestamp, ToSpan as _};
use serde_json::{Value, json};

use crate::cast::{Buyer, digits, goods, money, pieces};
use crate::clock::{PACIFIC, ebay_ago, ebay_date, ebay_moment, local};
use crate::pages::Ask;
use crate::view::{DAY, HOUR, View, later};

/// The row that arrives while a list is open (the `arrives` knob).
const ARRIVING: usize = 501;
/// Orders from this row on have left the house; requests and the open thread are about them.
const SHIPPED: usize = 510;
/// How far the list of orders reaches back.
const KNOWN_ORDERS: usize = 520;
/// The return request that is open.
const RETURN: (&str, usize) = ("5312847706", 511);
/// The item-not-received request that is open.
const NOT_RECEIVED: (&str, usize) = ("5377120945", 512);

/// The page at an address, or nothing.
pub(crate) fn page(ask: &Ask, view: &View) -> Option<Value> {
    match ask.path.trim_end_matches('/') {
        "/sh/ord" => Some(order_list(view)),
        "/mesh/ord/details" | "/sh/ord/details" => {
            let id = ask.parameter("orderid")?;
            (0..KNOWN_ORDERS).find(|&row| order_id(row) == id).map(|row| order_detail(view, row))
        }
        "/cnt/ViewMessage" | "/cnt/viewMessage" => Some(messages(view)),
        "/rt/ReturnDetails" | "/mesh/ord/returns-details" => {
            (ask.parameter("returnId")? == RETURN.0).then(|| request(view, "return", RETURN))
        }
        path => {
            let id = path.strip_prefix("/ItemNotReceived/")?;
            (id == NOT_RECEIVED.0).then(|| request(view, "not-received", NOT_RECEIVED))
        }
    }
}

fn order_id(row: usize) -> String {
    match row {
        0 => "12-11873-40562".to_owned(),
        _ => format!("{:02}-{}-{}", 12 - row / 60 % 9, digits(21, row, 5), digits(22, row, 5)),
    }
}

/// The list begins with a domestic buyer.
fn who(row: usize) -> &'static Buyer {
    crate::cast::who(row + 9)
}

fn item_id(row: usize) -> String {
    format!("2{}", digits(23, row % 12, 11))
}

fn usd(cents: u32) -> String {
    format!("${}", money(cents))
}

fn postage(row: usize) -> u32 {
    [450, 0, 595, 0][row % 4]
}

fn sold_ago(row: usize) -> i64 {
    match row {
        0 => 22 * HOUR,
        1 => 3 * DAY + 4 * HOUR,
        SHIPPED.. => 16 * DAY,
        _ => 5 * HOUR + row as i64 * 97,
    }
}

fn state(row: usize) -> &'static str {
    match row {
        1 => "status.overdue",
        SHIPPED.. => "status.shipped",
        _ => "status.awaiting",
    }
}

fn tracking(row: usize) -> Option<String> {
    (row >= SHIPPED).then(|| format!("9400 1000 0000 {} {}", digits(25, row, 4), digits(26, row, 4)))
}

fn ship_in(row: usize) -> i64 {
    match row {
        0 => DAY,
        1 => -DAY,
        2 => 0,
        _ => DAY * (1 + row as i64 % 3),
    }
}

fn details_url(row: usize) -> String {
    format!("/mesh/ord/details?orderid={}", order_id(row))
}

fn order_row(view: &View, row: usize) -> Value {
    let (product, buyer) = (goods(row), who(row));
    let due = later(view.now, ship_in(row));
    let ship_by = if row == 0 { view.due(due) } else { due };
    let sold = if row == 0 { view.opened(sold_ago(row)) } else { view.ago(sold_ago(row)) };
    json!({
        "order_id": order_id(row),
        "href": details_url(row),
        "buyer": buyer.handle,
        "name": buyer.name,
        "item": product.title,
        "icon": product.icon,
        "item_id": item_id(row),
        "sku": product.sku,
        "quantity": pieces(row),
        "price": usd(product.cents * pieces(row)),
        "total": usd(product.cents * pieces(row) + postage(row)),
        "sold": ebay_date(sold, view.language),
        "paid": ebay_date(later(sold, 4), view.language),
        "ship_by": ebay_date(ship_by, view.language),
        "state": state(row),
        "overdue": row == 1,
    })
}

fn order_list(view: &View) -> Value {
    let rows: Vec<Value> = (0..view.rows(25)).map(|row| order_row(view, row)).collect();
    json!({ "page": "order-list", "nav": "orders", "rows": rows, "arriving": order_row(view, ARRIVING) })
}

fn order_detail(view: &View, row: usize) -> Value {
    let (product, buyer) = (goods(row), who(row));
    let sold = view.opened(sold_ago(row));
    let sum = product.cents * pieces(row);
    let (tax, fee) = (sum * 8 / 100, sum * 13 / 100);
    json!({
        "page": "order-detail",
        "nav": "orders",
        "order_id": order_id(row),
        "sold": ebay_date(sold, view.language),
        "paid": ebay_date(later(sold, 4), view.language),
        "ship_by": (row < SHIPPED).then(|| ebay_date(view.due(later(view.now, ship_in(row))), view.language)),
        "tracking": tracking(row),
        "state": state(row),
        "buyer": buyer.handle,
        "name": buyer.name,
        "street": buyer.street,
        "city": buyer.city,
        "country": format!("country.{}", buyer.country),
        "phone": "+1 512 555 0148",
        "items": [{
            "item": product.title, "icon": product.icon, "item_id": item_id(row), "sku": product.sku,
            "quantity": pieces(row), "price": usd(product.cents), "total": usd(sum),
        }],
        "subtotal": usd(sum),
        "postage": usd(postage(row)),
        "tax": usd(tax),
        "total": usd(sum + postage(row) + tax),
        "fee": usd(fee),
        "earnings": usd(sum + postage(row) - fee),
    })
}

const LAST: [&str; 6] = [
    "Where is my parcel? The tracking…",
    "Do you combine shipping?",
    "Thanks, all good now!",
    "Is this compatible with model S4?",
    "I sent it back yesterday.",
    "Great seller, thank you!",
];

fn messages(view: &View) -> Value {
    let row = 513;
    let (product, buyer) = (goods(row), who(row));
    let last = view.opened(5 * HOUR + 40);
    let said = |from: &str, at: Timestamp, text: &str| json!({ "from": from, "at": ebay_moment(at, view.language), "text": text });
    let conversations: Vec<Value> = [
        (513, 5 * HOUR + 40),
        (7, 11 * HOUR),
        (12, DAY + 2 * HOUR),
        (15, 2 * DAY + HOUR),
        (18, 3 * DAY),
        (21, 19 * DAY),
    ]
    .iter()
    .enumerate()
    .map(|(position, &(row, minutes))| {
        let at = if position == 0 { last } else { view.ago(minutes) };
        json!({
            "id": digits(24, row, 12),
            "buyer": who(row).handle,
            "item": goods(row).title,
            "at": ebay_ago(at, view.now, view.language),
            "last": LAST[position],
            "unread": position < 2,
        })
    })
    .collect();
    json!({
        "page": "messages",
        "nav": "messages",
        "conversations": conversations,
        "buyer": buyer.handle,
        "order_id": order_id(row),
        "href": details_url(row),
        "item": product.title,
        "icon": product.icon,
        "item_id": item_id(row),
        "price": usd(product.cents),
        "sold": ebay_date(view.ago(sold_ago(row)), view.language),
        "messages": [
            said("buyer", later(last, -2 * DAY), "Hi, has my order been shipped yet?"),
            said("seller", later(last, -2 * DAY + 130), "Hello, yes, it was handed to the carrier on Monday. You can follow it in your order details."),
            said("buyer", last, "Where is my parcel? The tracking has shown the same place for 6 days. If it does not arrive this week I want my money back."),
        ],
    })
}

/// The third working day counts to its end; weekends do not count, holidays are left to the reader.
fn business_days_later(at: Timestamp, days: u32) -> Timestamp {
    let mut day = local(at, PACIFIC);
    let mut left = days;
    while left > 0 {
        day = match day.checked_add(1.day()) {
            Ok(next) => next,
            Err(_) => return at,
        };
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    day.timestamp()
}

fn request(view: &View, kind: &str, (id, row): (&str, usize)) -> Value {
    let (product, buyer) = (goods(row), who(row));
    let opened = view.opened(19 * HOUR);
    let due = view.due(business_days_later(opened, 3));
    let sum = product.cents * pieces(row) + postage(row);
    let returning = kind == "return";
    json!({
        "page": "request",
        "nav": "orders",
        "kind": kind,
        "case_id": id,
        "order_id": order_id(row),
        "href": details_url(row),
        "state": if returning { "status.return_requested" } else { "status.not_received" },
        "reason": if returning { "reason.not_as_described" } else { "reason.not_received" },
        "comment": if returning {
            "The lamp flickers on every level and the clamp is a different colour from the photos."
        } else {
            "Nothing has arrived and the estimated date was last week."
        },
        "opened": ebay_date(opened, view.language),
        "due": ebay_date(due, view.language),
        "asked": usd(sum),
        "buyer": buyer.handle,
        "name": buyer.name,
        "country": format!("country.{}", buyer.country),
        "item": product.title,
        "icon": product.icon,
        "item_id": item_id(row),
        "quantity": pieces(row),
        "tracking": tracking(row).filter(|_| !returning),
        "carrier": (!returning).then_some("USPS Ground Advantage"),
        "sold": ebay_date(view.ago(sold_ago(row)), view.language),
        "messages": [
            { "from": "buyer", "at": ebay_moment(later(opened, 2), view.language),
              "text": if returning { "Please send a return label or refund me, I attached photos." } else { "Please check with the carrier or send my money back." } },
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knobs::{Knobs, Language};

    fn at(now: &str, path: &str) -> Value {
        let knobs = Knobs { now: Some(now.parse().unwrap()), ..Knobs::default() };
        page(&Ask::new("www.ebay.com", path), &View::new(&knobs, Language::En)).unwrap()
    }

    #[test]
    fn three_business_days_skip_the_weekend() {
        // Opened on Thursday afternoon in Seattle: Friday, Monday, Tuesday.
        let data = at("2026-11-20T18:00:00Z", "/rt/ReturnDetails?returnId=5312847706");
        assert_eq!(data["opened"], "Nov 19, 2026");
        assert_eq!(data["due"], "Nov 24, 2026");
    }

    #[test]
    fn dates_are_those_of_the_portal() {
        // Still the 31st in Seattle although the new year has begun in London.
        let data = at("2027-01-01T05:00:00Z", "/mesh/ord/details?orderid=12-11873-40562");
        assert_eq!(data["ship_by"], "Jan 1, 2027");
        assert_eq!(data["sold"], "Dec 30, 2026");
    }
}
