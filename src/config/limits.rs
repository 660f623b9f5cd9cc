//! One row per number a user can set: name, default, range, step.
//!
//! Fields, sliders and [`check`](crate::config::ExperimentConfig::check) read the
//! same rows, so what a field accepts is what the engine accepts.

use crate::config::ConfigError;
use crate::text::shown;
use crate::word;

/// The range of one setting.
///
/// Checked by `tests/it/config/check.rs`: every default lies within its range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    /// Its name in English; [`Limit::label`] is the one the user sees.
    pub name: &'static str,
    /// The value a new experiment starts with.
    pub default: f64,
    /// Smallest accepted value.
    pub min: f64,
    /// Largest accepted value.
    pub max: f64,
    /// The step of a field's arrows.
    pub step: f64,
    /// Whether only whole numbers are accepted.
    pub whole: bool,
}

impl Limit {
    const fn whole(name: &'static str, default: f64, min: f64, max: f64) -> Self {
        Self { name, default, min, max, step: 1.0, whole: true }
    }

    const fn real(name: &'static str, default: f64, min: f64, max: f64, step: f64) -> Self {
        Self { name, default, min, max, step, whole: false }
    }

    /// The name the user sees.
    pub fn label(&self) -> &'static str {
        shown(self.name)
    }

    /// Whether `value` is accepted.
    pub fn holds(&self, value: f64) -> bool {
        value >= self.min && value <= self.max && (!self.whole || value.fract() == 0.0)
    }

    /// # Errors
    /// [`ConfigError::OutOfRange`] with the range and what was received.
    pub fn check(&'static self, value: f64) -> Result<(), ConfigError> {
        if self.holds(value) {
            Ok(())
        } else {
            Err(ConfigError::OutOfRange { limit: self, received: value })
        }
    }
}

/// Units of a Dense block.
pub static UNITS: Limit = Limit::whole(word!("Units"), 32.0, 1.0, 4096.0);
/// Share of inputs a Dropout block sets to zero.
pub static RATE: Limit = Limit::real(word!("Rate"), 0.2, 0.0, 0.95, 0.05);
/// Weight of the old moving statistics in a `BatchNormalization` block.
pub static MOMENTUM: Limit = Limit::real(word!("Momentum"), 0.99, 0.0, 0.9999, 0.01);
/// Added to the variance in a `BatchNormalization` block.
pub static EPSILON: Limit = Limit::real(word!("Epsilon"), 0.001, 1e-7, 1.0, 0.001);
/// Step size of the optimizer.
pub static LEARNING_RATE: Limit = Limit::real(word!("Learning rate"), 0.001, 1e-6, 10.0, 0.001);
/// Momentum of SGD.
pub static SGD_MOMENTUM: Limit = Limit::real(word!("SGD momentum"), 0.0, 0.0, 0.999, 0.05);
/// Share of the old mean of the gradient that Adam keeps.
pub static BETA_1: Limit = Limit::real(word!("Beta 1"), 0.9, 0.0, 0.9999, 0.01);
/// Share of the old mean of the gradient's square that Adam keeps.
pub static BETA_2: Limit = Limit::real(word!("Beta 2"), 0.999, 0.0, 0.999_99, 0.001);
/// The same of `RMSprop`.
pub static RHO: Limit = Limit::real(word!("Rho"), 0.9, 0.0, 0.9999, 0.01);
/// Where Adagrad's sums of squares start.
pub static INITIAL_ACCUMULATOR: Limit =
    Limit::real(word!("Initial accumulator"), 0.1, 0.0, 1e6, 0.1);
/// Keeps an optimizer from dividing by 0.
pub static OPTIMIZER_EPSILON: Limit =
    Limit::real(word!("Optimizer epsilon"), 1e-7, 1e-10, 1.0, 1e-7);
/// Rows per update of the weights.
pub static BATCH_SIZE: Limit = Limit::whole(word!("Batch size"), 32.0, 1.0, 8192.0);
/// Passes over the training rows.
pub static EPOCHS: Limit = Limit::whole(word!("Epochs"), 100.0, 1.0, 1e9);
/// Epochs without improvement after which training stops.
pub static PATIENCE: Limit = Limit::whole(word!("Patience"), 20.0, 0.0, 1e9);
/// Smallest change of the validation loss that counts as improvement.
pub static MIN_DELTA: Limit = Limit::real(word!("Minimum delta"), 0.001, 0.0, 1e6, 0.001);
/// Percentage of the rows kept for validation.
pub static VALIDATION_PERCENT: Limit = Limit::whole(word!("Validation split"), 30.0, 5.0, 90.0);
/// Factor of the absolute weights in the loss.
pub static L1: Limit = Limit::real(word!("L1"), 0.0, 0.0, 10.0, 0.001);
/// Factor of the squared weights in the loss.
pub static L2: Limit = Limit::real(word!("L2"), 0.0, 0.0, 10.0, 0.001);
/// Where Huber turns from squared to absolute.
pub static HUBER_DELTA: Limit = Limit::real(word!("Delta"), 1.0, 1e-6, 1e6, 0.1);
/// What a step of `AdamW` takes off the weights, times the learning rate.
pub static WEIGHT_DECAY: Limit = Limit::real(word!("Weight decay"), 0.004, 0.0, 1.0, 0.001);
/// Largest norm of a variable's gradient.
pub static CLIP_NORM: Limit = Limit::real(word!("Clip norm"), 1.0, 1e-6, 1e6, 0.1);
/// Largest size of a gradient's element.
pub static CLIP_VALUE: Limit = Limit::real(word!("Clip value"), 0.5, 1e-6, 1e6, 0.1);
/// Updates in which a schedule falls once, or to its end.
pub static DECAY_STEPS: Limit = Limit::whole(word!("Decay steps"), 1_000.0, 1.0, 1e9);
/// What an exponential decay multiplies the learning rate by.
pub static DECAY_RATE: Limit = Limit::real(word!("Decay rate"), 0.9, 1e-6, 1.0, 0.01);
/// Where a cosine decay ends, as a share of its start.
pub static COSINE_ALPHA: Limit = Limit::real(word!("Final share"), 0.0, 0.0, 1.0, 0.01);
/// What a plateau multiplies the learning rate by.
pub static PLATEAU_FACTOR: Limit = Limit::real(word!("Factor"), 0.1, 0.001, 0.999, 0.1);
/// Epochs of a plateau before the learning rate falls.
pub static PLATEAU_PATIENCE: Limit = Limit::whole(word!("Plateau patience"), 10.0, 0.0, 10_000.0);
/// Smallest change that ends a plateau.
pub static PLATEAU_MIN_DELTA: Limit =
    Limit::real(word!("Plateau minimum delta"), 0.0001, 0.0, 1e6, 0.0001);
/// Epochs after a fall in which no plateau is counted.
pub static COOLDOWN: Limit = Limit::whole(word!("Cooldown"), 0.0, 0.0, 10_000.0);
/// Lowest learning rate that a plateau leads to.
pub static MIN_LEARNING_RATE: Limit =
    Limit::real(word!("Minimum learning rate"), 0.0, 0.0, 10.0, 0.0001);
/// The threshold above which a row is predicted as class 1.
pub static THRESHOLD: Limit = Limit::real(word!("Threshold"), 0.5, -1e6, 1e6, 0.05);
/// How much a class counts.
pub static CLASS_WEIGHT: Limit = Limit::real(word!("Class weight"), 1.0, 0.0, 1e6, 0.1);
/// What an epoch must beat before `wait` is reset.
pub static BASELINE: Limit = Limit::real(word!("Baseline"), 0.0, -1e12, 1e12, 0.1);
/// Epochs at the start in which early stopping watches nothing.
pub static START_FROM_EPOCH: Limit = Limit::whole(word!("Start from epoch"), 0.0, 0.0, 10_000.0);
/// The seed of the split, the initial weights, shuffling and dropout.
pub static SEED: Limit = Limit::whole(word!("Seed"), 42.0, 0.0, 4_294_967_295.0);
/// Deals the rows to the parts, apart from the seed of the start.
pub static SPLIT_SEED: Limit = Limit::whole(word!("Split seed"), 42.0, 0.0, 4_294_967_295.0);

/// Percentage of the rows kept for the test.
pub static TEST_PERCENT: Limit = Limit::whole(word!("Test split"), 0.0, 0.0, 50.0);
/// Most rows of the training part that are used.
pub static TRAINING_ROWS: Limit = Limit::whole(word!("Training rows"), 1_000.0, 2.0, 1e9);
/// Hidden layers of a sweep over the depth.
pub static DEPTH: Limit = Limit::whole(word!("Depth"), 2.0, 0.0, 20.0);
/// What a missing number becomes.
pub static FILL_VALUE: Limit = Limit::real(word!("Fill value"), 0.0, -1e9, 1e9, 1.0);
/// Percentage of the training rows below which a category is rare.
pub static RARE_PERCENT: Limit = Limit::real(word!("Rare below"), 0.0, 0.0, 50.0, 0.5);
/// Percentile at which numbers are clipped on either side.
pub static CLIP_PERCENT: Limit = Limit::real(word!("Clip percentile"), 0.0, 0.0, 25.0, 0.5);
/// The line of a file that holds the column names.
pub static HEADER_LINE: Limit = Limit::whole(word!("Line of the names"), 1.0, 1.0, 1e6);
/// One row of a file in this many is read.
pub static SAMPLE_EVERY: Limit = Limit::whole(word!("Read one row in"), 2.0, 1.0, 1e6);
/// Rows of a synthetic table.
pub static SYNTHETIC_ROWS: Limit = Limit::whole(word!("Points"), 500.0, 10.0, 100_000.0);
/// Standard deviation of the noise of a synthetic table.
pub static NOISE: Limit = Limit::real(word!("Noise"), 0.1, 0.0, 10.0, 0.05);
/// Highest power of a synthetic polynomial.
pub static DEGREE: Limit = Limit::whole(word!("Degree"), 3.0, 2.0, 9.0);
/// Classes of synthetic blobs.
pub static BLOBS: Limit = Limit::whole(word!("Classes"), 3.0, 2.0, 5.0);
/// Thousandths from the middle of the pad to a painted point.
pub static PAINTED: Limit = Limit::whole(word!("A painted point's place"), 0.0, -1000.0, 1000.0);

/// A weight that is set by hand.
pub static WEIGHT: Limit = Limit::real(word!("A weight"), 0.25, -1e6, 1e6, 0.01);

/// Every row above, for checks that walk them all.
pub static ALL: [&Limit; 50] = [
    &UNITS,
    &RATE,
    &MOMENTUM,
    &EPSILON,
    &LEARNING_RATE,
    &SGD_MOMENTUM,
    &BETA_1,
    &BETA_2,
    &RHO,
    &INITIAL_ACCUMULATOR,
    &OPTIMIZER_EPSILON,
    &BATCH_SIZE,
    &EPOCHS,
    &PATIENCE,
    &MIN_DELTA,
    &VALIDATION_PERCENT,
    &L1,
    &L2,
    &HUBER_DELTA,
    &WEIGHT_DECAY,
    &CLIP_NORM,
    &CLIP_VALUE,
    &DECAY_STEPS,
    &DECAY_RATE,
    &COSINE_ALPHA,
    &PLATEAU_FACTOR,
    &PLATEAU_PATIENCE,
    &PLATEAU_MIN_DELTA,
    &COOLDOWN,
    &MIN_LEARNING_RATE,
    &THRESHOLD,
    &CLASS_WEIGHT,
    &BASELINE,
    &START_FROM_EPOCH,
    &SEED,
    &SPLIT_SEED,
    &TEST_PERCENT,
    &TRAINING_ROWS,
    &DEPTH,
    &FILL_VALUE,
    &RARE_PERCENT,
    &CLIP_PERCENT,
    &HEADER_LINE,
    &SAMPLE_EVERY,
    &SYNTHETIC_ROWS,
    &NOISE,
    &DEGREE,
    &BLOBS,
    &PAINTED,
    &WEIGHT,
];

/// Blocks in a chain, input and output not counted.
pub const MAX_BLOCKS: usize = 30;
/// Runs of a sweep.
pub const MAX_SWEEP_RUNS: usize = 64;
/// Weights and biases of a network; above it training would exhaust a browser tab.
pub const MAX_PARAMETERS: u64 = 20_000_000;
/// Bytes of a checkpoint up to which a run is kept every two seconds.
pub const QUICK_CHECKPOINT_BYTES: usize = 8 * 1024 * 1024;
/// Bytes of a checkpoint up to which a run is kept at all: every ten seconds.
pub const MAX_CHECKPOINT_BYTES: usize = 64 * 1024 * 1024;
/// Training rows that are measured at the end of an epoch; of more, a fixed sample.
pub const MAX_MEASURED_ROWS: usize = 20_000;
/// Categories of a column that get an input of their own, and classes of a target.
pub const MAX_LEVELS: usize = 50;
/// Bytes of one row of a file.
pub const MAX_ROW_BYTES: usize = 64 * 1024 * 1024;
/// Distinct numbers of a column are counted up to this; it stands for more, too.
pub const COUNTED_DISTINCT: usize = 10_000;
/// Bytes that a table's cells may take; more would exhaust a browser tab.
pub const MAX_TABLE_BYTES: u64 = 1024 * 1024 * 1024;
/// Markers of the user's own that mean "no value".
pub const MAX_MISSING_MARKERS: usize = 20;
/// Points that can be set on the pad.
pub const MAX_PAINTED_POINTS: usize = 2_000;
/// Characters of a formula.
pub const MAX_FORMULA_CHARS: usize = 200;
/// Parentheses, signs and powers of a formula that lie within each other.
pub const MAX_FORMULA_DEPTH: usize = 40;
/// Columns of a table.
pub const MAX_COLUMNS: usize = 2_000;
/// Characters of a link's payload.
pub const MAX_LINK_CHARS: usize = 100_000;
/// Characters of a link that holds the rows of a file: what mail and chats pass on whole.
pub const MAX_LINK_CHARS_WITH_ROWS: usize = 4_096;
/// Bytes of a file whose rows a link may hold: some that many deflate to so few characters.
pub const MAX_LINKED_FILE_BYTES: usize = 32_768;
/// Bytes of an archive, unpacked.
pub const MAX_ARCHIVE_BYTES: u64 = 512 * 1024 * 1024;
/// Files of an archive.
pub const MAX_ARCHIVE_ENTRIES: usize = 4_096;
