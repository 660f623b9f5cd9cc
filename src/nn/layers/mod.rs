//! The layers: formula, forward and backward side by side. One contract for all:
//! `tests/it/nn/layers.rs`.

mod activation;
mod batch_norm;
mod dense;
mod dropout;

pub use activation::ActivationLayer;
pub use batch_norm::BatchNorm;
pub use dense::Dense;
pub use dropout::Dropout;
