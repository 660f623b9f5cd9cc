//! The same rows in the same parts; of another table as large a share.

use crate::config::{Imputer, SplitMethod, Task};
use crate::data::Split;
use crate::export::code::CodeExport;
use crate::export::code::npz::{Array, Numbers};
use crate::export::code::python::{Imports, call, list, text, texts};
use crate::export::code::script::Section;

/// Up to so many row numbers stand in the script itself.
const FEW_ROWS: usize = 120;
/// What holds the row numbers beside the script.
pub const FILE: &str = "parts.npz";

/// How the script knows the rows of its own table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowsIn {
    /// They follow from their order.
    Order,
    /// Lists of numbers.
    Script,
    /// [`FILE`]
    File,
}

impl RowsIn {
    pub fn of(export: &CodeExport<'_>) -> Self {
        let split = &export.config().data.split;
        let rows = &export.dataset.rows;
        let listed = rows.validation.len()
            + rows.test.len()
            + if split.training_rows.is_some() { rows.training.len() } else { 0 };
        match &split.method {
            SplitMethod::InOrder if in_order(export) == *rows => Self::Order,
            _ if listed <= FEW_ROWS => Self::Script,
            _ => Self::File,
        }
    }
}

/// The parts that [`ORDER`] comes to, rows with gaps left out as the script does.
fn in_order(export: &CodeExport<'_>) -> Split {
    let (data, table) = (&export.config().data, export.table);
    let Some(target) = table.place_of(&data.target) else { return Split::default() };
    let is_missing = |row: usize, column| table.value(row, column) == crate::data::Cell::Missing;
    let rows: Vec<usize> = (0..table.rows()).filter(|&row| !is_missing(row, target)).collect();
    let share = |percent: u32| (rows.len() * percent as usize + 50) / 100;
    let test = share(data.split.test_percent).min(rows.len());
    let validation = share(data.validation_percent).min(rows.len() - test);
    let (from_test, columns) = (rows.len() - test, dropping(export));
    let places: Vec<usize> = columns.iter().filter_map(|name| table.place_of(name)).collect();
    let complete = |rows: &[usize]| -> Vec<usize> {
        let whole = |row: &&usize| !places.iter().any(|&column| is_missing(**row, column));
        rows.iter().filter(whole).copied().collect()
    };
    let mut training = complete(&rows[..from_test - validation]);
    if let Some(count) = data.split.training_rows {
        training.drain(..training.len().saturating_sub(count as usize));
    }
    Split {
        training,
        validation: complete(&rows[from_test - validation..from_test]),
        test: complete(&rows[from_test..]),
    }
}

/// The inputs whose gaps leave a row out.
fn dropping(export: &CodeExport<'_>) -> Vec<String> {
    let fitted = export.dataset.columns.iter();
    let schema = export.table.schema();
    let has_gaps = |name: &str| schema.column(name).is_some_and(|column| column.missing > 0);
    fitted
        .filter(|column| column.imputer == Imputer::DropRow && has_gaps(&column.column))
        .map(|column| column.column.clone())
        .collect()
}

/// The parts as arrays of [`FILE`].
pub fn arrays(rows: &Split) -> Vec<Array> {
    let array = |name: &str, rows: &[usize]| Array {
        name: name.to_owned(),
        shape: vec![rows.len()],
        numbers: Numbers::Int32(rows.iter().map(|&row| row as i32).collect()),
    };
    vec![
        array("train", &rows.training),
        array("valid", &rows.validation),
        array("test", &rows.test),
    ]
}

/// `train_rows`, `valid_rows` and `test_rows`.
pub fn section(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    let data = &export.config().data;
    let (valid, test) = (data.validation_percent, data.split.test_percent);
    let rows_in = RowsIn::of(export);
    let mut words = match &data.split.method {
        SplitMethod::Shuffled => format!(
            "{valid} % of the rows are for validation{}; rows are counted from 0.",
            if test > 0 { format!(", {test} % for the test") } else { String::new() }
        ),
        SplitMethod::InOrder => "The rows are in the order of time: the first train, and the last \
             are measured, for nobody knows the future."
            .to_owned(),
        SplitMethod::Grouped { column } => format!(
            "All rows with the same '{}' are in the same part: what is learned must hold for a \
             group never seen.",
            crate::export::code::python::plain(column)
        ),
    };
    let mut code = String::new();
    if rows_in == RowsIn::Order {
        code += &order(valid, test);
    } else {
        words += " Another table (--data) is split anew, by the seed, into the same shares.";
        if rows_in == RowsIn::File {
            imports.name("pathlib", "Path");
            code += &format!("if is_own_table and Path(\"{FILE}\").exists():\n");
            code += &format!("    parts = np.load(\"{FILE}\")\n");
            code += "    train_rows, valid_rows = parts[\"train\"], parts[\"valid\"]\n";
            if test > 0 {
                code += "    test_rows = parts[\"test\"]\n";
            }
            imports.module("numpy as np");
        } else {
            code += "if is_own_table:\n";
            code += &listed(export);
        }
        code += "else:\n";
        code += &drawn(export, imports);
    }
    let dropping = dropping(export);
    if !dropping.is_empty() {
        let columns = list("", &texts(dropping.iter().map(String::as_str)), 0);
        code += "# A row with a gap here is left out of its part.\n";
        code += &format!("whole = table.dropna(subset={columns}).index\n");
        for part in parts(test) {
            code += &format!("{part}_rows = [row for row in {part}_rows if row in whole]\n");
        }
    }
    if let (RowsIn::Order, Some(count)) = (rows_in, data.split.training_rows) {
        code += &format!("train_rows = train_rows[-{count}:]\n");
    }
    Section::new("Parts", words, code)
}

fn parts(test: u32) -> Vec<&'static str> {
    if test > 0 { vec!["train", "valid", "test"] } else { vec!["train", "valid"] }
}

/// The first rows, the next, the last.
fn order(valid: u32, test: u32) -> String {
    let mut code = String::from("rows = table.index\n");
    if test > 0 {
        code += &format!("n_test = (len(rows) * {test} + 50) // 100\n");
        code += "rows, test_rows = rows[: len(rows) - n_test], rows[len(rows) - n_test :]\n";
    }
    code += &format!("n_valid = (len(table) * {valid} + 50) // 100\n");
    code + "train_rows, valid_rows = rows[: len(rows) - n_valid], rows[len(rows) - n_valid :]\n"
}

/// The numbers of the rows; the training rows are all others, unless some are not used.
fn listed(export: &CodeExport<'_>) -> String {
    let rows = &export.dataset.rows;
    let numbers = |rows: &[usize]| rows.iter().map(usize::to_string).collect::<Vec<_>>();
    let mut code = String::new();
    let mut others = "valid_rows".to_owned();
    code += &format!("    {}\n", list("valid_rows = ", &numbers(&rows.validation), 4));
    if export.has_test() {
        code += &format!("    {}\n", list("test_rows = ", &numbers(&rows.test), 4));
        others += " + test_rows";
    }
    if export.config().data.split.training_rows.is_some() {
        code += &format!("    {}\n", list("train_rows = ", &numbers(&rows.training), 4));
    } else {
        code += &format!("    train_rows = table.index.difference({others})\n");
    }
    code
}

/// A split by scikit-learn, into the same shares, a step in.
fn drawn(export: &CodeExport<'_>, imports: &mut Imports) -> String {
    let data = &export.config().data;
    let (valid, test) = (data.validation_percent, data.split.test_percent);
    // A share of what another part has left.
    let share = |percent: u32, of: u32| match of {
        100 => format!("test_size={}", f64::from(percent) / 100.0),
        _ => format!("test_size={percent} / {of}"),
    };
    let split = |left: &str, of: &str, size: String, more: Option<&str>| {
        let mut arguments = vec![of.to_owned(), size, "random_state=SEED".to_owned()];
        arguments.extend(more.map(str::to_owned));
        format!("    {}\n", call(&format!("{left} = train_test_split"), &arguments, 4))
    };
    let stratify = data.split.stratify && data.task != Task::Regression;
    let mut code = String::new();
    let shares = [("test", test, 100), ("valid", valid, 100 - test)];
    match &data.split.method {
        SplitMethod::InOrder => {
            let lines = order(valid, test);
            let lines: Vec<_> = lines.lines().map(|line| format!("    {line}\n")).collect();
            return lines.concat();
        }
        SplitMethod::Grouped { column } => {
            imports.name("sklearn.model_selection", "train_test_split");
            let column = text(column);
            code += &format!("    groups = table[{column}]\n    names = groups.unique()\n");
            for (part, percent, of) in shares.into_iter().filter(|share| share.1 > 0) {
                code += &split("names, chosen", "names", share(percent, of), None);
                code += &format!("    {part}_rows = table.index[groups.isin(chosen)]\n");
            }
            code += "    train_rows = table.index[groups.isin(names)]\n";
        }
        SplitMethod::Shuffled => {
            imports.name("sklearn.model_selection", "train_test_split");
            code += "    train_rows = table.index\n";
            for (part, percent, of) in shares.into_iter().filter(|share| share.1 > 0) {
                let left = format!("train_rows, {part}_rows");
                let strata = stratify.then_some("stratify=labels[train_rows]");
                code += &split(&left, "train_rows", share(percent, of), strata);
            }
        }
    }
    if let Some(count) = data.split.training_rows {
        code += &format!(
            "    # Only some of the training rows are used.\n    train_rows = train_rows[:{count}]\n"
        );
    }
    code
}
