//! What is said of what was deleted and can be restored.

/// Heard by screen readers as it goes.
pub fn announcement(name: &str) -> String {
    format!("{name} deleted")
}

/// Shown while it can be restored.
pub fn shown(name: &str) -> String {
    format!("{name} deleted.")
}

/// Heard when it is back.
pub fn restored(name: &str) -> String {
    format!("{name} is back")
}
