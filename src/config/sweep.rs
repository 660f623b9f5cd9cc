//! What a repeat or a sweep trains: experiments that differ in one setting, or in two.

mod setting;
mod values;

use serde::{Deserialize, Serialize};

use crate::config::ExperimentConfig;
use crate::text::Decimal;

pub use self::setting::SweptSetting;
pub use self::values::{STARTS, SweptValue};

/// A setting that varies, and over which values.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SweptBy {
    /// What varies.
    pub setting: SweptSetting,
    /// The values; empty for those that are suggested.
    #[serde(default)]
    pub values: Vec<f64>,
}

impl SweptBy {
    /// Its values as the reader would type them: "0.1; 0.03", or "0,1; 0,03".
    pub fn text(&self) -> String {
        self.values.iter().map(|value| Decimal(value).to_string()).collect::<Vec<_>>().join("; ")
    }

    /// Over the values that are suggested.
    pub fn suggested(setting: SweptSetting) -> Self {
        Self { setting, values: Vec::new() }
    }
}

/// One experiment of a repeat or a sweep.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Variant {
    /// What sets it apart, "0.003"; of two settings "0.003, 64".
    pub name: String,
    /// The value of each setting.
    pub values: Vec<String>,
    /// Whether it is the experiment that the others were derived from.
    pub is_present: bool,
    pub experiment: ExperimentConfig,
}

/// The experiments of a sweep over one setting or two.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Variants {
    /// No two alike.
    pub all: Vec<Variant>,
    /// Which of them each pair of values is: the values of the second setting side by side, the
    /// first line for the first value of the first setting.
    pub cells: Vec<usize>,
}

impl SweptSetting {
    /// The experiments of the values that are suggested, see [`SweptSetting::values`]; one alone
    /// where there is nothing to vary.
    ///
    /// Checked by `tests/it/config/sweep.rs`.
    pub fn variants(self, present: &ExperimentConfig, rows: usize) -> Vec<Variant> {
        combine(present, &[(self, self.values(present, rows))]).all
    }
}

/// The experiments of every value, or of every pair of values. Pairs that come to the same
/// experiment, such as 0 hidden layers of whatever units, are one.
///
/// Checked by `tests/it/config/sweep_grid.rs`.
pub fn combine(
    present: &ExperimentConfig,
    settings: &[(SweptSetting, Vec<SweptValue>)],
) -> Variants {
    let mut found = Variants::default();
    let Some(((first, rows), others)) = settings.split_first() else { return found };
    let none = [];
    let (second, columns) =
        others.first().map_or((first, &none[..]), |(second, values)| (second, values.as_slice()));
    // Units and Dropout are of all layers, the new ones too.
    let second_goes_first = *second == SweptSetting::Depth;
    for row in rows {
        let mut add = |values: Vec<String>, experiment: ExperimentConfig| {
            let known = found.all.iter().position(|known| known.experiment == experiment);
            found.cells.push(known.unwrap_or(found.all.len()));
            if known.is_none() {
                let is_present = experiment == *present;
                let name = values.join(", ");
                found.all.push(Variant { name, values, is_present, experiment });
            }
        };
        if others.is_empty() {
            add(vec![row.name.clone()], row.apply(present));
        }
        for column in columns {
            let experiment = if second_goes_first {
                row.apply(&column.apply(present))
            } else {
                column.apply(&row.apply(present))
            };
            add(vec![row.name.clone(), column.name.clone()], experiment);
        }
    }
    found
}
