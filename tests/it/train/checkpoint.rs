//! A run goes on from a checkpoint as if it had never been interrupted.

use descent::config::{
    Activation, ClassWeights, Clipping, CosineDecay, DenseConfig, DropoutConfig, EarlyStopping,
    ExperimentConfig, ExponentialDecay, LayerConfig, Optimizer, ReduceOnPlateau, Regularizer,
    Schedule, SgdConfig, Task,
};
use descent::data::{Dataset, Part};
use descent::nn::Float;
use descent::train::{Checkpoint, CheckpointError, StopReason, Trainer, Work};
use proptest::prelude::*;

use crate::support::{
    batch_norm, checked, dataset, dense, dropout, experiment, part, set, sgd, three_classes,
};

pub const INPUTS: usize = 2;

/// Noise on the classes of one row in four, so that validation stops falling.
fn parts(seed: u32) -> (Part, Part) {
    let noisy = |row: &[Float]| {
        let mut classes = three_classes(row);
        if (row[0] * 100.0) as i32 % 4 == 0 {
            classes.rotate_left(1);
        }
        classes
    };
    (part(70, INPUTS, seed, noisy), part(40, INPUTS, seed + 1, noisy))
}

pub fn data() -> Dataset {
    let (training, validation) = parts(1);
    dataset(training, validation)
}

/// Every kind of block, with a penalty, and a Dropout with a seed of its own.
fn layers() -> Vec<LayerConfig> {
    let kernel_regularizer = Regularizer { l1: 0.0, l2: 0.01 };
    vec![
        LayerConfig::Dense(DenseConfig {
            kernel_regularizer,
            ..DenseConfig::new(7, Activation::Tanh)
        }),
        batch_norm(0.9),
        dropout(0.3),
        dense(5, Activation::Gelu),
        LayerConfig::Dropout(DropoutConfig { rate: 0.1, seed: Some(9) }),
    ]
}

/// Six epochs of three mini-batches each.
fn varied() -> ExperimentConfig {
    let mut experiment = experiment(Task::MulticlassClassification, INPUTS, layers());
    experiment.training.batch_size = 32;
    experiment.training.epochs = 6;
    experiment.training.learning_rate = 0.01;
    experiment.training.optimizer = Optimizer::ADAM;
    experiment
}

/// What there is to interrupt, by name.
pub fn runs() -> Vec<(String, ExperimentConfig)> {
    let mut runs: Vec<(String, ExperimentConfig)> = Vec::new();
    let mut add = |name: &str, change: &dyn Fn(&mut ExperimentConfig)| {
        let mut experiment = varied();
        change(&mut experiment);
        runs.push((name.to_owned(), experiment));
    };
    for optimizer in Optimizer::ALL {
        add(optimizer.label(), &|run| run.training.optimizer = optimizer);
    }
    add("momentum", &|run| run.training.optimizer = sgd(0.9));
    add("nesterov", &|run| {
        run.training.optimizer = Optimizer::Sgd(SgdConfig { momentum: 0.9, nesterov: true });
    });
    add("exponential decay", &|run| {
        let staircase = true;
        let decay = ExponentialDecay { decay_steps: 4, decay_rate: 0.5, staircase };
        run.training.schedule = Schedule::ExponentialDecay(decay);
    });
    add("cosine decay", &|run| {
        let decay = CosineDecay { decay_steps: 15, alpha: 0.1 };
        run.training.schedule = Schedule::CosineDecay(decay);
    });
    add("plateaus", &|run| {
        run.training.schedule = Schedule::ReduceOnPlateau(ReduceOnPlateau {
            patience: 1,
            min_delta: 0.5,
            cooldown: 1,
            ..ReduceOnPlateau::default()
        });
    });
    let stopping = |patience: u32| EarlyStopping {
        patience,
        min_delta: 0.4,
        restore_best_weights: true,
        ..EarlyStopping::default()
    };
    for patience in [2, 100] {
        add(&format!("early stopping, patience {patience}"), &|run| {
            run.training.early_stopping = true;
            run.training.stopping = stopping(patience);
        });
    }
    add("class weights and clipping", &|run| {
        run.training.class_weights = ClassWeights::Balanced;
        run.training.clipping = Clipping::Norm(0.1);
    });
    add("rows in their order", &|run| run.training.shuffle = false);
    add("batches of all rows", &|run| run.training.batch_size = 8192);
    add("divergence", &|run| {
        // A penalty so steep that every step goes a hundred times too far.
        let kernel_regularizer = Regularizer { l1: 0.0, l2: 10.0 };
        let steep = DenseConfig { kernel_regularizer, ..DenseConfig::new(7, Activation::Tanh) };
        run.network.layers = vec![LayerConfig::Dense(steep)];
        run.training.optimizer = sgd(0.0);
        run.training.learning_rate = 10.0;
        run.training.epochs = 60;
        run.training.early_stopping = true;
        run.training.stopping = stopping(100);
    });
    runs
}

/// One unit of work; after some epochs the user changes what can be changed on the way.
fn unit(trainer: &mut Trainer) -> Work {
    let work = trainer.work(&mut || false);
    if let Work::Epoch(report) = &work {
        match report.epoch {
            2 => trainer.set_learning_rate(0.5 * report.learning_rate),
            3 => trainer.set_batch_size(20),
            _ => {}
        }
    }
    work
}

/// What `units` of work come to, besides time; all that is left without a number.
pub fn work(trainer: &mut Trainer, units: Option<usize>) -> Vec<Work> {
    let mut seen = Vec::new();
    for _ in 0..units.unwrap_or(usize::MAX) {
        let work = unit(trainer);
        let is_over = matches!(work, Work::Finished(_));
        if work != Work::Yielded {
            seen.push(work);
        }
        if is_over {
            break;
        }
    }
    seen
}

fn units_of(trainer: &mut Trainer) -> usize {
    let mut units = 1;
    while !matches!(unit(trainer), Work::Finished(_)) {
        units += 1;
    }
    units
}

fn resumed(experiment: &ExperimentConfig, bytes: &[u8]) -> Result<Trainer, CheckpointError> {
    let checkpoint = Checkpoint::from_bytes(bytes)?;
    Trainer::resume(&checked(experiment, INPUTS), data(), checkpoint)
}

#[test]
fn a_run_goes_on_from_everywhere_with_the_same_bits() {
    let mut reasons = Vec::new();
    for (name, experiment) in runs() {
        let new = || Trainer::new(&checked(&experiment, INPUTS), data());
        let mut whole = new();
        let expected = work(&mut whole, None);
        let Some(Work::Finished(outcome)) = expected.last() else { panic!("{name}: no end") };
        reasons.push(outcome.reason);
        // Everything that a run carries, weights first of all.
        let end = whole.checkpoint().to_bytes();

        for units in 0..=units_of(&mut new()) {
            let mut before = new();
            let mut seen = work(&mut before, Some(units));
            let checkpoint = before.checkpoint();
            assert_eq!(checkpoint.reported(), before.reported());
            let bytes = checkpoint.to_bytes();
            let mut after = resumed(&experiment, &bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!(after.checkpoint().to_bytes(), bytes, "{name}, {units}");
            if matches!(seen.last(), Some(Work::Finished(_))) {
                seen.pop();
            }
            seen.extend(work(&mut after, None));
            assert_eq!(seen, expected, "{name}, interrupted after {units} units");
            assert_eq!(after.checkpoint().to_bytes(), end, "{name}, {units}");
        }
    }
    for found in ["Completed", "EarlyStopped", "Diverged"] {
        assert!(reasons.iter().any(|reason| format!("{reason:?}").starts_with(found)), "{found}");
    }
}

#[test]
fn a_stopped_run_comes_back_stopped() {
    let mut trainer = Trainer::new(&checked(&varied(), INPUTS), data());
    work(&mut trainer, Some(8));
    let outcome = trainer.stop();
    assert_eq!(outcome.reason, StopReason::StoppedByUser);
    let mut again = resumed(&varied(), &trainer.checkpoint().to_bytes()).unwrap();
    assert_eq!(work(&mut again, None), [Work::Finished(outcome)]);
}

#[test]
fn the_size_is_known_before() {
    for (name, experiment) in runs() {
        let mut trainer = Trainer::new(&checked(&experiment, INPUTS), data());
        for _ in 0..3 {
            let (about, bytes) = (trainer.checkpoint_bytes(), trainer.checkpoint().to_bytes());
            assert!((about / 2..=about).contains(&bytes.len()), "{name}: {about}, {}", bytes.len());
            work(&mut trainer, Some(6));
        }
    }
}

#[test]
fn what_does_not_fit_is_refused_with_a_sentence() {
    let mut trainer = Trainer::new(&checked(&varied(), INPUTS), data());
    work(&mut trainer, Some(10)); // two epochs
    let bytes = trainer.checkpoint().to_bytes();
    let refused = |change: &dyn Fn(&mut ExperimentConfig)| {
        let mut experiment = varied();
        change(&mut experiment);
        resumed(&experiment, &bytes).err()
    };
    assert_eq!(refused(&|_| ()), None);
    // What may be changed to train on.
    assert_eq!(refused(&|run| run.training.epochs = 100), None);
    assert_eq!(refused(&|run| run.training.early_stopping = true), None);
    assert_eq!(refused(&|run| "another title".clone_into(&mut run.title)), None);

    let other = Some(CheckpointError::OtherRun);
    assert_eq!(refused(&|run| run.seed += 1), other);
    assert_eq!(refused(&|run| run.network.layers.truncate(3)), other);
    assert_eq!(refused(&|run| run.training.optimizer = Optimizer::RMS_PROP), other);
    assert_eq!(refused(&|run| run.data.validation_percent = 50), other);
    let checkpoint = || Checkpoint::from_bytes(&bytes).unwrap();
    let (training, validation) = parts(5);
    let elsewhere = dataset(training, validation);
    let on = |data| Trainer::resume(&checked(&varied(), INPUTS), data, checkpoint()).err();
    assert_eq!(on(elsewhere), other);

    let left = CheckpointError::NoEpochLeft { behind: 2, epochs: 2 };
    assert_eq!(refused(&|run| run.training.epochs = 2), Some(left));
    assert_eq!(
        left.to_string(),
        "The run has 2 epochs behind it, and the experiment has 2; set more epochs to go on."
    );

    set(trainer.network_mut().store_mut(), "0/bias", &[Float::NAN; 7]);
    let broken = trainer.checkpoint().to_bytes();
    assert_eq!(resumed(&varied(), &broken).err(), Some(CheckpointError::NotFinite));
}

#[test]
fn a_cut_checkpoint_is_damaged() {
    let mut trainer = Trainer::new(&checked(&varied(), INPUTS), data());
    work(&mut trainer, Some(7));
    let mut bytes = trainer.checkpoint().to_bytes();
    for length in 0..bytes.len() {
        assert_eq!(Checkpoint::from_bytes(&bytes[..length]), Err(CheckpointError::Damaged));
    }
    bytes.push(0);
    assert_eq!(Checkpoint::from_bytes(&bytes), Err(CheckpointError::Damaged));
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(resumed(&varied(), &bytes).is_err());
    }

    #[test]
    fn a_damaged_checkpoint_never_panics(
        units in 0..32_usize,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut trainer = Trainer::new(&checked(&varied(), INPUTS), data());
        work(&mut trainer, Some(units));
        let mut bytes = trainer.checkpoint().to_bytes();
        // Half of the damage where the small numbers stand.
        for (at, (index, byte)) in damage.into_iter().enumerate() {
            let within = if at % 2 == 0 { bytes.len().min(60) } else { bytes.len() };
            bytes[index.index(within)] = byte;
        }
        if let Ok(mut trainer) = resumed(&varied(), &bytes) {
            work(&mut trainer, None);
        }
    }
}
