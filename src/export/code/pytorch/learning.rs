//! Loss, penalties and optimizer, as Keras has them.

use crate::config::{
    AdamConfig, Clipping, LayerConfig, Loss, Optimizer, Regularizer, RmsPropConfig, Schedule, Task,
};
use crate::export::code::CodeExport;
use crate::export::code::keras;
use crate::export::code::python::{Imports, call};
use crate::export::code::pytorch::{classes, ends_with_logits};
use crate::export::code::script::Section;

pub fn loss(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    let mut code = String::new();
    if keras::words::has_class_weights(export.config()) {
        code += &keras::class_weight(export, imports);
        code += "row_weights = labels.loc[train_rows].map(class_weight).fillna(1)\n\
                 row_weights = torch.tensor(row_weights.to_numpy(\"float32\"))\n\n\n";
    }
    code += "def row_losses(output, y):\n";
    code += &row_losses(export, imports);
    if let Some(terms) = penalty(export) {
        code += &format!("\n\ndef penalty():\n    return {}\n", terms.join(" + "));
    }
    let mut words = "A loss for each row; that of a batch is their mean".to_owned();
    words += if keras::words::has_class_weights(export.config()) {
        ", over the rows and not over their weights."
    } else {
        "."
    };
    if export.scales_target() {
        words += " It is that of the scaled target.";
    }
    Section::new("Loss", words, code)
}

fn row_losses(export: &CodeExport<'_>, imports: &mut Imports) -> String {
    let loss = export.config().training.loss;
    let mut of_torch = |name: &str, more: &str| {
        imports.name("torch.nn", "functional");
        format!("    return functional.{name}(output, y, reduction=\"none\"{more})")
    };
    let is_sparse = loss == Loss::SparseCategoricalCrossentropy;
    match loss {
        Loss::MeanSquaredError => of_torch("mse_loss", "") + ".mean(dim=1)\n",
        Loss::MeanAbsoluteError => of_torch("l1_loss", "") + ".mean(dim=1)\n",
        Loss::Huber { delta } => {
            let delta = if delta == 1.0 { String::new() } else { format!(", delta={delta}") };
            of_torch("huber_loss", &delta) + ".mean(dim=1)\n"
        }
        Loss::LogCosh => {
            imports.module("math");
            imports.name("torch.nn", "functional");
            "    size = (output - y).abs()\n    \
             values = size + functional.softplus(-2 * size) - math.log(2)\n    \
             return values.mean(dim=1)\n"
                .to_owned()
        }
        Loss::Hinge => "    sign = 2 * y - 1  # a class of two is -1 or 1 here\n    \
             return (1 - sign * output).clamp(min=0).mean(dim=1)\n"
            .to_owned(),
        Loss::BinaryCrossentropy if ends_with_logits(export) => {
            of_torch("binary_cross_entropy_with_logits", "").replace("return", "values =")
                + "\n    return values.mean(dim=1)\n"
        }
        Loss::BinaryCrossentropy => {
            // Keras holds a probability between 1e-7 and 1 - 1e-7.
            "    # As Keras: no output counts as more certain than 1 - 1e-7.\n    \
             output = output.clamp(1e-7, 1 - 1e-7)\n    \
             values = y * output.log() + (1 - y) * (1 - output).log()\n    \
             return -values.mean(dim=1)\n"
                .to_owned()
        }
        Loss::CategoricalCrossentropy | Loss::SparseCategoricalCrossentropy
            if ends_with_logits(export) =>
        {
            of_torch("cross_entropy", "") + "\n"
        }
        Loss::CategoricalCrossentropy | Loss::SparseCategoricalCrossentropy => {
            let mut code = String::new();
            if is_sparse {
                imports.name("torch.nn", "functional");
                code += "    y = functional.one_hot(y, len(classes))\n";
            }
            code + "    # As Keras: outputs are shares of their sum, none more certain than 1 - 1e-7.\n    \
             share = output / output.sum(dim=1, keepdim=True)\n    \
             return -(y * share.clamp(1e-7, 1 - 1e-7).log()).sum(dim=1)\n"
        }
    }
}

/// The terms of the penalty on the weights, if there are any.
pub fn penalty(export: &CodeExport<'_>) -> Option<Vec<String>> {
    let mut terms = Vec::new();
    let mut module = 0;
    for layer in &export.config().network.layers {
        match layer {
            LayerConfig::Dense(dense) => {
                let Regularizer { l1, l2 } = dense.kernel_regularizer;
                if l1 > 0.0 {
                    terms.push(format!("{l1} * model[{module}].weight.abs().sum()"));
                }
                if l2 > 0.0 {
                    terms.push(format!("{l2} * model[{module}].weight.square().sum()"));
                }
                module += 1 + usize::from(dense.activation != crate::config::Activation::Linear);
            }
            LayerConfig::Activation(own) => {
                module += usize::from(own.activation != crate::config::Activation::Linear);
            }
            LayerConfig::Dropout(_) | LayerConfig::BatchNormalization(_) => module += 1,
        }
    }
    (!terms.is_empty()).then_some(terms)
}

/// Whether the learning rate changes while training.
fn rate_changes(schedule: Schedule) -> bool {
    schedule != Schedule::Constant
}

/// Whether it is set before each step.
pub fn has_schedule(schedule: Schedule) -> bool {
    matches!(schedule, Schedule::ExponentialDecay(_) | Schedule::CosineDecay(_))
}

/// Whose epsilon is set before each step.
pub fn corrected_epsilon(optimizer: Optimizer) -> Option<AdamConfig> {
    optimizer.adam().filter(|_| !matches!(optimizer, Optimizer::Nadam(_)))
}

pub fn optimizer(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    let training = &export.config().training;
    let rate = training.learning_rate;
    let mut code = String::new();
    let mut settings = vec!["model.parameters()".to_owned(), format!("lr={rate}")];
    let name = match training.optimizer {
        Optimizer::Sgd(sgd) if sgd.momentum > 0.0 => {
            settings.push(format!("momentum={}", sgd.momentum));
            if sgd.nesterov {
                settings.push("nesterov=True".to_owned());
            }
            if rate_changes(training.schedule) {
                code += &format!("{}\n\n", classes::SGD);
                "SGD"
            } else {
                "torch.optim.SGD"
            }
        }
        Optimizer::Sgd(_) => "torch.optim.SGD",
        Optimizer::Adam(_) => "torch.optim.Adam",
        Optimizer::AdamW(config) => {
            settings.push(format!("weight_decay={}", config.weight_decay));
            "torch.optim.AdamW"
        }
        Optimizer::RmsProp(config) => {
            let usual = RmsPropConfig::DEFAULT;
            if config.rho != usual.rho {
                settings.push(format!("rho={}", config.rho));
            }
            if config.epsilon != usual.epsilon {
                settings.push(format!("epsilon={:e}", config.epsilon));
            }
            code += &format!("{}\n\n", classes::RMSPROP);
            "RMSprop"
        }
        Optimizer::Adagrad(config) => {
            code += "# Keras's sums of squares start at 0.1, torch's at 0.\n";
            let start = config.initial_accumulator_value;
            settings.push(format!("initial_accumulator_value={start}"));
            settings.push(format!("eps={:e}", config.epsilon));
            "torch.optim.Adagrad"
        }
        Optimizer::Nadam(config) => {
            code += "# Keras's momentum warms up with 0.96^t, torch's with 0.96^(0.004 t).\n";
            settings.push("momentum_decay=1".to_owned());
            settings.push(format!("eps={:e}", config.epsilon));
            "torch.optim.NAdam"
        }
    };
    if let Some(AdamConfig { beta_1, beta_2, .. }) = training.optimizer.adam().filter(|adam| {
        let AdamConfig { beta_1, beta_2, .. } = AdamConfig::DEFAULT;
        (adam.beta_1, adam.beta_2) != (beta_1, beta_2)
    }) {
        settings.push(format!("betas=({beta_1}, {beta_2})"));
    }
    code += &(call(&format!("optimizer = {name}"), &settings, 0) + "\n");
    code += &schedule(training.schedule, rate, imports);
    let mut words = String::new();
    if training.clipping != Clipping::None {
        words += "Gradients are clipped before each step, below.";
    }
    if export.task() == Task::Regression && export.scales_target() && plateau(export) {
        words += " The smallest change is in the unit of the scaled target's loss.";
    }
    Section::new("Optimizer", words, code)
}

fn plateau(export: &CodeExport<'_>) -> bool {
    matches!(export.config().training.schedule, Schedule::ReduceOnPlateau(_))
}

/// `learning_rate(step)`; a plateau's scheduler is made where the unit of the loss is known.
fn schedule(schedule: Schedule, rate: f64, imports: &mut Imports) -> String {
    match schedule {
        Schedule::Constant | Schedule::ReduceOnPlateau(_) => String::new(),
        Schedule::ExponentialDecay(decay) => {
            let slash = if decay.staircase { "//" } else { "/" };
            format!(
                "\n\n# Of a step, counted from 0.\n\
                 def learning_rate(step):\n    return {rate} * {} ** (step {slash} {})\n",
                decay.decay_rate, decay.decay_steps
            )
        }
        Schedule::CosineDecay(decay) => {
            imports.module("math");
            format!(
                "\n\n# Of a step, counted from 0.\n\
                 def learning_rate(step):\n    \
                 falling = 0.5 * (1 + math.cos(math.pi * min(step / {}, 1)))\n    \
                 return {rate} * ({} * falling + {})\n",
                decay.decay_steps,
                1.0 - decay.alpha,
                decay.alpha
            )
        }
    }
}
