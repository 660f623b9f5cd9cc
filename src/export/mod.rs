//! Out of the playground.

pub mod archive;
pub mod code;
mod file_name;
mod fitted_json;
mod hand_in;
mod histories_csv;
mod history_csv;
mod html;
mod keras;
#[cfg(not(target_arch = "wasm32"))]
mod npy;
pub mod qr_code;
pub mod report;
mod rows_csv;
pub mod safetensors;
mod state_dict;

pub use file_name::{file_name, name_anywhere};
pub use fitted_json::fitted_json;
pub use hand_in::HandIn;
pub use histories_csv::{NamedHistory, histories_csv, histories_tsv};
pub use history_csv::{history_csv, history_header, history_row};
pub use keras::keras_code;
#[cfg(not(target_arch = "wasm32"))]
pub use npy::npy;
pub use rows_csv::{part_csv, predictions_csv, prepared_csv, quoted};
pub use state_dict::state_dict;
