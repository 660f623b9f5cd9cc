//! The matrix products of training, one by one.
//!
//! Checked by `tests/it/bench/speed_page.rs`.

use serde::Serialize;

use crate::bench::Timed;
use crate::nn::Matrix;
use crate::nn::kernels::matmul::{
    Epilogue, Scratch, multiply, multiply_transposed_a, multiply_transposed_b,
};
use crate::nn::narrow;
use crate::nn::random::{Stream, generator, uniform};

/// Which of the three products of a Dense layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DenseProduct {
    /// Forward: `y = x w`.
    Plain,
    /// The gradient of the weights: `dw = xᵀ dy`.
    TransposedA,
    /// The gradient of the inputs: `dx = dy wᵀ`.
    TransposedB,
}

/// A product `[m, k] [k, n] -> [m, n]`; the shape is that after transposing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Case {
    /// As in every table of results.
    pub name: &'static str,
    /// Which product.
    pub layout: DenseProduct,
    /// Rows of the result.
    pub m: usize,
    /// What is summed over.
    pub k: usize,
    /// Columns of the result.
    pub n: usize,
}

/// What is measured: the products of the [`networks`](super::networks), and a large one.
pub const CASES: [Case; 12] = [
    case("y 32×11×64", DenseProduct::Plain, 32, 11, 64),
    case("y 128×64×64", DenseProduct::Plain, 128, 64, 64),
    case("y 256×33×256", DenseProduct::Plain, 256, 33, 256),
    case("y 256×512×512", DenseProduct::Plain, 256, 512, 512),
    case("y 512×256×256", DenseProduct::Plain, 512, 256, 256),
    case("y 512×512×512", DenseProduct::Plain, 512, 512, 512),
    case("y 1024×1024×1024", DenseProduct::Plain, 1024, 1024, 1024),
    case("dw 11×32×64", DenseProduct::TransposedA, 11, 32, 64),
    case("dw 64×128×64", DenseProduct::TransposedA, 64, 128, 64),
    case("dw 512×256×512", DenseProduct::TransposedA, 512, 256, 512),
    case("dx 128×64×64", DenseProduct::TransposedB, 128, 64, 64),
    case("dx 256×512×512", DenseProduct::TransposedB, 256, 512, 512),
];

const fn case(name: &'static str, layout: DenseProduct, m: usize, k: usize, n: usize) -> Case {
    Case { name, layout, m, k, n }
}

impl Case {
    /// The case called `name`.
    pub fn by_name(name: &str) -> Option<Self> {
        CASES.into_iter().find(|case| case.name == name)
    }

    /// Billions of multiplications and additions in the product.
    pub fn gflop(&self) -> f64 {
        (2 * self.m * self.k * self.n) as f64 * 1e-9
    }
}

/// A product with its operands.
pub struct Product {
    case: Case,
    a: Matrix,
    b: Matrix,
    out: Matrix,
    scratch: Scratch,
}

impl Product {
    /// Seeded operands from -1 to 1.
    pub fn new(case: Case) -> Self {
        let Case { layout, m, k, n, .. } = case;
        let mut rng = generator(2, Stream::Split);
        let mut matrix = |(rows, cols)| {
            Matrix::from_fn(rows, cols, |_, _| narrow(2.0 * uniform(&mut rng) - 1.0))
        };
        Self {
            case,
            a: matrix(if layout == DenseProduct::TransposedA { (k, m) } else { (m, k) }),
            b: matrix(if layout == DenseProduct::TransposedB { (n, k) } else { (k, n) }),
            out: Matrix::zeros(m, n),
            scratch: Scratch::default(),
        }
    }

    /// What is multiplied, as it is stored.
    pub fn operands(&self) -> (&Matrix, &Matrix) {
        (&self.a, &self.b)
    }

    /// What the last [`Timed::once`] computed.
    pub fn result(&self) -> &Matrix {
        &self.out
    }
}

impl Timed for Product {
    fn once(&mut self) {
        let (a, b) = (self.a.view(), self.b.view());
        let (out, scratch) = (self.out.view_mut(), &mut self.scratch);
        match self.case.layout {
            DenseProduct::Plain => {
                let epilogue = Epilogue { bias: None, relu: false };
                multiply(a, b, epilogue, out, scratch);
            }
            DenseProduct::TransposedA => multiply_transposed_a(a, b, out, scratch),
            DenseProduct::TransposedB => multiply_transposed_b(a, b, out, scratch),
        }
        std::hint::black_box(&mut self.out);
    }
}
