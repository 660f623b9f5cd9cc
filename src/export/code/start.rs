//! The weights that a script starts from.

use crate::export::code::npz::{Array, Numbers};
use crate::export::code::python::{filled, text};
use crate::nn::{Network, widen};

/// Up to so many numbers stand in the script itself.
const FEW_NUMBERS: usize = 60;

/// A variable of the network, named by its block and Keras's word, `0/kernel`.
#[derive(Debug, Clone, PartialEq)]
pub struct StartWeight {
    pub name: String,
    /// Of a kernel the inputs of each unit's layer; 1 for a vector.
    pub rows: usize,
    pub numbers: Vec<f32>,
}

impl StartWeight {
    /// All of a network, in its order.
    pub fn all_of(network: &Network) -> Vec<Self> {
        let variables = network.variables();
        variables
            .map(|(named, numbers)| Self {
                name: named.name.clone(),
                rows: if named.name.ends_with("/kernel") { named.variable.rows() } else { 1 },
                numbers: numbers.iter().map(|&number| widen(number) as f32).collect(),
            })
            .collect()
    }

    fn is_matrix(&self) -> bool {
        self.name.ends_with("/kernel")
    }

    fn columns(&self) -> usize {
        self.numbers.len() / self.rows.max(1)
    }
}

/// Whether they are few enough to stand in the script.
pub fn are_few(weights: &[StartWeight]) -> bool {
    weights.iter().map(|weight| weight.numbers.len()).sum::<usize>() <= FEW_NUMBERS
}

/// As arrays of `weights.npz`.
pub fn arrays(weights: &[StartWeight]) -> Vec<Array> {
    let array = |weight: &StartWeight| Array {
        name: weight.name.clone(),
        shape: if weight.is_matrix() {
            vec![weight.rows, weight.columns()]
        } else {
            vec![weight.numbers.len()]
        },
        numbers: Numbers::Float32(weight.numbers.clone()),
    };
    weights.iter().map(array).collect()
}

/// As a dictionary in the script.
pub fn dictionary(weights: &[StartWeight]) -> String {
    let mut code = String::from("start = {\n");
    for weight in weights {
        let head = format!("{}: ", text(&weight.name));
        let texts = |numbers: &[f32]| numbers.iter().map(f32::to_string).collect::<Vec<_>>();
        if weight.is_matrix() {
            code += &format!("    {head}[\n");
            for row in weight.numbers.chunks(weight.columns().max(1)) {
                code += &format!("        {},\n", filled("", &texts(row), '[', ']', 8));
            }
            code += "    ],\n";
        } else {
            code += &format!("    {},\n", filled(&head, &texts(&weight.numbers), '[', ']', 4));
        }
    }
    code + "}\n"
}
