//! Recorded runs: made by training, kept in a file of a few hundred kilobytes.
//!
//! `WRITE_RUNS=1 cargo test --test it -- the_recorded_runs --ignored` writes it.

use std::path::PathBuf;

use descent::config::{CheckedExperiment, DataSource};
use descent::data::{Dataset, Table, synthesize};
use descent::train::diagnosis::{NetworkEvidence, NetworkProbe};
use descent::train::{EpochReport, Figures, History, StopReason, Trainer, Work};
use serde::{Deserialize, Serialize};

use crate::train::diagnosis::set::{HELD_OUT_SETS, Kind, SEEDS, kinds, table_of};

/// One run as it was. Losses have the precision of the engine's numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    pub name: String,
    pub seed: u32,
    pub end: StopReason,
    pub loss: Vec<f32>,
    pub val_loss: Vec<f32>,
    metric: Vec<f32>,
    val_metric: Vec<f32>,
    /// What the network was, after this many epochs.
    pub looks: Vec<(u32, NetworkEvidence)>,
}

impl Recorded {
    /// Whether the rules were tuned without it.
    pub fn is_held_out(&self) -> bool {
        let set = self.name.split(':').next().unwrap_or_default();
        self.seed != SEEDS[0] || HELD_OUT_SETS.contains(&set)
    }

    /// Its first epochs.
    pub fn history(&self, epochs: usize) -> History {
        let reports: Vec<EpochReport> = (0..epochs.min(self.loss.len()))
            .map(|at| {
                let figures = Figures {
                    loss: f64::from(self.loss[at]),
                    val_loss: f64::from(self.val_loss[at]),
                    logged_loss: f64::from(self.loss[at]),
                    metrics: vec![f64::from(self.metric[at])],
                    val_metrics: vec![f64::from(self.val_metric[at])],
                };
                let epoch = at as u32 + 1;
                EpochReport { epoch, figures, learning_rate: 0.001, best_epoch: 0, wait: 0 }
            })
            .collect();
        let mut history = History::default();
        history.extend(&reports);
        history
    }

    pub fn epochs(&self) -> usize {
        self.loss.len()
    }

    /// The last look that was taken by then.
    pub fn look(&self, epochs: usize) -> Option<&NetworkEvidence> {
        let taken = self.looks.iter().rev().find(|(epoch, _)| *epoch as usize <= epochs);
        taken.map(|(_, look)| look)
    }
}

/// An experiment of a kind with a seed, on its table.
pub fn prepared(kind: &Kind, seed: u32) -> (Table, CheckedExperiment, Dataset) {
    let mut experiment = kind.experiment.clone();
    experiment.seed = seed;
    let table = match &experiment.data.source {
        DataSource::Synthetic(made) => synthesize(made).unwrap().table,
        _ => table_of(kind.set),
    };
    let checked = experiment.check(table.schema()).unwrap();
    let dataset = Dataset::prepare(&table, &checked).unwrap();
    (table, checked, dataset)
}

fn record(kind: &Kind, seed: u32) -> Recorded {
    let (_, checked, dataset) = prepared(kind, seed);
    let mut probe = NetworkProbe::new(&checked, &dataset);
    let mut trainer = Trainer::new(&checked, dataset);
    let every = (checked.config().training.epochs / 25).max(1);
    let mut run = Recorded {
        name: kind.name.clone(),
        seed,
        end: StopReason::Completed,
        loss: Vec::new(),
        val_loss: Vec::new(),
        metric: Vec::new(),
        val_metric: Vec::new(),
        looks: Vec::new(),
    };
    loop {
        match trainer.work(&mut || true) {
            Work::Yielded => {}
            Work::Epoch(report) => {
                let figures = &report.figures;
                run.loss.push(figures.loss as f32);
                run.val_loss.push(figures.val_loss as f32);
                run.metric.push(figures.metrics[0] as f32);
                run.val_metric.push(figures.val_metrics[0] as f32);
                if report.epoch.is_multiple_of(every)
                    && let Some(look) = probe.as_mut().and_then(|probe| probe.look(&trainer))
                {
                    run.looks.push((report.epoch, short(look)));
                }
            }
            Work::Finished(outcome) => {
                run.end = outcome.reason;
                return run;
            }
        }
    }
}

/// Of the kernels in between the rules ask nothing.
fn short(mut look: NetworkEvidence) -> NetworkEvidence {
    if look.gradients.len() > 2 {
        look.gradients.drain(1..look.gradients.len() - 1);
    }
    look
}

/// All runs of all kinds.
fn record_all() -> Vec<Recorded> {
    let of = |kind: &Kind| SEEDS.map(|seed| record(kind, seed));
    kinds().iter().flat_map(of).collect()
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/runs.postcard")
}

/// The runs of the file.
pub fn recorded() -> Vec<Recorded> {
    postcard::from_bytes(&std::fs::read(path()).unwrap()).unwrap()
}

/// Minutes long; what is in the file is what training makes today.
#[test]
#[ignore = "trains every recorded run anew"]
fn the_recorded_runs_are_what_training_makes() {
    let bytes = postcard::to_allocvec(&record_all()).unwrap();
    if std::env::var_os("WRITE_RUNS").is_some() {
        std::fs::write(path(), &bytes).unwrap();
    }
    assert!(std::fs::read(path()).unwrap() == bytes, "run it with WRITE_RUNS=1");
}
