//! Out of the playground.

mod history_csv;

pub use history_csv::history_csv;
