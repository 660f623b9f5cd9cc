//! What can go wrong, in one sentence each.

use std::io;

use descent::config::LinkError;
use descent::data::DataError;
use descent::export::archive::ArchiveError;
use descent::export::code::OrderError;
use descent::export::safetensors::WeightsError;
use descent::models::ModelError;
use thiserror::Error;

#[derive(Debug, Error)]
pub enum CliError {
    #[error("{path} could not be read: {source}")]
    Read { path: String, source: io::Error },
    #[error("{path} could not be written: {source}")]
    Write { path: String, source: io::Error },
    /// Whoever reads the output has seen enough.
    #[error("Nobody reads the output any more.")]
    NotRead,
    #[error("{path} cannot be written as JSON: {source}")]
    Json { path: String, source: serde_json::Error },
    #[error("{path}: {source}")]
    Experiment { path: String, source: LinkError },
    #[error("{path}: {source}")]
    Archive { path: String, source: ArchiveError },
    #[error("{path}: {source}")]
    Weights { path: String, source: WeightsError },
    #[error("{path}: {source}")]
    Model { path: String, source: ModelError },
    #[error(transparent)]
    Link(#[from] LinkError),
    #[error("{name}: {source}")]
    Data { name: String, source: DataError },
    #[error("The experiment uses {name}; give its path with --data.")]
    NoData { name: String },
    #[error(transparent)]
    Order(#[from] OrderError),
    #[error("{0}")]
    Config(String),
}
