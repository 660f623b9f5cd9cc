//! What speed is measured on.

pub mod fingerprint;
pub mod speed_page;
