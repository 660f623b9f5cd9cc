//! The data sets that come with the page.
//!
//! Sources and licences: assets/datasets/ATTRIBUTION.md, and for the page
//! assets/datasets/attribution.json.

mod sets;
mod starter;

pub use sets::SETS;
pub use starter::experiment;

use std::collections::BTreeMap;

use crate::config::{ExperimentConfig, Task};

/// One data set of the Gallery: what its card shows, and how it is opened. Who made it
/// stands in `attribution.json`, so that the page does not carry it.
///
/// Its picture is `pictures/<id>.svg`, made by `tests/it/data/gallery_pictures.rs`.
///
/// Checked by `tests/it/data/gallery.rs`: every file has the rows, columns, bytes, target and
/// task that its entry names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GallerySet {
    /// Names it in a link; never changes.
    pub id: &'static str,
    /// The file's name under `assets/datasets`.
    pub file: &'static str,
    /// The words on its card; these, what follows and the licence in English, for
    /// [`text::shown`](crate::text::shown).
    pub title: &'static str,
    /// What it holds, in one line.
    pub one_line: &'static str,
    /// What it teaches, in one line.
    pub lesson: &'static str,
    /// The column to predict.
    pub target: &'static str,
    /// What kind of prediction that is.
    pub task: Task,
    /// Columns that are left out at first: names, leaks, what is no cause.
    pub ignored: &'static [&'static str],
    /// Rows in the file.
    pub rows: usize,
    /// Columns in the file, the target among them.
    pub columns: usize,
    /// The file's size.
    pub bytes: usize,
    /// Under which terms it may be passed on.
    pub licence: &'static str,
}

/// The set that a link calls `id`.
pub fn find(id: &str) -> Option<&'static GallerySet> {
    SETS.iter().find(|set| set.id == id)
}

/// What a first visit opens with: a real set and a network that is ready to train.
pub fn first_experiment() -> ExperimentConfig {
    experiment(&SETS[0])
}

/// Who made a set, and where it was published; `None` without such a set. Only who writes it
/// down carries the texts: the page fetches them.
///
/// Checked by `tests/it/data/gallery.rs::the_page_has_the_same_attributions`.
pub fn attribution(id: &str) -> Option<String> {
    let all = include_str!("../../../assets/datasets/attribution.json");
    serde_json::from_str::<BTreeMap<String, String>>(all).ok()?.remove(id)
}

/// The file of `set`, compiled in: for the command without a browser and for tests. The
/// page fetches the files instead, so that they are not part of its download.
#[cfg(not(target_arch = "wasm32"))]
pub fn bytes(set: &GallerySet) -> &'static [u8] {
    match set.id {
        "red-wine" => include_bytes!("../../../assets/datasets/red-wine.csv"),
        "cereals" => include_bytes!("../../../assets/datasets/cereals.csv"),
        "concrete" => include_bytes!("../../../assets/datasets/concrete.csv"),
        "auto-mpg" => include_bytes!("../../../assets/datasets/auto-mpg.csv"),
        "bike-rentals" => include_bytes!("../../../assets/datasets/bike-rentals.csv"),
        "diabetes" => include_bytes!("../../../assets/datasets/diabetes.csv"),
        "ionosphere" => include_bytes!("../../../assets/datasets/ionosphere.csv"),
        "sonar" => include_bytes!("../../../assets/datasets/sonar.csv"),
        "breast-cancer" => include_bytes!("../../../assets/datasets/breast-cancer.csv"),
        "titanic" => include_bytes!("../../../assets/datasets/titanic.csv"),
        "credit-default" => include_bytes!("../../../assets/datasets/credit-default.csv"),
        "iris" => include_bytes!("../../../assets/datasets/iris.csv"),
        "penguins" => include_bytes!("../../../assets/datasets/penguins.csv"),
        "wine-cultivar" => include_bytes!("../../../assets/datasets/wine-cultivar.csv"),
        "digits" => include_bytes!("../../../assets/datasets/digits.csv"),
        _ => &[],
    }
}
