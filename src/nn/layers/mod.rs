//! The layers: formula, forward and backward side by side.

mod activation;
mod batch_norm;
mod dense;
mod dropout;

pub use activation::ActivationLayer;
pub use batch_norm::BatchNorm;
pub use dense::Dense;
pub use dropout::Dropout;
