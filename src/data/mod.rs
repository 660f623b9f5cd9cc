//! From bytes to matrices: a CSV becomes a [`Table`], and a table with a checked
//! experiment becomes a [`Dataset`].
//!
//! ```text
//! bytes -> encoding -> delimiter -> csv -> header, infer -> Table      (import)
//! Table -> split -> encoders fitted on training rows -> Dataset, and what is unsound
//! ```
//!
//! All mistakes of a file are found by [`import`], all of an experiment by its check and,
//! where only the split rows can tell, by [`Dataset::prepare`].

mod calendar;
mod column_stats;
mod dataset;
mod dataset_facts;
mod distinct;
mod error;
pub mod gallery;
mod import;
mod import_sentences;
mod import_warning;
mod layout_note;
mod notation;
mod occurrences;
mod points;
mod preprocess;
mod reading_fix;
mod recipe;
mod rows;
mod soundness;
mod split;
mod starter;
mod summary;
pub mod synthetic;
mod table;
mod table_difference;
mod target_relation;
mod training_values;
mod word_list;

pub(crate) use calendar::days;
pub use dataset::{Dataset, Part};
pub use dataset_facts::{DataWarning, DatasetFacts, RowCounts, WarningFix};
pub use error::{DataError, FileKind};
pub use import::{
    Dialect, Import, MakeDecoder, NotUtf8, Pass, Reader, TextDecoder, TypedCell, detect_encoding,
    import, typed_cell,
};
pub use import_warning::ImportWarning;
pub use layout_note::LayoutNote;
pub use notation::{Clock, Notation};
pub use occurrences::{Occurrences, OddFields, excerpt};
pub use preprocess::{
    Cell, DateEncoder, DateInput, Encoder, FittedColumn, MultiHotEncoder, NumberEncoder,
    OneHotEncoder, OrdinalEncoder, Scaler,
};
pub use reading_fix::ReadingFix;
pub use rows::{CellRange, RowsPage};
pub use split::{Shares, Split};
pub use summary::{ColumnSummary, ImportNote, TableSummary};
pub use synthetic::{SyntheticTable, synthesize};
pub use table::{Table, number_text, shown_number};
pub use table_difference::TableDifference;
pub use target_relation::{GroupBox, RelationPicture, Strength, TargetRelation};
pub use training_values::NumberRange;
