//! The data sets that come with the page.
//!
//! Sources and licences: assets/datasets/ATTRIBUTION.md.

use crate::config::Task;

/// One data set of the Gallery.
///
/// Checked by `tests/it/gallery.rs`: every file has the rows, columns, bytes, target and
/// task that its entry names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GallerySet {
    /// Names it in a link; never changes.
    pub id: &'static str,
    /// The file's name under `assets/datasets`.
    pub file: &'static str,
    /// The words on its card.
    pub title: &'static str,
    /// What it holds, in one line.
    pub one_line: &'static str,
    /// The column to predict.
    pub target: &'static str,
    /// What kind of prediction that is.
    pub task: Task,
    /// Rows in the file.
    pub rows: usize,
    /// Columns in the file, the target among them.
    pub columns: usize,
    /// The file's size.
    pub bytes: usize,
    /// Under which terms it may be passed on.
    pub licence: &'static str,
    /// Who made it and where it comes from.
    pub attribution: &'static str,
}

/// All sets, in the Gallery's order.
pub static SETS: [GallerySet; 4] = [
    GallerySet {
        id: "red-wine",
        file: "red-wine.csv",
        title: "Red wine quality",
        one_line: "1599 Portuguese wines: taste score from 11 lab values",
        target: "quality",
        task: Task::Regression,
        rows: 1599,
        columns: 12,
        bytes: 84_175,
        licence: "CC BY 4.0",
        attribution: "Cortez, P., Cerdeira, A., Almeida, F., Matos, T. & Reis, J. (2009). Wine Quality [Dataset]. UCI Machine Learning Repository. https://doi.org/10.24432/C56S3T. CC BY 4.0. Also: Cortez et al. (2009), Decision Support Systems 47(4), 547-553.",
    },
    GallerySet {
        id: "concrete",
        file: "concrete.csv",
        title: "Concrete strength",
        one_line: "1030 mixes: strength from ingredients and age",
        target: "compressive_strength",
        task: Task::Regression,
        rows: 1030,
        columns: 9,
        bytes: 40_432,
        licence: "CC BY 4.0",
        attribution: "Yeh, I-C. (1998). Concrete Compressive Strength [Dataset]. UCI Machine Learning Repository. https://doi.org/10.24432/C5PK67. CC BY 4.0. Yeh, I-C. (1998), Cement and Concrete Research 28(12), 1797-1808.",
    },
    GallerySet {
        id: "ionosphere",
        file: "ionosphere.csv",
        title: "Ionosphere radar",
        one_line: "351 radar returns: good or bad, from 34 pulse numbers",
        target: "Class",
        task: Task::BinaryClassification,
        rows: 351,
        columns: 35,
        bytes: 76_389,
        licence: "CC BY 4.0",
        attribution: "Sigillito, V., Wing, S., Hutton, L. & Baker, K. (1989). Ionosphere [Dataset]. UCI Machine Learning Repository. https://doi.org/10.24432/C5W01B. CC BY 4.0.",
    },
    GallerySet {
        id: "iris",
        file: "iris.csv",
        title: "Iris",
        one_line: "150 flowers of three species",
        target: "species",
        task: Task::MulticlassClassification,
        rows: 150,
        columns: 5,
        bytes: 3870,
        licence: "CC BY 4.0",
        attribution: "Fisher, R. (1936). Iris [Dataset]. UCI Machine Learning Repository. https://doi.org/10.24432/C56C76. CC BY 4.0. Two values corrected after Fisher (rows 35 and 38), as in scikit-learn.",
    },
];

/// The set that a link calls `id`.
pub fn find(id: &str) -> Option<&'static GallerySet> {
    SETS.iter().find(|set| set.id == id)
}

/// The file of `set`, compiled in: for the command without a browser and for tests. The
/// page fetches the files instead, so that they are not part of its download.
#[cfg(not(target_arch = "wasm32"))]
pub fn bytes(set: &GallerySet) -> &'static [u8] {
    match set.id {
        "red-wine" => include_bytes!("../../assets/datasets/red-wine.csv"),
        "concrete" => include_bytes!("../../assets/datasets/concrete.csv"),
        "ionosphere" => include_bytes!("../../assets/datasets/ionosphere.csv"),
        "iris" => include_bytes!("../../assets/datasets/iris.csv"),
        _ => &[],
    }
}
