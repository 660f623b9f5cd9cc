//! The boundary between page and engine.
//!
//! [`protocol`] is the ten-second read: what the page may ask and what the worker
//! answers. [`session`] does it, without a browser. [`server`] and [`client`] are
//! the two ends of the wire.

#[cfg(target_arch = "wasm32")]
pub mod client;
pub mod codec;
pub mod protocol;
#[cfg(target_arch = "wasm32")]
pub mod server;
pub mod session;

pub use protocol::{Command, Event, PROTOCOL_VERSION, Pace, RunId, TableId, TableOrigin};
pub use session::Session;
