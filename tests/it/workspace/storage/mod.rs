//! What is stored and what a late answer may change, over a database in memory.

mod archive;
mod copies;
mod experiments;
mod fake;
mod late;
mod overlays;
mod refusing;
mod runs;

use descent::config::{ExperimentConfig, Task};
use descent::train::{Outcome, StopReason};
use descent::worker::RunId;
use descent::workspace::current_run::{CurrentRun, Phase};
use descent::workspace::experiment_record::{KeptExperiment, Record};
use descent::workspace::run_record::RunHead;
use descent::workspace::storage::Storage;
use descent::workspace::storage::experiments::{Found, Present, TabSession};
use descent::workspace::undo::UndoStack;

use crate::support::report;
use fake::{Fake, now};

/// One minute, and the hour for which what was deleted can be restored.
const MINUTE_MS: f64 = 60_000.0;
const HOUR_MS: f64 = 60.0 * MINUTE_MS;

fn experiment(title: &str) -> ExperimentConfig {
    ExperimentConfig {
        title: title.to_owned(),
        ..crate::support::experiment(Task::Regression, 2, vec![])
    }
}

/// A run that came to its end after this many epochs.
fn trained(epochs: u32) -> CurrentRun {
    let outcome = Outcome { reason: StopReason::Completed, restored_epoch: None };
    let mut run = CurrentRun::begin(RunId(1), experiment("trained"), Phase::Finished(outcome));
    for epoch in 1..=epochs {
        run.history.push(&report(epoch, [0.5, 0.5, 0.5], [0.5, 0.5]));
    }
    run
}

fn head_of(number: u32, run: &CurrentRun) -> RunHead {
    let mut head = RunHead { number, ..RunHead::default() };
    head.follow(run);
    head
}

/// No link is read here: whoever asks gets this answer.
async fn no_link(_: String) -> Result<ExperimentConfig, String> {
    Err("This link is damaged.".to_owned())
}

/// A link that holds an experiment's title.
async fn titled_link(link: String) -> Result<ExperimentConfig, String> {
    Ok(experiment(&link))
}

/// A tab that opens an experiment, and whether it is a copy.
fn tab(fake: &Fake, key: &str, copy_key: &str) -> Storage<Fake> {
    let storage = Storage::new(Some(fake.clone()));
    let session = TabSession { last_key: key.to_owned(), ..TabSession::default() };
    let found = now(storage.find(session, &no_link));
    let is_stored = found.kept.is_some();
    storage.begin(found, is_stored);
    assert!(now(storage.claim(copy_key.to_owned())));
    storage
}

/// Stores an experiment on the page that was edited.
fn store(storage: &Storage<Fake>, title: &str, now_ms: f64) -> Option<String> {
    let mut undo = UndoStack::default();
    undo.record(experiment("before"), &experiment(title), "Title", None);
    let experiment = experiment(title);
    let present = Present { experiment: &experiment, undo: &undo, has_curves: false, now_ms };
    now(storage.store_experiment(&present))
}

/// Stores a run with its head.
fn store_run(storage: &Storage<Fake>, key: &str, number: u32, run: &CurrentRun) {
    assert!(now(storage.store_figures(key, run)));
    assert!(now(storage.store_head(key, &head_of(number, run))));
}

/// The titles in the list.
fn titles(storage: &Storage<Fake>) -> Vec<String> {
    now(storage.list()).into_iter().map(|(_, record)| record.name).collect()
}

/// Opens an experiment of the list, as a click does.
fn open(storage: &Storage<Fake>, key: &str) -> Found<Vec<u8>> {
    let record = now(storage.read_record(key)).expect("it is in the list");
    let ready = now(storage.ready(key.to_owned(), record, &no_link)).expect("no other tab has it");
    storage.open(ready.expect("nothing else was asked for")).expect("nor since")
}

/// An experiment that is in the list, but in no tab.
fn put_into_list(fake: &Fake, key: &str, title: &str, when_ms: f64) {
    let kept = KeptExperiment { experiment: experiment(title), undo: UndoStack::default() };
    let record = Record { name: title.to_owned(), when_ms, body: kept.pack(), ..Record::default() };
    fake.put_record(key, &record);
}
