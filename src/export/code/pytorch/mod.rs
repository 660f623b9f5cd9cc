//! The script for `PyTorch`.

mod classes;
mod learning;
mod network;
mod training;

use crate::config::{Activation, Loss, Task};
use crate::export::code::python::Imports;
use crate::export::code::script::{Script, Section};
use crate::export::code::{CodeExport, common, parts, preparation};
use crate::nn::LossInput;
use crate::nn::losses::loss_input;

pub(super) fn script(export: &CodeExport<'_>) -> Script {
    let mut imports = Imports::default();
    imports.module("torch");
    imports.name("torch", "nn");
    let imports_of = &mut imports;
    let mut settings = common::settings(export, imports_of);
    settings.code += "torch.manual_seed(SEED)\n";
    let mut look = common::look(export, imports_of, "say", Some("rank == 0"));
    look.code += "if processes > 1:\n    distributed.destroy_process_group()\n";
    let sections = vec![
        settings,
        processes(imports_of),
        common::data(export, imports_of),
        parts::section(export, imports_of),
        preparation::section(export, imports_of),
        targets(export, imports_of),
        network::section(export, imports_of),
        network::start(export, imports_of),
        learning::loss(export, imports_of),
        learning::optimizer(export, imports_of),
        predictions(export, imports_of),
        training::section(export, imports_of),
        look,
    ];
    Script { title: export.title("PyTorch"), imports, sections }
}

/// Whether the network ends before its output's activation, which the loss has.
fn ends_with_logits(export: &CodeExport<'_>) -> bool {
    let activation = export.experiment.output().activation;
    loss_input(export.config().training.loss, activation) == LossInput::Logits
}

fn processes(imports: &mut Imports) -> Section {
    imports.module("os");
    imports.name("torch", "distributed");
    let code = "\
rank, processes = 0, 1
if \"RANK\" in os.environ:
    distributed.init_process_group(\"gloo\")
    rank, processes = distributed.get_rank(), distributed.get_world_size()


def say(*words):
    if rank == 0:
        print(*words, flush=True)
";
    Section::new(
        "Processes",
        "Under torchrun several processes run this script, and each takes its share of every \
         batch; otherwise there is one.",
        code,
    )
}

fn targets(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    let mut code = common::target_scaler(export, imports).unwrap_or_default();
    code += "def targets(rows):\n";
    let words = match export.task() {
        Task::Regression if export.scales_target() => {
            code += "    values = y_scaler.transform(target.loc[rows].to_frame())\n";
            code += "    return torch.tensor(values, dtype=torch.float32)\n";
            ""
        }
        Task::Regression => {
            code += "    values = target.loc[rows].to_numpy(\"float32\")\n";
            code += "    return torch.tensor(values).reshape(-1, 1)\n";
            ""
        }
        Task::BinaryClassification => {
            code += "    values = labels.loc[rows].to_numpy(\"float32\")\n";
            code += "    return torch.tensor(values).reshape(-1, 1)\n";
            "A class of two is 0 or 1."
        }
        Task::MulticlassClassification
            if export.config().training.loss == Loss::SparseCategoricalCrossentropy =>
        {
            code += "    return torch.tensor(labels.loc[rows].to_numpy(\"int64\"))\n";
            "This loss takes a class by its number."
        }
        Task::MulticlassClassification => {
            imports.name("torch.nn", "functional");
            code += "    values = torch.tensor(labels.loc[rows].to_numpy(\"int64\"))\n";
            code += "    return functional.one_hot(values, len(classes)).float()\n";
            "One-hot: an output for each class, 1 for the right one."
        }
    };
    code += "\n\ny_train, y_valid = targets(train_rows), targets(valid_rows)\n";
    Section::new("Targets", words, code)
}

/// `predict(X)`, and what is made of it.
fn predictions(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    let mut section = common::figures(export, imports);
    let output = match export.experiment.output().activation {
        Activation::Sigmoid if ends_with_logits(export) => "torch.sigmoid(model(torch.tensor(X)))",
        Activation::Softmax if ends_with_logits(export) => {
            "torch.softmax(model(torch.tensor(X)), dim=1)"
        }
        _ => "model(torch.tensor(X))",
    };
    let last = if export.scales_target() {
        "y_scaler.inverse_transform(output.numpy())"
    } else {
        "output.numpy()"
    };
    section.code = format!(
        "@torch.no_grad()\n\
         def predict(X):\n    \
         model.eval()\n    \
         output = {output}\n    \
         return {last}\n\n\n{}",
        section.code
    );
    section
}
