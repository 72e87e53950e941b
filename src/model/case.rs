//! A dispute, return, claim or other case on an order.

use super::field::fields;
use super::{CaseKind, CasePhase, Moment, Money};

fields! {
    /// A case on an order.
    Case {
        /// The marketplace's case number (纠纷单号).
        case_id: String,
        /// What sort of case it is (类型).
        kind: CaseKind,
        /// Where it stands (状态).
        phase: CasePhase,
        /// When the buyer opened it (发起时间).
        opened_at: Moment,
        /// When the buyer last changed it (修改时间).
        modified_at: Moment,
        /// The portal's own clock for the next step: a date or a countdown (剩余处理时间).
        respond_by: Moment,
        /// When the seller answered (卖家响应时间).
        answered_at: Moment,
        /// When the platform asked for information (平台要求举证时间).
        info_requested_at: Moment,
        /// When the platform stepped in (平台介入时间).
        escalated_at: Moment,
        /// When it was closed (结案时间).
        closed_at: Moment,
        /// Until when an extension was granted (延期至).
        extended_to: Moment,
        /// When the money was sent back (退款时间).
        refunded_at: Moment,
        /// When both sides agreed on a return (同意退货时间).
        agreed_at: Moment,
        /// When the buyer sent the return (退货发出时间).
        return_shipped_at: Moment,
        /// When the returned goods reached the seller (退货签收时间).
        return_received_at: Moment,
        /// When the buyer's review took effect (评价生效时间).
        review_at: Moment,
        /// The reason that the buyer gave (原因).
        reason: String,
        /// What the buyer asks for, in words (买家方案).
        asks_for: String,
        /// The amount that the buyer asks back (退款金额).
        amount: Money,
        /// The tracking number of the return (退货运单号).
        return_tracking: String,
    }
}
