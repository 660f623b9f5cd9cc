//! A run mini-batch by mini-batch, as it is shown.

use descent::config::{Activation, Loss, Shape, SyntheticConfig, Task};
use descent::data::{synthesize, synthetic};
use descent::inspection::{BatchByBatch, NotFinite, batch_by_batch, network_graph};

use super::picture::{Trained, made, of_gallery, trained};
use super::runs::{small, take_steps};
use crate::support::{batch_norm, dense};

fn found(of: &Trained) -> BatchByBatch {
    batch_by_batch(&of.trainer).unwrap()
}

#[test]
fn a_line_knows_where_least_squares_would_put_it() {
    let mut of = made(Shape::Line, 0.3, 400);
    let shown = found(&of);
    assert_eq!(shown.names, ["w (x)", "b"]);
    assert_eq!((shown.weight_count, shown.least_squares.len()), (2, 2));
    let last = shown.steps.last().unwrap();
    assert_eq!(last.step, shown.steps_taken);
    for (weight, least) in last.weights.iter().zip(&shown.least_squares) {
        assert!((f64::from(*weight) - least).abs() < 0.05, "{weight} is on its way to {least}");
    }
    // There the gradient is none: the loss is the least that there is.
    let graph = |of: &mut Trained| network_graph(&mut of.trainer).unwrap().losses.unwrap()[0];
    let set = |of: &mut Trained, to: &[f64]| {
        let named: Vec<_> = of
            .trainer
            .learner()
            .network()
            .variables()
            .map(|(named, _)| named.variable.place(0, 0))
            .collect();
        for (place, value) in named.into_iter().zip(to) {
            of.trainer.set_weight(place, *value as _);
        }
    };
    set(&mut of, &shown.least_squares);
    let least = graph(&mut of);
    for (at, moved) in [(0, 0.02), (0, -0.02), (1, 0.02), (1, -0.02)] {
        let mut other = shown.least_squares.clone();
        other[at] += moved;
        set(&mut of, &other);
        assert!(graph(&mut of) > least, "{at} {moved}");
    }
}

#[test]
fn only_a_plain_line_has_a_goal() {
    assert!(found(&made(Shape::Sine, 0.1, 1)).least_squares.is_empty(), "a network with layers");
    assert!(found(&of_gallery("concrete", 1)).least_squares.is_empty(), "many inputs");
    let line = SyntheticConfig { shape: Shape::Line, rows: 80, noise: 0.1, seed: 3 };
    let mut config = synthetic::experiment(line.clone());
    config.training.loss = Loss::MeanAbsoluteError;
    let held = trained(&config, synthesize(&line).unwrap().table, 1);
    assert!(found(&held).least_squares.is_empty(), "another loss");
}

#[test]
fn rows_are_those_of_the_table_and_weights_have_names() {
    let of = of_gallery("concrete", 2);
    let shown = found(&of);
    let dataset = of.trainer.dataset();
    assert!(!shown.rows.is_empty() && shown.rows.is_sorted());
    assert_eq!(shown.rows.len(), shown.row_count as usize);
    for row in &shown.rows {
        assert!(dataset.rows.training.contains(&(*row as usize)));
    }
    assert_eq!(shown.names.len(), 6);
    assert_eq!(shown.epoch, 2);

    let mut trainer =
        small(Task::Regression, vec![batch_norm(0.9), dense(2, Activation::Relu)], |_| {});
    let before = batch_by_batch(&trainer).unwrap();
    assert_eq!((before.steps_taken, before.epoch, before.rows.len()), (0, 0, 0));
    assert!(before.steps.is_empty() && before.start.is_some());
    take_steps(&mut trainer, 2);
    let shown = batch_by_batch(&trainer).unwrap();
    assert_eq!((shown.steps.len(), shown.rows.len(), shown.stride), (2, 16, 1));
    insta::assert_debug_snapshot!(shown.names);

    let mut whole = small(Task::Regression, vec![], |config| config.training.batch_size = 500);
    take_steps(&mut whole, 1);
    let shown = batch_by_batch(&whole).unwrap();
    assert_eq!((shown.rows.len(), shown.row_count), (0, 45));
}

#[test]
fn a_network_that_diverged_has_no_way() {
    let mut trainer = small(Task::Regression, vec![], |_| {});
    trainer.set_weight(0, f32::NAN);
    assert_eq!(batch_by_batch(&trainer), Err(NotFinite));
}
