//! `compile` and `fit`.

use crate::config::{Activation, ClassWeights, Loss, Metric, Monitor, Schedule, Task};
use crate::export::code::keras::{callback, words};
use crate::export::code::python::{Imports, call, each_in_a_line, list, text};
use crate::export::code::script::Section;
use crate::export::code::{CodeExport, common, files};
use crate::nn::LossInput;
use crate::nn::losses::loss_input;

pub fn compile(export: &CodeExport<'_>) -> Section {
    let training = &export.config().training;
    let mut code = String::new();
    let mut metrics = Vec::new();
    for metric in export.experiment.metrics() {
        metrics.extend(compiled(export, metric, &mut code));
    }
    let (optimizer, settings) = words::optimizer(export.config());
    let loss = match own_loss(export) {
        Some(function) => {
            code += &format!("{function}\n\n");
            "cross_entropy".to_owned()
        }
        None => words::loss(training.loss),
    };
    let arguments = vec![
        format!("optimizer={}", call(&optimizer, &settings, 14)),
        format!("loss={loss}"),
        list("metrics=", &metrics, 4),
    ];
    code += &each_in_a_line("model.compile", &arguments, 0);
    Section::new("Compile", "", code + "\n")
}

/// The cross-entropy of outputs whose activation is not its own, as a function: on TensorFlow,
/// Keras would take what stands before a sigmoid or softmax, or shares that do not sum to 1.
fn own_loss(export: &CodeExport<'_>) -> Option<String> {
    let (loss, activation) = (export.config().training.loss, export.experiment.output().activation);
    if loss_input(loss, activation) == LossInput::Logits {
        return None;
    }
    let (first, share, sum) = match loss {
        Loss::BinaryCrossentropy if activation == Activation::Softmax => (
            "",
            "output",
            "keras.ops.mean(true * log + (1 - true) * keras.ops.log(1 - share), axis=-1)",
        ),
        Loss::CategoricalCrossentropy => {
            ("", "output / total", "keras.ops.sum(true * log, axis=-1)")
        }
        Loss::SparseCategoricalCrossentropy => (
            "    true = keras.ops.one_hot(keras.ops.cast(true[:, 0], \"int32\"), len(classes))\n",
            "output / total",
            "keras.ops.sum(true * log, axis=-1)",
        ),
        _ => return None,
    };
    let total = if share == "output" {
        ""
    } else {
        "    total = keras.ops.sum(output, axis=-1, keepdims=True)\n"
    };
    Some(format!(
        "# As Keras has it on JAX and PyTorch; on TensorFlow its own is another one for outputs\n\
         # of this activation.\n\
         def cross_entropy(true, output):\n{first}{total}    \
         share = keras.ops.clip({share}, 1e-7, 1 - 1e-7)\n    \
         log = keras.ops.log(share)\n    \
         return -{sum}\n"
    ))
}

/// A metric as `compile` takes it with the experiment's threshold, if Keras has it; a
/// function of its own before that goes into `code`.
fn compiled(export: &CodeExport<'_>, metric: Metric, code: &mut String) -> Option<String> {
    let threshold = export.experiment.threshold();
    if export.task() != Task::BinaryClassification {
        return Some(match words::metric_class(metric) {
            Some(class) => format!("keras.metrics.{class}(name={})", text(metric.name())),
            None => text(metric.name()),
        });
    }
    match metric {
        Metric::Accuracy if threshold == 0.5 => Some("\"accuracy\"".to_owned()),
        Metric::Accuracy => {
            *code += &format!(
                "# Keras's own accuracy parts the classes at 0.5.\n\
                 def accuracy(true, output):\n    \
                 return keras.ops.cast((output > {threshold}) == (true > 0.5), \"float32\")\n\n\n"
            );
            Some("accuracy".to_owned())
        }
        Metric::Precision | Metric::Recall if is_kept(metric, threshold) => {
            let at =
                if threshold == 0.5 { String::new() } else { format!("thresholds={threshold}, ") };
            let class = words::metric_class(metric)?;
            Some(format!("keras.metrics.{class}({at}name={})", text(metric.name())))
        }
        Metric::Precision | Metric::Recall => {
            *code += &format!(
                "# Keras takes thresholds from 0 to 1: {} is measured at the end.\n",
                metric.name()
            );
            None
        }
        Metric::Auc => {
            let activation = export.experiment.output().activation;
            let is_probability = matches!(activation, Activation::Sigmoid | Activation::Softmax);
            let scores = if is_probability { "" } else { "from_logits=True, " };
            Some(format!("keras.metrics.AUC({scores}name=\"auc\")"))
        }
        other => Some(words::metric(other)),
    }
}

/// Whether Keras measures it at this threshold.
fn is_kept(metric: Metric, threshold: f64) -> bool {
    let needs_share = matches!(metric, Metric::Precision | Metric::Recall);
    !needs_share || (0.0..=1.0).contains(&threshold)
}

/// What early stopping watches where Keras does not log it: its name, and the code that
/// measures it once the epoch is over.
fn measured(export: &CodeExport<'_>) -> Option<(String, String)> {
    let training = &export.config().training;
    let monitor = training.stopping.monitor;
    let of_figures = |metric: Metric, part: &str| {
        format!("figures({part}_rows, X_{part})[{}]", text(metric.name()))
    };
    match monitor {
        _ if !training.early_stopping => None,
        Monitor::ValLoss => None,
        Monitor::Loss => Some((
            "train_loss".to_owned(),
            "self.model.evaluate(X_train, y_train, verbose=0, return_dict=True)[\"loss\"]"
                .to_owned(),
        )),
        Monitor::Metric(metric) => {
            Some((format!("train_{}", metric.name()), of_figures(metric, "train")))
        }
        Monitor::ValMetric(metric) => {
            let is_exact = metric != Metric::Auc && is_kept(metric, export.experiment.threshold());
            (!is_exact || export.scales_target())
                .then(|| (format!("valid_{}", metric.name()), of_figures(metric, "valid")))
        }
    }
}

pub fn train(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    let config = export.config();
    let training = &config.training;
    let mut code = String::new();
    let weighs = words::has_class_weights(config);
    if weighs {
        code += &class_weight(export, imports);
    }
    let mut callbacks = Vec::new();
    let measured = measured(export);
    if let Some((name, measure)) = &measured {
        code += &format!(
            "# Keras logs no such figure at the end of an epoch; early stopping watches it.\n\
             class EndOfEpoch(keras.callbacks.Callback):\n    \
             def on_epoch_end(self, epoch, logs):\n        \
             logs[{}] = {measure}\n\n\n",
            text(name)
        );
        callbacks.push("EndOfEpoch()".to_owned());
    }
    let plateau = match training.schedule {
        Schedule::ReduceOnPlateau(plateau) => Some(plateau),
        _ => None,
    };
    let watches_loss = training.early_stopping && training.stopping.monitor.metric().is_none();
    let unit = (export.scales_target() && (watches_loss || plateau.is_some())).then(|| {
        let power = if training.loss == Loss::MeanAbsoluteError { "" } else { "**2" };
        code += &format!(
            "# Keras sees the loss of the scaled target, in this unit.\nunit = {}{power}\n",
            common::target_unit(export)
        );
        "unit"
    });
    let in_unit = |number: f64| match unit {
        Some(unit) if number != 0.0 => format!("{number} / {unit}"),
        _ => number.to_string(),
    };
    if let Some(plateau) = plateau {
        callbacks.push(callback("ReduceLROnPlateau", &words::plateau(plateau, in_unit)));
    }
    if training.early_stopping {
        let stopping = &training.stopping;
        let name = measured.map_or_else(|| stopping.monitor.name(), |(name, _)| name);
        let mode = if stopping.maximizes() { "max" } else { "min" };
        let mut settings = vec![("monitor", text(&name)), ("mode", text(mode))];
        let plainly = |number: f64| number.to_string();
        settings.extend(if watches_loss {
            words::stopping(config, in_unit)
        } else {
            words::stopping(config, plainly)
        });
        callbacks.push(callback("EarlyStopping", &settings));
    }
    if callbacks.is_empty() {
        code += "callbacks = []\n";
    } else {
        code += "callbacks = [\n";
        for callback in &callbacks {
            code += &format!("    {callback},\n");
        }
        code += "]\n";
    }
    code += &fit(export, weighs);
    imports.module("math");
    Section::new(
        "Train",
        "",
        code + "losses, valid_losses = history.history[\"loss\"], history.history[\"val_loss\"]\n",
    )
}

fn fit(export: &CodeExport<'_>, weighs: bool) -> String {
    let training = &export.config().training;
    let (third, weights) = if weighs {
        (
            ", row_weights[batch]",
            "row_weights = labels.loc[train_rows].map(class_weight).fillna(1).to_numpy(\"float32\")\n",
        )
    } else {
        ("", "")
    };
    let mut code = format!("BATCH_SIZE = {}\n{weights}\n\n", training.batch_size);
    code += &format!(
        "def batches(order):\n    \
         for rows in order:\n        \
         rows = rows[rows < len(X_train)]  # devices may have left some out\n        \
         for first in range(0, len(rows), BATCH_SIZE):\n            \
         batch = rows[first : first + BATCH_SIZE]\n            \
         yield X_train[batch], y_train[batch]{third}\n\n\n"
    );
    code += &format!(
        "if args.same_order:\n    \
         order = np.load(\"{}\")\n    \
         history = model.fit(\n        \
         batches(order),\n        \
         steps_per_epoch=math.ceil(len(X_train) / BATCH_SIZE),\n        \
         epochs=min(args.epochs, len(order)),\n        \
         validation_data=(X_valid, y_valid),\n        \
         shuffle=False,\n        \
         callbacks=callbacks,\n        \
         verbose=2,\n    )\n",
        files::ORDER
    );
    code += "else:\n    history = model.fit(\n        X_train,\n        y_train,\n        \
             batch_size=BATCH_SIZE,\n        epochs=args.epochs,\n        \
             validation_data=(X_valid, y_valid),\n";
    if !training.shuffle {
        code += "        shuffle=False,\n";
    }
    if weighs {
        code += "        class_weight=class_weight,\n";
    }
    code + "        callbacks=callbacks,\n        verbose=2,\n    )\n"
}

/// `class_weight`, by the number of the class.
pub fn class_weight(export: &CodeExport<'_>, imports: &mut Imports) -> String {
    match &export.config().training.class_weights {
        ClassWeights::None => String::new(),
        ClassWeights::Given(weights) => {
            let mut weights = weights.clone();
            weights.resize(export.dataset.facts().class_names.len(), 1.0);
            format!("class_weight = {}\n", words::given_weights(&weights))
        }
        ClassWeights::Balanced => {
            imports.name("sklearn.utils.class_weight", "compute_class_weight");
            "# Every class counts as much as any other, however rare it is.\n\
             present = np.unique(labels.loc[train_rows])\n\
             weights = compute_class_weight(\"balanced\", classes=present, y=labels.loc[train_rows])\n\
             class_weight = dict(zip(present.tolist(), weights.tolist()))\n"
                .to_owned()
        }
    }
}
