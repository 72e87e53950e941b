//! Letters of the shop's own, and which letters were used for whom, in browser storage.

use crate::advice::History;
use crate::model::Reading;
use crate::packs::own::{OwnGroup, OwnLetter, OwnLetters};
use crate::protocol::Refusal;
use crate::webext::{self, Area};
use futures_util::lock::Mutex;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The key under which the shop's own letters are kept.
pub const LETTERS: &str = "letters";
/// The key under which it is kept how often each letter was used.
pub const USED: &str = "used";
const SENT: &str = "sent";
const ANSWERS: &str = "answers";

/// How many buyers are remembered, and for how long after their last letter.
const MOST_BUYERS: usize = 2000;
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 183);

thread_local! {
    /// One change at a time: a change reads and writes, and must not meet another half-way.
    static CHANGING: std::rc::Rc<Mutex<()>> = std::rc::Rc::new(Mutex::new(()));
}

/// How often a letter was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Used {
    /// How many times it was inserted.
    pub times: u32,
    /// When it was inserted last.
    pub last: Timestamp,
}

/// Letter → how often it was used.
pub type Uses = BTreeMap<String, Used>;

/// What a buyer has had.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Had {
    seen: Timestamp,
    letters: BTreeMap<String, usize>,
}

type Buyers = BTreeMap<String, Had>;

/// The letters of the shop's own, and what of them cannot be read.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read.
pub async fn own_letters() -> Result<(OwnLetters, Vec<String>), Refusal> {
    let kept: Option<Value> = webext::read(Area::Local, LETTERS).await?;
    Ok(kept.map(|kept| OwnLetters::read(&kept)).unwrap_or_default())
}

/// Changes the letters of the shop's own in one step.
///
/// # Errors
/// What `change` refuses, and then nothing is changed; [`Refusal::NotUnderstood`] if a kept letter cannot be read,
/// because writing would lose it; [`Refusal::Browser`] if storage is full or cannot be written.
pub async fn change_letters<T>(
    change: impl FnOnce(&mut OwnLetters) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let changing = CHANGING.with(std::rc::Rc::clone);
    let _alone = changing.lock().await;
    let (mut own, unreadable) = own_letters().await?;
    if let Some(why) = unreadable.into_iter().next() {
        let why = format!("a kept letter cannot be read ({why}); update Dueline, or export and wipe");
        return Err(Refusal::NotUnderstood { why });
    }
    let done = change(&mut own)?;
    webext::write(Area::Local, LETTERS, &own).await?;
    Ok(done)
}

/// Keeps a letter of the shop's own.
///
/// # Errors
/// As [`change_letters`]; [`Refusal::NotUnderstood`] says what is wrong with the letter.
pub async fn keep_letter(letter: OwnLetter, now: Timestamp) -> Result<(), Refusal> {
    change_letters(|own| {
        own.put(letter, now).map_err(|error| Refusal::NotUnderstood { why: error.to_string() })
    })
    .await
}

/// Takes a letter of the shop's own away.
///
/// # Errors
/// As [`change_letters`].
pub async fn remove_letter(id: &str) -> Result<(), Refusal> {
    change_letters(|own| Ok(own.remove(id))).await.map(drop)
}

/// Keeps a group of the shop's own, or takes it away where its name is empty; its letters then stand with the
/// shop's others.
///
/// # Errors
/// As [`change_letters`].
pub async fn keep_group(group: OwnGroup) -> Result<(), Refusal> {
    change_letters(|own| {
        own.groups.retain(|known| known.id != group.id);
        if group.name.trim().is_empty() {
            let others = own.letters.iter_mut().filter(|letter| letter.group == group.id);
            others.for_each(|letter| crate::packs::own::OWN_GROUP.clone_into(&mut letter.group));
        } else {
            own.groups.push(group);
        }
        Ok(())
    })
    .await
}

/// How often each letter was used.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read.
pub async fn uses() -> Result<Uses, Refusal> {
    Ok(webext::read(Area::Local, USED).await?.unwrap_or_default())
}

/// Counts an inserted letter: in all, and for the buyer of a page.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read or written.
pub async fn count_letter(reading: &Reading, letter: &str, now: Timestamp) -> Result<(), Refusal> {
    let changing = CHANGING.with(std::rc::Rc::clone);
    let _alone = changing.lock().await;
    let mut uses = uses().await?;
    let used = uses.entry(letter.to_owned()).or_default();
    used.times = used.times.saturating_add(1);
    used.last = now;
    webext::write(Area::Local, USED, &uses).await?;
    let Some(buyer) = History::buyer_key(reading) else { return Ok(()) };
    let mut buyers: Buyers = webext::read(Area::Local, SENT).await?.unwrap_or_default();
    let had = buyers.entry(buyer).or_default();
    had.seen = now;
    *had.letters.entry(letter.to_owned()).or_default() += 1;
    buyers.retain(|_, had| now.duration_since(had.seen) < LONGEST);
    while buyers.len() > MOST_BUYERS {
        let oldest = buyers.iter().min_by_key(|(_, had)| had.seen).map(|(buyer, _)| buyer.clone());
        oldest.map(|buyer| buyers.remove(&buyer));
    }
    webext::write(Area::Local, SENT, &buyers).await
}

/// Letter → how many times the buyer of a page has had it.
pub(super) async fn sent_to(reading: &Reading) -> Result<BTreeMap<String, usize>, Refusal> {
    let Some(buyer) = History::buyer_key(reading) else { return Ok(BTreeMap::new()) };
    let mut buyers: Buyers = webext::read(Area::Local, SENT).await?.unwrap_or_default();
    Ok(buyers.remove(&buyer).map(|had| had.letters).unwrap_or_default())
}

/// The answers that agents gave last, by `variable/language`; only of variables that say so.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read.
pub async fn last_answers() -> Result<BTreeMap<String, String>, Refusal> {
    Ok(webext::read(Area::Local, ANSWERS).await?.unwrap_or_default())
}

/// Remembers answers to be offered again.
///
/// # Errors
/// [`Refusal::Browser`] if storage is full or cannot be written.
pub async fn keep_answers(answers: BTreeMap<String, String>) -> Result<(), Refusal> {
    let changing = CHANGING.with(std::rc::Rc::clone);
    let _alone = changing.lock().await;
    let mut known = last_answers().await?;
    known.extend(answers);
    webext::write(Area::Local, ANSWERS, &known).await
}
