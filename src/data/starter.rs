//! What a set of the Gallery or a synthetic table starts with, so that the first click on
//! Train already shows its lesson.

use crate::config::{
    Activation, DataSource, DenseConfig, DropoutConfig, EarlyStopping, ExperimentConfig,
    LayerConfig, Loss, NetworkConfig, Optimizer, Scaling, SgdConfig, TableSchema, Task,
};

/// A network and how it is trained.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct StarterExperiment {
    /// Units of the Dense blocks.
    pub units: &'static [u32],
    /// Of every Dense block.
    pub activation: Activation,
    /// Rate of a Dropout after every Dense block; 0 for none.
    pub dropout: f64,
    /// What training minimizes.
    pub loss: Loss,
    /// How the weights follow the gradient.
    pub optimizer: Optimizer,
    /// Step size of the optimizer.
    pub learning_rate: f64,
    /// Rows per update.
    pub batch_size: u32,
    /// Passes over the training rows.
    pub epochs: u32,
    /// Epochs that early stopping waits; 0 where the lesson needs the whole curve.
    pub patience: u32,
    /// How inputs are scaled.
    pub scaling: Scaling,
}

impl StarterExperiment {
    /// A linear unit, and the settings that most others share.
    pub const LINEAR: Self = Self {
        units: &[],
        activation: Activation::Relu,
        dropout: 0.0,
        loss: Loss::MeanSquaredError,
        optimizer: Optimizer::ADAM,
        learning_rate: 0.001,
        batch_size: 32,
        epochs: 100,
        patience: 0,
        scaling: Scaling::Standard,
    };
    /// Plain SGD.
    pub const SGD: Optimizer = Optimizer::Sgd(SgdConfig { momentum: 0.0, nesterov: false });

    /// The experiment before its table is loaded.
    pub fn experiment(
        &self,
        title: &str,
        source: DataSource,
        target: &str,
        task: Task,
    ) -> ExperimentConfig {
        let mut experiment = ExperimentConfig::propose(title, source, &TableSchema::default());
        target.clone_into(&mut experiment.data.target);
        experiment.set_task(task);
        experiment.data.scaling = self.scaling;
        experiment.network = self.network();
        let training = &mut experiment.training;
        training.loss = self.loss;
        training.optimizer = self.optimizer;
        training.learning_rate = self.learning_rate;
        training.batch_size = self.batch_size;
        training.epochs = self.epochs;
        training.early_stopping = self.patience > 0;
        if training.early_stopping {
            training.stopping = EarlyStopping { patience: self.patience, ..training.stopping };
        }
        experiment
    }

    fn network(&self) -> NetworkConfig {
        let mut layers = Vec::new();
        for &units in self.units {
            layers.push(LayerConfig::Dense(DenseConfig::new(units, self.activation)));
            if self.dropout > 0.0 {
                layers.push(LayerConfig::Dropout(DropoutConfig { rate: self.dropout, seed: None }));
            }
        }
        NetworkConfig::new(layers)
    }
}
