//! The state of a run as bytes, from which it can be resumed.

use std::rc::Rc;

use crc::{CRC_32_ISCSI, Crc};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::config::CheckedExperiment;
use crate::data::Dataset;
use crate::nn::optimizers::Memory;
use crate::nn::{Float, Weights};
use crate::t;
use crate::train::trainer::{Logged, NextStep};
use crate::train::{BatchPosition, LearningRate, Outcome, StoppingRule, Trainer};

static CHECKSUM: Crc<u32> = Crc::<u32>::new(&CRC_32_ISCSI);
/// Rows of a part by which its data is recognized: they come from all over the table.
const COMPARED_ROWS: usize = 100;
/// Ends the bytes of a run that began with weights that no seed gives.
const BEGAN_WITH_WEIGHTS: u8 = 1;

/// All that a [`Trainer`] carries from one mini-batch to the next: weights, moving
/// statistics, what the optimizer remembers, the best weights, the policies, where every
/// generator stands. What follows from the experiment and its data is not in it.
///
/// Taken between two epochs or within one. An evaluation under way starts over, which
/// gives the same figures.
///
/// A run resumed from it gives the same bits as one that was never interrupted:
/// checked by `tests/it/train/checkpoint.rs`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Tells its run from others.
    identity: u32,
    reported: u32,
    epoch: u32,
    next_step: NextStep,
    batch_size: u32,
    position: BatchPosition,
    logged: Logged,
    learning_rate: LearningRate,
    rule: StoppingRule,
    /// Numbers drawn by each layer.
    drawn: Vec<u64>,
    weights: StoredWeights,
    best_weights: Option<StoredWeights>,
    lines: Vec<NumberBlock>,
    powers: Vec<f64>,
    /// Behind the rest, and only where it is so: [`Checkpoint::to_bytes`].
    #[serde(skip)]
    began_with_weights: bool,
}

/// [`Weights`], to be written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct StoredWeights {
    values: NumberBlock,
    statistics: NumberBlock,
}

/// Numbers that are written as one block: number by number a large network would take
/// longer than an epoch may.
#[derive(Debug, Clone, PartialEq)]
struct NumberBlock(Vec<Float>);

/// Why a run cannot be resumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CheckpointError {
    /// No checkpoint, or not a whole one.
    #[error("{}", t!("What was kept of the run is damaged; train it again from the start."))]
    Damaged,
    /// Other settings, or another table.
    #[error(
        "{}",
        t!("What was kept of the run belongs to another network or other data; train this one from the start.")
    )]
    OtherRun,
    /// A weight is no number.
    #[error(
        "{}",
        t!("What was kept of the run holds weights that are no numbers; train it again from the start.")
    )]
    NotFinite,
    /// The experiment has no epoch left.
    #[error(
        "{}",
        t!(
            "The run has {behind} epochs behind it, and the experiment has {epochs}; set more epochs to go on.",
            behind,
            epochs,
        )
    )]
    NoEpochLeft {
        /// Epochs reported.
        behind: u32,
        /// Epochs of the experiment.
        epochs: u32,
    },
}

impl Checkpoint {
    /// Changes with the form of the bytes: one of another version belongs to no run.
    ///
    /// Checked by `tests/it/forms`.
    pub const VERSION: u32 = 0;

    /// As bytes, for [`Checkpoint::from_bytes`].
    ///
    /// # Panics
    /// Never: a checkpoint is plain data, which postcard can always encode.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = postcard::to_allocvec(self).expect(PLAIN);
        // Of its own, so that all other runs have the bytes that they always had.
        bytes.extend(self.began_with_weights.then_some(BEGAN_WITH_WEIGHTS));
        bytes
    }

    /// Checked by `tests/it/train/checkpoint.rs::arbitrary_bytes_are_refused`.
    ///
    /// # Errors
    /// [`CheckpointError::Damaged`], if the bytes are not a whole checkpoint.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CheckpointError> {
        match postcard::take_from_bytes(bytes) {
            Ok((checkpoint, [])) => Ok(checkpoint),
            Ok((checkpoint, [BEGAN_WITH_WEIGHTS])) => {
                Ok(Self { began_with_weights: true, ..checkpoint })
            }
            _ => Err(CheckpointError::Damaged),
        }
    }

    /// How the run had ended, if it had.
    pub(super) fn outcome(&self) -> Option<Outcome> {
        self.next_step.outcome()
    }

    /// Epochs reported before it was taken.
    pub fn reported(&self) -> u32 {
        self.reported
    }

    fn goes_on(&self) -> bool {
        matches!(self.next_step, NextStep::BeginEpoch | NextStep::TrainBatch | NextStep::Evaluate)
    }

    /// Whether the numbers could be those of a run on `rows` rows.
    fn is_sound(&self, rows: usize) -> bool {
        let between_epochs = self.epoch == self.reported;
        let epochs_fit = match self.next_step {
            NextStep::BeginEpoch => between_epochs,
            NextStep::TrainBatch | NextStep::Evaluate => {
                self.epoch.checked_sub(1) == Some(self.reported)
            }
            NextStep::Finish(_) | NextStep::Finished(_) => {
                between_epochs || self.epoch.checked_sub(1) == Some(self.reported)
            }
        };
        let updates = u64::from(self.epoch).saturating_mul(rows as u64);
        epochs_fit
            && self.batch_size > 0
            && self.position.batch_size > 0
            && self.position.next <= rows
            && self.position.shuffles <= self.epoch
            && self.logged.rows <= rows
            && self.learning_rate.could_be_after(self.reported, updates)
            && self.rule.best_epoch() <= self.reported
            && self.rule.wait() <= self.reported
    }
}

impl Trainer {
    /// What the run can be resumed from.
    pub fn checkpoint(&mut self) -> Checkpoint {
        let mut weights = Weights::default();
        self.learner.network().copy_weights(&mut weights);
        let Memory { lines, powers } = self.learner.memory();
        let (lines, powers) = (
            lines.into_iter().map(|line| NumberBlock(line.to_vec())).collect(),
            powers.into_iter().map(|power| *power).collect(),
        );
        let generators = self.learner.network_mut().generators();
        let identity =
            *self.identity.get_or_insert_with(|| identity(&self.experiment, &self.dataset));
        Checkpoint {
            identity,
            reported: self.reported,
            epoch: self.epoch,
            next_step: self.next_step,
            batch_size: self.batch_size,
            position: self.batches.position(),
            logged: self.logged,
            learning_rate: self.learning_rate.clone(),
            rule: self.rule.clone(),
            drawn: generators.map(|generator| generator.get_word_pos() as u64).collect(),
            weights: weights.into(),
            best_weights: self.has_best_weights.then(|| self.best_weights.clone().into()),
            lines,
            powers,
            began_with_weights: self.began_with_weights,
        }
    }

    /// About how many bytes [`Trainer::checkpoint`] comes to, without taking one.
    pub fn checkpoint_bytes(&self) -> usize {
        /// Policies, places and lengths.
        const REST: usize = 256;
        let best = if self.has_best_weights { self.best_weights.count() } else { 0 };
        let gradients = self.learner.network().store().gradients.len();
        (self.learner.numbers() - gradients + best) * size_of::<Float>() + REST
    }

    /// The run where `checkpoint` was taken. The experiment may differ from the run's own
    /// in what leaves network, data, loss, optimizer and seed as they are.
    ///
    /// # Errors
    /// If the checkpoint is of another run or damaged, or the experiment has no epoch
    /// left.
    pub fn resume(
        experiment: &CheckedExperiment,
        dataset: impl Into<Rc<Dataset>>,
        checkpoint: Checkpoint,
    ) -> Result<Self, CheckpointError> {
        let mut trainer = Self::new(experiment, dataset);
        if checkpoint.identity != identity(experiment, &trainer.dataset) {
            return Err(CheckpointError::OtherRun);
        }
        if !checkpoint.is_sound(trainer.dataset.training.rows()) {
            return Err(CheckpointError::Damaged);
        }
        let (behind, epochs) = (checkpoint.reported, trainer.epochs);
        if checkpoint.goes_on() && behind >= epochs {
            return Err(CheckpointError::NoEpochLeft { behind, epochs });
        }
        let position = checkpoint.position;
        trainer.take(checkpoint)?;
        trainer.batches.seek(position);
        Ok(trainer)
    }

    /// All but the order of the rows.
    pub(super) fn take(&mut self, checkpoint: Checkpoint) -> Result<(), CheckpointError> {
        self.take_numbers(&checkpoint)?;
        self.take_best(checkpoint.best_weights)?;
        self.learning_rate = self.learning_rate.clone().after(checkpoint.learning_rate);
        self.rule = self.rule.clone().after(checkpoint.rule);
        self.logged = checkpoint.logged;
        self.batch_size = checkpoint.batch_size;
        self.epoch = checkpoint.epoch;
        self.reported = checkpoint.reported;
        self.next_step = checkpoint.next_step;
        self.began_with_weights = checkpoint.began_with_weights;
        self.evaluation.clear();
        Ok(())
    }

    /// Weights, statistics, the optimizer's memory and the places of the generators.
    fn take_numbers(&mut self, checkpoint: &Checkpoint) -> Result<(), CheckpointError> {
        let weights = Weights::from(checkpoint.weights.clone());
        let network = self.learner.network_mut();
        if !network.fits(&weights) || network.generators().count() != checkpoint.drawn.len() {
            return Err(CheckpointError::OtherRun);
        }
        network.restore(&weights);
        // Within an epoch the trainer itself has not looked yet; it does at the end.
        let was_looked_at =
            matches!(checkpoint.next_step, NextStep::BeginEpoch | NextStep::Evaluate);
        if was_looked_at && !network.store().all_finite() {
            return Err(CheckpointError::NotFinite);
        }
        for (generator, &drawn) in network.generators().zip(&checkpoint.drawn) {
            generator.set_word_pos(drawn.into());
        }
        let Memory { lines, powers } = self.learner.memory();
        let lengths = |(ours, theirs): (&&mut [Float], &NumberBlock)| ours.len() == theirs.0.len();
        if lines.len() != checkpoint.lines.len()
            || powers.len() != checkpoint.powers.len()
            || !lines.iter().zip(&checkpoint.lines).all(lengths)
        {
            return Err(CheckpointError::OtherRun);
        }
        for (ours, theirs) in lines.into_iter().zip(&checkpoint.lines) {
            ours.copy_from_slice(&theirs.0);
        }
        for (ours, theirs) in powers.into_iter().zip(&checkpoint.powers) {
            *ours = *theirs;
        }
        Ok(())
    }

    fn take_best(&mut self, best: Option<StoredWeights>) -> Result<(), CheckpointError> {
        self.has_best_weights = best.is_some();
        let Some(best) = best else { return Ok(()) };
        let best = Weights::from(best);
        if !self.learner.network().fits(&best) {
            return Err(CheckpointError::OtherRun);
        }
        if !best.values.iter().chain(&best.statistics).all(|number| number.is_finite()) {
            return Err(CheckpointError::NotFinite);
        }
        self.best_weights = best;
        Ok(())
    }
}

impl From<Weights> for StoredWeights {
    fn from(Weights { values, statistics }: Weights) -> Self {
        Self { values: NumberBlock(values), statistics: NumberBlock(statistics) }
    }
}

impl From<StoredWeights> for Weights {
    fn from(StoredWeights { values, statistics }: StoredWeights) -> Self {
        Self { values: values.0, statistics: statistics.0 }
    }
}

impl Serialize for NumberBlock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut bytes = vec![0; size_of_val(self.0.as_slice())];
        for (bytes, number) in bytes.chunks_exact_mut(size_of::<Float>()).zip(&self.0) {
            bytes.copy_from_slice(&number.to_le_bytes());
        }
        serializer.serialize_bytes(&bytes)
    }
}

impl<'de> Deserialize<'de> for NumberBlock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = serde_bytes::ByteBuf::deserialize(deserializer)?;
        match bytes.as_chunks() {
            (numbers, []) => Ok(Self(numbers.iter().copied().map(Float::from_le_bytes).collect())),
            _ => Err(D::Error::custom("a part of a number")),
        }
    }
}

/// Why plain data is encoded without an error.
const PLAIN: &str = "plain data can always be encoded";

/// One number for what makes a run this run: its settings, how many rows it has, and
/// what stands in the first of them. In another version it is another number, and it is the
/// first that is read of a checkpoint.
fn identity(experiment: &CheckedExperiment, dataset: &Dataset) -> u32 {
    let config = experiment.config();
    let training = &config.training;
    let settings = (&config.data, &config.network, training.loss, training.optimizer, config.seed);
    let mut digest = CHECKSUM.digest();
    digest.update(&postcard::to_allocvec(&settings).expect(PLAIN));
    for part in [&dataset.training, &dataset.validation] {
        digest.update(&(part.rows() as u64).to_le_bytes());
        for row in 0..part.rows().min(COMPARED_ROWS) {
            for number in part.inputs.row(row).iter().chain(part.targets.row(row)) {
                digest.update(&number.to_le_bytes());
            }
        }
    }
    digest.finalize().wrapping_add(Checkpoint::VERSION)
}
