//! The scenes: every page worth opening, with its address in the shape that the real portal uses.
//! The start page lists them, the demo photographs them, and the tests walk through them.

use serde::Serialize;

use crate::sheets;

/// The host that shows the list of scenes, whatever the path.
pub const START_HOST: &str = "start.dueline.example";

/// One page of the replica with a case on it.
#[derive(Clone, Debug, Serialize)]
pub struct Scene {
    /// Stable name, good for a file name.
    pub id: String,
    /// The marketplace it belongs to.
    pub portal: String,
    /// Short English title.
    pub title_en: String,
    /// Short Chinese title.
    pub title_zh: String,
    /// One English sentence on what is to be seen.
    pub about_en: String,
    /// The same sentence in Chinese.
    pub about_zh: String,
    /// The full address, under the portal's real host name.
    pub url: String,
    /// Whether it is a sheet: a page whose script says itself what is to be read on it (`window.replicaTruth`).
    pub sheet: bool,
}

impl Scene {
    /// The scene's address with knobs in the form `key:value,key:value`.
    pub fn url_with(&self, knobs: &str) -> String {
        let (page, fragment) = match self.url.split_once('#') {
            Some((page, fragment)) => (page, format!("#{fragment}")),
            None => (self.url.as_str(), String::new()),
        };
        let joiner = if page.contains('?') { '&' } else { '?' };
        let value: String = form_urlencoded::byte_serialize(knobs.as_bytes()).collect();
        format!("{page}{joiner}replica={value}{fragment}")
    }
}

macro_rules! scene {
    ($portal:literal, $id:literal, $url:literal, $title_en:literal / $title_zh:literal, $about_en:literal / $about_zh:literal) => {
        Scene {
            id: $id.to_owned(),
            portal: $portal.to_owned(),
            title_en: $title_en.to_owned(),
            title_zh: $title_zh.to_owned(),
            about_en: $about_en.to_owned(),
            about_zh: $about_zh.to_owned(),
            url: $url.to_owned(),
            sheet: false,
        }
    };
}

/// Every scene, grouped by marketplace, in the order in which a visitor would like to meet them.
pub fn scenes() -> Vec<Scene> {
    let mut scenes = with_cases();
    scenes.extend(sheets::scenes());
    scenes
        .sort_by_key(|scene| ORDER.iter().position(|portal| *portal == scene.portal).unwrap_or(ORDER.len()));
    scenes
}

/// The marketplaces with cases that live through time come first.
const ORDER: [&str; 3] = ["aliexpress", "amazon", "ebay"];

/// The scenes of the portals whose cases live through time.
fn with_cases() -> Vec<Scene> {
    vec![
        scene!(
            "aliexpress",
            "aliexpress-orders",
            "https://csp.aliexpress.com/m_apps/order-manage/orderList?channelId=1284503",
            "Order list" / "订单列表",
            "Sixty orders; disputes and shipments with running clocks."
                / "六十个订单，含倒计时中的纠纷单和待发货单。"
        ),
        scene!(
            "aliexpress",
            "aliexpress-order",
            "https://csp.aliexpress.com/m_apps/order-manage/orderDetail?orderId=8192034567812345&channelId=1284503",
            "Order in dispute" / "纠纷中的订单",
            "Order detail with a dispute that waits for the seller."
                / "订单详情，买家已提起纠纷，等待卖家响应。"
        ),
        scene!(
            "aliexpress",
            "aliexpress-order-unshipped",
            "https://csp.aliexpress.com/m_apps/order-manage/orderDetail?orderId=8192117734509821&channelId=1284503",
            "Order to be shipped" / "待发货订单",
            "Paid, not yet shipped; the shipping clock is running." / "已付款待发货，发货倒计时进行中。"
        ),
        scene!(
            "aliexpress",
            "aliexpress-disputes",
            "https://csp.aliexpress.com/m_apps/dispute-management/list?channelId=1284503",
            "Dispute list" / "纠纷列表",
            "Disputes in every state, with the time left to act." / "各种状态的纠纷及剩余处理时间。"
        ),
        scene!(
            "aliexpress",
            "aliexpress-dispute-waiting",
            "https://csp.aliexpress.com/m_apps/dispute-management/list?channelId=1284503&reverseOrderLineId=6001928345510271",
            "Dispute: waiting for the seller" / "纠纷：等待卖家响应",
            "Parcel not received; five days to answer, the clock is printed."
                / "买家称未收到货，五天响应期，页面显示倒计时。"
        ),
        scene!(
            "aliexpress",
            "aliexpress-dispute-modified",
            "https://csp.aliexpress.com/m_apps/dispute-management/list?channelId=1284503&reverseOrderLineId=6001921177306402",
            "Dispute: changed by the buyer" / "纠纷：买家已修改",
            "The buyer changed the request; the five days began again."
                / "买家修改了诉求，五天响应期重新计算。"
        ),
        scene!(
            "aliexpress",
            "aliexpress-dispute-negotiating",
            "https://csp.aliexpress.com/m_apps/dispute-management/list?channelId=1284503&reverseOrderLineId=6001877120394458",
            "Dispute: negotiating" / "纠纷：协商中",
            "The seller's plan was refused; the platform steps in after day seven."
                / "买家拒绝卖家方案，七天后平台介入。"
        ),
        scene!(
            "aliexpress",
            "aliexpress-dispute-platform",
            "https://csp.aliexpress.com/m_apps/dispute-management/list?channelId=1284503&reverseOrderLineId=6001790033218846",
            "Dispute: platform stepped in" / "纠纷：平台介入",
            "The platform has proposed a plan and decides." / "平台已介入并给出方案。"
        ),
        scene!(
            "aliexpress",
            "aliexpress-dispute-return",
            "https://csp.aliexpress.com/m_apps/dispute-management/list?channelId=1284503&reverseOrderLineId=6001733398812050",
            "Dispute: return agreed" / "纠纷：等待买家退货",
            "Return agreed; the buyer has ten days to ship." / "已同意退货，买家须在十天内寄回。"
        ),
        scene!(
            "aliexpress",
            "aliexpress-dispute-returning",
            "https://csp.aliexpress.com/m_apps/dispute-management/list?channelId=1284503&reverseOrderLineId=6001718850263917",
            "Dispute: return on its way" / "纠纷：退货运输中",
            "The buyer has shipped; the seller confirms until the page's countdown ends."
                / "买家已寄出退货，卖家须在页面倒计时结束前确认。"
        ),
        scene!(
            "aliexpress",
            "aliexpress-dispute-appeal",
            "https://csp.aliexpress.com/m_apps/dispute-management/list?channelId=1284503&reverseOrderLineId=6001699340175528",
            "Dispute: closed, appeal possible" / "纠纷：已结案，可申诉",
            "Closed since yesterday; an appeal is possible for seven days." / "昨天结案，七天内可申诉。"
        ),
        scene!(
            "aliexpress",
            "aliexpress-dispute-closed",
            "https://csp.aliexpress.com/m_apps/dispute-management/list?channelId=1284503&reverseOrderLineId=6001602217745593",
            "Dispute: closed" / "纠纷：已结束",
            "Closed with a partial refund; nothing left to do." / "已部分退款结案，无待办事项。"
        ),
        scene!(
            "aliexpress",
            "aliexpress-chat",
            "https://gsp.aliexpress.com/m_apps/im-chat/im?channelId=1284503#/window",
            "Buyer chat" / "买家聊天",
            "An impatient buyer, an order card and the reply box." / "催促的买家、订单卡片和回复框。"
        ),
        scene!(
            "amazon",
            "amazon-orders",
            "https://sellercentral.amazon.com/orders-v3/mfn/unshipped?page=1",
            "Unshipped orders" / "未发货订单",
            "The seller-fulfilled list with its ship-by dates." / "自配送未发货列表及最晚发货日期。"
        ),
        scene!(
            "amazon",
            "amazon-order",
            "https://sellercentral.amazon.com/orders-v3/order/112-7634521-9845023",
            "Order detail" / "订单详情",
            "Unshipped, to be confirmed by tomorrow." / "未发货，须在明天前确认发货。"
        ),
        scene!(
            "amazon",
            "amazon-order-late",
            "https://sellercentral.amazon.com/orders-v3/order/113-5520918-3318642",
            "Order past its ship-by date" / "逾期未发货订单",
            "The ship-by date has passed." / "已超过最晚发货日期。"
        ),
        scene!(
            "amazon",
            "amazon-contact",
            "https://sellercentral.amazon.com/messaging/contact?orderID=112-7634521-9845023&buyerID=A2Q9ZV1M3X7TKE&marketplaceId=ATVPDKIKX0DER",
            "Contact buyer" / "联系买家",
            "The form with its shadow-root text area." / "联系买家表单，文本框位于 Shadow DOM 中。"
        ),
        scene!(
            "amazon",
            "amazon-inbox",
            "https://sellercentral.amazon.com/messaging/inbox?fi=search&ss=112-7634521-9845023&cc=5b0c1f2e-7d34-4b7a-9a61-2f8f6d0c9e11",
            "Message inbox" / "买家消息",
            "A buyer message that wants an answer within 24 hours." / "须在 24 小时内回复的买家消息。"
        ),
        scene!(
            "amazon",
            "amazon-claim",
            "https://sellercentral.amazon.com/gp/guarantee-claims/details?claimId=8812046377&orderID=114-2096381-7745026",
            "A-to-z claim" / "A-to-z 索赔",
            "Amazon asks for information; 48 hours to answer." / "亚马逊要求提供信息，须在 48 小时内回应。"
        ),
        scene!(
            "amazon",
            "amazon-return",
            "https://sellercentral.amazon.com/gp/returns/list/v2?searchBy=orderId&searchString=111-8830417-5529643&selectedDateRange=90&marketplaceIds=ATVPDKIKX0DER",
            "Return delivered" / "退货已送达",
            "A seller-fulfilled return has arrived; four days to refund it."
                / "自配送订单的退货已送达，须在四天内退款。"
        ),
        scene!(
            "amazon",
            "amazon-safet",
            "https://sellercentral.amazon.com/safet-claims/create-v2?orderId=113-0467915-2281734",
            "SAFE-T claim possible" / "可提交 SAFE-T 索赔",
            "The buyer was refunded; a SAFE-T claim may be filed for thirty days."
                / "已向买家退款，三十天内可提交 SAFE-T 索赔。"
        ),
        scene!(
            "ebay",
            "ebay-orders",
            "https://www.ebay.com/sh/ord/?filter=status:AWAITING_SHIPMENT",
            "Orders awaiting shipment" / "待发货订单",
            "The Seller Hub list with its ship-by dates." / "卖家中心列表及发货截止日期。"
        ),
        scene!(
            "ebay",
            "ebay-order",
            "https://www.ebay.com/mesh/ord/details?orderid=12-11873-40562",
            "Order detail" / "订单详情",
            "A paid order with its items, address and earnings." / "已付款订单的商品、地址与收益。"
        ),
        scene!(
            "ebay",
            "ebay-messages",
            "https://www.ebay.com/cnt/ViewMessage?group_type=CORE&conversation_type=FROM_MEMBERS",
            "Message thread" / "站内消息",
            "A buyer asks where the parcel is." / "买家询问包裹去向。"
        ),
        scene!(
            "ebay",
            "ebay-return",
            "https://www.ebay.com/rt/ReturnDetails?returnId=5312847706",
            "Return request" / "退货请求",
            "Not as described, with a respond-by date." / "货物与描述不符，页面显示响应截止日期。"
        ),
        scene!(
            "ebay",
            "ebay-not-received",
            "https://www.ebay.com/ItemNotReceived/5377120945",
            "Item not received" / "未收到货",
            "The buyer says nothing came; respond-by date printed."
                / "买家称未收到货，页面显示响应截止日期。"
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<_> = scenes().into_iter().map(|scene| scene.id).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }

    #[test]
    fn knobs_go_before_the_fragment() {
        let chat = scenes().into_iter().find(|scene| scene.id == "aliexpress-chat").unwrap();
        assert_eq!(
            chat.url_with("dark:1,late:0"),
            "https://gsp.aliexpress.com/m_apps/im-chat/im?channelId=1284503&replica=dark%3A1%2Clate%3A0#/window"
        );
    }
}
