//! What a trained network says, how right it is, and how it looks inside.

pub mod column_curve;
pub mod contours;
pub mod permutation_importance;
pub mod picture;
pub mod predictions;
pub mod tables;
pub mod typed_row;
pub mod typed_row_note;
pub mod layer_figures;
pub mod row_flow;
pub mod runs;
pub mod step_by_step;
pub mod value_histogram;
