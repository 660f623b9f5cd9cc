//! What the settings are of.

use crate::config::LayerKind;

/// What the inspector is about.
#[derive(Clone, Copy, PartialEq)]
pub enum Subject {
    Nothing,
    Input,
    Output,
    /// Which fields there are depends on the kind only, so that typing into one of them
    /// does not replace it.
    Block(usize, LayerKind),
    Several(usize),
    /// A place is being chosen.
    Picked,
}
