//! The runs of the experiment: the list, the table, and sweeps.

pub mod list;
pub mod sweep_dialog;
pub mod table;
