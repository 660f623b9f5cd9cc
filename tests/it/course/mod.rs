//! The course: conditions, figures, the glossary, lessons, scenes.

mod condition;
mod experiment_figures;
mod german;
mod glossary;
mod lesson_roads;
mod lessons;
mod own_experiments;
mod progress;
mod run_figures;
mod scene;
mod sweep_figures;
mod text;
mod view;
mod walk;
