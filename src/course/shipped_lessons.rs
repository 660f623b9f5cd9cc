//! The lessons that come with the program, compiled in: for the command and the tests. The page
//! fetches the files instead, so that they are not part of its download.

use crate::course::{Lesson, LessonError};

/// Their names and files, in the order of the course, as in `assets/course/lessons/index.json`.
pub const SHIPPED_LESSONS: [(&str, &str); 0] = [];

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
