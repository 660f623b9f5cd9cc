//! What the page knows, as plain values: no Leptos, no browser. The page's signals
//! (`app/state`) hold these, its actions change them, its panels show them.

pub mod activation_graph;
pub mod advice_places;
pub mod block_notes;
pub mod block_picture;
pub mod chart;
pub mod chart_view;
pub mod chart_words;
pub mod coach;
pub mod current_run;
pub mod data;
pub mod deleted;
pub mod drawn;
pub mod experiment_record;
pub mod go_on;
pub mod inspection;
pub mod layer_words;
pub mod network_graph;
pub mod number_words;
pub mod overlay_lines;
pub mod packing;
pub mod painting;
pub mod residual_words;
pub mod run_list;
pub mod run_record;
pub mod selection;
pub mod slider_scale;
pub mod slots;
pub mod sought_row;
pub mod status_line;
pub mod storage;
pub mod sweep;
pub mod tried_row;
pub mod typed_number;
pub mod undo;
pub mod worker_recovery;
