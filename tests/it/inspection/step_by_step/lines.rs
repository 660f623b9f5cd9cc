//! Every line's value follows from the other numbers on the page.

use std::collections::HashMap;

use descent::config::Activation::{Linear, Sigmoid, Softmax, Tanh};
use descent::config::{
    Activation, BatchNormConfig, ClassWeights, DenseConfig, ExperimentConfig, LayerConfig, Loss,
    Optimizer, Task,
};
use descent::inspection::{ChosenUnit, Expression, NotFinite, StageName, StepByStep, step_by_step};
use descent::nn::{Float, widen};
use descent::train::{Detail, Trainer};
use descent::worker::codec;

use super::arithmetic::evaluate;
use super::{every_block, every_block_wide, groups, lines, optimizers_and_clippings, written};
use crate::inspection::runs::{small, take_steps, to_the_end, training_part};
use crate::support::{activation, batch_norm, dense, dropout};

/// What is smaller the engine counts as zero.
const TINY: f64 = if size_of::<Float>() == 4 { 1e-18 } else { 1e-150 };

#[track_caller]
fn check(step: &StepByStep, what: &str) {
    for stage in &step.stages {
        for group in &stage.groups {
            assert!(!group.lines.is_empty(), "{what}: {} has lines", group.heading);
            for line in &group.lines {
                let found = evaluate(&line.expression);
                let distance = (found.value - line.value).abs();
                assert!(
                    distance <= 4.0 * found.error + TINY,
                    "{what}, {:?}, {}: {} = {} = {} comes to {found:?}, not {}",
                    stage.name,
                    group.heading,
                    line.name,
                    line.expression.formula(),
                    line.expression.numbers(),
                    line.value,
                );
                if size_of::<Float>() == 8 {
                    assert!(found.error < 1e-9 * (1.0 + line.value.abs()), "{what} {}", line.name);
                }
            }
        }
    }
    numbers_agree(step, what);
}

/// A symbol stands for one number: of a row, or of the batch.
fn numbers_agree(step: &StepByStep, what: &str) {
    let mut known: HashMap<(Option<u32>, String), f64> = HashMap::new();
    for group in step.stages.iter().flat_map(|stage| &stage.groups) {
        for line in &group.lines {
            let mut agree = |symbol: &str, value: f64| {
                // Of the block, not of the step.
                if ["rate", "epsilon"].contains(&symbol) {
                    return;
                }
                let [of_batch, of_row] = [None, group.row].map(|row| (row, symbol.to_owned()));
                let before = known.get(&of_batch).or_else(|| known.get(&of_row)).copied();
                assert!(before.is_none_or(|before| before == value), "{what}: {symbol} is {value}");
                known.insert(of_row, value);
            };
            if group.row.is_some() && group.block.is_some() {
                named(&line.expression, &mut agree);
            }
            if line.name.contains('[') {
                agree(&line.name, line.value);
            }
        }
    }
}

fn named(expression: &Expression, found: &mut impl FnMut(&str, f64)) {
    match expression {
        Expression::Named(symbol, value) => found(symbol, *value),
        Expression::Constant(_) => {}
        Expression::Sum(terms, _) | Expression::OverRows(terms, _) | Expression::Product(terms) => {
            for term in terms {
                named(term, found);
            }
        }
        Expression::Quotient(above, below) => {
            named(above, found);
            named(below, found);
        }
        Expression::Negative(of)
        | Expression::Square(of)
        | Expression::Root(of)
        | Expression::Of(_, of) => named(of, found),
    }
}

/// Before the first step, later, and in the short batch at the end of an epoch.
fn check_run(what: &str, mut trainer: Trainer, unit: Option<ChosenUnit>) {
    for steps in [0, 1, 1, 3] {
        take_steps(&mut trainer, steps);
        check(&written(&mut trainer, unit), &format!("{what}, after {steps} more steps"));
    }
}

#[test]
fn every_block_by_every_task() {
    for task in [Task::Regression, Task::BinaryClassification, Task::MulticlassClassification] {
        let trainer = small(task, every_block(), |_| {});
        let what = format!("{task:?}");
        let (mut whole, unit) =
            (trainer, written(&mut small(task, every_block(), |_| {}), None).unit);
        assert_eq!(unit, None, "small enough");
        assert_eq!(
            lines(&written(&mut whole, None), StageName::Rows).len(),
            3 * (3 + outputs(task))
        );
        check_run(&what, whole, None);
        for block in 0..6 {
            let wide = small(task, every_block_wide(), |_| {});
            let unit = ChosenUnit { block, unit: u32::from(block < 5) };
            check_run(&format!("{what}, {unit:?}"), wide, Some(unit));
        }
    }
}

fn outputs(task: Task) -> usize {
    if task == Task::MulticlassClassification { 3 } else { 1 }
}

#[test]
fn every_activation_as_a_layers_own_and_as_a_block() {
    for function in Activation::ALL {
        let own = vec![dense(3, function), dense(2, function)];
        // Exponentials of exponentials leave the numbers soon.
        let slowly = |config: &mut ExperimentConfig| config.training.learning_rate = 1e-4;
        check_run(function.name(), small(Task::Regression, own, slowly), None);
        let blocks = vec![activation(function), dense(3, Linear), activation(function)];
        check_run(function.name(), small(Task::BinaryClassification, blocks, slowly), None);
    }
}

/// The output's activation is free; behind another than its own a cross-entropy takes
/// probabilities.
#[test]
fn every_loss_behind_every_output() {
    for task in [Task::Regression, Task::BinaryClassification, Task::MulticlassClassification] {
        for &loss in Loss::for_task(task) {
            for output in [None, Some(Sigmoid), Some(Softmax), Some(Tanh), Some(Linear)] {
                let edit = |config: &mut ExperimentConfig| {
                    config.training.loss = loss;
                    config.network.output_activation = output;
                };
                let what = format!("{} behind {output:?}", loss.name());
                let Some(trainer) = trained(task, edit) else { continue };
                check_run(&what, trainer, None);
            }
        }
    }
    for delta in [0.01, 0.3, 5.0] {
        let edit = |config: &mut ExperimentConfig| config.training.loss = Loss::Huber { delta };
        check_run("huber", trained(Task::Regression, edit).unwrap(), None);
    }
}

/// Where the numbers stay finite.
fn trained(task: Task, edit: impl Fn(&mut ExperimentConfig)) -> Option<Trainer> {
    let make = || small(task, vec![dense(2, Tanh)], &edit);
    let mut ahead = make();
    (0..5)
        .all(|_| {
            let goes_on = step_by_step(&mut ahead, None).is_ok();
            if goes_on {
                take_steps(&mut ahead, 1);
            }
            goes_on
        })
        .then(make)
}

#[test]
fn every_optimizer_with_and_without_clipping() {
    for (what, optimizer, clipping) in optimizers_and_clippings() {
        let edit = |config: &mut ExperimentConfig| {
            (config.training.optimizer, config.training.clipping) = (optimizer, clipping);
        };
        check_run(&what, small(Task::BinaryClassification, every_block(), edit), None);
    }
}

#[test]
fn weights_of_classes_and_absent_parts() {
    let weighted = |config: &mut ExperimentConfig| {
        config.training.class_weights = ClassWeights::Given(vec![0.5, 2.0, 3.0]);
    };
    let bare = |center, scale| {
        LayerConfig::BatchNormalization(BatchNormConfig { center, scale, ..Default::default() })
    };
    let no_bias = LayerConfig::Dense(DenseConfig { use_bias: false, ..DenseConfig::new(2, Tanh) });
    for (center, scale) in [(false, false), (true, false), (false, true)] {
        let layers = vec![no_bias.clone(), bare(center, scale), bare(scale, center)];
        for task in [Task::BinaryClassification, Task::MulticlassClassification] {
            check_run("class weights", small(task, layers.clone(), weighted), None);
        }
    }
    // Of one row, of two, of all.
    for batch_size in [1, 2, 45] {
        let edit = |config: &mut ExperimentConfig| {
            (config.training.batch_size, config.training.epochs) = (batch_size, 9);
        };
        let layers = vec![dense(2, Tanh), batch_norm(0.5), dropout(0.5)];
        check_run("rows", small(Task::Regression, layers, edit), None);
    }
}

#[test]
fn a_run_that_is_written_out_has_the_same_bits() {
    let make = || {
        small(Task::BinaryClassification, every_block(), |config| {
            config.training.optimizer = Optimizer::NADAM;
        })
    };
    let alone = to_the_end(make(), |_| {});
    let looked_into = to_the_end(make(), |trainer| {
        written(trainer, None);
    });
    assert_eq!(alone, looked_into);
}

#[test]
fn the_rows_are_those_of_the_next_mini_batch() {
    let mut trainer = small(Task::Regression, every_block(), |_| {});
    take_steps(&mut trainer, 4);
    let rows = trainer.rehearse(Detail::Figures).unwrap().rows().to_vec();
    assert_eq!(rows, trainer.order()[16..32], "the second of its epoch");
    let step = written(&mut trainer, None);
    assert_eq!((step.epoch, step.step, step.rows), (2, 5, 16));
    let part = training_part(Task::Regression);
    for (group, &row) in groups(&step, StageName::Rows).iter().zip(&rows) {
        assert_eq!(group.row, Some(row as u32));
        assert_eq!(group.heading, format!("row {}", row + 1));
        let shown: Vec<f64> = group.lines.iter().map(|line| line.value).collect();
        let inputs = part.inputs.row(row).iter().chain(part.targets.row(row));
        assert_eq!(shown, inputs.map(|&x| widen(x)).collect::<Vec<_>>());
    }
}

#[test]
fn of_a_large_network_one_unit_is_told() {
    let mut trainer = small(Task::MulticlassClassification, every_block_wide(), |_| {});
    let step = written(&mut trainer, None);
    assert_eq!(step.unit, Some(ChosenUnit { block: 5, unit: 0 }), "the first of the output");
    let beyond = ChosenUnit { block: 3, unit: 30 };
    assert_eq!(written(&mut trainer, Some(beyond)).unit, step.unit, "there is none of it");
    let chosen = ChosenUnit { block: 3, unit: 29 };
    let step = written(&mut trainer, Some(chosen));
    assert_eq!(step.unit, Some(chosen));
    for stage in [StageName::Forward, StageName::Backward, StageName::Update] {
        let blocks: Vec<_> = groups(&step, stage).iter().filter_map(|group| group.block).collect();
        assert!(!blocks.is_empty() && blocks.iter().all(|block| *block == 3), "{stage:?}");
    }
    let longest = step.stages.iter().flat_map(|stage| &stage.groups);
    let longest = longest.flat_map(|group| &group.lines).map(|line| line.expression.terms().len());
    assert!(longest.max() < Some(40), "short enough to be read");
    let bytes = codec::encode(&step);
    assert!(bytes.len() < 40_000, "{} bytes", bytes.len());
    assert_eq!(codec::decode::<StepByStep>(&bytes).unwrap(), step);
}

#[test]
fn what_diverges_is_said() {
    let mut trainer = small(Task::Regression, every_block(), |_| {});
    trainer.network_mut().store_mut().values[0] = Float::INFINITY;
    assert_eq!(step_by_step(&mut trainer, None), Err(NotFinite));
}
