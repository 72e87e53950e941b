//! An order as a seller portal shows it.

use super::field::fields;
use super::{Moment, Money, OrderStatus};

fields! {
    /// An order. Ids are text: many exceed the precision of a JavaScript number.
    Order {
        /// The marketplace's order number (订单号).
        order_id: String,
        /// How far the order has come (订单状态).
        status: OrderStatus,
        /// When the buyer placed it (下单时间).
        placed_at: Moment,
        /// When the payment was verified (付款时间).
        paid_at: Moment,
        /// The latest moment for the buyer to pay, printed by the portal (最晚付款时间).
        pay_by: Moment,
        /// The latest moment to ship, printed by the portal (最晚发货时间).
        ship_by: Moment,
        /// The latest moment of delivery, printed by the portal.
        deliver_by: Moment,
        /// When the portal confirms receipt by itself, printed by the portal (自动确认收货时间).
        confirm_by: Moment,
        /// When it was shipped (发货时间).
        shipped_at: Moment,
        /// When it was delivered (签收时间).
        delivered_at: Moment,
        /// When the order was completed: receipt confirmed, by the buyer or by itself (交易完成时间).
        completed_at: Moment,
        /// The buyer's handle or name as the portal shows it, masked or not (买家).
        buyer: String,
        /// The destination country as the portal words it (国家).
        country: String,
        /// The title of the (first) item (商品).
        item: String,
        /// The number of pieces (数量).
        quantity: u32,
        /// What the buyer paid (订单金额).
        total: Money,
        /// The tracking number (运单号).
        tracking: String,
        /// The carrier (物流公司).
        carrier: String,
        /// The marketplace site, such as `amazon.de` (站点).
        site: String,
        /// The shop, where one login serves several (店铺).
        shop: String,
    }
}
