//! What of the chain is selected: one end, or blocks that stand side by side.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A selection, made by clicks, taps or arrow keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Selection {
    /// Nothing.
    #[default]
    None,
    /// The Input block.
    Input,
    /// The Output block.
    Output,
    /// The blocks from one index to another, in either order.
    Blocks {
        /// Where the selection began.
        anchor: usize,
        /// Where the keyboard is.
        head: usize,
    },
}

impl Selection {
    /// One block.
    pub fn block(index: usize) -> Self {
        Self::Blocks { anchor: index, head: index }
    }

    /// Blocks side by side; nothing where there are none.
    pub fn blocks(range: Range<usize>) -> Self {
        if range.is_empty() {
            Self::None
        } else {
            Self::Blocks { anchor: range.start, head: range.end - 1 }
        }
    }

    /// The selected blocks; empty at an end.
    pub fn range(self) -> Range<usize> {
        match self {
            Self::Blocks { anchor, head } => anchor.min(head)..anchor.max(head) + 1,
            _ => 0..0,
        }
    }

    /// The block whose settings are shown, where there is just one.
    pub fn only(self) -> Option<usize> {
        match self {
            Self::Blocks { anchor, head } if anchor == head => Some(head),
            _ => None,
        }
    }

    /// Up to this block, from where the selection began.
    #[must_use]
    pub fn extended_to(self, index: usize) -> Self {
        match self {
            Self::Blocks { anchor, .. } => Self::Blocks { anchor, head: index },
            _ => Self::block(index),
        }
    }

    /// The place of the keyboard in a chain of `blocks` blocks: 0 is the input, then the
    /// blocks, then the output. With nothing selected, the first block.
    pub fn place(self, blocks: usize) -> usize {
        match self {
            Self::None => 1.min(blocks),
            Self::Input => 0,
            Self::Output => blocks + 1,
            Self::Blocks { head, .. } => (head + 1).min(blocks),
        }
    }

    /// What stands at a place; beyond the output, the output.
    pub fn at(place: usize, blocks: usize) -> Self {
        match place {
            0 => Self::Input,
            place if place > blocks => Self::Output,
            place => Self::block(place - 1),
        }
    }

    /// The same in a chain of `blocks` blocks.
    #[must_use]
    pub fn within(self, blocks: usize) -> Self {
        match self {
            Self::Blocks { .. } if blocks == 0 => Self::None,
            Self::Blocks { anchor, head } => {
                Self::Blocks { anchor: anchor.min(blocks - 1), head: head.min(blocks - 1) }
            }
            other => other,
        }
    }
}
