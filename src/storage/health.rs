//! How well the pages of each portal could be read, day by day: counts only, for thirty days.

use crate::model::Health;
use crate::protocol::Refusal;
use crate::webext::{self, Area};
use futures_util::lock::Mutex;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The key under which the counts are kept.
pub const HEALTH: &str = "health";

const DAYS: i32 = 30;

thread_local! {
    static CHANGING: std::rc::Rc<Mutex<()>> = std::rc::Rc::new(Mutex::new(()));
}

/// One day of one portal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Day {
    /// Pages of interest that were opened.
    pub pages: u32,
    /// Those of them on which everything was found that should be there.
    pub whole: u32,
    /// `page/field` → how often it was lost.
    pub lost: BTreeMap<String, u32>,
}

/// Portal → day (`YYYY-MM-DD`, UTC) → what was counted.
pub type Days = BTreeMap<String, BTreeMap<String, Day>>;

/// What was counted so far.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read.
pub async fn health_days() -> Result<Days, Refusal> {
    let kept: Option<serde_json::Value> = webext::read(Area::Local, HEALTH).await?;
    Ok(kept.and_then(|kept| serde_json::from_value(kept).ok()).unwrap_or_default())
}

/// What a page should have shown and did not, as `page/field`.
pub fn lost(page: &str, health: &Health) -> Vec<String> {
    let fields = health.missing().map(|field| format!("{page}/{field}"));
    let reply = (health.reply == Some(false)).then(|| format!("{page}/reply"));
    fields.chain(reply).collect()
}

/// Counts a page that was opened, or corrects what was counted of it: a page that was still coming when it was
/// first read has lost nothing. `before` is what was counted of this opening so far.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read or written.
pub async fn count_page(
    portal: &str,
    before: Option<&[String]>,
    lost: &[String],
    now: Timestamp,
) -> Result<(), Refusal> {
    if before == Some(lost) {
        return Ok(());
    }
    let changing = CHANGING.with(std::rc::Rc::clone);
    let _alone = changing.lock().await;
    let mut days = health_days().await?;
    let today = now.to_zoned(TimeZone::UTC).date();
    let oldest = today.saturating_sub(DAYS.days()).to_string();
    for known in days.values_mut() {
        known.retain(|day, _| *day >= oldest);
    }
    let day = days.entry(portal.to_owned()).or_default().entry(today.to_string()).or_default();
    match before {
        None => day.pages += 1,
        Some(before) => {
            if before.is_empty() {
                day.whole = day.whole.saturating_sub(1);
            }
            for name in before {
                let count = day.lost.entry(name.clone()).or_default();
                *count = count.saturating_sub(1);
            }
        }
    }
    if lost.is_empty() {
        day.whole += 1;
    }
    for name in lost {
        *day.lost.entry(name.clone()).or_default() += 1;
    }
    day.lost.retain(|_, count| *count > 0);
    webext::write(Area::Local, HEALTH, &days).await
}
