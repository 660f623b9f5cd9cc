//! Recorded runs: made by training, kept in a file of a few hundred kilobytes.
//!
//! `WRITE_RUNS=1 cargo test --test it -- the_recorded_runs --ignored` writes it.

use std::path::PathBuf;

use descent::config::{CheckedExperiment, DataSource, ExperimentConfig};
use descent::data::{Dataset, Table, synthesize};
use descent::train::diagnosis::{NetworkEvidence, NetworkProbe};
use descent::train::{EpochReport, Figures, History, StopReason, Trainer, Work};
use serde::{Deserialize, Serialize};

use crate::train::diagnosis::set::{Kind, SEEDS, kinds, table_of};

/// Epochs up to which all are kept, and how many are kept about of a longer run.
const ALL_KEPT: u32 = 1_200;
const KEPT: u32 = 600;
/// Times the network is looked into.
const LOOKS: u32 = 10;

/// One run as it was, its losses rounded to a hundredth of a percent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    pub name: String,
    pub seed: u32,
    pub end: StopReason,
    /// Of a long run every how manieth epoch is kept, and the last.
    every: u32,
    /// All epochs.
    pub count: u32,
    #[serde(with = "logarithms")]
    pub loss: Vec<f64>,
    #[serde(with = "logarithms")]
    pub val_loss: Vec<f64>,
    /// What the network was, after this many epochs.
    pub looks: Vec<(u32, NetworkEvidence)>,
}

impl Recorded {
    /// Whether the rules were tuned without it.
    pub fn is_held_out(&self) -> bool {
        self.seed != SEEDS[0]
    }

    /// The epoch of each kept one, by its place.
    pub fn epoch(&self, at: usize) -> u32 {
        ((at as u32 + 1) * self.every).min(self.count)
    }

    /// Its first kept epochs.
    pub fn history(&self, kept: usize) -> History {
        let reports: Vec<EpochReport> = (0..kept.min(self.kept()))
            .map(|at| {
                let figures = Figures {
                    loss: self.loss[at],
                    val_loss: self.val_loss[at],
                    logged_loss: self.loss[at],
                    metrics: Vec::new(),
                    val_metrics: Vec::new(),
                };
                let epoch = self.epoch(at);
                EpochReport { epoch, figures, learning_rate: 0.001, best_epoch: 0, wait: 0 }
            })
            .collect();
        let mut history = History::default();
        history.extend(&reports);
        history
    }

    /// Kept epochs.
    pub fn kept(&self) -> usize {
        self.loss.len()
    }

    /// The last look that was taken by then; the penalty, which moves with the loss, as it was
    /// between that look and the next.
    pub fn look(&self, kept: usize) -> Option<NetworkEvidence> {
        let epoch = if kept == 0 { 0 } else { self.epoch(kept - 1) };
        let at = self.looks.iter().rposition(|(taken, _)| *taken <= epoch)?;
        let (taken, look) = &self.looks[at];
        let mut look = look.clone();
        if let Some((next, after)) = self.looks.get(at + 1) {
            let share = f64::from(epoch - taken) / f64::from(next - taken);
            look.penalty += share * (after.penalty - look.penalty);
        }
        Some(look)
    }
}

/// Losses as differences of their logarithms in ten-thousandths: mostly a byte each.
mod logarithms {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    const STEPS: f64 = 1e4;
    const LEAST: f64 = 1e-30;

    pub fn serialize<S: Serializer>(losses: &[f64], to: S) -> Result<S::Ok, S::Error> {
        let steps = losses.iter().map(|loss| (loss.max(LEAST).ln() * STEPS).round() as i32);
        let mut before = 0;
        let difference = |step: i32| step - std::mem::replace(&mut before, step);
        steps.map(difference).collect::<Vec<i32>>().serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<f64>, D::Error> {
        let mut step = 0;
        let loss = |difference: i32| {
            step += difference;
            (f64::from(step) / STEPS).exp()
        };
        Ok(Vec::<i32>::deserialize(from)?.into_iter().map(loss).collect())
    }
}

/// The table that an experiment names.
pub fn table_for(experiment: &ExperimentConfig) -> Table {
    match &experiment.data.source {
        DataSource::Synthetic(made) => synthesize(made).unwrap().table,
        DataSource::Gallery { id } => table_of(id),
        DataSource::File { .. } => unreachable!("no run is on a file"),
    }
}

/// An experiment of a kind with a seed, on its table.
pub fn prepared(kind: &Kind, seed: u32) -> (Table, CheckedExperiment, Dataset) {
    let mut experiment = kind.experiment.clone();
    experiment.seed = seed;
    let table = table_for(&experiment);
    let checked = experiment.check(table.schema()).unwrap();
    let dataset = Dataset::prepare(&table, &checked).unwrap();
    (table, checked, dataset)
}

fn record(kind: &Kind, seed: u32) -> Recorded {
    let (_, checked, dataset) = prepared(kind, seed);
    let mut probe = NetworkProbe::new(&checked, &dataset);
    let mut trainer = Trainer::new(&checked, dataset);
    let epochs = checked.config().training.epochs;
    let every = if epochs <= ALL_KEPT { 1 } else { epochs.div_ceil(KEPT) };
    let mut run = Recorded {
        name: kind.name.clone(),
        seed,
        end: StopReason::Completed,
        every,
        count: 0,
        loss: Vec::new(),
        val_loss: Vec::new(),
        looks: Vec::new(),
    };
    let mut last = None;
    loop {
        match trainer.work(&mut || true) {
            Work::Yielded => {}
            Work::Epoch(report) => {
                let losses = (report.figures.loss, report.figures.val_loss);
                run.count = report.epoch;
                last = Some(losses).filter(|_| !report.epoch.is_multiple_of(every));
                if last.is_none() {
                    run.loss.push(losses.0);
                    run.val_loss.push(losses.1);
                }
                if report.epoch.is_multiple_of((epochs / LOOKS).max(1))
                    && let Some(look) = probe.as_mut().and_then(|probe| probe.look(&trainer))
                {
                    run.looks.push((report.epoch, short(look)));
                }
            }
            Work::Finished(outcome) => {
                if let Some((loss, val_loss)) = last {
                    run.loss.push(loss);
                    run.val_loss.push(val_loss);
                }
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
    let of = |kind: &Kind| {
        let start = std::time::Instant::now();
        let three = SEEDS.map(|seed| record(kind, seed));
        println!("{}: {:.1} s", kind.name, start.elapsed().as_secs_f64());
        three
    };
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
