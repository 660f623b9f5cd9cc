//! The weights of a network as a list to choose from.

use std::collections::BTreeSet;

use descent::inspection::{GraphBlock, NetworkGraph, WeightEdit, WeightTable};
use descent::workspace::network_graph::{editable_weights, weight_range};

fn table(name: &str, [rows, columns]: [u32; 2], first: f32) -> WeightTable {
    WeightTable {
        name: name.to_owned(),
        shape: [rows, columns],
        shown: [rows, columns],
        values: (0..rows * columns).map(|at| first + at as f32).collect(),
    }
}

/// Two inputs, three units, a normalization, one output.
fn network() -> NetworkGraph {
    let block = |block, name: &str, units, variables| GraphBlock {
        block,
        name: name.to_owned(),
        units,
        variables,
    };
    NetworkGraph {
        epoch: 1,
        inputs: vec!["x1".to_owned(), "sex = male".to_owned()],
        input_count: 2,
        blocks: vec![
            block(0, "dense", 3, vec![table("kernel", [2, 3], 0.0), table("bias", [1, 3], 10.0)]),
            block(
                1,
                "batch_normalization",
                3,
                vec![table("gamma", [1, 3], 20.0), table("beta", [1, 3], 30.0)],
            ),
            block(2, "dropout", 3, Vec::new()),
            block(3, "output", 1, vec![table("kernel", [3, 1], 40.0), table("bias", [1, 1], 50.0)]),
        ],
        losses: None,
    }
}

#[test]
fn every_weight_has_a_name_and_a_place() {
    let all = editable_weights(&network());
    let found: Vec<_> =
        all.iter().map(|one| (one.id.as_str(), one.name.as_str(), one.value)).collect();
    assert_eq!(
        found,
        [
            ("0/kernel/0/0", "x1 to dense, unit 1", 0.0),
            ("0/kernel/0/1", "x1 to dense, unit 2", 1.0),
            ("0/kernel/0/2", "x1 to dense, unit 3", 2.0),
            ("0/kernel/1/0", "sex = male to dense, unit 1", 3.0),
            ("0/kernel/1/1", "sex = male to dense, unit 2", 4.0),
            ("0/kernel/1/2", "sex = male to dense, unit 3", 5.0),
            ("0/bias/0/0", "bias of dense, unit 1", 10.0),
            ("0/bias/0/1", "bias of dense, unit 2", 11.0),
            ("0/bias/0/2", "bias of dense, unit 3", 12.0),
            ("1/gamma/0/0", "gamma of batch_normalization, unit 1", 20.0),
            ("1/gamma/0/1", "gamma of batch_normalization, unit 2", 21.0),
            ("1/gamma/0/2", "gamma of batch_normalization, unit 3", 22.0),
            ("1/beta/0/0", "beta of batch_normalization, unit 1", 30.0),
            ("1/beta/0/1", "beta of batch_normalization, unit 2", 31.0),
            ("1/beta/0/2", "beta of batch_normalization, unit 3", 32.0),
            ("3/kernel/0/0", "dropout 1 to output", 40.0),
            ("3/kernel/1/0", "dropout 2 to output", 41.0),
            ("3/kernel/2/0", "dropout 3 to output", 42.0),
            ("3/bias/0/0", "bias of output", 50.0),
        ]
    );
    let edit =
        WeightEdit { block: 3, variable: "kernel".to_owned(), row: 2, column: 0, value: -7.0 };
    assert_eq!(all[17].edit(-7.0), edit);
}

#[test]
fn of_a_large_network_the_first_five_hundred_are_chosen_from() {
    let mut network = network();
    network.inputs = (1..=64).map(|at| format!("x{at}")).collect();
    network.input_count = 100;
    network.blocks[0].variables[0] =
        WeightTable { shape: [100, 7], ..table("kernel", [64, 7], 0.0) };
    network.blocks[0].units = 7;
    network.blocks[1].units = 64;
    let all = editable_weights(&network);
    // 448 of the kernel.
    assert_eq!(all.len(), 64 * 7 + 3 + 3 + 3 + 3 + 1);
    network.blocks[1].variables.push(table("gamma_2", [1, 64], 0.0));
    let all = editable_weights(&network);
    assert_eq!(all.len(), 500);
    let ids: BTreeSet<_> = all.iter().map(|one| &one.id).collect();
    assert_eq!(ids.len(), 500, "each once");
    assert_eq!(all[447].name, "x64 to dense, unit 7");
}

#[test]
fn without_a_network_there_is_nothing_to_choose() {
    let none = NetworkGraph { blocks: Vec::new(), ..network() };
    assert_eq!(editable_weights(&none), []);
}

#[test]
fn a_slider_goes_farther_than_the_weight() {
    let mut weight = editable_weights(&network()).remove(0);
    let mut last = [-1.0, 1.0];
    for value in [0.0, 0.3, -0.8, 0.801, -1.6, 2.0, -50.0, 1e5, -1e6, 1e9, f64::MAX] {
        weight.value = value;
        let [low, high] = weight_range(&weight);
        assert_eq!(low, -high);
        assert!(high.is_finite() && high >= last[1], "{value}: {high}");
        assert!(value.abs() > 8e5 || 1.25 * value.abs() <= high, "{value}: {high}");
        last = [low, high];
    }
    for (value, reach) in [(0.8, 1.0), (0.81, 2.0), (1.6, 2.0), (1.61, 4.0), (-3.3, 8.0)] {
        weight.value = value;
        assert_eq!(weight_range(&weight), [-reach, reach], "in steps: {value}");
    }
}
