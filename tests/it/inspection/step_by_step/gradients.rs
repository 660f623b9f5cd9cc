//! Gradients of weights against finite differences of the loss of the same mini-batch, with the
//! same units dropped.

use descent::config::Activation::{Gelu, Silu, Softplus, Tanh};
use descent::config::{LayerConfig, Loss, Task};
use descent::inspection::{ChosenUnit, StageName};
use descent::nn::{Float, narrow};
use descent::train::{Detail, Trainer};

use super::{lines, place, written};
use crate::inspection::runs::{small, take_steps};
use crate::support::{batch_norm, dense, dropout, get, set};

/// Far enough for `f32`; the four points take what is left of the curve.
const STEP: f64 = if size_of::<Float>() == 4 { 0.03 } else { 1e-3 };
const TOLERANCE: f64 = if size_of::<Float>() == 4 { 1e-4 } else { 1e-6 };

fn loss_with(trainer: &mut Trainer, name: &str, at: usize, by: f64) -> f64 {
    let before = get(trainer.network_mut().store(), name);
    let mut moved = before.clone();
    moved[at] += narrow(by);
    set(trainer.network_mut().store_mut(), name, &moved);
    let loss = trainer.rehearse(Detail::Figures).unwrap().loss();
    set(trainer.network_mut().store_mut(), name, &before);
    loss
}

fn check(what: &str, mut trainer: Trainer, unit: Option<ChosenUnit>) -> usize {
    take_steps(&mut trainer, 2);
    let step = written(&mut trainer, unit);
    let mut checked = 0;
    for line in lines(&step, StageName::Backward) {
        let symbol = line.name.strip_prefix("∂L/∂").unwrap_or_default();
        let Some((name, row, col)) = place(symbol) else { continue };
        let named = trainer.network_mut().store().named().iter();
        let cols = named.clone().find(|named| named.name == name).unwrap().variable.cols();
        let mut at = |by: f64| loss_with(&mut trainer, &name, row * cols + col, by * STEP);
        let slope = 8.0 * (at(1.0) - at(-1.0)) - (at(2.0) - at(-2.0));
        let slope = slope / (12.0 * STEP);
        let error = (slope - line.value).abs();
        assert!(error <= TOLERANCE * (1.0 + slope.abs()), "{what} {symbol}: {line:?}, not {slope}");
        checked += 1;
    }
    checked
}

fn smooth() -> Vec<LayerConfig> {
    vec![
        dropout(0.3),
        dense(2, Gelu),
        batch_norm(0.9),
        dense(2, Silu),
        dropout(0.2),
        dense(2, Softplus),
    ]
}

#[test]
fn gradients_of_a_small_network_are_the_slopes_of_its_loss() {
    for task in [Task::Regression, Task::BinaryClassification, Task::MulticlassClassification] {
        for &loss in Loss::for_task(task) {
            let has_kinks =
                matches!(loss, Loss::MeanAbsoluteError | Loss::Huber { .. } | Loss::Hinge);
            if has_kinks {
                continue;
            }
            let trainer = small(task, smooth(), |config| config.training.loss = loss);
            let checked = check(loss.name(), trainer, None);
            assert!(checked > 20, "{checked} weights");
        }
    }
}

#[test]
fn gradients_of_a_chosen_unit_are_too() {
    let layers = vec![dense(20, Tanh), batch_norm(0.9), dropout(0.4), dense(30, Tanh)];
    for (block, weights) in [(0, 4), (1, 2), (2, 0), (3, 13), (4, 13)] {
        let trainer = small(Task::BinaryClassification, layers.clone(), |_| {});
        let unit = ChosenUnit { block, unit: 0 };
        assert_eq!(check("a unit", trainer, Some(unit)), weights);
    }
}
