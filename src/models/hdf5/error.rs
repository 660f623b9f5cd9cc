//! Why a file of weights cannot be read.

use thiserror::Error;

use crate::t;

/// Why a file of weights cannot be read.
///
/// Checked by `tests/it/models/hdf5.rs`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Hdf5Error {
    /// No signature.
    #[error("{}", t!("The weights are not in the format HDF5; save the model again."))]
    NotHdf5,
    /// An address or a length that cannot be.
    #[error("{}", t!("The weights are damaged or incomplete; download or save the model again."))]
    Damaged,
    /// A part of the format that Keras does not write.
    #[error(
        "{}",
        t!("The weights are written in a way that is not read here ({feature}); load the model in Keras and save it again.", feature)
    )]
    Unsupported {
        /// As the specification calls it.
        feature: &'static str,
    },
    /// No numbers of 32 or 64 bits.
    #[error("{}", t!("The weights \"{name}\" are not numbers of 32 or 64 bits, which are what is read here.", name))]
    Kind { name: String },
    #[error("{}", t!("The weights \"{name}\" are {received} numbers; at most {most} are read.", name, received, most))]
    TooLarge { name: String, received: u64, most: u64 },
    /// More layers than a network has, or groups that hold themselves.
    #[error("{}", t!("The file of weights holds too many parts to be those of a network."))]
    TooManyParts,
}
