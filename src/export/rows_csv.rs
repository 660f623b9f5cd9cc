//! Rows as tables, so that anyone can check a run with other software.

use std::borrow::Cow;
use std::fmt::Write;

use crate::data::{Dataset, Part};
use crate::nn::{Float, View, narrow, widen};

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
        for row in 0..part.rows() {
            let numbers = part.inputs.row(row).iter().chain(part.targets.row(row));
            write_row(&mut csv, name, numbers);
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
    for row in 0..part.rows() {
        let numbers = part.inputs.row(row).iter().chain(part.targets.row(row));
        let texts: Vec<String> = numbers.map(ToString::to_string).collect();
        csv += &texts.join(",");
        csv.push('\n');
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
pub fn predictions_csv(dataset: &Dataset, predictions: [View<'_>; 2]) -> String {
    let scaler = dataset.target_scaler;
    let in_units = |number: Float| narrow(scaler.inverse(widen(number)));
    let mut csv = "part".to_owned();
    for name in target_names(dataset, dataset.training.targets.cols()) {
        write_field(&mut csv, &name);
    }
    match predictions[0].cols() {
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
        for (row, prediction) in predictions.iter_rows().enumerate() {
            let numbers = part.targets.row(row).iter().chain(prediction);
            let numbers: Vec<Float> = numbers.map(|&number| in_units(number)).collect();
            write_row(&mut csv, name, numbers.iter());
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

fn write_row<'a, T: std::fmt::Display + 'a>(
    csv: &mut String,
    part: &str,
    numbers: impl Iterator<Item = &'a T>,
) {
    csv.push_str(part);
    for number in numbers {
        write!(csv, ",{number}").expect("writing to a String cannot fail");
    }
    csv.push('\n');
}

/// A name after a comma, in quotes where it needs them.
fn write_field(csv: &mut String, name: &str) {
    csv.push(',');
    csv.push_str(&quoted(name));
}

pub(super) fn quoted(name: &str) -> Cow<'_, str> {
    if name.contains([',', '"', '\n', '\r']) {
        Cow::Owned(format!("\"{}\"", name.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(name)
    }
}
