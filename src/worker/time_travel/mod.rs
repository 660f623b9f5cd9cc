//! Through the epochs of a run: back to one, on from it, and what would have come after an
//! early stop.

mod messages;
mod timeline;
mod visit;

pub use messages::{AskPast, Past};
pub(super) use timeline::{Change, Timeline};
pub(super) use visit::{Ghost, Visit};
