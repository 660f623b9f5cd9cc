//! What a trained network says, how right it is, and how it looks inside.

#[cfg(not(feature = "float64"))]
pub mod batch_by_batch;
#[cfg(not(feature = "float64"))]
pub mod column_curve;
#[cfg(not(feature = "float64"))]
pub mod contours;
pub mod layer_figures;
#[cfg(not(feature = "float64"))]
pub mod network_graph;
#[cfg(not(feature = "float64"))]
pub mod permutation_importance;
#[cfg(not(feature = "float64"))]
pub mod picture;
#[cfg(not(feature = "float64"))]
pub mod predictions;
pub mod row_flow;
pub mod runs;
pub mod step_by_step;
#[cfg(not(feature = "float64"))]
pub mod tables;
#[cfg(not(feature = "float64"))]
pub mod typed_row;
#[cfg(not(feature = "float64"))]
pub mod typed_row_note;
pub mod value_histogram;
