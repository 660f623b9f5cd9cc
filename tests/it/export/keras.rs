//! The network and its training as Keras code.

use descent::config::{
    Activation, BatchNormConfig, ClassWeights, Clipping, CosineDecay, DenseConfig, DropoutConfig,
    ExperimentConfig, Initializer, LayerConfig, Loss, Metric, Optimizer, OutputConfig,
    ReduceOnPlateau, Regularizer, Schedule, SgdConfig, Task,
};
use descent::data::gallery;
use descent::export::keras_code;

fn experiment(id: &str) -> ExperimentConfig {
    gallery::experiment(gallery::find(id).unwrap())
}

#[test]
fn a_simple_network_reads_as_in_the_course() {
    let mut sonar = experiment("sonar");
    sonar.network.layers = vec![
        LayerConfig::Dense(DenseConfig::new(64, Activation::Relu)),
        LayerConfig::Dropout(DropoutConfig { rate: 0.3, seed: None }),
        LayerConfig::BatchNormalization(BatchNormConfig::default()),
        LayerConfig::Dense(DenseConfig::new(64, Activation::Linear)),
    ];
    let output = OutputConfig { units: 1, activation: Activation::Sigmoid };
    insta::assert_snapshot!(keras_code(&sonar, 60, output));
}

#[test]
fn every_setting_that_is_not_kerass_own_is_in_it() {
    let mut digits = experiment("digits");
    digits.network.layers = vec![
        LayerConfig::Dense(DenseConfig {
            use_bias: false,
            kernel_initializer: Initializer::HeNormal,
            kernel_regularizer: Regularizer { l1: 0.0, l2: 0.01 },
            ..DenseConfig::new(32, Activation::LeakyRelu)
        }),
        LayerConfig::BatchNormalization(BatchNormConfig {
            momentum: 0.9,
            epsilon: 0.01,
            center: false,
            scale: true,
        }),
        LayerConfig::Dropout(DropoutConfig { rate: 0.5, seed: Some(7) }),
    ];
    let training = &mut digits.training;
    training.optimizer = Optimizer::Sgd(SgdConfig { momentum: 0.9, nesterov: true });
    training.clipping = Clipping::Norm(1.0);
    training.schedule = Schedule::CosineDecay(CosineDecay { decay_steps: 1000, alpha: 0.1 });
    training.class_weights = ClassWeights::Balanced;
    training.shuffle = false;
    training.early_stopping = true;
    training.stopping.start_from_epoch = 5;
    training.stopping.baseline = Some(0.9);
    let output = OutputConfig { units: 10, activation: Activation::Softmax };
    insta::assert_snapshot!(keras_code(&digits, 64, output));
}

#[test]
fn a_regression_with_a_schedule_that_is_a_callback() {
    let mut concrete = experiment("concrete");
    concrete.network.layers.clear();
    concrete.set_task(Task::Regression);
    let training = &mut concrete.training;
    training.loss = Loss::Huber { delta: 2.0 };
    training.schedule = Schedule::ReduceOnPlateau(ReduceOnPlateau::default());
    training.metrics = vec![Metric::R2, Metric::RootMeanSquaredError];
    training.early_stopping = false;
    training.class_weights = ClassWeights::Given(vec![1.0, 2.5]);
    let output = OutputConfig { units: 1, activation: Activation::Linear };
    insta::assert_snapshot!(keras_code(&concrete, 8, output));
}
