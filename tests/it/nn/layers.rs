//! One contract for all layers, and the numbers of each.

use descent::config::{
    Activation, BatchNormConfig, DenseConfig, DropoutConfig, Initializer, LayerConfig,
    NetworkConfig, OutputConfig,
};
use descent::nn::initializers::WeightSampler;
use descent::nn::layers::{BatchNorm, Dense, Dropout};
use descent::nn::random::{Stream, generator};
use descent::nn::{Float, LossInput, Matrix, Mode, Network, TINY, activations, narrow, widen};

use crate::support::{
    Alone, activation, batch_norm, copy, dense, dropout, get, gradient_of, map, matrix, numbers,
    random_matrix, set, trainable, weights,
};

const TOLERANCE: Float = if size_of::<Float>() == 4 { 1e-6 } else { 1e-13 };

fn assert_close(ours: &[Float], expected: &[Float]) {
    assert_eq!(ours.len(), expected.len());
    for (ours, expected) in ours.iter().zip(expected) {
        assert!((ours - expected).abs() <= TOLERANCE, "{ours}, not {expected}");
    }
}

const LINEAR_OUTPUT: OutputConfig = OutputConfig { units: 2, activation: Activation::Linear };

fn network(layers: Vec<LayerConfig>, seed: u32) -> Network {
    Network::new(&NetworkConfig::new(layers), 4, LINEAR_OUTPUT, LossInput::Predictions, seed)
}

/// Every block of the palette, with every switch both ways.
fn blocks() -> Vec<LayerConfig> {
    let mut blocks: Vec<_> = Activation::ALL.map(|function| dense(3, function)).to_vec();
    blocks.extend(Activation::ALL.map(activation));
    blocks.push(dropout(0.5));
    let with_bias = DenseConfig::new(3, Activation::Tanh);
    blocks.push(LayerConfig::Dense(DenseConfig { use_bias: false, ..with_bias }));
    for (center, scale) in [(true, true), (false, true), (true, false), (false, false)] {
        let config = BatchNormConfig { momentum: 0.9, center, scale, ..BatchNormConfig::default() };
        blocks.push(LayerConfig::BatchNormalization(config));
    }
    blocks
}

#[test]
fn every_block_keeps_the_contract() {
    for block in blocks() {
        let config = NetworkConfig::new(vec![block.clone()]);
        let mut network = network(vec![block.clone()], 3);
        let x = random_matrix(9, 4, 1);

        // Parameters as the page counts them.
        let count: usize = network.variables().map(|(_, numbers)| numbers.len()).sum();
        assert_eq!(count as u64, config.parameters(4, LINEAR_OUTPUT), "{block:?}");

        // Shapes, both ways; a training step leaves something behind for inference.
        let raw = copy(network.forward(x.view(), Mode::Training));
        assert_eq!((raw.rows(), raw.cols()), (9, 2));
        let upstream = random_matrix(9, 2, 2);
        network.output_and_gradient().1.data().copy_from_slice(upstream.view().data());
        let mut dx = Matrix::zeros(9, 4);
        network.backward(x.view(), Some(dx.view_mut()));
        assert!(network.store().all_finite(), "{block:?}");

        // Padding is zero wherever an optimizer or the next product reads it.
        let store = network.store();
        for line in [&store.values, &store.gradients] {
            let inside: Float = store
                .named()
                .iter()
                .filter(|named| named.trainable)
                .flat_map(|named| named.variable.view(line).iter_rows())
                .flatten()
                .map(|x| x.abs())
                .sum();
            let all: Float = line.iter().map(|x| x.abs()).sum();
            assert!((inside - all).abs() <= TOLERANCE * 10.0 * all, "{block:?}");
        }

        // Inference is a function of the row alone, and changes nothing.
        let before = weights(&network);
        let all = copy(network.forward(x.view(), Mode::Inference));
        for row in 0..9 {
            let alone = copy(network.forward(x.rows_view(row, row + 1), Mode::Inference));
            assert_eq!(alone.row(0), all.row(row), "{block:?}");
        }
        assert_eq!(weights(&network), before);

        // Weights travel.
        let mut other = self::network(vec![block.clone()], 4);
        other.restore(&before);
        assert_eq!(copy(other.forward(x.view(), Mode::Inference)), all, "{block:?}");
    }
}

#[test]
fn all_finite_sees_every_number() {
    let layers = || vec![dense(3, Activation::Relu), batch_norm(0.9)];
    let names: Vec<String> =
        network(layers(), 3).variables().map(|(named, _)| named.name.clone()).collect();
    assert_eq!(names.len(), 8);
    for bad in [Float::NAN, Float::INFINITY, Float::NEG_INFINITY] {
        for name in &names {
            let mut network = network(layers(), 3);
            assert!(network.store().all_finite());
            let mut numbers = get(network.store(), name);
            numbers[1] = bad;
            set(network.store_mut(), name, &numbers);
            assert!(!network.store().all_finite(), "{name}");
        }
    }
}

#[test]
fn the_seed_sets_the_weights_and_other_blocks_do_not() {
    let plain = vec![dense(3, Activation::Relu), dense(3, Activation::Tanh)];
    let mut mixed = plain.clone();
    mixed.insert(1, dropout(0.5));
    mixed.insert(0, activation(Activation::Tanh));
    let start = |layers: &Vec<LayerConfig>, seed: u32| weights(&network(layers.clone(), seed));
    assert_eq!(start(&plain, 1), start(&plain, 1));
    assert_eq!(start(&plain, 1), start(&mixed, 1));
    assert_ne!(start(&plain, 1), start(&plain, 2));
}

#[test]
fn variables_are_named_by_their_block() {
    let network = network(vec![activation(Activation::Tanh), dense(3, Activation::Gelu)], 1);
    let names: Vec<&str> = network.variables().map(|(named, _)| named.name.as_str()).collect();
    assert_eq!(names, ["1/kernel", "1/bias", "2/kernel", "2/bias"]);
}

fn dense_alone(config: &DenseConfig, inputs: usize) -> Alone {
    let mut draw = WeightSampler::new(generator(1, Stream::Weights));
    Alone::new(|store| Dense::new(config, inputs, 0, store, &mut draw))
}

#[test]
fn dense_is_a_product_and_a_sum() {
    let mut layer = dense_alone(&DenseConfig::new(2, Activation::Linear), 2);
    assert_eq!(layer.get("bias"), [0.0, 0.0]);
    layer.set("kernel", &[1.0, 2.0, 3.0, 4.0]);
    layer.set("bias", &[10.0, 20.0]);
    let y = layer.forward(&matrix([[1.0, -1.0], [0.0, 2.0]]), Mode::Inference);
    assert_eq!(y, matrix([[8.0, 18.0], [16.0, 28.0]]));
}

#[test]
fn dense_takes_its_initializers_and_leaves_its_bias_out() {
    let config = DenseConfig {
        kernel_initializer: Initializer::Ones,
        bias_initializer: Initializer::Ones,
        ..DenseConfig::new(2, Activation::Linear)
    };
    let layer = dense_alone(&config, 2);
    assert_eq!((layer.get("kernel"), layer.get("bias")), (vec![1.0; 4], vec![1.0; 2]));
    let without = dense_alone(&DenseConfig { use_bias: false, ..config }, 2);
    assert_eq!(trainable(&without.store), ["0/kernel"]);
}

fn activate(activation: Activation, x: &Matrix) -> Matrix {
    let mut y = x.clone();
    activations::forward(activation, y.view_mut());
    y
}

#[test]
fn activations_have_their_values() {
    let x = matrix([[-1.0, 0.0, 2.0]]);
    let table: [(Activation, [f64; 3]); 12] = [
        (Activation::Linear, [-1.0, 0.0, 2.0]),
        (Activation::Relu, [0.0, 0.0, 2.0]),
        (Activation::LeakyRelu, [-0.2, 0.0, 2.0]),
        (Activation::Elu, [-0.632_120_558_828_557_7, 0.0, 2.0]),
        (Activation::Selu, [-1.111_330_737_812_562_3, 0.0, 2.101_401_974_710_969_5]),
        (Activation::Gelu, [-0.158_655_253_931_457_07, 0.0, 1.954_499_736_103_641_6]),
        (Activation::Silu, [-0.268_941_421_369_995_1, 0.0, 1.761_594_155_955_764_9]),
        (
            Activation::Softplus,
            [0.313_261_687_518_222_8, std::f64::consts::LN_2, 2.126_928_011_042_972_5],
        ),
        (Activation::Sigmoid, [0.268_941_421_369_995_1, 0.5, 0.880_797_077_977_882_4]),
        (Activation::Tanh, [-0.761_594_155_955_764_9, 0.0, 0.964_027_580_075_816_9]),
        (
            Activation::Softmax,
            [0.042_010_066_134_066_05, 0.114_195_199_384_594_46, 0.843_794_734_481_339_5],
        ),
        (Activation::Exponential, [0.367_879_441_171_442_33, 1.0, 7.389_056_098_930_65]),
    ];
    for (activation, expected) in table {
        let ours = numbers(&activate(activation, &x));
        for (ours, expected) in ours.iter().zip(expected) {
            let error = (widen(*ours) - expected).abs();
            let bound = widen(TOLERANCE) * expected.abs().max(1.0);
            assert!(error <= bound, "{}: {ours}, not {expected}", activation.name());
        }
    }
    let far = activate(Activation::Softmax, &matrix([[1e4, 0.0, -1e4]]));
    assert_eq!(far, matrix([[1.0, 0.0, 0.0]]));
    for activation in Activation::ALL {
        let nan = activate(activation, &matrix([[Float::NAN, 1.0]]));
        assert!(nan.row(0)[0].is_nan(), "{}", activation.name());
    }
}

#[test]
fn what_is_tiny_is_zero() {
    assert_eq!(widen(TINY) * widen(TINY), widen(Float::MIN_POSITIVE));
    let below = TINY * 0.99;
    for activation in [Activation::Sigmoid, Activation::Exponential] {
        let x = matrix([[if size_of::<Float>() == 4 { -44.0 } else { -360.0 }]]);
        assert_eq!(activate(activation, &x).row(0)[0], 0.0, "{}", activation.name());
    }
    let mut dy = matrix([[below, -below, TINY, 1.0]]);
    let y = matrix([[1.0, 1.0, 1.0, 1.0]]);
    activations::backward(Activation::Relu, y.view(), y.view(), dy.view_mut());
    assert_eq!(dy, matrix([[0.0, 0.0, TINY, 1.0]]));
}

#[test]
fn dropout_drops_its_share_and_keeps_the_mean() {
    let new = |rate| Alone::new(|_| Dropout::new(rate, generator(1, Stream::Dropout)));
    for rate in [0.2, 0.5, 0.95] {
        let mut layer = new(rate);
        let ones = Matrix::from_fn(400, 101, |_, _| 1.0);
        let y = layer.forward(&ones, Mode::Training);
        let dropped = numbers(&y).iter().filter(|&&y| y == 0.0).count() as f64 / 40_400.0;
        assert!((dropped - rate).abs() < 0.01, "{dropped}, not {rate}");
        let kept = (1.0 / (1.0 - rate)) as Float;
        assert!(numbers(&y).iter().all(|&y| y == 0.0 || y == kept));
        let mean = numbers(&y).iter().map(|&y| widen(y)).sum::<f64>() / 40_400.0;
        assert!((mean - 1.0).abs() < 0.05, "{mean}");

        assert_eq!(layer.backward(&ones, &y, &ones), y, "the same mask on the way back");
        assert_ne!(layer.forward(&ones, Mode::Training), y, "a new mask every time");
        assert_eq!(layer.forward(&ones, Mode::Inference), ones);
    }
    let x = random_matrix(5, 5, 1);
    let mut layer = new(0.0);
    let y = layer.forward(&x, Mode::Training);
    assert_eq!(y, x);
    assert_eq!(layer.backward(&x, &y, &x), x);
}

#[test]
fn a_dropout_block_with_a_seed_of_its_own_ignores_the_experiments() {
    let masks = |own: Option<u32>, seed: u32| {
        let block = LayerConfig::Dropout(DropoutConfig { rate: 0.5, seed: own });
        let mut network = network(vec![block], seed);
        set(network.store_mut(), "1/kernel", &[1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]);
        copy(network.forward(Matrix::from_fn(20, 4, |_, _| 1.0).view(), Mode::Training))
    };
    assert_eq!(masks(Some(7), 1), masks(Some(7), 2));
    assert_ne!(masks(None, 1), masks(None, 2));
    assert_ne!(masks(Some(7), 1), masks(Some(8), 1));
}

fn batch_norm_alone(epsilon: f64) -> Alone {
    let config = BatchNormConfig { epsilon, ..BatchNormConfig::default() };
    Alone::new(|store| BatchNorm::new(&config, 2, 0, store))
}

#[test]
fn batch_norm_follows_keras_by_hand() {
    let mut layer = batch_norm_alone(1e-3);
    let x = matrix([[1.0, 10.0], [3.0, 30.0]]);

    // At its start, inference divides by sqrt(1 + epsilon) only.
    let y = layer.forward(&x, Mode::Inference);
    let at_start = map(&x, |x| x / (1.001 as Float).sqrt());
    for (ours, expected) in numbers(&y).iter().zip(numbers(&at_start)) {
        assert_close(&[ours / expected], &[1.0]);
    }

    // Means 2 and 20, variances 1 and 100 (divided by N).
    let y = layer.forward(&x, Mode::Training);
    let deviation = |variance: f64| (variance + 1e-3).sqrt();
    let (first, second) = (narrow(1.0 / deviation(1.0)), narrow(10.0 / deviation(100.0)));
    assert_close(&numbers(&y), &[-first, -second, first, second]);
    assert_close(&layer.get("moving_mean"), &[0.02, 0.2]);
    assert_close(&layer.get("moving_variance"), &[1.0, 1.99]);

    layer.forward(&x, Mode::Training);
    assert_close(&layer.get("moving_mean"), &[0.0398, 0.398]);
    assert_close(&layer.get("moving_variance"), &[1.0, 2.9701]);

    layer.set("gamma", &[2.0, 3.0]);
    layer.set("beta", &[5.0, 7.0]);
    let y = numbers(&layer.forward(&x, Mode::Inference));
    let expected = |x: f64, mean: f64, variance: f64, gamma: f64, beta: f64| {
        ((x - mean) / (variance + 1e-3).sqrt() * gamma + beta) as Float
    };
    let expected = [
        expected(1.0, 0.0398, 1.0, 2.0, 5.0),
        expected(10.0, 0.398, 2.9701, 3.0, 7.0),
        expected(3.0, 0.0398, 1.0, 2.0, 5.0),
        expected(30.0, 0.398, 2.9701, 3.0, 7.0),
    ];
    for (ours, expected) in y.iter().zip(expected) {
        assert_close(&[ours / expected], &[1.0]);
    }
}

#[test]
fn batch_norm_takes_a_batch_of_one_row() {
    let mut layer = batch_norm_alone(1e-7);
    layer.set("beta", &[5.0, 7.0]);
    let x = matrix([[1e6, -3.0]]);
    let y = layer.forward(&x, Mode::Training);
    assert_eq!(y, matrix([[5.0, 7.0]]));
    assert_eq!(layer.backward(&x, &y, &matrix([[1.0, -2.0]])), matrix([[0.0, 0.0]]));
    assert_eq!(gradient_of(&layer.store, "0/beta"), [1.0, -2.0]);
    assert!(layer.store.all_finite());
}

#[test]
fn batch_statistics_are_those_of_training_and_change_nothing() {
    let x = random_matrix(9, 4, 1);
    let mut network = network(vec![batch_norm(0.9), dense(3, Activation::Relu), dropout(0.5)], 3);
    let before = weights(&network);
    let drawn = |network: &mut Network| {
        network.generators().map(|generator| generator.get_word_pos()).collect::<Vec<_>>()
    };
    let places = drawn(&mut network);
    let of_batch = numbers(&copy(network.forward(x.view(), Mode::BatchStatistics)));
    assert_eq!((weights(&network), drawn(&mut network)), (before, places));
    assert_ne!(of_batch, numbers(&copy(network.forward(x.view(), Mode::Inference))));

    let mut without = self::network(vec![batch_norm(0.9), dense(3, Activation::Relu)], 3);
    assert_eq!(of_batch, numbers(&copy(without.forward(x.view(), Mode::Training))));
}
