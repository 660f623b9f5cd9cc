//! What crosses between page and worker. Both enums are closed; every message of a
//! run carries its [`RunId`](crate::worker::RunId), so late events of an old run are dropped.

mod command;
mod event;
mod time_travel;

pub use command::Command;
pub use event::Event;
pub use time_travel::{TimeTravelReply, TimeTravelRequest};

/// Rises with every change of what either enum is written as: Trunk does not hash the
/// worker's file name, so a cached old worker can meet a new page. What is kept has versions
/// of its own (`workspace::packing`).
///
/// Checked by `tests/it/forms`.
pub const PROTOCOL_VERSION: u32 = 18;
