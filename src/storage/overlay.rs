//! What the shop has changed in shipped rules, in browser storage.

use crate::packs::overlay::{self, Kept, RuleChange};
use crate::protocol::Refusal;
use crate::webext::{self, Area};
use futures_util::lock::Mutex;
use serde_json::Value;

/// The key under which the changes are kept.
pub const OVERLAY: &str = "overlay";

thread_local! {
    /// One change at a time: a change reads and writes, and must not meet another half-way.
    static CHANGING: std::rc::Rc<Mutex<()>> = std::rc::Rc::new(Mutex::new(()));
}

/// All changes of rules, and what of them cannot be read.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read.
pub async fn overlay() -> Result<Kept, Refusal> {
    Ok(overlay::read(&load().await?))
}

/// Keeps the change of one rule, or forgets it.
///
/// # Errors
/// [`Refusal::NotUnderstood`] if what is kept has no form to which a change could be added, and then nothing
/// is changed; [`Refusal::Browser`] if storage is full or cannot be written.
pub async fn change_rule(platform: &str, rule: &str, change: Option<&RuleChange>) -> Result<(), Refusal> {
    let changing = CHANGING.with(std::rc::Rc::clone);
    let _alone = changing.lock().await;
    let fresh =
        overlay::put(load().await?, platform, rule, change).map_err(|why| Refusal::NotUnderstood { why })?;
    webext::write(Area::Local, OVERLAY, &fresh).await
}

async fn load() -> Result<Value, Refusal> {
    Ok(webext::read(Area::Local, OVERLAY).await?.unwrap_or_default())
}
