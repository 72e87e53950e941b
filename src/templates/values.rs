//! The values that a page and the settings give to a letter's variables.

use crate::advice::Settings;
use crate::model::{Moment, Reading, Words, field_label};
use std::collections::BTreeMap;

/// Variable → value.
pub type Values = BTreeMap<String, String>;

/// Everything that is known for a letter: the fields of order and case, the agent and the shop.
/// Times become plain dates (`2026-11-26`), which no reader can take the wrong way round.
pub fn values(reading: &Reading, settings: &Settings) -> Values {
    let fields = reading.order.shown().into_iter().chain(reading.case.shown());
    let mut values: Values = fields.filter_map(|field| Some((field.name, field.value?))).collect();
    let order = &reading.order;
    let case = &reading.case;
    let dates = [
        ("placed_at", order.placed_at.value()),
        ("paid_at", order.paid_at.value()),
        ("ship_by", order.ship_by.value()),
        ("pay_by", order.pay_by.value()),
        ("deliver_by", order.deliver_by.value()),
        ("confirm_by", order.confirm_by.value()),
        ("shipped_at", order.shipped_at.value()),
        ("delivered_at", order.delivered_at.value()),
        ("opened_at", case.opened_at.value()),
        ("modified_at", case.modified_at.value()),
        ("agreed_at", case.agreed_at.value()),
        ("return_received_at", case.return_received_at.value()),
        ("due_date", case.respond_by.value().or(order.ship_by.value())),
    ];
    for (name, moment) in dates {
        if let Some(moment) = moment {
            values.insert(name.to_owned(), day(moment));
        }
    }
    // Words of the closed vocabularies are for rules, not for buyers.
    for internal in ["status", "kind", "phase", "respond_by", "site"] {
        values.remove(internal);
    }
    let agent = &settings.agent;
    for (name, value) in [("agent", &agent.name), ("signature", &agent.signature)] {
        if !value.trim().is_empty() {
            values.insert(name.to_owned(), value.trim().to_owned());
        }
    }
    if let Some(shop) = shop_name(reading, settings) {
        values.insert("shop_name".to_owned(), shop);
    }
    values
}

/// The shop whose number stands in the address, or the only shop of the portal.
fn shop_name(reading: &Reading, settings: &Settings) -> Option<String> {
    let shops: Vec<_> = settings.shops.iter().filter(|shop| shop.portal == reading.portal).collect();
    let numbered = shops.iter().find(|shop| {
        let number = shop.number.trim();
        !number.is_empty()
            && (reading.url.contains(number) || reading.order.shop.value().is_some_and(|s| s == number))
    });
    let shop = numbered.or(if shops.len() == 1 { shops.first() } else { None })?;
    Some(shop.name.trim().to_owned()).filter(|name| !name.is_empty())
}

fn day(moment: &Moment) -> String {
    moment.at.to_zoned(moment.time_zone()).date().to_string()
}

const NAMES: [(&str, &str, &str); 13] = [
    ("agent", "Your name", "客服姓名"),
    ("signature", "Your signature", "签名"),
    ("shop_name", "Shop name", "店铺名称"),
    ("due_date", "Date until which", "截止日期"),
    ("return_address", "Return address", "退货地址"),
    ("refund_amount", "Amount to refund", "退款金额"),
    ("offer_amount", "Amount that you offer", "提议退款金额"),
    ("estimated_date", "Estimated date", "预计日期"),
    ("photo_request", "What the photos should show", "需要的照片内容"),
    ("solution", "Solution that you offer", "解决方案"),
    ("reason_text", "Reason, in your words", "说明原因"),
    ("answer", "Your answer", "回复内容"),
    ("days", "Number of days", "天数"),
];

/// A variable's name as an agent reads it.
pub fn variable_name(variable: &str) -> Words {
    let known = NAMES.iter().find(|(name, _, _)| *name == variable);
    known.map_or_else(|| field_label(variable), |(_, en, zh)| Words::new(*en, *zh))
}
