//! The figures of an experiment by name, for the conditions and texts of lessons.

use crate::config::{
    Activation, ClassWeights, DataSource, DenseConfig, ExperimentConfig, LayerConfig, LayerKind,
    TableSchema, Task,
};
use crate::course::Value;
use crate::data::RowCounts;
use crate::text::in_english;

/// Every figure with its meaning. Those of the table are known once it is there; those of
/// blocks that the network does not have, not at all.
///
/// Besides these, of every column of the table: `column.sugars is used`, or `ignored`, or
/// `target`.
///
/// Checked by `tests/it/course/experiment_figures.rs`.
pub const EXPERIMENT_FIGURES: [(&str, &str); 37] = [
    ("data", "the set of the Gallery by its identifier, else file or synthetic"),
    ("task", "regression, binary or multiclass"),
    ("target", "the column that is predicted"),
    ("columns_used", "columns that are inputs"),
    ("inputs", "values per row that enter the network"),
    ("outputs", "units of the output block"),
    ("table_rows", "rows of the table"),
    ("training_rows", "rows that are trained on"),
    ("validation_rows", "rows that are held back for validation"),
    ("validation_percent", "the validation split"),
    ("scaling", "none, standard, min-max or robust"),
    ("imputer", "mean, median, most frequent, constant or drop row"),
    ("seed", "the seed"),
    ("parameters", "trainable parameters of the network"),
    ("hidden_layers", "Dense blocks before the output"),
    ("smallest_units", "units of the narrowest Dense block"),
    ("largest_units", "units of the widest Dense block"),
    ("bent_layers", "Dense blocks with an activation that is not linear, their own or behind them"),
    ("hidden_activation", "the activation of the first Dense block, or of the block behind it"),
    ("output_activation", "the activation of the output block"),
    ("dropout_blocks", "Dropout blocks"),
    ("dropout_rate", "the rate of the first Dropout block"),
    ("smallest_dropout_rate", "the rate of the Dropout block with the lowest"),
    ("largest_dropout_rate", "the rate of the Dropout block with the highest"),
    ("batch_norm_blocks", "BatchNorm blocks"),
    ("loss", "the loss by its name in Keras"),
    ("optimizer", "the optimizer by its name in Keras"),
    ("learning_rate", "the learning rate"),
    ("batch_size", "the batch size"),
    ("steps_per_epoch", "mini-batches of an epoch"),
    ("max_epochs", "the epochs that are set"),
    ("early_stopping", "yes or no"),
    ("patience", "the patience of early stopping"),
    ("min_delta", "its minimum delta"),
    ("restore_best_weights", "yes or no"),
    ("class_weights", "none, balanced or given"),
    ("threshold", "the probability above which a row counts as class 1"),
];

/// What is known of an experiment and its table.
#[derive(Debug, Clone, Copy)]
pub struct Experiment<'a> {
    /// The experiment.
    pub experiment: &'a ExperimentConfig,
    /// Its table, once that is there.
    pub schema: Option<&'a TableSchema>,
    /// How its rows are used, once that was counted.
    pub counts: Option<RowCounts>,
    /// Values per row that enter the network, as counted or as guessed.
    pub inputs: u64,
}

impl Experiment<'_> {
    /// The figure of that name.
    pub fn value(&self, name: &str) -> Option<Value> {
        self.of_data(name).or_else(|| self.of_network(name)).or_else(|| self.of_training(name))
    }

    fn of_data(&self, name: &str) -> Option<Value> {
        let data = &self.experiment.data;
        let rows = |count: fn(RowCounts) -> usize| self.counts.map(count).map(counted);
        match name {
            "data" => Some(word(match &data.source {
                DataSource::Gallery { id } => id,
                DataSource::File { .. } => "file",
                DataSource::Synthetic(_) => "synthetic",
            })),
            "task" => Some(word(match data.task {
                Task::Regression => "regression",
                Task::BinaryClassification => "binary",
                Task::MulticlassClassification => "multiclass",
            })),
            "target" => Some(word(&data.target)),
            "columns_used" => {
                self.schema.map(|schema| counted(self.experiment.features(schema).count()))
            }
            "inputs" => Some(Value::Number(self.inputs as f64)),
            "table_rows" => rows(|counts| counts.read),
            "training_rows" => rows(|counts| counts.training),
            "validation_rows" => rows(|counts| counts.validation),
            "validation_percent" => Some(Value::Number(f64::from(data.validation_percent))),
            "scaling" => Some(lower(in_english(|| data.scaling.label()))),
            "imputer" => Some(lower(in_english(|| data.preparation.imputer.label()))),
            "seed" => Some(Value::Number(f64::from(self.experiment.seed))),
            _ => self.of_column(name.strip_prefix("column.")?),
        }
    }

    fn of_column(&self, name: &str) -> Option<Value> {
        let column = self.schema?.columns.iter().find(|column| column.name == name)?;
        Some(word(match column {
            column if self.experiment.is_feature(column) => "used",
            column if column.name == self.experiment.data.target => "target",
            _ => "ignored",
        }))
    }

    fn of_network(&self, name: &str) -> Option<Value> {
        let network = &self.experiment.network;
        let count = |kind: LayerKind| {
            counted(network.layers.iter().filter(|layer| layer.kind() == kind).count())
        };
        let output = self.schema.map(|schema| self.experiment.output(schema));
        let units = || self.dense().map(|(_, dense)| dense.units);
        match name {
            "outputs" => output.map(|output| Value::Number(output.units as f64)),
            "output_activation" => Some(word(self.experiment.output_activation().name())),
            "parameters" => {
                output.map(|output| Value::Number(network.parameters(self.inputs, output) as f64))
            }
            "hidden_layers" => Some(count(LayerKind::Dense)),
            "dropout_blocks" => Some(count(LayerKind::Dropout)),
            "batch_norm_blocks" => Some(count(LayerKind::BatchNorm)),
            "smallest_units" => units().min().map(|units| Value::Number(f64::from(units))),
            "largest_units" => units().max().map(|units| Value::Number(f64::from(units))),
            "bent_layers" => {
                let is_bent = |at: &usize| self.activation(*at) != Activation::Linear;
                Some(counted(self.dense().map(|(at, _)| at).filter(is_bent).count()))
            }
            "hidden_activation" => {
                self.dense().next().map(|(at, _)| word(self.activation(at).name()))
            }
            "dropout_rate" => network.dropout_rates().next().map(Value::Number),
            "smallest_dropout_rate" => {
                network.dropout_rates().min_by(f64::total_cmp).map(Value::Number)
            }
            "largest_dropout_rate" => {
                network.dropout_rates().max_by(f64::total_cmp).map(Value::Number)
            }
            _ => None,
        }
    }

    fn of_training(&self, name: &str) -> Option<Value> {
        let training = &self.experiment.training;
        let stopping = &training.stopping;
        let number = |number: u32| Some(Value::Number(f64::from(number)));
        match name {
            "loss" => Some(word(training.loss.name())),
            "optimizer" => Some(lower(training.optimizer.label())),
            "learning_rate" => Some(Value::Number(training.learning_rate)),
            "batch_size" => number(training.batch_size),
            "steps_per_epoch" => self.counts.map(|counts| {
                counted(counts.training.div_ceil((training.batch_size as usize).max(1)))
            }),
            "max_epochs" => number(training.epochs),
            "early_stopping" => Some(yes_or_no(training.early_stopping)),
            "patience" => number(stopping.patience),
            "min_delta" => Some(Value::Number(stopping.min_delta)),
            "restore_best_weights" => Some(yes_or_no(stopping.restore_best_weights)),
            "class_weights" => Some(word(match training.class_weights {
                ClassWeights::None => "none",
                ClassWeights::Balanced => "balanced",
                ClassWeights::Given(_) => "given",
            })),
            "threshold" => Some(Value::Number(self.experiment.threshold())),
            _ => None,
        }
    }

    /// The Dense blocks and where they stand.
    fn dense(&self) -> impl Iterator<Item = (usize, &DenseConfig)> {
        self.experiment.network.layers.iter().enumerate().filter_map(|(at, layer)| match layer {
            LayerConfig::Dense(dense) => Some((at, dense)),
            _ => None,
        })
    }

    /// What bends the outputs of the Dense block at `at`: its own activation, or an Activation
    /// block between it and the next Dense.
    fn activation(&self, at: usize) -> Activation {
        let layers = &self.experiment.network.layers[at..];
        let behind = layers[1..].iter().take_while(|layer| layer.kind() != LayerKind::Dense);
        layers[..1]
            .iter()
            .chain(behind)
            .filter_map(|layer| match layer {
                LayerConfig::Dense(DenseConfig { activation, .. }) => Some(*activation),
                LayerConfig::Activation(block) => Some(block.activation),
                _ => None,
            })
            .find(|activation| *activation != Activation::Linear)
            .unwrap_or(Activation::Linear)
    }
}

fn word(text: &str) -> Value {
    Value::Word(text.to_owned())
}

fn lower(label: &str) -> Value {
    Value::Word(label.to_lowercase())
}

fn counted(count: usize) -> Value {
    Value::Number(count as f64)
}

fn yes_or_no(is_so: bool) -> Value {
    word(if is_so { "yes" } else { "no" })
}
