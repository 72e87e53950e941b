//! Dueline (准时答): reply deadlines, fair next steps and one-click letters inside the seller
//! portals of cross-border shops.
//!
//! Data flows downwards through these modules: a page script runs a reading plan and returns a
//! [`protocol::Snapshot`]; [`portal`] understands it as a [`model::Reading`]; [`deadlines`],
//! [`playbooks`], [`templates`] and [`lint`] work on that; [`advice::advise`] calls them all and is
//! the one function that every screen asks. Those modules are pure: no browser, no clock, no disk.
//!
//! The remaining modules exist only in the wasm build: bindings to the browser, storage, the
//! worker and the screens.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod advice;
pub mod deadlines;
pub mod lint;
pub mod model;
pub mod packs;
pub mod playbooks;
pub mod portal;
pub mod protocol;
pub mod templates;
pub mod triage;

#[cfg(target_arch = "wasm32")]
pub mod storage;
#[cfg(target_arch = "wasm32")]
pub mod ui;
#[cfg(target_arch = "wasm32")]
pub mod webext;
#[cfg(target_arch = "wasm32")]
pub mod worker;
