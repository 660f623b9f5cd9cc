//! `keras.Model.count_params`, block by block: what the page says, and what is built.

use descent::config::{NetworkConfig, OutputConfig};
use descent::nn::{LossInput, Network};

use super::{cases, read};

#[test]
fn shapes_and_parameters_are_keras_s() {
    let cases = cases("parameters.json");
    assert_eq!(cases.len(), 40);
    for (stack, case) in cases.iter().enumerate() {
        let config = NetworkConfig::new(read(&case["layers"]));
        assert!(config.check().is_empty(), "stack {stack}");
        let output = OutputConfig {
            units: read(&case["output"]["units"]),
            activation: read(&case["output"]["activation"]),
        };
        let inputs: u64 = read(&case["inputs"]);
        let shapes: Vec<[u64; 3]> = config
            .shapes(inputs, output)
            .iter()
            .map(|shape| [shape.units, shape.trainable, shape.non_trainable])
            .collect();
        assert_eq!(shapes, read::<Vec<[u64; 3]>>(&case["shapes"]), "stack {stack}");
        let count: u64 = read(&case["count_params"]);
        assert_eq!(config.parameters(inputs, output), count, "stack {stack}");

        let network = Network::new(&config, inputs as usize, output, LossInput::Predictions, 1);
        let built = |trainable: bool| -> u64 {
            let variables = network.variables().filter(|(named, _)| named.trainable == trainable);
            variables.map(|(_, numbers)| numbers.len() as u64).sum()
        };
        assert_eq!(built(true), read::<u64>(&case["trainable"]), "stack {stack}");
        assert_eq!(built(false), read::<u64>(&case["non_trainable"]), "stack {stack}");
        assert_eq!(built(true) + built(false), count, "stack {stack}");
    }
}
