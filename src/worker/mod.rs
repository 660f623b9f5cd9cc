//! The boundary between page and engine.
//!
//! [`protocol`] is the ten-second read: what the page may ask and what the worker
//! answers. [`session`] does it, without a browser. [`server`] and [`client`] are
//! the two ends of the wire.

pub mod answers;
mod archive;
#[cfg(target_arch = "wasm32")]
mod beside;
#[cfg(target_arch = "wasm32")]
pub mod client;
mod coach;
mod code_request;
pub mod codec;
mod comparison;
mod cures;
mod earlier_runs;
#[cfg(target_arch = "wasm32")]
pub mod encoding_detector;
pub mod error;
mod experiment_reader;
mod explanation;
mod exporter;
mod files;
mod inspection;
mod links;
pub mod loading;
mod loss_gap;
mod model_files;
mod models_in;
mod models_out;
mod names;
mod prepared;
pub mod protocol;
mod report;
mod run;
#[cfg(target_arch = "wasm32")]
pub mod server;
pub mod session;
mod session_archive;
mod session_table;
mod slice;
mod split_parts;
mod start;
mod sweep;
mod time_travel;

pub use answers::{
    ArchiveRefusal, Explanation, LinkedFile, LoadError, OpenedArchive, ShownAdvice, ShownDiagnosis,
    WrittenLink,
};
pub use archive::{Archiver, archiver};
pub use code_request::{CodeForm, CodeRequest, Library};
pub use comparison::ShownDifference;
pub use cures::{CureRequest, TrialEnd};
pub use experiment_reader::{ExperimentReader, experiment_reader};
pub use exporter::{Exporter, exporter};
pub use inspection::{Inspector, inspector};
pub use loading::{Loading, Next};
pub use model_files::{ModelForm, ModelRequest, OpenedModel, WrittenModel};
pub use models_in::{ModelReader, model_reader};
pub use models_out::{ModelWriter, model_writer};
pub use names::{AdviceId, FactsId, Form, Pace, RowsState, RunId, RunsForm, TableId, TableOrigin};
pub use protocol::{Command, Event, PROTOCOL_VERSION, TimeTravelReply, TimeTravelRequest};
pub use report::{Reporter, reporter};
pub use session::Session;
pub use split_parts::{LoadPart, LoadedPart, SplitPart};
pub use sweep::{AxisValue, SweepAxis, SweepPlan, Trial};
