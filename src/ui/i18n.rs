//! Every word of the panel and the app, in both interface languages, in one place.

use super::bridge::Trouble;
use crate::deadlines::Certainty;
use crate::model::{Language, Provenance};
use crate::protocol::{BadgeState, EditorKind, Refusal, WriteProblem};

/// One text of the interface in both languages. `{…}` stands for what is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    en: &'static str,
    zh: &'static str,
}

impl Phrase {
    /// The text in `language`.
    pub const fn get(self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Zh => self.zh,
        }
    }

    /// The text in `language` with `{name}` replaced.
    pub fn with(self, language: Language, values: &[(&str, &str)]) -> String {
        let mut text = self.get(language).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

macro_rules! phrases {
    ($($name:ident = $en:literal, $zh:literal;)*) => { $(pub const $name: Phrase = Phrase { en: $en, zh: $zh };)* };
}

phrases! {
    PRODUCT = "Dueline", "准时答";
    SAVED = "Saved", "已保存";
    COPIED = "Copied", "已复制";
    COPY = "Copy", "复制";
    COPY_FAILED = "The browser did not copy. Select the text and copy it by hand.", "浏览器未能复制，请选中文字后手动复制。";
    BACK = "Back", "返回";
    CLOSE_PANEL = "Close the panel", "关闭侧栏";
    OPEN_APP = "Open settings and page health in a tab", "在标签页中打开设置与页面健康";
    LOADING = "Reading the page …", "正在读取页面…";
    TRY_AGAIN = "Try again", "重试";
    OPEN_SETTINGS = "Open the settings", "打开设置";

    NO_PAGE_TITLE = "Nothing to work on here", "这里没有可处理的内容";
    NO_PAGE_TEXT = "Open an order, a case or a conversation in the portal. This panel then shows its clocks, the next step and the letters that fit.",
        "请在平台中打开一个订单、纠纷或会话。侧栏随后会显示倒计时、下一步和合适的话术。";
    OFF_TITLE = "This portal is switched off", "该平台已关闭";
    OFF_TEXT = "Dueline does not read its pages. Switch it on in the settings if you want clocks and letters here.",
        "准时答不会读取它的页面。如需倒计时与话术，请在设置中打开。";
    REFUSED_TITLE = "This did not work", "操作未完成";
    GONE_TITLE = "Dueline was updated", "准时答已更新";
    GONE_TEXT = "Reload this page to go on. Nothing on it was changed.", "请重新加载此页面后继续。页面内容未被改动。";

    CLOCKS = "Clocks", "倒计时";
    NO_CLOCKS = "No clock is running that Dueline knows of.", "目前没有准时答已知的倒计时。";
    LIST_CLOCKS = "Clocks in this list", "列表中的倒计时";
    MORE_ROWS = "and {n} more in the list", "列表中还有 {n} 个";
    TIME_LEFT = "{t} left", "剩余 {t}";
    PAST = "{t} past", "已过 {t}";
    ABOUT = "about {t}", "约 {t}";
    NO_FIGURE = "no figure can be given", "无法给出时间";
    DAYS_HOURS = "{d} d {h} h", "{d}天{h}小时";
    HOURS_MINUTES = "{h} h {m} min", "{h}小时{m}分";
    MINUTES_SECONDS = "{m} min {s} s", "{m}分{s}秒";
    MINUTES = "{m} min", "{m}分钟";
    HOURS = "{h} h", "{h}小时";
    DAYS = "{d} days", "{d}天";
    ONE_DAY = "1 day", "1天";
    UNDER_A_DAY = "less than a day", "不到1天";
    UNDER_AN_HOUR = "less than an hour", "不到1小时";
    UNDER_A_MINUTE = "less than a minute", "不到1分钟";
    PORTAL_TIME = "Portal time", "平台时间";
    YOUR_TIME = "Your time", "你的时间";
    WHO_ACTS = "To act: {who}", "由{who}处理";
    AT_ZERO = "At zero", "到期后";
    YOU_MAY = "Possible now", "现在可以";
    WHEN_BEGAN = "When? {what}, as the portal shows it ({zone})", "{what}是什么时候？按平台显示的时间填写（{zone}）";
    COUNT_FROM_HERE = "Count from here", "从此时计算";
    TAKE_TIME_BACK = "Take back the time you gave", "撤回您填写的时间";
    NO_SUCH_TIME = "Give a date and a time that is not in the future.", "请填写日期和时间，且不能晚于现在。";
    BUYER_TIME = "Buyer's time", "买家时间";
    BUYER_NOW = "Buyer in {country}: {time} now, {awake}", "买家在{country}：当地现在 {time}，{awake}";
    AWAKE = "awake", "清醒时段";
    PARTLY_AWAKE = "awake in a part of the country", "部分地区为清醒时段";
    ASLEEP = "asleep", "休息时段";
    UNTIL = " to ", " 至 ";
    HOUSE = "House targets", "内部时效目标";
    HOUSE_HINT = "What the shop asks of itself. It stands on a line of its own and never changes a platform's clock.", "店铺对自己的要求，单独显示，不影响平台时限。";
    HOUSE_FIRST = "First reply, minutes", "首次响应（分钟）";
    HOUSE_ANSWER = "Answer, hours", "回复（小时）";
    HOUSE_SOLVE = "Case solved, hours", "解决问题（小时）";
    HOUSE_SHIFTS = "Shifts", "班次";
    HOUSE_SHIFTS_HINT = "Days 1 (Monday) to 7, then periods: 1-5 09:00-12:00 13:30-18:00; 6 10:00-16:00. Empty counts around the clock.", "先写星期（1 为周一至 7），再写时段：1-5 09:00-12:00 13:30-18:00; 6 10:00-16:00。留空则全天计时。";
    NOT_A_NUMBER = "Give a whole number above zero, or nothing.", "请填写大于零的整数，或留空。";
    NOT_SHIFTS = "Write days and periods such as 1-5 09:00-12:00 13:30-18:00.", "请按此格式填写：1-5 09:00-12:00 13:30-18:00。";
    NO_WAY_BACK = "cannot be taken back", "不可撤回";
    AT_STAKE = "At stake", "涉及金额";
    SOURCE_CHECKED = "checked {date}", "核对于 {date}";
    OTHER_VALUES = "Other values found", "其他来源的说法";
    DERIVATION = "How this figure came about", "这个时间是怎么来的";
    PRINTED_CLOCK = "Printed on the page", "页面显示";
    COMPUTED_CLOCK = "By the rule", "按规则计算";

    STEPS = "Next steps", "下一步";
    NO_STEPS = "No step is proposed for this page.", "此页面暂无建议。";
    GROUNDS = "Sources", "依据";

    LETTERS = "Letters", "话术";
    SEARCH_LETTERS = "Search letters", "搜索话术";
    SEARCH_HINT = "Title, tag or content", "标题、标签或内容";
    FITTING = "Fits this case", "适合此案";
    NO_LETTERS = "No letter found. Try another word.", "没有找到话术，换个词试试。";
    LETTERS_FOUND = "{n} letters", "{n} 条话术";
    LETTER_KEYS = "Arrow keys choose, Enter opens", "方向键选择，回车打开";
    LANGUAGE_VARIANT = "Language of the letter", "话术语言";
    MEANING = "What it says", "中文大意";
    ASK_FOR = "Needed before it can be inserted", "插入前需要填写";
    ASK_FOR_HINT = "This page does not tell these.", "此页面没有这些信息。";
    PREVIEW = "Preview", "预览";
    PREVIEW_HINT = "Marked words come from this order.", "标记处为此订单的信息。";
    INSERT = "Insert", "插入";
    UNDO = "Undo", "撤销";
    INSERT_BLOCKED_VALUES = "Fill in the values above first.", "请先填写上面的内容。";
    INSERT_BLOCKED_LINT = "The portal forbids a wording in this letter; see below the preview.", "此话术含有平台禁止的表述，见预览下方。";
    INSERT_ANYWAY = "Insert all the same; I will change the wording in the box.", "仍要插入，我会在回复框中修改。";
    INSERT_NO_BOX = "This page has no reply box. Copy the letter instead.", "此页面没有回复框，可改用复制。";
    LETTER_BROKEN = "This letter cannot be filled: {why}", "此话术无法填充：{why}";
    LETTER_TOO_LONG = "The letter has {n} characters; the box takes {limit}.", "话术共 {n} 个字符，回复框最多 {limit} 个。";
    LENGTH = "{n} characters", "{n} 个字符";
    LENGTH_OF = "{n} of {limit} characters", "{n} / {limit} 个字符";
    LINT_BLOCK = "forbidden", "禁止";
    LINT_WARN = "doubtful", "存疑";
    LINT_INSTEAD = "Instead", "建议";
    LINT_TITLE = "Wording to look at", "需要留意的表述";
    INSERTED = "Inserted. Sending is left to you.", "已插入。发送由你决定。";
    UNDONE = "Taken back.", "已撤销。";
    WRITE_NO_BOX = "There is no reply box on the page. Open the conversation first.", "页面上没有回复框，请先打开会话。";
    WRITE_READ_ONLY = "The reply box takes no text just now.", "回复框暂时不能输入。";
    WRITE_TOO_LONG = "The text would not fit into the reply box. Nothing was inserted.", "文字超出回复框上限，未插入任何内容。";
    WRITE_COMPOSING = "The input method is still composing. Finish the word, then insert.", "输入法正在输入，请完成后再插入。";
    WRITE_ALTERED = "The editor changed something else than meant. Look at the box before you send.", "编辑器的改动与预期不符，发送前请检查回复框。";
    WRITE_REFUSED = "The editor took nothing. Copy the letter and paste it.", "编辑器未接受文字，请复制后粘贴。";
    WRITE_NOTHING_TO_UNDO = "There is nothing to take back, or the text was changed since.", "没有可撤销的内容，或文字已被修改。";
    WRITE_MOVED = "The page has just changed. Look at it again, then insert once more.", "页面刚刚发生变化，请核对后再插入。";
    WRITE_HELD = "Nothing was inserted: it is doubtful whether the right conversation is open.", "未插入：无法确认当前打开的是正确的会话。";
    WRITE_CONFIRM = "Is the outlined box the reply box? Then insert once more.", "页面上框出的是回复框吗？如果是，请再插入一次。";

    CASE_CARD = "What was read", "读取到的信息";
    ORDER = "Order", "订单";
    CASE = "Case", "纠纷 / 售后";
    ELSEWHERE = "{n} fields that this page does not show", "此页面不显示的 {n} 个字段";
    PROVENANCE_READ = "read", "已读取";
    PROVENANCE_DERIVED = "derived", "推算";
    PROVENANCE_NOT_FOUND = "not found", "未找到";
    DETAIL_READ = "Words on the page", "页面原文";
    DETAIL_DERIVED = "Worked out from", "推算依据";
    DETAIL_UNREADABLE = "Found on the page, but not understood", "页面上有，但无法理解";
    DETAIL_NOTHING_MATCHED = "The page should show this, but nothing was found. It may have changed.", "此页面应显示该信息，但没有找到，页面可能已改版。";
    DETAIL_OUTLINED = "Outlined on the page while you point at it.", "指向此处时会在页面上框出。";

    HEALTH = "Page health", "页面健康";
    HEALTH_GOOD = "Everything that this page should show was found.", "此页面应有的信息均已找到。";
    HEALTH_OPEN = "See all that was read", "查看全部读取内容";

    NAV = "Dueline pages", "准时答页面";
    WELCOME = "Welcome", "欢迎";
    SETTINGS = "Settings", "设置";
    PRIVACY = "Privacy", "隐私";
    SKIP = "Skip to the content", "跳到正文";

    WELCOME_TITLE = "Which portals do you work in?", "你在哪些平台工作？";
    WELCOME_TEXT = "Dueline reads only the portals that you switch on. Your browser asks for each of them when you do. It never sends anything.",
        "准时答只读取你打开的平台。打开时浏览器会逐个征求同意。它从不替你发送任何内容。";
    WELCOME_NAME = "Your name in letters", "话术中的署名";
    WELCOME_NAME_HINT = "Optional. Letters are signed with it.", "可不填，用于话术落款。";
    WELCOME_DONE = "Done", "完成";
    WELCOME_READY_TITLE = "You are set", "设置完成";
    WELCOME_READY_TEXT = "Open an order, a case or a conversation in one of your portals. The clock stands beside the order number, the letters above the reply box.",
        "在平台中打开订单、纠纷或会话：倒计时显示在订单号旁，话术显示在回复框上方。";
    WELCOME_NONE = "No portal is switched on yet, so Dueline stays silent. You can do that here or in the settings at any time.",
        "尚未打开任何平台，准时答不会工作。可随时在此处或设置中打开。";

    PORTALS = "Portals", "平台";
    PORTALS_HINT = "Switching a portal on asks the browser for access to its addresses; switching it off gives the access back.",
        "打开平台时浏览器会询问访问权限；关闭时归还权限。";
    PORTAL_ON = "on", "已打开";
    PORTAL_OFF = "off", "已关闭";
    PORTAL_ADDRESSES = "Addresses", "网址";
    PORTAL_DENIED = "The browser does not allow this portal, so it stays off.", "浏览器未允许访问该平台，保持关闭。";
    PORTAL_UNPERMITTED = "Switched on, but the browser no longer allows it.", "已打开，但浏览器已不再允许访问。";
    PORTAL_ASK_AGAIN = "Ask the browser again", "重新请求权限";
    PORTAL_ZONE = "Time zone of {portal}", "{portal} 的时区";

    AGENT = "You", "你";
    AGENT_NAME = "Name", "姓名";
    AGENT_NAME_HINT = "The name under which you write to buyers.", "写给买家时使用的名字。";
    AGENT_SIGNATURE = "Signature", "落款";
    AGENT_SIGNATURE_HINT = "The lines under a letter.", "话术末尾的几行。";
    SHOPS = "Shops", "店铺";
    SHOPS_HINT = "Letters use the shop's name. The number is the one in the portal's addresses, where one login serves several shops.",
        "话术会使用店铺名。编号为平台网址中的店铺编号，适用于一个账号管理多个店铺。";
    SHOPS_NONE = "No shop yet.", "还没有店铺。";
    SHOP_PORTAL = "Portal", "平台";
    SHOP_NUMBER = "Number", "编号";
    SHOP_NAME = "Name", "名称";
    SHOP_ADD = "Add shop", "添加店铺";
    SHOP_REMOVE = "Remove {name}", "移除 {name}";
    SHOP_NAME_NEEDED = "A shop needs a name.", "请填写店铺名称。";
    REMOVE = "Remove", "移除";
    LOOK = "Language and looks", "语言与外观";
    INTERFACE_LANGUAGE = "Interface language", "界面语言";
    LANGUAGE_BROWSER = "As the browser", "跟随浏览器";
    THEME = "Theme", "主题";
    THEME_SYSTEM = "As the system", "跟随系统";
    THEME_LIGHT = "Light", "浅色";
    THEME_DARK = "Dark", "深色";
    TIMES = "Times", "时间";
    ZONE_OWN = "Your time zone", "你的时区";
    ZONE_OWN_HINT = "Empty means this computer's: {zone}.", "留空则使用本机时区：{zone}。";
    ZONE_PORTAL_HINT = "Empty means the usual one: {zone}.", "留空则使用默认时区：{zone}。";
    ZONES_PORTAL = "Portals that print another zone", "平台显示的时区";
    ZONES_PORTAL_HINT = "Only if a portal shows its times in another zone than usual, for example because you changed it in your account there.",
        "仅当平台页面显示的时区与默认不同时填写，例如你在平台账号中改过时区。";
    ZONE_UNKNOWN = "This zone is not known. Choose one of the list, such as Asia/Shanghai.", "无法识别该时区，请从列表中选择，例如 Asia/Shanghai。";
    SHORTCUTS = "Keyboard shortcuts", "快捷键";
    SHORTCUT_NONE = "none", "未设置";
    SHORTCUTS_CHROMIUM = "To change them, open this address in a new tab:", "如需修改，请在新标签页打开此地址：";
    SHORTCUTS_FIREFOX = "To change them, open about:addons, press the gear and choose “Manage Extension Shortcuts”.",
        "如需修改，请打开 about:addons，点击齿轮，选择“管理扩展快捷键”。";
    SHORTCUTS_HINT = "Where the browser has bound none, Alt+1 to Alt+3, Alt+U and Alt+P work inside portal pages.",
        "浏览器未绑定时，平台页面内可使用 Alt+1 至 Alt+3、Alt+U 和 Alt+P。";
    COMMAND_INSERT_1 = "Insert the first suggested letter", "插入第一条建议话术";
    COMMAND_INSERT_2 = "Insert the second suggested letter", "插入第二条建议话术";
    COMMAND_INSERT_3 = "Insert the third suggested letter", "插入第三条建议话术";
    COMMAND_UNDO = "Take the last insertion back", "撤销上次插入";
    COMMAND_PANEL = "Open or close the panel", "打开或关闭侧栏";

    TAB_CHOOSE = "Open portal page", "已打开的平台页面";
    TAB_NONE = "No portal page of interest is open. Open an order, a case or a conversation in a portal that is switched on.",
        "没有打开相关的平台页面。请在已打开的平台中打开订单、纠纷或会话。";
    REFRESH = "Read again", "重新读取";
    SAVE_FILE = "Save as file", "保存为文件";
    SAVE_FAILED = "The browser did not save the file. Try again.", "浏览器未能保存文件，请重试。";
    SAVE_FILE_HINT = "One JSON file with everything below. It holds what stands on the page, buyer names and messages included.",
        "将以下全部内容保存为一个 JSON 文件。其中包含页面上的内容，包括买家姓名与消息。";
    FIELDS = "Fields", "字段";
    FIELD = "Field", "字段";
    VALUE = "Value", "值";
    HOW = "How", "来源";
    STRATEGY = "Found by", "读取方式";
    SUMMARY = "Summary", "概况";
    PAGE = "Page", "页面";
    ADDRESS = "Address", "地址";
    TAKEN = "Read at", "读取时间";
    ROWS = "Rows", "行数";
    MESSAGES = "Messages", "消息";
    REPLY_BOX = "Reply box", "回复框";
    NONE_FOUND = "none found", "未找到";
    NOT_HERE = "not on this page", "此页面没有";
    ADVICE = "Advice", "建议";
    DRAWN = "What is drawn on the page", "页面上显示的内容";
    RAW = "Raw snapshot", "原始快照";
    FOUND_OF = "{n} of {all} fields found", "{all} 个字段中找到 {n} 个";
    OPTIONAL = "may be absent", "可以没有";

    LIBRARY_TEXT = "All letters that Dueline brings along. They are filled with an order's values where you use them.",
        "准时答自带的全部话术，使用时会填入订单信息。";
    WHEN_FITS = "When it fits", "适用情形";
    WHEN_ALWAYS = "any case", "任何情形";
    SOURCE = "Source", "来源";
    TAGS = "Tags", "标签";
    WHEN_UNANSWERED = "buyer waits for an answer", "买家等待回复";
    WHEN_CASE = "with a case", "有纠纷或售后";
    WHEN_NO_CASE = "without a case", "无纠纷或售后";

    PRIVACY_READ_TITLE = "What is read", "读取什么";
    PRIVACY_READ = "Order, case and conversation pages of the portals that are switched on, when you open them. No other page is looked at beyond its address.",
        "仅在你打开时，读取已打开平台的订单、纠纷和会话页面。其他页面只比对网址。";
    PRIVACY_NONE_ON = "No portal is switched on; nothing is read.", "没有打开任何平台，不读取任何内容。";
    PRIVACY_STORED_TITLE = "What is stored", "保存什么";
    PRIVACY_STORED = "Settings, the rules that you changed, the reading plans of the portals that are switched on, the numbers and times of the latest 500 orders and cases for half a year, and a list of the open portal pages that is forgotten when the browser closes. No text of an order or a message is kept.",
        "设置、你修改的规则、已打开平台的读取方案，最近 500 个订单和纠纷的编号及各步骤时间（最多半年），以及在浏览器关闭后即清除的已打开页面清单。不保存订单或消息内容。";
    PRIVACY_NEVER_TITLE = "What is never done", "从不做什么";
    PRIVACY_NEVER_SEND = "It never sends a message and never presses a button of the portal.", "从不发送消息，从不点击平台的按钮。";
    PRIVACY_NEVER_NETWORK = "It makes no network request: nothing leaves this computer.", "不发起任何网络请求，数据不会离开本机。";
    PRIVACY_NEVER_OPEN = "It opens no page and no conversation, and un-masks no buyer data.", "不打开页面或会话，不查看被遮挡的买家信息。";
    PRIVACY_NEVER_CODE = "It loads no code from elsewhere.", "不从外部加载代码。";
    STORAGE_TITLE = "In this browser now", "当前保存的数据";
    STORAGE_EMPTY = "Nothing is stored.", "没有保存任何数据。";
    STORAGE_SESSION = "until the browser closes", "浏览器关闭前";
    STORAGE_LOCAL = "until you wipe it", "清除前一直保留";
    BYTES = "{n} characters", "{n} 个字符";
    WIPE = "Wipe all data", "清除全部数据";
    WIPE_HINT = "Switches every portal off, gives the access back and deletes all settings.", "关闭所有平台、归还访问权限并删除全部设置。";
    WIPE_SURE = "This cannot be undone. Wipe everything?", "此操作无法撤销，确定全部清除？";
    WIPE_YES = "Yes, wipe everything", "确定清除";
    WIPE_NO = "Keep everything", "保留";
    WIPED = "Everything was wiped.", "已全部清除。";
    ABOUT_TITLE = "About", "关于";
    ABOUT_TEXT = "Dueline {version}. All work is done on this computer.", "准时答 {version}。所有处理均在本机完成。";

    SEPARATOR = ", ", "、";
    COLON = ": ", "：";
}

mod letters;
mod message;
mod pages;
mod rules;
pub use letters::*;
pub use message::*;
pub use pages::*;
pub use rules::*;

/// How pressing a clock is, as a word.
pub fn state(state: BadgeState) -> Phrase {
    match state {
        BadgeState::Nothing => Phrase { en: "no action from you", zh: "无需你处理" },
        BadgeState::Calm => Phrase { en: "calm", zh: "充裕" },
        BadgeState::Soon => Phrase { en: "soon", zh: "将到期" },
        BadgeState::Urgent => Phrase { en: "urgent", zh: "紧急" },
        BadgeState::Overdue => Phrase { en: "overdue", zh: "已超时" },
        BadgeState::Unknown => Phrase { en: "unknown", zh: "未知" },
    }
}

/// How a field was got, as a word.
pub fn provenance(provenance: Provenance) -> Phrase {
    match provenance {
        Provenance::Read => PROVENANCE_READ,
        Provenance::Derived => PROVENANCE_DERIVED,
        Provenance::NotFound => PROVENANCE_NOT_FOUND,
    }
}

/// How sure a deadline is, in words.
pub fn certainty(certainty: Certainty) -> Phrase {
    match certainty {
        Certainty::Printed => Phrase { en: "printed on the page", zh: "页面显示" },
        Certainty::Computed => {
            Phrase { en: "computed by the platform's published rule", zh: "按平台公布的规则计算" }
        }
        Certainty::Estimate => {
            Phrase { en: "estimate: the rule is not fully published", zh: "估算：规则未完全公布" }
        }
        Certainty::Unknown => Phrase {
            en: "there is a clock, but its end is not known",
            zh: "存在时限，但无法得知到期时间",
        },
    }
}

/// How good a source is, in words; the codes are those of the rule packs. Nothing for a source that
/// carries none.
pub fn confidence(code: &str) -> Option<Phrase> {
    Some(match code {
        "O" => Phrase { en: "platform's own page", zh: "平台官方页面" },
        "O*" => Phrase { en: "platform's wording, quoted by others", zh: "他处转载的平台原文" },
        "S" => Phrase { en: "secondary source", zh: "二手来源" },
        "D" => Phrase { en: "course text", zh: "教材" },
        "U" => Phrase { en: "unverified", zh: "未核实" },
        "own" => OWN_VALUE,
        _ => return None,
    })
}

/// The kind of editor behind a reply box.
pub fn editor(kind: EditorKind) -> Phrase {
    match kind {
        EditorKind::Textarea => Phrase { en: "text area", zh: "多行文本框" },
        EditorKind::Input => Phrase { en: "one-line field", zh: "单行文本框" },
        EditorKind::PlainEditable => Phrase { en: "plain editor", zh: "纯文本编辑器" },
        EditorKind::PasteHtml => {
            Phrase { en: "rich editor with its own model", zh: "自带模型的富文本编辑器" }
        }
        EditorKind::Rich => Phrase { en: "rich editor", zh: "富文本编辑器" },
    }
}

/// Why an insertion or an undo was not made, and what to do about it.
pub fn write_problem(problem: WriteProblem) -> Phrase {
    match problem {
        WriteProblem::NoBox => WRITE_NO_BOX,
        WriteProblem::ReadOnly => WRITE_READ_ONLY,
        WriteProblem::TooLong => WRITE_TOO_LONG,
        WriteProblem::Composing => WRITE_COMPOSING,
        WriteProblem::Altered => WRITE_ALTERED,
        WriteProblem::Refused => WRITE_REFUSED,
        WriteProblem::NothingToUndo => WRITE_NOTHING_TO_UNDO,
        WriteProblem::Moved => WRITE_MOVED,
        WriteProblem::Held => WRITE_HELD,
        WriteProblem::Confirm => WRITE_CONFIRM,
    }
}

/// What an evidence code says.
pub fn evidence(code: &str) -> Option<Phrase> {
    match code {
        "S" => Some(EVIDENCE_S),
        "1" => Some(EVIDENCE_ONE),
        "I" => Some(EVIDENCE_I),
        "T" => Some(EVIDENCE_T),
        "M" => Some(EVIDENCE_M),
        _ => None,
    }
}

/// What a trouble is and what to do about it.
pub fn trouble(trouble: &Trouble, language: Language) -> String {
    let phrase = match trouble {
        Trouble::Gone => GONE_TEXT,
        Trouble::Refused(Refusal::Version) => Phrase {
            en: "This page runs an older Dueline. Reload it.",
            zh: "此页面运行的是旧版准时答，请重新加载。",
        },
        Trouble::Refused(Refusal::TooLarge { chars }) => {
            let phrase = Phrase {
                en: "The page is larger than Dueline reads ({n} characters). Open a single order instead.",
                zh: "页面过大（{n} 个字符），超出准时答的读取上限。请打开单个订单。",
            };
            return phrase.with(language, &[("n", &chars.to_string())]);
        }
        Trouble::Refused(Refusal::NotUnderstood { why }) => {
            let phrase = Phrase {
                en: "The question was not understood ({why}). Reload this page.",
                zh: "请求无法识别（{why}），请重新加载此页。",
            };
            return phrase.with(language, &[("why", why)]);
        }
        Trouble::Refused(Refusal::SwitchedOff) => OFF_TEXT,
        Trouble::Refused(Refusal::NoPage) => NO_PAGE_TEXT,
        Trouble::Refused(Refusal::Browser { why }) => {
            let phrase = Phrase {
                en: "The browser refused: {why}. Reload the portal page and try again.",
                zh: "浏览器拒绝了操作：{why}。请重新加载平台页面后重试。",
            };
            return phrase.with(language, &[("why", why)]);
        }
    };
    phrase.get(language).to_owned()
}

/// A language's name; the tag itself where the name is not listed.
pub fn language_name(tag: &str, language: Language) -> &str {
    let phrase = match tag {
        "ar" => Phrase { en: "Arabic", zh: "阿拉伯语" },
        "de" => Phrase { en: "German", zh: "德语" },
        "en" => Phrase { en: "English", zh: "英语" },
        "es" => Phrase { en: "Spanish", zh: "西班牙语" },
        "fr" => Phrase { en: "French", zh: "法语" },
        "it" => Phrase { en: "Italian", zh: "意大利语" },
        "ja" => Phrase { en: "Japanese", zh: "日语" },
        "ko" => Phrase { en: "Korean", zh: "韩语" },
        "nl" => Phrase { en: "Dutch", zh: "荷兰语" },
        "pl" => Phrase { en: "Polish", zh: "波兰语" },
        "pt" => Phrase { en: "Portuguese", zh: "葡萄牙语" },
        "ru" => Phrase { en: "Russian", zh: "俄语" },
        "tr" => Phrase { en: "Turkish", zh: "土耳其语" },
        "zh" => Phrase { en: "Chinese", zh: "中文" },
        _ => return tag,
    };
    phrase.get(language)
}
