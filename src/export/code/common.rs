//! What both scripts say alike: settings, data, target, figures, curves.

use crate::config::{ColumnKind, ColumnType, Metric, Task};
use crate::data::Cell;
use crate::export::code::python::{self, Imports, list, text};
use crate::export::code::script::Section;
use crate::export::code::{CodeExport, preparation};

/// What a script is told on its command line.
pub fn settings(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    imports.module("argparse");
    let training = &export.config().training;
    let file = text(&export.file.name);
    let code = format!(
        "parser = argparse.ArgumentParser()\n\
         parser.add_argument(\"--data\", default={file})\n\
         parser.add_argument(\"--epochs\", type=int, default={})\n\
         parser.add_argument(\"--same-order\", action=\"store_true\")\n\
         args = parser.parse_args()\n\
         SEED = {}\n",
        training.epochs,
        export.config().seed,
    );
    Section::new(
        "Settings",
        "--data takes another table with the same columns. --same-order takes the batches of \
         order.npy, which gives the losses of the run; else the rows are shuffled anew. The seed \
         is for all that is drawn.",
        code,
    )
}

/// `table`, as pandas reads it.
pub fn data(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    imports.module("pandas as pd");
    let (data, schema) = (&export.config().data, export.table.schema());
    let file = &export.file;
    let mut code = file.call("args.data") + "\n";
    code += &format!("is_own_table = len(table) == {}\n", export.table.rows());
    for (column, format) in file.dates() {
        let column = text(column);
        code += &format!(
            "# A date becomes a number: days since 1970-01-01.\n\
             days = pd.to_datetime(table[{column}], format={}) - pd.Timestamp(0)\n\
             table[{column}] = days / pd.Timedelta(days=1)\n",
            text(format)
        );
    }
    for fitted in &export.dataset.columns {
        let Some(column) = schema.column(&fitted.column) else { continue };
        if column.column_type == ColumnType::Choices && column.missing > 0 {
            let name = text(&column.name);
            code += &format!("table[{name}] = table[{name}].fillna(\"\")\n");
        }
    }
    let target = text(&data.target);
    let gaps = schema.column(&data.target).is_some_and(|column| column.missing > 0);
    if data.task == Task::Regression {
        if gaps {
            code += "# A row without a target has nothing to teach.\n";
            code += &format!("table = table.dropna(subset=[{target}])\n");
        }
        code += &format!("target = table[{target}]\n");
    } else {
        code += &(list("classes = ", &classes(export), 0) + "\n");
        if gaps {
            code += "# A row without a class has nothing to teach.\n";
            code += &format!("table = table[table[{target}].isin(classes)]\n");
        }
        code += "# A network learns numbers: each class becomes its place in the list.\n";
        code += "number_of = {name: number for number, name in enumerate(classes)}\n";
        code += &format!("labels = table[{target}].map(number_of)\n");
    }
    let words = match &file.instead_of {
        None => String::new(),
        Some(original) => format!(
            "{} holds what '{}' holds in a way that pandas reads at once: plain numbers, dates \
             as ISO 8601, nothing where there is no value.",
            python::plain(&file.name),
            python::plain(original)
        ),
    };
    Section::new("Data", words, code)
}

/// The classes as pandas has them, in their order.
fn classes(export: &CodeExport<'_>) -> Vec<String> {
    let (table, target) = (export.table, &export.config().data.target);
    let schema = table.schema().column(target);
    if schema.is_none_or(|column| column.kind() == ColumnKind::Text) {
        return export.dataset.facts().class_names.iter().map(|name| text(name)).collect();
    }
    let place = table.place_of(target).unwrap_or_default();
    let mut levels: Vec<f64> = (0..table.rows())
        .filter_map(|row| match table.value(row, place) {
            Cell::Number(number) => Some(number),
            Cell::Missing | Cell::Word(_) => None,
        })
        .collect();
    levels.sort_unstable_by(f64::total_cmp);
    levels.dedup();
    levels.iter().map(f64::to_string).collect()
}

/// Of a scaled target, `y_scaler`, fitted on the training rows.
pub fn target_scaler(export: &CodeExport<'_>, imports: &mut Imports) -> Option<String> {
    let scaling = export.config().data.preparation.target_scaling;
    let scaler = preparation::scaler(scaling, imports).filter(|_| export.scales_target())?;
    Some(format!(
        "# The target is scaled for training, too; predictions are scaled back.\n\
         y_scaler = {scaler}.fit(target.loc[train_rows].to_frame())\n"
    ))
}

/// What the scaled target's unit is called on `y_scaler`.
pub fn target_unit(export: &CodeExport<'_>) -> &'static str {
    match export.dataset.target_scaler.scaling {
        crate::config::Scaling::MinMax => "y_scaler.data_range_[0]",
        _ => "y_scaler.scale_[0]",
    }
}

/// `figures(rows, X)`: what is said of a part, exactly, in the units of the target.
pub fn figures(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    let (task, threshold) = (export.task(), export.experiment.threshold());
    let mut code = String::from("def figures(rows, X):\n");
    code += match task {
        Task::Regression => "    true, predicted = target.loc[rows], predict(X)[:, 0]\n",
        _ => "    true, output = labels.loc[rows], predict(X)\n",
    };
    match task {
        Task::Regression => {}
        Task::BinaryClassification => {
            code += &format!("    predicted = output[:, 0] > {threshold}\n");
        }
        Task::MulticlassClassification => code += "    predicted = output.argmax(axis=1)\n",
    }
    code += "    return {\n";
    for metric in export.experiment.metrics() {
        let (function, second, more) = match metric {
            Metric::Accuracy => ("accuracy_score", "predicted", ""),
            Metric::MeanAbsoluteError => ("mean_absolute_error", "predicted", ""),
            Metric::MeanSquaredError => ("mean_squared_error", "predicted", ""),
            Metric::RootMeanSquaredError => ("root_mean_squared_error", "predicted", ""),
            Metric::R2 => ("r2_score", "predicted", ""),
            Metric::Precision => ("precision_score", "predicted", ", zero_division=0"),
            Metric::Recall => ("recall_score", "predicted", ", zero_division=0"),
            Metric::Auc => ("roc_auc_score", "output[:, 0]", ""),
        };
        imports.name("sklearn.metrics", function);
        let name = text(metric.name());
        code += &format!("        {name}: {function}(true, {second}{more}),\n");
    }
    code += "    }\n";
    let mut words = "Figures of a part, by scikit-learn.".to_owned();
    if task == Task::BinaryClassification {
        let class = export.dataset.facts().class_names.get(1).map_or("", String::as_str);
        words += &format!(" An output above {} means '{}'.", threshold, python::plain(class));
    }
    if export.scales_target() {
        words += " They are in the units of the target.";
    }
    Section::new("Figures", words, code)
}

/// The figures of the rows that did not train, and the curves. `say` is what prints, `only` a
/// condition under which curves are drawn.
pub fn look(
    export: &CodeExport<'_>,
    imports: &mut Imports,
    say: &str,
    only: Option<&str>,
) -> Section {
    imports.module("matplotlib.pyplot as plt");
    let mut code = String::new();
    let mut parts = vec![("validation", "valid")];
    if export.has_test() {
        parts.push(("test", "test"));
    }
    for (name, part) in parts {
        code += &format!("{say}(\"{name}:\", figures({part}_rows, X_{part}))\n");
    }
    if export.task() != Task::Regression {
        imports.name("sklearn.metrics", "confusion_matrix");
        let predicted = match export.task() {
            Task::BinaryClassification => {
                format!("predict(X_valid)[:, 0] > {}", export.experiment.threshold())
            }
            _ => "predict(X_valid).argmax(axis=1)".to_owned(),
        };
        code += &format!(
            "# A row for each class, a column for each prediction.\n\
             predicted = {predicted}\n\
             {say}(confusion_matrix(labels.loc[valid_rows], predicted))\n"
        );
    }
    let margin = if only.is_some() { "    " } else { "" };
    code += &only.map_or_else(String::new, |only| format!("if {only}:\n"));
    for line in [
        "plt.plot(losses, label=\"training\")",
        "plt.plot(valid_losses, label=\"validation\")",
        "plt.xlabel(\"epoch\")",
        "plt.ylabel(\"loss\")",
        "plt.legend()",
        "plt.savefig(\"learning_curves.png\")",
        "plt.show()",
    ] {
        code += &format!("{margin}{line}\n");
    }
    Section::new(
        "Look",
        "The training loss is that of the epoch's batches while the weights move, the validation \
         loss that at its end.",
        code,
    )
}
