//! What a network computes, in words: against the network itself.

use descent::config::{
    Activation, BatchNormConfig, DenseConfig, DropoutConfig, LayerConfig, Loss, ReadingConfig,
    Scaling, Task,
};
use descent::data::{Dataset, Encoder, Scaler, gallery, import};
use descent::nn::{Float, Network, narrow, widen};
use descent::train::{Trainer, explain};

use crate::support::{checked, dataset, experiment, part, predict, set};

/// The network of a run before its first epoch, with numbers by their names.
fn lines(
    task: Task,
    inputs: usize,
    layers: Vec<LayerConfig>,
    numbers: &[(&str, &[Float])],
) -> Vec<String> {
    let experiment = checked(&experiment(task, inputs, layers), inputs);
    let outputs = experiment.output().units as usize;
    let rows = |seed| part(4, inputs, seed, |_| vec![0.0; outputs]);
    let mut trainer = Trainer::new(&experiment, dataset(rows(1), rows(2)));
    for (name, numbers) in numbers {
        set(trainer.network_mut().store_mut(), name, numbers);
    }
    explain(&experiment, trainer.dataset(), Some(trainer.learner().network()))
}

fn dense(units: u32, activation: Activation) -> LayerConfig {
    LayerConfig::Dense(DenseConfig::new(units, activation))
}

#[test]
fn a_linear_unit_is_a_sum() {
    let numbers: &[(&str, &[Float])] = &[("0/kernel", &[0.31, -0.12]), ("0/bias", &[5.6])];
    let said = lines(Task::Regression, 2, vec![], numbers);
    assert_eq!(said, ["y = 0.31 × x0 − 0.12 × x1 + 5.6"]);
    let said = lines(Task::BinaryClassification, 2, vec![], numbers);
    assert_eq!(said, ["P(y = 1) = sigmoid(0.31 × x0 − 0.12 × x1 + 5.6)"]);
    let said = lines(
        Task::MulticlassClassification,
        1,
        vec![],
        &[("0/kernel", &[1.0, -2.0, 0.5]), ("0/bias", &[0.0, 0.1, -0.2])],
    );
    let classes = "[P(y = 1), P(y = 1), P(y = 1)] = softmax(s1, s2, s3)";
    let sums = ["s1 = 1 × x0 + 0", "s2 = −2 × x0 + 0.1", "s3 = 0.5 × x0 − 0.2"];
    assert_eq!(said, [sums[0], sums[1], sums[2], classes]);
}

#[test]
fn hidden_layers_have_lines_of_their_own() {
    let layers = vec![
        dense(2, Activation::Relu),
        LayerConfig::Dropout(DropoutConfig { rate: 0.25, seed: None }),
        LayerConfig::BatchNormalization(BatchNormConfig::default()),
        LayerConfig::Activation(descent::config::ActivationConfig { activation: Activation::Tanh }),
    ];
    let numbers: &[(&str, &[Float])] = &[
        ("0/kernel", &[0.5, -1.5]),
        ("0/bias", &[0.25, 0.0]),
        ("2/gamma", &[1.5, 1.0]),
        ("2/beta", &[0.0, -0.5]),
        ("2/moving_mean", &[0.5, -2.0]),
        ("2/moving_variance", &[4.0, 1.0]),
        ("4/kernel", &[3.0, -1.0]),
        ("4/bias", &[0.125]),
    ];
    let said = lines(Task::Regression, 1, layers, numbers);
    assert_eq!(
        said,
        [
            "h1 = relu(0.5 × x0 + 0.25)",
            "h2 = relu(−1.5 × x0 + 0)",
            "Dropout 0.25: while training each value is 0 with probability 0.25, else divided by 0.75; a prediction drops nothing",
            "n1.1 = 1.5 × (h1 − 0.5) / √(4 + 0.001) + 0",
            "n1.2 = 1 × (h2 + 2) / √(1 + 0.001) − 0.5",
            "y = 3 × tanh(n1.1) − 1 × tanh(n1.2) + 0.125",
        ]
    );
}

#[test]
fn a_larger_network_is_told_layer_by_layer() {
    let layers = vec![
        dense(512, Activation::Relu),
        LayerConfig::Dropout(DropoutConfig { rate: 0.3, seed: None }),
        LayerConfig::BatchNormalization(BatchNormConfig {
            scale: false,
            ..BatchNormConfig::default()
        }),
        LayerConfig::Dense(DenseConfig {
            use_bias: false,
            ..DenseConfig::new(8, Activation::Linear)
        }),
        LayerConfig::Activation(descent::config::ActivationConfig { activation: Activation::Elu }),
    ];
    let said = lines(Task::BinaryClassification, 14, layers, &[]);
    assert_eq!(
        said,
        [
            "x = [x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, …]    14 inputs",
            "h1 = relu(W1 x + b1)    W1: 512 × 14, b1: 512",
            "Dropout 0.3: while training each value is 0 with probability 0.3, else divided by 0.7; a prediction drops nothing",
            "h2 = (h1 − μ) / √(σ² + 0.001) + β    β, μ, σ²: 512 each; μ and σ² are the moving mean and variance",
            "h3 = W2 h2    W2: 8 × 512",
            "h4 = elu(h3)",
            "P(y = 1) = sigmoid(W3 h4 + b3)    W3: 1 × 8, b3: 1",
        ]
    );
}

/// Cereals: their prepared rows, and a run of an epoch on them.
fn cereals(target_scaling: Scaling) -> (Trainer, Vec<String>) {
    let set = gallery::find("cereals").unwrap();
    let table = import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    let mut experiment = gallery::experiment(set);
    experiment.data.preparation.target_scaling = target_scaling;
    experiment.training.loss = Loss::MeanSquaredError;
    let checked = experiment.check(table.schema()).unwrap();
    let mut trainer = Trainer::new(&checked, Dataset::prepare(&table, &checked).unwrap());
    trainer.work(&mut || true);
    let said = explain(&checked, trainer.dataset(), Some(trainer.learner().network()));
    (trainer, said)
}

/// The sum of a line, for a row of inputs: signs, weights and names as they are written.
fn sum(line: &str, names: &[String], row: &[Float]) -> f64 {
    let (_, right) = line.split_once(" = ").unwrap();
    let text = right.replace(" − ", " \n−").replace(" + ", " \n");
    let number =
        |text: &str| text.trim().replace('−', "-").replace(',', "").parse::<f64>().unwrap();
    text.lines()
        .map(|term| match term.split_once(" × ") {
            Some((weight, name)) => {
                let input = names.iter().position(|other| other == name.trim()).unwrap();
                number(weight) * widen(row[input])
            }
            None => number(term),
        })
        .sum()
}

#[test]
fn the_equation_gives_the_networks_prediction() {
    let (mut trainer, said) = cereals(Scaling::None);
    let inputs = trainer.dataset().training.inputs.clone();
    let facts = trainer.dataset().facts().input_names.clone();
    // Numbers are scaled; the words of "mfr" are inputs of 0 and 1.
    let mark = |name: &String| if name.contains('=') { name.clone() } else { format!("z({name})") };
    let names: Vec<String> = facts.iter().map(mark).collect();
    let network: &mut Network = trainer.network_mut();
    let predicted = predict(network, &inputs);
    for row in 0..inputs.rows() {
        let told = sum(&said[0], &names, inputs.row(row));
        let known = widen(predicted.row(row)[0]);
        // Three digits of some ten weights.
        assert!((told - known).abs() < 0.01 * known.abs() + 1.0, "{told}, not {known}");
        assert!(narrow(told).is_finite());
    }
    assert!(said[0].starts_with("calories = "), "{}", said[0]);
    assert_eq!(said.len(), 3);
    assert!(said[2].starts_with("z(…): less the mean"), "{}", said[2]);
}

#[test]
fn a_linear_unit_in_the_columns_own_units() {
    for target_scaling in [Scaling::None, Scaling::Standard] {
        let (mut trainer, said) = cereals(target_scaling);
        let inputs = trainer.dataset().training.inputs.clone();
        let names = trainer.dataset().facts().input_names.clone();
        let scalers: Vec<Scaler> = trainer
            .dataset()
            .columns
            .iter()
            .flat_map(|column| match &column.encoder {
                Encoder::Number(number) => vec![number.scaler],
                Encoder::OneHot(one_hot) => vec![Scaler::NONE; one_hot.width()],
                other => panic!("cereals have no {other:?}"),
            })
            .collect();
        let target = trainer.dataset().target_scaler;
        let line = said[1].strip_prefix("In the columns' own units: ").expect("it is said");
        assert!(line.starts_with("calories = "), "{line}");
        let predicted = predict(trainer.network_mut(), &inputs);
        for row in 0..inputs.rows() {
            let raw = inputs.row(row).iter().zip(&scalers);
            let raw: Vec<Float> =
                raw.map(|(value, scaler)| narrow(scaler.inverse(widen(*value)))).collect();
            let told = sum(line, &names, &raw);
            let known = target.inverse(widen(predicted.row(row)[0]));
            assert!((told - known).abs() < 0.02 * known.abs() + 2.0, "{told}, not {known}");
        }
    }
    // What is not scaled is in its own units already, and hidden layers are no one sum.
    let plain = lines(Task::Regression, 2, vec![], &[]);
    let hidden = lines(Task::Regression, 2, vec![dense(1, Activation::Relu)], &[]);
    assert!(!plain.iter().chain(&hidden).any(|line| line.contains("own units")));
}

#[test]
fn a_scaled_target_is_told_the_way_back() {
    let (trainer, said) = cereals(Scaling::Standard);
    let scaler = trainer.dataset().target_scaler;
    assert!(said[0].starts_with("z(calories) = "), "{}", said[0]);
    let (scale, offset) = (scaler.scale.round(), scaler.offset.round());
    // The mean of all calories is 149, their standard deviation 62.
    assert!((100.0..200.0).contains(&offset) && (40.0..90.0).contains(&scale));
    assert!(said[2].starts_with("calories = "), "{}", said[2]);
    assert!(said[2].contains(" × z(calories) + 1"), "{}", said[2]);
}
