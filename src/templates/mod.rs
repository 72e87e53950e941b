//! Letters: which variables they need, filling them, choosing the language, searching them.
//!
//! A letter with a gap is never a text: [`fill()`] gives the text only when nothing is missing, and
//! otherwise the names to ask for. Values are inserted as they are and never read as templates.

mod fill;
mod search;
mod values;
mod variant;

pub use fill::{FillError, Filled, Piece, fill, fill_body, variables};
pub use search::{Hit, Search};
pub use values::{Values, values, variable_name};
pub use variant::language_for;
