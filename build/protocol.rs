//! The reading plan, compiled for the build script.

#[path = "../src/protocol/plan.rs"]
mod plan;

pub use plan::*;
