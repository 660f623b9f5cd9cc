//! What the optimizer does with each gradient, and how moving statistics move.

use super::Expression;
use super::backward::{TrainedWeight, trained_weights};
use super::expression::{difference, named, product, quotient, root, square, sum};
use super::forward::batch_statistics;
use super::lines::{Line, LineGroup};
use super::walk::{Walk, at_place, gradient_symbol, line, own_symbol, weight_symbol};
use crate::config::{AdamConfig, BatchNormConfig, Clipping, Optimizer};
use crate::inspection::chain::{self, Block, BlockKind};
use crate::nn::optimizers::Nadam;
use crate::nn::{Float, Variable, flush, narrow, widen};
use crate::t;

/// What holds for all weights, then each of them, then the moving statistics.
pub(super) fn groups(walk: &Walk<'_>) -> Vec<LineGroup> {
    let mut groups = vec![LineGroup {
        heading: t!("The step").to_owned(),
        block: None,
        row: None,
        lines: shared_lines(walk),
    }];
    for block in walk.blocks.iter().filter(|block| !walk.units(block).is_empty()) {
        let index = Some(block.index as u32);
        let clipped = clipped_norms(walk, block);
        if !clipped.is_empty() {
            let heading = t!("{block}, its gradients", block = block.name);
            groups.push(LineGroup { heading, block: index, row: None, lines: clipped });
        }
        for weight in trained_weights(walk, block) {
            let heading = weight.symbol.clone();
            let lines = weight_lines(walk, block, &weight);
            groups.push(LineGroup { heading, block: index, row: None, lines });
        }
        if let BlockKind::BatchNorm(norm) = block.kind {
            let heading = t!("{block}, its moving statistics", block = block.name);
            let lines = moving_lines(walk, block, norm);
            groups.push(LineGroup { heading, block: index, row: None, lines });
        }
    }
    groups
}

/// The numbers of the step that every weight shares.
fn shared_lines(walk: &Walk<'_>) -> Vec<Line> {
    let rate = walk.step.learning_rate();
    let mut lines = vec![line("learning_rate", named("learning_rate", rate), rate)];
    let [before, after] = walk.step.memory().map(|memory| &memory.powers);
    let one = || Expression::Constant(1.0);
    match walk.step.experiment().config().training.optimizer {
        Optimizer::Adam(_) | Optimizer::AdamW(_) => {
            let (Some(&beta_1), Some(&beta_2)) = (after.first(), after.get(1)) else {
                return lines;
            };
            let root_part = root(difference(one(), named("beta_2^t", beta_2)));
            let ratio = quotient(root_part, difference(one(), named("beta_1^t", beta_1)));
            let alpha = product([named("learning_rate", rate), ratio]);
            lines.push(line("alpha", alpha, adam_alpha(rate, beta_1, beta_2)));
        }
        Optimizer::Nadam(nadam) => {
            let &[decay, product_after, beta_2] = &after[..] else { return lines };
            let product_before = before.get(1).copied().unwrap_or(1.0);
            let of = NadamFactors::new(nadam, decay, product_after, beta_2);
            let beta = || named("beta_1", nadam.beta_1);
            let power = || named("0.96^t", decay);
            let half = |power| product([Expression::Constant(0.5), power]);
            let now = product([beta(), difference(one(), half(power()))]);
            let later = product([power(), Expression::Constant(Nadam::DECAY)]);
            let next = product([beta(), difference(one(), half(later))]);
            let (u_now, u_next) = (named("u_t", of.u_now), named("u_(t+1)", of.u_next));
            let all = || named("U_t", product_after);
            let new_all = product([named("U_(t−1)", product_before), u_now.clone()]);
            let of_moment = quotient(u_next.clone(), difference(one(), product([all(), u_next])));
            let of_gradient = quotient(difference(one(), u_now), difference(one(), all()));
            let of_square = quotient(one(), difference(one(), named("beta_2^t", beta_2)));
            lines.push(line("u_t", now, of.u_now));
            lines.push(line("u_(t+1)", next, of.u_next));
            lines.push(line("U_t", new_all, product_after));
            lines.push(line("c_m", of_moment, of.of_moment));
            lines.push(line("c_g", of_gradient, of.of_gradient));
            lines.push(line("c_v", of_square, of.of_square));
        }
        Optimizer::Sgd(_) | Optimizer::RmsProp(_) | Optimizer::Adagrad(_) => {}
    }
    lines
}

/// As the engine rounds it.
fn adam_alpha(rate: f64, beta_1_power: f64, beta_2_power: f64) -> f64 {
    let correction = (1.0 - beta_2_power).sqrt() / (1.0 - beta_1_power);
    widen(narrow(rate * correction))
}

struct NadamFactors {
    u_now: f64,
    u_next: f64,
    of_moment: f64,
    of_gradient: f64,
    of_square: f64,
}

impl NadamFactors {
    fn new(config: AdamConfig, decay_power: f64, u_product: f64, beta_2_power: f64) -> Self {
        let u_now = config.beta_1 * (1.0 - 0.5 * decay_power);
        let u_next = config.beta_1 * (1.0 - 0.5 * decay_power * Nadam::DECAY);
        Self {
            u_now,
            u_next,
            of_moment: u_next / (1.0 - u_product * u_next),
            of_gradient: (1.0 - u_now) / (1.0 - u_product),
            of_square: 1.0 / (1.0 - beta_2_power),
        }
    }
}

/// With `clipnorm`: the norm of each variable's gradient.
fn clipped_norms(walk: &Walk<'_>, block: &Block) -> Vec<Line> {
    let Clipping::Norm(_) = walk.step.experiment().config().training.clipping else {
        return Vec::new();
    };
    let trained = chain::variables(walk.step, block.index);
    let trained = trained.into_iter().filter(|(.., trainable)| *trainable);
    let norm = |(name, variable, _): (&str, Variable, bool)| {
        let place = |index: usize| (index / variable.cols(), index % variable.cols());
        let number = |index: usize| at_place(variable, walk.step.gradients(), place(index));
        let symbol = |index| gradient_symbol(&weight_symbol(block, name, place(index)));
        let (terms, rest) = walk.terms(
            variable.rows() * variable.cols(),
            |index| square(named(symbol(index), number(index))),
            |index| number(index) * number(index),
        );
        let value = gradient_norm(walk, variable);
        line(norm_symbol(block, name), root(Expression::Sum(terms, rest)), value)
    };
    trained.map(norm).collect()
}

fn norm_symbol(block: &Block, name: &str) -> String {
    t!("norm of the {variable}'s gradient in {block}", variable = name, block = block.name)
}

fn gradient_norm(walk: &Walk<'_>, variable: Variable) -> f64 {
    let gradient = variable.slice(walk.step.gradients()).iter();
    gradient.map(|&g| widen(g) * widen(g)).sum::<f64>().sqrt()
}

/// The gradient as the optimizer takes it, clipped.
fn gradient_line(walk: &Walk<'_>, block: &Block, weight: &TrainedWeight) -> Line {
    let raw = named(gradient_symbol(&weight.symbol), weight.gradient);
    let clipped = widen(walk.step.network().store().gradients[weight.place]);
    let expression = match walk.step.experiment().config().training.clipping {
        Clipping::Norm(most) => {
            let norm = walk.variable(block, weight.name).map(|own| gradient_norm(walk, own));
            match norm.filter(|norm| *norm > most) {
                Some(norm) => {
                    let norm = named(norm_symbol(block, weight.name), norm);
                    product([raw, quotient(named("clipnorm", most), norm)])
                }
                None => raw,
            }
        }
        Clipping::Value(most) if weight.gradient > widen(narrow(most)) => named("clipvalue", most),
        Clipping::Value(most) if weight.gradient < -widen(narrow(most)) => {
            Expression::Negative(Box::new(named("clipvalue", most)))
        }
        Clipping::Value(_) | Clipping::None => raw,
    };
    line("g", expression, clipped)
}

/// A number that the optimizer remembers: before the step and after it.
struct Slot {
    symbol: &'static str,
    before: f64,
    after: f64,
}

impl Slot {
    fn old(&self) -> Expression {
        named(self.symbol, self.before)
    }

    fn updated_symbol(&self) -> String {
        t!("new {symbol}", symbol = self.symbol)
    }

    fn updated(&self) -> Expression {
        named(self.updated_symbol(), self.after)
    }

    fn line(&self, expression: Expression) -> Line {
        line(self.updated_symbol(), expression, self.after)
    }
}

/// From the gradient to the new weight, which is the engine's own to the last bit.
fn weight_lines(walk: &Walk<'_>, block: &Block, weight: &TrainedWeight) -> Vec<Line> {
    let mut lines = vec![gradient_line(walk, block, weight)];
    let gradient = lines[0].value;
    // As the optimizers take it.
    let g = || named("g", widen(flush(narrow(gradient))));
    let own = named(&weight.symbol, weight.before);
    let [before, after] = walk.step.memory();
    let slot = |index: usize, symbol: &'static str| {
        let number = |lines: &[Vec<Float>]| {
            lines.get(index).and_then(|line| line.get(weight.place)).map_or(0.0, |&x| widen(x))
        };
        Slot { symbol, before: number(&before.lines), after: number(&after.lines) }
    };
    let rate = || named("learning_rate", walk.step.learning_rate());
    let one = || Expression::Constant(1.0);
    let less = |old: &Expression, step: Expression| difference(old.clone(), step);

    let new = match walk.step.experiment().config().training.optimizer {
        Optimizer::Sgd(sgd) if sgd.momentum == 0.0 => less(&own, product([rate(), g()])),
        Optimizer::Sgd(sgd) => {
            let velocity = slot(0, "velocity");
            let momentum = || named("momentum", sgd.momentum);
            let moved =
                |velocity| difference(product([momentum(), velocity]), product([rate(), g()]));
            lines.push(velocity.line(moved(velocity.old())));
            if sgd.nesterov {
                sum([own, moved(velocity.updated())])
            } else {
                sum([own, velocity.updated()])
            }
        }
        optimizer @ (Optimizer::Adam(_) | Optimizer::AdamW(_)) => {
            let (m, v) = (slot(0, "m"), slot(1, "v"));
            let adam = optimizer.adam().unwrap_or_default();
            let decayed = match optimizer {
                Optimizer::AdamW(adam_w) if adam_w.weight_decay > 0.0 => {
                    let decay = narrow(adam_w.weight_decay * walk.step.learning_rate());
                    let old = narrow(weight.before);
                    let value = widen(old - old * decay);
                    let symbol = t!("decayed {symbol}", symbol = weight.symbol);
                    let part =
                        product([named("weight_decay", adam_w.weight_decay), rate(), own.clone()]);
                    lines.push(line(&symbol, less(&own, part), value));
                    named(symbol, value)
                }
                _ => own,
            };
            lines.extend(moments(&m, &v, &g, [adam.beta_1, adam.beta_2]));
            let alpha = match &after.powers[..] {
                &[beta_1, beta_2] => adam_alpha(walk.step.learning_rate(), beta_1, beta_2),
                _ => 0.0,
            };
            let below = sum([root(v.updated()), named("epsilon", adam.epsilon)]);
            less(&decayed, quotient(product([m.updated(), named("alpha", alpha)]), below))
        }
        Optimizer::RmsProp(rms_prop) => {
            let v = slot(0, "v");
            let rho = || named("rho", rms_prop.rho);
            let kept = product([rho(), v.old()]);
            let added = product([difference(one(), rho()), square(g())]);
            lines.push(v.line(sum([kept, added])));
            let below = root(sum([v.updated(), named("epsilon", rms_prop.epsilon)]));
            less(&own, quotient(product([rate(), g()]), below))
        }
        Optimizer::Adagrad(adagrad) => {
            let all = slot(0, "sum");
            lines.push(all.line(sum([all.old(), square(g())])));
            let below = root(sum([all.updated(), named("epsilon", adagrad.epsilon)]));
            less(&own, quotient(product([rate(), g()]), below))
        }
        Optimizer::Nadam(nadam) => {
            let (m, v) = (slot(0, "m"), slot(1, "v"));
            lines.extend(moments(&m, &v, &g, [nadam.beta_1, nadam.beta_2]));
            let of = match &after.powers[..] {
                &[decay, all, beta_2] => NadamFactors::new(nadam, decay, all, beta_2),
                _ => NadamFactors::new(nadam, 1.0, 0.0, 0.0),
            };
            let m_hat = narrow(of.of_moment) * narrow(m.after)
                + narrow(of.of_gradient) * flush(narrow(gradient));
            let v_hat = narrow(v.after) * narrow(of.of_square);
            let mean = sum([
                product([named("c_m", of.of_moment), m.updated()]),
                product([named("c_g", of.of_gradient), g()]),
            ]);
            lines.push(line("m̂", mean, widen(m_hat)));
            let squares = product([named("c_v", of.of_square), v.updated()]);
            lines.push(line("v̂", squares, widen(v_hat)));
            let below = sum([root(named("v̂", widen(v_hat))), named("epsilon", nadam.epsilon)]);
            less(&own, quotient(product([named("m̂", widen(m_hat)), rate()]), below))
        }
    };
    let value = widen(walk.step.network().store().values[weight.place]);
    lines.push(line(t!("new {symbol}", symbol = weight.symbol), new, value));
    lines
}

/// The running means of the gradient and of its square.
fn moments(m: &Slot, v: &Slot, g: &impl Fn() -> Expression, betas: [f64; 2]) -> [Line; 2] {
    let moved = |slot: &Slot, symbol: &str, beta: f64, towards: Expression| {
        let share = difference(Expression::Constant(1.0), named(symbol, beta));
        slot.line(sum([slot.old(), product([share, difference(towards, slot.old())])]))
    };
    [moved(m, "beta_1", betas[0], g()), moved(v, "beta_2", betas[1], square(g()))]
}

/// `momentum × moving_mean + (1 − momentum) × mean`
fn moving_lines(walk: &Walk<'_>, block: &Block, norm: BatchNormConfig) -> Vec<Line> {
    let after = &walk.step.network().store().statistics;
    let mut lines = Vec::new();
    for unit in walk.units(block) {
        let batch = batch_statistics(walk, block, unit).unwrap_or_default();
        let both = [("moving_mean", "mean"), ("moving_variance", "variance")];
        for ((moving, of_batch), batch) in both.into_iter().zip(batch) {
            let place = (0, unit);
            let (Some(variable), Some(old)) =
                (walk.variable(block, moving), walk.weight(block, moving, place))
            else {
                continue;
            };
            let momentum = || named("momentum", norm.momentum);
            let share = difference(Expression::Constant(1.0), momentum());
            let batch = named(own_symbol(of_batch, block, unit), batch);
            let new = sum([product([momentum(), old]), product([share, batch])]);
            let name = t!("new {symbol}", symbol = weight_symbol(block, moving, place));
            lines.push(line(name, new, at_place(variable, after, place)));
        }
    }
    lines
}
