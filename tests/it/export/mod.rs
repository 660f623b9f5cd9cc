//! Ways out of the playground.

pub mod histories;
