//! A network layer by layer: against the numbers that the run really has.

use descent::config::Activation::{Gelu, Linear, Relu, Tanh};
use descent::config::{
    Clipping, DenseConfig, ExperimentConfig, LayerConfig, Optimizer, Regularizer, Task,
};
use descent::inspection::{LayerFigures, NotFinite, SHOWN_UNITS, layer_figures};
use descent::nn::{Float, Matrix, Variable, widen};
use descent::train::{Detail, Trainer};

use super::runs::{ROWS, small, take_steps, to_the_end, training_part};
use crate::support::{activation, batch_norm, dense, dropout, get, numbers, set, weights};

/// All kinds of blocks, penalized and clipped.
fn varied(config: &mut ExperimentConfig) {
    config.training.optimizer = Optimizer::ADAM;
    config.training.clipping = Clipping::Norm(0.5);
}

fn layers() -> Vec<LayerConfig> {
    let kernel_regularizer = Regularizer { l1: 0.001, l2: 0.01 };
    vec![
        LayerConfig::Dense(DenseConfig { kernel_regularizer, ..DenseConfig::new(8, Gelu) }),
        batch_norm(0.9),
        activation(Relu),
        dropout(0.4),
        dense(6, Tanh),
    ]
}

fn figures(trainer: &mut Trainer) -> LayerFigures {
    layer_figures(trainer).expect("finite numbers")
}

fn variable(trainer: &mut Trainer, name: &str) -> Variable {
    let named = trainer.network_mut().store().named().iter();
    named.clone().find(|named| named.name == name).unwrap().variable
}

#[test]
fn a_run_that_is_looked_into_has_the_same_bits() {
    for task in [Task::Regression, Task::BinaryClassification, Task::MulticlassClassification] {
        let alone = to_the_end(small(task, layers(), varied), |_| {});
        let mut looks = 0;
        let looked_into = to_the_end(small(task, layers(), varied), |trainer| {
            figures(trainer);
            looks += 1;
        });
        assert_eq!(alone, looked_into);
        assert!(looks > 12, "at every place of an epoch");
    }
}

#[test]
fn every_block_has_a_histogram_of_all_its_numbers() {
    let mut trainer = small(Task::BinaryClassification, layers(), varied);
    take_steps(&mut trainer, 4);
    let found = figures(&mut trainer);
    assert_eq!((found.epoch, found.steps, found.rows), (2, 4, 16));
    let names: Vec<_> = found.blocks.iter().map(|block| block.name.as_str()).collect();
    let expected = ["dense", "batch_normalization", "activation", "dropout", "dense_1", "dense_2"];
    assert_eq!(names, expected);
    let mut trained = Vec::new();
    for (index, block) in found.blocks.iter().enumerate() {
        assert_eq!(block.block as usize, index);
        assert_eq!(block.activations.bins.iter().sum::<u32>(), 16 * block.units, "{}", block.name);
        for figures in &block.variables {
            let variable = variable(&mut trainer, &format!("{index}/{}", figures.name));
            let count = (variable.rows() * variable.cols()) as u32;
            for histogram in [&figures.values, &figures.gradient] {
                assert_eq!(histogram.bins.iter().sum::<u32>(), count);
            }
            trained.push(figures.name.as_str());
        }
    }
    assert_eq!(trained, ["kernel", "bias", "gamma", "beta", "kernel", "bias", "kernel", "bias"]);
    // The output is the probability that the user sees, not what the loss takes.
    let output = &found.blocks[5].activations;
    assert!(output.low > 0.0 && output.high < 1.0, "{output:?}");
    let dead: Vec<_> = found.blocks.iter().map(|block| block.dead_units.is_some()).collect();
    assert_eq!(dead, [false, false, true, false, false, false]);
}

#[test]
fn a_dead_unit_is_silent_for_every_row() {
    let mut trainer = small(Task::Regression, vec![dense(4, Relu), dense(3, Gelu)], |_| {});
    let store = trainer.network_mut().store_mut();
    // Inputs lie from -1 to 1: never, always, for some rows, and at 0 itself.
    set(store, "0/kernel", &[0.5, 0.5, 1.0, 0.0, 0.5, 0.5, 0.0, 0.0, 0.5, 0.5, 0.0, 0.0]);
    set(store, "0/bias", &[-2.0, 2.0, 0.0, 0.0]);
    let found = figures(&mut trainer);
    assert_eq!(found.blocks[0].dead_units, Some(2));
    assert_eq!(found.blocks[1].dead_units, None, "a gelu is never at rest");
}

/// What the step taken for real does to every variable, by every optimizer.
#[test]
fn the_update_ratio_is_that_of_the_step_that_follows() {
    for optimizer in Optimizer::ALL {
        let mut trainer = small(Task::BinaryClassification, layers(), |config| {
            varied(config);
            config.training.optimizer = optimizer;
        });
        for _ in 0..5 {
            let found = figures(&mut trainer);
            let before = weights(trainer.network_mut());
            take_steps(&mut trainer, 1);
            let after = weights(trainer.network_mut());
            for (index, block) in found.blocks.iter().enumerate() {
                for figures in &block.variables {
                    let variable = variable(&mut trainer, &format!("{index}/{}", figures.name));
                    let norm =
                        |of: &mut dyn Iterator<Item = f64>| of.map(|x| x * x).sum::<f64>().sqrt();
                    let old = variable.slice(&before.values).iter().map(|&x| widen(x));
                    let new = variable.slice(&after.values).iter().map(|&x| widen(x));
                    let change = norm(&mut new.zip(old.clone()).map(|(new, old)| new - old));
                    let size = norm(&mut old.clone());
                    let expected = (size > 0.0).then(|| change / size);
                    assert_eq!(figures.update_ratio, expected, "{optimizer:?} {index}");
                }
            }
        }
    }
}

/// The loss that the real step logs can be computed from the input, the kernels and the mask
/// that is shown.
#[test]
fn the_mask_is_the_one_that_the_step_uses() {
    let mut trainer = small(Task::Regression, vec![dropout(0.4)], |config| {
        config.training.batch_size = 16;
    });
    for _ in 0..6 {
        let found = figures(&mut trainer);
        let mask = found.blocks[0].dropout.as_ref().unwrap();
        assert_eq!((mask.kept.len(), mask.kept[0].len(), mask.rate), (found.rows as usize, 3, 0.4));
        let all = mask.kept.iter().flatten();
        let dropped = all.clone().filter(|kept| !**kept).count() as f64 / all.count() as f64;
        assert_eq!(mask.dropped, dropped);

        let step = trainer.rehearse(Detail::Figures).unwrap();
        let part = training_part(Task::Regression);
        let store = trainer.network_mut().store();
        let (kernel, bias) = (get(store, "1/kernel"), get(store, "1/bias"));
        let mut sum = 0.0;
        for (kept, &row) in mask.kept.iter().zip(step.rows()) {
            let mut predicted = widen(bias[0]);
            for ((&x, &w), &kept) in part.inputs.row(row).iter().zip(&kernel).zip(kept) {
                predicted += if kept { widen(x) * widen(w) / 0.6 } else { 0.0 };
            }
            let error = predicted - widen(part.targets.row(row)[0]);
            sum += error * error;
        }
        let loss = sum / f64::from(found.rows);
        assert!((loss - found.loss).abs() < 1e-5 * loss, "{loss} and {}", found.loss);
        // And that loss is the run's own.
        let before = weights(trainer.network_mut());
        take_steps(&mut trainer, 1);
        assert_eq!(weights(trainer.network_mut()), weights(step.network()));
        assert_eq!(&before, step.before());
    }
}

#[test]
fn a_large_mask_is_cut_and_its_share_is_of_all() {
    let mut trainer = small(Task::Regression, vec![dense(100, Linear), dropout(0.25)], |config| {
        config.training.batch_size = ROWS as u32;
    });
    let found = figures(&mut trainer);
    let mask = found.blocks[1].dropout.as_ref().unwrap();
    assert_eq!((mask.kept.len(), mask.kept[0].len()), (32, 64));
    assert!((mask.dropped - 0.25).abs() < 0.03, "{}", mask.dropped);
    let mut none = small(Task::Regression, vec![dropout(0.0)], |_| {});
    let found = figures(&mut none);
    let mask = found.blocks[0].dropout.as_ref().unwrap();
    assert!(mask.dropped == 0.0 && mask.kept.iter().flatten().all(|kept| *kept));
}

fn mean_and_variance(rows: ndarray::ArrayView2<'_, Float>, unit: usize) -> [f64; 2] {
    let column: Vec<f64> = rows.column(unit).iter().map(|&x| widen(x)).collect();
    let mean = column.iter().sum::<f64>() / column.len() as f64;
    let square = |x: f64| x * x;
    [mean, column.iter().map(|x| square(x - mean)).sum::<f64>() / column.len() as f64]
}

/// By the batch's statistics the step taken for real moves the moving ones.
#[test]
fn batch_statistics_are_those_that_move_the_moving_ones() {
    let wide = vec![dense(80, Tanh), batch_norm(0.8)];
    let mut trainer = small(Task::Regression, wide, |_| {});
    for steps in 0..5 {
        let found = figures(&mut trainer);
        let norm = found.blocks[1].batch_norm.as_ref().unwrap();
        assert_eq!(norm.moving_mean.len(), SHOWN_UNITS);
        assert!((norm.share_of_start - 0.8_f64.powi(steps)).abs() < 1e-12);
        let step = trainer.rehearse(Detail::Figures).unwrap();
        for unit in 0..SHOWN_UNITS {
            let [mean, variance] = mean_and_variance(step.left(0), unit);
            assert!((norm.batch_mean[unit] - mean).abs() < 1e-6);
            assert!((norm.batch_variance[unit] - variance).abs() < 1e-6);
        }
        take_steps(&mut trainer, 1);
        let store = trainer.network_mut().store();
        for (name, moving, batch) in [
            ("1/moving_mean", &norm.moving_mean, &norm.batch_mean),
            ("1/moving_variance", &norm.moving_variance, &norm.batch_variance),
        ] {
            for (&new, (&old, &batch)) in get(store, name).iter().zip(moving.iter().zip(batch)) {
                assert!((widen(new) - (0.8 * old + 0.2 * batch)).abs() < 1e-6, "{name}");
            }
        }
    }
}

/// After the last epoch the look is at one epoch more, with the weights as they stand; what was
/// brought back is as old as its epoch.
#[test]
fn a_run_that_is_over_can_be_looked_into() {
    let mut trainer = small(Task::Regression, vec![batch_norm(0.9)], |config| {
        config.training.early_stopping = true;
        config.training.stopping.patience = 3;
        config.training.learning_rate = 0.2;
    });
    while trainer.outcome().is_none() {
        trainer.work(&mut || true);
    }
    let restored = trainer.outcome().unwrap().restored_epoch.unwrap();
    let before = weights(trainer.network_mut());
    let found = figures(&mut trainer);
    assert_eq!(found.steps, u64::from(restored) * 3);
    let norm = found.blocks[0].batch_norm.as_ref().unwrap();
    let moving: Vec<f64> =
        get(trainer.network_mut().store(), "0/moving_mean").iter().map(|&x| widen(x)).collect();
    assert_eq!(norm.moving_mean, moving);
    assert_eq!(weights(trainer.network_mut()), before);
}

#[test]
fn what_diverges_is_said() {
    let mut trainer = small(Task::Regression, vec![dense(3, Relu)], |_| {});
    trainer.network_mut().store_mut().values[0] = Float::NAN;
    assert_eq!(layer_figures(&mut trainer), Err(NotFinite));
    let mut trainer = small(Task::Regression, vec![dense(3, Linear)], |_| {});
    let many = numbers(&Matrix::from_fn(3, 3, |_, _| 1e30));
    set(trainer.network_mut().store_mut(), "0/kernel", &many);
    if size_of::<Float>() == 4 {
        assert_eq!(layer_figures(&mut trainer), Err(NotFinite), "the step would be too large");
    }
    let position = trainer.position();
    assert_eq!(position.updates, 0, "and the run has not moved");
}
