//! Letters from a file: Dueline's own, tables, and what text expanders and help desks export.
//!
//! Everything that cannot be taken over is named, with the reason. Words stay as they were: what only looks like a
//! template is escaped, and what stood for a value in the other program becomes a variable that is asked for.

mod json;
mod placeholders;
mod table;

use super::{MOST_CHARS, MOST_LETTERS, OWN_GROUP, OwnGroup, OwnLetter, OwnLetters};
use crate::model::Words;
use crate::packs::format::Form;
use std::collections::HashMap;

/// How large a file may be, in bytes.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;
/// How long a title may become that is made of a text, in characters.
const TITLE_CHARS: usize = 40;

/// What a file held.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The letters. Their ids are those of the file, or provisional; [`OwnLetters::take`] gives fresh ones.
    pub letters: Vec<OwnLetter>,
    /// Their groups.
    pub groups: Vec<OwnGroup>,
    /// What was left out or changed.
    pub skipped: Vec<Skipped>,
    /// What the file was.
    pub kind: ImportKind,
}

impl From<Imported> for OwnLetters {
    fn from(imported: Imported) -> Self {
        Self { groups: imported.groups, letters: imported.letters }
    }
}

/// Something that could not be taken over as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The letter's title, or where in the file it stands.
    pub what: String,
    /// Why, and what to do.
    pub why: Words,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportKind {
    /// Letters that Dueline exported.
    Own,
    /// A table.
    Table,
    /// A list of letters in JSON, of whatever program.
    List,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It is too large.
    #[error("the file has {bytes} bytes; at most {MOST_BYTES} can be read: split it into several files")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// It is empty.
    #[error("the file is empty; choose the file that the other program exported")]
    Empty,
    /// It begins like JSON and is none.
    #[error("the file is no valid JSON at line {line}; export it anew, or choose the CSV export")]
    NoJson {
        /// The line, from 1.
        line: usize,
    },
    /// A form that is not read.
    #[error("files of the form {0} cannot be read; export as CSV or JSON in the other program")]
    OtherForm(String),
    /// It is of a later Dueline.
    #[error("the letters were exported by a later Dueline (form {0}); update Dueline first")]
    Later(u64),
    /// Nothing in it is a letter.
    #[error(
        "no letters were found; a table needs the columns title and text, a list the members title and text"
    )]
    NoLetters,
}

impl ImportError {
    /// The same in both interface languages.
    pub fn words(&self) -> Words {
        let zh = match self {
            Self::TooLarge { bytes } => {
                format!("文件有 {bytes} 字节，最多可读取 {MOST_BYTES} 字节：请拆分成几个文件")
            }
            Self::Empty => "文件是空的，请选择其他软件导出的文件".to_owned(),
            Self::NoJson { line } => {
                format!("第 {line} 行不是有效的 JSON，请重新导出，或改用 CSV 导出")
            }
            Self::OtherForm(form) => format!("无法读取 {form} 格式的文件，请在其他软件中导出为 CSV 或 JSON"),
            Self::Later(version) => {
                format!("这些话术由更新版本的 Dueline 导出（格式 {version}），请先更新 Dueline")
            }
            Self::NoLetters => {
                "没有找到话术；表格需要“标题”和“内容”两列，列表需要 title 和 text 两项".to_owned()
            }
        };
        Words::new(self.to_string(), zh)
    }
}

/// Reads the letters of a file.
///
/// # Errors
/// [`ImportError`] if the file as a whole cannot be read. A single letter that cannot be is in
/// [`Imported::skipped`].
pub fn read(text: &str, file_name: &str) -> Result<Imported, ImportError> {
    if text.len() > MOST_BYTES {
        return Err(ImportError::TooLarge { bytes: text.len() });
    }
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    let name = file_name.to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if matches!(ending, "yml" | "yaml" | "xml" | "plist" | "textexpander" | "xlsx" | "xls" | "docx" | "zip") {
        return Err(ImportError::OtherForm(ending.to_owned()));
    }
    let is_json = text.trim_start().starts_with(['{', '[']) && !matches!(ending, "csv" | "tsv");
    let imported = if is_json || ending == "json" { json::read(text)? } else { table::read(text, &name)? };
    if imported.letters.is_empty() && imported.skipped.is_empty() && imported.kind != ImportKind::Own {
        return Err(ImportError::NoLetters);
    }
    Ok(imported)
}

/// One wording as another program had it.
#[derive(Debug, Clone, Default)]
struct Raw {
    title: String,
    text: String,
    shortcut: String,
    group: String,
    language: String,
    tags: Vec<String>,
}

/// Puts wordings together to letters.
struct Collector {
    kind: ImportKind,
    letters: Vec<OwnLetter>,
    groups: Vec<OwnGroup>,
    skipped: Vec<Skipped>,
    places: HashMap<[String; 3], usize>,
    over: usize,
}

impl Collector {
    fn new(kind: ImportKind) -> Self {
        Self {
            kind,
            letters: Vec::new(),
            groups: Vec::new(),
            skipped: Vec::new(),
            places: HashMap::new(),
            over: 0,
        }
    }

    fn skip(&mut self, what: &str, en: impl Into<String>, zh: impl Into<String>) {
        self.skipped.push(Skipped { what: what.to_owned(), why: Words::new(en, zh) });
    }

    /// Adds a wording; `place` says where in the file it stands.
    fn add(&mut self, raw: Raw, place: &str) {
        let text = raw.text.replace("\r\n", "\n").trim().to_owned();
        let title =
            if raw.title.trim().is_empty() { first_words(&text) } else { raw.title.trim().to_owned() };
        let what = if title.is_empty() { place.to_owned() } else { title.clone() };
        if text.is_empty() {
            return self.skip(
                &what,
                "It has no text; write it and import it again.",
                "没有内容，请补充后重新导入。",
            );
        }
        let chars = text.chars().count();
        if chars > MOST_CHARS {
            return self.skip(
                &what,
                format!("It has {chars} characters; shorten it to {MOST_CHARS}."),
                format!("共 {chars} 个字符，请缩短到 {MOST_CHARS} 个以内。"),
            );
        }
        let mut shortcut = raw.shortcut.trim().to_owned();
        if shortcut.contains(char::is_whitespace) {
            self.skip(
                &what,
                format!("Its shortcut “{shortcut}” holds a space and was left out; give it another one."),
                format!("快捷词“{shortcut}”含有空格，已略去，请另设一个。"),
            );
            shortcut.clear();
        }
        let template = placeholders::template(&text);
        for note in template.notes {
            self.skipped.push(Skipped { what: what.clone(), why: note });
        }
        if template.words.chars().count() > MOST_CHARS {
            return self.skip(
                &what,
                format!("With its signs escaped it is longer than {MOST_CHARS} characters; shorten it."),
                format!("转义后超过 {MOST_CHARS} 个字符，请缩短。"),
            );
        }
        let group = self.group(raw.group.trim());
        let language = language(&raw.language, &text);
        let key = [title.clone(), group.clone(), shortcut.clone()];
        let place = match self.places.get(&key) {
            Some(place) => *place,
            None if self.letters.len() >= MOST_LETTERS => {
                self.over += 1;
                return;
            }
            None => {
                let mut own = OwnLetter::new(&format!("import-{}", self.letters.len() + 1), &group);
                own.letter.title = Words::new(title.clone(), title);
                own.letter.form = Form::Bare;
                own.shortcut = shortcut;
                self.letters.push(own);
                self.places.insert(key, self.letters.len() - 1);
                self.letters.len() - 1
            }
        };
        let Some(own) = self.letters.get_mut(place) else { return };
        for tag in raw.tags.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()) {
            if !own.letter.tags.iter().any(|known| known == tag) {
                own.letter.tags.push(tag.to_owned());
            }
        }
        let wordings = own.texts.entry(language).or_default();
        if wordings.contains(&template.words) {
            self.skip(&what, "It stands in the file twice; one was taken.", "文件中有重复，只导入一条。");
        } else {
            wordings.push(template.words);
        }
    }

    /// The id of the group with this name. The name makes it, so that two files with a group of the same name
    /// share it.
    fn group(&mut self, name: &str) -> String {
        if name.is_empty() {
            return OWN_GROUP.to_owned();
        }
        let id = format!("{OWN_GROUP}:{name}");
        if !self.groups.iter().any(|group| group.id == id) {
            self.groups.push(OwnGroup { id: id.clone(), name: name.to_owned() });
        }
        id
    }

    fn done(mut self) -> Imported {
        if self.over > 0 {
            let over = self.over;
            self.skip(
                "…",
                format!("{over} more letters were left out: at most {MOST_LETTERS} can be kept."),
                format!("另有 {over} 条未导入：最多保存 {MOST_LETTERS} 条。"),
            );
        }
        Imported { letters: self.letters, groups: self.groups, skipped: self.skipped, kind: self.kind }
    }
}

/// A title for a text without one.
fn first_words(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= TITLE_CHARS {
        return line.to_owned();
    }
    format!("{}…", line.chars().take(TITLE_CHARS).collect::<String>().trim_end())
}

/// Names of languages as programs and people write them, besides codes.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("zh", &["chinese", "中文", "汉语", "简体中文", "cn"]),
    ("en", &["english", "英语", "英文"]),
    ("de", &["german", "deutsch", "德语", "德文"]),
    ("fr", &["french", "français", "法语", "法文"]),
    ("es", &["spanish", "español", "西班牙语", "西语"]),
    ("it", &["italian", "italiano", "意大利语"]),
    ("pt", &["portuguese", "português", "葡萄牙语", "葡语"]),
    ("nl", &["dutch", "nederlands", "荷兰语"]),
    ("pl", &["polish", "polski", "波兰语"]),
    ("ru", &["russian", "русский", "俄语", "俄文"]),
    ("ja", &["japanese", "日本語", "日语", "日文", "jp"]),
    ("ko", &["korean", "한국어", "韩语", "韩文", "kr"]),
    ("th", &["thai", "ไทย", "泰语"]),
    ("vi", &["vietnamese", "tiếng việt", "越南语"]),
    ("id", &["indonesian", "bahasa indonesia", "印尼语", "印度尼西亚语"]),
    ("tr", &["turkish", "türkçe", "土耳其语"]),
    ("ar", &["arabic", "العربية", "阿拉伯语"]),
];

/// The language's code: as named, else by the script of the text. A Latin text without a name counts as English.
fn language(named: &str, text: &str) -> String {
    let named = named.trim().to_lowercase();
    let code = named.split(['-', '_']).next().unwrap_or_default();
    if let Some((known, _)) =
        LANGUAGES.iter().find(|(code, names)| *code == named || names.contains(&named.as_str()))
    {
        return (*known).to_owned();
    }
    if (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return code.to_owned();
    }
    let mut han = 0;
    let mut latin = 0;
    for character in text.chars() {
        match u32::from(character) {
            0x3041..=0x30FF => return "ja".to_owned(),
            0xAC00..=0xD7AF => return "ko".to_owned(),
            0x0E00..=0x0E7F => return "th".to_owned(),
            0x0400..=0x04FF => return "ru".to_owned(),
            0x0600..=0x06FF => return "ar".to_owned(),
            0x4E00..=0x9FFF => han += 1,
            _ => latin += usize::from(character.is_alphabetic()),
        }
    }
    // A Chinese sentence may name a product, an English one a Chinese word; a character is worth about three letters.
    if han * 3 > latin { "zh".to_owned() } else { "en".to_owned() }
}

#[cfg(test)]
mod tests;
