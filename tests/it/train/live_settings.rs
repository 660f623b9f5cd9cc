//! What is set while a run rests holds from its next mini-batch on.

use descent::config::{ExponentialDecay, ReduceOnPlateau, Schedule, Task};
use descent::train::{LearningRate, Trainer, Work};

use crate::support::{checked, dataset, experiment, part, weights};

fn plateau(patience: u32) -> Schedule {
    Schedule::ReduceOnPlateau(ReduceOnPlateau { patience, ..ReduceOnPlateau::default() })
}

/// Keras's callback lowers the optimizer's own rate: who sets that one has it as it was set.
#[test]
fn a_rate_that_is_set_is_not_lowered_by_the_plateaus_before_it() {
    let mut rate = LearningRate::new(0.1, plateau(1));
    rate.observe(1.0);
    rate.observe(1.0);
    assert!(rate.now() < 0.02, "{}", rate.now());
    rate.set_start(0.05);
    assert_eq!(rate.now(), 0.05);
    // The next plateau goes on from it.
    rate.observe(1.0);
    assert!((rate.now() - 0.005).abs() < 1e-12, "{}", rate.now());
}

/// A run that goes on is told its rate again; that is no change.
#[test]
fn the_same_rate_told_again_keeps_what_plateaus_have_made_of_it() {
    let mut rate = LearningRate::new(0.1, plateau(1));
    rate.observe(1.0);
    rate.observe(1.0);
    let lowered = rate.clone();
    rate.set_start(0.1);
    assert_eq!(rate, lowered);
}

/// A decay is a function of the updates, which none of them forgets.
#[test]
fn a_decay_goes_on_from_the_rate_that_is_set() {
    let decay = ExponentialDecay { decay_steps: 10, decay_rate: 0.5, staircase: true };
    let mut rate = LearningRate::new(0.1, Schedule::ExponentialDecay(decay));
    (0..10).for_each(|_| rate.advance());
    assert_eq!(rate.now(), 0.05);
    rate.set_start(0.2);
    assert_eq!(rate.now(), 0.1);
}

/// Within an epoch, where Pause stops a run: the weights stand still from the next batch on.
#[test]
fn a_rate_set_within_an_epoch_holds_for_the_rest_of_it() {
    for schedule in [Schedule::Constant, plateau(0)] {
        let mut experiment = experiment(Task::Regression, 1, Vec::new());
        (experiment.training.learning_rate, experiment.training.schedule) = (0.2, schedule);
        let line = |row: &[descent::nn::Float]| vec![2.0 * row[0] + 1.0];
        let data = dataset(part(40, 1, 1, line), part(20, 1, 2, line));
        let mut trainer = Trainer::new(&checked(&experiment, 1), data);
        while trainer.reported() < 3 {
            trainer.work(&mut || false);
        }
        assert_eq!(trainer.work(&mut || false), Work::Yielded);
        let paused = weights(trainer.network_mut());
        trainer.set_learning_rate(0.0);
        for _ in 0..3 {
            trainer.work(&mut || false);
            assert_eq!(weights(trainer.network_mut()), paused);
        }
        trainer.set_learning_rate(0.3);
        while trainer.work(&mut || false) != Work::Yielded {}
        assert_ne!(weights(trainer.network_mut()), paused);
    }
}

/// Before an epoch ends, or amid its evaluation.
#[test]
fn a_threshold_changes_the_figures_alone() {
    let mut experiment = experiment(Task::BinaryClassification, 1, Vec::new());
    experiment.training.epochs = 3;
    let class = |row: &[descent::nn::Float]| vec![if row[0] > 0.2 { 1.0 } else { 0.0 }];
    let run = |threshold: Option<f64>, change: Option<(u32, f64)>| {
        let mut experiment = experiment.clone();
        experiment.training.threshold = threshold;
        let data = dataset(part(600, 1, 1, class), part(300, 1, 2, class));
        let mut trainer = Trainer::new(&checked(&experiment, 1), data);
        let (mut units, mut metrics, mut losses) = (0, Vec::new(), Vec::new());
        loop {
            units += 1;
            if let Some((_, threshold)) = change.filter(|(at, _)| *at == units) {
                trainer.set_threshold(threshold);
            }
            match trainer.work(&mut || false) {
                Work::Yielded => {}
                Work::Epoch(report) => {
                    metrics.push(report.figures.val_metrics);
                    losses.push(report.figures.val_loss);
                }
                Work::Finished(_) => return (metrics, losses),
            }
        }
    };
    let (before, after) = (run(None, None), run(Some(0.8), None));
    assert_ne!(before.0, after.0);
    for at in 1..=24 {
        let (metrics, losses) = run(None, Some((at, 0.8)));
        assert_eq!(losses, before.1);
        let switch = metrics.iter().zip(&before.0).take_while(|(now, then)| now == then).count();
        assert_eq!(metrics[switch..], after.0[switch..], "no figure is of two thresholds");
    }
}
