//! `descent train`

use std::path::PathBuf;

use clap::Args;
use descent::config::{CheckedExperiment, Metric};
use descent::data::DataWarning;
use descent::export::{
    NamedHistory, history_csv, history_header, history_row, predictions_csv, prepared_csv,
};
use descent::plot::Stopped;
use descent::plot::runs_slide::{Slide, draw_runs};
use descent::train::metrics::confusion_matrix;
use descent::train::{
    EpochReport, Figures, History, Outcome, PartFigures, StopReason, Trainer, Work,
};
use serde::Serialize;

use crate::coach::{self, CoachReport};
use crate::errors::CliError;
use crate::files::{print_json, print_line, read_weights, write_to, write_weights};
use crate::progress::Progress;
use crate::source::{Prepared, SourceArgs};

/// Train an experiment and print one row an epoch
#[derive(Args)]
#[command(after_help = "\
The columns are epoch, loss, val_loss, each metric and its validation, and logged_loss, the
training loss as Keras logs it.
Tensors are named by the block's index in the chain, the output's the last:
0/kernel, 0/bias, 1/gamma, 1/beta, 1/moving_mean, 1/moving_variance.

Examples:
  descent train iris.json --history history.csv --curves curves.svg
  descent train wine.json --data wine.csv --save weights.safetensors --evaluate-test
  descent train \"$LINK\" --json --cures-seconds 30")]
pub struct TrainArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Also write the rows there
    #[arg(long, value_name = "OUT.csv")]
    history: Option<PathBuf>,
    /// Also draw the losses there, as the page does
    #[arg(long, value_name = "OUT.svg")]
    curves: Option<PathBuf>,
    /// Print one JSON document at the end, with what the coach says, instead of rows
    #[arg(long)]
    json: bool,
    /// How long the coach's suggestions are tried for --json; 0 for not at all
    // The page's.
    #[arg(long, value_name = "N", default_value_t = 5)]
    cures_seconds: u32,
    /// Start from these weights instead of drawing them
    #[arg(long, value_name = "W.safetensors")]
    start: Option<PathBuf>,
    /// Write the weights before the first update
    #[arg(long, value_name = "W.safetensors")]
    save_start: Option<PathBuf>,
    /// Write the weights at the end
    #[arg(long, value_name = "W.safetensors")]
    save: Option<PathBuf>,
    /// Write what the network says to every training and validation row at the end
    #[arg(long, value_name = "OUT.csv")]
    predictions: Option<PathBuf>,
    /// Write what the network is given, scaled and encoded
    #[arg(long, value_name = "OUT.csv")]
    prepared: Option<PathBuf>,
    /// Measure the test part with the weights at the end
    #[arg(long)]
    evaluate_test: bool,
}

/// What `--json` prints. Numbers have as many digits as it takes to read them back.
#[derive(Serialize)]
struct TrainReport<'run> {
    /// The names of the metrics, in the order of their figures.
    metrics: Vec<&'static str>,
    epochs: &'run [EpochReport],
    outcome: Outcome,
    /// `[class][predicted]`, rows of the validation part; none for regression.
    #[serde(skip_serializing_if = "Option::is_none")]
    confusion_matrix: Option<Vec<Vec<usize>>>,
    /// With `--evaluate-test`.
    #[serde(skip_serializing_if = "Option::is_none")]
    test: Option<PartFigures>,
    coach: CoachReport,
}

pub fn run(args: &TrainArgs) -> Result<(), CliError> {
    let Prepared { table, checked, dataset, .. } = args.source.prepare()?;
    let warnings = dataset.facts().warnings.iter();
    for warning in warnings.filter(|one| matches!(one, DataWarning::WithoutEffect { .. })) {
        eprintln!("{warning}");
    }
    write_to(args.prepared.as_deref(), || prepared_csv(&dataset).into_bytes())?;

    let mut trainer = Trainer::new(&checked, dataset);
    if let Some(path) = &args.start {
        read_weights(path, trainer.network_mut())?;
    }
    write_weights(args.save_start.as_deref(), trainer.network_mut())?;

    let metrics = checked.metrics();
    let rows = if args.json { None } else { Some(history_header(&metrics)) };
    let (history, epochs, outcome) = train(&mut trainer, rows)?;

    write_to(args.history.as_deref(), || history_csv(&history, &metrics).into_bytes())?;
    write_to(args.curves.as_deref(), || curves(&trainer, &history, outcome).into_bytes())?;
    write_weights(args.save.as_deref(), trainer.network_mut())?;
    write_to(args.predictions.as_deref(), || predicted(&mut trainer).into_bytes())?;
    let test = args.evaluate_test.then(|| trainer.evaluate_test()).flatten();
    if let Some(PartFigures { loss, metrics: figures }) = &test {
        let named = metrics.iter().zip(figures);
        let named: Vec<_> =
            named.map(|(metric, figure)| format!(", {} {figure}", metric.name())).collect();
        eprintln!("Test part: loss {loss}{}", named.concat());
    } else if args.evaluate_test {
        eprintln!(
            "There is nothing to measure: the experiment has no test part, or the run diverged."
        );
    }
    if args.json {
        let (is_drawn, seconds) = (args.start.is_none(), args.cures_seconds);
        let coach = coach::judge(&trainer, &table, &history, outcome, is_drawn, seconds);
        print_document(&mut trainer, &checked, &epochs, outcome, test, coach)?;
    }
    eprintln!("{}", outcome.sentence(history.count()));
    Ok(())
}

/// What the network says to every training and validation row.
pub fn predicted(trainer: &mut Trainer) -> String {
    let training = trainer.predict(|dataset| &dataset.training).to_owned();
    let validation = trainer.predict(|dataset| &dataset.validation).to_owned();
    predictions_csv(trainer.dataset(), [training.view(), validation.view()])
}

/// The picture of the losses that the page exports.
fn curves(trainer: &Trainer, history: &History, outcome: Outcome) -> String {
    let config = trainer.experiment().config();
    let is_early = matches!(outcome.reason, StopReason::EarlyStopped { .. });
    let restored = outcome.restored_epoch.is_some();
    let slide = Slide {
        title: if config.title.is_empty() { "Loss".to_owned() } else { config.title.clone() },
        axis: "Loss".to_owned(),
        best_epoch: Some(trainer.rule().best_epoch()).filter(|epoch| *epoch > 0),
        stopped: is_early.then(|| Stopped { epoch: history.count(), restored }),
        ..Slide::default()
    };
    let (name, metrics) = (config.title.clone(), trainer.experiment().metrics());
    draw_runs(&slide, &[NamedHistory { name, metrics, history: history.clone() }])
}

/// Rows appear as the epochs end, under `header`; without one they are all returned.
pub fn train(
    trainer: &mut Trainer,
    header: Option<String>,
) -> Result<(History, Vec<EpochReport>, Outcome), CliError> {
    let prints = header.is_some();
    if let Some(header) = header {
        print_line(&header)?;
    }
    let progress = Progress::new(trainer.experiment().config().training.epochs, prints);
    let (mut history, mut epochs) = (History::default(), Vec::new());
    loop {
        match trainer.work(&mut || true) {
            Work::Yielded => {}
            Work::Epoch(report) => {
                history.push(&report);
                let Figures { loss, val_loss, .. } = &report.figures;
                progress.advance(&format!("loss {loss:.4}, val_loss {val_loss:.4}"));
                if prints {
                    print_line(&history_row(report.epoch, &report.figures))?;
                } else {
                    epochs.push(report);
                }
            }
            Work::Finished(outcome) => return Ok((history, epochs, outcome)),
        }
    }
}

fn print_document(
    trainer: &mut Trainer,
    checked: &CheckedExperiment,
    epochs: &[EpochReport],
    outcome: Outcome,
    test: Option<PartFigures>,
    coach: CoachReport,
) -> Result<(), CliError> {
    let metrics = checked.metrics();
    let is_classification = metrics.contains(&Metric::Accuracy);
    let confusion_matrix = is_classification.then(|| {
        let predictions = trainer.predict(|dataset| &dataset.validation).to_owned();
        let targets = trainer.dataset().validation.targets.array();
        confusion_matrix(predictions.view(), targets, checked.threshold())
    });
    let metrics = metrics.iter().map(|metric| metric.name()).collect();
    let document = TrainReport { metrics, epochs, outcome, confusion_matrix, test, coach };
    print_json("the run", &document)
}
