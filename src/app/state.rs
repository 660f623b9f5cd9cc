//! The page's state: one `Copy` struct of signals, handed down by context.

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::app::counsel::Counsel;
use crate::app::live::memo;
use crate::app::look::KeptLook;
pub use crate::app::look::{CurveTab, CurvesLook};
use crate::app::look_back::LookBack;
use crate::app::run_shelf::RunShelf;
use crate::app::run_state::RunState;
use crate::app::selection::Selection;
use crate::app::services::engine::Engine;
use crate::app::services::storage;
use crate::app::services::theme::Theme;
use crate::app::shelf::Shelf;
use crate::app::undo::UndoStack;
use crate::config::{
    BlockShape, ConfigError, DataConfig, DataSource, ExperimentConfig, OutputConfig, PaintedPoint,
    ReadingConfig, TableSchema,
};
use crate::data::{Against, Facts, RowsPage, TableSummary, gallery};
use crate::worker::RowsState;

/// The table the worker holds.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedTable {
    pub source: DataSource,
    pub reading: ReadingConfig,
    pub summary: TableSummary,
}

impl LoadedTable {
    /// Whether it is the table that an experiment with these settings speaks of.
    pub fn is_of(&self, data: &DataConfig) -> bool {
        self.source == data.source && self.reading == data.reading
    }
}

/// A table on its way.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadingTable {
    pub name: String,
    /// Bytes read, and bytes of the file, once there is something to say.
    pub progress: Option<(u64, u64)>,
}

/// What the worker made of the data settings of an experiment.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownFacts {
    pub data: DataConfig,
    pub seed: u32,
    /// Or why the table cannot be prepared that way.
    pub outcome: Result<Facts, String>,
}

impl KnownFacts {
    /// Whether they are of the table that this experiment speaks of, in whatever use.
    pub fn is_of_table(&self, experiment: &ExperimentConfig) -> bool {
        self.data.source == experiment.data.source && self.data.reading == experiment.data.reading
    }

    /// Whether they are of this experiment as it stands.
    pub fn is_of(&self, experiment: &ExperimentConfig) -> bool {
        self.data == experiment.data && self.seed == experiment.seed
    }
}

/// A sentence at the top of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub id: u32,
    pub kind: NoticeKind,
    pub text: String,
    /// Offers to read one row in so many of the file that was too large.
    pub sample: Option<u32>,
}

impl Notice {
    /// A sentence without an offer; the board numbers it.
    pub fn new(kind: NoticeKind, text: String) -> Self {
        Self { id: 0, kind, text, sample: None }
    }
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
    pub fn push(&mut self, notice: Notice) {
        self.shown.retain(|shown| shown.text != notice.text);
        self.shown.push(Notice { id: self.next_id, ..notice });
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

/// Everything the page shows.
#[derive(Clone, Copy)]
pub struct AppState {
    pub experiment: RwSignal<ExperimentConfig>,
    pub undo: RwSignal<UndoStack<ExperimentConfig>>,
    pub table: RwSignal<Option<LoadedTable>>,
    /// What is being read.
    pub loading: RwSignal<Option<LoadingTable>>,
    /// The last preparation, perhaps of settings that have changed since.
    pub facts: RwSignal<Option<KnownFacts>>,
    pub run: RwSignal<RunState>,
    /// What of the chain is selected.
    pub selected: RwSignal<Selection>,
    /// How many blocks there are.
    pub blocks: Memo<usize>,
    pub look: RwSignal<CurvesLook>,
    pub notices: RwSignal<NoticeBoard>,
    /// The last change, for screen readers.
    pub announcement: RwSignal<String>,
    pub theme: RwSignal<Theme>,
    pub presenting: RwSignal<bool>,
    /// Rows shown by the View rows dialog.
    pub rows: RwSignal<(RowsState, RowsPage)>,
    /// Why the last table that was asked for could not be made.
    pub refusal: RwSignal<Option<String>>,
    /// The points of a made table, while its dialog is open.
    pub points: RwSignal<Vec<PaintedPoint>>,
    /// Whether a set of the Gallery brings its own network along.
    pub brings_network: RwSignal<bool>,
    /// The column whose dialog is open.
    pub column: RwSignal<Option<String>>,
    /// A column against the target.
    pub against: RwSignal<Option<(String, Against)>>,
    /// A link that could not be copied and is shown instead.
    pub shown_link: RwSignal<Option<String>>,
    pub engine: StoredValue<Engine, LocalStorage>,
    /// The experiment whose link stands in the address bar.
    pub linked: StoredValue<Option<ExperimentConfig>>,
    /// One handle for many: what is handed down by value should be small.
    shelf: StoredValue<Shelf>,
    counsel: StoredValue<Counsel>,
    runs: StoredValue<RunShelf>,
    look_back: StoredValue<LookBack>,
    /// The data settings and the seed that facts were last asked for.
    pub asked: StoredValue<Option<(DataConfig, u32)>>,
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
    pub fn new(experiment: ExperimentConfig, run: RunState, theme: Theme, shelf: Shelf) -> Self {
        let experiment = RwSignal::new(experiment);
        let table = RwSignal::new(None::<LoadedTable>);
        let schema = memo(move || {
            experiment.with(|experiment| {
                table.with(|table| {
                    let table = table.as_ref().filter(|table| table.is_of(&experiment.data))?;
                    Some(table.summary.schema.clone())
                })
            })
        });
        let loading = RwSignal::new(None);
        let wanted = memo(move || {
            if schema.with(Option::is_some) || loading.with(Option::is_some) {
                return None;
            }
            experiment.with(|experiment| match &experiment.data.source {
                DataSource::File { name, columns } => Some((name.clone(), columns.clone())),
                DataSource::Gallery { .. } | DataSource::Synthetic(_) => None,
            })
        });
        let facts = RwSignal::new(None::<KnownFacts>);
        let problems = memo(move || {
            schema.with(|schema| {
                let schema = schema.as_ref()?;
                Some(
                    experiment
                        .with(|experiment| experiment.check(schema).err().unwrap_or_default()),
                )
            })
        });
        let inputs = memo(move || {
            let known = facts.with(|facts| {
                let facts = facts.as_ref()?;
                let fresh = experiment.with(|e| facts.is_of(e));
                facts.outcome.as_ref().ok().filter(|_| fresh).map(|facts| facts.input_names.len())
            });
            // Until the worker has counted.
            let guess = || {
                schema.with(|schema| {
                    schema
                        .as_ref()
                        .map_or(0, |schema| experiment.with(|experiment| experiment.inputs(schema)))
                })
            };
            known.unwrap_or_else(guess) as u64
        });
        let output = memo(move || {
            schema.with(|schema| {
                let empty = TableSchema::default();
                let schema = schema.as_ref().unwrap_or(&empty);
                experiment.with(|experiment| experiment.output(schema))
            })
        });
        let shapes = memo(move || {
            experiment.with(|experiment| experiment.network.shapes(inputs.get(), output.get()))
        });
        Self {
            experiment,
            undo: RwSignal::new(UndoStack::default()),
            table,
            loading,
            run: RwSignal::new(run),
            selected: RwSignal::new(Selection::None),
            blocks: memo(move || experiment.with(|e| e.network.layers.len())),
            look: RwSignal::new(storage::kept_look().map(KeptLook::restored).unwrap_or_default()),
            notices: RwSignal::new(NoticeBoard::default()),
            announcement: RwSignal::new(String::new()),
            theme: RwSignal::new(theme),
            presenting: RwSignal::new(false),
            facts,
            rows: RwSignal::new((RowsState::Raw, RowsPage::default())),
            refusal: RwSignal::new(None),
            points: RwSignal::new(Vec::new()),
            brings_network: RwSignal::new(true),
            column: RwSignal::new(None),
            against: RwSignal::new(None),
            shown_link: RwSignal::new(None),
            engine: StoredValue::new_local(Engine::default()),
            linked: StoredValue::new(None),
            shelf: StoredValue::new(shelf),
            counsel: StoredValue::new(Counsel::new()),
            runs: StoredValue::new(RunShelf::new()),
            look_back: StoredValue::new(LookBack::new()),
            asked: StoredValue::new(None),
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

    /// What is kept, and what can be opened.
    pub fn shelf(&self) -> Shelf {
        self.shelf.get_value()
    }

    /// What the worker says about the experiment.
    pub fn counsel(&self) -> Counsel {
        self.counsel.get_value()
    }

    /// The runs of the experiment.
    pub fn runs(&self) -> RunShelf {
        self.runs.get_value()
    }

    /// Looking back at the run.
    pub fn look_back(&self) -> LookBack {
        self.look_back.get_value()
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
    gallery::experiment(&gallery::SETS[0])
}
