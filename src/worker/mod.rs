//! The boundary between page and engine.
//!
//! [`protocol`] is the ten-second read: what the page may ask and what the worker
//! answers. [`session`] does it, without a browser. [`server`] and [`client`] are
//! the two ends of the wire.

pub mod answers;
#[cfg(target_arch = "wasm32")]
pub mod client;
pub mod codec;
mod diagnosed;
pub mod loading;
mod names;
mod past;
pub mod protocol;
mod readings;
mod run;
mod runs;
#[cfg(target_arch = "wasm32")]
pub mod server;
pub mod session;
pub mod slide;
mod sweep;
mod timeline;
mod travel;

pub use answers::{Explanation, LoadError, ShownAdvice};
pub use diagnosed::{ShownDiagnosis, VerdictKind};
pub use loading::{Loading, Next};
pub use names::{
    AdviceId, FactsId, Form, Pace, RowsState, RunId, RunsForm, SlideForm, TableId, TableOrigin,
};
pub use past::{AskPast, Past};
pub use protocol::{Command, Event, PROTOCOL_VERSION};
pub use runs::ShownDifference;
pub use session::Session;
pub use slide::Slide;
pub use sweep::Trial;
