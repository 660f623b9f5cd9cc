//! Files and standard output, and what is said where they fail.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use descent::export::safetensors;
use descent::nn::Network;
use serde::Serialize;

use crate::errors::CliError;

pub fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    fs::read(path).map_err(|source| CliError::Read { path: path.display().to_string(), source })
}

pub fn write(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    fs::write(path, bytes).map_err(|source| write_error(path, source))
}

/// Writes where a path is given; else nothing is made.
pub fn write_to(path: Option<&Path>, bytes: impl FnOnce() -> Vec<u8>) -> Result<(), CliError> {
    path.map_or(Ok(()), |path| write(path, &bytes()))
}

pub fn write_weights(path: Option<&Path>, network: &Network) -> Result<(), CliError> {
    let Some(path) = path else { return Ok(()) };
    let bytes = safetensors::write(network)
        .map_err(|source| write_error(path, io::Error::other(source)))?;
    write(path, &bytes)
}

pub fn write_error(path: &Path, source: io::Error) -> CliError {
    CliError::Write { path: path.display().to_string(), source }
}

/// The network's weights become those of a file.
pub fn read_weights(path: &Path, network: &mut Network) -> Result<(), CliError> {
    safetensors::read(&read(path)?, network)
        .map_err(|source| CliError::Weights { path: path.display().to_string(), source })
}

/// A file's own name, without the folders before it.
pub fn file_name(path: &str) -> String {
    let name = Path::new(path).file_name();
    name.map_or_else(|| "table.csv".to_owned(), |name| name.to_string_lossy().into())
}

pub fn print_line(line: &str) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).map_err(|source| match source.kind() {
        io::ErrorKind::BrokenPipe => CliError::NotRead,
        _ => CliError::Write { path: "standard output".to_owned(), source },
    })
}

/// One JSON document on standard output; `what` it is of stands in the sentence if it fails.
pub fn print_json(what: &str, document: &impl Serialize) -> Result<(), CliError> {
    let text = serde_json::to_string_pretty(document)
        .map_err(|source| CliError::Json { path: what.to_owned(), source })?;
    print_line(&text)
}
