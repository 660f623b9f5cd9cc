//! The run that a report is of, and what is measured for it.

use crate::config::CheckedExperiment;
use crate::data::Table;
use crate::inspection::{
    Answer, NetworkCopy, PartName, PermutationImportance, PermutationImportanceJob, PredictionJob,
    Predictions, ResidualsOver,
};
use crate::train::diagnosis::Diagnosis;
use crate::train::{History, PartFigures, Trainer};

/// Weights times rows that the importance of the columns may take: about a second.
const MOST_WORK: f64 = 4e9;

/// A run with what is said of it.
pub struct ReportedRun<'a> {
    /// The run, and what it trains.
    pub trainer: &'a Trainer,
    /// Its table.
    pub table: &'a Table,
    /// Its figures; empty of weights that came from a file.
    pub history: &'a History,
    /// Loss and metrics of the training and the validation rows, and the epoch they are of;
    /// `None` if they are no numbers, and no epoch of weights from a file.
    pub figures: Option<(Option<u32>, [PartFigures; 2])>,
    /// The same of the test rows, once they were measured.
    pub test: Option<PartFigures>,
    /// What the coach says of it.
    pub verdict: Option<CoachVerdict>,
    /// What the network says of the validation rows; `None` if it says no numbers.
    pub predictions: Option<Predictions>,
    /// What each column is worth; `None` where it would take long.
    pub importance: Option<PermutationImportance>,
}

/// What the coach says, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CoachVerdict {
    /// In one or two words.
    pub headline: String,
    /// What it means.
    pub sentence: String,
    /// What says so, and what else was found: a sentence each.
    pub reasons: Vec<String>,
    /// What to try, and why.
    pub suggestions: Vec<[String; 2]>,
}

impl From<Diagnosis> for CoachVerdict {
    fn from(diagnosis: Diagnosis) -> Self {
        let gap = diagnosis.gap.map(|gap| gap.sentence());
        let reasons = diagnosis.evidence.into_iter().chain(gap).chain(diagnosis.findings);
        let suggestions = diagnosis.suggestions.into_iter().map(|one| [one.label, one.why]);
        Self {
            headline: diagnosis.headline.to_owned(),
            sentence: diagnosis.sentence,
            reasons: reasons.collect(),
            suggestions: suggestions.collect(),
        }
    }
}

impl<'a> ReportedRun<'a> {
    /// Measures a run with its weights as they stand; within an epoch the figures are those of
    /// the epoch before. It changes nothing about the run.
    ///
    /// Checked by `tests/it/export/report.rs`.
    pub fn new(
        trainer: &'a mut Trainer,
        table: &'a Table,
        history: &'a History,
        test: Option<PartFigures>,
        verdict: Option<CoachVerdict>,
    ) -> Self {
        let epoch = trainer.measured_epoch();
        let now = if epoch.is_some() || history.is_empty() { trainer.parts_now() } else { None };
        let figures = now.map(|parts| (epoch, parts)).or_else(|| last_epoch(history));
        let trainer = &*trainer;
        let mut copy = NetworkCopy::new(trainer);
        let predictions = predictions(trainer, table, &mut copy);
        let importance = predictions.as_ref().and_then(|_| importance(trainer, table, &mut copy));
        Self { trainer, table, history, figures, test, verdict, predictions, importance }
    }

    pub(super) fn checked(&self) -> &CheckedExperiment {
        self.trainer.experiment()
    }
}

/// What was measured at the end of the last epoch that is kept.
fn last_epoch(history: &History) -> Option<(Option<u32>, [PartFigures; 2])> {
    let last = history.len().checked_sub(1)?;
    let figures = history.figures(last);
    let training = PartFigures { loss: figures.loss, metrics: figures.metrics };
    let validation = PartFigures { loss: figures.val_loss, metrics: figures.val_metrics };
    Some((Some(history.epochs[last]), [training, validation]))
}

fn predictions(trainer: &Trainer, table: &Table, copy: &mut NetworkCopy) -> Option<Predictions> {
    let asked = (PartName::Validation, &ResidualsOver::Prediction);
    let mut job = PredictionJob::new(trainer, copy, table, asked);
    loop {
        match job.advance(copy) {
            None => {}
            Some(Answer::Predictions(found)) => return Some(*found),
            Some(_) => return None,
        }
    }
}

fn importance(
    trainer: &Trainer,
    table: &Table,
    copy: &mut NetworkCopy,
) -> Option<PermutationImportance> {
    let experiment = trainer.experiment();
    let (config, dataset) = (experiment.config(), trainer.dataset());
    let columns = config.features(table.schema()).count();
    let weights = config.network.parameters(dataset.inputs() as u64, experiment.output());
    let rows = dataset.validation.rows().min(PermutationImportance::ROWS);
    let work = weights as f64 * rows as f64 * (1 + PermutationImportance::REPEATS * columns) as f64;
    if columns < 2 || work > MOST_WORK {
        return None;
    }
    let mut job = PermutationImportanceJob::new(trainer, copy);
    loop {
        if let Some(found) = job.advance(copy) {
            return found.ok();
        }
    }
}
