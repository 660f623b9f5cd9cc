//! Ways out of the playground.

mod archive;
mod code;
mod code_settings;
mod code_tables;
mod file_name;
mod hand_in;
pub mod histories;
mod keras;
mod qr_code;
mod report;
mod state_dict;
