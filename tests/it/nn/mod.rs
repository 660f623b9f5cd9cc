//! How networks compute.

#[cfg(feature = "float64")]
pub mod gradients;
pub mod kernels;
pub mod layers;
pub mod losses;
pub mod math;
pub mod matrix;
pub mod optimizers;
pub mod output;
pub mod random;
