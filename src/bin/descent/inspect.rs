//! `descent inspect`: what the import makes of a file.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use clap::Args;
use descent::config::{
    ColumnSchema, ColumnType, DataSource, DecimalMark, Delimiter, Encoding, ExperimentConfig,
    ReadingConfig, proposed_target,
};
use descent::data::{
    ColumnSummary, Dialect, Import, ImportWarning, Pass, Reader, TableSummary, detect_encoding,
    number_text,
};
use serde::Serialize;

use crate::errors::CliError;
use crate::files::{print_json, print_line};
use crate::reading_args::ReadingArgs;

/// Print what is read from a file: how, its columns, and every warning
#[derive(Args)]
#[command(after_help = "\
What is not said is found out.

Examples:
  descent inspect export.csv
  descent inspect export.csv --delimiter semicolon --decimal comma --type postcode=category")]
pub struct InspectArgs {
    /// The file, which may be gzipped
    #[arg(value_name = "FILE.csv")]
    file: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// Bytes read at once.
const PIECE: usize = 1 << 22;
/// Columns that are named where another is not found.
const SHOWN_NAMES: usize = 10;

/// What `--json` prints; its keys never change.
#[derive(Serialize)]
struct InspectReport<'a> {
    file: &'a str,
    encoding: Encoding,
    compressed: bool,
    delimiter: Delimiter,
    decimal: DecimalMark,
    thousands: Option<char>,
    header_line: Option<usize>,
    rows_read: usize,
    rows_dropped: usize,
    columns: Vec<ColumnReport<'a>>,
    warnings: Vec<Warning<'a>>,
}

#[derive(Serialize)]
struct ColumnReport<'a> {
    name: &'a str,
    r#type: ColumnType,
    missing: usize,
    distinct: usize,
    levels: &'a [String],
    min: Option<f64>,
    max: Option<f64>,
    mean: Option<f64>,
    role: Role,
    reason: Option<&'static str>,
}

#[derive(Serialize)]
struct Warning<'a> {
    kind: &'static str,
    count: usize,
    lines: Vec<usize>,
    column: Option<&'a str>,
    sentence: String,
}

/// What a new experiment does with a column.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Role {
    Target,
    Feature,
    Ignored,
}

pub fn run(args: &InspectArgs) -> Result<(), CliError> {
    let reading = args.reading.config();
    reading.check().map_err(|problem| CliError::Config(problem.to_string()))?;
    let import = read(Path::new(&args.file), &reading)?;
    let summary = import.summary();
    check_names(&reading, &summary)?;
    let roles = roles(&args.file, &summary);
    if args.json {
        print_document(&args.file, &import, &summary, &roles)
    } else {
        print_line(&plain(&args.file, &import.dialect, &summary, &roles))
    }
}

/// Refuses options that speak of columns that the file does not have.
fn check_names(reading: &ReadingConfig, summary: &TableSummary) -> Result<(), CliError> {
    let names: Vec<&str> =
        summary.schema.columns.iter().map(|column| column.name.as_str()).collect();
    let joined = reading.joined.iter().map(|name| ("--join", name));
    let typed = reading.types.keys().map(|name| ("--type", name));
    for (option, name) in joined.chain(typed) {
        if !names.contains(&name.as_str()) {
            let known: Vec<String> =
                names.iter().take(SHOWN_NAMES).map(|known| format!("\"{known}\"")).collect();
            let more = if names.len() > SHOWN_NAMES { " and so on" } else { "" };
            return Err(CliError::Config(format!(
                "{option}: the file has no column \"{name}\"; its columns are {}{more}.",
                known.join(", ")
            )));
        }
    }
    Ok(())
}

/// The file piece by piece, as often as the import wants it.
fn read(path: &Path, reading: &ReadingConfig) -> Result<Import, CliError> {
    let problem = |source: io::Error| CliError::Read { path: path.display().to_string(), source };
    let refusal = |source| CliError::Data { name: path.display().to_string(), source };
    let size = path.metadata().map_err(problem)?.len();
    let mut reader = Reader::new(reading, Some(size));
    let mut piece = vec![0; PIECE];
    loop {
        let mut file = File::open(path).map_err(problem)?;
        while !reader.wants_restart() {
            match file.read(&mut piece).map_err(problem)? {
                0 => break,
                count => reader.push(&piece[..count]).map_err(refusal)?,
            }
        }
        match reader.finish().map_err(refusal)? {
            Pass::Done(import) => return Ok(*import),
            Pass::Again(next) => reader = *next,
            Pass::NotUtf8(found) => {
                let encoding = detect_encoding(found.sample());
                reader = found.read_as(encoding);
            }
        }
    }
}

/// Role and reason of each column in the experiment that the page would propose.
fn roles(name: &str, summary: &TableSummary) -> Vec<(Role, Option<&'static str>)> {
    let schema = &summary.schema;
    let source = DataSource::File { name: name.to_owned(), columns: Vec::new() };
    let proposed = ExperimentConfig::propose(name, source, schema);
    let role = |column: &ColumnSchema| {
        if column.name == proposed.data.target {
            let reason = proposed_target(schema).map(|(_, reason)| reason.words());
            return (Role::Target, reason);
        }
        match column.set_aside {
            Some(reason) => (Role::Ignored, Some(reason.reason())),
            None if proposed.is_feature(column) => (Role::Feature, None),
            None => (Role::Ignored, Some("It has too many different words")),
        }
    };
    schema.columns.iter().map(role).collect()
}

fn print_document(
    file: &str,
    import: &Import,
    summary: &TableSummary,
    roles: &[(Role, Option<&'static str>)],
) -> Result<(), CliError> {
    let dialect = &import.dialect;
    let columns = summary.schema.columns.iter().zip(&summary.columns).zip(roles);
    let columns = columns.map(|((schema, shown), &(role, reason))| ColumnReport {
        name: &schema.name,
        r#type: schema.column_type,
        missing: schema.missing,
        distinct: schema.distinct,
        levels: &schema.levels,
        min: shown.min,
        max: shown.max,
        mean: shown.mean,
        role,
        reason,
    });
    let document = InspectReport {
        file,
        encoding: dialect.encoding,
        compressed: dialect.compressed,
        delimiter: dialect.delimiter,
        decimal: dialect.decimal,
        thousands: dialect.thousands,
        header_line: dialect.header_line,
        rows_read: summary.rows_read,
        rows_dropped: summary.rows_dropped,
        columns: columns.collect(),
        warnings: import.warnings.iter().map(warning).collect(),
    };
    print_json(file, &document)
}

fn warning(warning: &ImportWarning) -> Warning<'_> {
    let places = warning.places();
    Warning {
        kind: warning.kind(),
        count: places.count,
        lines: places.lines,
        column: warning.column(),
        sentence: warning.to_string(),
    }
}

/// Three paragraphs: how the file was read, a line per column, a line per warning.
fn plain(
    file: &str,
    dialect: &Dialect,
    summary: &TableSummary,
    roles: &[(Role, Option<&'static str>)],
) -> String {
    let rows = |count: usize| format!("{count} row{}", if count == 1 { "" } else { "s" });
    let columns = &summary.schema.columns;
    let mut text = format!(
        "{file}: {} read, {} dropped, {} columns\n",
        rows(summary.rows_read),
        rows(summary.rows_dropped),
        columns.len()
    );
    let label = |words: &str| words.to_lowercase();
    text.extend(["Encoding ", dialect.encoding.label()]);
    text.push_str(if dialect.compressed { ", gzip" } else { "" });
    text.extend([", delimiter ", &label(dialect.delimiter.label())]);
    text.extend([", decimal ", &label(dialect.decimal.label())]);
    if let Some(thousands) = dialect.thousands {
        text.extend([", thousands 1", &thousands.to_string(), "000"]);
    }
    match dialect.header_line {
        Some(line) => text.extend([", names in line ", &line.to_string(), "\n\n"]),
        None => text.push_str(", names made\n\n"),
    }

    let mut cells = vec![["Column", "Type", "Missing", "Values", "Role"].map(str::to_owned)];
    for ((column, shown), (role, reason)) in columns.iter().zip(&summary.columns).zip(roles) {
        let role = match (role, reason) {
            (Role::Target, reason) => format!("target, {}", reason.unwrap_or_default()),
            (Role::Feature, _) => "feature".to_owned(),
            (Role::Ignored, reason) => format!("ignored: {}", reason.unwrap_or_default()),
        };
        let (name, missing) = (one_line(&column.name), column.missing.to_string());
        let values = values(column, shown);
        cells.push([name, column.column_type.label().to_owned(), missing, values, role]);
    }
    let width = |index: usize| cells.iter().map(|row| row[index].chars().count()).max();
    let widths: Vec<usize> = (0..4).map(|index| width(index).unwrap_or(0)).collect();
    for row in &cells {
        for (cell, width) in row.iter().zip(&widths) {
            write!(text, "{cell:width$}  ").unwrap_or_default();
        }
        text.extend([&row[4], "\n"]);
    }

    if !summary.warnings.is_empty() {
        text.push('\n');
    }
    let sentences: Vec<String> =
        summary.warnings.iter().map(|note| note.sentence.clone()).collect();
    text.push_str(&sentences.join("\n"));
    text.trim_end().to_owned()
}

/// The range of numbers, or the most frequent levels.
fn values(column: &ColumnSchema, shown: &ColumnSummary) -> String {
    const LEVELS: usize = 4;
    if let (Some(min), Some(max), Some(mean)) = (shown.min, shown.max, shown.mean) {
        let text = |value| number_text(column.column_type, value);
        return match column.column_type {
            ColumnType::Date if min == max => text(min),
            ColumnType::Date => format!("{} to {}", text(min), text(max)),
            ColumnType::Duration => format!("{} to {}, mean {}", text(min), text(max), text(mean)),
            _ => format!("{min} to {max}, mean {}", short(mean)),
        };
    }
    let levels: Vec<String> = shown
        .levels
        .iter()
        .zip(&shown.histogram)
        .take(LEVELS)
        .map(|(level, count)| format!("{} ({count})", one_line(level)))
        .collect();
    let more = column.distinct.saturating_sub(levels.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    levels.join(", ") + &more
}

/// Six digits are enough to look at.
fn short(value: f64) -> String {
    if value != 0.0 && value.abs() < 1e-3 {
        return format!("{value:.3e}");
    }
    let digits = 5 - (value.abs().max(1.0).log10().floor() as usize).min(5);
    let text = format!("{value:.digits$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// At most `CHARS` characters, without line ends.
fn one_line(text: &str) -> String {
    const CHARS: usize = 32;
    let line: String =
        text.chars().take(CHARS).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(CHARS).is_some() { line + "…" } else { line }
}
