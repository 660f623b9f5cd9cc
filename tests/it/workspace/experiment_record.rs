//! What is kept of an experiment, and what comes back.

use descent::config::{Activation, DataSource, ExperimentConfig, TableSchema};
use descent::train::{Outcome, StopReason};
use descent::worker::{RunId, codec};
use descent::workspace::current_run::{CurrentRun, Phase};
use descent::workspace::experiment_record::{KeptExperiment, KeptRun, MAX_BYTES, Record, copy_of};
use descent::workspace::packing::{Stored, pack, unpack};
use descent::workspace::undo::{SettingChange, UndoStack};
use proptest::prelude::*;

use crate::support::{dense, in_german, report};

fn experiment(seed: u32) -> ExperimentConfig {
    let source = DataSource::Gallery { id: "iris".to_owned() };
    let experiment = ExperimentConfig::propose("Iris", source, &TableSchema::default());
    ExperimentConfig { seed, ..experiment }
}

/// An experiment whose seed was changed this often, and undone `back` times.
fn edited(steps: u32, back: u32) -> KeptExperiment {
    let mut undo = UndoStack::default();
    for seed in 0..steps {
        let change = SettingChange {
            name: "Seed".to_owned(),
            from: seed.to_string(),
            to: (seed + 1).to_string(),
        };
        undo.record(experiment(seed), &experiment(seed + 1), change, None);
    }
    let mut present = experiment(steps);
    for _ in 0..back {
        (present, _) = undo.undo(present).expect("there are more steps");
    }
    KeptExperiment { experiment: present, undo }
}

fn record(kept: KeptExperiment) -> Record {
    Record { name: kept.experiment.title.clone(), body: kept.pack(), ..Record::default() }
}

#[test]
fn undo_and_redo_come_back_with_their_words() {
    let record = Record::read(&codec::encode(&record(edited(5, 2)))).expect("it was written so");
    let kept = record.kept().expect("of this version");
    assert_eq!(kept, edited(5, 2));
    let mut undo = kept.undo;
    assert_eq!(undo.undoes().map(SettingChange::sentence).as_deref(), Some("Seed 2 to 3"));
    assert_eq!(undo.redoes().map(SettingChange::sentence).as_deref(), Some("Seed 3 to 4"));
    let (after, _) = undo.redo(kept.experiment).expect("there is one");
    assert_eq!(after, experiment(4));
}

#[test]
fn the_list_speaks_the_readers_language() {
    let mut iris = experiment(1);
    iris.network.layers = vec![dense(8, Activation::Relu), dense(8, Activation::Relu)];
    let mut kept = record(KeptExperiment { experiment: iris, undo: UndoStack::default() });
    assert_eq!(kept.about_words(), "Iris · 2 blocks");
    assert_eq!(in_german(|| kept.about_words()), "Iris · 2 Blöcke");
    kept.about = "Of another version".to_owned();
    kept.body.clear();
    assert_eq!(in_german(|| kept.about_words()), "Of another version");
}

#[test]
fn the_name_in_the_list_goes_before_the_title() {
    let record = Record { name: "Of the list".to_owned(), ..record(edited(1, 0)) };
    assert_eq!(record.kept().map(|kept| kept.experiment.title).as_deref(), Some("Of the list"));
}

#[test]
fn another_version_is_left_to_the_link() {
    let mut record = record(edited(1, 0));
    record.body[0] ^= 1;
    assert_eq!(record.kept(), None);
}

#[test]
fn an_experiment_that_cannot_run_is_not_opened() {
    let mut kept = edited(1, 0);
    kept.experiment.training.batch_size = 0;
    assert_eq!(record(kept).kept(), None);
}

#[test]
fn the_oldest_steps_go_first() {
    let mut kept = edited(200, 0);
    // A table with long names of columns, as every step then carries them.
    let columns = (0..900).map(|column| format!("a rather long name {column}")).collect();
    let source = DataSource::File { name: "wide.csv".to_owned(), columns };
    let mut undo = UndoStack::default();
    for seed in 0..200 {
        let mut before = experiment(seed);
        before.data.source = source.clone();
        undo.record(before, &experiment(seed + 1), "Seed changed", None);
    }
    kept.undo = undo;
    let bytes = kept.clone().pack();
    assert!(bytes.len() <= MAX_BYTES, "{} bytes", bytes.len());
    let mut back: KeptExperiment = unpack(&bytes).expect("of this version");
    assert_eq!(back.experiment, kept.experiment);
    let (last, _) = back.undo.undo(back.experiment).expect("the latest steps are there");
    assert_eq!(last.seed, 199);
}

#[test]
fn a_run_comes_back_interrupted() {
    let mut run = CurrentRun::begin(RunId(4), experiment(1), Phase::Running);
    run.live = Some((0.1, 8));
    run.history.push(&report(1, [0.1, 0.2, 0.3], [0.4, 0.5]));
    let kept: KeptRun = unpack(&pack(&KeptRun::of(&run, "run".to_owned()))).expect("as written");
    assert_eq!((kept.phase, kept.key.as_str()), (Phase::Running, "run"));
    let back = kept.restore().expect("its figures are sound");
    assert_eq!((back.phase, back.id), (Phase::Interrupted, None));
    assert_eq!((&back.history, &back.experiment), (&run.history, &run.experiment));
    assert_eq!(back.live, Some((0.1, 8)), "changed on the way");

    let outcome = Outcome { reason: StopReason::Completed, restored_epoch: None };
    run.phase = Phase::Finished(outcome);
    let back = KeptRun::of(&run, String::new()).restore().expect("its figures are sound");
    assert_eq!(back.phase, Phase::Finished(outcome), "a run that is over stays so");

    run.history.val_loss[0] = f64::NAN;
    assert_eq!(KeptRun::of(&run, String::new()).restore(), None);
}

proptest! {
    /// Bytes that something else wrote, cut or changed, never break the page.
    #[test]
    fn arbitrary_bytes_are_nothing(
        mut bytes in prop::collection::vec(any::<u8>(), 0..300),
        at in any::<prop::sample::Index>(),
        changed in any::<u8>(),
    ) {
        let _ = Record::read(&bytes);
        prop_assert_eq!(unpack::<KeptExperiment>(&bytes), None);
        // Of this version, but not what it says it is.
        let mut packed = KeptExperiment::VERSION.to_le_bytes().to_vec();
        packed.append(&mut bytes);
        let _ = unpack::<KeptExperiment>(&packed);
        let _ = unpack::<KeptRun>(&packed).map(KeptRun::restore);
        let mut real = codec::encode(&record(edited(3, 1)));
        let at = at.index(real.len());
        real[at] = changed;
        let _ = Record::read(&real).and_then(|record| record.kept());
    }
}

#[test]
fn copies_are_counted() {
    for (name, copy) in [
        ("Wine", "Wine (copy)"),
        ("Wine (copy)", "Wine (copy 2)"),
        ("Wine (copy 2)", "Wine (copy 3)"),
        ("Wine (copy of mine)", "Wine (copy of mine) (copy)"),
        ("Wine (copy 4294967295)", "Wine (copy 4294967295) (copy)"),
        ("", " (copy)"),
    ] {
        assert_eq!(copy_of(name), copy);
    }
}
