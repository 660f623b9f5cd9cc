//! What the engine's speed is measured on, and one number that shows whether it still
//! computes the same bits.
//!
//! Seven [`networks`], an [`epoch`] of each, matrix [`products`] and the machine's
//! [`peak`], timed by a [`stopwatch`] whose clock is passed in; the [`fingerprint`] of a
//! whole run; CSV [`files`] for the import. The page `bench.html` runs them through `src/bin/bench/main.rs`, `cargo bench`
//! natively.
//!
//! Checked by `tests/it/bench/speed_page.rs`.

pub mod epoch;
pub mod files;
pub mod fingerprint;
pub mod networks;
pub mod peak;
pub mod products;
pub mod stopwatch;
pub mod synthetic;

pub use epoch::EndlessRun;
pub use fingerprint::fingerprint;
pub use networks::Workload;
pub use stopwatch::{Timed, Timing};
