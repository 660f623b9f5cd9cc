//! Limits, checks and edits of the configuration.

use descent::config::limits;

#[test]
fn every_default_lies_within_its_range() {
    for limit in limits::ALL {
        assert!(limit.holds(limit.default), "{}", limit.name);
        assert!(limit.min < limit.max, "{}", limit.name);
    }
}
