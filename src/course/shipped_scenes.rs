//! The scenes that come with the program, compiled in: for the command and the tests. The page
//! fetches the files instead, so that they are not part of its download.

use crate::course::{Scene, SceneError};

/// Their names and files, in the order of the course.
///
/// Checked by `tests/it/course/scene.rs::every_scene_in_the_folder_is_shipped`.
pub const SHIPPED: [(&str, &str); 11] = [
    ("linear-or-deep", include_str!("../../assets/course/scenes/linear-or-deep.json")),
    ("learning-rate", include_str!("../../assets/course/scenes/learning-rate.json")),
    ("batch-size", include_str!("../../assets/course/scenes/batch-size.json")),
    ("capacity", include_str!("../../assets/course/scenes/capacity.json")),
    ("overfitting", include_str!("../../assets/course/scenes/overfitting.json")),
    ("early-stopping", include_str!("../../assets/course/scenes/early-stopping.json")),
    ("dropout", include_str!("../../assets/course/scenes/dropout.json")),
    ("batch-norm", include_str!("../../assets/course/scenes/batch-norm.json")),
    ("imbalance", include_str!("../../assets/course/scenes/imbalance.json")),
    ("dead-relu", include_str!("../../assets/course/scenes/dead-relu.json")),
    ("more-data", include_str!("../../assets/course/scenes/more-data.json")),
];

/// All of them.
///
/// # Errors
/// A file that is no scene.
pub fn shipped() -> Result<Vec<Scene>, SceneError> {
    SHIPPED.iter().map(|(id, text)| Scene::read(id, text)).collect()
}
