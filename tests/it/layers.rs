//! One contract for all layers, and the numbers of each.

use descent::config::{Activation, LayerConfig, NetworkConfig, OutputConfig};
use descent::nn::initializers::glorot_uniform;
use descent::nn::layers::{BatchNorm, Dense, Dropout, activate};
use descent::nn::random::{Stream, generator};
use descent::nn::{Float, Layer, Mode, Network, narrow, widen};
use ndarray::{Array2, array, s};

use crate::support::{dense, random_matrix};

const TOLERANCE: Float = if size_of::<Float>() == 4 { 1e-6 } else { 1e-13 };

fn assert_close(ours: &Array2<Float>, expected: &Array2<Float>) {
    assert_eq!(ours.dim(), expected.dim());
    for (ours, expected) in ours.iter().zip(expected) {
        assert!((ours - expected).abs() <= TOLERANCE, "{ours}, not {expected}");
    }
}

const LINEAR_OUTPUT: OutputConfig = OutputConfig { units: 2, activation: Activation::Linear };

fn network(layers: Vec<LayerConfig>, seed: u32) -> Network {
    Network::new(&NetworkConfig { layers }, 4, LINEAR_OUTPUT, seed)
}

/// Every block of the palette.
fn blocks() -> Vec<LayerConfig> {
    let mut blocks: Vec<_> = Activation::HIDDEN.map(|function| dense(3, function)).to_vec();
    blocks.extend(Activation::HIDDEN.map(|activation| LayerConfig::Activation { activation }));
    blocks.push(LayerConfig::Dropout { rate: 0.5 });
    blocks.push(LayerConfig::BatchNormalization { momentum: 0.9, epsilon: 1e-3 });
    blocks
}

#[test]
fn every_block_keeps_the_contract() {
    for block in blocks() {
        let config = NetworkConfig { layers: vec![block.clone()] };
        let mut network = network(vec![block.clone()], 3);
        let x = random_matrix(9, 4, 1);

        // Parameters as the page counts them.
        let weights = network.weights();
        let count: usize =
            weights.parameters.iter().chain(&weights.statistics).map(Array2::len).sum();
        assert_eq!(count as u64, config.parameters(4, LINEAR_OUTPUT), "{block:?}");

        // Shapes, both ways; a training step leaves something behind for inference.
        let raw = network.forward(x.clone(), Mode::Training);
        assert_eq!(raw.dim(), (9, 2));
        assert_eq!(network.backward(random_matrix(9, 2, 2)).dim(), (9, 4));
        for param in network.params_mut() {
            assert_eq!(param.value.dim(), param.gradient.dim());
        }

        // Inference is a function of the row alone, and changes nothing.
        let before = network.weights();
        let all = network.forward(x.clone(), Mode::Inference);
        for row in 0..9 {
            let alone = network.forward(x.slice(s![row..=row, ..]).to_owned(), Mode::Inference);
            assert_eq!(alone.row(0), all.row(row), "{block:?}");
        }
        assert_eq!(network.weights(), before);

        // Weights travel.
        let mut other = self::network(vec![block.clone()], 4);
        other.restore(&before);
        assert_eq!(other.forward(x, Mode::Inference), all, "{block:?}");
    }
}

#[test]
#[should_panic(expected = "backward follows a forward in training mode")]
fn backward_needs_a_training_forward() {
    let mut network = network(vec![dense(3, Activation::Tanh)], 3);
    network.forward(random_matrix(2, 4, 1), Mode::Training);
    network.forward(random_matrix(2, 4, 1), Mode::Inference);
    network.backward(random_matrix(2, 2, 1));
}

#[test]
fn all_finite_sees_every_number() {
    let batch_norm = LayerConfig::BatchNormalization { momentum: 0.9, epsilon: 1e-3 };
    let start = network(vec![dense(3, Activation::Relu), batch_norm.clone()], 3).weights();
    for bad in [Float::NAN, Float::INFINITY] {
        for index in 0..start.parameters.len() + start.statistics.len() {
            let mut weights = start.clone();
            let mut all = weights.parameters.iter_mut().chain(&mut weights.statistics);
            all.nth(index).unwrap()[[0, 1]] = bad;
            let mut network = network(vec![dense(3, Activation::Relu), batch_norm.clone()], 3);
            assert!(network.all_finite());
            network.restore(&weights);
            assert!(!network.all_finite(), "{index}");
        }
    }
}

#[test]
fn the_seed_sets_the_weights_and_other_blocks_do_not() {
    let plain = vec![dense(3, Activation::Relu), dense(3, Activation::Tanh)];
    let mut mixed = plain.clone();
    mixed.insert(1, LayerConfig::Dropout { rate: 0.5 });
    mixed.insert(0, LayerConfig::Activation { activation: Activation::Tanh });
    let weights = |layers: &Vec<LayerConfig>, seed: u32| network(layers.clone(), seed).weights();
    assert_eq!(weights(&plain, 1), weights(&plain, 1));
    assert_eq!(weights(&plain, 1), weights(&mixed, 1));
    assert_ne!(weights(&plain, 1), weights(&plain, 2));
}

#[test]
fn glorot_uniform_fills_its_range() {
    let kernel = glorot_uniform(40, 60, &mut generator(1, Stream::Weights));
    let limit = (6.0_f64 / 100.0).sqrt();
    let values: Vec<f64> = kernel.iter().map(|&w| widen(w)).collect();
    assert!(values.iter().all(|w| w.abs() <= limit * 1.000_001));
    assert!(values.iter().any(|&w| w > 0.99 * limit) && values.iter().any(|&w| w < -0.99 * limit));
    let mean = values.iter().sum::<f64>() / 2400.0;
    let variance = values.iter().map(|w| w * w).sum::<f64>() / 2400.0;
    assert!(mean.abs() < 0.01, "{mean}");
    // Glorot's aim: 2 / (inputs + units).
    assert!((variance - 0.02).abs() < 0.001, "{variance}");
}

#[test]
fn dense_is_a_product_and_a_sum() {
    let mut layer = Dense::new(2, 2, &mut generator(1, Stream::Weights));
    assert!(layer.params()[1].value.iter().all(|&bias| bias == 0.0));
    layer.params_mut()[0].value.assign(&array![[1.0, 2.0], [3.0, 4.0]]);
    layer.params_mut()[1].value.assign(&array![[10.0, 20.0]]);
    let y = layer.forward(array![[1.0, -1.0], [0.0, 2.0]], Mode::Inference);
    assert_eq!(y, array![[8.0, 18.0], [16.0, 28.0]]);
}

#[test]
fn activations_have_their_values() {
    let x = array![[-1.0, 0.0, 2.0]];
    let table: [(Activation, [f64; 3]); 5] = [
        (Activation::Linear, [-1.0, 0.0, 2.0]),
        (Activation::Relu, [0.0, 0.0, 2.0]),
        (Activation::Sigmoid, [0.268_941_421_369_995_1, 0.5, 0.880_797_077_977_882_4]),
        (Activation::Tanh, [-0.761_594_155_955_764_9, 0.0, 0.964_027_580_075_816_9]),
        (
            Activation::Softmax,
            [0.042_010_066_134_066_05, 0.114_195_199_384_594_46, 0.843_794_734_481_339_5],
        ),
    ];
    for (activation, expected) in table {
        let ours = activate(activation, x.clone());
        assert_close(&ours, &array![expected].mapv(narrow));
    }
    let far = activate(Activation::Softmax, array![[1e4, 0.0, -1e4]]);
    assert_eq!(far, array![[1.0, 0.0, 0.0]]);
    for activation in [Activation::Relu, Activation::Sigmoid, Activation::Tanh, Activation::Softmax]
    {
        assert!(activate(activation, array![[Float::NAN, 1.0]])[[0, 0]].is_nan());
    }
}

#[test]
fn dropout_drops_its_share_and_keeps_the_mean() {
    for rate in [0.2, 0.5, 0.95] {
        let mut layer = Dropout::new(rate, generator(1, Stream::Dropout));
        let ones = Array2::ones((400, 100));
        let y = layer.forward(ones.clone(), Mode::Training);
        let dropped = y.iter().filter(|&&y| y == 0.0).count() as f64 / 40_000.0;
        assert!((dropped - rate).abs() < 0.01, "{dropped}, not {rate}");
        let kept = (1.0 / (1.0 - rate)) as Float;
        assert!(y.iter().all(|&y| y == 0.0 || y == kept));
        let mean = y.iter().map(|&y| widen(y)).sum::<f64>() / 40_000.0;
        assert!((mean - 1.0).abs() < 0.05, "{mean}");

        assert_ne!(layer.forward(ones.clone(), Mode::Training), y, "a new mask every time");
        assert_eq!(layer.forward(ones.clone(), Mode::Inference), ones);
    }
    let mut layer = Dropout::new(0.0, generator(1, Stream::Dropout));
    let x = random_matrix(5, 5, 1);
    assert_eq!(layer.forward(x.clone(), Mode::Training), x);
}

#[test]
fn batch_norm_follows_keras_by_hand() {
    let mut layer = BatchNorm::new(2, 0.99, 1e-3);
    let x = array![[1.0, 10.0], [3.0, 30.0]];

    // At its start, inference divides by sqrt(1 + epsilon) only.
    let at_start = x.mapv(|x: Float| x / (1.001 as Float).sqrt());
    let relative = layer.forward(x.clone(), Mode::Inference) / &at_start;
    assert_close(&relative, &Array2::ones((2, 2)));

    // Means 2 and 20, variances 1 and 100 (divided by N).
    let y = layer.forward(x.clone(), Mode::Training);
    let deviation = |variance: f64| (variance + 1e-3).sqrt();
    let (first, second) = (narrow(1.0 / deviation(1.0)), narrow(10.0 / deviation(100.0)));
    assert_close(&y, &array![[-first, -second], [first, second]]);
    assert_close(layer.statistics()[0], &array![[0.02, 0.2]]);
    assert_close(layer.statistics()[1], &array![[1.0, 1.99]]);

    layer.forward(x.clone(), Mode::Training);
    assert_close(layer.statistics()[0], &array![[0.0398, 0.398]]);
    assert_close(layer.statistics()[1], &array![[1.0, 2.9701]]);

    layer.params_mut()[0].value.assign(&array![[2.0, 3.0]]);
    layer.params_mut()[1].value.assign(&array![[5.0, 7.0]]);
    let y = layer.forward(x, Mode::Inference);
    let expected = |x: f64, mean: f64, variance: f64, gamma: f64, beta: f64| {
        ((x - mean) / (variance + 1e-3).sqrt() * gamma + beta) as Float
    };
    let expected = array![
        [expected(1.0, 0.0398, 1.0, 2.0, 5.0), expected(10.0, 0.398, 2.9701, 3.0, 7.0)],
        [expected(3.0, 0.0398, 1.0, 2.0, 5.0), expected(30.0, 0.398, 2.9701, 3.0, 7.0)],
    ];
    assert_close(&(y / expected), &Array2::ones((2, 2)));
}

#[test]
fn batch_norm_takes_a_batch_of_one_row() {
    let mut layer = BatchNorm::new(2, 0.9, 1e-7);
    layer.params_mut()[1].value.assign(&array![[5.0, 7.0]]);
    let y = layer.forward(array![[1e6, -3.0]], Mode::Training);
    assert_eq!(y, array![[5.0, 7.0]]);
    assert_eq!(layer.backward(array![[1.0, -2.0]]), array![[0.0, 0.0]]);
    assert_eq!(layer.params()[1].gradient, array![[1.0, -2.0]]);
    assert!(layer.statistics().iter().all(|moving| moving.iter().all(|x| x.is_finite())));
}
