//! The course: its lessons and glossary once they are fetched, and how far the learner is. Only
//! the panel of lessons has it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::services::tab_storage;
use crate::app::state::AppState;
use crate::course::{Glossary, Lesson, OwnExperiments, Progress, Scene, Show};
use crate::worker::RunId;
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
    /// The lesson that is open in this tab.
    pub lesson: RwSignal<Option<String>>,
    /// Which experiments of the list are the course's own.
    pub own: RwSignal<OwnExperiments>,
    /// Progress that was reset and can be put back.
    pub forgotten: RwSignal<Option<Progress>>,
    /// Whether an experiment of the course is on its way; until it is on the page, nothing counts
    /// as done.
    pub is_opening: RwSignal<bool>,
    /// A run that begins as soon as its table is here.
    pub to_start: RwSignal<Option<NextRun>>,
    /// What "Show me" has still to do once this run is over.
    pub shown_next: StoredValue<Option<(RunId, Show)>>,
    /// What it sets the first weight to, once that was asked for.
    pub first_weight: StoredValue<Option<f64>>,
}

impl CourseState {
    /// That of the page, made when it is first asked for. It outlives the panel, for what was
    /// asked for may come once that is closed.
    pub fn here() -> Self {
        use_context::<Self>().unwrap_or_else(|| {
            let of_page = std::iter::successors(Owner::current(), Owner::parent).last();
            let make = || {
                let course = Self::new();
                provide_context(course);
                course
            };
            of_page.map_or_else(make, |owner| owner.with(make))
        })
    }

    /// The panel opens: no scene is open and nothing due, and progress is as the browser kept it.
    pub fn enter(self) {
        self.scene.set(None);
        self.forgotten.set(None);
        self.forget_what_is_due();
        if let Some(kept) = tab_storage::read(tab_storage::PROGRESS) {
            self.progress.set(Progress::parse(&kept));
        }
    }

    /// Nothing is fetched yet.
    fn new() -> Self {
        Self {
            lessons: RwSignal::new(Vec::new()),
            glossary: RwSignal::new(None),
            scenes: RwSignal::new(Vec::new()),
            scene: RwSignal::new(None),
            problem: RwSignal::new(None),
            progress: RwSignal::new(Progress::default()),
            lesson: RwSignal::new(tab_storage::open_lesson()),
            own: RwSignal::new(kept_own().unwrap_or_default()),
            forgotten: RwSignal::new(None),
            is_opening: RwSignal::new(false),
            to_start: RwSignal::new(None),
            shown_next: StoredValue::new(None),
            first_weight: StoredValue::new(None),
        }
    }

    /// The lesson with that name.
    pub fn lesson_named(self, id: &str) -> Option<Arc<Lesson>> {
        self.lessons.with(|all| all.iter().find(|one| one.id == id).map(|one| one.lesson.clone()))
    }

    /// What is open; nothing shows the list.
    pub fn place(self) -> Option<Place> {
        let id = self.lesson.get()?;
        let lesson = self.lesson_named(&id)?;
        let step = self.progress.with(|progress| progress.open_step(&id, &lesson));
        Some(Place { lesson: id, step })
    }

    /// The open scene or lesson as the address names it.
    pub fn open_name(self) -> Option<String> {
        let scene = self.scene.with(|open| open.as_ref().map(|open| scene_name(&open.scene.id)));
        scene.or_else(|| self.lesson.with(|id| id.as_deref().map(lesson_name)))
    }

    /// The step whose experiment is on the page, if it is the own one of what is open.
    pub fn step_on_page(self, state: AppState) -> Option<usize> {
        let name = self.open_name()?;
        state.experiments().key.with(|key| self.own.with(|own| own.step_of(&name, key)))
    }

    /// Nothing that was asked for earlier is done any more.
    pub fn forget_what_is_due(self) {
        self.to_start.set(None);
        self.shown_next.set_value(None);
        self.first_weight.set_value(None);
    }
}

/// A lesson in the address.
pub fn lesson_name(id: &str) -> String {
    format!("lesson={id}")
}

/// A scene in the address.
pub fn scene_name(id: &str) -> String {
    format!("scene={id}")
}

/// The course's own experiments, as this or another tab kept them.
pub fn kept_own() -> Option<OwnExperiments> {
    tab_storage::read(tab_storage::COURSE_EXPERIMENTS).map(|json| OwnExperiments::parse(&json))
}
