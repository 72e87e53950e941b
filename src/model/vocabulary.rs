//! The closed sets of words in which cases and orders are described on every portal.
//!
//! Portal packs translate the words printed on a page into these; rules, playbooks and templates
//! refer to these only.

use super::Words;
use serde::{Deserialize, Serialize};

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $key:literal, $en:literal, $zh:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $key)] $variant,)* }

        impl $name {
            /// Every word of this set, in its usual order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The key used in packs and JSON.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            /// The word as an agent reads it.
            pub fn words(self) -> Words {
                match self { $(Self::$variant => Words::new($en, $zh)),* }
            }
        }
    };
}

vocabulary! {
    /// Who has to act, or who acted.
    Party {
        /// The shop whose agent reads the page.
        Seller = "seller", "seller", "卖家";
        /// The customer.
        Buyer = "buyer", "buyer", "买家";
        /// The marketplace itself.
        Platform = "platform", "platform", "平台";
        /// Either side may act.
        Both = "both", "seller and buyer", "买卖双方";
    }
}

vocabulary! {
    /// How far an order has come.
    OrderStatus {
        /// Placed, not yet paid.
        AwaitingPayment = "awaiting-payment", "awaiting payment", "等待付款";
        /// Paid, held for verification; must not be shipped yet.
        Pending = "pending", "pending", "待处理";
        /// Paid, to be shipped.
        AwaitingShipment = "awaiting-shipment", "awaiting shipment", "等待发货";
        /// On its way.
        Shipped = "shipped", "shipped", "已发货";
        /// Handed over to the buyer.
        Delivered = "delivered", "delivered", "已送达";
        /// Finished.
        Completed = "completed", "completed", "交易成功";
        /// Cancelled or closed without completion.
        Cancelled = "cancelled", "cancelled", "已取消";
    }
}

vocabulary! {
    /// What sort of case is open on an order.
    CaseKind {
        /// A dispute opened by the buyer inside the platform (纠纷).
        Dispute = "dispute", "dispute", "纠纷";
        /// A return request.
        Return = "return", "return request", "退货申请";
        /// A request to cancel.
        Cancellation = "cancellation", "cancellation request", "取消申请";
        /// An item-not-received request.
        NotReceived = "not-received", "item not received", "未收到货";
        /// A guarantee claim decided by the platform.
        Claim = "claim", "claim", "平台索赔";
        /// A chargeback or payment dispute decided by a bank or wallet.
        PaymentDispute = "payment-dispute", "payment dispute", "支付争议";
        /// A review or feedback that the buyer left.
        Review = "review", "review", "评价";
        /// A notice of a violation or a penalty.
        Notice = "notice", "violation notice", "违规通知";
    }
}

vocabulary! {
    /// Where a case stands and whose turn it is.
    CasePhase {
        /// The seller must answer.
        AwaitingSeller = "awaiting-seller", "waiting for the seller", "等待卖家响应";
        /// The buyer must answer.
        AwaitingBuyer = "awaiting-buyer", "waiting for the buyer", "等待买家响应";
        /// Both sides are talking; either may move.
        Negotiating = "negotiating", "negotiating", "协商中";
        /// The platform has stepped in and decides.
        PlatformReview = "platform-review", "platform has stepped in", "平台介入";
        /// A return is agreed; the buyer has to ship it.
        ReturnToShip = "return-to-ship", "return agreed, buyer to ship", "待买家退货";
        /// The returned goods are on their way.
        ReturnInTransit = "return-in-transit", "return on its way", "退货运输中";
        /// The returned goods have arrived.
        ReturnReceived = "return-received", "return received", "已收到退货";
        /// Finished.
        Closed = "closed", "closed", "已关闭";
    }
}
