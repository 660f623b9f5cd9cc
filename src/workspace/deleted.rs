//! What is said of what was deleted and can be restored.

use crate::t;

/// Heard by screen readers as it goes.
pub fn announcement(name: &str) -> String {
    t!("{name} deleted", name)
}

/// Shown while it can be restored.
pub fn shown(name: &str) -> String {
    t!("{name} deleted.", name)
}

/// Heard when it is back.
pub fn restored(name: &str) -> String {
    t!("{name} is back", name)
}
