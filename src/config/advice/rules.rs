//! Where an experiment is unwise.

use super::{
    Advice, AdvicePlace, ColumnStats, FEW_VALUES, HIGH_RATE, MANY_PARAMETERS, MISLEADING_RATE,
    TableFacts,
};
use crate::config::{
    Activation, ColumnKind, ColumnSchema, ColumnType, DatePart, DenseConfig, ExperimentConfig,
    LayerConfig, Loss, Optimizer, OutputConfig, Scaling, Task, sort,
};

/// Above it Adam and its relatives, whose steps are about as long as the learning rate,
/// overshoot the minimum.
const LARGE_ADAPTIVE_RATE: f64 = 0.1;
/// The same for SGD, and for Adagrad, whose steps shrink from the start.
const LARGE_RATE: f64 = 1.0;
/// Inputs up to this size are as good as scaled.
const SCALED_SIZE: f64 = 3.0;
/// From here on a target is large for SGD, whose steps grow with the error.
const LARGE_FOR_SGD: f64 = 10.0;
/// From here on it is for every optimizer.
const LARGE_TARGET: f64 = 100.0;
/// The share of a lone row among the moving statistics from which predictions suffer.
const LONE_ROW: f64 = 0.03;
/// What SGD's learning rate times the size of a target stays below.
const LARGE_FIRST_STEP: f64 = 0.1;

/// All advice, whether or not it has a fix: blocks first to last, output, training,
/// data.
pub(super) fn all(experiment: &ExperimentConfig, table: &TableFacts<'_>) -> Vec<Advice> {
    let look = ExperimentFacts::new(experiment, table);
    let mut found = look.chain();
    let block = |advice: &Advice| match advice.place() {
        AdvicePlace::Block(block) => block,
        _ => usize::MAX,
    };
    sort(&mut found, |one, other| block(one).cmp(&block(other)));
    found.extend(look.output());
    found.extend(look.training());
    found.extend(look.inputs());
    found.extend(look.target());
    found
}

/// An experiment and what follows from its table.
struct ExperimentFacts<'a> {
    experiment: &'a ExperimentConfig,
    table: &'a TableFacts<'a>,
    layers: &'a [LayerConfig],
    output: OutputConfig,
    /// Values per row that enter the network.
    inputs: u64,
    /// Training rows.
    rows: u64,
}

impl<'a> ExperimentFacts<'a> {
    fn new(experiment: &'a ExperimentConfig, table: &'a TableFacts<'a>) -> Self {
        Self {
            experiment,
            table,
            layers: &experiment.network.layers,
            output: experiment.output(table.schema),
            inputs: table.inputs.unwrap_or_else(|| experiment.inputs(table.schema) as u64),
            rows: experiment.training_rows(table.schema),
        }
    }

    fn chain(&self) -> Vec<Advice> {
        let mut found = Vec::new();
        let shapes = self.experiment.network.shapes(self.inputs, self.output);
        let batch = u64::from(self.experiment.training.batch_size).min(self.rows);
        // The last Dense that only linear blocks follow.
        let mut line: Option<usize> = None;
        let mut has_norm = false;
        for (index, layer) in self.layers.iter().enumerate() {
            let (units, next) = (shapes[index].units, self.layers.get(index + 1));
            let place = AdvicePlace::Block(index);
            match layer {
                LayerConfig::Dense(dense) => {
                    if let Some(first) = line {
                        found.push(Advice::OneStraightLine { first, second: Some(index) });
                    }
                    line = (dense.activation == Activation::Linear).then_some(index);
                    if dense.activation == Activation::Softmax && units == 1 {
                        found.push(Advice::SoftmaxOfOne { place });
                    }
                    if is_norm(next) && line.is_some() && dense.use_bias {
                        found.push(Advice::BiasBeforeBatchNorm { dense: index });
                    }
                }
                LayerConfig::Activation(block) => {
                    if block.activation != Activation::Linear {
                        line = None;
                    }
                    if block.activation == Activation::Softmax && units == 1 {
                        found.push(Advice::SoftmaxOfOne { place });
                    }
                }
                LayerConfig::Dropout(dropout) => {
                    found.extend(self.dropout(index, dropout.rate, units, next));
                }
                LayerConfig::BatchNormalization(norm) => {
                    if !has_norm && batch <= 2 {
                        found.push(Advice::BatchNormOfFewRows { norm: index, rows: batch });
                    } else if !has_norm && self.last_batch_counts(batch, norm.momentum) {
                        let rows = self.rows;
                        found.push(Advice::BatchNormOfShortLastBatch { norm: index, batch, rows });
                    }
                    has_norm = true;
                }
            }
        }
        if let Some(first) = line {
            found.push(Advice::OneStraightLine { first, second: None });
        }
        found
    }

    /// Whether the last batch of an epoch has one row or two, and few others are there to
    /// make up for it: at the end of an epoch its part of the moving statistics is
    /// `(1 - m) / (1 - m^batches)` with the momentum `m`.
    fn last_batch_counts(&self, batch: u64, momentum: f64) -> bool {
        let last = self.rows % batch;
        let batches = self.rows.div_ceil(batch).min(i32::MAX as u64) as i32;
        let part = (1.0 - momentum) / (1.0 - momentum.powi(batches)).max(f64::MIN_POSITIVE);
        (1..=2).contains(&last) && batches > 1 && part >= LONE_ROW * last as f64
    }

    fn dropout(
        &self,
        dropout: usize,
        rate: f64,
        units: u64,
        next: Option<&LayerConfig>,
    ) -> Vec<Advice> {
        let mut found = Vec::new();
        if rate <= 0.0 {
            return found;
        }
        let is_regression = self.experiment.data.task == Task::Regression;
        if dropout == 0 && units <= FEW_VALUES {
            found.push(Advice::DropoutOnInputs { rate, inputs: units });
        } else if next.is_none() && (is_regression || units <= FEW_VALUES) {
            // Before the output of a classification with many values it is what Kaggle's
            // course does, and sound.
            found.push(Advice::DropoutBeforeOutput { dropout, is_regression });
        }
        if rate >= HIGH_RATE {
            found.push(Advice::HighDropout { dropout, rate });
        }
        if rate >= MISLEADING_RATE && is_norm(next) {
            found.push(Advice::BatchNormAfterDropout { dropout, rate });
        }
        found
    }

    fn output(&self) -> Option<Advice> {
        let OutputConfig { units, activation } = self.output;
        let (task, loss) = (self.experiment.data.task, self.experiment.training.loss);
        if activation == Activation::Softmax && units == 1 && task != Task::MulticlassClassification
        {
            return Some(Advice::SoftmaxOfOne { place: AdvicePlace::Output });
        }
        let fits = loss.output_activation(task);
        let is_fit = match loss {
            Loss::BinaryCrossentropy
            | Loss::CategoricalCrossentropy
            | Loss::SparseCategoricalCrossentropy => activation == fits,
            Loss::Hinge => matches!(activation, Activation::Linear | Activation::Tanh),
            _ => true,
        };
        if !is_fit {
            return Some(Advice::OutputDoesNotFitLoss { activation, loss, fits });
        }
        if task == Task::Regression {
            return self.out_of_range(activation);
        }
        let is_probability = matches!(activation, Activation::Sigmoid | Activation::Softmax);
        (loss == Loss::MeanSquaredError && is_probability)
            .then(|| Advice::SquaredErrorOfClasses { activation, fits: Loss::for_task(task)[0] })
    }

    /// An output whose values do not hold the target's, both as they are learned.
    fn out_of_range(&self, activation: Activation) -> Option<Advice> {
        let target = &self.experiment.data.target;
        let ColumnStats { min, max, mean, standard_deviation: deviation } = self.stats(target)?;
        let (low, high) = match self.experiment.data.preparation.target_scaling {
            Scaling::None => (min, max),
            Scaling::MinMax => (0.0, 1.0),
            // Of the robust scaling it is near enough: both lie around 0.
            Scaling::Standard | Scaling::Robust if deviation > 0.0 => {
                ((min - mean) / deviation, (max - mean) / deviation)
            }
            Scaling::Standard | Scaling::Robust => return None,
        };
        let (least, most) = range(activation);
        (low < least || high > most)
            .then(|| Advice::OutputOutOfRange { activation, target: target.clone() })
    }

    fn training(&self) -> Vec<Advice> {
        let training = &self.experiment.training;
        let mut found = Vec::new();
        let parameters: u64 = {
            let shapes = self.experiment.network.shapes(self.inputs, self.output);
            shapes.iter().map(|shape| shape.trainable).sum()
        };
        if parameters > MANY_PARAMETERS * self.rows {
            found.push(Advice::ManyParameters { parameters, rows: self.rows });
        }
        let batch = u64::from(training.batch_size);
        if batch > self.rows {
            found.push(Advice::BatchBeyondRows { batch, rows: self.rows });
        }
        let learning_rate = training.learning_rate;
        let is_large = match training.optimizer {
            // Momentum makes a lasting step `1 / (1 - momentum)` times as long; the hair
            // more is rounding.
            Optimizer::Sgd(sgd) => learning_rate > LARGE_RATE * (1.0 - sgd.momentum) * 1.000_001,
            Optimizer::Adagrad(_) => learning_rate > LARGE_RATE,
            _ => learning_rate > LARGE_ADAPTIVE_RATE,
        };
        if is_large {
            let optimizer = training.optimizer.label();
            found.push(Advice::LargeLearningRate { optimizer, learning_rate });
        }
        found
    }

    fn inputs(&self) -> Option<Advice> {
        // What is normalized first may be of any size.
        if is_norm(self.layers.first()) {
            return None;
        }
        let sizes = self.experiment.features(self.table.schema).map(|column| {
            let size = self.size(column).unwrap_or(0.0);
            (column, size)
        });
        let largest = sizes.fold(None, |largest: Option<(&ColumnSchema, f64)>, other| {
            largest.filter(|largest| largest.1 >= other.1).or(Some(other))
        });
        let (column, size) = largest?;
        let training = &self.experiment.training;
        let learning_rate = training.learning_rate;
        (size > SCALED_SIZE && learning_rate > safe_rate(training.optimizer, size))
            .then(|| Advice::UnscaledInputs { column: column.name.clone(), size, learning_rate })
    }

    /// The largest number of a column that enters the network as it is.
    fn size(&self, column: &ColumnSchema) -> Option<f64> {
        let data = &self.experiment.data;
        let settings = &data.preparation;
        let has_log = settings.columns.get(&column.name).is_some_and(|own| own.log);
        let is_word = column.kind() == ColumnKind::Text;
        // A logarithm is small, a category 0 or 1.
        if settings.scaling(&column.name, data.scaling) != Scaling::None || has_log || is_word {
            return None;
        }
        let stats = self.stats(&column.name)?;
        if column.column_type == ColumnType::Date {
            let parts = settings.dates(&column.name);
            let sizes = parts.iter().map(|part| match part {
                DatePart::DaysSince => stats.max - stats.min,
                DatePart::Year => 2000.0,
                DatePart::Month => 12.0,
                DatePart::Weekday => 6.0,
            });
            return Some(sizes.fold(0.0, f64::max));
        }
        Some(stats.min.abs().max(stats.max.abs()))
    }

    fn target(&self) -> Option<Advice> {
        let data = &self.experiment.data;
        let is_scaled = data.preparation.target_scaling != Scaling::None;
        if data.task != Task::Regression || is_scaled {
            return None;
        }
        let stats = self.stats(&data.target)?;
        let target = data.target.clone();
        if self.layers.iter().any(|layer| matches!(layer, LayerConfig::Dense(_))) {
            let training = &self.experiment.training;
            let size = stats.mean.abs().max(stats.standard_deviation);
            let is_large = match training.optimizer {
                Optimizer::Sgd(_) => {
                    size >= LARGE_FOR_SGD && training.learning_rate * size >= LARGE_FIRST_STEP
                }
                _ => size >= LARGE_TARGET,
            };
            let is_squared = training.loss == Loss::MeanSquaredError;
            return (is_squared && is_large).then_some(Advice::UnscaledTarget { target, size });
        }
        let reach = self.reach()?;
        (stats.mean.abs() > reach).then_some(Advice::TargetOutOfReach {
            target,
            mean: stats.mean,
            reach,
        })
    }

    /// How far a linear unit's mean prediction can get, where its steps are bounded:
    /// the bias moves, and the weights of inputs whose mean is not 0.
    fn reach(&self) -> Option<f64> {
        let training = &self.experiment.training;
        let is_plain = self.layers.iter().all(|layer| matches!(layer, LayerConfig::Dropout(_)));
        if !is_plain || self.output.activation != Activation::Linear {
            return None;
        }
        let step = match (training.optimizer, training.loss) {
            (Optimizer::Sgd(sgd), Loss::MeanAbsoluteError | Loss::LogCosh) => {
                1.0 / (1.0 - sgd.momentum)
            }
            (Optimizer::Sgd(sgd), Loss::Huber { delta }) => delta / (1.0 - sgd.momentum),
            (Optimizer::Sgd(_), _) => return None,
            _ => 1.0,
        };
        let mut movers = 1.0;
        for column in self.experiment.features(self.table.schema) {
            let data = &self.experiment.data;
            let is_word = column.kind() == ColumnKind::Text;
            match data.preparation.scaling(&column.name, data.scaling) {
                Scaling::Standard if !is_word => {}
                Scaling::None if !is_word => return None,
                _ => movers += 1.0,
            }
        }
        let batches = self.rows.div_ceil(u64::from(training.batch_size.max(1)));
        let steps = batches.saturating_mul(u64::from(training.epochs));
        Some(steps as f64 * training.learning_rate * step * movers)
    }

    fn stats(&self, name: &str) -> Option<ColumnStats> {
        let columns = &self.table.schema.columns;
        let at = columns.iter().position(|column| column.name == name)?;
        *self.table.column_stats.get(at)?
    }
}

/// The highest learning rate for inputs of this size: what a step changes in a
/// prediction is about the rate times the size for optimizers whose steps are as long as
/// the rate, and times its square for SGD, whose gradient holds the input once more.
pub(super) fn safe_rate(optimizer: Optimizer, size: f64) -> f64 {
    match optimizer {
        Optimizer::Sgd(_) => 1.0 / (size * size),
        _ => 1.0 / size,
    }
}

/// The smallest and the largest value of an activation, its bounds included.
fn range(activation: Activation) -> (f64, f64) {
    const UNBOUNDED: f64 = f64::INFINITY;
    match activation {
        Activation::Linear | Activation::LeakyRelu => (-UNBOUNDED, UNBOUNDED),
        Activation::Relu | Activation::Softplus | Activation::Exponential => (0.0, UNBOUNDED),
        Activation::Sigmoid | Activation::Softmax => (0.0, 1.0),
        Activation::Tanh => (-1.0, 1.0),
        Activation::Elu => (-1.0, UNBOUNDED),
        // The lowest points of the curves.
        Activation::Selu => (-1.7581, UNBOUNDED),
        Activation::Gelu => (-0.17, UNBOUNDED),
        Activation::Silu => (-0.2785, UNBOUNDED),
    }
}

fn is_norm(layer: Option<&LayerConfig>) -> bool {
    matches!(layer, Some(LayerConfig::BatchNormalization(_)))
}

/// The Dense at `index`.
pub(super) fn dense(layers: &mut [LayerConfig], index: usize) -> Option<&mut DenseConfig> {
    match layers.get_mut(index) {
        Some(LayerConfig::Dense(dense)) => Some(dense),
        _ => None,
    }
}
