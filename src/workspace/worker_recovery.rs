//! A dead or silent worker: when it counts as dead, whether another may take its place, and
//! what the user hears of it.

use crate::t;

/// Silence after which a busy worker is asked for a sign of life, and how long it
/// may take to give it. One mini-batch of the largest network takes seconds, and so does
/// the last step of reading the largest file.
const SILENCE_MS: f64 = 3_000.0;
const PATIENCE_MS: f64 = 12_000.0;
/// The same where it was only asked for something: a report on a large table takes its time.
const LONG_PATIENCE_MS: f64 = 60_000.0;
/// More restarts than this within a minute mean that it will not get better.
const MAX_RESTARTS: usize = 3;
const MINUTE_MS: f64 = 60_000.0;

/// What a worker that should be busy looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// It was heard not long ago, or is not there yet.
    Alive,
    /// It is to be asked for a sign of life.
    Ask,
    /// It was asked and did not answer.
    Dead,
}

/// Watches over a worker.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Watch {
    is_ready: bool,
    last_heard_ms: f64,
    /// Whether it was not heard since it was last told something.
    is_owed: bool,
    asked_ms: Option<f64>,
    started_ms: Vec<f64>,
}

impl Watch {
    /// A worker is to be started, in place of the one before. False where that has happened
    /// too often.
    pub fn start(&mut self, now_ms: f64) -> bool {
        self.started_ms.retain(|at| now_ms - at < MINUTE_MS);
        self.started_ms.push(now_ms);
        (self.is_ready, self.is_owed, self.asked_ms) = (false, false, None);
        self.started_ms.len() <= MAX_RESTARTS + 1
    }

    /// The worker was heard.
    pub fn hear(&mut self, now_ms: f64) {
        (self.last_heard_ms, self.is_owed, self.asked_ms) = (now_ms, false, None);
    }

    /// The worker was told something.
    pub fn tell(&mut self) {
        self.is_owed = true;
    }

    /// Whether the worker was told something and said nothing since.
    pub fn is_owed(&self) -> bool {
        self.is_owed
    }

    /// The worker takes commands from here on.
    pub fn set_ready(&mut self) {
        self.is_ready = true;
    }

    /// Whether the worker takes commands.
    pub fn is_ready(&self) -> bool {
        self.is_ready
    }

    /// Looks at a worker about once a second; `is_busy` where it should be heard by itself.
    pub fn look(&mut self, now_ms: f64, is_busy: bool) -> Sign {
        if !(self.is_ready && (is_busy || self.is_owed)) {
            return Sign::Alive;
        }
        let patience_ms = if is_busy { PATIENCE_MS } else { LONG_PATIENCE_MS };
        match self.asked_ms {
            Some(at) if now_ms - at > patience_ms => Sign::Dead,
            None if now_ms - self.last_heard_ms > SILENCE_MS => {
                self.asked_ms = Some(now_ms);
                Sign::Ask
            }
            _ => Sign::Alive,
        }
    }
}

/// Why a worker is replaced.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkerLoss {
    /// It met a fault, and said so; or what it said could not be read.
    #[error("{}", t!("The worker failed: {fault}", fault = .0))]
    Failed(String),
    /// It no longer answers.
    #[error("{}", t!("The worker no longer answers."))]
    Silent,
}

/// What was going on as the worker was lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Interrupted {
    /// The table that was being read.
    pub table: Option<String>,
    /// Epochs of the run that was under way.
    pub epochs: Option<u32>,
}

/// What the user hears of a lost worker.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryNotice {
    /// No other worker can take its place.
    #[error(
        "{}",
        t!(
            "The training worker cannot be started. Reload the page; nothing on it is lost. What happened: {fault}",
            fault = .0,
        )
    )]
    CannotStart(WorkerLoss),
    /// A table was being read.
    #[error(
        "{}",
        t!(
            "{table} could not be read: the worker stopped while reading it. Try again, or choose a smaller file.",
            table = .0,
        )
    )]
    TableUnread(String),
    /// A run was under way; the second text says what can be done about it.
    #[error(
        "{}",
        t!(
            "The training worker stopped unexpectedly after epoch {epoch} and was replaced. The curves are kept; {next}",
            epoch = .0,
            next = .1,
        )
    )]
    RunInterrupted(u32, String),
}

impl RecoveryNotice {
    /// What is said once another worker has taken the place of the lost one; none where
    /// nothing was under way.
    pub fn of(interrupted: Interrupted, way_on: impl FnOnce() -> String) -> Option<Self> {
        match interrupted {
            Interrupted { table: Some(table), .. } => Some(Self::TableUnread(table)),
            Interrupted { epochs: Some(epochs), .. } => {
                Some(Self::RunInterrupted(epochs, way_on()))
            }
            _ => None,
        }
    }

    /// Whether something went wrong that the page does not mend by itself.
    pub fn is_alert(&self) -> bool {
        !matches!(self, Self::RunInterrupted(..))
    }
}
