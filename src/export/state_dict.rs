//! Weights by the names that torch's `nn.Sequential` has for them.

use ndarray::ArrayView2;
use safetensors::tensor::{Dtype, SafeTensorError, TensorView};

use crate::config::{Activation, DenseConfig, LayerConfig, NetworkConfig, OutputConfig};
use crate::nn::{Float, Network, widen};

/// A tensor by its name.
struct Tensor {
    name: String,
    kind: Dtype,
    shape: Vec<usize>,
    bytes: Vec<u8>,
}

/// The state dict of the network as the exported script for torch has it, as a safetensors file:
/// `model.load_state_dict(safetensors.torch.load_file(path))`.
///
/// A Dense is `nn.Linear`, whose weight is the kernel transposed, and its activation a module
/// behind it unless it is linear. A `BatchNormalization` is `nn.BatchNorm1d`; without gamma or
/// beta its weight is 1 and its bias 0. Checked by `tests/it/export/state_dict.rs` and, by
/// torch, `tests/export_check/check_state_dict.py`.
///
/// # Errors
/// Never for a network of ours: its tensors fit the format.
pub fn state_dict(
    config: &NetworkConfig,
    output: OutputConfig,
    network: &Network,
) -> Result<Vec<u8>, SafeTensorError> {
    let last = LayerConfig::Dense(DenseConfig::new(output.units as u32, output.activation));
    let (mut tensors, mut module) = (Vec::new(), 0);
    for (index, layer) in config.layers.iter().chain([&last]).enumerate() {
        let variable = |name: &str| {
            let name = format!("{index}/{name}");
            network.variables().find(|(named, _)| named.name == name).map(|(_, numbers)| numbers)
        };
        let float = |name: &str, shape: Vec<usize>, numbers: Vec<f32>| Tensor {
            name: format!("{module}.{name}"),
            kind: Dtype::F32,
            shape,
            bytes: numbers.iter().flat_map(|number| number.to_le_bytes()).collect(),
        };
        match layer {
            LayerConfig::Dense(dense) => {
                if let Some(kernel) = variable("kernel") {
                    let shape = vec![kernel.ncols(), kernel.nrows()];
                    tensors.push(float("weight", shape, numbers(kernel.t())));
                }
                if let Some(bias) = variable("bias") {
                    tensors.push(float("bias", vec![bias.ncols()], numbers(bias)));
                }
                module += 1 + usize::from(dense.activation != Activation::Linear);
            }
            LayerConfig::Activation(own) => {
                module += usize::from(own.activation != Activation::Linear);
            }
            LayerConfig::Dropout(_) => module += 1,
            LayerConfig::BatchNormalization(_) => {
                let units = variable("moving_mean").map_or(0, |mean| mean.ncols());
                for (theirs, ours, usual) in [
                    ("weight", "gamma", 1.0),
                    ("bias", "beta", 0.0),
                    ("running_mean", "moving_mean", 0.0),
                    ("running_var", "moving_variance", 1.0),
                ] {
                    let numbers = variable(ours).map_or(vec![usual; units], numbers);
                    tensors.push(float(theirs, vec![units], numbers));
                }
                // torch counts batches, though nothing depends on it here.
                tensors.push(Tensor {
                    name: format!("{module}.num_batches_tracked"),
                    kind: Dtype::I64,
                    shape: Vec::new(),
                    bytes: vec![0; 8],
                });
                module += 1;
            }
        }
    }
    let mut views = Vec::new();
    for Tensor { name, kind, shape, bytes } in &tensors {
        views.push((name.as_str(), TensorView::new(*kind, shape.clone(), bytes)?));
    }
    safetensors::serialize(views, None)
}

fn numbers(matrix: ArrayView2<'_, Float>) -> Vec<f32> {
    matrix.iter().map(|number| widen(*number) as f32).collect()
}
