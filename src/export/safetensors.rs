//! Weights as a `safetensors` file, in Keras's names and shapes, there and back.

use ndarray::ArrayView2;
use safetensors::tensor::{Dtype, SafeTensorError, SafeTensors, TensorView};
use thiserror::Error;

use crate::nn::{Float, NamedVariable, Network, narrow};
use crate::t;

/// Why weights could not be taken over; the network is then as it was.
#[derive(Debug, Error)]
pub enum WeightsError {
    /// Not such a file.
    #[error("{}", t!("The file is no safetensors file, or it is damaged ({source}).", source))]
    Format {
        /// What the format's reader says.
        #[from]
        source: SafeTensorError,
    },
    /// A variable of the network that the file does not have.
    #[error("{}", t!("The file has no tensor \"{name}\"; it has {found}.", name, found = few(found)))]
    Missing {
        /// The variable.
        name: String,
        /// What the file has.
        found: Vec<String>,
    },
    /// A tensor of another shape.
    #[error(
        "{}",
        t!(
            "\"{name}\" has the shape {received}; the network needs {needed}.",
            name,
            received = format!("{received:?}"),
            needed = format!("{needed:?}"),
        )
    )]
    Shape {
        /// The variable.
        name: String,
        /// The file's shape.
        received: Vec<usize>,
        /// The network's.
        needed: Vec<usize>,
    },
    /// Numbers of another kind.
    #[error("{}", t!("\"{name}\" holds {received} numbers; F32 and F64 can be read.", name, received))]
    Kind {
        /// The variable.
        name: String,
        /// The file's kind.
        received: String,
    },
    /// Numbers that are none.
    #[error(
        "{}",
        t!("\"{name}\" holds numbers that are not finite, as a run that diverged leaves them; go back to an epoch before that.", name)
    )]
    NotFinite {
        /// The variable.
        name: String,
    },
}

/// The first names of a file; it may have very many.
fn few(names: &[String]) -> String {
    const FEW: usize = 12;
    if names.is_empty() {
        return t!("none").to_owned();
    }
    let more = if names.len() > FEW { ", …" } else { "" };
    names.iter().take(FEW).map(String::as_str).collect::<Vec<_>>().join(", ") + more
}

/// All numbers of a network: `0/kernel` `[inputs, units]`, `0/bias` `[units]`, `1/gamma`
/// and so on, the number being the block's index in the chain, the output's the last.
///
/// Checked by `tests/it/command/train.rs::weights_go_out_and_come_back`.
///
/// # Errors
/// Never for a network of ours: its tensors fit the format.
pub fn write(network: &Network) -> Result<Vec<u8>, SafeTensorError> {
    let kind = if size_of::<Float>() == size_of::<f32>() { Dtype::F32 } else { Dtype::F64 };
    let bytes: Vec<(String, Vec<usize>, Vec<u8>)> = network
        .variables()
        .map(|(named, numbers)| (named.name.clone(), shape(named), little_endian(numbers)))
        .collect();
    let mut tensors = Vec::new();
    for (name, shape, bytes) in &bytes {
        tensors.push((name.as_str(), TensorView::new(kind, shape.clone(), bytes)?));
    }
    safetensors::serialize(tensors, None)
}

/// Whether bytes are such a file, of any network.
pub fn is_whole(bytes: &[u8]) -> bool {
    SafeTensors::deserialize(bytes).is_ok()
}

/// Takes over the numbers of a file that [`write`] or Keras's user wrote.
///
/// # Errors
/// [`WeightsError`]; the network is then as it was.
pub fn read(bytes: &[u8], network: &mut Network) -> Result<(), WeightsError> {
    let file = SafeTensors::deserialize(bytes)?;
    let mut read = Vec::new();
    for (named, _) in network.variables() {
        let tensor = file.tensor(&named.name).map_err(|_| WeightsError::Missing {
            name: named.name.clone(),
            found: file.names().into_iter().map(str::to_owned).collect(),
        })?;
        if tensor.shape() != shape(named) {
            return Err(WeightsError::Shape {
                name: named.name.clone(),
                received: tensor.shape().to_vec(),
                needed: shape(named),
            });
        }
        let numbers = numbers(&named.name, &tensor)?;
        if numbers.iter().any(|number| !number.is_finite()) {
            return Err(WeightsError::NotFinite { name: named.name.clone() });
        }
        read.push((named.clone(), numbers));
    }
    for (named, numbers) in read {
        network.store_mut().set(&named, &numbers);
    }
    Ok(())
}

/// Keras's shape: a bias is no matrix.
fn shape(named: &NamedVariable) -> Vec<usize> {
    let (rows, cols) = (named.variable.rows(), named.variable.cols());
    if named.name.ends_with("/kernel") { vec![rows, cols] } else { vec![cols] }
}

fn little_endian(numbers: ArrayView2<'_, Float>) -> Vec<u8> {
    numbers.iter().flat_map(|x| x.to_le_bytes()).collect()
}

fn numbers(name: &str, tensor: &TensorView<'_>) -> Result<Vec<Float>, WeightsError> {
    match tensor.dtype() {
        Dtype::F32 => {
            Ok(chunks(tensor).map(|b| narrow(f64::from(f32::from_le_bytes(b)))).collect())
        }
        Dtype::F64 => Ok(chunks(tensor).map(|b| narrow(f64::from_le_bytes(b))).collect()),
        other => Err(WeightsError::Kind { name: name.to_owned(), received: format!("{other:?}") }),
    }
}

fn chunks<const N: usize>(tensor: &TensorView<'_>) -> impl Iterator<Item = [u8; N]> {
    tensor.data().as_chunks::<N>().0.iter().copied()
}
