//! Why a `.descent.zip` cannot be opened.

use thiserror::Error;

use crate::config::LinkError;
use crate::models::zip::ZipError;
use crate::t;

/// Why a `.descent.zip` cannot be opened; nothing has changed then.
///
/// Checked by `tests/it/export/archive.rs`.
#[derive(Debug, Clone, PartialEq, Error)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ArchiveError {
    /// The zip itself.
    #[error(transparent)]
    Zip(#[from] ZipError),
    /// The experiment in it.
    #[error("{}", t!("The experiment in the archive cannot be read: {source}", source = _0))]
    Experiment(#[from] LinkError),
    /// Another archive.
    #[error("{}", t!("The archive holds no experiment that Descent saved, so nothing was changed."))]
    NotDescent,
    #[error(
        "{}",
        t!("The archive was saved by a later version of Descent (form {version}), so nothing was changed; reload the page to have that version.", version)
    )]
    Later { version: u32 },
    #[error("{}", t!("Run {number} in the archive is damaged, so nothing was changed; save it again.", number))]
    Run { number: usize },
}
