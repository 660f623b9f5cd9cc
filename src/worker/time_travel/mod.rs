//! What a run's past is made of: the moments that are kept of it, a look at one of its epochs,
//! and what would have come after an early stop. How a run uses them: `run/look_back.rs`.

mod ghost;
mod timeline;
mod visit;

pub(super) use ghost::Ghost;
pub(super) use timeline::{LiveChange, Timeline};
pub(super) use visit::Visit;
