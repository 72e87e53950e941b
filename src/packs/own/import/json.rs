//! Lists of letters in JSON. Programs differ in the names of the members, and in whether folders hold letters or
//! letters name a folder; so members are looked for by all their usual names, and lists wherever they stand.

use super::super::export::LETTERS_VERSION;
use super::super::{Base, LETTERS_KIND, MOST_CHARS, MOST_LETTERS, MOST_VERSIONS, OwnGroup, OwnLetter};
use super::{Collector, ImportError, ImportKind, Imported, Raw, Skipped};
use crate::model::Words;
use serde_json::{Map, Value};
use std::collections::HashMap;

const TITLE: &[&str] = &["title", "name", "label", "description", "标题", "名称"];
const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "message",
    "snippet",
    "replacement",
    "replace",
    "plainText",
    "html",
    "内容",
    "话术",
];
const SHORTCUT: &[&str] = &["shortcut", "abbreviation", "trigger", "keyword", "快捷词", "快捷键"];
const GROUP: &[&str] = &["group", "folder", "category", "groupName", "分组", "分类"];
const LANGUAGE: &[&str] = &["language", "lang", "locale", "语言"];
const TAGS: &[&str] = &["tags", "标签"];
/// Members that hold letters, or folders of them.
const LISTS: &[&str] = &[
    "combos",
    "snippets",
    "templates",
    "letters",
    "replies",
    "responses",
    "items",
    "matches",
    "messages",
    "macros",
    "folders",
    "groups",
    "data",
    "children",
];
/// Folders deeper than this are no folders.
const MOST_DEPTH: usize = 8;

pub fn read(text: &str) -> Result<Imported, ImportError> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| ImportError::NoJson { line: error.line().max(1) })?;
    if value.get("kind").and_then(Value::as_str) == Some(LETTERS_KIND) {
        return own(value);
    }
    let mut collector = Collector::new(ImportKind::List);
    let mut folders = HashMap::new();
    name_folders(&value, 0, &mut folders);
    collect(&value, "", 0, &folders, &mut collector);
    Ok(collector.done())
}

/// What Dueline itself exported, as it was.
fn own(mut value: Value) -> Result<Imported, ImportError> {
    let version = value.get("version").and_then(Value::as_u64).unwrap_or(0);
    if version > u64::from(LETTERS_VERSION) {
        return Err(ImportError::Later(version));
    }
    let mut take = |name: &str| value.get_mut(name).map(Value::take);
    let groups = take("groups").and_then(|groups| serde_json::from_value::<Vec<OwnGroup>>(groups).ok());
    let letters = match take("letters") {
        Some(Value::Array(letters)) => letters,
        _ => Vec::new(),
    };
    let mut imported = Imported {
        letters: Vec::new(),
        groups: groups.unwrap_or_default(),
        skipped: Vec::new(),
        kind: ImportKind::Own,
    };
    for (place, letter) in letters.into_iter().enumerate() {
        let title = letter.pointer("/letter/title/zh").and_then(Value::as_str);
        let what = title.map_or_else(|| format!("#{}", place + 1), str::to_owned);
        let mut skip = |en: String, zh: String| {
            imported.skipped.push(Skipped { what: what.clone(), why: Words::new(en, zh) });
        };
        let mut letter: OwnLetter = match serde_json::from_value(letter) {
            Ok(letter) => letter,
            Err(error) => {
                let en = format!("It cannot be read ({error}); export it anew.");
                skip(en, format!("无法读取（{error}），请重新导出。"));
                continue;
            }
        };
        let longest = letter.texts.values().flatten().map(|words| words.chars().count()).max().unwrap_or(0);
        if longest > MOST_CHARS {
            let en = format!("A wording has {longest} characters; shorten it to {MOST_CHARS}.");
            skip(en, format!("有一条内容共 {longest} 个字符，请缩短到 {MOST_CHARS} 个以内。"));
            continue;
        }
        if imported.letters.len() >= MOST_LETTERS {
            let en = format!("It was left out: at most {MOST_LETTERS} letters can be kept.");
            skip(en, format!("未导入：最多保存 {MOST_LETTERS} 条。"));
            continue;
        }
        // A file can be written by anyone: only a change of the very letter may stand under a shipped one's id.
        let of_itself = |base: &Base| base.letter.id == letter.letter.id;
        if !letter.base.as_ref().is_some_and(of_itself) {
            letter.base = None;
        }
        letter.earlier.truncate(MOST_VERSIONS);
        imported.letters.push(letter);
    }
    Ok(imported)
}

/// The names of folders to which letters refer by an id.
fn name_folders(value: &Value, depth: usize, folders: &mut HashMap<String, String>) {
    if depth > MOST_DEPTH {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| name_folders(item, depth + 1, folders)),
        Value::Object(members) => {
            let id = ["uuid", "id"].iter().find_map(|name| members.get(*name)).map(written);
            if let (Some(id), Some(name)) = (id, member(members, &["name", "title"]))
                && member(members, TEXT).is_none()
            {
                folders.insert(id, name);
            }
            let lists = LISTS.iter().filter_map(|name| members.get(*name));
            lists.for_each(|list| name_folders(list, depth + 1, folders));
        }
        _ => {}
    }
}

fn collect(
    value: &Value,
    folder: &str,
    depth: usize,
    folders: &HashMap<String, String>,
    collector: &mut Collector,
) {
    if depth > MOST_DEPTH {
        let en = "Folders within it are too deep and were left out; move them up and export again.";
        return collector.skip(folder, en, "内层文件夹过深，未导入；请上移后重新导出。");
    }
    match value {
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                match item {
                    Value::Object(members) if member(members, TEXT).is_some() => {
                        letter(members, folder, place, folders, collector);
                    }
                    Value::Object(_) | Value::Array(_) => {
                        collect(item, folder, depth + 1, folders, collector)
                    }
                    Value::String(text) if depth == 0 => {
                        collector
                            .add(Raw { text: text.clone(), ..Raw::default() }, &format!("#{}", place + 1));
                    }
                    _ => {}
                }
            }
        }
        Value::Object(members) => {
            let lists = || LISTS.iter().filter_map(|name| members.get(*name)).filter(|list| is_list(list));
            if lists().next().is_none() {
                if member(members, TEXT).is_some() {
                    letter(members, folder, 0, folders, collector);
                } else if depth > 0 && !members.contains_key("uuid") {
                    let what = member(members, TITLE).unwrap_or_else(|| folder.to_owned());
                    let en = "It has no text; write it and import it again.";
                    collector.skip(&what, en, "没有内容，请补充后重新导入。");
                }
                return;
            }
            let own = member(members, &["name", "title"]).filter(|_| depth > 0);
            for list in lists() {
                collect(list, own.as_deref().unwrap_or(folder), depth + 1, folders, collector);
            }
        }
        _ => {}
    }
}

fn is_list(value: &Value) -> bool {
    value.as_array().is_some_and(|items| items.iter().any(|item| item.is_object()))
        || value.as_object().is_some_and(|members| LISTS.iter().any(|name| members.contains_key(*name)))
}

fn letter(
    members: &Map<String, Value>,
    folder: &str,
    place: usize,
    folders: &HashMap<String, String>,
    collector: &mut Collector,
) {
    let text = member(members, TEXT).unwrap_or_default();
    let named =
        member(members, &["title", "name", "label", "标题", "名称"]).or_else(|| member(members, TITLE));
    let group = member(members, GROUP).map(|group| folders.get(&group).cloned().unwrap_or(group));
    let shortcut = member(members, SHORTCUT).unwrap_or_default();
    // What has neither title nor folder of its own is known by its shortcut.
    let title = named.unwrap_or_else(|| shortcut.clone());
    let html = members.get("useHtml").and_then(Value::as_bool) == Some(true)
        || matches!(members.get("type").and_then(Value::as_str), Some("html" | "rich"))
        || looks_like_html(&text);
    let raw = Raw {
        text: if html { without_tags(&text) } else { text.clone() },
        shortcut,
        group: group.unwrap_or_else(|| folder.to_owned()),
        language: member(members, LANGUAGE).unwrap_or_default(),
        tags: TAGS.iter().find_map(|name| members.get(*name)).map(tags).unwrap_or_default(),
        title,
    };
    let place = format!("#{}", place + 1);
    if html && raw.text.trim() != text.trim() {
        let what = if raw.title.is_empty() { &place } else { &raw.title };
        collector.skip(what, "Its formatting was taken off; the words stayed.", "已去除格式，只保留文字。");
    }
    collector.add(raw, &place);
}

fn tags(value: &Value) -> Vec<String> {
    match value {
        Value::Array(tags) => tags.iter().map(written).collect(),
        other => written(other).split([',', '，', ';', '；', '、']).map(str::to_owned).collect(),
    }
}

/// The first of several members that holds something, as text.
fn member(members: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let found = names.iter().filter_map(|name| {
        let exact = members.get(*name);
        exact.or_else(|| {
            members.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
        })
    });
    found.filter(|value| value.is_string() || value.is_number()).map(written).find(|text| !text.is_empty())
}

fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Whether a text is HTML: it has closing tags or breaks.
fn looks_like_html(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    ["</p>", "</div>", "</span>", "</b>", "</strong>", "<br>", "<br/>", "<br />", "</a>", "</li>"]
        .iter()
        .any(|tag| lower.contains(tag))
}

/// The words of formatted text. No HTML is built of it: tags go, lines stay, and entities are read once.
fn without_tags(text: &str) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        words.push_str(&rest[..start]);
        let tag = &rest[start..];
        let is_tag = tag[1..].starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/');
        let Some(end) = tag.find('>').filter(|_| is_tag) else {
            words.push('<');
            rest = &tag[1..];
            continue;
        };
        let name: String = tag[1..end].chars().filter(char::is_ascii_alphanumeric).take(3).collect();
        if tag[1..].starts_with(['b', 'B']) && name.eq_ignore_ascii_case("br")
            || tag.starts_with("</p")
            || tag.starts_with("</div")
            || tag.starts_with("</li")
        {
            words.push('\n');
        }
        rest = &tag[end + 1..];
    }
    words.push_str(rest);
    let entities = [
        ("&nbsp;", "\u{a0}"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    entities.iter().fold(words, |words, (entity, sign)| words.replace(entity, sign)).trim().to_owned()
}
