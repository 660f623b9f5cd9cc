//! What the page knows.

pub mod advice_places;
pub mod archive;
pub mod chart_view;
pub mod chart_words;
pub mod current_run;
pub mod drawn;
pub mod experiment_record;
pub mod inspection;
pub mod layer_words;
pub mod network;
pub mod network_graph;
mod open_scene;
pub mod packing;
mod painting;
pub mod residual_words;
pub mod row_number;
pub mod run_list;
pub mod run_record;
#[cfg(not(feature = "float64"))]
pub mod sought_row;
mod stage;
pub mod status_line;
pub mod storage;
pub mod sweep;
pub mod tried_row;
mod typed_number;
mod typed_values;
pub mod undo;
pub mod unit_words;
pub mod worker_recovery;
