//! The part of the model to which pack files refer, compiled for the build script.

#[path = "../src/model/vocabulary.rs"]
mod vocabulary;
#[path = "../src/model/words.rs"]
mod words;

pub use vocabulary::{CaseKind, CasePhase, OrderStatus, Party};
pub use words::Words;
