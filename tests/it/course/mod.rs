//! The course: conditions, figures, lessons.

mod condition;
mod experiment_figures;
mod lessons;
mod patch;
mod text;
mod walk;
