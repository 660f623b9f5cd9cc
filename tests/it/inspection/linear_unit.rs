//! The line of one linear unit, moved by its ends.

use descent::config::{
    Activation, ColumnConfig, ExperimentConfig, ReadingConfig, Scaling, Shape, SyntheticConfig,
};
use descent::data::{self, Cell, gallery, synthesize, synthetic};
use descent::inspection::picture::{LinearUnit, Picture, PictureQuestion};
use descent::inspection::weight_place;
use descent::nn::{Matrix, narrow};

use crate::inspection::picture::{Trained, picture, trained, without_a_change};
use crate::support::dense;

fn over(columns: &[&str]) -> PictureQuestion {
    let columns = columns.iter().map(|&name| name.to_owned()).collect();
    PictureQuestion { columns, places: 40, ..PictureQuestion::default() }
}

fn made(shape: Shape, edit: impl FnOnce(&mut ExperimentConfig)) -> Trained {
    let config = SyntheticConfig { shape, rows: 80, noise: 0.1, seed: 3 };
    let mut experiment = synthetic::experiment(config.clone());
    experiment.training.early_stopping = false;
    experiment.network.layers.clear();
    edit(&mut experiment);
    trained(&experiment, synthesize(&config).unwrap().table, 3)
}

fn wine() -> Trained {
    let set = gallery::find("red-wine").unwrap();
    let table = data::import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    let mut experiment = gallery::experiment(set);
    experiment.network.layers.clear();
    experiment.data.preparation.target_scaling = Scaling::Standard;
    trained(&experiment, table, 3)
}

/// Does what the worker does.
fn set(of: &mut Trained, line: &LinearUnit) {
    for edit in line.edits() {
        let place = weight_place(&of.trainer, &edit).expect("there is such a weight");
        of.trainer.set_weight(place, narrow(edit.value));
    }
}

/// What the network itself says at the least and the greatest row of the only column.
fn said_at_ends(of: &mut Trained, found: &Picture) -> [f64; 2] {
    found.axes[0].rows.map(|value| {
        let mut input = [0.0];
        of.trainer.dataset().columns[0].inputs(Cell::Number(value), &mut input);
        let row = Matrix::from_fn(1, 1, |_, _| input[0]);
        let scaler = of.trainer.dataset().target_scaler;
        scaler.inverse(f64::from(of.trainer.network_mut().predict(row.view()).array()[[0, 0]]))
    })
}

fn is_near(one: f64, other: f64, scale: f64) -> bool {
    (one - other).abs() <= 2e-6 * scale.max(1.0)
}

#[test]
fn its_ends_are_what_the_network_says_there_however_it_is_prepared() {
    for scaling in [Scaling::None, Scaling::Standard, Scaling::MinMax, Scaling::Robust] {
        for target_scaling in [Scaling::None, Scaling::Standard, Scaling::MinMax] {
            for (log, clip_percent) in [(false, 0.0), (true, 0.0), (false, 10.0)] {
                let mut of = made(Shape::Line, |experiment| {
                    let preparation = &mut experiment.data.preparation;
                    preparation.target_scaling = target_scaling;
                    let own = ColumnConfig { log, clip_percent, ..ColumnConfig::default() };
                    preparation.columns.insert("x".to_owned(), own);
                    experiment.data.scaling = scaling;
                });
                let case = format!("{scaling:?} {target_scaling:?} {log} {clip_percent}");
                let found = picture(&of, &over(&[]));
                let line = found.line.expect("one linear unit");
                let said = said_at_ends(&mut of, &found);
                for (end, said) in line.ends().into_iter().zip(said) {
                    assert!(is_near(end, said, 1.0), "{case}: {end} is not {said}");
                }
                // An end goes where it is put, and the other stays.
                let before = line.ends();
                let moved = line.with_end(1, before[1] + 2.5).unwrap();
                set(&mut of, &moved);
                let after = picture(&of, &over(&[]));
                let now = after.line.unwrap();
                assert!(now.is_same_line(&moved) && !now.is_same_line(&line), "{case}");
                let said = said_at_ends(&mut of, &after);
                let wanted = [before[0], before[1] + 2.5];
                for (said, wanted) in said.into_iter().zip(wanted) {
                    assert!(is_near(said, wanted, 1.0), "{case}: {said} is not {wanted}");
                }
                // And back again.
                let back = moved.with_end(1, before[1]).unwrap();
                for (one, other) in back.ends().into_iter().zip(before) {
                    assert!(is_near(one, other, 1.0), "{case}: {one} is not {other}");
                }
            }
        }
    }
}

#[test]
fn what_the_other_columns_add_stays() {
    let mut of = wine();
    let question = over(&["alcohol"]);
    let found = picture(&of, &question);
    assert!(found.held_count > 5);
    let line = found.line.unwrap();
    let moved = line.with_end(0, 9.0).unwrap();
    set(&mut of, &moved);
    let after = picture(&of, &question);
    let axis = &after.axes[0];
    // The curve is straight, so its two outer places say what lies between.
    let [first, last] = [0, axis.places - 1].map(|at| (axis.at(at), f64::from(after.values[at])));
    let at = |x: f64| first.1 + (x - first.0) / (last.0 - first.0) * (last.1 - first.1);
    assert!(is_near(at(axis.rows[0]), 9.0, 10.0), "{}", at(axis.rows[0]));
    assert!(is_near(at(axis.rows[1]), line.ends()[1], 10.0), "{}", at(axis.rows[1]));
    // The weights of the others are what they were.
    let kernel = |of: &Trained| {
        let mut all = of.trainer.learner().network().variables();
        all.find(|(named, _)| named.name == "0/kernel").unwrap().1.to_owned()
    };
    let (now, before) = (kernel(&of), kernel(&wine()));
    assert_eq!(now.iter().zip(&before).filter(|(one, other)| one != other).count(), 1);
}

#[test]
fn there_is_no_such_line_elsewhere() {
    let hidden = made(Shape::Line, |experiment| {
        experiment.network.layers = vec![dense(1, Activation::Linear)];
    });
    let bent = made(Shape::Line, |experiment| {
        experiment.network.output_activation = Some(Activation::Relu);
    });
    let classes = made(Shape::TwoMoons, |_| {});
    assert_eq!(picture(&hidden, &over(&[])).line, None);
    assert_eq!(picture(&bent, &over(&[])).line, None);
    assert_eq!(picture(&classes, &over(&["x1"])).line, None);
    assert_eq!(picture(&wine(), &over(&["alcohol", "pH"])).line, None, "a plane");
    // A column without a change has no two ends.
    let (mut experiment, table) = without_a_change();
    experiment.network.layers.clear();
    assert_eq!(picture(&trained(&experiment, table, 1), &over(&[])).line, None);
}

#[test]
fn what_cannot_be_set_is_not() {
    let line = picture(&made(Shape::Line, |_| {}), &over(&[])).line.unwrap();
    for value in [1e30, -1e30, f64::NAN, f64::INFINITY] {
        assert_eq!(line.with_end(0, value), None, "{value}");
    }
}
