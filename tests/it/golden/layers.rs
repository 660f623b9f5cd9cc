//! `keras.layers.Dense` and `BatchNormalization`, forward and backward.

use descent::config::{Activation, LayerConfig, Regularizer};
use descent::config::{BatchNormConfig, DenseConfig, NetworkConfig, OutputConfig};
use descent::nn::layers::BatchNorm;
use descent::nn::{LossInput, Matrix, Mode, Network};
use serde_json::Value;

use super::{assert_close, assert_figure, cases, floats, matrix, numbers, read};
use crate::support::{Alone, copy, get, gradient_of, numbers as all, set};

#[test]
fn dense_is_keras_s_with_penalties() {
    for case in cases("layers.json").iter().filter(|case| case["layer"] == "dense") {
        let regularizer: Regularizer = read(&case["kernel_regularizer"]);
        let kernel = matrix(&case["weights"]["kernel"]);
        let activation: Activation = read(&case["activation"]);
        let dense = DenseConfig {
            use_bias: read(&case["use_bias"]),
            kernel_regularizer: regularizer,
            ..DenseConfig::new(kernel.cols() as u32, activation)
        };
        // Before an output that hands everything on.
        let config = NetworkConfig::new(vec![LayerConfig::Dense(dense)]);
        let units = kernel.cols();
        let output = OutputConfig { units: units as u64, activation: Activation::Linear };
        let mut network = Network::new(&config, kernel.rows(), output, LossInput::Predictions, 1);
        let store = network.store_mut();
        set(store, "0/kernel", &all(&kernel));
        if dense.use_bias {
            set(store, "0/bias", &floats(&case["weights"]["bias"]));
        }
        let one = Matrix::from_fn(units, units, |row, col| if row == col { 1.0 } else { 0.0 });
        set(store, "1/kernel", &all(&one));

        let x = matrix(&case["x"]);
        let what = format!("Dense {}, {regularizer:?}", activation.name());
        let y = copy(network.forward(x.view(), Mode::Training));
        assert_close(&all(&y), &numbers(&case["output"]), &what);
        assert_figure(network.store().penalty(), numbers(&case["penalty"])[0], &what);

        let upstream = matrix(&case["upstream"]);
        network.output_and_gradient().1.data().copy_from_slice(upstream.view().data());
        let mut dx = Matrix::zeros(x.rows(), x.cols());
        network.backward(x.view(), Some(dx.view_mut()));
        assert_close(&all(&dx), &numbers(&case["gradient_x"]), &format!("{what}, input"));
        let data = numbers(&case["gradients"]["kernel"]);
        let penalty = numbers(&case["penalty_gradient"]);
        let expected: Vec<f64> = data.iter().zip(penalty).map(|(data, held)| data + held).collect();
        let kernel = gradient_of(network.store(), "0/kernel");
        assert_close(&kernel, &expected, &format!("{what}, kernel"));
        if dense.use_bias {
            let bias = gradient_of(network.store(), "0/bias");
            assert_close(&bias, &numbers(&case["gradients"]["bias"]), &format!("{what}, bias"));
        }
    }
}

fn check_batch(layer: &mut Alone, batch: &Value, mode: Mode, what: &str) {
    let x = matrix(&batch["x"]);
    let y = layer.forward(&x, mode);
    assert_close(&all(&y), &numbers(&batch["output"]), &format!("{what}, output"));
    for name in ["moving_mean", "moving_variance"] {
        assert_close(&layer.get(name), &numbers(&batch[name]), &format!("{what}, {name}"));
    }
    if mode == Mode::Inference {
        return;
    }
    let dx = layer.backward(&x, &y, &matrix(&batch["upstream"]));
    assert_close(&all(&dx), &numbers(&batch["gradient_x"]), &format!("{what}, input"));
    for (name, gradient) in batch["gradients"].as_object().unwrap() {
        let ours = gradient_of(&layer.store, &format!("0/{name}"));
        assert_close(&ours, &numbers(gradient), &format!("{what}, {name}"));
    }
}

#[test]
fn batch_normalization_is_keras_s_batch_by_batch() {
    let all = cases("layers.json");
    for case in all.iter().filter(|case| case["layer"] == "batch_normalization") {
        let config: BatchNormConfig = read(&case["settings"]);
        let units = numbers(&case["weights"]["moving_mean"]).len();
        let mut layer = Alone::new(|store| BatchNorm::new(&config, units, 0, store));
        for (name, start) in case["weights"].as_object().unwrap() {
            layer.set(name, &floats(start));
            assert_eq!(get(&layer.store, &format!("0/{name}")), floats(start));
        }
        for (index, batch) in case["training"].as_array().unwrap().iter().enumerate() {
            check_batch(&mut layer, batch, Mode::Training, &format!("{config:?}, batch {index}"));
        }
        check_batch(&mut layer, &case["inference"], Mode::Inference, &format!("{config:?}"));
    }
}
