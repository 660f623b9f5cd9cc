//! The page's state: one `Copy` struct of signals, handed down by context.

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::app::run_state::RunState;
use crate::app::services::engine::Engine;
use crate::app::services::storage;
use crate::app::services::theme::Theme;
use crate::app::undo::UndoStack;
use crate::config::{
    BlockShape, ConfigError, DataSource, ExperimentConfig, Metric, OutputConfig, TableSchema,
};
use crate::data::{RowsPage, TableSummary, gallery};

/// The table the worker holds.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedTable {
    pub source: DataSource,
    pub summary: TableSummary,
}

/// A sentence at the top of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub id: u32,
    pub kind: NoticeKind,
    pub text: String,
}

/// The sentences at the top of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoticeBoard {
    pub shown: Vec<Notice>,
    /// Never used twice, so that a new sentence is not taken for one that went.
    next_id: u32,
}

impl NoticeBoard {
    /// At most three sentences are shown; the same one never twice.
    pub fn push(&mut self, kind: NoticeKind, text: String) {
        self.shown.retain(|notice| notice.text != text);
        self.shown.push(Notice { id: self.next_id, kind, text });
        self.next_id += 1;
        if self.shown.len() > 3 {
            self.shown.remove(0);
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something went wrong (role alert).
    Alert,
    /// Something worth knowing (role status).
    Note,
}

/// Which figure the curves show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CurveTab {
    #[default]
    Loss,
    Metric(Metric),
}

/// How the curves are looked at; no part of the experiment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CurvesLook {
    pub tab: CurveTab,
    /// Whether the training loss is shown as Keras logs it, and not as it is at the end
    /// of the epoch.
    pub as_logged: bool,
}

/// Everything the page shows.
#[derive(Clone, Copy)]
pub struct AppState {
    pub experiment: RwSignal<ExperimentConfig>,
    pub undo: RwSignal<UndoStack<ExperimentConfig>>,
    pub table: RwSignal<Option<LoadedTable>>,
    /// The name of what is being read.
    pub loading: RwSignal<Option<String>>,
    pub run: RwSignal<RunState>,
    /// Index of the selected block.
    pub selected: RwSignal<Option<usize>>,
    pub look: RwSignal<CurvesLook>,
    pub notices: RwSignal<NoticeBoard>,
    /// The last change, for screen readers.
    pub announcement: RwSignal<String>,
    pub theme: RwSignal<Theme>,
    pub presenting: RwSignal<bool>,
    /// Rows shown by the View rows dialog.
    pub rows: RwSignal<RowsPage>,
    /// A link that could not be copied and is shown instead.
    pub shown_link: RwSignal<Option<String>>,
    pub engine: StoredValue<Engine, LocalStorage>,
    /// A change of learning rate or batch size on its way to the run.
    pub live_settings_due: StoredValue<Option<TimeoutHandle>>,
    /// The loaded table's schema, when it is the one the experiment speaks of.
    pub schema: Memo<Option<TableSchema>>,
    /// The file that the experiment speaks of and nobody has chosen yet.
    pub wanted: Memo<Option<(String, Vec<String>)>>,
    /// What keeps the experiment from running; `None` while no table is there.
    pub problems: Memo<Option<Vec<ConfigError>>>,
    /// Values per row that enter the network.
    pub inputs: Memo<u64>,
    pub output: Memo<OutputConfig>,
    /// After every block and after the output.
    pub shapes: Memo<Vec<BlockShape>>,
}

impl AppState {
    pub fn new(experiment: ExperimentConfig, run: RunState, theme: Theme) -> Self {
        let experiment = RwSignal::new(experiment);
        let table = RwSignal::new(None::<LoadedTable>);
        let schema = Memo::new(move |_| {
            let source = experiment.with(|experiment| experiment.data.source.clone());
            table.with(|table| {
                let table = table.as_ref().filter(|table| table.source == source)?;
                Some(table.summary.schema.clone())
            })
        });
        let loading = RwSignal::new(None);
        let wanted = Memo::new(move |_| {
            if schema.with(Option::is_some) || loading.with(Option::is_some) {
                return None;
            }
            experiment.with(|experiment| match &experiment.data.source {
                DataSource::File { name, columns } => Some((name.clone(), columns.clone())),
                DataSource::Gallery { .. } => None,
            })
        });
        let problems = Memo::new(move |_| {
            schema.with(|schema| {
                let schema = schema.as_ref()?;
                Some(
                    experiment
                        .with(|experiment| experiment.check(schema).err().unwrap_or_default()),
                )
            })
        });
        let inputs = Memo::new(move |_| {
            schema.with(|schema| {
                schema.as_ref().map_or(0, |schema| {
                    experiment.with(|experiment| experiment.inputs(schema) as u64)
                })
            })
        });
        let output = Memo::new(move |_| {
            schema.with(|schema| {
                let empty = TableSchema::default();
                let schema = schema.as_ref().unwrap_or(&empty);
                experiment.with(|experiment| experiment.output(schema))
            })
        });
        let shapes = Memo::new(move |_| {
            experiment.with(|experiment| experiment.network.shapes(inputs.get(), output.get()))
        });
        Self {
            experiment,
            undo: RwSignal::new(UndoStack::default()),
            table,
            loading,
            run: RwSignal::new(run),
            selected: RwSignal::new(None),
            look: RwSignal::new(CurvesLook {
                as_logged: storage::kept_as_logged(),
                ..CurvesLook::default()
            }),
            notices: RwSignal::new(NoticeBoard::default()),
            announcement: RwSignal::new(String::new()),
            theme: RwSignal::new(theme),
            presenting: RwSignal::new(false),
            rows: RwSignal::new(RowsPage::default()),
            shown_link: RwSignal::new(None),
            engine: StoredValue::new_local(Engine::default()),
            live_settings_due: StoredValue::new(None),
            schema,
            wanted,
            problems,
            inputs,
            output,
            shapes,
        }
    }

    /// The state of the page this component belongs to.
    pub fn here() -> Self {
        expect_context::<Self>()
    }

    /// Whether Train would do something.
    pub fn can_train(&self) -> bool {
        self.loading.with(Option::is_none)
            && self.problems.with(|problems| problems.as_ref().is_some_and(Vec::is_empty))
    }

    /// Whether the experiment was edited since the run began, in what a run cannot
    /// take in while it goes on.
    pub fn edited_since_start(&self) -> bool {
        self.run.with(|run| {
            run.experiment.as_ref().is_some_and(|running| {
                self.experiment.with(|shown| {
                    let mut shown = shown.clone();
                    shown.training.learning_rate = running.training.learning_rate;
                    shown.training.batch_size = running.training.batch_size;
                    shown.title.clone_from(&running.title);
                    shown != *running
                })
            })
        })
    }
}

/// What a first visit opens with: a real set and a network that is ready to train.
pub fn first_experiment() -> ExperimentConfig {
    gallery_experiment(&gallery::SETS[0])
}

/// A ready experiment on a set of the Gallery, before its table is loaded.
pub fn gallery_experiment(set: &gallery::GallerySet) -> ExperimentConfig {
    let source = DataSource::Gallery { id: set.id.to_owned() };
    let mut experiment = ExperimentConfig::propose(set.title, source, &TableSchema::default());
    set.target.clone_into(&mut experiment.data.target);
    experiment.set_task(set.task);
    experiment
}
