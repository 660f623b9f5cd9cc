//! `descent predict`

use std::collections::BTreeMap;
use std::mem::{Discriminant, discriminant};
use std::path::PathBuf;

use clap::Args;
use descent::config::{Activation, CheckedExperiment};
use descent::data::Dataset;
use descent::export::quoted;
use descent::inspection::{NetworkCopy, RowNote, predict_row};
use descent::nn::Float;
use descent::train::metrics::predicted_class;
use serde::Serialize;

use crate::errors::CliError;
use crate::files::{print_json, print_line};
use crate::new_rows::NewRows;
use crate::source::SourceArgs;

/// Print what a trained network predicts for new rows
#[derive(Args)]
#[command(after_help = "\
The new rows need the columns that the network was trained on, by their names; others are passed
over. They are prepared with what was fitted on the training rows, so the table is needed, too.
Printed is the prediction of each row: a number in the units of the target; or a class, and the
probabilities (of two classes that of the second). What training never saw is said.

Examples:
  descent predict wine.json new.csv --data wine.csv --weights weights.safetensors
  descent predict titanic.json test.csv --weights weights.safetensors --keep PassengerId")]
pub struct PredictArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// The new rows
    #[arg(value_name = "ROWS.csv")]
    rows: PathBuf,
    /// The weights, as train saves them
    #[arg(long, value_name = "W.safetensors")]
    weights: PathBuf,
    /// Copy this column of the new rows before the predictions (again for more)
    #[arg(long, value_name = "COLUMN")]
    keep: Vec<String>,
    /// Print one JSON document instead of CSV, with what is to be said of each row
    #[arg(long)]
    json: bool,
}

/// What is predicted for a row.
#[derive(Serialize)]
struct PredictedRow {
    /// Of the new rows, counted from 1.
    row: usize,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    kept: BTreeMap<String, String>,
    #[serde(flatten)]
    said: Option<Said>,
    notes: Vec<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Said {
    Number { prediction: Float },
    Class { prediction: String, outputs: Vec<Float> },
}

/// What `--json` prints.
#[derive(Serialize)]
struct PredictReport {
    target: String,
    /// What each output is of: `probability=setosa`; none for a regression.
    outputs: Vec<String>,
    rows: Vec<PredictedRow>,
}

pub fn run(args: &PredictArgs) -> Result<(), CliError> {
    let mut prepared = args.source.prepare()?;
    let file = prepared.file.take();
    let (table, trainer) = prepared.with_weights(&args.weights)?;
    let dataset = trainer.dataset();
    let data = &trainer.experiment().config().data;
    let new = NewRows::read(&args.rows, (&table, file.as_ref()), dataset, &data.reading)?;
    let kept: Vec<_> =
        args.keep.iter().map(|column| new.place_of(column)).collect::<Result<_, _>>()?;
    let outputs = output_names(trainer.experiment(), dataset);

    let mut copy = NetworkCopy::new(&trainer);
    copy.update(&trainer);
    let (mut rows, mut notes) = (Vec::new(), Notes::default());
    for row in 0..new.count() {
        let prepared = new.prepare(dataset, row)?;
        let predicted = predict_row(&mut copy, dataset, &prepared);
        notes.add(row, &prepared.notes, predicted.is_none());
        let said = predicted.map(|numbers| match &dataset.facts().class_names[..] {
            [] => Said::Number { prediction: numbers[0] },
            classes => {
                let class = predicted_class(&numbers, trainer.threshold());
                Said::Class { prediction: classes[class].clone(), outputs: numbers }
            }
        });
        let cells = kept.iter().map(|place| new.cell(row, *place));
        rows.push(PredictedRow {
            row: row + 1,
            kept: args.keep.iter().cloned().zip(cells).collect(),
            said,
            notes: prepared.notes.iter().map(ToString::to_string).collect(),
        });
    }
    if args.json {
        let target = data.target.clone();
        return print_json("the predictions", &PredictReport { target, outputs, rows });
    }
    notes.print();
    print_rows(&args.keep, &outputs, &rows)
}

/// `probability=<class>` of each output, or `score=<class>` where it is none.
fn output_names(experiment: &CheckedExperiment, dataset: &Dataset) -> Vec<String> {
    let output = experiment.output();
    let is_probability = matches!(output.activation, Activation::Sigmoid | Activation::Softmax);
    let word = if is_probability { "probability" } else { "score" };
    let classes = &dataset.facts().class_names[..];
    // Of two classes the one output is that of the second.
    let classes = if output.units == 1 { classes.get(1..).unwrap_or_default() } else { classes };
    classes.iter().map(|class| format!("{word}={class}")).collect()
}

fn print_rows(keep: &[String], outputs: &[String], rows: &[PredictedRow]) -> Result<(), CliError> {
    let heads = keep.iter().map(String::as_str).chain(["prediction"]);
    let heads: Vec<_> = heads.chain(outputs.iter().map(String::as_str)).map(quoted).collect();
    print_line(&heads.join(","))?;
    for row in rows {
        let mut fields: Vec<_> =
            keep.iter().map(|column| quoted(&row.kept[column]).into_owned()).collect();
        match &row.said {
            Some(Said::Number { prediction }) => fields.push(prediction.to_string()),
            Some(Said::Class { prediction, outputs }) => {
                fields.push(quoted(prediction).into_owned());
                fields.extend(outputs.iter().map(ToString::to_string));
            }
            None => fields.extend(vec![String::new(); 1 + outputs.len()]),
        }
        print_line(&fields.join(","))?;
    }
    Ok(())
}

/// What is said of the rows: of each kind and column the first sentence, and of how many more
/// rows it is true.
#[derive(Default)]
struct Notes {
    said: Vec<(Discriminant<RowNote>, String, String, usize)>,
    /// Rows whose prediction is no number, and the first of them.
    without_number: Option<(usize, usize)>,
}

impl Notes {
    fn add(&mut self, row: usize, notes: &[RowNote], is_no_number: bool) {
        for note in notes {
            let (kind, column) = (discriminant(note), note.column());
            let alike = self.said.iter_mut().find(|said| said.0 == kind && said.1 == column);
            if let Some((.., more)) = alike {
                *more += 1;
            } else {
                let sentence = format!("Row {}: {note}", row + 1);
                self.said.push((kind, column.to_owned(), sentence, 0));
            }
        }
        if is_no_number {
            self.without_number.get_or_insert((row, 0)).1 += 1;
        }
    }

    fn print(&self) {
        for (.., sentence, more) in &self.said {
            match more {
                0 => eprintln!("{sentence}"),
                1 => eprintln!("{sentence} One more row is like it."),
                more => eprintln!("{sentence} {more} more rows are like it."),
            }
        }
        if let Some((first, count)) = self.without_number {
            let first = first + 1;
            eprintln!("Row {first}: what the network says is no number, so nothing stands there.");
            if count > 1 {
                eprintln!("{} more rows are like it.", count - 1);
            }
        }
    }
}
