//! `keras.activations`, forward and backward.

use descent::config::Activation;
use descent::nn::layers::ActivationLayer;
use descent::nn::{Matrix, Mode, activations};

use super::{assert_close, cases, matrix, numbers, read};
use crate::support::{Alone, numbers as all};

#[test]
fn values_and_slopes_are_keras_s() {
    let mut seen = Vec::new();
    for case in cases("activations.json") {
        let activation: Activation = read(&case["activation"]);
        seen.push(activation);
        let x = matrix(&case["forward"]["x"]);
        let mut layer = Alone::new(|_| ActivationLayer::new(activation));
        let y = layer.forward(&x, Mode::Inference);
        assert_close(&all(&y), &numbers(&case["forward"]["output"]), activation.name());

        let backward = &case["backward"];
        let x = matrix(&backward["x"]);
        let y = layer.forward(&x, Mode::Training);
        let dx = layer.backward(&x, &y, &matrix(&backward["upstream"]));
        let what = format!("{}, gradient", activation.name());
        assert_close(&all(&dx), &numbers(&backward["gradient"]), &what);

        // A Dense takes the slope from the output alone, where it can.
        if activations::is_function_of_output(activation) {
            let mut dy = matrix(&backward["upstream"]);
            let nowhere = Matrix::zeros(x.rows(), x.cols());
            activations::backward(activation, nowhere.view(), y.view(), dy.view_mut());
            assert_eq!(dy, dx, "{what}");
        }
    }
    assert!(Activation::ALL.iter().all(|activation| seen.contains(activation)));
}
