//! Weights by torch's names. That torch takes them, and says the same, is checked by
//! `tests/export_check/check_state_dict.py`.

use descent::config::{
    Activation, ActivationConfig, BatchNormConfig, DenseConfig, LayerConfig, LayerKind,
    NetworkConfig, OutputConfig,
};
use descent::export::state_dict;
use descent::nn::{LossInput, Network};
use safetensors::SafeTensors;

#[test]
fn modules_are_numbered_as_nn_sequential_numbers_them() {
    let dense = |activation| {
        LayerConfig::Dense(DenseConfig {
            use_bias: activation != Activation::Tanh,
            ..DenseConfig::new(3, activation)
        })
    };
    let norm = BatchNormConfig { scale: false, ..BatchNormConfig::default() };
    let config = NetworkConfig::new(vec![
        dense(Activation::Relu),
        dense(Activation::Linear),
        LayerConfig::BatchNormalization(norm),
        LayerConfig::Activation(ActivationConfig { activation: Activation::Linear }),
        LayerConfig::Activation(ActivationConfig { activation: Activation::Gelu }),
        LayerConfig::new(LayerKind::Dropout),
        dense(Activation::Tanh),
    ]);
    let output = OutputConfig { units: 2, activation: Activation::Softmax };
    let network = Network::new(&config, 4, output, LossInput::Logits, 5);
    let bytes = state_dict(&config, output, &network).unwrap();
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let mut tensors: Vec<_> = file
        .tensors()
        .into_iter()
        .map(|(name, tensor)| format!("{name} {:?} {:?}", tensor.dtype(), tensor.shape()))
        .collect();
    tensors.sort_unstable();
    insta::assert_snapshot!(tensors.join("\n"));
    let kernel: Vec<u8> = {
        let (_, kernel) = network.variables().next().unwrap();
        kernel.t().iter().flat_map(|number| number.to_le_bytes()).collect()
    };
    assert_eq!(file.tensor("0.weight").unwrap().data(), kernel, "inputs are columns in torch");
}
