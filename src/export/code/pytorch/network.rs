//! The network and the weights it starts from.

use crate::config::{Activation, BatchNormConfig, DenseConfig, Initializer, LayerConfig};
use crate::export::code::python::Imports;
use crate::export::code::pytorch::{classes, ends_with_logits};
use crate::export::code::script::Section;
use crate::export::code::{CodeExport, files, start};

/// Where a block with numbers stands among the modules.
struct Place<'config> {
    /// The block's number in the chain, as weights are named.
    block: usize,
    module: usize,
    dense: Option<&'config DenseConfig>,
}

pub fn section(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    let layers = &export.config().network.layers;
    let has_norm = layers.iter().any(|one| matches!(one, LayerConfig::BatchNormalization(_)));
    let (modules, _) = modules(export);
    let mut code = String::new();
    if has_norm {
        code += &format!("{}\n\n{}\n\n", classes::BATCH_MEAN, classes::BATCH_NORM);
    }
    if modules.iter().any(|module| module.starts_with("Exponential")) {
        code += &format!("{}\n\n", classes::EXPONENTIAL);
    }
    if layers.iter().any(|layer| matches!(layer, LayerConfig::Dropout(own) if own.seed.is_some())) {
        code +=
            "# In torch a Dropout has no seed of its own: all draw from the one of the script.\n";
    }
    code += "model = nn.Sequential(\n";
    for module in &modules {
        code += &format!("    {module},\n");
    }
    if ends_with_logits(export) {
        let name = export.experiment.output().activation.name();
        code += &format!("    # No {name} here: the loss has it, which is more exact.\n");
    }
    code += ")\nsay(model)\n";
    imports.name("torch.nn.parallel", "DistributedDataParallel");
    code += "network = model\n\
             if processes > 1:\n    \
             network = DistributedDataParallel(model)\n";
    Section::new("Network", "", code)
}

/// The modules in order, and where those with numbers stand.
fn modules<'run>(export: &'run CodeExport<'_>) -> (Vec<String>, Vec<Place<'run>>) {
    let (mut modules, mut places) = (Vec::new(), Vec::new());
    let mut before = "X_train.shape[1]".to_owned();
    let layers = &export.config().network.layers;
    for (block, layer) in layers.iter().enumerate() {
        match layer {
            LayerConfig::Dense(dense) => {
                places.push(Place { block, module: modules.len(), dense: Some(dense) });
                let bias = if dense.use_bias { "" } else { ", bias=False" };
                modules.push(format!("nn.Linear({before}, {}{bias})", dense.units));
                modules.extend(activation(dense.activation));
                before = dense.units.to_string();
            }
            LayerConfig::Activation(own) => modules.extend(activation(own.activation)),
            LayerConfig::Dropout(dropout) => modules.push(format!("nn.Dropout({})", dropout.rate)),
            LayerConfig::BatchNormalization(norm) => {
                places.push(Place { block, module: modules.len(), dense: None });
                modules.push(batch_norm(&before, norm));
            }
        }
    }
    let output = export.experiment.output();
    places.push(Place { block: layers.len(), module: modules.len(), dense: None });
    modules.push(format!("nn.Linear({before}, {})", output.units));
    if !ends_with_logits(export) {
        modules.extend(activation(output.activation));
    }
    (modules, places)
}

fn batch_norm(units: &str, norm: &BatchNormConfig) -> String {
    let usual = BatchNormConfig::default();
    let mut settings = vec![units.to_owned()];
    if norm.momentum != usual.momentum {
        settings.push(format!("momentum={}", norm.momentum));
    }
    if norm.epsilon != usual.epsilon {
        settings.push(format!("epsilon={}", norm.epsilon));
    }
    for (name, is_on) in [("center", norm.center), ("scale", norm.scale)] {
        if !is_on {
            settings.push(format!("{name}=False"));
        }
    }
    format!("BatchNorm({})", settings.join(", "))
}

fn activation(activation: Activation) -> Option<String> {
    let module = match activation {
        Activation::Linear => return None,
        Activation::Relu => "nn.ReLU()",
        Activation::Sigmoid => "nn.Sigmoid()",
        Activation::Tanh => "nn.Tanh()",
        Activation::Softmax => "nn.Softmax(dim=1)",
        Activation::LeakyRelu => "nn.LeakyReLU(0.2)",
        Activation::Elu => "nn.ELU()",
        Activation::Selu => "nn.SELU()",
        Activation::Gelu => "nn.GELU()",
        Activation::Silu => "nn.SiLU()",
        Activation::Softplus => "nn.Softplus()",
        Activation::Exponential => "Exponential()",
    };
    Some(module.to_owned())
}

/// The weights before the first update: the experiment's own, or drawn by the same rules.
pub fn start(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    let (_, places) = modules(export);
    let mut code = String::from(
        "# torch draws by a rule of its own unless it is told another.\n\
         with torch.no_grad():\n",
    );
    for place in &places {
        if let Some(draw) = draw(place, export) {
            code += &draw;
        }
    }
    let (load, words) = if start::are_few(&export.start) {
        code += &start::dictionary(&export.start);
        ("if is_own_table:\n".to_owned(), "")
    } else {
        imports.name("pathlib", "Path");
        (
            format!(
                "if is_own_table and Path(\"{0}\").exists():\n    start = np.load(\"{0}\")\n",
                files::WEIGHTS
            ),
            " They come from a file, so that the run can be repeated; without it, \
             they are drawn by the same rules.",
        )
    };
    code += &load;
    let names = |is_linear: bool| {
        let chosen = places.iter().filter(|place| is_linear == is_dense(place, export));
        let each: Vec<_> =
            chosen.map(|place| format!("({}, model[{}])", place.block, place.module)).collect();
        each.join(", ")
    };
    code += "    with torch.no_grad():\n";
    code += &format!("        for number, layer in [{}]:\n", names(true));
    code += "            kernel = torch.tensor(start[f\"{number}/kernel\"])\n";
    code += "            layer.weight.copy_(kernel.T)  # Keras has inputs before units\n";
    let all_have_bias = places.iter().all(|place| place.dense.is_none_or(|dense| dense.use_bias));
    let bias = "layer.bias.copy_(torch.tensor(start[f\"{number}/bias\"]))\n";
    if all_have_bias {
        code += &format!("            {bias}");
    } else {
        code += &format!("            if layer.bias is not None:\n                {bias}");
    }
    if places.iter().any(|place| !is_dense(place, export)) {
        code += &norms(export, &names(false));
    }
    Section::new(
        "Start weights",
        format!("Each is named by its layer's number in Keras.{words}"),
        code,
    )
}

fn is_dense(place: &Place<'_>, export: &CodeExport<'_>) -> bool {
    place.dense.is_some() || place.block == export.config().network.layers.len()
}

/// The numbers of `BatchNormalization` blocks, of which gamma and beta may not be there.
fn norms(export: &CodeExport<'_>, names: &str) -> String {
    let layers = export.config().network.layers.iter();
    let mut norms = layers.filter_map(|layer| match layer {
        LayerConfig::BatchNormalization(norm) => Some(norm),
        _ => None,
    });
    let all_whole = norms.all(|norm| norm.center && norm.scale);
    let mut code = format!("        for number, layer in [{names}]:\n");
    for (variable, name) in [
        ("weight", "gamma"),
        ("bias", "beta"),
        ("running_mean", "moving_mean"),
        ("running_var", "moving_variance"),
    ] {
        let copy = format!("layer.{variable}.copy_(torch.tensor(start[f\"{{number}}/{name}\"]))\n");
        if all_whole || name.starts_with("moving") {
            code += &format!("            {copy}");
        } else {
            code +=
                &format!("            if layer.{variable}.requires_grad:\n                {copy}");
        }
    }
    code
}

/// Lines that draw a block's weights by its initializers.
fn draw(place: &Place<'_>, export: &CodeExport<'_>) -> Option<String> {
    if !is_dense(place, export) {
        return None;
    }
    let usual = DenseConfig::default();
    let dense = place.dense.unwrap_or(&usual);
    let weight = format!("model[{}].weight", place.module);
    let mut code = format!("    {}\n", initializer(dense.kernel_initializer, &weight, false));
    if dense.use_bias {
        let bias = format!("model[{}].bias", place.module);
        code += &format!("    {}\n", initializer(dense.bias_initializer, &bias, true));
    }
    Some(code)
}

/// A call that draws `tensor`. Of a bias Keras takes the units for both counts.
fn initializer(initializer: Initializer, tensor: &str, is_bias: bool) -> String {
    let (inputs, units) = if is_bias {
        (format!("len({tensor})"), format!("len({tensor})"))
    } else {
        (format!("{tensor}.shape[1]"), format!("{tensor}.shape[0]"))
    };
    let uniform =
        |variance: String| format!("{tensor}.uniform_(-1, 1).mul_((3 * {variance}) ** 0.5)");
    // A normal cut at two deviations, 0.8796 of it, as Keras draws it.
    let normal = |variance: String| {
        format!("nn.init.trunc_normal_({tensor}, a=-2, b=2).mul_(({variance}) ** 0.5 / 0.8796)")
    };
    match initializer {
        Initializer::GlorotUniform if !is_bias => format!("nn.init.xavier_uniform_({tensor})"),
        Initializer::GlorotUniform => uniform(format!("2 / ({inputs} + {units})")),
        Initializer::GlorotNormal => normal(format!("2 / ({inputs} + {units})")),
        Initializer::HeUniform => uniform(format!("2 / {inputs}")),
        Initializer::HeNormal => normal(format!("2 / {inputs}")),
        Initializer::LecunUniform => uniform(format!("1 / {inputs}")),
        Initializer::LecunNormal => normal(format!("1 / {inputs}")),
        Initializer::RandomNormal => format!("{tensor}.normal_(0, 0.05)"),
        Initializer::Zeros => format!("{tensor}.zero_()"),
        Initializer::Ones => format!("{tensor}.fill_(1)"),
    }
}
