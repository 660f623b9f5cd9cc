//! What a trained network says, and how right it is.

pub mod contours;
pub mod picture;
pub mod column_curve;
pub mod permutation_importance;
pub mod predictions;
pub mod tables;
pub mod typed_row;
pub mod typed_row_note;
