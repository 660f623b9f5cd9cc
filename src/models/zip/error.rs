//! Why an archive cannot be read.

use thiserror::Error;

use crate::t;

/// Why an archive cannot be read.
///
/// Checked by `tests/it/models/zip.rs`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ZipError {
    /// No end of a directory in it.
    #[error("{}", t!("The file is no zip archive, or its end is missing; download or save it again."))]
    NotZip,
    /// Lengths and places that contradict each other.
    #[error("{}", t!("The archive is damaged; download or save it again."))]
    Damaged,
    /// An entry whose bytes are not those of its checksum.
    #[error("{}", t!("\"{name}\" in the archive is damaged; download or save it again.", name))]
    DamagedEntry { name: String },
    /// An entry that is not there.
    #[error("{}", t!("The archive holds no \"{name}\".", name))]
    Missing { name: String },
    #[error("{}", t!("\"{name}\" in the archive is encrypted; save it without a password.", name))]
    Encrypted { name: String },
    /// The extension for archives of more than 4 GB.
    #[error("{}", t!("The archive is in the format for more than 4 GB (Zip64), which is not read here."))]
    Zip64,
    /// Neither stored nor deflated.
    #[error(
        "{}",
        t!("\"{name}\" in the archive is compressed in a way that is not read here; pack it again as an ordinary zip.", name)
    )]
    Method { name: String },
    /// A name that leads out of the archive, or is there twice.
    #[error("{}", t!("The archive holds a file with the name \"{name}\", which is there twice or leads out of it, so nothing was changed.", name))]
    Name { name: String },
    #[error("{}", t!("The archive holds {received} files; at most {most} are read.", received, most))]
    TooManyEntries { received: usize, most: usize },
    /// Unpacked.
    #[error("{}", t!("The archive holds {received} MB; at most {most} MB are read.", received, most))]
    TooLarge { received: u64, most: u64 },
    /// A few bytes that become very many.
    #[error(
        "{}",
        t!("\"{name}\" in the archive would unpack to {received} MB out of almost nothing, as no real model does; it was not read.", name, received)
    )]
    Bomb { name: String, received: u64 },
}
