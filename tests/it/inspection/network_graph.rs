//! A network as units and weights: those that it has, and those that are set by hand.

use descent::config::{Activation, ExperimentConfig, LayerConfig, Shape, SyntheticConfig};
use descent::data::{self, Dataset, synthesize, synthetic};
use descent::inspection::{
    NetworkGraph, NotFinite, SHOWN_UNITS, WeightEdit, network_graph, weight_place,
};
use descent::nn::widen;
use descent::train::{EpochReport, Trainer, Work};

use crate::inspection::picture::{made, of_gallery};
use crate::support::{batch_norm, dense, dropout};

fn graph(trainer: &mut Trainer) -> NetworkGraph {
    network_graph(trainer).expect("finite numbers")
}

fn edit(block: u32, variable: &str, row: u32, column: u32, value: f64) -> WeightEdit {
    WeightEdit { block, variable: variable.to_owned(), row, column, value }
}

fn set(trainer: &mut Trainer, edit: &WeightEdit) {
    let place = weight_place(trainer, edit).expect("there is such a weight");
    trainer.set_weight(place, descent::nn::narrow(edit.value));
}

/// Every number that is shown is the one of that place in the network.
fn is_the_network(found: &NetworkGraph, trainer: &Trainer) {
    let all: Vec<_> = trainer.learner().network().variables().collect();
    let mut tables = 0;
    for block in &found.blocks {
        for table in &block.variables {
            let name = format!("{}/{}", block.block, table.name);
            let (_, real) = all.iter().find(|(named, _)| named.name == name).expect("a variable");
            assert_eq!(table.shape, [real.nrows() as u32, real.ncols() as u32], "{name}");
            for row in 0..table.shown[0] as usize {
                for column in 0..table.shown[1] as usize {
                    let own = widen(real[[row, column]]);
                    assert_eq!(table.at(row, column).to_bits(), own.to_bits(), "{name}");
                }
            }
            tables += 1;
        }
    }
    assert_eq!(tables, all.iter().filter(|(named, _)| named.trainable).count(), "all of them");
}

fn trained_on_moons(layers: Vec<LayerConfig>, epochs: u32) -> Trainer {
    let config = SyntheticConfig { shape: Shape::TwoMoons, rows: 80, noise: 0.1, seed: 3 };
    let mut experiment = synthetic::experiment(config.clone());
    (experiment.training.epochs, experiment.training.early_stopping) = (9, false);
    experiment.network.layers = layers;
    let table = synthesize(&config).unwrap().table;
    let checked = experiment.check(table.schema()).unwrap();
    let mut trainer = Trainer::new(&checked, Dataset::prepare(&table, &checked).unwrap());
    while trainer.reported() < epochs {
        trainer.work(&mut || true);
    }
    trainer
}

#[test]
fn a_graph_has_the_weights_of_each_block() {
    let layers =
        vec![dense(5, Activation::Relu), batch_norm(0.9), dropout(0.2), dense(3, Activation::Tanh)];
    let mut trainer = trained_on_moons(layers, 2);
    let found = graph(&mut trainer);
    is_the_network(&found, &trainer);
    assert_eq!((found.epoch, found.input_count), (2, 2));
    assert_eq!(found.inputs, ["x1", "x2"]);
    let blocks: Vec<_> = found
        .blocks
        .iter()
        .map(|block| (block.block, block.units, block.variables.len()))
        .collect();
    assert_eq!(blocks, [(0, 5, 2), (1, 5, 2), (2, 5, 0), (3, 3, 2), (4, 1, 2)]);
    let names = |at: usize| {
        let all = found.blocks[at].variables.iter();
        all.map(|table| (table.name.as_str(), table.shape)).collect::<Vec<_>>()
    };
    assert_eq!(names(0), [("kernel", [2, 5]), ("bias", [1, 5])]);
    assert_eq!(names(1), [("gamma", [1, 5]), ("beta", [1, 5])]);
    assert_eq!(names(4), [("kernel", [3, 1]), ("bias", [1, 1])]);
    let mut unique: Vec<_> = found.blocks.iter().map(|block| &block.name).collect();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), 5, "each block has a name of its own");
}

#[test]
fn of_wide_layers_and_many_inputs_the_first_are_here() {
    let most = SHOWN_UNITS as u32;
    let mut trainer = trained_on_moons(
        vec![dense(most + 6, Activation::Relu), dense(most + 1, Activation::Relu)],
        1,
    );
    let found = graph(&mut trainer);
    is_the_network(&found, &trainer);
    let kernel = &found.blocks[1].variables[0];
    assert_eq!((kernel.shape, kernel.shown), ([most + 6, most + 1], [most, most]));
    assert_eq!(kernel.values.len(), SHOWN_UNITS * SHOWN_UNITS);
    assert_eq!(found.blocks[0].units, most + 6);
    assert_eq!(kernel.at(SHOWN_UNITS, SHOWN_UNITS), 0.0, "what is not here is nothing");

    // 8 x 8 pixels are just as many; with the digits all are here.
    let mut digits = of_gallery("digits", 1).trainer;
    let found = graph(&mut digits);
    is_the_network(&found, &digits);
    assert_eq!(found.input_count as usize, digits.dataset().inputs());
    assert_eq!(found.inputs.len(), SHOWN_UNITS.min(digits.dataset().inputs()));
}

/// The reports of a run, and what is said of its losses at each of their ends.
fn at_each_end(experiment: &ExperimentConfig, table: &data::Table) {
    let checked = experiment.check(table.schema()).unwrap();
    let mut trainer = Trainer::new(&checked, Dataset::prepare(table, &checked).unwrap());
    let mut epochs = 0;
    loop {
        match trainer.work(&mut || false) {
            Work::Epoch(EpochReport { figures, .. }) => {
                epochs += 1;
                let found = graph(&mut trainer).losses.expect("it is quick");
                let reported = [figures.loss, figures.val_loss];
                assert_eq!(found.map(f64::to_bits), reported.map(f64::to_bits), "epoch {epochs}");
            }
            Work::Yielded => drop(graph(&mut trainer)),
            Work::Finished(_) => break,
        }
    }
    assert_eq!(epochs, 4, "looking changes nothing about the run");
}

#[test]
fn the_losses_are_those_that_the_epoch_reported() {
    for id in ["red-wine", "titanic"] {
        let set = data::gallery::find(id).unwrap();
        let bytes = data::gallery::bytes(set);
        let table = data::import(bytes, &descent::config::ReadingConfig::default()).unwrap().table;
        let mut experiment = data::gallery::experiment(set);
        (experiment.training.epochs, experiment.training.early_stopping) = (4, false);
        if id == "red-wine" {
            experiment.data.preparation.target_scaling = descent::config::Scaling::Standard;
        }
        at_each_end(&experiment, &table);
    }
}

/// In the midst of an epoch too, but not while one is measured: that would be measured anew.
#[test]
fn looking_at_the_losses_changes_no_bit_of_the_run() {
    let run = |looks: bool| {
        let mut trainer = made(Shape::Sine, 0.2, 0).trainer;
        let mut reports = Vec::new();
        loop {
            match trainer.work(&mut || false) {
                Work::Epoch(report) => reports.push(report),
                Work::Yielded => {}
                Work::Finished(_) => return reports,
            }
            if looks {
                let is_measuring = trainer.is_measuring();
                assert_eq!(graph(&mut trainer).losses.is_none(), is_measuring);
            }
        }
    };
    assert_eq!(run(true), run(false));
}

#[test]
fn a_weight_that_is_no_number_is_said() {
    let mut trainer = made(Shape::TwoMoons, 0.1, 1).trainer;
    trainer.network_mut().store_mut().values[0] = f32::NAN;
    assert_eq!(network_graph(&mut trainer).unwrap_err(), NotFinite);
}

#[test]
fn what_is_no_weight_has_no_place() {
    let trainer = trained_on_moons(vec![dense(5, Activation::Relu), batch_norm(0.9)], 1);
    let (variables, mut places) = (["kernel", "bias"], Vec::new());
    for (block, variable, shape) in
        [(0, variables[0], [2, 5]), (0, variables[1], [1, 5]), (2, variables[0], [5, 1])]
    {
        for (row, column) in (0..shape[0]).flat_map(|row| (0..shape[1]).map(move |at| (row, at))) {
            let place = weight_place(&trainer, &edit(block, variable, row, column, 0.5));
            places.push(place.expect("a weight"));
        }
        assert_eq!(weight_place(&trainer, &edit(block, variable, shape[0], 0, 0.5)), None);
        assert_eq!(weight_place(&trainer, &edit(block, variable, 0, shape[1], 0.5)), None);
    }
    let count = places.len();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), count, "each has a place of its own");
    for wrong in [
        edit(9, "kernel", 0, 0, 0.5),
        edit(1, "kernel", 0, 0, 0.5),
        edit(1, "moving_mean", 0, 0, 0.5),
        edit(0, "gamma", 0, 0, 0.5),
        edit(0, "", 0, 0, 0.5),
        edit(u32::MAX, "kernel", u32::MAX, u32::MAX, 0.5),
        edit(0, "kernel", 0, 0, f64::NAN),
        edit(0, "kernel", 0, 0, f64::INFINITY),
        // Infinite as the engine's number.
        edit(0, "kernel", 0, 0, 1e300),
    ] {
        assert_eq!(weight_place(&trainer, &wrong), None, "{wrong:?}");
    }
    assert!(weight_place(&trainer, &edit(1, "gamma", 0, 4, 0.5)).is_some());
}

/// A line by hand: slope and intercept of least squares, computed here, have the least loss.
#[test]
fn the_least_squares_line_can_be_set_by_hand() {
    let mut trainer = made(Shape::Line, 0.3, 0).trainer;
    let dataset = trainer.dataset();
    let part = &dataset.training;
    let column = |values: &descent::nn::Matrix| -> Vec<f64> {
        values.view().iter_rows().map(|row| f64::from(row[0])).collect()
    };
    let (x, y) = (column(&part.inputs), column(&part.targets));
    let scale = dataset.target_scaler.scale;
    let rows = x.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / rows;
    let (mean_x, mean_y) = (mean(&x), mean(&y));
    let covariance: f64 = x.iter().zip(&y).map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    let slope = covariance / x.iter().map(|x| (x - mean_x).powi(2)).sum::<f64>();
    let intercept = mean_y - slope * mean_x;
    let errors = x.iter().zip(&y).map(|(x, y)| (slope * x + intercept - y).powi(2));
    let least = scale * scale * errors.sum::<f64>() / rows;
    let loss = |trainer: &mut Trainer| graph(trainer).losses.unwrap()[0];

    let before = loss(&mut trainer);
    assert!(before > 1.5 * least, "{before} is far from {least}");
    set(&mut trainer, &edit(0, "kernel", 0, 0, slope));
    set(&mut trainer, &edit(0, "bias", 0, 0, intercept));
    let found = loss(&mut trainer);
    assert!(found > least * (1.0 - 1e-5) && found < 1.01 * least, "{found} and {least}");
    for (variable, value) in [("kernel", slope), ("bias", intercept)] {
        for moved in [0.05, -0.05] {
            set(&mut trainer, &edit(0, variable, 0, 0, value + moved));
            assert!(loss(&mut trainer) > found, "{variable} {moved}");
        }
        set(&mut trainer, &edit(0, variable, 0, 0, value));
    }
    assert_eq!(loss(&mut trainer).to_bits(), found.to_bits(), "and back");
}
