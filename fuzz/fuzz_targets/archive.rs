//! Any bytes as a `.descent.zip`.
#![no_main]
#![allow(dead_code, reason = "each target uses its part of the checks")]

mod bounded;
mod checks;

libfuzzer_sys::fuzz_target!(|input: &[u8]| bounded::run(input, checks::any_archive));
