//! The runs of the experiment: the list, the table, and sweeps.

pub mod list;
pub mod sweep_dialog;
mod sweep_grid;
mod sweep_results;
mod sweep_settings;
pub mod table;
