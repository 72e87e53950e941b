//! Mends of portal packs and what is switched off, in browser storage; and what a person has just pointed at.

use crate::packs::mend::{self, MendPack};
use crate::protocol::{Pointed, Refusal};
use crate::webext::{self, Area};
use futures_util::lock::Mutex;

/// The key under which mends are kept.
pub const MENDS: &str = "mends";

thread_local! {
    static CHANGING: std::rc::Rc<Mutex<()>> = std::rc::Rc::new(Mutex::new(()));
}

/// All mends and switch-offs. What is kept in another form counts as none and is left as it is until a new one
/// is kept.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read.
pub async fn mends() -> Result<MendPack, Refusal> {
    let kept: Option<serde_json::Value> = webext::read(Area::Local, MENDS).await?;
    Ok(kept.and_then(|kept| serde_json::from_value(kept).ok()).unwrap_or_default())
}

/// Keeps some mends and switch-offs, or takes them back.
///
/// # Errors
/// [`Refusal::NotUnderstood`] for what a mend may not name, [`Refusal::Browser`] if storage is full or cannot be
/// written.
pub async fn change_mends(pack: &MendPack, undo: bool) -> Result<(), Refusal> {
    let odd = |error: mend::MendError| Refusal::NotUnderstood { why: error.to_string() };
    let changing = CHANGING.with(std::rc::Rc::clone);
    let _alone = changing.lock().await;
    let mut kept = mends().await?;
    if undo {
        mend::part(&mut kept, pack);
    } else {
        mend::check(pack).map_err(odd)?;
        mend::join(&mut kept, pack);
        mend::check(&kept).map_err(odd)?;
    }
    webext::write(Area::Local, MENDS, &kept).await
}

/// What a person has just pointed at in a tab.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read.
pub async fn pointed(tab: i32) -> Result<Option<Pointed>, Refusal> {
    webext::read(Area::Session, &key(tab)).await
}

/// Keeps what a person has just pointed at in a tab, or forgets it.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be written.
pub async fn keep_pointed(tab: i32, pointed: Option<&Pointed>) -> Result<(), Refusal> {
    match pointed {
        Some(pointed) => webext::write(Area::Session, &key(tab), pointed).await,
        None => webext::remove(Area::Session, &[key(tab)]).await,
    }
}

fn key(tab: i32) -> String {
    format!("pointed:{tab}")
}
