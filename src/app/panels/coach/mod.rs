//! What the coach says of the run: in short beside Train, in full in the Training panel.

mod chip;
pub mod coach_box;

pub use chip::CoachChip;
