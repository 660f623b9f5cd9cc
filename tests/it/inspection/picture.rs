//! A network as a function of one column or of two.

use std::rc::Rc;

use descent::config::{
    Activation, ActivationConfig, DenseConfig, ExperimentConfig, LayerConfig, ReadingConfig, Shape,
    SyntheticConfig,
};
use descent::data::{self, Cell, Dataset, Table, gallery, synthesize, synthetic};
use descent::inspection::picture::{
    Held, MOST_POINTS, Picture, PictureJob, PicturePlan, PictureProblem, PictureQuestion,
    UNIT_PLACES,
};
use descent::inspection::{Answer, NetworkCopy, PartName};
use descent::train::Trainer;

use crate::support::in_german;

pub struct Trained {
    pub table: Table,
    pub trainer: Trainer,
}

pub fn trained(experiment: &ExperimentConfig, table: Table, epochs: u32) -> Trained {
    let checked = experiment.check(table.schema()).unwrap();
    let dataset = Dataset::prepare(&table, &checked).unwrap();
    let mut trainer = Trainer::new(&checked, dataset);
    while trainer.reported() < epochs {
        trainer.work(&mut || true);
    }
    Trained { table, trainer }
}

pub fn of_gallery(id: &str, epochs: u32) -> Trained {
    let set = gallery::find(id).unwrap();
    let table = data::import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    trained(&gallery::experiment(set), table, epochs)
}

pub fn made(shape: Shape, noise: f64, epochs: u32) -> Trained {
    let config = SyntheticConfig { shape, rows: 80, noise, seed: 3 };
    let mut experiment = synthetic::experiment(config.clone());
    experiment.training.epochs = epochs.max(1);
    experiment.training.early_stopping = false;
    trained(&experiment, synthesize(&config).unwrap().table, epochs)
}

/// A regression over a column without a change.
pub fn without_a_change() -> (ExperimentConfig, Table) {
    let table = Table::of_numbers(vec![
        ("x".to_owned(), vec![4.0; 20]),
        ("y".to_owned(), (0..20).map(f64::from).collect()),
    ]);
    let source =
        descent::config::DataSource::File { name: "a.csv".to_owned(), columns: Vec::new() };
    let mut experiment = ExperimentConfig::propose("a", source, table.schema());
    experiment.data.ignored.clear();
    (experiment, table)
}

pub fn answer(of: &Trained, question: &PictureQuestion) -> Answer {
    let plan = match PicturePlan::new(&of.trainer, &of.table, question) {
        Ok(plan) => Rc::new(plan),
        Err(problem) => return Answer::NoPicture(problem),
    };
    let mut copy = NetworkCopy::new(&of.trainer);
    let mut job = PictureJob::new(&of.trainer, &mut copy, plan);
    loop {
        if let Some(answer) = job.advance(&mut copy) {
            return answer;
        }
    }
}

pub fn picture(of: &Trained, question: &PictureQuestion) -> Picture {
    match answer(of, question) {
        Answer::Picture(picture) => *picture,
        other => panic!("{other:?}"),
    }
}

fn over(columns: &[&str], places: u16) -> PictureQuestion {
    let columns = columns.iter().map(|&name| name.to_owned()).collect();
    PictureQuestion { columns, places, ..PictureQuestion::default() }
}

#[test]
fn a_surface_is_what_the_network_says_there() {
    let of = made(Shape::TwoMoons, 0.1, 5);
    let found = picture(&of, &over(&[], 30));
    assert_eq!(found.axes.iter().map(|axis| &axis.column).collect::<Vec<_>>(), ["x1", "x2"]);
    assert_eq!((found.values.len(), found.epoch, found.held_count), (900, 5, 0));
    assert_eq!((found.rows, found.near), (80, 80), "nothing is held, so all are near");
    // A few places once more, through the columns' own encoders.
    let mut copy = NetworkCopy::new(&of.trainer);
    copy.update(&of.trainer);
    let columns = &of.trainer.dataset().columns;
    for (x, y) in [(0, 0), (29, 0), (7, 21), (29, 29)] {
        let cells = [found.axes[0].at(x), found.axes[1].at(y)].map(Cell::Number);
        let mut inputs = [0.0; 2];
        for ((column, cell), input) in columns.iter().zip(cells).zip(inputs.chunks_mut(1)) {
            column.inputs(cell, input);
        }
        let row = descent::nn::Matrix::from_fn(1, 2, |_, col| inputs[col]);
        let said = copy.predict(row.view())[[0, 0]];
        assert_eq!(found.values[y * 30 + x].to_bits(), said.to_bits(), "{x} {y}");
    }
}

#[test]
fn the_rows_say_what_the_trainer_says_of_them() {
    let mut of = of_gallery("titanic", 3);
    let found = picture(&of, &over(&[], 12));
    let rows = of.trainer.dataset().rows.clone();
    let said = of.trainer.predict(|dataset| &dataset.validation).to_owned();
    for point in found.points.iter().filter(|point| point.part == PartName::Validation) {
        let at = rows.validation.iter().position(|row| *row as u32 == point.row).unwrap();
        assert_eq!(point.predicted, f64::from(said[[at, 0]]), "row {}", point.row);
    }
    assert_eq!(found.points.len(), rows.training.len() + rows.validation.len());
    assert!(found.near < found.rows / 2, "{} of {}", found.near, found.rows);
    assert!(found.held.iter().any(|(column, value)| column == "sex" && value == "male"));
}

#[test]
fn what_is_held_has_the_readers_decimal_mark() {
    let of = of_gallery("titanic", 1);
    let question = over(&["age", "sibsp"], 10);
    let held = |picture: Picture| {
        let fare = picture.held.into_iter().find(|(column, _)| column == "fare");
        fare.unwrap().1
    };
    let english = held(picture(&of, &question));
    assert!(english.contains('.'), "{english}");
    assert_eq!(in_german(|| held(picture(&of, &question))), english.replace('.', ","));
}

#[test]
fn what_is_held_can_be_a_row() {
    let of = of_gallery("titanic", 1);
    let typical = picture(&of, &over(&["age", "fare"], 10));
    let of_row =
        |row| picture(&of, &PictureQuestion { held: Held::Row(row), ..over(&["age", "fare"], 10) });
    // The first passenger is a woman of the first class.
    let woman = of_row(0);
    let sex = |picture: &Picture| {
        picture.held.iter().find(|(column, _)| column == "sex").unwrap().1.clone()
    };
    assert_eq!((sex(&typical), sex(&woman)), ("male".to_owned(), "female".to_owned()));
    assert_ne!(typical.values, woman.values);
    assert_eq!(of_row(1_000_000).values, typical.values, "a row that is not there");
}

#[test]
fn a_curve_knows_what_made_the_points() {
    for shape in [
        Shape::Line,
        Shape::Sine,
        Shape::Polynomial { degree: 3 },
        Shape::Formula { formula: "x * x".to_owned() },
    ] {
        let found = picture(&made(shape.clone(), 0.0, 1), &over(&[], 41));
        assert_eq!((found.axes.len(), found.values.len()), (1, 41), "{shape:?}");
        assert_eq!(found.truth.len(), 41, "{shape:?}");
        // Without noise the points lie on it: between its two places next to each.
        let axis = &found.axes[0];
        for point in &found.points {
            let at = (point.place[0] - axis.low) / (axis.high - axis.low) * 40.0;
            let [low, high] = [at.floor(), at.ceil()].map(|at| f64::from(found.truth[at as usize]));
            let between = low + (high - low) * at.fract();
            assert!((between - point.actual).abs() < 0.05, "{shape:?} at {}", point.place[0]);
        }
        assert!(axis.low < axis.rows[0] && axis.rows[1] < axis.high, "and it goes on beyond them");
    }
    assert_eq!(picture(&of_gallery("red-wine", 1), &over(&["alcohol"], 20)).truth, [0.0_f32; 0]);
}

#[test]
fn several_classes_have_the_likeliest_and_where_it_changes() {
    let of = of_gallery("iris", 8);
    let found = picture(&of, &over(&[], 24));
    assert_eq!((found.values.len(), found.winners.len()), (576, 576));
    assert!(found.values.iter().all(|p| (1.0 / 3.0 - 1e-6..=1.0).contains(&f64::from(*p))));
    let winner = |x: usize, y: usize| found.winners[y * 24 + x];
    for [x0, y0, x1, y1] in &found.boundaries {
        let (left, below) = (x0.min(*x1).floor() as usize, y0.min(*y1).floor() as usize);
        let corners = [(0, 0), (1, 0), (0, 1), (1, 1)]
            .map(|(dx, dy)| winner((left + dx).min(23), (below + dy).min(23)));
        assert!(corners.iter().any(|one| *one != corners[0]), "{corners:?}");
    }
    assert!(!found.boundaries.is_empty());
    let curves = picture(&of, &over(&["petal_length_cm"], 24));
    assert_eq!((curves.axes.len(), curves.values.len()), (1, 72), "a curve for each class");
}

#[test]
fn units_before_the_output_have_their_own_surface() {
    let of = made(Shape::Circles, 0.1, 3);
    let found = picture(&of, &over(&[], 30));
    let layers = &of.trainer.experiment().config().network.layers;
    let Some(LayerConfig::Dense(last)) = layers.last() else { panic!("{layers:?}") };
    assert_eq!((found.unit_count, found.units.len()), (last.units as usize, 12), "the first");
    for unit in &found.units {
        assert_eq!(unit.shades.len(), UNIT_PLACES * UNIT_PLACES);
        let changes = unit.range[0] < unit.range[1];
        assert_eq!(unit.shades.contains(&255), changes, "{:?}", unit.range);
    }
    assert_eq!(picture(&made(Shape::Line, 0.1, 1), &over(&[], 30)).units, []);
}

#[test]
fn what_cannot_be_a_picture_says_why() {
    // All that is left is a category.
    let of = of_gallery("titanic", 0);
    let mut experiment = of.trainer.experiment().config().clone();
    for column in of.trainer.dataset().columns.iter().filter(|column| column.column != "sex") {
        experiment.data.ignored.push(column.column.clone());
    }
    let of = trained(&experiment, of.table, 1);
    let Answer::NoPicture(problem) = answer(&of, &over(&[], 10)) else { panic!() };
    assert_eq!(problem, PictureProblem::NoNumbers);
    assert!(PictureProblem::ManyClasses(60).to_string().contains("60"));
    // A column without a change is a picture all the same.
    let (experiment, table) = without_a_change();
    let found = picture(&trained(&experiment, table, 1), &over(&[], 10));
    assert!(found.axes[0].low < 4.0 && found.axes[0].high > 4.0);
    assert!(found.values.iter().all(|value| value.is_finite()));
}

#[test]
fn a_network_that_diverged_says_so() {
    let mut of = made(Shape::Sine, 0.1, 1);
    of.trainer.network_mut().store_mut().values.fill(f32::NAN as descent::nn::Float);
    assert_eq!(answer(&of, &over(&[], 10)), Answer::Diverged);
}

#[test]
fn long_tables_show_an_even_choice_of_their_rows() {
    let rows = 5_000;
    let config = SyntheticConfig { shape: Shape::TwoMoons, rows, noise: 0.1, seed: 1 };
    let mut experiment = synthetic::experiment(config.clone());
    experiment.network.layers = vec![
        LayerConfig::Dense(DenseConfig::new(2, Activation::Tanh)),
        LayerConfig::Activation(ActivationConfig { activation: Activation::Relu }),
    ];
    let found =
        picture(&trained(&experiment, synthesize(&config).unwrap().table, 0), &over(&[], 8));
    assert_eq!((found.rows, found.near), (5_000, 5_000));
    assert!(found.points.len() <= 2 * MOST_POINTS && found.points.len() > MOST_POINTS);
}
