//! The Amazon cases: unshipped orders with ship-by dates, the contact form, the message inbox, and the
//! orders that came back as a claim or a return.

mod cases;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::cast::{Buyer, digits, goods, money, pieces};
use crate::clock::{AmazonClock, PACIFIC};
use crate::pages::Ask;
use crate::view::{DAY, HOUR, View, later};

/// A marketplace: host, zone, currency sign, sales channel, whether dates put the day first.
const SITES: [(&str, &str, &str, &str, bool); 4] = [
    ("sellercentral.amazon.com", PACIFIC, "$", "Amazon.com", false),
    ("sellercentral.amazon.ca", PACIFIC, "CA$", "Amazon.ca", false),
    ("sellercentral.amazon.co.uk", "Europe/London", "£", "Amazon.co.uk", true),
    ("sellercentral.amazon.de", "Europe/Berlin", "€", "Amazon.de", true),
];

/// The row that arrives while a list is open (the `arrives` knob).
const ARRIVING: usize = 501;
/// Orders from this row on have left the house; claims and returns are about them.
const SHIPPED: usize = 510;
/// How far the list of orders reaches back.
const KNOWN_ORDERS: usize = SHIPPED + 3;

/// The Seller Central hosts that are served.
pub(crate) fn hosts() -> impl Iterator<Item = &'static str> {
    SITES.iter().map(|site| site.0)
}

/// The page at an address, or nothing.
pub(crate) fn page(ask: &Ask, view: &View) -> Option<Value> {
    let &(_, zone, currency, channel, day_first) = SITES.iter().find(|site| site.0 == ask.host)?;
    let clock = AmazonClock { zone, day_first, language: view.language };
    let site = Site { view, clock, currency, channel };
    let path = ask.path.trim_end_matches('/');
    if let Some(state) = path.strip_prefix("/orders-v3/mfn/") {
        return matches!(state, "pending" | "unshipped" | "shipped" | "canceled")
            .then(|| site.order_list(state));
    }
    if let Some(id) = path.strip_prefix("/orders-v3/order/") {
        return row_of(id).map(|row| site.order_detail(row));
    }
    match path {
        "/messaging/contact" | "/messaging/contact/returns" => {
            row_of(ask.parameter("orderID")?).map(|row| site.contact(row))
        }
        "/messaging/inbox" | "/messaging/inbox-v3" => Some(site.inbox()),
        _ => site.case(path, ask),
    }
}

fn row_of(id: &str) -> Option<usize> {
    (0..KNOWN_ORDERS).find(|&row| order_id(row) == id)
}

fn order_id(row: usize) -> String {
    match row {
        0 => "112-7634521-9845023".to_owned(),
        1 => "113-5520918-3318642".to_owned(),
        SHIPPED.. if row - SHIPPED < cases::ORDERS.len() => cases::ORDERS[row - SHIPPED].to_owned(),
        _ => format!("{}-{}-{}", 111 + row % 4, digits(11, row, 7), digits(12, row, 7)),
    }
}

fn asin(row: usize) -> String {
    let digits = digits(13, row % 12, 6);
    format!("B0C{}K{}", &digits[..3], &digits[3..])
}

/// The list begins with a domestic buyer.
fn who(row: usize) -> &'static Buyer {
    crate::cast::who(row + 9)
}

/// Minutes until the end of the ship-by day, roughly; the page prints the date only.
fn ship_in(row: usize) -> i64 {
    match row {
        0 => DAY,
        1 => -2 * DAY,
        2 => 0,
        SHIPPED.. => -22 * DAY,
        _ => DAY * (1 + row as i64 % 3),
    }
}

fn purchased_ago(row: usize) -> i64 {
    match row {
        0 => 26 * HOUR + 14,
        1 => 5 * DAY + 3 * HOUR,
        SHIPPED.. => 24 * DAY,
        _ => 2 * HOUR + row as i64 * 83,
    }
}

const SUBJECTS: [&str; 6] = [
    "subject.where",
    "subject.cancel",
    "subject.defect",
    "subject.address",
    "subject.invoice",
    "subject.return",
];

struct Site<'view> {
    view: &'view View,
    clock: AmazonClock,
    currency: &'static str,
    channel: &'static str,
}

impl Site<'_> {
    fn price(&self, cents: u32) -> String {
        if self.currency == "€" {
            format!("{} €", money(cents).replace('.', ","))
        } else {
            format!("{}{}", self.currency, money(cents))
        }
    }

    fn ship_by(&self, row: usize, open: bool) -> Timestamp {
        let due = later(self.view.now, ship_in(row));
        if open { self.view.due(due) } else { due }
    }

    fn purchased(&self, row: usize, open: bool) -> Timestamp {
        if open { self.view.opened(purchased_ago(row)) } else { self.view.ago(purchased_ago(row)) }
    }

    fn ago(&self, minutes: i64) -> Value {
        if minutes < 2 * DAY {
            json!({ "key": "ago.hours", "n": minutes / HOUR })
        } else {
            json!({ "key": "ago.days", "n": minutes / DAY })
        }
    }

    fn order_row(&self, row: usize, state: &str) -> Value {
        let (product, buyer) = (goods(row), who(row));
        let purchased = self.purchased(row, row == 0);
        let ship_by = self.ship_by(row, row == 0);
        json!({
            "order_id": order_id(row),
            "href": format!("/orders-v3/order/{}", order_id(row)),
            "contact": self.contact_url(row),
            "ago": self.ago(self.view.now.duration_since(purchased).as_mins()),
            "date": self.clock.short_date(purchased),
            "time": self.clock.time(purchased),
            "buyer": buyer.name,
            "item": product.title,
            "icon": product.icon,
            "asin": asin(row),
            "sku": product.sku,
            "quantity": pieces(row),
            "subtotal": self.price(product.cents * pieces(row)),
            "ship_by": self.clock.date(ship_by),
            "deliver_by": self.clock.range(later(ship_by, 4 * DAY), later(ship_by, 8 * DAY)),
            "channel": self.channel,
            "state": format!("status.{state}"),
            "late": ship_by < self.view.now && state == "unshipped" && row == 1,
            "note": match row { 0 => Some("note.buyer_message"), 2 => Some("note.ship_today"), _ => None },
        })
    }

    fn order_list(&self, state: &str) -> Value {
        let rows: Vec<Value> = (0..self.view.rows(25)).map(|row| self.order_row(row, state)).collect();
        json!({
            "page": "order-list", "nav": "orders", "tab": state, "rows": rows,
            "arriving": self.order_row(ARRIVING, state),
        })
    }

    fn contact_url(&self, row: usize) -> String {
        let buyer = match row {
            0 => "A2Q9ZV1M3X7TKE".to_owned(),
            _ => format!("A1{}XQ", digits(14, row, 10)),
        };
        format!("/messaging/contact?orderID={}&buyerID={buyer}&marketplaceId=ATVPDKIKX0DER", order_id(row))
    }

    fn order_detail(&self, row: usize) -> Value {
        let (product, buyer) = (goods(row), who(row));
        let ship_by = self.ship_by(row, true);
        let sum = product.cents * pieces(row);
        let tax = sum * 8 / 100;
        json!({
            "page": "order-detail",
            "nav": "orders",
            "order_id": order_id(row),
            "contact": self.contact_url(row),
            "purchased": self.clock.moment(self.purchased(row, true)),
            "ship_by": self.clock.date(ship_by),
            "deliver_by": self.clock.range(later(ship_by, 4 * DAY), later(ship_by, 8 * DAY)),
            "channel": self.channel,
            "buyer": buyer.name,
            "recipient": buyer.name,
            "street": buyer.street,
            "city": buyer.city,
            "country": format!("country.{}", buyer.country),
            "phone": "+1 512-555-0148 ext. 48213",
            "state": if row < SHIPPED { "status.unshipped" } else { "status.shipped" },
            "late": ship_by < self.view.now && row == 1,
            "items": [{
                "item": product.title, "icon": product.icon, "asin": asin(row), "sku": product.sku,
                "order_item_id": digits(15, row, 14), "quantity": pieces(row), "unit": self.price(product.cents),
                "subtotal": self.price(sum), "tax": self.price(tax), "shipping": self.price(499), "total": self.price(sum + tax + 499),
            }],
        })
    }

    fn contact(&self, row: usize) -> Value {
        let (product, buyer) = (goods(row), who(row));
        json!({
            "page": "contact",
            "nav": "messages",
            "order_id": order_id(row),
            "href": format!("/orders-v3/order/{}", order_id(row)),
            "buyer": buyer.name.split(' ').next(),
            "buyer_language": match buyer.country { "ES" | "CL" => "Spanish", "DE" => "German", "FR" => "French", _ => "English" },
            "item": product.title,
            "icon": product.icon,
            "asin": asin(row),
            "sku": product.sku,
            "quantity": pieces(row),
            "purchased": self.clock.moment(self.purchased(row, true)),
            "ship_by": self.clock.date(self.ship_by(row, true)),
            "channel": self.channel,
        })
    }

    fn inbox(&self) -> Value {
        let row = 0;
        let (product, buyer) = (goods(row), who(row));
        let last = self.view.opened(3 * HOUR + 18);
        let said = |from: &str, at: Timestamp, text: &str| json!({ "from": from, "name": if from == "buyer" { buyer.name } else { "XT Direct" }, "at": self.clock.moment(at), "text": text });
        let threads: Vec<Value> = [
            (0, 3 * HOUR + 18),
            (5, 9 * HOUR),
            (8, 21 * HOUR),
            (11, DAY + 4 * HOUR),
            (14, 2 * DAY),
            (20, 4 * DAY),
        ]
        .iter()
        .enumerate()
        .map(|(position, &(row, minutes))| {
            let at = if position == 0 { last } else { self.view.ago(minutes) };
            json!({
                "buyer": who(row).name,
                "order_id": order_id(row),
                "subject": SUBJECTS[position],
                "at": self.clock.short_date(at),
                "open": position < 3,
            })
        })
        .collect();
        json!({
            "page": "inbox",
            "nav": "messages",
            "threads": threads,
            "subject": "subject.where",
            "case_state": "case.needed",
            "order_id": order_id(row),
            "href": format!("/orders-v3/order/{}", order_id(row)),
            "buyer": buyer.name,
            "item": product.title,
            "icon": product.icon,
            "asin": asin(row),
            "sku": product.sku,
            "quantity": pieces(row),
            "purchased": self.clock.date(self.view.ago(purchased_ago(row))),
            "ship_by": self.clock.date(later(self.view.now, ship_in(row))),
            "channel": self.channel,
            "messages": [
                said("buyer", later(last, -20 * HOUR), "Hello, when will my order ship? It still says unshipped."),
                said("seller", later(last, -18 * HOUR - 12), "Hello Emily, thank you for your order. It will leave our warehouse by the date shown in your order details."),
                said("buyer", last, "I need the earbuds before Friday because I travel. Can you make sure they arrive in time? If not please cancel the order and refund me."),
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knobs::{Knobs, Language};

    fn at(host: &str, language: Language, path: &str) -> Value {
        let knobs = Knobs { now: Some("2026-12-31T23:30:00Z".parse().unwrap()), ..Knobs::default() };
        page(&Ask::new(host, path), &View::new(&knobs, language)).unwrap()
    }

    #[test]
    fn the_year_turns_with_the_marketplace() {
        let path = "/orders-v3/order/112-7634521-9845023";
        let american = at("sellercentral.amazon.com", Language::En, path);
        assert_eq!(american["purchased"], "Wed, Dec 30, 2026, 1:16 PM PST");
        assert_eq!(american["ship_by"], "Fri, Jan 1, 2027");
        assert_eq!(american["deliver_by"], "Tue, Jan 5, 2027 to Sat, Jan 9, 2027");
        let german = at("sellercentral.amazon.de", Language::De, path);
        assert_eq!(german["purchased"], "30.12.2026 22:16 MET");
        assert_eq!(german["ship_by"], "02.01.2027");
    }
}
