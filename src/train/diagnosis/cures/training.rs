//! Trains what is to be tried, one after the other. Checked by
//! `tests/it/train/diagnosis/cures.rs`.

use std::rc::Rc;

use super::{CureTrial, CureTrials};
use crate::config::{DataConfig, ExperimentConfig, Loss};
use crate::data::{Dataset, Table};
use crate::train::{History, Trainer, Work};

/// What came of a trial.
enum Came {
    /// The validation loss at its end, none where it diverged.
    ToAnEnd(Option<f64>),
    ToNothing,
    OutOfTime,
}

/// The rows of the last trial, for the next of the same start.
#[derive(Default)]
struct LastRows {
    of: Option<(DataConfig, u32, bool)>,
    dataset: Option<Rc<Dataset>>,
}

/// Trains everything that is to be tried, until `may_go_on` says no.
pub fn try_cures(trials: &mut CureTrials, table: &Table, may_go_on: &mut dyn FnMut() -> bool) {
    let mut rows = LastRows::default();
    while let Some(CureTrial { change, start, experiment }) = trials.next_trial() {
        match train(&experiment, table, &mut rows, may_go_on) {
            Came::ToAnEnd(val_loss) => trials.ended(change, start, val_loss),
            Came::ToNothing => trials.skip(change, start),
            Came::OutOfTime => return,
        }
    }
}

fn train(
    experiment: &ExperimentConfig,
    table: &Table,
    rows: &mut LastRows,
    may_go_on: &mut dyn FnMut() -> bool,
) -> Came {
    if !may_go_on() {
        return Came::OutOfTime;
    }
    let Ok(checked) = experiment.check(table.schema()) else { return Came::ToNothing };
    let is_sparse = experiment.training.loss == Loss::SparseCategoricalCrossentropy;
    let of = Some((experiment.data.clone(), experiment.seed, is_sparse));
    if rows.of != of {
        *rows = LastRows { of, dataset: Dataset::prepare(table, &checked).ok().map(Rc::new) };
    }
    let Some(dataset) = rows.dataset.clone() else { return Came::ToNothing };
    let mut trainer = Trainer::new(&checked, dataset);
    let mut history = History::default();
    let mut has_time = true;
    while has_time {
        let work = trainer.work(&mut || {
            has_time = may_go_on();
            has_time
        });
        match work {
            Work::Yielded => {}
            Work::Epoch(report) => history.push(&report),
            Work::Finished(outcome) if outcome.has_diverged() => return Came::ToAnEnd(None),
            Work::Finished(outcome) => {
                let epoch = outcome.restored_epoch.unwrap_or(history.count());
                return Came::ToAnEnd(super::val_loss_at(&history, epoch));
            }
        }
    }
    Came::OutOfTime
}
