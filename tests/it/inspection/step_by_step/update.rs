//! The weights that are written are those of the step that is then taken, to the last bit.

use std::collections::BTreeSet;

use descent::config::{
    CosineDecay, ExperimentConfig, ExponentialDecay, ReduceOnPlateau, Schedule, Task,
};
use descent::inspection::{ChosenUnit, StageName, StepByStep};
use descent::nn::{NamedVariable, widen};
use descent::train::Trainer;

use super::{every_block, every_block_wide, lines, optimizers_and_clippings, place, written};
use crate::inspection::runs::{small, take_steps};
use crate::support::get;

/// Takes the step that is written out; how many new numbers are.
fn check(what: &str, trainer: &mut Trainer, unit: Option<ChosenUnit>) -> usize {
    let step = written(trainer, unit);
    take_steps(trainer, 1);
    compare(what, &step, trainer)
}

/// The new numbers that were written with those that the step led to.
fn compare(what: &str, step: &StepByStep, trainer: &mut Trainer) -> usize {
    let store = trainer.network_mut().store();
    let mut seen = BTreeSet::new();
    for line in lines(step, StageName::Update) {
        let symbol = line.name.strip_prefix("new ").unwrap_or_default();
        let Some((name, row, col)) = place(symbol) else { continue };
        let of_name = |named: &&NamedVariable| named.name == name;
        let cols = store.named().iter().find(of_name).unwrap().variable.cols();
        let real = widen(get(store, &name)[row * cols + col]);
        assert_eq!(line.value.to_bits(), real.to_bits(), "{what} {symbol}");
        assert!(seen.insert(symbol.to_owned()), "{symbol} once");
    }
    seen.len()
}

#[test]
fn new_weights_are_those_of_the_step_that_follows() {
    for (what, optimizer, clipping) in optimizers_and_clippings() {
        let edit = |config: &mut ExperimentConfig| {
            (config.training.optimizer, config.training.clipping) = (optimizer, clipping);
        };
        let mut trainer = small(Task::BinaryClassification, every_block(), edit);
        for _ in 0..7 {
            let all = trainer.network_mut().store().named().iter();
            let all: usize = all.map(|named| named.variable.rows() * named.variable.cols()).sum();
            assert_eq!(check(&what, &mut trainer, None), all, "{what}: all of them");
        }
        let mut wide = small(Task::Regression, every_block_wide(), edit);
        for (block, weights) in [(0, 4), (1, 4), (2, 0), (3, 13), (4, 0), (5, 13)] {
            let unit = ChosenUnit { block, unit: 0 };
            assert_eq!(check(&what, &mut wide, Some(unit)), weights, "{what} {unit:?}");
        }
    }
}

/// The learning rate of the step, too: also where the epoch that is being measured may lower it.
#[test]
fn what_is_written_anywhere_in_an_epoch_is_the_step_that_comes() {
    let plateau =
        ReduceOnPlateau { patience: 0, min_delta: 1e3, factor: 0.3, ..ReduceOnPlateau::default() };
    for schedule in [
        Schedule::CosineDecay(CosineDecay { decay_steps: 5, ..CosineDecay::default() }),
        Schedule::ExponentialDecay(ExponentialDecay::default()),
        Schedule::ReduceOnPlateau(plateau),
    ] {
        let mut trainer = small(Task::Regression, every_block(), |config| {
            config.training.schedule = schedule;
            config.training.learning_rate = 0.1;
        });
        let (mut waiting, mut taken, mut longest) = (Vec::new(), 0, 0);
        while trainer.outcome().is_none() {
            waiting.push(written(&mut trainer, None));
            let before = trainer.position().updates;
            trainer.work(&mut || false);
            if trainer.position().updates > before {
                for step in &waiting {
                    compare(&format!("{schedule:?}"), step, &mut trainer);
                }
                (taken, longest) = (taken + 1, longest.max(waiting.len()));
                waiting.clear();
            }
        }
        assert_eq!((taken, longest), (12, 3), "one before each part is measured, one after");
    }
}

/// With more epochs a run that was over goes on with the step that was written.
#[test]
fn a_run_that_is_over_has_one_more_step_to_write() {
    let mut trainer = small(Task::Regression, every_block(), |_| {});
    while trainer.outcome().is_none() {
        trainer.work(&mut || true);
    }
    let step = written(&mut trainer, None);
    assert_eq!((step.epoch, step.step), (5, 13));
    let mut longer = small(Task::Regression, every_block(), |config| config.training.epochs = 5);
    take_steps(&mut longer, 13);
    compare("one more epoch", &step, &mut longer);
}
