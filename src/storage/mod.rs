//! Settings and changed rules in browser storage, and what the worker must not forget between two wake-ups.
//!
//! The worker is the only writer. Changes to settings arrive as merge patches and are applied one after
//! the other, so that two settings pages that change different things lose nothing.

mod drafts;
mod frames;
mod health;
mod history;
mod letters;
mod mends;
mod overlay;
mod samples;
mod settings;

pub use drafts::{Draft, drafts, forget_draft, keep_draft};
pub use frames::{Frame, forget_frame, forget_tab, frame_of, frames, frames_of, remember_frame};
pub use health::{Day, Days, HEALTH, count_page, health_days, lost};
pub use history::{agree, give, history_of, note_letter, remember_case};
pub use letters::{
    LETTERS, USED, Used, Uses, change_letters, count_letter, keep_answers, keep_group, keep_letter,
    last_answers, own_letters, remove_letter, uses,
};
pub use mends::{MENDS, change_mends, keep_pointed, mends, pointed};
pub use overlay::{OVERLAY, change_rule, overlay};
pub use samples::{SAMPLES, Sample, keep_sample};
pub use settings::{change_settings, confirm, settings};
