//! Letters: which variables they need, filling them, choosing language and wording, searching them.
//!
//! A letter with a gap is never a text: [`fill()`] gives the text only when nothing is missing or in doubt, and
//! otherwise the names to ask for. Values are inserted as they are and never read as templates.

mod fill;
mod locale;
mod pinyin;
mod search;
mod values;
mod variant;

pub use fill::{FillError, Filled, Order, Piece, fill, fill_words, variables};
pub use locale::Locale;
pub use search::{Hit, Search};
pub use values::{AnswerError, Content, Given, Values, known_values, sample_values, values, variable_name};
pub use variant::{ToldBy, Tongue, country_of, language_name};
