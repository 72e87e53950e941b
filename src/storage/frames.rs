//! Which frames of which tabs show a page of interest. Kept for the session only, never on disk.

use crate::protocol::{FrameId, Refusal, Snapshot};
use crate::webext::{self, Area};
use futures_util::lock::Mutex;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const KEY: &str = "frames";

/// A frame with a page of interest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The portal's id.
    pub portal: String,
    /// The page's id.
    pub page: String,
    /// Its address.
    pub url: String,
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// Whether it has a reply box.
    #[serde(default)]
    pub reply: bool,
    /// How many fields and rows were found in it: a shell around the real page has next to none.
    #[serde(default)]
    pub found: usize,
    /// What it should have shown and did not.
    #[serde(default)]
    pub lost: Vec<String>,
}

type Tabs = BTreeMap<String, BTreeMap<String, Frame>>;

thread_local! {
    static CHANGING: std::rc::Rc<Mutex<()>> = std::rc::Rc::new(Mutex::new(()));
}

/// All frames, as (tab, frame, what it shows).
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read.
pub async fn frames() -> Result<Vec<(i32, FrameId, Frame)>, Refusal> {
    let list = load().await?.into_iter().flat_map(|(tab, frames)| {
        frames
            .into_iter()
            .filter_map(move |(frame, shown)| Some((tab.parse().ok()?, frame.parse().ok()?, shown)))
    });
    Ok(list.collect())
}

/// What a frame shows.
///
/// # Errors
/// [`Refusal::NoPage`] if it shows nothing of interest, [`Refusal::Browser`] if storage cannot be read.
pub async fn frame_of(tab: i32, frame: FrameId) -> Result<Frame, Refusal> {
    let found = frames().await?.into_iter().find(|(of, within, _)| (*of, *within) == (tab, frame));
    found.map(|(_, _, shown)| shown).ok_or(Refusal::NoPage)
}

/// The frames of a tab, the one that an agent works in first: it has a reply box, or the most to read.
///
/// # Errors
/// [`Refusal::NoPage`] if the tab has none, [`Refusal::Browser`] if storage cannot be read.
pub async fn frames_of(tab: i32) -> Result<Vec<FrameId>, Refusal> {
    let mut own: Vec<_> = frames().await?.into_iter().filter(|(of, _, _)| *of == tab).collect();
    own.sort_by_key(|(_, frame, shown)| (!shown.reply, std::cmp::Reverse(shown.found), *frame));
    if own.is_empty() {
        Err(Refusal::NoPage)
    } else {
        Ok(own.into_iter().map(|(_, frame, _)| frame).collect())
    }
}

/// Remembers what a frame shows and gives what was remembered of it before; `found` counts the fields and rows
/// that were read in it.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read or written.
pub async fn remember_frame(
    tab: i32,
    frame: FrameId,
    snapshot: &Snapshot,
    found: usize,
    lost: Vec<String>,
) -> Result<Option<Frame>, Refusal> {
    let shown = Frame {
        portal: snapshot.portal.clone(),
        page: snapshot.page.clone(),
        url: snapshot.url.clone(),
        title: snapshot.title.clone(),
        reply: snapshot.reply.is_some(),
        found,
        lost,
    };
    let mut before = None;
    change(|tabs| {
        let frames = tabs.entry(tab.to_string()).or_default();
        before = frames.insert(frame.to_string(), shown.clone());
        before.as_ref() != Some(&shown)
    })
    .await?;
    Ok(before)
}

/// Forgets a frame that shows nothing of interest any more.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read or written.
pub async fn forget_frame(tab: i32, frame: FrameId) -> Result<(), Refusal> {
    change(|tabs| {
        tabs.get_mut(&tab.to_string()).is_some_and(|frames| frames.remove(&frame.to_string()).is_some())
    })
    .await
}

/// Forgets a tab that was closed.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read or written.
pub async fn forget_tab(tab: i32) -> Result<(), Refusal> {
    change(|tabs| tabs.remove(&tab.to_string()).is_some()).await
}

async fn load() -> Result<Tabs, Refusal> {
    Ok(webext::read(Area::Session, KEY).await?.unwrap_or_default())
}

/// Changes the list, and writes it only if `change` says that something changed.
async fn change(change: impl FnOnce(&mut Tabs) -> bool) -> Result<(), Refusal> {
    let changing = CHANGING.with(std::rc::Rc::clone);
    let _alone = changing.lock().await;
    let mut tabs = load().await?;
    if change(&mut tabs) {
        tabs.retain(|_, frames| !frames.is_empty());
        webext::write(Area::Session, KEY, &tabs).await?;
    }
    Ok(())
}
