//! The command without a browser, as a user calls it.

pub mod inspect;
pub mod prepare;
pub mod scenes;
pub mod train;
