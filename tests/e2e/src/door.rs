//! The door: what an extension page may ask of the worker, and what the page script says is drawn.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

/// A rectangle in CSS pixels of the viewport.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Rect {
    /// The middle, where a person would click.
    pub fn middle(&self) -> (i64, i64) {
        ((self.x + self.w / 2.0).round() as i64, (self.y + self.h / 2.0).round() as i64)
    }

    /// The same rectangle seen from outside a frame whose upper left corner is that of `frame`.
    pub fn within(&self, frame: &Self) -> Self {
        Self { x: self.x + frame.x, y: self.y + frame.y, ..*self }
    }

    /// Whether the two share some area.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.x + other.w
            && other.x < self.x + self.w
            && self.y < other.y + other.h
            && other.y < self.y + self.h
    }
}

/// What is drawn into the portal's page.
#[derive(Debug, Clone, Deserialize)]
pub struct Drawn {
    /// Whether the last look was answered and drawn and nothing is pending.
    pub settled: bool,
    /// How often the page was read.
    pub reads: u64,
    /// The badges.
    pub badges: Vec<DrawnBadge>,
    /// The suggestion bar.
    pub bar: Option<Bar>,
    /// The panel.
    pub panel: DrawnPanel,
    /// The calm line.
    pub line: Option<String>,
    /// The field whose element is outlined.
    pub outline: Option<String>,
    /// The badge whose details are open.
    #[serde(default)]
    pub tip: Option<String>,
    /// The reply box.
    pub reply: Option<Reply>,
}

/// One badge.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct DrawnBadge {
    /// The rule.
    pub id: String,
    /// The key of its row.
    pub row: Option<String>,
    /// All its text.
    pub text: String,
    /// The state's key.
    pub state: String,
    /// The state as a word.
    pub word: String,
    /// Its name for a screen reader.
    pub title: String,
    /// Where it is.
    pub rect: Option<Rect>,
    /// Whether it shows.
    pub visible: bool,
    /// What hovering shows.
    pub details: Vec<DetailLine>,
}

/// One line of a badge's details.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct DetailLine {
    /// What it is about.
    pub label: String,
    /// What it says.
    pub text: String,
}

impl DrawnBadge {
    /// What the details say under a label.
    pub fn detail(&self, label: &str) -> Option<&str> {
        self.details.iter().find(|line| line.label == label).map(|line| line.text.as_str())
    }

    /// What the details say under a label; without such a line the test fails.
    pub fn says(&self, label: &str) -> &str {
        self.detail(label).unwrap_or_else(|| panic!("badge {} has no line {label:?}: {self:#?}", self.id))
    }
}

/// The suggestion bar.
#[derive(Debug, Clone, Deserialize)]
pub struct Bar {
    /// Where it is.
    pub rect: Rect,
    /// Its buttons.
    pub buttons: Vec<Button>,
    /// What it says about the last click.
    #[serde(default)]
    pub note: Option<String>,
}

/// One button of the bar.
#[derive(Debug, Clone, Deserialize)]
pub struct Button {
    /// The letter's id, for a letter.
    #[serde(default)]
    pub id: Option<String>,
    /// `letter`, `panel` or `undo`.
    pub role: String,
    /// What stands on it.
    pub text: String,
    /// Where it is.
    pub rect: Rect,
}

impl Button {
    /// Whether the letter takes a value or a proof that only the person has, so that a click opens the panel.
    pub fn asks(&self) -> bool {
        static ASKING: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
            let packs = dueline::packs::Packs::shipped().unwrap_or_default();
            let asking = packs.letters().filter(|letter| {
                !letter.proof.is_empty() || letter.needs.iter().any(|name| !name.contains('.'))
            });
            asking.map(|letter| letter.id.clone()).collect()
        });
        self.id.as_ref().is_some_and(|id| ASKING.contains(id))
    }
}

impl Bar {
    /// The letters.
    pub fn letters(&self) -> Vec<&Button> {
        self.buttons.iter().filter(|button| button.role == "letter").collect()
    }

    /// The first button with a role.
    pub fn button(&self, role: &str) -> Option<&Button> {
        self.buttons.iter().find(|button| button.role == role)
    }
}

/// The side panel.
#[derive(Debug, Clone, Deserialize)]
pub struct DrawnPanel {
    /// Whether it is open.
    pub open: bool,
    /// Its width.
    pub width: f64,
    /// Where it is.
    pub rect: Option<Rect>,
    /// Where its resize handle is.
    #[serde(default)]
    pub handle: Option<Rect>,
}

/// The reply box.
#[derive(Debug, Clone, Deserialize)]
pub struct Reply {
    /// The kind of editor.
    pub kind: String,
    /// What stands in it.
    pub text: String,
}

impl Drawn {
    /// The badge of the page's own case.
    pub fn own(&self) -> Option<&DrawnBadge> {
        self.badges.iter().find(|badge| badge.row.is_none())
    }

    /// The badge of a row.
    pub fn of_row(&self, key: &str) -> Option<&DrawnBadge> {
        self.badges.iter().find(|badge| badge.row.as_deref() == Some(key))
    }

    /// The letters of the bar.
    pub fn letters(&self) -> Vec<&Button> {
        self.bar.as_ref().map(Bar::letters).unwrap_or_default()
    }

    /// The text of the reply box.
    pub fn draft(&self) -> &str {
        self.reply.as_ref().map_or("", |reply| reply.text.as_str())
    }

    /// What is drawn, in a few lines for a failed test.
    pub fn brief(&self) -> String {
        let badge = |badge: &DrawnBadge| {
            format!(
                "\n  badge {} of {:?}: {:?} [{}] visible: {} at {:?}",
                badge.id, badge.row, badge.text, badge.state, badge.visible, badge.rect
            )
        };
        let badges: String = self.badges.iter().take(8).map(badge).collect();
        let letters: Vec<_> =
            self.letters().iter().map(|letter| letter.id.clone().unwrap_or_default()).collect();
        let Self { settled, reads, panel, line, outline, reply, .. } = self;
        format!(
            "settled: {settled}, reads: {reads}, {} badges, letters {letters:?}, {panel:?}, line {line:?}, outline {outline:?}, {reply:?}{badges}",
            self.badges.len()
        )
    }
}
