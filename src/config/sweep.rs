//! What a repeat or a sweep trains: experiments that differ in one setting.

use serde::{Deserialize, Serialize};

use crate::config::{DropoutConfig, ExperimentConfig, LayerConfig, LayerKind, Limit, limits};

/// The setting that varies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SweptSetting {
    /// The same experiment from five starts.
    Seed,
    /// A sweep over the learning rate.
    #[default]
    LearningRate,
    /// A sweep over the batch size.
    BatchSize,
    /// A sweep over the units of all Dense blocks.
    Units,
    /// A sweep over the rate of all Dropout blocks.
    Dropout,
}

/// One experiment of a repeat or a sweep.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Variant {
    /// What sets it apart, "0.003".
    pub name: String,
    /// Whether it is the experiment that the others were derived from.
    pub is_present: bool,
    pub experiment: ExperimentConfig,
}

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

impl SweptSetting {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::Seed, Self::LearningRate, Self::BatchSize, Self::Units, Self::Dropout];

    /// What it is called on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Seed => "Seed",
            Self::LearningRate => limits::LEARNING_RATE.name,
            Self::BatchSize => limits::BATCH_SIZE.name,
            Self::Units => limits::UNITS.name,
            Self::Dropout => "Dropout",
        }
    }

    /// The experiments, from the smallest value to the largest, the present one among them
    /// and no two alike; one alone where there is nothing to vary.
    ///
    /// `rows` are those that are trained on: a batch of more is a batch of all of them. Values
    /// lie within their limits. A sweep keeps the seed, so that the setting is the only
    /// difference; a repeat changes the seed alone, which also draws a new split.
    ///
    /// Checked by `tests/it/config/sweep.rs`.
    pub fn variants(self, present: &ExperimentConfig, rows: usize) -> Vec<Variant> {
        let all = match self {
            Self::Seed => (0..STARTS).map(|step| with_seed(present, step)).collect(),
            Self::LearningRate => learning_rates(present),
            Self::BatchSize => batch_sizes(present, rows),
            Self::Units => WIDTHS.into_iter().map(|width| with_units(present, width)).collect(),
            Self::Dropout => dropouts(present),
        };
        let mut variants = Vec::<Variant>::new();
        for (name, experiment) in all {
            if variants.iter().all(|known| known.experiment != experiment) {
                let is_present = experiment == *present;
                variants.push(Variant { name, is_present, experiment });
            }
        }
        variants
    }

    /// Why there is nothing to vary.
    pub fn nothing(self) -> &'static str {
        match self {
            Self::Units => "The network has no Dense block whose units could vary; add one.",
            Self::Dropout => {
                "The network has no hidden layer that Dropout could follow; add a Dense block."
            }
            Self::Seed | Self::LearningRate | Self::BatchSize => "No other value can be trained.",
        }
    }
}

type Named = (String, ExperimentConfig);

fn with(
    present: &ExperimentConfig,
    change: impl FnOnce(&mut ExperimentConfig),
) -> ExperimentConfig {
    let mut changed = present.clone();
    change(&mut changed);
    changed
}

fn with_seed(present: &ExperimentConfig, step: u32) -> Named {
    let seed = present.seed.wrapping_add(step);
    (seed.to_string(), with(present, |to| to.seed = seed))
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

fn learning_rates(present: &ExperimentConfig) -> Vec<Named> {
    // A present rate of 0.001 reaches 0.00001, however its hundredth is rounded.
    const SLACK: f64 = 1.001;
    let rate = present.training.learning_rate;
    let (low, high) = (rate * RATES_AROUND.0 / SLACK, rate * RATES_AROUND.1 * SLACK);
    let rates = RATES.into_iter().filter(|value| *value >= low && *value <= high);
    around(rates, rate, &limits::LEARNING_RATE)
        .into_iter()
        .map(|rate| (rate.to_string(), with(present, |to| to.training.learning_rate = rate)))
        .collect()
}

fn batch_sizes(present: &ExperimentConfig, rows: usize) -> Vec<Named> {
    let size = present.training.batch_size;
    let (low, high) = (size / BATCHES_AROUND, size.saturating_mul(BATCHES_AROUND));
    let powers = (0..u32::BITS - 1).map(|power| 1_u32 << power);
    // The smallest that holds all rows stands for all that do.
    let sizes = powers.filter(|value| {
        *value >= low && *value <= high && (*value as usize) < rows.saturating_mul(2)
    });
    around(sizes.map(f64::from), f64::from(size), &limits::BATCH_SIZE)
        .into_iter()
        .map(|size| (size.to_string(), with(present, |to| to.training.batch_size = size as u32)))
        .collect()
}

fn with_units(present: &ExperimentConfig, width: f64) -> Named {
    let mut units = Vec::new();
    let experiment = with(present, |to| {
        for layer in &mut to.network.layers {
            if let LayerConfig::Dense(dense) = layer {
                let wanted = (f64::from(dense.units) * width).round();
                dense.units = wanted.clamp(limits::UNITS.min, limits::UNITS.max) as u32;
                units.push(dense.units.to_string());
            }
        }
    });
    (units.join("-"), experiment)
}

fn dropouts(present: &ExperimentConfig) -> Vec<Named> {
    let rates: Vec<_> = present.network.dropout_rates().collect();
    let [first, others @ ..] = rates.as_slice() else {
        let rates = DROPOUTS.into_iter();
        return rates.map(|rate| (rate.to_string(), with_dropout(present, rate))).collect();
    };
    let alike = |rate: f64| {
        let set = with(present, |to| {
            for layer in &mut to.network.layers {
                if let LayerConfig::Dropout(dropout) = layer {
                    dropout.rate = rate;
                }
            }
        });
        (rate.to_string(), set)
    };
    if others.iter().all(|rate| rate == first) {
        let rates = around(DROPOUTS.into_iter(), *first, &limits::RATE);
        return rates.into_iter().map(alike).collect();
    }
    let mixed = rates.iter().map(f64::to_string).collect::<Vec<_>>().join("-");
    std::iter::once((mixed, present.clone())).chain(DROPOUTS.into_iter().map(alike)).collect()
}

/// Of a network without Dropout.
fn with_dropout(present: &ExperimentConfig, rate: f64) -> ExperimentConfig {
    with(present, |to| {
        if rate > 0.0 {
            to.add_dropout(rate);
        }
        // Where every place is an unwise one, the last is what was asked for.
        let has_dense = to.network.layers.iter().any(|layer| layer.kind() == LayerKind::Dense);
        if rate > 0.0 && *to == *present && has_dense {
            to.network.layers.push(LayerConfig::Dropout(DropoutConfig { rate, seed: None }));
        }
    })
}
