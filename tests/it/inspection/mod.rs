//! What a trained network says, and how right it is.

pub mod column_curve;
pub mod contours;
pub mod permutation_importance;
pub mod picture;
pub mod predictions;
pub mod tables;
pub mod typed_row;
pub mod typed_row_note;
