//! All tests of the library's public behaviour, in one binary.

mod config;
mod share;
