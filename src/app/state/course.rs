//! The course: its lessons and glossary once they are fetched, and how far the learner is. Only
//! the panel of lessons has it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::services::tab_storage;
use crate::course::{Glossary, Lesson, Progress, Scene, Show};
use crate::workspace::open_scene::OpenScene;

/// A lesson with the name of its file.
#[derive(Debug, Clone)]
pub struct NamedLesson {
    pub id: String,
    pub lesson: Arc<Lesson>,
}

/// The lesson and the step that are open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub lesson: String,
    /// From 0.
    pub step: usize,
}

/// A run that is about to begin.
#[derive(Debug, Clone)]
pub enum NextRun {
    /// Of a lesson, and what is looked at once it is over.
    OfLesson(Show),
    /// Of a scene, which gives it this name.
    OfScene(String),
}

/// What the panel of lessons knows.
#[derive(Clone, Copy)]
pub struct CourseState {
    pub lessons: RwSignal<Vec<NamedLesson>>,
    pub glossary: RwSignal<Option<Arc<Glossary>>>,
    pub scenes: RwSignal<Vec<Arc<Scene>>>,
    /// The scene that is open in place of a lesson.
    pub scene: RwSignal<Option<OpenScene>>,
    /// Why they are not here.
    pub problem: RwSignal<Option<String>>,
    pub progress: RwSignal<Progress>,
    /// Progress that was reset and can be put back.
    pub forgotten: RwSignal<Option<Progress>>,
    /// The lesson whose experiment was opened last.
    pub begun: StoredValue<Option<String>>,
    /// Whether an experiment of the course is on its way; until it is on the page, nothing counts
    /// as done.
    pub is_opening: RwSignal<bool>,
    /// A run that begins as soon as its table is here.
    pub to_start: RwSignal<Option<NextRun>>,
    /// What "Show me" has still to do once the run is over.
    pub shown_next: StoredValue<Option<Show>>,
    /// What it sets the first weight to, once that was asked for.
    pub first_weight: StoredValue<Option<f64>>,
}

impl CourseState {
    /// Nothing is fetched yet; progress is as the browser kept it.
    pub fn new() -> Self {
        let kept = tab_storage::read(tab_storage::PROGRESS);
        let progress = kept.map(|json| Progress::parse(&json)).unwrap_or_default();
        // A reload finds its experiment on the page.
        let begun = progress.open.clone();
        Self {
            lessons: RwSignal::new(Vec::new()),
            glossary: RwSignal::new(None),
            scenes: RwSignal::new(Vec::new()),
            scene: RwSignal::new(None),
            problem: RwSignal::new(None),
            progress: RwSignal::new(progress),
            forgotten: RwSignal::new(None),
            begun: StoredValue::new(begun),
            is_opening: RwSignal::new(false),
            to_start: RwSignal::new(None),
            shown_next: StoredValue::new(None),
            first_weight: StoredValue::new(None),
        }
    }

    /// The lesson with that name.
    pub fn lesson(self, id: &str) -> Option<Arc<Lesson>> {
        self.lessons.with(|all| all.iter().find(|one| one.id == id).map(|one| one.lesson.clone()))
    }

    /// What is open; nothing shows the list.
    pub fn place(self) -> Option<Place> {
        self.progress.with(|progress| {
            let id = progress.open.clone()?;
            let lesson = self.lesson(&id)?;
            Some(Place { step: progress.open_step(&id, &lesson), lesson: id })
        })
    }
}
