//! The course: conditions, scenes, and whether what they claim holds.

pub mod condition;
