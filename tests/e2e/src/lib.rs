//! The stage for the end-to-end tests: a real browser with the built extension on the replica
//! portals, driven the way a person drives it, with real pointer and real keys.
//!
//! What Dueline draws into a page sits in a closed shadow root, so no script can look inside. A
//! test looks through the door that the extension's own pages have ([`door`]), clicks at the
//! places that the door reports, and reads from the replica what the page itself has got.
//!
//! A test is an async function over a [`Stage`]; [`suite!`] turns a list of them into a test
//! program that runs each one in Chromium and in Firefox, side by side.

#![allow(clippy::unwrap_used, clippy::expect_used)]

pub mod axe;
pub mod browser;
pub mod door;
pub mod drift;
pub mod eyes;
pub mod matrix;
pub mod panel;
pub mod pointer;
pub mod process;
pub mod shadow;
pub mod socket;
pub mod stage;
pub mod suite;

pub use browser::{Browser, Kind};
pub use door::{Bar, Button, Drawn, DrawnBadge, Rect};
pub use stage::Stage;

pub use anyhow::{Context, Result, bail, ensure};
pub use serde_json::{Value, json};
