//! The page's state: one `Copy` struct of signals, handed down by context. A feature's
//! signals stand in a file of its own; `AppState` is their sum.

pub mod advice;
pub mod archive;
pub mod chart;
pub mod coach;
pub mod code;
pub mod course;
pub mod data;
pub mod experiments;
pub mod explanation;
pub mod lessons;
pub mod models;
pub mod notices;
pub mod overlays;
pub mod report;
pub mod runs;
pub mod share;
pub mod sweep;
pub mod time_travel;

use std::time::Duration;

use leptos::prelude::*;

use self::advice::AdviceState;
use self::archive::ArchiveState;
use self::coach::CoachState;
use self::code::CodeState;
use self::data::DataState;
use self::experiments::ExperimentsState;
use self::explanation::ExplanationState;
use self::lessons::LessonsState;
use self::models::ModelsState;
use self::notices::NoticeBoard;
use self::overlays::OverlaysState;
use self::report::ReportState;
use self::runs::RunsState;
use self::share::ShareState;
use self::sweep::SweepState;
use self::time_travel::TimeTravelState;
use crate::app::reactive::{Debounce, memo};
use crate::app::services::database::IndexedDb;
use crate::app::services::engine::Engine;
use crate::app::services::tab_storage;
use crate::app::services::theme::Theme;
use crate::config::{BlockShape, ConfigError, ExperimentConfig, OutputConfig, TableSchema};
use crate::inspection::PartName;
use crate::workspace::chart_view::{ChartView, KeptChartView};
use crate::workspace::current_run::CurrentRun;
use crate::workspace::inspection::Inspection;
use crate::workspace::selection::Selection;
use crate::workspace::stage::{SceneNotes, Stage};
use crate::workspace::storage::Storage;
use crate::workspace::undo::UndoStack;

/// Edits follow each other faster than this; the last one is stored.
const STORE_PAUSE: Duration = Duration::from_millis(500);
/// The same of what a run takes in while it goes on.
const LIVE_SETTINGS_PAUSE: Duration = Duration::from_millis(300);

/// Everything the page shows.
#[derive(Clone, Copy)]
pub struct AppState {
    pub experiment: RwSignal<ExperimentConfig>,
    pub undo: RwSignal<UndoStack<ExperimentConfig>>,
    pub run: RwSignal<CurrentRun>,
    /// What of the chain is selected.
    pub selected: RwSignal<Selection>,
    /// How many blocks there are.
    pub blocks: Memo<usize>,
    pub chart_view: RwSignal<ChartView>,
    pub notices: RwSignal<NoticeBoard>,
    /// The last change, for screen readers.
    pub announcement: RwSignal<String>,
    pub theme: RwSignal<Theme>,
    /// What is shown to an audience.
    pub stage: RwSignal<Stage>,
    pub engine: StoredValue<Engine, LocalStorage>,
    /// Counts the answers that files of the page which come later are to look at.
    pub answered: RwSignal<u32>,
    /// A change of learning rate or batch size on its way to the run.
    pub live_settings_due: Debounce,
    /// A storing of the experiment that is due.
    pub store_due: Debounce,
    storage: StoredValue<Storage<IndexedDb>, LocalStorage>,
    /// What keeps the experiment from running; `None` while no table is there.
    pub problems: Memo<Option<Vec<ConfigError>>>,
    /// Values per row that enter the network.
    pub inputs: Memo<u64>,
    pub output: Memo<OutputConfig>,
    /// After every block and after the output.
    pub shapes: Memo<Vec<BlockShape>>,
    /// One handle for many: what is handed down by value should be small.
    features: StoredValue<Features>,
}

/// The signals of each feature.
#[derive(Clone, Copy)]
struct Features {
    advice: AdviceState,
    archive: ArchiveState,
    coach: CoachState,
    data: DataState,
    experiments: ExperimentsState,
    code: CodeState,
    explanation: ExplanationState,
    inspection: RwSignal<Inspection>,
    lessons: LessonsState,
    models: ModelsState,
    overlays: OverlaysState,
    predicted_part: RwSignal<PartName>,
    report: ReportState,
    runs: RunsState,
    scene_notes: RwSignal<SceneNotes>,
    share: ShareState,
    sweep: SweepState,
    time_travel: TimeTravelState,
}

impl AppState {
    pub fn new(
        experiment: ExperimentConfig,
        run: CurrentRun,
        theme: Theme,
        storage: Storage<IndexedDb>,
    ) -> Self {
        let key = storage.key();
        let experiment = RwSignal::new(experiment);
        let run = RwSignal::new(run);
        let data = DataState::new(experiment);
        let schema = data.schema;
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
            let known = data.facts.with(|facts| {
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
        let chart_view =
            tab_storage::stored_chart_view().map(KeptChartView::restored).unwrap_or_default();
        Self {
            experiment,
            undo: RwSignal::new(UndoStack::default()),
            run,
            selected: RwSignal::new(Selection::None),
            blocks: memo(move || experiment.with(|e| e.network.layers.len())),
            chart_view: RwSignal::new(chart_view),
            notices: RwSignal::new(NoticeBoard::default()),
            announcement: RwSignal::new(String::new()),
            theme: RwSignal::new(theme),
            stage: RwSignal::new(Stage::default()),
            engine: StoredValue::new_local(Engine::default()),
            answered: RwSignal::new(0),
            live_settings_due: Debounce::new(LIVE_SETTINGS_PAUSE),
            store_due: Debounce::new(STORE_PAUSE),
            storage: StoredValue::new_local(storage),
            problems,
            inputs,
            output,
            shapes,
            features: StoredValue::new(Features {
                advice: AdviceState::new(experiment),
                archive: ArchiveState::new(),
                coach: CoachState::new(run),
                data,
                experiments: ExperimentsState::new(key),
                code: CodeState::new(),
                explanation: ExplanationState::new(),
                inspection: RwSignal::new(Inspection::default()),
                lessons: LessonsState::new(),
                models: ModelsState::new(),
                overlays: OverlaysState::new(),
                predicted_part: RwSignal::new(PartName::default()),
                report: ReportState::new(),
                runs: RunsState::new(run, experiment),
                scene_notes: RwSignal::new(SceneNotes::default()),
                share: ShareState::new(),
                sweep: SweepState::new(),
                time_travel: TimeTravelState::new(),
            }),
        }
    }

    fn features(&self) -> Features {
        self.features.get_value()
    }

    /// The state of the page this component belongs to.
    pub fn here() -> Self {
        expect_context::<Self>()
    }

    /// What is unwise about the experiment.
    pub fn advice(&self) -> AdviceState {
        self.features().advice
    }

    /// The experiment as one file.
    pub fn archive(&self) -> ArchiveState {
        self.features().archive
    }

    /// What the coach says of the run.
    pub fn coach(&self) -> CoachState {
        self.features().coach
    }

    /// The table, and what is asked of it.
    pub fn data(&self) -> DataState {
        self.features().data
    }

    /// The experiments that can be opened.
    pub fn experiments(&self) -> ExperimentsState {
        self.features().experiments
    }

    /// The experiment as code.
    pub fn code(&self) -> CodeState {
        self.features().code
    }

    /// Templates, and the network in words.
    pub fn explanation(&self) -> ExplanationState {
        self.features().explanation
    }

    /// What is asked of its network.
    pub fn inspection(&self) -> RwSignal<Inspection> {
        self.features().inspection
    }

    /// The lessons beside the workspace.
    pub fn lessons(&self) -> LessonsState {
        self.features().lessons
    }

    /// Models that leave and come in.
    pub fn models(&self) -> ModelsState {
        self.features().models
    }

    /// What is drawn with the run on the page.
    pub fn overlays(&self) -> OverlaysState {
        self.features().overlays
    }

    /// The rows whose predictions were chosen; others may be shown while validation is hidden.
    pub fn predicted_part(&self) -> RwSignal<PartName> {
        self.features().predicted_part
    }

    /// The report that is handed in.
    pub fn report(&self) -> ReportState {
        self.features().report
    }

    /// The runs of the experiment.
    pub fn runs(&self) -> RunsState {
        self.features().runs
    }

    /// What a scene gives the speaker.
    pub fn scene_notes(&self) -> RwSignal<SceneNotes> {
        self.features().scene_notes
    }

    /// What is stored of the experiment on the page.
    pub fn storage(&self) -> Storage<IndexedDb> {
        self.storage.get_value()
    }

    /// The link, and what the opened one said.
    pub fn share(&self) -> ShareState {
        self.features().share
    }

    /// A repeat or a sweep.
    pub fn sweep(&self) -> SweepState {
        self.features().sweep
    }

    /// Looking back at the run.
    pub fn time_travel(&self) -> TimeTravelState {
        self.features().time_travel
    }

    /// Whether the table is here, from which the inputs, the outputs and so the parameters follow.
    pub fn knows_table(&self) -> bool {
        self.data().schema.with(Option::is_some)
    }

    /// Whether Train would do something.
    pub fn can_train(&self) -> bool {
        self.data().loading.with(Option::is_none)
            && self.problems.with(|problems| problems.as_ref().is_some_and(Vec::is_empty))
    }

    /// Whether the experiment was edited since the run began, in what a run cannot
    /// take in while it goes on.
    pub fn edited_since_start(&self) -> bool {
        self.run.with(|run| self.experiment.with(|shown| run.is_of_another(shown)))
    }

    /// The epoch to which the run goes on, where it is over and was given more epochs.
    pub fn extends_to(&self) -> Option<u32> {
        self.run.with(|run| self.experiment.with(|shown| run.extends_to(shown)))
    }
}
