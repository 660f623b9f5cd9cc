//! The course: what its scenes and lessons say, and how it is checked that it holds.

mod condition;
mod experiment_figures;
mod glossary;
mod lesson;
#[cfg(not(target_arch = "wasm32"))]
mod lesson_trial;
mod own_experiments;
mod progress;
mod reader_text;
mod run_figures;
mod scene;
#[cfg(not(target_arch = "wasm32"))]
mod shipped_lessons;
#[cfg(not(target_arch = "wasm32"))]
mod shipped_scenes;
mod sweep_figures;
#[cfg(not(target_arch = "wasm32"))]
mod sweep_trial;
mod text;
#[cfg(not(target_arch = "wasm32"))]
mod trial;
mod view;
mod walk;

pub use condition::{Condition, ConditionError, ConditionProblem, Quantity, Value};
pub use experiment_figures::{EXPERIMENT_FIGURES, Experiment};
pub use glossary::{Glossary, GlossaryError, Term};
pub use lesson::{Lesson, LessonError, Question, Show, Step, Task};
#[cfg(not(target_arch = "wasm32"))]
pub use lesson_trial::{StepTrial, TaskTrial, walk_lesson};
pub use own_experiments::{OwnExperiment, OwnExperiments};
pub use progress::{LessonProgress, Progress};
pub use reader_text::ReaderText;
pub use run_figures::{FIGURES, RunFigures, is_figure};
pub use scene::{Scene, SceneError, SceneQuestion, SceneRun};
#[cfg(not(target_arch = "wasm32"))]
pub use shipped_lessons::{SHIPPED_LESSONS, shipped_lessons};
#[cfg(not(target_arch = "wasm32"))]
pub use shipped_scenes::{SHIPPED, shipped};
pub use sweep_figures::{SWEEP_FIGURES, SweepFigures, SweptRun};
#[cfg(not(target_arch = "wasm32"))]
pub use sweep_trial::train_sweep;
pub use text::{Piece, Text, TextError, figure_text};
#[cfg(not(target_arch = "wasm32"))]
pub use trial::{SceneTables, SceneTrial, TrialError};
pub use view::CourseView;
pub use walk::{Figures, Looking, PAGE_FIGURES, RunStanding, SeenCurves, Situation, StepProgress};
