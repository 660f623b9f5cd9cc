//! From bytes to matrices: a CSV becomes a [`Table`], and a table with a checked
//! experiment becomes a [`Dataset`].
//!
//! ```text
//! bytes -> encoding -> delimiter -> csv -> header, infer -> Table      (import)
//! Table -> split -> imputers and scalers fitted on training rows -> Dataset
//! ```
//!
//! All mistakes of a file are found by [`import`]; nothing after it can fail.

mod csv;
mod dataset;
mod delimiter;
mod encoding;
mod error;
pub mod gallery;
mod header;
mod import;
mod infer;
mod preprocess;
mod rows;
mod split;
mod summary;
mod table;
mod warning;

pub use dataset::{Dataset, Part, RowCounts};
pub use error::DataError;
pub use import::{Import, import};
pub use rows::RowsPage;
pub use split::{Split, split};
pub use summary::{ColumnSummary, TableSummary};
pub use table::Table;
pub use warning::{ImportWarning, Places};
