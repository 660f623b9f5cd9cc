//! Out of the playground.

mod history_csv;
mod rows_csv;
#[cfg(not(target_arch = "wasm32"))]
pub mod safetensors;

pub use history_csv::{history_csv, history_header, history_row};
pub use rows_csv::{predictions_csv, prepared_csv};
