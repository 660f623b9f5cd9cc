//! Time travel: what the page asks of the epochs behind a run, and the answers.

use serde::{Deserialize, Serialize};

use crate::train::EpochReport;

/// A request. What comes of it is a [`TimeTravelReply`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimeTravelRequest {
    /// Bring the network to the end of an epoch behind it, by a moment that was kept and the
    /// way from there, or back to where the run stood. `Resume` and `StepEpoch` then go on
    /// from that epoch, to the same figures as before: `Started` says so, and what came after
    /// it is forgotten. A run that trains rests first. A pause on the way gives it up.
    Revisit {
        /// Counted from 1; 0 is before training. One that cannot be reached becomes the
        /// nearest that can. `None` is where the run stood.
        epoch: Option<u32>,
    },
    /// Go on without early stopping where it ended the run, beside the run, which stays as it
    /// is; until its last epoch, or until a pause or whatever moves the run.
    Ghost,
    /// Say why the two readings of the training loss differ. It changes nothing about the
    /// run.
    LossGap,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum TimeTravelReply {
    /// The network is as it was at the end of an epoch, or where the run stood.
    Revisited {
        /// The epoch that was asked for.
        asked: Option<u32>,
        /// The one it is; `None` is where the run stood.
        epoch: Option<u32>,
    },
    /// The way to an epoch is long.
    Replaying {
        /// The epoch that it has come to.
        epoch: u32,
        /// The epoch to be revisited.
        target: u32,
    },
    /// Epochs after the one at which early stopping ended the run.
    Ghost {
        /// Those of them that a [`History`](crate::train::History) of them alone keeps.
        reports: Vec<EpochReport>,
        /// How many ended since the last message.
        epochs: u32,
        /// Whether that was all.
        finished: bool,
    },
    /// Why the two readings of the training loss differ, and where the validation loss lies
    /// beside them.
    LossGap {
        /// Name and figure of each step from the one reading to the other; they add up.
        lines: Vec<[String; 2]>,
        /// What they mean.
        sentences: Vec<String>,
    },
}
