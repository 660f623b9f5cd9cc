//! How the network is trained, as Keras's `compile` takes it.

use serde_json::{Value, json};

use super::config_out::object;
use crate::config::{Clipping, ExperimentConfig, Loss, Metric, Optimizer, Schedule, Task};
use crate::models::hdf5::Node;
use crate::nn::{NamedVariable, Network};

/// `compile_config`.
pub(super) fn compiled(experiment: &ExperimentConfig) -> Value {
    let training = &experiment.training;
    let measured = training.measured(experiment.data.task);
    let metrics: Vec<Value> = measured.into_iter().map(|one| metric(one, experiment)).collect();
    json!({
        "optimizer": optimizer(experiment),
        "loss": loss(training.loss),
        "loss_weights": null,
        "metrics": metrics,
        "weighted_metrics": null,
        "run_eagerly": false,
        "steps_per_execution": 1,
        "jit_compile": false,
    })
}

fn optimizer(experiment: &ExperimentConfig) -> Value {
    let training = &experiment.training;
    let mut config = json!({ "learning_rate": learning_rate(experiment) });
    match training.optimizer {
        Optimizer::Sgd(sgd) => {
            config["momentum"] = json!(sgd.momentum);
            config["nesterov"] = json!(sgd.nesterov);
        }
        Optimizer::AdamW(adam_w) => config["weight_decay"] = json!(adam_w.weight_decay),
        Optimizer::RmsProp(rms_prop) => {
            config["rho"] = json!(rms_prop.rho);
            config["epsilon"] = json!(rms_prop.epsilon);
        }
        Optimizer::Adagrad(adagrad) => {
            config["initial_accumulator_value"] = json!(adagrad.initial_accumulator_value);
            config["epsilon"] = json!(adagrad.epsilon);
        }
        Optimizer::Adam(_) | Optimizer::Nadam(_) => {}
    }
    if let Some(adam) = training.optimizer.adam() {
        config["beta_1"] = json!(adam.beta_1);
        config["beta_2"] = json!(adam.beta_2);
        config["epsilon"] = json!(adam.epsilon);
    }
    match training.clipping {
        Clipping::None => {}
        Clipping::Norm(norm) => config["clipnorm"] = json!(norm),
        Clipping::Value(value) => config["clipvalue"] = json!(value),
    }
    object("keras.optimizers", training.optimizer.label(), config)
}

/// A plateau is a callback of `fit`, which no model file holds.
fn learning_rate(experiment: &ExperimentConfig) -> Value {
    let rate = experiment.training.learning_rate;
    let schedule = |class, config| object("keras.optimizers.schedules", class, config);
    match experiment.training.schedule {
        Schedule::Constant | Schedule::ReduceOnPlateau(_) => json!(rate),
        Schedule::ExponentialDecay(decay) => {
            let config = json!({
                "initial_learning_rate": rate, "decay_steps": decay.decay_steps,
                "decay_rate": decay.decay_rate, "staircase": decay.staircase,
            });
            schedule("ExponentialDecay", config)
        }
        Schedule::CosineDecay(decay) => {
            let config = json!({
                "initial_learning_rate": rate, "decay_steps": decay.decay_steps,
                "alpha": decay.alpha,
            });
            schedule("CosineDecay", config)
        }
    }
}

fn loss(loss: Loss) -> Value {
    match loss {
        Loss::Huber { delta } if loss != Loss::HUBER => {
            object("keras.losses", "Huber", json!({ "delta": delta, "name": "huber_loss" }))
        }
        _ => json!(loss.name()),
    }
}

fn metric(metric: Metric, experiment: &ExperimentConfig) -> Value {
    let threshold = experiment.threshold();
    let is_own = experiment.data.task == Task::BinaryClassification && threshold != 0.5;
    let made = |class, mut config: Value| {
        config["name"] = json!(metric.name());
        object("keras.metrics", class, config)
    };
    match metric {
        Metric::Accuracy if is_own => made("BinaryAccuracy", json!({ "threshold": threshold })),
        Metric::Accuracy | Metric::MeanAbsoluteError | Metric::MeanSquaredError => {
            json!(metric.name())
        }
        Metric::RootMeanSquaredError => made("RootMeanSquaredError", json!({})),
        Metric::R2 => made("R2Score", json!({})),
        Metric::Precision => made("Precision", json!({ "thresholds": threshold })),
        Metric::Recall => made("Recall", json!({ "thresholds": threshold })),
        Metric::Auc => made("AUC", json!({})),
    }
}

/// What Keras's optimizer carries from step to step, at its start: without it Keras would warn
/// that it is missing.
pub(super) fn optimizer_start(experiment: &ExperimentConfig, network: &Network) -> Node {
    let one = |number| Node::Array { shape: Vec::new(), numbers: vec![number] };
    // Steps made.
    let mut variables = vec![one(0.0)];
    let training = &experiment.training;
    match training.schedule {
        Schedule::Constant | Schedule::ReduceOnPlateau(_) => {
            variables.push(one(training.learning_rate as f32));
        }
        Schedule::ExponentialDecay(_) | Schedule::CosineDecay(_) => {}
    }
    // How many numbers it keeps for each weight, and where they start.
    let (kept, start) = match training.optimizer {
        Optimizer::Sgd(sgd) => (usize::from(sgd.momentum > 0.0), 0.0),
        Optimizer::RmsProp(_) => (1, 0.0),
        Optimizer::Adagrad(adagrad) => (1, adagrad.initial_accumulator_value as f32),
        Optimizer::Adam(_) | Optimizer::AdamW(_) | Optimizer::Nadam(_) => (2, 0.0),
    };
    for (named, numbers) in network.variables().filter(|(named, _)| named.trainable) {
        let numbers = vec![start; numbers.len()];
        let array = Node::Array { shape: shape(named), numbers };
        variables.extend(std::iter::repeat_n(array, kept));
    }
    if matches!(training.optimizer, Optimizer::Nadam(_)) {
        variables.push(one(1.0));
    }
    let numbered = variables.into_iter().enumerate();
    Node::Group(numbered.map(|(at, node)| (at.to_string(), node)).collect())
}

/// Keras's shape: a bias is no matrix.
pub(super) fn shape(named: &NamedVariable) -> Vec<usize> {
    let (rows, cols) = (named.variable.rows(), named.variable.cols());
    if named.name.ends_with("/kernel") { vec![rows, cols] } else { vec![cols] }
}
