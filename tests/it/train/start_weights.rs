//! A run that begins with weights of its own.

use descent::config::{Activation, CheckedExperiment, Task};
use descent::train::{Checkpoint, CheckpointError, Trainer, WrongWeights, start_weights};
use proptest::prelude::*;

use super::checkpoint::{INPUTS, data};
use crate::support::{batch_norm, checked, dense, experiment, weights};

fn settings(units: u32) -> CheckedExperiment {
    let layers = vec![dense(units, Activation::Tanh), batch_norm(0.9)];
    checked(&experiment(Task::MulticlassClassification, INPUTS, layers), INPUTS)
}

fn trainer(units: u32) -> Trainer {
    Trainer::new(&settings(units), data())
}

fn resume(units: u32, checkpoint: Checkpoint) -> Trainer {
    Trainer::resume(&settings(units), data(), checkpoint).unwrap()
}

#[test]
fn a_run_begins_with_the_weights_of_another() {
    let mut trained = trainer(3);
    while trained.reported() < 2 {
        trained.work(&mut || true);
    }
    let bytes = start_weights(trained.network_mut());
    let mut run = trainer(3);
    assert_ne!(weights(run.network_mut()), weights(trained.network_mut()));
    run.start_with(&bytes).unwrap();
    assert_eq!(weights(run.network_mut()), weights(trained.network_mut()));
    assert_eq!((run.reported(), run.epoch()), (0, 0));
}

#[test]
fn that_no_seed_gives_its_weights_is_known_after_a_reload() {
    let mut trained = trainer(3);
    let of_a_seed = trained.checkpoint().to_bytes();
    let mut run = trainer(3);
    run.start_with(&start_weights(trained.network_mut())).unwrap();
    let of_weights = run.checkpoint().to_bytes();
    assert_eq!(of_weights.len(), of_a_seed.len() + 1, "all others have the bytes they always had");
    for (bytes, expected) in [(of_a_seed, false), (of_weights, true)] {
        let checkpoint = Checkpoint::from_bytes(&bytes).unwrap();
        assert_eq!(checkpoint.to_bytes(), bytes);
        let resumed = resume(3, checkpoint);
        assert_eq!(resumed.began_with_weights(), expected);
        let longer = [&bytes[..], &[1]].concat();
        let unless = if expected { Err(CheckpointError::Damaged) } else { Ok(true) };
        let read = Checkpoint::from_bytes(&longer);
        assert_eq!(read.map(|read| resume(3, read).began_with_weights()), unless);
    }
}

#[test]
fn weights_of_another_network_or_no_numbers_are_refused() {
    let mut run = trainer(3);
    let before = weights(run.network_mut());
    let other = start_weights(trainer(4).network_mut());
    let mut none = trainer(3);
    none.network_mut().store_mut().values[0] = descent::nn::Float::NAN;
    let no_numbers = start_weights(none.network_mut());
    for bytes in [&other, &no_numbers, &other[..3].to_vec(), &Vec::new()] {
        assert_eq!(run.start_with(bytes), Err(WrongWeights));
        assert_eq!(weights(run.network_mut()), before);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_weights_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let mut run = trainer(3);
        let before = weights(run.network_mut());
        if run.start_with(&bytes).is_err() {
            prop_assert_eq!(weights(run.network_mut()), before);
        }
    }
}
