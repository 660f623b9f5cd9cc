//! From raw columns to the network's inputs, with the numbers that training fitted.

use super::graph::{Attribute, Constant, Graph, Kind};
use super::note::OnnxNote;
use crate::config::{ColumnType, DatePart, TableSchema};
use crate::data::{Cell, Dataset, DateEncoder, Encoder, FittedColumn, NumberEncoder, Scaler};

/// A word that no table has, for what an unknown one becomes.
const UNKNOWN: &str = "\0";

/// The prepared rows, `[rows, inputs]`, and which columns go in otherwise than they stand in
/// the table.
pub(super) fn prepare(
    graph: &mut Graph,
    schema: &TableSchema,
    dataset: &Dataset,
) -> (String, Vec<OnnxNote>) {
    let (mut parts, mut notes) = (Vec::new(), Vec::new());
    let mut numbers: Vec<(String, &NumberEncoder)> = Vec::new();
    for fitted in &dataset.columns {
        // No training row has a value: the column becomes no input.
        if fitted.width() == 0 {
            continue;
        }
        let column_type = schema.column(&fitted.column).map(|column| column.column_type);
        let column = || fitted.column.clone();
        let note = match (&fitted.encoder, column_type) {
            (Encoder::Date(_), _) => Some(OnnxNote::Date { column: column() }),
            (Encoder::Number(_), Some(ColumnType::Duration)) => {
                Some(OnnxNote::Duration { column: column() })
            }
            (Encoder::Number(_), Some(ColumnType::Percent)) => {
                Some(OnnxNote::Percent { column: column() })
            }
            (Encoder::MultiHot(_), _) => {
                let example = fitted.input_names().into_iter().next().unwrap_or_default();
                Some(OnnxNote::Choices { column: column(), example })
            }
            _ => None,
        };
        notes.extend(note);
        if let Encoder::Number(encoder) = &fitted.encoder {
            let about = match column_type {
                Some(ColumnType::Duration) => "seconds, NaN where there is none",
                _ => "a number, NaN where there is none",
            };
            numbers.push((graph.input(&fitted.column, Kind::Double, about), encoder));
            continue;
        }
        // Columns of numbers side by side are prepared at once.
        parts.extend(all_numbers(graph, &std::mem::take(&mut numbers)));
        match &fitted.encoder {
            Encoder::Date(encoder) => {
                let about = "days since 1970-01-01, NaN where there is none";
                let days = graph.input(&fitted.column, Kind::Double, about);
                parts.push(date(graph, &days, encoder));
            }
            Encoder::MultiHot(_) => {
                let about = "1 if the cell has it, else 0";
                let names = fitted.input_names();
                parts.extend(names.iter().map(|name| graph.input(name, Kind::Double, about)));
            }
            Encoder::OneHot(_) | Encoder::Ordinal(_) | Encoder::Number(_) => {
                parts.push(words(graph, fitted));
            }
        }
    }
    parts.extend(all_numbers(graph, &numbers));
    let all = concat(graph, &parts);
    // As training: what lies absurdly far out stops at the largest number there is.
    let most = f64::from(f32::MAX);
    let limits = [-most, most].map(|limit| graph.constant(&[], &Constant::Double(&[limit])));
    let inside = graph.node("Clip", &[&all, &limits[0], &limits[1]]);
    (graph.cast(&inside, Kind::Float), notes)
}

/// Side by side.
fn concat(graph: &mut Graph, parts: &[String]) -> String {
    if let [one] = parts {
        return one.clone();
    }
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    graph.node_with("Concat", &parts, &[("axis", Attribute::Int(1))])
}

/// Filled in, clipped, the logarithm taken, scaled: [`NumberEncoder`] for several columns.
fn all_numbers(graph: &mut Graph, columns: &[(String, &NumberEncoder)]) -> Option<String> {
    if columns.is_empty() {
        return None;
    }
    let names: Vec<String> = columns.iter().map(|(name, _)| name.clone()).collect();
    let encoders = || columns.iter().map(|(_, encoder)| *encoder);
    let raw = concat(graph, &names);
    let mut values = fill(graph, &raw, encoders().map(|encoder| encoder.fill));
    let row = |graph: &mut Graph, of: &dyn Fn(&NumberEncoder) -> f64| {
        let numbers: Vec<f64> = encoders().map(of).collect();
        graph.constant(&[1, numbers.len()], &Constant::Double(&numbers))
    };
    if encoders().any(|encoder| encoder.clip.is_some()) {
        let least = row(graph, &|one| one.clip.map_or(f64::NEG_INFINITY, |(least, _)| least));
        let most = row(graph, &|one| one.clip.map_or(f64::INFINITY, |(_, most)| most));
        values = graph.node("Max", &[&values, &least]);
        values = graph.node("Min", &[&values, &most]);
    }
    if encoders().any(|encoder| encoder.log) {
        let one = graph.constant(&[], &Constant::Double(&[1.0]));
        let half = graph.constant(&[], &Constant::Double(&[0.5]));
        let size = graph.node("Abs", &[&values]);
        let sum = graph.node("Add", &[&size, &one]);
        let log = graph.node("Log", &[&sum]);
        let sign = graph.node("Sign", &[&values]);
        let signed = graph.node("Mul", &[&sign, &log]);
        let is_log = row(graph, &|one| f64::from(u8::from(one.log)));
        let is_log = graph.node("Greater", &[&is_log, &half]);
        values = graph.node("Where", &[&is_log, &signed, &values]);
    }
    let scalers: Vec<Scaler> = encoders().map(|encoder| encoder.scaler).collect();
    Some(scale(graph, &values, &scalers))
}

/// What is missing becomes what training filled in; 0 where it dropped the row.
fn fill(graph: &mut Graph, raw: &str, fills: impl Iterator<Item = Option<f64>>) -> String {
    let fills: Vec<f64> = fills.map(Option::unwrap_or_default).collect();
    let fills = graph.constant(&[1, fills.len()], &Constant::Double(&fills));
    let is_missing = graph.node("IsNaN", &[raw]);
    graph.node("Where", &[&is_missing, &fills, raw])
}

fn scale(graph: &mut Graph, values: &str, scalers: &[Scaler]) -> String {
    if scalers.iter().all(|scaler| scaler.offset == 0.0 && scaler.scale == 1.0) {
        return values.to_owned();
    }
    let offsets: Vec<f64> = scalers.iter().map(|scaler| scaler.offset).collect();
    let scales: Vec<f64> = scalers.iter().map(|scaler| scaler.scale).collect();
    let shape = [1, scalers.len()];
    let offsets = graph.constant(&shape, &Constant::Double(&offsets));
    let scales = graph.constant(&shape, &Constant::Double(&scales));
    let centred = graph.node("Sub", &[values, &offsets]);
    graph.node("Div", &[&centred, &scales])
}

/// A category as a row of a table: which one, and what stands in it, [`FittedColumn`] says.
fn words(graph: &mut Graph, fitted: &FittedColumn) -> String {
    let words: Vec<&String> = match &fitted.encoder {
        Encoder::OneHot(encoder) => {
            encoder.categories.iter().chain(&encoder.infrequent).chain(&encoder.dropped).collect()
        }
        Encoder::Ordinal(encoder) => encoder.categories.iter().collect(),
        Encoder::Number(_) | Encoder::Date(_) | Encoder::MultiHot(_) => Vec::new(),
    };
    let width = fitted.width();
    let mut table = Vec::new();
    let mut row = |cell: Cell<'_>| {
        let from = table.len();
        table.resize(from + width, 0.0);
        fitted.transform(cell, &mut table[from..]);
    };
    for word in &words {
        row(Cell::Word(word));
    }
    row(Cell::Missing);
    row(Cell::Word(UNKNOWN));
    let keys: Vec<String> =
        words.iter().map(|word| (*word).clone()).chain([String::new()]).collect();
    let numbers: Vec<i64> = (0..keys.len() as i64).collect();
    let about = "a word, empty where there is none";
    let input = graph.input(&fitted.column, Kind::Text, about);
    let attributes = [
        ("keys_strings", Attribute::Texts(&keys)),
        ("values_int64s", Attribute::Ints(&numbers)),
        ("default_int64", Attribute::Int(keys.len() as i64)),
    ];
    let number = graph.ml_node("LabelEncoder", &input, &attributes);
    let table = graph.constant(&[keys.len() + 1, width], &Constant::Double(&table));
    let rows = graph.node("Gather", &[&table, &number]);
    let middle = graph.constant(&[1], &Constant::Int64(&[1]));
    graph.node("Squeeze", &[&rows, &middle])
}

/// Numbers of a calendar, by Hinnant's days as in `data/calendar.rs`, in whole doubles.
fn date(graph: &mut Graph, days: &str, encoder: &DateEncoder) -> String {
    let days = fill(graph, days, std::iter::once(encoder.fill));
    let mut calendar = Calendar { graph };
    let parts: Vec<String> = encoder
        .parts
        .iter()
        .map(|input| match input.part {
            DatePart::DaysSince => calendar.with("Sub", &days, encoder.origin),
            // 1970-01-01 was a Thursday.
            DatePart::Weekday => {
                let day = calendar.floor(&days);
                let from_monday = calendar.with("Add", &day, 3.0);
                calendar.rest(&from_monday, 7.0)
            }
            DatePart::Year => calendar.year_and_month(&days).0,
            DatePart::Month => calendar.year_and_month(&days).1,
        })
        .collect();
    let all = concat(graph, &parts);
    let scalers: Vec<Scaler> = encoder.parts.iter().map(|input| input.scaler).collect();
    scale(graph, &all, &scalers)
}

struct Calendar<'graph> {
    graph: &'graph mut Graph,
}

impl Calendar<'_> {
    fn with(&mut self, operator: &str, value: &str, number: f64) -> String {
        let number = self.graph.constant(&[], &Constant::Double(&[number]));
        self.graph.node(operator, &[value, &number])
    }

    fn floor(&mut self, value: &str) -> String {
        self.graph.node("Floor", &[value])
    }

    /// The whole part of a quotient.
    fn whole(&mut self, value: &str, by: f64) -> String {
        let quotient = self.with("Div", value, by);
        self.floor(&quotient)
    }

    /// What it leaves.
    fn rest(&mut self, value: &str, by: f64) -> String {
        let whole = self.whole(value, by);
        let whole = self.with("Mul", &whole, by);
        self.graph.node("Sub", &[value, &whole])
    }

    fn year_and_month(&mut self, days: &str) -> (String, String) {
        let day = self.floor(days);
        let days = self.with("Add", &day, 719_468.0);
        let (era, day) = (self.whole(&days, 146_097.0), self.rest(&days, 146_097.0));
        // (day - day / 1460 + day / 36524 - day / 146096) / 365
        let mut sum = day.clone();
        for (operator, by) in [("Sub", 1_460.0), ("Add", 36_524.0), ("Sub", 146_096.0)] {
            let whole = self.whole(&day, by);
            sum = self.graph.node(operator, &[&sum, &whole]);
        }
        let year = self.whole(&sum, 365.0);
        // day - (365 year + year / 4 - year / 100)
        let mut before = self.with("Mul", &year, 365.0);
        for (operator, by) in [("Add", 4.0), ("Sub", 100.0)] {
            let whole = self.whole(&year, by);
            before = self.graph.node(operator, &[&before, &whole]);
        }
        let of_year = self.graph.node("Sub", &[&day, &before]);
        let fifths = self.with("Mul", &of_year, 5.0);
        let fifths = self.with("Add", &fifths, 2.0);
        let from_march = self.whole(&fifths, 153.0);
        // January and February belong to the year before.
        let is_next = self.whole(&from_march, 10.0);
        let twelve = self.with("Mul", &is_next, 12.0);
        let month = self.with("Add", &from_march, 3.0);
        let month = self.graph.node("Sub", &[&month, &twelve]);
        let eras = self.with("Mul", &era, 400.0);
        let year = self.graph.node("Add", &[&eras, &year]);
        (self.graph.node("Add", &[&year, &is_next]), month)
    }
}
