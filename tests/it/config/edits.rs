//! Whatever the user does in whatever order, the network can run, and undo leads back.

use std::ops::Range;

use descent::config::{
    Activation, AdamWConfig, BatchNormConfig, CategoryEncoding, ClassWeights, Clipping, ColumnKind,
    ConfigError, DataSource, DenseConfig, DropoutConfig, ExperimentConfig, Imputer, Initializer,
    LayerConfig, LayerKind, Limit, Loss, Metric, Monitor, MonitorMode, Optimizer, Scaling,
    Schedule, SgdConfig, SplitMethod, TableSchema, Task, limits,
};
use descent::data::Part;
use descent::nn::losses::loss_input;
use descent::nn::{Float, Matrix, Mode, Network};
use descent::train::{BatchRows, Learner};
use descent::worker::codec;
use descent::workspace::undo::UndoStack;
use proptest::prelude::*;

use crate::support::random_matrix;
use crate::support::{proposed, schema, wine_schema as wine};

#[derive(Debug, Clone)]
enum Edit {
    Insert(usize, LayerKind),
    Remove(usize),
    Move(Range<usize>, usize),
    RemoveRange(Range<usize>),
    Duplicate(Range<usize>),
    /// A row of [`NUMBERS`], the block it is of, and where from its least to its most.
    Number(usize, usize, f64),
    /// A row of [`CHOICES`], the block it is of, and which one.
    Choice(usize, usize, usize),
    Undo,
    Redo,
}

fn range() -> impl Strategy<Value = Range<usize>> {
    (0..35_usize, 0..6_usize).prop_map(|(start, length)| start..start + length)
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let kind = prop::sample::select(LayerKind::ALL.to_vec());
    // Both ends, everything between, and above all small numbers.
    let share = prop_oneof![6 => 0.0..0.2_f64, 1 => Just(0.0), 1 => Just(1.0), 2 => 0.0..1.0_f64];
    let (number, choice) = (0..NUMBERS.len(), 0..CHOICES.len());
    let edit = prop_oneof![
        6 => (0..40_usize, kind).prop_map(|(slot, kind)| Edit::Insert(slot, kind)),
        2 => (0..40_usize).prop_map(Edit::Remove),
        3 => (range(), 0..40_usize).prop_map(|(range, slot)| Edit::Move(range, slot)),
        1 => range().prop_map(Edit::RemoveRange),
        2 => range().prop_map(Edit::Duplicate),
        8 => (number, 0..40_usize, share).prop_map(|(row, at, share)| Edit::Number(row, at, share)),
        8 => (choice, 0..40_usize, 0..60_usize).prop_map(|(row, at, pick)| Edit::Choice(row, at, pick)),
        3 => Just(Edit::Undo),
        2 => Just(Edit::Redo),
    ];
    prop::collection::vec(edit, 0..90)
}

fn block(experiment: &mut ExperimentConfig, at: usize) -> Option<&mut LayerConfig> {
    let blocks = experiment.network.layers.len();
    (blocks > 0).then(|| &mut experiment.network.layers[at % blocks])
}

fn dense(e: &mut ExperimentConfig, at: usize, change: impl FnOnce(&mut DenseConfig)) {
    if let Some(LayerConfig::Dense(dense)) = block(e, at) {
        change(dense);
    }
}

fn norm(e: &mut ExperimentConfig, at: usize, change: impl FnOnce(&mut BatchNormConfig)) {
    if let Some(LayerConfig::BatchNormalization(norm)) = block(e, at) {
        change(norm);
    }
}

fn dropout(e: &mut ExperimentConfig, at: usize, change: impl FnOnce(&mut DropoutConfig)) {
    if let Some(LayerConfig::Dropout(dropout)) = block(e, at) {
        change(dropout);
    }
}

type SetNumber = fn(&mut ExperimentConfig, usize, f64);

/// Every number of network and training, and those of the data that both know.
static NUMBERS: [(&Limit, SetNumber); 33] = [
    (&limits::UNITS, |e, at, n| dense(e, at, |dense| dense.units = n as u32)),
    (&limits::L1, |e, at, n| dense(e, at, |dense| dense.kernel_regularizer.l1 = n)),
    (&limits::L2, |e, at, n| dense(e, at, |dense| dense.kernel_regularizer.l2 = n)),
    (&limits::RATE, |e, at, n| dropout(e, at, |dropout| dropout.rate = n)),
    (&limits::SEED, |e, at, n| dropout(e, at, |dropout| dropout.seed = Some(n as u32))),
    (&limits::MOMENTUM, |e, at, n| norm(e, at, |norm| norm.momentum = n)),
    (&limits::EPSILON, |e, at, n| norm(e, at, |norm| norm.epsilon = n)),
    (&limits::LEARNING_RATE, |e, _, n| e.training.learning_rate = n),
    (&limits::SGD_MOMENTUM, |e, at, momentum| {
        e.training.optimizer = Optimizer::Sgd(SgdConfig { momentum, nesterov: at % 2 == 0 });
    }),
    (&limits::WEIGHT_DECAY, |e, _, weight_decay| {
        e.training.optimizer = Optimizer::AdamW(AdamWConfig { weight_decay });
    }),
    (&limits::CLIP_NORM, |e, _, n| e.training.clipping = Clipping::Norm(n)),
    (&limits::CLIP_VALUE, |e, _, n| e.training.clipping = Clipping::Value(n)),
    (&limits::DECAY_STEPS, |e, _, n| match &mut e.training.schedule {
        Schedule::ExponentialDecay(decay) => decay.decay_steps = n as u32,
        Schedule::CosineDecay(decay) => decay.decay_steps = n as u32,
        _ => {}
    }),
    (&limits::DECAY_RATE, |e, _, n| {
        if let Schedule::ExponentialDecay(decay) = &mut e.training.schedule {
            decay.decay_rate = n;
        }
    }),
    (&limits::COSINE_ALPHA, |e, _, n| {
        if let Schedule::CosineDecay(decay) = &mut e.training.schedule {
            decay.alpha = n;
        }
    }),
    (&limits::PLATEAU_FACTOR, |e, _, n| {
        if let Schedule::ReduceOnPlateau(plateau) = &mut e.training.schedule {
            plateau.factor = n;
        }
    }),
    (&limits::COOLDOWN, |e, _, n| {
        if let Schedule::ReduceOnPlateau(plateau) = &mut e.training.schedule {
            plateau.cooldown = n as u32;
        }
    }),
    (&limits::MIN_LEARNING_RATE, |e, _, n| {
        if let Schedule::ReduceOnPlateau(plateau) = &mut e.training.schedule {
            plateau.min_learning_rate = n;
        }
    }),
    (&limits::HUBER_DELTA, |e, _, delta| {
        if e.data.task == Task::Regression {
            e.training.loss = Loss::Huber { delta };
        }
    }),
    (&limits::BATCH_SIZE, |e, _, n| e.training.batch_size = n as u32),
    (&limits::EPOCHS, |e, _, n| e.training.epochs = n as u32),
    (&limits::PATIENCE, |e, _, n| e.training.stopping.patience = n as u32),
    (&limits::MIN_DELTA, |e, _, n| e.training.stopping.min_delta = n),
    (&limits::BASELINE, |e, _, n| e.training.stopping.baseline = Some(n)),
    (&limits::START_FROM_EPOCH, |e, _, n| e.training.stopping.start_from_epoch = n as u32),
    (&limits::THRESHOLD, |e, _, n| e.training.threshold = Some(n)),
    (&limits::CLASS_WEIGHT, |e, at, n| {
        e.training.class_weights = ClassWeights::Given(vec![n; at % 4]);
    }),
    (&limits::VALIDATION_PERCENT, |e, _, n| e.data.validation_percent = n as u32),
    (&limits::TEST_PERCENT, |e, _, n| e.data.split.test_percent = n as u32),
    (&limits::TRAINING_ROWS, |e, _, n| e.data.split.training_rows = Some(n as u32)),
    (&limits::RARE_PERCENT, |e, _, n| e.data.preparation.rare_percent = n),
    (&limits::CLIP_PERCENT, |e, _, n| {
        e.data.preparation.columns.entry("pH".to_owned()).or_default().clip_percent = n;
    }),
    (&limits::SEED, |e, _, n| e.seed = n as u32),
];

fn pick<T: Clone>(all: &[T], which: usize) -> T {
    all[which % all.len()].clone()
}

type Choose = fn(&mut ExperimentConfig, usize, usize);

static CHOICES: [Choose; 26] = [
    |e, at, n| dense(e, at, |dense| dense.activation = pick(&Activation::ALL, n)),
    |e, at, n| dense(e, at, |dense| dense.use_bias = n % 2 == 0),
    |e, at, n| dense(e, at, |dense| dense.kernel_initializer = pick(&Initializer::ALL, n)),
    |e, at, n| dense(e, at, |dense| dense.bias_initializer = pick(&Initializer::ALL, n)),
    |e, at, n| {
        if let Some(LayerConfig::Activation(block)) = block(e, at) {
            block.activation = pick(&Activation::ALL, n);
        }
    },
    |e, at, _| dropout(e, at, |dropout| dropout.seed = None),
    |e, at, n| norm(e, at, |norm| norm.center = n % 2 == 0),
    |e, at, n| norm(e, at, |norm| norm.scale = n % 2 == 0),
    |e, _, n| e.network.output_activation = Activation::ALL.get(n % 13).copied(),
    |e, _, n| e.network.output_activation = Activation::ALL.get(n % 13).copied(),
    |e, _, n| e.training.loss = pick(Loss::for_task(e.data.task), n),
    |e, _, n| e.training.optimizer = pick(&Optimizer::ALL, n),
    |e, _, n| e.training.schedule = pick(&Schedule::all(), n),
    |e, _, n| e.training.shuffle = n % 2 == 0,
    |e, _, n| e.training.class_weights = pick(&[ClassWeights::None, ClassWeights::Balanced], n),
    |e, _, n| {
        // Bit by bit which metrics are measured; what is not cannot be watched.
        let measured = Metric::ALL.into_iter().enumerate().filter(|(bit, _)| n >> bit & 1 == 1);
        e.training.metrics = measured.map(|(_, metric)| metric).collect();
        e.set_task(e.data.task);
    },
    |e, _, n| {
        let metric = pick(&e.training.measured(e.data.task), n / 4);
        let monitors =
            [Monitor::Loss, Monitor::ValLoss, Monitor::Metric(metric), Monitor::ValMetric(metric)];
        e.training.stopping.monitor = pick(&monitors, n);
    },
    |e, _, n| {
        let modes = [MonitorMode::Auto, MonitorMode::Min, MonitorMode::Max];
        e.training.stopping.mode = pick(&modes, n);
    },
    |e, _, n| {
        e.training.early_stopping = n % 2 == 0;
        e.training.stopping.restore_best_weights = n % 3 == 0;
    },
    |e, _, n| e.set_target(&pick(&schema_of(e).columns, n).name, &schema_of(e)),
    |e, _, n| {
        let (task, schema) = (pick(&Task::ALL, n), schema_of(e));
        if schema.column(&e.data.target).is_some_and(|column| column.allows(task)) {
            e.set_task(task);
        }
    },
    |e, at, n| e.set_ignored(&pick(&schema_of(e).columns, n).name, at % 2 == 0),
    |e, _, n| e.data.scaling = pick(&Scaling::ALL, n),
    |e, at, n| {
        e.data.preparation.imputer = pick(&Imputer::ALL, n);
        e.data.preparation.encoding = pick(&CategoryEncoding::ALL, at);
        e.data.preparation.target_scaling = pick(&Scaling::ALL, at);
    },
    |e, at, n| {
        let column = schema_of(e).columns[0].name.clone();
        let ways = [SplitMethod::Shuffled, SplitMethod::InOrder, SplitMethod::Grouped { column }];
        e.data.split.method = pick(&ways, n);
        e.data.split.stratify = at % 2 == 0;
    },
    |e, _, n| {
        let id = pick(&["red-wine", "places"], n);
        let source = DataSource::Gallery { id: id.to_owned() };
        *e = e.with_table(
            id,
            source.clone(),
            &schema_of(&ExperimentConfig {
                data: descent::config::DataConfig { source, ..e.data.clone() },
                ..e.clone()
            }),
        );
    },
];

/// The table that the experiment speaks of: two are known.
fn schema_of(experiment: &ExperimentConfig) -> TableSchema {
    use ColumnKind::{Numeric, Text};
    match &experiment.data.source {
        DataSource::Gallery { id } if id == "places" => schema(
            120,
            &[("size", Numeric, 30), ("kind", Text, 2), ("region", Text, 4), ("sold", Numeric, 2)],
        ),
        _ => wine(),
    }
}

fn apply(edit: &Edit, experiment: &mut ExperimentConfig, undo: &mut UndoStack<ExperimentConfig>) {
    let before = experiment.clone();
    match edit {
        Edit::Insert(slot, kind) => {
            experiment.network.insert(*slot, LayerConfig::new(*kind));
        }
        Edit::Remove(index) => {
            experiment.network.remove(*index);
        }
        Edit::Move(range, slot) => {
            experiment.network.move_range(range.clone(), *slot);
        }
        Edit::RemoveRange(range) => {
            experiment.network.remove_range(range.clone());
        }
        Edit::Duplicate(range) => {
            experiment.network.duplicate(range.clone());
        }
        Edit::Number(row, at, share) => {
            let (limit, set) = NUMBERS[*row];
            let number = limit.min + share.powi(3) * (limit.max - limit.min);
            set(experiment, *at, if limit.whole { number.round() } else { number });
        }
        Edit::Choice(row, at, which) => CHOICES[*row](experiment, *at, *which),
        Edit::Undo => {
            if let Some((past, _)) = undo.undo(before) {
                *experiment = past;
            }
            return;
        }
        Edit::Redo => {
            if let Some((future, _)) = undo.redo(before) {
                *experiment = future;
            }
            return;
        }
    }
    if *experiment != before {
        undo.record(before, experiment, "Edited", None);
    }
}

/// What only a table or a tab can forbid, and what the page says in a sentence while the
/// network stands as it is.
fn may_be_asked_for(problem: &ConfigError) -> bool {
    matches!(
        problem,
        ConfigError::TooManyParameters { .. }
            | ConfigError::NoFeatures
            | ConfigError::NothingToTrainOn { .. }
    )
}

/// Larger ones are checked, not run, for time.
const MAX_PARAMETERS_RUN: u64 = 300_000;

/// One step of training and one prediction; whether it was run.
fn run(experiment: &ExperimentConfig, schema: &TableSchema) -> bool {
    let (inputs, output) = (experiment.inputs(schema), experiment.output(schema));
    let parameters = experiment.network.parameters(inputs as u64, output);
    if inputs == 0 || parameters > MAX_PARAMETERS_RUN {
        return false;
    }
    let (loss, rows) = (experiment.training.loss, 3);
    let outputs = output.units as usize;
    let targets = match (experiment.data.task, loss) {
        (Task::MulticlassClassification, Loss::SparseCategoricalCrossentropy) => {
            Matrix::from_fn(rows, 1, |row, _| (row % outputs) as Float)
        }
        (Task::MulticlassClassification, _) => {
            Matrix::from_fn(
                rows,
                outputs,
                |row, class| {
                    if row % outputs == class { 1.0 } else { 0.0 }
                },
            )
        }
        (Task::BinaryClassification, _) => Matrix::from_fn(rows, 1, |row, _| (row % 2) as Float),
        (Task::Regression, _) => random_matrix(rows, 1, 3),
    };
    let part = Part { inputs: random_matrix(rows, inputs, 2), targets };
    let raw = loss_input(loss, output.activation);
    let network = Network::new(&experiment.network, inputs, output, raw, experiment.seed);
    let built = network.variables().map(|(_, numbers)| numbers.len());
    assert_eq!(built.sum::<usize>() as u64, parameters);
    let mut learner = Learner::new(&experiment.training, network, vec![0.5; rows]);
    learner.step(&part, BatchRows::All, experiment.training.learning_rate);
    let said = learner.network_mut().forward(part.inputs.view(), Mode::Inference);
    assert_eq!((said.rows(), said.cols()), (rows, outputs));
    true
}

proptest! {
    #[test]
    fn any_edit_sequence_leaves_a_runnable_network(edits in edits()) {
        let start = proposed(&wine());
        let (mut experiment, mut undo) = (start.clone(), UndoStack::default());
        for edit in &edits {
            apply(edit, &mut experiment, &mut undo);
            prop_assert!(experiment.network.check().is_empty(), "{edit:?}");
            let problems = experiment.check(&schema_of(&experiment)).err().unwrap_or_default();
            prop_assert!(problems.iter().all(may_be_asked_for), "{edit:?}: {problems:?}");
        }
        run(&experiment, &schema_of(&experiment));

        let end = codec::encode(&experiment);
        let mut steps = 0;
        while let Some((before, _)) = undo.undo(experiment.clone()) {
            experiment = before;
            steps += 1;
        }
        prop_assert_eq!(codec::encode(&experiment), codec::encode(&start));
        for _ in 0..steps {
            experiment = undo.redo(experiment.clone()).expect("what was undone").0;
        }
        prop_assert_eq!(codec::encode(&experiment), end);
    }
}

/// The property says something: most sequences end in a network that is run.
#[test]
fn most_edit_sequences_end_in_a_network_that_is_run() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let strategy = edits();
    let run = (0..100)
        .filter(|_| {
            let edits = strategy.new_tree(&mut runner).expect("a sequence").current();
            let (mut experiment, mut undo) = (proposed(&wine()), UndoStack::default());
            for edit in &edits {
                apply(edit, &mut experiment, &mut undo);
            }
            run(&experiment, &schema_of(&experiment))
        })
        .count();
    assert!(run >= 80, "{run} of 100");
}
