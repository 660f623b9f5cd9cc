//! From the bytes of a file to matrices.

pub mod dates;
pub mod encoders;
pub mod gallery;
pub mod gallery_pictures;
pub mod import;
pub mod leaks;
pub mod prepare;
pub mod soundness;
pub mod split;
pub mod starts;
pub mod synthetic;
mod table_difference;
pub mod target_relation;
mod training_rows;
pub mod typed_cell;
