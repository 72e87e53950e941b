//! The words of the view of the rules.

use super::Phrase;

phrases! {
    RULES = "Rules", "规则";
    RULES_TEXT = "Every deadline that Dueline knows, with its source. You can try a rule on a date, and change it for your shop.",
        "准时答已知的全部时限规则及其来源。可以用日期试算，也可以按店铺情况修改。";
    RULES_SEARCH = "Search rules and indicators", "搜索规则和指标";
    RULES_SEARCH_HINT = "Act, platform, source …", "事项、平台、来源…";
    RULES_PLATFORM = "Platform", "平台";
    RULES_SITE = "Site", "站点";
    RULES_ALL_PLATFORMS = "All platforms", "全部平台";
    RULES_ALL_SITES = "All sites", "全部站点";
    RULES_DAYS = "Warn when not checked for (days)", "超过多少天未核对时提醒";
    RULES_DAYS_WRONG = "Write a number of days from 1 to 9999.", "请填写 1 到 9999 的天数。";
    RULES_FOUND = "{n} of {all} rules, {i} indicators", "{all} 条规则中的 {n} 条，{i} 个指标";
    RULES_NONE = "No rule fits. Use fewer words, or choose all platforms and all sites.",
        "没有符合的规则。请减少搜索词，或选择全部平台和全部站点。";
    RULES_SHOW_ALL = "Show all", "显示全部";
    RULES_DAMAGED = "{n} of your changed rules cannot be read, and do not count. They are kept as they are; the page Privacy shows them. ({why})",
        "你修改的规则中有 {n} 条无法读取，未生效。数据保留原样，可在“隐私”页查看。（{why}）";
    RULES_MINE = "Only what I changed", "仅看我修改的";
    RULES_NEWS = "{n} of the rules that you changed have a new version in Dueline. Tick “Only what I changed” to decide about them.",
        "你修改过的规则中有 {n} 条已随准时答更新。勾选“仅看我修改的”进行处理。";
    RULES_GONE = "You changed the rule {id}, which Dueline no longer has. Your change does nothing.",
        "你修改的规则 {id} 已不在准时答中，修改不再生效。";

    NO_FIGURE_SELLER = "set by the seller: the page's own date counts", "由卖家设定：以页面日期为准";
    NO_FIGURE_PAGE = "no figure: the page's own clock counts", "无固定时限：以页面倒计时为准";
    NO_FIGURE_PLATFORM = "no figure: the platform does not publish it", "无时限：平台未公布";
    RULE_OLD = "checked {d} days ago", "{d} 天前核对";
    RULE_RIGHT = "a right, no duty", "权利，非义务";
    OWN_VALUE = "your own value", "自设";
    OWN_ESTIMATE = "estimate: by your own value", "估算：按自设时限";
    RULE_OFF = "switched off", "已停用";
    RULE_NEWS = "new version to decide about", "原规则有更新";

    STARTED_BY = "Started by", "计时起点";
    LATEST_COUNTS = "{names} (the latest counts)", "{names}（以最晚的为准）";
    STARTED_BY_PAGE = "nothing but the page's own clock", "仅页面倒计时";
    STOPPED_BY = "Stopped by", "计时终止";
    STOPPED_BY_NOTHING = "no event that a page tells", "页面没有可读取的事件";
    EXTENDED_BY = "Extended by", "延期";
    EXTENDED_BY_NOTHING = "nothing that a page tells", "页面没有可读取的延期";
    COUNTED = "Counted", "计算方式";
    PUBLISHED = "published by the platform", "平台已公布";
    UNPUBLISHED = "how the end is found is not published; this is a careful reading", "平台未公布，按保守方式理解";
    COUNT_ZONE = "Zone", "时区";
    ZONE_OF_SITE = "that of the site: {zones}", "站点所在时区：{zones}";
    ZONE_UNSURE = "no source gives it", "无来源";
    CALENDAR = "Calendar", "日历";
    OPEN_HOURS = "Hours", "时段";
    DEFERS_TO = "Gives way to", "优先采用";
    DEFERS_TO_NOTHING = "no clock is printed on pages", "页面没有倒计时";
    WARNS = "Warns", "提醒";
    WARNS_AT = "soon {s} h before the end, urgent {u} h before", "到期前 {s} 小时提示，{u} 小时紧急";
    ALLOWED = "Allowed steps", "允许的步骤";
    CATALOGUE = "in the catalogue: {name}", "通用名称：{name}";
    CONFLICTS = "Other values", "其他说法";
    HERE_USED = "used here", "此处采用";
    RULE_NOTE = "Note", "备注";
    YOUR_NOTE = "Your note", "你的备注";
    RULE_ID = "Rule", "规则编号";
    FACT_ID = "Fact", "依据编号";
    UNDATED = "no date", "无日期";

    TRY_RULE = "Try it on a date", "用日期试算";
    TRY_HINT = "The rule alone is run, as if its condition held.", "单独运行此规则，视为条件已满足。";
    TRY_SITE = "Site", "站点";
    TRY_IN_ZONE = "{what} ({zone})", "{what}（{zone}）";
    TRY_OFF = "This rule is switched off.", "此规则已停用。";
    TRY_EMPTY = "Fill in a date and time.", "请填写日期和时间。";
    TRY_NOWHERE = "This rule cannot be tried: {why}", "此规则无法试算：{why}";
    TRY_RESULT = "Result", "结果";
    TRY_STEPS = "Step by step", "推算步骤";

    CHANGE_RULE = "Change it for your shop", "按店铺修改";
    CHANGE_HINT = "Your value counts at once in all open pages, and is always shown as an estimate. The shipped rule is kept.",
        "修改立即对所有打开的页面生效，并始终显示为估算。原规则会保留。";
    CHANGE_COUNT = "Length", "时限";
    CHANGE_COUNT_HINT = "Empty: no figure, only the page's own clock.", "留空：不推算，仅以页面倒计时为准。";
    CHANGE_UNIT = "Unit", "单位";
    CHANGE_SOON = "Soon (hours before)", "提示（提前小时）";
    CHANGE_URGENT = "Urgent (hours before)", "紧急（提前小时）";
    CHANGE_NOTE = "Your note", "你的备注";
    CHANGE_USE = "Use this rule", "使用此规则";
    CHANGE_SAVE = "Save the change", "保存修改";
    CHANGE_WRONG_COUNT = "The length must be a whole number up to 3650.", "时限须为不超过 3650 的整数。";
    CHANGE_WRONG_WARN = "The warnings must be whole hours up to 9999, and urgent not before soon.",
        "提醒须为不超过 9999 的整数小时，且紧急不早于提示。";
    CHANGE_NOTHING = "Nothing differs from the shipped rule.", "与原规则没有差别。";
    CHANGE_BACK = "Take back", "撤回修改";
    CHANGE_BACK_DONE = "Your change was taken back.", "修改已撤回。";
    CHANGED_TITLE = "Your change", "你的修改";
    CHANGED_FIELD = "Part", "项目";
    CHANGED_YOURS = "Yours", "你的";
    CHANGED_SHIPPED = "Shipped", "原规则";
    CHANGED_BEFORE = "Shipped before", "原规则（旧）";
    CHANGED_NOW = "Shipped now", "原规则（新）";
    CHANGED_NEWS = "Dueline brings a new version of this rule. Yours counts until you decide.",
        "准时答更新了此规则。在你决定之前，仍按你的修改计算。";
    CHANGED_KEEP = "Keep mine", "保留我的";
    CHANGED_TAKE = "Take the new one", "采用新规则";

    INDICATORS = "Indicators", "指标";
    INDICATORS_TEXT = "The rates by which platforms judge a shop, each with its formula as far as a source gives it.",
        "平台考核店铺的指标及公式，以来源给出的内容为限。";
    INDICATORS_NONE = "No indicator fits.", "没有符合的指标。";
    ANY_PLATFORM = "any shop", "通用";
    INDICATOR_ID = "Indicator", "指标编号";
    NUMERATOR = "Counted", "分子";
    DENOMINATOR = "Of", "分母";
    PERIOD = "Over", "周期";
    RECORDS = "Records needed", "所需记录";
    TARGET = "To keep", "目标";
    NOT_GIVEN = "not given in the source", "来源未给出";
    MISSING = "Not given in the source", "来源未给出";
    OWN_USE = "What your shop uses", "你的店铺采用";
    OWN_USE_HINT = "Kept in your settings.", "保存在设置中。";
}
