//! The words of the buyer's message in the panel.

use super::Phrase;

phrases! {
    MESSAGE = "The buyer writes", "买家消息";
    MESSAGE_TOPICS = "About", "主题";
    MESSAGE_NO_TOPIC = "No topic told: read it yourself.", "未识别出主题，请自行阅读。";
    MESSAGE_WANTS = "Wants", "诉求";
    MESSAGE_THREATS = "Threatens", "威胁";
    MESSAGE_ANGER = "Anger", "情绪信号";
    MESSAGE_MOOD = "Mood", "情绪";
    MESSAGE_LANGUAGE = "Language", "语言";
    MESSAGE_NAMES = "Names", "提到";
    MESSAGE_QUESTIONS = "Questions to answer", "待回答的问题";
    MESSAGE_GIST = "In short", "要点";
    MESSAGE_WHOLE = "The whole message", "查看全文";
    MESSAGE_LIKELY = "{n} % likely", "可能性 {n}%";
    ANGER_SWEARING = "swear word", "脏话";
    ANGER_INSULT = "insult", "辱骂";
    ANGER_CAPITALS = "a sentence in capitals", "整句大写";
    BLACKMAIL = "Money or goods are tied to a review. Promise nothing for it; the platform takes reports of this.",
        "以评价要挟退款或补偿。不要为此作出任何承诺，可向平台举报。";
    AGO = "Speaks of {n} days ago or more: check the window of returns and warranty.", "提到至少 {n} 天前的事，请核对退换与保修期限。";
    STRANGER = "Says that nothing was bought here: check whether this order is really meant.", "称未在本店购买，请核对是否为本店订单。";
    NO_PICTURE = "Says that there is no picture.", "买家称没有图片。";
    HIDDEN = "Holds characters that nobody can see. They changed nothing here.", "含有不可见字符，准时答未受其影响。";
    CUT = "Only the beginning of this very long message was read.", "消息过长，仅分析了开头部分。";
    NAMES_ORDER = "order", "订单号";
    NAMES_TRACKING = "tracking", "运单号";
    NAMES_AMOUNT = "amount", "金额";
    NAMES_DATE = "date", "日期";
    NAMES_ITEM = "item", "商品";
}
