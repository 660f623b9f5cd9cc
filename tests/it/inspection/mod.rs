//! What a trained network says, and how right it is.

pub mod contours;
pub mod picture;
pub mod predictions;
