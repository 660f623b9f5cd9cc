//! What is inside the layers, in words.

use descent::inspection::{
    BatchNormFigures, BlockFigures, DropoutFigures, FlowingValues, LayerFigures, PartName, RowFlow,
    value_histogram,
};
use descent::workspace::layer_words::{
    block_heading, dead_units, dropout_sentence, flow_sentence, layers_sentence, moving_statistics,
    units_shown, update_to_weight,
};

#[test]
fn a_step_is_named() {
    let found = LayerFigures { epoch: 4, steps: 1_233, rows: 32, loss: 0.25, blocks: Vec::new() };
    assert_eq!(
        layers_sentence(&found),
        "The next mini-batch of the run, in training mode: step 1,234, in epoch 4, with 32 rows \
         and a loss of 0.2500. Nothing moves until the step is taken."
    );
}

#[test]
fn units_are_counted() {
    assert_eq!(block_heading("dense_1", 16), "dense_1 · 16 units");
    assert_eq!(block_heading("dense_2", 1), "dense_2 · 1 unit");
    assert_eq!(units_shown(64, 128), "The first 64 of 128 units.");
    assert_eq!(units_shown(8, 8), "8 units.");
    let block = |dead_units, units| BlockFigures {
        block: 0,
        name: "dense".to_owned(),
        units,
        variables: Vec::new(),
        activations: value_histogram([0.0].into_iter()).unwrap().unwrap(),
        dead_units,
        batch_norm: None,
        dropout: None,
    };
    for (dead, units, words) in [
        (None, 16, None),
        (Some(0), 16, Some("0 of 16 units dead")),
        (Some(3), 16, Some("3 of 16 units dead")),
        (Some(1), 1, Some("1 of 1 unit dead")),
        (Some(1_200), 4_096, Some("1,200 of 4,096 units dead")),
    ] {
        assert_eq!(dead_units(&block(dead, units)).as_deref(), words);
    }
}

#[test]
fn a_step_compared_with_what_it_moves() {
    for (ratio, words) in [
        (None, "from all 0"),
        (Some(0.0), "0"),
        (Some(0.001_234), "0.00123"),
        (Some(2.5), "2.50"),
        (Some(0.000_001_2), "1.20e-6"),
    ] {
        assert_eq!(update_to_weight(ratio), words);
    }
}

#[test]
fn what_is_left_of_the_start() {
    let norm = |share_of_start| BatchNormFigures {
        batch_mean: Vec::new(),
        batch_variance: Vec::new(),
        moving_mean: Vec::new(),
        moving_variance: Vec::new(),
        momentum: 0.99,
        share_of_start,
    };
    for (steps, share, words) in [
        (0, 1.0, "after 0 steps, with a momentum of 0.99: 100 % of them is still"),
        (1, 0.999_99, "after 1 step, with a momentum of 0.99: 99.9 % of them is still"),
        (120, 0.299, "after 120 steps, with a momentum of 0.99: 30 % of them is still"),
        (400, 0.0179, "after 400 steps, with a momentum of 0.99: 1.8 % of them is still"),
        (9_000, 1e-40, "after 9,000 steps, with a momentum of 0.99: less than 0.1 % of them"),
        (99_000_000, 0.0, "with a momentum of 0.99: 0 % of them is still"),
    ] {
        let said = moving_statistics(&norm(share), steps);
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn what_is_dropped() {
    let dropout = |dropped, rows, units| DropoutFigures {
        rate: 0.3,
        dropped,
        kept: vec![vec![true; units]; rows],
    };
    assert_eq!(
        dropout_sentence(&dropout(0.312, 16, 8), 8, 16),
        "Rate 0.3; 31 % of this batch's values dropped. The run's next step \
         really uses this mask: filled is kept, outlined is dropped."
    );
    let part = dropout_sentence(&dropout(0.0, 32, 64), 128, 256);
    assert!(part.starts_with("Rate 0.3; 0 % of this"), "{part}");
    assert!(part.ends_with(" Shown are 32 of 256 rows and 64 of 128 units."), "{part}");
}

#[test]
fn a_row_on_its_way() {
    let inputs = FlowingValues { name: String::new(), units: 0, values: Vec::new() };
    let flow = RowFlow { part: PartName::Test, row: 1_233, inputs, blocks: Vec::new() };
    let asked = (PartName::Test, 4);
    assert!(flow_sentence(Some(&flow), asked).starts_with("Row 1,234 of the table, as inference"));
    assert_eq!(flow_sentence(None, asked), "There is no test row 5: there are fewer.");
    assert_eq!(flow_sentence(None, (PartName::Training, 0)), "There are no training rows.");
}
