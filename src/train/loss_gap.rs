//! Why two readings of a loss differ, taken apart with the run's own network.

use crate::config::{LayerConfig, Loss, limits};
use crate::data::Part;
use crate::nn::kernels::math::ln_f64;
use crate::nn::random::{Stream, block_generator};
use crate::nn::{Float, Matrix, Mode, Network, View, ViewMut, losses, narrow};
use crate::train::trainer::NextStep;
use crate::train::{BatchRows, History, Trainer};

/// Dropout masks whose losses are averaged, of a part that is small enough.
const MASKS: usize = 8;
/// A batch of so few rows has no variance that means something.
const FEW_ROWS: usize = 2;
/// What moving statistics may still hold of their first values.
const WARMED_UP: f64 = 0.1;

/// One reason why the training loss as Keras logs it is not that at the end of the epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The rows that were trained on so far, or a sample of them, are not all that are
    /// measured at the end of the epoch.
    OtherRows,
    /// Training takes mean and variance of the batch, inference its moving statistics.
    BatchNorm,
    /// Training drops units.
    Dropout,
    /// Training counts rows by the weight of their class.
    ClassWeights,
    /// The mean over the epoch's batches was taken while the weights moved.
    MovingWeights,
}

/// The training loss in its two readings and what lies between them, with the weights as
/// they stand, in the units of the target.
///
/// # Formula
/// From the loss at the end of the epoch one thing after the other is done as training
/// does it: its batches, batch statistics, dropped units (the mean over masks that no run
/// draws), class weights. What each adds is its part; what is then left to the mean that
/// Keras logs is that the weights moved. So the parts add up to the difference.
///
/// It changes no bit of the run. Checked by `tests/it/train/loss_gap.rs`.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct LossGap {
    /// Whose weights they are: see [`Trainer::epoch`].
    pub epoch: u32,
    /// Training rows seen, where the epoch is under way.
    pub rows_seen: Option<usize>,
    /// Training loss, at the end of the epoch.
    pub loss: f64,
    /// Training loss as Keras logs it.
    pub logged_loss: f64,
    /// Validation loss.
    pub val_loss: f64,
    /// What adds up from `loss` to `logged_loss`; causes that the network does not have are
    /// left out.
    pub parts: Vec<(Cause, f64)>,
    /// What the regularizers add to every one of the losses.
    pub penalty: f64,
    /// How far `val_loss - loss` would lie from 0 by chance alone, if both parts were drawn
    /// from the same rows and the network knew neither: one standard error,
    /// `sqrt(v_t / n_t + v_v / n_v)` with the variances `v` of the rows' losses.
    pub standard_error: f64,
    pub validation_rows: usize,
    /// Rows of the shortest batch of an epoch, its last.
    pub last_batch: usize,
    /// What those rows alone make of the part of [`Cause::BatchNorm`].
    pub last_batch_part: f64,
    /// Whether the moving statistics still hold much of the values they began with: more
    /// than a tenth, by their momentum and the batches so far.
    pub is_warming_up: bool,
}

impl Trainer {
    /// Takes the training loss apart. `history` is the run's: it has the loss that Keras
    /// logs for an epoch whose weights were restored.
    ///
    /// `None` before the first mini-batch, and where a loss is no number.
    pub fn loss_gap(&mut self, history: &History) -> Option<LossGap> {
        let restored = match self.next_step {
            NextStep::Finished(outcome) => outcome.restored_epoch,
            _ => None,
        };
        let epoch = self.epoch();
        let logged = match restored {
            Some(epoch) => history.logged_loss[history.index_of(epoch)?],
            None if self.logged.rows > 0 => {
                self.units.loss(self.logged.sum / self.logged.rows as f64)
            }
            None => return None,
        };
        let position = self.batches.position();
        let rows = self.dataset.training.rows();
        let seen = if restored.is_some() { rows } else { position.next };
        // Whole batches, at least one: what follows takes some passes over them.
        let room = (limits::MAX_MEASURED_ROWS / position.batch_size).max(1) * position.batch_size;
        let order = &self.batches.order()[..seen.min(room)];

        let experiment = &self.experiment;
        let loss = experiment.config().training.loss;
        let layers = &experiment.config().network.layers;
        let (network, weights) = self.learner.network_and_weights();
        let all = self.evaluation.measured_rows();
        let training = spread(loss, network, &self.dataset.training, all);
        let validation = spread(loss, network, &self.dataset.validation, None);
        let penalty = network.store().penalty();

        let mut probe = EpochReplay {
            network,
            part: &self.dataset.training,
            order,
            batch_size: position.batch_size,
            loss,
            weights,
            seed: experiment.config().seed,
            inputs: Matrix::default(),
            targets: Matrix::default(),
        };
        let (has_weights, has_other_rows) = (!weights.is_empty(), all.is_some() || seen < rows);
        let has_dropout = layers.iter().any(|layer| match layer {
            LayerConfig::Dropout(dropout) => dropout.rate > 0.0,
            _ => false,
        });
        let has_batch_norm =
            layers.iter().any(|layer| matches!(layer, LayerConfig::BatchNormalization(_)));

        let last_batch = match rows % position.batch_size {
            0 => position.batch_size,
            rows => rows,
        };
        let steps = epoch as usize * rows.div_ceil(position.batch_size);
        let holds = |layer: &LayerConfig| match layer {
            LayerConfig::BatchNormalization(norm) => {
                steps as f64 * ln_f64(norm.momentum.max(f64::MIN_POSITIVE)) > ln_f64(WARMED_UP)
            }
            _ => false,
        };
        let is_warming_up = layers.iter().any(holds);

        let mut parts = Vec::new();
        let (mut at, mut weighted) = (training.mean, training.mean);
        let mut step = |cause: Cause, (plain, with_weights): (f64, f64)| {
            parts.push((cause, plain - at));
            (at, weighted) = (plain, with_weights);
        };
        if has_other_rows {
            step(Cause::OtherRows, probe.mean(Mode::Inference));
        }
        let mut last_batch_part = 0.0;
        if has_batch_norm {
            step(Cause::BatchNorm, probe.mean(Mode::BatchStatistics));
            if last_batch <= FEW_ROWS && seen == rows && order.len() == rows {
                let share = last_batch as f64 / rows as f64;
                last_batch_part = share * probe.batch_norm_in(&order[rows - last_batch..]);
            }
        }
        if has_dropout {
            step(Cause::Dropout, probe.with_dropout());
        }
        if has_weights {
            let nothing_ran = !(has_other_rows || has_batch_norm || has_dropout);
            let with_weights = if nothing_ran { probe.mean(Mode::Inference).1 } else { weighted };
            parts.push((Cause::ClassWeights, with_weights - at));
            at = with_weights;
        }
        let units = &self.units;
        for (_, part) in &mut parts {
            *part = units.loss(*part);
        }
        let before_moving = units.loss(at + penalty);
        parts.push((Cause::MovingWeights, logged - before_moving));
        let gap = LossGap {
            epoch,
            rows_seen: (seen < rows).then_some(seen),
            loss: units.loss(training.mean + penalty),
            logged_loss: logged,
            val_loss: units.loss(validation.mean + penalty),
            parts,
            penalty: units.loss(penalty),
            standard_error: units.loss(
                (training.variance / training.rows as f64
                    + validation.variance / validation.rows as f64)
                    .sqrt(),
            ),
            validation_rows: validation.rows,
            last_batch,
            last_batch_part: units.loss(last_batch_part),
            is_warming_up,
        };
        gap.are_numbers().then_some(gap)
    }
}

impl LossGap {
    fn are_numbers(&self) -> bool {
        let parts = self.parts.iter().map(|(_, part)| *part);
        [self.loss, self.logged_loss, self.val_loss, self.standard_error]
            .into_iter()
            .chain(parts)
            .all(|figure| narrow(figure).is_finite())
    }
}

/// Runs the network over the mini-batches of an epoch, as training does or almost.
struct EpochReplay<'a> {
    network: &'a mut Network,
    part: &'a Part,
    /// The rows, in batches.
    order: &'a [usize],
    batch_size: usize,
    loss: Loss,
    weights: &'a [Float],
    seed: u32,
    inputs: Matrix,
    targets: Matrix,
}

impl EpochReplay<'_> {
    /// The mean loss of the rows without the penalty: plain, and by class weight.
    fn mean(&mut self, mode: Mode) -> (f64, f64) {
        let (mut plain, mut weighted) = (0.0, 0.0);
        for rows in self.order.chunks(self.batch_size) {
            let rows =
                if rows.len() == self.part.rows() { BatchRows::All } else { BatchRows::Some(rows) };
            let (x, targets) = match rows {
                BatchRows::All => (self.part.inputs.view(), self.part.targets.view()),
                BatchRows::Some(rows) => {
                    self.inputs.gather(&self.part.inputs, rows);
                    self.targets.gather(&self.part.targets, rows);
                    (self.inputs.view(), self.targets.view())
                }
            };
            self.network.forward(x, mode);
            let kind = self.network.raw();
            let (raw, mut gradient) = self.network.output_and_gradient();
            plain += losses::evaluate(self.loss, kind, raw, targets, &[], gradient.reborrow());
            if !self.weights.is_empty() {
                let weights: Vec<_> = match rows {
                    BatchRows::All => self.weights.to_vec(),
                    BatchRows::Some(rows) => rows.iter().map(|&row| self.weights[row]).collect(),
                };
                weighted += losses::evaluate(self.loss, kind, raw, targets, &weights, gradient);
            }
        }
        let rows = self.order.len() as f64;
        (plain / rows, weighted / rows)
    }

    /// How much the batch's own statistics add to the mean loss of these rows, as one batch.
    fn batch_norm_in(&mut self, rows: &[usize]) -> f64 {
        let mut alone = EpochReplay {
            network: self.network,
            part: self.part,
            order: rows,
            batch_size: rows.len(),
            loss: self.loss,
            weights: &[],
            seed: self.seed,
            inputs: Matrix::default(),
            targets: Matrix::default(),
        };
        let inference = alone.mean(Mode::Inference).0;
        alone.mean(Mode::BatchStatistics).0 - inference
    }

    /// The same in training mode. What that changes of the network is put back.
    fn with_dropout(&mut self) -> (f64, f64) {
        let seed = self.seed;
        let statistics = self.network.store().statistics.clone();
        let derived = |block: usize| block_generator(seed, Stream::LossGap, block as u32);
        let generators: Vec<_> = self
            .network
            .generators()
            .enumerate()
            .map(|(block, own)| std::mem::replace(own, derived(block)))
            .collect();
        let masks = (MASKS * limits::MAX_MEASURED_ROWS / self.order.len().max(1)).clamp(1, MASKS);
        let (mut plain, mut weighted) = (0.0, 0.0);
        for _ in 0..masks {
            let mean = self.mean(Mode::Training);
            (plain, weighted) = (plain + mean.0, weighted + mean.1);
        }
        self.network.store_mut().statistics = statistics;
        for (own, before) in self.network.generators().zip(generators) {
            *own = before;
        }
        (plain / masks as f64, weighted / masks as f64)
    }
}

/// What the losses of rows are like.
struct LossSpread {
    rows: usize,
    mean: f64,
    variance: f64,
}

/// Of these rows of a part, or of all, in inference mode and without the penalty; the mean
/// as [`Evaluation`](crate::train::Evaluation) has it, bit by bit.
fn spread(loss: Loss, network: &mut Network, part: &Part, rows: Option<&[usize]>) -> LossSpread {
    let (mut inputs, mut targets) = (Matrix::default(), Matrix::default());
    let count = rows.map_or(part.rows(), <[usize]>::len);
    let (mut sum, mut of_rows) = (0.0, Vec::with_capacity(count));
    let mut from = 0;
    while from < count {
        let to = (from + super::evaluation::CHUNK_ROWS).min(count);
        let (x, targets) = match rows {
            None => (part.inputs.rows_view(from, to), part.targets.rows_view(from, to)),
            Some(rows) => {
                inputs.gather(&part.inputs, &rows[from..to]);
                targets.gather(&part.targets, &rows[from..to]);
                (inputs.view(), targets.view())
            }
        };
        network.forward(x, Mode::Inference);
        let kind = network.raw();
        let (raw, mut gradient) = network.output_and_gradient();
        sum += losses::evaluate(loss, kind, raw, targets, &[], gradient.reborrow());
        for row in 0..raw.rows() {
            let gradient = ViewMut::new(&mut gradient.data()[..raw.stride()], 1, raw.cols());
            let (raw, targets) = (one_row(raw, row), one_row(targets, row));
            of_rows.push(losses::evaluate(loss, kind, raw, targets, &[], gradient));
        }
        from = to;
    }
    let mean = sum / count as f64;
    let squares: f64 = of_rows.iter().map(|of_row| (of_row - mean) * (of_row - mean)).sum();
    LossSpread { rows: count, mean, variance: squares / (count.max(2) - 1) as f64 }
}

fn one_row(view: View<'_>, row: usize) -> View<'_> {
    View::new(&view.data()[row * view.stride()..][..view.stride()], 1, view.cols())
}
