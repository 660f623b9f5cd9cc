//! What a network has learned: the tabs beside the curves.

mod answer;
mod figure;
pub mod inside;
mod losses_by_hand;
mod parts;
pub mod picture;
pub mod predictions;
mod row_field;
mod row_table;
mod run_choice;
mod stepping;
mod weight_undo;
