//! `descent evaluate`

use std::path::PathBuf;

use clap::Args;
use descent::export::quoted;
use descent::train::PartFigures;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::errors::CliError;
use crate::files::{print_json, print_line};
use crate::source::SourceArgs;

/// Measure saved weights: loss and metrics of the training, validation and test rows
#[derive(Args)]
#[command(after_help = "\
The figures are those of the end of an epoch, in the units of the target, as the page shows them.
A part without rows is left out.

Example:
  descent evaluate wine.json --data wine.csv --weights weights.safetensors")]
pub struct EvaluateArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// The weights, as train saves them
    #[arg(long, value_name = "W.safetensors")]
    weights: PathBuf,
    /// Print one JSON document instead of CSV
    #[arg(long)]
    json: bool,
}

/// What is measured of a part, by the names of the metrics.
struct MeasuredPart<'a> {
    rows: usize,
    metrics: &'a [&'static str],
    figures: PartFigures,
}

impl Serialize for MeasuredPart<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rows", &self.rows)?;
        map.serialize_entry("loss", &self.figures.loss)?;
        for (name, figure) in self.metrics.iter().zip(&self.figures.metrics) {
            map.serialize_entry(name, figure)?;
        }
        map.end()
    }
}

/// What `--json` prints.
#[derive(serde::Serialize)]
struct EvaluateReport<'a> {
    training: MeasuredPart<'a>,
    validation: MeasuredPart<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    test: Option<MeasuredPart<'a>>,
}

pub fn run(args: &EvaluateArgs) -> Result<(), CliError> {
    let (_, mut trainer) = args.source.prepare()?.with_weights(&args.weights)?;
    let metrics = trainer.experiment().metrics();
    let metrics: Vec<_> = metrics.iter().map(|metric| metric.name()).collect();
    let counts = trainer.dataset().facts().counts;
    let part = |rows, figures| MeasuredPart { rows, metrics: &metrics, figures };
    let diverged = || {
        CliError::Config(format!(
            "With the weights of {} the loss is no number: the run that they are of diverged.",
            args.weights.display()
        ))
    };
    let [training, validation] = trainer.parts_now().ok_or_else(diverged)?;
    let test = match counts.test {
        0 => None,
        rows => Some(part(rows, trainer.evaluate_test().ok_or_else(diverged)?)),
    };
    let report = EvaluateReport {
        training: part(counts.training, training),
        validation: part(counts.validation, validation),
        test,
    };
    if args.json { print_json("what was measured", &report) } else { print_rows(&report, &metrics) }
}

fn print_rows(report: &EvaluateReport, metrics: &[&str]) -> Result<(), CliError> {
    let heads = ["part", "rows", "loss"].iter().chain(metrics);
    let heads: Vec<_> = heads.map(|name| quoted(name)).collect();
    print_line(&heads.join(","))?;
    let parts = [
        ("training", Some(&report.training)),
        ("validation", Some(&report.validation)),
        ("test", report.test.as_ref()),
    ];
    for (name, part) in parts.into_iter().filter_map(|(name, part)| Some((name, part?))) {
        let figures = &part.figures;
        let metrics: Vec<_> = figures.metrics.iter().map(|figure| format!(",{figure}")).collect();
        print_line(&format!("{name},{},{}{}", part.rows, figures.loss, metrics.concat()))?;
    }
    Ok(())
}
