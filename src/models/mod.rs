//! Model files, in and out: Keras's and ONNX's, and the containers they come in.
//!
//! Whatever comes in is bounded and checked: any bytes end in a model or in one sentence
//! (`tests/it/models`). Whatever goes out is the same bytes for the same run.

mod error;
pub mod hdf5;
pub mod keras;
pub mod onnx;
pub mod zip;

pub use error::ModelError;

use crate::nn::Network;

/// # Errors
/// [`ModelError::NotFinite`] if a weight is no number.
fn check_finite(network: &Network) -> Result<(), ModelError> {
    if network.store().all_finite() { Ok(()) } else { Err(ModelError::NotFinite) }
}
