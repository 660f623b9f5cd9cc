//! A network as units and weights, as it is seen.

use descent::inspection::{GraphBlock, NetworkGraph, SHOWN_UNITS, WeightEdit, WeightTable};
use descent::plot::prediction_pictures::{GraphSize, network_svg};
use descent::plot::theme::{ChartTheme, DARK, LIGHT};

/// Weights from -1 to 1, always the same.
fn table(name: &str, rows: u32, columns: u32) -> WeightTable {
    let most = SHOWN_UNITS as u32;
    let shown = [rows.min(most), columns.min(most)];
    let value = |at: u32| {
        let mixed = (at + 7 * rows).wrapping_mul(2_654_435_761) >> 16;
        2.0 * (mixed as f32 / 65_536.0) - 1.0
    };
    let values = (0..shown[0] * shown[1]).map(value).collect();
    WeightTable { name: name.to_owned(), shape: [rows, columns], shown, values }
}

/// What a block is in these networks.
enum Kind {
    Dense,
    BatchNorm,
    Dropout,
}

fn network(inputs: u32, blocks: &[(Kind, u32)]) -> NetworkGraph {
    let mut before = inputs;
    let mut all = Vec::new();
    for (at, (kind, units)) in (0..).zip(blocks) {
        let (name, variables) = match kind {
            Kind::Dense => {
                ("dense", vec![table("kernel", before, *units), table("bias", 1, *units)])
            }
            Kind::BatchNorm => {
                ("batch_norm", vec![table("gamma", 1, *units), table("beta", 1, *units)])
            }
            Kind::Dropout => ("dropout", Vec::new()),
        };
        let name = format!("{name}_{at}");
        all.push(GraphBlock { block: at, name, units: *units, variables });
        before = *units;
    }
    let names = (1..=inputs.min(SHOWN_UNITS as u32)).map(|at| format!("x{at}"));
    let inputs_shown = names.collect();
    NetworkGraph { epoch: 3, inputs: inputs_shown, input_count: inputs, blocks: all, losses: None }
}

fn drawn(network: &NetworkGraph, chosen: Option<&WeightEdit>, theme: &ChartTheme) -> String {
    let svg = network_svg(network, chosen, GraphSize::default(), theme);
    assert!(svg.starts_with("<svg") && !svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    svg
}

fn chosen(block: u32, variable: &str, row: u32, column: u32) -> WeightEdit {
    WeightEdit { block, variable: variable.to_owned(), row, column, value: 0.0 }
}

fn lines(svg: &str) -> usize {
    svg.matches("<path").count()
}

#[test]
fn a_small_network_with_a_chosen_weight() {
    let network = network(2, &[(Kind::Dense, 8), (Kind::Dense, 8), (Kind::Dense, 1)]);
    let plain = drawn(&network, None, &LIGHT);
    // A line for each weight, and one path for all units.
    assert_eq!(lines(&plain), 2 * 8 + 8 * 8 + 8 + 1);
    let halo = drawn(&network, Some(&chosen(1, "kernel", 4, 6)), &LIGHT);
    insta::assert_snapshot!("network", halo);
    assert_eq!(lines(&halo), lines(&plain) + 1, "it stands out");
    insta::assert_snapshot!(
        "network_dark",
        drawn(&network, Some(&chosen(0, "kernel", 1, 0)), &DARK)
    );
    // A bias has no line, and what is not there none either.
    for other in [chosen(1, "bias", 0, 6), chosen(1, "kernel", 90, 6), chosen(9, "kernel", 0, 0)] {
        assert_eq!(drawn(&network, Some(&other), &LIGHT), plain, "{other:?}");
    }
}

#[test]
fn a_wide_layer_is_a_table_of_colours() {
    let network = network(11, &[(Kind::Dense, 128), (Kind::Dense, 128), (Kind::Dense, 1)]);
    let svg = drawn(&network, Some(&chosen(1, "kernel", 4, 6)), &LIGHT);
    insta::assert_snapshot!("network_of_wide_layers", svg);
    assert!(svg.contains("128 units") && svg.contains("x11"));
    assert!(lines(&svg) < 60, "few elements for many cells");
    drawn(&network, None, &DARK);
}

#[test]
fn what_has_no_weights_between_is_straight() {
    let network =
        network(3, &[(Kind::Dense, 5), (Kind::BatchNorm, 5), (Kind::Dropout, 5), (Kind::Dense, 2)]);
    insta::assert_snapshot!("network_with_dropout_and_batch_norm", drawn(&network, None, &LIGHT));
    insta::assert_snapshot!(
        "network_with_dropout_and_batch_norm_dark",
        drawn(&network, None, &DARK)
    );
}

#[test]
fn there_may_be_nothing_to_draw() {
    let empty = network(0, &[]);
    insta::assert_snapshot!("network_without_blocks", drawn(&empty, None, &LIGHT));
    let mut zero = network(2, &[(Kind::Dense, 3), (Kind::Dense, 40), (Kind::Dense, 1)]);
    for table in zero.blocks.iter_mut().flat_map(|block| &mut block.variables) {
        table.values.fill(0.0);
    }
    drawn(&zero, Some(&chosen(0, "kernel", 0, 0)), &DARK);
    let mut huge = zero.clone();
    huge.blocks[0].variables[0].values.fill(f32::MAX);
    huge.blocks[1].variables[0].values.fill(f32::MIN_POSITIVE);
    drawn(&huge, None, &LIGHT);
    drawn(&network(500, &[(Kind::Dense, 1)]), None, &LIGHT);
}
