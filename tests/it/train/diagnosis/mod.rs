//! The coach: its rules, and how right they are on recorded runs.

pub mod labels;
pub mod network;
pub mod record;
pub mod rules;
pub mod runs;
pub mod set;
