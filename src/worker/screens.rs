//! Answers the panel and the app.

use super::{envelope, packs, with_languages_of};
use crate::advice::advise;
use crate::deadlines::Situation;
use crate::portal;
use crate::protocol::{FrameId, FromScreen, MAX_LETTER_CHARS, Refusal, Snapshot, TabView, ToPage};
use crate::storage::{self, Sample};
use crate::webext::{self, Sender, from_js, to_js};
use wasm_bindgen::JsValue;

/// Answers one message of a screen.
pub(super) async fn answer(message: FromScreen, sender: &Sender) -> Result<JsValue, Refusal> {
    let own = sender.tab.as_ref().and_then(|tab| tab.id);
    let of = |tab: Option<i32>| tab.or(own).ok_or(Refusal::NoPage);
    match message {
        FromScreen::Look { tab } => match look(of(tab)?).await {
            Ok(view) => to_js(&view),
            Err(Refusal::NoPage) => Ok(JsValue::NULL),
            Err(refusal) => Err(refusal),
        },
        FromScreen::Tabs => to_js(&tabs().await?),
        FromScreen::Write { tab, text, letter, agreed, answers } => {
            if text.chars().count() > MAX_LETTER_CHARS {
                return Err(Refusal::TooLarge { chars: text.chars().count() });
            }
            let tab = of(tab)?;
            if !agreed.is_empty() {
                storage::agree(&look(tab).await?.reading, agreed, webext::now()).await?;
            }
            if !answers.is_empty() {
                storage::keep_answers(answers).await?;
            }
            to_page(tab, ToPage::Write { text, letter }).await
        }
        FromScreen::Undo { tab } => to_page(of(tab)?, ToPage::Undo).await,
        FromScreen::Outline { tab, field } => to_page(of(tab)?, ToPage::Outline { field }).await,
        FromScreen::Panel { tab, open } => to_panel(of(tab)?, ToPage::Panel { open, letter: None }).await,
        FromScreen::Drawn { tab } => to_page(of(tab)?, ToPage::Drawn).await,
        FromScreen::Command { tab, name } => to_page(of(tab)?, ToPage::Command { name }).await,
        FromScreen::Change { patch } => to_js(&storage::change_settings(&patch).await?),
        FromScreen::Give { tab, field, at } => {
            if !Situation::is_moment(&field) {
                return Err(Refusal::NotUnderstood { why: format!("`{field}` is no time") });
            }
            let tab = of(tab)?;
            storage::give(&look(tab).await?.reading, &field, at, webext::now()).await?;
            to_page(tab, ToPage::Refresh).await
        }
        FromScreen::ChangeRule { platform, rule, change } => {
            storage::change_rule(&platform, &rule, change.as_deref()).await?;
            super::forget_packs();
            Ok(JsValue::NULL)
        }
        FromScreen::Point { tab, field, place, prompt, cancel } => {
            to_page(of(tab)?, ToPage::Point { field, place, prompt, cancel }).await
        }
        FromScreen::Pointed { tab, done } => {
            let tab = of(tab)?;
            let pointed = storage::pointed(tab).await?;
            if done {
                storage::keep_pointed(tab, None).await?;
            }
            to_js(&pointed)
        }
        FromScreen::Mend { pack, undo } => {
            storage::change_mends(&pack, undo).await?;
            super::forget_packs();
            Ok(JsValue::NULL)
        }
        FromScreen::Sample { tab } => {
            let sample: Option<Sample> = from_js(to_page(of(tab)?, ToPage::Sample).await?)?;
            let made = webext::now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
            let sample = Sample { made, ..sample.ok_or(Refusal::NoPage)? };
            to_js(&storage::keep_sample(sample).await?)
        }
        FromScreen::Confirm { keys } => to_js(&storage::confirm(keys).await?),
        FromScreen::KeepLetter { letter } => {
            let kept = storage::keep_letter(*letter, webext::now()).await;
            super::forget_packs();
            kept.map(|()| JsValue::NULL)
        }
        FromScreen::RemoveLetter { id } => {
            storage::remove_letter(&id).await?;
            super::forget_packs();
            Ok(JsValue::NULL)
        }
        FromScreen::TakeLetters { letters } => {
            let taken = storage::change_letters(|own| Ok(own.take(*letters, webext::now()))).await?;
            super::forget_packs();
            to_js(&taken)
        }
        FromScreen::KeepGroup { group } => {
            storage::keep_group(group).await?;
            super::forget_packs();
            Ok(JsValue::NULL)
        }
        FromScreen::ForgetDraft { at } => {
            storage::forget_draft(at).await?;
            Ok(JsValue::NULL)
        }
        FromScreen::Settings => to_js(&storage::settings().await?),
    }
}

/// Reads the page of a tab afresh and works out everything about it.
async fn look(tab: i32) -> Result<TabView, Refusal> {
    let (frame, seen) = ask_tab(tab, &ToPage::Look).await?;
    let snapshot: Snapshot = from_js(seen)?;
    let packs = packs().await?;
    let settings = storage::settings().await?;
    let reading = portal::interpret(&packs, &settings, &snapshot)?;
    let packs = with_languages_of(packs, &reading).await;
    let history = storage::history_of(&reading).await?;
    let advice = advise(&packs, &reading, &settings, &history, webext::now());
    Ok(TabView { tab, frame, snapshot, reading, history, advice })
}

async fn tabs() -> Result<Vec<serde_json::Value>, Refusal> {
    let frames = storage::frames().await?;
    let list = frames.into_iter().map(|(tab, frame, shown)| {
        serde_json::json!({
            "tab": tab, "frame": frame, "portal": shown.portal, "page": shown.page,
            "url": shown.url, "title": shown.title,
        })
    });
    Ok(list.collect())
}

/// Hands a message to the frame of a tab in which the agent works.
pub(super) async fn to_page(tab: i32, message: ToPage) -> Result<JsValue, Refusal> {
    ask_tab(tab, &message).await.map(|(_, answer)| answer)
}

/// Asks the frames of a tab, the likeliest first, until one answers. A frame that does not has gone
/// or shows something else by now, and is forgotten.
async fn ask_tab(tab: i32, message: &ToPage) -> Result<(FrameId, JsValue), Refusal> {
    // Only a look must be answered with something; nothing means that the page is of no interest by now.
    let looking = matches!(message, ToPage::Look);
    let message = envelope(message)?;
    for frame in storage::frames_of(tab).await? {
        match webext::ask_frame(tab, frame, &message).await {
            Ok(answer) if !(looking && (answer.is_null() || answer.is_undefined())) => {
                return Ok((frame, answer));
            }
            _ => storage::forget_frame(tab, frame).await?,
        }
    }
    Err(Refusal::NoPage)
}

/// Hands a message about the panel to the tab's top frame, where the panel stands; to the frame of
/// interest where the top one is no page of a portal.
pub(super) async fn to_panel(tab: i32, message: ToPage) -> Result<JsValue, Refusal> {
    storage::frames_of(tab).await?;
    match webext::ask_frame(tab, 0, &envelope(&message)?).await {
        Err(_) => to_page(tab, message).await,
        answer => answer,
    }
}
