//! The scenes that come with the program, compiled in: for the command and the tests. The page
//! fetches the files instead, so that they are not part of its download.

use crate::course::{Scene, SceneError};

/// Their names and files, in the order of the course.
pub const SHIPPED: [(&str, &str); 0] = [];

/// All of them.
///
/// # Errors
/// A file that is no scene.
pub fn shipped() -> Result<Vec<Scene>, SceneError> {
    SHIPPED.iter().map(|(id, text)| Scene::read(id, text)).collect()
}
