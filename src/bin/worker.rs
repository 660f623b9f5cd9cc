//! The worker: the engine behind a mailbox.

#[cfg(target_arch = "wasm32")]
use descent::worker::{ExperimentReader, Exporter, Inspector, Reporter, server::SplitFiles};
#[cfg(target_arch = "wasm32")]
use wasm_split_helpers::{SplitLoaderError, wasm_split};

fn main() {
    #[cfg(target_arch = "wasm32")]
    descent::worker::server::run(SplitFiles {
        inspector: || Box::pin(async { inspector().await.ok() }),
        reader: || Box::pin(async { reader().await.ok() }),
        exporter: || Box::pin(async { exporter().await.ok() }),
        reporter: || Box::pin(async { reporter().await.ok() }),
    });
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This binary runs in a browser; `make run` serves it.");
}

/// What only questions about a network need is in a file of its own, loaded with the first;
/// `.ci/split` cuts it off.
#[cfg(target_arch = "wasm32")]
#[wasm_split(inspector, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "the macro puts the failure to load into it")]
fn inspector() -> Result<Inspector, SplitLoaderError> {
    Ok(descent::worker::inspector())
}

/// The same of what reads links and compares runs.
#[cfg(target_arch = "wasm32")]
#[wasm_split(reader, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "the macro puts the failure to load into it")]
fn reader() -> Result<ExperimentReader, SplitLoaderError> {
    Ok(descent::worker::experiment_reader())
}

/// The same of what writes code.
#[cfg(target_arch = "wasm32")]
#[wasm_split(exporter, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "the macro puts the failure to load into it")]
fn exporter() -> Result<Exporter, SplitLoaderError> {
    Ok(descent::worker::exporter())
}

/// The same of what writes reports.
#[cfg(target_arch = "wasm32")]
#[wasm_split(reporter, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "the macro puts the failure to load into it")]
fn reporter() -> Result<Reporter, SplitLoaderError> {
    Ok(descent::worker::reporter())
}
