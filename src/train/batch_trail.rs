//! The way of a run, mini-batch by mini-batch: losses, and some of its weights.

use serde::{Deserialize, Serialize};

use crate::nn::{Float, Network};
use crate::train::Trainer;

/// Weights that are followed: the first of the network, kernel before bias.
pub const TRAIL_WEIGHTS: usize = 6;
/// Steps that are kept; of a longer run every second of them, every fourth, and so on.
const MOST_STEPS: usize = 400;

/// A mini-batch that a run has taken.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BatchStep {
    /// Which it was, counted from 1.
    pub step: u64,
    /// As Keras logs it: the mean over the batch's rows, before the step, with penalties.
    pub loss: f64,
    /// After the step; 0 beyond the weights that there are.
    pub weights: [Float; TRAIL_WEIGHTS],
}

/// The steps of a run, evenly thinned, and the weights that it began with. It changes no bit of
/// the run, and adding a step allocates nothing.
///
/// Checked by `tests/it/train/batch_trail.rs`.
#[derive(Debug, Clone)]
pub struct BatchTrail {
    /// Where the weights that are followed stand.
    places: Vec<usize>,
    start: [Float; TRAIL_WEIGHTS],
    steps: Vec<BatchStep>,
    /// The last step and its loss, kept or not.
    last: Option<(u64, f64)>,
    stride: u64,
}

impl BatchTrail {
    /// Of a run before its first step.
    pub(super) fn new(network: &Network) -> Self {
        let trainable = network.variables().filter(|(named, _)| named.trainable);
        let cells = trainable.flat_map(|(named, values)| {
            let (rows, columns) = values.dim();
            let cells = (0..rows).flat_map(move |row| (0..columns).map(move |col| (row, col)));
            cells.map(move |(row, col)| named.variable.place(row, col))
        });
        let mut trail = Self {
            places: cells.take(TRAIL_WEIGHTS).collect(),
            start: [0.0; TRAIL_WEIGHTS],
            steps: Vec::with_capacity(MOST_STEPS + 1),
            last: None,
            stride: 1,
        };
        trail.start = trail.followed(&network.store().values);
        trail
    }

    fn followed(&self, values: &[Float]) -> [Float; TRAIL_WEIGHTS] {
        let mut weights = [0.0; TRAIL_WEIGHTS];
        for (weight, &place) in weights.iter_mut().zip(&self.places) {
            *weight = values[place];
        }
        weights
    }

    /// A step was taken. One that lies behind the last is taken again while the run is looked
    /// back at, with the same numbers.
    pub(super) fn add(&mut self, step: u64, loss: f64, values: &[Float]) {
        if self.last.is_some_and(|(last, _)| step <= last) {
            return;
        }
        self.last = Some((step, loss));
        if step.is_multiple_of(self.stride) {
            self.steps.push(BatchStep { step, loss, weights: self.followed(values) });
            if self.steps.len() > MOST_STEPS {
                self.stride *= 2;
                self.steps.retain(|kept| kept.step.is_multiple_of(self.stride));
            }
        }
    }

    /// What comes after `step` comes otherwise.
    pub(super) fn cut(&mut self, step: u64) {
        self.steps.retain(|kept| kept.step <= step);
        if self.last.is_some_and(|(last, _)| last > step) {
            self.last = self.steps.last().map(|kept| (kept.step, kept.loss));
        }
    }

    /// How many weights are followed.
    pub fn weights(&self) -> usize {
        self.places.len()
    }

    /// The weights before the first step.
    pub fn start(&self) -> [Float; TRAIL_WEIGHTS] {
        self.start
    }

    /// How many steps lie from one that is kept to the next.
    pub fn stride(&self) -> u64 {
        self.stride
    }

    /// The steps up to `now`, after which the weights are `values`; the last of them is there
    /// whether it was kept or not, if it is the last that was taken.
    pub(super) fn until(&self, now: u64, values: &[Float]) -> Vec<BatchStep> {
        let mut steps: Vec<_> =
            self.steps.iter().copied().filter(|kept| kept.step <= now).collect();
        if let Some((step, loss)) = self.last.filter(|(step, _)| *step == now)
            && steps.last().is_none_or(|kept| kept.step < step)
        {
            steps.push(BatchStep { step, loss, weights: self.followed(values) });
        }
        steps
    }
}

impl Trainer {
    /// The steps so far, thinned, with losses in the units of the target; what lies after the
    /// point where the run is looked back at is not among them.
    pub fn batch_steps(&self) -> Vec<BatchStep> {
        let values = &self.learner.network().store().values;
        let mut steps = self.trail.until(self.position().updates, values);
        // Where the best weights were restored, those of the last step are gone.
        if self.outcome().is_some_and(|outcome| outcome.restored_epoch.is_some())
            && steps.last().is_some_and(|last| !last.step.is_multiple_of(self.trail.stride))
        {
            steps.pop();
        }
        for step in &mut steps {
            step.loss = self.units.loss(step.loss);
        }
        steps
    }

    /// The way so far, as it is kept.
    pub fn trail(&self) -> &BatchTrail {
        &self.trail
    }

    /// What was trained after this point is forgotten: it comes otherwise.
    pub fn cut_trail(&mut self) {
        self.trail.cut(self.position().updates);
    }

    /// The rows of the mini-batch that was taken last, counted in the training part; none before
    /// the first.
    pub fn last_batch(&self) -> &[usize] {
        if self.position().updates > 0 { self.batches.last_batch() } else { &[] }
    }
}
