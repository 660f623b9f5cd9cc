//! Candidate fixes for a piece of advice, the best first; the caller checks that they help.

use super::rules::{dense, safe_rate};
use super::{Advice, AdvicePlace, Fix, MANY_PARAMETERS, TableFacts};
use crate::config::{
    Activation, BatchNormConfig, ExperimentConfig, LayerConfig, Loss, Optimizer, Scaling, SgdConfig,
};
use crate::t;
use crate::text::{Decimal, inside};

/// Learning rates that people try, the largest first.
const RATES: [f64; 11] = [1.0, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 1e-4, 1e-5, 1e-6];

pub(super) fn of(
    advice: &Advice,
    experiment: &ExperimentConfig,
    table: &TableFacts<'_>,
) -> Vec<Fix> {
    let edits = Edits { experiment, fixes: Vec::new() };
    match advice {
        Advice::SoftmaxOfOne { place: AdvicePlace::Block(block) } => edits.activation(t!("Use relu"), *block).remove(*block),
        Advice::SoftmaxOfOne { .. }
        | Advice::OutputDoesNotFitLoss { .. }
        | Advice::OutputOutOfRange { .. } => edits.follow_task(),
        Advice::SquaredErrorOfClasses { fits, .. } => edits.loss(*fits),
        Advice::OneStraightLine { first, second } => {
            // One unit with a relu is silent for about half of the rows.
            let is_narrow =
                matches!(experiment.network.layers.get(*first), Some(LayerConfig::Dense(dense)) if dense.units == 1);
            let remove = second.map_or(t!("Remove the Dense"), |_| t!("Remove one of the two"));
            if is_narrow {
                edits.remove_as(remove, *first).activation(t!("Add a relu"), *first)
            } else {
                edits.activation(t!("Add a relu"), *first).remove_as(remove, *first)
            }
        }
        Advice::BiasBeforeBatchNorm { dense: block } => edits.to(t!("Leave the bias out"), |to| {
            if let Some(dense) = dense(&mut to.network.layers, *block) {
                dense.use_bias = false;
            }
        }),
        Advice::BatchNormOfFewRows { .. } => {
            let rows = experiment.training_rows(table.schema);
            let good = good_batch(rows);
            let edits = if leaves_enough(rows, good) { edits.batch(good) } else { edits.near_batch(rows, good) };
            edits.remove_norms()
        }
        Advice::BatchNormOfShortLastBatch { rows, .. } => {
            edits.near_batch(*rows, experiment.training.batch_size).remove_norms()
        }
        Advice::BatchNormAfterDropout { dropout, .. } => edits
            .to(t!("Swap the two"), |to| to.network.layers.swap(*dropout, *dropout + 1))
            .rate(*dropout, 0.3)
            .remove(*dropout),
        Advice::HighDropout { dropout, .. } => {
            edits.rate(*dropout, 0.5).rate(*dropout, 0.3).remove(*dropout)
        }
        Advice::DropoutOnInputs { .. } => edits.remove_dropouts(0).to(t!("Move it one block later"), |to| {
            to.network.move_range(0..1, 2);
        }),
        Advice::DropoutBeforeOutput { dropout, .. } => {
            edits.remove_dropouts(*dropout).to(t!("Move it one block earlier"), |to| {
                to.network.move_range(*dropout..dropout + 1, dropout.saturating_sub(1));
            })
        }
        Advice::ManyParameters { rows, .. } => edits.fewer_units(*rows, table),
        Advice::BatchBeyondRows { rows, .. } => edits.batch(good_batch(*rows)),
        Advice::LargeLearningRate { .. } => {
            let most = match experiment.training.optimizer {
                Optimizer::Sgd(SgdConfig { momentum, .. }) => 0.01_f64.min(1.0 - momentum),
                _ => 0.001,
            };
            edits.learning_rate(most)
        }
        Advice::UnscaledInputs { size, .. } => edits
            .to(t!("Scale the inputs"), |to| {
                to.data.scaling = Scaling::Standard;
                for (_, own) in &mut to.data.preparation.columns {
                    own.scaling = own.scaling.filter(|scaling| *scaling != Scaling::None);
                }
            })
            .to(t!("Begin with a BatchNorm"), |to| {
                let norm = LayerConfig::BatchNormalization(BatchNormConfig::default());
                to.network.insert(0, norm);
            })
            .learning_rate(safe_rate(experiment.training.optimizer, *size)),
        Advice::UnscaledTarget { .. } => edits.scale_target().loss(Loss::MeanAbsoluteError),
        Advice::TargetOutOfReach { mean, reach, .. } => {
            let needed = experiment.training.learning_rate * mean.abs() / reach;
            let enough = RATES.iter().rev().copied().find(|&rate| rate >= needed);
            let edits = edits.scale_target();
            enough.map_or_else(|| edits.clone(), |rate| edits.clone().exact_rate(rate))
        }
    }
    .fixes
}

/// Several updates in an epoch, and rows enough in each.
fn good_batch(rows: u64) -> u32 {
    (rows / 4).max(1).next_power_of_two().min(32) as u32
}

/// Whether the last batch of an epoch has a quarter of a batch at least.
fn leaves_enough(rows: u64, batch: u32) -> bool {
    let last = rows % u64::from(batch.max(1));
    last == 0 || 4 * last >= u64::from(batch)
}

/// Edits of one experiment, each on its own.
#[derive(Clone)]
struct Edits<'a> {
    experiment: &'a ExperimentConfig,
    fixes: Vec<Fix>,
}

impl Edits<'_> {
    fn to(mut self, label: impl Into<String>, change: impl FnOnce(&mut ExperimentConfig)) -> Self {
        let mut result = self.experiment.clone();
        change(&mut result);
        self.fixes.push(Fix { label: label.into(), result });
        self
    }

    fn remove(self, block: usize) -> Self {
        let layer = self.experiment.network.layers.get(block);
        let kind = layer.map_or_else(String::new, |layer| layer.kind().label().to_owned());
        self.remove_as(&t!("Remove the {kind}", kind), block)
    }

    fn remove_as(self, label: &str, block: usize) -> Self {
        self.to(label, |to| {
            to.network.remove(block);
        })
    }

    /// The one at `block` and its neighbours.
    fn remove_dropouts(self, block: usize) -> Self {
        self.to(t!("Remove the Dropout"), |to| {
            let layers = &mut to.network.layers;
            let is_dropout = |layer: &&LayerConfig| matches!(layer, LayerConfig::Dropout(_));
            let behind = layers.iter().skip(block).take_while(is_dropout).count();
            let before = layers.iter().take(block).rev().take_while(is_dropout).count();
            layers.drain(block - before..block + behind);
        })
    }

    fn activation(self, label: &str, block: usize) -> Self {
        self.to(label, |to| match to.network.layers.get_mut(block) {
            Some(LayerConfig::Dense(dense)) => dense.activation = Activation::Relu,
            Some(LayerConfig::Activation(own)) => own.activation = Activation::Relu,
            _ => {}
        })
    }

    fn rate(self, block: usize, rate: f64) -> Self {
        self.to(t!("Use a rate of {rate}", rate = Decimal(rate)), |to| {
            if let Some(LayerConfig::Dropout(dropout)) = to.network.layers.get_mut(block) {
                dropout.rate = rate;
            }
        })
    }

    fn follow_task(self) -> Self {
        let experiment = self.experiment;
        let fits = experiment.training.loss.output_activation(experiment.data.task);
        self.to(t!("Use {activation} for the output", activation = fits.name()), |to| {
            to.network.output_activation = None;
        })
    }

    fn loss(self, loss: Loss) -> Self {
        self.to(t!("Use {loss}", loss = inside(loss.label())), |to| to.training.loss = loss)
    }

    fn batch(self, rows: u32) -> Self {
        self.to(t!("Use a batch of {rows}", rows), |to| to.training.batch_size = rows)
    }

    /// A batch near `batch` whose last one is no short one: of the multiples of 8 first.
    fn near_batch(self, rows: u64, batch: u32) -> Self {
        let most = rows.min(u64::from(batch) * 2) as u32;
        let near = |step: u32| {
            let sizes = (1..=most / step).map(|nth| nth * step).filter(|&size| size >= 4);
            sizes.filter(|&size| leaves_enough(rows, size)).min_by_key(|size| size.abs_diff(batch))
        };
        match near(8).or_else(|| near(1)) {
            Some(size) => self.batch(size),
            None => self,
        }
    }

    fn remove_norms(self) -> Self {
        let is_norm = |layer: &LayerConfig| matches!(layer, LayerConfig::BatchNormalization(_));
        let norms = self.experiment.network.layers.iter().filter(|layer| is_norm(layer)).count();
        let label =
            if norms == 1 { t!("Remove the BatchNorm") } else { t!("Remove every BatchNorm") };
        self.to(label, |to| to.network.layers.retain(|layer| !is_norm(layer)))
    }

    /// The first of the rates people try that is not above `most`.
    fn learning_rate(self, most: f64) -> Self {
        match RATES.into_iter().find(|&rate| rate <= most) {
            Some(rate) => self.exact_rate(rate),
            None => self,
        }
    }

    fn exact_rate(self, rate: f64) -> Self {
        self.to(t!("Use a learning rate of {rate}", rate = Decimal(rate)), |to| {
            to.training.learning_rate = rate;
        })
    }

    fn scale_target(self) -> Self {
        self.to(t!("Scale the target"), |to| {
            to.data.preparation.target_scaling = Scaling::Standard;
        })
    }

    /// Half of all units, and half again, until there are few enough parameters.
    fn fewer_units(self, rows: u64, table: &TableFacts<'_>) -> Self {
        let mut network = self.experiment.network.clone();
        let output = self.experiment.output(table.schema);
        let inputs = table.inputs.unwrap_or_else(|| self.experiment.inputs(table.schema) as u64);
        loop {
            let shapes = network.shapes(inputs, output);
            let parameters: u64 = shapes.iter().map(|shape| shape.trainable).sum();
            let mut units = Vec::new();
            for layer in &mut network.layers {
                if let LayerConfig::Dense(dense) = layer {
                    units.push(dense.units);
                    dense.units = dense.units.div_ceil(2);
                }
            }
            if units.iter().all(|&units| units == 1) {
                return self;
            }
            if parameters <= MANY_PARAMETERS * rows {
                let all: Vec<_> = units.iter().map(u32::to_string).collect();
                let label = t!("Use {units} units", units = all.join("-"));
                return self.to(label, |to| {
                    let layers = to.network.layers.iter_mut();
                    let denses = layers.filter_map(|layer| match layer {
                        LayerConfig::Dense(dense) => Some(dense),
                        _ => None,
                    });
                    for (dense, units) in denses.zip(units) {
                        dense.units = units;
                    }
                });
            }
        }
    }
}
