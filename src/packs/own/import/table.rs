//! Tables: CSV with commas, semicolons or tabs, with a head in English or Chinese or with none.

use super::super::export::is_formula;
use super::{Collector, ImportError, ImportKind, Imported, Raw};
use csv::{ReaderBuilder, StringRecord};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Title,
    Text,
    Group,
    Language,
    Shortcut,
    Tags,
}

/// What heads are called, in small letters.
const HEADS: &[(Column, &[&str])] = &[
    (Column::Title, &["title", "name", "label", "标题", "名称", "话术标题", "description"]),
    (
        Column::Text,
        &[
            "text",
            "body",
            "content",
            "message",
            "snippet",
            "replacement",
            "reply",
            "template",
            "plain text",
            "内容",
            "话术",
            "文本",
            "回复",
            "话术内容",
        ],
    ),
    (Column::Group, &["group", "folder", "category", "分组", "分类", "文件夹"]),
    (Column::Language, &["language", "lang", "locale", "语言", "语种"]),
    (Column::Shortcut, &["shortcut", "abbreviation", "trigger", "keyword", "快捷词", "快捷键", "缩写"]),
    (Column::Tags, &["tags", "tag", "标签"]),
];

pub fn read(text: &str, file_name: &str) -> Result<Imported, ImportError> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let mut collector = Collector::new(ImportKind::Table);
    let mut line = 1;
    let first = records.next().and_then(Result::ok).unwrap_or_default();
    let known = heads(&first);
    let has_heads = known.contains(&Some(Column::Text));
    let columns = if has_heads {
        known
    } else if file_name.contains("textexpander") {
        // Its tables have no head: abbreviation, text, label.
        vec![Some(Column::Shortcut), Some(Column::Text), Some(Column::Title)]
    } else {
        vec![Some(Column::Title), Some(Column::Text), Some(Column::Group)]
    };
    if !has_heads {
        if first.len() < 2 {
            return Err(ImportError::NoLetters);
        }
        add(&first, &columns, line, &mut collector);
    }
    for record in records {
        line += 1;
        match record {
            Ok(record) => add(&record, &columns, line, &mut collector),
            Err(_) => collector.skip(
                &format!("#{line}"),
                "The line cannot be read; mend it.",
                "该行无法读取，请修正。",
            ),
        }
    }
    Ok(collector.done())
}

fn add(record: &StringRecord, columns: &[Option<Column>], line: usize, collector: &mut Collector) {
    if record.iter().all(|cell| cell.trim().is_empty()) {
        return;
    }
    let mut raw = Raw::default();
    for (cell, column) in record.iter().zip(columns) {
        let cell = without_apostrophe(cell);
        match column {
            Some(Column::Title) => raw.title = cell.to_owned(),
            Some(Column::Text) => raw.text = cell.to_owned(),
            Some(Column::Group) => raw.group = cell.to_owned(),
            Some(Column::Language) => raw.language = cell.to_owned(),
            Some(Column::Shortcut) => raw.shortcut = cell.to_owned(),
            Some(Column::Tags) => {
                raw.tags = cell.split([',', '，', ';', '；', '、', '|']).map(str::to_owned).collect();
            }
            None => {}
        }
    }
    if raw.title.trim().is_empty() {
        raw.title = raw.shortcut.clone();
    }
    collector.add(raw, &format!("#{line}"));
}

/// Exports put an apostrophe before what a spreadsheet would reckon with.
fn without_apostrophe(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// What parts the cells, by the first line: the sign that stands there most often outside of quotes. One before a
/// space is mostly punctuation.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b'\t', 0_usize), (b';', 0), (b',', 0)];
    let mut quoted = false;
    for (byte, next) in text.bytes().zip(text.bytes().skip(1).chain([b'\n'])) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => {
                let worth = if next == b' ' { 1 } else { 100 };
                counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, count)| *count += worth);
            }
            _ => {}
        }
    }
    counts.iter().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}

fn heads(record: &StringRecord) -> Vec<Option<Column>> {
    let mut found: Vec<Option<Column>> = Vec::new();
    for cell in record {
        let cell = cell.trim().to_lowercase();
        let column =
            HEADS.iter().find(|(_, names)| names.contains(&cell.as_str())).map(|(column, _)| *column);
        // The first of two columns with the same meaning counts.
        found.push(column.filter(|column| !found.contains(&Some(*column))));
    }
    found
}
