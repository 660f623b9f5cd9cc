//! Any bytes as a file, read in any way, whole and in pieces.
#![no_main]
#![allow(dead_code, reason = "each target uses its part of the checks")]

mod bounded;
mod checks;

libfuzzer_sys::fuzz_target!(|input: &[u8]| bounded::run(input, checks::any_import));
