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
        /// When both sides agreed on a return (同意退货时间).
        agreed_at: Moment,
        /// When the returned goods reached the seller (退货签收时间).
        return_received_at: Moment,
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
