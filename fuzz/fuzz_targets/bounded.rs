//! Memory in proportion: what takes more ends the run as a finding.

use std::alloc::System;

use cap::Cap;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// What a check may take whatever its input, and for each byte of that.
const FIXED: usize = 64 << 20;
const PER_BYTE: usize = 256;

/// Runs a check on an input.
pub fn run(input: &[u8], check: fn(&[u8])) {
    let limit = ALLOCATOR.allocated() + FIXED + PER_BYTE * input.len();
    ALLOCATOR.set_limit(limit).expect("the limit is above what is taken");
    check(input);
    ALLOCATOR.set_limit(usize::MAX).expect("no limit");
}
