//! The coach: its rules, and how right they are on recorded runs.

pub mod cure_table;
pub mod cures;
pub mod daily;
pub mod labels;
pub mod mild;
pub mod network;
pub mod record;
pub mod rules;
pub mod runs;
pub mod set;
pub mod suggestions;
