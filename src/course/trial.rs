//! Trains the runs of a scene without a browser, to see whether its claim holds.

use std::rc::Rc;

use thiserror::Error;

use crate::config::{ConfigError, DataConfig, DataSource, ExperimentConfig, LinkError};
use crate::course::{RunFigures, Scene, Value};
use crate::data::{self, DataError, Dataset, Table, gallery};
use crate::train::diagnosis::NetworkProbe;
use crate::train::{History, Trainer, Work};

/// What came of a scene's runs.
#[derive(Debug, Clone, PartialEq)]
pub struct SceneTrial {
    /// The figures of its runs, in their order.
    pub runs: Vec<RunFigures>,
    /// Whether the claim holds.
    pub holds: bool,
    /// The number by which it shows.
    pub measure: Option<f64>,
}

/// What keeps a scene from being trained.
#[derive(Debug, Error)]
pub enum TrialError {
    /// The experiment does not fit its table.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The table cannot be read.
    #[error(transparent)]
    Data(#[from] DataError),
    /// A scene needs a table that everybody has.
    #[error("The table \"{0}\" does not come with Descent.")]
    NoTable(String),
    /// A scene's experiment cannot be read.
    #[error(transparent)]
    Scene(#[from] LinkError),
    /// A lesson's experiment or change cannot be taken.
    #[error("{0}")]
    Lesson(String),
}

/// The tables of the runs, each made once.
#[derive(Default)]
pub struct SceneTables {
    made: Vec<(DataSource, Rc<Table>)>,
}

/// So many tables are kept; those of scenes that draw them anew pile up.
const KEPT_TABLES: usize = 8;

impl SceneTables {
    /// The table of a recipe.
    ///
    /// # Errors
    /// It does not come with the program, or cannot be made or read.
    pub fn table(&mut self, recipe: &DataConfig) -> Result<Rc<Table>, TrialError> {
        if let Some((_, table)) = self.made.iter().find(|(source, _)| *source == recipe.source) {
            return Ok(table.clone());
        }
        let table = match &recipe.source {
            DataSource::Synthetic(config) => data::synthesize(config)?.table,
            DataSource::Gallery { id } => {
                let set = gallery::find(id).ok_or_else(|| TrialError::NoTable(id.clone()))?;
                data::import(gallery::bytes(set), &recipe.reading)?.table
            }
            DataSource::File { name, .. } => return Err(TrialError::NoTable(name.clone())),
        };
        let table = Rc::new(table);
        self.made.truncate(KEPT_TABLES - 1);
        self.made.insert(0, (recipe.source.clone(), table.clone()));
        Ok(table)
    }
}

impl SceneTrial {
    /// Trains all runs of a scene from a seed.
    ///
    /// Checked by `tests/it/course/scene.rs::quick_scenes_hold_from_their_own_seed`.
    ///
    /// # Errors
    /// An experiment that cannot be trained.
    pub fn run(scene: &Scene, seed: u32, tables: &mut SceneTables) -> Result<Self, TrialError> {
        let mut runs = Vec::new();
        for run in &scene.runs {
            let experiment = scene.experiment(run, seed)?;
            let table = tables.table(&experiment.data)?;
            runs.push(train(&experiment, &table)?);
        }
        let value_of = |name: &str| -> Option<Value> { scene.value(&runs, name) };
        let (holds, measure) = (scene.holds.holds(&value_of), scene.measure.value(&value_of));
        Ok(Self { runs, holds, measure })
    }
}

/// Trains an experiment to its end.
pub(super) fn train(
    experiment: &ExperimentConfig,
    table: &Table,
) -> Result<RunFigures, TrialError> {
    let checked = experiment.check(table.schema()).map_err(|mut problems| problems.remove(0))?;
    let dataset = Rc::new(Dataset::prepare(table, &checked)?);
    let probe = NetworkProbe::new(&checked, &dataset);
    let mut trainer = Trainer::new(&checked, dataset);
    let mut history = History::default();
    loop {
        match trainer.work(&mut || true) {
            Work::Yielded => {}
            Work::Epoch(report) => history.push(&report),
            Work::Finished(outcome) => {
                let network = probe.and_then(|mut probe| probe.look(&trainer));
                let network = network.as_ref();
                return Ok(RunFigures::new(experiment, &history, Some(outcome), network));
            }
        }
    }
}
