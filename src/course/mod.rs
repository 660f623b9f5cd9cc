//! The course: what its scenes and lessons say, and how it is checked that it holds.

mod condition;
mod experiment_figures;
mod lesson;
#[cfg(not(target_arch = "wasm32"))]
mod lesson_trial;
mod patch;
mod run_figures;
mod scene;
mod sentence;
#[cfg(not(target_arch = "wasm32"))]
mod shipped_lessons;
#[cfg(not(target_arch = "wasm32"))]
mod shipped_scenes;
mod text;
#[cfg(not(target_arch = "wasm32"))]
mod trial;
mod walk;

pub use condition::{Condition, ConditionError, ConditionProblem, Quantity, Value};
pub use experiment_figures::{EXPERIMENT_FIGURES, Experiment};
pub use lesson::{Lesson, LessonError, LessonView, Question, Show, Step, Task};
#[cfg(not(target_arch = "wasm32"))]
pub use lesson_trial::{TaskTrial, walk_lesson};
pub use patch::merge_patch;
pub use run_figures::{FIGURES, RunFigures, is_figure};
pub use scene::{Question as SceneQuestion, Scene, SceneError, SceneRun, SceneView};
pub use sentence::{Sentence, SentenceError};
#[cfg(not(target_arch = "wasm32"))]
pub use shipped_lessons::{SHIPPED_LESSONS, shipped_lessons};
#[cfg(not(target_arch = "wasm32"))]
pub use shipped_scenes::{SHIPPED, shipped};
pub use text::{Piece, Text, TextError, figure_text};
#[cfg(not(target_arch = "wasm32"))]
pub use trial::{SceneTables, SceneTrial, TrialError};
pub use walk::{Looking, PAGE_FIGURES, RunStanding, Situation, StepProgress};
