//! How each column of a report becomes inputs.

use super::{ReportedRun, count};
use crate::config::{ColumnType, FourDigits, Imputer, Scaling};
use crate::data::{Encoder, FittedColumn, Scaler, shown_number};
use crate::export::html::{paragraph, table};
use crate::{t, tn};

/// Columns that are listed.
const LISTED: usize = 60;

/// A row for each column: what it is, what its gaps become, and what the network gets.
pub(super) fn table_of(run: &ReportedRun<'_>) -> String {
    let all = &run.trainer.dataset().columns;
    let rows: Vec<_> = all.iter().take(LISTED).map(|fitted| row(run, fitted)).collect();
    let heads = [t!("Column"), t!("Type"), t!("Gaps"), t!("Filled with"), t!("Becomes")];
    let mut html = table(&heads, &rows);
    if all.len() > LISTED {
        html += &paragraph(&tn!(
            all.len() - LISTED,
            "{count} more column is prepared and not listed here.",
            "{count} more columns are prepared and not listed here.",
        ));
    }
    html + &paragraph(t!("What fills gaps and what scales was found on the training rows alone."))
}

fn row(run: &ReportedRun<'_>, fitted: &FittedColumn) -> Vec<String> {
    let schema = run.table.schema().column(&fitted.column);
    let column_type = schema.map_or(ColumnType::Decimal, |column| column.column_type);
    let gaps = schema.map_or(0, |column| column.missing);
    vec![
        fitted.column.clone(),
        column_type.label().to_owned(),
        if gaps == 0 { "–".to_owned() } else { count(gaps) },
        if gaps == 0 { "–".to_owned() } else { filled_with(fitted, column_type) },
        becomes(fitted),
    ]
}

/// What a gap becomes.
fn filled_with(fitted: &FittedColumn, column_type: ColumnType) -> String {
    let number = |fill: Option<f64>| fill.map(|fill| shown_number(column_type, fill));
    let fill = match &fitted.encoder {
        Encoder::Number(encoder) => number(encoder.fill),
        Encoder::Date(encoder) => number(encoder.fill),
        Encoder::OneHot(encoder) => encoder.fill.clone(),
        Encoder::Ordinal(encoder) => encoder.fill.clone(),
        Encoder::MultiHot(_) => return t!("no choice").to_owned(),
    };
    let are_words = matches!(fitted.encoder, Encoder::OneHot(_) | Encoder::Ordinal(_));
    match (fitted.imputer, fill) {
        (Imputer::DropRow, _) | (_, None) => t!("the row is left out").to_owned(),
        // Words have no middle.
        (Imputer::Mean | Imputer::Median, Some(fill)) if are_words => {
            format!("{fill} ({})", Imputer::MostFrequent.label())
        }
        (imputer, Some(fill)) => format!("{fill} ({})", imputer.label()),
    }
}

/// What the network gets of it.
fn becomes(fitted: &FittedColumn) -> String {
    let mut words = match &fitted.encoder {
        Encoder::Number(encoder) => {
            let mut steps = Vec::new();
            if let Some((least, most)) = encoder.clip {
                let (least, most) = (FourDigits(least), FourDigits(most));
                steps.push(t!("clipped to {least} to {most}", least, most));
            }
            if encoder.log {
                steps.push(t!("logarithm").to_owned());
            }
            steps.push(scaled(&encoder.scaler));
            steps
        }
        Encoder::Date(encoder) => {
            encoder.parts.iter().map(|input| input.part.label().to_owned()).collect()
        }
        Encoder::Ordinal(encoder) => vec![
            tn!(
                encoder.categories.len(),
                "the number of {count} category",
                "the number of one of {count} categories",
            ),
            scaled(&encoder.scaler),
        ],
        Encoder::OneHot(_) | Encoder::MultiHot(_) => Vec::new(),
    };
    if words.is_empty() {
        words.push(match fitted.width() {
            0 => t!("nothing: no training row has a value").to_owned(),
            inputs => tn!(inputs, "{count} input of 0 or 1", "{count} inputs of 0 or 1"),
        });
    }
    words.join(", ")
}

fn scaled(scaler: &Scaler) -> String {
    if scaler.scaling == Scaling::None {
        return t!("as it is").to_owned();
    }
    let (offset, scale) = (FourDigits(scaler.offset), FourDigits(scaler.scale));
    let scaling = scaler.scaling.label();
    t!("{scaling}: less {offset}, divided by {scale}", scaling, offset, scale)
}
