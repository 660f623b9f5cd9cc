//! The mini-batches of a run are followed: all of a short one, evenly some of a long one.

use descent::config::{Activation, Task};
use descent::train::{BatchStep, Detail, StopReason, Trainer, Work};

use crate::inspection::runs::{small, take_steps};
use crate::support::dense;

fn run(epochs: u32) -> Trainer {
    small(Task::Regression, vec![dense(4, Activation::Tanh)], |config| {
        config.training.epochs = epochs;
        config.training.early_stopping = false;
    })
}

/// Every step as it is when it was just taken.
fn one_by_one(trainer: &mut Trainer, steps: u64) -> Vec<BatchStep> {
    let step = |trainer: &mut Trainer| {
        take_steps(trainer, 1);
        *trainer.batch_steps().last().unwrap()
    };
    (0..steps).map(|_| step(trainer)).collect()
}

/// Loss, rows and weights are those that the step itself has, told by its rehearsal.
#[test]
fn a_step_is_followed_as_it_was_taken() {
    let mut trainer = run(4);
    assert!(trainer.batch_steps().is_empty() && trainer.last_batch().is_empty());
    // Two epochs of 16, 16 and 13 rows.
    for step in 1..=6 {
        let expected = trainer.rehearse(Detail::Figures).unwrap();
        take_steps(&mut trainer, 1);
        let found = *trainer.batch_steps().last().unwrap();
        assert_eq!((found.step, found.loss.to_bits()), (step, expected.loss().to_bits()));
        assert_eq!(trainer.last_batch(), expected.rows(), "step {step}");
        let (_, kernel) = expected.network().variables().next().unwrap();
        assert_eq!(found.weights[..], kernel.iter().copied().collect::<Vec<_>>()[..6]);
    }
    assert_eq!(trainer.batch_steps().len(), 6);
    let (_, kernel) = run(4)
        .learner()
        .network()
        .variables()
        .next()
        .map(|(n, v)| (n.clone(), v.to_owned()))
        .unwrap();
    assert_eq!(trainer.trail().start()[..], kernel.iter().copied().collect::<Vec<_>>()[..6]);
}

#[test]
fn a_long_run_is_thinned_evenly() {
    let all = one_by_one(&mut run(1000), 1500);
    let mut trainer = run(1000);
    for _ in 0..5 {
        take_steps(&mut trainer, 300);
        let (kept, stride) = (trainer.batch_steps(), trainer.trail().stride());
        assert!(kept.len() <= 401, "{}", kept.len());
        assert!(kept.len() >= 200 || stride == 1);
        let last = kept.last().unwrap().step;
        assert_eq!(last, trainer.position().updates, "the last is always there");
        for (at, step) in kept.iter().enumerate() {
            assert!(step.step == (at as u64 + 1) * stride || step.step == last);
            assert_eq!(*step, all[step.step as usize - 1]);
        }
    }
}

/// What lies ahead is not shown, comes back with it, and is forgotten where it comes otherwise.
#[test]
fn a_run_that_is_looked_back_at_shows_what_lies_behind() {
    let mut trainer = run(20);
    take_steps(&mut trainer, 7);
    let early = trainer.snapshot();
    take_steps(&mut trainer, 20);
    let (late, all) = (trainer.snapshot(), trainer.batch_steps());
    trainer.rewind(&early);
    assert_eq!(trainer.batch_steps(), all[..7]);
    take_steps(&mut trainer, 5);
    assert_eq!(trainer.batch_steps(), all[..12]);
    trainer.rewind(&late);
    assert_eq!(trainer.batch_steps(), all);

    trainer.rewind(&early);
    trainer.cut_trail();
    trainer.set_learning_rate(1e-6);
    take_steps(&mut trainer, 20);
    let other = trainer.batch_steps();
    assert_eq!((other.len(), &other[..7]), (27, &all[..7]));
    assert_ne!(other[8], all[8]);
    // The same rate from there on gives the same steps once more.
    trainer.rewind(&early);
    trainer.cut_trail();
    take_steps(&mut trainer, 20);
    assert_eq!(trainer.batch_steps(), all);
}

/// The weights of the best epoch are no step's.
#[test]
fn restored_weights_are_not_taken_for_those_of_the_last_step() {
    let mut trainer = small(Task::Regression, vec![dense(4, Activation::Tanh)], |config| {
        config.training.epochs = 400;
        config.training.early_stopping = true;
        // Nothing is an improvement on the first epoch.
        (config.training.stopping.min_delta, config.training.stopping.patience) = (1e3, 140);
    });
    while !matches!(trainer.work(&mut || true), Work::Finished(_)) {}
    let outcome = trainer.outcome().unwrap();
    assert!(matches!(outcome.reason, StopReason::EarlyStopped { .. }));
    assert!(outcome.restored_epoch.is_some());
    let stride = trainer.trail().stride();
    assert!(stride > 1, "{}", trainer.position().updates);
    assert!(trainer.batch_steps().iter().all(|kept| kept.step.is_multiple_of(stride)));
}
