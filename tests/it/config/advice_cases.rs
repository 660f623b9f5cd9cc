//! Each advice and its neighbours of which nothing is said.

use descent::config::advice::{Advised, ColumnStats, TableFacts};
use descent::config::{
    Activation, ActivationConfig, BatchNormConfig, ColumnSchema, ColumnType, DenseConfig,
    DropoutConfig, ExperimentConfig, LayerConfig, Loss, Optimizer, Scaling, SgdConfig, TableSchema,
    Task,
};

/// 1000 rows of 20 inputs from -2 to 2 and a target of this mean; 3 classes.
pub fn table(task: Task, mean: f64) -> (TableSchema, Vec<Option<ColumnStats>>) {
    let column = |name: String, column_type: ColumnType, distinct: usize| ColumnSchema {
        name,
        column_type,
        set_aside: None,
        missing: 0,
        distinct,
        levels: Vec::new(),
    };
    let mut columns: Vec<_> =
        (0..20).map(|index| column(format!("x{index}"), ColumnType::Decimal, 900)).collect();
    columns.push(match task {
        Task::Regression => column("y".to_owned(), ColumnType::Decimal, 900),
        Task::BinaryClassification => column("y".to_owned(), ColumnType::Category, 2),
        Task::MulticlassClassification => column("y".to_owned(), ColumnType::Category, 3),
    });
    let spread = |mean: f64| {
        Some(ColumnStats { min: mean - 2.0, max: mean + 2.0, mean, standard_deviation: 1.0 })
    };
    let mut column_stats = vec![spread(0.0); 20];
    column_stats.push(if task == Task::Regression { spread(mean) } else { None });
    (TableSchema { rows: 1000, columns }, column_stats)
}

pub fn advice(experiment: &ExperimentConfig, mean: f64) -> Vec<Advised> {
    let (schema, column_stats) = table(experiment.data.task, mean);
    experiment.advice(&TableFacts { schema: &schema, inputs: None, column_stats: &column_stats })
}

pub fn dense(units: u32) -> LayerConfig {
    LayerConfig::Dense(DenseConfig::new(units, Activation::Relu))
}

pub fn linear(units: u32) -> LayerConfig {
    LayerConfig::Dense(DenseConfig::new(units, Activation::Linear))
}

pub fn activation(activation: Activation) -> LayerConfig {
    LayerConfig::Activation(ActivationConfig { activation })
}

pub fn dropout(rate: f64) -> LayerConfig {
    LayerConfig::Dropout(DropoutConfig { rate, seed: None })
}

pub fn norm() -> LayerConfig {
    LayerConfig::BatchNormalization(BatchNormConfig::default())
}

pub fn with(task: Task, layers: Vec<LayerConfig>) -> ExperimentConfig {
    let mut experiment = crate::support::experiment(task, 20, layers);
    experiment.data.scaling = Scaling::Standard;
    experiment.training.optimizer = Optimizer::ADAM;
    experiment.training.learning_rate = 0.001;
    experiment.training.batch_size = 32;
    experiment.training.epochs = 100;
    experiment
}

pub fn changed(
    task: Task,
    layers: Vec<LayerConfig>,
    change: impl FnOnce(&mut ExperimentConfig),
) -> ExperimentConfig {
    let mut experiment = with(task, layers);
    change(&mut experiment);
    experiment
}

pub const SGD: Optimizer = Optimizer::Sgd(SgdConfig { momentum: 0.0, nesterov: false });

/// What is said, in the order of the page: place, sentence, fixes.
pub fn said(advised: &[Advised]) -> Vec<String> {
    let one = |advised: &Advised| {
        let fixes: Vec<_> = advised.fixes.iter().map(|fix| fix.label.as_str()).collect();
        let sentence = advised.advice.sentence();
        format!("{:?}: {sentence} [{}]", advised.advice.place(), fixes.join(" | "))
    };
    advised.iter().map(one).collect()
}

/// An experiment, the mean of its target, and the beginning of each advice.
pub type Case = (&'static str, ExperimentConfig, f64, &'static [&'static str]);

#[allow(clippy::too_many_lines, reason = "a table")]
pub fn cases() -> Vec<Case> {
    use Activation::{Elu, Relu, Sigmoid, Softmax, Tanh};
    use Task::{
        BinaryClassification as Two, MulticlassClassification as Many, Regression as Number,
    };
    let output = |task, chosen| {
        changed(task, vec![dense(32)], |to| to.network.output_activation = Some(chosen))
    };
    let loss = |task, loss| changed(task, vec![dense(32)], |to| to.training.loss = loss);
    let both = |task, chosen, loss| {
        changed(task, vec![dense(32)], |to| {
            to.network.output_activation = Some(chosen);
            to.training.loss = loss;
        })
    };
    let scaled = |chosen, scaling| {
        changed(Number, vec![dense(32)], |to| {
            to.network.output_activation = Some(chosen);
            to.data.preparation.target_scaling = scaling;
        })
    };
    let rate = |optimizer, learning_rate, layers| {
        changed(Number, layers, |to| {
            to.training.optimizer = optimizer;
            to.training.learning_rate = learning_rate;
        })
    };
    let momentum = |momentum| Optimizer::Sgd(SgdConfig { momentum, nesterov: false });
    let batch = |rows, layers| changed(Number, layers, |to| to.training.batch_size = rows);
    vec![
        // What is fine.
        ("a plain network", with(Number, vec![dense(32)]), 0.0, &[]),
        ("of two classes", with(Two, vec![dense(32)]), 0.0, &[]),
        ("of three", with(Many, vec![dense(32)]), 0.0, &[]),
        ("a linear unit", with(Number, vec![]), 0.0, &[]),
        ("Dropout between", with(Number, vec![dense(32), dropout(0.3), dense(32)]), 0.0, &[]),
        // Softmax.
        (
            "softmax of one output",
            output(Number, Softmax),
            0.0,
            &["Output: The output is a softmax"],
        ),
        (
            "softmax of two classes' one output",
            output(Two, Softmax),
            0.0,
            &["Output: The output is a softmax"],
        ),
        ("softmax of three", output(Many, Softmax), 0.0, &[]),
        (
            "a block's softmax of one",
            with(Number, vec![LayerConfig::Dense(DenseConfig::new(1, Softmax))]),
            0.0,
            &["Block(0): Block 1 is a softmax"],
        ),
        (
            "a softmax block of one",
            with(Number, vec![dense(1), activation(Softmax)]),
            0.0,
            &["Block(1): Block 2 is a softmax"],
        ),
        ("a softmax block of eight", with(Number, vec![dense(8), activation(Softmax)]), 0.0, &[]),
        // Loss and output.
        (
            "squared error of a sigmoid",
            loss(Two, Loss::MeanSquaredError),
            0.0,
            &["Training: Mean squared error learns slowly through sigmoid"],
        ),
        (
            "squared error of a softmax",
            loss(Many, Loss::MeanSquaredError),
            0.0,
            &["Training: Mean squared error learns slowly through softmax"],
        ),
        (
            "squared error of scores",
            both(Two, Activation::Linear, Loss::MeanSquaredError),
            0.0,
            &[],
        ),
        (
            "cross-entropy of scores",
            output(Two, Activation::Linear),
            0.0,
            &["Output: Binary cross-entropy expects sigmoid from the output, not linear"],
        ),
        (
            "cross-entropy of tanh",
            output(Many, Tanh),
            0.0,
            &["Output: Categorical cross-entropy expects softmax"],
        ),
        (
            "sparse cross-entropy of sigmoids",
            both(Many, Sigmoid, Loss::SparseCategoricalCrossentropy),
            0.0,
            &["Output: Sparse"],
        ),
        ("hinge", loss(Two, Loss::Hinge), 0.0, &[]),
        ("hinge of tanh", both(Two, Tanh, Loss::Hinge), 0.0, &[]),
        (
            "hinge of a sigmoid",
            both(Two, Sigmoid, Loss::Hinge),
            0.0,
            &["Output: Hinge expects linear"],
        ),
        // The output's range; the target lies 2 about its mean.
        ("relu below zero", output(Number, Relu), 1.9, &["Output: The output's relu cannot reach"]),
        ("relu above zero", output(Number, Relu), 2.1, &[]),
        (
            "relu of a scaled target",
            scaled(Relu, Scaling::Standard),
            5.0,
            &["Output: The output's relu"],
        ),
        ("relu of a target from 0 to 1", scaled(Relu, Scaling::MinMax), 5.0, &[]),
        ("sigmoid of a target from 0 to 1", scaled(Sigmoid, Scaling::MinMax), 5.0, &[]),
        ("sigmoid beyond 1", output(Number, Sigmoid), 2.0, &["Output: The output's sigmoid"]),
        ("elu below -1", output(Number, Elu), 0.0, &["Output: The output's elu"]),
        ("elu above -1", output(Number, Elu), 1.0, &[]),
        // Straight lines.
        (
            "two Dense",
            with(Number, vec![linear(32), dense(32)]),
            0.0,
            &["Block(0): Blocks 1 and 2 (Dense)"],
        ),
        (
            "a Dense and the output",
            with(Number, vec![linear(32)]),
            0.0,
            &["Block(0): Block 1 (Dense) and the output"],
        ),
        (
            "Dropout and BatchNorm between",
            with(Number, vec![linear(32), dropout(0.2), norm(), dense(32)]),
            0.0,
            &["Block(0): Blocks 1 and 4"],
        ),
        (
            "linear between",
            with(Number, vec![linear(32), activation(Activation::Linear), dense(32)]),
            0.0,
            &["Block(0): Blocks 1 and 3"],
        ),
        (
            "an Activation between",
            with(Number, vec![linear(32), activation(Relu), dense(32)]),
            0.0,
            &[],
        ),
        (
            "three in a row",
            with(Number, vec![linear(32), linear(32), dense(32)]),
            0.0,
            &["Block(0): Blocks 1 and 2", "Block(1): Blocks 2 and 3"],
        ),
        // BatchNorm.
        (
            "a bias before it",
            with(Number, vec![linear(32), norm(), activation(Relu)]),
            0.0,
            &["Block(0): Block 1 (Dense) adds a bias"],
        ),
        ("a relu before it", with(Number, vec![dense(32), norm(), dense(32)]), 0.0, &[]),
        (
            "of one row",
            batch(1, vec![dense(32), norm()]),
            0.0,
            &["Block(1): Block 2 (BatchNorm) normalizes by the mean and variance of a single row"],
        ),
        (
            "of two rows, twice",
            batch(2, vec![dense(32), norm(), dense(32), norm()]),
            0.0,
            &["Block(1): Block 2 (BatchNorm) normalizes by the mean and variance of two rows"],
        ),
        ("of three rows", batch(3, vec![dense(32), norm()]), 0.0, &[]),
        (
            "behind much Dropout",
            with(Number, vec![dense(32), dropout(0.5), norm(), dense(32)]),
            0.0,
            &["Block(1): Block 3 (BatchNorm) stands behind a Dropout of 0.5"],
        ),
        (
            "behind Kaggle's Dropout",
            with(Number, vec![dense(32), dropout(0.3), norm(), dense(32)]),
            0.0,
            &[],
        ),
        // Dropout.
        (
            "0.8",
            with(Number, vec![dense(32), dropout(0.8), dense(32)]),
            0.0,
            &["Block(1): Block 2 (Dropout) with a rate of 0.8 lets through only one value in 5"],
        ),
        ("0.75", with(Number, vec![dense(32), dropout(0.75), dense(32)]), 0.0, &[]),
        (
            "right before a number",
            with(Number, vec![dense(32), dropout(0.2)]),
            0.0,
            &["Block(1): Block 2 (Dropout) stands right before the output, so"],
        ),
        ("of nothing", with(Number, vec![dense(32), dropout(0.0)]), 0.0, &[]),
        ("before a class, of many", with(Two, vec![dense(32), dropout(0.2)]), 0.0, &[]),
        (
            "before a class, of few",
            with(Two, vec![dense(16), dropout(0.2)]),
            0.0,
            &["Block(1): Block 2 (Dropout) stands right before the output and"],
        ),
        ("of 20 inputs", with(Number, vec![dropout(0.2), dense(32)]), 0.0, &[]),
        (
            "of few inputs",
            changed(Number, vec![dropout(0.2), dense(32)], |to| {
                to.data.ignored = (0..15).map(|index| format!("x{index}")).collect();
            }),
            0.0,
            &["Block(0): Block 1 (Dropout) hides a share of 0.2 of only 5 inputs"],
        ),
        // Capacity: 700 training rows.
        ("70,000 parameters", with(Number, vec![dense(3181)]), 0.0, &[]),
        (
            "70,004 parameters",
            with(Number, vec![dense(3182)]),
            0.0,
            &["Training: 70,005 parameters for 700 training rows, about 101 for each."],
        ),
        // Training.
        ("a batch of all", batch(700, vec![dense(32)]), 0.0, &[]),
        (
            "a batch of more",
            batch(701, vec![dense(32)]),
            0.0,
            &["Training: A batch of 701 is more than the 700 training rows"],
        ),
        ("SGD 1", rate(SGD, 1.0, vec![dense(32)]), 0.0, &[]),
        (
            "SGD 1.1",
            rate(SGD, 1.1, vec![dense(32)]),
            0.0,
            &["Training: A learning rate of 1.1 is very large for SGD"],
        ),
        ("SGD 0.1 with momentum", rate(momentum(0.9), 0.1, vec![dense(32)]), 0.0, &[]),
        (
            "SGD 0.2 with momentum",
            rate(momentum(0.9), 0.2, vec![dense(32)]),
            0.0,
            &["Training: A learning rate of 0.2"],
        ),
        ("Adam 0.1", rate(Optimizer::ADAM, 0.1, vec![dense(32)]), 0.0, &[]),
        (
            "Adam 0.2",
            rate(Optimizer::ADAM, 0.2, vec![dense(32)]),
            0.0,
            &["Training: A learning rate of 0.2 is very large for Adam"],
        ),
        ("Adagrad 0.2", rate(Optimizer::ADAGRAD, 0.2, vec![dense(32)]), 0.0, &[]),
        // The target.
        ("an MSE of 99", with(Number, vec![dense(32)]), 99.0, &[]),
        (
            "an MSE of 101",
            with(Number, vec![dense(32)]),
            101.0,
            &["Data: \"y\" is not scaled and about 101 in size"],
        ),
        (
            "an MSE of 101, scaled",
            changed(Number, vec![dense(32)], |to| {
                to.data.preparation.target_scaling = Scaling::Standard;
            }),
            101.0,
            &[],
        ),
        ("an MAE of 101", loss(Number, Loss::MeanAbsoluteError), 101.0, &[]),
        (
            "SGD's MSE of 20",
            rate(SGD, 0.01, vec![dense(32)]),
            -20.0,
            &["Data: \"y\" is not scaled and about 20 in size"],
        ),
        ("SGD's careful MSE of 20", rate(SGD, 0.001, vec![dense(32)]), -20.0, &[]),
        // 22 batches, 100 epochs, steps of 0.001: 2.2.
        ("a linear unit's 2.1", with(Number, vec![]), 2.1, &[]),
        (
            "a linear unit's 2.3",
            with(Number, vec![]),
            2.3,
            &["Data: \"y\" is 2.3 on average, but in all its steps the bias moves by 2.2 at most"],
        ),
        ("a linear unit's 2.3 by SGD", rate(SGD, 0.001, vec![]), 2.3, &[]),
    ]
}
