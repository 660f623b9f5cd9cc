//! The table of the experiment, as far as the page knows it, and what is asked of it.

use leptos::prelude::*;

use crate::app::reactive::memo;
use crate::config::{
    DataConfig, DataSource, ExperimentConfig, PaintedPoint, ReadingConfig, TableSchema,
};
use crate::data::{DatasetFacts, ImportNote, RowsPage, TableSummary, TargetRelation};
use crate::worker::RowsState;
use crate::worker::codec::Packed;
use crate::workspace::painting::Painting;

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
    pub outcome: Result<DatasetFacts, String>,
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

/// The part of the page's state that is about data.
#[derive(Clone, Copy)]
pub struct DataState {
    pub table: RwSignal<Option<LoadedTable>>,
    /// What was noticed about a file that was just opened, until it is dismissed.
    pub notes: RwSignal<Vec<ImportNote>>,
    /// What is being read.
    pub loading: RwSignal<Option<LoadingTable>>,
    /// The last preparation, perhaps of settings that have changed since.
    pub facts: RwSignal<Option<KnownFacts>>,
    /// The data settings and the seed that facts were last asked for.
    pub asked: StoredValue<Option<(DataConfig, u32)>>,
    /// Rows shown by the View rows dialog, as they came.
    pub rows: RwSignal<Option<(RowsState, Packed<RowsPage>)>>,
    /// Why the last table that was asked for could not be made.
    pub refusal: RwSignal<Option<String>>,
    /// The points of a synthetic table, as they came.
    pub points: RwSignal<Option<Packed<Vec<PaintedPoint>>>>,
    /// Points that are set or moved while their table is on its way.
    pub painting: RwSignal<Painting>,
    /// Whether a set of the Gallery brings its own network along.
    pub brings_network: RwSignal<bool>,
    /// The column whose dialog is open.
    pub column: RwSignal<Option<String>>,
    /// A column against the target, as it came.
    pub relation: RwSignal<Option<(String, Packed<TargetRelation>)>>,
    /// The loaded table's schema, when it is the one the experiment speaks of.
    pub schema: Memo<Option<TableSchema>>,
    /// The file that the experiment speaks of and nobody has chosen yet.
    pub wanted: Memo<Option<(String, Vec<String>)>>,
}

impl DataState {
    /// The points of a synthetic table; none before they are here.
    pub fn known_points(&self) -> Vec<PaintedPoint> {
        self.points.with(|points| points.as_ref()?.open().ok()).unwrap_or_default()
    }

    pub fn new(experiment: RwSignal<ExperimentConfig>) -> Self {
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
        Self {
            table,
            notes: RwSignal::new(Vec::new()),
            loading,
            facts: RwSignal::new(None),
            asked: StoredValue::new(None),
            rows: RwSignal::new(None),
            refusal: RwSignal::new(None),
            points: RwSignal::new(None),
            painting: RwSignal::new(Painting::default()),
            brings_network: RwSignal::new(true),
            column: RwSignal::new(None),
            relation: RwSignal::new(None),
            schema,
            wanted,
        }
    }
}
