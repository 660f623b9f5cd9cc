//! Why a file cannot be imported at all. `Display` is the sentence the user reads
//! (all of them: tests/it/snapshots, `import_sentences`).

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::config::limits;
use crate::text::{Grouped, decimal_mark};
use crate::{t, tn};

/// A file from which no usable table comes.
///
/// Checked by `tests/it/data/import/cases_broken.rs` and `tests/it/data/import/reading.rs`.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum DataError {
    /// No bytes, or only white space.
    #[error("{}", t!("The file is empty; choose a CSV with a line of column names and rows under it."))]
    Empty,
    /// A table of more than [`limits::MAX_TABLE_BYTES`].
    #[error(
        "{}",
        t!(
            "The file ({file}) would become a table of about {rows} rows and {columns} columns, {memory} in memory, and at most {most} fit into a browser tab; read one row in {every} instead, or keep fewer columns.",
            file = size(*file_bytes),
            rows = Grouped(*rows),
            columns,
            memory = size(*table_bytes),
            most = size(limits::MAX_TABLE_BYTES),
            every = sample_every,
        )
    )]
    TooLarge {
        /// The file's size; what was read of it where that is not known.
        file_bytes: u64,
        /// Rows it has, as far as is known.
        rows: u64,
        columns: usize,
        /// What its cells would take.
        table_bytes: u64,
        /// The smallest sample that would fit: one row in this many.
        sample_every: u32,
    },
    /// A file of another kind.
    #[error(
        "{}",
        t!("This is {kind}, not a CSV; {remedy}.", kind = file.name(), remedy = file.remedy())
    )]
    NotCsv {
        /// What it is.
        file: FileKind,
    },
    /// A zero byte, which no text holds.
    #[error(
        "{}",
        t!(
            "This is not a text file (line {line} holds a zero byte); choose a CSV, or save your table as \"CSV UTF-8\".",
            line,
        )
    )]
    NotText {
        /// Where the first zero byte is.
        line: usize,
    },
    /// Compressed data that break off or are damaged.
    #[error(
        "{}",
        t!("The compressed file is damaged or incomplete, so none of it was kept; create it again or choose the unpacked CSV.")
    )]
    CorruptGzip,
    /// A row of more than [`limits::MAX_ROW_BYTES`].
    #[error(
        "{}",
        t!(
            "The row at line {line} has no end within {size}, so this is no table; check where the file's lines end.",
            line,
            size = size(limits::MAX_ROW_BYTES as u64),
        )
    )]
    EndlessRow {
        /// Where it begins.
        line: usize,
    },
    /// One column: nothing would be left as an input.
    #[error(
        "{}",
        t!(
            "Only one column was found (\"{name}\"), but a table needs one to predict and one to predict it from; separate columns by commas, semicolons, tabs, pipes, colons or spaces.",
            name,
        )
    )]
    OneColumn {
        /// The column's name.
        name: String,
    },
    /// A short text without a single row, such as what a server says instead of sending a file.
    #[error(
        "{}",
        t!(
            "The file holds only the text \"{text}\", which is no table; check whether the download worked, or add rows if these are column names.",
            text,
        )
    )]
    OnlyText {
        /// Its first line.
        text: String,
    },
    /// Columns without a single name or value.
    #[error("{}", t!("The file has {columns} columns, but nothing stands in any of them.", columns))]
    NothingInColumns {
        /// Columns in the first line.
        columns: usize,
    },
    /// The user says that the names are in a line that the file does not have.
    #[error(
        "{}",
        t!(
            "The file has no line {line}, for it ends with line {last}; choose another line for the column names.",
            line,
            last,
        )
    )]
    NoSuchLine {
        /// What the user says.
        line: u32,
        /// The last one that is not blank.
        last: usize,
    },
    /// More columns than [`limits::MAX_COLUMNS`].
    #[error(
        "{}",
        t!(
            "The table has {received} columns; at most {most} fit, so keep fewer.",
            received,
            most = limits::MAX_COLUMNS,
        )
    )]
    TooManyColumns {
        /// Columns in the first line.
        received: usize,
    },
    /// Column names, and nothing under them.
    #[error(
        "{}",
        tn!(
            *columns,
            "The file has {count} column name in line {line} but no rows under it; add the rows.",
            "The file has {count} column names in line {line} but no rows under them; add the rows.",
            line,
        )
    )]
    NoRows {
        /// Columns in the first line.
        columns: usize,
        /// Where the column names are.
        line: usize,
    },
}

/// Bytes in the unit a person would say, to a tenth.
fn size(bytes: u64) -> String {
    let units = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")];
    let (unit, name) =
        units.into_iter().find(|(unit, _)| bytes >= *unit).unwrap_or((1, t!("bytes")));
    let tenths = (bytes * 10).div_ceil(unit);
    if tenths.is_multiple_of(10) {
        format!("{} {name}", tenths / 10)
    } else {
        format!("{}{}{} {name}", tenths / 10, decimal_mark(), tenths % 10)
    }
}

/// What a file is that is no CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum FileKind {
    /// A spreadsheet or another document of an office program.
    Workbook,
    /// Another ZIP archive.
    Zip,
    /// What stands in a Git repository for a large file.
    LfsPointer,
    /// Arrays of a program for computing: HDF5, `NumPy`, MATLAB and so on.
    Arrays,
    /// Parquet or Arrow.
    Parquet,
    /// A page for printing.
    Pdf,
    Picture,
    Database,
    /// Compressed by something else than gzip.
    Archive,
    /// A web page.
    Html,
    /// A document of tags.
    Xml,
    /// Objects and lists.
    Json,
    /// Lines of names with their values.
    Pairs,
    /// Rows of numbered values, as LIBSVM and `SVMlight` read them.
    NumberedValues,
    /// Statements for a database.
    Sql,
    Yaml,
}

impl FileKind {
    fn name(self) -> &'static str {
        match self {
            Self::Workbook => t!("an Excel workbook or another office document"),
            Self::Zip => t!("a ZIP archive"),
            Self::LfsPointer => t!("a Git LFS pointer, which only says where the file is"),
            Self::Arrays => t!("a file of arrays or statistics (HDF5, NumPy, Stata and so on)"),
            Self::Parquet => t!("a Parquet or Arrow file"),
            Self::Pdf => t!("a PDF"),
            Self::Picture => t!("a picture"),
            Self::Database => t!("a database"),
            Self::Archive => t!("a compressed archive"),
            Self::Html => t!("a web page"),
            Self::Xml => t!("an XML document"),
            Self::Json => t!("a JSON document"),
            Self::Pairs => t!("a list of names with their values"),
            Self::NumberedValues => t!("a file of numbered values (LIBSVM)"),
            Self::Sql => t!("a list of SQL statements"),
            Self::Yaml => t!("a YAML document"),
        }
    }

    fn remedy(self) -> &'static str {
        match self {
            Self::Workbook => {
                t!("open it in your spreadsheet program and save the sheet as \"CSV UTF-8\"")
            }
            Self::Zip => t!("unpack it and choose the CSV that is in it"),
            Self::LfsPointer => {
                t!("download the file itself, with \"git lfs pull\" or its download link")
            }
            Self::Pairs => {
                t!("write the names once, in the first line, and only the values under them")
            }
            Self::NumberedValues => {
                t!("read it with load_svmlight_file of scikit-learn and write it as CSV")
            }
            Self::Sql => t!("run it in a database and export the table as CSV"),
            Self::Yaml => t!("read it with a program and write it as CSV"),
            Self::Parquet | Self::Json | Self::Arrays => {
                t!("read it with pandas and write it with to_csv")
            }
            Self::Pdf | Self::Picture => {
                t!("copy the table into a spreadsheet and save that as CSV")
            }
            Self::Database => t!("export a table of it as CSV"),
            Self::Archive => t!("unpack it, or compress the CSV with gzip"),
            Self::Html => {
                t!(
                    "follow the download or \"Raw\" link of the page instead, or open it in a spreadsheet program and save the sheet as CSV"
                )
            }
            Self::Xml => t!("export the table as CSV from the program that made it"),
        }
    }
}
