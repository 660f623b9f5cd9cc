//! What several tests share: seeded matrices, single layers, small experiments, a hash.

use std::path::Path;

use descent::config::{
    Activation, ActivationConfig, BatchNormConfig, CheckedExperiment, ColumnKind, ColumnSchema,
    ColumnType, DataConfig, DataSource, DenseConfig, DropoutConfig, EarlyStopping,
    ExperimentConfig, LayerConfig, Loss, NetworkConfig, Optimizer, ReadingConfig, Scaling,
    SetAside, SgdConfig, TableSchema, Task, TrainingConfig, limits,
};
use descent::data::{Dataset, Part, Table, import};
use descent::nn::random::{Stream, generator, uniform};
use descent::nn::{
    Float, Layer, LossInput, Matrix, Mode, Network, ParameterStore, View, losses, narrow,
};
use descent::text::{Catalogue, speak};
use descent::train::{EpochReport, Figures};

/// A matrix of these rows.
pub fn matrix<const R: usize, const C: usize>(rows: [[Float; C]; R]) -> Matrix {
    Matrix::from_fn(R, C, |row, col| rows[row][col])
}

/// A copy without the padding.
pub fn copy(view: View<'_>) -> Matrix {
    Matrix::from_fn(view.rows(), view.cols(), |row, col| view.row(row)[col])
}

/// All numbers, row by row.
pub fn numbers(matrix: &Matrix) -> Vec<Float> {
    matrix.view().iter_rows().flatten().copied().collect()
}

/// `of(number)` at every place.
pub fn map(matrix: &Matrix, of: impl Fn(Float) -> Float) -> Matrix {
    Matrix::from_fn(matrix.rows(), matrix.cols(), |row, col| of(matrix.row(row)[col]))
}

/// Numbers from -1 to 1, always the same for a seed.
pub fn random_matrix(rows: usize, columns: usize, seed: u32) -> Matrix {
    let mut rng = generator(seed, Stream::Split);
    Matrix::from_fn(rows, columns, |_, _| narrow(2.0 * uniform(&mut rng) - 1.0))
}

/// A layer with a store of its own.
pub struct Alone {
    pub layer: Box<dyn Layer>,
    pub store: ParameterStore,
}

impl Alone {
    pub fn new<L: Layer + 'static>(make: impl FnOnce(&mut ParameterStore) -> L) -> Self {
        let mut store = ParameterStore::default();
        Self { layer: Box::new(make(&mut store)), store }
    }

    pub fn forward(&mut self, x: &Matrix, mode: Mode) -> Matrix {
        let mut y = Matrix::zeros(x.rows(), self.layer.units_after(x.cols()));
        self.layer.forward(&mut self.store, x.view(), y.view_mut(), mode);
        y
    }

    /// `dx`, for a `y` that [`Alone::forward`] gave.
    pub fn backward(&mut self, x: &Matrix, y: &Matrix, upstream: &Matrix) -> Matrix {
        let (mut dy, mut dx) = (upstream.clone(), Matrix::zeros(x.rows(), x.cols()));
        let dx_view = Some(dx.view_mut());
        self.layer.backward(&mut self.store, x.view(), y.view(), dy.view_mut(), dx_view);
        dx
    }

    /// The numbers of a variable, by its name without the block's index.
    pub fn get(&self, name: &str) -> Vec<Float> {
        get(&self.store, &format!("0/{name}"))
    }

    pub fn set(&mut self, name: &str, numbers: &[Float]) {
        set(&mut self.store, &format!("0/{name}"), numbers);
    }
}

/// The numbers of a variable.
pub fn get(store: &ParameterStore, name: &str) -> Vec<Float> {
    let named = store.named().iter().find(|named| named.name == name).expect("a variable");
    store.view(named).iter_rows().flatten().copied().collect()
}

/// Sets the numbers of a variable.
pub fn set(store: &mut ParameterStore, name: &str, numbers: &[Float]) {
    let named = store.named().iter().find(|named| named.name == name).expect("a variable");
    let named = named.clone();
    store.set(&named, numbers);
}

/// The gradient of a trainable variable.
pub fn gradient_of(store: &ParameterStore, name: &str) -> Vec<Float> {
    let named = store.named().iter().find(|named| named.name == name).expect("a variable");
    named.variable.view(&store.gradients).iter_rows().flatten().copied().collect()
}

/// The names of all trainable variables.
pub fn trainable(store: &ParameterStore) -> Vec<String> {
    let named = store.named().iter().filter(|named| named.trainable);
    named.map(|named| named.name.clone()).collect()
}

/// The sum of a loss over rows, and the gradient of its mean.
pub fn evaluate(loss: Loss, kind: LossInput, raw: &Matrix, targets: &Matrix) -> (f64, Matrix) {
    let mut gradient = Matrix::zeros(raw.rows(), raw.cols());
    let sum = losses::evaluate(loss, kind, raw.view(), targets.view(), &[], gradient.view_mut());
    (sum, gradient)
}

/// What a network says to rows.
pub fn predict(network: &mut Network, x: &Matrix) -> Matrix {
    copy(network.predict(x.view()))
}

/// All numbers of a network.
pub fn weights(network: &Network) -> descent::nn::Weights {
    let mut weights = descent::nn::Weights::default();
    network.copy_weights(&mut weights);
    weights
}

/// FNV-1a over bytes.
pub fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A dataset of its own, without a file behind it.
pub fn dataset(training: Part, validation: Part) -> Dataset {
    let input_names = (0..training.inputs.cols()).map(|i| format!("x{i}")).collect();
    Dataset::of_parts(training, validation, input_names, Vec::new())
}

/// Inputs from -1 to 1, targets from a function of the row.
pub fn part(
    rows: usize,
    inputs: usize,
    seed: u32,
    target: impl Fn(&[Float]) -> Vec<Float>,
) -> Part {
    let inputs = random_matrix(rows, inputs, seed);
    let rows: Vec<Vec<Float>> = inputs.view().iter_rows().map(target).collect();
    let targets = Matrix::from_fn(rows.len(), rows[0].len(), |row, col| rows[row][col]);
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
            scaling: Scaling::None,
            ..DataConfig::new(DataSource::Gallery { id: "test".to_owned() }, "y", task)
        },
        network: NetworkConfig::new(layers),
        training: TrainingConfig {
            learning_rate: 0.05,
            batch_size: 16,
            epochs: 20,
            early_stopping: false,
            optimizer: sgd(0.0),
            stopping: EarlyStopping { min_delta: 0.0, patience: 3, ..EarlyStopping::default() },
            ..TrainingConfig::for_task(task)
        },
        seed: 42 + inputs as u32,
    }
}

/// The experiment, checked against a table that suits it.
pub fn checked(experiment: &ExperimentConfig, inputs: usize) -> CheckedExperiment {
    checked_for(experiment, inputs, 3)
}

/// The same with a number of classes, where it has several.
pub fn checked_for(
    experiment: &ExperimentConfig,
    inputs: usize,
    classes: usize,
) -> CheckedExperiment {
    let (column_type, distinct) = match experiment.data.task {
        Task::Regression => (ColumnType::Decimal, 100),
        Task::BinaryClassification => (ColumnType::Decimal, 2),
        Task::MulticlassClassification => (ColumnType::Category, classes),
    };
    let levels = |distinct: usize| (0..distinct).map(|level| format!("class {level}")).collect();
    let column = |name: String, column_type: ColumnType, distinct: usize| ColumnSchema {
        name,
        column_type,
        set_aside: None,
        missing: 0,
        distinct,
        levels: if column_type == ColumnType::Category { levels(distinct) } else { Vec::new() },
    };
    let mut columns: Vec<_> =
        (0..inputs).map(|i| column(format!("x{i}"), ColumnType::Decimal, 100)).collect();
    columns.push(column("y".to_owned(), column_type, distinct));
    experiment.check(&TableSchema { rows: 100, columns }).expect("a sound experiment")
}

/// A Dense block.
pub fn dense(units: u32, activation: Activation) -> LayerConfig {
    LayerConfig::Dense(DenseConfig::new(units, activation))
}

/// An Activation block.
pub fn activation(activation: Activation) -> LayerConfig {
    LayerConfig::Activation(ActivationConfig { activation })
}

/// A Dropout block.
pub fn dropout(rate: f64) -> LayerConfig {
    LayerConfig::Dropout(DropoutConfig { rate, seed: None })
}

/// A `BatchNormalization` block.
pub fn batch_norm(momentum: f64) -> LayerConfig {
    LayerConfig::BatchNormalization(BatchNormConfig { momentum, ..BatchNormConfig::default() })
}

/// SGD with momentum.
pub fn sgd(momentum: f64) -> Optimizer {
    Optimizer::Sgd(SgdConfig { momentum, nesterov: false })
}

/// Holds a file that is made from others to what it would be made today; `make gallery`
/// (`WRITE_GALLERY=1`) writes it.
pub fn committed(path: &str, made: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("WRITE_GALLERY").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, made).unwrap();
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(found == made, "{path} is not what it would be made today; run `make gallery`");
}

/// An epoch's report with losses `[loss, val_loss, logged_loss]` and one metric.
pub fn report(epoch: u32, losses: [f64; 3], metric: [f64; 2]) -> EpochReport {
    let [loss, val_loss, logged_loss] = losses;
    let figures = Figures {
        loss,
        val_loss,
        logged_loss,
        metrics: vec![metric[0]],
        val_metrics: vec![metric[1]],
    };
    EpochReport { epoch, figures, learning_rate: 0.001, best_epoch: epoch, wait: 0 }
}

/// A table of `rows` rows with one column per `(name, kind, distinct)`.
pub fn schema(rows: usize, columns: &[(&str, ColumnKind, usize)]) -> TableSchema {
    let columns = columns
        .iter()
        .map(|(name, kind, distinct)| ColumnSchema {
            name: (*name).to_owned(),
            column_type: match kind {
                ColumnKind::Numeric => ColumnType::Decimal,
                ColumnKind::Text => ColumnType::Category,
            },
            set_aside: (*kind == ColumnKind::Text && *distinct > limits::MAX_LEVELS)
                .then_some(SetAside::FreeText),
            missing: 0,
            distinct: *distinct,
            levels: if *distinct <= limits::MAX_LEVELS {
                (0..*distinct).map(|level| format!("{level:02}")).collect()
            } else {
                Vec::new()
            },
        })
        .collect();
    TableSchema { rows, columns }
}

/// Numbers, a text of three words, and a score to predict.
pub fn wine_schema() -> TableSchema {
    use ColumnKind::{Numeric, Text};
    schema(
        1599,
        &[
            ("alcohol", Numeric, 65),
            ("pH", Numeric, 89),
            ("colour", Text, 3),
            ("quality", Numeric, 6),
        ],
    )
}

/// The proposed experiment on a table.
pub fn proposed(schema: &TableSchema) -> ExperimentConfig {
    let source = DataSource::Gallery { id: "red-wine".to_owned() };
    ExperimentConfig::propose("Wine", source, schema)
}

/// The table of a file.
pub fn table(text: &str) -> Table {
    import(text.as_bytes(), &ReadingConfig::default()).expect("a file that can be read").table
}

/// The proposed experiment on `table` with the last column as its target and all others
/// as inputs, changed by `edit`.
pub fn experiment_on(table: &Table, edit: impl FnOnce(&mut ExperimentConfig)) -> CheckedExperiment {
    let source = DataSource::File { name: "test.csv".into(), columns: Vec::new() };
    let mut config = ExperimentConfig::propose("Test", source, table.schema());
    let target = table.schema().columns.last().map(|column| column.name.clone());
    config.set_target(&target.expect("a column"), table.schema());
    config.data.ignored.clear();
    edit(&mut config);
    config.check(table.schema()).expect("an experiment that can run")
}

/// What `f` gives in German.
pub fn in_german<T>(f: impl FnOnce() -> T) -> T {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("assets/languages/de.po")).unwrap();
    speak(Some(Catalogue::read(&text).unwrap().kept()));
    let found = f();
    speak(None);
    found
}
