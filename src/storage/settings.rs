//! Loading and changing the settings.

use crate::advice::Settings;
use crate::protocol::Refusal;
use crate::webext::{self, Area};
use futures_util::lock::Mutex;

const KEY: &str = "settings";

thread_local! {
    /// One change at a time: a change reads, merges and writes, and must not meet another half-way.
    static CHANGING: std::rc::Rc<Mutex<()>> = std::rc::Rc::new(Mutex::new(()));
}

/// The settings as they are; the defaults before anything was set.
///
/// # Errors
/// [`Refusal::Browser`] if storage cannot be read. Settings of an unreadable form give the defaults
/// for the unreadable parts, so that a damaged entry never locks the person out.
pub async fn settings() -> Result<Settings, Refusal> {
    let kept: Option<serde_json::Value> = webext::read(Area::Local, KEY).await?;
    Ok(kept.map(readable).unwrap_or_default())
}

/// Applies a JSON merge patch (RFC 7396) and keeps the result.
///
/// # Errors
/// [`Refusal::NotUnderstood`] if the patched settings have no valid form, and then nothing is changed;
/// [`Refusal::Browser`] if storage is full or cannot be written.
pub async fn change_settings(patch: &serde_json::Value) -> Result<Settings, Refusal> {
    let changing = CHANGING.with(std::rc::Rc::clone);
    let _alone = changing.lock().await;
    let mut value = serde_json::to_value(settings().await?).map_err(odd)?;
    merge(&mut value, patch);
    let changed: Settings = serde_json::from_value(value).map_err(odd)?;
    webext::write(Area::Local, KEY, &changed).await?;
    Ok(changed)
}

/// Remembers that a person has found right what is read at these places.
///
/// # Errors
/// [`Refusal::Browser`] if storage is full or cannot be written.
pub async fn confirm(places: Vec<String>) -> Result<Settings, Refusal> {
    let changing = CHANGING.with(std::rc::Rc::clone);
    let _alone = changing.lock().await;
    let mut changed = settings().await?;
    changed.confirmed.extend(places);
    webext::write(Area::Local, KEY, &changed).await?;
    Ok(changed)
}

fn odd(error: serde_json::Error) -> Refusal {
    Refusal::NotUnderstood { why: format!("these settings are not valid: {error}") }
}

/// The settings in `kept`, part by part: a part that cannot be read keeps its default.
fn readable(kept: serde_json::Value) -> Settings {
    if let Ok(settings) = serde_json::from_value(kept.clone()) {
        return settings;
    }
    let mut settings = Settings::default();
    let serde_json::Value::Object(parts) = kept else { return settings };
    for (name, part) in parts {
        let Ok(mut value) = serde_json::to_value(&settings) else { continue };
        merge(&mut value, &serde_json::json!({ name: part }));
        if let Ok(better) = serde_json::from_value(value) {
            settings = better;
        }
    }
    settings
}

/// RFC 7396: objects are merged member by member, null removes, anything else replaces.
fn merge(target: &mut serde_json::Value, patch: &serde_json::Value) {
    let serde_json::Value::Object(changes) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = serde_json::Value::Object(serde_json::Map::new());
    }
    let Some(members) = target.as_object_mut() else { return };
    for (name, change) in changes {
        if change.is_null() {
            members.remove(name);
        } else {
            merge(members.entry(name.clone()).or_insert(serde_json::Value::Null), change);
        }
    }
}
