//! What an expression comes to, computed in `f64`, and how far the engine's own number may be
//! from it by rounding.

use descent::config::Activation;
use descent::inspection::{Expression, Function, Rest};
use descent::nn::Float;

/// Half a unit in the last place of the engine's numbers.
const EPSILON: f64 = if size_of::<Float>() == 4 { 6e-8 } else { 1.2e-16 };

/// A value and how far rounding may carry it.
#[derive(Debug, Clone, Copy)]
pub struct Approximate {
    pub value: f64,
    pub error: f64,
}

pub fn evaluate(expression: &Expression) -> Approximate {
    match expression {
        Expression::Named(_, value) | Expression::Constant(value) => {
            Approximate { value: *value, error: EPSILON * value.abs() }
        }
        Expression::Sum(terms, rest) | Expression::OverRows(terms, rest) => sum(terms, *rest),
        Expression::Product(factors) => {
            factors.iter().map(evaluate).fold(Approximate { value: 1.0, error: 0.0 }, |a, b| {
                let value = a.value * b.value;
                let error = a.error * b.value.abs() + b.error * a.value.abs();
                Approximate { value, error: error + EPSILON * value.abs() }
            })
        }
        Expression::Quotient(above, below) => {
            let (a, b) = (evaluate(above), evaluate(below));
            let value = a.value / b.value;
            let error = (a.error + value.abs() * b.error) / b.value.abs();
            Approximate { value, error: error + EPSILON * value.abs() }
        }
        Expression::Negative(of) => {
            let of = evaluate(of);
            Approximate { value: -of.value, ..of }
        }
        Expression::Square(of) => {
            let of = evaluate(of);
            let value = of.value * of.value;
            Approximate { value, error: 2.0 * of.value.abs() * of.error + EPSILON * value }
        }
        Expression::Root(of) => {
            let of = evaluate(of);
            let value = of.value.sqrt();
            let error = (of.value + of.error).sqrt() - value;
            Approximate { value, error: error + EPSILON * value }
        }
        Expression::Of(function, of) => applied(*function, evaluate(of)),
    }
}

fn sum(terms: &[Expression], rest: Option<Rest>) -> Approximate {
    let mut parts: Vec<Approximate> = terms.iter().map(evaluate).collect();
    let mut count = parts.len() as f64;
    if let Some(Rest { count: more, value }) = rest {
        parts.push(Approximate { value, error: EPSILON * value.abs() * f64::from(more) });
        count += f64::from(more);
    }
    // Terms that cancel in the rest may be larger than it: as large as those that are shown.
    let sizes: f64 = parts.iter().map(|part| part.value.abs()).sum();
    Approximate {
        value: parts.iter().map(|part| part.value).sum(),
        error: parts.iter().map(|part| part.error).sum::<f64>() + EPSILON * sizes * (count + 1.0),
    }
}

fn applied(function: Function, x: Approximate) -> Approximate {
    let of = |x| function_of(function, x);
    let value = of(x.value);
    let moved = [-1.0, 1.0].map(|side| (of(x.value + side * x.error) - value).abs());
    let own = match function {
        Function::Slope(_) => 1.0 + value.abs(),
        _ => value.abs() + x.value.abs().min(1.0),
    };
    Approximate { value, error: moved[0].max(moved[1]) + 8.0 * EPSILON * own }
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// By numerical integration of the density: an oracle of its own.
fn erf(x: f64) -> f64 {
    let steps = 2000;
    let width = x / f64::from(steps);
    let density = |at: f64| (-at * at).exp();
    let inner: f64 = (1..steps)
        .map(|step| (if step % 2 == 1 { 4.0 } else { 2.0 }) * density(f64::from(step) * width))
        .sum();
    2.0 / std::f64::consts::PI.sqrt() * (density(0.0) + inner + density(x)) * width / 3.0
}

const SELU: [f64; 2] = [1.050_700_987_355_480_5, 1.673_263_242_354_377_2];

fn function_of(function: Function, x: f64) -> f64 {
    match function {
        Function::Exp => x.exp(),
        Function::Ln => x.ln(),
        Function::LnCosh => x.abs() + (-2.0 * x.abs()).exp().ln_1p() - 2.0_f64.ln(),
        Function::Absolute => x.abs(),
        Function::Sign if x == 0.0 => 0.0,
        Function::Sign => x.signum(),
        Function::Positive => x.max(0.0),
        Function::Activation(activation) => match activation {
            Activation::Linear => x,
            Activation::Relu => x.max(0.0),
            Activation::LeakyRelu => {
                if x > 0.0 {
                    x
                } else {
                    0.2 * x
                }
            }
            Activation::Elu => {
                if x > 0.0 {
                    x
                } else {
                    x.exp_m1()
                }
            }
            Activation::Selu => SELU[0] * if x > 0.0 { x } else { SELU[1] * x.exp_m1() },
            Activation::Gelu => 0.5 * x * (1.0 + erf(x / 2.0_f64.sqrt())),
            Activation::Silu => x * sigmoid(x),
            Activation::Softplus => x.exp().ln_1p(),
            Activation::Sigmoid => sigmoid(x),
            Activation::Tanh => x.tanh(),
            Activation::Exponential => x.exp(),
            Activation::Softmax => panic!("softmax is written out"),
        },
        Function::Slope(activation) => match activation {
            Activation::Linear => 1.0,
            Activation::Relu => f64::from(u8::from(x > 0.0)),
            Activation::LeakyRelu => {
                if x > 0.0 {
                    1.0
                } else {
                    0.2
                }
            }
            Activation::Elu => {
                if x > 0.0 {
                    1.0
                } else {
                    x.exp()
                }
            }
            Activation::Selu => SELU[0] * if x > 0.0 { 1.0 } else { SELU[1] * x.exp() },
            Activation::Gelu => {
                let density = (-0.5 * x * x).exp() / (2.0 * std::f64::consts::PI).sqrt();
                0.5 * (1.0 + erf(x / 2.0_f64.sqrt())) + x * density
            }
            Activation::Silu => sigmoid(x) * (1.0 + x * (1.0 - sigmoid(x))),
            Activation::Softplus => sigmoid(x),
            Activation::Sigmoid => sigmoid(x) * (1.0 - sigmoid(x)),
            Activation::Tanh => 1.0 - x.tanh() * x.tanh(),
            Activation::Exponential => x.exp(),
            Activation::Softmax => panic!("softmax is written out"),
        },
    }
}
