//! The value of a formula, by the crate's own functions: the same bits everywhere.

use std::f64::consts::FRAC_PI_2;

use crate::config::{Expression, Function, Operator};
use crate::nn::kernels::math::{cos_f64, exp_f64, ln_f64, pow_f64};

/// The value of `expression` at a point; infinite or NaN where it has none.
///
/// Checked by `tests/it/data/synthetic.rs::a_formula_means_what_it_says`.
pub(super) fn evaluate(expression: &Expression, inputs: &[f64]) -> f64 {
    match expression {
        Expression::Number(number) => *number,
        Expression::Input(index) => inputs[*index],
        Expression::Negative(inside) => -evaluate(inside, inputs),
        Expression::Binary(operator, left, right) => {
            binary(*operator, evaluate(left, inputs), evaluate(right, inputs))
        }
        Expression::Call(function, inside) => call(*function, evaluate(inside, inputs)),
    }
}

fn binary(operator: Operator, x: f64, y: f64) -> f64 {
    match operator {
        Operator::Add => x + y,
        Operator::Subtract => x - y,
        Operator::Multiply => x * y,
        Operator::Divide => x / y,
        Operator::Power => power(x, y),
        // NaN stays NaN, unlike in `f64::min`.
        Operator::Min | Operator::Max if x.is_nan() || y.is_nan() => f64::NAN,
        Operator::Min => {
            if x < y {
                x
            } else {
                y
            }
        }
        Operator::Max => {
            if x > y {
                x
            } else {
                y
            }
        }
    }
}

fn call(function: Function, x: f64) -> f64 {
    match function {
        Function::Sin => sin(x),
        Function::Cos => cos(x),
        Function::Tan => sin(x) / cos(x),
        Function::Exp => exp_f64(x),
        Function::Ln => ln_f64(x),
        Function::Sqrt => x.sqrt(),
        Function::Abs => x.abs(),
        Function::Tanh => {
            // Of -|x|, so that nothing overflows.
            let small = exp_f64(-2.0 * x.abs());
            (1.0 - small) / (1.0 + small) * sign(x)
        }
        Function::Sigmoid => 1.0 / (1.0 + exp_f64(-x)),
        Function::Relu => binary(Operator::Max, x, 0.0),
        Function::Step if x.is_nan() => x,
        Function::Step => f64::from(x >= 0.0),
        Function::Sign => sign(x),
    }
}

fn sign(x: f64) -> f64 {
    if x > 0.0 {
        1.0
    } else if x < 0.0 {
        -1.0
    } else {
        x
    }
}

/// `sin(x)`, as far as [`cos`] goes.
pub(super) fn sin(x: f64) -> f64 {
    cos(x - FRAC_PI_2)
}

/// `cos(x)` as far as [`cos_f64`] is exact; NaN beyond, where a wave is too narrow for any
/// table to show.
pub(super) fn cos(x: f64) -> f64 {
    if x.abs() <= 1000.0 { cos_f64(x) } else { f64::NAN }
}

/// `base^exponent`; whole exponents by multiplication, so that a negative base has powers
/// and `x^2` is `x * x`.
fn power(base: f64, exponent: f64) -> f64 {
    const MOST_SQUARED: f64 = 1024.0;
    if exponent.fract() == 0.0 && exponent.abs() <= MOST_SQUARED {
        let mut left = exponent.abs() as u32;
        let (mut product, mut square) = (1.0, base);
        while left > 0 {
            if left % 2 == 1 {
                product *= square;
            }
            square *= square;
            left /= 2;
        }
        return if exponent < 0.0 { 1.0 / product } else { product };
    }
    if base > 0.0 {
        pow_f64(base, exponent)
    } else if base == 0.0 && exponent > 0.0 {
        0.0
    } else {
        f64::NAN
    }
}
