//! Each unit of a small network over what the network reads.

use std::rc::Rc;

use descent::config::{Activation, LayerConfig, ReadingConfig, Shape, SyntheticConfig};
use descent::data::{Cell, Table, gallery, synthesize, synthetic};
use descent::inspection::picture::{
    MOST_UNIT_PICTURES, NoUnitPictures, UNIT_PLACES, UnitPictures, UnitPicturesJob,
    UnitPicturesPlan, UnitSurface,
};
use descent::inspection::{Answer, DRAWN_UNITS, NetworkCopy};
use descent::nn::{Float, Matrix};

use crate::inspection::picture::{Trained, made, of_gallery, trained};
use crate::support::{batch_norm, dense, dropout};

fn answer(of: &Trained) -> Result<Answer, NoUnitPictures> {
    let plan = Rc::new(UnitPicturesPlan::new(&of.trainer, &of.table)?);
    assert!(plan.is_of(&of.trainer));
    let mut copy = NetworkCopy::new(&of.trainer);
    let mut job = UnitPicturesJob::new(&of.trainer, &mut copy, plan);
    loop {
        if let Some(answer) = job.advance(&mut copy) {
            return Ok(answer);
        }
    }
}

pub fn pictures(of: &Trained) -> UnitPictures {
    match answer(of) {
        Ok(Answer::UnitPictures(Ok(found))) => *found,
        other => panic!("{other:?}"),
    }
}

pub fn of_shape(shape: Shape, layers: Vec<LayerConfig>, epochs: u32) -> Trained {
    let config = SyntheticConfig { shape, rows: 80, noise: 0.1, seed: 3 };
    let mut experiment = synthetic::experiment(config.clone());
    (experiment.training.epochs, experiment.training.early_stopping) = (9, false);
    experiment.network.layers = layers;
    trained(&experiment, synthesize(&config).unwrap().table, epochs)
}

/// One with some of its columns left out.
fn of_columns(id: &str, keeps: impl Fn(&str) -> bool) -> Trained {
    let set = gallery::find(id).unwrap();
    let table =
        descent::data::import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    let mut experiment = gallery::experiment(set);
    let (target, columns) = (experiment.data.target.clone(), &table.schema().columns);
    let ignored = columns.iter().map(|column| column.name.clone());
    experiment.data.ignored = ignored.filter(|name| *name != target && !keeps(name)).collect();
    trained(&experiment, table, 2)
}

/// The row of a place, through the columns' own encoders.
fn row(of: &Trained, found: &UnitPictures, at: usize) -> Matrix {
    let across = found.axes[0].places;
    let dataset = of.trainer.dataset();
    let mut inputs = vec![0.0; dataset.inputs()];
    let mut from = 0;
    for ((column, axis), place) in
        dataset.columns.iter().zip(&found.axes).zip([at % across, at / across])
    {
        column.inputs(Cell::Number(axis.at(place)), &mut inputs[from..from + column.width()]);
        from += column.width();
    }
    Matrix::from_fn(1, inputs.len(), |_, column| inputs[column])
}

/// What a forward pass of the row of each place makes of a layer: of the engine, or the inputs.
fn straight(of: &mut Trained, found: &UnitPictures, layer: Option<usize>) -> Vec<Vec<Float>> {
    let places = found.axes.iter().map(|axis| axis.places).product();
    let each = (0..places).map(|at| {
        let row = row(of, found, at);
        let network = of.trainer.network_mut();
        network.predict(row.view());
        layer.map_or(&row, |layer| &network.outputs()[layer]).row(0).to_vec()
    });
    each.collect()
}

fn is_unit(unit: &UnitSurface, values: &[Float], inverse: impl Fn(f64) -> f64, name: &str) {
    assert_eq!(unit.shades.len(), values.len(), "{name}");
    let spread = unit.range[1] - unit.range[0];
    let values: Vec<f64> = values.iter().map(|value| inverse(f64::from(*value))).collect();
    for (at, value) in values.iter().enumerate() {
        let off = (unit.value(at) - value).abs();
        assert!(off <= spread * 1.001 / 255.0 + 1e-9, "{name} at {at}: {off} of {spread}");
    }
    let ends = [values.iter().copied().reduce(f64::min), values.iter().copied().reduce(f64::max)];
    for (end, extreme) in ends.into_iter().enumerate() {
        assert_eq!(Some(unit.range[end]), extreme, "{name}");
        assert_eq!(values[unit.at[end] as usize], unit.range[end], "{name}: that is where");
        let same = values.iter().filter(|value| Some(**value) == extreme).count();
        assert_eq!(unit.count[end] as usize, same, "{name}: so often");
    }
}

/// Bit by bit, in every layer: each row alone gives what all rows gave together.
#[test]
fn a_unit_says_what_a_forward_pass_says_at_every_place() {
    let layers = vec![
        dense(5, Activation::Relu),
        batch_norm(0.9),
        dropout(0.2),
        dense(3, Activation::Tanh),
        // Two layers of the engine.
        dense(4, Activation::Gelu),
    ];
    let mut of = of_shape(Shape::TwoMoons, layers, 3);
    let found = pictures(&of);
    assert_eq!(found.axes.iter().map(|axis| axis.places).collect::<Vec<_>>(), [UNIT_PLACES; 2]);
    assert_eq!(found.layers.iter().map(Vec::len).collect::<Vec<_>>(), [2, 5, 5, 5, 3, 4, 1]);
    let engine = [None, Some(0), Some(1), Some(2), Some(3), Some(5), Some(6)];
    for (layer, units) in engine.into_iter().zip(&found.layers) {
        let straight = straight(&mut of, &found, layer);
        for (at, unit) in units.iter().enumerate() {
            let values: Vec<_> = straight.iter().map(|row| row[at]).collect();
            is_unit(unit, &values, |value| value, &format!("layer {layer:?}, unit {at}"));
        }
    }
    assert!(found.layers[6][0].range.iter().all(|p| (0.0..=1.0).contains(p)), "a probability");
}

#[test]
fn of_one_column_each_unit_has_a_curve_and_the_output_the_targets_units() {
    let mut of = of_shape(Shape::Sine, vec![dense(6, Activation::Tanh)], 4);
    let found = pictures(&of);
    assert_eq!(found.layers.iter().map(Vec::len).collect::<Vec<_>>(), [1, 6, 1]);
    let scaler = of.trainer.dataset().target_scaler;
    for (layer, units) in [None, Some(0), Some(1)].into_iter().zip(&found.layers) {
        let straight = straight(&mut of, &found, layer);
        for (at, unit) in units.iter().enumerate() {
            let values: Vec<_> = straight.iter().map(|row| row[at]).collect();
            let inverse = |x: f64| if layer == Some(1) { scaler.inverse(x) } else { x };
            is_unit(unit, &values, inverse, &format!("layer {layer:?}, unit {at}"));
        }
    }
}

#[test]
fn more_columns_and_categories_have_none() {
    for of in [
        of_gallery("iris", 1),
        of_gallery("titanic", 1),
        of_columns("titanic", |name| name == "sex"),
        of_columns("titanic", |name| name == "sex" || name == "age"),
        of_columns("iris", |name| name != "petal_width_cm"),
    ] {
        assert_eq!(answer(&of), Err(NoUnitPictures));
    }
    // A missing number is filled in, and may have an input of its own.
    let of = of_columns("titanic", |name| name == "age" || name == "fare");
    let found = pictures(&of);
    assert_eq!(found.axes.iter().map(|axis| &axis.column).collect::<Vec<_>>(), ["age", "fare"]);
    assert_eq!(found.layers[0].len(), of.trainer.dataset().inputs());
    let three = pictures(&of_columns("iris", |name| name.starts_with("petal")));
    assert_eq!(three.layers.last().unwrap().len(), 3, "a probability for each class");
}

#[test]
fn wide_layers_and_more_than_the_most_have_none() {
    let most = DRAWN_UNITS as u32;
    let wide = vec![dense(most + 1, Activation::Relu), dense(most, Activation::Relu)];
    let counts = |layers| {
        let found = pictures(&of_shape(Shape::Circles, layers, 1));
        let counts: Vec<_> = found.layers.iter().map(Vec::len).collect();
        assert!(counts.iter().sum::<usize>() <= MOST_UNIT_PICTURES);
        counts
    };
    assert_eq!(counts(wide), [2, 0, 16, 1]);
    let deep = vec![dense(most, Activation::Relu); 5];
    assert_eq!(counts(deep), [2, 16, 16, 16, 0, 0, 1], "the output has its own all the same");
}

#[test]
fn a_column_without_a_change_and_a_dead_unit_are_flat() {
    let table = Table::of_numbers(vec![
        ("x".to_owned(), vec![4.0; 20]),
        ("y".to_owned(), (0..20).map(f64::from).collect()),
    ]);
    let source =
        descent::config::DataSource::File { name: "a.csv".to_owned(), columns: Vec::new() };
    let mut experiment = descent::config::ExperimentConfig::propose("a", source, table.schema());
    experiment.data.ignored.clear();
    experiment.network.layers = vec![dense(3, Activation::Relu)];
    let mut of = trained(&experiment, table, 1);
    of.trainer.network_mut().store_mut().values.fill(0.0);
    let found = pictures(&of);
    for unit in &found.layers[1] {
        assert_eq!((unit.range, unit.count[0]), ([0.0; 2], unit.shades.len() as u32));
        assert!(unit.shades.iter().all(|shade| *shade == 0));
    }
}

#[test]
fn a_network_that_diverged_says_so() {
    let mut of = made(Shape::TwoMoons, 0.1, 1);
    // Finite weights whose outputs are not.
    of.trainer.network_mut().store_mut().values.fill(Float::MAX);
    assert_eq!(answer(&of), Ok(Answer::Diverged));
}
