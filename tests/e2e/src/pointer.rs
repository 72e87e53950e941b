//! Real pointer and real keys, through the driver.

use std::time::Duration;

use anyhow::Result;
use thirtyfour::action_chain::ActionChain;
use thirtyfour::{Key, TypingData, WindowHandle};

use crate::Stage;
use crate::browser::WINDOW;
use crate::door::Rect;

impl Stage {
    async fn actions(&self, pause: u64) -> Result<ActionChain> {
        let pause = Some(Duration::from_millis(pause));
        Ok(self.page().await?.action_chain_with_delay(pause, pause))
    }

    /// Clicks in the middle of a rectangle of the portal's window.
    pub async fn click(&self, place: &Rect) -> Result<()> {
        let (x, y) = place.middle();
        Ok(self.actions(0).await?.move_to(x, y).click().perform().await?)
    }

    /// Lets the pointer rest on a rectangle.
    pub async fn point_at(&self, place: &Rect) -> Result<()> {
        let (x, y) = place.middle();
        Ok(self.actions(0).await?.move_to(x, y).perform().await?)
    }

    /// Lets the pointer rest in the window's corner, where nothing of ours stands.
    pub async fn point_away(&self) -> Result<()> {
        Ok(self.actions(0).await?.move_to(1, 1).perform().await?)
    }

    /// Drags from the middle of a rectangle by `by` pixels to the right, at most to the window's edge.
    pub async fn drag(&self, from: &Rect, by: i64) -> Result<()> {
        let (x, y) = from.middle();
        let inside = |x: i64| x.clamp(1, i64::from(WINDOW.0) - 16);
        let chain = self.actions(20).await?;
        let chain = chain
            .move_to(x, y)
            .click_and_hold()
            .move_to(inside(x + by / 2), y)
            .move_to(inside(x + by), y)
            .release();
        Ok(chain.perform().await?)
    }

    /// Types with real keys into whatever has the focus.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        Ok(self.actions(0).await?.send_keys(text).perform().await?)
    }

    /// Presses a key with others held down.
    pub async fn press(&self, held: &[Key], key: impl Into<TypingData>) -> Result<()> {
        let mut chain = self.actions(0).await?;
        for other in held {
            chain = chain.key_down(other.clone());
        }
        chain = chain.send_keys(key);
        for other in held {
            chain = chain.key_up(other.clone());
        }
        Ok(chain.perform().await?)
    }
}

impl Stage {
    /// Presses a key in a window that is not the portal's.
    pub async fn press_at(&self, window: &WindowHandle, key: impl Into<TypingData>) -> Result<()> {
        let session = self.browser.window(window).await?;
        Ok(session.action_chain().send_keys(key).perform().await?)
    }
}

/// The wait between two looks through the door.
pub(crate) async fn breath() {
    tokio::time::sleep(Duration::from_millis(40)).await;
}
