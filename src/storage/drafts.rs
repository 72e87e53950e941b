//! What agents had written before an insertion, and what they were writing when a tab was closed.

use crate::advice::History;
use crate::model::Reading;
use crate::protocol::Refusal;
use crate::webext::{self, Area};
use futures_util::lock::Mutex;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

const DRAFTS: &str = "drafts";
/// How many drafts are kept.
const MOST: usize = 60;
/// The longest draft that is kept, in characters.
const MOST_CHARS: usize = 20_000;

thread_local! {
    static CHANGING: std::rc::Rc<Mutex<()>> = std::rc::Rc::new(Mutex::new(()));
}

/// A draft. It is the agent's own text and no message of a buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// When it was kept.
    pub at: Timestamp,
    /// The portal's id.
    pub portal: String,
    /// The page's id.
    pub page: String,
    /// The case or order, by which it is found again.
    pub key: String,
    /// Its text.
    pub text: String,
    /// Whether it is what stood in the box before a letter was inserted.
    pub before_letter: bool,
}

/// The drafts that are kept, the latest in front.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read.
pub async fn drafts() -> Result<Vec<Draft>, Refusal> {
    let kept: Option<Vec<serde_json::Value>> = webext::read(Area::Local, DRAFTS).await?;
    // A draft in a form of long ago takes no other with it.
    Ok(kept.into_iter().flatten().filter_map(|draft| serde_json::from_value(draft).ok()).collect())
}

/// Keeps a draft for `days` days; none are kept for 0. What is being typed takes the place of what was typed in
/// the same box a moment before.
///
/// # Errors
/// [`Refusal::Browser`] if storage is full or cannot be written.
pub async fn keep_draft(
    reading: &Reading,
    text: &str,
    before_letter: bool,
    days: u32,
    now: Timestamp,
) -> Result<(), Refusal> {
    if text.trim().is_empty() || text.chars().count() > MOST_CHARS || days == 0 {
        return Ok(());
    }
    let changing = CHANGING.with(std::rc::Rc::clone);
    let _alone = changing.lock().await;
    let mut kept = drafts().await?;
    let draft = Draft {
        at: now,
        portal: reading.portal.clone(),
        page: reading.page.clone(),
        key: History::key(reading).unwrap_or_default(),
        text: text.to_owned(),
        before_letter,
    };
    let same_box = |other: &Draft| other.key == draft.key && other.page == draft.page;
    kept.retain(|other| {
        let typed_on = same_box(other) && !other.before_letter && !before_letter;
        let same = same_box(other) && other.text == draft.text;
        let old = now.duration_since(other.at) > SignedDuration::from_hours(24 * i64::from(days));
        !(typed_on || same || old)
    });
    kept.insert(0, draft);
    kept.truncate(MOST);
    webext::write(Area::Local, DRAFTS, &kept).await
}

/// Forgets the draft that was kept at `at`; all of them where no time is given.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be written.
pub async fn forget_draft(at: Option<Timestamp>) -> Result<(), Refusal> {
    let changing = CHANGING.with(std::rc::Rc::clone);
    let _alone = changing.lock().await;
    let mut kept = drafts().await?;
    kept.retain(|draft| at.is_some_and(|at| draft.at != at));
    webext::write(Area::Local, DRAFTS, &kept).await
}
