//! Rows as tables, so that anyone can check a run with other software.

use std::borrow::Cow;
use std::fmt::{Display, Write};

use ndarray::ArrayView2;

use crate::data::{Dataset, Part};
use crate::nn::{Float, narrow, widen};

/// What the network was given: `part,<inputs>,<targets>`, scaled and encoded, the
/// training rows in the order in which a run without shuffling takes them.
///
/// Checked by `tests/it/command/train.rs::prepared_rows_and_predictions_go_out`.
pub fn prepared_csv(dataset: &Dataset) -> String {
    let mut csv = "part".to_owned();
    let targets = target_names(dataset, dataset.training.targets.cols());
    for name in dataset.facts().input_names.iter().chain(&targets) {
        write_field(&mut csv, name);
    }
    csv.push('\n');
    for (name, part) in parts(dataset) {
        let (inputs, targets) = (part.inputs.array(), part.targets.array());
        for (inputs, targets) in inputs.rows().into_iter().zip(targets.rows()) {
            csv.push_str(name);
            csv.push(',');
            write_row(&mut csv, inputs.iter().chain(targets));
        }
    }
    csv
}

/// What a part holds: `<inputs>,<targets>`, scaled and encoded, row by row.
///
/// Checked by `tests/it/command/prepare.rs::parts_and_fitted_numbers_go_out`.
pub fn part_csv(dataset: &Dataset, part: &Part) -> String {
    let targets = target_names(dataset, part.targets.cols());
    let names = dataset.facts().input_names.iter().chain(&targets);
    let mut csv = names.map(|name| quoted(name)).collect::<Vec<_>>().join(",") + "\n";
    let (inputs, targets) = (part.inputs.array(), part.targets.array());
    for (inputs, targets) in inputs.rows().into_iter().zip(targets.rows()) {
        write_row(&mut csv, inputs.iter().chain(targets));
    }
    csv
}

/// What the network says: `part,<targets>,<predictions>`, row by row as in
/// [`prepared_csv`], but in the units of the target. `predictions` are those of the
/// training and the validation rows.
///
/// Checked by `tests/it/command/prepare.rs::predictions_are_in_the_units_of_the_target`.
///
/// # Shapes
/// Each `[rows of the part, outputs]`
pub fn predictions_csv(dataset: &Dataset, predictions: [ArrayView2<'_, Float>; 2]) -> String {
    let scaler = dataset.target_scaler;
    let in_units = |number: Float| narrow(scaler.inverse(widen(number)));
    let mut csv = "part".to_owned();
    for name in target_names(dataset, dataset.training.targets.cols()) {
        write_field(&mut csv, &name);
    }
    match predictions[0].ncols() {
        1 => write_field(&mut csv, "prediction"),
        outputs => {
            for output in 0..outputs {
                let class = dataset.facts().class_names.get(output).map_or("", String::as_str);
                write_field(&mut csv, &format!("prediction={class}"));
            }
        }
    }
    csv.push('\n');
    for ((name, part), predictions) in parts(dataset).into_iter().zip(predictions) {
        let targets = part.targets.array();
        for (targets, predictions) in targets.rows().into_iter().zip(predictions.rows()) {
            csv.push_str(name);
            csv.push(',');
            let numbers = targets.iter().chain(predictions);
            write_row(&mut csv, numbers.map(|&number| in_units(number)));
        }
    }
    csv
}

fn parts(dataset: &Dataset) -> [(&'static str, &Part); 2] {
    [("training", &dataset.training), ("validation", &dataset.validation)]
}

fn target_names(dataset: &Dataset, columns: usize) -> Vec<String> {
    if columns == 1 {
        return vec!["target".to_owned()];
    }
    dataset.facts().class_names.iter().map(|class| format!("target={class}")).collect()
}

fn write_row(csv: &mut String, numbers: impl Iterator<Item = impl Display>) {
    for (at, number) in numbers.enumerate() {
        let comma = if at == 0 { "" } else { "," };
        write!(csv, "{comma}{number}").expect("writing to a String cannot fail");
    }
    csv.push('\n');
}

/// A name after a comma, in quotes where it needs them.
fn write_field(csv: &mut String, name: &str) {
    csv.push(',');
    csv.push_str(&quoted(name));
}

/// A field of a CSV, in quotes where it needs them.
///
/// Checked by `tests/it/command/predict.rs::columns_that_are_kept_stand_first`.
pub fn quoted(name: &str) -> Cow<'_, str> {
    if name.contains([',', '"', '\n', '\r']) {
        Cow::Owned(format!("\"{}\"", name.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(name)
    }
}
