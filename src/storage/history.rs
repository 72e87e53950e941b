//! What is remembered of each case between two looks: when things happened, no words of anybody.
//! The latest five hundred cases are kept, each for half a year after it was last seen.

use super::letters;
use crate::advice::History;
use crate::model::Reading;
use crate::protocol::Refusal;
use crate::webext::{self, Area};
use futures_util::lock::Mutex;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

const KEY: &str = "history";
const MOST: usize = 500;
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 183);

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Entry {
    seen: Timestamp,
    history: History,
}

type Cases = BTreeMap<String, Entry>;

thread_local! {
    static CHANGING: std::rc::Rc<Mutex<()>> = std::rc::Rc::new(Mutex::new(()));
}

/// What is remembered of the case on a page.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read.
pub async fn history_of(reading: &Reading) -> Result<History, Refusal> {
    let key = History::key(reading);
    let known = match key {
        Some(key) => load().await?.remove(&key).map(|entry| entry.history),
        None => None,
    };
    Ok(History { sent: letters::sent_to(reading).await?, ..known.unwrap_or_default() })
}

/// Remembers what a page tells of its case. Writes only what is news.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read or written.
pub async fn remember_case(reading: &Reading, now: Timestamp) -> Result<(), Refusal> {
    change(reading, now, |history| history.learn(reading)).await
}

/// Notes that a letter was inserted for the case on a page.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read or written.
pub async fn note_letter(reading: &Reading, letter: &str, now: Timestamp) -> Result<(), Refusal> {
    change(reading, now, |history| {
        history.letters.push(letter.to_owned());
        true
    })
    .await
}

/// Remembers values that were worked out and to which the agent has agreed for the case on a page.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read or written.
pub async fn agree(
    reading: &Reading,
    values: BTreeMap<String, String>,
    now: Timestamp,
) -> Result<(), Refusal> {
    change(reading, now, |history| {
        let before = history.agreed.clone();
        history.agreed.extend(values);
        history.agreed != before
    })
    .await
}

/// Keeps a time that the agent gives for the case on a page, or takes it back.
///
/// # Errors
/// [`Refusal::NotUnderstood`] if the page shows no number under which the case could be kept,
/// [`Refusal::Browser`] if storage cannot be read or written.
pub async fn give(
    reading: &Reading,
    field: &str,
    at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), Refusal> {
    if History::key(reading).is_none() {
        let why = "the page shows neither an order number nor a case number to keep this under";
        return Err(Refusal::NotUnderstood { why: why.to_owned() });
    }
    change(reading, now, |history| {
        history.give(field, at);
        true
    })
    .await
}

async fn load() -> Result<Cases, Refusal> {
    let Some(Value::Object(kept)) = webext::read(Area::Local, KEY).await? else { return Ok(Cases::new()) };
    // A note in a form of long ago is worth less than a page that works, but takes no other with it.
    Ok(kept.into_iter().filter_map(|(key, entry)| Some((key, serde_json::from_value(entry).ok()?))).collect())
}

async fn change(
    reading: &Reading,
    now: Timestamp,
    change: impl FnOnce(&mut History) -> bool,
) -> Result<(), Refusal> {
    let Some(key) = History::key(reading) else { return Ok(()) };
    let changing = CHANGING.with(std::rc::Rc::clone);
    let _alone = changing.lock().await;
    let mut cases = load().await?;
    let mut history = cases.get(&key).map(|entry| entry.history.clone()).unwrap_or_default();
    if !change(&mut history) {
        return Ok(());
    }
    cases.insert(key, Entry { seen: now, history });
    cases.retain(|_, entry| now.duration_since(entry.seen) < LONGEST);
    while cases.len() > MOST {
        let oldest = cases.iter().min_by_key(|(_, entry)| entry.seen).map(|(key, _)| key.clone());
        oldest.map(|key| cases.remove(&key));
    }
    webext::write(Area::Local, KEY, &cases).await
}
