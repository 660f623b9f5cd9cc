//! Reading a file: cases, and what holds for every file.

pub mod cases;
pub mod cases_broken;
pub mod cases_dates;
pub mod cases_delimiters;
pub mod cases_encodings;
pub mod cases_headers;
pub mod cases_notations;
pub mod cases_numbers;
pub mod cases_quotes;
pub mod cases_rows;
pub mod cases_types;
pub mod dates;
pub mod encodings;
pub mod pieces;
pub mod properties;
pub mod reading;
pub mod sentences;
