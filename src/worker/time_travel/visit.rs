//! A look at an epoch behind a run that rests or is over.

use super::timeline::LiveChange;
use crate::train::{EpochReport, RunSnapshot};
use crate::worker::Pace;

/// Where the run came from, and where it is on its way to.
pub(in crate::worker) struct Visit {
    /// Where the run stood, to come back to.
    pub(in crate::worker) frontier: RunSnapshot,
    pub(in crate::worker) was_over: bool,
    /// Epochs behind it there.
    pub(in crate::worker) end: u32,
    /// The epoch that was asked for.
    pub(in crate::worker) asked: u32,
    /// The epoch to be seen.
    pub(in crate::worker) target: u32,
    pub(in crate::worker) has_arrived: bool,
    /// Goes on from the epoch as soon as it is reached.
    pub(in crate::worker) then: Option<Pace>,
    /// Made while it is looked at; takes effect where the run goes on.
    pub(in crate::worker) changes: Vec<LiveChange>,
    /// Of the epoch after which the trainer stands.
    pub(in crate::worker) report: Option<EpochReport>,
}

impl Visit {
    /// From where the run stands.
    pub(in crate::worker) fn from_here(frontier: RunSnapshot, was_over: bool, end: u32) -> Self {
        Self {
            frontier,
            was_over,
            end,
            asked: 0,
            target: 0,
            has_arrived: false,
            then: None,
            changes: Vec::new(),
            report: None,
        }
    }
}
