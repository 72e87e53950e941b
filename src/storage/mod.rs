//! Settings and changed rules in browser storage, and what the worker must not forget between two wake-ups.
//!
//! The worker is the only writer. Changes to settings arrive as merge patches and are applied one after
//! the other, so that two settings pages that change different things lose nothing.

mod frames;
mod history;
mod overlay;
mod settings;

pub use frames::{Frame, forget_frame, forget_tab, frames, frames_of, remember_frame};
pub use history::{give, history_of, remember_case};
pub use overlay::{OVERLAY, change_rule, overlay};
pub use settings::{change_settings, settings};
