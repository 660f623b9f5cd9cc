//! What the user asked for: checks, edits, links, advice.

pub mod advice;
pub mod advice_cases;
pub mod check;
pub mod data;
mod depth;
pub mod diff;
pub mod diff_words;
pub mod edit_tables;
mod edits;
pub mod formula;
pub mod forwarded;
mod json;
mod json_patch;
mod link_lengths;
mod linked_tables;
mod schema;
pub mod share;
pub mod sweep;
mod sweep_grid;
mod sweep_values;
mod switches;
pub mod target;
pub mod templates;
mod without_effect;
