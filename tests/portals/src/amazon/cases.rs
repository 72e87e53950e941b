//! What came back: an A-to-z claim that waits for information, a return that has been delivered, and a
//! refunded return for which a SAFE-T claim may be filed.
//!
//! No public code shows the structure of these pages. Their words are those of the platform's help and
//! mails; addresses, blocks and order are inferred.

use serde_json::{Value, json};

use super::{SHIPPED, Site, purchased_ago, who};
use crate::cast::{goods, pieces};
use crate::pages::Ask;
use crate::view::{DAY, HOUR, later, merge};

/// The orders of the claim, of the return and of the refunded return.
pub(super) const ORDERS: [&str; 3] = ["114-2096381-7745026", "111-8830417-5529643", "113-0467915-2281734"];

const CLAIM: usize = 0;
const RETURN: usize = 1;
const REFUNDED: usize = 2;

impl Site<'_> {
    /// The case page at a path, or nothing.
    pub(super) fn case(&self, path: &str, ask: &Ask) -> Option<Value> {
        let about = |parameter: &str, case: usize| ask.parameter(parameter) == Some(ORDERS[case]);
        match path {
            "/gp/guarantee-claims/details" => about("orderID", CLAIM).then(|| self.claim()),
            "/gp/returns/list/v2" => about("searchString", RETURN).then(|| self.returned()),
            "/safet-claims/create-v2" => about("orderId", REFUNDED).then(|| self.safet()),
            _ => None,
        }
    }

    /// What the three pages share: the order that they are about.
    fn subject(&self, case: usize) -> Value {
        let row = SHIPPED + case;
        let (product, buyer) = (goods(row), who(row));
        json!({
            "nav": "orders",
            "order_id": ORDERS[case],
            "href": format!("/orders-v3/order/{}", ORDERS[case]),
            "contact": self.contact_url(row),
            "buyer": buyer.name,
            "item": product.title,
            "icon": product.icon,
            "asin": super::asin(row),
            "sku": product.sku,
            "quantity": pieces(row),
            "asked": self.price(product.cents * pieces(row)),
            "purchased": self.clock.moment(self.view.ago(purchased_ago(row))),
            "channel": self.channel,
        })
    }

    fn claim(&self) -> Value {
        let requested = self.view.turned(9 * HOUR + 20);
        let due = self.view.due(later(requested, 2 * DAY));
        let more = json!({
            "page": "claim",
            "case_id": "8812046377",
            "state": "claim.action",
            "opened": self.clock.moment(self.view.opened(DAY + 3 * HOUR)),
            "info_requested": self.clock.moment(requested),
            "due": self.clock.moment(due),
            "reason": "claim.reason",
            "comment": "The tracking says delivered but nothing was in my mailbox. The seller did not help me.",
            "carrier": "USPS Ground Advantage",
            "tracking": "9400 1118 9956 4207 3312 08",
        });
        merge(self.subject(CLAIM), more)
    }

    fn returned(&self) -> Value {
        let requested = self.view.opened(9 * DAY);
        let more = json!({
            "page": "return",
            "case_id": "DK7mQ2xRRMA",
            "state": "return.delivered",
            "opened": self.clock.moment(requested),
            "agreed": self.clock.moment(later(requested, 35)),
            "return_received": self.clock.moment(self.view.turned(DAY + 2 * HOUR + 25)),
            // Whether the page prints the end is not known; only a knob makes it do so.
            "due": self.view.knobs.due.map(|due| self.clock.moment(due)),
            "reason": "return.reason",
            "comment": "Too small, and the colour is not what I expected.",
            "carrier": "USPS",
            "tracking": "9202 0903 1877 4410 6625 70",
        });
        merge(self.subject(RETURN), more)
    }

    fn safet(&self) -> Value {
        let refunded = self.view.turned(6 * DAY + 4 * HOUR);
        let more = json!({
            "page": "safet",
            "case_id": "DV3nT8kRRMA",
            "state": "return.refunded",
            "return_received": self.clock.date(later(refunded, -2 * DAY)),
            "refunded": self.clock.date(refunded),
            "due": self.view.knobs.due.map(|due| self.clock.date(due)),
        });
        merge(self.subject(REFUNDED), more)
    }
}
