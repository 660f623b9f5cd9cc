//! What several tests share: seeded matrices, small experiments, a hash of bits.

use descent::config::{
    Activation, CheckedExperiment, ColumnKind, ColumnSchema, DataConfig, DataSource, EarlyStopping,
    ExperimentConfig, LayerConfig, NetworkConfig, Optimizer, Scaling, TableSchema, Task,
    TrainingConfig,
};
use descent::data::{Dataset, Part, RowCounts};
use descent::nn::random::{Stream, generator, uniform};
use descent::nn::{Float, narrow};
use ndarray::Array2;

/// Numbers from -1 to 1, always the same for a seed.
pub fn random_matrix(rows: usize, columns: usize, seed: u32) -> Array2<Float> {
    let mut rng = generator(seed, Stream::Split);
    Array2::from_shape_simple_fn((rows, columns), || narrow(2.0 * uniform(&mut rng) - 1.0))
}

/// Numbers of any sign and of very different size.
pub fn wild_matrix(rows: usize, columns: usize, seed: u32) -> Array2<Float> {
    let mut rng = generator(seed, Stream::Split);
    Array2::from_shape_simple_fn((rows, columns), || {
        let sign = uniform(&mut rng) - 0.5;
        narrow(sign * 10_f64.powf(6.0 * uniform(&mut rng) - 3.0))
    })
}

/// FNV-1a over bytes.
pub fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A dataset of its own, without a file behind it.
pub fn dataset(training: Part, validation: Part) -> Dataset {
    let (rows, held_out) = (training.inputs.nrows(), validation.inputs.nrows());
    let counts = RowCounts {
        read: rows + held_out,
        dropped: 0,
        imputed: 0,
        training: rows,
        validation: held_out,
    };
    let input_names = (0..training.inputs.ncols()).map(|i| format!("x{i}")).collect();
    Dataset { training, validation, counts, input_names, class_names: Vec::new() }
}

/// Inputs from -1 to 1, targets from a function of the row.
pub fn part(
    rows: usize,
    inputs: usize,
    seed: u32,
    target: impl Fn(&[Float]) -> Vec<Float>,
) -> Part {
    let inputs = random_matrix(rows, inputs, seed);
    let targets: Vec<Vec<Float>> =
        inputs.rows().into_iter().map(|row| target(&row.to_vec())).collect();
    let outputs = targets[0].len();
    let targets =
        Array2::from_shape_vec((rows, outputs), targets.concat()).expect("rows of equal length");
    Part { inputs, targets }
}

/// Three classes that a small network can tell apart.
pub fn three_classes(row: &[Float]) -> Vec<Float> {
    let class = if row[0] * row[1] > 0.1 {
        0
    } else if row[0] > row[1] {
        1
    } else {
        2
    };
    (0..3).map(|index| if index == class { 1.0 } else { 0.0 }).collect()
}

/// An experiment with `inputs` numeric columns and a target for `task`; multi-class has
/// three classes. Early stopping is off.
pub fn experiment(task: Task, inputs: usize, layers: Vec<LayerConfig>) -> ExperimentConfig {
    ExperimentConfig {
        title: String::new(),
        data: DataConfig {
            source: DataSource::Gallery { id: "test".to_owned() },
            target: "y".to_owned(),
            task,
            ignored: Vec::new(),
            validation_percent: 30,
            scaling: Scaling::None,
        },
        network: NetworkConfig { layers },
        training: TrainingConfig {
            learning_rate: 0.05,
            batch_size: 16,
            epochs: 20,
            early_stopping: false,
            optimizer: Optimizer::Sgd { momentum: 0.0 },
            stopping: EarlyStopping { min_delta: 0.0, patience: 3, restore_best_weights: true },
            ..TrainingConfig::for_task(task)
        },
        seed: 42 + inputs as u32,
    }
}

/// The experiment, checked against a table that suits it.
pub fn checked(experiment: &ExperimentConfig, inputs: usize) -> CheckedExperiment {
    let (kind, distinct) = match experiment.data.task {
        Task::Regression => (ColumnKind::Numeric, 100),
        Task::BinaryClassification => (ColumnKind::Numeric, 2),
        Task::MulticlassClassification => (ColumnKind::Text, 3),
    };
    let levels = |distinct: usize| (0..distinct).map(|level| format!("class {level}")).collect();
    let column = |name: String, kind: ColumnKind, distinct: usize| ColumnSchema {
        name,
        kind,
        missing: 0,
        distinct,
        levels: if kind == ColumnKind::Text { levels(distinct) } else { Vec::new() },
    };
    let mut columns: Vec<_> =
        (0..inputs).map(|i| column(format!("x{i}"), ColumnKind::Numeric, 100)).collect();
    columns.push(column("y".to_owned(), kind, distinct));
    experiment.check(&TableSchema { rows: 100, columns }).expect("a sound experiment")
}

/// A Dense block.
pub fn dense(units: u32, activation: Activation) -> LayerConfig {
    LayerConfig::Dense { units, activation }
}
