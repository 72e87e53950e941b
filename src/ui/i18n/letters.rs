//! The words of letters: in the panel and in the app's view of them.

use super::Phrase;

phrases! {
    OWN_UNREADABLE = "A letter of your own cannot be read and is left alone ({why}). Update Dueline.",
        "有一条自建话术无法读取，已原样保留（{why}）。请更新准时答。";
    IN_YOUR_LANGUAGE = "The same in your language", "中文对照";
    WORDING = "Wording {n} of {all}", "第 {n} 种写法，共 {all} 种";
    NEXT_WORDING = "Other wording", "换一种写法";
    ALL_WORDINGS_SENT = "This buyer has had every wording of this letter. Change some words in the box before you send it.",
        "该买家已收到过此话术的所有写法。发送前请在回复框中改动一些文字。";
    LETTER_COMING = "The words of this language are being loaded …", "正在加载该语言的话术…";
    NOT_ALLOWED_HERE = "This letter may not be sent on this portal.", "此话术不可在该平台发送。";
    CONFIRM_VALUES = "Worked out, not printed: is this right?", "以下为推算值，请确认";
    CONFIRM_FROM = "from: {from}", "来源：{from}";
    INSERT_BLOCKED_DOUBT = "Confirm the worked-out values above first.", "请先确认上面的推算值。";
    INSERT_BLOCKED_PROOF = "Tick what you have in hand first; without it this letter must not be sent.",
        "请先勾选已掌握的凭证，没有凭证不得发送此话术。";
    PROOF_TITLE = "Only with proof", "须有凭证";
    PROOF_HINT = "This letter gives a reason. It is honest only if you have this in hand:", "此话术给出了原因，须掌握以下凭证才能使用：";
    REPLY_STRATEGY = "Strategy", "回复策略";
    LAST_ANSWER = "Last: {answer}", "上次：{answer}";
    OWN_WORDS = "or your own words", "或自行填写";
    CHOOSE = "Choose", "请选择";
    MAY_STAY_EMPTY = "optional", "选填";

    WRITING = "Writing", "编写与草稿";
    NOT_DAYS = "Write a number of days from 0 to 365.", "请填写 0 到 365 的天数。";
    DRAFTS = "Drafts", "草稿";
    DRAFTS_HINT = "What you had written before a letter was inserted, and what stood in the box when a page was closed. Kept on this machine for {n} days.",
        "插入话术前您写的内容，以及页面关闭时回复框中的内容。仅保存在本机，保留 {n} 天。";
    DRAFTS_NONE = "No drafts are kept.", "没有草稿。";
    DRAFT_INSERT = "Insert again", "重新插入";
    DRAFT_FORGET = "Forget", "删除";
    DRAFTS_FORGET_ALL = "Forget all drafts", "删除全部草稿";
    DRAFT_BEFORE = "before a letter", "插入话术前";
    DRAFT_TYPED = "being written", "正在编写";
    DRAFT_DAYS = "Keep drafts for (days)", "草稿保留天数";
    DRAFT_DAYS_HINT = "Your own texts, on this machine only. 0 keeps none.", "仅保存您自己写的内容，只在本机。0 表示不保留。";
    EXPAND = "Shortcut words: type a letter's word in the reply box and press Tab", "快捷词：在回复框中输入话术的快捷词后按 Tab 键";

    LIBRARY_ALL_GROUPS = "All groups", "全部分组";
    LIBRARY_GROUP = "Group", "分组";
    LIBRARY_PORTAL = "Platform", "平台";
    LIBRARY_ALL_PORTALS = "All platforms", "全部平台";
    LIBRARY_SHOW = "Show", "显示";
    LIBRARY_SHOW_ALL = "all letters", "全部话术";
    LIBRARY_SHOW_OWN = "own and changed", "自建和已修改";
    LIBRARY_SHOW_USED = "used", "用过的";
    LIBRARY_NEW = "New letter", "新建话术";
    LIBRARY_IMPORT = "Import", "导入";
    LIBRARY_EXPORT = "Export own letters", "导出自建话术";
    LIBRARY_EXPORT_CSV = "Export as CSV", "导出为 CSV";
    LIBRARY_IMPORT_HINT = "JSON or CSV: exported letters, a table with title and text, or the export of a text expander.",
        "JSON 或 CSV：导出的话术、含标题和内容的表格，或常见文本扩展工具的导出文件。";
    LIBRARY_GROUPS = "Own groups", "自建分组";
    LIBRARY_GROUP_NEW = "Name of a new group", "新分组名称";
    LIBRARY_GROUP_ADD = "Add group", "添加分组";
    LIBRARY_GROUP_REMOVE = "Remove group {name}", "删除分组 {name}";
    IMPORT_FOUND = "{n} letters found in {file}.", "在 {file} 中找到 {n} 条话术。";
    IMPORT_TAKE = "Add them", "确认导入";
    IMPORT_CANCEL = "Cancel", "取消";
    IMPORT_DONE = "{added} added, {same} were there already, {refused} refused.", "已添加 {added} 条，{same} 条已存在，{refused} 条无法添加。";
    IMPORT_SKIPPED = "Not taken over as it was:", "以下内容未能原样导入：";
    LETTER_OWN = "own", "自建";
    LETTER_CHANGED = "changed", "已修改";
    LETTER_OUTDATED = "new shipped wording", "内置话术有更新";
    LETTER_USED = "used {n} times", "用过 {n} 次";
    LETTER_STAGE = "Stage", "阶段";
    LETTER_TOPICS = "Answers", "适用主题";
    LETTER_WHERE = "Allowed on", "可用平台";
    LETTER_WHERE_ALL = "all platforms", "全部平台";
    LETTER_WHERE_NOT = "all but {list}", "除 {list} 外";
    LETTER_NEEDS = "Needs", "必填变量";
    LETTER_MAY = "May use", "可用变量";
    LETTER_EDIT = "Edit", "编辑";
    LETTER_COPY = "Copy as own letter", "复制为自建话术";
    LETTER_REMOVE = "Delete", "删除";
    LETTER_RESTORE = "Back to shipped", "恢复内置话术";
    EDIT_TITLE_EN = "Title, English", "英文标题";
    EDIT_TITLE_ZH = "Title, Chinese", "中文标题";
    EDIT_MEANING = "Meaning in Chinese", "中文大意";
    EDIT_TAGS = "Tags, parted by commas", "标签（用逗号分隔）";
    EDIT_SHORTCUT = "Shortcut word", "快捷词";
    EDIT_SHORTCUT_HINT = "Such as ;hi – typed in the reply box and followed by Tab, if switched on in the settings.",
        "例如 ;hi，在回复框中输入后按 Tab 键（需在设置中开启）。";
    EDIT_LANGUAGE = "Language", "语言";
    EDIT_WORDS = "Words, wording {n}", "内容，第 {n} 种写法";
    EDIT_ADD_WORDING = "Add a wording", "增加一种写法";
    EDIT_DROP_WORDING = "Drop this wording", "删除此写法";
    EDIT_FORM = "Greeting and closing are added", "自动加上称呼和落款";
    EDIT_VARIABLES = "Variables", "变量";
    EDIT_VARIABLES_HINT = "A click puts it where the cursor stands.", "点击即可插入到光标处。";
    EDIT_UNKNOWN = "asked of the agent", "插入时询问";
    EDIT_PREVIEW_ON = "Preview on", "预览数据";
    EDIT_SAMPLE = "a made-up case", "示例订单";
    EDIT_SAVE = "Save", "保存";
    EDIT_CLOSE = "Close", "关闭";
    EDIT_UNSAVED = "Not saved yet.", "尚未保存。";
    EDIT_UNDO = "Undo", "撤销";
    EDIT_VERSIONS = "Earlier versions", "历史版本";
    EDIT_VERSION_TAKE = "Take this version", "使用此版本";
    EDIT_VERSION_UNTIL = "until {time}", "截至 {time}";
    EDIT_COMPARE = "Compare with shipped", "与内置话术比较";
    EDIT_SHIPPED = "Shipped", "内置";
    EDIT_YOURS = "Yours", "您的";
    EDIT_NEW_SHIPPED = "The shipped letter has changed since you edited it.", "内置话术在您修改之后有更新。";
    EDIT_LINT_OK = "No portal forbids this wording.", "所有平台均未禁止此表述。";
}
