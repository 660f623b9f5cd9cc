//! The values of a setting that a sweep goes through.

use super::setting::SweptSetting;
use crate::config::{DropoutConfig, ExperimentConfig, LayerConfig, LayerKind, Limit, limits};

/// How many starts a repeat has.
pub const STARTS: u32 = 5;
/// Learning rates in steps of half a decade.
const RATES: [f64; 15] =
    [1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1.0, 3.0, 10.0];
/// How far below and above the present one a learning rate lies.
const RATES_AROUND: (f64, f64) = (0.01, 10.0);
/// How far a batch size lies from the present one, as a factor.
const BATCHES_AROUND: u32 = 8;
/// What the units of every Dense block are multiplied by.
const WIDTHS: [f64; 5] = [0.25, 0.5, 1.0, 2.0, 4.0];
/// Rates of Dropout.
const DROPOUTS: [f64; 6] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5];
/// Hidden layers.
const DEPTHS: [u32; 5] = [0, 1, 2, 3, 4];
/// The training rows are divided by these: equally far apart on a log axis, as few rows differ
/// by more.
const PARTS: [usize; 5] = [16, 8, 4, 2, 1];

/// A value of a setting.
#[derive(Debug, Clone, PartialEq)]
pub struct SweptValue {
    /// What it is called, "0.003" in every language; the units of several blocks are "16-8".
    pub name: String,
    /// Where it stands on an axis, if it is one number.
    pub number: Option<f64>,
    change: Change,
}

/// What a value makes of an experiment.
#[derive(Debug, Clone, PartialEq)]
enum Change {
    None,
    Seed(u32),
    LearningRate(f64),
    BatchSize(u32),
    /// Times the units of every Dense block.
    Width(f64),
    Units(u32),
    Depth(usize),
    Dropout(f64),
    TrainingRows(Option<u32>),
}

impl SweptValue {
    fn of(number: f64, change: Change) -> Self {
        Self { name: number.to_string(), number: Some(number), change }
    }

    /// The experiment with this value.
    pub fn apply(&self, present: &ExperimentConfig) -> ExperimentConfig {
        let mut to = present.clone();
        match self.change {
            Change::None => {}
            Change::Seed(seed) => to.seed = seed,
            Change::LearningRate(rate) => to.training.learning_rate = rate,
            Change::BatchSize(size) => to.training.batch_size = size,
            Change::Width(factor) => set_units(&mut to, |units| scaled(units, factor)),
            Change::Units(wanted) => set_units(&mut to, |_| wanted),
            Change::Depth(depth) => to.network = to.network.with_depth(depth),
            Change::Dropout(rate) => set_dropout(&mut to, rate),
            Change::TrainingRows(rows) => to.data.split.training_rows = rows,
        }
        to
    }
}

impl SweptSetting {
    /// The values that are suggested, from the smallest to the largest, the present one among
    /// them and no two that come to the same.
    ///
    /// `rows` are those that could be trained on: a batch of more is a batch of all of them.
    /// Values lie within their limits. A sweep keeps the seed, so that the setting is the only
    /// difference; a repeat changes the seed alone, which also draws a new split.
    ///
    /// Checked by `tests/it/config/sweep.rs`.
    pub fn values(self, present: &ExperimentConfig, rows: usize) -> Vec<SweptValue> {
        let all = match self {
            Self::Seed => (0..STARTS)
                .map(|step| present.seed.wrapping_add(step))
                .map(|seed| SweptValue::of(f64::from(seed), Change::Seed(seed)))
                .collect(),
            Self::LearningRate => learning_rates(present),
            Self::BatchSize => batch_sizes(present, rows),
            Self::Units => WIDTHS.into_iter().map(|factor| width(present, factor)).collect(),
            Self::Depth => depths(present),
            Self::Dropout => dropouts(present),
            Self::TrainingRows => training_rows(present, rows),
        };
        distinct(present, all)
    }

    /// The values that these numbers are, from the smallest to the largest, without those that
    /// come to the same.
    ///
    /// Checked by `tests/it/config/sweep_values.rs`.
    pub fn values_of(
        self,
        numbers: &[f64],
        present: &ExperimentConfig,
        rows: usize,
    ) -> Vec<SweptValue> {
        let mut numbers = numbers.to_vec();
        numbers.sort_unstable_by(f64::total_cmp);
        let value = |number: f64| {
            let change = match self {
                Self::Seed => Change::Seed(number as u32),
                Self::LearningRate => Change::LearningRate(number),
                Self::BatchSize => Change::BatchSize(number as u32),
                Self::Units => Change::Units(number as u32),
                Self::Depth => Change::Depth(number as usize),
                Self::Dropout => Change::Dropout(number),
                Self::TrainingRows => rows_used(present, number as usize, rows),
            };
            SweptValue::of(number, change)
        };
        distinct(present, numbers.into_iter().map(value).collect())
    }
}

/// The first of those that make the same experiment.
fn distinct(present: &ExperimentConfig, all: Vec<SweptValue>) -> Vec<SweptValue> {
    let mut made = Vec::new();
    let mut kept = Vec::new();
    for value in all {
        let experiment = value.apply(present);
        if !made.contains(&experiment) {
            made.push(experiment);
            kept.push(value);
        }
    }
    kept
}

/// Values in order, with the present one in its place.
fn around(values: impl Iterator<Item = f64>, present: f64, limit: &Limit) -> Vec<f64> {
    let mut values: Vec<_> = values.filter(|value| limit.holds(*value)).collect();
    if !values.contains(&present) {
        let at = values.partition_point(|value| *value < present);
        values.insert(at, present);
    }
    values
}

fn learning_rates(present: &ExperimentConfig) -> Vec<SweptValue> {
    // A present rate of 0.001 reaches 0.00001, however its hundredth is rounded.
    const SLACK: f64 = 1.001;
    let rate = present.training.learning_rate;
    let (low, high) = (rate * RATES_AROUND.0 / SLACK, rate * RATES_AROUND.1 * SLACK);
    let rates = RATES.into_iter().filter(|value| *value >= low && *value <= high);
    let rates = around(rates, rate, &limits::LEARNING_RATE).into_iter();
    rates.map(|rate| SweptValue::of(rate, Change::LearningRate(rate))).collect()
}

fn batch_sizes(present: &ExperimentConfig, rows: usize) -> Vec<SweptValue> {
    let size = present.training.batch_size;
    let (low, high) = (size / BATCHES_AROUND, size.saturating_mul(BATCHES_AROUND));
    let powers = (0..u32::BITS - 1).map(|power| 1_u32 << power);
    // The smallest that holds all rows stands for all that do.
    let sizes = powers.filter(|value| {
        *value >= low && *value <= high && (*value as usize) < rows.saturating_mul(2)
    });
    let sizes = around(sizes.map(f64::from), f64::from(size), &limits::BATCH_SIZE).into_iter();
    sizes.map(|size| SweptValue::of(size, Change::BatchSize(size as u32))).collect()
}

fn depths(present: &ExperimentConfig) -> Vec<SweptValue> {
    let depth = present.network.depth() as f64;
    // A network may be deeper than any that is suggested.
    let depths = around(DEPTHS.into_iter().map(f64::from), depth, &limits::DEPTH).into_iter();
    depths.map(|depth| SweptValue::of(depth, Change::Depth(depth as usize))).collect()
}

fn training_rows(present: &ExperimentConfig, rows: usize) -> Vec<SweptValue> {
    let counts = PARTS.into_iter().map(|part| rows / part).filter(|count| *count > 0);
    let used = present.data.split.training_rows.map_or(rows, |most| rows.min(most as usize));
    let counts = around(counts.map(|count| count as f64), used as f64, &limits::TRAINING_ROWS);
    let value = |count: f64| SweptValue::of(count, rows_used(present, count as usize, rows));
    counts.into_iter().map(value).collect()
}

/// All that there are is no number of rows but all.
fn rows_used(present: &ExperimentConfig, count: usize, rows: usize) -> Change {
    let is_all = |most: Option<u32>| most.is_none_or(|most| most as usize >= rows);
    match present.data.split.training_rows {
        own if count >= rows && is_all(own) => Change::None,
        _ if count >= rows => Change::TrainingRows(None),
        _ => Change::TrainingRows(Some(count as u32)),
    }
}

fn set_units(to: &mut ExperimentConfig, units: impl Fn(u32) -> u32) {
    for layer in &mut to.network.layers {
        if let LayerConfig::Dense(dense) = layer {
            dense.units = units(dense.units);
        }
    }
}

fn scaled(units: u32, factor: f64) -> u32 {
    let wanted = (f64::from(units) * factor).round();
    wanted.clamp(limits::UNITS.min, limits::UNITS.max) as u32
}

fn width(present: &ExperimentConfig, factor: f64) -> SweptValue {
    let units: Vec<_> = present
        .network
        .layers
        .iter()
        .filter_map(|layer| match layer {
            LayerConfig::Dense(dense) => Some(scaled(dense.units, factor)),
            _ => None,
        })
        .collect();
    let names: Vec<_> = units.iter().map(u32::to_string).collect();
    let number = match units[..] {
        [one] => Some(f64::from(one)),
        _ => None,
    };
    SweptValue { name: names.join("-"), number, change: Change::Width(factor) }
}

fn dropouts(present: &ExperimentConfig) -> Vec<SweptValue> {
    let value = |rate: f64| SweptValue::of(rate, Change::Dropout(rate));
    let rates: Vec<_> = present.network.dropout_rates().collect();
    match rates.as_slice() {
        [] => DROPOUTS.into_iter().map(value).collect(),
        [first, others @ ..] if others.iter().all(|rate| rate == first) => {
            let rates = around(DROPOUTS.into_iter(), *first, &limits::RATE);
            rates.into_iter().map(value).collect()
        }
        mixed => {
            let names: Vec<_> = mixed.iter().map(f64::to_string).collect();
            let own = SweptValue { name: names.join("-"), number: None, change: Change::None };
            std::iter::once(own).chain(DROPOUTS.into_iter().map(value)).collect()
        }
    }
}

/// Sets the rate of all Dropout blocks; where there is none, they come behind the hidden layers.
fn set_dropout(to: &mut ExperimentConfig, rate: f64) {
    let mut has_any = false;
    for layer in &mut to.network.layers {
        if let LayerConfig::Dropout(dropout) = layer {
            dropout.rate = rate;
            has_any = true;
        }
    }
    if has_any || rate <= 0.0 {
        return;
    }
    let blocks = to.network.layers.len();
    to.add_dropout(rate);
    // Where every place is an unwise one, the last is what was asked for.
    let has_dense = to.network.layers.iter().any(|layer| layer.kind() == LayerKind::Dense);
    if to.network.layers.len() == blocks && has_dense {
        to.network.layers.push(LayerConfig::Dropout(DropoutConfig { rate, seed: None }));
    }
}
