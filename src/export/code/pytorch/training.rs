//! The loop that trains.

use crate::config::{AdamConfig, Clipping, Loss, Monitor, ReduceOnPlateau, Schedule};
use crate::export::code::keras::words::has_class_weights;
use crate::export::code::python::{Imports, call, text};
use crate::export::code::pytorch::learning;
use crate::export::code::script::Section;
use crate::export::code::{CodeExport, common, files};

pub fn section(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    let training = &export.config().training;
    let mut code = format!("BATCH_SIZE = {}\n", training.batch_size);
    let watches_loss = training.early_stopping && training.stopping.monitor.metric().is_none();
    let plateau = match training.schedule {
        Schedule::ReduceOnPlateau(plateau) => Some(plateau),
        _ => None,
    };
    let unit = (export.scales_target() && (watches_loss || plateau.is_some())).then(|| {
        let power = if training.loss == Loss::MeanAbsoluteError { "" } else { "**2" };
        code += &format!(
            "# The loss is that of the scaled target, in this unit.\nunit = {}{power}\n",
            common::target_unit(export)
        );
        "unit"
    });
    let in_unit = |number: f64, is_loss: bool| match unit.filter(|_| is_loss) {
        Some(unit) if number != 0.0 => format!("{number} / {unit}"),
        _ => number.to_string(),
    };
    if let Some(plateau) = plateau {
        code += &scheduler(plateau, &in_unit(plateau.min_delta, true));
    }
    code += "inputs, valid_inputs = torch.tensor(X_train), torch.tensor(X_valid)\n\
             losses, valid_losses = [], []\nstep = 0\n";
    if training.early_stopping {
        let worst =
            if training.stopping.maximizes() { "-float(\"inf\")" } else { "float(\"inf\")" };
        code += &format!("best, wait, best_weights = {worst}, 0, None\n");
    }
    code += &orders(export);
    code += &part_loss(export);
    code += &format!(
        "for epoch, order in enumerate(orders(args.epochs)):\n    \
         network.train()\n    \
         total = torch.zeros(())\n    \
         for batch in order.split(BATCH_SIZE):\n        \
         rows = batch[rank::processes]  # this process's share of the batch\n        \
         values = row_losses(network(inputs[rows]), y_train[rows])\n        \
         loss = {}.sum() / len(batch)\n        \
         optimizer.zero_grad()\n",
        weighted(export)
    );
    let has_penalty = learning::penalty(export).is_some();
    if has_penalty {
        code += "        extra = penalty()\n        \
                 # The processes' gradients are averaged, so each counts for all.\n        \
                 (processes * loss + extra).backward()\n";
    } else {
        code += "        # The processes' gradients are averaged, so each counts for all.\n        \
                 (processes * loss).backward()\n";
    }
    code += &before_step(export, imports);
    code += "        optimizer.step()\n        step += 1\n";
    code += if has_penalty {
        "        total += (loss + extra / processes).detach() * len(batch)\n"
    } else {
        "        total += loss.detach() * len(batch)\n"
    };
    code += "    if processes > 1:\n        distributed.all_reduce(total)\n    \
             losses.append(total.item() / len(inputs))\n    \
             valid_losses.append(part_loss(valid_inputs, y_valid))\n    \
             say(f\"{epoch + 1}: loss {losses[-1]:.7g}, val_loss {valid_losses[-1]:.7g}\")\n";
    if plateau.is_some() {
        code += "    scheduler.step(valid_losses[-1])\n";
    }
    if training.early_stopping {
        code += &early_stopping(export, &|number| in_unit(number, watches_loss), imports);
    }
    Section::new("Train", "", code)
}

/// The order of the rows in each epoch.
fn orders(export: &CodeExport<'_>) -> String {
    let drawn = if export.config().training.shuffle {
        "torch.randperm(len(inputs), generator=generator)"
    } else {
        "torch.arange(len(inputs))"
    };
    let generator = if export.config().training.shuffle {
        // The same in every process, so that their shares make up the batch.
        "    generator = torch.Generator().manual_seed(SEED)\n"
    } else {
        ""
    };
    format!(
        "\n\ndef orders(epochs):\n    \
         if args.same_order:\n        \
         for order in np.load(\"{}\")[:epochs]:\n            \
         yield torch.tensor(order, dtype=torch.int64)\n        \
         return\n{generator}    \
         for _ in range(epochs):\n        \
         yield {drawn}\n\n\n",
        files::ORDER
    )
}

fn part_loss(export: &CodeExport<'_>) -> String {
    let mean = "row_losses(model(X), y).mean()";
    let loss = match learning::penalty(export) {
        Some(_) => format!("({mean} + penalty())"),
        None => mean.to_owned(),
    };
    format!(
        "@torch.no_grad()\n\
         def part_loss(X, y):\n    \
         model.eval()\n    \
         return {loss}.item()\n\n\n"
    )
}

fn weighted(export: &CodeExport<'_>) -> &'static str {
    if has_class_weights(export.config()) { "(row_weights[rows] * values)" } else { "values" }
}

/// What is set before a step: clipped gradients, learning rate, epsilon.
fn before_step(export: &CodeExport<'_>, imports: &mut Imports) -> String {
    let training = &export.config().training;
    let mut code = match training.clipping {
        Clipping::None => String::new(),
        Clipping::Norm(norm) => format!(
            "        # As Keras, weight by weight: torch would take the norm of all at once.\n        \
             for weight in model.parameters():\n            \
             if weight.grad is not None:\n                \
             nn.utils.clip_grad_norm_(weight, {norm})\n"
        ),
        Clipping::Value(value) => {
            format!("        nn.utils.clip_grad_value_(model.parameters(), {value})\n")
        }
    };
    if learning::has_schedule(training.schedule) {
        code += "        optimizer.param_groups[0][\"lr\"] = learning_rate(step)\n";
    }
    if let Some(adam) = learning::corrected_epsilon(training.optimizer) {
        imports.module("math");
        let AdamConfig { beta_2, epsilon, .. } = adam;
        code += &format!(
            "        # Keras adds its epsilon, {epsilon:e}, before the correction for the start, torch\n        \
             # after it.\n        \
             epsilon = {epsilon:e} / math.sqrt(1 - {beta_2} ** (step + 1))\n        \
             optimizer.param_groups[0][\"eps\"] = epsilon\n"
        );
    }
    code
}

fn scheduler(plateau: ReduceOnPlateau, min_delta: &str) -> String {
    let settings = [
        "optimizer".to_owned(),
        format!("factor={}", plateau.factor),
        format!("patience={}", plateau.patience.max(1) - 1),
        format!("threshold={min_delta}"),
        "threshold_mode=\"abs\"".to_owned(),
        format!("cooldown={}", plateau.cooldown.max(1) - 1),
        format!("min_lr={}", plateau.min_learning_rate),
        "eps=0".to_owned(),
    ];
    let mut code = format!(
        "# What Keras calls a patience of {} and a cooldown of {}: torch begins to count one\n\
         # epoch later.\n",
        plateau.patience, plateau.cooldown
    );
    code += &call("scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau", &settings, 0);
    code + "\n"
}

fn early_stopping(
    export: &CodeExport<'_>,
    in_unit: &dyn Fn(f64) -> String,
    imports: &mut Imports,
) -> String {
    let stopping = &export.config().training.stopping;
    let watched = match stopping.monitor {
        Monitor::ValLoss => "valid_losses[-1]".to_owned(),
        Monitor::Loss => "part_loss(inputs, y_train)".to_owned(),
        Monitor::Metric(metric) => format!("figures(train_rows, X_train)[{}]", text(metric.name())),
        Monitor::ValMetric(metric) => {
            format!("figures(valid_rows, X_valid)[{}]", text(metric.name()))
        }
    };
    let beats = |other: &str| {
        let delta = in_unit(stopping.min_delta);
        match (stopping.maximizes(), stopping.min_delta == 0.0) {
            (true, true) => format!("watched > {other}"),
            (true, false) => format!("watched - {delta} > {other}"),
            (false, true) => format!("watched < {other}"),
            (false, false) => format!("watched + {delta} < {other}"),
        }
    };
    let mut code = String::from("    # Early stopping, as Keras does it.\n");
    code += &format!("    watched = {watched}\n");
    let mut margin = "    ";
    if stopping.start_from_epoch > 0 {
        code += &format!("    if epoch >= {}:\n", stopping.start_from_epoch);
        margin = "        ";
    }
    code += &format!("{margin}wait += 1\n{margin}if {}:\n", beats("best"));
    code += &format!("{margin}    best = watched\n");
    if stopping.restore_best_weights {
        imports.name("copy", "deepcopy");
        code += &format!("{margin}    best_weights = deepcopy(model.state_dict())\n");
    }
    match stopping.baseline {
        None => code += &format!("{margin}    wait = 0\n"),
        Some(baseline) => {
            code += &format!("{margin}    if {}:\n", beats(&in_unit(baseline)));
            code += &format!("{margin}        wait = 0\n");
        }
    }
    code +=
        &format!("{margin}elif wait >= {} and epoch > 0:\n{margin}    break\n", stopping.patience);
    if stopping.restore_best_weights {
        code += "if best_weights is not None:\n    model.load_state_dict(best_weights)\n";
    }
    code
}
