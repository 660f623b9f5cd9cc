//! What a person adds to a report.

use serde::{Deserialize, Serialize};

/// What the person who hands a report in says in it; what is empty is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportNote {
    /// Their name.
    pub name: String,
    /// The day, as it is written there.
    pub day: String,
    /// What they wanted to know.
    pub question: String,
    /// What they found.
    pub words: String,
    /// The page's address, before which the link is put; without one only what comes after the
    /// `#` is there.
    pub page: String,
}
