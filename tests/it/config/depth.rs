//! The same network deeper and shallower.

use descent::config::{Activation, LayerConfig, NetworkConfig};

use crate::support::{activation, batch_norm, dense, dropout};

fn network() -> NetworkConfig {
    NetworkConfig::new(vec![
        dropout(0.1),
        dense(64, Activation::Relu),
        dense(16, Activation::Linear),
        batch_norm(0.9),
        activation(Activation::Tanh),
        dropout(0.3),
    ])
}

fn layers(depth: usize) -> Vec<LayerConfig> {
    network().with_depth(depth).layers
}

#[test]
fn the_last_hidden_layer_goes_with_all_that_stands_behind_it() {
    assert_eq!(network().depth(), 2);
    assert_eq!(layers(2), network().layers);
    assert_eq!(layers(1), [dropout(0.1), dense(64, Activation::Relu)]);
    assert_eq!(layers(0), [dropout(0.1)], "what stands before the first stays");
}

#[test]
fn the_last_hidden_layer_comes_once_more() {
    let block = &network().layers[2..];
    assert_eq!(layers(3), [&network().layers, block].concat());
    assert_eq!(layers(4), [&network().layers, block, block].concat());
    assert_eq!(network().last_hidden_words(), "Dense 16, BatchNorm, Activation tanh, Dropout 0.3");
}

#[test]
fn a_network_without_hidden_layers_gets_one_with_relu() {
    let linear = NetworkConfig::new(Vec::new());
    assert_eq!(linear.with_depth(0), linear);
    assert_eq!(linear.with_depth(2).layers, vec![dense(32, Activation::Relu); 2]);
    assert_eq!(linear.last_hidden_words(), "Dense 32");
}

#[test]
fn deeper_and_back_is_the_same() {
    for depth in 2..6 {
        assert_eq!(network().with_depth(depth).depth(), depth);
        assert_eq!(network().with_depth(depth).with_depth(2), network());
    }
}
