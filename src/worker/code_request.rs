//! What page and worker say to each other of code.

use serde::{Deserialize, Serialize};

/// What code is written for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Library {
    /// Keras 3.
    #[default]
    Keras,
    /// `PyTorch` 2.
    PyTorch,
}

impl Library {
    /// Both, in the page's order.
    pub const ALL: [Self; 2] = [Self::Keras, Self::PyTorch];

    /// Its name, in any language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Keras => "Keras",
            Self::PyTorch => "PyTorch",
        }
    }
}

/// What becomes of the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodeForm {
    /// The script, to be read on the page.
    Text,
    /// A download: the script, and what it reads.
    Script,
    /// A download: a notebook, and what it reads.
    Notebook,
}

/// Code that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the types say it")]
pub struct CodeRequest {
    pub library: Library,
    pub form: CodeForm,
}
