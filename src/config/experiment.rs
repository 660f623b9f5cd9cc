//! The whole experiment as one value.

use serde::{Deserialize, Serialize};

use crate::config::advice::FEW_VALUES;
use crate::config::by_name::ByName;
use crate::config::{
    Activation, ClassWeights, ColumnSchema, DataConfig, DataSource, DenseConfig, DropoutConfig,
    LayerConfig, Loss, Monitor, NetworkConfig, OutputConfig, PreparationConfig, Scaling,
    SplitMethod, TableSchema, Task, TrainingConfig, limits, proposed_target,
};

/// Data recipe, network, training and seed: everything a run depends on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExperimentConfig {
    /// The experiment's title.
    pub title: String,
    /// Which table and how it is prepared.
    pub data: DataConfig,
    /// The chain of blocks.
    pub network: NetworkConfig,
    /// How it is trained.
    pub training: TrainingConfig,
    /// Seeds the streams of the split, the initial weights, shuffling and dropout.
    pub seed: u32,
}

impl Default for ExperimentConfig {
    /// What stands in JSON that says nothing: no table yet, and no block.
    fn default() -> Self {
        Self {
            title: String::new(),
            data: DataConfig::default(),
            network: NetworkConfig::default(),
            training: TrainingConfig::default(),
            seed: limits::SEED.default as u32,
        }
    }
}

impl ExperimentConfig {
    /// A first experiment on a table: the last column that can be predicted is the
    /// target, columns without values and those set aside are left out, one small Dense
    /// block.
    pub fn propose(title: &str, source: DataSource, schema: &TableSchema) -> Self {
        let target = proposed_target(schema).map(|(column, _)| column);
        let task = target.map_or(Task::Regression, ColumnSchema::suggested_task);
        let mut experiment = Self {
            title: title.to_owned(),
            data: DataConfig::new(source, target.map_or("", |column| column.name.as_str()), task),
            network: NetworkConfig::new(vec![LayerConfig::Dense(DenseConfig::new(
                16,
                Activation::Relu,
            ))]),
            training: TrainingConfig::for_task(task),
            seed: limits::SEED.default as u32,
        };
        experiment.leave_out(schema);
        experiment
    }

    /// The same network and training on another table: a new data recipe is proposed, and
    /// the loss only changes where the task does.
    #[must_use]
    pub fn with_table(&self, title: &str, source: DataSource, schema: &TableSchema) -> Self {
        let mut proposed = Self::propose(title, source, schema);
        proposed.data.validation_percent = self.data.validation_percent;
        proposed.data.scaling = self.data.scaling;
        proposed.data.split = self.data.split.clone();
        if matches!(&self.data.split.method, SplitMethod::Grouped { column } if schema.column(column).is_none())
        {
            proposed.data.split.method = SplitMethod::Shuffled;
        }
        proposed.data.preparation =
            PreparationConfig { columns: ByName::new(), ..self.data.preparation.clone() };
        proposed.network = self.network.clone();
        proposed.seed = self.seed;
        proposed.training = self.training.clone();
        proposed.forget_class_weights();
        proposed.fit_training_to_task(self.data.task);
        proposed
    }

    /// Takes `name` as the target, with the task it suggests.
    pub fn set_target(&mut self, name: &str, schema: &TableSchema) {
        let Some(column) = schema.column(name) else { return };
        let before = self.data.task;
        name.clone_into(&mut self.data.target);
        self.data.task = column.suggested_task();
        self.data.ignored.retain(|ignored| ignored != name);
        self.leave_out(schema);
        self.forget_class_weights();
        self.fit_training_to_task(before);
    }

    /// Predicts the target as `task`.
    pub fn set_task(&mut self, task: Task) {
        let before = std::mem::replace(&mut self.data.task, task);
        self.fit_training_to_task(before);
    }

    /// Takes a column in as an input, or leaves it out.
    pub fn set_ignored(&mut self, name: &str, ignored: bool) {
        self.data.ignored.retain(|other| other != name);
        if ignored {
            self.data.ignored.push(name.to_owned());
        }
    }

    /// Takes in every column that a new experiment would.
    ///
    /// Checked by `tests/it/config/data.rs::inputs_are_chosen_all_at_once`.
    pub fn take_all_inputs(&mut self, schema: &TableSchema) {
        self.data.ignored.clear();
        self.leave_out(schema);
    }

    /// Takes in one column, or none, and leaves all others out.
    ///
    /// Checked by `tests/it/config/data.rs::inputs_are_chosen_all_at_once`.
    pub fn take_only(&mut self, input: Option<&str>, schema: &TableSchema) {
        let others = schema.columns.iter().map(|column| &column.name);
        let others =
            others.filter(|name| **name != self.data.target && Some(name.as_str()) != input);
        self.data.ignored = others.cloned().collect();
    }

    /// The columns used as inputs, in file order.
    pub fn features<'schema>(
        &self,
        schema: &'schema TableSchema,
    ) -> impl Iterator<Item = &'schema ColumnSchema> {
        schema.columns.iter().filter(|column| self.is_feature(column))
    }

    /// Whether `column` is an input of this experiment.
    pub fn is_feature(&self, column: &ColumnSchema) -> bool {
        column.name != self.data.target
            && column.can_be_feature()
            && !self.data.ignored.contains(&column.name)
    }

    /// The most values per row that can enter the network, see [`ColumnSchema::width`].
    /// How many do is known once the training rows are.
    pub fn inputs(&self, schema: &TableSchema) -> usize {
        self.features(schema).map(|column| column.width(&self.data.preparation)).sum()
    }

    /// Puts a Dropout after every hidden layer, its own Activation and `BatchNorm` included;
    /// not after the last one of a regression or of few units, where it would be noise on
    /// the output.
    ///
    /// Checked by `tests/it/config/sweep.rs::dropout_stands_behind_hidden_layers`.
    pub fn add_dropout(&mut self, rate: f64) {
        let dropout = || LayerConfig::Dropout(DropoutConfig { rate, seed: None });
        let is_regression = self.data.task == Task::Regression;
        let before = std::mem::take(&mut self.network.layers);
        let last = before.iter().rposition(|layer| matches!(layer, LayerConfig::Dense(_)));
        let mut is_pending = false;
        for (index, layer) in before.into_iter().enumerate() {
            if let LayerConfig::Dense(dense) = &layer {
                if is_pending {
                    self.network.layers.push(dropout());
                }
                let is_narrow = u64::from(dense.units) <= FEW_VALUES;
                is_pending = Some(index) != last || !(is_regression || is_narrow);
            }
            self.network.layers.push(layer);
        }
        if is_pending {
            self.network.layers.push(dropout());
        }
    }

    /// The activation of the output block: the user's own, or what task and loss ask for.
    pub fn output_activation(&self) -> Activation {
        let usual = || self.training.loss.output_activation(self.data.task);
        self.network.output_activation.unwrap_or_else(usual)
    }

    /// Deals the rows to the parts.
    ///
    /// Checked by `tests/it/data/split.rs::the_split_has_a_seed_of_its_own`.
    pub fn split_seed(&self) -> u32 {
        self.data.split.seed.unwrap_or(self.seed)
    }

    /// The threshold above which class 1 of two is predicted.
    pub fn threshold(&self) -> f64 {
        self.training.threshold.unwrap_or_else(|| self.usual_threshold())
    }

    /// The same, unless the user sets one.
    pub fn usual_threshold(&self) -> f64 {
        self.training.loss.threshold(self.output_activation())
    }

    /// The output block that the task asks for.
    pub fn output(&self, schema: &TableSchema) -> OutputConfig {
        let units = match self.data.task {
            Task::Regression | Task::BinaryClassification => 1,
            Task::MulticlassClassification => {
                schema.column(&self.data.target).map_or(1, |column| column.distinct) as u64
            }
        };
        OutputConfig { units, activation: self.output_activation() }
    }

    /// Keeps the recipe sound on the same table read another way: a target that no longer
    /// fits the task suggests a new one, and columns that are now set aside are left out.
    ///
    /// An experiment that names no target predicts the one that a new experiment would, as the
    /// task that this suggests; its loss stays where it fits. Checked by
    /// `tests/it/config/json.rs::an_experiment_without_a_target_takes_the_proposed_one`.
    pub fn refit(&mut self, schema: &TableSchema) {
        if self.data.target.is_empty() {
            let loss = self.training.loss;
            if let Some((column, _)) = proposed_target(schema) {
                self.set_target(&column.name, schema);
            }
            if loss.fits(self.data.task) {
                self.training.loss = loss;
            }
            return;
        }
        let target = self.data.target.clone();
        match schema.column(&target) {
            Some(column) if !column.allows(self.data.task) => self.set_target(&target, schema),
            _ => self.leave_out(schema),
        }
    }

    /// A column that was the target until now may be one that is set aside, too.
    fn leave_out(&mut self, schema: &TableSchema) {
        for column in &schema.columns {
            if column.name != self.data.target
                && !column.is_proposed()
                && !self.data.ignored.contains(&column.name)
            {
                self.data.ignored.push(column.name.clone());
            }
        }
    }

    /// Weights are by the index of a class, which is now another class.
    fn forget_class_weights(&mut self) {
        if matches!(self.training.class_weights, ClassWeights::Given(_)) {
            self.training.class_weights = ClassWeights::None;
        }
    }

    /// A loss chosen for another task is not a choice for this one, nor is the output's
    /// activation.
    fn fit_training_to_task(&mut self, before: Task) {
        if self.data.task != before {
            self.training.loss = Loss::for_task(self.data.task)[0];
            self.network.output_activation = None;
            self.forget_class_weights();
        }
        // What does nothing for this task is not kept for a change that the user cannot see.
        if self.data.task == Task::Regression {
            self.training.class_weights = ClassWeights::None;
        } else {
            self.data.preparation.target_scaling = Scaling::None;
        }
        if self.data.task != Task::BinaryClassification {
            self.training.threshold = None;
        }
        // What is no longer measured cannot be monitored.
        let measured = self.training.measured(self.data.task);
        let monitored = self.training.stopping.monitor.metric();
        if monitored.is_some_and(|metric| !measured.contains(&metric)) {
            self.training.stopping.monitor = Monitor::ValLoss;
        }
    }
}
