//! The lessons that come with the program, compiled in: for the command and the tests. The page
//! fetches the files instead, so that they are not part of its download.

use crate::course::{Lesson, LessonError};

/// Their names and files, in the order of the course, as in `assets/course/lessons/index.json`.
pub const SHIPPED_LESSONS: [(&str, &str); 9] = [
    ("neuron", include_str!("../../assets/course/lessons/neuron.json")),
    ("layers", include_str!("../../assets/course/lessons/layers.json")),
    ("gradient-descent", include_str!("../../assets/course/lessons/gradient-descent.json")),
    ("overfitting", include_str!("../../assets/course/lessons/overfitting.json")),
    ("regularization", include_str!("../../assets/course/lessons/regularization.json")),
    ("two-classes", include_str!("../../assets/course/lessons/two-classes.json")),
    ("several-classes", include_str!("../../assets/course/lessons/several-classes.json")),
    ("deep-and-data", include_str!("../../assets/course/lessons/deep-and-data.json")),
    ("your-data", include_str!("../../assets/course/lessons/your-data.json")),
];

/// All of them.
///
/// # Errors
/// A file that is no lesson.
pub fn shipped_lessons() -> Result<Vec<(&'static str, Lesson)>, LessonError> {
    SHIPPED_LESSONS
        .iter()
        .map(|(id, text)| Lesson::parse(text).map(|lesson| (*id, lesson)))
        .collect()
}
