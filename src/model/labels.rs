//! The names of fields as agents read them.

use super::Words;

const LABELS: [(&str, &str, &str); 41] = [
    ("order_id", "Order", "订单号"),
    ("status", "Order status", "订单状态"),
    ("placed_at", "Placed", "下单时间"),
    ("paid_at", "Paid", "付款时间"),
    ("pay_by", "Pay by", "最晚付款"),
    ("ship_by", "Ship by", "最晚发货"),
    ("deliver_by", "Deliver by", "最晚送达"),
    ("confirm_by", "Confirmed by itself", "自动确认收货"),
    ("shipped_at", "Shipped", "发货时间"),
    ("delivered_at", "Delivered", "签收时间"),
    ("completed_at", "Completed", "交易完成时间"),
    ("buyer", "Buyer", "买家"),
    ("country", "Country", "国家"),
    ("item", "Item", "商品"),
    ("quantity", "Quantity", "数量"),
    ("total", "Order total", "订单金额"),
    ("tracking", "Tracking number", "运单号"),
    ("carrier", "Carrier", "物流公司"),
    ("site", "Site", "站点"),
    ("shop", "Shop", "店铺"),
    ("case_id", "Case", "纠纷单号"),
    ("kind", "Kind of case", "纠纷类型"),
    ("phase", "Case status", "纠纷状态"),
    ("opened_at", "Opened", "发起时间"),
    ("modified_at", "Last changed", "修改时间"),
    ("respond_by", "Clock on the page", "页面倒计时"),
    ("answered_at", "Answered by the seller", "卖家响应时间"),
    ("info_requested_at", "Information asked for", "平台要求举证时间"),
    ("escalated_at", "Platform stepped in", "平台介入时间"),
    ("closed_at", "Closed", "结案时间"),
    ("extended_to", "Extended to", "延期至"),
    ("refunded_at", "Refunded", "退款时间"),
    ("agreed_at", "Return agreed", "同意退货时间"),
    ("return_shipped_at", "Return sent", "退货发出时间"),
    ("return_received_at", "Return received", "退货签收时间"),
    ("review_at", "Review in effect", "评价生效时间"),
    ("reason", "Reason", "原因"),
    ("asks_for", "Buyer asks for", "买家方案"),
    ("amount", "Amount asked back", "退款金额"),
    ("return_tracking", "Return tracking", "退货运单号"),
    ("unanswered_message", "Oldest unanswered message", "最早未回复消息"),
];

/// The label of a field, in both languages. An unknown name is its own label, spaces for underscores.
pub fn field_label(name: &str) -> Words {
    match LABELS.iter().find(|(known, _, _)| *known == name) {
        Some((_, en, zh)) => Words::new(*en, *zh),
        None => {
            let plain = name.replace('_', " ");
            Words::new(plain.clone(), plain)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Case, Order};

    #[test]
    fn every_field_has_a_label() {
        for name in Order::FIELDS.iter().chain(Case::FIELDS) {
            assert!(LABELS.iter().any(|(known, _, _)| known == name), "{name} has no label");
        }
    }
}
