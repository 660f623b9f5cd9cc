//! Every number and every choice of an experiment, and how an edit sets it.

use descent::config::{
    Activation, AdagradConfig, AdamConfig, AdamWConfig, BatchNormConfig, CategoryEncoding,
    ClassWeights, Clipping, ColumnKind, DataSource, DenseConfig, DropoutConfig, ExperimentConfig,
    Imputer, Initializer, LayerConfig, Limit, Loss, Metric, Monitor, MonitorMode, Optimizer,
    RmsPropConfig, Scaling, Schedule, SgdConfig, SplitMethod, TableSchema, Task, limits,
};

use crate::support::{schema, wine_schema as wine};

fn block(experiment: &mut ExperimentConfig, at: usize) -> Option<&mut LayerConfig> {
    let blocks = experiment.network.layers.len();
    (blocks > 0).then(|| &mut experiment.network.layers[at % blocks])
}

fn dense(e: &mut ExperimentConfig, at: usize, change: impl FnOnce(&mut DenseConfig)) {
    if let Some(LayerConfig::Dense(dense)) = block(e, at) {
        change(dense);
    }
}

fn adam(e: &mut ExperimentConfig, change: impl FnOnce(&mut AdamConfig)) {
    let mut adam = e.training.optimizer.adam().unwrap_or_default();
    change(&mut adam);
    e.training.optimizer = Optimizer::Adam(adam);
}

fn norm(e: &mut ExperimentConfig, at: usize, change: impl FnOnce(&mut BatchNormConfig)) {
    if let Some(LayerConfig::BatchNormalization(norm)) = block(e, at) {
        change(norm);
    }
}

fn dropout(e: &mut ExperimentConfig, at: usize, change: impl FnOnce(&mut DropoutConfig)) {
    if let Some(LayerConfig::Dropout(dropout)) = block(e, at) {
        change(dropout);
    }
}

pub type SetNumber = fn(&mut ExperimentConfig, usize, f64);

/// Every number of network and training, and those of the data that both know.
pub static NUMBERS: [(&Limit, SetNumber); 39] = [
    (&limits::UNITS, |e, at, n| dense(e, at, |dense| dense.units = n as u32)),
    (&limits::L1, |e, at, n| dense(e, at, |dense| dense.kernel_regularizer.l1 = n)),
    (&limits::L2, |e, at, n| dense(e, at, |dense| dense.kernel_regularizer.l2 = n)),
    (&limits::RATE, |e, at, n| dropout(e, at, |dropout| dropout.rate = n)),
    (&limits::SEED, |e, at, n| dropout(e, at, |dropout| dropout.seed = Some(n as u32))),
    (&limits::MOMENTUM, |e, at, n| norm(e, at, |norm| norm.momentum = n)),
    (&limits::EPSILON, |e, at, n| norm(e, at, |norm| norm.epsilon = n)),
    (&limits::LEARNING_RATE, |e, _, n| e.training.learning_rate = n),
    (&limits::SGD_MOMENTUM, |e, at, momentum| {
        e.training.optimizer = Optimizer::Sgd(SgdConfig { momentum, nesterov: at % 2 == 0 });
    }),
    (&limits::WEIGHT_DECAY, |e, _, weight_decay| {
        e.training.optimizer =
            Optimizer::AdamW(AdamWConfig { weight_decay, ..AdamWConfig::DEFAULT });
    }),
    (&limits::CLIP_NORM, |e, _, n| e.training.clipping = Clipping::Norm(n)),
    (&limits::CLIP_VALUE, |e, _, n| e.training.clipping = Clipping::Value(n)),
    (&limits::DECAY_STEPS, |e, _, n| match &mut e.training.schedule {
        Schedule::ExponentialDecay(decay) => decay.decay_steps = n as u32,
        Schedule::CosineDecay(decay) => decay.decay_steps = n as u32,
        _ => {}
    }),
    (&limits::DECAY_RATE, |e, _, n| {
        if let Schedule::ExponentialDecay(decay) = &mut e.training.schedule {
            decay.decay_rate = n;
        }
    }),
    (&limits::COSINE_ALPHA, |e, _, n| {
        if let Schedule::CosineDecay(decay) = &mut e.training.schedule {
            decay.alpha = n;
        }
    }),
    (&limits::PLATEAU_FACTOR, |e, _, n| {
        if let Schedule::ReduceOnPlateau(plateau) = &mut e.training.schedule {
            plateau.factor = n;
        }
    }),
    (&limits::COOLDOWN, |e, _, n| {
        if let Schedule::ReduceOnPlateau(plateau) = &mut e.training.schedule {
            plateau.cooldown = n as u32;
        }
    }),
    (&limits::MIN_LEARNING_RATE, |e, _, n| {
        if let Schedule::ReduceOnPlateau(plateau) = &mut e.training.schedule {
            plateau.min_learning_rate = n;
        }
    }),
    (&limits::HUBER_DELTA, |e, _, delta| {
        if e.data.task == Task::Regression {
            e.training.loss = Loss::Huber { delta };
        }
    }),
    (&limits::BATCH_SIZE, |e, _, n| e.training.batch_size = n as u32),
    (&limits::EPOCHS, |e, _, n| e.training.epochs = n as u32),
    (&limits::PATIENCE, |e, _, n| e.training.stopping.patience = n as u32),
    (&limits::MIN_DELTA, |e, _, n| e.training.stopping.min_delta = n),
    (&limits::BASELINE, |e, _, n| e.training.stopping.baseline = Some(n)),
    (&limits::START_FROM_EPOCH, |e, _, n| e.training.stopping.start_from_epoch = n as u32),
    (&limits::THRESHOLD, |e, _, n| e.training.threshold = Some(n)),
    (&limits::CLASS_WEIGHT, |e, at, n| {
        e.training.class_weights = ClassWeights::Given(vec![n; at % 4]);
    }),
    (&limits::VALIDATION_PERCENT, |e, _, n| e.data.validation_percent = n as u32),
    (&limits::TEST_PERCENT, |e, _, n| e.data.split.test_percent = n as u32),
    (&limits::TRAINING_ROWS, |e, _, n| e.data.split.training_rows = Some(n as u32)),
    (&limits::RARE_PERCENT, |e, _, n| e.data.preparation.rare_percent = n),
    (&limits::CLIP_PERCENT, |e, _, n| {
        e.data.preparation.columns.entry("pH".to_owned()).or_default().clip_percent = n;
    }),
    (&limits::SEED, |e, _, n| e.seed = n as u32),
    (&limits::SPLIT_SEED, |e, _, n| e.data.split.seed = Some(n as u32)),
    (&limits::BETA_1, |e, _, n| adam(e, |adam| adam.beta_1 = n)),
    (&limits::BETA_2, |e, _, n| adam(e, |adam| adam.beta_2 = n)),
    (&limits::OPTIMIZER_EPSILON, |e, _, n| adam(e, |adam| adam.epsilon = n)),
    (&limits::RHO, |e, _, rho| {
        e.training.optimizer = Optimizer::RmsProp(RmsPropConfig { rho, ..RmsPropConfig::DEFAULT });
    }),
    (&limits::INITIAL_ACCUMULATOR, |e, _, initial_accumulator_value| {
        let adagrad = AdagradConfig { initial_accumulator_value, ..AdagradConfig::DEFAULT };
        e.training.optimizer = Optimizer::Adagrad(adagrad);
    }),
];

pub fn pick<T: Clone>(all: &[T], which: usize) -> T {
    all[which % all.len()].clone()
}

pub type Choose = fn(&mut ExperimentConfig, usize, usize);

pub static CHOICES: [Choose; 26] = [
    |e, at, n| dense(e, at, |dense| dense.activation = pick(&Activation::ALL, n)),
    |e, at, n| dense(e, at, |dense| dense.use_bias = n % 2 == 0),
    |e, at, n| dense(e, at, |dense| dense.kernel_initializer = pick(&Initializer::ALL, n)),
    |e, at, n| dense(e, at, |dense| dense.bias_initializer = pick(&Initializer::ALL, n)),
    |e, at, n| {
        if let Some(LayerConfig::Activation(block)) = block(e, at) {
            block.activation = pick(&Activation::ALL, n);
        }
    },
    |e, at, _| dropout(e, at, |dropout| dropout.seed = None),
    |e, at, n| norm(e, at, |norm| norm.center = n % 2 == 0),
    |e, at, n| norm(e, at, |norm| norm.scale = n % 2 == 0),
    |e, _, n| e.network.output_activation = Activation::ALL.get(n % 13).copied(),
    |e, _, n| e.network.output_activation = Activation::ALL.get(n % 13).copied(),
    |e, _, n| e.training.loss = pick(Loss::for_task(e.data.task), n),
    |e, _, n| e.training.optimizer = pick(&Optimizer::ALL, n),
    |e, _, n| e.training.schedule = pick(&Schedule::all(), n),
    |e, _, n| e.training.shuffle = n % 2 == 0,
    |e, _, n| e.training.class_weights = pick(&[ClassWeights::None, ClassWeights::Balanced], n),
    |e, _, n| {
        // Bit by bit which metrics are measured; what is not cannot be watched.
        let measured = Metric::ALL.into_iter().enumerate().filter(|(bit, _)| n >> bit & 1 == 1);
        e.training.metrics = measured.map(|(_, metric)| metric).collect();
        e.set_task(e.data.task);
    },
    |e, _, n| {
        let metric = pick(&e.training.measured(e.data.task), n / 4);
        let monitors =
            [Monitor::Loss, Monitor::ValLoss, Monitor::Metric(metric), Monitor::ValMetric(metric)];
        e.training.stopping.monitor = pick(&monitors, n);
    },
    |e, _, n| {
        let modes = [MonitorMode::Auto, MonitorMode::Min, MonitorMode::Max];
        e.training.stopping.mode = pick(&modes, n);
    },
    |e, _, n| {
        e.training.early_stopping = n % 2 == 0;
        e.training.stopping.restore_best_weights = n % 3 == 0;
    },
    |e, _, n| e.set_target(&pick(&schema_of(e).columns, n).name, &schema_of(e)),
    |e, _, n| {
        let (task, schema) = (pick(&Task::ALL, n), schema_of(e));
        if schema.column(&e.data.target).is_some_and(|column| column.allows(task)) {
            e.set_task(task);
        }
    },
    |e, at, n| e.set_ignored(&pick(&schema_of(e).columns, n).name, at % 2 == 0),
    |e, _, n| e.data.scaling = pick(&Scaling::ALL, n),
    |e, at, n| {
        e.data.preparation.imputer = pick(&Imputer::ALL, n);
        e.data.preparation.encoding = pick(&CategoryEncoding::ALL, at);
        e.data.preparation.target_scaling = pick(&Scaling::ALL, at);
    },
    |e, at, n| {
        let column = schema_of(e).columns[0].name.clone();
        let ways = [SplitMethod::Shuffled, SplitMethod::InOrder, SplitMethod::Grouped { column }];
        e.data.split.method = pick(&ways, n);
        e.data.split.stratify = at % 2 == 0;
    },
    |e, _, n| {
        let id = pick(&["red-wine", "places"], n);
        let source = DataSource::Gallery { id: id.to_owned() };
        *e = e.with_table(
            id,
            source.clone(),
            &schema_of(&ExperimentConfig {
                data: descent::config::DataConfig { source, ..e.data.clone() },
                ..e.clone()
            }),
        );
    },
];

/// The table that the experiment speaks of: two are known.
pub fn schema_of(experiment: &ExperimentConfig) -> TableSchema {
    use ColumnKind::{Numeric, Text};
    match &experiment.data.source {
        DataSource::Gallery { id } if id == "places" => schema(
            120,
            &[("size", Numeric, 30), ("kind", Text, 2), ("region", Text, 4), ("sold", Numeric, 2)],
        ),
        _ => wine(),
    }
}
