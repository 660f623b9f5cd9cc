//! The settings of an experiment one by one, with their names and values in words.
//!
//! Every struct is destructured in full, so that a new setting does not compile until it is
//! listed here.

use serde::Serialize;

use crate::config::{
    ActivationConfig, AdagradConfig, AdamConfig, BatchNormConfig, ClassWeights, Clipping,
    CosineDecay, DenseConfig, DropoutConfig, EarlyStopping, ExperimentConfig, ExponentialDecay,
    LayerConfig, Limit, Loss, Metric, MonitorMode, Optimizer, ReduceOnPlateau, Regularizer,
    RmsPropConfig, Schedule, SgdConfig, TrainingConfig, limits, switched,
};
use crate::text::Decimal;
use crate::{t, tn};

/// One setting.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Leaf {
    /// Where it stands in the experiment's JSON, with dots. What depends on a choice
    /// stands behind it: `training.optimizer.sgd.momentum`.
    pub path: String,
    /// As the page calls it.
    pub name: String,
    /// Its value in words, which two values may share.
    pub words: String,
    /// Its value as JSON, which two values never share.
    pub exact: String,
    /// Whether it may be left out where the choice that it depends on is new.
    pub is_usual: bool,
}

/// Settings gathered in the order of the page.
#[derive(Default)]
pub(super) struct Walk {
    pub leaves: Vec<Leaf>,
}

impl Walk {
    pub(super) fn put(
        &mut self,
        path: &str,
        name: &str,
        value: &impl Serialize,
        words: impl Into<String>,
    ) {
        self.leaves.push(Leaf {
            path: path.to_owned(),
            name: name.to_owned(),
            words: words.into(),
            exact: serde_json::to_string(value).unwrap_or_default(),
            is_usual: true,
        });
    }

    /// A setting that is listed where its choice is new, unless it has its default.
    pub(super) fn sub(&mut self, is_usual: bool) {
        if let Some(last) = self.leaves.last_mut() {
            last.is_usual = is_usual;
        }
    }

    pub(super) fn number(&mut self, path: &str, limit: &Limit, value: f64) {
        self.put(path, limit.label(), &value, Decimal(value).to_string());
        self.sub(value == limit.default);
    }

    pub(super) fn count(&mut self, path: &str, limit: &Limit, value: u32) {
        self.put(path, limit.label(), &value, Decimal(value).to_string());
        self.sub(f64::from(value) == limit.default);
    }

    pub(super) fn switch(&mut self, path: &str, name: &str, on: bool, usually: bool) {
        self.put(path, name, &on, switched(on));
        self.sub(on == usually);
    }

    /// A list, written out or, where it is long, counted in words.
    pub(super) fn list(
        &mut self,
        path: &str,
        name: &str,
        items: &[String],
        counted: impl FnOnce(usize) -> String,
    ) {
        const TOLD: usize = 3;
        let words = match items {
            [] => t!("none").to_owned(),
            few if few.len() <= TOLD => few.join(", "),
            many => counted(many.len()),
        };
        self.put(path, name, &items, words);
    }

    /// All but the title and the blocks. `columns` are those for which either
    /// experiment has settings of its own.
    pub fn experiment(&mut self, experiment: &ExperimentConfig, columns: &[&str]) {
        let ExperimentConfig { title: _, data, network, training, seed } = experiment;
        self.data(data, columns);
        let activation = network.output_activation;
        let words = activation.map_or(t!("as the task asks"), |activation| activation.name());
        self.put("network.output_activation", t!("Output activation"), &activation, words);
        self.training(training);
        self.count("seed", &limits::SEED, *seed);
    }

    fn training(&mut self, training: &TrainingConfig) {
        let TrainingConfig {
            loss,
            optimizer,
            clipping,
            learning_rate,
            schedule,
            batch_size,
            epochs,
            shuffle,
            class_weights,
            metrics,
            threshold,
            early_stopping,
            stopping,
        } = training;
        self.put("training.loss", t!("Loss"), &loss.name(), loss.label());
        if let Loss::Huber { delta } = loss {
            self.number("training.loss.huber.delta", &limits::HUBER_DELTA, *delta);
        }
        self.optimizer(*optimizer);
        self.clipping(*clipping);
        self.number("training.learning_rate", &limits::LEARNING_RATE, *learning_rate);
        self.schedule(*schedule);
        self.count("training.batch_size", &limits::BATCH_SIZE, *batch_size);
        self.count("training.epochs", &limits::EPOCHS, *epochs);
        self.switch("training.shuffle", t!("Shuffle"), *shuffle, true);
        self.class_weights(class_weights);
        let names: Vec<_> = metrics.iter().copied().map(Metric::label).map(str::to_owned).collect();
        self.list("training.metrics", t!("Metrics"), &names, |count| {
            tn!(count, "{count} metric", "{count} metrics")
        });
        let words = threshold
            .map_or_else(|| t!("as the loss asks").to_owned(), |at| Decimal(at).to_string());
        self.put("training.threshold", limits::THRESHOLD.label(), threshold, words);
        self.switch("training.early_stopping", t!("Early stopping"), *early_stopping, true);
        self.stopping(*stopping);
    }

    fn optimizer(&mut self, optimizer: Optimizer) {
        self.put("training.optimizer", t!("Optimizer"), &optimizer.label(), optimizer.label());
        match optimizer {
            Optimizer::Sgd(SgdConfig { momentum, nesterov }) => {
                let path = "training.optimizer.sgd.momentum";
                self.number(path, &limits::SGD_MOMENTUM, momentum);
                self.switch("training.optimizer.sgd.nesterov", t!("Nesterov"), nesterov, false);
            }
            Optimizer::Adam(adam) => self.adam("training.optimizer.adam", adam),
            Optimizer::AdamW(adam_w) => {
                let path = "training.optimizer.adam_w.weight_decay";
                self.number(path, &limits::WEIGHT_DECAY, adam_w.weight_decay);
                self.adam("training.optimizer.adam_w", adam_w.adam());
            }
            Optimizer::Nadam(nadam) => self.adam("training.optimizer.nadam", nadam),
            Optimizer::RmsProp(RmsPropConfig { rho, epsilon }) => {
                self.number("training.optimizer.rms_prop.rho", &limits::RHO, rho);
                let path = "training.optimizer.rms_prop.epsilon";
                self.number(path, &limits::OPTIMIZER_EPSILON, epsilon);
            }
            Optimizer::Adagrad(AdagradConfig { initial_accumulator_value, epsilon }) => {
                let path = "training.optimizer.adagrad.initial_accumulator_value";
                self.number(path, &limits::INITIAL_ACCUMULATOR, initial_accumulator_value);
                let path = "training.optimizer.adagrad.epsilon";
                self.number(path, &limits::OPTIMIZER_EPSILON, epsilon);
            }
        }
    }

    fn adam(&mut self, optimizer: &str, adam: AdamConfig) {
        let AdamConfig { beta_1, beta_2, epsilon } = adam;
        self.number(&format!("{optimizer}.beta_1"), &limits::BETA_1, beta_1);
        self.number(&format!("{optimizer}.beta_2"), &limits::BETA_2, beta_2);
        self.number(&format!("{optimizer}.epsilon"), &limits::OPTIMIZER_EPSILON, epsilon);
    }

    fn clipping(&mut self, clipping: Clipping) {
        let name = t!("Clipping");
        let path = "training.clipping";
        match clipping {
            Clipping::None => self.put(path, name, &"none", t!("none")),
            Clipping::Norm(norm) => {
                self.put(path, name, &"norm", t!("by norm"));
                self.number("training.clipping.norm", &limits::CLIP_NORM, norm);
                self.sub(false);
            }
            Clipping::Value(value) => {
                self.put(path, name, &"value", t!("by value"));
                self.number("training.clipping.value", &limits::CLIP_VALUE, value);
                self.sub(false);
            }
        }
    }

    fn schedule(&mut self, schedule: Schedule) {
        let path = "training.schedule";
        self.put(path, t!("Schedule"), &schedule.label(), schedule.label());
        match schedule {
            Schedule::Constant => {}
            Schedule::ExponentialDecay(decay) => {
                let ExponentialDecay { decay_steps, decay_rate, staircase } = decay;
                let path = |field: &str| format!("{path}.exponential_decay.{field}");
                self.count(&path("decay_steps"), &limits::DECAY_STEPS, decay_steps);
                self.number(&path("decay_rate"), &limits::DECAY_RATE, decay_rate);
                self.switch(&path("staircase"), t!("Staircase"), staircase, false);
            }
            Schedule::CosineDecay(CosineDecay { decay_steps, alpha }) => {
                let path = |field: &str| format!("{path}.cosine_decay.{field}");
                self.count(&path("decay_steps"), &limits::DECAY_STEPS, decay_steps);
                self.number(&path("alpha"), &limits::COSINE_ALPHA, alpha);
            }
            Schedule::ReduceOnPlateau(plateau) => {
                let ReduceOnPlateau { factor, patience, min_delta, cooldown, min_learning_rate } =
                    plateau;
                let path = |field: &str| format!("{path}.reduce_on_plateau.{field}");
                self.number(&path("factor"), &limits::PLATEAU_FACTOR, factor);
                self.count(&path("patience"), &limits::PLATEAU_PATIENCE, patience);
                self.number(&path("min_delta"), &limits::PLATEAU_MIN_DELTA, min_delta);
                self.count(&path("cooldown"), &limits::COOLDOWN, cooldown);
                let lowest = &limits::MIN_LEARNING_RATE;
                self.number(&path("min_learning_rate"), lowest, min_learning_rate);
            }
        }
    }

    fn class_weights(&mut self, weights: &ClassWeights) {
        let words = match weights {
            ClassWeights::None => t!("none"),
            ClassWeights::Balanced => t!("balanced"),
            ClassWeights::Given(_) => t!("given"),
        };
        self.put("training.class_weights", t!("Class weights"), &words, words);
        if let ClassWeights::Given(given) = weights {
            let shown: Vec<_> = given.iter().map(|weight| Decimal(weight).to_string()).collect();
            let words = shown.join(", ");
            self.put("training.class_weights.given", t!("Class weights"), given, words);
            self.sub(false);
        }
    }

    fn stopping(&mut self, stopping: EarlyStopping) {
        let EarlyStopping {
            monitor,
            mode,
            min_delta,
            patience,
            baseline,
            start_from_epoch,
            restore_best_weights,
        } = stopping;
        self.put("training.stopping.monitor", t!("Monitor"), &monitor, monitor.label());
        let words = match mode {
            MonitorMode::Auto => t!("auto"),
            MonitorMode::Min => t!("min"),
            MonitorMode::Max => t!("max"),
        };
        self.put("training.stopping.mode", t!("Mode"), &mode, words);
        self.number("training.stopping.min_delta", &limits::MIN_DELTA, min_delta);
        self.count("training.stopping.patience", &limits::PATIENCE, patience);
        let words = baseline
            .map_or_else(|| t!("none").to_owned(), |baseline| Decimal(baseline).to_string());
        self.put("training.stopping.baseline", limits::BASELINE.label(), &baseline, words);
        let path = "training.stopping.start_from_epoch";
        self.count(path, &limits::START_FROM_EPOCH, start_from_epoch);
        let path = "training.stopping.restore_best_weights";
        self.switch(path, t!("Restore best weights"), restore_best_weights, true);
    }

    /// A block's own settings; the paths begin with its kind.
    pub fn layer(&mut self, layer: &LayerConfig) {
        match layer {
            LayerConfig::Dense(dense) => self.dense(dense),
            LayerConfig::Activation(ActivationConfig { activation }) => {
                self.put("activation.activation", t!("Activation"), activation, activation.name());
            }
            LayerConfig::Dropout(DropoutConfig { rate, seed }) => {
                self.number("dropout.rate", &limits::RATE, *rate);
                let words =
                    seed.map_or_else(|| t!("the experiment's").to_owned(), |seed| seed.to_string());
                self.put("dropout.seed", limits::SEED.label(), seed, words);
            }
            LayerConfig::BatchNormalization(norm) => {
                let BatchNormConfig { momentum, epsilon, center, scale } = norm;
                let path = |field: &str| format!("batch_normalization.{field}");
                self.number(&path("momentum"), &limits::MOMENTUM, *momentum);
                self.number(&path("epsilon"), &limits::EPSILON, *epsilon);
                self.switch(&path("center"), t!("Center"), *center, true);
                self.switch(&path("scale"), t!("Scale"), *scale, true);
            }
        }
    }

    fn dense(&mut self, dense: &DenseConfig) {
        let DenseConfig {
            units,
            activation,
            use_bias,
            kernel_initializer: kernel,
            bias_initializer: bias,
            kernel_regularizer: Regularizer { l1, l2 },
        } = dense;
        self.count("dense.units", &limits::UNITS, *units);
        self.put("dense.activation", t!("Activation"), activation, activation.name());
        self.switch("dense.use_bias", t!("Use bias"), *use_bias, true);
        self.put("dense.kernel_initializer", t!("Kernel initializer"), kernel, kernel.name());
        self.put("dense.bias_initializer", t!("Bias initializer"), bias, bias.name());
        self.number("dense.kernel_regularizer.l1", &limits::L1, *l1);
        self.number("dense.kernel_regularizer.l2", &limits::L2, *l2);
    }
}
