//! The bits of a run are those recorded, on every platform.

use descent::bench::fingerprint::{fingerprint, recorded};

#[test]
fn a_run_has_the_recorded_bits() {
    assert_eq!(
        format!("{:016x}", fingerprint()),
        recorded(),
        "the engine computes other bits than tests/fixtures/fingerprint.txt records; \
         if that is meant, links to finished runs show other numbers now: say so in \
         CHANGELOG.md and record the new value"
    );
}
