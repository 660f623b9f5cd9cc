//! What crosses between page and worker. Both enums are closed; every message of a
//! run carries its [`RunId`](crate::worker::RunId), so late events of an old run are dropped.

mod command;
mod event;

pub use command::Command;
pub use event::Event;

/// Changes with every change of either enum: Trunk does not hash the worker's file
/// name, so a cached old worker can meet a new page.
pub const PROTOCOL_VERSION: u32 = 6;
