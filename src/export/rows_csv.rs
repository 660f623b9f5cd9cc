//! Rows as tables, so that anyone can check a run with other software.

use std::fmt::Write;

use crate::data::{Dataset, Part};
use crate::nn::View;

/// What the network was given: `part,<inputs>,<targets>`, scaled and encoded, the
/// training rows in the order in which a run without shuffling takes them.
///
/// Checked by `tests/it/cli.rs::prepared_rows_and_predictions_go_out`.
pub fn prepared_csv(dataset: &Dataset) -> String {
    let mut csv = "part".to_owned();
    let targets = target_names(dataset, dataset.training.targets.cols());
    for name in dataset.input_names.iter().chain(&targets) {
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

/// What the network says: `part,<targets>,<predictions>`, row by row as in
/// [`prepared_csv`]. `predictions` are those of the training and the validation rows.
///
/// # Shapes
/// Each `[rows of the part, outputs]`
pub fn predictions_csv(dataset: &Dataset, predictions: [View<'_>; 2]) -> String {
    let mut csv = "part".to_owned();
    for name in target_names(dataset, dataset.training.targets.cols()) {
        write_field(&mut csv, &name);
    }
    match predictions[0].cols() {
        1 => write_field(&mut csv, "prediction"),
        outputs => {
            for output in 0..outputs {
                let class = dataset.class_names.get(output).map_or("", String::as_str);
                write_field(&mut csv, &format!("prediction={class}"));
            }
        }
    }
    csv.push('\n');
    for ((name, part), predictions) in parts(dataset).into_iter().zip(predictions) {
        for (row, prediction) in predictions.iter_rows().enumerate() {
            write_row(&mut csv, name, part.targets.row(row).iter().chain(prediction));
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
    dataset.class_names.iter().map(|class| format!("target={class}")).collect()
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
    if name.contains([',', '"', '\n', '\r']) {
        csv.push('"');
        csv.push_str(&name.replace('"', "\"\""));
        csv.push('"');
    } else {
        csv.push_str(name);
    }
}
