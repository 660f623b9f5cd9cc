//! Model files, in and out.

mod hdf5;
mod keras_file;
mod keras_in;
mod onnx;
mod zip;

use std::path::PathBuf;

/// A file of `tests/fixtures/models`, which `tests/export_check/make_models.py` writes.
pub fn fixture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/models");
    std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Bytes with some of them changed, as a broken or a wicked file has them.
fn mutated(bytes: &[u8], changes: &[(usize, u8)], length: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, value) in changes {
        let at = at % bytes.len().max(1);
        if let Some(byte) = bytes.get_mut(at) {
            *byte = *value;
        }
    }
    bytes.truncate(length % (bytes.len() + 1));
    bytes
}
