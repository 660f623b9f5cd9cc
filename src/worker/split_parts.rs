//! What is in files of its own in the browser, and is loaded when it is first needed.

use crate::worker::experiment_reader::ExperimentReader;
#[cfg(not(target_arch = "wasm32"))]
use crate::worker::experiment_reader::experiment_reader;
use crate::worker::exporter::Exporter;
#[cfg(not(target_arch = "wasm32"))]
use crate::worker::exporter::exporter;
use crate::worker::inspection::Inspector;
#[cfg(not(target_arch = "wasm32"))]
use crate::worker::inspection::inspector;
use crate::worker::report::Reporter;
#[cfg(not(target_arch = "wasm32"))]
use crate::worker::report::reporter;

/// Those parts of a session; without a browser all are there from the start, in one the server
/// brings them.
pub(super) struct SplitParts {
    /// Who answers questions about a network.
    pub inspector: Option<Inspector>,
    /// Who reads experiments.
    pub reader: Option<ExperimentReader>,
    /// Who writes code.
    pub exporter: Option<Exporter>,
    /// Who writes reports.
    pub reporter: Option<Reporter>,
}

impl Default for SplitParts {
    #[cfg(target_arch = "wasm32")]
    fn default() -> Self {
        Self { inspector: None, reader: None, exporter: None, reporter: None }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn default() -> Self {
        Self {
            inspector: Some(inspector()),
            reader: Some(experiment_reader()),
            exporter: Some(exporter()),
            reporter: Some(reporter()),
        }
    }
}
