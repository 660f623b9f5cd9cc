//! What inputs and predictions are called, and what their scaling means. Checked by
//! `tests/it/train/explain.rs`.

use crate::config::{ExperimentConfig, OutputConfig, Scaling, Task, ThreeDigits};
use crate::data::{Dataset, Encoder, Scaler};
use crate::t;

/// What each input is called: a scaled one is marked, for a weight belongs to it and not
/// to the column's own numbers.
pub fn inputs(dataset: &Dataset) -> Vec<String> {
    let scaled = |(name, scaler): (String, Scaler)| scaled(&name, scaler.scaling);
    unscaled(dataset).into_iter().map(scaled).collect()
}

/// What each input is called in its column's own units, and how it is scaled.
pub(super) fn unscaled(dataset: &Dataset) -> Vec<(String, Scaler)> {
    let scalings: Vec<Marks> = dataset
        .columns
        .iter()
        .flat_map(|column| match &column.encoder {
            Encoder::Number(number) => vec![Marks { log: number.log, scaler: number.scaler }],
            Encoder::Ordinal(ordinal) => vec![Marks { log: false, scaler: ordinal.scaler }],
            Encoder::Date(date) => {
                date.parts.iter().map(|input| Marks { log: false, scaler: input.scaler }).collect()
            }
            Encoder::OneHot(one_hot) => vec![Marks::NONE; one_hot.width()],
            Encoder::MultiHot(multi_hot) => vec![Marks::NONE; multi_hot.choices.len()],
        })
        .collect();
    let names = dataset.facts().input_names.iter().enumerate();
    names
        .map(|(index, name)| {
            let marks = scalings.get(index).copied().unwrap_or(Marks::NONE);
            let name = if marks.log { format!("log({name})") } else { name.clone() };
            (name, marks.scaler)
        })
        .collect()
}

#[derive(Clone, Copy)]
struct Marks {
    log: bool,
    scaler: Scaler,
}

impl Marks {
    const NONE: Self = Self { log: false, scaler: Scaler::NONE };
}

/// `z(alcohol)`, `minmax(alcohol)`, `robust(alcohol)`, or the name itself.
fn scaled(name: &str, scaling: Scaling) -> String {
    match scaling {
        Scaling::Standard => format!("z({name})"),
        Scaling::MinMax => format!("minmax({name})"),
        Scaling::Robust => format!("robust({name})"),
        Scaling::None => name.to_owned(),
    }
}

/// What each output is called.
pub(super) fn outputs(
    config: &ExperimentConfig,
    dataset: &Dataset,
    output: OutputConfig,
) -> Vec<String> {
    let target = &config.data.target;
    let classes = &dataset.facts().class_names;
    let is_probability = matches!(output.activation.name(), "sigmoid" | "softmax");
    let word = if is_probability { "P" } else { t!("score") };
    let class = |index: usize| classes.get(index).map_or("1", String::as_str);
    match config.data.task {
        Task::Regression => vec![scaled(target, dataset.target_scaler.scaling)],
        Task::BinaryClassification => vec![format!("{word}({target} = {})", class(1))],
        Task::MulticlassClassification => {
            let classes = 0..output.units as usize;
            classes.map(|index| format!("{word}({target} = {})", class(index))).collect()
        }
    }
}

/// What the names mean.
pub(super) fn notes(config: &ExperimentConfig, dataset: &Dataset, is_small: bool) -> Vec<String> {
    let mut notes = Vec::new();
    let Scaler { scaling, offset, scale } = dataset.target_scaler;
    if scaling != Scaling::None {
        let target = &config.data.target;
        notes.push(format!(
            "{target} = {} × {} {}",
            ThreeDigits(scale),
            scaled(target, scaling),
            signed(offset)
        ));
    }
    if !is_small {
        return notes;
    }
    for (mark, what) in [
        ("z(", t!("z(…): less the mean of the training rows, divided by their standard deviation")),
        (
            "minmax(",
            t!("minmax(…): from 0 at the training rows' smallest value to 1 at the largest"),
        ),
        (
            "robust(",
            t!("robust(…): less the training rows' median, divided by their interquartile range"),
        ),
        ("log(", "log(…): sign(x) ln(1 + |x|)"),
    ] {
        let target = scaled("", scaling);
        if inputs(dataset).iter().chain([&target]).any(|name| name.contains(mark)) {
            notes.push(what.to_owned());
        }
    }
    notes
}

/// A number that is added: `+ 5.6`, `− 0.12`.
pub(super) fn signed(number: f64) -> String {
    let sign = if number < 0.0 { '−' } else { '+' };
    format!("{sign} {}", ThreeDigits(number.abs()))
}
