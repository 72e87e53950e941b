//! The words of page health, of mending a page, and of pasted text.

use super::Phrase;

phrases! {
    REPAIR_LOST = "not found", "未找到";
    REPAIR_TWO = "two values", "有两个值";
    REPAIR_POINT = "Point at it", "在页面上指出";
    REPAIR_WRONG = "Wrong? Point at the right place", "不对？在页面上指出正确位置";
    REPAIR_PROMPT = "Click on the place where “{field}” stands. ↑ widens the choice, Esc gives up.", "请点击“{field}”所在的位置。按 ↑ 扩大范围，按 Esc 取消。";
    REPAIR_CANCEL = "Give up", "取消";
    REPAIR_OTHER = "Mend another place of this page", "修复此页面的其他位置";
    REPAIR_ROWS = "The rows of the list", "列表中的每一行";
    REPAIR_MESSAGES = "The messages", "每条消息";
    REPAIR_REPLY = "The reply box", "回复框";
    REPAIR_IN_ROW = "{field}, in each row", "{field}（每一行中）";
    REPAIR_CHOOSE = "How to find “{field}” from now on", "今后如何查找“{field}”";
    REPAIR_CHOOSE_HINT = "The most durable way stands first. Take the one whose value is right.", "最稳定的方式排在最前。请选择读到正确值的方式。";
    REPAIR_READS = "Reads", "读到";
    REPAIR_HITS = "{n} places on this page", "此页面上匹配 {n} 处";
    REPAIR_SAMPLES = "finds it on {n} of {all} kept samples", "在 {all} 个样本中命中 {n} 个";
    REPAIR_NO_SAMPLES = "no samples kept of this kind of page", "尚无此类页面的样本";
    REPAIR_USE = "Use this", "使用";
    REPAIR_NOTHING = "Nothing lasting was found at this place. Point at the text itself, or at something around it.",
        "此处没有可稳定识别的特征。请直接点击文字，或点击它外围的区域。";
    REPAIR_DONE = "Mended. The page is being read again.", "已修复，正在重新读取页面。";
    REPAIR_POINTING = "Now click on the page.", "请在页面上点击。";
    SAMPLE_KEEP = "Keep a sample of this page", "保留此页面的样本";
    SAMPLE_HINT = "Only the structure: every word and number is replaced before it leaves the page.", "仅保留结构：所有文字和数字在离开页面前均已替换。";
    SAMPLE_KEPT = "Kept. Samples of this kind of page: {n}.", "已保留，此类页面共 {n} 个样本。";
    CONFIRM_PAGE = "I have checked: this page is read right", "我已核对：此页面读取正确";
    CONFIRMED_PAGE = "You have confirmed how this page is read.", "您已确认此页面的读取方式。";
    EVIDENCE_S = "place proven by several sources", "位置有多个来源证实";
    EVIDENCE_ONE = "place proven by one source", "位置有一个来源证实";
    EVIDENCE_I = "unproven: the place is inferred", "未证实：位置为推断";
    EVIDENCE_T = "found by its label alone", "仅凭标签找到";
    EVIDENCE_M = "mended here", "已在本机修复";
    WORKING_SHOP = "Working for", "当前店铺";
    WORKING_ANY = "any shop", "不限店铺";

    PAGES_TITLE = "The last thirty days", "近三十天";
    PAGES_HINT = "How many pages of each portal were opened, how many were read whole, and what was lost most often. Counts only, kept on this machine.",
        "各平台打开的页面数、完整读取的页面数，以及最常缺失的字段。仅为计数，保存在本机。";
    PAGES_NONE = "Nothing was counted yet.", "暂无记录。";
    PAGES_PORTAL = "Portal", "平台";
    PAGES_OPENED = "Pages", "页面数";
    PAGES_WHOLE = "Read whole", "完整读取";
    PAGES_LOST = "Lost most often", "最常缺失";
    MENDS_TITLE = "Mended places", "已修复的位置";
    MENDS_HINT = "What you have mended by pointing, and what is switched off. A colleague can import the file.", "您通过指点修复的位置，以及已停用的内容。可导出给同事导入。";
    MENDS_NONE = "Nothing was mended yet. Open a portal page, and point at a lost field in the panel.", "尚无修复记录。打开平台页面后，可在侧栏中指出缺失的字段。";
    MENDS_EXPORT = "Save as a file", "导出文件";
    MENDS_IMPORT = "Import a file", "导入文件";
    MENDS_SIGN = "Signed by {name}, {date}", "由 {name} 于 {date} 确认";
    MENDS_ACCEPT = "Take these over", "采用";
    MENDS_REFUSE = "Leave it", "放弃";
    MENDS_CHANGES = "This file changes {n} places:", "此文件将修改 {n} 处：";
    MENDS_BEFORE = "until now", "此前";
    MENDS_AFTER = "from now on", "今后";
    MENDS_OFF = "switched off", "停用";
    MENDS_TAKEN = "Taken over.", "已采用。";
    MENDS_UNREADABLE = "The browser could not read the file.", "浏览器无法读取该文件。";
    SAMPLES_TITLE = "Kept samples", "已保留的样本";
    SAMPLES_NONE = "No samples are kept.", "没有保留样本。";
    SAMPLES_COUNT = "× {n}", "× {n}";
    SAMPLES_SAVE = "Save the samples as a file", "导出样本文件";
    SAMPLES_DROP = "Delete the samples", "删除样本";

    PASTE = "Paste", "粘贴识别";
    PASTE_TEXT = "Paste the text of an order or of a message from any page: the same card, clocks and letters.", "粘贴任意页面上的订单或消息文字，即可得到相同的信息卡、倒计时和话术。";
    PASTE_INSTEAD = "Paste the text of a page instead", "改为粘贴页面文字";
    PASTE_LABEL = "Text of the order or message", "订单或消息文字";
    PASTE_HINT = "Select the part of the page, copy it, and paste it here. It is not stored.", "选中页面上的内容，复制后粘贴到这里。内容不会被保存。";
    PASTE_PORTAL = "Marketplace", "平台";
    PASTE_GUESS = "by the order number", "按订单号识别";
    PASTE_UNKNOWN = "No order number of a known marketplace stands in the text. Choose the marketplace.", "文字中没有已知平台的订单号，请选择平台。";
    PASTE_SEVERAL = "The order number fits several marketplaces. Choose the right one.", "该订单号符合多个平台的格式，请选择。";
    PASTE_CLEAR = "Clear", "清空";
    PASTE_NO_BOX = "Pasted text has no reply box. Copy the letter.", "粘贴的文字没有回复框，请复制话术。";
}
